"""What may be asked of the program on its command line, and what answer means what; it does none of it itself.

Exit codes: 0 done, 1 refused or failed (sentences on standard error, never a traceback), 2 asked for wrongly.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from datetime import date
from pathlib import Path

from app.commands import analysis, documents, evidence, handing, records, vaults
from app.commands.source import CommandError, complain
from app.outfile import OutputError
from app.settings import THEMES
from exports.copies import DOCUMENTS, OWN_AGENCY
from exports.errors import ExportError
from mapping.errors import CaseError
from mapping.vocabulary import load_vocabulary
from storage.errors import VaultError

DONE, REFUSED = 0, 1


def run(given: list[str]) -> int:
    """Do what these arguments ask and return the exit code; bad usage ends the process with 2, as argparse does."""
    _speak_utf8()
    chosen = parser().parse_args(given)
    try:
        code = int(chosen.do(chosen))
        sys.stdout.flush()
        return code
    except (CaseError, VaultError, ExportError, CommandError, OutputError) as error:
        complain(str(error))
    except KeyboardInterrupt:
        complain("Stopped.")
    except BrokenPipeError:
        _leave_quietly()
        return DONE
    except OSError as error:
        complain(f"The system refused: {error.strerror or 'it gave no reason'}.")
    return REFUSED


def parser() -> argparse.ArgumentParser:
    """The commands and what each of them takes."""
    top = argparse.ArgumentParser(
        prog="main.py", description="Throughline. Without a command the window opens.", allow_abbrev=False
    )
    shown = top.add_mutually_exclusive_group()
    shown.add_argument("--demo", action="store_true", help="open the sample case in a vault that is wiped on exit")
    shown.add_argument("--case", type=Path, metavar="FILE", help="open this case in a vault that is wiped on exit")
    # Said by the program to itself alone, when it locks.
    top.add_argument("--locked", action="store_true", help=argparse.SUPPRESS)
    top.set_defaults(do=_window)
    commands = top.add_subparsers(metavar="COMMAND")
    _add_readings(commands)
    _add_documents(commands)
    _add_vault(commands)
    _add_screens(commands)
    return top


def _add_readings(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    for name, do, words in (
        ("validate", analysis.validate, "is it a case? every fault with its place"),
        ("pathways", analysis.pathways, "every way from what he does to what it does to a child"),
        ("checks", analysis.checks, "what the map does not say"),
    ):
        command = _command(commands, name, do, words)
        command.add_argument("file", type=Path, metavar="FILE")
        if name != "validate":
            command.add_argument("--json", action="store_true", help="as JSON")
        if name == "checks":
            command.add_argument("--on", type=_day, metavar="DATE", help="the day it is asked on, as 2026-11-22")
    language = _command(commands, "language", analysis.language, "what the wording of a text hides")
    language.add_argument("file", metavar="FILE.txt|-")
    language.add_argument("--case", type=Path, metavar="FILE", help="the case that says who is who")
    language.add_argument("--rules", type=Path, metavar="TEAM.toml", help="a team's own rules beside ours")
    language.add_argument(
        "--audience", default="", metavar="A", help="the reader it is written for: some rules hold for one reader alone"
    )
    language.add_argument("--json", action="store_true", help="as JSON")


def _add_documents(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    report = _command(commands, "report", documents.report, "a report for one reader")
    _add_reader(report, required=True)
    report.add_argument("--format", choices=("pdf", "docx", "xlsx"), default="pdf")
    report.add_argument("--on", type=_day, metavar="DATE", help="the day that stands on it, as 2026-11-22")
    report.add_argument("--released-by", action="append", default=[], metavar="NAME", help="who says that it may leave")
    other = "another paper in place of the report: about one person (--for ID), or for an agency (--agency NAME)"
    report.add_argument("--document", choices=tuple(DOCUMENTS), help=other)
    then = "with since_last_session: an earlier file of the same case, to be set beside this one"
    report.add_argument("--since", type=Path, metavar="FILE", help=then)
    report.add_argument("--profile", type=Path, metavar="FILE", help="a team's own choice of parts, in TOML or JSON")
    report.add_argument("--copy", type=_copy_number, default=1, metavar="N", help="the number of this copy")
    first_line = "seal the PDF (AES-256); the file's first line is the passphrase"
    report.add_argument("--passphrase-file", type=Path, metavar="FILE", help=first_line)
    anyway = "why wording that the rules ask about leaves as it stands; the report says so"
    report.add_argument("--anyway", metavar="REASON", help=anyway)
    picture = _command(commands, "picture", documents.picture, "the map as a picture")
    _add_reader(picture, required=False)
    audience = _command(commands, "audience", documents.audience, "the smaller case that one reader may have")
    _add_reader(audience, required=True)


def _add_reader(command: argparse.ArgumentParser, *, required: bool) -> None:
    readers = [term.key for term in load_vocabulary().family("audience")]
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--audience", choices=readers, required=required, default=OWN_AGENCY, metavar="A")
    command.add_argument("--for", dest="whom", default="", metavar="ID", help="which person the copy is for")
    command.add_argument("--agency", default="", metavar="NAME", help="whose copy it is, of a partner agency")
    given = "how a training copy gives dates: years (as without it), months or shift:DAYS"
    command.add_argument("--dates", default="", metavar="HOW", help=given)
    command.add_argument("-o", dest="output", type=Path, required=True, metavar="OUT")


def _add_vault(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    top = commands.add_parser("vault", help="a vault without the window", allow_abbrev=False)
    inside = top.add_subparsers(metavar="ACT", required=True)
    for name, (do, words, takes) in vaults.ACTS.items():
        command = _command(inside, name, do, words)
        for take in takes:
            command.add_argument(take, type=str if take in ("id", "entry") else Path, metavar=take.upper())
        command.add_argument("--passphrase-file", type=Path, metavar="FILE", help="its first line is the passphrase")
        _add_options(command, do)
    for name, (do, words, take_more) in records.ACTS.items():
        command = _command(inside, name, do, words)
        command.add_argument("vault", type=Path, metavar="VAULT")
        command.add_argument("id", metavar="ID")
        take_more(command)
        command.add_argument("--passphrase-file", type=Path, metavar="FILE", help="its first line is the passphrase")


def _add_options(command: argparse.ArgumentParser, do: object) -> None:
    """What only some of the acts on a vault take."""
    if do is vaults.add:
        anyway = "bring the case in although no backup can be made first"
        command.add_argument("--without-backup", action="store_true", help=anyway)
    if do is vaults.change_passphrase:
        first_line = "its first line is the new passphrase"
        command.add_argument("--new-passphrase-file", type=Path, metavar="FILE", help=first_line)
    if do in (vaults.change_passphrase, vaults.renew_recovery_code):
        old = "leave the backups as they are: they open with the old one"
        command.add_argument("--leave-backups", action="store_true", help=old)
    if do is vaults.renew_recovery_code:
        command.add_argument("-o", dest="output", type=Path, metavar="SHEET.pdf", help="a sheet to print")
    if do is handing.keep:
        command.add_argument("--until", type=_day, metavar="DATE", help="the day, as 2031-05-01")
        command.add_argument("--authority", metavar="TEXT", help="by whose rule or decision")
    if do is handing.hand_back:
        first_line = "its first line is the passphrase of the package"
        command.add_argument("--package-passphrase-file", type=Path, metavar="FILE", help=first_line)
        command.add_argument("-o", dest="output", type=Path, required=True, metavar="PACKAGE.pdf")
        command.add_argument("--take-out", action="store_true", help="take the case out of the vault afterwards")
    if do is evidence.attach:
        command.add_argument("--title", required=True, metavar="T", help="what it shows, in your own words")
    if do is vaults.export:
        command.add_argument("-o", dest="output", type=Path, required=True, metavar="OUT.case.json")


def _add_screens(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(commands, "screens", _screens, "a picture of every view, for the guide and for review")
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("-o", dest="output", type=Path, required=True, metavar="DIR")
    command.add_argument("--size", type=_size, default=None, metavar="1366x768")
    command.add_argument("--theme", choices=THEMES, default=None)
    command.add_argument("--text", type=int, choices=(100, 200), default=None)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    do: object,
    words: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=words, description=words, allow_abbrev=False)
    command.set_defaults(do=do)
    return command


def _window(chosen: argparse.Namespace) -> int:
    """Open the window; Qt is imported here and not before."""
    from app.gui import start

    return start(chosen.case, demo=chosen.demo, locked=chosen.locked)


def _screens(chosen: argparse.Namespace) -> int:
    from app.screens import draw_all

    return draw_all(chosen.file, chosen.output, size=chosen.size, theme=chosen.theme, text=chosen.text)


def _day(text: str) -> date:
    """A day as argparse wants it: ValueError is answered with usage."""
    return date.fromisoformat(text)


def _size(text: str) -> tuple[int, int]:
    wide, _, high = text.partition("x")
    size = int(wide), int(high)
    if not (320 <= size[0] <= 8192 and 240 <= size[1] <= 8192):
        raise ValueError(text)
    return size


def _copy_number(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 999:
        raise ValueError(text)
    return number


_day.__name__, _size.__name__, _copy_number.__name__ = (
    "day",
    "size",
    "copy number",
)  # argparse names them so in its messages


def _speak_utf8() -> None:
    """Every character of a case can be printed anywhere; what a terminal lacks is shown as its number."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _leave_quietly() -> None:
    """Whoever read our output has gone: nothing more can be said, and the interpreter must not try to at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
