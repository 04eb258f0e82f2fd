"""Puts a card of the help on paper: asks where, and writes it there; it knows no case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.files import FileChooser
from app.folders import Wanted
from app.outfile import OutputError, write_whole
from exports.errors import ExportError


def write_card(key: str, parent: QWidget, say: Callable[[str], object]) -> None:
    """Ask where the card of this key is to go, and write it there as a page; `say` tells what became of it."""
    start = Path.home() / f"{key.replace('_', ' ')}.pdf"
    chooser = FileChooser(
        "Where shall the card go?", Wanted.NEW_FILE, "Write it", start=start, endings=(".pdf",), parent=parent
    )
    chooser.chosen.connect(lambda path: _write(key, path, say))
    chooser.open()


def _write(key: str, path: Path, say: Callable[[str], object]) -> None:
    from exports.helpcard import help_card

    try:
        write_whole(path, help_card(key))
    except (ExportError, OutputError) as error:
        say(str(error))
        return
    say(f"Written: {path}")
