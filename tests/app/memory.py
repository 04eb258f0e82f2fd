"""A store that keeps a case in memory, for the tests of the rooms; it can be told to fail like a disk."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from mapping.casemap import CaseMap, ChangeSet
from mapping.history import History
from storage.attachments import Attachment
from storage.errors import VaultError


class MemoryStore:
    """Holds one case; `acts` are the change sets that were written, newest last, `begun` the drafts.

    With `fails` a write reports trouble and nothing is kept; with `fails_after` it reports trouble and all is kept.
    """

    def __init__(self, case: CaseMap) -> None:
        self.case = case
        self.acts: list[ChangeSet] = []
        self.begun: dict[tuple[str, str], str] = {}
        self.fails = self.fails_after = False
        self._log: list[tuple[str, ChangeSet]] = []
        self.sealed = 0
        self.evidence: dict[tuple[str, str], Attachment] = {}
        self.contents: dict[str, bytes] = {}
        self.closed = self.is_for_reading = False

    def load(self, case_id: str) -> CaseMap:
        assert case_id == self.case.header.id
        return self.case

    def history(self, case_id: str) -> History:
        history = History()
        for how, changes in self._log:
            match how:
                case "undo":
                    history.undone()
                case "redo":
                    history.redone()
                case "seal":
                    history.seal()
                case _:
                    history.record(changes)
        return history

    def write(
        self, case_id: str, changes: ChangeSet, who: str, how: str = "do", *, finished: Iterable[tuple[str, str]] = ()
    ) -> int:
        if self.fails:
            raise VaultError
        self.case = self.case.apply(changes)
        self.acts.append(changes)
        for key in finished:
            self.begun.pop(key, None)
        self._log.append((how, changes))
        if self.fails_after:
            raise VaultError
        return len(self.acts)

    def seal(self, case_id: str) -> None:
        self.sealed += 1
        self._log.append(("seal", ChangeSet("seal", ())))

    def draft(self, case_id: str, entry_id: str, field: str) -> str | None:
        return self.begun.get((entry_id, field))

    def drafts(self, case_id: str) -> dict[tuple[str, str], str]:
        return dict(self.begun)

    def keep_draft(self, case_id: str, entry_id: str, field: str, text: str) -> None:
        if self.fails:
            raise VaultError
        self.begun[entry_id, field] = text

    def drop_draft(self, case_id: str, entry_id: str, field: str) -> None:
        self.begun.pop((entry_id, field), None)

    def attach(self, case_id: str, thing: str, content: bytes, kind: str, title: str, who: str) -> str:
        if self.fails:
            raise VaultError
        digest = sha256(content).hexdigest()
        self.contents[digest] = content
        self.evidence[thing, digest] = Attachment(thing, digest, kind, len(content), title, len(self.evidence) + 1)
        if self.fails_after:
            raise VaultError
        return digest

    def detach(self, case_id: str, thing: str, digest: str, who: str) -> None:
        if self.fails:
            raise VaultError
        del self.evidence[thing, digest]

    def attached(self, case_id: str, thing: str = "") -> tuple[Attachment, ...]:
        return tuple(found for (each, _), found in self.evidence.items() if each == thing or not thing)

    def attachment(self, case_id: str, digest: str) -> bytes | None:
        return self.contents.get(digest)

    def reopen(self) -> None:
        self.closed = False

    def close(self) -> None:
        self.closed = True
