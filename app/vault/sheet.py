"""Puts a recovery code on paper: asks where the sheet is to go, and writes it there; it keeps no code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.files import FileChooser
from app.folders import Wanted
from app.outfile import OutputError, write_whole
from exports.errors import ExportError

SAVED = (
    "Saved as {}. The file is not encrypted: whoever opens it has the code. Print it now, then delete the file and"
    " empty the bin. Do not send it to anyone."
)
_START = "sheet.pdf"
"""A name that says nothing of what is in it."""


def save_sheet(code: str, mark: str, parent: QWidget, say: Callable[[str], object]) -> None:
    """Ask where the sheet with this code is to go, and write it there; `say` tells what became of it."""
    chooser = FileChooser(
        "Where shall the sheet go until it is printed?",
        Wanted.NEW_FILE,
        "Save the sheet",
        start=Path.home() / _START,
        endings=(".pdf",),
        parent=parent,
    )
    chooser.chosen.connect(lambda path: say(write_sheet(code, mark, path)))
    chooser.open()


def write_sheet(code: str, mark: str, path: Path) -> str:
    """Write the sheet to a file; the sentence that says what became of it."""
    from exports.recoverysheet import recovery_sheet

    try:
        write_whole(path, recovery_sheet(code, mark, datetime.now().astimezone().date()))
    except (ExportError, OutputError) as error:
        return str(error)
    return SAVED.format(path)
