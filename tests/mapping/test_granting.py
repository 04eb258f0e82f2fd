"""What one reader may have of one thing where several reasons meet, and why not."""

import pytest

from exports.interchange import write_text
from mapping.audience import Reader, cut, view
from mapping.decision import RESTS
from mapping.entries import Behaviour, ChildImpact, Entry, Incident
from mapping.leftout import left_out
from tests.cases import arrow, behaviour, case_of, child_impact, cited, person, source

PROGRAMME, COURT, PARTNER = Reader("programme"), Reader("court"), Reader("partner_agency", "p3")
CHILD, NEIGHBOUR, TEACHER = source("s1", "child"), source("s2", "relative"), source("s3", "school")
PRIVATE = source("s4", "survivor", sensitivity="survivor_private")
SECRET = source("s5", "housing", sensitivity="restricted")


def incident(**values: object) -> Incident:
    return Incident(id="F1", title="came to the gate", when="2026-02-09", account="Seen by the teacher.", **values)  # type: ignore[arg-type]


def acts(reader: Reader, *sources: Entry, **values: object) -> int:
    """How many acts of one a reader has, which these sources say."""
    said = behaviour(toward=("p2", "p3"), cites=cited(*(each.id for each in sources)), **values)
    return len(view(case_of(said, *sources), reader).of(Behaviour))


@pytest.mark.parametrize("reader", [PROGRAMME, COURT, Reader("marac"), PARTNER, Reader("meeting")])
def test_two_who_may_each_not_be_heard_of_are_not_heard_of_together(reader: Reader) -> None:
    assert acts(reader, CHILD) == acts(reader, NEIGHBOUR) == 0
    assert acts(reader, CHILD, NEIGHBOUR) == 0, "each for its own reason"
    assert acts(reader, CHILD, TEACHER) == acts(reader, CHILD, NEIGHBOUR, TEACHER) == 1, "the teacher says so too"


def test_a_release_opens_what_several_closed_sources_say_where_each_may_be_released() -> None:
    assert acts(COURT, CHILD, NEIGHBOUR, release_to=("court",)) == 1
    assert acts(PROGRAMME, CHILD, SECRET, release_to=("programme",)) == 0, "neither is ever heard of there"


def test_what_a_child_does_to_be_safe_is_not_for_whoever_works_with_him_and_no_release_opens_it() -> None:
    seen = child_impact(category="I04", release_to=("programme",))
    done = child_impact("I2", title="rang the police", category="I13", release_to=("programme",))
    case = case_of(behaviour(), seen, done, TEACHER)
    assert [each.title for each in view(case, PROGRAMME).of(ChildImpact)] == [seen.title]
    assert len(view(case, COURT).of(ChildImpact)) == 2
    (left,) = [each for each in left_out(case, PROGRAMME) if each.kind == "child_impact"]
    assert (left.gone, left.whole, left.for_good) == (1, 2, True)


def test_an_arrow_rests_on_closed_sources_together_too() -> None:
    tells = arrow("evidences", "F1", "B1", cites=cited("s1", "s2"))
    case = case_of(behaviour(toward=("p2",)), incident(present=("p2",)), CHILD, NEIGHBOUR, tells)
    assert view(case, COURT).of(Incident)
    assert not view(case, COURT).links
    assert view(case, Reader("own_agency")).links


@pytest.mark.parametrize(("audience", "others", "for_good"), [("court", (CHILD, NEIGHBOUR), False),
                                                             ("programme", (CHILD, SECRET), True),
                                                             ("programme", (CHILD, PRIVATE), False),
                                                             ("marac", (PRIVATE, CHILD), False)])  # fmt: skip
def test_the_desk_is_told_that_it_rests_on_them(audience: str, others: tuple[Entry, ...], for_good: bool) -> None:
    case = case_of(behaviour(toward=("p2",), cites=cited(*(each.id for each in others))), *others)
    decision = cut(case, Reader(audience)).decisions["B1"]
    assert (decision.kept, decision.why, decision.for_good) == (False, RESTS, for_good)
    assert any("rests on" in each.why for each in left_out(case, Reader(audience)) if "B1" in each.ids)


def test_what_is_withheld_from_one_school_is_in_no_copy_for_a_school_that_nobody_named() -> None:
    withheld = {"withhold_from": ("partner_agency:north_school",)}
    assert acts(PARTNER, **withheld) == 0
    assert acts(Reader("partner_agency", "p3", "North School"), **withheld) == 0
    assert acts(Reader("partner_agency", "p3", "South School"), **withheld) == 1
    assert acts(PARTNER, withhold_from=("partner_agency:p2",)) == 1, "that is a person and no school"


def test_what_was_said_of_a_day_goes_where_the_day_itself_is_made_a_month() -> None:
    earlier = behaviour(setting="earlier_relationship", when="2019-03-09", when_said="the night of 9 March 2019")
    (seen,) = view(case_of(earlier), COURT).of(Behaviour)
    assert (seen.when, seen.when_said) == ("2019-03", "")
    (whole,) = view(case_of(behaviour(when="2019-03-09", when_said="that night")), COURT).of(Behaviour)
    assert (whole.when, whole.when_said) == ("2019-03-09", "that night")


@pytest.mark.parametrize("reader", ["meeting", "court", "training"])
def test_numbers_do_not_tell_whether_anything_was_left_out(reader: str) -> None:
    everybody = person("p1"), person("p2", "survivor"), person("p3", "child")
    whole = case_of(*everybody, behaviour("B7"), people=False, id="case", title="Mapping report")
    more = case_of(*everybody, behaviour("B7"), behaviour("B3", withhold_from=(reader,)), people=False, id="case",
                   title="Mapping report")  # fmt: skip
    assert write_text(view(whole, Reader(reader))) == write_text(view(more, Reader(reader)))


def test_what_happened_where_nothing_says_to_whom_is_in_no_copy_for_one_of_two() -> None:
    day, other = incident(present=()), person("p5", "survivor", label="New partner")
    assert view(case_of(day), Reader("survivor", "p2")).of(Incident), "it can be nobody else's"
    for whom in ("p2", "p5"):
        assert not view(case_of(day, other), Reader("survivor", whom)).of(Incident)
    present = incident(present=("p2",))
    assert view(case_of(present, other), Reader("survivor", "p2")).of(Incident)
    uncle = person("p6", "co_perpetrator", label="Uncle")
    assert view(case_of(day), PROGRAMME).of(Incident)
    assert not view(case_of(day, uncle), Reader("programme", "p1")).of(Incident)
