"""The lock, whatever is going on when it comes: every window is gone, nothing is painted, no text is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from app import theme
from app.settings import Settings
from app.trouble import tell_trouble
from app.unkept import Unkept
from app.vault.door import Door
from app.vault.making import Making
from storage.vault import Vault
from tests.app.lockbench import CASE, GOING_ON, TYPED, Bench, Disk, Painted, opened_bench, panels
from tests.cases import published
from tests.storage.sample import CHEAP, PASSPHRASE


@pytest.fixture
def bench(qtbot, qapp, tmp_path: Path) -> Iterator[Bench]:
    with opened_bench(qtbot, qapp, tmp_path / "vault") as made:
        yield made


def button(inside: QWidget, text: str) -> QPushButton:
    return next(each for each in inside.findChildren(QPushButton) if each.isVisible() and each.text() == text)


@pytest.mark.parametrize("begin", GOING_ON, ids=lambda each: each.__name__.replace("_", " "))
def test_it_locks_while(qtbot, bench: Bench, begin: Callable[..., None]) -> None:
    bench.type_account(qtbot)
    begin(qtbot, bench)
    bench.lock()
    assert bench.ended == [[]], "no other window, and no word in this one"
    assert bench.painted is not None and bench.painted.seen == []
    assert not bench.vault.is_open
    assert TYPED in bench.kept()
    qtbot.mouseRelease(bench.page.map.view.viewport(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bench.page.report._work.busy, timeout=60_000)


def test_what_is_painted_after_the_lock_would_be_seen(qtbot, bench: Bench) -> None:
    painted = Painted(bench.application, bench.window, bench.page)
    bench.page.map.repaint()
    assert painted.seen != []
    menu = QMenu(bench.window)
    menu.addAction("One")
    menu.popup(QPoint(10, 10))
    qtbot.waitUntil(lambda: "QMenu" in painted.seen)
    assert "QMenu" in bench.seen()
    menu.close()
    bench.application.removeEventFilter(painted)


@pytest.mark.parametrize("reason", ["idle", "sleep"])
def test_each_reason_ends_the_process_and_keeps_what_was_begun(qtbot, bench: Bench, reason: str) -> None:
    bench.type_account(qtbot)
    bench.lock(reason)
    assert bench.ended == [[]]
    assert TYPED in bench.kept()


def test_the_window_is_bare_before_the_disk_is_asked_for_anything(qtbot, bench: Bench, monkeypatch) -> None:
    bench.type_account(qtbot)
    shown: list[int] = []

    def look(*_what: object, **_more: object) -> None:
        picture = bench.window.grab().toImage()
        shown.append(len({picture.pixel(x, y) for x in range(0, 800, 7) for y in range(0, 600, 7)}))

    for name in ("write", "keep_draft"):
        monkeypatch.setattr(bench.vault, name, look)
    bench.window.lock()
    assert shown != []
    assert set(shown) == {1}, "one colour everywhere"


def test_a_fault_while_texts_are_put_away_does_not_keep_it_open(qtbot, bench: Bench, monkeypatch) -> None:
    def stumble() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(bench.page.session, "put_away", stumble)
    with pytest.raises(ZeroDivisionError):
        bench.window.lock()
    assert bench.ended == [[]]


def test_hidden_as_it_is_it_locks(qtbot, bench: Bench) -> None:
    bench.type_account(qtbot)
    bench.window.hide_all()
    bench.lock("idle")
    assert bench.ended == [[]]
    assert TYPED in bench.kept()


def test_a_panel_that_slow_work_opens_is_not_seen_in_front_of_the_blank_window(qtbot, bench: Bench) -> None:
    bench.window.hide_all()
    tell_trouble(bench.page, "Something of the world")
    qtbot.waitUntil(lambda: panels() == [])
    assert bench.window.hidden


# --------------------------------------------------------------------------- where the lock cannot be done at once


@pytest.fixture
def stuck(qtbot, bench: Bench) -> Bench:
    """Locked with a text that the full disk will not take."""
    bench.type_account(qtbot)
    bench.disk.full = True
    bench.lock("idle")
    assert bench.ended == []
    return bench


def test_what_could_not_be_locked_yet_is_blank_and_no_key_brings_it_back(qtbot, stuck: Bench) -> None:
    title = published(CASE).header.title
    for key in (Qt.Key.Key_F9, Qt.Key.Key_Escape, Qt.Key.Key_F9):
        qtbot.keyClick(stuck.window, key)
    words = "\n".join(stuck.seen())
    assert "Not locked yet" in words
    assert title not in words and TYPED not in words
    assert not stuck.page.isVisible()
    assert stuck.painted is not None and stuck.painted.seen == []


def test_closing_what_could_not_be_locked_yet_offers_no_way_back(qtbot, stuck: Bench) -> None:
    assert not stuck.window.close()
    words = "\n".join(stuck.seen())
    assert "Not closed yet" in words
    assert [each.text() for each in stuck.window.findChildren(QPushButton) if each.isVisible()] == [
        "Try again",
        "Close without keeping it",
    ]


def test_a_lock_that_comes_upon_a_question_about_closing_takes_its_way_back_away(qtbot, bench: Bench) -> None:
    bench.type_account(qtbot)
    bench.disk.full = True
    assert not bench.window.close()
    assert button(bench.window, "Back to the case").isVisible()
    bench.lock("sleep")
    texts = [each.text() for each in bench.window.findChildren(QPushButton) if each.isVisible()]
    assert texts == ["Try again", "Lock without it"]


def test_it_is_tried_again_by_itself_and_ends_as_soon_as_there_is_room(qtbot, stuck: Bench) -> None:
    asked = stuck.window.findChild(Unkept)
    assert stuck.window._again.isActive() and stuck.window._again.interval() <= 10_000
    stuck.window._again.timeout.emit()
    assert stuck.ended == []
    assert stuck.window.findChild(Unkept) is asked, "the same question is not asked anew under the worker's hand"
    stuck.disk.full = False
    stuck.window._again.timeout.emit()
    assert len(stuck.ended) == 1
    assert TYPED in stuck.kept()


# ------------------------------------------------------------------------------------------- before a case is open


@pytest.fixture
def front(qtbot, qapp, tmp_path: Path) -> Iterator[Bench]:
    """The program at its door."""
    theme.apply(qapp, theme.Theme())
    vault, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    vault.close()
    made = Bench(qapp, vault, Disk(), Settings(vault=str(vault.folder)))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made.window.show()
    yield made
    made.take_down()


def test_at_the_bare_door_there_is_nothing_to_lock(front: Bench) -> None:
    front.watch.must_lock.emit("idle")
    assert front.ended == []
    door = front.window.findChild(Door)
    assert door is not None and door.isVisible()
    assert not front.window.hidden


def test_a_passphrase_that_was_typed_and_not_used_goes_with_its_process(qtbot, front: Bench) -> None:
    line = next(each for each in front.window.findChildren(QLineEdit) if each.isVisible())
    qtbot.keyClicks(line, PASSPHRASE)
    front.watch.must_lock.emit("idle")
    assert len(front.ended) == 1


def test_the_code_of_a_vault_that_is_being_made_goes_with_its_process(qtbot, front: Bench) -> None:
    front.window.show_making()
    assert front.window.findChild(Making) is not None
    front.watch.must_lock.emit("sleep")
    assert len(front.ended) == 1


def test_the_passphrase_is_off_the_door_once_it_is_open_and_no_key_brings_it_back(qtbot, front: Bench) -> None:
    door = front.window.findChild(Door)
    line = next(each for each in front.window.findChildren(QLineEdit) if each.isVisible())
    left: list[tuple[str, bool, bool]] = []
    door.opened.connect(lambda _vault: left.append((line.text(), line.isUndoAvailable(), line.isRedoAvailable())))
    qtbot.keyClicks(line, PASSPHRASE)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: left != [], timeout=20_000)
    assert left == [("", False, False)]
    assert front.window.vault is not None
    front.window.vault.close()


def test_the_minutes_are_those_of_the_vault_that_was_opened(qtbot, front: Bench, tmp_path: Path) -> None:
    vault = Vault.unlock(tmp_path / "vault", PASSPHRASE)
    vault.keep_setting("idle_minutes", 15)
    with qtbot.waitSignal(front.window.vault_opened):
        front.window.enter(vault)
    assert front.watch.idle._limit == 15 * 60
    vault.close()
