"""A reader's copy holds what the reader was granted and nothing else; what is not granted is not in the data."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings

from exports.interchange import write_text
from mapping.audience import Cut, Reader, candidates, cut, view
from mapping.casemap import CaseMap
from mapping.entries import (
    ENTRY_CLASSES,
    SENSITIVITIES,
    Action,
    Behaviour,
    Entry,
    Goal,
    Identifier,
    Link,
    Note,
    Person,
    Position,
    ProtectiveEffort,
    SafetyItem,
    Source,
    View,
)
from mapping.errors import CaseError
from mapping.readers import audiences
from mapping.reading import read_case
from mapping.records import case_record
from mapping.references import named_by
from tests.cases import (
    PUBLISHED_NAMES,
    answers,
    arrow,
    behaviour,
    case_of,
    cases,
    child_impact,
    cited,
    effort,
    family_impact,
    goal,
    one_of_every_kind,
    person,
    published,
    source,
    survivor_impact,
)

OWN = Reader("own_agency")
EVERY_READER = [*audiences()]


def own(*things: Entry | Link, **header: Any) -> CaseMap:
    return view(case_of(*things, **header), OWN)


def reader(case: CaseMap, name: str) -> Reader:
    """A reader of this case, for the first whom the copy may be for."""
    return Reader(name, next((each.id for each in candidates(case, Reader(name))), ""))


def seen(name: str, *things: Entry | Link, agency: str = "") -> CaseMap:
    case = case_of(*things)
    return view(case, dataclasses.replace(reader(case, name), agency=agency))


def acts(name: str, **values: Any) -> bool:
    """Whether a reader has a behaviour of these values, which concerns everybody."""
    return bool(seen(name, behaviour(toward=("p2", "p3"), **values)).of(Behaviour))


def names_nothing_missing(case: CaseMap) -> bool:
    """Whether every id that is named in a case is in it."""
    things: tuple[Entry | Link, ...] = (*case.entries.values(), *case.links.values())
    return all(named in case.entries for thing in things for _, _, named in named_by(thing))


# ----------------------------------------------------------------------------------------------- every reader


@pytest.mark.parametrize("name", ["everyone", "", "Own_agency"])
def test_a_reader_of_no_known_name_gets_nothing(name: str) -> None:
    with pytest.raises(CaseError, match=r"own_agency, meeting, .*perpetrator_may_see, training"):
        view(case_of(), Reader(name))


@pytest.mark.parametrize("name", EVERY_READER)
@pytest.mark.parametrize("kind", sorted(set(ENTRY_CLASSES) - {"person"}))
def test_every_reader_has_every_kind_as_the_table_says_and_no_other(name: str, kind: str) -> None:
    case = one_of_every_kind()
    freed = {each.id: dataclasses.replace(each, **opened(each, name)) for each in case.entries.values()}
    leads = arrow("leads_to", "family_impact.1", "child_impact.1", "x")
    case = CaseMap(case.header, freed, {leads.id: leads})
    copy = view(case, Reader(name, reader(case, name).whom, "a line"))
    assert bool(copy.of(ENTRY_CLASSES[kind])) is (audiences()[name].has_kind(kind) and kind != "note")


def opened(entry: Entry, name: str) -> dict[str, Any]:
    """What makes an entry everybody's concern, and releases it to a reader."""
    found: dict[str, Any] = {"release_to": (name,)}
    everybody = {"behaviour": "toward", "order": "protects", "goal": "toward"}
    if entry.kind in everybody:
        found[everybody[entry.kind]] = ("p2", "p3")
    if entry.kind == "action":
        found["about"] = {"survivor": "p2", "partner_agency": "p3"}.get(name, "p1")
    if entry.kind == "intersection":
        found["person"] = "p2" if name == "survivor" else "p1"
    if entry.kind == "relationship":
        found |= {"from_id": "p1", "to_id": "p3"}
    if entry.kind == "order":
        found |= {"binds": ("p1",), "served": True}
    return found


@pytest.mark.parametrize("name", EVERY_READER)
@settings(max_examples=12)
@given(case=cases())
def test_a_copy_of_any_case_is_a_case_that_names_nothing_missing(name: str, case: CaseMap) -> None:
    if audiences()[name].bound and not candidates(case, Reader(name)):
        return
    copy = view(case, reader(case, name))
    assert read_case(case_record(copy)) == copy
    assert names_nothing_missing(copy)
    assert not copy.of(Note)


