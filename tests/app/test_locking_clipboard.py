"""What is copied out of the program: marked as secret, gone in half a minute and on lock, if it is still ours."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPlainTextEdit, QWidget

from app import clipboard as door
from app.clipboard import HINT, LIFE, Copies, empty_clipboard, marked
from app.growing import GrowingText
from tests.app.twoprograms import OURS, THEIRS, WORDS, Program, unseen_screen


class Ours:
    """Whose the clipboard is: the platform without a screen does not say."""

    def __init__(self) -> None:
        self.clipboard = True


@pytest.fixture
def ours(monkeypatch: pytest.MonkeyPatch) -> Ours:
    held = Ours()
    monkeypatch.setattr("PySide6.QtGui.QClipboard.ownsClipboard", lambda _self: held.clipboard)
    return held


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    held = QApplication.clipboard()
    held.clear()
    yield held
    held.clear()


@pytest.fixture
def copies(clipboard: QClipboard, ours: Ours) -> Iterator[Copies]:
    made = Copies(clipboard)
    yield made
    clipboard.changed.disconnect(made._mark)


def life(copies: Copies):
    return copies._lives[QClipboard.Mode.Clipboard]


def line(text: str) -> QWidget:
    return QLineEdit(text)


def prose(text: str) -> QWidget:
    return QPlainTextEdit(text)


def growing(text: str) -> QWidget:
    field = GrowingText()
    field.setPlainText(text)
    return field


def listed(text: str) -> QWidget:
    rows = QListWidget()
    rows.addItem(text)
    rows.setCurrentRow(0)
    return rows


@pytest.mark.parametrize("make", [line, prose, growing, listed])
def test_a_copy_from_any_field_is_marked_and_holds_nothing_but_words(qtbot, copies, clipboard, make: Callable) -> None:
    field = make(WORDS)
    qtbot.addWidget(field)
    for key in (Qt.Key.Key_A, Qt.Key.Key_C):
        qtbot.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == WORDS
    assert bytes(clipboard.mimeData().data(HINT).data()) == b"secret"
    assert set(clipboard.mimeData().formats()) == {"text/plain", HINT}


def test_cutting_and_pasting_inside_the_program_works_as_ever(qtbot, copies, clipboard) -> None:
    field = QPlainTextEdit(WORDS)
    qtbot.addWidget(field)
    field.selectAll()
    field.cut()
    assert field.toPlainText() == ""
    field.paste()
    field.paste()
    assert field.toPlainText() == WORDS * 2


def test_a_copy_is_gone_in_half_a_minute(copies: Copies, clipboard: QClipboard) -> None:
    clipboard.setText(WORDS)
    assert life(copies).isActive()
    assert life(copies).remainingTime() <= 30_000
    assert LIFE * 1.05 <= 30_000, "a timer of Qt may be late by a twentieth"
    life(copies).timeout.emit()
    assert clipboard.text() == ""


def test_another_copy_gets_half_a_minute_of_its_own(copies: Copies, clipboard: QClipboard) -> None:
    clipboard.setText(WORDS)
    life(copies).stop()
    clipboard.setText("something else of the case")
    assert life(copies).remainingTime() > 20_000


def test_what_another_program_copied_meanwhile_is_not_touched(copies, clipboard, ours: Ours) -> None:
    clipboard.setText(WORDS)
    ours.clipboard = False
    clipboard.setText("a recipe")
    life(copies).timeout.emit()
    empty_clipboard()
    assert clipboard.text() == "a recipe"
    assert HINT not in clipboard.mimeData().formats()


def test_emptying_takes_back_what_is_still_ours(copies, clipboard) -> None:
    clipboard.setText(WORDS)
    empty_clipboard()
    assert clipboard.text() == ""


def test_an_empty_clipboard_is_left_alone(copies: Copies, clipboard: QClipboard) -> None:
    clipboard.setMimeData(QMimeData())
    assert not life(copies).isActive()


def test_windows_is_asked_to_keep_it_out_of_its_history_and_off_other_machines(monkeypatch) -> None:
    monkeypatch.setattr(door.sys, "platform", "win32")
    data = marked(WORDS)
    assert [name for name in data.formats() if "value=" in name] == [
        f'application/x-qt-windows-mime;value="{name}"'
        for name in ("ExcludeClipboardContentFromMonitorProcessing", "CanIncludeInClipboardHistory",
                     "CanUploadToCloudClipboard")
    ]  # fmt: skip
    assert bytes(data.data(data.formats()[-1]).data()) == bytes(4)


# --------------------------------------------------------------------------------- two programs on a real screen


@pytest.fixture
def screen() -> Iterator[str]:
    with unseen_screen() as name:
        yield name


def lost_to(theirs: Program, ours: Program) -> bool:
    """Copy with our program, then with the other, and say whether ours has heard of it."""
    ours.ask("copy")
    theirs.ask("a recipe")
    return any(ours.ask("look") == "not ours" for _ in range(100))


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs a screen of X11 that nobody sees")
def test_another_program_reads_the_words_and_the_mark_and_then_nothing(screen: str) -> None:
    ours, theirs = Program(OURS, WORDS, display=screen), Program(THEIRS, display=screen)
    try:
        for ending in ("wait", "empty"):
            ours.ask("copy")
            words, _, formats = theirs.ask("look").partition(" | ")
            assert words == WORDS
            assert HINT in formats.split()
            ours.ask(ending)
            assert theirs.ask("look").split(" | ")[0].strip(" |") == ""
        # Two claims in one millisecond of the screen's clock are one to Qt, so that a second try may be needed.
        assert any(lost_to(theirs, ours) for _ in range(100))
        for ending in ("wait", "empty"):
            ours.ask(ending)
        assert theirs.ask("look").startswith("a recipe |")
        ours.ask("copy")
        ours.end()
        assert WORDS not in theirs.ask("look"), "what a killed program had copied goes with it under X11"
    finally:
        ours.end()
        theirs.end()
