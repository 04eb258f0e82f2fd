"""What changed since the last meeting, told in the order in which a meeting asks for it."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace

import pytest

from mapping.casemap import CaseMap
from mapping.casework import Action, Gap, Note
from mapping.entries import Entry, Position
from mapping.naming import Naming
from mapping.since import Told, told_since
from tests.cases import PUBLISHED_NAMES, behaviour, case_of, child_impact, effort, family, person, published

GAP = Gap(id="Q1", title="who holds the keys", state="not_asked")
ACTION = Action(id="A1", title="visit him at work", agency="Police", state="open")
BEFORE = (*family(), behaviour(), GAP, ACTION)


def told(*after: Entry, before: tuple[Entry, ...] = BEFORE, veiled: bool = False) -> tuple[Told, ...]:
    now = case_of(*after)
    return told_since(case_of(*before), now, Naming(now, veiled))


def lines(found: tuple[Told, ...]) -> list[str]:
    return [one.said for each in found for one in each.happened]


def test_nothing_is_told_where_nothing_happened() -> None:
    assert told(*BEFORE) == ()


def test_what_he_did_comes_first_then_each_child_then_what_was_done_to_protect() -> None:
    found = told(*BEFORE, effort(), child_impact(), behaviour("B2", "waits at the school"))
    assert [each.heading for each in found] == [
        "What he does",
        "What that does to them",
        "What she does to keep the children safe",
    ]
    assert lines(found) == ["New: waits at the school", "New: does not sleep", "New: agreed a code word"]


def test_two_children_are_told_apart_under_a_heading_each() -> None:
    second = person("p4", "child", label="Younger child", name="Mika", pronouns="they/them")
    impacts = (child_impact(), child_impact("I2", "stopped football", child="p4"))
    found = told(*BEFORE, second, *impacts, before=(*BEFORE, second))
    assert [each.heading for each in found] == ["What that does to them: Noor", "What that does to them: Mika"]


def test_an_open_question_that_was_answered_is_told_as_answered() -> None:
    found = told(*family(), behaviour(), replace(GAP, state="answered", answer="the aunt"), ACTION)
    assert lines(found) == ["Answered: who holds the keys"]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("done", "Done: visit him at work"),
        ("not_done", "Not done: visit him at work"),
        ("overtaken", "Overtaken by events: visit him at work"),
    ],
)
def test_an_action_is_told_by_what_became_of_it(state: str, said: str) -> None:
    assert lines(told(*family(), behaviour(), GAP, replace(ACTION, state=state))) == [said]


def test_an_action_that_was_done_and_is_open_again_says_so() -> None:
    before = (*family(), replace(ACTION, state="done"))
    assert lines(told(*family(), ACTION, before=before)) == ["Open again: visit him at work"]


def test_a_card_that_reads_otherwise_says_which_part_of_its_form() -> None:
    found = told(*family(), behaviour(account="Every month."), GAP, ACTION)
    (line,) = lines(found)
    assert line.startswith("Now said otherwise: took her wages (")


def test_the_part_of_the_form_is_called_as_on_the_form_of_this_person() -> None:
    found = told(*family(), behaviour(title="took her wages and her card"), GAP, ACTION)
    assert lines(found) == ["Now said otherwise: took her wages and her card (what he does)"]


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_no_part_of_any_form_is_called_by_a_mark_to_be_filled(name: str) -> None:
    case = published(name)
    bare = {
        key: replace(each, **{part.name: part.default for part in fields(each) if part.default is not MISSING})
        for key, each in case.entries.items()
    }
    said = lines(told_since(CaseMap(case.header, bare, {}), case, Naming(case, veiled=False)))
    assert any(line.startswith("Now said otherwise") for line in said)
    assert not [line for line in said if "{" in line]


def test_a_card_that_was_taken_off_is_called_by_what_it_said() -> None:
    assert lines(told(*family(), GAP, ACTION)) == ["Taken off the map: took her wages"]


def test_moving_a_card_or_keeping_it_from_somebody_is_no_change() -> None:
    kept = behaviour(position=Position(x=1.0, y=2.0), reader_reason="she asked", withhold_from=("meeting",))
    assert told(*family(), kept, GAP, ACTION) == ()


def test_working_notes_are_not_told() -> None:
    assert told(*BEFORE, Note(id="N1", title="Signed off", account="by me")) == ()


def test_nobody_is_named_while_names_are_hidden() -> None:
    named = behaviour("B2", "tells Noor that Amira is mad")
    open_words = " ".join(lines(told(*BEFORE, named)))
    assert "Noor" in open_words
    found = told(*BEFORE, named, veiled=True)
    hidden = " ".join([*lines(found), *(each.heading for each in found)])
    assert not {"Noor", "Amira", "Daniel"} & set(hidden.replace(".", "").split())


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_every_card_of_a_published_case_is_told_once_where_the_map_was_empty(name: str) -> None:
    case = published(name)
    found = told_since(CaseMap(case.header, {}, {}), case, Naming(case, veiled=False))
    every = [one.entry for each in found for one in each.happened]
    expected = {each.id for each in case.entries.values() if each.kind not in ("note", "session", "sharing")}
    assert len(every) == len(set(every))
    assert set(every) == expected
    assert all(each.heading and "{" not in each.heading for each in found)
