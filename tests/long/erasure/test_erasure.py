"""A hundred people erased and looked for everywhere; five hundred records altered by a key holder and found out."""

import random
import shutil
from pathlib import Path

from storage import backup
from storage.vault import Vault
from tests.app.deletions import Deletion, Found, deciphered
from tests.long import figures
from tests.long.forked import fast_folder
from tests.storage.sample import PASSPHRASE
from tests.storage.tampering import WAYS, copy_of, data_key, found_out, inside, made, rebuild

ERASURES, TAMPERS, BATCH = 100, 500, 25


def test_nothing_is_left_of_people_who_were_erased() -> None:
    for seed in figures.rounds("erasure", "people erased", "erasures", ERASURES):
        with fast_folder() as place:
            deletion = Deletion(place / "vault", seed)
            done, _changes = deletion.erase()
            if seed % 4:
                assert deletion.vault.remove_older_backups() == 0
            else:
                deletion.let_backups_expire()
            found = deletion.left(done)
            assert found == Found()
        figures.record("erasure", "people erased", erasures=1, found=found.all, records_broken=found.broken)


def test_the_same_search_finds_them_where_they_are() -> None:
    with fast_folder() as place:
        deletion = Deletion(place / "vault", 1)
        newest = backup.backups(place / "vault")[0]
        there = deciphered(newest / "vault.db", data_key(place / "vault"))
        deletion.vault.close()
        assert any(word in there for word in deletion.words)
    figures.record("erasure", "control: a person in a backup", times=1, found=1)


def test_every_alteration_of_the_record_is_found_out() -> None:
    name = "records altered with the key"
    for seed in figures.rounds("erasure", name, "alterations", TAMPERS, BATCH):
        with fast_folder() as place:
            made(place / "vault", random.Random(seed), acts=12 + seed % 30)
            for number in range(figures.left("erasure", name, "alterations", TAMPERS, BATCH)):
                altered(place, WAYS[number % len(WAYS)], random.Random(seed + number))
                figures.record("erasure", name, alterations=1, missed=0)


def altered(place: Path, way: object, chance: random.Random) -> None:
    """Spoil a copy in this way; it must be found out."""
    copy = copy_of(place / "vault", "spoilt")
    with inside(copy) as connection:
        way(connection, chance)  # type: ignore[operator]
    assert found_out(copy), way
    shutil.rmtree(copy)


def test_a_record_forged_to_its_end_is_found_out_by_what_was_printed() -> None:
    name = "records forged to their end"
    for seed in figures.rounds("erasure", name, "forged", 20):
        with fast_folder() as place:
            chance = random.Random(seed)
            printed = made(place / "vault", chance)
            with inside(place / "vault") as connection:
                rebuild(connection, chance)
            silent = not found_out(place / "vault")
            with Vault.unlock(place / "vault", PASSPHRASE) as vault:
                assert vault.head() != printed
        assert silent
        figures.record("erasure", name, forged=1, known_without_the_printed_end=0, known_by_the_printed_end=1)
