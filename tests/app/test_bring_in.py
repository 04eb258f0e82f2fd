"""Bringing a case file into a vault, in the window and on the command line: asked first, whole or not at all."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app import gui
from app.commandline import run as command
from app.sandbox import running
from app.sandbox.running import SandboxError
from app.vault.bringin import BringIn
from app.vault.cases import CasesRoom
from exports.interchange import write_text
from mapping.casemap import CaseMap
from mapping.entries import Position
from storage.errors import DiskFull, DiskTrouble, WriteFailed
from storage.vault import Vault
from tests.cases import arrow, behaviour, case_of, child_impact, goal
from tests.exports.test_foreign import FILES
from tests.storage.sample import CHEAP, PASSPHRASE, contents, small_case

CASE = case_of(
    behaviour(position=Position(x=40.5, y=-3)), child_impact(), goal(title="attend a course"),
    arrow("harms", "B1", "I1"), title="From a colleague",
)  # fmt: skip


@pytest.fixture
def vault(tmp_path: Path):
    opened, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    opened.keep_setting("who", "K. L.")
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return put(tmp_path, CASE)


def put(folder: Path, case: CaseMap) -> Path:
    """A case as a file whose name tells something that must not be kept."""
    path = folder / "Rosalind Franklin.case.json"
    path.write_text(write_text(case), encoding="utf-8")
    return path


@pytest.fixture
def room(qtbot, vault: Vault) -> CasesRoom:
    made = CasesRoom(vault)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def shown(room: QWidget, kind: type[QWidget]) -> list:
    return [each for each in room.findChildren(kind) if each.isVisible()]


def words(room: QWidget) -> str:
    return "\n".join(each.text() for each in shown(room, QLabel) if each.text())


def buttons(room: QWidget) -> list[str]:
    return [each.text() for panel in shown(room, BringIn) for each in shown(panel, QPushButton)]


def button(room: QWidget, text: str) -> QPushButton:
    return next(each for each in shown(room, QPushButton) if each.text() == text)


def preview(qtbot, room: CasesRoom, path: Path) -> str:
    """Choose a file, and wait for what is said of it."""
    room._read(path)
    qtbot.waitUntil(lambda: len(buttons(room)) > 0 and buttons(room) != ["Stop"], timeout=20_000)
    return words(room)


# ------------------------------------------------------------------------------------------------ in the window


def test_what_a_file_would_bring_is_shown_in_numbers_before_anything_is_taken(qtbot, room, vault, file) -> None:
    said = preview(qtbot, room, file)
    assert "Bring in this case: “From a colleague”?" in said
    assert "People: 3\nOf these, children: 1\nWhat he does: 1\n" in said
    assert "Arrows between them: 1" in said
    assert "With a place on the map, which is kept: 1." in said
    assert "A goal is never a service" in said
    assert buttons(room) == ["Bring it in", "Leave it"]
    assert vault.cases() == ()
    assert vault.head()[0] == 0


def test_what_is_asked_is_in_sight_under_a_long_list_too(qtbot, room, vault, file) -> None:
    for number in range(12):
        vault.add(small_case(f"c{number}"), "K")
    room.show_cases()
    room.resize(1000, 600)
    preview(qtbot, room, file)

    def in_sight() -> bool:
        return room.viewport().rect().contains(button(room, "Bring it in").mapTo(room.viewport(), QPoint(0, 0)))

    qtbot.waitUntil(in_sight)


def test_a_case_is_brought_in_whole_and_opened(qtbot, room, vault, file) -> None:
    preview(qtbot, room, file)
    with qtbot.waitSignal(room.wants_open) as opened:
        button(room, "Bring it in").click()
    assert opened.args == ["case-1"]
    assert vault.load("case-1") == CASE
    assert [line.title for line in vault.cases()] == ["From a colleague"]


def test_the_record_says_that_it_came_from_a_file_when_and_who_brought_it(qtbot, room, vault, file) -> None:
    preview(qtbot, room, file)
    with qtbot.waitSignal(room.wants_open):
        button(room, "Bring it in").click()
    for thing in ("", "B1"):
        (record,) = vault.records("case-1", thing)
        assert (record.act, record.who) == ("import", "K. L.")


def test_a_backup_is_made_before_a_case_comes_in(qtbot, room, vault, file) -> None:
    preview(qtbot, room, file)
    with qtbot.waitSignal(room.wants_open):
        button(room, "Bring it in").click()
    (place,) = (vault.folder / "backups").iterdir()
    with Vault.unlock(put_beside(place, vault.folder.parent / "copy"), PASSPHRASE) as copy:
        assert copy.cases() == ()


def put_beside(backup: Path, folder: Path) -> Path:
    folder.mkdir()
    for name in ("vault.db", "keys.json"):
        (folder / name).write_bytes((backup / name).read_bytes())
    return folder


def test_without_a_backup_it_is_for_the_worker_to_say(qtbot, room, vault, file, monkeypatch) -> None:
    def no_room() -> Path:
        raise DiskFull

    monkeypatch.setattr(vault, "back_up", no_room)
    preview(qtbot, room, file)
    button(room, "Bring it in").click()
    qtbot.waitUntil(lambda: "No backup could be made" in words(room))
    assert "The disk is full" in words(room)
    assert vault.cases() == ()
    with qtbot.waitSignal(room.wants_open):
        button(room, "Bring it in without a backup").click()
    assert vault.load("case-1") == CASE


def test_what_is_left_leaves_nothing(qtbot, room, vault, file) -> None:
    preview(qtbot, room, file)
    before = contents(vault.folder)
    button(room, "Leave it").click()
    assert buttons(room) == []
    assert contents(vault.folder) == before
    assert button(room, "Bring in a case file").isVisible()


def test_a_case_that_is_here_already_is_compared_and_not_mixed(qtbot, room, vault, tmp_path) -> None:
    vault.add(CASE, "K")
    other = case_of(*CASE.entries.values(), behaviour("B2"), people=False, title="From a colleague")
    said = preview(qtbot, room, put(tmp_path, other))
    assert "has 1 more, lacks 1, and says 0 differently" in said
    assert buttons(room) == ["Open the one in the vault", "Bring it in as another case", "Leave it"]
    with qtbot.waitSignal(room.wants_open) as opened:
        button(room, "Open the one in the vault").click()
    assert opened.args == ["case-1"]
    assert vault.load("case-1") == CASE


def test_a_case_that_is_here_already_may_come_in_beside_it(qtbot, room, vault, file) -> None:
    vault.add(CASE, "K")
    preview(qtbot, room, file)
    with qtbot.waitSignal(room.wants_open) as opened:
        button(room, "Bring it in as another case").click()
    assert vault.load("case-1") == CASE
    other = vault.load(opened.args[0])
    assert (other.entries, other.links) == (CASE.entries, CASE.links)
    assert other.header.title.startswith("From a colleague (brought in ")


def test_a_file_that_is_no_case_is_refused_with_its_first_faults(qtbot, room, vault, file) -> None:
    record = json.loads(write_text(CASE))
    for entry in record["entries"]:
        entry["score"] = 1
    file.write_text(json.dumps(record), encoding="utf-8")
    said = preview(qtbot, room, file)
    assert "The file was not brought in." in said
    assert "entries[0] (B1).score: there is no such field here" in said
    assert "and 3 more." in said
    button(room, "Close").click()
    assert vault.cases() == ()


def test_reading_can_be_stopped(qtbot, room, vault, file, monkeypatch) -> None:
    ran, ended = running.run, []

    def endless(_worker: str, _raw: bytes, **more: object) -> bytes:
        try:
            return ran("tests.app.misbehaving", b"wait_for_ever", **more)
        except SandboxError as error:
            ended.append(error.reason)
            raise

    monkeypatch.setattr("app.sandbox.casefile.run", endless)
    room._read(file)
    button(room, "Stop").click()
    assert buttons(room) == []
    qtbot.waitUntil(lambda: ended == ["stopped"])
    assert vault.cases() == ()


def test_a_file_that_breaks_its_reader_is_told_and_nothing_has_happened(qtbot, room, vault, file, monkeypatch) -> None:
    ran = running.run
    monkeypatch.setattr(
        "app.sandbox.casefile.run", lambda *_file, **_more: ran("tests.app.misbehaving", b"raise_something")
    )
    before = vault.head()
    assert "This file could not be read safely" in preview(qtbot, room, file)
    assert vault.head() == before


def test_a_veiled_list_shows_no_title_of_a_file_either(qtbot, vault, file) -> None:
    vault.add(CASE, "K")
    veiled = CasesRoom(vault, veiled=True)
    qtbot.addWidget(veiled)
    veiled.show()
    assert "colleague" not in preview(qtbot, veiled, file)


@pytest.mark.parametrize(("in_file", "there"), [(True, True), (False, False)])
def test_trouble_of_the_disk_is_told_with_whether_the_case_is_there(
    qtbot, room, vault, file, monkeypatch, in_file: bool, there: bool
) -> None:
    add = vault.add

    def troubled(*arguments: object) -> int:
        seq = add(*arguments) if in_file else 0
        raise WriteFailed(DiskTrouble(), in_file, seq)

    monkeypatch.setattr(vault, "add", troubled)
    preview(qtbot, room, file)
    button(room, "Bring it in").click()
    told = "The case is in the vault." if there else "The file was not brought in."
    qtbot.waitUntil(lambda: told in words(room))
    assert ("case-1" in [line.id for line in vault.cases()]) is there


def test_neither_the_name_of_the_file_nor_its_folder_is_kept(qtbot, room, vault, file) -> None:
    preview(qtbot, room, file)
    with qtbot.waitSignal(room.wants_open):
        button(room, "Bring it in").click()
    raw = vault._opened.raw
    tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    dump = repr([raw.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables])
    assert "From a colleague" in dump
    assert [word for word in ("Rosalind", str(file.parent)) if word in dump] == []


def test_something_that_is_no_file_is_not_waited_for(qtbot, room, tmp_path) -> None:
    assert "This is no file" in preview(qtbot, room, tmp_path)
    assert "could not be read" in preview(qtbot, room, tmp_path / "gone.case.json")


def test_the_window_on_a_case_file_reads_it_apart_and_the_sample_by_itself(file, monkeypatch) -> None:
    asked = []
    ran = running.run
    monkeypatch.setattr("app.sandbox.casefile.run", lambda *given, **more: asked.append(1) or ran(*given, **more))
    monkeypatch.setattr("app.lent.LentVault", lambda case: case)
    assert gui._lend(file) == CASE
    assert asked == [1]
    assert gui._lend(None).header.id == "sample"
    assert asked == [1]


# ------------------------------------------------------------------------------------------ on the command line


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A closed vault with a case in it; its passphrase lies beside it."""
    opened, _code = Vault.create(tmp_path / "made", PASSPHRASE, cost=CHEAP)
    opened.close()
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    return tmp_path / "made"


