"""The list of what was found: each line with its sign, its title and where the words stand; it searches nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app import theme
from app.theme import kind_role, paint_sign
from app.unseen import visible
from mapping.casemap import CaseMap
from mapping.entries import Header, Link
from mapping.find import Hit
from mapping.naming import Naming
from mapping.pages import PageHit, page_title
from mapping.veil import veiled_title
from mapping.vocabulary import load_vocabulary
from mapping.wording import title_of

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_TITLES = ("title", "label", "name")
"""Fields whose words are the title itself, so that they need not be shown twice."""


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One line of the list: what it goes to, the kind whose sign it has, its title, and where the words were found.

    `page` is the stretch of a page of notes that it goes to: the id of its source, where it begins and where it ends.
    """

    id: str
    kind: str
    title: str
    place: str
    page: tuple[str, int, int] | None = None

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        return f"{self.title}. {self.place}" if self.place else self.title


def line_of(hit: Hit, case: CaseMap, naming: Naming) -> Line:
    """The line for one hit; while names are hidden it holds none."""
    words = load_vocabulary()
    thing = case.thing(hit.id)
    if isinstance(thing, Link):
        title, kind = _arrow(thing, case, naming), _kind_at(case, thing.from_id)
        called = naming.fill(words.link(thing.kind).label)
    elif thing is None or isinstance(thing, Header):
        title, kind, called = veiled_title(case.header.title, naming), "", "This case"
    else:
        title, kind = title_of(thing, naming, words), thing.kind
        called = naming.fill(words.kind(thing.kind).label)
    shown = hit.field in _TITLES or hit.excerpt.casefold() == title.casefold()
    place = called if shown else f"{called}  ·  {hit.label}{'' if hit.label.endswith('?') else ':'} {hit.excerpt}"
    return Line(hit.id, kind, visible(title[:1].upper() + title[1:]), visible(place))


def page_line(hit: PageHit, case: CaseMap, naming: Naming) -> Line:
    """The line for words that were found in a page of notes."""
    stretch = (hit.source, hit.start, hit.end)
    kind = "source" if hit.source else ""
    return Line("/".join(map(str, stretch)), kind, visible(page_title(case, hit.source, naming)), visible(hit.excerpt),
                stretch)  # fmt: skip


def _arrow(link: Link, case: CaseMap, naming: Naming) -> str:
    ends = (case.entry(each) for each in (link.from_id, link.to_id))
    titles = [title_of(end, naming, load_vocabulary()) for end in ends if end is not None]
    return f" {load_vocabulary().link(link.kind).forward}: ".join(titles)


def _kind_at(case: CaseMap, identity: str) -> str:
    entry = case.entry(identity)
    return entry.kind if entry is not None else ""


class Hits(QAbstractListModel):
    """The lines that the list has now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    def show_these(self, lines: Sequence[Line]) -> None:
        """Have these lines and no others."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def at(self, row: int) -> Line | None:
        """The line in one row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, identity: str) -> int:
        """The row that goes to this entry or link; -1 if none does."""
        return next((row for row, line in enumerate(self._lines) if line.id == identity), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Qt: how many there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the words of one."""
        line = self.at(index.row())
        if line is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case Qt.ItemDataRole.UserRole:
                return line
        return None


class HitPainter(QStyledItemDelegate):
    """A sign and a title, and below it in muted words where they were found."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw one line of the list."""
        look, line = theme.current(), index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        if chosen:
            painter.fillRect(rect, look.blend("focus", "card", 0.14))
            painter.fillRect(rect.x(), rect.y(), look.px(3), rect.height(), look.colour("focus"))
        left, middle = rect.x() + look.px(32), rect.y() + rect.height() // 2
        room = QRect(left, rect.y() + look.px(4), rect.right() - left - look.px(12), middle - rect.y() - look.px(4))
        _write(painter, line.title, "body", "ink", room)
        _write(painter, line.place, "muted", "muted", room.translated(0, room.height()))
        if line.kind:
            side = look.px(10)
            box = QRectF(rect.x() + look.px(14), room.center().y() - side / 2, side, side)
            paint_sign(painter, line.kind, box, look.colour(kind_role(line.kind)))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: two lines of text."""
        look = theme.current()
        return QSize(look.px(200), look.px(44))


def _write(painter: QPainter, text: str, role: str, tone: str, room: QRect) -> None:
    look = theme.current()
    painter.setFont(look.font(role))
    painter.setPen(look.colour(tone))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
