"""What was done can be taken back and done again, step by step; typing in one field is one step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.casemap import CaseMap, Change, ChangeSet
from mapping.history import STEPS_KEPT, History
from tests.cases import behaviour, case_of

CASE = case_of(behaviour(title="0"))


def typed(before: int, after: int, merge: str = "") -> ChangeSet:
    """The behaviour's title goes from one number to the next."""
    return ChangeSet("edit", (Change(behaviour(title=str(before)), behaviour(title=str(after))),), merge)


def title_of(case: CaseMap) -> str:
    found = case.entry("B1")
    assert found
    return found.title


def test_a_new_history_has_nothing_to_undo_or_redo() -> None:
    history = History()
    assert history.next_undo is None
    assert history.next_redo is None
    assert history.depth == (0, 0)


def test_undo_gives_the_inverse_and_redo_the_act_itself() -> None:
    history = History()
    history.record(typed(0, 1))
    assert history.next_undo == typed(0, 1).inverse()
    history.undone()
    assert history.next_redo == typed(0, 1)
    assert history.depth == (0, 1)
    history.redone()
    assert history.depth == (1, 0)


def test_a_new_act_ends_what_could_be_redone() -> None:
    history = History()
    history.record(typed(0, 1))
    history.undone()
    history.record(typed(0, 2))
    assert history.next_redo is None
    assert history.depth == (1, 0)


def test_typing_in_one_field_is_one_step() -> None:
    history = History()
    history.record(typed(0, 1, "B1.title"))
    history.record(typed(1, 2, "B1.title"))
    assert history.depth == (1, 0)
    assert history.next_undo
    assert title_of(CASE.apply(typed(0, 1)).apply(typed(1, 2)).apply(history.next_undo)) == "0"
    history.undone()
    assert history.next_redo
    assert title_of(CASE.apply(history.next_redo)) == "2"


@pytest.mark.parametrize(("first", "second"), [("", ""), ("B1.title", ""), ("B1.title", "B1.account")])
def test_other_acts_are_steps_of_their_own(first: str, second: str) -> None:
    history = History()
    history.record(typed(0, 1, first))
    assert not history.joins(typed(1, 2, second))
    history.record(typed(1, 2, second))
    assert history.depth == (2, 0)


def test_a_run_of_typing_ends_where_it_is_sealed() -> None:
    history = History()
    history.record(typed(0, 1, "B1.title"))
    assert history.joins(typed(1, 2, "B1.title"))
    history.seal()
    assert not history.joins(typed(1, 2, "B1.title"))
    history.record(typed(1, 2, "B1.title"))
    assert history.depth == (2, 0)


@pytest.mark.parametrize("way_back", [("undone",), ("undone", "redone")])
def test_a_run_of_typing_ends_with_an_undo(way_back: tuple[str, ...]) -> None:
    history = History()
    history.record(typed(8, 0, "B1.title"))
    history.seal()
    history.record(typed(0, 1, "B1.title"))
    for step in way_back:
        getattr(history, step)()
    assert not history.joins(typed(1, 2, "B1.title"))


def test_only_so_many_steps_are_kept() -> None:
    history = History()
    for number in range(STEPS_KEPT + 5):
        history.record(typed(number, number + 1))
    assert history.depth == (STEPS_KEPT, 0)
    for _ in range(STEPS_KEPT - 1):
        history.undone()
    assert history.next_undo == typed(5, 6).inverse(), "the oldest steps are the ones that are forgotten"


@given(st.lists(st.sampled_from(("do", "type", "seal", "undo", "redo"))))
def test_undoing_everything_and_redoing_everything_comes_back(steps: list[str]) -> None:
    history, case, number = History(), CASE, 0
    for step in steps:
        if step in ("do", "type"):
            before, number = int(title_of(case)), number + 1
            changes = typed(before, number, "B1.title" if step == "type" else "")
            history.record(changes)
            case = case.apply(changes)
        elif step == "seal":
            history.seal()
        else:
            case = _stepped(history, case, step)
    end = case
    while history.next_undo:
        case = _stepped(history, case, "undo")
    assert case == CASE
    while history.next_redo:
        case = _stepped(history, case, "redo")
    undone = [step for step in steps if step == "undo"]
    assert case == end or undone


def _stepped(history: History, case: CaseMap, way: str) -> CaseMap:
    changes = history.next_undo if way == "undo" else history.next_redo
    if changes is None:
        return case
    case.check(changes)
    (history.undone if way == "undo" else history.redone)()
    return case.apply(changes)
