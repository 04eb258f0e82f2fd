"""What is said of the place of a vault: the disk, shares, sticks, services that copy it, and who may open it."""

import os
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QPushButton

from app import mounts, place, volumes
from app.disk import Disk
from app.place import Place, concerns, make_private, open_to_others, warnings
from app.plain import PlainLabel
from app.settings import Settings
from app.syncing import Surroundings, copies_beside, service_over
from app.vault.care.place import PlaceSection
from app.vault.placeword import PlaceWord
from app.window import Window
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE

FINE = Disk(encrypted=True, removable=False, network=False)


class Computer:
    """A made-up /proc, /sys and /dev."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lines: list[str] = []
        for folder in ("proc/self", "sys/dev/block", "sys/class/block", "dev/mapper"):
            (root / folder).mkdir(parents=True)

    def disk(self, name: str, number: str, *, on: str = "pci0000:00/ata1/block", below: tuple[str, ...] = (), **files):
        """A block device; `files` are its attributes, "__" for the slash in their names."""
        home = self.root / "sys/devices" / on / name
        (home / "slaves").mkdir(parents=True)
        for each in below:
            (home / "slaves" / each).symlink_to((self.root / "sys/class/block" / each).resolve())
        for attribute, text in ({"removable": "0"} | files).items():
            path = home / attribute.replace("__", "/")
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"{text}\n")
        (self.root / "sys/dev/block" / number).symlink_to(home)
        (self.root / "sys/class/block" / name).symlink_to(home)

    def mount(self, point: str, kind: str, number: str = "0:50", source: str = "none") -> None:
        self.lines.append(f"36 35 {number} / {point} rw,relatime shared:1 - {kind} {source} rw")
        (self.root / "proc/self/mountinfo").write_text("\n".join(self.lines) + "\n")

    def under(self, folder: str) -> Disk:
        return mounts.disk_under(Path(folder), self.root)


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    made = Computer(tmp_path / "root")
    made.disk("sda", "8:0")
    made.disk("sda1", "8:1", on="pci0000:00/ata1/block/sda", partition="1")
    made.mount("/", "ext4", "8:1", "/dev/sda1")
    return made


# ------------------------------------------------------------------------------------------------------- Linux


def test_an_ordinary_disk_is_not_encrypted_and_stays_where_it_is(computer: Computer) -> None:
    assert computer.under("/home/w/vault") == Disk(encrypted=False, removable=False, network=False)


def test_a_volume_on_an_encrypted_partition_is_encrypted(computer: Computer) -> None:
    computer.disk("dm-0", "253:0", on="virtual/block", below=("sda1",), dm__uuid="CRYPT-LUKS2-0123-luks")
    computer.disk("dm-1", "253:1", on="virtual/block", below=("dm-0",), dm__uuid="LVM-abc")
    computer.mount("/home", "xfs", "253:1", "/dev/mapper/vg-home")
    assert computer.under("/home/w/vault") == FINE
    assert computer.under("/srv").encrypted is False


def test_one_plain_disk_in_an_array_makes_the_whole_plain(computer: Computer) -> None:
    computer.disk("sdb", "8:16")
    computer.disk("dm-0", "253:0", on="virtual/block", below=("sda1",), dm__uuid="CRYPT-LUKS2-1")
    computer.disk("md0", "9:0", on="virtual/block", below=("dm-0", "sdb"))
    computer.mount("/home", "ext4", "9:0", "/dev/md0")
    assert computer.under("/home/w").encrypted is False


def test_a_file_system_with_a_number_of_its_own_is_found_by_its_device(computer: Computer) -> None:
    computer.disk("dm-0", "253:0", on="virtual/block", below=("sda1",), dm__uuid="CRYPT-LUKS2-1")
    (computer.root / "dev/dm-0").touch()
    (computer.root / "dev/mapper/luks").symlink_to("../dm-0")
    computer.mount("/home", "btrfs", "0:44", "/dev/mapper/luks")
    assert computer.under("/home/w") == FINE


def test_a_container_in_a_file_is_as_encrypted_as_what_is_in_it(computer: Computer) -> None:
    computer.disk("loop0", "7:0", on="virtual/block", loop__backing_file="/home/w/disk.img")
    computer.disk("dm-0", "253:0", on="virtual/block", below=("loop0",), dm__uuid="", dm__name="veracrypt1")
    computer.mount("/mnt/plain", "ext4", "7:0", "/dev/loop0")
    computer.mount("/mnt/secret", "ext4", "253:0", "/dev/mapper/veracrypt1")
    assert computer.under("/mnt/plain/v").encrypted is False
    assert computer.under("/mnt/secret/v").encrypted is True


def test_a_container_that_lies_in_itself_comes_to_an_end(computer: Computer) -> None:
    computer.disk("loop0", "7:0", on="virtual/block", loop__backing_file="/mnt/disk.img")
    computer.mount("/mnt", "ext4", "7:0", "/dev/loop0")
    assert computer.under("/mnt/v").encrypted is None


@pytest.mark.parametrize(
    "facts",
    [
        {"removable": "1"},
        {"on": "pci0000:00/usb2/2-1/host6/block"},
        {"on": "mmc_host/mmc1/block", "device__type": "SD"},
    ],
)
def test_sticks_cards_and_disks_on_a_cable_can_be_taken_out(computer: Computer, facts: dict[str, str]) -> None:
    computer.disk("sdc", "8:32", **facts)
    computer.disk("dm-0", "253:0", on="virtual/block", below=("sdc",), dm__uuid="CRYPT-LUKS2-1")
    computer.mount("/media/w/my\\040stick", "ext4", "253:0", "/dev/mapper/luks")
    assert computer.under("/media/w/my stick/vault") == Disk(encrypted=True, removable=True, network=False)


def test_a_part_of_a_stick_can_be_taken_out_too(computer: Computer) -> None:
    computer.disk("sdc", "8:32", removable="1")
    computer.disk("sdc1", "8:33", on="pci0000:00/ata1/block/sdc", partition="1")
    computer.mount("/media/w/STICK", "vfat", "8:33", "/dev/sdc1")
    assert computer.under("/media/w/STICK").removable is True


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs", "fuse.gvfsd-fuse", "9p", "fuse.rclone"])
def test_a_share_is_known_by_its_kind(computer: Computer, kind: str) -> None:
    computer.mount("/mnt/team", kind, source="//server/team")
    assert computer.under("/mnt/team/vault").network is True
    assert computer.under("/mnt/teammate").network is False


@pytest.mark.parametrize(
    ("kind", "encrypted", "network"),
    [("zfs", None, False), ("overlay", None, False), ("fuse.gocryptfs", True, False), ("fuse.unheard-of", None, None)],
)
def test_what_is_on_no_known_disk_is_not_guessed_at(
    computer: Computer, kind: str, encrypted: bool | None, network: bool | None
) -> None:
    computer.mount("/home", kind)
    found = computer.under("/home/w")
    assert (found.encrypted, found.network) == (encrypted, network)


def test_a_folder_in_memory_is_known_to_be_fleeting(computer: Computer) -> None:
    computer.mount("/dev/shm", "tmpfs", source="tmpfs")
    assert computer.under("/dev/shm/vault").fleeting


def test_of_two_things_mounted_on_one_point_the_upper_one_counts(computer: Computer) -> None:
    computer.mount("/mnt", "nfs")
    computer.mount("/mnt", "ext4", "8:1", "/dev/sda1")
    assert computer.under("/mnt/vault").network is False


@pytest.mark.parametrize("text", ["", "nonsense", "1 2 3\n - \n36 35 x / /\n"])
def test_a_system_that_says_nothing_is_not_believed_to_be_fine(tmp_path: Path, text: str) -> None:
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/mountinfo").write_text(text)
    assert mounts.disk_under(Path("/home"), tmp_path) == Disk()


def test_this_very_machine_is_looked_at_without_trouble(tmp_path: Path) -> None:
    assert place.look(tmp_path / "not" / "there yet").disk.network in (True, False, None)
    assert mounts.has_own_encryption(tmp_path) in (True, False)
    assert mounts.has_own_encryption(tmp_path / "nowhere") is False


# ------------------------------------------------------------------------------------------- Windows and macOS


@pytest.mark.parametrize(
    ("folder", "kind", "expected"),
    [
        ("C:\\Users\\w\\vault", 3, Disk(network=False)),
        ("E:\\vault", 2, Disk(removable=True, network=False)),
        ("H:\\vault", 4, Disk(network=True)),
        ("R:\\vault", 6, Disk(removable=False, network=False, fleeting=True)),
        ("Q:\\vault", 0, Disk()),
        ("\\\\server\\team\\vault", 0, Disk(network=True)),
    ],
)
def test_windows_is_asked_for_the_kind_of_drive(folder: str, kind: int, expected: Disk) -> None:
    assert volumes.windows_disk(PureWindowsPath(folder), lambda _anchor: kind) == expected


DF = b"""Filesystem     512-blocks      Used Available Capacity  Mounted on
/dev/disk3s5   1942700360 803498120 1105283240    43%    /System/Volumes/Data
"""
DF_STICK = b"Filesystem 512-blocks Used Available Capacity Mounted on\n/dev/disk4s1 100 50 50 50% /Volumes/MY STICK\n"
DF_SHARE = b"Filesystem 512-blocks Used Available Capacity Mounted on\n//w@srv/team 1 1 1 50% /Volumes/team\n"
MOUNT = b"""/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
/dev/disk4s1 on /Volumes/MY STICK (exfat, local, nodev, nosuid, noowners)
//w@srv/team on /Volumes/team (smbfs, nodev, nosuid, mounted by w)
"""
PLIST = b"""<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict><key>FileVault</key><%s/><key>RemovableMediaOrExternalDevice</key><%s/></dict></plist>"""


def mac(df: bytes, vault: bytes = b"", facts: bytes = b"", mount: bytes = MOUNT) -> Disk:
    told = {"df": df, "mount": mount, "diskutil": facts, "fdesetup": vault}
    return volumes.mac_disk(PurePosixPath("/Users/w/vault"), lambda command: told[PurePosixPath(command[0]).name])


def test_a_mac_tells_of_its_own_disk_by_filevault() -> None:
    facts = PLIST % (b"true", b"false")
    assert mac(DF, b"FileVault is On.\n", facts) == FINE
    assert mac(DF, b"FileVault is Off.\n", facts).encrypted is False
    assert mac(DF, b"", facts).encrypted is None


def test_a_mac_tells_of_sticks_and_of_shares() -> None:
    assert mac(DF_STICK, facts=PLIST % (b"false", b"true")) == Disk(encrypted=False, removable=True, network=False)
    assert mac(DF_SHARE) == Disk(network=True)


def test_a_mac_that_answers_nothing_is_not_believed_to_be_fine() -> None:
    assert mac(b"", mount=b"") == Disk()
    assert mac(DF, facts=b"not a list", mount=b"") == Disk()


def test_a_program_that_is_not_there_answers_nothing() -> None:
    assert volumes.ask_system(("/nowhere/at/all",)) == b""


# ------------------------------------------------------------------------------------------------ services


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir()
    return made


def over(folder: Path, home: Path, **environ: str) -> str:
    return service_over(folder, Surroundings(home, environ))


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive/work/vault", "OneDrive"),
        ("OneDrive - Borough of Elm/vault", "OneDrive"),
        ("Dropbox/vault", "Dropbox"),
        ("Dropbox (Borough)/vault", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs/vault", "iCloud"),
        ("iCloudDrive/vault", "iCloud"),
        ("Library/CloudStorage/GoogleDrive-w@elm.org/My Drive/vault", "Google Drive"),
        ("Library/CloudStorage/Box-Box/vault", "Box"),
        ("Library/CloudStorage/NewThing-w/vault", "a syncing service"),
        ("Google Drive/vault", "Google Drive"),
        ("Nextcloud/vault", "Nextcloud"),
        ("Box/vault", "Box"),
        ("MEGA/vault", "MEGA"),
        ("pCloudDrive/vault", "pCloud"),
        ("SpiderOak Hive/vault", "SpiderOak"),
        ("Resilio Sync/vault", "Resilio Sync"),
        ("Throughline vault", ""),
        ("my dropbox notes/vault", ""),
        ("Documents/Box/vault", ""),
    ],
)
def test_the_folders_of_services_are_known_by_their_names(home: Path, folder: str, service: str) -> None:
    assert over(home / folder, home) == service


@pytest.mark.parametrize(
    ("left", "service"),
    [
        (".dropbox.cache", "Dropbox"),
        (".stfolder", "Syncthing"),
        (".sync_3f2a.db", "Nextcloud or ownCloud"),
        (".owncloudsync.log", "ownCloud"),
        (".nextcloudsync.log", "Nextcloud"),
        (".tmp.drivedownload", "Google Drive"),
        (".megaignore", "MEGA"),
        (".sync/ID", "Resilio Sync"),
        (".sync", ""),
        ("notes.db", ""),
    ],
)
def test_a_service_is_known_by_what_it_leaves_in_a_folder_above(home: Path, left: str, service: str) -> None:
    path = home / "shared" / left
    path.parent.mkdir(parents=True)
    path.mkdir()
    assert over(home / "shared" / "deep" / "vault", home) == service


def test_a_service_is_known_by_its_own_settings_wherever_its_folder_lies(home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "data"
    (home / ".dropbox").mkdir()
    (home / ".dropbox/info.json").write_text(f'{{"personal": {{"path": "{elsewhere}/dbx"}}, "odd": 3}}')
    (home / ".config/Nextcloud").mkdir(parents=True)
    lines = ["[Accounts]", rf"0\Folders\1\localPath={elsewhere}/cloud/", r"0\Folders\1\paused=false"]
    (home / ".config/Nextcloud/nextcloud.cfg").write_text("\n".join(lines))
    assert over(elsewhere / "dbx/vault", home) == "Dropbox"
    assert over(elsewhere / "cloud/vault", home) == "Nextcloud"
    assert over(elsewhere / "own/vault", home) == ""
    assert over(elsewhere / "Docs/vault", home, OneDriveCommercial=f"{elsewhere}/Docs") == "OneDrive"


@pytest.mark.parametrize("text", ["", "[", "[1]", '{"personal": {"path": 5}}', "\xff", "[" * 100_000])
def test_damaged_settings_of_a_service_say_nothing(home: Path, text: str) -> None:
    (home / ".dropbox").mkdir()
    (home / ".dropbox/info.json").write_text(text)
    assert over(home / "vault", home) == ""


def test_copies_that_a_service_made_beside_the_vault_are_found_by_name(tmp_path: Path) -> None:
    copies = [
        "keys (conflicted copy).json",
        "vault (1).db",
        "vault (Anna's conflicted copy 2026-11-22).db",
        "vault (conflicted copy).db",
        "vault 2.db",
        "vault-LAPTOP-7F3A.db",
        "vault-LAPTOP.db",
        "vault.sync-conflict-20261122-101112-ABCDEFG.db",
        "vault_conflict-20261122-101112.db",
    ]
    ours = ["vault.db", "keys.json", "vault.lock", "vault.db-journal", "vault.db.part", "keys.json.part", "backups"]
    for name in (*copies, *ours):
        (tmp_path / name).touch()
    assert copies_beside(tmp_path) == tuple(copies)
    assert copies_beside(tmp_path / "nowhere") == ()


# -------------------------------------------------------------------------------------------- what it means


def test_a_place_that_is_fine_needs_no_word() -> None:
    assert concerns(Place(FINE)) == ()


@pytest.mark.parametrize(
    ("found", "kinds"),
    [
        (Place(Disk(False, False, False)), ["unencrypted"]),
        (Place(Disk(True, True, False)), ["removable"]),
        (Place(Disk(None, None, True)), ["network"]),
        (Place(Disk(None, False, False, fleeting=True)), ["memory"]),
        (Place(FINE, "OneDrive"), ["synced"]),
        (Place(FINE, "", ("vault 2.db",)), ["copies"]),
        (Place(Disk(False, True, False), "Dropbox"), ["synced", "removable", "unencrypted"]),
        (Place(Disk(None, False, False)), ["untold"]),
    ],
)
def test_every_kind_of_place_has_its_words(found: Place, kinds: list[str]) -> None:
    told = concerns(found)
    assert [each.kind for each in told] == kinds
    for each in told:
        assert each.meaning.endswith(".") and each.advice.endswith(".")
        assert not {"LUKS", "mount", "tmpfs", "filesystem", "directory"} & set(str(each).split())


def test_what_could_not_be_told_is_no_word_at_every_start() -> None:
    assert warnings(Place(Disk(None, False, False))) == ()
    assert [each.kind for each in warnings(Place(Disk(None, True, False)))] == ["removable"]


def test_the_service_is_named() -> None:
    assert "by Nextcloud" in str(concerns(Place(FINE, "Nextcloud"))[0])
    assert "2 copies" in str(concerns(Place(FINE, "", ("a", "b")))[0])


# --------------------------------------------------------------------------------------------- permissions


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_what_others_may_open_is_found_and_closed(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    (vault / "backups").mkdir(parents=True)
    (vault / "backups/one.db").touch()
    (vault / "vault.db").touch()
    vault.chmod(0o755)
    (vault / "backups").chmod(0o700)
    (vault / "backups/one.db").chmod(0o440)
    (vault / "vault.db").chmod(0o600)
    assert set(open_to_others(vault)) == {vault, vault / "backups/one.db"}
    assert make_private(vault) == ()
    assert oct((vault / "backups/one.db").stat().st_mode & 0o777) == "0o400"
    assert oct(vault.stat().st_mode & 0o777) == "0o700"


# ------------------------------------------------------------------------------------------------ on screen


def test_a_word_is_shown_only_where_there_is_one(qtbot, tmp_path: Path) -> None:
    places = {"fine": Place(FINE), "synced": Place(FINE, "OneDrive"), "untold": Place(Disk(None, False, False))}
    word = PlaceWord(looker=lambda folder: places[folder.name])
    qtbot.addWidget(word)
    said = []
    for name in ("fine", "synced", "untold"):
        word.look_at(tmp_path / name)
        qtbot.waitUntil(lambda name=name: word.told_of == tmp_path / name)
        said.append((word.isHidden(), "OneDrive" in word.text()))
    assert said == [(True, False), (False, True), (True, False)]


def test_while_a_path_is_typed_only_the_last_is_looked_at(qtbot, tmp_path: Path) -> None:
    seen: list[str] = []

    def looker(folder: Path) -> Place:
        seen.append(folder.name)
        return Place(Disk(None, False, False))

    word = PlaceWord(everything=True, looker=looker)
    qtbot.addWidget(word)
    for name in ("a", "ab", "abc"):
        word.look_at(tmp_path / name)
    qtbot.waitUntil(lambda: word.told_of == tmp_path / "abc")
    assert "could not be told" in word.text()
    assert seen == ["abc"]


def test_a_word_stands_under_the_first_list_of_cases_and_not_under_the_next(qtbot, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox (Borough)" / "vault"
    folder.parent.mkdir()
    vault = Vault.create(folder, PASSPHRASE, cost=CHEAP)[0]
    window = Window(Settings(), lambda: None)
    qtbot.addWidget(window)
    window.show()
    window.enter(vault)
    word = window.findChild(PlaceWord)
    qtbot.waitUntil(lambda: word.told_of == folder)
    assert word.isVisible() and "by Dropbox" in word.text()
    window.show_cases()
    assert [each for each in window.findChildren(PlaceWord) if each.isVisible()] == []
    vault.close()


def section(qtbot, folder: Path) -> PlaceSection:
    made = PlaceSection(SimpleNamespace(folder=folder))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: not made.work.busy)
    return made


def words_of(made: PlaceSection) -> str:
    return "\n".join(each.text() for each in made.findChildren(PlainLabel) if each.isVisible())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_section_names_the_folder_and_closes_it_to_others(qtbot, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox (Borough)" / "vault"
    folder.mkdir(parents=True)
    (folder / "vault.db").touch()
    (folder / "vault.db").chmod(0o644)
    folder.chmod(0o700)
    made = section(qtbot, folder)
    words = words_of(made)
    assert str(folder) in words and "by Dropbox" in words
    assert "may open 1 thing in this folder" in words
    button = next(each for each in made.findChildren(QPushButton) if each.text() == "Let nobody else open it")
    button.click()
    assert "Only you may open the folder" in words_of(made)
    assert "Done." in words_of(made)
    assert not button.isVisible()
    assert open_to_others(folder) == ()
