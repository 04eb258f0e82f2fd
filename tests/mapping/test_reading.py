"""A case file is read strictly: every fault is found in one run, named with its place, and quotes nothing."""

import copy
import json
import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapping.casemap import CaseMap
from mapping.entries import Header
from mapping.errors import CaseFileError
from mapping.reading import Doubled, check_text, faults_of, read_case
from mapping.records import case_record
from tests.cases import arrow, behaviour, case_of, cases, child_impact, family_impact, goal, person, source
from tests.schema import fits

Record = dict[str, Any]
CANARY = "Rosalind Franklin"


def sound() -> Record:
    """A case file without a fault: people at 2, 3 and 4, behaviours at 0, links at 0."""
    case = case_of(
        behaviour("B1"), child_impact("I1"), family_impact("L1"), source("s1"),
        arrow("disrupts", "B1", "L1", "d1"), arrow("harms", "L1", "I1", "h1"),
    )  # fmt: skip
    return copy.deepcopy(case_record(case))


def faults(record: object) -> list[tuple[str, str]]:
    """Every fault of a file, as place and sentence."""
    with pytest.raises(CaseFileError) as caught:
        read_case(record)
    assert [str(fault) for fault in caught.value.faults] == str(caught.value).split("\n")
    return [(fault.place, fault.text) for fault in caught.value.faults]


def entry(record: Record, identity: str) -> Record:
    return next(each for each in record["entries"] if each["id"] == identity)


def on(identity: str, **values: Any) -> Callable[[Record], object]:
    """A fault: fields of one entry have these values."""
    return lambda record: entry(record, identity).update(values)


def test_a_case_without_a_fault_is_read() -> None:
    assert read_case(sound()) == read_case(sound())
    assert [each["id"] for each in sound()["entries"]] == ["B1", "I1", "L1", "p1", "p2", "p3", "s1"]


@pytest.mark.parametrize("data", [None, [], [{}], "case", 7, True], ids=str)
def test_what_is_no_object_is_no_case(data: object) -> None:
    assert faults(data) == [("", "This is not a Throughline case.")]


# ---------------------------------------------------------------------------------------------- top and head

TOP: list[tuple[str, Callable[[Record], object], str, str]] = [
    ("no format", lambda r: r.pop("format"), "format", "throughline.case"),
    ("another format", lambda r: r.update(format="gaphor"), "format", "not a Throughline case"),
    ("a list as format", lambda r: r.update(format=[]), "format", "not a Throughline case"),
    ("no version", lambda r: r.pop("version"), "version", "should be 1"),
    ("a newer version", lambda r: r.update(version=2), "version", "newer Throughline"),
    ("an older version", lambda r: r.update(version=0), "version", "should be 1"),
    ("true as version", lambda r: r.update(version=True), "version", "should be 1"),
    ("a fraction as version", lambda r: r.update(version=1.0), "version", "should be 1"),
    ("a version that is no number", lambda r: r.update(version="1"), "version", "should be 1"),
    ("an endless version", lambda r: r.update(version=math.inf), "version", "should be 1"),
    ("an unknown part", lambda r: r.update(score=7), "score", "no such part"),
    ("no head", lambda r: r.pop("case"), "case", "missing"),
    ("no entries", lambda r: r.pop("entries"), "entries", "missing"),
    ("no links", lambda r: r.pop("links"), "links", "missing"),
    ("nothing as head", lambda r: r.update(case=None), "case", "an object"),
    ("a list as head", lambda r: r.update(case=[]), "case", "an object"),
    ("nothing as entries", lambda r: r.update(entries=None), "entries", "a list"),
    ("an object as entries", lambda r: r.update(entries={}), "entries", "a list"),
    ("text as links", lambda r: r.update(links="none"), "links", "a list"),
    ("a head without id", lambda r: r["case"].pop("id"), "case.id", "missing"),
    ("a head without title", lambda r: r["case"].pop("title"), "case.title", "missing"),
    ("an unknown field in the head", lambda r: r["case"].update(owner="x"), "case.owner", "no such field"),
    ("a title that is too long", lambda r: r["case"].update(title="x" * 201), "case.title", "201 characters; at most"),
    ("an impossible date", lambda r: r["case"].update(opened="2020-02-30"), "case.opened", "no such day"),
    ("labels that are a list", lambda r: r["case"].update(labels=[]), "case.labels", "an object"),
    ("a label that is no text", lambda r: r["case"].update(labels={"child": 3}), "case.labels.child", "text"),
    ("a label that cannot be typed", lambda r: r["case"].update(labels={"a": "\x1b"}), "case.labels.a", "U+001B"),
    ("a label's key that cannot be typed", lambda r: r["case"].update(labels={"\x1b": "x"}), "case.labels.", "U+001B"),
    ("the id of an entry as head's", lambda r: r["case"].update(id="p1"), "case.id", "same id as the case"),
    ("the id of a link as head's", lambda r: r["case"].update(id="d1"), "case.id", "same id as the case"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "place", "part"), [each[1:] for each in TOP], ids=[each[0] for each in TOP])
