"""Small panels under an open question: ask someone by a day, say what was answered, write down what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from app import theme
from app.clock import today
from app.display import bring_into_sight
from app.doing import act
from app.flow import FlowBox, beside
from app.plain import Button, PlainLabel
from app.session import Session
from app.ways import WaysRow
from mapping.casemap import CaseMap, ChangeSet
from mapping.checks import Finding, Mend, answer, ask_later
from mapping.dates import spoken
from mapping.entries import View
from mapping.naming import Naming
from mapping.quickadd import Reading, Way, made_by, mending, read_line
from mapping.saying import understand
from mapping.vocabulary import load_vocabulary
from mapping.wording import fitted, subject_of

NOT_A_DAY = "This was not understood as a day. For example: 9 Feb 2026, next Tuesday, by March."
IN_A_WORD = ("asked_unknown", "none_observed", "answered")
"""The answers that say when and of whom was asked."""
ELSEWHERE = "kept_elsewhere"
"""The answer that says no more: nobody is asked why."""


class Panel(QFrame):
    """Words and fields in a frame of their own.

    `done` brings the id of what was made, "" where nothing was; `left` when it is shut.
    """

    done = Signal(str)
    left = Signal()

    def __init__(self, session: Session, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setAccessibleName(title)
        self.setObjectName("group")
        px = theme.current().px
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(12), px(8), px(12), px(10))
        self.column.setSpacing(px(6))
        self.column.addWidget(PlainLabel(title, "strong"))
        self.note = PlainLabel(role="body")
        self.note.hide()

    def line(self, name: str, hint: str = "", text: str = "") -> QLineEdit:
        """A line with its name over it."""
        made = QLineEdit(text)
        made.setAccessibleName(name)
        made.setPlaceholderText(hint)
        made.setMinimumWidth(theme.current().px(180))
        return made

    def say(self, sentence: str) -> None:
        """Why something was not done, "" when all is well."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        if sentence:
            bring_into_sight(self)

    def end(self, *buttons: QWidget) -> None:
        """The foot: what can be done, and the way out."""
        no = Button("Close")
        no.setProperty("flat", True)
        no.clicked.connect(self.left)
        self.column.addWidget(self.note)
        self.column.addWidget(beside(*buttons, no))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Escape shuts the panel."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.left.emit()
            return
        super().keyPressEvent(event)


