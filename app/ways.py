"""The ways to say words that are asked about, one button each, and last the words as they are; it reads nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.chips import ChipButton
from app.flow import FlowBox
from app.plain import tell
from mapping.quickadd import BLANK, Way

_WIDE = 480
"""A way is said whole where there is room, in pixels at 100 %."""


class WaysRow(FlowBox):
    """`chosen` brings a way, `kept` that the words are to stay."""

    chosen = Signal(object)
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, gap=6)
        self._shown: tuple[tuple[Way, ...], str] = ((), "")
        self.setAccessibleName("Ways to say it")
        self.hide()

    @property
    def words(self) -> tuple[str, ...]:
        """What the buttons say."""
        return tuple(each.words for each in self.widgets if isinstance(each, ChipButton))

    def offer(self, ways: Sequence[Way], keep: str = "", before: QWidget | None = None) -> None:
        """Offer these, and a last button with the words `keep`; the keyboard comes here from `before`."""
        if (tuple(ways), keep) == self._shown:
            return
        self._shown = (tuple(ways), keep)
        self.clear()
        for way in ways:
            self.add(self._button(way))
        if keep:
            last = ChipButton(keep, quiet=bool(ways))
            tell(last, "The words stay as they are.")
            last.clicked.connect(self.kept)
            self.add(last)
        self.setVisible(bool(self.widgets))
        for one, other in zip((before, *self.widgets), self.widgets, strict=False):
            if one is not None:
                QWidget.setTabOrder(one, other)

    def _button(self, way: Way) -> ChipButton:
        button = ChipButton(way.label, widest=_WIDE)
        if BLANK in way.title:
            button.setAccessibleName(way.label.replace(BLANK, "…"))
            tell(button, "Puts this in the line, with room for your own words.")
        button.clicked.connect(lambda: self.chosen.emit(way))
        return button
