"""The line itself, with a list of what could stand at the cursor; what that is, is asked of whoever made it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app import theme
from app.picker import Offer, Offers, popup_for
from mapping.folding import folded
from mapping.quickadd import Completion

Asked = Callable[[str, int], Sequence[Completion]]
"""Gives what could complete a line at a place in it."""
_LONGEST = 1000
_SOURCE = "!"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuickLine(QLineEdit):
    """Type, take a completion with Enter or Tab, put the line on the map with Enter."""

    entered = Signal()
    left = Signal()

    def __init__(self, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = asked
        self._offers = Offers(self)
        self._list, self.popup = popup_for(self, self._offers)
        self._list.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.setMaxLength(_LONGEST)
        self.setAccessibleName("Add by typing")
        self.textEdited.connect(self.offer)

    def offer(self) -> None:
        """Show what could stand at the cursor, if anything could."""
        found = self._asked(self.text(), self.cursorPosition())
        self._offers.offer([Offer(each.label, each.detail, each) for each in found])
        if not found or self._is_typed_out(found):
            self.popup.hide()
            return
        look = theme.current()
        at = self.cursorRect().left()
        wide = min(look.px(420), self.window().width())
        self._list.complete(QRect(max(0, min(at, self.width() - wide)), 0, wide, self.height()))
        if self._is_meant(found[0]):
            self.popup.setCurrentIndex(self._offers.index(0))

    def _is_meant(self, first: Completion) -> bool:
        """Whether Enter may take the first offer: never a source that only looks like the new one being typed."""
        typed = folded(self.text()[first.start + 1 : first.end])
        source = self.text()[first.start : first.start + 1] == _SOURCE
        return not source or any(folded(words).startswith(typed) for words in (first.label, first.detail))

    def _is_typed_out(self, found: Sequence[Completion]) -> bool:
        """Whether one of the offers stands there letter by letter, so that Enter need not take it first."""
        typed = folded(self.text()[found[0].start + 1 : found[0].end])
        return any(typed in (folded(each.label), folded(each.detail)) for each in found)

    def take_back(self) -> None:
        """Let go of the list and of every word."""
        self.popup.hide()
        self._offers.offer(())
        self.clear()

    def _take(self, index: QModelIndex) -> None:
        offer = self._offers.at(index.row())
        self.popup.hide()
        if offer is not None:
            completion: Completion = offer.value
            text = self.text()
            behind = text[completion.end :]
            self.setText(text[: completion.start] + completion.insert + behind.lstrip())
            self.setCursorPosition(completion.start + len(completion.insert))
            self.textEdited.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: while the list is open, Enter and Tab take from it and Escape closes it."""
        key = event.key()
        if self.popup.isVisible() and key in (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Escape):
            index = self.popup.currentIndex()
            if key != Qt.Key.Key_Escape and index.isValid():
                self._take(index)
                event.accept()
                return
            self.popup.hide()
            if key in _ENTER:
                self.entered.emit()
        elif key in _ENTER:
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: the list goes with the hand."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.popup.hide()
