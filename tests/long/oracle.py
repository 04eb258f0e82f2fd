"""What every proof of durability asks of a vault: is it whole, and what does it hold; it knows no fault and no act."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import storage.engine
import storage.store
from mapping.casemap import CaseMap
from mapping.history import History
from mapping.records import case_record
from storage.attachments import Attachment
from storage.errors import VaultError
from storage.keeping import Keeping
from storage.recovery import new_code
from storage.vault import Vault
from tests.storage.sample import PASSPHRASE, keys_json


def _compile_once() -> None:
    """Let all engines of this process share what they compiled: a proof opens tens of thousands of vaults."""
    own, first = storage.engine.engine_over, []

    def engine_over(*given: Any, **more: Any) -> Any:
        engine = own(*given, **more)
        if first:
            engine.dialect, engine._compiled_cache = first[0].dialect, first[0]._compiled_cache
        else:
            first.append(engine)
        return engine

    storage.engine.engine_over = storage.store.engine_over = engine_over


_compile_once()
OTHER_CODE = new_code()
"""A recovery code that no vault has before it is given one."""
WRONGS = ("lost", "torn", "corrupt", "shut")


class Wrong(AssertionError):
    """What is wrong with a vault; it begins with one of the words that are counted."""

    @property
    def word(self) -> str:
        """That word."""
        return str(self).split()[0]


@dataclass(frozen=True)
class Found:
    """All that a vault holds, to be compared."""

    head: int
    cases: Mapping[str, CaseMap]
    steps: Mapping[str, tuple[Any, ...]]
    drafts: Mapping[str, Mapping[tuple[str, str], str]]
    evidence: Mapping[str, tuple[Attachment, ...]]
    kept_until: Mapping[str, Keeping | None]
    code: bool
    """Whether the other recovery code is the one that opens it."""


def check_case(folder: Path, acked: int = 0, passphrase: str = PASSPHRASE) -> Found:
    """Open a vault, look it over whole, and return what it holds; `acked` is the last act that was told as kept."""
    try:
        vault = Vault.unlock(folder, passphrase)
    except VaultError as trouble:
        raise Wrong(f"shut ({type(trouble).__name__})") from None
    with closing(vault):
        require_whole(vault)
        found = holdings(vault)
    if found.head < acked:
        raise Wrong("lost")
    return found


def holdings(vault: Vault) -> Found:
    """All that an open vault holds."""
    names = [line.id for line in vault.cases()]
    cases = {name: vault.load(name) for name in names}
    steps = {name: _ends(vault.history(name)) for name in names}
    drafts = {name: vault.drafts(name) for name in names}
    evidence = {name: vault.attached(name) for name in names}
    kept_until = {name: vault.kept_until(name) for name in names}
    head = _rows(vault, "SELECT coalesce(max(seq), 0) FROM journal")[0][0]
    return Found(head, cases, steps, drafts, evidence, kept_until, vault.opens_with(OTHER_CODE))


def require_whole(vault: Vault) -> None:
    """Raise Wrong unless every page, table, act and body of an open vault is as it was written."""
    # Asked of the file itself too: the program's own check is among what is proven.
    for pragma, right in (("cipher_integrity_check", []), ("integrity_check", [("ok",)]), ("foreign_key_check", [])):
        if _rows(vault, f"PRAGMA {pragma}") != right:
            raise Wrong(f"corrupt ({pragma})")
    if _rows(vault, "SELECT value FROM meta WHERE name = 'vault'") != [(keys_json(vault.folder)["vault"],)]:
        raise Wrong("corrupt (another vault)")
    acts = _rows(vault, "SELECT seq, previous, hash FROM journal ORDER BY seq")
    for number, (seq, previous, _hash) in enumerate(acts, 1):
        if seq != number or (number > 1 and previous != acts[number - 2][2]):
            raise Wrong("torn (the chain of acts)")
    if _rows(vault, "SELECT count(*) FROM attached a WHERE NOT EXISTS (SELECT 1 FROM attachments b "
                    "WHERE b.digest = a.digest)") != [(0,)]:  # fmt: skip
        raise Wrong("torn (attachments)")
    if vault.check():
        raise Wrong("torn (what the journal proves)")


def broken_off(folder: Path) -> bool:
    """Whether an act was broken off in the middle of its writing: its journal would be played back."""
    journal = folder / "vault.db-journal"
    return journal.exists() and any(journal.read_bytes()[:8])


def hash_of(case: CaseMap) -> str:
    """The hash of a case in the form that does not depend on how it is kept."""
    return hashlib.sha256(json.dumps(case_record(case), sort_keys=True).encode()).hexdigest()


def _ends(history: History) -> tuple[Any, ...]:
    return history.depth, history.next_undo, history.next_redo


def _rows(vault: Vault, statement: str) -> list[Any]:
    raw = vault._opened.raw
    return list(raw.execute(statement).fetchall())
