"""The table of readers: every field, class and section is decided about for everybody, and what is not is left out."""

import dataclasses
import re
import tomllib
from typing import Any

import pytest

from exports.interchange import write_text
from mapping import audience
from mapping.audience import Reader, view
from mapping.entries import ENTRY_CLASSES, SENSITIVITIES, Behaviour, Cite, Entry, Header, Link
from mapping.fields import CATEGORY, LINE, LINES, PROSE, fields_of, line
from mapping.readers import (
    EDITED,
    OUT,
    WHOLE,
    Audience,
    agency_key,
    audiences,
    counted,
    key_of,
    names_reader,
    read_audiences,
    reasons,
)
from mapping.sensitivity import BOUNDED, EARLIER
from mapping.vocabulary import load_vocabulary
from tests.cases import behaviour, case_of
from tests.house.source import ROOT

TEXT = (ROOT / "resources/vocabulary/audiences.toml").read_text("utf-8")
TABLE = tomllib.loads(TEXT)
NAMES = (
    "own_agency", "meeting", "marac", "court", "programme", "survivor", "partner_agency", "perpetrator_may_see",
    "training",
)  # fmt: skip
KINDS: dict[str, type] = {**ENTRY_CLASSES, "link": Link, "case": Header}
SECTIONS = {
    "handling", "statement", "people", "sessions", "pattern", "other_relationships", "as_parent", "family", "survivor",
    "children", "pathways", "efforts", "intersections", "responses", "incidents", "allegations", "engagements",
    "changes", "programmes", "views", "unknown", "risk", "goals", "actions", "safety", "timeline", "map", "sources",
    "glossary", "sharing", "method", "wording",
}  # fmt: skip


def records(*owners: type) -> set[type]:
    """The classes of the records in the lists of these classes."""
    rows = {field.shape.row for owner in owners for field in fields_of(owner) if field.shape.row}
    return rows | records(*rows) if rows else set()


def undecided(owners: dict[str, type], table: dict[str, Any]) -> list[str]:
    """Every field of these classes, and of the records in their lists, that has no row; and every row with no field."""
    found = []
    for part, classes in (("field", owners), ("record", {key_of(each): each for each in records(*owners.values())})):
        rows = {f"{key}.{name}" for key, names in table[part].items() for name in names}
        fields = {f"{key}.{each.name}" for key, owner in classes.items() for each in fields_of(owner)}
        found += sorted(rows ^ {each for each in fields if not each.endswith(".id")})
    return found


# ------------------------------------------------------------------------------------------- deny by default


def test_somebody_has_decided_about_every_field_for_every_reader() -> None:
    assert undecided(KINDS, TABLE) == []


def test_a_field_that_nobody_has_decided_about_fails_the_build() -> None:
    grown = dataclasses.make_dataclass(
        "Grown", [("gossip", str, line())], bases=(Behaviour,), frozen=True, kw_only=True
    )
    assert undecided({**KINDS, "behaviour": grown}, TABLE) == ["behaviour.gossip"]
    shrunk = {**TABLE, "record": {**TABLE["record"], "cite": {"source": "w w w w w w w w w", "rumour": ""}}}
    assert undecided(KINDS, shrunk) == ["cite.quote", "cite.rumour", "cite.where"]


SAID = "when the baby was four weeks"


def reached(name: str) -> bool:
    """Whether a reader has how a behaviour's time was said."""
    whom = {"programme": "p1", "survivor": "p2", "partner_agency": "p3", "perpetrator_may_see": "p1"}.get(name, "")
    act = behaviour(toward=("p2", "p3"), status="convicted", when_said=SAID)
    return SAID in write_text(view(case_of(act), Reader(name, whom)))


