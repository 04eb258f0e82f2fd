"""The case as text: a tree of everything in it and a line that narrows it; it asks the session for what is to last."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from app import theme
from app.outline.model import Node, OutlineModel
from app.outline.tree import ARROW, ENTRY, WORDS, begins
from app.outline.view import OutlineTree
from app.plain import PlainLabel
from app.session import Session
from app.veiledline import VeiledLine
from mapping import commands
from mapping.casemap import CaseMap, ChangeSet, difference
from mapping.naming import Naming

_MANY = 600
"""With more entries than this every row is one line high, so that a large case opens as quickly as a small one."""


class Narrowing(VeiledLine):
    """The line that narrows the tree: Down and Enter go into the tree, Escape shows all again."""

    went_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: keys that leave the line."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.went_down.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)


class OutlineRoom(QWidget):
    """The outline and the line above it.

    `wants_delete` (ids), `wants_open` (an id) and `wants_new` (a kind, and values that are known already) ask for what
    other rooms do.
    """

    wants_delete = Signal(object)
    wants_open = Signal(str)
    wants_new = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._following = self._gone = False
        nothing = CaseMap(session.case.header)
        self.model = OutlineModel(nothing, Naming(nothing, session.veiled), self._rename, self)
        self.tree = OutlineTree(self.model)
        self.narrowing, self._nothing = Narrowing(), PlainLabel("Nothing here has these words.", "muted")
        self._lay_out()
        self._wire()
        self.dress()

    def _lay_out(self) -> None:
        self.narrowing.setAccessibleName("Show only what has these words")
        self.narrowing.setPlaceholderText("Show only what has these words")
        self.narrowing.setClearButtonEnabled(True)
        self._line, self._column = QHBoxLayout(), QVBoxLayout(self)
        self._line.addWidget(self.narrowing, 3)
        self._line.addStretch(2)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._line)
        self._column.addWidget(self._nothing)
        self._column.addWidget(self.tree, 1)
        self._nothing.hide()
        self.setFocusProxy(self.tree)

    def _wire(self) -> None:
        session = self.session
        self.narrowing.watch(session)
        self.narrowing.textChanged.connect(self._narrow)
        self.narrowing.went_down.connect(self._into_tree)
        self.tree.pressed_key.connect(self._press)
        self.tree.doubleClicked.connect(self._open)
        self.tree.selectionModel().selectionChanged.connect(self._chosen)
        session.changed.connect(self._changed)
        session.selection_changed.connect(self._selection_changed)
        session.veil_changed.connect(self._veil_changed)
        session.renaming.connect(self.tree.rows.forget)
        session.locking.connect(self._let_go)
        theme.NOTICE.changed.connect(self.dress)

    def dress(self) -> None:
        """Take on the sizes of the theme as it is now."""
        px = theme.current().px
        self._line.setContentsMargins(px(20), px(12), px(20), px(4))
        self._nothing.setContentsMargins(px(24), px(12), px(20), px(12))
        self.narrowing.setMinimumWidth(px(240))
        self.narrowing.setMaximumWidth(px(560))

    # ------------------------------------------------------------------------------------- what can be done

    def delete_selection(self) -> None:
        """Ask that what is selected be removed."""
        ids = self._chosen_ids()
        if ids:
            self.wants_delete.emit(ids)

    def rename_selection(self) -> None:
        """Write the title of the current entry anew, in its row; what has no title is opened instead."""
        index = self.tree.currentIndex()
        node = self.model.node(index)
        if node is not None and self.model.title_of(node):
            self.tree.edit(index)
        else:
            self._open()

    def _open(self) -> None:
        """Ask that the current row be opened; a sentence about an empty place asks for something new there."""
        index = self.tree.currentIndex()
        node = self.model.node(index)
        if node is None:
            return
        if node.branch.id:
            self.wants_open.emit(node.branch.id)
        elif node.branch.form == WORDS:
            self._begin()
        else:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _begin(self) -> None:
        """Ask for something new where the current row stands."""
        node = self.model.node(self.tree.currentIndex())
        while node is not None:
            found = begins(node.branch)
            if found is not None:
                self.wants_new.emit(*found)
                return
            node = node.parent

    def _press(self, key: int) -> None:
        match key:
            case Qt.Key.Key_Delete:
                self.delete_selection()
            case Qt.Key.Key_Insert:
                self._begin()
            case Qt.Key.Key_F2:
                self.rename_selection()
            case Qt.Key.Key_Escape:
                self.tree.clearSelection()
            case _:
                self._open()

    def _rename(self, identity: str, title: str) -> bool:
        return self.session.attempt(commands.edit, identity, title=title, origin=self)

    # ------------------------------------------------------------------------------------- what is selected

    def _chosen_ids(self) -> tuple[str, ...]:
        nodes = (self.model.node(index) for index in self.tree.selectionModel().selectedIndexes())
        return tuple(dict.fromkeys(node.branch.id for node in nodes if node is not None and node.branch.id))

    def _chosen(self, _now: QItemSelection, _before: QItemSelection) -> None:
        if not self._following:
            self.session.select(self._chosen_ids(), self)

    def _selection_changed(self, _identities: tuple[str, ...], origin: object) -> None:
        if origin is not self and self.isVisible():
            self._follow()

    def _follow(self) -> None:
        """Choose in the tree what is selected in the session, as far as it is shown here, and bring it into view."""
        selection = self.session.selection
        if set(selection) == set(self._chosen_ids()):
            return
        nodes = [node for node in map(self.model.find, selection) if node is not None]
        rows = QItemSelection()
        for node in nodes:
            rows.select(self.model.index_of(node), self.model.index_of(node))
        choice, flags = self.tree.selectionModel(), QItemSelectionModel.SelectionFlag
        before, self._following = self._following, True
        if nodes:
            choice.setCurrentIndex(self.model.index_of(nodes[0]), flags.NoUpdate)
        choice.select(rows, flags.ClearAndSelect)
        self._following = before
        if nodes:
            self._show(nodes[0])

    def _show(self, node: Node) -> None:
        index = self.model.index_of(node)
        above = index.parent()
        while above.isValid():
            self.tree.expand(above)
            above = above.parent()
        self.tree.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    # ------------------------------------------------------------------------------------- what others did

    def _changed(self, changes: ChangeSet, _origin: object) -> None:
        """Follow an act; while the room is not on the screen, that can wait until it is."""
        if self.isVisible():
            self._refresh(changes)

    def _veil_changed(self, veiled: bool) -> None:
        """Call everyone otherwise; a title that is being written is kept first, for it may hold a name."""
        self.tree.end_writing()
        if self.isVisible():
            self._quietly(lambda: self.model.call_people(Naming(self.session.case, veiled)))

    def _refresh(self, changes: ChangeSet) -> None:
        case = self.session.case
        self.tree.setUniformRowHeights(len(case.entries) > _MANY)
        self._quietly(lambda: self.model.refresh(case, changes, Naming(case, self.session.veiled)))

    def _catch_up(self) -> None:
        """Take in what happened while nobody looked."""
        if self.model.case is not self.session.case:
            self._refresh(difference(self.model.case, self.session.case, "open"))
        if self.model.veiled != self.session.veiled:
            self._veil_changed(self.session.veiled)
        self._follow()

    def _narrow(self) -> None:
        self._quietly(lambda: self.model.show_only(self.narrowing.text()))

    def _quietly(self, renew: Callable[[], None]) -> None:
        """Let rows come and go without taking that for a choice of the worker, then choose again what was chosen."""
        self._following = True
        renew()
        self._following = False
        self._nothing.setVisible(not self.model.lanes())
        self._follow()

    def _let_go(self) -> None:
        self._following = self._gone = True
        self.narrowing.clear()
        self.model.empty()

    def _into_tree(self) -> None:
        """Go from the line into the tree, to the first entry that is shown."""
        self.tree.setFocus()
        index = QModelIndex()
        while self.model.rowCount(index) and self._form(index) not in (ENTRY, ARROW):
            index = self.model.index(0, 0, index)
        if index.isValid():
            self.tree.setCurrentIndex(index)

    def _form(self, index: QModelIndex) -> str:
        node = self.model.node(index)
        return node.branch.form if node is not None else ""

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: take in what happened out of sight, and bring what is selected into view."""
        super().showEvent(event)
        if not self._gone:
            self._catch_up()
        node = self.model.find(self.session.selection[0]) if self.session.selection else None
        if node is not None:
            self._show(node)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: paper."""
        QPainter(self).fillRect(self.rect(), theme.current().colour("paper"))
