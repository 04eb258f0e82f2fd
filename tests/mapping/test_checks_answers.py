"""Answers to what the map asks: kept as gaps, told apart, no longer asked, and taken back by taking the gap away."""

import pytest

from mapping import commands
from mapping.casemap import CaseMap, ChangeSet
from mapping.checks import Finding, answer, answered, answers, ask_later, findings
from mapping.entries import Asked, Gap
from mapping.errors import CaseError
from mapping.naming import Naming
from tests.cases import arrow, behaviour, case_of, child_impact, effort, person


def finding(case: CaseMap, check: str) -> Finding:
    """The one finding of a check."""
    (only,) = (each for each in findings(case) if each.check == check)
    return only


def checks(case: CaseMap) -> set[str]:
    """The checks that ask something."""
    return {each.check for each in findings(case)}


def done(case: CaseMap, changes: ChangeSet) -> CaseMap:
    """The case after an act."""
    case.check(changes)
    return case.apply(changes)


@pytest.mark.parametrize("state", ["asked_unknown", "none_observed", "answered", "kept_elsewhere"])
def test_an_answered_question_is_asked_no_more_and_is_listed(state: str) -> None:
    case = case_of(behaviour(), behaviour("B2"))
    open_question = finding(case, "behaviour_without_source")
    after = done(case, answer(case, open_question, state, "2026-03-03", "health visitor"))
    assert "behaviour_without_source" not in checks(after)
    (kept,) = answers(after)
    assert (kept.check, kept.about, kept.state) == ("behaviour_without_source", ("B1", "B2"), state)
    assert (kept.on, kept.of, kept.text) == ("2026-03-03", "health visitor", open_question.text)
    assert answered(after, open_question) == after.entries[kept.gap]
    assert answered(case, open_question) is None


def test_what_is_known_and_not_written_here_needs_no_reason_no_person_and_no_day() -> None:
    case = case_of()
    question = finding(case, "survivor_view_not_asked")
    after = done(case, answer(case, question, "kept_elsewhere"))
    (gap,) = after.of(Gap)
    assert (gap.asked_on, gap.asked_of, gap.answer, gap.account) == ("", "", "", "")
    assert gap.sensitivity == "survivor_private"
    assert "survivor_view_not_asked" not in checks(after)


def test_an_answer_is_taken_back_by_taking_the_gap_away() -> None:
    case = case_of()
    after = done(case, answer(case, finding(case, "survivor_without_effort"), "asked_unknown"))
    (kept,) = answers(after)
    back = done(after, commands.remove(after, kept.gap))
    assert answers(back) == ()
    assert findings(back) == findings(case)


def test_one_more_behaviour_is_asked_about_by_itself() -> None:
    case = case_of(behaviour())
    after = done(case, answer(case, finding(case, "behaviour_without_source"), "none_observed"))
    more = done(after, commands.add(after, behaviour("B2")))
    assert finding(more, "behaviour_without_source").about == ("B2",)


def test_an_answer_stays_a_gap_when_the_question_no_longer_arises() -> None:
    case = case_of()
    after = done(case, answer(case, finding(case, "survivor_without_effort"), "asked_unknown"))
    mapped = done(after, commands.add(after, effort()))
    assert "survivor_without_effort" not in checks(mapped)
    assert len(answers(mapped)) == 1


def test_a_question_can_be_left_to_someone_by_a_day() -> None:
    case = case_of()
    question = finding(case, "child_without_impact")
    after = done(case, ask_later(case, question, " class teacher ", "2026-12-01"))
    (gap,) = after.of(Gap)
    assert (gap.state, gap.who_might_know, gap.by) == ("not_asked", "class teacher", "2026-12-01")
    assert "child_without_impact" not in checks(after)
    (kept,) = answers(after)
    assert (kept.state, kept.of, kept.by) == ("not_asked", "class teacher", "2026-12-01")
    told = done(after, answer(after, question, "answered", "2026-12-01", "class teacher"))
    assert [each.state for each in answers(told)] == ["answered"], "the same gap now holds the answer"


@pytest.mark.parametrize(("who", "by"), [("", "2026-12-01"), ("teacher", ""), (" ", " ")])
def test_a_question_that_waits_needs_a_person_and_a_day(who: str, by: str) -> None:
    case = case_of()
    with pytest.raises(CaseError, match="needs a person and a day"):
        ask_later(case, findings(case)[0], who, by)


@pytest.mark.parametrize("state", ["", "not_asked", "perhaps"])
def test_what_is_no_answer_is_refused(state: str) -> None:
    case = case_of()
    with pytest.raises(CaseError, match="Choose one of the answers"):
        answer(case, findings(case)[0], state)


def test_a_day_that_is_none_is_refused() -> None:
    case = case_of()
    with pytest.raises(CaseError, match="not a date"):
        answer(case, findings(case)[0], "asked_unknown", "last week")


def test_whose_conduct_it_was_is_asked_once_other_explanations_were_answered() -> None:
    case = case_of(child_impact())
    first = finding(case, "impact_other_explanations")
    waiting = done(case, ask_later(case, first, "school nurse", "2026-12-01"))
    assert not {"impact_other_explanations", "impact_without_behaviour"} & checks(waiting)
    after = done(case, answer(case, first, "none_observed"))
    assert finding(after, "impact_without_behaviour").about == ("I1",)


def test_what_was_asked_about_a_child_is_an_answer_too() -> None:
    row = Asked(category="I2", state="none_observed", on="2026-03-03", of="nursery")
    child = person("p3", "child", asked=(row,))
    case = case_of(child)
    assert answered(case, Finding("child_without_impact", ("p3",), "")) == row


def test_the_question_is_kept_without_names() -> None:
    case = case_of(behaviour())
    by_name = findings(case, Naming(case, veiled=False))
    named = next(each for each in by_name if each.check == "behaviour_without_source")
    assert "Daniel" in named.text
    (gap,) = done(case, answer(case, named, "asked_unknown")).of(Gap)
    assert "Daniel" not in gap.title
    assert "the father" in gap.title


def test_a_gap_of_the_worker_answers_no_check() -> None:
    own = Gap(id="N1", title="who has seen her?", state="asked_unknown")
    case = case_of(own, arrow("about", "N1", "p2"))
    assert answers(case) == ()
    assert "survivor_without_effort" in checks(case)


def test_an_answer_shows_no_case_text_when_printed() -> None:
    case = case_of()
    (kept,) = answers(done(case, answer(case, findings(case)[0], "asked_unknown", of="Daniel")))
    assert repr(kept) == "Answer(child_without_impact: N1)"
