"""The kinds, their fields and their bounds are those of the interchange format; nothing printed shows case text."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from mapping import entries
from mapping.casemap import CaseMap, Change, ChangeSet
from mapping.entries import ENTRY_CLASSES, Behaviour, Cite, Entry, Header, Link, Person, Position
from mapping.errors import CaseError, CaseFileError, Fault
from mapping.fields import Field, Shape, field_named, fields_of
from mapping.rules import LINKS
from tests.cases import case_of, cited, one_of_every_kind, person
from tests.schema import ENTRY_SCHEMAS, HEAD_SCHEMA, LINK_SCHEMAS, ends_of

ID = {"type": "string", "pattern": "^[A-Za-z0-9_.:-]{1,64}$"}
READER = {"type": "string", "pattern": "^[a-z_]+(:[A-Za-z0-9_.-]{1,64})?$"}
NUMBER = {"type": "number"}
PLACE = {
    "type": "object",
    "required": ["x", "y"],
    "properties": {"x": NUMBER, "y": NUMBER},
    "additionalProperties": False,
}
CANARY = "Rosalind"
RECORDS = [each for each in vars(entries).values() if isinstance(each, type) and each.__module__ == "mapping.parts"]


def text_like(shape: Shape) -> dict[str, Any]:
    """The schema of one piece of text."""
    said: dict[str, Any] = {"type": "string"}
    if shape.longest:
        said["maxLength"] = shape.longest
    if shape.choices:
        said["enum"] = list(shape.choices)
    if shape.pattern:
        said["pattern"] = f"^{shape.pattern}$"
    return said


def described(field: Field) -> dict[str, Any]:
    """What the schema should say of a field."""
    shape = field.shape
    match shape.form:
        case "id" | "ref":
            return ID
        case "refs":
            return {"type": "array", "items": ID}
        case "readers":
            return {"type": "array", "items": READER}
        case "flag":
            return {"type": "boolean"}
        case "place":
            return PLACE
        case "words":
            return {"type": "object", "additionalProperties": {"type": "string"}}
        case "rows" if shape.row:
            return {"type": "array", "items": object_like(shape.row)}
        case "lines" | "choices":
            return {"type": "array", "items": text_like(shape)}
    return text_like(shape)


def object_like(owner: type) -> dict[str, Any]:
    """What the schema should say of a class of records."""
    required = [field.file_name for field in fields_of(owner) if field.shape.required]
    properties = {field.file_name: described(field) for field in fields_of(owner)}
    said = {"type": "object", "properties": properties, "additionalProperties": False}
    return said | {"required": required} if required else said


def bare(schema: Any) -> Any:
    """The schema without descriptions, and with what is required in the order of the alphabet."""
    if isinstance(schema, list):
        return [bare(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: bare(each) for key, each in schema.items() if key not in ("description", "title", "kind")}
    return kept | {"required": sorted(set(kept["required"]) - {"kind"})} if "required" in kept else kept


def test_the_kinds_are_those_of_the_interchange_format() -> None:
    assert sorted(ENTRY_CLASSES) == sorted(ENTRY_SCHEMAS)
    assert all(owner.kind == kind for kind, owner in ENTRY_CLASSES.items())


@pytest.mark.parametrize("kind", sorted(ENTRY_SCHEMAS))
def test_the_fields_of_each_kind_are_those_of_the_interchange_format(kind: str) -> None:
    assert bare(object_like(ENTRY_CLASSES[kind])) == bare(ENTRY_SCHEMAS[kind])


def test_the_head_of_a_case_is_that_of_the_interchange_format() -> None:
    assert bare(object_like(Header)) == bare(HEAD_SCHEMA)


@pytest.mark.parametrize("kind", sorted(LINK_SCHEMAS))
def test_each_link_joins_what_the_interchange_format_lets_it_join(kind: str) -> None:
    starts, ends = LINKS[kind]
    assert (sorted(starts), sorted(ends)) == tuple(sorted(each) for each in ends_of(kind))
    assert bare(object_like(Link)) == bare(LINK_SCHEMAS[kind])


def test_there_are_no_links_that_the_interchange_format_does_not_know() -> None:
    assert sorted(LINKS) == sorted(LINK_SCHEMAS)


def test_a_field_that_python_cannot_name_bears_its_name_in_the_file() -> None:
    assert field_named(ENTRY_CLASSES["protective_effort"], "for_").file_name == "for"
    assert field_named(ENTRY_CLASSES["relationship"], "from_id").file_name == "from"
    assert field_named(Link, "to_id").file_name == "to"


def test_asking_for_a_field_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        field_named(Behaviour, "score")


def test_nobody_said_is_not_the_same_as_no() -> None:
    assert Person(id="p1", roles=(), label="Father").unborn is None


def test_an_entry_cannot_be_changed_in_place() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        person().label = "Mother"  # type: ignore[misc]


def test_a_case_has_its_own_words_for_roles() -> None:
    header = Header(id="c", title="", labels=(("perpetrator", "named person"),))
    assert header.label("perpetrator") == "named person"
    assert header.label("survivor") == ""


# ---------------------------------------------------------------------------------------------- nothing shows


def full_of_canary(owner: type) -> Any:
    """A thing of this class with the canary in every field that can hold text."""
    return owner(**{field.name: _canary(field.shape) for field in fields_of(owner)})


def _canary(shape: Shape) -> Any:
    match shape.form:
        case "id":
            return "x1"
        case "flag":
            return True
        case "place":
            return Position(x=0, y=0)
        case "rows" if shape.row:
            return (full_of_canary(shape.row),)
        case "words":
            return ((CANARY, CANARY),)
        case "refs" | "lines" | "choices" | "readers":
            return (CANARY,)
    return CANARY


def things_full_of_canary() -> Iterator[Any]:
    """One of every class that can hold text, and whatever holds such things."""
    for owner in (*ENTRY_CLASSES.values(), Link, Header):
        thing = full_of_canary(owner)
        yield thing
        yield Change(None, thing)
        yield ChangeSet("add", (Change(None, thing), Change(thing, None)))
    for record in RECORDS:
        if record not in (Entry, Position):
            yield full_of_canary(record)
    yield CaseMap(full_of_canary(Header), {"x1": full_of_canary(Person)}, {})


@pytest.mark.parametrize("thing", list(things_full_of_canary()), ids=lambda thing: type(thing).__name__)
def test_what_is_printed_of_a_thing_shows_none_of_its_text(thing: object) -> None:
    for printed in (repr(thing), str(thing), f"{thing}", f"{[thing]}"):
        assert CANARY not in printed


def test_the_canary_would_be_seen() -> None:
    assert CANARY in repr(dataclasses.astuple(full_of_canary(Cite)))
    assert len(RECORDS) == 11, "ten records and the base of all entries"


def test_an_entry_printed_can_still_be_found_by_its_id() -> None:
    assert repr(person("p7")) == "Person(p7)"
    assert repr(case_of(people=False)) == "CaseMap(case-1: 0 entries, 0 links)"


def test_a_refusal_says_its_sentence_and_carries_its_offers() -> None:
    refusal = CaseError("No.", ("Do this instead.",))
    assert str(refusal) == "No."
    assert refusal.offers == ("Do this instead.",)


def test_the_faults_of_a_file_are_said_one_a_line() -> None:
    error = CaseFileError((Fault("", "It is empty."), Fault("case.id", "it is missing")))
    assert str(error) == "It is empty.\ncase.id: it is missing"


def test_everything_that_is_spoken_of_as_an_entry_can_be_imported_from_entries() -> None:
    assert set(entries.__all__) >= {owner.__name__ for owner in ENTRY_CLASSES.values()}
    assert set(entries.__all__) >= {record.__name__ for record in RECORDS}


def test_there_is_a_case_with_one_entry_of_every_kind_to_test_with() -> None:
    case = one_of_every_kind()
    assert {entry.kind for entry in case.entries.values()} == set(ENTRY_CLASSES)
    assert cited("s1", quote="a")[0].quote == "a"
