"""A whole meeting of ten minutes on the published cases with keys alone, both windows alive.

What must be seen is seen, what must not is nowhere in the room's window after any key, every line is kept, what was
signed can be weighed, and the page of the meeting is right.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select, update

import app.present.displays as displays_module
from app import clock, theme
from app.clock import today
from app.gui import lock_or_cover
from app.idle import Idle
from app.settings import Settings
from app.window import Window
from exports.copies import document_copy
from mapping.casemap import CaseMap
from mapping.entries import Person
from storage.tables import entries
from storage.vault import Vault
from tests.app.meeting_hand import CONTROL, Eye, SeenInTheRoom, Time, turn
from tests.app.room_oracle import Never, letters, seen_by_stage
from tests.app.room_reading import now
from tests.app.strays import Strays
from tests.cases import PUBLISHED_NAMES, published
from tests.storage.sample import CHEAP, PASSPHRASE
from tests.storage.tampering import inside

STRAIGHT, LATER, KEPT_BACK = "hid her passport", "sold the pram", "rang her manager twice a day"
OF_A_STRANGER, BY_ROLE = "sold the car to Darren", "Sold the car to Relative"
AT_A_PLACE, NUMBERED = "waited for her outside Hollybank School", "rang 07700 900123 all night"
SLIP, ASKED = "a slip of the hand", "Who saw her after he rang?"
CAPTURED = (STRAIGHT, LATER, KEPT_BACK, OF_A_STRANGER, AT_A_PLACE, NUMBERED, ASKED)
AGREED = (
    "police: visit him at work by 3 April 2027 (Sergeant Lee)",
    "school: tell his teacher by 4 December 2026 (Ms Quill)",
    "probation: speak to the programme",
)
SAME = "The record holds the map exactly as it was signed: its mark is the same."
SMALL = (640, 400)
"""A room's window in which most views take several pages."""
MINUTES = 10


@dataclass
class Desk:
    """The program over a vault that holds one published case."""

    folder: Path
    case: CaseMap
    time: Time
    window: Window
    idle: Idle


@pytest.fixture(params=PUBLISHED_NAMES)
def desk(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Desk]:
    theme.apply(qapp, theme.Theme())
    time = Time()
    monkeypatch.setattr(displays_module, "other_display", lambda _window: qapp.primaryScreen())
    monkeypatch.setattr(clock, "_ticks", time)
    case = published(request.param)
    with Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)[0] as vault:
        vault.add(case, "K")
    made = Desk(tmp_path / "vault", case, time, opened(tmp_path / "vault", case), Idle(qapp, time, time))
    made.idle.over.connect(lambda: lock_or_cover(made.window, "idle"))
    made.idle.begin()
    yield made
    qapp.removeEventFilter(made.idle)
    made.idle.deleteLater()
    close(made.window)


def opened(folder: Path, case: CaseMap) -> Window:
    """The program as it is after the passphrase, with the case open."""
    window = Window(Settings(), lambda: None)
    window.resize(1366, 768)
    window.show()
    window.enter(Vault.unlock(folder, PASSPHRASE))
    window.open_case(case.header.id)
    window.activateWindow()
    turn()
    return window


def close(window: Window) -> None:
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# ---------------------------------------------------------------------------------------------------- the meeting


def the_opening(eye: Eye) -> float:
    """The meeting is noted, its form filled, confidentiality read, and the clock started; when that was."""
    eye.step("open")
    eye.tab_to("Note this meeting")
    eye.press(Qt.Key.Key_Return)
    assert eye.page.guided.record.here.meeting is not None
    eye.type("police; school")
    eye.press(Qt.Key.Key_Return)
    assert [row.agency.casefold() for row in eye.page.guided.record.here.meeting.attended] == ["police", "school"]
    eye.tab_to("Its form")
    eye.press(Qt.Key.Key_Return)
    eye.tab_to("What was it for?")
    eye.type("Core group")
    eye.step("open")
    eye.tab_to("Confidentiality was read")
    eye.press(Qt.Key.Key_Return)
    eye.tab_to("Start the clock")
    eye.press(Qt.Key.Key_Return)
    assert eye.page.guided.clock.runs
    began = eye.time.seconds
    eye.press(Qt.Key.Key_F5)
    assert eye.screen is not None
    assert eye.screen.isVisible()
    assert eye.window.isVisible()
    return began


def everything_is_seen(eye: Eye) -> str:
    """On every stage each card stands whole, over as many pages as it takes; all that was painted."""
    painted = eye.walk()
    for stage, titles in seen_by_stage(eye.page.session.case, eye.page.presenting.waiting.ids).items():
        name, _, child = stage.partition(" ")
        words = "\n".join(text for key, text in painted.items() if key.split(":")[0] == name and child in text)
        whole = letters(words)
        assert words or not titles
        assert not [title for title in titles if letters(title) not in whole]
    cut = [line for text in painted.values() for line in text.split("\n") if line.rstrip().endswith("…")]
    assert not cut
    return "\n".join(painted.values())