@pytest.mark.parametrize("name", EVERY_READER)
@pytest.mark.parametrize("sensitivity", SENSITIVITIES)
def test_a_class_goes_to_whom_the_table_says(name: str, sensitivity: str) -> None:
    letter = audiences()[name].sensitivity(sensitivity)
    assert acts(name, sensitivity=sensitivity, status="convicted") is (letter == "w")
    released = acts(name, sensitivity=sensitivity, release_to=(name,))
    # His rule is his own: whatever is released to him by name, he may see.
    assert released is (letter in ("w", "a") or name == "perpetrator_may_see")


@pytest.mark.parametrize("name", EVERY_READER)
def test_what_is_withheld_from_a_reader_is_left_out_for_that_reader_whatever_else_is_said(name: str) -> None:
    whom = reader(case_of(), name).whom
    for named in (name, *([f"{name}:{whom}"] if whom else [])):
        assert not acts(name, withhold_from=(named,), release_to=(name,), status="convicted", show_in_room=True)
    # A copy for a partner agency that nobody named may go to whichever agency it is withheld from.
    kept = acts(name, withhold_from=(f"{name}:somebody", "nobody"), status="convicted")
    assert bool(kept) == (name != "partner_agency")


@pytest.mark.parametrize("name", EVERY_READER)
def test_a_copy_leaves_the_case_as_it_was(name: str) -> None:
    case = case_of(behaviour(), source(), child_impact(), survivor_impact())
    before = write_text(case)
    view(case, reader(case, name))
    assert write_text(case) == before


@pytest.mark.parametrize("name", [name for name in EVERY_READER if name != "own_agency"])
def test_the_head_of_a_copy_tells_nothing_of_the_family(name: str) -> None:
    case = case_of(behaviour("B1"), id="the-harts", title="The Harts", reference="A 0417", opened="2026-01-01")
    header = view(case, reader(case, name)).header
    assert header.id == "case"
    assert header.title == {"court": "The Harts", "perpetrator_may_see": "Copy for the person named in it"}.get(
        name, "Mapping report"
    )
    has_number = {"meeting", "marac", "court", "programme", "partner_agency"}
    assert header.reference == ("A 0417" if name in has_number else "")
    assert header.opened == ("2026-01-01" if name == "court" else "")


@pytest.mark.parametrize("name", [name for name in EVERY_READER if name != "own_agency"])
def test_nothing_somebody_can_be_found_by_leaves_our_agency(name: str) -> None:
    home = Identifier(type="address", value="9 Elm Row")
    people = (
        person("q0", "relative", identifiers=(home,), aliases=("Nan",)),
        person("q1", "new_partner", identifiers=(home,), aliases=("Nan",)),
    )
    case = case_of(*people, behaviour(toward=("p2", "p3", "q0", "q1"), status="convicted"))
    text = write_text(view(case, reader(case, name)))
    assert "Elm Row" not in text
    assert "Nan" not in text


@pytest.mark.parametrize("name", [name for name in EVERY_READER if name != "own_agency"])
@pytest.mark.parametrize(("said", "left"), [("en-GB", "en-GB"), ("pl", "pl"), ("Amira’s", ""), ("en Amira", "")])
def test_the_language_of_a_case_is_given_where_it_is_one(name: str, said: str, left: str) -> None:
    case = case_of(behaviour(), locale=said)
    assert view(case, reader(case, name)).header.locale == left


def test_a_cut_says_what_was_decided_and_shows_no_text() -> None:
    case = case_of(behaviour("B1", "hid her keys", withhold_from=("court",)), effort())
    made = cut(case, Reader("court"))
    assert isinstance(made, Cut)
    assert set(made.decisions) == {*case.entries, *case.links}
    assert {each for each, decision in made.decisions.items() if decision.kept} == set(made.copy.entries)
    assert "keys" not in repr(made)


# ------------------------------------------------------------------------------------------------ own agency


def test_the_own_agency_has_the_case_itself_where_nothing_is_withheld() -> None:
    case = case_of(behaviour(), family_impact(), arrow("disrupts", "B1", "L1"))
    assert view(case, OWN) == case


def test_the_own_agency_has_one_entry_of_every_kind_but_notes() -> None:
    copy = view(one_of_every_kind(), OWN)
    assert {entry.kind for entry in copy.entries.values()} == set(ENTRY_CLASSES) - {"note"}


