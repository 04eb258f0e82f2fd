"""Hiding names takes every name off the screen at once, also where the new words are still being worked out."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

import app.questions
from app.casepage import CasePage
from app.plain import tip_of
from app.prose import Prose
from app.questions import questions_of
from app.readings import Readings
from app.session import Session
from app.work import Work
from mapping import commands
from mapping.casemap import CaseMap
from mapping.entries import FamilyImpact, Gap
from tests.app.inspecting import CARDS, family
from tests.app.memory import MemoryStore
from tests.app.seen import seen
from tests.app.wording import Shelf

NAMES = ("Daniel", "Anna", "Ania", "Tom", "Mia", "Mill Lane")
STRANGER = "Zofia"
"""A name that nobody in the case has at first."""
ACCOUNT = "Anna failed to protect Tom. She failed to protect Mia."
ROOMS = ("map", "outline", "words", "unknowns", "language", "report")
SELECTED = ((), ("B1",), ("L3",), ("N1",), ("B1", "L3"), ("disrupts1",))
PLACES = (*((room, ("p2",)) for room in ROOMS), *(("map", selected) for selected in SELECTED))
"""Each room, and beside the map each kind of form."""


def case() -> CaseMap:
    """A family whose names stand in titles, in accounts and in questions."""
    grave = FamilyImpact(id="L2", title="Anna failed to protect Mia", account="She failed to protect the children.")
    told = replace(CARDS[1], title=f"takes Anna’s wages to {STRANGER}", account=ACCOUNT)
    asked = Gap(id="N1", title=f"When did {STRANGER} last see Tom?", who_might_know="Anna’s sister", state="not_asked")
    other = FamilyImpact(id="L3", title=f"{STRANGER} has moved out", account=f"She failed to protect {STRANGER}.")
    return family(told, grave, asked, other)


class Held:
    """Work beside the window that is begun and does not end before it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tasks: list[tuple[Work, Callable[[], Any]]] = []
        monkeypatch.setattr(Work, "start", lambda work, *given: self._start(work, *given))
        monkeypatch.setattr(Readings, "ready", lambda _readings: False)
        monkeypatch.setattr(app.questions, "_LARGE", 0)

    def _start(self, work: Work, task: Callable[[], Any], done: Callable[[Any], None], *more: Any) -> None:
        work._done, work._failed = done, more[0]
        self.tasks.append((work, task))

    def let_go(self) -> None:
        """Let everything end that was begun by now."""
        tasks, self.tasks = self.tasks, []
        for work, task in tasks:
            work._land(task(), "")


