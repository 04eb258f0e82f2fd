"""The tree on the screen: what is open in it, which keys it knows, how a chosen row looks; it knows no case."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from app import theme
from app.outline.model import Node, OutlineModel
from app.outline.rows import RowPainter
from app.outline.tree import GROUP, LANE

Index = QModelIndex | QPersistentModelIndex
_ROOM_KEYS = (
    Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Insert, Qt.Key.Key_F2, Qt.Key.Key_Escape,
)  # fmt: skip


class OutlineTree(QTreeView):
    """A tree that remembers what is open by what it stands for, so that it outlives a filter and a change of group."""

    pressed_key = Signal(int)

    def __init__(self, model: OutlineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open: dict[str, bool] = {}
        self._putting = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._write_again)
        self.outline = model
        self.rows = RowPainter(self, model)
        self.setModel(model)
        self.setItemDelegate(self.rows)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.setAccessibleName("The case as text")
        self.expanded.connect(lambda index: self._remember(index, True))
        self.collapsed.connect(lambda index: self._remember(index, False))
        self.rows.closeEditor.connect(self._written)
        model.rowsInserted.connect(self._rows_came)
        model.modelReset.connect(self.open_all)
        self.dress()
        theme.NOTICE.changed.connect(self.dress)
        self.open_all()

    def dress(self) -> None:
        """Take on the colours and sizes of the theme as it is now."""
        look = theme.current()
        self.setIndentation(look.px(20))
        paper, ink, chosen = look.colour("paper").name(), look.colour("ink").name(), self._chosen_ground().name()
        self.setStyleSheet(
            f"QTreeView {{ background: {paper}; color: {ink}; border: none; outline: none;"
            f" selection-background-color: {chosen}; padding: 0 0 0 {look.px(8)}px; }}"
        )

    def _chosen_ground(self) -> QColor:
        return theme.current().blend("focus", "paper", 0.14)

    # --------------------------------------------------------------------------------------------- what is open

    def open_all(self) -> None:
        """Open every lane and group, and the entries that were open before."""
        # While a new layout is waiting, opening a row costs nothing: Qt then lays out once and not once for each.
        self.scheduleDelayedItemsLayout()
        for lane in self.outline.lanes():
            self._put(lane)

    def _put(self, node: Node) -> None:
        """Open a row, or keep it closed, as it was; and those under it."""
        usual = node.branch.form in (LANE, GROUP)
        self._putting = True
        if self._open.get(_name(node), usual):
            self.setExpanded(self.outline.index_of(node), True)
        self._putting = False
        for row in self.outline.under(node) if usual else ():
            self._put(row)

    def _remember(self, index: Index, opened: bool) -> None:
        node = self.outline.node(index)
        if node is not None and not self._putting:
            self._open[_name(node)] = opened

    def _rows_came(self, parent: QModelIndex, first: int, last: int) -> None:
        self.scheduleDelayedItemsLayout()
        for row in range(first, last + 1):
            node = self.outline.node(self.outline.index(row, 0, parent))
            if node is not None:
                self._put(node)
        above = self.outline.node(parent)
        if above is not None:
            self._put(above)

    # --------------------------------------------------------------------------------------------- writing

    def end_writing(self) -> None:
        """Keep the title that is being written, as if it had been left; one that is refused waits out of sight."""
        for line in self.viewport().findChildren(QLineEdit):
            if line.isVisible():
                self.commitData(line)
                self.closeEditor(line, QAbstractItemDelegate.EndEditHint.NoHint)

    def _written(self, _editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter: the line is still being closed, so what was refused can only be shown a moment later."""
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._again.start()

    def _write_again(self) -> None:
        """A title that was refused stands in the line again, as it was written."""
        index = self.currentIndex()
        if index.isValid() and index.internalId() in self.rows.kept:
            self.edit(index)

    # --------------------------------------------------------------------------------------------- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: some keys are asked of the room; all else is Qt's own way through a tree."""
        if event.key() in _ROOM_KEYS and self.state() != QAbstractItemView.State.EditingState:
            self.pressed_key.emit(int(event.key()))
            event.accept()
            return
        super().keyPressEvent(event)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: the ground of a chosen row, then the row."""
        look, rect = theme.current(), QRect(option.rect)  # type: ignore[attr-defined]
        rect.setLeft(0)
        chosen = self.selectionModel().isSelected(index)
        if chosen:
            painter.fillRect(rect, self._chosen_ground())
        super().drawRow(painter, option, index)
        if chosen:
            painter.fillRect(0, rect.y(), look.px(3), rect.height(), look.colour("focus"))
        if index == self.currentIndex() and self.hasFocus():
            painter.setPen(look.colour("focus"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Qt: a small triangle before what can be opened."""
        if not self.outline.hasChildren(index):
            return
        look = theme.current()
        side = float(look.px(7))
        lane = not index.parent().isValid() and not self.uniformRowHeights()
        first = min(float(rect.height()), look.px(40 if lane else 28))
        middle = QPointF(rect.right() - look.px(8), rect.y() + first / 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.translate(middle)
        painter.rotate(90 if self.isExpanded(index) else 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("muted"))
        corners = ((-side / 3, -side / 2), (side / 2, 0), (-side / 3, side / 2))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: lines break elsewhere in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


def _name(node: Node) -> str:
    """What a row is remembered by: an entry wherever it stands, a lane or group by its place."""
    branch = node.branch
    return branch.key if branch.form in (LANE, GROUP) else f"{branch.form} {branch.id}"
