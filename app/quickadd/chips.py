"""What a line was read as, mark by mark, as chips behind it; a chip goes back to its words in the line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app import theme
from app.chips import ChipButton
from app.flow import FlowBox
from app.plain import PlainLabel, tell
from mapping.folding import folded
from mapping.quickadd import Part, Reading

_LEAVE_IN = (-1, -1)
"""Where the words of a chip stand that asks for something else than to be gone to."""
_READY = "⏎ puts it on the map"


@dataclass(frozen=True, slots=True, repr=False)
class ChipWords:
    """One chip: what it says, what is said of it, and where its words stand in the line."""

    text: str
    help: str
    start: int
    end: int


def chips_of(reading: Reading) -> tuple[ChipWords, ...]:
    """The chips of a reading: one for each mark, with what it was taken for."""
    marked = tuple(_chip(part) for part in reading.parts if part.sign and (part.text or part.meaning))
    return (_taken_off(reading.turned), *marked) if reading.turned else marked


def _taken_off(word: Part) -> ChipWords:
    """The one who acts, who is not said again in the title."""
    said = f"“{word.text}” is {word.meaning}, and is not said again"
    return ChipWords(f"“{word.text}” → {word.meaning}", f"{said}. Press to leave the word in.", *_LEAVE_IN)


def _chip(part: Part) -> ChipWords:
    if not part.known:
        return ChipWords(f"{part.sign}{part.text} ?", "This was not understood.", part.start, part.end)
    if part.sign == "~":
        return _date_chip(part)
    if part.sign == "!" or not part.meaning or part.meaning == "own word":
        return ChipWords(_with_more(f"{part.sign}{part.text}", part), "", part.start, part.end)
    return ChipWords(f"{part.sign}{part.meaning}", f"Read from “{part.text}”.", part.start, part.end)


def _date_chip(part: Part) -> ChipWords:
    """A date in words, as it was typed and as it was taken; its exact form only in the tool tip."""
    typed_exactly = bool(part.meaning) and part.text == part.exact
    words = f"~ {part.meaning}" if typed_exactly else _with_more(f"~ {part.text}", part)
    return ChipWords(words, f"{words}. Exact form: {part.exact}" if part.exact else "", part.start, part.end)


def _with_more(said: str, part: Part) -> str:
    return said if not part.meaning or folded(part.meaning) == folded(part.text) else f"{said} · {part.meaning}"


class ReadingRow(FlowBox):
    """The chips of what was read, and at their end that Enter puts it on the map.

    `pressed` tells where words stand; `left_in` that the one who acts is to be said in the title all the same.
    """

    pressed = Signal(int, int)
    left_in = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, gap=4)
        self._shown: tuple[tuple[ChipWords, ...], bool] = ((), False)
        self.hide()

    @property
    def words(self) -> tuple[str, ...]:
        """What the chips say."""
        return tuple(chip.text for chip in self._shown[0])

    @property
    def wide(self) -> int:
        """The width that it takes to show everything in one row."""
        gap = theme.current().px(self._gap)
        return sum(each.sizeHint().width() + gap for each in self.widgets)

    def show_reading(self, reading: Reading, seen: Callable[[str], str] = str) -> None:
        """Show how a line was read; `seen` gives what was typed as it may be seen."""
        chips = (replace(each, text=seen(each.text), help=seen(each.help)) for each in chips_of(reading))
        shown = (tuple(chips), reading.ready)
        if shown == self._shown:
            return
        self._shown = shown
        self.clear()
        for words in shown[0]:
            self.add(self._made(words))
        if reading.ready:
            ready = PlainLabel(_READY, "muted")
            ready.setWordWrap(False)
            ready.setMinimumHeight(theme.current().px(24))
            self.add(ready)
        self.setVisible(bool(self.widgets))

    def _made(self, words: ChipWords) -> ChipButton:
        chip = ChipButton(words.text)
        # The line tells a screen reader all of this; a stop for each chip would only be in the way of the keys.
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if words.help:
            tell(chip, words.help)
        if (words.start, words.end) == _LEAVE_IN:
            chip.clicked.connect(self.left_in)
        else:
            chip.clicked.connect(lambda: self.pressed.emit(words.start, words.end))
        return chip
