"""What changed since the last meeting as a page on the desk: from the record, whether it was signed or not."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.clock import today
from app.report.papers import SINCE
from mapping.commands import add
from mapping.entries import Session as Meeting
from mapping.spans import day_text
from tests.app.desk_hand import DeskHand
from tests.cases import behaviour

LAST = today() - timedelta(days=7)


@pytest.fixture
def hand(qtbot: QtBot) -> DeskHand:
    """A meeting a week ago, noted on its day; one card since."""
    made = DeskHand(qtbot)
    noted = datetime(LAST.year, LAST.month, LAST.day, 15, 0).astimezone()
    for number, entry in enumerate((Meeting(id="M1", when=day_text(LAST)), behaviour("B8", "shouted at the aunt")), 1):
        made.session.do(add(made.session.case, entry))
        made.store.moments[number] = noted
    made.session.do(add(made.session.case, behaviour("B9", "waits where Anna works")))
    return made


def pages(hand: DeskHand) -> str:
    draft = hand.room.preview.draft
    return " ".join("".join(draft.texts).split()) if draft is not None else ""


def test_a_meeting_that_was_not_signed_counts_from_the_end_of_its_day(hand: DeskHand, qtbot: QtBot) -> None:
    hand.choose_paper(SINCE)
    qtbot.waitUntil(lambda: "Waits where" in pages(hand), timeout=20_000)
    assert "houted at the aunt" not in pages(hand)
    assert "Anna" not in pages(hand)


def test_it_asks_about_nobody_and_is_looked_through_as_any_other_paper(hand: DeskHand) -> None:
    hand.choose_paper(SINCE)
    said = " ".join(hand.points)
    assert "which person" not in said
    assert "Go through the pages" in said
