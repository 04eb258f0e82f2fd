"""The line itself, with a list of what could stand at the cursor; what that is, is asked of whoever made it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app import theme
from app.kindkeys import kind_of_key
from app.picker import Offer, Offers, popup_for
from mapping.folding import folded
from mapping.quickadd import Completion
from mapping.quickadd.several import lines_of

Asked = Callable[[str, int], Sequence[Completion]]
"""Gives what could complete a line at a place in it."""
_LONGEST, _SIDES = 1000, 24
"""Letters in a line; and pixels at 100 % that its edges take from a hint."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuickLine(QLineEdit):
    """Enter puts the line on the map as it was typed; Tab, or Down and Enter, takes what the list offers.

    Nothing in the list is chosen beforehand: Enter must never put other words in the place of those typed.
    """

    entered = Signal()
    left = Signal()
    several = Signal(str)
    """A text of several lines was pasted."""
    kind_pressed = Signal(str)
    """Alt and the number of a kind."""

    def __init__(self, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked, self._covered = asked, ""
        self._hints: tuple[str, ...] = ()
        self._offers = Offers(self)
        self._list, self.popup = popup_for(self, self._offers)
        self._list.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.setMaxLength(_LONGEST)
        self.setAccessibleName("Add by typing")
        self.textEdited.connect(self.offer)

    def hint(self, *texts: str) -> None:
        """What an empty line says: the first of these that there is room for, else the last."""
        self._hints = texts
        self._fit_hint()

    def _fit_hint(self) -> None:
        room, metrics = self.contentsRect().width() - theme.current().px(_SIDES), self.fontMetrics()
        fitting = (text for text in self._hints if metrics.horizontalAdvance(text) <= room)
        self.setPlaceholderText(next(fitting, self._hints[-1] if self._hints else ""))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width."""
        super().resizeEvent(event)
        self._fit_hint()

    @property
    def typed(self) -> str:
        """What was typed, also while it is shown in other words."""
        return self._covered or self.text()

    @property
    def covered(self) -> bool:
        """Whether something else is shown than was typed."""
        return bool(self._covered)

    def show_as(self, shown: Callable[[str], str]) -> None:
        """Show what was typed as `shown` has it; where that is something else, nothing can be typed over it."""
        self.popup.hide()
        whole = self.typed
        seen = shown(whole)
        self._covered = whole if seen != whole else ""
        if seen != self.text():
            self.setText(seen)
        self.setReadOnly(self.covered)

    def put(self, text: str) -> None:
        """Have this in place of all that was typed."""
        self._covered = ""
        self.setReadOnly(False)
        self.setText(text)

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
        self.popup.setCurrentIndex(QModelIndex())

    def _is_typed_out(self, found: Sequence[Completion]) -> bool:
        """Whether one of the offers stands there letter by letter, so that there is nothing to choose."""
        typed = folded(self.text()[found[0].start + 1 : found[0].end])
        return any(typed in (folded(each.label), folded(each.detail)) for each in found)

    def take_back(self) -> None:
        """Let go of the list and of every word."""
        self.popup.hide()
        self._offers.offer(())
        self.put("")

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
            self.popup.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter takes what was chosen in the list, else all as typed; Escape closes the list, then leaves."""
        key, listing = event.key(), self.popup.isVisible()
        kind = kind_of_key(event, Qt.KeyboardModifier.AltModifier)
        pasted = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if kind or (len(lines_of(pasted)) > 1 and not self.isReadOnly()):
            self.popup.hide()
            if kind:
                self.kind_pressed.emit(kind)
            else:
                self.several.emit(pasted)
            event.accept()
            return
        if key in _ENTER and listing and self.popup.currentIndex().isValid():
            self._take(self.popup.currentIndex())
        elif key in _ENTER:
            self.popup.hide()
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and listing:
            self.popup.hide()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Qt: Tab, which never comes as a key here, takes what is chosen in an open list, else its first line."""
        if not (forward and self.popup.isVisible()):
            return super().focusNextPrevChild(forward)
        chosen = self.popup.currentIndex()
        self._take(chosen if chosen.isValid() else self._offers.index(0))
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: the list goes with the hand."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.popup.hide()