def add(made: Path, file: Path, *more: str) -> int:
    return command(["vault", "add", str(made), str(file), "--passphrase-file", str(made.parent / "passphrase"), *more])


def test_a_file_is_brought_in_after_a_backup_and_its_numbers_are_printed(made, file, capsys) -> None:
    assert add(made, file) == 0
    assert capsys.readouterr().out == "Brought in: 6 entries, 1 links.\n"
    assert len(list((made / "backups").iterdir())) == 1
    with Vault.unlock(made, PASSPHRASE) as vault:
        assert vault.load("case-1") == CASE
        assert [record.act for record in vault.records("case-1")] == ["import"]


def test_without_a_backup_nothing_is_brought_in_unless_that_is_said(made, file, capsys, monkeypatch) -> None:
    def no_room(_vault: Vault) -> Path:
        raise DiskFull

    monkeypatch.setattr(Vault, "back_up", no_room)
    assert add(made, file) == 1
    said = capsys.readouterr().err
    assert "nothing was brought in. The disk is full" in said
    assert "--without-backup" in said
    with Vault.unlock(made, PASSPHRASE) as vault:
        assert vault.cases() == ()
    assert add(made, file, "--without-backup") == 0


@pytest.mark.parametrize("name", sorted(FILES)[::6])
def test_something_else_is_refused_in_one_sentence_and_the_vault_is_as_it_was(made, file, capsys, name) -> None:
    content = FILES[name][1]
    raw = content() if callable(content) else content
    file.write_bytes(raw)
    before = contents(made)
    assert add(made, file) == 1
    said = capsys.readouterr().err
    assert FILES[name][0] in said
    assert said.count("\n") == 1
    assert contents(made) == before
    assert file.read_bytes() == raw
