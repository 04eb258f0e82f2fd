"""A worker's session with canaries in everything that is typed, as a process of its own; run by the tests beside it.

It does what a worker does, by the program's own layers: makes a vault, brings a case in, types, searches, draws arrows,
takes back, copies, reports, makes a backup, meets a fault, and is then closed, locked or killed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from mapping.casemap import CaseMap
from tests.traces.brought import brought, picture
from tests.traces.canaries import Flock, canary_case

if TYPE_CHECKING:
    from app.attachments.room import EvidenceRoom
    from app.window import Window

PATIENCE = 120
"""Seconds in which each thing that is waited for has come, even where the processor is shared."""
READY = "ready"
"""What the process says when all is done but the end."""


@dataclass
class Plan:
    """What is typed where; each text is a canary, and the same for the same seed."""

    passphrase: str
    next_passphrase: str
    who: str
    worker_note: str
    title: str
    account: str
    undone: str
    prose_draft: str
    quick_add: str
    quick_draft: str
    search: str
    copied: str
    selected: str
    setting_name: str
    setting: str
    fault: str
    reason: str
    in_text: str
    in_picture: str
    in_paper: str
    in_copy: str
    text_title: str
    picture_title: str
    paper_title: str
    copy_title: str
    next_title: str

    @property
    def brought(self) -> Mapping[str, bytes]:
        """The files that are attached."""
        return brought(self.in_text, self.in_picture, self.in_paper)

    @classmethod
    def of(cls, seed: int) -> tuple[Plan, CaseMap, Flock]:
        """The plan, the case that is brought in, and all the canaries in both."""
        flock = Flock(seed)
        plan = cls(**{each.name: flock.new() for each in fields(cls)})
        return plan, canary_case(flock), flock


@dataclass(frozen=True)
class Places:
    """Where everything of a session lies, all below one folder."""

    base: Path

    @property
    def environ(self) -> dict[str, str]:
        """An environment in which home and all the places that programs write to are ours."""
        places = {"HOME": "home", "USERPROFILE": "home", "TMPDIR": "tmp", "TEMP": "tmp", "TMP": "tmp"}
        places |= {"APPDATA": "home/roaming", "LOCALAPPDATA": "home/local", "SQLITE_TMPDIR": "tmp"}
        places |= {f"XDG_{each}_HOME": f"xdg/{each.lower()}" for each in ("CONFIG", "DATA", "CACHE", "STATE")}
        places["XDG_RUNTIME_DIR"] = "xdg/runtime"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_", "PYTHON"))}
        # Qt keeps the one letter file that we come with, and writes none of its own.
        return kept | {"QT_QPA_PLATFORM": "offscreen"} | {name: str(self.base / at) for name, at in places.items()}

    @property
    def given(self) -> Path:
        """Where what is brought in lies: it was there before."""
        return self.base / "given"

    @property
    def case_file(self) -> Path:
        """The case file among it."""
        return self.given / "family.case.json"

    @property
    def asked(self) -> Path:
        """Where documents go that the worker asked for."""
        return self.base / "asked"

    @property
    def vault(self) -> Path:
        """The vault."""
        return self.base / "home" / "vault"

    def prepare(self) -> None:
        """Make the folders."""
        ours = [Path(each) for each in self.environ.values() if each.startswith(str(self.base))]
        for each in sorted({self.given, self.asked, self.base / "cwd", self.base / "xdg", *ours}):
            each.mkdir(mode=0o700, exist_ok=True)
            each.chmod(0o700)


class Hand:
    """Types and waits as a worker does, in one window."""

    def __init__(self, window: Window) -> None:
        self.window = window

    @staticmethod
    def until(true: Callable[[], object]) -> None:
        """Let the program work until something is so."""
        from PySide6.QtCore import QEventLoop
        from PySide6.QtWidgets import QApplication

        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, "it did not come"
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

    @staticmethod
    def settle() -> None:
        """Let the program do what it has to do at once."""
        from PySide6.QtWidgets import QApplication

        for _ in range(10):
            QApplication.processEvents()
        # What the task bar, the screen reader's list and a window manager are told is the same whatever is on screen.
        windows = QApplication.topLevelWidgets()
        assert {each.windowTitle() for each in windows} <= {"", "Throughline"}
        assert {each.windowRole() for each in windows} <= {""}
        assert {each.windowFilePath() for each in windows} <= {""}

    def type(self, field: object, text: str) -> None:
        """Type into a field that has the focus."""
        from PySide6.QtTest import QTest

        field.setFocus()  # type: ignore[attr-defined]
        QTest.keyClicks(field, text)  # type: ignore[call-overload]
        self.settle()

    def enter(self, field: object) -> None:
        """Press Enter."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.keyClick(field, Qt.Key.Key_Return)  # type: ignore[call-overload]
        self.settle()