def test_working_thoughts_are_in_no_copy() -> None:
    for category in ("", "thoughts"):
        note = Note(id="Z1", account="Is it the drink?", category=category)
        for name in EVERY_READER:
            assert not seen(name, behaviour(), note).of(Note)


def test_what_is_only_for_working_with_is_left_out() -> None:
    copy = own(behaviour(sensitivity="working_only"), family_impact(), arrow("disrupts", "B1", "L1"))
    assert {entry.kind for entry in copy.entries.values()} == {"person", "family_impact"}
    assert not copy.links
    link = arrow("disrupts", "B1", "L1", sensitivity="working_only")
    assert not own(behaviour(), family_impact(), link).links


def test_a_link_can_be_withheld_by_itself() -> None:
    link = arrow("disrupts", "B1", "L1", withhold_from=("own_agency",))
    assert not own(behaviour(), family_impact(), link).links
    assert len(own(behaviour(), family_impact(), link).entries) == 5


def test_withholding_may_name_the_agency_it_means_however_it_is_spelt() -> None:
    case = case_of(behaviour(withhold_from=("own_agency:North_Team",)))
    assert len(view(case, Reader("own_agency", agency="north team")).entries) == 3
    assert len(view(case, Reader("own_agency", agency="South Team")).entries) == 4
    assert len(view(case, OWN).entries) == 4


def test_what_is_left_out_is_no_longer_named_and_takes_along_what_must_name_it() -> None:
    copy = own(
        person("p4", "relative", withhold_from=("own_agency",)),
        behaviour("B1", "took her wages", toward=("p2", "p4")),
        behaviour("B2", "told her family", by="p4"),
    )  # fmt: skip
    (left,) = copy.of(Behaviour)
    assert left.title == "took her wages"
    assert [copy.entries[each].label for each in left.toward] == ["Mother"]  # type: ignore[attr-defined]


def test_gaps_in_the_numbers_tell_nothing() -> None:
    copy = own(
        behaviour("B1"), behaviour("B2", "hid her keys", withhold_from=("own_agency",)),
        behaviour("B10", "hid her bag"), behaviour("B9", "hid her phone"),
    )  # fmt: skip
    assert [(each.id, each.title) for each in copy.of(Behaviour)] == [
        ("behaviour.1", "took her wages"), ("behaviour.2", "hid her phone"), ("behaviour.3", "hid her bag"),
    ]  # fmt: skip


def test_two_cases_that_differ_only_in_what_is_withheld_give_the_own_agency_the_same_copy() -> None:
    kept = (behaviour("B5"), family_impact("L7"), arrow("disrupts", "B5", "L7", "d9"))
    first = Note(id="Z1", account="I do not believe him.")
    second = behaviour("B2", "hid her keys", withhold_from=("own_agency",))
    third = behaviour("B8", "hid her bag", sensitivity="working_only", toward=("p2",))
    assert own(*kept, first) == own(*kept, second, third) == own(*kept, first, second, third)


@settings(max_examples=20)
@given(cases())
def test_a_copy_of_our_own_copy_is_that_copy(case: CaseMap) -> None:
    copy = view(case, OWN)
    assert view(copy, OWN) == copy


# --------------------------------------------------------------------------------------------------- the room


def test_the_room_is_shown_what_somebody_chose_to_show_and_not_what_somebody_chose_not_to() -> None:
    assert not seen("meeting", effort()).of(ProtectiveEffort)
    assert seen("meeting", effort(show_in_room=True)).of(ProtectiveEffort)
    assert not acts("meeting", show_in_room=False)
    assert acts("court", show_in_room=False)
    assert not acts("meeting", show_in_room=True, sensitivity="restricted")


def test_the_room_sees_no_name_and_no_quotation() -> None:
    act = behaviour(cites=cited("s1", quote="He took it all."), account="Amira told us.")
    text = write_text(seen("meeting", act, source(who="officer Lund", title="Lund's notes", reference="C 12")))
    assert [word for word in ("Amira", "Daniel", "Noor", "took it all", "Lund", "C 12") if word in text] == []


# --------------------------------------------------------------------------------------- released, and shared


