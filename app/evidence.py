"""The evidence of one open case: what is attached to which card, read from the vault each time it is asked for.

It holds no bytes and no title itself. `changed` names the card whose evidence is another now.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from storage.errors import VaultClosed

if TYPE_CHECKING:
    from storage.attachments import Attachment
    from storage.audit import Record

Result = TypeVar("Result")


class Store(Protocol):
    """What evidence needs of a vault."""

    def attach(self, case_id: str, thing: str, content: bytes, kind: str, title: str, who: str) -> str:
        """Keep something as evidence for an entry; its digest."""

    def detach(self, case_id: str, thing: str, digest: str, who: str) -> None:
        """Take evidence from an entry."""

    def attached(self, case_id: str, thing: str = "") -> tuple[Attachment, ...]:
        """What is attached to an entry."""

    def attachment(self, case_id: str, digest: str) -> bytes | None:
        """The bytes of one attachment."""

    def records(self, case_id: str | None, thing: str = "", *, before: int = 0, most: int = 200) -> tuple[Record, ...]:
        """The acts on a case, newest first."""

    def reopen(self) -> None:
        """Open the file again after trouble with the disk."""


class Evidence(QObject):
    """What can be asked of, and done with, the evidence of a case; every method may raise VaultError.

    After trouble in an act, asking again tells the truth: the vault has been opened anew by then.
    """

    changed = Signal(str)

    def __init__(self, store: Store, case_id: str, who: str) -> None:
        super().__init__()
        self._store, self._case_id, self._who = store, case_id, who

    def of(self, thing: str) -> tuple[Attachment, ...]:
        """What is attached to an entry, in the order in which it came."""
        return self._ask(lambda: self._store.attached(self._case_id, thing))

    def content(self, digest: str) -> bytes | None:
        """The bytes of one attachment; None if it is not there any more."""
        return self._ask(lambda: self._store.attachment(self._case_id, digest))

    def act_of(self, found: Attachment) -> Record | None:
        """The act that brought an attachment: when, and by whose hand."""
        acts = self._ask(lambda: self._store.records(self._case_id, before=found.seq + 1, most=1))
        return next((act for act in acts if act.seq == found.seq), None)

    def attach(self, thing: str, content: bytes, kind: str, title: str) -> None:
        """Keep something as evidence for an entry; what it has already only gets the new title."""
        self._act(thing, lambda: self._store.attach(self._case_id, thing, content, kind, title, self._who))

    def detach(self, thing: str, digest: str) -> None:
        """Take evidence from an entry for good."""
        self._act(thing, lambda: self._store.detach(self._case_id, thing, digest, self._who))

    def _act(self, thing: str, work: Callable[[], object]) -> None:
        try:
            self._ask(work)
        finally:
            # An act that reported trouble may be in the vault all the same.
            self.changed.emit(thing)

    def _ask(self, question: Callable[[], Result]) -> Result:
        """Ask something of the vault; one that trouble has closed is opened once more."""
        try:
            return question()
        except VaultClosed:
            self._store.reopen()
            return question()
