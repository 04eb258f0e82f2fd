"""When the disk fails, the vault is opened and read again before anyone is told, and what is told is true."""

import errno
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from mapping.entries import Note
from storage.errors import (
    DiskFull,
    DiskTrouble,
    Misfit,
    ReadOnly,
    VaultClosed,
    VaultError,
    VaultNotMade,
    VaultRefusal,
    WriteFailed,
)
from storage.vault import FAULT_POINTS, Vault
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, altered, child, put, remove, small_case, steps_of

BEFORE_COMMIT, AFTER_COMMIT = ("begin", "rows", "journal", "commit"), ("committed",)


class Disk:
    """A disk that fails at the named points, each as often as it is named, and remembers where it was asked."""

    def __init__(self) -> None:
        self.fails: list[str] = []
        self.error: Exception = OSError(errno.ENOSPC, "No space left on device", "/home/worker/Bell family/vault.db")
        self.asked: list[str] = []

    def __call__(self, point: str) -> None:
        self.asked.append(point)
        if point in self.fails:
            self.fails.remove(point)
            raise self.error


@pytest.fixture
def disk() -> Disk:
    """A sound disk, until it is told to fail."""
    return Disk()


@pytest.fixture
def desk(folder: Path, disk: Disk) -> Iterator[Desk]:
    """The small case at work on a disk that can be made to fail."""
    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP, fault=disk)
    vault.add(small_case(), "worker")
    yield Desk(vault)
    vault.close()


@pytest.mark.parametrize("point", BEFORE_COMMIT)
def test_a_failure_before_the_commit_leaves_everything_as_it_was(desk: Desk, disk: Disk, point: str) -> None:
    before, steps = desk.case, steps_of(desk.history)
    disk.fails = [point]
    with pytest.raises(WriteFailed) as trouble:
        desk.edit("B1", title="hides the car")
    assert (trouble.value.in_file, trouble.value.seq) == (False, None)
    assert isinstance(trouble.value.reason, DiskFull)
    assert str(trouble.value) == str(DiskFull())
    assert disk.asked[-1] == "reopen"
    assert desk.vault.load("c1") == before
    assert steps_of(desk.vault.history("c1")) == steps
    assert desk.vault.check() == ()
    assert desk.edit("B1", title="hides the car") == 2


def test_a_commit_that_reports_an_error_but_happened_is_told_as_done(desk: Desk, disk: Disk) -> None:
    changes = altered(desk.case, "B1", title="hides the car")
    disk.fails = ["committed"]
    with pytest.raises(WriteFailed) as trouble:
        desk.vault.write("c1", changes, "worker")
    assert (trouble.value.in_file, trouble.value.seq) == (True, 2)
    assert "is in the vault" in str(trouble.value)
    assert desk.vault.load("c1") == desk.case.apply(changes)
    assert desk.vault.history("c1").depth == (1, 0)
    assert desk.vault.check() == ()


@pytest.mark.parametrize("point", (*BEFORE_COMMIT, *AFTER_COMMIT))
def test_a_case_put_in_while_the_disk_fails_is_there_or_not_as_told(desk: Desk, disk: Disk, point: str) -> None:
    disk.fails = [point]
    with pytest.raises(WriteFailed) as trouble:
        desk.vault.add(small_case("c2"), "worker")
    assert trouble.value.in_file is (point in AFTER_COMMIT)
    assert ("c2" in {line.id for line in desk.vault.cases()}) is trouble.value.in_file
    assert desk.vault.check() == ()


@pytest.mark.parametrize("point", ("begin", "journal", "commit", "committed"))
def test_a_case_forgotten_while_the_disk_fails_is_there_or_not_as_told(desk: Desk, disk: Disk, point: str) -> None:
    disk.fails, disk.error = [point], OSError(errno.EIO, "Input/output error")
    with pytest.raises(WriteFailed) as trouble:
        desk.vault.forget_case("c1", "worker")
    assert trouble.value.in_file is (point in AFTER_COMMIT)
    assert (desk.vault.cases() == ()) is trouble.value.in_file
    assert desk.vault.check() == ()


@pytest.mark.parametrize("point", ("begin", "commit", "committed"))
def test_drafts_and_settings_are_kept_or_not_as_told(desk: Desk, disk: Disk, point: str) -> None:
    vault, kept = desk.vault, point in AFTER_COMMIT
    for work, there in (
        (lambda: vault.keep_draft("c1", "B1", "account", "He s"), lambda: vault.draft("c1", "B1", "account") == "He s"),
        (lambda: vault.keep_setting("folded", [1]), lambda: vault.setting("folded") == [1]),
    ):
        disk.fails = [point]
        with pytest.raises(WriteFailed) as trouble:
            work()
        assert (trouble.value.in_file, there()) == (kept, kept)
    vault.keep_draft("c1", "B2", "account", "x")
    disk.fails = [point]
    with pytest.raises(WriteFailed) as trouble:
        vault.drop_draft("c1", "B2", "account")
    assert (trouble.value.in_file, ("B2", "account") not in vault.drafts("c1")) == (kept, kept)


