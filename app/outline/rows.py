"""Draws one row of the outline, and gives the line in which its title is written anew; it knows no case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from app import theme
from app.outline.model import SAID, OutlineModel
from app.outline.saying import Said
from app.outline.tree import ARROW, ENTRY, GROUP, LANE, WORDS
from app.theme import Theme, kind_role, paint_sign

Index = QModelIndex | QPersistentModelIndex
_Row = tuple[Said, int, Theme, bool]
"""What a row says, how wide it is, how it looks, and whether it is all one line: where everything goes follows."""
_LONGEST = 300
_MOST_LINES = 6
_BESIDE = 620
"""From this width on, in pixels at 100 %, the muted words stand beside the title; in a narrower room below it."""
_TYPE = {LANE: "heading", GROUP: "strong", ENTRY: "body", ARROW: "body", WORDS: "muted"}
_WHOLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
_DEPTH = {LANE: 1, GROUP: 2, ENTRY: 3, ARROW: 4, WORDS: 3}
_ABOVE = {LANE: 12, GROUP: 5}


@dataclass(frozen=True, slots=True, repr=False)
class Laid:
    """A row made ready for a width: its lines with their heights, where and how wide they are, the room of the note."""

    lines: tuple[tuple[str, float], ...]
    left: int
    top: int
    wide: int
    note: QRect
    height: int


def laid(said: Said, width: int, look: Theme, single: bool) -> Laid:
    """Where everything in a row goes; `single` rows are all one line high."""
    beside = single or (width >= look.px(_BESIDE) and said.form in (ENTRY, ARROW))
    small = _metrics("muted", look)
    left = look.px(20) if said.kind else look.px(2)
    if said.lead:
        left += small.horizontalAdvance(said.lead) + look.px(8)
    wide = min(small.horizontalAdvance(said.note) + look.px(4), width * 2 // 5) if beside and said.note else 0
    room = max(width - left - wide - look.px(16), look.px(48))
    lines = _broken(said.title, room, said.form, look, 1 if single else _MOST_LINES)
    top = look.px(4 if single else _ABOVE.get(said.form, 4))
    height = top + round(sum(each for _, each in lines))
    if single:
        note = QRect(width - wide - look.px(8), top, wide, small.height() + look.px(2)) if wide else QRect()
    elif wide:
        note = QRect(width - wide - look.px(8), top, wide, _high(said.note, wide, small) + look.px(2))
        height = max(height, top + note.height())
    else:
        note = QRect(left, height, width - left - look.px(8), _high(said.note, width - left - look.px(8), small))
        height += note.height()
    return Laid(lines, left, top, room, note, look.px(30) if single else max(height + look.px(5), look.px(28)))


def _high(note: str, width: int, metrics: QFontMetrics) -> int:
    """How high the muted words are in this width, whole."""
    if not note or metrics.horizontalAdvance(note) <= width:
        return metrics.height() if note else 0
    return metrics.boundingRect(QRect(0, 0, width, 0), _WHOLE, note).height()


@lru_cache(maxsize=64)
def _metrics(role: str, look: Theme) -> QFontMetrics:
    return QFontMetrics(look.font(role))


def _broken(text: str, width: int, form: str, look: Theme, most: int) -> tuple[tuple[str, float], ...]:
    """A text in lines with their heights; the last of `most` lines holds all the rest."""
    metrics = _metrics(_TYPE[form], look)
    if most == 1 or metrics.horizontalAdvance(text) <= width:
        return ((text, metrics.height()),)
    layout = QTextLayout(text, look.font(_TYPE[form]))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[tuple[str, float]] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if len(found) == most - 1:
            found.append((text[start:], line.height()))
            break
        found.append((text[start : start + line.textLength()], line.height()))
    layout.endLayout()
    return tuple(found)


class RowPainter(QStyledItemDelegate):
    """Draws rows; `kept` are titles that were written and refused, by the number of their row."""

    def __init__(self, view: QTreeView, model: OutlineModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self.kept: dict[int, str] = {}
        self._now: dict[_Row, Laid] = {}
        self._before: dict[_Row, Laid] = {}
        """The rows made ready: those of late, and those before them, which go if nobody asks for them again."""
        model.modelReset.connect(self.forget)
        theme.NOTICE.changed.connect(self._restyle)

    def forget(self) -> None:
        """Let go of all words: the case is another one, or is closing, or people are called otherwise."""
        self._now, self._before = {}, {}

    def _restyle(self) -> None:
        self.forget()
        _metrics.cache_clear()
        self._view.scheduleDelayedItemsLayout()

    def _laid(self, said: Said, width: int) -> Laid:
        row = said, width, theme.current(), self._view.uniformRowHeights()
        found = self._now.get(row)
        if found is None:
            found = self._before.pop(row, None) or laid(*row)
            # A row has two widths: where its height is asked for, and where it is drawn.
            if len(self._now) >= 2 * self._model.size:
                self._now, self._before = {}, self._now
            self._now[row] = found
        return found

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw one row."""
        said: Said | None = index.data(SAID)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        if said is None:
            return
        look = theme.current()
        places = self._laid(said, rect.width())
        painter.save()
        painter.translate(rect.topLeft())
        _paint_lead(painter, said, places, look)
        _paint_title(painter, said, places, look)
        painter.setFont(look.font("muted"))
        painter.setPen(look.colour("muted"))
        note, width = said.note, places.note.width()
        if self._view.uniformRowHeights():
            note = painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, width)
        painter.drawText(places.note, _WHOLE, note)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: as high as its lines."""
        said: Said | None = index.data(SAID)
        if said is None:
            return QSize(0, 0)
        # How deep a row stands follows from what it is: to ask what each stands under costs more than all the rest.
        width = max(self._view.viewport().width() - _DEPTH[said.form] * self._view.indentation(), 120)
        return QSize(width, self._laid(said, width).height)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Qt: a line for the title."""
        line = QLineEdit(parent)
        line.setMaxLength(_LONGEST)
        line.setAccessibleName("Title")
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Qt: the title as it is, or as it was written when it was refused."""
        if isinstance(editor, QLineEdit):
            editor.setText(self.kept.pop(index.internalId(), index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Qt: keep the title; one that is refused is remembered, so that nothing typed is lost."""
        if not isinstance(editor, QLineEdit) or editor.text() == index.data(Qt.ItemDataRole.EditRole):
            return
        number, text = index.internalId(), editor.text()
        if not model.setData(index, text, Qt.ItemDataRole.EditRole):
            self.kept[number] = text

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: over the title, from where it begins."""
        look, rect = theme.current(), option.rect  # type: ignore[attr-defined]
        high = max(rect.height(), editor.sizeHint().height())
        left = rect.x() + look.px(14)
        editor.setGeometry(left, rect.y() + (rect.height() - high) // 2, rect.right() - left - look.px(4), high)


def _paint_lead(painter: QPainter, said: Said, places: Laid, look: Theme) -> None:
    """The sign, and the muted word before the title."""
    first = places.lines[0][1] if places.lines else 0
    left = float(look.px(2))
    painter.setFont(look.font("muted"))
    if said.lead:
        painter.setPen(look.colour("muted"))
        room = QRectF(left, places.top, places.left, first)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), said.lead)
        left = places.left - look.px(18)
    if said.kind:
        side = look.px(10)
        box = QRectF(left, places.top + (first - side) / 2, side, side)
        paint_sign(painter, said.kind, box, look.colour(kind_role(said.kind)))


def _paint_title(painter: QPainter, said: Said, places: Laid, look: Theme) -> None:
    painter.setFont(look.font(_TYPE[said.form]))
    painter.setPen(look.colour("muted" if said.form == WORDS else "ink"))
    metrics, y = painter.fontMetrics(), float(places.top)
    for text, height in places.lines:
        shown = metrics.elidedText(text.rstrip(), Qt.TextElideMode.ElideRight, places.wide + 1)
        painter.drawText(QPointF(places.left, y + metrics.ascent()), shown)
        y += height
