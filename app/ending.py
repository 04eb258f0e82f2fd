"""How the process that held a case ends and the locked window takes its place; nothing of the case crosses over."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.clipboard import empty_clipboard

_DOOR = Path(__file__).resolve().parents[1] / "main.py"


LOCKED = "--locked"
"""All that the new process is told: what it shows then says nothing of what the program is for."""


def into_locked_window() -> None:
    """Take everything off the screen and become a new process that knows nothing; does not return."""
    into_new_window(LOCKED)


def into_new_window(*told: str) -> None:
    """The same, as if the program were started by hand; does not return."""
    for window in QApplication.topLevelWidgets():
        window.hide()
    empty_clipboard()
    command = [sys.executable, str(_DOOR), *told]
    try:
        if sys.platform == "win32":
            # Windows has no exec: the new window is another process, and this one ends without a last word.
            subprocess.Popen(command, close_fds=True)
        else:
            os.execv(sys.executable, command)
    finally:
        # Reached under Windows, and where no new process could be had: this one ends all the same.
        os._exit(0)
