"""What the perpetrator may see, clause by clause: five kinds, and of each only what has been cleared."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.interchange import write_text
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.commands import remove
from mapping.entries import (
    SENSITIVITIES,
    STATUSES,
    Behaviour,
    Cite,
    Entry,
    Goal,
    Identifier,
    Link,
    Order,
    Person,
    Programme,
    Session,
)
from mapping.errors import CaseError
from mapping.fields import LINE, LINES, PROSE, fields_of
from mapping.parts import ChildPosition, Period, Position, ProgrammeReport
from mapping.readers import audiences
from mapping.reading import read_case
from mapping.records import case_record
from tests.cases import (
    arrow,
    behaviour,
    case_of,
    cases,
    cited,
    effort,
    goal,
    one_of_every_kind,
    order,
    person,
    programme,
    source,
)

HIM = "perpetrator_may_see"
HIS = source("s1", "perpetrator", who="father to the worker")
HERS = source("s2", "survivor", who="mother")
FOUND = source("s3", "court", court_finding=True)
MADE = ("behaviour", "goal", "order", "programme")
SECRET = "Rosalind Franklin"


def his(*things: Entry | Link, whom: str = "", **header: Any) -> CaseMap:
    """The copy that he may see of a case of these things."""
    return view(case_of(*things, **header), Reader(HIM, whom))


def titles(*things: Entry | Link, whom: str = "") -> list[str]:
    return [entry.title for entry in his(*things, whom=whom).ordered_entries if entry.kind != "person"]


def clear(**values: Any) -> Behaviour:
    """A behaviour that he has told of himself."""
    return behaviour("B1", "took her wages", **({"cites": cited("s1")} | values))


# -------------------------------------------------------------------------------------------------- himself


def test_he_sees_himself_and_nobody_else() -> None:
    (one,) = his().entries.values()
    assert isinstance(one, Person)
    assert (one.name, one.label, one.pronouns, one.roles) == ("Daniel", "Father", "he/him", ("perpetrator",))


def test_of_himself_he_sees_name_label_pronouns_and_part_only() -> None:
    full = person(
        "p1", "perpetrator", "relative", label="Father", name="Daniel", pronouns="he/him", account=SECRET,
        aliases=(SECRET,), born="1980", agency=SECRET, language=SECRET, when="2019", recorded_as=SECRET, title=SECRET,
        identifiers=(Identifier(type="vehicle", value=SECRET),), withhold_from=("court",), status="observed",
        position=Position(x=1, y=1), show_in_room=True, parental_responsibility=True,
    )  # fmt: skip
    (one,) = view(case_of(full, people=False), Reader(HIM)).entries.values()
    assert one == Person(id="person.1", roles=("perpetrator",), label="Father", name="Daniel", pronouns="he/him")


# ------------------------------------------------------------------------------------------- his behaviours


def test_he_sees_what_he_told_himself() -> None:
    assert titles(clear(), HIS) == ["took her wages"]


def test_he_does_not_see_what_nobody_is_named_for() -> None:
    assert titles(clear(cites=())) == []


def test_he_does_not_see_what_only_others_told() -> None:
    assert titles(clear(cites=cited("s2")), HERS) == []


def test_he_does_not_see_what_somebody_else_told_too() -> None:
    assert titles(clear(cites=cited("s1", "s2")), HIS, HERS) == []


@pytest.mark.parametrize("kind", ["survivor", "child", "police", "school", "worker_observation", "document", "other"])
def test_no_source_but_himself_and_a_court_is_cleared(kind: str) -> None:
    assert titles(clear(), source("s1", kind)) == []
    assert titles(clear(), source("s1", kind, court_finding=True, own_words=True, person="p1")) == []


def test_his_words_that_somebody_else_handed_over_are_not_cleared() -> None:
    assert titles(clear(), source("s1", "perpetrator", obtained_from="her phone")) == []


@pytest.mark.parametrize("other", ["p2", "p3", "s2", "p1"])
def test_his_words_that_were_heard_from_somebody_are_not_cleared(other: str) -> None:
    assert titles(clear(), source("s1", "perpetrator", heard_from=other), HERS) == []


def test_a_court_is_cleared_where_it_found_so() -> None:
    assert titles(clear(cites=cited("s3")), FOUND) == ["took her wages"]


@pytest.mark.parametrize("finding", [None, False])
def test_a_court_that_did_not_find_so_is_not_cleared(finding: bool | None) -> None:
    assert titles(clear(cites=cited("s3")), source("s3", "court", court_finding=finding)) == []


def test_a_finding_and_his_own_words_together_are_cleared() -> None:
    assert titles(clear(cites=cited("s1", "s3")), HIS, FOUND) == ["took her wages"]


@pytest.mark.parametrize("named", [HIM, f"{HIM}:p1"])
def test_a_source_that_is_withheld_from_him_is_not_cleared(named: str) -> None:
    for told in (HIS, dataclasses.replace(FOUND, id="s1")):
        assert titles(clear(), dataclasses.replace(told, withhold_from=(named,))) == []
        assert titles(clear(), dataclasses.replace(told, withhold_from=("court", f"{HIM}:p4")))


@pytest.mark.parametrize("attribution", ["safety_only", "session_only"])
def test_words_that_are_not_to_leave_the_session_are_not_cleared(attribution: str) -> None:
    for told in (HIS, dataclasses.replace(FOUND, id="s1")):
        assert titles(clear(), dataclasses.replace(told, attribution=attribution)) == []
        assert titles(clear(), dataclasses.replace(told, attribution="named")) == ["took her wages"]


@pytest.mark.parametrize("sensitivity", SENSITIVITIES)
def test_a_source_that_is_kept_close_is_not_cleared_unless_it_only_protects_who_said_so(sensitivity: str) -> None:
    shown = ["took her wages"] if sensitivity in ("normal", "source_protected") else []
    assert titles(clear(), dataclasses.replace(HIS, sensitivity=sensitivity)) == shown


@pytest.mark.parametrize("status", STATUSES)
def test_what_is_admitted_found_or_convicted_he_may_see_whoever_told(status: str) -> None:
    shown = ["took her wages"] if status in ("admitted", "found", "convicted") else []
    assert titles(clear(status=status, cites=cited("s2")), HERS) == shown
    assert titles(clear(status=status, cites=())) == shown


@pytest.mark.parametrize(("named", "shown"), [(HIM, True), (f"{HIM}:p1", True), (f"{HIM}:p4", False), ("court", False)])
def test_he_may_see_what_is_released_to_him_by_name(named: str, shown: bool) -> None:
    assert bool(titles(clear(release_to=(named,), cites=cited("s2")), HERS)) == shown


WAYS_IN: list[dict[str, Any]] = [{}, {"status": "convicted"}, {"release_to": (HIM,)}, {"release_to": (f"{HIM}:p1",)}]


@pytest.mark.parametrize("way_in", WAYS_IN, ids=["his own words", "convicted", "released", "released to him"])
@pytest.mark.parametrize("named", [HIM, f"{HIM}:p1"])
def test_he_never_sees_what_is_withheld_from_him(way_in: dict[str, Any], named: str) -> None:
    assert titles(clear(**way_in), HIS) == ["took her wages"]
    assert titles(clear(withhold_from=("court", named), **way_in), HIS) == []


def test_what_is_withheld_from_another_is_not_withheld_from_him() -> None:
    assert titles(clear(withhold_from=(f"{HIM}:p4", "court")), HIS) == ["took her wages"]


@pytest.mark.parametrize("sensitivity", SENSITIVITIES)
def test_a_class_that_is_not_normal_is_seen_only_where_it_is_released(sensitivity: str) -> None:
    assert bool(titles(clear(sensitivity=sensitivity), HIS)) == (sensitivity == "normal")
    assert bool(titles(clear(sensitivity=sensitivity, status="convicted"))) == (sensitivity == "normal")
    assert titles(clear(sensitivity=sensitivity, release_to=(HIM,)), HIS)


def test_of_a_behaviour_he_sees_title_category_dates_and_cleared_quotes_only() -> None:
    full = behaviour(
        "B1", "took her wages", category="B07", when="2019", when_said="for years", status="convicted", account=SECRET,
        toward=("p2",), through=("p3",), frequency="weekly", trend="rising", setting="current_relationship",
        high_risk=True, periods=(Period(when="2019", state="active", context=SECRET),), show_in_room=True,
        children=(ChildPosition(child="p3", position="heard"),), recorded_as=SECRET, reader_reason=SECRET,
        position=Position(x=1, y=1), release_to=(HIM,), withhold_from=("court",), sensitivity="normal",
        cites=(Cite(source="s1", quote="I took it.", where=SECRET), Cite(source="s2", quote=SECRET),
               Cite(source="s3", quote="He took her pay."), Cite(source="s1")),
    )  # fmt: skip
    (seen,) = his(full, HIS, HERS, FOUND).of(Behaviour)
    assert seen == Behaviour(
        id="behaviour.1", by="person.1", title="took her wages", category="B07", when="2019", when_said="for years",
        recorded_as="I took it.\nHe took her pay.",
    )  # fmt: skip


# ----------------------------------------------------------------------------------------- two perpetrators

UNCLE = person("p4", "co_perpetrator", label="Uncle", name="Karim")


def test_where_several_harm_the_copy_must_say_for_whom() -> None:
    with pytest.raises(CaseError, match="more than one perpetrator"):
        his(UNCLE)
    assert [each.name for each in his(UNCLE, whom="p4").entries.values()] == ["Karim"]


@pytest.mark.parametrize("whom", ["p2", "p9", "Daniel"])
def test_the_copy_is_for_a_perpetrator_of_this_map(whom: str) -> None:
    with pytest.raises(CaseError, match="not a perpetrator on this map"):
        his(whom=whom)


def test_a_map_without_a_perpetrator_has_no_copy_for_one() -> None:
    with pytest.raises(CaseError, match="no perpetrator"):
        view(case_of(people=False), Reader(HIM))


def test_each_sees_his_own_acts_and_not_the_others() -> None:
    things = (UNCLE, clear(), behaviour("B2", "lied for him", by="p4", status="convicted"))
    named = dataclasses.replace(HIS, person="p1")
    assert titles(*things, named, whom="p1") == ["took her wages"]
    assert titles(*things, named, whom="p4") == ["lied for him"]


def test_words_of_a_perpetrator_are_his_only_where_the_source_names_him() -> None:
    things = (UNCLE, clear(), behaviour("B2", "lied for him", by="p4", cites=cited("s1")))
    for whom in ("p1", "p4"):
        assert titles(*things, HIS, whom=whom) == [], "one of two said it, and nobody wrote down which"
    by_uncle = dataclasses.replace(HIS, person="p4")
    assert titles(*things, by_uncle, whom="p1") == []
    assert titles(*things, by_uncle, whom="p4") == ["lied for him"]


def test_words_of_somebody_else_are_not_his_even_where_he_is_the_only_one() -> None:
    assert titles(clear(), dataclasses.replace(HIS, person="p2")) == []
    assert titles(clear(), dataclasses.replace(HIS, person="p1")) == ["took her wages"]


def test_what_is_withheld_from_or_released_to_one_of_two_is_so_for_that_one() -> None:
    both = [behaviour(f"B{number}", f"hid her keys {number}", by=by, status="convicted", withhold_from=(f"{HIM}:p1",))
            for number, by in ((1, "p1"), (2, "p4"))]  # fmt: skip
    assert titles(UNCLE, *both, whom="p1") == []
    assert titles(UNCLE, *both, whom="p4") == ["hid her keys 2"]
    given = goal("G1", "stays away", person="p4", release_to=(f"{HIM}:p1",))
    assert titles(UNCLE, given, whom="p4") == []


# ------------------------------------------------------------------------------------------------ his goals


def aimed(*targets: str, **values: Any) -> tuple[Entry | Link, ...]:
    """A goal that targets these behaviours."""
    return goal("G1", "returns the car keys", **values), *(arrow("targets", "G1", each) for each in targets)


SECOND = behaviour("B2", "hid her keys", cites=cited("s2"))


def test_he_sees_a_goal_that_targets_only_what_he_may_see() -> None:
    assert "returns the car keys" in titles(*aimed("B1"), clear(), HIS)


def test_he_does_not_see_a_goal_that_targets_nothing() -> None:
    assert titles(*aimed()) == []
    assert titles(*aimed(), clear(), HIS) == ["took her wages"]


def test_he_does_not_see_a_goal_that_also_targets_what_he_may_not_see() -> None:
    assert titles(*aimed("B1", "B2"), clear(), SECOND, HIS, HERS) == ["took her wages"]


def test_he_does_not_see_a_goal_that_targets_what_somebody_else_did() -> None:
    things = (UNCLE, *aimed("B2"), behaviour("B2", "lied for him", by="p4", status="convicted"))
    assert titles(*things, whom="p1") == []
    assert titles(*things, whom="p4") == ["lied for him"]


def test_only_what_a_goal_targets_counts_and_not_what_else_is_tied_to_it() -> None:
    things = (goal("G1", "returns the car keys"), arrow("retaliates_for", "B1", "G1"), clear(), HIS)
    assert titles(*things) == ["took her wages"]


def test_where_a_goal_was_decided_does_not_count_either() -> None:
    decided = (Session(id="S1", when="2026-03-12"), arrow("decided_in", "G1", "S1"))
    assert "returns the car keys" in titles(*aimed("B1"), *decided, clear(), HIS)
    assert titles(goal("G1", "returns the car keys"), *decided) == []


def test_he_sees_a_goal_that_is_released_to_him_whatever_it_targets() -> None:
    assert titles(*aimed(release_to=(HIM,))) == ["returns the car keys"]
    assert titles(*aimed("B2", release_to=(f"{HIM}:p1",)), SECOND, HERS) == ["returns the car keys"]
    assert titles(*aimed(release_to=(f"{HIM}:p4",))) == []


@pytest.mark.parametrize("named", [HIM, f"{HIM}:p1"])
def test_he_does_not_see_a_goal_that_is_withheld_from_him(named: str) -> None:
    assert titles(*aimed("B1", withhold_from=(named,), release_to=(HIM,)), clear(), HIS) == ["took her wages"]


def test_he_does_not_see_the_goal_of_somebody_else() -> None:
    other = person("p4", "relative")
    assert titles(other, *aimed("B1", person="p4"), clear(), HIS) == ["took her wages"]


def test_of_a_goal_he_sees_title_and_date_only() -> None:
    things = aimed("B1", by="2026-05", seen_by=SECRET, success=SECRET, state="agreed", toward=("p2",), account=SECRET,
                   when="2026", recorded_as=SECRET, category="X")  # fmt: skip
    (seen,) = his(*things, clear(), HIS).of(Goal)
    assert seen == Goal(id="goal.1", person="person.1", title="returns the car keys", by="2026-05")


# --------------------------------------------------------------------------------- orders and his programme


def test_he_sees_an_order_that_binds_him_and_is_served() -> None:
    assert titles(order(terms="stays away")) == ["Order"]


@pytest.mark.parametrize(
    "values",
    [{"served": None}, {"served": False}, {"binds": ("p2",)}, {"binds": ()}, {"withhold_from": (HIM,)},
     {"withhold_from": (f"{HIM}:p1",)}, {"sensitivity": "restricted"}],
    ids=str,
)  # fmt: skip
def test_he_sees_no_other_order(values: dict[str, Any]) -> None:
    assert titles(order(**values)) == []


def test_of_an_order_he_sees_terms_and_dates_only() -> None:
    full = order(
        "O1", SECRET, terms="stays away from the flat", since="2026-01-10", until="2026-07", when="2026-01",
        when_said="in January", made_by=SECRET, applied_by=SECRET, binds=("p1", "p3"), protects=("p2",), account=SECRET,
        category="barring", cites=cited("s2"),
    )  # fmt: skip
    (seen,) = his(full, HERS).of(Order)
    assert seen == Order(
        id="order.1", title="Order", terms="stays away from the flat", since="2026-01-10", until="2026-07",
        when="2026-01", when_said="in January", binds=("person.1",), served=True,
    )  # fmt: skip


def test_he_sees_his_programme_and_no_other() -> None:
    assert titles(programme()) == ["Twenty-six weeks"]
    assert titles(programme(person="p4"), person("p4", "relative")) == []
    assert titles(programme(withhold_from=(HIM,))) == []
    assert titles(programme(sensitivity="agency_internal")) == []


def test_of_his_programme_he_sees_name_and_state_only() -> None:
    full = programme(
        state="attending", accredited=True, partner_support="in_place", information_sent=SECRET, account=SECRET,
        reports=(ProgrammeReport(risk=SECRET, denied=(SECRET,)),), when="2026",
    )  # fmt: skip
    (seen,) = his(full).of(Programme)
    assert seen == Programme(id="programme.1", title="Twenty-six weeks", person="person.1", state="attending")


# ------------------------------------------------------------------------------------------ nothing else


def test_of_a_case_with_everything_released_he_sees_five_kinds_and_no_link() -> None:
    case = one_of_every_kind()
    released = {each.id: dataclasses.replace(each, release_to=(HIM,)) for each in case.entries.values()}
    copy = view(CaseMap(case.header, released, {"x": arrow("about", "gap.1", "B1", "x")}), Reader(HIM))
    assert {entry.kind for entry in copy.entries.values()} <= {"person", *MADE}
    assert len(copy.of(Person)) == 1
    assert not copy.links


def test_the_head_of_his_copy_tells_nothing_of_the_case() -> None:
    header = his(reference="A 0417", opened="2026", locale="en-GB", labels=(("perpetrator", "named person"),)).header
    assert (header.id, header.title, header.locale) == ("case", "Copy for the person named in it", "en-GB")
    assert (header.reference, header.opened, header.review_on, header.labels) == ("", "", "", ())


def test_the_numbers_of_his_copy_tell_nothing_of_what_is_left_out() -> None:
    shown = [behaviour(f"B{number}", f"hid her keys {number}", status="convicted") for number in (3, 10, 7)]
    hidden = [behaviour(f"B{number}", "hid her bag") for number in (1, 5, 8, 11)]
    copy = his(*hidden, *shown, effort())
    assert [(each.id, each.title) for each in copy.of(Behaviour)] == [
        ("behaviour.1", "hid her keys 3"), ("behaviour.2", "hid her keys 7"), ("behaviour.3", "hid her keys 10"),
    ]  # fmt: skip
    assert copy == his(*shown)


def in_the_open(case: CaseMap) -> CaseMap:
    """A case with a perpetrator p1 in it, and some of the ways in opened."""
    one = person("p1", "perpetrator", label="Father")
    return CaseMap(case.header, case.entries | {"p1": one}, case.links)


USED = {"type", "obtained_from"}
"""Fields of text that decide what he may see; the text of every other field that he is not granted must not matter."""


def blackened(entry: Entry) -> Entry:
    """The entry with a secret in every field of text that he is not granted."""
    shown = audiences()[HIM].fields.get(entry.kind, {}).keys()
    secret: dict[str, Any] = {}
    for field in fields_of(type(entry)):
        if field.name not in shown | USED and field.shape.form in (LINE, PROSE, LINES):
            secret[field.name] = (SECRET,) if field.shape.form == LINES else SECRET
    return dataclasses.replace(entry, **secret)


@settings(max_examples=40)
@given(cases(), st.data())
def test_two_cases_that_differ_only_in_what_he_may_not_see_give_him_the_same_copy(
    case: CaseMap, data: st.DataObject
) -> None:
    case = in_the_open(case)
    copy = view(case, Reader(HIM, "p1"))
    assert read_case(case_record(copy)) == copy
    others = [each.id for each in case.entries.values() if each.kind not in ("person", "source", *MADE)]
    gone = data.draw(st.lists(st.sampled_from(others), unique=True)) if others else []
    changed = case.apply(remove(case, *gone))
    black = {identity: blackened(entry) for identity, entry in changed.entries.items()}
    full = CaseMap(changed.header, black, changed.links)
    again = view(full, Reader(HIM, "p1"))
    assert SECRET in write_text(full)
    assert SECRET not in write_text(again)
    assert again == copy
