"""How this vault locks: after how many minutes by itself, what else locks it, by which keys; it locks nothing."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QWidget

from app.actions import keys_of
from app.combo import Combo
from app.display import asked
from app.idle import MINUTES, choose_idle_minutes, idle_minutes, said_minutes
from app.plain import PlainLabel
from app.vault.care.section import Section
from app.worker import who_works
from storage.errors import VaultError
from storage.vault import Vault

_COUNTED = "Counted from the last key, movement of the mouse or touch."
_SYSTEM = (
    "It also locks at once when the computer goes to sleep, as most do when the lid is closed, when its screen is"
    " locked, and when another user takes over."
)
_MAC = (
    "macOS does not tell this program when the screen is locked or the lid is closed. It locks when the computer wakes;"
    " lock by key before you leave."
)
_KEYS = "{lock} locks it now. {hide} makes the window blank at once and asks nothing; the same key brings it back."
_WHAT = (
    "Locking takes everything off the screen, keeps what you began to type, and ends the program that held the case;"
    " a new one asks for the passphrase. What you copied out of a case leaves the clipboard then, and after half a"
    " minute in any case."
)


class LockingSection(Section):
    """The minutes, and in plain words everything else about the lock."""

    title = "Locking"
    purpose = "Whoever finds this computer without you finds the vault locked."

    def __init__(self, vault: Vault, parent: QWidget | None = None) -> None:
        super().__init__(vault, parent)
        self.minutes = Combo()
        self.minutes.as_narrow_as_its_lines()
        for minutes in MINUTES:
            self.minutes.addItem(said_minutes(minutes), minutes)
        self.column.addLayout(asked("Lock by itself after", self.minutes, _COUNTED))
        self.column.addWidget(self.word)
        keys = _KEYS.format(lock=keys_of("lock"), hide=keys_of("hide"))
        for sentence in (_MAC if sys.platform == "darwin" else _SYSTEM, keys, _WHAT):
            self.column.addWidget(PlainLabel(sentence))
        self._show()
        self.minutes.activated.connect(self._choose)

    def _show(self) -> None:
        try:
            self.minutes.setCurrentIndex(self.minutes.findData(idle_minutes(self.vault)))
        except VaultError as error:
            self.say(str(error))

    def _choose(self) -> None:
        """Keep the choice in the vault; where the disk refuses, show what holds still."""
        try:
            choose_idle_minutes(self.vault, self.minutes.currentData(), who_works(self.vault))
        except VaultError as error:
            self._show()
            self.say(str(error))
        else:
            self.say(f"Kept. This vault locks after {self.minutes.currentText()}.")
