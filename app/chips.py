"""Chips: small rounded words for people, sources and readers, to press, tick or take away; they know no case."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from app import theme
from app.plain import tell
from app.unseen import visible

_WIDEST = 260
"""Pixels at 100 % beyond which a chip's words are cut short; the whole stands in its tool tip."""


class ChipButton(QAbstractButton):
    """A round button that shortens its words where there is no room for them; `quiet` ones have no frame at rest.

    It paints itself: a form has many of them, and a style sheet for each would be felt.
    """

    def __init__(
        self,
        text: str,
        *,
        tick: bool = False,
        quiet: bool = False,
        widest: int = _WIDEST,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._quiet, self._widest = visible(text), quiet, widest
        self.setCheckable(tick)
        self.setAccessibleName(self._words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """What it says, whole."""
        return self._words

    def say(self, text: str) -> None:
        """Say something else."""
        self._words = visible(text)
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(theme.current().font("muted"))

    def sizeHint(self) -> QSize:
        """Room for the words, up to a limit, and never less than a target for a finger."""
        look = theme.current()
        words = min(self._metrics().horizontalAdvance(self._words) + 2, look.px(self._widest))
        side = look.px(6 if self._quiet else 10)
        return QSize(max(words + 2 * side, look.px(24)), max(look.px(24), self._metrics().height() + look.px(6)))

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

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """As before."""
        super().leaveEvent(event)
        self.update()

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        """Ground, frame and words as it is now."""
        look = theme.current()
        if self.isChecked():
            return look.blend("ink", "card", 0.86), look.blend("ink", "card", 0.86), look.colour("card")
        ground = look.colour("paper") if not self._quiet or self.underMouse() or self.isDown() else QColor(0, 0, 0, 0)
        frame = look.colour("muted" if self.underMouse() else "line")
        if self._quiet and not self.underMouse():
            frame = QColor(0, 0, 0, 0)
        return ground, frame, look.colour("ink" if self.isEnabled() else "muted")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip with as many of its words as fit."""
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, frame, ink = self._colours()
        wide = 2.0 if self.hasFocus() else 1.0
        box = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.setBrush(ground)
        painter.setPen(QPen(look.colour("focus") if self.hasFocus() else frame, wide))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(ink)
        painter.setFont(look.font("muted"))
        room = self.width() - 2 * look.px(4 if self._quiet else 9)
        shown = self._metrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, 8))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), shown)
        if shown != self._words and not self.toolTip():
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
        line.setSpacing(0)
        line.addWidget(self.button)
        self.cross: ChipButton | None = None
        if removable:
            self.cross = ChipButton("×", quiet=True)
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
