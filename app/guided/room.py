"""The guided session: its steps at the side, one of them in the middle; nothing has to be done in any order."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app import theme
from app.clock import moment
from app.combo import Combo
from app.flow import FlowBox, beside
from app.guided.clockbar import ClockBar
from app.guided.record import RecordPane
from app.guided.steppage import StepPage, said
from app.guided.stepslist import DONE, PRIVATE, SKIPPED, Row, StepsList
from app.plain import Button, PlainLabel, tell
from app.questions import questions_of
from app.readingorder import in_reading_order
from app.session import Session
from app.unseen import visible
from mapping.casemap import CaseMap
from mapping.entries import Person
from mapping.guided import FIRST, Progress, Standing, load_guided, progress_from, standings
from mapping.guided.progress import USUAL
from mapping.naming import Naming
from storage.errors import VaultError

_KEPT = "guided session"
_LONGEST = 8 * 60 * 60
"""Seconds after which a clock that was started is of another session."""
_LIST, _FOR_LIST = 210, 640
"""How wide the steps are, and how wide the room must be for them to stand at the side, in pixels at 100 %."""
_FIRST_TIME = (
    "Nothing is on this map yet. A quick first map asks five questions and takes 15 to 30 minutes; it can grow into a"
    " whole session later."
)
_GROW = "This is a first map. It can grow: go on with the steps of a whole session whenever there is time."
_DONE, _UNDONE = "Done, and on", "Take the tick away"
_QUICK, _WHOLE = "Begin a quick first map", "Go on with the whole session"


class Shelf(Protocol):
    """What keeps how far one has come, with a case."""

    is_for_reading: bool

    def setting(self, name: str, case_id: str | None = None) -> Any:
        """What was kept under a name."""

    def keep_setting(self, name: str, value: Any, case_id: str | None = None) -> None:
        """Keep this under a name; raises VaultError."""


class GuidedRoom(QWidget):
    """The steps of a mapping session.

    `wants_open` (an entry), `wants_field` (an entry, a field of its form), `wants_new` (a kind, values known),
    `wants_words`, `wants_report`, `wants_present`, `wants_meeting_page` and `wants_since_page` (the earlier state) ask
    for what other rooms do.
    """

    wants_open = Signal(str)
    wants_field = Signal(str, str)
    wants_new = Signal(str, object)
    wants_words = Signal()
    wants_report = Signal()
    wants_present = Signal()
    wants_meeting_page = Signal()
    wants_since_page = Signal(object)

    def __init__(self, session: Session, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._shelf = session, shelf
        self.guided, self.questions = load_guided(), questions_of(session)
        self.progress = self._read()
        self.standings: tuple[Standing, ...] = ()
        self._over = self._going = False
        self.list, self.choice = StepsList(), Combo()
        self.choice.setAccessibleName("Step of the session")
        self.clock = ClockBar(self.guided.clocks)
        self.page = StepPage(session, self.guided.drift)
        self.record = RecordPane(session)
        self.record.hide()
        self.page.staying = (self.record,)
        self.back, self.skip = Button("Back"), Button("Pass over")
        self.done, self.present = Button(_DONE, primary=True), Button("Present")
        self._lay_out()
        self._wire()
        self.dress()
        self._go_on_with_time()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Qt: the keyboard goes through the step before its buttons; what was made last would else come last."""
        in_reading_order(self.page, *filter(None, (self.page.widget(), self._acts)))
        return super().focusNextPrevChild(forward)

    # --------------------------------------------------------------------------------------------------- making

    def _lay_out(self) -> None:
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.list, 1)
        side.addWidget(self.clock)
        self._acts = FlowBox(gap=8)
        self._acts.add(self.back, self.skip, self.done, self.present)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        self._top = QHBoxLayout()
        self._top.addWidget(self.choice, 1)
        middle.addLayout(self._top)
        middle.addWidget(self.page, 1)
        self._rule = QFrame()
        self._rule.setFixedHeight(1)
        middle.addWidget(self._rule)
        middle.addSpacing(8)
        middle.addWidget(self._acts)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._side)
        self._line.addLayout(middle, 1)
        self._middle = middle
        self.setFocusProxy(self.list)

    def _wire(self) -> None:
        self.list.chosen.connect(self.go)
        self.choice.activated.connect(lambda _row: self.go(self.choice.currentData()))
        self.clock.chosen.connect(self.go_by)
        self.clock.turned.connect(self._turn_time)
        self.back.clicked.connect(self.go_back)
        self.skip.clicked.connect(self.pass_over)
        self.done.clicked.connect(self.finish)
        self.present.clicked.connect(self.wants_present)
        for keys, act in (("Ctrl+PgDown", self.go_on), ("Ctrl+PgUp", self.go_back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        tell(self.back, "To the step before (Ctrl+Page up)")
        tell(self.skip, "Leave this step for now; it stays in the list and can be done at any time")
        tell(self.done, "Tick this step and go to the next one; Ctrl+Page down goes on without a tick")
        tell(self.present, "Show a meeting the part of the case that it may see (F5)")
        self.page.wants_open.connect(self.wants_open)
        self.page.wants_field.connect(self.wants_field)
        self.page.wants_new.connect(self.wants_new)
        self.page.wants_view.connect(self._view)
        self.record.wants_card.connect(self.wants_open)
        self.record.sign.wants_page.connect(self.wants_meeting_page)
        self.record.since.wants_page.connect(self.wants_since_page)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._renew)
        self.page.wants_again.connect(self._soon.start)
        self.questions.changed.connect(self._soon.start)
        self.session.changed.connect(self._soon.start)
        self.session.renaming.connect(self._call_otherwise)
        self.session.locking.connect(self._let_go)
        theme.NOTICE.changed.connect(self.dress)

    def dress(self) -> None:
        """Take on the sizes and colours of the theme as it is now."""
        px = theme.current().px
        self._line.setContentsMargins(px(8), px(12), 0, px(8))
        self._side.setFixedWidth(px(_LIST))
        self._top.setSpacing(px(8))
        self._top.setContentsMargins(0, 0, px(8), 0)
        self._acts.setContentsMargins(0, px(8), px(8), 0)
        card, line = theme.current().colour("card").name(), theme.current().colour("line").name()
        self._rule.setStyleSheet(f"background: {line};")
        self.page.setStyleSheet(
            f"QFrame#held {{ background: {card}; border: 1px solid {line}; border-radius: {px(5)}px; }}"
        )
        self.list.dress()
        self._fit()
        self._soon.start()

    # ------------------------------------------------------------------------------------------- what is shown

    def show_now(self) -> None:
        """Show how the case stands, whether the room is seen or not."""
        self._show()

    def _renew(self) -> None:
        if not self._over and self.isVisible():
            self._show()

    def _show(self) -> None:
        case = self.session.case
        self.standings = standings(case, self.guided.steps_by(self.progress.clock), self.questions.findings)
        naming = Naming(case, self.session.veiled)
        rows = [self._row(standing, naming) for standing in self.standings]
        at = self.at
        self.list.show_rows(rows, at.key)
        self._show_choice(rows, at)
        self.clock.show_clock(self.progress.clock)
        number = self.standings.index(at) + 1
        self.page.show_step(at, f"Step {number} of {len(self.standings)}", self._before_it(at))
        self.back.setEnabled(number > 1)
        words = _UNDONE if at.key in self.progress.done else _DONE
        self.done.setText(words)
        self.done.setAccessibleName(words)

    @property
    def at(self) -> Standing:
        """The step that is shown."""
        return next((each for each in self.standings if each.key == self.progress.at), self.standings[0])

    def _row(self, standing: Standing, naming: Naming) -> Row:
        marks = (
            (DONE, standing.key in self.progress.done),
            (SKIPPED, standing.key in self.progress.skipped),
            (PRIVATE, standing.step.private),
        )
        name = said(standing.step.name, naming, standing.child)
        if standing.child:
            name = f"{name}: {naming.short(standing.child)}"
        return Row(standing.key, name, tuple(mark for mark, on in marks if on))

    def _show_choice(self, rows: list[Row], at: Standing) -> None:
        self.choice.blockSignals(True)
        self.choice.clear()
        for row in rows:
            self.choice.addItem(visible(row.said), row.key)
        self.choice.setCurrentIndex(max(self.choice.findData(at.key), 0))
        self.choice.blockSignals(False)

    def _before_it(self, at: Standing) -> list[QWidget]:
        """What stands above the cards of a step: a way to begin or to grow, and the record of the meeting."""
        found: list[QWidget] = []
        empty, first = _nothing_but_people(self.session.case), self.progress.clock == FIRST
        last = self.standings and at.key == self.standings[-1].key
        if (empty and not first) or (first and last):
            begin = Button(_WHOLE if first else _QUICK)
            begin.clicked.connect(self._turn_clock)
            found += [PlainLabel(_GROW if first else _FIRST_TIME, "muted"), beside(begin)]
        if at.step.record:
            self.record.show_part(at.step.record)
            found.append(self.record)
        return found

    def _turn_time(self, on: bool) -> None:
        self._keep(self.progress.start(moment() if on else 0))

    def _go_on_with_time(self) -> None:
        """After a lock the clock tells the same time as if there had been none; another day it stands."""
        gone = moment() - self.progress.began
        if self.progress.began and 0 <= gone < _LONGEST:
            self.clock.go_on(gone)

    def _turn_clock(self) -> None:
        """From the first map to the whole session, or to the first map."""
        self.go_by(USUAL if self.progress.clock == FIRST else FIRST)
        self.setFocus()  # the button that was pressed is gone

    def _view(self, name: str) -> None:
        (self.wants_words if name == "words" else self.wants_report).emit()

    # --------------------------------------------------------------------------------------------- going through

    def go(self, key: str) -> None:
        """Go to a step, whichever it is."""
        self._keep(self.progress.go(key))

    def go_on(self) -> None:
        """To the next step; the last one stays."""
        self._step(1)

    def go_back(self) -> None:
        """To the step before."""
        self._step(-1)

    def finish(self) -> None:
        """Tick this step and go on; or take the tick of one that was done away, and stay."""
        if self.at.key in self.progress.done:
            self._keep(self.progress.reopen(self.at.key))
            return
        self._keep(self.progress.finish(self.at.key))
        self._step(1)

    def pass_over(self) -> None:
        """Leave this step for another time."""
        self._keep(self.progress.skip(self.at.key))
        self._step(1)

    def go_by(self, clock: str) -> None:
        """Go by another clock."""
        self._keep(self.progress.by(clock))

    def _step(self, by: int) -> None:
        if self.standings:
            number = self.standings.index(self.at) + by
            self.go(self.standings[min(max(number, 0), len(self.standings) - 1)].key)

    def _keep(self, progress: Progress) -> None:
        """Be there, and keep it with the case; it is no loss where that cannot be kept."""
        self.progress = progress
        if not self._shelf.is_for_reading:
            with suppress(VaultError):
                self._shelf.keep_setting(_KEPT, progress.data(), self.session.case.header.id)
        self._renew()

    def _read(self) -> Progress:
        with suppress(VaultError):
            return progress_from(self._shelf.setting(_KEPT, self.session.case.header.id))
        return Progress()

    # ------------------------------------------------------------------------------------------------- all rooms

    def _call_otherwise(self) -> None:
        """Names come or go: nothing with the names of before stays."""
        self.page.let_go()
        self._soon.start()

    def _let_go(self) -> None:
        self._over = True
        self._soon.stop()
        self.clock.stop()
        self.page.let_go()
        self.list.show_rows((), "")
        self.choice.clear()

    def _fit(self) -> None:
        """Where there is no room at the side, the steps are a list that opens."""
        wide = self.width() >= theme.current().px(_FOR_LIST)
        self._side.setVisible(wide)
        self.choice.setVisible(not wide)
        if wide:
            self.clock.put_choice_back()
        else:
            self._top.addWidget(self.clock.choice, 1)
        self.setFocusProxy(self.list if wide else self.choice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: take in what happened out of sight."""
        super().showEvent(event)
        self.questions.catch_up()
        self._renew()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: paper."""
        QPainter(self).fillRect(self.rect(), theme.current().colour("paper"))


def _nothing_but_people(case: CaseMap) -> bool:
    """Whether the map has not been begun: a new case has its people and nothing else."""
    return all(isinstance(entry, Person) for entry in case.entries.values())
