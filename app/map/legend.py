"""The foot of the map: what the signs and lines mean, and the tools to zoom; it knows no case."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app import theme
from app.map import ink
from app.map.cards import paint_hollow, paint_mark
from app.map.signs import SIGNED, paint_rule
from app.plain import Button, tell
from app.theme import kind_role, paint_sign

_SIGN, _SPACE, _APART, _ROW = 10, 6, 16, 20
_HOLLOW = ("hollow", "something is not known yet")
_RINGED = ("ringed", "something is not known yet of who is named there")
_LINES = (("solid", "harms, or leads to it"), ("dashed", "protects, or is inferred"))


class Legend(QWidget):
    """Each sign with its word, in as many rows as are needed; `grown` when they may be more or fewer."""

    grown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signs: tuple[tuple[str, str], ...] = ()
        self._hollow = self._ringed = False
        self._marks: tuple[tuple[str, str], ...] = ()
        self._heights: dict[tuple[int, float], int] = {}
        """How high it is, by its width and the size of text."""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Signs on the map")

    def show_these(self, signs: tuple[tuple[str, str], ...]) -> None:
        """Show these kinds, as pairs of key and word."""
        if signs != self._signs:
            self._signs = signs
            self._say_anew()

    def show_marks(self, marks: tuple[tuple[str, str], ...]) -> None:
        """Show these marks that cards bear by rule, as pairs of rule and meaning."""
        if marks != self._marks:
            self._marks = marks
            self._say_anew()

    def _say_anew(self) -> None:
        self._heights.clear()
        self.setAccessibleDescription(", ".join(word for _, word in self._entries()))
        self.updateGeometry()
        self.update()
        self.grown.emit()

    def show_asked(self, *, hollow: bool, ringed: bool) -> None:
        """Show how it is drawn that something is not known yet: by hollow edges of cards, by rings behind names."""
        if (hollow, ringed) != (self._hollow, self._ringed):
            self._hollow, self._ringed = hollow, ringed
            self._say_anew()

    def _entries(self) -> tuple[tuple[str, str], ...]:
        asked = ((_HOLLOW, self._hollow), (_RINGED, self._ringed))
        return (*self._signs, *(entry for entry, shown in asked if shown), *self._marks, *_LINES)

    def _placed(self, width: int) -> Iterator[tuple[str, str, float, float]]:
        """Each sign or line with its word and where it stands; the last is the end of the text."""
        px, measure = theme.current().px, QFontMetricsF(theme.current().font("muted"))
        x, y = 0.0, 0.0
        for key, word in self._entries():
            wide = self._mark(key) + px(_SPACE) + measure.horizontalAdvance(word)
            if x and x + wide > width:
                x, y = 0.0, y + px(_ROW)
            yield key, word, x, y
            x += wide + px(_APART)

    def _mark(self, key: str) -> int:
        return theme.current().px(24 if key in dict(_LINES) else _SIGN)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        known = (width, theme.current().scale)
        if known not in self._heights:
            *_, last = self._placed(width)
            self._heights[known] = round(last[3]) + theme.current().px(_ROW)
        return self._heights[known]

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(max(400, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(120, self.width())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        font, px = look.font("muted"), look.px
        painter.setFont(font)
        for key, word, x, y in self._placed(self.width()):
            mark, middle = self._mark(key), y + px(_ROW) / 2
            if key in dict(_LINES):
                dashed = key == "dashed"
                painter.setPen(ink.pen("protective_effort" if dashed else "behaviour", ink.LIT, dashed=dashed))
                painter.drawLine(QPointF(x, middle), QPointF(x + mark, middle))
            elif key == _HOLLOW[0]:
                edge = QRectF(x + 0.2 * mark, middle - 0.7 * mark, 0.6 * mark, 1.4 * mark)
                painter.fillRect(edge, look.colour("muted"))
                paint_hollow(painter, edge, "paper")
            elif key == _RINGED[0]:
                paint_mark(painter, QRectF(x, middle - mark / 2, mark, mark), dim=False, ground="paper")
            elif key in SIGNED:
                paint_rule(painter, key, QRectF(x, middle - mark / 2, mark, mark), ground="paper")
            else:
                paint_sign(painter, key, QRectF(x, middle - mark / 2, mark, mark), look.colour(kind_role(key)))
            painter.setPen(look.colour("muted"))
            room = QRectF(x + mark + px(_SPACE), y, self.width(), px(_ROW))
            painter.drawText(room, 0x80, word)


class ZoomTools(QWidget):
    """Out, 100 %, in, and the whole map."""

    wants_zoom = Signal(float)
    wants_actual_size = Signal()
    wants_fit = Signal()
    wants_signs = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.out, self.now, self.into, self.whole = Button("−"), Button("100 %"), Button("+"), Button("Fit")
        self.out.clicked.connect(lambda: self.wants_zoom.emit(-1))
        self.into.clicked.connect(lambda: self.wants_zoom.emit(1))
        self.now.clicked.connect(self.wants_actual_size)
        self.whole.clicked.connect(self.wants_fit)
        self.signs = Button("Signs")
        self.signs.setCheckable(True)
        self.signs.clicked.connect(self.wants_signs)
        tell(self.signs, "What the signs and lines mean")
        row.addWidget(self.signs)
        names = ("Zoom out", "Show at 100 %", "Zoom in", "Show the whole map")
        for button, name in zip((self.out, self.now, self.into, self.whole), names, strict=True):
            button.setAccessibleName(name)
            tell(button, name)
            row.addWidget(button)

    def show_zoom(self, per_cent: int) -> None:
        """Say how large the map is shown."""
        self.now.setText(f"{per_cent} %")