def make_vault(places: Places, plan: Plan) -> None:
    """Make the vault and bring the case in from its file."""
    from app.commands.source import case_from_elsewhere
    from app.worker import name_worker
    from storage.vault import KeyCost, Vault

    cost = KeyCost(memory=1024, iterations=1, lanes=1)
    vault = Vault.create(places.vault, plan.passphrase, cost=cost)[0]
    name_worker(vault, plan.who)
    vault.add(case_from_elsewhere(places.case_file), plan.who)
    vault.keep_setting(plan.setting_name, plan.setting)
    vault.change_passphrase(plan.next_passphrase, cost=cost)
    vault.close()


def unlock(hand: Hand, plan: Plan) -> None:
    """Come in by the door."""
    from PySide6.QtWidgets import QLineEdit

    field = next(each for each in hand.window.findChildren(QLineEdit) if each.isVisible())
    hand.type(field, plan.next_passphrase)
    hand.enter(field)
    hand.until(lambda: hand.window.vault is not None)
    hand.settle()
    hand.window.open_case("canary")
    hand.until(lambda: hand.window.page is not None)


def act(hand: Hand, plan: Plan) -> None:
    """Change titles and accounts, add a note, take some of it back."""
    from mapping.commands import add, edit, new_entry, remove

    session = hand.window.page.session  # type: ignore[union-attr]
    assert session.attempt(edit, "B1", title=plan.title)
    assert session.attempt(edit, "B1", account=plan.account)
    assert session.attempt(edit, "B2", title=plan.undone)
    assert session.undo()
    assert session.attempt(add, new_entry(session.case, "note", account=plan.worker_note))
    assert session.attempt(remove, ("E2",))
    assert session.undo() and session.redo() and session.undo()


def type_everywhere(hand: Hand, plan: Plan) -> None:
    """Put a card on the map by its line, search, leave texts unfinished, and walk through every view."""
    from PySide6.QtWidgets import QApplication, QPlainTextEdit

    page = hand.window.page
    assert page is not None
    before = len(page.session.case.entries)
    page.focus_quick_add()
    hand.type(page.quick.line, f"note {plan.quick_add} ")
    page.quick.kinds.choose("note")
    hand.enter(page.quick.line)
    hand.until(lambda: len(page.session.case.entries) >= before)
    page.show_find()
    hand.type(page.finding.field, plan.search)
    hand.enter(page.finding.field)
    page.finding.leave()
    for view in (page.show_outline, page.show_words, page.show_unknowns, page.show_language, page.show_map):
        view()
        hand.settle()
    page.turn_veil()
    page.turn_veil()
    page.session.select(("B1",))

    def texts() -> list[QPlainTextEdit]:
        return [each for each in page.inspector.findChildren(QPlainTextEdit) if each.isVisible()]

    hand.until(texts)
    hand.settle()
    texts()[0].selectAll()
    texts()[0].copy()
    hand.type(texts()[-1], plan.prose_draft)
    QApplication.clipboard().setText(plan.copied)
    page.session.keep_draft("B2", "account", plan.selected)
    hand.type(page.quick.line, plan.quick_draft)
    page.session.put_away()


def attach(hand: Hand, places: Places, plan: Plan) -> None:
    """Attach a text, a photo, a PDF and a copied picture to a card, by the page on which each is looked at first."""
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QApplication

    page = hand.window.page
    assert page is not None
    page.session.select(("B1",))
    page.to_evidence.show()
    room = page.to_evidence.room

    def keep(title: str) -> None:
        hand.until(lambda: not room.busy)
        hand.type(room.before.title, title)
        press(hand, room, "Keep it in the vault")

    for name, title in zip(plan.brought, (plan.text_title, plan.picture_title, plan.paper_title), strict=True):
        room.read(places.given / name)
        keep(title)
    copied = QMimeData()
    copied.setData("image/png", picture(plan.in_copy))
    QApplication.clipboard().setMimeData(copied)
    press(hand, room, "Paste a picture")
    keep(plan.copy_title)


