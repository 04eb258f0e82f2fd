"""Choosing a file or a folder without leaving a trace, and writing one whole or not at all."""

import os
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton

from app.files import FileChooser
from app.folders import Wanted, completions, folder_of, listing, name_in, objection
from app.outfile import OutputError, write_whole

CASE = (".case.json",)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for folder in ("beta", "Alpha", ".hidden"):
        (tmp_path / folder).mkdir()
    for file in ("two.case.json", "One.Case.JSON", "notes.txt"):
        (tmp_path / file).write_text("{}")
    (tmp_path / "Alpha" / "inner.case.json").write_text("{}")
    return tmp_path


def names(found) -> list[str]:
    return [each.path.name for each in found]


def test_folders_come_first_and_only_what_can_be_chosen_is_listed(home: Path) -> None:
    assert names(listing(home, Wanted.FILE, CASE)) == ["Alpha", "beta", "One.Case.JSON", "two.case.json"]
    assert names(listing(home, Wanted.FOLDER)) == ["Alpha", "beta"]


def test_what_is_typed_is_completed_from_the_folder_it_is_in(home: Path) -> None:
    assert completions(f"{home}/al", Wanted.FILE, CASE) == (f"{home}/Alpha",)
    assert completions(f"{home}/.h", Wanted.FOLDER) == (f"{home}/.hidden",)
    assert completions(f"{home}/nowhere/x", Wanted.FILE) == ()


def test_a_path_that_ends_in_a_separator_is_a_folder_to_look_into(home: Path) -> None:
    assert (folder_of(f"{home}/Alpha/"), name_in(f"{home}/Alpha/")) == (home / "Alpha", "")
    assert (folder_of(f"{home}/Alpha"), name_in(f"{home}/Alpha")) == (home, "Alpha")


def test_each_objection_says_what_to_do(home: Path) -> None:
    assert objection(f"{home}/two.case.json", Wanted.FILE) == ""
    assert "no such file" in objection(f"{home}/three", Wanted.FILE)
    assert "no such folder" in objection(f"{home}/three", Wanted.FOLDER)
    assert "Make it first" in objection(f"{home}/gone/report.pdf", Wanted.NEW_FILE)
    assert "must end with .pdf" in objection(f"{home}/report", Wanted.NEW_FILE, (".pdf",))
    assert "Add a name" in objection(f"{home}/Alpha", Wanted.NEW_FOLDER)
    assert objection("  ", Wanted.FILE) != ""
    assert objection("a\0b", Wanted.FILE) != ""


class Panel:
    """A chooser as a worker meets it."""

    def __init__(self, qtbot, wanted: Wanted, start: Path, endings: tuple[str, ...] = ()) -> None:
        self.dialog = FileChooser("Which one?", wanted, "Choose", start=start, endings=endings)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(self.dialog)
        self.qtbot, self.taken = qtbot, []
        self.dialog.chosen.connect(self.taken.append)
        self.dialog.open()
        self.line = self.dialog.findChildren(QLineEdit)[0]
        self.list = self.dialog.findChild(QListWidget)

    def rows(self) -> list[str]:
        return [self.list.item(number).text() for number in range(self.list.count())]

    def open_row(self, text: str) -> None:
        self.list.itemActivated.emit(self.list.item(self.rows().index(text)))

    def button(self, text: str) -> QPushButton:
        return next(each for each in self.dialog.findChildren(QPushButton) if each.text() == text)


def test_a_file_is_found_by_going_through_folders(qtbot, home: Path) -> None:
    panel = Panel(qtbot, Wanted.FILE, home, CASE)
    panel.open_row("Alpha/")
    assert panel.rows() == ["inner.case.json"]
    panel.button("Up").click()
    assert "two.case.json" in panel.rows()
    panel.open_row("two.case.json")
    assert panel.taken == [home / "two.case.json"]
    assert not panel.dialog.isVisible()


def test_a_typed_path_is_chosen_with_the_enter_key(qtbot, home: Path) -> None:
    panel = Panel(qtbot, Wanted.FILE, home, CASE)
    panel.line.setText(str(home / "Alpha" / "inner.case.json"))
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert panel.taken == [home / "Alpha" / "inner.case.json"]


def test_what_cannot_be_chosen_cannot_be_accepted(qtbot, home: Path) -> None:
    panel = Panel(qtbot, Wanted.FILE, home, CASE)
    panel.line.setText(str(home / "nothing.case.json"))
    assert not panel.button("Choose").isEnabled()
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert panel.taken == []


def test_a_bare_name_is_taken_from_the_folder_that_is_shown(qtbot, home: Path, tmp_path_factory, monkeypatch) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "two.case.json").write_text("{}")
    monkeypatch.chdir(elsewhere)
    panel = Panel(qtbot, Wanted.FILE, home, CASE)
    panel.line.setText("two.case.json")
    assert "two.case.json" in panel.rows()
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert panel.taken == [home / "two.case.json"]


