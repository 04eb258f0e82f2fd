"""The main job by mouse and keyboard alone: a vault is made, a case mapped, locked, unlocked, taken back, reported."""

import io
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from app import theme
from app.casepage import CasePage
from app.settings import Settings, settings_file
from app.vault.cases import CasesRoom
from app.vault.door import Door
from app.vault.making import Making
from app.vault.recoverycode import CodeLabel
from app.window import Window
from mapping.casemap import CaseMap
from mapping.entries import Behaviour, ChildImpact, FamilyImpact, Person
from storage.errors import VaultInUse
from storage.vault import Vault

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "copper lantern under seven rivers"
LINES = (
    "#child Elder child",
    "took her phone and read every message #phones @mother ~since May 2025 !school log",
    "questions the elder child about where their mother went #using the children @elder ~weekly",
    "no plan holds from one day to the next #routines",
    "will not sleep before the house is quiet #sleep @elder",
)
"""What is typed into the line at the bottom, one thing after another."""


class Hand:
    """Clicks, types and drags as a person does; finds things by what can be read on them."""

    def __init__(self, qtbot, window: Window) -> None:
        self.bot, self.window = qtbot, window

    def button(self, text: str, inside: QWidget | None = None) -> QPushButton:
        buttons = (inside or self.window).findChildren(QPushButton)
        return next(each for each in buttons if each.isVisible() and each.text() == text)

    def click(self, text: str, inside: QWidget | None = None) -> None:
        self.bot.mouseClick(self.button(text, inside), Qt.MouseButton.LeftButton)

    def fields(self, inside: QWidget | None = None) -> list[QLineEdit]:
        return [each for each in (inside or self.window).findChildren(QLineEdit) if each.isVisible()]

    def write(self, field: QLineEdit, text: str) -> None:
        self.bot.mouseClick(field, Qt.MouseButton.LeftButton)
        field.selectAll()
        self.bot.keyClicks(field, text)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
        # Without a window manager a list of completions that was closed still counts as the active window.
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        self.bot.keyClick(QApplication.focusWidget() or self.window, key, keys)

    def until(self, true) -> None:
        self.bot.waitUntil(true, timeout=20_000)

    def read(self) -> str:
        return "\n".join(each.text() for each in self.window.findChildren(QLabel) if each.isVisible())

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Pull from one place of the map to another, in steps, as a hand does."""
        paper = self.page.map.view.viewport()
        self.bot.mouseMove(paper, start)
        self.bot.mousePress(paper, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 6):
            self.bot.mouseMove(paper, start + (end - start) * (step / 5))
        self.bot.mouseRelease(paper, Qt.MouseButton.LeftButton, pos=end)

    def link(self, start: str, end: str) -> None:
        """Pull an arrow from the dot of one card to another card."""
        view, cards = self.page.map.view, self.page.map.scene.cards
        self.page.map.fit()
        self.bot.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.mapFromScene(cards[start].area.center())
        )
        self.until(lambda: self.page.session.selection == (start,))
        self.drag(view.mapFromScene(cards[start].handle()), view.mapFromScene(cards[end].area.center()))

    @property
    def page(self) -> CasePage:
        page = self.window.page
        assert page is not None
        return page

    @property
    def case(self) -> CaseMap:
        return self.page.session.case


@pytest.fixture
def open_window(qtbot):
    """Makes windows and puts them away again; `ended` tells which asked for their process to end."""
    made: list[Window] = []

    def make(settings: Settings, ended: list[str]) -> Hand:
        window = Window(settings, lambda: ended.append("ended"))
        window.resize(1600, 1000)
        window.show()
        made.append(window)
        return Hand(qtbot, window)

    theme.apply(QApplication.instance(), theme.Theme())
    settings_file().unlink(missing_ok=True)
    yield make
    for window in made:
        if window.vault is not None:
            window.vault.close()
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def make_vault(hand: Hand, folder: Path) -> None:
    hand.click("Make a vault")
    making = hand.window.findChild(Making)
    name, path = hand.fields(making)
    hand.write(name, "K. L.")
    hand.write(path, str(folder))
    hand.click("Go on")
    for field in hand.fields(making):
        hand.write(field, PASSPHRASE)
    hand.click("Make the vault")
    hand.until(lambda: making.recovery is not None)
    groups = making.findChild(CodeLabel).text().replace("\n", "  ").split()
    hand.click("It is on paper")
    for field in hand.fields(making):
        number = int(field.accessibleName().split()[1])
        hand.write(field, groups[number - 1])
    hand.click("Open the vault")
    hand.until(lambda: hand.window.vault is not None)


def begin_case(hand: Hand) -> None:
    room = hand.window.findChild(CasesRoom)
    hand.click("New case", room)
    hand.write(hand.fields(room)[0], "Case 0417")
    hand.click("Begin", room)
    hand.until(lambda: hand.window.page is not None)


def unlock(hand: Hand) -> None:
    door = hand.window.findChild(Door)
    hand.write(hand.fields(door)[0], PASSPHRASE)
    hand.bot.keyClick(hand.fields(door)[0], Qt.Key.Key_Return)
    hand.until(lambda: hand.window.vault is not None)
    room = hand.window.findChild(CasesRoom)
    hand.until(lambda: room.list.count() == 1)
    hand.bot.keyClick(room.list, Qt.Key.Key_Return)
    hand.until(lambda: hand.window.page is not None)


def one(case: CaseMap, kind: type, words: str) -> str:
    return next(entry.id for entry in case.of(kind) if words in (entry.title or entry.label))


def map_the_case(hand: Hand) -> tuple[str, str, str, str]:
    for text in LINES:
        before = hand.case
        field = hand.fields(hand.page.quick)[0]
        hand.write(field, text)
        hand.bot.keyClick(field, Qt.Key.Key_Escape)
        hand.bot.keyClick(field, Qt.Key.Key_Return)
        assert hand.case is not before, f"{text}: {hand.read()}"
    case = hand.case
    first, second = one(case, Behaviour, "took her phone"), one(case, Behaviour, "questions")
    home, impact = one(case, FamilyImpact, "no plan holds"), one(case, ChildImpact, "will not sleep")
    hand.link(first, home)
    hand.link(second, home)
    hand.link(home, impact)
    return first, second, home, impact


def test_the_main_job_by_hand(open_window, qtbot, tmp_path: Path) -> None:
    ended: list[str] = []
    folder = tmp_path / "vault"
    hand = open_window(Settings(), ended)
    make_vault(hand, folder)
    begin_case(hand)
    first, second, home, impact = map_the_case(hand)

    mapped = hand.case
    assert {(link.kind, link.from_id, link.to_id) for link in mapped.links.values()} == {
        ("disrupts", first, home),
        ("disrupts", second, home),
        ("harms", home, impact),
    }
    assert [person.label for person in mapped.of(Person)][-1] == "Elder child"

    # Everything can be taken back, and done again.
    count = len(LINES) + 3
    for _ in range(count):
        hand.key(Qt.Key.Key_Z)
    assert not hand.case.links
    assert len(hand.case.entries) == 2
    for _ in range(count):
        hand.key(Qt.Key.Key_Y)
    assert hand.case == mapped

    # Locking ends the process; what comes after it is another window that knows nothing.
    hand.key(Qt.Key.Key_L)
    assert ended == ["ended"]
    again = open_window(Settings(vault=str(folder)), ended)
    assert "0417" not in again.read()
    unlock(again)
    assert again.case == mapped

    # Undo reaches back across the lock, past the arrows to the cards.
    for _ in range(count):
        again.key(Qt.Key.Key_Z)
    assert len(again.case.entries) == 2
    for _ in range(count):
        again.key(Qt.Key.Key_Y)
    assert again.case == mapped

    # Everything is found again.
    for identity, words in (
        (first, "took her phone"),
        (second, "questions the elder"),
        (home, "no plan holds"),
        (impact, "will not sleep"),
    ):
        find(again, words, identity)

    # The report says it in sentences.
    text = write_report(again, tmp_path / "report.pdf")
    assert "The father took her phone and read every message" in text
    assert "At home that meant: no plan holds from one day to the next" in text
    assert "So the elder child will not sleep before the house is quiet" in text


def find(hand: Hand, words: str, wanted: str) -> None:
    hand.key(Qt.Key.Key_F)
    field = hand.fields(hand.page.finding)[0]
    hand.write(field, words)
    hand.until(lambda: hand.page.session.selection == (wanted,) or _taken(hand, field, wanted))


def _taken(hand: Hand, field: QLineEdit, wanted: str) -> bool:
    hand.bot.keyClick(field, Qt.Key.Key_Return)
    return hand.page.session.selection == (wanted,)


def write_report(hand: Hand, path: Path) -> str:
    hand.key(Qt.Key.Key_6)
    hand.bot.mouseClick(hand.page.report.desk.readers.cards["own_agency"], Qt.MouseButton.LeftButton)
    hand.click("Write the PDF")
    hand.until(lambda: any(each.isVisible() for each in hand.window.findChildren(QDialog)))
    dialog = next(each for each in hand.window.findChildren(QDialog) if each.isVisible())
    field = hand.fields(dialog)[0]
    hand.write(field, str(path))
    hand.bot.keyClick(field, Qt.Key.Key_Return)
    hand.until(path.exists)
    hand.until(lambda: hand.page.report.word.startswith("Written"))
    pages = pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


LOCKS_ITSELF = """
    import sys
    from pathlib import Path
    from PySide6.QtCore import QTimer
    from app import gui
    from app.settings import Settings
    from app.ending import into_locked_window
    from app.window import Window
    from storage.vault import Vault

    application = gui.make_application(Settings())
    window = Window(Settings(), into_locked_window)
    window.enter(Vault.unlock(Path(sys.argv[1]), sys.argv[2]))
    window.open_case(sys.argv[3])
    window.show()
    print("open", flush=True)
    QTimer.singleShot(0, window.lock)
    application.exec()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks at a process as Linux shows it")
def test_locking_for_real_leaves_a_process_that_never_held_the_case(qtbot, tmp_path: Path) -> None:
    from storage.vault import KeyCost
    from tests.cases import published

    folder = tmp_path / "vault"
    vault, _code = Vault.create(folder, PASSPHRASE, cost=KeyCost(64, 1, 1))
    case = published("open-01-after-prison")
    vault.add(case, "K")
    vault.close()
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(LOCKS_ITSELF), str(folder), PASSPHRASE, case.header.id],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        assert child.stdout is not None and child.stdout.readline() == b"open\n"
        with pytest.raises(VaultInUse):
            Vault.unlock(folder, PASSPHRASE)
        command = Path(f"/proc/{child.pid}/cmdline")
        qtbot.waitUntil(lambda: b"main.py" in command.read_bytes(), timeout=20_000)
        assert PASSPHRASE.encode() not in command.read_bytes()
        assert child.poll() is None
        reopened = Vault.unlock(folder, PASSPHRASE)
        assert reopened.load(case.header.id) == case
        reopened.close()
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
        if child.stdout is not None:
            child.stdout.close()