def handle_evidence(hand: Hand, plan: Plan) -> None:
    """Look at all that is attached, give one piece another title, take one off, and see that told in the history."""
    from PySide6.QtWidgets import QLineEdit

    from app.history.room import HistoryPanel

    page, vault = hand.window.page, hand.window.vault
    assert page is not None and vault is not None
    room = page.to_evidence.room
    for row in range(4):
        room.list.list.setCurrentRow(row)
        press(hand, room, "View")
        press(hand, room, "Back")
    room.list.list.setCurrentRow(0)
    press(hand, room, "Another title…")
    field = next(each for each in room.findChildren(QLineEdit) if each.accessibleName() == "Another title")
    field.clear()
    hand.type(field, plan.next_title)
    press(hand, room, "Keep the new title")
    room.list.list.setCurrentRow(1)
    press(hand, room, "Take off this card…")
    press(hand, room, "Take it off")
    titles = [each.title for each in vault.attached("canary", "B1")]
    assert titles == [plan.next_title, plan.paper_title, plan.copy_title]
    page.show_history()
    hand.settle()
    panel = next(each for each in page.findChildren(HistoryPanel) if each.isVisible())
    assert plan.picture_title in panel.listing.sentences()[0]
    panel.accept()
    page.show_map()


def press(hand: Hand, room: EvidenceRoom, text: str) -> None:
    """Press a button of the room, and wait until what it began has ended."""
    from PySide6.QtWidgets import QPushButton

    next(each for each in room.findChildren(QPushButton) if each.isVisible() and each.text() == text).click()
    hand.until(lambda: not room.busy)
    hand.settle()


def meet_a_fault(plan: Plan) -> None:
    """Fail in a slot and in a thread, with words of the case in the message."""
    import logging
    import threading
    import warnings

    from PySide6.QtCore import QTimer

    def fail() -> None:
        raise ValueError(plan.fault)

    QTimer.singleShot(0, fail)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    warnings.warn(plan.fault, stacklevel=1)
    logging.getLogger("some.library").error("it met %s", plan.fault)
    Hand.settle()


def report(hand: Hand, places: Places, plan: Plan) -> None:
    """Have the report written, by way of the page on wording if there is one."""
    from PySide6.QtWidgets import QDialog, QLineEdit

    page = hand.window.page
    assert page is not None
    page.show_report()
    room, where = page.report, places.asked / "report.pdf"
    room.write_report()

    def dialogs() -> list[QDialog]:
        return [each for each in hand.window.findChildren(QDialog) if each.isVisible() and each.findChildren(QLineEdit)]

    hand.until(lambda: room.listing or dialogs())
    if room.listing:
        room.before.anyway.emit(plan.reason)
        hand.until(dialogs)
    field = next(each for each in dialogs()[0].findChildren(QLineEdit) if each.isVisible())
    field.clear()
    hand.type(field, str(where))
    hand.enter(field)
    hand.until(lambda: room.word.startswith("Written"))
    page.show_map()


def work(base: Path, seed: int, ending: str) -> int:
    """The whole session; `ending` is closed, locked or killed."""
    from app import errors, gui, hardening
    from app.ending import into_locked_window
    from app.settings import Settings
    from app.window import Window

    hardening.harden()
    errors.install()
    places, (plan, _case, _flock) = Places(base), Plan.of(seed)
    make_vault(places, plan)
    settings = Settings(vault=str(places.vault))
    application = gui.make_application(settings)
    window = Window(settings, into_locked_window)
    errors.on_fault(window.fault_met.emit)
    window.show()
    hand = Hand(window)
    unlock(hand, plan)
    act(hand, plan)
    type_everywhere(hand, plan)
    attach(hand, places, plan)
    handle_evidence(hand, plan)
    meet_a_fault(plan)
    report(hand, places, plan)
    assert window.vault is not None
    window.vault.back_up()
    assert window.vault.check() == ()
    print(READY, flush=True)
    sys.stdin.readline()
    if ending == "closed":
        window.close()
        application.quit()
        return 0
    if ending == "locked":
        window.lock()
    return int(application.exec())


if __name__ == "__main__":
    sys.exit(work(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
