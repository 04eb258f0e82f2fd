"""Whichever pages of an act had reached the disk when the power went, the vault opens before the act or after it."""

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from mapping.entries import Note
from storage import hotjournal
from storage.store import Store
from storage.vault import Vault
from tests.storage.corpus import PAGE, Moment, hot, make_vault
from tests.storage.sample import PASSPHRASE, put, remove


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault in which a draft waits."""
    folder = make_vault(tmp_path_factory.mktemp("sound") / "vault")
    with Vault.unlock(folder, PASSPHRASE) as vault:
        vault.keep_draft("c1", "B1", "account", "he said")
    return folder


@pytest.fixture(scope="module")
def adding(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Moment:
    """What lay on the disk around an act that adds a card, with a key of its own, and is done with a draft."""
    folder = tmp_path_factory.mktemp("adding") / "vault"
    shutil.copytree(sound, folder)
    before = (folder / "vault.db").read_bytes()
    with Vault.unlock(folder, PASSPHRASE) as vault:
        added = put(Note(id="N1", account="said at the gate"))
        vault.write("c1", added, "worker", finished=[("B1", "account")])
        journal = (folder / "vault.db-journal").read_bytes()
    return Moment(before, (folder / "vault.db").read_bytes(), hot(journal, len(before) // PAGE))


@pytest.fixture(scope="module")
def erasing(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Moment:
    """The same around an act that removes a card and erases it, before the database is written anew."""
    folder = tmp_path_factory.mktemp("erasing") / "vault"
    shutil.copytree(sound, folder)
    before, journals = (folder / "vault.db").read_bytes(), []
    with Vault.unlock(folder, PASSPHRASE) as vault, pytest.MonkeyPatch.context() as patched:
        patched.setattr(Store, "compact", lambda _store: journals.append((folder / "vault.db-journal").read_bytes()))
        gone = remove(vault.load("c1").entries["B2"])
        vault.erase("c1", ["B2"], gone, "worker")
    return Moment(before, (folder / "vault.db").read_bytes(), hot(journals[0], len(before) // PAGE))


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """A copy of the vault."""
    shutil.copytree(sound, tmp_path / "vault")
    return tmp_path / "vault"


def seen(folder: Path, database: bytes, journal: bytes = b"") -> tuple[object, ...]:
    """All that a worker can find in a vault with these files: acts, case, what may be undone, drafts."""
    (folder / "vault.db").write_bytes(database)
    (folder / "vault.db-journal").write_bytes(journal)
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.check() == ()
        past = vault.history("c1")
        return vault.head(), vault.load("c1"), past.depth, past.next_undo, vault.drafts("c1")


def mixed(cut: Moment) -> Iterator[bytes]:
    """The database with one of an act’s pages alone, and without one, or two side by side: a table and its index."""
    longer = cut.before + bytes(len(cut.after) - len(cut.before))
    places = [at for at in range(0, len(cut.after), PAGE) if cut.after[at : at + PAGE] != longer[at : at + PAGE]]
    alone = [{*places} - {place} for place in places]
    for old in (*alone, *({place} for place in places), *pairwise(places)):
        raw = bytearray(cut.after)
        for at in old:
            raw[at : at + PAGE] = longer[at : at + PAGE]
        yield bytes(raw)


def outcomes(folder: Path, cut: Moment) -> Iterator[str]:
    """What each of these comes to."""
    ends = {"before": seen(folder, cut.before), "after": seen(folder, cut.after)}
    for database in mixed(cut):
        found = seen(folder, database, cut.journal)
        yield next((name for name, end in ends.items() if end == found), "neither")


@pytest.mark.parametrize("act", ["adding", "erasing"])
def test_no_page_that_is_missing_or_alone_makes_a_vault_that_never_was(
    folder: Path, act: str, request: pytest.FixtureRequest
) -> None:
    found = list(outcomes(folder, request.getfixturevalue(act)))
    assert len(found) > 20
    assert set(found) <= {"before", "after"}


def test_a_look_that_asks_only_whether_the_tables_hold_together_would_be_seen(
    folder: Path, adding: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hotjournal, "_all_written", lambda *_: True)
    monkeypatch.setattr(hotjournal, "_last_of", lambda *_: (True, 1))
    assert "neither" in outcomes(folder, adding)


@pytest.mark.parametrize("act", ["adding", "erasing"])
def test_all_pages_of_an_act_are_the_act_though_its_journal_lies_there(
    folder: Path, act: str, request: pytest.FixtureRequest
) -> None:
    cut = request.getfixturevalue(act)
    assert seen(folder, cut.after, cut.journal) == seen(folder, cut.after)
