"""The form of a meeting with the one who harms: what is asked first, the other attempts, what must not be hinted at."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.inspector.order import FIRST
from mapping.entries import Engagement
from tests.app.inspecting import Bench, family


def meeting(identity: str, outcome: str, when: str) -> Engagement:
    return Engagement(id=identity, title=f"visit {identity}", person="p1", outcome=outcome, when=when)


def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot, family(meeting("M1", "not_found", "2026-01-10"), meeting("M2", "never_tried", "2026-02-10")))


def around(made: Bench) -> dict[str, str]:
    """What stands beside the form: the words of each entry, with its muted words."""
    sheet = made.room.sheet
    assert sheet is not None
    assert sheet._around is not None
    return {link.words: link.accessibleName() for link in sheet._around.links}


def test_where_it_was_and_whether_she_was_warned_are_asked_at_once() -> None:
    assert {"setting", "survivor_warned", "put_to_him", "reply", "outcome"} <= set(FIRST["engagement"])


def test_the_other_attempts_stand_in_the_form_with_what_became_of_them(qtbot: QtBot) -> None:
    made = bench(qtbot)
    made.open("M1")
    assert "never tried" in around(made)["visit M2"]
    made.open("M2")
    assert "not found" in around(made)["visit M1"]


def test_what_must_not_be_hinted_at_stands_there(qtbot: QtBot) -> None:
    made = bench(qtbot)
    made.open("M1")
    assert "hid small sums" in around(made)


def test_it_is_not_shown_while_people_are_called_by_role(qtbot: QtBot) -> None:
    made = bench(qtbot)
    made.session.veil(True)
    made.open("M1")
    assert "hid small sums" not in around(made)
    assert "visit M2" in around(made)
