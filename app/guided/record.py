"""The record of a meeting, part by part, as the step of the session needs it: who is here, what was agreed, the end."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.guided.agreed import AgreedPart
from app.guided.here import HerePart
from app.guided.signing import SignPart
from app.guided.since import SincePart
from app.later import soon
from app.session import Session
from mapping.casemap import CaseMap, ChangeSet

HERE, AGREED, SIGN, SINCE = "here", "agreed", "sign", "since"
_WITH = {HERE: (HERE, SINCE)}
"""What is shown with a part: at the beginning of a meeting, what changed since the last one."""


class RecordPane(QWidget):
    """One part of the record at a time; `wants_card` (an entry) asks for its form. It does not scroll by itself."""

    wants_card = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.here, self.agreed, self.sign = HerePart(session), AgreedPart(session), SignPart(session)
        self.since = SincePart(session)
        self._parts = {HERE: self.here, SINCE: self.since, AGREED: self.agreed, SIGN: self.sign}
        self.part, self._waiting = HERE, False
        self._filled_from: CaseMap | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(16))
        for part in self._parts.values():
            column.addWidget(part)
            part.wants_card.connect(self.wants_card)
        column.addStretch(1)
        session.changed.connect(self._changed)
        session.renaming.connect(self._call_otherwise)
        session.veil_changed.connect(self._renew)
        session.locking.connect(self._let_go)
        theme.NOTICE.changed.connect(self._renew)
        self.show_part(HERE)

    def show_part(self, part: str) -> None:
        """Show one part: HERE (and with it what changed since the last time), SINCE alone, AGREED or SIGN."""
        is_as_it_was = part == self.part and self._filled_from is self.session.case
        self.part = part
        for name, widget in self._parts.items():
            widget.setVisible(name in self._shown)
        if not is_as_it_was:
            self._renew()

    def _changed(self, _changes: ChangeSet, _origin: object = None) -> None:
        if not self._waiting:
            self._waiting = True
            soon(self, RecordPane._catch_up)

    def _catch_up(self) -> None:
        self._waiting = False
        if self._filled_from is not self.session.case:
            self._renew()

    def _renew(self) -> None:
        self._filled_from = self.session.case
        for name in self._shown:
            self._parts[name].renew()

    @property
    def _shown(self) -> tuple[str, ...]:
        return _WITH.get(self.part, (self.part,))

    def _call_otherwise(self) -> None:
        """No part keeps a line with the names of before, the hidden ones neither."""
        self._filled_from = None
        for part in self._parts.values():
            part.clear()

    def _let_go(self) -> None:
        self._filled_from = None
        for part in self._parts.values():
            part.let_go()
