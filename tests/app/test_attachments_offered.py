"""Files dropped on the list of evidence and pictures pasted into it: looked at like a chosen file, or refused."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.attachments import offered
from app.sandbox import evidence
from storage.vault import Vault
from tests.app.evidence_bench import CARD, Bench, save_photo
from tests.app.inspecting import HEADER, family
from tests.storage.sample import CHEAP, PASSPHRASE

_LEFT, _NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_MOVE = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction


@pytest.fixture
def vault(tmp_path: Path):
    opened, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    opened.add(family(), "K. L.")
    yield opened
    opened.close()


@pytest.fixture
def bench(qtbot: QtBot, vault: Vault):
    yield Bench(qtbot, vault)
    QGuiApplication.clipboard().clear()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return save_photo(tmp_path / "a.jpg")


def of_files(*paths: Path) -> QMimeData:
    return of_links(*(QUrl.fromLocalFile(str(path)) for path in paths))


def of_links(*links: QUrl) -> QMimeData:
    data = QMimeData()
    data.setUrls(list(links))
    return data


def drop(bench: Bench, data: QMimeData, on: QWidget | None = None) -> QDropEvent | None:
    """Carry something over a part of the page and let it go there; None where it may not be let go."""
    widget = on or bench.room.list.list.viewport()
    enter = QDragEnterEvent(QPoint(5, 5), _MOVE, data, _LEFT, _NO_KEYS)
    enter.setAccepted(False)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return None
    done = QDropEvent(QPointF(5, 5), _MOVE, data, _LEFT, _NO_KEYS)
    QApplication.sendEvent(widget, done)
    bench.qtbot.waitUntil(lambda: not bench.room.busy, timeout=30_000)
    return done


def png(words: str = "") -> bytes:
    out, about = BytesIO(), PngImagePlugin.PngInfo()
    about.add_text("Author", words)
    Image.new("RGB", (30, 20), "blue").save(out, "PNG", pnginfo=about)
    return out.getvalue()


def copied(kind: str, content: bytes) -> None:
    """Put something on the clipboard, as another program would."""
    data = QMimeData()
    data.setData(kind, content)
    QGuiApplication.clipboard().setMimeData(data)


def paste(bench: Bench) -> None:
    bench.qtbot.keyClick(bench.room.list.attach, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    bench.qtbot.waitUntil(lambda: not bench.room.busy, timeout=30_000)


def keep(bench: Bench, title: str) -> None:
    bench.room.before.title.setText(title)
    bench.press("Keep it in the vault")


# ------------------------------------------------------------------------------------------------------ dropped


def test_a_file_that_is_dropped_is_looked_at_first_and_kept_like_one_that_was_chosen(bench, photo) -> None:
    done = drop(bench, of_files(photo), bench.room.list.attach)
    assert "A picture of 120 × 80." in bench.words()
    assert "still lies where it was" in bench.words()
    assert bench.vault.attached(HEADER.id) == ()
    keep(bench, "Her arm")
    (kept,) = bench.vault.attached(HEADER.id, CARD)
    assert b"maker" not in bench.vault.attachment(HEADER.id, kept.digest)
    assert done is not None
    assert done.dropAction() == Qt.DropAction.CopyAction
    assert photo.exists()


def test_one_can_drop_on_the_list_as_well_as_beside_it(bench, photo) -> None:
    drop(bench, of_files(photo), bench.room.list.attach)
    keep(bench, "Her arm")
    drop(bench, of_files(photo))
    assert "Keep this?" in bench.words()


def test_while_something_is_held_over_the_page_it_says_so_and_no_more_once_it_is_gone(bench, photo) -> None:
    data = of_files(photo)
    enter = QDragEnterEvent(QPoint(5, 5), _MOVE, data, _LEFT, _NO_KEYS)
    bench.room.list.dragEnterEvent(enter)
    assert "Let go here" in bench.words()
    bench.room.list.dragLeaveEvent(None)
    assert "Let go here" not in bench.words()


@pytest.mark.parametrize("what", ["several", "folder", "shortcut", "pointing", "page", "another machine"])
def test_what_is_not_one_file_of_this_computer_is_refused_in_a_sentence(bench, photo, tmp_path, what: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.url").write_text("[InternetShortcut]")
    (tmp_path / "b.jpg").symlink_to(photo)
    data, said = {
        "several": (of_files(photo, tmp_path / "a.url", photo), "These are 3 files"),
        "folder": (of_files(tmp_path / "folder"), "This is a folder"),
        "shortcut": (of_files(tmp_path / "a.url"), "only points to a file"),
        "pointing": (of_files(tmp_path / "b.jpg"), "only points to a file"),
        "page": (of_links(QUrl("https://example.org/a.jpg")), "This is a link"),
        "another machine": (of_links(QUrl("file://server/share/a.jpg")), "This is a link"),
    }[what]
    head = bench.vault.head()
    assert drop(bench, data, bench.room.list.attach) is not None
    sentence = bench.room.list.word.text()
    assert said in sentence
    assert sentence.count(".") == 1
    assert bench.room.list.isVisible()
    assert bench.vault.head() == head


def test_a_file_that_is_gone_or_of_another_kind_is_told_as_one_that_was_chosen(bench, tmp_path) -> None:
    drop(bench, of_files(tmp_path / "gone.jpg"), bench.room.list.attach)
    assert "could not be read" in bench.words()
    bench.press("Leave it")
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04\0\0")
    drop(bench, of_files(tmp_path / "a.zip"), bench.room.list.attach)
    assert "none of the kinds of file" in bench.words()


def test_a_file_that_is_too_large_is_refused_by_the_same_limit(bench, photo, monkeypatch) -> None:
    monkeypatch.setattr(evidence, "LARGEST_FILE", 100)
    drop(bench, of_files(photo), bench.room.list.attach)
    assert "The file is larger than" in bench.words()


def test_words_that_are_carried_about_cannot_be_let_go_here(bench) -> None:
    data = QMimeData()
    data.setText("a line of another program")
    assert drop(bench, data) is None


# ------------------------------------------------------------------------------------------------------- pasted


@pytest.mark.parametrize("way", ["key", "button"])
def test_a_copied_picture_is_made_anew_and_kept(bench, way: str) -> None:
    copied("image/png", png("Rosalind of Mill Lane"))
    if way == "key":
        paste(bench)
    else:
        bench.press("Paste a picture")
        bench.qtbot.waitUntil(lambda: not bench.room.busy, timeout=30_000)
    assert "A picture of 30 × 20." in bench.words()
    assert "stays on this computer’s clipboard" in bench.words()
    keep(bench, "A message")
    (kept,) = bench.vault.attached(HEADER.id, CARD)
    assert kept.kind == "image/png"
    assert b"Rosalind" not in bench.vault.attachment(HEADER.id, kept.digest)
    assert "The file that it came from" not in bench.words()


def test_a_copied_file_is_taken_as_if_it_were_dropped(bench, photo) -> None:
    QGuiApplication.clipboard().setMimeData(of_files(photo))
    paste(bench)
    assert "A picture of 120 × 80." in bench.words()
    assert "still lies where it was" in bench.words()


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        ("text/plain", b"only words", "There is no picture to paste"),
        ("image/bmp", b"BM", "of a kind that is not kept"),
        ("image/png", b"\x89PNG\r\n\x1a\n nothing", "This picture cannot be shown"),
        ("image/png", b"\x7fELF\0\0\0", "none of the kinds of file"),
    ],
)
def test_what_cannot_be_pasted_is_told(bench, kind: str, content: bytes, said: str) -> None:
    copied(kind, content)
    paste(bench)
    assert said in bench.words()
    assert bench.vault.attached(HEADER.id) == ()


def test_where_a_system_hands_over_bare_pixels_these_are_taken(bench, monkeypatch) -> None:
    monkeypatch.setattr(offered.sys, "platform", "win32")
    image = QImage(12, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    found = offered.pasted(QGuiApplication.clipboard().mimeData())
    monkeypatch.undo()
    bench.room.list.offered.emit(found, True)
    bench.qtbot.waitUntil(lambda: not bench.room.busy, timeout=30_000)
    assert "A picture of 12 × 8." in bench.words()


def test_pasting_into_a_title_pastes_words(bench, photo) -> None:
    drop(bench, of_files(photo), bench.room.list.attach)
    keep(bench, "Her arm")
    bench.press("Another title…")
    QGuiApplication.clipboard().setText(" and hand")
    (line,) = [each for each in bench.shown(QWidget) if each.accessibleName() == "Another title"]
    bench.qtbot.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "and hand" in line.text()
    assert bench.shown(QPushButton)
    assert bench.room.list.isVisible()
