"""The commands for the record of acts, as the command line offers them; what does them is loaded when one is asked."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from exports.erasure import REASONS


def history(chosen: argparse.Namespace) -> int:
    """Print what was done in a case, or to one entry."""
    from app.commands import recordacts

    return recordacts.history(chosen)


def erase(chosen: argparse.Namespace) -> int:
    """Erase what stood in entries before, or the entries themselves."""
    from app.commands import recordacts

    return recordacts.erase(chosen)


def take_history(command: argparse.ArgumentParser) -> None:
    """What `vault history` takes beside the vault and the case."""
    command.add_argument("--entry", default="", metavar="ID", help="the record of one entry or link alone")
    command.add_argument("--json", action="store_true", help="as JSON, with every field before and after")


def take_erase(command: argparse.ArgumentParser) -> None:
    """What `vault erase` takes beside the vault and the case."""
    command.add_argument("ids", nargs="+", metavar="ENTRY", help="whose earlier words are erased")
    command.add_argument("--because", choices=tuple(REASONS), required=True, help="for safety, or by law")
    command.add_argument("--decided-by", default="", metavar="NAME", help="by whose decision; for the certificate")
    command.add_argument("--whole", action="store_true", help="take them off the map as well, with their links")
    older = "make a backup, and delete the older ones, which still hold it; in the second place too"
    command.add_argument("--delete-older-backups", dest="older_backups", action="store_true", help=older)
    command.add_argument("-o", dest="output", type=Path, metavar="CERTIFICATE.pdf", help="where the certificate goes")


Take = Callable[[argparse.ArgumentParser], None]
ACTS: dict[str, tuple[Callable[[argparse.Namespace], int], str, Take]] = {
    "history": (history, "what was done in a case, or to one entry, newest first", take_history),
    "erase": (erase, "erase what stood in entries before, for good", take_erase),
}
"""Each act on the record: what does it, its help, and what else it takes."""
