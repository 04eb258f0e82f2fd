"""Things to tick and to choose from: their words wrap, their marks grow with the text and are seen in every theme."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from app import theme

_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_ENDLESS = 100_000
_TICK = ((0.22, 0.52), (0.42, 0.74), (0.80, 0.28))
"""The corners of a tick in a box of one by one."""


class Tick(QCheckBox):
    """A box to tick."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        _let_wrap(self)

    def hitButton(self, _at: QPoint) -> bool:  # noqa: N802  # Qt's own name
        """All of it is the target."""
        return True

    def sizeHint(self) -> QSize:
        """As wide as its words on one line."""
        return _hint(self)

    def minimumSizeHint(self) -> QSize:
        """It may be narrow, and is higher then."""
        return _least(self)

    def heightForWidth(self, width: int) -> int:
        """As high as the words need."""
        return _high(self, width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box, its tick, the words."""
        painter = QPainter(self)
        box = _ground(painter, self)
        painter.drawRoundedRect(box, box.width() * 0.2, box.width() * 0.2)
        if self.isChecked():
            painter.setPen(QPen(painter.pen().color(), box.width() * 0.14, c=Qt.PenCapStyle.RoundCap))
            corners = [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in _TICK]
            painter.drawPolyline(corners)
        _words(painter, self)


class Choice(QRadioButton):
    """One of several, of which one is chosen."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        _let_wrap(self)

    def hitButton(self, _at: QPoint) -> bool:  # noqa: N802  # Qt's own name
        """All of it is the target."""
        return True

    def sizeHint(self) -> QSize:
        """As wide as its words on one line."""
        return _hint(self)

    def minimumSizeHint(self) -> QSize:
        """It may be narrow, and is higher then."""
        return _least(self)

    def heightForWidth(self, width: int) -> int:
        """As high as the words need."""
        return _high(self, width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ring, its dot, the words."""
        painter = QPainter(self)
        ring = _ground(painter, self)
        painter.drawEllipse(ring)
        if self.isChecked():
            inside = ring.width() * 0.25
            painter.setBrush(painter.pen().color())
            painter.drawEllipse(ring.adjusted(inside, inside, -inside, -inside))
        _words(painter, self)


def _let_wrap(button: QAbstractButton) -> None:
    button.setAccessibleName(button.text())
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)


def _ground(painter: QPainter, button: QAbstractButton) -> QRectF:
    """Draw what shows the keyboard, make the pens ready, and say where the mark is."""
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if button.hasFocus():
        painter.setPen(QPen(look.colour("focus"), 2.0))
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(1, 1, -1, -1), look.px(4), look.px(4))
    told = "ink" if button.isEnabled() else "muted"
    painter.setPen(QPen(look.colour(told), look.px(1.5)))
    painter.setBrush(look.colour("card"))
    side, line = look.px(15), button.fontMetrics().height()
    return QRectF(look.px(5), look.px(4) + (line - side) / 2, side, side)


def _words(painter: QPainter, button: QAbstractButton) -> None:
    painter.setFont(button.font())
    painter.drawText(_inside(button.rect()), _WRAPPED, button.text())


def _inside(box: QRect) -> QRect:
    px = theme.current().px
    return box.adjusted(px(28), px(4), -px(6), -px(4))


def _hint(button: QAbstractButton) -> QSize:
    px = theme.current().px
    wide = button.fontMetrics().horizontalAdvance(button.text()) + px(28) + px(6) + 2
    return QSize(wide, _high(button, wide))


def _least(button: QAbstractButton) -> QSize:
    wide = min(theme.current().px(160), _hint(button).width())
    return QSize(wide, theme.current().px(24))


def _high(button: QAbstractButton, width: int) -> int:
    look = theme.current()
    metrics = QFontMetrics(button.font())
    inside = max(1, _inside(QRect(0, 0, width, 0)).width())
    needed = metrics.boundingRect(0, 0, inside, _ENDLESS, _WRAPPED, button.text()).height()
    return max(look.px(24), needed + 2 * look.px(4))
