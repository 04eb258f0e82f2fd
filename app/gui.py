"""Opens the window: makes the application, gives it its look, and lets go of what was lent; it knows no case."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import app.bindings  # noqa: F401 - before anything else of Qt

# isort: split
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import errors, theme
from app.caserooms import in_a_meeting
from app.clipboard import Copies, empty_clipboard
from app.ending import into_locked_window, into_new_window
from app.idle import USUAL, idle_minutes
from app.settings import Settings, read_settings
from app.signals import Leaving
from app.sweeping import set_apart
from app.unlearnt import Unlearnt
from app.watch import Watch
from app.window import TITLE, Window
from storage.errors import VaultError

if TYPE_CHECKING:
    from app.lent import LentVault
    from storage.vault import Vault

_LATER = ("app.vault.making", "app.vault.cases", "app.casepage", "app.words.room", "app.unknowns.room", "storage.store")
"""What the locked window does without, brought in while the passphrase is typed."""
_AFTER = 100
"""Milliseconds after which the window is on the screen."""


def start(case_file: Path | None, *, demo: bool = False, locked: bool = False) -> int:
    """Open the window and return the exit code when it closes.

    With a case file, or with the sample, the case lies in a vault that is wiped when the window closes or locks. A
    window that comes after a lock (`locked`) says nothing of what the program is for.
    """
    lent = _lend(case_file) if demo or case_file else None
    try:
        settings = read_settings()
        application = make_application(settings)
        Leaving(application)
        Copies(application.clipboard(), application)
        window = Window(settings, into_locked_window, locked=locked)
        window.trial_left.connect(into_new_window)
        watch = _watched(application, window)
        errors.on_fault(window.fault_met.emit)
        if lent is not None:
            window.lend(lent)
        window.show()
        window.activateWindow()
        QTimer.singleShot(_AFTER, lambda: watch.begin(int(window.winId())))
        QTimer.singleShot(_AFTER, bring_in_rooms)
        return application.exec()
    finally:
        errors.forget_listeners()
        empty_clipboard()
        if lent is not None:
            lent.wipe()


def make_application(settings: Settings) -> QApplication:
    """Qt's application with the program's look, and its messages reduced to what may be said."""
    errors.install_for_qt()
    application = QApplication(sys.argv[:1])
    application.setApplicationName(TITLE)
    theme.apply(application, theme.Theme(settings.theme, settings.text / 100))
    Unlearnt(application)
    return application


def _watched(application: QApplication, window: Window) -> Watch:
    """Lock the window when the system, or nobody's hand, asks for it; how long it waits is said by the open vault."""
    watch = Watch(application)
    watch.must_lock.connect(lambda reason: lock_or_cover(window, reason))
    window.vault_opened.connect(lambda vault: watch.idle.wait(_minutes_of(vault)))
    return watch


def lock_or_cover(window: Window, reason: str) -> None:
    """Lock; but while a room looks, that nobody touches a key only blanks both windows, for as long as a meeting."""
    if reason != "idle" or window.page is None or not in_a_meeting(window.page):
        window.lock()
    elif not window.hidden:
        window.hide_all()


def _minutes_of(vault: Vault) -> int:
    """What a vault that cannot be read just now waits is the usual; the trouble is told where it is met next."""
    try:
        return idle_minutes(vault)
    except VaultError:
        return USUAL


def bring_in_rooms() -> None:
    """Bring in what comes after the door, so that no case waits for it; tidy up after a killed program."""
    for name in _LATER:
        importlib.import_module(name)
    from app.lent import wipe_left_behind
    from mapping.checks.words import check_words
    from mapping.vocabulary import load_vocabulary

    load_vocabulary()
    check_words()
    wipe_left_behind()
    set_apart()


def _lend(case_file: Path | None) -> LentVault:
    from app.commands.source import case_from, case_from_elsewhere
    from app.lent import LentVault, sample_case

    return LentVault(case_from_elsewhere(case_file) if case_file else case_from(sample_case()))