@pytest.mark.parametrize(
    ("named", "there"),
    [("partner_agency", True), ("partner_agency:p3", True), ("partner_agency:north_school", True),
     ("partner_agency:North_School", True), ("partner_agency:south_school", False), ("partner_agency:p1", False),
     ("court", False)],
)  # fmt: skip
def test_a_release_may_name_whom_and_which_agency(named: str, there: bool) -> None:
    item = SafetyItem(id="W1", title="dogs at the door", release_to=(named,))
    assert bool(seen("partner_agency", item, agency="North School").of(SafetyItem)) is there


def test_a_release_lifts_a_class_and_no_edit() -> None:
    earlier = person(
        "p5", "earlier_survivor", label="Former partner", name="Jane", account="lives in Hull", born="1980"
    )
    act = behaviour(toward=("p5",), account="Amira told us.", when="2019-03-12", sensitivity="special_category")
    assert not seen("court", earlier, act).of(Behaviour)
    copy = seen("court", earlier, dataclasses.replace(act, release_to=("court",)))
    assert copy.of(Behaviour)[0].account == "Mother told us."
    assert copy.of(Behaviour)[0].when == "2019-03"
    (jane,) = (each for each in copy.of(Person) if "earlier_survivor" in each.roles)
    assert jane == Person(id=jane.id, roles=("earlier_survivor",), label="Former partner")


def test_a_link_is_released_with_the_end_of_it_that_is_kept_as_closely() -> None:
    hears = child_impact(cites=cited("s1"))
    things = (behaviour(), source("s1", "child"), arrow("harms", "B1", "I1", cites=cited("s1")))
    assert not seen("court", *things, hears).links
    assert seen("court", *things, dataclasses.replace(hears, release_to=("court",))).links
    assert not seen("court", *things, child_impact()).links, "the arrow rests on a child; neither end was released"


@pytest.mark.parametrize("name", ["meeting", "court", "survivor"])
def test_a_childs_view_goes_only_to_whom_the_child_said(name: str) -> None:
    view_ = View(id="V1", account="I want to stay.", person="p3")
    assert not seen(name, view_).of(View)
    assert seen(name, dataclasses.replace(view_, may_share_with=(name,))).of(View)
    assert not seen(name, dataclasses.replace(view_, may_share_with=("marac",))).of(View)
    assert not seen(name, dataclasses.replace(view_, may_share_with=(name,), may_attribute=False)).of(View)


def test_a_view_that_may_be_shared_with_some_is_shared_with_them_alone() -> None:
    said = View(id="V1", account="I will not go.", person="p1")
    assert seen("court", said).of(View)
    assert seen("court", dataclasses.replace(said, may_share_with=("court",))).of(View)
    assert not seen("court", dataclasses.replace(said, may_share_with=("meeting",))).of(View)
    assert seen("own_agency", dataclasses.replace(said, may_share_with=("meeting",))).of(View)


def test_her_own_view_is_in_her_copy_whoever_else_may_hear_of_it() -> None:
    hers = View(id="V1", account="I am afraid.", person="p2", may_share_with=("court",), may_attribute=False)
    assert seen("survivor", hers).of(View)


# ---------------------------------------------------------------------------------- sources that are not named

WHO_SAID = {"who": "Ann Lee", "person": "p2", "agency": "Elm Clinic", "reference": "C 12", "title": "Ann Lee's notes",
            "account": "She rang us.", "obtained_from": "her sister", "when": "2026-02-01", "date": "2026-02-02",
            "when_said": "on the phone"}  # fmt: skip


@pytest.mark.parametrize("name", ["meeting", "court", "programme", "training"])
def test_a_source_that_may_not_be_named_loses_all_that_says_who(name: str) -> None:
    told = Source(id="s1", type="health", attribution="unattributed", own_words=True, **WHO_SAID)
    act = behaviour(cites=cited("s1", quote="He said he would."), toward=("p2",))
    (left,) = seen(name, act, told).of(Source)
    assert left == Source(id="source.1", type="health", attribution="unattributed", own_words=True)
    assert "He said he would." not in write_text(seen(name, act, told))
    assert seen(name, act, told).of(Behaviour), "what it said goes out"


def test_a_source_that_may_not_be_named_is_known_to_our_own_agency() -> None:
    told = Source(id="s1", type="health", attribution="unattributed", **WHO_SAID)
    assert own(told).of(Source) == (told,)


