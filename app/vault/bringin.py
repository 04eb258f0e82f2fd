"""Bringing a case file into a vault: read apart, shown in numbers, taken in as one act after a backup, or left.

It keeps neither the file's name nor anything of a file that was not taken.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app import theme
from app.clock import today
from app.commands.source import CommandError, case_from_elsewhere
from app.plain import PlainLabel
from app.sandbox.running import Stop
from app.vault.steps import Steps
from app.work import Work
from app.worker import who_works
from mapping.arriving import as_another, changed, holdings, questions, remarks
from mapping.casemap import CaseMap
from mapping.errors import CaseFileError
from storage.errors import VaultError, WriteFailed
from storage.vault import Vault

_READING = "The file is being read, apart from the vault and from everything else…"
_ASKED = "This program would ask about this, or not take it from your hand. It comes in as it stands:"
_THERE = "A case with the same identity is in this vault already. {} Nothing is mixed: choose what you want."
_AS_IT_WAS = "The vault is as it was. What stands in the way, for whoever made the file:"
_BEFORE = "A backup of the vault is made first; then all of it comes in at once, or nothing."
_NO_BACKUP = (
    "No backup could be made first, and nothing has been brought in. {} You may bring it in all the same:"
    " what is in the vault already is not touched by it."
)
_LINES = 3
"""How many faults, or questions, are shown before the rest is only counted."""


class BringIn(Steps):
    """The steps between a chosen file and a case in the vault. `taken` and `opens` name a case, `given_up` nothing."""

    taken = Signal(str)
    opens = Signal(str)
    given_up = Signal()

    def __init__(self, vault: Vault, parent: QWidget | None = None, *, veiled: bool = False) -> None:
        """`veiled` keeps the title hidden, which may hold names."""
        super().__init__(parent)
        self._vault, self._veiled = vault, veiled
        self._work, self._stop = Work(self), Stop()
        # Whoever takes this panel away does not wait for the child either.
        self.destroyed.connect(self._stop.now)

    def read(self, path: Path) -> None:
        """Read a file in the sandbox and show what it would bring."""
        stop = self._stop
        self.show_step(_READING, (), ("Stop", self._give_up))
        self._work.start(lambda: self._read(path, stop), self._preview, self._refuse, _EXPECTED)

    def _read(self, path: Path, stop: Stop) -> tuple[CaseMap, CaseMap | None]:
        """The case of a file, and the one in the vault that has its id."""
        case = case_from_elsewhere(path, stop)
        there = any(line.id == case.header.id for line in self._vault.cases())
        return case, self._vault.load(case.header.id) if there else None

    def _refuse(self, sentence: str) -> None:
        if not self._stop.asked:
            faults = _first(sentence.splitlines())
            self.show_step("The file was not brought in.", (_AS_IT_WAS, *faults), ("Close", self._give_up))

    def _preview(self, found: tuple[CaseMap, CaseMap | None]) -> None:
        if self._stop.asked:
            return
        case, mine = found
        title = "" if self._veiled else f": “{case.header.title}”"
        said = [*remarks(case)]
        asked = questions(case)
        if asked:
            said.append("\n".join((_ASKED, *_first(asked))))
        leave = ("Leave it", self._give_up)
        if mine is None:
            self.show_step(
                f"Bring in this case{title}?", (_numbers(case), *said, _BEFORE),
                ("Bring it in", self._taking(case)), leave,
            )  # fmt: skip
            return
        another = as_another(case, f"{today().day} {today():%B %Y}")
        self.show_step(
            f"This case is here already{title}",
            (_THERE.format(changed(mine, case)), _numbers(case), *said, _BEFORE),
            ("Open the one in the vault", lambda: self.opens.emit(mine.header.id)),
            ("Bring it in as another case", self._taking(another)), leave,
        )  # fmt: skip

    def _taking(self, case: CaseMap) -> Callable[[], None]:
        return lambda: self._take(case)

    def _take(self, case: CaseMap) -> None:
        """A backup first; where there is none, it is for the worker to say what happens."""
        self.show_step("A backup is being made…", ())
        self._work.start(
            self._vault.back_up, lambda _place: self._add(case), lambda sentence: self._ask(case, sentence), _EXPECTED
        )

    def _ask(self, case: CaseMap, sentence: str) -> None:
        anyway = ("Bring it in without a backup", lambda: self._add(case))
        self.show_step("No backup", (_NO_BACKUP.format(sentence),), ("Leave it", self._give_up), anyway)

    def _add(self, case: CaseMap) -> None:
        self.show_step("The case is being brought in…", ())
        self._work.start(
            lambda: self._put_in(case), lambda trouble: self._landed(case, trouble), self._refuse, _EXPECTED
        )

    def _put_in(self, case: CaseMap) -> str:
        """Keep the whole case as one act; what the disk said if it is in the vault all the same."""
        try:
            self._vault.add(case, who_works(self._vault), "import")
        except WriteFailed as failure:
            if not failure.in_file:
                raise
            return str(failure)
        return ""

    def _landed(self, case: CaseMap, trouble: str) -> None:
        if not trouble:
            self.taken.emit(case.header.id)
            return
        self.show_step("The case is in the vault.", (trouble,), ("Open it", lambda: self.taken.emit(case.header.id)))

    def _give_up(self) -> None:
        self._stop.now()
        self.given_up.emit()


def _numbers(case: CaseMap) -> QWidget:
    """What a case holds, one number beside the other in two columns, so that the way on stays in sight."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.current().px(24))
    grid.setVerticalSpacing(theme.current().px(4))
    rows = holdings(case)
    half = (len(rows) + 1) // 2
    for place, (heading, number) in enumerate(rows):
        grid.addWidget(PlainLabel(f"{heading}: {number}"), place % half, place // half)
    return table


_EXPECTED = (CaseFileError, CommandError, VaultError)


def _first(lines: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    more = len(lines) - _LINES
    return (*lines[:_LINES], *((f"and {more} more.",) if more > 0 else ()))
