"""What was done with the vault itself, and when a case left it, in plain words, newest first; it does none of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from app import idle
from app.handingback import ACT as HANDED_BACK
from app.moments import now_here, said_time
from app.plain import PlainLabel
from app.safekeeper import NOTICE
from app.vault.care.section import Reading, Section
from storage.audit import Record
from storage.knownkeys import CHANGES, FOUND
from storage.vault import Vault

_MOST = 10
_NOTHING = "Nothing was done with the vault itself yet that the record tells of."
_MORE = "What was done before that stays in the record too."
_NOBODY = "Somebody who gave no name"
_PASSPHRASE, _CODE = CHANGES
_DONE = {
    _PASSPHRASE: "changed the passphrase",
    _CODE: "made a new recovery code",
    "restore": "put a backup in the vault’s place",
    "forget": "deleted a case",
    HANDED_BACK: "handed a case back and took it out of this vault",
    "worker": "gave another name for the record from then on",
}
_MINUTES = "let the vault lock by itself after {} instead of {}"
_FOUND = "At opening, the passphrase or the recovery code was found changed without an act of the record"


class RecordSection(Section):
    """The last acts, each with who and when."""

    title = "What was done with this vault"
    purpose = (
        "What was done in a case stands in that case’s history, and goes with it. That a case was deleted or handed"
        " back stays here."
    )

    def __init__(self, vault: Vault, parent: QWidget | None = None) -> None:
        super().__init__(vault, parent)
        self._told, self._more = PlainLabel(_NOTHING), PlainLabel(_MORE, "muted")
        self._reading = Reading(self, lambda: vault.records(None, most=_MOST + 1), self._show, self.say)
        for part in (self._told, self._more, self.word):
            self.column.addWidget(part)
        self._more.hide()
        idle.NOTICE.chosen.connect(self.look)
        NOTICE.changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """Read it anew."""
        self._reading.ask()

    def _show(self, acts: Sequence[Record]) -> None:
        now = now_here()
        self._told.setText("\n".join(said(act, now) for act in acts[:_MOST]) or _NOTHING)
        self._more.setVisible(len(acts) > _MOST)


def said(act: Record, now: datetime) -> str:
    """One act as a sentence, with its time."""
    done = _FOUND if act.act == FOUND else f"{act.who or _NOBODY} {_phrase(act.act)}"
    return f"{said_time(act.moment, now)}: {done}."


def _phrase(act: str) -> str:
    name, *minutes = act.split()
    if name == idle.ACT and len(minutes) == 2:
        before, after = (idle.said_minutes(int(each)) for each in minutes)
        return _MINUTES.format(after, before)
    return _DONE.get(act, f"did what the record calls “{act}”")
