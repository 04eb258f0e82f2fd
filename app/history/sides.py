"""One field before and after, side by side, the words that differ marked: struck out on one side, bold on the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app import theme
from app.flow import beside
from app.markedwords import BOLD, STRUCK, MarkedWords
from app.plain import Button, PlainLabel
from app.wavy import Stretch, place_of
from mapping.audit import Difference
from mapping.changedwords import Places, changed_words

BEFORE, AFTER = "before", "after"
_NOTHING = "Nothing stood here."


class Sides(QWidget):
    """The label of a field, what stood in it before and after, and buttons to put either back.

    `wants_back` names the side. Only the sides in `back` can be put back.
    """

    wants_back = Signal(str)

    def __init__(
        self,
        difference: Difference,
        back: frozenset[str],
        only: str = "",
        *,
        narrow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`only` names the one side that there is, where a card came or went; `narrow` puts them below each other."""
        super().__init__(parent)
        self.difference = difference
        self.texts: dict[str, MarkedWords | PlainLabel] = {}
        self.buttons: dict[str, Button] = {}
        px = theme.current().px
        grid = QGridLayout(self)
        grid.setContentsMargins(0, px(8), 0, px(4))
        grid.setHorizontalSpacing(px(20))
        grid.setVerticalSpacing(px(2))
        grid.addWidget(PlainLabel(difference.label, "strong"), 0, 0, 1, 2)
        gone, come = changed_words(difference.before, difference.after)
        whole = not difference.before or not difference.after
        told = ((BEFORE, difference.before, gone, STRUCK), (AFTER, difference.after, come, BOLD))
        for place, (side, text, places, weight) in enumerate(each for each in told if only in ("", each[0])):
            column, row = (0, 1 + 3 * place) if narrow else (place, 1)
            grid.setColumnStretch(column, 1)
            words = _words(text, () if whole else places, weight)
            words.setAccessibleName(f"{difference.label}, {side}: {text or _NOTHING}")
            self.texts[side] = words
            if narrow and not only:
                grid.addWidget(PlainLabel(side.capitalize(), "muted"), row, column)
            grid.addWidget(words, row + 1, column, Qt.AlignmentFlag.AlignTop)
            if side in back:
                grid.addWidget(beside(self._button(side)), row + 2, column, Qt.AlignmentFlag.AlignTop)

    def _button(self, side: str) -> Button:
        button = Button("Put this text back")
        button.setAccessibleName(f"Put back what stood in “{self.difference.label}” {side}")
        button.clicked.connect(lambda: self.wants_back.emit(side))
        self.buttons[side] = button
        return button


def _words(text: str, places: Places, weight: str) -> MarkedWords | PlainLabel:
    if not text:
        return PlainLabel(_NOTHING, "muted")
    return MarkedWords(text, [Stretch(place_of(text, start), place_of(text, end), weight) for start, end in places])