class Bench:
    """The page of an open case, on the screen."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.qtbot, self._monkeypatch = qtbot, monkeypatch
        self.store = MemoryStore(case())
        self.session = Session(self.store, "c1", "worker", lambda: None)
        self.page = CasePage(self.session, Shelf())
        qtbot.addWidget(self.page)
        self.page.resize(1500, 1000)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()

    def until(self, happened: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(happened, timeout=60_000)

    def go(self, room: str, *selected: str) -> None:
        """Go to a room with these selected, and wait until all that is worked out for it is there."""
        self.session.select(selected)
        self.until(lambda: self.page.inspector._for == selected)
        questions_of(self.session).catch_up()
        self.page._go(room)
        if room == "report":
            self.page.report.write_report()
        self.until(lambda: all(row.isVisible() for row in self.rows(room)) and self.rows(room) != [])

    def rows(self, room: str) -> list[QWidget]:
        """What stands in a room because work beside the window found it; the room itself where that is nothing."""
        page = self.page
        found = {
            "unknowns": [*page.unknowns.rows.values()],
            "language": [*page.language.marked.rows],
            "report": [*page.report.before.rows],
        }
        return found.get(room, [getattr(page, room)])

    def hold(self) -> Held:
        """Hold all work back from now on."""
        return Held(self._monkeypatch)


@pytest.fixture
def bench(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(qtbot, monkeypatch)


def names_in_sight(*names: str) -> list[str]:
    """The lines in sight that hold one of these names."""
    return [line for line in seen().splitlines() if any(name in line for name in names or NAMES)]


# -------------------------------------------------------------------------------------------------- the veil


@pytest.mark.parametrize(("room", "selected"), PLACES)
def test_no_name_is_in_sight_from_the_moment_at_which_names_are_hidden(
    bench: Bench, room: str, selected: tuple[str, ...]
) -> None:
    bench.go(room, *selected)
    assert names_in_sight() != []
    held = bench.hold()
    bench.session.veil(True)
    assert names_in_sight() == []
    bench.until(lambda: held.tasks != [])
    QApplication.processEvents()
    assert names_in_sight() == []


def test_the_new_words_come_when_they_are_known_and_hold_no_name(bench: Bench) -> None:
    bench.go("unknowns", "p2")
    held = bench.hold()
    bench.session.veil(True)
    bench.until(lambda: held.tasks != [])
    assert bench.page.unknowns.rows == {}
    held.let_go()
    bench.until(lambda: bench.page.unknowns.rows != {})
    assert "Mother" in seen() or "mother" in seen()
    assert names_in_sight() == []


@pytest.mark.parametrize("room", ["map", "unknowns", "language", "report"])
def test_an_answer_with_names_that_comes_too_late_is_not_shown(bench: Bench, room: str) -> None:
    bench.go(room, "p2")
    held = bench.hold()
    bench.session.attempt(commands.edit, "B2", title="reads Anna’s messages")
    bench.until(lambda: held.tasks != [])
    bench.session.veil(True)
    held.let_go()
    assert names_in_sight() == []
    bench.until(lambda: held.tasks != [])
    assert names_in_sight() == []


def test_names_hidden_and_shown_and_hidden_again_take_no_answer_from_between(bench: Bench) -> None:
    bench.go("unknowns")
    held = bench.hold()
    bench.session.veil(True)
    bench.session.veil(False)
    bench.until(lambda: held.tasks != [])
    bench.session.veil(True)
    held.let_go()
    assert names_in_sight() == []


def test_what_the_program_has_said_around_the_rooms_goes_too(bench: Bench) -> None:
    bench.go("map", "B1")
    bench.page.help.speak_of(None)
    bench.page.inspector.show_field("B1", "toward")
    bench.page.show_help()
    bench.page.help.show_field("behaviour")
    bench.page.strip.say("Anna cannot be given a behaviour.", ("Write what Daniel did.",))
    assert "Daniel" in bench.page.help.page.words()
    bench.hold()
    bench.session.veil(True)
    assert names_in_sight() == []
    assert bench.page.help.isVisible()


def test_a_tool_tip_that_is_shown_goes_at_once(bench: Bench) -> None:
    bench.go("map")
    QToolTip.showText(QPoint(40, 40), tip_of("Not known yet:\nWhat Anna wants"), bench.page)
    assert any("Anna" in line for line in names_in_sight("What Anna wants"))
    bench.session.veil(True)
    assert not any(each.isVisible() for each in QApplication.topLevelWidgets() if "QTipLabel" in str(each))
    assert names_in_sight() == []


def test_a_line_that_was_being_typed_shows_no_name_and_is_not_lost(bench: Bench) -> None:
    bench.go("map")
    line = bench.page.quick.line
    line.setFocus()
    bench.qtbot.keyClicks(line, "hides the keys from Anna @Anna ")
    assert "Anna" in line.text()
    bench.session.veil(True)
    assert names_in_sight() == []
    assert line.isReadOnly()
    assert "hidden" in bench.page.quick.word.text()
    bench.session.veil(False)
    assert line.text() == "hides the keys from Anna @Anna "
    assert not line.isReadOnly()


def test_a_covered_line_can_be_put_on_the_map_as_it_was_typed(bench: Bench) -> None:
    bench.go("map")
    line = bench.page.quick.line
    line.setFocus()
    bench.qtbot.keyClicks(line, "hides the keys @Anna")
    line.popup.hide()
    bench.session.veil(True)
    bench.qtbot.keyClick(line, Qt.Key.Key_Return)
    made = bench.session.case.entries[bench.session.selection[0]]
    assert (made.title, made.toward) == ("hides the keys", ("p2",))
    assert line.text() == ""
    assert not line.isReadOnly()


def test_a_title_that_is_being_written_in_the_outline_is_kept_and_shows_no_name(bench: Bench) -> None:
    bench.go("outline", "L2")
    bench.page.outline.rename_selection()
    line = QApplication.focusWidget()
    assert "Anna" in line.text()
    bench.qtbot.keyClicks(line, "takes the children from Anna")
    bench.session.veil(True)
    assert names_in_sight() == []
    assert bench.session.case.entries["L2"].title == "takes the children from Anna"


def test_the_reason_below_a_text_that_stays_on_the_screen_goes_with_the_names(bench: Bench, qtbot: QtBot) -> None:
    prose = Prose(bench.page.readings)
    qtbot.addWidget(prose)
    prose.text.setPlainText("She failed to protect the children.")
    prose.watch(True)
    prose.show()
    bench.until(lambda: prose.band is not None and "Daniel" in prose.band.words.words)
    bench.hold()
    bench.session.veil(True)
    assert not prose.band.isVisible()
    assert names_in_sight() == []
    assert "Daniel" not in prose.text.accessibleDescription()


# ------------------------------------------------------------------------------ a name that comes to be hidden


@pytest.mark.parametrize(("room", "selected"), PLACES)
def test_a_name_that_becomes_known_while_names_are_hidden_goes_at_once(
    bench: Bench, room: str, selected: tuple[str, ...]
) -> None:
    bench.session.veil(True)
    bench.go(room, *selected)
    if room == "report":
        bench.until(lambda: not bench.page.report.waiting)
    assert names_in_sight(STRANGER) != []
    held = bench.hold()
    bench.session.attempt(commands.edit, "p2", aliases=("Ania", STRANGER))
    assert names_in_sight(STRANGER) == []
    bench.until(lambda: held.tasks != [])
    assert names_in_sight(STRANGER) == []
    bench.session.undo()


def test_what_is_asked_stays_in_sight_while_an_act_hides_no_other_name(bench: Bench) -> None:
    bench.session.veil(True)
    bench.go("unknowns")
    rows = dict(bench.page.unknowns.rows)
    bench.hold()
    bench.session.attempt(commands.edit, "p2", pronouns="they/them")
    assert bench.page.unknowns.rows == rows