def test_a_fault_at_the_top_is_named(spoil: Callable[[Record], object], place: str, part: str) -> None:
    record = sound()
    spoil(record)
    found = faults(record)
    assert found[0][0].startswith(place)
    assert part in found[0][1]
    assert len(found) == 1


# ------------------------------------------------------------------------------------------ entries and links

LONG_ID = "x" * 65
B1, D1 = "entries[0] (B1)", "links[0] (d1)"


def arrowed(**values: Any) -> Callable[[Record], object]:
    """A fault: fields of the first link have these values."""
    return lambda record: record["links"][0].update(values)


SHAPES: list[tuple[str, Callable[[Record], object], str, str]] = [
    ("an entry that is text", lambda r: r["entries"].insert(0, "B1"), "entries[0]", "an object"),
    ("an entry that is nothing", lambda r: r["entries"].insert(0, None), "entries[0]", "an object"),
    ("an entry without kind", lambda r: entry(r, "s1").pop("kind"), "entries[6] (s1).kind", "missing"),
    ("an entry of unknown kind", on("s1", kind="score"), "entries[6] (s1).kind", "no such kind of entry"),
    ("an entry whose kind is a list", on("s1", kind=["source"]), "entries[6] (s1).kind", "no such kind of entry"),
    ("an entry that is a link", on("s1", kind="harms"), "entries[6] (s1).kind", "no such kind of entry"),
    ("an entry without id", lambda r: entry(r, "s1").pop("id"), "entries[6].id", "missing"),
    ("an id that is a number", on("s1", id=7), "entries[6].id", "text"),
    ("an id that is empty", on("s1", id=""), "entries[6].id", "1 to 64"),
    ("an id that is too long", on("s1", id=LONG_ID), "entries[6].id", "1 to 64"),
    ("an id with a space", on("s1", id="s 1"), "entries[6].id", "1 to 64"),
    ("an id with a line break", on("s1", id="s1\n"), "entries[6].id", "1 to 64"),
    ("an id in another script", on("s1", id="١"), "entries[6].id", "1 to 64"),
    ("an unknown field", on("s1", score=7), "entries[6] (s1).score", "no such field"),
    ("an unprintable field", on("s1", **{CANARY: 7}), "entries[6] (s1).(a key that", "no such field"),
    ("a required field missing", lambda r: entry(r, "B1").pop("by"), B1 + ".by", "missing"),
    ("text that is a number", on("B1", title=7), B1 + ".title", "text"),
    ("text that is nothing", on("B1", title=None), B1 + ".title", "text"),
    ("text that is a list", on("B1", account=["x"]), B1 + ".account", "text"),
    ("text that is too long", on("B1", account="x" * 20_001), B1 + ".account", "20001 characters; at most"),
    ("half a character", on("B1", title="a\ud800"), B1 + ".title", "half a character"),
    ("a nought byte", on("B1", title="a\x00b"), B1 + ".title", "U+0000"),
    ("an escape", on("B1", account="\x1b[31m"), B1 + ".account", "U+001B"),
    ("a delete", on("B1", account="\x7f"), B1 + ".account", "U+007F"),
    ("a C1 control", on("B1", account="\x85"), B1 + ".account", "U+0085"),
    ("a non-character", on("B1", account="\ufffe"), B1 + ".account", "U+FFFE"),
    ("a date that is no date", on("B1", when="last summer"), B1 + ".when", "not a date that can be"),
    ("a date that cannot be", on("B1", when="2019-13-45"), B1 + ".when", "no such month"),
    ("an end before its beginning", on("B1", when="2020/2019"), B1 + ".when", "before the beginning"),
    ("a key that is not offered", on("B1", status="certain"), B1 + ".status", "one of: observed, "),
    ("a key that is empty", on("B1", status=""), B1 + ".status", "one of"),
    ("a yes that is a number", on("B1", high_risk=1), B1 + ".high_risk", "true or false"),
    ("a yes that is nothing", on("B1", high_risk=None), B1 + ".high_risk", "true or false"),
    ("a reference that is a number", on("B1", by=1), B1 + ".by", "text"),
    ("a reference that is empty", on("B1", by=""), B1 + ".by", "1 to 64"),
    ("references that are one", on("B1", toward="p2"), B1 + ".toward", "a list"),
    ("a reference that is nothing", on("B1", toward=["p2", None]), B1 + ".toward[1]", "nothing here"),
    ("a reference that is no id", on("B1", toward=["p 2"]), B1 + ".toward[0]", "1 to 64"),
    ("records that are one", on("B1", cites={}), B1 + ".cites", "a list"),
    ("a record that is text", on("B1", cites=["s1"]), B1 + ".cites[0]", "an object"),
    ("a record that is nothing", on("B1", cites=[None]), B1 + ".cites[0]", "nothing here"),
    ("a record without what it needs", on("B1", cites=[{}]), B1 + ".cites[0].source", "missing"),
    ("a page in a record", on("B1", cites=[{"source": "s1", "page": 1}]), B1 + ".cites[0].page", "no such"),
    ("a quote that is a list", on("B1", cites=[{"source": "s1", "quote": []}]), B1 + ".cites[0].quote", "text"),
    ("a reader that is none", on("B1", withhold_from=["The Court"]), B1 + ".withhold_from[0]", "survivor:p2"),
    ("a reader with an empty name", on("B1", release_to=["court:"]), B1 + ".release_to[0]", "survivor:p2"),
    ("a place that is a list", on("B1", position=[1, 2]), B1 + ".position", "x and y"),
    ("a place without y", on("B1", position={"x": 1}), B1 + ".position", "x and y"),
    ("a place with z", on("B1", position={"x": 1, "y": 2, "z": 3}), B1 + ".position", "x and y"),
    ("a place that is text", on("B1", position={"x": "1", "y": 2}), B1 + ".position.x", "a number"),
    ("a place that is true", on("B1", position={"x": 1, "y": True}), B1 + ".position.y", "a number"),
    ("a place that is no number", on("B1", position={"x": math.nan, "y": 2}), B1 + ".position.x", "a number"),
    ("a place without end", on("B1", position={"x": 1, "y": -math.inf}), B1 + ".position.y", "a number"),
    ("a role that is not offered", on("p3", roles=["mutual"]), "entries[5] (p3).roles[0]", "one of: perpetrator"),
    ("roles that are one", on("p3", roles="child"), "entries[5] (p3).roles", "a list"),
    ("a label that is too long", on("p3", label="x" * 81), "entries[5] (p3).label", "at most 80"),
    ("a link that is text", lambda r: r["links"].insert(0, "d1"), "links[0]", "an object"),
    ("a link without kind", lambda r: r["links"][0].pop("kind"), D1 + ".kind", "missing"),
    ("a link of unknown kind", arrowed(kind="causes"), D1 + ".kind", "no such kind of link"),
    ("a link that is an entry", arrowed(kind="person"), D1 + ".kind", "no such kind of link"),
    ("a link without end", lambda r: r["links"][0].pop("to"), D1 + ".to", "missing"),
    ("a link with an unknown field", arrowed(weight=2), D1 + ".weight", "no such field"),
    ("a pathway that is none", arrowed(pathway="P7"), D1 + ".pathway", "catalogue"),
    ("a pathway with a line break", arrowed(pathway="P1\n"), D1 + ".pathway", "catalogue"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "place", "part"), [each[1:] for each in SHAPES], ids=[each[0] for each in SHAPES])
