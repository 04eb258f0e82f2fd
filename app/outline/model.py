"""The outline as Qt wants it: rows come, go and change by themselves, so that what is open, chosen and seen stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html import escape
from itertools import count
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.outline.saying import Said, said_of, searched
from app.outline.tree import ARROW, ENTRY, GROUP, LANE, WORDS, Branch, arrows_at, outline_of
from app.unseen import visible
from mapping.casemap import CaseMap, ChangeSet
from mapping.entries import Entry, Header, Link, Person, Source
from mapping.folding import folded, words_in
from mapping.naming import Naming
from mapping.veil import veiled_text

Index = QModelIndex | QPersistentModelIndex
Rename = Callable[[str, str], bool]
"""Gives the entry with this id a new title; True if that was done."""
SAID = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_LEAF, _TITLED = _PLAIN | Qt.ItemFlag.ItemNeverHasChildren, _PLAIN | Qt.ItemFlag.ItemIsEditable
"""What can be done with a row. Qt asks often: whether a title holds a hidden name is only looked at to change it."""
_UNTITLED = ("person", "source")
"""Kinds that are called by something else than a title."""


class Node:
    """One row of the tree. `rows` are those under it; None until someone asks, which only happens under entries."""

    __slots__ = ("branch", "number", "parent", "row", "rows")

    def __init__(self, number: int, branch: Branch, parent: Node | None) -> None:
        self.number, self.branch, self.parent = number, branch, parent
        self.row = 0
        self.rows: list[Node] | None = None if branch.form == ENTRY else []


class OutlineModel(QAbstractItemModel):
    """All of one case, lane by lane."""

    def __init__(self, case: CaseMap, naming: Naming, rename: Rename, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._case, self._naming, self._rename = case, naming, rename
        self._wanted: list[str] = []
        self._folded: dict[str, tuple[Entry, str]] = {}
        self._said: dict[int, Said] = {}
        self._numbers = count(1)
        self._nodes: dict[int, Node] = {}
        self._by_id: defaultdict[str, list[Node]] = defaultdict(list)
        self._root = Node(0, Branch("", "root"), None)
        self._root.rows = [self._grown(each, self._root) for each in outline_of(case)]
        _number(self._root)

    # ------------------------------------------------------------------------------------ what the room calls

    def refresh(self, case: CaseMap, changes: ChangeSet, naming: Naming) -> None:
        """Show the case as it is after these changes; rows that they do not touch are left alone."""
        self._case, self._naming = case, naming
        self._said.clear()
        things = [thing for change in changes for thing in (change.before, change.after) if thing is not None]
        everywhere = any(isinstance(thing, Person | Source | Header) for thing in things)
        if everywhere:
            self._folded.clear()
        self._renew()
        touched = {thing.id for thing in things}
        self._renew_arrows(touched | {end for thing in things if isinstance(thing, Link) for end in _ends(thing)})
        if everywhere:
            self._say_all_changed()
        else:
            self._say_changed(touched)

    def call_people(self, naming: Naming) -> None:
        """Call everyone by role, or by name again."""
        self._naming = naming
        self._folded.clear()
        self._said.clear()
        self._renew()
        self._say_all_changed()

    def show_only(self, text: str) -> None:
        """Show only the entries that hold all these words, and what they stand under; "" shows all."""
        self._wanted = words_in(text)
        self._renew()

    def empty(self) -> None:
        """Let go of the case."""
        self.beginResetModel()
        self._case = CaseMap(Header(id=self._case.header.id, title=""))
        self._naming = Naming(self._case, veiled=True)
        self._nodes.clear()
        self._by_id.clear()
        self._folded.clear()
        self._said.clear()
        self._root.rows = []
        self.endResetModel()

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self._nodes)

    @property
    def case(self) -> CaseMap:
        """The case that is shown now."""
        return self._case

    @property
    def veiled(self) -> bool:
        """Whether people are called by role now."""
        return self._naming.veiled

    def node(self, index: Index) -> Node | None:
        """The row at an index."""
        return self._nodes.get(index.internalId()) if index.isValid() else None

    def index_of(self, node: Node) -> QModelIndex:
        """The index of a row."""
        return QModelIndex() if node is self._root else self.createIndex(node.row, 0, node.number)

    def find(self, identity: str) -> Node | None:
        """The row that stands for an entry or link: its own before those that only name it."""
        rows = self._by_id.get(identity) or self._with_arrow(identity)
        return next((row for row in rows if row.branch.form == ENTRY), rows[0] if rows else None)

    def under(self, node: Node) -> tuple[Node, ...]:
        """The rows under a row that have been asked for already."""
        return tuple(node.rows or ())

    def lanes(self) -> tuple[Node, ...]:
        """The rows of the first rank."""
        return tuple(self._root.rows or ())

    def said(self, node: Node) -> Said:
        """What a row says."""
        said = self._said.get(node.number)
        if said is None:
            said = self._said[node.number] = _laid_open(said_of(node.branch, self._case, self._naming))
        return said

    def title_of(self, node: Node) -> str:
        """The title that can be written anew here; "" where there is none, or where it holds a name that is hidden."""
        entry = self._case.entry(node.branch.id) if node.branch.form == ENTRY else None
        if entry is None or entry.kind in _UNTITLED:
            return ""
        return entry.title if veiled_text(entry.title, self._naming) == entry.title else ""

    def _with_arrow(self, identity: str) -> list[Node]:
        """The rows of an arrow that nobody has asked for yet."""
        link = self._case.links.get(identity)
        start = self.find(link.from_id) if link is not None else None
        if start is not None and start.branch.form == ENTRY:
            self._rows_of(start)
        return self._by_id.get(identity, [])

    # ----------------------------------------------------------------------------------------- rows come and go

    def _renew(self) -> None:
        self._become(self._root, outline_of(self._case, self._keeps if self._wanted else None))

    def _keeps(self, entry: Entry) -> bool:
        kept = self._folded.get(entry.id)
        if kept is None or kept[0] is not entry:
            kept = self._folded[entry.id] = (entry, folded(searched(entry, self._case, self._naming)))
        return all(word in kept[1] for word in self._wanted)

    def _renew_arrows(self, ends: Iterable[str]) -> None:
        for end in ends:
            for node in [row for row in self._by_id.get(end, ()) if row.branch.form == ENTRY and row.rows is not None]:
                self._become(node, arrows_at(self._case, end))

    def _become(self, node: Node, branches: tuple[Branch, ...]) -> None:
        """Have these rows under a row, moving, putting in and taking out no more than is needed."""
        rows = node.rows if node.rows is not None else []
        node.rows = rows
        if [row.branch.key for row in rows] != [branch.key for branch in branches]:
            self._take_out(node, rows, {branch.key for branch in branches})
            self._put_in(node, rows, branches)
        for row, branch in zip(rows, branches, strict=True):
            row.branch = branch
            if branch.form in (LANE, GROUP):
                self._become(row, branch.branches)

    def _take_out(self, node: Node, rows: list[Node], keys: set[str]) -> None:
        last = len(rows) - 1
        while last >= 0:
            first = last
            if rows[last].branch.key not in keys:
                while first > 0 and rows[first - 1].branch.key not in keys:
                    first -= 1
                self.beginRemoveRows(self.index_of(node), first, last)
                for row in rows[first : last + 1]:
                    self._forget(row)
                del rows[first : last + 1]
                _number(node)
                self.endRemoveRows()
            last = first - 1

    def _put_in(self, node: Node, rows: list[Node], branches: tuple[Branch, ...]) -> None:
        known = {row.branch.key for row in rows}
        place = 0
        while place < len(branches):
            key = branches[place].key
            if key in known:
                self._move(node, rows, next(at for at in range(place, len(rows)) if rows[at].branch.key == key), place)
                place += 1
                continue
            end = place + 1
            while end < len(branches) and branches[end].key not in known:
                end += 1
            new = [self._grown(branch, node) for branch in branches[place:end]]
            self.beginInsertRows(self.index_of(node), place, end - 1)
            rows[place:place] = new
            _number(node)
            self.endInsertRows()
            place = end

    def _move(self, node: Node, rows: list[Node], start: int, end: int) -> None:
        if start == end:
            return
        index = self.index_of(node)
        self.beginMoveRows(index, start, start, index, end)
        rows.insert(end, rows.pop(start))
        _number(node)
        self.endMoveRows()

    def _grown(self, branch: Branch, parent: Node) -> Node:
        """A new row with everything under it."""
        node = Node(next(self._numbers), branch, parent)
        self._nodes[node.number] = node
        if branch.id:
            self._by_id[branch.id].append(node)
        if node.rows is not None:
            node.rows = [self._grown(each, node) for each in branch.branches]
            _number(node)
        return node

    def _forget(self, node: Node) -> None:
        self._nodes.pop(node.number, None)
        if node.branch.id:
            self._by_id[node.branch.id].remove(node)
        for row in node.rows or ():
            self._forget(row)

    def _rows_of(self, node: Node) -> list[Node]:
        """What stands under a row; the arrows of an entry are only looked up when somebody asks."""
        if node.rows is None:
            node.rows = [self._grown(each, node) for each in arrows_at(self._case, node.branch.id)]
            _number(node)
        return node.rows

    # ------------------------------------------------------------------------------------------- rows change

    def _say_changed(self, touched: Iterable[str]) -> None:
        """These things say something else now, and so do the rows that name them at the other end of an arrow."""
        for identity in touched:
            names = [identity]
            if identity in self._case.entries:
                at_it = (*self._case.links_from(identity), *self._case.links_to(identity))
                names.extend(link.id for link in at_it)
            for node in [node for name in names for node in self._by_id.get(name, ())]:
                index = self.index_of(node)
                self.dataChanged.emit(index, index)

    def _say_all_changed(self) -> None:
        for node in [self._root, *self._nodes.values()]:
            if node.rows:
                self.dataChanged.emit(self.index_of(node.rows[0]), self.index_of(node.rows[-1]))

    # ------------------------------------------------------------------------------------------- what Qt asks

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """Qt: the index of one row."""
        node = self.node(parent) or self._root
        rows = self._rows_of(node)
        if column != 0 or not 0 <= row < len(rows) or (parent.isValid() and parent.column() != 0):
            return QModelIndex()
        return self.createIndex(row, 0, rows[row].number)

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        """Qt: what a row stands under."""
        node = self.node(index)
        return self.index_of(node.parent) if node is not None and node.parent is not None else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Qt: how many rows stand under one."""
        if not parent.isValid():
            return len(self._root.rows or ())
        node = self.node(parent)
        return len(self._rows_of(node)) if node is not None and parent.column() == 0 else 0

    def hasChildren(self, parent: Index = _ROOT) -> bool:
        """Qt: whether anything stands under a row; an entry need not look its arrows up for that."""
        node = self.node(parent)
        if node is None or node.rows is not None:
            return bool((node or self._root).rows)
        return bool(self._case.links_from(node.branch.id) or self._case.links_to(node.branch.id))

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Qt: one."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: what can be done with a row."""
        node = self.node(index)
        if node is None:
            return Qt.ItemFlag.NoItemFlags
        if node.branch.form in (ARROW, WORDS):
            return _LEAF
        entry = self._case.entry(node.branch.id) if node.branch.form == ENTRY else None
        return _PLAIN if entry is None or entry.kind in _UNTITLED or not entry.title else _TITLED

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a row says."""
        node = self.node(index)
        if node is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                said = self.said(node)
                return f"{said.lead} {said.title}" if said.lead else said.title
            case Qt.ItemDataRole.EditRole:
                return self.title_of(node)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.said(node).spoken
            case Qt.ItemDataRole.ToolTipRole:
                return f"<span>{escape(self.said(node).spoken)}</span>"
            case Qt.ItemDataRole.UserRole:
                return self.said(node)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: give the entry of a row another title; one that was emptied stays as it is."""
        node = self.node(index)
        if node is None or role != Qt.ItemDataRole.EditRole or not self.title_of(node):
            return False
        title = " ".join(str(value).split())
        return not title or self._rename(node.branch.id, title)


def _laid_open(said: Said) -> Said:
    """What a row says, with signs for what in it is not seen."""
    return replace(said, title=visible(said.title), note=visible(said.note), lead=visible(said.lead))


def _number(node: Node) -> None:
    for place, row in enumerate(node.rows or ()):
        row.row = place


def _ends(link: Link) -> Iterator[str]:
    yield link.from_id
    yield link.to_id
