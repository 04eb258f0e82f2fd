"""A whole meeting with keys alone, both windows alive: what is seen, what never is, what is kept, what is signed.

On the sample; test_meeting_published.py does it on the published cases. Every key goes to whatever has the keyboard in
the program's own window, as under the chair's hand; nothing is called that a key does not call.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

import app.present.displays as displays_module
from app import clock as clock_module
from app import theme
from app.casepage import CasePage
from app.present.screen import RoomScreen
from app.settings import Settings
from app.window import Window
from exports.copies import document_copy
from exports.interchange import read_file
from mapping.audience import Reader, cut
from mapping.casemap import CaseMap
from mapping.entries import Action, Behaviour, ChildImpact, FamilyImpact, Gap, Goal, Person, Response
from mapping.lanes import is_card
from mapping.naming import Naming
from mapping.readers import MEETING
from mapping.resting import is_settled
from mapping.signed import signings
from mapping.veil import veiled_text
from storage.vault import KeyCost, Vault
from tests.app.room_reading import everything, painted
from tests.app.strays import Strays

PASSPHRASE = "copper lantern under seven rivers"
SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "hale.case.json"
CASES: dict[str, Callable[[], CaseMap]] = {
    "sample": lambda: read_file(SAMPLE),
}
CAPTURED = ("hid her passport", "sold the pram", "rang her manager twice a day")
STRANGER = "Karen Oyelaran"
SLIP = "hid her winter coat"
SHOWN = (Behaviour, ChildImpact, FamilyImpact, Response, Gap, Goal, Action)
ALT, SHIFT, CTRL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
_MOST_STOPS = 120


@pytest.fixture(params=[*CASES])
def case(request: pytest.FixtureRequest) -> CaseMap:
    return CASES[request.param]()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The meeting's own time, in seconds; a test moves it on."""
    now = [1000.0]
    monkeypatch.setattr(clock_module, "_ticks", lambda: now[0])
    return now


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, case: CaseMap, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    theme.apply(qapp, theme.Theme())
    monkeypatch.setattr(displays_module, "other_display", lambda _window: qapp.primaryScreen())
    vault, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=KeyCost(64, 1, 1))
    vault.add(case, "K")
    made = Window(Settings(), lambda: None)
    made.resize(1366, 768)
    made.show()
    made.enter(vault)
    made.open_case(case.header.id)
    made.activateWindow()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# ---------------------------------------------------------------------------------------------------- the keyboard


def turn() -> None:
    for _ in range(4):
        QApplication.processEvents()