def test_a_fault_of_form_is_named_with_its_place(spoil: Callable[[Record], object], place: str, part: str) -> None:
    record = sound()
    spoil(record)
    found = faults(record)
    assert found[0][0].startswith(place)
    assert part in found[0][1]
    assert len(found) == 1, "one fault is said once, and what hangs on it is not blamed"


def again(record: Record, shelf: str, number: int) -> None:
    record[shelf].append(copy.deepcopy(record[shelf][number]))


LAW: list[tuple[str, Callable[[Record], object], str, str]] = [
    ("an id given twice", lambda r: again(r, "entries", 6), "entries[7].id", "id of entries[6] is given a second time"),
    ("an entry and a link with one id", on("s1", id="d1"), "links[0].id", "id of entries[6]"),
    ("an actor who is not there", on("B1", by="p9"), "B1.by", "p9, which is not in this case"),
    ("an actor who is no person", on("B1", by="L1"), "B1.by", "family impact, not a person"),
    ("a source that is no source", on("B1", cites=[{"source": "p1"}]), "B1.cites.source", "a person, not a source"),
    ("someone heard from who is neither", on("s1", heard_from="L1"), "s1.heard_from", "not a source or person"),
    ("a child who is not there", on("B1", children=[{"child": "p9", "position": "heard"}]), "B1.children.child", ""),
    ("a behaviour done by a survivor", on("B1", by="p2"), "B1.by", "A survivor cannot be given a behaviour."),
    ("a behaviour done by a child", on("B1", by="p3"), "B1.by", "What a child does stands with"),
    ("an impact on a child who is none", on("I1", child="p2"), "I1.child", "needs a child"),
    ("a goal for the survivor", lambda r: r["entries"].append(
        {"id": "G1", "kind": "goal", "person": "p2", "title": "x"}), "G1.person", "is given no goal"),
    ("a link to nowhere", arrowed(to="L9"), "d1", "ends at L9, which is no entry"),
    ("a link from nowhere", arrowed(**{"from": "B9"}), "d1", "B9, which is no entry"),
    ("a link to a link", arrowed(to="h1"), "d1", "h1, which is no entry"),
    ("a link between the wrong kinds", arrowed(to="I1"), "d1",
     "a disrupts link may not run from a behaviour to a child impact"),
    ("a link that cites nobody", arrowed(cites=[{"source": "s9"}]), "d1", "cites s9"),
    ("a link that cites a person", arrowed(cites=[{"source": "p1"}]), "d1", "cites p1"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "place", "part"), [each[1:] for each in LAW], ids=[each[0] for each in LAW])
