"""A thousand passphrases that are nearly right open nothing and change nothing; and what one guess costs here."""

import time
from pathlib import Path

from storage.errors import WrongKeyOrDamaged
from storage.keycost import SALT_BYTES, calibrated, derive
from storage.vault import Vault
from tests.long import figures
from tests.storage.nearmisses import RIGHT
from tests.storage.sample import CHEAP, contents
from tests.storage.test_wrong_passphrases import answers

TRIES = 1000
MIB = 1024


def test_a_thousand_wrong_passphrases(tmp_path: Path, capfd) -> None:
    folder, name = tmp_path / "vault", "wrong passphrases"
    Vault.create(folder, RIGHT, cost=CHEAP)[0].close()
    before = contents(folder)
    for _so_far in figures.rounds("guesses", name, "tried", TRIES, TRIES):
        told = answers(folder, TRIES)
        changed, lines = contents(folder) != before, sum(len(each.splitlines()) for each in capfd.readouterr())
        others = len(set(told) - {str(WrongKeyOrDamaged())})
        opened = told.count("it opened")
        figures.record("guesses", name, tried=len(told), opened=opened, other_words=others, lines_printed=lines)
        assert (len(told), opened, others, lines, changed) == (TRIES, 0, 0, 0, False)
    Vault.unlock(folder, RIGHT).close()


def test_one_guess_costs_half_a_second_and_64_mib() -> None:
    cost = calibrated()
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        derive(RIGHT.encode(), bytes(SALT_BYTES), cost)
        times.append(time.perf_counter() - begun)
    usual = sorted(times)[2]
    mib = cost.memory / MIB
    figures.record("guesses", "one guess", least_seconds=usual, least_mib=mib, most_passes=cost.iterations)
    assert cost.memory >= 64 * MIB
    # What it aims at is above half a second; the tenth below is for a computer that was busy while it was measured.
    assert usual >= 0.4
