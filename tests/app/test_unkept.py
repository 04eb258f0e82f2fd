"""Locking, closing and leaving with a full disk: no text is lost unasked, and no copy of one stays behind."""

import errno
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app import gui, theme
from app.casepage import CasePage
from app.settings import Settings
from app.unkept import Unkept
from app.window import Window
from storage.vault import KeyCost, Vault
from tests.cases import published

PASSPHRASE = "copper lantern under seven rivers"
CASE = "open-01-after-prison"


class Disk:
    """A disk that may be full."""

    full = False

    def __call__(self, _point: str) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def vault(tmp_path: Path, disk: Disk):
    made, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=KeyCost(64, 1, 1), fault=disk)
    made.add(published(CASE), "K")
    yield made
    made.close()


@pytest.fixture
def ended() -> list[str]:
    return []


@pytest.fixture
def window(qtbot, qapp, vault: Vault, disk: Disk, ended: list[str]):
    theme.apply(qapp, theme.Theme())
    made = Window(Settings(), lambda: ended.append("ended"))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.enter(vault)
    made.open_case(CASE)
    yield made
    disk.full = False
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(window: Window) -> CasePage:
    assert window.page is not None
    return window.page


def seen(window: QWidget) -> str:
    return "\n".join(each.text() for each in window.findChildren(QLabel) if each.isVisible())


def press(qtbot, window: QWidget, text: str) -> None:
    found = next(each for each in window.findChildren(QPushButton) if each.isVisible() and each.text() == text)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def type_account(qtbot, page: CasePage, text: str) -> tuple[str, str]:
    """Write in the account of the first behaviour; under which key a draft of it is kept."""
    identity = next(each.id for each in page.session.case.ordered_entries if each.kind == "behaviour")
    page.session.select((identity,))
    qtbot.waitUntil(lambda: page.inspector._for == (identity,))
    field = page.inspector.sheet.row("account").editor.text
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, text)
    return identity, "account"


def reopened(vault: Vault) -> dict[tuple[str, str], str]:
    with Vault.unlock(vault.folder, PASSPHRASE) as again:
        return again.drafts(CASE)


# ------------------------------------------------------------------------------------------------------- locking


def test_locking_with_a_full_disk_blanks_the_window_and_asks(qtbot, window, page, vault, disk, ended) -> None:
    type_account(qtbot, page, "He asks")
    disk.full = True
    window.lock()
    assert ended == []
    told = seen(window)
    assert "Not locked yet" in told
    assert "would be lost" in told
    assert page.session.case.header.title not in told
    assert not page.isVisible()


def test_locking_again_when_there_is_room_keeps_what_was_typed(qtbot, window, page, vault, disk, ended) -> None:
    key = type_account(qtbot, page, "He asks")
    disk.full = True
    window.lock()
    press(qtbot, window, "Try again")
    assert "Not locked yet" in seen(window)
    assert ended == []
    disk.full = False
    press(qtbot, window, "Try again")
    assert (ended, vault.is_open) == (["ended"], False)
    assert reopened(vault) == {key: "He asks"}


def test_one_may_lock_without_what_cannot_be_kept(qtbot, window, page, vault, disk, ended) -> None:
    type_account(qtbot, page, "He asks")
    disk.full = True
    window.lock()
    press(qtbot, window, "Lock without it")
    assert (ended, vault.is_open) == (["ended"], False)


def test_with_nothing_typed_a_full_disk_does_not_keep_from_locking(window, page, vault, disk, ended) -> None:
    disk.full = True
    window.lock()
    assert (ended, vault.is_open) == (["ended"], False)


def test_the_line_for_adding_is_not_emptied_before_it_is_kept(qtbot, window, page, vault, disk, ended) -> None:
    page.focus_quick_add()
    qtbot.keyClicks(page.quick.line, "keeps every receipt")
    disk.full = True
    window.lock()
    assert ended == []
    assert page.quick.line.text() == "keeps every receipt"
    disk.full = False
    window.lock()
    assert ended == ["ended"]
    assert list(reopened(vault).values()) == ["keeps every receipt"]


# ------------------------------------------------------------------------------------------- closing and leaving


def test_closing_with_a_full_disk_asks_and_goes_back_to_the_case(qtbot, window, page, vault, disk) -> None:
    type_account(qtbot, page, "He asks")
    disk.full = True
    assert not window.close()
    assert window.isVisible()
    assert "Not closed yet" in seen(window)
    press(qtbot, window, "Back to the case")
    assert page.isVisible()
    assert window.findChild(Unkept) is None or not window.findChild(Unkept).isVisible()
    assert page.inspector.sheet.row("account").editor.text.toPlainText() == "He asks"


def test_closing_again_when_there_is_room_keeps_what_was_typed(qtbot, window, page, vault, disk) -> None:
    key = type_account(qtbot, page, "He asks")
    disk.full = True
    assert not window.close()
    assert not window.close(), "asking twice is no answer"
    disk.full = False
    press(qtbot, window, "Try again")
    assert not vault.is_open
    assert reopened(vault) == {key: "He asks"}


def test_one_may_close_without_what_cannot_be_kept(qtbot, window, page, vault, disk) -> None:
    type_account(qtbot, page, "He asks")
    disk.full = True
    assert not window.close()
    press(qtbot, window, "Close without keeping it")
    assert not window.isVisible()
    assert not vault.is_open


def test_a_case_is_not_left_while_a_text_of_it_cannot_be_kept(qtbot, window, page, disk) -> None:
    type_account(qtbot, page, "He asks")
    disk.full = True
    page.leave()
    assert window.page is page
    assert "The case stays open" in page.strip.text
    disk.full = False
    page.leave()
    assert window.page is None


def test_a_width_that_cannot_be_read_is_told_and_the_case_is_there(window, vault, monkeypatch) -> None:
    from storage.errors import DiskTrouble

    def fail(name: str, case_id: str | None = None) -> object:
        raise DiskTrouble

    monkeypatch.setattr("app.window.who_works", lambda _vault: "K")
    monkeypatch.setattr(vault, "setting", fail)
    window.open_case(CASE)
    assert window.page.map.isVisible()
    assert str(DiskTrouble()) in window.page.strip.text
    monkeypatch.undo()


# ------------------------------------------------------------------------------------------------- the clipboard


@pytest.fixture
def owned(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whose the clipboard is: the platform without a screen does not say."""
    ours = [True]
    monkeypatch.setattr("PySide6.QtGui.QClipboard.ownsClipboard", lambda _self: ours[0])
    return ours


@pytest.mark.parametrize(("ours", "left"), [(True, ""), (False, "of a case")])
def test_closing_empties_the_clipboard_if_it_is_still_ours(window, owned, ours: bool, left: str) -> None:
    owned[0] = ours
    QApplication.clipboard().setText("of a case")
    window.close()
    assert QApplication.clipboard().text() == left
    QApplication.clipboard().clear()


def test_the_clipboard_is_emptied_however_the_program_ends(qapp, owned, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_settings: Settings) -> QApplication:
        raise SystemExit(1)

    monkeypatch.setattr(gui, "make_application", fail)
    QApplication.clipboard().setText("of a case")
    with pytest.raises(SystemExit):
        gui.start(None)
    assert QApplication.clipboard().text() == ""
