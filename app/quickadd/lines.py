"""Lines that were pasted, looked over before they go on the map: what each was taken for, and another kind by a number.

They go on the map as one act; what still needs words stays here, and nothing that was pasted is lost by a lock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from app import doing, theme
from app.actions import reach
from app.clock import today
from app.flow import beside
from app.kindkeys import KindKeys, kind_of_key, kind_words
from app.plain import Button, PlainLabel
from app.session import Session
from app.tabbing import TabbedDialog
from app.twolines import dress, fill
from app.ways import WaysRow
from mapping.casemap import CaseMap, ChangeSet
from mapping.naming import Naming
from mapping.quickadd import Reading, Way, read_line
from mapping.quickadd.several import PastedLine, command_of_lines, guessed, made_by_lines
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary

DRAFT = "several lines"
"""Under this name lines that were not put on the map yet are kept."""
MOST = 200
_HOW = (
    "Up and Down choose a line, 1 to 9 say what it is, F2 changes its words, Delete leaves it out; Esc lets them wait."
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(slots=True)
class _Row:
    """One line, how it was read (None before that) and with which kind, and whether it is left out."""

    line: PastedLine
    reading: Reading | None = None
    taken: PastedLine = field(default_factory=lambda: PastedLine(""))
    out: bool = False

    @property
    def goes(self) -> bool:
        """Whether it can be put on the map and is to be."""
        return not self.out and self.reading is not None and self.reading.ready


class _List(QListWidget):
    """The lines; its keys are told to the panel."""

    kind_pressed = Signal(str)
    put_out = Signal()
    wants_words = Signal()
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a number is a kind, Delete leaves out, F2 changes the words, Enter is done."""
        kind = kind_of_key(event) or kind_of_key(event, Qt.KeyboardModifier.AltModifier)
        if kind:
            self.kind_pressed.emit(kind)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.put_out.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.wants_words.emit()
        elif event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class _Words(QLineEdit):
    """The words of one line."""

    kind_pressed = Signal(str)
    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter and Esc go back to the lines, Alt with a number is a kind."""
        kind = kind_of_key(event, Qt.KeyboardModifier.AltModifier)
        if kind:
            self.kind_pressed.emit(kind)
        elif event.key() in (*_ENTER, Qt.Key.Key_Escape):
            self.done.emit()
        else:
            super().keyPressEvent(event)


class LinesPanel(TabbedDialog):
    """Pasted lines, looked over. `wants_notes` asks that the text become a page of notes instead."""

    wants_notes = Signal(str)

    def __init__(self, session: Session, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._rows = [_Row(PastedLine(line)) for line in lines[:MOST]]
        self._keeps = True
        self.setWindowTitle("Throughline")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list, self.words, self.ways, self.kinds = _List(), _Words(), WaysRow(), KindKeys()
        self.word = PlainLabel()
        self.put, self.leave = Button("", primary=True), Button("Throw them away")
        self.as_notes = Button("Take all of it as a page of notes")
        self._reads = QTimer(self)
        self._reads.setInterval(0)
        self._reads.timeout.connect(self._read_next)
        self._painter = dress(self.list)
        self._lay_out()
        self._wire()
        if parent is not None:
            reach(self, parent.window())
        self._show_lines()
        self.list.setFocus()

    def _lay_out(self) -> None:
        px = theme.current().px
        self.list.setAccessibleName("The lines")
        self.list.setMinimumHeight(px(120))
        self.words.setAccessibleName("The words of the line")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(18), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel("Look over these lines", "title"))
        page, scroll = QWidget(), QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(8))
        inside.addWidget(PlainLabel(f"Each becomes a card, all of them in one act. {_HOW}", "muted"))
        inside.addWidget(self.list, 1)
        for widget in (self.words, self.ways, self.kinds):
            inside.addWidget(widget)
        column.addWidget(scroll, 1)
        column.addWidget(self.word)
        column.addWidget(beside(self.put, self.as_notes, self.leave))
        self.word.hide()
        self.resize(QSize(px(820), px(640)).boundedTo(self.screen().availableSize() * 0.94))

    def _wire(self) -> None:
        session = self.session
        self.list.currentRowChanged.connect(lambda _row: self._show_row())
        self.list.kind_pressed.connect(self.be_kind)
        self.list.put_out.connect(self.leave_out)
        self.list.wants_words.connect(self.words.setFocus)
        self.list.entered.connect(self.put_on_map)
        self.list.itemDoubleClicked.connect(lambda _item: self.words.setFocus())
        self.words.textEdited.connect(self._reword)
        self.words.done.connect(self.list.setFocus)
        self.words.kind_pressed.connect(self.be_kind)
        self.kinds.chosen.connect(self.be_kind)
        self.ways.chosen.connect(self._say_so)
        self.ways.kept.connect(self._keep_words)
        self.put.clicked.connect(self.put_on_map)
        self.leave.clicked.connect(self._throw_away)
        self.as_notes.clicked.connect(self._be_notes)
        session.changed.connect(self._read_again)
        session.renaming.connect(self._read_again)
        session.putting_away.connect(self._keep)
        session.locking.connect(self._let_go)

    # ------------------------------------------------------------------------------------------------- reading

    def _read_again(self, *_about: object) -> None:
        """The case is another one, or its people are called otherwise: every line is read anew."""
        for row in self._rows:
            row.reading = None
        self._show_lines()

    def _read_next(self) -> None:
        """Read one line that was not read yet: a long list is no reason for the window to stand still."""
        number = next((number for number, row in enumerate(self._rows) if row.reading is None), -1)
        if number < 0:
            self._reads.stop()
            return
        self._read(self._rows[number])
        self._fill(number)
        if number == self.list.currentRow():
            self._show_row()
        self._count()

    def _read(self, row: _Row) -> None:
        row.taken, row.reading = row.line, self._reading_of(row.line)
        likely = "" if row.line.kind else guessed(row.reading, row.line.text)
        if likely and likely != row.reading.kind:
            row.taken = replace(row.line, kind=likely)
            row.reading = self._reading_of(row.taken)

    def _reading_of(self, line: PastedLine) -> Reading:
        session = self.session
        return read_line(
            session.case, line.text, load_vocabulary(), today(), line.kind or None, veiled=session.veiled,
            as_typed=line.as_typed,
        )  # fmt: skip

    # ------------------------------------------------------------------------------------------- what is shown

    @property
    def _row(self) -> _Row | None:
        at = self.list.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _seen(self, text: str) -> str:
        return veiled_text(text, Naming(self.session.case, self.session.veiled))

    def _show_lines(self) -> None:
        at = max(0, self.list.currentRow())
        self.kinds.name_kinds(Naming(self.session.case, self.session.veiled))
        self.list.blockSignals(True)
        self.list.clear()
        self._painter.forget()
        for number in range(len(self._rows)):
            self.list.addItem(QListWidgetItem())
            self._fill(number)
        self.list.setCurrentRow(min(at, len(self._rows) - 1))
        self.list.blockSignals(False)
        self._show_row()
        self._count()
        self._reads.start()

    def _fill(self, number: int) -> None:
        row, item = self._rows[number], self.list.item(number)
        if item is not None:
            fill(item, self._seen(row.line.text), self._said(row))

    def _said(self, row: _Row) -> str:
        """What a line was taken for, or what it still needs."""
        if row.out:
            return "left out"
        if row.reading is None:
            return "…"
        kind = kind_words(row.reading.kind, Naming(self.session.case, self.session.veiled))
        return kind if row.reading.ready else f"{kind}?  {self._seen(row.reading.problem)}"

    def _show_row(self) -> None:
        """The words of the chosen line, and what is asked of them."""
        row = self._row
        reading = row.reading if row is not None and row.reading is not None and not row.out else Reading()
        words = self._seen(row.line.text) if row is not None else ""
        if words != self.words.text():
            self.words.setText(words)
        self.words.setReadOnly(row is None or words != row.line.text)
        self.words.setAccessibleDescription(self._seen(reading.problem))
        ways = [replace(way, label=self._seen(way.label)) for way in reading.ways]
        self.ways.offer(ways, "Keep as typed" if reading.ways and not reading.refused else "", self.words)

    def _count(self) -> None:
        number = sum(row.goes for row in self._rows)
        self.put.setText(f"Put {number} on the map" if number else "None can be put on the map yet")
        self.put.setAccessibleName(self.put.text())
        self.put.setEnabled(number > 0)

    # ---------------------------------------------------------------------------------------- what can be done

    def be_kind(self, kind: str) -> None:
        """The chosen line is a thing of this kind."""
        row = self._row
        if row is not None:
            row.line, row.out = replace(row.line, kind=kind), False
            self._renew(row)

    def leave_out(self) -> None:
        """Leave the chosen line out, or take it in again."""
        row = self._row
        if row is not None:
            row.out = not row.out
            self._renew(row)

    def _reword(self, text: str) -> None:
        row = self._row
        if row is not None and not self.words.isReadOnly():
            row.line = replace(row.line, text=text, as_typed=False)
            self._renew(row)

    def _keep_words(self) -> None:
        row = self._row
        if row is not None:
            row.line = replace(row.line, as_typed=True)
            self._renew(row)
            self.list.setFocus()

    def _say_so(self, way: Way) -> None:
        """Put a way to say it in the place of the words."""
        row = self._row
        if row is None:
            return
        naming = Naming(self.session.case, self.session.veiled)
        who = f"@{naming.short(way.person)} " if way.kind not in ("", "allegation") and way.person else ""
        row.line = PastedLine(who + way.title, way.kind or row.line.kind)
        self._renew(row)
        self.words.setFocus()

    def _renew(self, row: _Row) -> None:
        self._read(row)
        self._fill(self._rows.index(row))
        self._show_row()
        self._count()

    def put_on_map(self) -> None:
        """Put all that can be on the map as one act; what still needs words stays here."""
        going = [row for row in self._rows if row.goes]
        if not going:
            return
        known = {row.taken: row.reading for row in going if row.reading is not None}
        made: list[str] = []

        def noting(case: CaseMap) -> ChangeSet:
            changes = command_of_lines(case, [row.taken for row in going], load_vocabulary(), today(), known)
            made.extend(made_by_lines(changes))
            return changes

        self.session.changed.disconnect(self._read_again)
        sentence = doing.act(self.session, noting, origin=self)
        self.session.changed.connect(self._read_again)
        self.word.setText(sentence)
        self.word.setVisible(bool(sentence))
        if sentence:
            return
        self._rows = [row for row in self._rows if row not in going and not row.out]
        self.session.select(tuple(made), self)
        if self._rows:
            self._read_again()
        else:
            self.accept()

    def _throw_away(self) -> None:
        self._rows = []
        self.reject()

    def _be_notes(self) -> None:
        text, self._rows = "\n".join(row.line.text for row in self._rows), []
        self.wants_notes.emit(text)
        self.accept()

    # ---------------------------------------------------------------------------------------- beginning and end

    def _keep(self) -> None:
        """Keep the lines that are not on the map, so that a lock does not lose them."""
        if self._rows:
            text = "\n".join(row.line.text for row in self._rows)
            self.session.keep_draft(self.session.case.header.id, DRAFT, text)

    def _let_go(self) -> None:
        self._keeps = False
        self._reads.stop()
        self._rows = []
        self.list.clear()
        self.words.clear()
        self._show_row()
        self.kinds.forget()
        self.reject()

    def done(self, result: int) -> None:
        """Qt: the panel goes; lines that were neither put on the map nor thrown away wait for the next time."""
        self._reads.stop()
        if self._keeps and self._rows:
            self._keep()
        elif self._keeps:
            self.session.drop_draft(self.session.case.header.id, DRAFT)
        super().done(result)
