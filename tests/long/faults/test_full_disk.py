"""A disk that is full, at any moment: what was told as kept is there, and what lay there before lies there still."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from app.outfile import OutputError, write_whole
from mapping.entries import Note
from storage.backup import backups
from storage.errors import VaultError, WriteFailed
from storage.vault import Vault
from tests.long import figures
from tests.long.acts import second_case
from tests.long.forked import Say, each, fast_folder, outcome
from tests.long.model import make
from tests.long.oracle import check_case, holdings
from tests.long.smalldisk import NEEDS_MOUNTS, PAGE, ROOMY, mount, resize, step_aside, used
from tests.storage.sample import PASSPHRASE, Desk, contents, golden_case, lay_golden, put

pytestmark = NEEDS_MOUNTS
FULL, TAKEN_OUT, BATCH = 500, 100, 20
REPORT = b"%PDF an older report " * 2000


def own_disk(place: Path, size: int) -> Path:
    """Step aside and have a disk of this size at a place."""
    step_aside()
    place.mkdir(exist_ok=True)
    mount(place, size)
    return place


# ------------------------------------------------------------------------------------------------- acts, until full


def work_until_full(ready: Path, place: Path, seed: int, say: Say) -> None:
    """Act on a disk with a little room until it has refused three times; then make room, and act again."""
    chance = random.Random(seed)
    disk = own_disk(place, ROOMY)
    folder = disk / "vault"
    shutil.copytree(ready, folder)
    (disk / "report.pdf").write_bytes(REPORT)
    resize(disk, used(disk) + PAGE * chance.randrange(60))
    before = {name: raw for name, raw in contents(folder).items() if name.startswith("backups/")}
    vault = Vault.unlock(folder, PASSPHRASE)
    kept, refused = fill(Desk(vault), chance)
    assert vault.load("c1") == kept.case
    resize(disk, ROOMY)
    if not vault.is_open:
        vault.reopen()
    kept.do(put(Note(id="after", account="there is room again")))
    vault.close()
    found = check_case(folder)
    assert found.cases == {"c1": kept.case}
    assert {name: raw for name, raw in contents(folder).items() if name in before} == before
    assert (disk / "report.pdf").read_bytes() == REPORT
    say(f"{found.head} {refused}")


def fill(desk: Desk, chance: random.Random) -> tuple[Desk, int]:
    """Add notes until the disk has refused three times; what is kept, and how often it refused."""
    refused = 0
    for number in range(400):
        changes = put(Note(id=f"N{number}", account="x" * chance.choice((20, 900, 6000, 15_000))))
        try:
            desk.do(changes)
        except WriteFailed as trouble:
            refused += 1
            if not desk.vault.is_open:
                break
            if trouble.in_file:
                desk.case = desk.case.apply(changes)
            assert desk.vault.load("c1") == desk.case
        if refused == 3:
            break
    return desk, refused


def test_a_full_disk_keeps_what_was_told_as_kept_and_goes_on_when_there_is_room() -> None:
    with fast_folder() as place:
        ready = make(place / "ready")
        with Vault.unlock(ready, PASSPHRASE) as vault:
            vault.back_up()
        for seed in figures.rounds("faults", "a full disk", "times", FULL, BATCH):
            batch = range(seed, seed + figures.left("faults", "a full disk", "times", FULL, BATCH))
            told = each(batch, lambda number: outcome(partial(work_until_full, ready, place / "disk", number)))
            counts = [[int(part) for part in lines[-1].split()] for lines in told]
            figures.record("faults", "a full disk", times=len(batch), acts=sum(acts for acts, _refused in counts),
                           refusals=sum(refused for _acts, refused in counts), lost=0, changed=0)  # fmt: skip
            assert any(refused for _acts, refused in counts)


def take_out(ready: Path, place: Path, seed: int, say: Say) -> None:
    """Fill a disk while a vault is open, and take a case out of it: there is room set aside for that."""
    disk = own_disk(place, ROOMY)
    folder = disk / "vault"
    shutil.copytree(ready, folder)
    vault = Vault.unlock(folder, PASSPHRASE)
    resize(disk, used(disk) + PAGE * random.Random(seed).randrange(40))
    _kept, refused = fill(Desk(vault), random.Random(seed))
    assert refused
    vault.forget_case("c1", "worker")
    assert vault.cases() == ()
    vault.close()
    assert check_case(folder).cases == {}
    say("taken out")


def test_on_a_full_disk_a_case_can_still_be_taken_out() -> None:
    name = "a case taken out of a full disk"
    with fast_folder() as place:
        ready = make(place / "ready")
        for seed in figures.rounds("faults", name, "times", TAKEN_OUT, BATCH):
            batch = range(seed, seed + figures.left("faults", name, "times", TAKEN_OUT, BATCH))
            told = each(batch, lambda number: outcome(partial(take_out, ready, place / "disk", number)))
            figures.record("faults", name, times=len(batch), taken_out=told.count(["taken out"]))
            assert told == [["taken out"]] * len(batch)


# ------------------------------------------------------------------------------------- less room than is needed


def back_up(folder: Path) -> None:
    """Make a backup."""
    with Vault.unlock(folder, PASSPHRASE) as vault:
        vault.back_up()


def export(folder: Path) -> None:
    """Write a large document over an older one."""
    write_whole(folder.parent / "report.pdf", b"%PDF a newer report " * 20_000)


def migrate(folder: Path) -> None:
    """Open a vault of an older program."""
    Vault.unlock(folder, PASSPHRASE).close()


WORKS = {"backup": back_up, "export": export, "migrate": migrate}


def lay(name: str, folder: Path) -> None:
    """What lies on the disk before."""
    if name == "migrate":
        lay_golden(0, folder)
    else:
        make(folder)
        with Vault.unlock(folder, PASSPHRASE) as vault:
            vault.add(second_case(), "worker")
            vault.back_up()
    (folder.parent / "report.pdf").write_bytes(REPORT)


def measure(name: str, place: Path, say: Say) -> None:
    """How much room the work takes at the most, by trying ever less; in pages."""
    step_aside()
    most = 512
    for room in range(most, -1, -8):
        if not attempt(name, place / f"{room}", room * PAGE):
            say(room + 8)
            return
    say(8)


def attempt(name: str, place: Path, room: int) -> bool:
    """Do the work on a disk with so much room; whether it was done."""
    place.mkdir()
    mount(place, ROOMY)
    lay(name, place / "vault")
    resize(place, used(place) + room)
    try:
        WORKS[name](place / "vault")
    except (VaultError, OutputError):
        return False
    return True


def with_less(name: str, place: Path, room: int, say: Say) -> None:
    """Do the work with too little room, and look at what lies there."""
    step_aside()
    disk = place / "disk"
    disk.mkdir(exist_ok=True)
    mount(disk, ROOMY)
    folder = disk / "vault"
    lay(name, folder)
    before, older = contents(folder), backups(folder)
    resize(disk, used(disk) + room)
    done = True
    try:
        WORKS[name](folder)
    except (VaultError, OutputError) as trouble:
        done = False
        assert str(trouble).endswith(".")
        after = contents(folder)
        assert {name: after.get(name) for name in before} == before, "what was there is changed"
        # A migration copies the vault first; that copy may be whole when the room ends.
        assert name == "migrate" or backups(folder) == older, "a copy that was not finished has a finished name"
        assert (disk / "report.pdf").read_bytes() == REPORT
    resize(disk, ROOMY)
    for copy in backups(folder):
        require_case(name, copy)
    require_case(name, folder)
    if not done:
        WORKS[name](folder)
    say("done" if done else "refused")


def require_case(name: str, folder: Path) -> None:
    """The vault or copy opens, and holds what it held."""
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.check() == ()
        found = holdings(vault).cases
    assert found == {"golden": golden_case()} if name == "migrate" else set(found) == {"c1", "c2"}


@pytest.mark.parametrize("name", WORKS)
def test_with_a_hundredth_to_all_of_the_room_it_needs_nothing_that_was_there_is_changed(name: str) -> None:
    row = f"too little room: {name}"
    with fast_folder() as place:
        need = int(outcome(partial(measure, name, place))[-1]) * PAGE
        for begin in figures.rounds("faults", row, "times", 100, 10):
            batch = range(begin + 1, begin + 1 + figures.left("faults", row, "times", 100, 10))
            told = each(batch, lambda part: outcome(partial(with_less, name, place, need * part // 100)))
            found = Counter(lines[-1] for lines in told)
            figures.record("faults", row, times=len(batch), refused=found["refused"], done=found["done"], changed=0)
    if not figures.unmet("faults"):
        assert figures.done("faults", row)["refused"] > 20


def test_a_document_written_straight_into_its_place_is_found_out() -> None:
    def carelessly(say: Say) -> None:
        with fast_folder() as place:
            disk = own_disk(place / "disk", ROOMY)
            (disk / "report.pdf").write_bytes(REPORT)
            resize(disk, used(disk) + PAGE)
            try:
                (disk / "report.pdf").write_bytes(b"%PDF a newer report " * 20_000)
            except OSError:
                say((disk / "report.pdf").read_bytes() != REPORT)

    found = outcome(carelessly)
    figures.record("faults", "control: written without care", times=1, found=int(found == ["True"]))
    assert found == ["True"]