def press(window: Window, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """A key goes to whatever has the keyboard."""
    QTest.keyClick(window.focusWidget() or window, key, held)
    turn()


def type_words(window: Window, words: str) -> None:
    QTest.keyClicks(window.focusWidget(), words)
    turn()


def called(widget: QWidget | None) -> str:
    """What a screen reader calls what has the keyboard."""
    words = getattr(widget, "text", None)
    return "" if widget is None else widget.accessibleName() or (words() if callable(words) else "")


def tab_to(window: Window, words: str) -> None:
    """Tab until the keyboard is at what is called so."""
    for _ in range(_MOST_STOPS):
        if called(window.focusWidget()).startswith(words):
            return
        press(window, Qt.Key.Key_Tab)
    raise AssertionError(f"no Tab leads to “{words}”")


def step(window: Window, page: CasePage, key: str) -> None:
    """To a step of the session: Ctrl+7 brings it to the front, Ctrl+Page down and up go through it."""
    press(window, Qt.Key.Key_7, CTRL)
    assert page.guided.isVisible()
    steps = page.guided.standings
    wanted = next(number for number, each in enumerate(steps) if each.step.key == key)
    while page.guided.at.step.key != key:
        before = page.guided.at
        onwards = [each.key for each in steps].index(before.key) < wanted
        press(window, Qt.Key.Key_PageDown if onwards else Qt.Key.Key_PageUp, CTRL)
        assert page.guided.at is not before, f"no key leads to the step {key}"


# ------------------------------------------------------------------------------------------------ what may be seen


def letters(text: str) -> str:
    """A text without what line breaks and capitals do to it."""
    return "".join(text.split()).casefold()


def forbidden(case: CaseMap) -> set[str]:
    """The words of every card that a meeting may not have; those of a signing are the program's own."""
    copy = cut(case, Reader(MEETING)).copy.entries
    may = {each.title for each in copy.values() if is_card(each)}
    kept = (each for each in case.ordered_entries if is_card(each) and each.id not in copy and each.kind != "note")
    return {each.title for each in kept if each.title} - may


def names(case: CaseMap) -> set[str]:
    """Every name of more than one word; what somebody is called by in the room is no secret."""
    found = {name for person in case.of(Person) for name in (person.name, *person.aliases) if len(name.split()) > 1}
    return found - {person.label for person in case.of(Person)}


def expected(case: CaseMap) -> set[str]:
    """The words of everything that the usual order shows a meeting, by roles; worked out without mapping/present."""
    copy, naming = cut(case, Reader(MEETING)).copy, Naming(case, veiled=True)
    kinds = [each for kind in SHOWN for each in copy.of(kind) if each.title and not is_settled(each)]
    quiet = {each.id for each in copy.entries.values() if each.kind in ("protective_effort", "view")}
    about = {link.from_id for link in copy.links.values() if link.kind == "about" and link.to_id in quiet}
    told = [each for each in kinds if each.id not in about and getattr(each, "about", "") not in quiet]
    return {veiled_text(each.title, naming) for each in told}


def assert_nothing_slips(screen: RoomScreen, case: CaseMap) -> None:
    """Nothing protected is anywhere in the room's window, and not what was typed and is not let in."""
    told = everything(screen)
    folded, as_written = letters(told), "".join(told.split())
    assert not [words for words in forbidden(case) | {SLIP} if letters(words) in folded]
    assert not [name for name in names(case) | {STRANGER} if "".join(name.split()) in as_written]


# ------------------------------------------------------------------------------------------------------ the meeting


def before_it(window: Window, page: CasePage, case: CaseMap) -> None:
    """The meeting is noted in its step, and that confidentiality was read."""
    step(window, page, "open")
    note = "Note another meeting today" if page.guided.record.here.meeting else "Note this meeting"
    tab_to(window, note)
    press(window, Qt.Key.Key_Return)
    session = page.guided.record.here.meeting
    assert session is not None
    assert session.id not in case.entries
    step(window, page, "open")
    tab_to(window, "Confidentiality was read")
    press(window, Qt.Key.Key_Return)
    session = page.guided.record.here.meeting
    assert session is not None
    assert session.confidentiality_read


def gone_through(window: Window, page: CasePage, screen: RoomScreen, case: CaseMap) -> None:
    """Every view and page by the arrow key: the views there are, all that should be seen seen, nothing cut short."""
    stages, places = set(), []
    while screen.place not in places:
        places.append(screen.place)
        stages.add(screen.frames[screen.at].stage)
        press(window, Qt.Key.Key_Right)
    assert {"pattern", "child", "services", "unknown", "goals", "actions"} <= stages
    assert len(places) == sum(len(screen._pages(at)) for at in range(len(screen.frames)))
    said = painted(screen, screen.size())
    seen = letters("".join(said))
    assert not [words for words in expected(case) if letters(words) not in seen]
    assert not [words for words in said if words.endswith("…") and not any(words in each for each in expected(case))]
    while screen.at or screen.page:
        press(window, Qt.Key.Key_Left)


def capture(window: Window, words: str, *, straight: bool = False) -> None:
    """The scribe types one line where A brings the keyboard; Escape goes back to the chair's view."""
    page = window.page
    assert page is not None
    press(window, Qt.Key.Key_A)
    type_words(window, words)
    if page.quick.line.popup.isVisible():
        press(window, Qt.Key.Key_Escape)
    window.activateWindow()  # the platform for tests gives even a list the keyboard that asks for none
    press(window, Qt.Key.Key_Return, SHIFT if straight else NONE)
    press(window, Qt.Key.Key_Escape)


def lines_are_typed(window: Window, page: CasePage, screen: RoomScreen) -> None:
    """One straight into the room, one let in later, one that waits, a slip, and one with a name that nobody knows."""
    capture(window, f"{CAPTURED[0]} #money", straight=True)
    assert "passport" in everything(screen)
    assert_nothing_slips(screen, page.session.case)
    capture(window, f"{CAPTURED[1]} #money")
    assert "pram" not in everything(screen)
    press(window, Qt.Key.Key_R)
    assert "pram" in everything(screen)
    capture(window, f"{CAPTURED[2]} #money")
    assert "manager" not in everything(screen)
    capture(window, f"{SLIP} #money", straight=True)
    assert letters(SLIP) in letters(everything(screen))
    press(window, Qt.Key.Key_Z, CTRL)
    capture(window, f"followed {STRANGER} to work #money", straight=True)
    press(window, Qt.Key.Key_R)
    assert_nothing_slips(screen, page.session.case)


def after_it(window: Window, page: CasePage) -> None:
    """What was agreed, and the signing."""
    step(window, page, "actions")
    tab_to(window, "What was agreed")
    type_words(window, "police: visit him at work by 3 April 2027 (Sergeant Lee)")
    press(window, Qt.Key.Key_Return)
    step(window, page, "close")
    tab_to(window, "Who signs")
    type_words(window, "A. Chair, S. Scribe")
    press(window, Qt.Key.Key_Return)
    assert len(signings(page.session.case)) == 1


def verdict(window: Window, page: CasePage, qtbot: QtBot) -> str:
    """What is said of the signing when somebody looks, by keys again."""
    step(window, page, "close")
    tab_to(window, "Look whether it is unchanged")
    press(window, Qt.Key.Key_Return)
    record = page.guided.record

    def words() -> str:
        return "\n".join(each.text() for each in record.findChildren(QLabel))

    qtbot.waitUntil(lambda: "mark is the same" in words() or "another one" in words(), timeout=20_000)
    return words()


def the_page(case: CaseMap) -> str:
    """The one page of the meeting, as text."""
    made = document_copy(case, "session_record", "", date(2026, 11, 23))
    (paper,) = pypdf.PdfReader(io.BytesIO(made)).pages
    return " ".join(paper.extract_text().split())


def test_a_whole_meeting_with_keys_alone(
    qapp: QApplication, qtbot: QtBot, window: Window, case: CaseMap, clock: list[float], tmp_path: Path
) -> None:
    strays, page = Strays().begin(qapp), window.page
    assert page is not None
    before_it(window, page, case)
    press(window, Qt.Key.Key_F5)
    screen = page.presenting.screen
    assert screen is not None
    assert_nothing_slips(screen, case)
    gone_through(window, page, screen, case)
    clock[0] += 300
    lines_are_typed(window, page, screen)
    clock[0] += 300
    for covered in (True, False):
        press(window, Qt.Key.Key_B)
        assert screen.covered is covered
    assert page.presenting.in_time
    press(window, Qt.Key.Key_Escape)
    assert not page.presenting.runs

    after_it(window, page)
    told = verdict(window, page, qtbot)
    assert "exactly as it was signed" in told
    assert "Nothing" in told
    strays.end(qapp)
    assert strays.found == []

    now = page.session.case
    window.close()
    turn()
    kept = read_back(tmp_path / "vault", case.header.id)
    assert kept == now
    mine = [each.title for each in kept.of(Behaviour) if each.id not in case.entries]
    assert [mine.index(words) for words in CAPTURED] == [0, 1, 2]
    assert SLIP not in mine
    words = the_page(kept)
    for each in ("Visit him at work", "3 Apr 2027", "Confidentiality was read"):
        assert each in words
    assert not [each for each in forbidden(kept) | names(kept) if each in words]


@pytest.mark.parametrize("case", ["sample"], indirect=True)
def test_what_changed_since_the_signing_is_on_the_desk_as_a_page(window: Window, case: CaseMap, qtbot: QtBot) -> None:
    page = window.page
    assert page is not None
    before_it(window, page, case)
    after_it(window, page)
    press(window, Qt.Key.Key_N, CTRL)
    type_words(window, f"{CAPTURED[0]} #money")
    page.quick.line.popup.hide()
    window.activateWindow()
    press(window, Qt.Key.Key_Return)
    step(window, page, "open")
    tab_to(window, "Show what changed since then")
    press(window, Qt.Key.Key_Return)
    since = page.guided.record.since
    qtbot.waitUntil(lambda: bool(since.links), timeout=20_000)
    tab_to(window, "One page of it")
    press(window, Qt.Key.Key_Return)
    assert page.rooms.currentWidget() is page.report
    wanted = page.report.preview.wanted
    assert wanted is not None
    assert wanted.paper == "since_last_session"
    assert wanted.room.then is not None
    made = document_copy(page.session.case, wanted.paper, "", date(2026, 11, 23), room=wanted.room)
    words = " ".join(" ".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(made)).pages).split())
    assert "New: Hid her passport" in words


def read_back(folder: Path, case_id: str) -> CaseMap:
    with Vault.unlock(folder, PASSPHRASE) as vault:
        return vault.load(case_id)


@pytest.mark.parametrize("case", ["sample"], indirect=True)
def test_the_page_for_everybody_is_one_press_from_the_signing(window: Window) -> None:
    page = window.page
    assert page is not None
    step(window, page, "close")
    tab_to(window, "One page for everybody")
    press(window, Qt.Key.Key_Return)
    assert page.rooms.currentWidget() is page.report
    choice = page.report.desk.readers.choice
    assert choice is not None
    assert choice.paper == "session_record"
    assert window.focusWidget() is page.report.desk.readers.papers["session_record"], "not on another reader's copy"