def test_an_act_that_lands_although_it_failed_goes_on_with_its_run(desk: Desk, disk: Disk) -> None:
    desk.edit("B1", merge="B1.account", account="H")
    disk.fails = ["committed"]
    changes = altered(desk.case, "B1", "B1.account", account="He")
    with pytest.raises(WriteFailed):
        desk.vault.write("c1", changes, "worker")
    desk.case, desk.history = desk.vault.load("c1"), desk.vault.history("c1")
    desk.edit("B1", merge="B1.account", account="He s")
    assert desk.history.depth == (1, 0)
    assert steps_of(desk.vault.history("c1")) == steps_of(desk.history)


def test_an_undo_that_failed_can_be_done_again(desk: Desk, disk: Disk) -> None:
    desk.edit("B1", title="hides the car")
    disk.fails = ["commit"]
    with pytest.raises(WriteFailed):
        desk.undo()
    assert desk.vault.history("c1").depth == (1, 0)
    desk.undo()
    assert desk.vault.load("c1") == small_case()


@pytest.mark.parametrize("point", ("commit", "committed"))
def test_a_vault_that_cannot_be_opened_again_is_closed_and_says_that_nobody_knows(
    desk: Desk, disk: Disk, point: str
) -> None:
    changes = altered(desk.case, "B1", title="hides the car")
    disk.fails = [point, "reopen"]
    with pytest.raises(WriteFailed) as trouble:
        desk.vault.write("c1", changes, "worker")
    assert trouble.value.in_file is None
    assert not desk.vault.is_open
    with pytest.raises(VaultClosed):
        desk.vault.load("c1")
    desk.vault.reopen()
    assert desk.vault.load("c1") == (desk.case.apply(changes) if point == "committed" else desk.case)
    assert desk.vault.check() == ()


def test_a_stick_that_is_pulled_out_loses_nothing_that_was_told_as_kept(desk: Desk, disk: Disk, tmp_path: Path) -> None:
    desk.edit("B1", title="hides the car")
    disk.fails, disk.error = ["rows"], OSError(errno.EIO, "Input/output error")
    away = tmp_path / "away"
    desk.vault.folder.rename(away)
    with pytest.raises(WriteFailed) as trouble:
        desk.vault.write("c1", altered(desk.case, "B2", title="x"), "worker")
    assert trouble.value.in_file is None
    away.rename(desk.vault.folder)
    desk.vault.reopen()
    assert desk.vault.load("c1") == desk.case


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EFBIG, DiskFull),
        (errno.EROFS, ReadOnly), (errno.EACCES, ReadOnly), (errno.EPERM, ReadOnly),
        (errno.EIO, DiskTrouble), (errno.ENODEV, DiskTrouble), (errno.ESTALE, DiskTrouble), (errno.ENOENT, DiskTrouble),
    ],
)  # fmt: skip
def test_what_the_system_reports_becomes_a_sentence_for_the_worker(
    desk: Desk, disk: Disk, number: int, kind: type[VaultError]
) -> None:
    disk.fails, disk.error = ["rows"], OSError(number, "in the system's words", "/home/worker/Bell family/vault.db")
    with pytest.raises(WriteFailed) as trouble:
        desk.edit("B1", title="hides the car")
    assert type(trouble.value.reason) is kind
    assert "Bell" not in str(trouble.value)


def test_no_value_of_the_case_stands_in_an_error_or_its_traceback(desk: Desk, disk: Disk) -> None:
    canary = "kept at 14 Mill Lane"
    desk.edit("I1", title=canary)
    disk.error = OSError(errno.EIO, canary, canary)
    attempts = [
        (["rows"], altered(desk.case, "B1", title=canary)),
        (["committed"], put(Note(id="N1", account=canary))),
        ([], remove(desk.case.entries["I1"])),  # a foreign key refuses at the commit
    ]
    for fails, changes in attempts:
        disk.fails = fails
        with pytest.raises(WriteFailed) as trouble:
            desk.vault.write("c1", changes, canary)
        shown = "".join(traceback.format_exception(trouble.value)) + repr(trouble.value) + repr(trouble.value.reason)
        assert canary not in shown.replace(__file__, "")
        assert "sqlalchemy" not in shown
    assert isinstance(trouble.value.reason, Misfit)


