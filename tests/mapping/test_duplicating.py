"""A card again: it says the same about the same people, and nobody is quoted for it, nothing is cleared by it."""

import pytest

from mapping.duplicating import duplicate
from mapping.entries import Cite, Gap, Position, Source
from mapping.errors import CaseError
from tests.cases import arrow, behaviour, case_of, child_impact


def case():
    said = behaviour(
        "B1", "questions him about where she went", category="B11", when_said="weekly", toward=("p3",),
        cites=(Cite(source="s1", quote="He asked me again"),), status="found", release_to=("court",),
        withhold_from=("survivor",), sensitivity="restricted", show_in_room=True, recorded_as="asks the boy",
        position=Position(x=40.0, y=80.0),
    )  # fmt: skip
    return case_of(
        Source(id="s1", type="child"), said, child_impact("I1", "does not sleep"), arrow("harms", "B1", "I1", "l1"),
        Gap(id="N1", title="who collects them", state="answered", answer="the aunt", asked_of="school"),
    )  # fmt: skip


def test_a_double_says_what_the_card_says_and_who_must_not_read_it() -> None:
    before = case()
    (change,) = duplicate(before, ["B1"], {})
    made, first = change.after, before.entries["B1"]
    assert made.id != first.id
    same = ("title", "category", "when_said", "by", "toward", "withhold_from", "sensitivity")
    assert all(getattr(made, name) == getattr(first, name) for name in same)


def test_a_double_is_nobodys_word_and_nothing_is_cleared_by_it() -> None:
    (change,) = duplicate(case(), ["B1"], {})
    made = change.after
    assert (made.cites, made.status, made.release_to, made.recorded_as, made.show_in_room) == ((), "", (), "", None)
    assert made.position is None


def test_what_became_of_a_question_is_not_doubled() -> None:
    (change,) = duplicate(case(), ["N1"], {})
    assert (change.after.title, change.after.state, change.after.answer) == ("who collects them", "", "")


def test_several_doubles_are_one_act_at_the_places_named_with_no_arrow() -> None:
    before = case()
    changes = duplicate(before, ["B1", "I1"], {"I1": Position(x=1.0, y=2.0)})
    after = before.apply(changes)
    assert (changes.act, len(after.entries), len(after.links)) == ("add", len(before.entries) + 2, len(before.links))
    assert {change.after.position for change in changes} == {None, Position(x=1.0, y=2.0)}


def test_nobody_is_on_the_map_twice() -> None:
    with pytest.raises(CaseError, match="Nobody is on the map twice"):
        duplicate(case(), ["p1"], {})