def lines_are_captured(eye: Eye) -> None:
    """One straight, one let in, one that waits, a slip, and three that hold what may not be seen."""
    eye.capture(f"{STRAIGHT} #money @mother", straight=True)
    assert eye.sees(STRAIGHT)
    eye.never.add(LATER)
    eye.capture(f"{LATER} #money")
    eye.never.release(LATER)
    eye.press(Qt.Key.Key_R)
    assert eye.sees(LATER)
    eye.capture(f"{SLIP} #money", straight=True)
    eye.never.add(SLIP)
    eye.press(Qt.Key.Key_Z, CONTROL)
    eye.never.add(KEPT_BACK)
    eye.capture(f"{KEPT_BACK} #money")


def protected_lines_are_captured(eye: Eye) -> None:
    """A name that nobody knows, a place, a number: none of them comes to the room, whichever way it is tried."""
    eye.never.add("sold the car", "waited for her outside", names=("Darren", "Hollybank", "07700 900123", "900123"))
    for words in (OF_A_STRANGER, AT_A_PLACE, NUMBERED):
        eye.capture(f"{words} #money", straight=True)
    assert eye.sees("Rang a telephone number all night")
    for _ in range(2):
        eye.press(Qt.Key.Key_V)
        eye.look_well()
    eye.never.release(KEPT_BACK)
    eye.press(Qt.Key.Key_R)
    assert eye.sees(KEPT_BACK)
    eye.press(Qt.Key.Key_U)
    eye.never.add(KEPT_BACK)
    assert not eye.sees(KEPT_BACK)


def they_are_released_by_role(eye: Eye) -> None:
    """Somebody says who that is, and that the other is no name: then both come, by role and by what kind of place."""
    eye.capture("@new relative Darren")
    eye.never.release("sold the car", "waited for her outside")
    eye.tab_to("Release: sold the car")
    eye.press(Qt.Key.Key_Return)
    assert eye.sees(BY_ROLE)
    eye.tab_to("It is no name: release it: waited for her")
    eye.press(Qt.Key.Key_Return)
    assert eye.sees("Waited for her outside school A")


def the_rest_is_tried(eye: Eye) -> None:
    """A question, one card large, bare paper, what keeps her safe asked for and put away again."""
    eye.capture(ASKED, straight=True, kind=Qt.Key.Key_6)
    assert eye.sees(ASKED)
    screen = eye.screen
    assert screen is not None
    eye.press(Qt.Key.Key_1)
    assert screen.focused
    eye.press(Qt.Key.Key_0)
    eye.press(Qt.Key.Key_M)
    for on in (True, False):
        eye.tab_to("What she does to protect")
        eye.press(Qt.Key.Key_Space)
        eye.look_well()
        assert any(frame.stage == "efforts" for frame in screen.frames) == on
    for covered in (True, False):
        eye.press(Qt.Key.Key_B)
        assert screen.covered == covered


def nobody_touches_a_key(desk: Desk, eye: Eye) -> None:
    """The room talks for six minutes: both windows go blank, nothing locks, and two keys bring them back."""
    screen = eye.screen
    assert screen is not None
    desk.time.seconds += 6 * 60
    assert desk.idle.look()
    turn()
    assert desk.window.hidden
    assert screen.covered
    assert {each for each in now(screen).split("\n") if each.strip()} == {screen._mark, screen.windowTitle()}
    eye.press(Qt.Key.Key_F9)
    assert not desk.window.hidden
    assert screen.covered
    eye.press(Qt.Key.Key_F5)
    eye.press(Qt.Key.Key_B)
    assert not screen.covered


def the_closing(desk: Desk, eye: Eye, began: float) -> str:
    """What was agreed, and the signing; what is said of it when it is looked at."""
    eye.press(Qt.Key.Key_Escape)
    assert not eye.page.presenting.runs
    eye.step("actions")
    eye.tab_to("What was agreed")
    for line in AGREED:
        eye.type(line)
        eye.press(Qt.Key.Key_Return)
    desk.time.seconds = max(desk.time.seconds, began + MINUTES * 60)
    eye.step("close")
    assert eye.page.guided.clock.words.text().startswith(f"{MINUTES} of ")
    eye.tab_to("Who signs")
    eye.type("A. Chair, S. Scribe")
    eye.press(Qt.Key.Key_Return)
    return weighed(eye)


def weighed(eye: Eye) -> str:
    """What the record says when the button beside the signing is pressed."""
    eye.tab_to("Look whether it is unchanged")
    eye.press(Qt.Key.Key_Return)
    sign = eye.page.guided.record.sign
    for _ in range(200):
        turn()
        if not sign.back.busy:
            break
    return eye.said(sign)


# ---------------------------------------------------------------------------------------------- what is kept of it


