"""Notes about wording, and the keys that tell the program what a gap or a note is for, are shown to nobody as cards."""

import pytest
from pytestqt.qtbot import QtBot

from app.inspector.order import shown_fields
from app.outline.tree import outline_of
from mapping.checks.words import check_words
from mapping.commands import add
from mapping.entries import Gap, Link, Note
from tests.app.inspecting import Bench, family
from tests.app.map_hand import Hand

KEPT = Note(
    id="Z2", title="L31 account", account="the order says so", recorded_as="She failed.", category="kept_wording"
)
ABOUT = Link(id="about9", kind="about", from_id="Z2", to_id="B1")
THOUGHT = Note(id="Z1", account="Is it the drink?")
CHECK = next(iter(check_words()))


def test_neither_map_nor_outline_has_a_card_for_a_kept_wording(qtbot: QtBot) -> None:
    hand = Hand(qtbot, family(THOUGHT))
    hand.session.do(add(hand.session.case, KEPT, links=(ABOUT,)))
    assert "Z1" in hand.room.scene.shown()
    assert "Z2" not in hand.room.scene.shown()
    rows = {row.id for lane in outline_of(hand.session.case) for group in lane.branches for row in group.branches}
    assert "Z1" in rows
    assert "Z2" not in rows
    hand.session.undo()
    assert "Z1" in hand.room.scene.shown()


@pytest.mark.parametrize("entry", [Gap(id="N1", title="who saw it?", category=CHECK), KEPT])
def test_a_key_that_tells_the_program_what_an_entry_is_for_is_in_no_form(qtbot: QtBot, entry: Gap | Note) -> None:
    assert "category" not in {field.name for field in shown_fields(entry)}
    bench = Bench(qtbot, family(entry))
    bench.open(entry.id)
    assert entry.category not in bench.room.sheet.heading.kicker.words


def test_a_word_of_the_teams_own_is_in_the_form(qtbot: QtBot) -> None:
    gap = Gap(id="N1", title="who saw it?", category="ask the school")
    bench = Bench(qtbot, family(gap))
    bench.open("N1")
    assert "ask the school" in bench.room.sheet.heading.kicker.words
    assert bench.row("category")
