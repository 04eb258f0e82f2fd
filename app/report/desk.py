"""The release desk: who will read it on the left, the pages in the middle, what is missing and the release right.

It lays out and asks; what is made, refused and written is for the room to do.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app import theme
from app.chips import ChipButton
from app.entrylink import EntryLink
from app.flow import FlowBox, beside
from app.plain import Button, PlainLabel
from app.readingorder import in_reading_order
from app.report import guard
from app.report.form import ReleaseForm
from app.report.guard import Objection
from app.report.missing import FoundList, GiveAwayList, LeftOutList
from app.report.pages import PagesView
from app.report.parts import PartsForm
from app.report.readers import ReaderColumn
from app.report.side import Fold, Part, Side, say
from app.worker import Settings

_LEFT, _RIGHT, _FOR_THREE = 264, 372, 1020
"""Widths of the outer columns, and what all three need side by side, in pixels at 100 %."""
_FIRST = "Choose who will read it. Then the pages stand here as they would leave, and beside them what is not in them."
_HINTS = "Then the finished file is searched for every protected word. Hints it cannot see: read it."
_PLAIN = "The file is not encrypted unless you seal it. Put it where only its readers can open it."
HIDDEN = "Hidden while people are called by role: the pages may show who they are."
_COLUMNS = ("Who reads", "Pages", "Left out, release")


class Desk(QWidget):
    """Three columns, or one of them at a time where there is no room."""

    wants_write = Signal()
    wants_log = Signal()
    wants_stop = Signal()
    wants_place = Signal(str)

    def __init__(self, settings: Settings | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.readers, self.pages, self.side = ReaderColumn(), PagesView(), Side("Left out, and the release")
        self.left_out, self.gives, self.found = LeftOutList(), GiveAwayList(), FoundList()
        self.settings = settings
        self.form, self.parts = ReleaseForm(), PartsForm(settings)
        self.write, self.stop = Button("Write the PDF", primary=True), Button("Stop")
        self.log = Button("What was shared")
        self.word, self.hint, self.points = PlainLabel(), PlainLabel(f"{_HINTS} {_PLAIN}", "muted"), Part()
        self.done, self.mark = Part("protective_effort"), QLineEdit()
        self.copy_mark = Button("Copy the mark")
        self._title, self._hidden = PlainLabel("Release", "heading"), PlainLabel(HIDDEN, "muted")
        self._parts = Fold("Parts and their order")
        self._switch = FlowBox()
        self._at, self._points = 0, tuple[Objection, ...]()
        self._lay_out()
        self._wire()
        self.show_nothing()
        self.setFocusProxy(self.readers)

    def _lay_out(self) -> None:
        for number, words in enumerate(_COLUMNS):
            chip = ChipButton(words, tick=True)
            chip.clicked.connect(lambda _on=False, number=number: self.turn_to(number))
            self._switch.add(chip)
        self._lay_out_side()
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        for column, stretch in ((self.readers, 0), (self.pages, 1), (self._right, 0)):
            columns.addWidget(column, stretch)
        whole = QVBoxLayout(self)
        px = theme.current().px
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._bar = QWidget()
        bar = QVBoxLayout(self._bar)
        bar.setContentsMargins(px(16), px(8), px(16), 0)
        bar.addWidget(self._switch)
        whole.addWidget(self._bar)
        whole.addLayout(columns, 1)

    def _lay_out_side(self) -> None:
        self._parts.rows.addWidget(self.parts)
        done = self.done.rows
        done.addWidget(PlainLabel("Mark of the file (SHA-256), for the log and for whoever gets it", "strong"))
        self.mark.setReadOnly(True)
        self.mark.setAccessibleName("Mark of the file, SHA-256")
        done.addWidget(self.mark)
        done.addWidget(beside(self.copy_mark))
        column = self.side.column
        release = (self._title, self._hidden, self._parts, self.form, self.points)
        for part in (self.gives, self.found):
            part.layout().setContentsMargins(0, theme.current().px(8), 0, 0)  # type: ignore[union-attr]
        self._title.setContentsMargins(0, theme.current().px(12), 0, 0)
        for widget in (self.left_out, self.gives, self.found, *release, self.hint, self.done):
            column.addWidget(widget)
        column.addWidget(beside(self.log))
        column.addStretch(1)
        self._lay_out_end()

    def _lay_out_end(self) -> None:
        """The button stays in view below what scrolls, with what became of it."""
        px = theme.current().px
        self._right, self._end = QWidget(), QWidget()
        end = QVBoxLayout(self._end)
        end.setContentsMargins(px(16), px(8), px(12), px(12))
        end.setSpacing(px(6))
        end.addWidget(self.word)
        end.addWidget(beside(self.write, self.stop))
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.side, 1)
        right.addWidget(self._end)

    def _wire(self) -> None:
        self.write.clicked.connect(self.wants_write)
        self.stop.clicked.connect(self.wants_stop)
        self.log.clicked.connect(self.wants_log)

    # ---------------------------------------------------------------------------------------------------- columns

    def turn_to(self, column: int) -> None:
        """Show this column where there is room for one only: 0 readers, 1 pages, 2 the release."""
        self._at = column
        self._arrange()

    @property
    def narrow(self) -> bool:
        """Whether there is room for one column only."""
        return self.width() < theme.current().px(_FOR_THREE)

    def _arrange(self) -> None:
        px, narrow = theme.current().px, self.narrow
        self._bar.setVisible(narrow)
        for number, chip in enumerate(self._switch.widgets):
            if isinstance(chip, ChipButton):
                chip.setChecked(number == self._at)
        for number, column in enumerate((self.readers, self.pages, self._right)):
            column.setVisible(not narrow or number == self._at)
        for column, wide in ((self.readers, _LEFT), (self._right, _RIGHT)):
            column.setMinimumWidth(0 if narrow else px(wide))
            column.setMaximumWidth(16_777_215 if narrow else px(wide))

    def focus_place(self, place: str) -> None:
        """Bring the keyboard to where something is still to be done."""
        if place == guard.READER:
            self.turn_to(0)
            self.readers.focus_missing()
            return
        if place == guard.PAGES:
            self.turn_to(1)
            self.pages.setFocus()
            return
        self.turn_to(2)
        wanted = {guard.NEAR: self.found.looked, guard.FOUND: self.found, guard.GIVES: self.gives}.get(place)
        if place == guard.FOUND and self.found.links:
            wanted = self.found.links[0]
        if place == guard.GIVES and self.gives.slips:
            wanted = next(iter(self.gives.slips[0].ways.values()))
        field = wanted or self.form.field(place)
        field.setFocus()
        self.side.reveal(field)

    # ------------------------------------------------------------------------------------------------- what is shown

    def show_nothing(self) -> None:
        """Nobody is chosen: nothing is shown and nothing asked."""
        self.pages.clear()
        self.pages.say(_FIRST)
        for widget in (self.left_out, self.gives, self.found):
            widget.clear()
        self._show_release(False, veiled=False)
        self.done.hide()
        self.stop.hide()
        self.say("")

    def show_release(self, *, veiled: bool, parts: bool) -> None:
        """Ask what is to be asked of a release; while names are hidden, what was typed is not shown."""
        self._show_release(True, veiled=veiled)
        self._parts.setVisible(parts and not veiled)

    def _show_release(self, on: bool, *, veiled: bool) -> None:
        self.left_out.setVisible(on)
        self.form.setVisible(on and not veiled)
        self._hidden.setVisible(on and veiled)
        for widget in (self._title, self._parts, self.write, self.hint):
            widget.setVisible(on)
        self.points.setVisible(on and bool(self._points))

    def show_points(self, points: tuple[Objection, ...]) -> None:
        """List what is still to be done; each leads to where."""
        if points == self._points:
            return
        self._points = points
        self.points.clear()
        if points:
            self.points.rows.addWidget(PlainLabel("Before it can leave", "strong"))
        for each in points:
            link = EntryLink("", each.sentence)
            link.pressed.connect(lambda each=each: self.wants_place.emit(each.place))
            self.points.rows.addWidget(link)
        self.order_keys()
        self.points.setVisible(bool(points) and not self.write.isHidden())
        self.write.setAccessibleDescription(points[0].sentence if points else "")
        self.write.setProperty("primary", not points)  # it waits, and says for what when it is pressed
        self.write.style().polish(self.write)

    def order_keys(self) -> None:
        """Let the Tab key go down the release as it is read: what was left out, what is asked, the button."""
        held = self.side.widget()
        if held is not None:
            in_reading_order(self.pages.sheet, held, self._end)

    def show_mark(self, mark: str) -> None:
        """Show the mark of the file that was written; "" shows none."""
        self.mark.setText(mark)
        self.mark.setCursorPosition(0)
        self.done.setVisible(bool(mark))

    def say(self, sentence: str) -> None:
        """Say what became of it."""
        say(self.word, sentence)

    # ------------------------------------------------------------------------------------------------------ Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: three columns, or one."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: paper, and a line above what stays in view while the rest scrolls."""
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.colour("paper"))
        if not self.write.isHidden() and self._end.isVisible():
            at = self._end.mapTo(self, QPoint(0, 0))
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(at, at + QPoint(self._end.width(), 0))