def test_a_new_name_is_put_into_the_folder_one_went_to(qtbot, home: Path, monkeypatch) -> None:
    monkeypatch.chdir("/")
    panel = Panel(qtbot, Wanted.NEW_FILE, home / "report.pdf", (".pdf",))
    panel.open_row("Alpha/")
    panel.line.setText("mine.pdf")
    panel.button("Choose").click()
    assert panel.taken == [home / "Alpha" / "mine.pdf"]


def test_part_of_a_path_goes_on_from_the_folder_that_is_shown(qtbot, home: Path) -> None:
    panel = Panel(qtbot, Wanted.FILE, home, CASE)
    qtbot.keyClick(panel.line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(panel.line, "Alpha/inn")
    assert panel.rows() == ["inner.case.json"]
    assert panel.line.completer().currentCompletion() == "Alpha/inner.case.json"
    panel.line.setText("Alpha/inner.case.json")
    panel.button("Choose").click()
    assert panel.taken == [home / "Alpha" / "inner.case.json"]


def test_a_wave_is_home(qtbot, home: Path, monkeypatch) -> None:
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    panel = Panel(qtbot, Wanted.FILE, home / "Alpha", CASE)
    panel.line.setText("~")
    assert "two.case.json" in panel.rows()
    assert "~/Alpha" in completions("~", Wanted.FILE, CASE)
    panel.line.setText("~/two.case.json")
    panel.button("Choose").click()
    assert panel.taken == [home / "two.case.json"]


@pytest.mark.parametrize("wanted", list(Wanted))
def test_the_enter_key_goes_to_a_folder_that_was_typed(qtbot, home: Path, wanted: Wanted) -> None:
    panel = Panel(qtbot, wanted, home, CASE)
    panel.line.setText("Alpha")
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert panel.line.text() == f"{home}/Alpha/"
    assert panel.taken == []
    assert panel.dialog.isVisible()


def test_the_enter_key_chooses_the_folder_that_is_shown_already(qtbot, home: Path) -> None:
    panel = Panel(qtbot, Wanted.FOLDER, home)
    panel.line.setText("Alpha")
    for _ in range(2):
        qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert panel.taken == [home / "Alpha"]


def test_an_empty_line_chooses_nothing(qtbot, home: Path) -> None:
    panel = Panel(qtbot, Wanted.FOLDER, home)
    panel.line.setText("")
    assert not panel.button("Choose").isEnabled()
    assert "Alpha/" in panel.rows()


def test_a_new_name_stays_while_one_looks_for_its_folder(qtbot, home: Path) -> None:
    panel = Panel(qtbot, Wanted.NEW_FILE, home / "report.pdf", (".pdf",))
    panel.open_row("Alpha/")
    assert panel.line.text() == f"{home}/Alpha/report.pdf"
    panel.button("Choose").click()
    assert panel.taken == [home / "Alpha" / "report.pdf"]


def test_a_folder_can_be_made_on_the_way(qtbot, home: Path) -> None:
    panel = Panel(qtbot, Wanted.NEW_FILE, home / "report.pdf", (".pdf",))
    panel.dialog.findChildren(QLineEdit)[1].setText("Reports")
    panel.button("Make a folder here").click()
    assert panel.line.text() == f"{home}/Reports/report.pdf"
    assert stat.S_IMODE((home / "Reports").stat().st_mode) & 0o077 == 0


def test_replacing_a_file_is_said_beforehand(qtbot, home: Path) -> None:
    (home / "old.pdf").write_text("old")
    panel = Panel(qtbot, Wanted.NEW_FILE, home / "old.pdf", (".pdf",))
    assert any("will be replaced" in each.text() for each in panel.dialog.findChildren(type(panel.dialog._word)))


def test_choosing_leaves_nothing_in_the_home_of_the_settings(qtbot, home: Path) -> None:
    config = Path(os.environ["XDG_CONFIG_HOME"])
    before = sorted(config.rglob("*"))
    panel = Panel(qtbot, Wanted.FILE, home, CASE)
    panel.button("Cancel").click()
    assert sorted(config.rglob("*")) == before


def test_a_file_is_written_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    write_whole(tmp_path / "report.pdf", b"first")
    write_whole(tmp_path / "report.pdf", b"second")
    assert (tmp_path / "report.pdf").read_bytes() == b"second"
    assert stat.S_IMODE((tmp_path / "report.pdf").stat().st_mode) == 0o600
    assert names_in(tmp_path) == ["report.pdf"]


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_nothing_beside_it(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "report.pdf").write_bytes(b"old")

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.outfile.settle", full)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match=r"No space left on device\. Choose another place"):
        write_whole(tmp_path / "report.pdf", b"new")
    assert (tmp_path / "report.pdf").read_bytes() == b"old"
    assert names_in(tmp_path) == ["report.pdf"]


@pytest.mark.parametrize("name", ["", "gone/report.pdf", "file/report.pdf"])
def test_a_place_that_is_none_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"Choose another|choose another"):
        write_whole(tmp_path / name, b"x")
