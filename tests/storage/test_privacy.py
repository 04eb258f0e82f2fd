"""Nothing of a case lies on the disk in the clear, and nobody else may read what lies there."""

import base64
import dataclasses
import os
import sqlite3
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from mapping.casemap import CaseMap, Change, ChangeSet
from mapping.entries import Header, Note, Person
from storage import cipher
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, child, small_case

CANARIES = tuple(f"canary{number:03d}mill lane{number}" for number in range(40))


def forms(text: str) -> Iterator[bytes]:
    """The ways in which a text could lie in a file."""
    raw = text.encode()
    yield from (raw, text.encode("utf-16-le"), text.encode("utf-16-be"), raw.hex().encode(), raw.hex().upper().encode())
    for start in range(3):  # wherever it begins in a longer text
        yield base64.b64encode(b"\0" * start + raw)[4:-4]


def found_in(folder: Path) -> set[str]:
    """The canaries that stand in any file below the folder, or in its name."""
    blobs = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    blobs += [str(path.relative_to(folder)).encode() for path in folder.rglob("*")]
    return {canary for canary in CANARIES if any(form in blob for form in forms(canary) for blob in blobs)}


AT_WORK = """
import sys
from pathlib import Path
from tests.storage.test_privacy import work
work(Path(sys.argv[1]))
print("done", flush=True)
sys.stdin.read()
"""


def work(folder: Path) -> None:
    """Put canaries into everything a vault keeps, and leave it open."""
    canary = iter(CANARIES)
    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    people = {f"p{n}": Person(id=f"p{n}", roles=("child",), label=next(canary), name=next(canary)) for n in range(6)}
    notes = {f"N{n}": Note(id=f"N{n}", account=next(canary) * 400, title=next(canary)) for n in range(6)}
    vault.add(CaseMap(Header(id="c1", title=next(canary), reference=next(canary)), people | notes), next(canary))
    case = vault.load("c1")
    for text in (next(canary), next(canary)):
        after = dataclasses.replace(case.entries["N1"], account=text)
        vault.write("c1", ChangeSet(next(canary), (Change(case.entries["N1"], after),), next(canary)), next(canary))
        case = vault.load("c1")
    vault.keep_draft("c1", "N1", "account", next(canary))
    vault.keep_setting(next(canary), next(canary), "c1")
    vault.back_up()
    vault.check()
    everyone = ChangeSet("remove", tuple(Change(note, None) for note in case.entries.values()))
    vault.write("c1", everyone, "worker")


