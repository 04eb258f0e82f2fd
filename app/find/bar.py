"""The line for finding: what is typed is looked for in the whole case and its notes; it goes there and does no act."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.find.hits import HitPainter, Hits, Line, line_of, page_line
from app.plain import Button, PlainLabel
from app.session import Session
from app.veiledline import VeiledLine
from mapping.casemap import ChangeSet
from mapping.find import Finder
from mapping.naming import Naming
from mapping.pages import find_in_pages
from mapping.vocabulary import load_vocabulary

_ROWS = (2, 7)
"""How many lines the list shows at least and at most; it takes a third of the window, and the rest is scrolled to."""
_ROOMY = 700
"""In a window less high than this, in pixels at 100 %, the list may be squeezed to the least that it shows."""
_MOST = 60
_MANY, _PAUSE = 1000, 120
"""In a case with more entries than this, looking waits until the typing has paused for so many milliseconds."""


class Query(VeiledLine):
    """The field: arrows walk through the list, Enter goes to the next hit, Escape leaves."""

    walked = Signal(int)
    entered = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that belong to the list go there."""
        page = _ROWS[1]
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
        if event.key() in steps:
            self.walked.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class HitList(QListView):
    """The list; Enter and Escape do here what they do in the field."""

    entered_key = Signal()
    left = Signal()

    def sizeHint(self) -> QSize:
        """Qt: as high as it may be, and no hindrance to a window that is made smaller."""
        return QSize(super().sizeHint().width(), self.maximumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the hit, Escape leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_key.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """A field, what it found, and a way out; `closed` is emitted when the worker leaves it.

    `wants_page` asks for a stretch of a page of notes: the id of its source, where it begins and where it ends.
    """

    closed = Signal()
    wants_page = Signal(str, int, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._finder = Finder(load_vocabulary())
        self.field, self.list, self.hits = Query(), HitList(), Hits(self)
        self.word = PlainLabel(role="muted")
        self._close = Button("Close")
        self._following = False
        self.pages: Callable[[], Mapping[str, str]] = dict
        """The pages of notes of this case, which whoever joins the rooms knows."""
        self._at_page: tuple[str, int, int] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._lay_out()
        self._wire()
        self.dress()
        self._search()

    def _lay_out(self) -> None:
        self.field.setAccessibleName("Find in this case")
        self.field.setPlaceholderText("Find words anywhere in this case")
        self.list.setAccessibleName("What was found")
        self.list.setModel(self.hits)
        self.list.setItemDelegate(HitPainter(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.word.setWordWrap(False)
        self.word.hide()
        self._line = QHBoxLayout()
        self._line.addWidget(self.field, 1)
        self._line.addWidget(self.word)
        self._line.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 1)
        column.setSpacing(0)
        column.addLayout(self._line)
        column.addWidget(self.list)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(self.field)

    def _wire(self) -> None:
        self.field.watch(self.session)
        self.field.textChanged.connect(self._typed)
        self._pause.timeout.connect(self._search)
        self.field.walked.connect(self._walk)
        self.field.entered.connect(self._enter)
        self.field.left.connect(self.leave)
        self.list.entered_key.connect(self._go)
        self.list.left.connect(self.leave)
        self.list.selectionModel().currentChanged.connect(self._go)
        self._close.clicked.connect(self.leave)
        self.session.changed.connect(self._changed)
        self.session.veil_changed.connect(self._search)
        self.session.selection_changed.connect(self._selection_changed)
        self.session.renaming.connect(self._forget)
        self.session.locking.connect(self.empty)
        theme.NOTICE.changed.connect(self.dress)

    def dress(self) -> None:
        """Take on the sizes and colours of the theme as it is now."""
        look = theme.current()
        self._line.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        self._line.setSpacing(look.px(8))
        self.list.scheduleDelayedItemsLayout()
        self._fit()

    # --------------------------------------------------------------------------------------------- finding

    def leave(self) -> None:
        """Close the line; what was typed is still there when it is opened again, unless names were hidden since."""
        self.hide()
        self.closed.emit()

    def empty(self) -> None:
        """Let go of everything that was typed and found."""
        self.field.setText("")
        self._at_page = None
        self._search()
        self._finder = Finder(load_vocabulary())

    def _forget(self) -> None:
        """Read everything anew at the next search: names are hidden now, or something was erased."""
        self._finder = Finder(load_vocabulary())

    def _typed(self) -> None:
        if len(self.session.case.entries) > _MANY:
            self._pause.start()
        else:
            self._search()

    def _search(self) -> None:
        """Look for what stands in the field, and keep the line of the list that was chosen if it is still there."""
        query, case = self.field.text().strip(), self.session.case
        naming = Naming(case, self.session.veiled)
        looks = bool(query) and not self.isHidden()
        found = self._finder.find(case, query, naming, _MOST) if looks else ()
        noted = find_in_pages(self.pages(), query, naming, _MOST - len(found)) if looks else ()
        chosen = self._chosen()
        self._following = True
        lines = [line_of(hit, case, naming) for hit in found]
        self.hits.show_these([*lines, *(page_line(hit, case, naming) for hit in noted)])
        self._following = False
        self._choose(self.hits.row_of(chosen.id) if chosen else -1, go=False)
        self._say(query, len(found) + len(noted))
        self._fit()

    def _say(self, query: str, count: int) -> None:
        """How much was found; and that names are not looked for where they are hidden."""
        if not query:
            text = ""
        elif not count:
            text = "Nothing has these words"
        else:
            text = f"The {count} nearest are shown" if count == _MOST else f"{count} found"
        if self.session.veiled and query:
            text += ", names are hidden"
        if text != self.word.text():
            self.word.setText(text)
            self.word.setVisible(bool(text))
            self.field.setAccessibleDescription(text)
            QAccessible.updateAccessibility(QAccessibleEvent(self.field, QAccessible.Event.DescriptionChanged))

    def _changed(self, _changes: ChangeSet, _origin: object) -> None:
        self._search()

    # ------------------------------------------------------------------------------------------- going there

    def _chosen(self) -> Line | None:
        return self.hits.at(self.list.currentIndex().row())

    def _walk(self, step: int) -> None:
        count = self.hits.rowCount()
        now = self.list.currentIndex().row()
        self._choose(max(0, min(count - 1, now + step)) if now >= 0 else 0)

    def _enter(self, step: int) -> None:
        """Go to the hit that is chosen; from one where we are already, to the next, and round again from the last."""
        if self._pause.isActive():
            self._pause.stop()
            self._search()
        now, count = self.list.currentIndex().row(), self.hits.rowCount()
        line = self._chosen()
        there = line is not None and (line.page == self._at_page if line.page else self._is_at(line.id))
        if count:
            self._choose((now + step) % count if there else max(now, 0))
            self._go()

    def _is_at(self, identity: str) -> bool:
        return self._at_page is None and self.session.selection == (identity,)

    def _choose(self, row: int, *, go: bool = True) -> None:
        """Make this the chosen line of the list; and, unless told otherwise, go where it leads."""
        self._following = not go
        self.list.setCurrentIndex(self.hits.index(row) if row >= 0 else QModelIndex())
        self._following = False

    def _go(self) -> None:
        line = self._chosen()
        if line is None or self._following:
            return
        self._at_page = line.page
        if line.page:
            self.wants_page.emit(*line.page)
        else:
            self.session.select((line.id,), self)

    def _selection_changed(self, identities: tuple[str, ...], origin: object) -> None:
        if origin is not self:
            self._at_page = None
            self._choose(self.hits.row_of(identities[0]) if len(identities) == 1 else -1, go=False)

    # ---------------------------------------------------------------------------------------------- showing

    def _fit(self) -> None:
        """As high as what was found, and never so high that the map is gone."""
        look, count, high = theme.current(), self.hits.rowCount(), self.window().height()
        row = look.px(44)
        most = max(_ROWS[0], min(_ROWS[1], high // 3 // row))
        least = _ROWS[0] if high < look.px(_ROOMY) else _ROWS[1] // 2 + 1
        self.list.setMinimumHeight(row * min(count, least, most))
        self.list.setMaximumHeight(row * min(count, most))
        self.list.setVisible(bool(count))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another window, another share of it."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: object) -> None:
        """Qt: look again, for the case may have changed since; what is typed next takes the place of what is there."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._search()
        self.field.selectAll()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: card colour with a line below."""
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.colour("card"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour("line"))
