"""Opens the window: makes the application, gives it its look, and wipes a vault that was only lent."""

from __future__ import annotations

import secrets
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app import errors, theme
from app.commands.source import CommandError, case_from
from app.ending import into_locked_window
from app.settings import Settings, read_settings
from app.window import TITLE, Window
from mapping.casemap import CaseMap
from storage.vault import KeyCost, Vault

_SAMPLES = Path(__file__).resolve().parents[1] / "resources" / "sample"
_CHEAP = KeyCost(memory=1024, iterations=1, lanes=1)
"""A lent vault's passphrase is random and longer than any guess, so that nothing need make guessing dear."""


class LentVault:
    """A vault with one case in it, on this disk but under a key that nobody has; `wipe` takes it away."""

    def __init__(self, case: CaseMap) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="throughline-"))
        self.vault, _code = Vault.create(self._folder / "vault", secrets.token_urlsafe(32), cost=_CHEAP)
        self.vault.add(case, "sample")
        self.case_id = case.header.id

    def wipe(self) -> None:
        """Close it and take its folder away; a second time does nothing."""
        self.vault.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def start(case_file: Path | None, *, demo: bool = False) -> int:
    """Open the window and return the exit code when it closes.

    With a case file, or with the sample, the case lies in a vault that is wiped when the window closes or locks.
    """
    lent = LentVault(case_from(case_file or sample_case())) if demo or case_file else None
    try:
        application = make_application(read_settings())
        window = Window(read_settings(), lambda: _end(lent))
        errors.on_fault(window.fault_met.emit)
        if lent is not None:
            window.enter(lent.vault)
            window.open_case(lent.case_id)
        window.show()
        return application.exec()
    finally:
        errors.forget_listeners()
        if lent is not None:
            lent.wipe()


def make_application(settings: Settings) -> QApplication:
    """Qt's application with the program's look, and its messages reduced to what may be said."""
    errors.install_for_qt()
    application = QApplication(sys.argv[:1])
    application.setApplicationName(TITLE)
    # Qt would sit on Ctrl+C until something moved.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    theme.apply(application, theme.Theme(settings.theme, settings.text / 100))
    return application


def sample_case() -> Path:
    """The sample case that comes with the program; raises CommandError where it is missing."""
    found = sorted(_SAMPLES.glob("*.case.json"))
    if not found:
        raise CommandError("There is no sample case in resources/sample. Fetch the program anew, or use --case.")
    return found[0]


def _end(lent: LentVault | None) -> None:
    if lent is not None:
        lent.wipe()
    into_locked_window()
