"""Every drag has a way without one: each pull of the mouse stands here with the key, the button or the menu for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.actions import ACTS
from app.map.gestures import Click, Gesture
from app.map.keys import NudgeCards
from tests.app.map_hand import Hand, small_case

APP = Path(__file__).resolve().parents[2] / "app"
BY_HAND = {
    "Pan": ("walk", "fit"),
    "RubberBand": ("keep", "all"),
    "DragCards": ("nudge", "align_left", "apart_across"),
    "DrawLink": ("link",),
}
"""The pulls over the map, and the acts that do the same by keys."""
BY_MODULE = {
    "map/view.py": ("nudge", "link", "keep"),  # hands every pull to one of the above
    "map/minimap.py": ("mini",),  # the arrow keys move it
    "map/drops.py": ("vocabulary", "paste"),
    "attachments/listing.py": ("evidence",),  # there a button asks for the file
    "attachments/canvas.py": (),  # the arrow keys move the picture
    "dividing.py": ("wider", "narrower"),
    "history/room.py": (),  # two halves that need no other width
}
PULLED = re.compile(r"def (mouseMoveEvent|dropEvent)|QDropEvent|QSplitter\(|\(QSplitter\)|startDrag")


def gestures(kind: type[Gesture] = Gesture) -> set[type[Gesture]]:
    return {found for each in kind.__subclasses__() for found in (each, *gestures(each))}


def test_every_pull_over_the_map_is_in_the_list() -> None:
    pulls = {each.__name__ for each in gestures() - {Click, NudgeCards} if each.__module__.startswith("app.")}
    assert pulls == set(BY_HAND)


def test_whatever_else_follows_the_mouse_is_in_the_list() -> None:
    sources = {path.relative_to(APP).as_posix(): path.read_text(encoding="utf-8") for path in APP.rglob("*.py")}
    assert {name for name, text in sources.items() if PULLED.search(text)} == set(BY_MODULE)


def test_each_way_without_a_drag_has_a_key_that_is_told() -> None:
    told = {act.id: act for act in ACTS}
    for name in {name for ways in (*BY_HAND.values(), *BY_MODULE.values()) for name in ways}:
        assert told[name].keys
        assert told[name].help


@pytest.fixture
def hand(qtbot) -> Hand:
    return Hand(qtbot, small_case())


def test_some_cards_are_selected_by_keys_alone(hand: Hand) -> None:
    hand.key(Qt.Key.Key_Home)
    first = hand.session.selection
    hand.room.keys.keep()
    hand.key(Qt.Key.Key_Right)
    assert hand.session.selection == (*first, "L1")
    hand.key(Qt.Key.Key_Right)
    assert hand.session.selection == (*first, "I1")
    hand.room.keys.keep()
    hand.key(Qt.Key.Key_Down)
    assert hand.session.selection == (*first, "I1", "I2")
    assert "2 cards stay selected" not in hand.room.hand.hint.text


def test_a_card_that_was_kept_selected_is_let_go_of_by_the_same_key_or_by_escape(hand: Hand) -> None:
    hand.key(Qt.Key.Key_Home)
    hand.room.keys.keep()
    assert hand.room.hand.hint.text == "1 card stays selected while you go on."
    hand.room.keys.keep()
    hand.key(Qt.Key.Key_Right)
    assert hand.session.selection == ("L1",)
    hand.room.keys.keep()
    hand.key(Qt.Key.Key_Escape)
    hand.key(Qt.Key.Key_Escape)
    hand.key(Qt.Key.Key_Home)
    assert hand.session.selection == ("B1",)