@pytest.mark.parametrize("name", NAMES)
def test_a_field_that_nobody_has_decided_about_reaches_nobody(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reached(name) is (name != "training")
    head, begin, rest = TEXT.partition("[field.behaviour]")
    earlier = read_audiences(head + begin + re.sub(r"\nwhen_said .*", "", rest, count=1))
    monkeypatch.setattr(audience, "audiences", lambda: earlier)
    assert not reached(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_kind_that_nobody_has_decided_about_reaches_nobody(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    head, _, rest = TEXT.partition("[field.behaviour]")
    earlier = read_audiences(head + "[field." + rest.partition("\n[field.")[2])
    monkeypatch.setattr(audience, "audiences", lambda: earlier)
    whom = {"programme": "p1", "survivor": "p2", "partner_agency": "p3", "perpetrator_may_see": "p1"}.get(name, "")
    act = behaviour(toward=("p2", "p3"), status="convicted")
    assert not view(case_of(act), Reader(name, whom)).of(Behaviour)


def test_a_class_that_nobody_has_decided_about_is_left_out() -> None:
    for each in audiences().values():
        assert each.sensitivity("a new class") == OUT
        assert each.field("behaviour", "a new field") == OUT
        assert each.section("a new section") == OUT


def test_every_class_and_every_section_has_a_row() -> None:
    assert set(TABLE["class"]) == {*SENSITIVITIES, BOUNDED, EARLIER}
    assert set(TABLE["section"]) == SECTIONS


@pytest.mark.parametrize("row", ["w w w w w w w w", "w w w w w w w w w w", "w w w w w w w w x", ""])
def test_a_row_has_one_letter_for_each_reader(row: str) -> None:
    wrong = TEXT.replace('\nquote  = "w a - w - - - - -"', f'\nquote  = "{row}"')
    assert wrong != TEXT
    with pytest.raises(ValueError, match=r"record\.cite\.quote"):
        read_audiences(wrong)


def test_of_fields_only_the_room_may_be_asked_for_and_only_for_quotations() -> None:
    asked = []
    for each in audiences().values():
        assert "a" not in each.sections.values()
        fields = ((kind, name, letter) for kind, column in each.fields.items() for name, letter in column.items())
        asked += [(each.name, kind, name) for kind, name, letter in fields if letter == "a"]
    assert asked == [("meeting", "cite", "quote")]


# ------------------------------------------------------------------------------------------------ what it says


def test_there_are_nine_readers_with_words_for_people() -> None:
    assert tuple(audiences()) == NAMES
    assert set(
        load_vocabulary().family_keys("audience") if hasattr(load_vocabulary(), "family_keys") else NAMES
    ) == set(NAMES)
    assert all(each.label and each.about for each in audiences().values())
    assert {each.name: each.bound for each in audiences().values() if each.bound} == {
        "programme": "perpetrator", "survivor": "survivor", "partner_agency": "child",
        "perpetrator_may_see": "perpetrator",
    }  # fmt: skip


NEVER: dict[str, set[str]] = {
    "own_agency": set(),
    "meeting": {"note", "safety_item", "sharing"},
    "marac": {"engagement", "gap", "note", "protective_effort", "response", "safety_item", "sharing", "source", "view"},
    "court": {"note", "safety_item", "sharing"},
    "programme": {"gap", "note", "protective_effort", "response", "session", "sharing", "view"},
    "survivor": {"engagement", "gap", "note", "safety_item", "session", "sharing", "source"},
    "partner_agency": {
        "allegation", "change", "engagement", "gap", "incident", "intersection", "note", "programme",
        "protective_effort", "response", "session", "sharing", "source", "survivor_impact", "view",
    },
    "training": {"note", "safety_item", "session", "sharing"},
}  # fmt: skip
"""The kinds of which a reader never has any (practice: which reader may have what)."""


@pytest.mark.parametrize("name", NEVER)
def test_a_reader_has_every_kind_but_those_that_are_never_for_them(name: str) -> None:
    assert set(ENTRY_CLASSES) - {kind for kind in ENTRY_CLASSES if audiences()[name].has_kind(kind)} == NEVER[name]


def test_the_perpetrator_has_five_kinds() -> None:
    him = audiences()["perpetrator_may_see"]
    assert {kind for kind in KINDS if him.has_kind(kind)} == {
        "person",
        "behaviour",
        "goal",
        "order",
        "programme",
        "case",
    }


FREE = {("person", "label"), ("link", "kind"), ("link", "pathway"), ("case", "reference"),
        ("case", "locale")}  # fmt: skip
"""Fields of text in which no name can stand, or what stands in them is what people are called when names are hidden."""
IN_THE_ROOM = {("attendance", "who"), ("session", "apologies")}
"""The minutes of a MARAC say who came, and who could not."""


def told_whole(each: Audience) -> list[tuple[str, str]]:
    """The fields of text that a reader has as they are."""
    owners = (*KINDS.values(), *records(*KINDS.values()))
    return [
        (key_of(owner), field.name)
        for owner in owners
        for field in fields_of(owner)
        if field.shape.form in (LINE, PROSE, LINES, CATEGORY) and each.field(key_of(owner), field.name) == WHOLE
    ]


@pytest.mark.parametrize("name", ["meeting", "marac", "programme", "partner_agency", "training"])
def test_whoever_is_not_given_names_has_every_text_edited(name: str) -> None:
    assert audiences()[name].field("person", "name") in (OUT, EDITED)
    assert set(told_whole(audiences()[name])) <= (FREE | IN_THE_ROOM if name == "marac" else FREE)


def test_those_who_are_given_names_have_texts_whole() -> None:
    for name in ("own_agency", "court", "survivor"):
        assert ("behaviour", "title") in told_whole(audiences()[name])


@pytest.mark.parametrize("name", NAMES)
def test_what_an_entry_must_have_is_granted_wherever_the_kind_is(name: str) -> None:
    each = audiences()[name]
    put = {("order", "title"), ("case", "title")}  # these are given other words
    for owner in (*KINDS.values(), *records(*KINDS.values())):
        if each.has_kind(key_of(owner)):
            must = {field.name for field in fields_of(owner) if field.shape.required} - {"id"}
            lacking = {must_be for must_be in must if each.field(key_of(owner), must_be) == OUT}
            assert not {(key_of(owner), must_be) for must_be in lacking} - put


@pytest.mark.parametrize("name", [name for name in NAMES if name != "own_agency"])
@pytest.mark.parametrize("kind", sorted(ENTRY_CLASSES))
def test_how_closely_a_thing_is_kept_stays_with_our_own_agency(name: str, kind: str) -> None:
    inside = ("sensitivity", "withhold_from", "release_to", "reader_reason", "recorded_as")
    assert {audiences()[name].field(kind, field) for field in inside} == {OUT}


@pytest.mark.parametrize("name", [name for name in NAMES if name != "own_agency"])
def test_what_somebody_can_be_found_by_stays_with_our_own_agency(name: str) -> None:
    each = audiences()[name]
    for field in ("identifiers", "aliases", "asked", "maybe_same_as"):
        assert each.field("person", field) == OUT
    assert not each.has_kind("identifier")
    assert each.sensitivity("working_only") == each.sensitivity(BOUNDED) == OUT


def test_working_thoughts_are_nobodys() -> None:
    assert {each.sensitivity("working_only") for each in audiences().values()} == {OUT}
    assert audiences()["own_agency"].only["note"] == {
        "pathway_words", "pattern_words", "kept_wording", "wording_released",
    }  # fmt: skip


def test_there_are_words_for_every_kind_and_class_that_is_left_out() -> None:
    assert set(counted()) == {*ENTRY_CLASSES, "link"}
    assert {f"class.{name}" for name in TABLE["class"]} <= set(reasons())
    assert {f"rests.{name}" for name in TABLE["class"] if name != "normal"} == {
        key for key in reasons() if key.startswith("rests.")
    }


# ------------------------------------------------------------------------------------------- who is named


def test_a_key_tells_what_a_class_is_called_in_the_table() -> None:
    assert [key_of(each) for each in (Behaviour, Link, Header, Cite)] == ["behaviour", "link", "case", "cite"]
    assert key_of(Entry) == "entry"


@pytest.mark.parametrize(
    ("named", "called"),
    [
        (("partner_agency",), True), (("partner_agency:c1",), True), (("partner_agency:st_mary_s",), True),
        (("partner_agency:St_Mary_s",), True), (("partner_agency:c2",), False), (("partner_agency:north",), False),
        (("court",), False), ((), False),
    ],
)  # fmt: skip
def test_a_reader_is_named_by_audience_alone_or_with_whom_or_which_agency(named: tuple[str, ...], called: bool) -> None:
    assert names_reader(named, Reader("partner_agency", "c1", "St Mary's")) is called


def test_agencies_in_other_scripts_are_told_apart() -> None:
    assert agency_key("Школа 5") != agency_key("Школы 5") != agency_key("Église")
    assert agency_key(" North School") == agency_key("north school")
    assert names_reader((f"partner_agency:{agency_key('Школа')}",), Reader("partner_agency", "", "Школа"))
    assert not names_reader((f"partner_agency:{agency_key('Школа')}",), Reader("partner_agency", "", "Школы"))


def test_a_reader_without_whom_is_not_everybody() -> None:
    assert not names_reader(("court:p1",), Reader("court"))
    assert audience.Reader is Reader