def test_a_fault_against_the_rules_is_named_with_its_entry(
    spoil: Callable[[Record], object], place: str, part: str
) -> None:
    record = sound()
    spoil(record)
    assert [found for found in faults(record) if found[0] == place and part in found[1]]


def test_a_link_from_an_entry_to_itself_is_named() -> None:
    record = case_record(case_of(behaviour(), arrow("escalates_to", "B1", "B1", "e1")))
    assert faults(record) == [("e1", "it starts and ends at the same entry")]


def test_a_circle_of_effects_is_named_at_each_of_its_links() -> None:
    effects = [family_impact(f"L{number}") for number in (1, 2, 3)]
    ways = [arrow("leads_to", start, end) for start, end in (("L1", "L2"), ("L2", "L1"), ("L2", "L3"))]
    found = faults(case_record(case_of(*effects, *ways)))
    assert [place for place, _ in found] == ["leads_to.L1.L2", "leads_to.L2.L1"]
    assert "circle" in found[0][1]


def test_what_names_a_broken_entry_is_not_blamed_for_it() -> None:
    record = sound()
    entry(record, "B1")["when"] = "never"
    assert [place for place, _ in faults(record)] == ["entries[0] (B1).when"]


def test_a_key_given_twice_is_named_wherever_it_stands() -> None:
    record = Doubled(sound())
    record.keys_doubled = ("version",)
    head, first, cite = (Doubled(each) for each in (record["case"], record["entries"][0], {"source": "s1"}))
    head.keys_doubled, first.keys_doubled, cite.keys_doubled = ("title",), ("by", CANARY), ("source",)
    place, labels = Doubled({"x": 1, "y": 2}), Doubled({"child": "kid"})
    place.keys_doubled, labels.keys_doubled = ("x",), ("child",)
    head["labels"], first["cites"], first["position"] = labels, [cite], place
    record["case"], record["entries"][0] = head, first
    assert faults(record) == [
        (found, "this key is given twice")
        for found in (
            "version", "case.title", "case.labels.child",
            "entries[0] (B1).by", "entries[0] (B1).(a key that cannot be printed here)",
            "entries[0] (B1).cites[0].source", "entries[0] (B1).position.x",
        )
    ]  # fmt: skip