@pytest.mark.parametrize("kind", ["survivor", "perpetrator"])
def test_a_kind_of_source_that_says_who_it_was_is_not_said_either(kind: str) -> None:
    told = Source(id="s1", type=kind, attribution="unattributed", person="p2")
    assert [each.type for each in seen("court", told).of(Source)] == ["other"]
    named = dataclasses.replace(told, attribution="named")
    assert [(each.type, each.person) for each in seen("court", named).of(Source)] == [(kind, "person.2")]


def test_a_source_that_protects_who_said_so_is_named_where_it_is_released() -> None:
    told = Source(id="s1", type="health", who="Ann Lee", sensitivity="source_protected")
    assert [each.who for each in seen("court", told).of(Source)] == [""]
    assert [each.who for each in seen("court", dataclasses.replace(told, release_to=("court",))).of(Source)] == [
        "Ann Lee"
    ]
    unasked = dataclasses.replace(told, attribution="unattributed", release_to=("court",))
    assert [each.who for each in seen("court", unasked).of(Source)] == [""], "whoever said so has the last word"


@pytest.mark.parametrize("attribution", ["safety_only", "session_only"])
@pytest.mark.parametrize("name", [name for name in EVERY_READER if name != "own_agency"])
def test_what_may_not_be_used_outside_the_session_leaves_with_nobody(name: str, attribution: str) -> None:
    told = source("s1", "perpetrator", attribution=attribution)
    act = behaviour(cites=cited("s1"), toward=("p2", "p3"))
    copy = seen(name, act, told)
    assert not copy.of(Behaviour)
    assert not copy.of(Source)
    twice = dataclasses.replace(act, cites=cited("s1", "s2"), status="convicted")
    assert seen(name, twice, told, source("s2", "police")).of(Behaviour)


# ------------------------------------------------------------------------------------------ what each is for


def test_the_programme_hears_the_pattern_and_no_plan_of_hers() -> None:
    plan = Action(id="A1", title="finds her a place", agency="Housing", about="p2")
    copy = seen("programme", behaviour(toward=("p2",)), effort(), goal(), plan, survivor_impact())
    assert copy.of(Behaviour)
    assert copy.of(Goal)
    assert not copy.of(ProtectiveEffort)
    assert not copy.of(Action)


def test_her_copy_has_what_she_does_and_nothing_that_says_who_told() -> None:
    copy = seen("survivor", effort(cites=cited("s1")), behaviour(toward=("p2",), cites=cited("s1")), source())
    assert copy.of(ProtectiveEffort)
    assert copy.of(Behaviour)[0].cites == ()
    assert not copy.of(Source)


def test_how_the_map_was_laid_out_does_not_show_the_court_where_something_is_missing() -> None:
    act = behaviour(position=Position(x=1, y=2))
    assert seen("meeting", act).of(Behaviour)[0].position == Position(x=1, y=2)
    assert seen("court", act).of(Behaviour)[0].position is None


# ------------------------------------------------------------------------------------------ published cases


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_the_own_agencys_copy_of_a_published_case_is_the_whole_case(name: str) -> None:
    assert view(published(name), OWN) == published(name)


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_what_the_perpetrator_may_see_of_a_published_case_is_what_its_answer_key_says(name: str) -> None:
    case, key = published(name), answers(name)
    copy = view(case, Reader("perpetrator_may_see"))
    assert sorted(each.title for each in copy.of(Behaviour)) == key["perpetrator_may_see_titles"]
    assert [each.name for each in copy.of(Person)] == [case.entries["p1"].name]  # type: ignore[attr-defined]
    text = write_text(copy)
    assert [secret for secret in key["never_for_perpetrator"] if secret in text] == []
    assert [each for each in key["names"] if each in text] == []


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_what_a_published_case_withholds_is_what_its_answer_key_says(name: str) -> None:
    case = published(name)
    withheld = sorted(each.id for each in case.entries.values() if "perpetrator_may_see" in each.withhold_from)
    assert withheld == answers(name)["withheld_from_perpetrator"]


def test_there_is_nothing_else_in_the_answer_keys() -> None:
    known = {
        "counts", "links", "pathways", "children_without_impact", "behaviours_reaching_child", "names",
        "behaviours_without_source", "behaviours_answered_by_no_effort", "withheld_from_perpetrator",
        "perpetrator_may_see_titles", "never_for_perpetrator",
    }  # fmt: skip
    for name in PUBLISHED_NAMES:
        assert set(answers(name)) == known
