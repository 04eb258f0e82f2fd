"""Words where the hand is: why not, or what an arrow says; and a small choice that stands in nobody's way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app import theme
from app.plain import Button, PlainLabel

_AWAY = 16
_WIDEST = 340


class _Slip(QFrame):
    """A slip of paper that lies beside a point of its parent and never off it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent

    def place(self, at: QPoint) -> None:
        """Lie beside this point."""
        px = theme.current().px
        owner = self._owner.rect()
        self.setMaximumWidth(min(px(_WIDEST), owner.width() - 8))
        self.adjustSize()
        spot = QRect(at + QPoint(_AWAY, _AWAY), self.size())
        if spot.right() > owner.right():
            spot.moveRight(max(at.x() - _AWAY, self.width()))
        if spot.bottom() > owner.bottom():
            spot.moveBottom(at.y() - _AWAY)
        spot.moveTopLeft(QPoint(max(0, spot.x()), max(0, spot.y())))
        self.setGeometry(spot)
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("muted"))
        painter.setBrush(look.colour("card"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 5, 5)


class Hint(_Slip):
    """A few words beside the pointer, until the next press."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = PlainLabel()
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 6, 10, 6)
        box.addWidget(self._words)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now, "" while it is hidden."""
        return self._words.text() if self.isVisible() else ""

    def say(self, text: str, at: QPoint) -> None:
        """Say this beside a point; no text takes the slip away."""
        if not text:
            self.hide()
            return
        if text != self.text:
            self._words.setText(text)
            room = theme.current().px(_WIDEST) - 20
            wide = min(room, self._words.fontMetrics().horizontalAdvance(text) + 4)
            self._words.setFixedWidth(wide)
            self.setAccessibleName(text)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self.place(at)


class KindChoice(_Slip):
    """After an arrow was drawn: what it says, and what else it may say. It goes with the next press."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("What this arrow says")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 6, 8, 6)
        self._buttons: list[Button] = []
        self.hide()

    def offer(self, kinds: tuple[tuple[str, str], ...], now: str, at: QPoint, choose: Callable[[str], None]) -> None:
        """Show these kinds, as pairs of key and label, `now` being the one it is."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(key, label, key == now, choose) for key, label in kinds]
        for button in self._buttons:
            self._row.addWidget(button)
        self.place(at)

    def _button(self, key: str, label: str, is_now: bool, choose: Callable[[str], None]) -> Button:
        button = Button(label, parent=self)
        button.setCheckable(True)
        button.setChecked(is_now)
        button.setEnabled(not is_now)
        button.clicked.connect(lambda: self._chosen(key, choose))
        return button

    def _chosen(self, key: str, choose: Callable[[str], None]) -> None:
        self.hide()
        choose(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._owner.setFocus()
            return
        super().keyPressEvent(event)