def every_line_is_kept(desk: Desk) -> CaseMap:
    """In the vault that was locked: each line, in the order in which it was typed; the case as it is there."""
    with Vault.unlock(desk.folder, PASSPHRASE) as vault:
        assert vault.check() == ()
        now_case = vault.load(desk.case.header.id)
        acts = reversed(vault.records(desk.case.header.id, most=500))
        added = [each.thing for act in acts for each in act.touched if each.before is None]
    there = dict.fromkeys(each for each in added if each in now_case.entries and each not in desk.case.entries)
    titles = [getattr(now_case.entries[each], "title", "") for each in there]
    wanted = (*CAPTURED, *(line.partition(": ")[2].partition(" by ")[0] for line in AGREED))
    assert [title for title in titles if title in wanted] == list(wanted)
    assert SLIP not in titles
    assert desk.case.entries.keys() <= now_case.entries.keys()
    return now_case


def the_page_is_right(case: CaseMap, never: Never) -> None:
    """One page: each thing that was agreed with who does it and by when, who was here, and nothing protected."""
    made = document_copy(case, "session_record", "", today())
    (paper,) = pypdf.PdfReader(io.BytesIO(made)).pages
    words = " ".join(paper.extract_text().split())
    for agency, what, by in (
        ("police", "Visit him at work", "3 Apr 2027"),
        ("school", "Tell his teacher", "4 Dec 2026"),
        ("probation", "Speak to the programme", "no day yet"),
    ):
        assert f"{agency} {what} {by}" in words
    assert "Confidentiality was read" in words
    assert ASKED in words
    never.add(names=("Sergeant Lee", "Quill", "A. Chair", "S. Scribe"))
    assert not never.found_in(words)


def what_was_signed_is_weighed_again(desk: Desk) -> None:
    """Opened from the vault it is as it was signed; one act later that is told; and one word changed in the vault."""
    copied = desk.folder.with_name("copied")
    shutil.copytree(desk.folder, copied)
    desk.window = reopened(desk, desk.folder)
    hand = Eye(desk.window, Never(desk.case), desk.time)
    hand.step("close")
    assert f"{SAME} Nothing has changed since." in weighed(hand)
    hand.press(Qt.Key.Key_1, CONTROL)
    hand.capture("threw her phone away #money")
    hand.step("close")
    assert f"{SAME} Since then: 1 came." in weighed(hand)
    hand.press(Qt.Key.Key_L, CONTROL)

    one_word_is_changed(copied)
    with Vault.unlock(copied, PASSPHRASE) as vault:
        assert vault.check() != ()
    desk.window = reopened(desk, copied)
    hand = Eye(desk.window, Never(desk.case), desk.time)
    hand.step("close")
    told = weighed(hand)
    assert SAME not in told
    assert "another one than the map of that moment has" in told


def reopened(desk: Desk, folder: Path) -> Window:
    close(desk.window)
    return opened(folder, desk.case)


def one_word_is_changed(folder: Path) -> None:
    """Somebody who has the key changes one line on the map, and leaves the record as it is."""
    with inside(folder) as connection:
        (row,) = (each for each in connection.execute(select(entries)) if STRAIGHT in each.body)
        body = row.body.replace(STRAIGHT, STRAIGHT.replace("hid", "found"))
        connection.execute(update(entries).where(entries.c.id == row.id).values(body=body))


# ------------------------------------------------------------------------------------------------------- the proof


def test_a_whole_meeting_with_keys_alone(desk: Desk) -> None:
    application = QCoreApplication.instance()
    assert isinstance(application, QApplication)
    strays, eye = Strays().begin(application), Eye(desk.window, Never(desk.case), desk.time)
    began = the_opening(eye)
    eye.look_well()
    everything_is_seen(eye)
    lines_are_captured(eye)
    protected_lines_are_captured(eye)
    they_are_released_by_role(eye)
    the_rest_is_tried(eye)
    nobody_touches_a_key(desk, eye)
    assert eye.screen is not None
    eye.screen.resize(*SMALL)
    assert "page 2 of" in everything_is_seen(eye)
    assert SAME in the_closing(desk, eye, began)
    eye.press(Qt.Key.Key_L, CONTROL)
    assert eye.looks > 100
    strays.end(application)
    assert strays.found == []

    the_page_is_right(every_line_is_kept(desk), eye.never)
    what_was_signed_is_weighed_again(desk)


def test_the_eye_sees_what_must_not_be_there(desk: Desk) -> None:
    """The same meeting in which a private line is let in, and the eye objects."""
    eye = Eye(desk.window, Never(desk.case), desk.time)
    the_opening(eye)
    eye.never.add(LATER)
    with pytest.raises(SeenInTheRoom, match=letters(LATER)):
        eye.capture(f"{LATER} #money", straight=True)
    assert eye.never.found_in(eye.window.windowTitle()) == set()
    (person, *_) = desk.case.of(Person)
    assert eye.never.found_in(f"how {person.name} went on") != set()
