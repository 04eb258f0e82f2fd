"""The list beside the line: what kind of thing it is, chosen by the worker or read from the words; it reads nothing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QComboBox, QWidget

from app import theme
from app.kindkeys import kind_words
from app.theme import kind_role, paint_sign
from mapping.naming import Naming
from mapping.quickadd import QUICK_KINDS

AS_TYPED = "As the words say"
_ANY = "Any kind"
_SIDE = 10


class KindChooser(QComboBox):
    """Every kind by what it says; first in the list, that the words of the line decide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = ""
        self.setAccessibleName("What kind of thing it is")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        self.setMaxVisibleItems(len(QUICK_KINDS) + 1)
        theme.NOTICE.changed.connect(self.dress)

    @property
    def kind(self) -> str:
        """The kind that the worker chose, or ""."""
        return str(self.currentData() or "")

    def choose(self, kind: str) -> None:
        """Choose a kind, or with "" leave it to the words."""
        self.setCurrentIndex(max(0, self.findData(kind)))

    def name_kinds(self, naming: Naming) -> None:
        """Call the kinds as this case calls them; what is chosen stays chosen."""
        chosen = self.kind
        named = [(kind_words(kind, naming), kind) for kind in QUICK_KINDS]
        if named == [(self.itemText(place), self.itemData(place)) for place in range(1, self.count())]:
            return
        self.blockSignals(True)
        self.clear()
        self.addItem(AS_TYPED, "")
        for words, kind in named:
            self.addItem(words, kind)
        self.choose(chosen)
        self.blockSignals(False)
        self.dress()

    def show_read(self, kind: str) -> None:
        """Show which kind was read from the words, where none is chosen."""
        if kind != self._read:
            self._read = kind
            self.setAccessibleDescription(self.itemText(self.findData(kind)) if kind else "")
            self.update()

    def dress(self) -> None:
        """Take on the colours and sizes of the theme as it is now."""
        look = theme.current()
        self.setIconSize(QSize(look.px(_SIDE), look.px(_SIDE)))
        for place in range(self.count()):
            kind = self.itemData(place)
            if kind:
                self.setItemIcon(place, _sign(kind))
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the kind that is chosen, else the one that was read; a small triangle says that there are more."""
        look, painter = theme.current(), QPainter(self)
        kind = self.kind or self._read
        words = self.itemText(self.findData(kind)) if kind else _ANY
        edge, frame = (2, "focus") if self.hasFocus() else (1, "line")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(look.colour(frame), edge))
        painter.setBrush(look.colour("card"))
        inset = edge / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), look.px(5), look.px(5))
        left, middle, side = look.px(8), self.height() / 2, look.px(_SIDE)
        if kind:
            paint_sign(painter, kind, QRectF(left, middle - side / 2, side, side), look.colour(kind_role(kind)))
            left += look.px(16)
        painter.setFont(self.font())
        painter.setPen(look.colour("ink" if kind else "muted"))
        room = self.rect().adjusted(left, 0, -look.px(22), 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        _paint_triangle(painter, QPointF(self.width() - look.px(13), middle))


def _paint_triangle(painter: QPainter, at: QPointF) -> None:
    side = float(theme.current().px(7))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().colour("muted"))
    corners = ((-side / 2, -side / 4), (side / 2, -side / 4), (0.0, side / 3))
    painter.drawPolygon(QPolygonF([QPointF(at.x() + x, at.y() + y) for x, y in corners]))


def _sign(kind: str) -> QIcon:
    """The sign of a kind in its colour, sharp on any screen."""
    look = theme.current()
    side, icon = look.px(_SIDE), QIcon()
    for ratio in (1, 2):
        picture = QPixmap(side * ratio, side * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_sign(painter, kind, QRectF(0, 0, side, side), look.colour(kind_role(kind)))
        painter.end()
        icon.addPixmap(picture)
    return icon
