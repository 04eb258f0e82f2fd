"""A line with a list below it: Enter never puts other words in the place of those that were typed, by real keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.picker import Offer, Picker

KEY = Qt.Key


class Taken:
    """What a picker gave."""

    def __init__(self, picker: Picker) -> None:
        self.picked: list[object] = []
        self.worded: list[str] = []
        picker.picked.connect(self.picked.append)
        picker.worded.connect(self.worded.append)


def shown(qtbot, offers, *, own_words: bool) -> tuple[Picker, Taken]:
    picker = Picker(offers, own_words=own_words)
    qtbot.addWidget(picker)
    picker.show()
    picker.activateWindow()
    picker.setFocus()
    qtbot.waitUntil(picker.hasFocus)
    return picker, Taken(picker)


def press(picker: Picker, text: str, *keys: Qt.Key) -> None:
    for key in (*text, *keys):
        QTest.keyClick(picker.window().windowHandle(), key)


def sources(typed: str) -> list[Offer]:
    """A source on the map that begins with what is typed, and the typed words as a new one."""
    return [Offer("housing officer or landlord", "", "s1"), Offer(typed, "a new source", "new")]


@pytest.mark.parametrize("own_words", [True, False])
def test_enter_keeps_words_that_are_offered_as_they_were_typed(qtbot, own_words: bool) -> None:
    picker, taken = shown(qtbot, sources, own_words=own_words)
    press(picker, "housing officer")
    assert picker.listing
    press(picker, "", KEY.Key_Return)
    assert (taken.picked, taken.worded, picker.listing) == (["new"], [], False)


def test_down_and_enter_take_what_the_list_offers(qtbot) -> None:
    picker, taken = shown(qtbot, sources, own_words=True)
    press(picker, "housing officer", KEY.Key_Down, KEY.Key_Return)
    assert taken.picked == ["s1"]


def test_where_typed_words_are_no_answer_enter_takes_the_first_that_fits(qtbot) -> None:
    picker, taken = shown(qtbot, lambda _typed: [Offer("Amira", "", "p2"), Offer("Amina", "", "p3")], own_words=False)
    press(picker, "am", KEY.Key_Return)
    assert taken.picked == ["p2"]


def test_escape_closes_the_list_and_the_words_stay(qtbot) -> None:
    picker, taken = shown(qtbot, sources, own_words=True)
    press(picker, "housing", KEY.Key_Escape)
    assert (picker.text(), picker.listing, taken.picked) == ("housing", False, [])
