"""Things as plain values in the shape of the interchange format, and back."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapping.casemap import CaseMap
from mapping.entries import ENTRY_CLASSES, Cite, Link, Person, Position
from mapping.reading import faults_of, read_case
from mapping.records import case_record, entry_or_link, header_of, record_of
from tests.cases import PUBLISHED, PUBLISHED_NAMES, Pool, arrow, behaviour, case_of, cases, person, published, things
from tests.schema import ENTRY_SCHEMAS, HEAD_SCHEMA, fits

POOL = Pool(
    {"p1": "person", "p2": "person", "s1": "source", "B1": "behaviour"}, {"p1": ("relative",), "p2": ("child",)}
)
"""Somebody for every field to name."""


def test_what_is_empty_is_left_out() -> None:
    assert record_of(behaviour()) == {"id": "B1", "kind": "behaviour", "by": "p1", "title": "took her wages"}


def test_no_is_not_empty() -> None:
    assert record_of(behaviour(high_risk=False))["high_risk"] is False
    assert "high_risk" not in record_of(behaviour(high_risk=None))


def test_a_place_at_nought_is_not_empty() -> None:
    assert record_of(behaviour(position=Position(x=0, y=0)))["position"] == {"x": 0, "y": 0}


def test_what_the_format_requires_is_there_although_it_is_empty() -> None:
    record = record_of(Person(id="p1", roles=(), label=""))
    assert record == {"id": "p1", "kind": "person", "roles": [], "label": ""}


def test_the_head_of_a_case_has_no_kind() -> None:
    case = case_of(labels=(("perpetrator", "father"),))
    assert record_of(case.header) == {
        "id": "case-1",
        "title": "Mapping 12 March",
        "labels": {"perpetrator": "father"},
    }
    assert header_of(record_of(case.header)) == case.header


def test_a_link_is_told_from_an_entry_by_its_kind() -> None:
    assert isinstance(entry_or_link({"id": "x", "kind": "disrupts", "from": "B1", "to": "L1"}), Link)
    assert isinstance(entry_or_link({"id": "x", "kind": "person", "roles": [], "label": ""}), Person)


def test_a_case_is_written_in_the_natural_order_of_its_ids() -> None:
    record = case_record(case_of(behaviour("B10"), behaviour("B9"), person("p1")))
    assert [entry["id"] for entry in record["entries"]] == ["B9", "B10", "p1", "p2", "p3"]


@pytest.mark.parametrize("kind", sorted(ENTRY_CLASSES))
@settings(max_examples=15)
@given(data=st.data())
def test_any_entry_comes_back_from_its_record(kind: str, data: st.DataObject) -> None:
    entry = data.draw(things(ENTRY_CLASSES[kind], POOL, id="x1"))
    record = json.loads(json.dumps(record_of(entry)))
    assert entry_or_link(record) == entry
    assert fits(record, ENTRY_SCHEMAS[kind])
    assert faults_of(entry) == ()


@given(cases())
def test_any_case_comes_back_from_its_record_and_is_what_the_schema_describes(case: CaseMap) -> None:
    record = json.loads(json.dumps(case_record(case)))
    assert read_case(record) == case
    assert fits(record)
    assert fits(record["case"], HEAD_SCHEMA)


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_a_published_case_comes_back_as_it_was_published(name: str) -> None:
    written = json.loads((PUBLISHED / f"{name}.case.json").read_text("utf-8"))
    back = case_record(published(name))

    def by_id(found: list[dict[str, object]]) -> dict[object, object]:
        return {each["id"]: each for each in found}

    assert back["case"] == written["case"]
    assert by_id(back["entries"]) == by_id(written["entries"])
    assert by_id(back["links"]) == by_id(written["links"])


def test_citations_keep_their_order_and_their_words() -> None:
    cites = (Cite(source="s2", quote="“No.”\n"), Cite(source="s1", where="p. 4"))
    link = arrow("disrupts", "B1", "L1", cites=cites)
    record = record_of(link)
    assert record["cites"] == [{"source": "s2", "quote": "“No.”\n"}, {"source": "s1", "where": "p. 4"}]
    assert entry_or_link(record) == link
