"""Looks after the copies of the open vault: on opening, every half hour, before much is lost, and on closing.

Beside the window, in a thread. The whole record of acts is read in the newest backup, which is another file: the vault
itself is held by one connection only. It knows no case and shows nothing.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app import seen
from app.rings import keep_to_window, leave_to_python
from app.work import Work
from storage.backup import backups
from storage.errors import DamagedVault, OpenForReading, PlaceOutOfReach, VaultClosed, VaultError
from storage.vault import Vault

HALF_HOUR = 30 * 60 * 1000
"""Milliseconds between two backups of a vault that changed."""
_PATIENCE = 1.0
"""Seconds for which closing waits; a copy that is not done by then is made when the vault is opened next."""
_ALARM = (
    "The newest backup was read whole, and it shows that the vault is damaged or was altered. Nothing was changed, and"
    " what you see can still be read. Before you go on, open “Care of this vault”: earlier backups are there."
)


@dataclass(frozen=True, slots=True)
class _Found:
    """What came of one round: why no backup could be made, whether the second place was reached, and an alarm."""

    trouble: str = ""
    carried: bool = False
    alarm: str = ""


class Notice(QObject):
    """Tells that there is another backup, or another second place."""

    changed = Signal()


NOTICE = Notice()


class Safekeeper(QObject):
    """Keeps one open vault safe until it is closed; `alarmed` brings a sentence when something is wrong with it."""

    alarmed = Signal(str)

    def __init__(self, vault: Vault, parent: QObject | None = None, *, every: int = HALF_HOUR) -> None:
        super().__init__(parent)
        self._vault, self._work = vault, Work(self)
        self._trouble = ""
        self._idle = threading.Event()
        self._idle.set()
        self._timer = QTimer(self)
        self._timer.setInterval(every)
        self._timer.timeout.connect(self.keep)
        vault.guard = self

    @property
    def trouble(self) -> str:
        """Why the last backup could not be made, or ""; of a vault that is open for reading only, that it is."""
        return OpenForReading.sentence if self._vault.is_for_reading else self._trouble

    @property
    def busy(self) -> bool:
        """Whether a copy is being made or read."""
        return self._work.busy

    def begin(self) -> None:
        """Remember how far the vault goes, make the first copy if one is due, and read the newest one whole."""
        seen.note(self._vault)
        self._timer.start()
        self._start(whole=True)

    def keep(self) -> None:
        """Make a copy if the vault changed since the last one, and carry it to the second place."""
        self._start(whole=False)

    def before_loss(self) -> None:
        """Make a copy now, if the vault changed, whoever waits; where it cannot be made the loss is not held up."""
        self._idle.wait(_PATIENCE)
        self._trouble = self._backed_up()

    def before_close(self) -> None:
        """Make a copy if the vault changed, but keep nobody waiting for long."""
        self._timer.stop()
        until = time.monotonic() + _PATIENCE
        if self._idle.wait(_PATIENCE):
            last = threading.Thread(target=self._round, args=(False,), daemon=True)
            keep_to_window(last)
            last.start()
            last.join(max(0.0, until - time.monotonic()))
            if not last.is_alive():
                leave_to_python(last)
        seen.note(self._vault)
        self._vault.guard = None

    def _start(self, *, whole: bool) -> None:
        if self._work.busy or not self._vault.is_open:
            return
        self._idle.clear()
        self._work.start(lambda: self._tried(whole), self._land, self._fail)

    def _tried(self, whole: bool) -> _Found:
        try:
            return self._round(whole)
        finally:
            self._idle.set()

    def _round(self, whole: bool) -> _Found:
        """In the thread: copy, carry, and read."""
        trouble = self._backed_up()
        carried = False
        try:
            carried = self._vault.carry() is not None
        except (PlaceOutOfReach, VaultClosed):
            carried = False
        except VaultError as error:
            trouble = trouble or str(error)
        return _Found(trouble, carried, self._read_whole() if whole and not trouble else "")

    def _backed_up(self) -> str:
        try:
            self._vault.back_up_if_changed()
        except VaultClosed:
            return ""  # it is being closed, or opened again: there will be another round
        except VaultError as error:
            return str(error)
        return ""

    def _read_whole(self) -> str:
        newest = next(iter(backups(self._vault.folder)), None)
        try:
            if newest is not None:
                self._vault.try_backup(newest)
        except DamagedVault:
            return _ALARM
        except VaultError as error:
            return str(error)
        return ""

    def _land(self, found: _Found) -> None:
        self._trouble = found.trouble
        if found.carried and self._vault.is_open:
            with suppress(VaultError):
                self._vault.note_carried()
        seen.note(self._vault)
        NOTICE.changed.emit()
        if found.alarm:
            self.alarmed.emit(found.alarm)

    def _fail(self, sentence: str) -> None:
        self._trouble = sentence
        NOTICE.changed.emit()