class AskPanel(Panel):
    """Whom to ask, and by when."""

    def __init__(self, session: Session, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(session, "Ask someone by a day", parent)
        self._finding = finding
        self.who = self.line("Ask whom", "the midwife, the school")
        self.by = self.line("By when", "9 March, next Tuesday")
        self.yes = Button("Keep this question", primary=True)
        self.column.addWidget(pairs(("Ask whom", self.who), ("By when", self.by)))
        self.end(self.yes)
        self.yes.clicked.connect(self._keep)
        self.who.returnPressed.connect(self.by.setFocus)
        self.by.returnPressed.connect(self._keep)
        self.setFocusProxy(self.who)

    def _keep(self) -> None:
        by = day_in(self.by.text())
        if by is None:
            self.say(NOT_A_DAY)
            return
        self.say(act(self.session, ask_later, self._finding, self.who.text(), by, origin=self))
        if not self.note.text():
            self.done.emit("")


class AnswerPanel(Panel):
    """When it was asked, of whom, and what came of it."""

    def __init__(self, session: Session, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(session, "What was answered", parent)
        self._finding = finding
        self.of = self.line("Asked of", "may stay empty")
        self.on = self.line("On", "may stay empty", spoken(today().isoformat()))
        self.column.addWidget(pairs(("Asked of", self.of), ("On", self.on)))
        self.states: dict[str, Button] = {}
        for state in IN_A_WORD:
            button = Button(load_vocabulary().label("asked_state", state))
            button.clicked.connect(lambda _on=False, state=state: self._keep(state))
            self.states[state] = button
        self.end(*self.states.values())
        self.setFocusProxy(self.of)

    def _keep(self, state: str) -> None:
        on = day_in(self.on.text())
        if on is None:
            self.say(NOT_A_DAY)
            return
        self.say(act(self.session, answer, self._finding, state, on, self.of.text(), origin=self))
        if not self.note.text():
            self.done.emit("")


class AddPanel(Panel):
    """One line for what is missing; it is read as the line at the bottom of the window is."""

    def __init__(self, session: Session, mend: Mend, parent: QWidget | None = None) -> None:
        super().__init__(session, mend.label, parent)
        self._mend = mend
        self._as_typed = False
        self.text = self.line(mend.label)
        begin = _begin(mend, session)
        if begin:
            self.column.addWidget(PlainLabel(begin, "muted"))
        self.ways = WaysRow()
        self.yes = Button("Put it on the map", primary=True)
        self.column.addWidget(self.text)
        self.column.addWidget(self.ways)
        self.end(self.yes)
        self.ways.chosen.connect(self._say_so)
        self.ways.kept.connect(self._insist)
        self.text.textEdited.connect(self._edited)
        self.text.returnPressed.connect(self._add)
        self.yes.clicked.connect(self._add)
        self.setFocusProxy(self.text)

    def _read(self) -> Reading:
        line = " ".join(part for part in (_before(self._mend, self.session), self.text.text().strip()) if part)
        case = self.session.case
        return read_line(case, line, load_vocabulary(), today(), self._mend.kind, as_typed=self._as_typed)

    def _add(self) -> None:
        if not self.text.text().strip():
            self.say("Say in a few words what it is.")
            return
        reading = self._read()
        self.ways.offer(
            [way for way in reading.ways if not way.kind], "Keep as typed" if reading.ways else "", self.text
        )
        if not reading.ready:
            self.say(reading.problem)
            return
        self._put(reading)

    def _put(self, reading: Reading) -> None:
        made: list[str] = []

        def put(case: CaseMap) -> ChangeSet:
            changes = mending(case, reading, dict(_values(self._mend)), self._mend.links)
            made.append(made_by(changes))
            return changes

        self.say(act(self.session, put, origin=self))
        if not self.note.text():
            self.done.emit(made[-1])

    def _edited(self) -> None:
        self._as_typed = False
        self.say("")

    def _insist(self) -> None:
        self._as_typed = True
        self._add()

    def _say_so(self, way: Way) -> None:
        self.text.setText(way.title)
        self.text.setFocus()
        self.ways.offer(())
        self.say("")


def pairs(*named: tuple[str, QLineEdit]) -> FlowBox:
    """Fields with their names over them, side by side where there is room."""
    box = FlowBox(gap=12)
    for name, field in named:
        pair = QWidget()
        column = QVBoxLayout(pair)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(2))
        column.addWidget(PlainLabel(name, "muted"))
        column.addWidget(field)
        box.add(pair)
    return box


def day_in(text: str) -> str | None:
    """A day as EDTF, "" where none was written, None where it was not understood."""
    return (understand(text, today()).edtf or None) if text.strip() else ""


def needs_more(mend: Mend) -> bool:
    """Whether a line is not enough for what is to be added, because it needs two people."""
    return mend.kind == "allegation"


def _values(mend: Mend) -> Sequence[tuple[str, object]]:
    """The values that the line does not say itself."""
    return [pair for pair in mend.values if pair[0] not in ("roles", "child", "person")]


def _before(mend: Mend, session: Session) -> str:
    """What the map knows already, as it would be typed before the words."""
    known, naming = dict(mend.values), Naming(session.case, session.veiled)
    if mend.kind == "person":
        return " ".join(f"#{role}" for role in known.get("roles", ()))
    who = next((known[name] for name in ("by", "child", "person") if known.get(name)), "")
    only = len(naming.perpetrators) == 1 and mend.kind == "behaviour"
    return f"@{naming.short(who)}" if who and not only else ""


def _begin(mend: Mend, session: Session) -> str:
    """What helps to begin with this kind of entry; a view is somebody's own, and whose it is says the question."""
    if mend.kind == View.kind:
        return ""
    words, naming = load_vocabulary(), Naming(session.case, session.veiled)
    return fitted(words.kind(mend.kind).begin, naming, subject_of(mend.kind, naming, words))