@pytest.mark.parametrize("ending", ["killed", "closed"])
def test_no_word_of_a_case_lies_anywhere_on_the_disk_in_the_clear(tmp_path: Path, ending: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    places = {name: str(home) for name in ("HOME", "TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR", "XDG_CACHE_HOME")}
    with pytest.MonkeyPatch.context() as patched:
        for name, place in places.items():
            patched.setenv(name, place)
        process = child(AT_WORK, tmp_path / "vault")
    assert process.stdout is not None
    assert process.stdout.readline() == "done\n"
    if ending == "killed":
        process.kill()
    process.communicate()
    assert (tmp_path / "vault" / "backups").is_dir()
    assert found_in(tmp_path) == set()


def test_the_search_for_words_in_the_clear_would_find_them(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "plain.db") as plain:
        plain.execute("CREATE TABLE entries (body TEXT)")
        plain.executemany("INSERT INTO entries VALUES (?)", [(canary,) for canary in CANARIES[:20]])
    plain.close()
    (tmp_path / "wide.txt").write_text(CANARIES[20], encoding="utf-16")
    (tmp_path / "coded.txt").write_bytes(base64.b64encode(f"x{CANARIES[21]}".encode()))
    (tmp_path / "hex.txt").write_text(CANARIES[22].encode().hex())
    (tmp_path / CANARIES[23]).touch()
    assert found_in(tmp_path) == set(CANARIES[:24])


def test_the_database_looks_like_noise_from_its_first_byte(vault: Vault) -> None:
    vault.close()
    raw = (vault.folder / "vault.db").read_bytes()
    assert not raw.startswith(b"SQLite format 3")
    counts = [raw.count(bytes([value])) for value in range(256)]
    expected = len(raw) / 256
    assert sum((count - expected) ** 2 / expected for count in counts) < 400  # chi squared, 255 degrees of freedom
    with pytest.raises(sqlite3.DatabaseError), sqlite3.connect(vault.folder / "vault.db") as plain:
        plain.execute("SELECT * FROM sqlite_master")
    plain.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_files_are_for_their_owner_alone_whatever_the_umask(folder: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
        vault.add(small_case(), "worker")
        Desk(vault).edit("B1", title="hides the car")
        vault.change_passphrase("another one", cost=CHEAP)
        vault.back_up()
        modes_while_open = permissions(folder)
        vault.close()
    finally:
        os.umask(before)
    assert "vault.db-journal" in {path.name for path in modes_while_open}
    for path, mode in (modes_while_open | permissions(folder)).items():
        assert (path.name, oct(mode)) == (path.name, "0o600" if "." in path.name else "0o700")


def permissions(folder: Path) -> dict[Path, int]:
    """The permissions of everything in a folder, and of the folder."""
    return {path: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_vault_that_was_copied_here_for_all_to_read_is_closed_to_them(vault: Vault) -> None:
    vault.close()
    vault.folder.chmod(0o755)
    for name in ("vault.db", "keys.json"):
        (vault.folder / name).chmod(0o644)
    with Vault.unlock(vault.folder, PASSPHRASE):
        found = permissions(vault.folder)
    assert found[vault.folder] == 0o700
    assert {found[vault.folder / name] for name in ("vault.db", "keys.json")} == {0o600}


def test_a_vault_that_is_closed_leaves_only_its_own_files(desk: Desk) -> None:
    desk.edit("B1", title="hides the car")
    desk.vault.close()
    left = sorted(path.name for path in desk.vault.folder.iterdir())
    assert left == ["backups", "keys.json", "vault.db", "vault.lock"]


def in_the_clear(path: Path, key: bytes) -> bytes:
    """Every page of a closed database, used or free, decrypted: AES-256-CBC, the IV in the last 80 bytes of a page."""
    raw, pages = path.read_bytes(), []
    for start in range(0, len(raw), cipher.PAGE):
        page, salt = raw[start : start + cipher.PAGE], 16 if start == 0 else 0
        decryptor = Cipher(algorithms.AES(key), modes.CBC(page[-80:-64])).decryptor()
        pages.append(decryptor.update(page[salt:-80]) + decryptor.finalize())
    return b"".join(pages)


def test_words_that_were_let_go_are_wiped_from_the_encrypted_pages_too(desk: Desk) -> None:
    words = "said and taken back. "
    for found in (True, False):
        if found:
            desk.vault.keep_draft("c1", "B1", "account", words * 1000)
        else:
            desk.vault.drop_draft("c1", "B1", "account")
        key = desk.vault._data_key
        desk.vault.close()
        clear = in_the_clear(desk.vault.folder / "vault.db", key)
        assert b"keeps the door key" in clear
        assert (words.encode() in clear) is found
        desk.vault = Vault.unlock(desk.vault.folder, PASSPHRASE)
    desk.vault.close()


def test_a_forgotten_case_is_wiped_from_the_encrypted_pages_too(desk: Desk) -> None:
    key = desk.vault._data_key
    desk.edit("B1", title="hides the car")
    desk.vault.forget_case("c1", "worker")
    desk.vault.close()
    clear = in_the_clear(desk.vault.folder / "vault.db", key)
    assert b"forget" in clear
    for words in (b"hides the car", b"Spring review", b"Zo\\u00eb", b"Bell"):
        assert words not in clear


def test_the_vault_shows_nothing_when_it_is_printed(vault: Vault) -> None:
    assert "Spring" not in repr(vault) + repr(vault.load("c1")) + repr(vault.cases())
