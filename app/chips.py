"""Chips: small rounded words for people, sources and readers, to press, tick or take away; they know no case."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from app import theme
from app.plain import tell

_WIDEST = 260
"""Pixels at 100 % beyond which a chip's words are cut short; the whole stands in its tool tip."""


class ChipButton(QPushButton):
    """A round button that shortens its words where there is no room for them."""

    def __init__(self, text: str, *, tick: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = text
        self.setCheckable(tick)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.dress()
        theme.NOTICE.changed.connect(self.dress)

    @property
    def words(self) -> str:
        """What it says, whole."""
        return self._words

    def say(self, text: str) -> None:
        """Say something else."""
        self._words = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def dress(self) -> None:
        """Take on the theme as it is now."""
        look = theme.current()
        ink, line, card, focus, paper = (look.colour(each).name() for each in ("ink", "line", "card", "focus", "paper"))
        muted, on = look.colour("muted").name(), look.blend("ink", "card", 0.86).name()
        side, top, radius, size = look.px(9), look.px(2), look.px(12), look.font("muted").pixelSize()
        self.setStyleSheet(
            f"ChipButton {{ border: 1px solid {line}; border-radius: {radius}px; background: {paper}; color: {ink};"
            f" padding: {top}px {side}px; font-size: {size}px; min-height: {look.px(18)}px; margin: 0; }}"
            f"ChipButton:hover {{ border-color: {muted}; }}"
            f"ChipButton:focus {{ border: 2px solid {focus}; padding: {top - 1}px {side - 1}px; }}"
            f"ChipButton:checked {{ background: {on}; color: {card}; border-color: {on}; }}"
            f"ChipButton:checked:focus {{ border: 2px solid {focus}; }}"
            f"ChipButton:disabled {{ color: {muted}; }}"
        )

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(theme.current().font("muted"))

    def sizeHint(self) -> QSize:
        """Room for the words, up to a limit."""
        look = theme.current()
        words = min(self._metrics().horizontalAdvance(self._words) + 2, look.px(_WIDEST))
        return QSize(words + 2 * look.px(9) + 4, max(look.px(24), self._metrics().height() + 2 * look.px(2) + 4))

    def minimumSizeHint(self) -> QSize:
        """It can be made narrow; the words are then cut short."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.current().px(56)), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the button with as many of its words as fit."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.width() - 2 * theme.current().px(9)
        shown = self._metrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, 8))
        option.text = shown.replace("&", "&&")  # type: ignore[attr-defined]
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        if shown != self._words and self.toolTip() == "":
            tell(self, self._words)


class Chip(QWidget):
    """Words in a round frame; pressing them opens what they name, the small cross takes it away."""

    pressed = Signal()
    removed = Signal()

    def __init__(self, text: str, *, removable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = ChipButton(text)
        self.button.clicked.connect(self.pressed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(1)
        line.addWidget(self.button)
        self.cross: QPushButton | None = None
        if removable:
            self.cross = ChipButton("×")
            self.cross.setAccessibleName(f"Take away {text}")
            tell(self.cross, f"Take away {text}")
            self.cross.clicked.connect(self.removed)
            line.addWidget(self.cross)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.button)

    @property
    def words(self) -> str:
        """What it says, whole."""
        return self.button.words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace take it away."""
        if self.cross is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)