def test_every_fault_of_a_file_is_found_in_one_run() -> None:
    record = sound()
    record["score"] = 1
    record["case"]["title"] = 7
    on("B1", by="p2", when="never", colour="red")(record)
    on("I1", child="p9")(record)
    on("s1", kind="hearsay")(record)
    record["links"][0]["to"] = "L9"
    record["links"].append(7)
    assert [place for place, _ in faults(record)] == [
        "score", "case.title", "entries[0] (B1).when", "entries[0] (B1).colour", "entries[6] (s1).kind", "links[2]",
        "I1.child", "d1",
    ]  # fmt: skip


def test_a_file_of_another_version_is_not_read_any_further() -> None:
    record = sound() | {"version": 9, "entries": "what this means, only the newer program knows"}
    assert [place for place, _ in faults(record)] == ["version", "entries"]


# ------------------------------------------------------------------------------------------ whatever is in it

STRANGE = st.sampled_from((
    None, True, 7, -0.5, math.nan, math.inf, 10**300, "", CANARY, "\ud800" + CANARY, CANARY + "\x00", "x" * 20_001,
    [], [None], [CANARY], [[]], {}, {CANARY: CANARY}, {"x": CANARY, "y": None}, [{"source": CANARY}], "p1", "L1",
))  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn) -> Any:
    """The record of a case with up to three places changed, doubled, added or taken away."""
    record: Any = copy.deepcopy(case_record(draw(cases(6))))
    for _ in range(draw(st.integers(1, 3))):
        here: Any = record
        while True:
            keys = list(here) if isinstance(here, dict) else list(range(len(here)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if not isinstance(here[key], (dict, list)) or (here is not record and draw(st.booleans())):
                _spoil(draw, here, key)
                break
            here = here[key]
    return record


def _spoil(draw: st.DrawFn, here: Any, key: Any) -> None:
    match draw(st.sampled_from(("change", "change", "take", "add"))):
        case "change":
            here[key] = draw(STRANGE)
        case "take":
            del here[key]
        case "add" if isinstance(here, dict):
            here[draw(st.sampled_from((CANARY, "score", "title", "by", "to")))] = draw(STRANGE)
        case _:
            here.append(draw(STRANGE) if draw(st.booleans()) else copy.deepcopy(here[key]))


@settings(max_examples=120)
@given(spoiled())
def test_what_the_schema_does_not_describe_is_refused_and_nothing_is_quoted(record: Any) -> None:
    try:
        case = read_case(record)
    except CaseFileError as error:
        assert CANARY not in str(error)
        assert all(fault.text for fault in error.faults)
    else:
        assert fits(record)
        assert read_case(json.loads(json.dumps(case_record(case)))) == case


@given(st.recursive(STRANGE, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_whatever_is_read_is_a_case_or_a_refusal(data: object) -> None:
    with pytest.raises(CaseFileError):
        read_case(data)
    for part in ("case", "entries", "links"):
        with pytest.raises(CaseFileError):
            read_case(sound() | {part: [data] if part != "case" else {"id": data, "title": data, "x": data}})


# ---------------------------------------------------------------------------------- checks others make use of


@pytest.mark.parametrize("text", ["", "a\tb\nc\r\n", "“Ærø” שלום 中 👨‍👩‍👧", "\u200b\ufeff\u2028", "\ufffd"])
def test_what_people_write_may_be_stored(text: str) -> None:
    assert check_text(text) == ""


@given(st.characters())
def test_a_character_may_be_stored_or_the_refusal_says_which_it_is(character: str) -> None:
    wrong = check_text(f"a{character}b")
    if wrong and not 0xD800 <= ord(character) <= 0xDFFF:
        assert f"U+{ord(character):04X}" in wrong


def test_what_is_wrong_with_the_form_of_one_thing_is_said_with_its_field() -> None:
    assert [fault.place for fault in faults_of(behaviour(title="x" * 301, when="never"))] == ["title", "when"]
    assert [fault.place for fault in faults_of(arrow("disrupts", "B1", "L1", pathway="P9"))] == ["pathway"]
    assert [fault.place for fault in faults_of(Header(id="a b", title=""))] == ["id"]
    assert faults_of(goal()) == ()
    assert faults_of(person()) == ()


@settings(max_examples=20)
@given(cases())
def test_a_valid_case_has_no_fault(case: CaseMap) -> None:
    for thing in (*case.entries.values(), *case.links.values(), case.header):
        assert faults_of(thing) == ()
