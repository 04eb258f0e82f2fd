"""A line that names an entry, with its sign: pressing it goes there; it knows the words it was given and no case."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import theme
from app.unseen import visible

_BREAKING = QTextOption()
_BREAKING.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


class EntryLink(QWidget):
    """A sign, words that wrap, and muted words behind them; Enter, space or a click goes to the entry."""

    pressed = Signal()

    def __init__(
        self, kind: str, text: str, muted: str = "", *, lead: str = "", indent: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind, self._indent = kind, indent
        self._text, self._muted, self._lead = visible(text), visible(muted), visible(lead)
        self._over = False
        self._heights: tuple[theme.Theme, dict[int, int]] = (theme.current(), {})
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(" ".join(part for part in (self._lead, self._text, self._muted) if part))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def words(self) -> str:
        """What it says, without the muted words."""
        return self._text

    def _left(self) -> int:
        """Where the words begin."""
        look = theme.current()
        lead = QFontMetrics(look.font("muted")).horizontalAdvance(self._lead + " ") if self._lead else 0
        return look.px(4 + 16 * self._indent) + lead + (look.px(16) if self._kind else 0)

    def _laid_out(self, width: int) -> QTextLayout:
        """The words broken into lines, the muted ones in their own colour."""
        look = theme.current()
        layout = QTextLayout(f"{self._text}  {self._muted}" if self._muted else self._text, look.font("body"))
        plain, quiet = QTextLayout.FormatRange(), QTextLayout.FormatRange()
        plain.start, plain.length = 0, len(self._text)
        quiet.start, quiet.length = len(self._text), len(self._muted) + 2
        plain.format.setFontUnderline(self._over)
        quiet.format.setForeground(look.colour("muted"))
        layout.setFormats([plain, quiet] if self._muted else [plain])
        layout.setTextOption(_BREAKING)
        layout.beginLayout()
        height, wide = 0.0, max(width - self._left() - look.px(4), 40)
        while (line := layout.createLine()).isValid():
            line.setLineWidth(wide)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout

    def heightForWidth(self, width: int) -> int:
        """As high as the words need, never less than a target for a finger.

        A layout asks dozens of times for the same width; its words never change, so it is worked out once.
        """
        look = theme.current()
        if self._heights[0] is not look:
            self._heights = (look, {})
        heights = self._heights[1]
        if width not in heights:
            heights[width] = max(look.px(24), round(self._laid_out(width).boundingRect().height()) + look.px(6))
        return heights[width]

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def sizeHint(self) -> QSize:
        """Room for about forty letters in a row."""
        wide = theme.current().px(240)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(theme.current().px(60), theme.current().px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw lead, sign and words, underlined while the pointer is over them."""
        look, painter = theme.current(), QPainter(self)
        top, left = look.px(3), self._left()
        body = QFontMetrics(look.font("body"))
        x = look.px(4 + 16 * self._indent)
        if self._lead:
            painter.setFont(look.font("muted"))
            painter.setPen(look.colour("muted"))
            painter.drawText(x, top + body.ascent(), self._lead)
        if self._kind:
            side = look.px(9)
            sign = QRectF(left - look.px(14), top + (body.height() - side) / 2, side, side)
            theme.paint_sign(painter, self._kind, sign, look.colour(theme.kind_role(self._kind)))
        painter.setPen(look.colour("ink"))
        self._laid_out(self.width()).draw(painter, QPointF(left, top))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(4), look.px(4))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space go there."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self._over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """As before."""
        self._over = False
        self.update()
        super().leaveEvent(event)
