"""Notes about the map's own words and wording are no cards of it; what a worker notes is."""

import pytest

from mapping.aside import (
    GIVE_AWAY_ANSWERED,
    KEPT_WORDING,
    PATHWAY_WORDS,
    PATTERN_WORDS,
    WORDING_RELEASED,
    is_aside,
)
from mapping.entries import Note
from mapping.lanes import Options
from mapping.layout import layout
from tests.cases import behaviour, case_of

THOUGHT = Note(id="Z1", account="Is it the drink?")


@pytest.mark.parametrize("category", [KEPT_WORDING, WORDING_RELEASED, GIVE_AWAY_ANSWERED, PATHWAY_WORDS, PATTERN_WORDS])
def test_a_note_about_the_maps_own_words_is_no_card(category: str) -> None:
    note = Note(id="Z2", account="the order says so", category=category)
    assert is_aside(note)
    cards = layout(case_of(behaviour(), THOUGHT, note), lambda _id: 60.0, Options()).cards
    assert set(cards) == {"B1", "Z1"}


def test_a_thought_and_a_behaviour_of_that_name_are_cards() -> None:
    assert not is_aside(THOUGHT)
    assert not is_aside(behaviour(category=KEPT_WORDING))
