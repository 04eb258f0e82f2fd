"""What the parts of a record have in common: rows made anew after an act, and the sentence of a refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.clock import today
from app.doing import act
from app.later import soon
from app.plain import PlainLabel
from app.session import Session
from mapping.agreed import begin_session, sessions
from mapping.casemap import ChangeSet
from mapping.entries import Session as Meeting
from mapping.naming import Naming


class Part(QWidget):
    """One part of the record; `fill` makes its rows, `renew` makes them anew."""

    wants_card = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._gone = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().px(6))
        self.refusal = PlainLabel()
        self.refusal.hide()

    @property
    def meeting(self) -> Meeting | None:
        """The latest session that was noted; None where none was."""
        return next(iter(sessions(self.session.case)), None)

    @property
    def naming(self) -> Naming:
        """How people are called now."""
        return Naming(self.session.case, self.session.veiled)

    def fill(self) -> None:
        """Make the rows."""

    def renew(self) -> None:
        """Make the rows anew; what is being typed elsewhere stays."""
        if self._gone:
            return
        held = self._held()
        self.column.setEnabled(False)  # else each row that comes would lay out all of them anew
        self.clear()
        self.fill()
        self.column.addWidget(self.refusal)
        for at in range(self.column.count()):
            item = self.column.itemAt(at)
            row = item.widget() if item is not None else None
            if row is not None and row not in self.staying:
                row.show()
        self.column.setEnabled(True)
        if held is not None:
            at, name = held
            soon(self, lambda part: part._take_hold(at, name))  # a new row can be gone to once it is on the screen

    def _stops(self) -> list[QWidget]:
        """What the keyboard stops at, in its order."""
        found = [each for each in self.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        return [each for each in found if each.isVisibleTo(self)]

    def _held(self) -> tuple[int, str] | None:
        """Which stop the keyboard is at, by its place and its name; None where it is elsewhere or in a line."""
        stops = self._stops()
        at = next((number for number, each in enumerate(stops) if each.hasFocus()), None)
        return None if at is None or stops[at] in self.staying else (at, stops[at].accessibleName())

    def _take_hold(self, at: int, name: str) -> None:
        """Put the keyboard back where it was, so that whoever goes by keys does not begin anew after an act."""
        stops = self._stops()
        same = next((each for each in stops if each.accessibleName() == name), None)
        if same is None and stops:
            same = stops[min(at, len(stops) - 1)]
        if same is not None:
            same.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Take every row out."""
        while (item := self.column.itemAt(0)) is not None and (widget := item.widget()) is not None:
            self.column.removeWidget(widget)
            if widget not in self.staying:
                widget.hide()
                widget.deleteLater()

    @property
    def staying(self) -> tuple[QWidget, ...]:
        """What is kept while rows are made anew: a line with words in it."""
        return (self.refusal,)

    def say(self, text: str, role: str = "body") -> None:
        """One line of words."""
        self.column.addWidget(PlainLabel(text, role))

    def do(self, command: Callable[..., ChangeSet], *args: Any, **values: Any) -> bool:
        """One act; the sentence that says why not stands below the rows."""
        sentence = act(self.session, command, *args, origin=self, **values)
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        return not sentence

    def note_meeting(self) -> None:
        """Put today's meeting on the map; whoever types goes on here."""
        self.do(begin_session, today())

    def let_go(self) -> None:
        """Hold no word any more."""
        self._gone = True
        self.clear()
