"""What the tests of the release desk share: a small case with something for every reader, and a hand at the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.files import FileChooser
from app.report.desk import Desk
from app.report.room import ReportRoom
from app.session import Session
from app.tabbing import TabbedWindow
from mapping.casemap import CaseMap
from mapping.entries import Behaviour, Cite, Person, Sharing, Source
from mapping.readers import Reader
from storage.audit import Record, Touched
from tests.app.inspecting import family
from tests.app.memory import MemoryStore
from tests.app.wording import Shelf

ADMITTED = Behaviour(id="B3", title="hit the wall beside her", by="p1", toward=("p2",), cites=(Cite(source="s2"),))
HIS_WORDS = Source(id="s2", type="perpetrator", who="Daniel")
HIM, COURT = Reader("perpetrator_may_see", "p1"), Reader("court")
OURS = Reader("own_agency")
SECOND_MAN = Person(id="p9", roles=("perpetrator",), label="Uncle", name="Viktor", pronouns="he/him")


def case(*more) -> CaseMap:
    """A father, a mother, two children; something that he admits."""
    return family(HIS_WORDS, ADMITTED, *more)


class RecordingStore(MemoryStore):
    """A store in memory that remembers its acts as a vault does; `moments` of some of them, by number, may be set."""

    def __init__(self, case: CaseMap) -> None:
        super().__init__(case)
        self.moments: dict[int, datetime] = {}

    def records(
        self, case_id: str | None, thing: str = "", *, before: int = 0, most: int = 200, widest: int = 0
    ) -> tuple[Record, ...]:
        found = []
        for seq, changes in enumerate(self.acts, start=1):
            touched = tuple(Touched(each.id, each.before, each.after) for each in changes)
            moment = self.moments.get(seq, datetime.now(UTC))
            found.append(Record(seq, moment, "worker", changes.act, "do", False, False, touched, len(touched)))
        return tuple(each for each in reversed(found) if not before or each.seq < before)[:most]


class DeskHand:
    """Somebody at the release desk, with the session behind it."""

    def __init__(self, qtbot: QtBot, of: CaseMap | None = None, size: tuple[int, int] = (1500, 950)) -> None:
        self.qtbot = qtbot
        self.store = RecordingStore(of or case())
        self.session = Session(self.store, self.store.case.header.id, "K. Mensah", lambda: None)
        self.asked: list[tuple[str, str]] = []
        self.shelf = Shelf()
        self.room = ReportRoom(self.session, self.shelf)
        self.room.wants_field.connect(lambda *where: self.asked.append(where))
        self.window = TabbedWindow()
        self.window.setCentralWidget(self.room)
        qtbot.addWidget(self.window)
        self.window.resize(*size)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    @property
    def desk(self) -> Desk:
        return self.room.desk

    def until(self, happened: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(happened, timeout=60_000)

    def choose(self, name: str) -> None:
        """Choose a reader by hand, and wait until the pages are there, or what is still to be said is."""
        self.qtbot.mouseClick(self.desk.readers.cards[name], Qt.MouseButton.LeftButton)
        self.settle()

    def settle(self) -> None:
        self.until(lambda: not self.room.preview.busy and not self.desk.pages.busy)

    def choose_paper(self, name: str, whom: str = "") -> None:
        """Choose a paper of our own by hand, and whom it is about where that is asked."""
        self.qtbot.mouseClick(self.desk.readers.papers[name], Qt.MouseButton.LeftButton)
        self.settle()
        if whom and whom in self.desk.readers.chips:
            self.pick(whom)

    def key(self, key: Qt.Key, times: int = 1) -> None:
        """Press a key where the keyboard is."""
        for _ in range(times):
            at = self.window.focusWidget()
            assert at is not None
            self.qtbot.keyClick(at, key)

    def tab_to(self, widget: QWidget, *, back: bool = False) -> None:
        """Press Tab until the keyboard is there."""
        for _ in range(120):
            if self.window.focusWidget() is widget or widget.hasFocus():
                return
            self.key(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
        raise AssertionError(f"The Tab key does not come to {widget.accessibleName()}.")

    def write_in(self, field: QWidget, text: str) -> None:
        """Go to a field by Tab and type."""
        self.tab_to(field)
        at = self.window.focusWidget()
        assert at is not None
        self.qtbot.keyClicks(at, text)

    def pick(self, person: str) -> None:
        self.desk.readers.chips[person].click()
        self.settle()

    def type(self, field: QWidget, text: str) -> None:
        """Replace what stands in a field."""
        if isinstance(field, QPlainTextEdit):
            field.setPlainText("")
        elif isinstance(field, QLineEdit):
            field.clear()
        if text.isascii():
            self.qtbot.keyClicks(field, text)
        else:
            field.insert(text)  # the hand of the tests types ASCII only

    def fill(self, **other: str) -> None:
        """Answer everything that is asked of every reader; `other` answers by field."""
        form = self.desk.form
        answers = {
            "recipient": "the duty clerk", "purpose": "the hearing on Friday", "worse": "if he hears it from a letter",
            "warned": "yes, by telephone", "hours": "she is at work", "second": "",
        } | other  # fmt: skip
        for name, text in answers.items():
            if text:
                self.type(getattr(form, name), text)
        form.basis.setEditText("Public task")

    def page_through(self) -> None:
        """Look at every page to its foot, from the first."""
        pages = self.desk.pages
        pages.sheet.fit(True)
        pages.begin_again()
        for number in range(1, pages.pages + 1):
            self.until(lambda number=number: pages.page == number and not pages.busy and pages.sheet.at_foot)
            self.qtbot.keyClick(pages.sheet, Qt.Key.Key_PageDown)

    def release_for_him(self) -> None:
        """Everything that a copy for him needs."""
        self.choose("perpetrator_may_see")
        self.fill(first="K. Mensah", second="R. Osei")
        self.page_through()

    @property
    def points(self) -> list[str]:
        """What is still to be done, as it stands on the desk."""
        return [each.sentence for each in self.desk._points]

    def press(self) -> str:
        """Press the button; what the desk says."""
        self.desk.write.click()
        return self.room.word

    def choosers(self) -> list[FileChooser]:
        return [each for each in self.room.findChildren(FileChooser) if each.isVisible()]

    def nothing_happened(self) -> bool:
        """Whether nobody was asked for a place, and nothing was begun or remembered."""
        return not self.choosers() and not self.room.waiting and not self.room._work.busy and self.logged == ()

    def write_to(self, path: Path) -> None:
        """Write it to this place; wording that is asked about leaves as it stands, with a reason."""
        self.until(lambda: self.room.listing or self.choosers() != [])
        if self.room.listing:
            self.room.before.anyway.emit("the hearing is tomorrow")
        self.until(lambda: self.choosers() != [])
        chooser = self.choosers()[0]
        chooser.chosen.emit(path)
        chooser.reject()
        self.until(lambda: not self.room._work.busy)

    @property
    def logged(self) -> tuple[Sharing, ...]:
        return self.session.case.of(Sharing)
