"""The kinds of thing that have a number: what they are called, which key chooses them, and a row of them to press."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app import theme
from app.flow import FlowBox
from app.theme import kind_role, paint_sign
from app.unseen import visible
from mapping.naming import Naming
from mapping.quickadd import QUICK_KINDS
from mapping.vocabulary import load_vocabulary
from mapping.wording import kind_title

NUMBERED = QUICK_KINDS[:9]
"""The kinds that the keys 1 to 9 choose, in this order everywhere."""
_SPOKEN = {
    "child_impact": "What that does to a child",
    "person": "A person",
    "relationship": "How two people are connected",
    "engagement": "A meeting, or the attempt at one",
    "view": "Someone’s own view",
    "goal": "What is expected",
}
"""Kinds whose usual words need somebody in particular, said so that they stand for anyone."""


def kind_words(kind: str, naming: Naming) -> str:
    """What a kind is called where one is to be chosen."""
    return _SPOKEN.get(kind) or visible(kind_title(kind, naming, load_vocabulary()))


def kind_of_key(event: QKeyEvent, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> str:
    """The kind that this key chooses with this other key held down; "" for any other key."""
    number = event.key() - Qt.Key.Key_1
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return NUMBERED[number] if modifiers == held and 0 <= number < len(NUMBERED) else ""


class KindButton(QAbstractButton):
    """A number, a sign and the words of a kind."""

    def __init__(self, number: int, kind: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self.words, self._number = kind, words, str(number)
        self._over = False
        self.setAccessibleName(f"{number}: {words}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the words, and a target for a finger."""
        look = theme.current()
        font = QFontMetrics(look.font("muted"))
        wide = font.horizontalAdvance(self.words) + font.horizontalAdvance(self._number) + look.px(44)
        return QSize(wide, max(look.px(26), font.height() + look.px(8)))

    def minimumSizeHint(self) -> QSize:
        """It can be made narrow; the words are then cut short."""
        return QSize(theme.current().px(72), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter presses it, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt: the pointer is over it."""
        self._over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: it is not any more."""
        self._over = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: number, sign, words."""
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 2 if self.hasFocus() else 1
        frame = "focus" if self.hasFocus() else "muted" if self._over else "line"
        painter.setPen(QPen(look.colour(frame), edge))
        painter.setBrush(look.colour("card"))
        inset = edge / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), look.px(5), look.px(5))
        painter.setFont(look.font("muted"))
        metrics, x, side = painter.fontMetrics(), look.px(8), look.px(9)
        base = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.setPen(look.colour("muted" if self.isEnabled() else "line"))
        painter.drawText(QPointF(x, base), self._number)
        x += metrics.horizontalAdvance(self._number) + look.px(7)
        sign = QRectF(x, (self.height() - side) / 2, side, side)
        paint_sign(painter, self.kind, sign, look.colour(kind_role(self.kind)))
        x += side + look.px(7)
        painter.setPen(look.colour("ink" if self.isEnabled() else "muted"))
        room = self.width() - x - look.px(8)
        painter.drawText(QPointF(x, base), metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, room))


class KindKeys(FlowBox):
    """Nine kinds with their numbers; `chosen` brings the one that was pressed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, gap=6)
        self._named: tuple[str, ...] = ()
        self.setAccessibleName("What kind of thing it is")

    def name_kinds(self, naming: Naming) -> None:
        """Call the kinds as this case calls them."""
        named = tuple(kind_words(kind, naming) for kind in NUMBERED)
        if named == self._named:
            return
        self._named = named
        self.clear()
        for number, (kind, words) in enumerate(zip(NUMBERED, named, strict=True), start=1):
            button = KindButton(number, kind, words)
            button.clicked.connect(lambda _checked=False, kind=kind: self.chosen.emit(kind))
            self.add(button)

    def forget(self) -> None:
        """Call nobody anything."""
        self._named = ()
        self.clear()
