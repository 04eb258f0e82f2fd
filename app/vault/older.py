"""After unlocking a vault that is older than when it was last open here: says so, and asks how to go on.

It knows numbers and times of acts, and nothing of what they did.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.display import DisplayLabel, Page, row_of
from app.moments import now_here, said_state
from app.plain import Button, PlainLabel
from app.seen import Seen
from app.work import Work
from app.worker import who_works
from storage.copies import Copy
from storage.errors import VaultError
from storage.vault import Vault

_NOW = "It ends with {}; act {} was seen here."
_OTHERWISE = "It goes on to {}, but not by the acts that were seen here up to act {}."
_WHY = (
    "A backup was put back, or an older copy of the vault was laid over it, by a person or by a service that copies"
    " files between computers. What lies here is whole, and its backups stay: by going on nothing more is lost."
)
_NEWER = "A backup that goes further is here: {}."


class Older(Page):
    """`done` when the worker goes on, with this vault or with a backup that goes further; `leaving` to lock."""

    done = Signal()
    leaving = Signal()

    def __init__(self, vault: Vault, last: Seen, parent: QWidget | None = None) -> None:
        super().__init__(620, parent)
        self._vault, self._seen, self._work = vault, last, Work(self)
        self._newer: Copy | None = None
        self._go_on, self._lock = Button("Go on with this vault", primary=True), Button("Lock")
        self._put = Button("Put that backup in its place")
        self._offer, self._word = PlainLabel(), PlainLabel()
        for part in (
            DisplayLabel("This vault is older than when it was last open here", 28),
            PlainLabel(self._how_far()), PlainLabel(_WHY), self._offer,
            row_of(self._go_on, self._put, self._lock), self._word,
        ):  # fmt: skip
            self.column.addWidget(part)
        for part in (self._offer, self._put, self._word):
            part.setVisible(False)
        self._go_on.clicked.connect(self.done)
        self._lock.clicked.connect(self.leaving)
        self._put.clicked.connect(self._put_back)
        self._work.busy_changed.connect(self._be_busy)
        self.setFocusProxy(self._go_on)
        self._work.start(self._further, self._show_newer, self._say, (VaultError,))

    def _how_far(self) -> str:
        try:
            state = self._vault.last_saved()
        except VaultError as error:
            return str(error)
        words = _NOW if state.seq < self._seen.seq else _OTHERWISE
        return words.format(said_state(state, now_here()), self._seen.seq)

    def _further(self) -> Copy | None:
        """The newest backup that has the act that was seen here."""
        for copy in self._vault.copies():
            if copy.state and copy.state.seq >= self._seen.seq > self._vault.head()[0]:
                return copy
        return None

    def _show_newer(self, newer: Copy | None) -> None:
        self._newer = newer
        if newer and newer.state:
            self._offer.setText(_NEWER.format(said_state(newer.state, now_here())))
            self._offer.show()
            self._put.show()

    def _put_back(self) -> None:
        newer = self._newer
        if newer is not None:
            who = who_works(self._vault)
            self._work.start(
                lambda: self._vault.restore(newer.place, who), lambda _state: self.done.emit(), self._say, (VaultError,)
            )

    def _say(self, sentence: str) -> None:
        self._word.setText(sentence)
        self._word.setVisible(bool(sentence))

    def _be_busy(self, busy: bool) -> None:
        for button in (self._go_on, self._put, self._lock):
            button.setEnabled(not busy)
