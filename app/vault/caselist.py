"""The list of a vault's cases as a worker reads it: the title, and under it what was last done; it changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app import theme
from app.unseen import visible
from storage.caseline import CaseLine
from storage.keeping import Keeping

_LINE, _WORDS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_BETWEEN = "  ·  "
DUE = "Kept as long as it was to be: hand it back, or delete it"
"""What a row says of a case whose day has come."""
Index = QModelIndex | QPersistentModelIndex


class CaseList(QListWidget):
    """Cases, newest act first; Enter opens, F2 renames, Delete asks whether to delete."""

    wants_open = Signal(str)
    wants_rename = Signal(str)
    wants_delete = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Cases")
        self.setItemDelegate(CaseRow(self))
        self.setUniformItemSizes(True)
        self.itemActivated.connect(lambda item: self.wants_open.emit(item.data(_LINE).id))

    def show_lines(self, lines: Iterable[CaseLine], now: datetime, kept: Mapping[str, Keeping] | None = None) -> None:
        """Fill the list; what was selected stays so. `kept` says until when cases are kept, where that is set."""
        selected = self.chosen
        self.clear()
        for line in sorted(lines, key=lambda each: each.changed, reverse=True):
            item = QListWidgetItem(visible(line.title))
            item.setData(_LINE, line)
            urgent, quiet = words_of(line, now, (kept or {}).get(line.id))
            words = urgent, visible(quiet)
            item.setData(_WORDS, words)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, _BETWEEN.join(filter(None, words)))
            self.addItem(item)
            if selected and selected.id == line.id:
                self.setCurrentItem(item)
        if self.currentItem() is None and self.count():
            self.setCurrentRow(0)

    @property
    def chosen(self) -> CaseLine | None:
        """The case that is selected."""
        return self.currentItem().data(_LINE) if self.currentRow() >= 0 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that act on the selected case."""
        asked = {Qt.Key.Key_F2: self.wants_rename, Qt.Key.Key_Delete: self.wants_delete}.get(Qt.Key(event.key()))
        if asked is None or self.chosen is None:
            super().keyPressEvent(event)
            return
        asked.emit(self.chosen.id)


class CaseRow(QStyledItemDelegate):
    """Draws a case as two lines: title, then what was last done."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paper with a bar of ink where it is selected; no colour means anything here."""
        look = theme.current()
        line: CaseLine = index.data(_LINE)
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        box: QRect = option.rect
        painter.fillRect(box, look.blend("focus", "card", 0.1) if selected else look.colour("card"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, look.colour("line"))
        if selected:
            painter.fillRect(box.left(), box.top(), look.px(4), box.height() - 1, look.colour("focus"))
        inside = box.adjusted(look.px(16), look.px(8), -look.px(12), -look.px(8))
        _draw(painter, inside, "strong", "ink", visible(line.title), Qt.AlignmentFlag.AlignTop)
        urgent, quiet = index.data(_WORDS)
        if urgent:
            inside.setLeft(_draw(painter, inside, "strong", "ink", urgent, Qt.AlignmentFlag.AlignBottom))
            quiet = _BETWEEN + quiet
        _draw(painter, inside, "muted", "muted", quiet, Qt.AlignmentFlag.AlignBottom)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Room for two lines."""
        return QSize(theme.current().px(200), theme.current().px(56))


def _draw(painter: QPainter, box: QRect, role: str, colour: str, text: str, at: Qt.AlignmentFlag) -> int:
    """Draw what fits; where it ends."""
    look = theme.current()
    painter.setFont(look.font(role))
    painter.setPen(look.colour(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(at | Qt.AlignmentFlag.AlignLeft), shown)
    return box.left() + painter.fontMetrics().horizontalAdvance(shown)


def words_of(line: CaseLine, now: datetime, keeping: Keeping | None) -> tuple[str, str]:
    """What the row says under the title: what must not be overlooked, if anything, and the rest."""
    said = said_of(line, now)
    if keeping is None:
        return "", said
    if keeping.is_due(now.date()):
        return DUE, said
    return "", f"{said}{_BETWEEN}keep until {keeping.until.day} {keeping.until:%B %Y}"


def said_of(line: CaseLine, now: datetime) -> str:
    """The line under a title: how much is on it, and when it was last worked on."""
    entries = "nothing on it yet" if not line.entries else "1 entry" if line.entries == 1 else f"{line.entries} entries"
    reference = f"{line.reference}  ·  " if line.reference else ""
    return f"{reference}{entries}  ·  last worked on {_day(line.changed, now)}"


def _day(moment: datetime, now: datetime) -> str:
    if moment.date() == now.date():
        return f"today, {moment:%H:%M}"
    year = "" if moment.year == now.year else f" {moment.year}"
    return f"{moment.day} {moment:%B}{year}"
