"""Handing a case back: a package for the agency's system, read back from the disk, and only then the case goes.

What could not be taken away with it is said by name. It keeps no passphrase.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.clock import today
from app.files import FileChooser
from app.folders import Wanted
from app.handingback import ACT, Package, packed
from app.outfile import OutputError, write_whole
from app.plain import PlainLabel
from app.vault.passphrase import NewPassphrase
from app.vault.steps import Steps
from app.work import Work
from app.worker import who_works
from exports.errors import ExportError
from storage.errors import VaultError
from storage.vault import Vault

_WHAT = (
    "Everything that the vault knows of this case goes into one PDF for the agency’s system: the report, the case"
    " itself, its evidence, and the record of who did what. It opens in any program that reads PDF, with a passphrase"
    " of its own."
)
_PASSPHRASE = (
    "Choose a passphrase for the package, other than the vault’s, and give it to the agency by another way than the"
    " file."
)
_START = Path("package.pdf")
_TRUST = "Bring the package to its place first, and open it there once. Then take the case out of this vault."
_GONE = "The case is no longer in this vault. That it was handed back, when and by whom, stays in the record."
_STILL = (
    "What Throughline cannot take away: reports, pictures and case files that were saved before, and what was printed"
    " or sent."
)
_COPIES = "The backups made before now still hold the case{}, until newer ones take their place."
_REMOVED = "A fresh backup was made, and the older ones were taken away."
_LEFT = "A fresh backup was made. These older copies could not be reached and still hold the case: {}."


@dataclass(frozen=True, slots=True, repr=False)
class _Written:
    """A package that lies on the disk and was read back from there."""

    package: Package
    path: Path


class HandBack(Steps):
    """The steps of handing one case back; `given_up` leaves it where it is, `went` says it is gone, `done` ends."""

    given_up = Signal()
    went = Signal()
    done = Signal()

    def __init__(self, vault: Vault, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vault, self._case_id, self._work = vault, case_id, Work(self)
        self.passphrase = NewPassphrase("Passphrase of the package")
        self._ask()

    def _ask(self, trouble: str = "") -> None:
        asking = QWidget()
        column = QVBoxLayout(asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        self.passphrase = NewPassphrase("Passphrase of the package")
        for part in (PlainLabel(_WHAT), PlainLabel(_PASSPHRASE), self.passphrase):
            column.addWidget(part)
        asking.setFocusProxy(self.passphrase)
        words = (asking, trouble) if trouble else (asking,)
        go, leave = ("Choose where it goes…", self._choose), ("Leave it as it is", self.given_up.emit)
        self.show_step("Hand this case back", words, go, leave)
        self.passphrase.changed.connect(self._allow)
        self.passphrase.entered.connect(self._choose)
        self._allow()

    def _allow(self) -> None:
        self.buttons[0].setEnabled(self.passphrase.is_ready)

    def _choose(self) -> None:
        if not self.passphrase.is_ready:
            return
        chooser = FileChooser(
            "Where shall the package go?", Wanted.NEW_FILE, "Put it here",
            start=Path.home() / _START, endings=(".pdf",), parent=self,
        )  # fmt: skip
        chooser.chosen.connect(self._make)
        chooser.open()

    def _make(self, path: Path) -> None:
        secret = self.passphrase.text
        self.show_step("The package is being made and read back…", ())
        self._work.start(lambda: self._written(path, secret), self._ask_to_go, self._ask, _EXPECTED)

    def _written(self, path: Path, secret: str) -> _Written:
        made = packed(self._vault, self._case_id, secret, today())
        write_whole(path, made.content)
        if not _lies_there(path, made.content):
            raise OutputError("The package does not lie on the disk as it was written. Choose another place for it.")
        return _Written(made, path)

    def _ask_to_go(self, written: _Written) -> None:
        made = written.package
        held = (
            f"It holds {_number(made.entries, 'entry', 'entries')}, {_number(made.acts, 'act', 'acts')} of the record"
        )
        held += f" and {_number(made.evidence, 'piece', 'pieces')} of evidence, and was read back whole."
        self.show_step(
            "The package is made", (f"{written.path}", held, _TRUST),
            ("Keep it here as well", self.given_up.emit), ("Take the case out of this vault", self._take_out),
        )  # fmt: skip

    def _take_out(self) -> None:
        self.show_step("A backup is made, and the case is taken out…", ())
        who = who_works(self._vault)
        self._work.start(
            lambda: self._vault.forget_case(self._case_id, who, ACT), lambda _none: self._tell(), self._stuck, _EXPECTED
        )

    def _stuck(self, sentence: str) -> None:
        again, leave = ("Try again", self._take_out), ("Keep it here as well", self.given_up.emit)
        self.show_step("The case is still in the vault", (sentence,), again, leave)

    def _tell(self) -> None:
        self.went.emit()
        there = self._vault.second_place()
        copies = _COPIES.format("" if there is None else ", and so do those in the second place")
        self.show_step(
            "Handed back", (_GONE, copies, _STILL),
            ("Take the older backups away too", self._remove), ("Leave them", self.done.emit),
        )  # fmt: skip

    def _remove(self) -> None:
        self.show_step("A fresh backup is made…", ())
        self._work.start(self._vault.remove_older_backups, self._end, lambda why: self._end(0, why), _EXPECTED)

    def _end(self, left: int, trouble: str = "") -> None:
        words = trouble or (_LEFT.format(left) if left else _REMOVED)
        self.show_step("Handed back", (words, _STILL), ("Close", self.done.emit))


_EXPECTED = (VaultError, ExportError, OutputError)


def _lies_there(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _number(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