@pytest.mark.parametrize("kind", [*VaultError.__subclasses__(), *VaultRefusal.__subclasses__()])
def test_every_kind_of_trouble_says_what_to_do_in_plain_words(kind: type[VaultError]) -> None:
    sentence = kind.sentence
    assert sentence.endswith(".")
    assert 40 < len(sentence) < 220
    for word in ("SQL", "error", "Error", "sorry", "database", "exception", "errno"):
        assert word not in sentence


def test_the_points_where_a_disk_can_be_made_to_fail_are_all_asked(desk: Desk, disk: Disk) -> None:
    desk.edit("B1", title="hides the car")
    desk.vault.reopen()
    desk.vault.back_up()
    assert [point for point in FAULT_POINTS if point not in disk.asked] == ["migrate"]


FULL_DISK = """
import resource, sys
from pathlib import Path
from storage.errors import WriteFailed
from mapping.entries import Note
from storage.vault import Vault
from tests.storage.sample import Desk, put

desk = Desk(Vault.unlock(Path(sys.argv[1]), sys.argv[2]))
room = int(sys.argv[3])
size = (desk.vault.folder / "vault.db").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, resource.RLIM_INFINITY))
failures = 0
for number in range(60):
    changes = put(Note(id=f"N{number}", account="x" * 15_000))
    try:
        desk.do(changes)
    except WriteFailed as trouble:
        failures += 1
        assert trouble.in_file is not None
        if trouble.in_file:
            desk.case = desk.case.apply(changes)
        assert desk.vault.load("c1") == desk.case
        if failures == 3:
            break
assert failures == 3
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
desk.do(put(Note(id="after", account="there is room again")))
desk.vault.reopen()
assert desk.vault.load("c1") == desk.case
assert desk.vault.check() == ()
print("sound")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("room", [0, 4096, 20_000, 100_000])
def test_a_disk_that_is_full_loses_nothing_and_goes_on_when_there_is_room(vault: Vault, room: int) -> None:
    vault.close()
    found, trouble = child(FULL_DISK, vault.folder, PASSPHRASE, room).communicate()
    assert trouble == ""
    assert found == "sound\n"


KILLED_AT = """
import os, signal, sys
from pathlib import Path
from storage.vault import Vault
from tests.storage.sample import Desk

def die(point):
    if armed and point == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

armed = False
desk = Desk(Vault.unlock(Path(sys.argv[1]), sys.argv[2], fault=die))
armed = True
desk.edit("B1", title="hides the car")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes in another way")
@pytest.mark.parametrize("point", (*BEFORE_COMMIT, *AFTER_COMMIT))
def test_a_program_killed_in_the_middle_of_an_act_has_done_it_whole_or_not_at_all(vault: Vault, point: str) -> None:
    vault.close()
    killed = child(KILLED_AT, vault.folder, PASSPHRASE, point)
    killed.communicate()
    assert killed.returncode == -9
    with Vault.unlock(vault.folder, PASSPHRASE) as opened:
        title = "hides the car" if point in AFTER_COMMIT else "keeps the door key"
        assert opened.load("c1").entries["B1"].title == title
        assert opened.check() == ()


TOO_SMALL = """
import resource, signal, sys
from pathlib import Path
from storage.errors import VaultNotMade
from storage.vault import Vault
from tests.storage.sample import CHEAP

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
folder = Path(sys.argv[1])
try:
    Vault.create(folder, sys.argv[2], cost=CHEAP)
except VaultNotMade as trouble:
    print(trouble)
print(*folder.iterdir())
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
Vault.create(folder, sys.argv[2], cost=CHEAP)[0].close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("room", [0, 4096, 20_000])
def test_where_there_is_no_room_for_a_vault_nothing_of_it_is_left(folder: Path, room: int) -> None:
    found, trouble = child(TOO_SMALL, folder, PASSPHRASE, room).communicate()
    assert trouble == ""
    told, left = found.splitlines()
    assert "no vault was made" in told
    assert "saved before" not in told
    assert left == ""
    Vault.unlock(folder, PASSPHRASE).close()


def test_a_vault_that_fails_at_its_very_end_leaves_nothing_either(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DiskTrouble

    for step in ("making.write_keys", "vault.Vault._connect"):
        with monkeypatch.context() as patch:
            patch.setattr(f"storage.{step}", fail)
            with pytest.raises(VaultNotMade, match="no vault was made"):
                Vault.create(folder, PASSPHRASE, cost=CHEAP)
        assert list(folder.iterdir()) == []
