"""What is erased is gone from the vault for good, and the record of acts still proves all the rest."""

from pathlib import Path

from mapping.casemap import ChangeSet
from mapping.commands import remove
from storage import cipher
from storage.keys import PASSPHRASE as SLOT
from storage.keys import data_key_of, passphrase_secret, read_keys
from storage.vault import Vault
from tests.storage.sample import PASSPHRASE, Desk

HIDING = "hides in the flat above the bakery"
NOTHING = ChangeSet("edit", ())


def slipped(vault: Vault) -> Desk:
    """A case in which a hiding place was typed by mistake and taken out again."""
    desk = Desk(vault)
    desk.edit("B1", account=HIDING)
    desk.edit("B1", account="")
    return desk


def everything_in(folder: Path) -> bytes:
    """All that a closed vault's database holds, deciphered; it must have no free pages, which could hold more."""
    key = data_key_of(read_keys(folder / "keys.json"), SLOT, passphrase_secret(PASSPHRASE))
    connection = cipher.connect(folder / "vault.db", key)
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        free = cipher.number_of(connection, "freelist_count")
        rows = [repr(connection.execute(f'SELECT * FROM "{name}"').fetchall()) for name in names]
    finally:
        connection.close()
    assert free == 0
    return "".join(rows).encode()


def readable(vault: Vault) -> str:
    """All that the record of acts still tells of what things were."""
    return repr([(touched.before, touched.after) for record in vault.records("c1") for touched in record.touched])


def test_before_it_is_erased_the_record_still_tells_the_slip(vault: Vault) -> None:
    slipped(vault)
    assert any(
        getattr(thing, "account", "") == HIDING
        for record in vault.records("c1")
        for touched in record.touched
        for thing in (touched.before, touched.after)
    )


def test_the_earlier_texts_of_a_card_go_and_the_card_stays(vault: Vault) -> None:
    desk = slipped(vault)
    vault.erase("c1", ["B1"], NOTHING, "worker")
    assert vault.load("c1") == desk.case
    assert vault.check() == ()
    assert all(
        getattr(thing, "account", "") != HIDING
        for record in vault.records("c1")
        for touched in record.touched
        for thing in (touched.before, touched.after)
    )


def test_undo_no_longer_leads_to_before_an_erasure(vault: Vault) -> None:
    desk = slipped(vault)
    vault.erase("c1", ["B1"], NOTHING, "worker")
    assert vault.history("c1").depth == (0, 0)
    desk.history = vault.history("c1")
    desk.edit("B1", title="keeps the keys of the car")
    assert vault.history("c1").depth == (1, 0)
    assert vault.check() == ()


def test_a_person_taken_out_and_erased_leaves_the_record_whole(vault: Vault) -> None:
    desk = slipped(vault)
    changes = remove(desk.case, "p2")
    gone = [change.thing.id for change in changes if change.after is None]
    vault.erase("c1", gone, changes, "worker")
    assert vault.load("c1").entry("p2") is None
    assert vault.check() == ()
    assert {touched.erased for record in vault.records("c1", "p2") for touched in record.touched} == {True, False}
    assert not any(touched.after for record in vault.records("c1", "p2") for touched in record.touched)


def test_what_was_erased_is_on_no_page_of_the_database(vault: Vault, folder: Path) -> None:
    slipped(vault)
    vault.keep_draft("c1", "B1", "account", HIDING)
    vault.erase("c1", ["B1"], NOTHING, "worker")
    vault.close()
    assert HIDING.encode() not in everything_in(folder)
    assert not (folder / "vault.db-journal").exists()


def test_an_erased_card_takes_what_was_attached_along(vault: Vault) -> None:
    desk = slipped(vault)
    vault.attach("c1", "B1", b"a photograph", "image/png", "Door", "worker")
    vault.erase("c1", ["B1"], remove(desk.case, "B1"), "worker")
    assert vault.attached("c1") == ()
    assert vault.check() == ()


def test_that_something_was_erased_and_by_whom_stays_in_the_record(vault: Vault) -> None:
    slipped(vault)
    vault.erase("c1", ["B1"], NOTHING, "R. Okafor")
    newest = vault.records("c1", most=1)[0]
    assert (newest.act, newest.who, newest.how) == ("erase", "R. Okafor", "beside")
