"""The room of evidence: shown before it is kept, listed, looked at in the program, hidden with the names, let go."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app import theme
from app.attachments.viewer import HIDDEN
from app.files import FileChooser
from mapping import commands
from storage.errors import DiskFull, WriteFailed
from storage.vault import Vault
from tests import papers
from tests.app.evidence_bench import CARD, OTHER, Bench, save_photo
from tests.app.inspecting import HEADER, family
from tests.storage.sample import CHEAP, PASSPHRASE


@pytest.fixture
def vault(tmp_path: Path):
    opened, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    opened.add(family(), "K. L.")
    yield opened
    opened.close()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return save_photo(tmp_path / "Anna at 12 Mill Lane.jpg")


@pytest.fixture
def bench(qtbot: QtBot, vault: Vault) -> Bench:
    return Bench(qtbot, vault)


# ---------------------------------------------------------------------------------------------------- attaching


def test_what_would_be_kept_is_shown_before_it_is_kept(bench, photo) -> None:
    bench.read(photo)
    assert "A picture of 120 × 80." in bench.words()
    assert "left out: the camera" in bench.words()
    assert "The file itself is not touched" in bench.words()
    assert not bench.room.before.viewer.canvas.image.isNull()
    assert bench.vault.attached(HEADER.id) == ()


def test_what_is_kept_is_listed_with_its_title_kind_size_hour_and_hand(bench, photo) -> None:
    before = photo.read_bytes()
    bench.keep(photo, "  Her arm,   3 May ")
    (kept,) = bench.vault.attached(HEADER.id, CARD)
    assert (kept.title, kept.kind) == ("Her arm, 3 May", "image/jpeg")
    assert b"maker" not in bench.vault.attachment(HEADER.id, kept.digest)
    assert "Her arm, 3 May\nPhoto  ·  " in bench.words()
    assert "today by K. L." in bench.words()
    assert "still lies where it was" in bench.words()
    assert photo.read_bytes() == before


def test_the_name_of_the_file_is_kept_nowhere(bench, photo) -> None:
    bench.keep(photo, "Her arm")
    assert "Mill Lane" not in bench.words()
    assert "Mill Lane" not in str(bench.vault.records(HEADER.id))
    assert [each.title for each in bench.vault.attached(HEADER.id)] == ["Her arm"]


def test_nothing_is_kept_without_a_title(bench, photo) -> None:
    bench.keep(photo, "  ")
    assert "Say in a few words what it shows" in bench.words()
    assert bench.vault.attached(HEADER.id) == ()


def test_what_is_left_is_not_kept_and_not_remembered(bench, photo) -> None:
    head = bench.vault.head()
    bench.read(photo)
    bench.press("Leave it")
    assert bench.vault.head() == head
    assert bench.room.before.viewer.canvas.image.isNull()
    assert "Nothing is attached to this card." in bench.words()


def test_a_file_that_is_not_taken_is_told_in_a_sentence(bench, tmp_path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff nothing")
    bench.read(tmp_path / "a.jpg")
    assert "Nothing was attached." in bench.words()
    assert "This picture cannot be shown" in bench.words()
    assert [each.text() for each in bench.shown(QPushButton)] == ["Leave it"]


def test_trouble_with_the_disk_is_told_and_what_was_about_to_be_kept_stays(bench, photo, monkeypatch) -> None:
    def full(*_what: object) -> str:
        raise WriteFailed(DiskFull(), False)

    bench.read(photo)
    monkeypatch.setattr(bench.vault, "attach", full)
    bench.room.before.title.setText("Her arm")
    bench.press("Keep it in the vault")
    assert "The disk is full" in bench.words()
    monkeypatch.undo()
    bench.press("Keep it in the vault")
    assert "Her arm" in bench.words()


def test_a_reading_that_nobody_waits_for_is_stopped(bench, photo) -> None:
    bench.room.read(photo)
    bench.press("Leave it")
    assert not bench.room.busy
    assert "Nothing is attached to this card." in bench.words()


# -------------------------------------------------------------------------------------------------- looking at it


def test_a_picture_is_made_larger_and_smaller_by_keys(bench, photo, qtbot) -> None:
    bench.keep(photo, "Her arm")
    bench.view()
    canvas = bench.room.viewer.canvas
    assert canvas.image.pixelColor(60, 40).red() > 240
    assert canvas.zoom == 1
    for _ in range(12):
        qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.zoom == 8
    assert canvas.horizontalScrollBar().maximum() > 0
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.zoom == 1
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.zoom == pytest.approx(0.8)


def test_a_pdf_is_turned_over_page_by_page(bench, tmp_path, qtbot) -> None:
    (tmp_path / "a.pdf").write_bytes(papers.paper((1, 0, 0), (0, 0, 1)))
    bench.keep(tmp_path / "a.pdf", "A letter")
    bench.view()
    viewer = bench.room.viewer
    assert viewer.page == 1
    assert viewer.canvas.image.pixelColor(9, 9).red() == 255
    qtbot.keyClick(viewer.canvas, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: viewer.canvas.image.pixelColor(9, 9).blue() == 255, timeout=30_000)
    assert "2 of 2" in bench.words()
    qtbot.keyClick(viewer.canvas, Qt.Key.Key_PageDown)
    assert viewer.page == 2


def test_what_a_pdf_holds_is_told_each_time_it_is_looked_at(bench, tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(papers.restless())
    bench.keep(tmp_path / "a.pdf", "A letter")
    bench.view()
    assert "This PDF also holds scripts" in bench.words()


def test_a_text_is_shown_letter_by_letter(bench, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("<b>he said</b> &amp; left")
    bench.keep(tmp_path / "a.txt", "A note")
    bench.view()
    assert "<b>he said</b> &amp; left" in bench.words()
    assert bench.room.viewer.text.isReadOnly()


# --------------------------------------------------------------------------------------------- names, leaving, lock


def test_while_names_are_hidden_pictures_are_too_and_titles_hold_no_name(bench, photo) -> None:
    bench.keep(photo, "Anna’s arm")
    bench.view()
    assert "Anna’s arm" in bench.words()
    bench.page.turn_veil()
    assert bench.room.viewer.canvas.image.isNull()
    assert HIDDEN in bench.words()
    assert "Anna" not in bench.words()
    bench.press("Back")
    assert "Anna" not in bench.words()
    bench.press("Another title…")
    assert "Call people by name again first" in bench.words()
    bench.page.turn_veil()
    assert "Anna’s arm" in bench.words()


def test_what_is_about_to_be_kept_is_not_shown_either(bench, photo) -> None:
    bench.page.turn_veil()
    bench.read(photo)
    assert bench.room.before.viewer.canvas.image.isNull()
    assert HIDDEN in bench.words()


@pytest.mark.parametrize("way", ["map", "key", "back", "lock"])
def test_whoever_leaves_the_room_leaves_no_picture_in_it(bench, photo, qtbot, way: str) -> None:
    bench.keep(photo, "Her arm")
    bench.view()
    match way:
        case "map":
            bench.page.show_map()
        case "key":
            qtbot.keyClick(bench.page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        case "back":
            bench.press("Back")
            bench.press("Back")
        case "lock":
            bench.session.lock()
    assert bench.room.viewer.canvas.image.isNull()
    assert bench.room.thing == ""
    assert bench.room.list.list.count() == 0
    assert bench.ended == (way == "lock")
    if way != "lock":
        assert bench.page.map.isVisible()


def test_another_card_has_its_own_evidence(bench, photo) -> None:
    bench.keep(photo, "Her arm")
    bench.session.select((OTHER,))
    assert "Evidence: checks her phone" in bench.words().replace("Checks", "checks")
    assert "Nothing is attached to this card." in bench.words()


def test_what_is_about_to_be_kept_stays_with_its_card(bench, photo) -> None:
    bench.read(photo)
    bench.session.select((OTHER,))
    bench.room.before.title.setText("Her arm")
    bench.press("Keep it in the vault")
    assert [each.thing for each in bench.vault.attached(HEADER.id)] == [CARD]


def marked(bench) -> bool:
    """Whether one of the tabs is marked as the view that is seen."""
    image, wanted = bench.page.tabs.grab().toImage(), theme.current().colour("protective_effort")
    points = ((x, y) for y in range(image.height()) for x in range(image.width()))
    return any(image.pixelColor(x, y) == wanted for x, y in points)


def test_no_view_is_marked_as_the_one_that_is_seen_while_evidence_lies_over_it(bench) -> None:
    bench.page.show_map()
    assert marked(bench)
    bench.page.to_evidence.show()
    assert not marked(bench)
    bench.page.to_evidence.show()
    assert marked(bench)


def test_evidence_of_a_card_that_is_taken_off_the_map_is_there_again_with_it(bench, photo) -> None:
    bench.keep(photo, "Her arm")
    bench.session.attempt(commands.remove, CARD)
    assert bench.page.map.isVisible()
    bench.session.undo()
    bench.session.select((CARD,))
    bench.page.to_evidence.show()
    assert "Her arm" in bench.words()


def test_without_one_card_it_is_said_that_there_must_be_one(bench) -> None:
    bench.page.show_map()
    bench.session.select(())
    bench.page.to_evidence.show()
    assert "Select the card first" in bench.page.strip.text


def test_the_inspector_says_how_much_there_is_and_leads_there(bench, photo, qtbot) -> None:
    bench.page.show_map()

    def line() -> str:
        sheet = bench.page.inspector.sheet
        return sheet.evidence.button.text() if sheet is not None and sheet.desk.identity == CARD else ""

    qtbot.waitUntil(lambda: line() == "Attach a photo, PDF or text…")
    bench.page.inspector.sheet.evidence.button.click()
    assert bench.room.isVisible()
    bench.keep(photo, "Her arm")
    assert line() == "Evidence: 1"


# ------------------------------------------------------------------------------------- title, taking off, copies


def test_another_title_leaves_when_it_was_kept_and_by_whom(bench, photo) -> None:
    bench.keep(photo, "Her arm")
    (before,) = bench.vault.attached(HEADER.id)
    bench.press("Another title…")
    (line,) = bench.shown(QLineEdit)
    line.setText("Her left arm")
    bench.press("Keep the new title")
    (after,) = bench.vault.attached(HEADER.id)
    assert (after.title, after.seq) == ("Her left arm", before.seq)
    assert "Her left arm" in bench.words()


def test_taking_off_is_asked_once_and_is_for_good(bench, photo) -> None:
    bench.keep(photo, "Her arm")
    bench.press("Take off this card…")
    assert "Take “Her arm” off this card for good?" in bench.words()
    assert len(bench.vault.attached(HEADER.id)) == 1
    bench.press("Take it off")
    assert bench.vault.attached(HEADER.id) == ()
    assert bench.vault.check() == ()
    assert "Nothing is attached to this card." in bench.words()


def test_a_copy_outside_is_warned_of_and_named_after_nothing(bench, photo, tmp_path) -> None:
    bench.keep(photo, "Anna’s arm")
    bench.press("Save a copy outside…")
    assert "unencrypted" in bench.words()
    bench.press("Choose where…")
    (chooser,) = bench.room.findChildren(FileChooser)
    assert chooser._path.text().endswith("evidence.jpg")
    chooser.chosen.emit(tmp_path / "out.jpg")
    chooser.reject()
    (kept,) = bench.vault.attached(HEADER.id)
    assert (tmp_path / "out.jpg").read_bytes() == bench.vault.attachment(HEADER.id, kept.digest)
    assert (tmp_path / "out.jpg").stat().st_mode & 0o077 == 0
    assert "not encrypted" in bench.words()


def test_no_copy_goes_into_the_vault_itself(bench, photo) -> None:
    bench.keep(photo, "Her arm")
    (kept,) = bench.vault.attached(HEADER.id)
    bench.room._copy_to(bench.vault.folder / "out.jpg", kept)
    assert not (bench.vault.folder / "out.jpg").exists()
    assert "lies in a vault" in bench.words()
