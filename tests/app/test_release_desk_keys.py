"""The release desk by keyboard alone, from the reader to the file; and Stop, in the middle of making."""

import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.report.making import Pulse
from tests.app.desk_hand import DeskHand
from tests.app.wording import MARKED, case_with


class Gate:
    """Holds whatever is being made in its thread, in the middle, until it is let go on."""

    def __init__(self) -> None:
        self.closed, self.reached, self.opened = False, threading.Event(), threading.Event()

    def pulse(self, pulse: Pulse, share: float) -> bool:
        pulse.share = share
        if self.closed and share > 0:
            self.reached.set()
            self.opened.wait(60)
        return not pulse.stopped

    def close(self) -> None:
        self.closed = True
        self.reached.clear()
        self.opened.clear()

    def open(self) -> None:
        self.closed = False
        self.opened.set()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate()
    monkeypatch.setattr(Pulse, "__call__", lambda pulse, share: gate.pulse(pulse, share))
    yield gate
    gate.open()


# ------------------------------------------------------------------------------------------------- by keyboard alone


def test_what_he_may_see_goes_from_reader_to_file_by_keyboard_alone(qtbot: QtBot, tmp_path: Path) -> None:
    hand = DeskHand(qtbot)
    form, pages = hand.desk.form, hand.desk.pages
    hand.room.setFocus()
    hand.tab_to(hand.desk.readers.cards["perpetrator_may_see"])
    hand.key(Qt.Key.Key_Return)
    hand.settle()
    hand.write_in(form.recipient, "Daniel, in the meeting")
    hand.write_in(form.purpose, "expectations meeting")
    hand.tab_to(form.basis)
    hand.key(Qt.Key.Key_Down)
    for field, text in ((form.worse, "a letter at home"), (form.warned, "yes"), (form.hours, "she is at work")):
        hand.write_in(field, text)
    hand.write_in(form.second, "R. Osei")
    hand.tab_to(pages.sheet, back=True)
    hand.key(Qt.Key.Key_0)
    hand.until(lambda: not pages.busy and pages.sheet.at_foot)
    assert any("second releaser goes through" in each for each in hand.points)
    hand.key(Qt.Key.Key_PageDown)
    assert hand.points == []
    hand.tab_to(hand.desk.write)
    hand.key(Qt.Key.Key_Return)
    hand.until(lambda: hand.choosers() != [])
    chooser = hand.choosers()[0]
    hand.until(lambda: QApplication.focusWidget() is not None and chooser.isAncestorOf(QApplication.focusWidget()))
    line = QApplication.focusWidget()
    hand.qtbot.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hand.qtbot.keyClicks(line, str(tmp_path / "page.pdf"))
    hand.qtbot.keyClick(line, Qt.Key.Key_Return)
    hand.until(lambda: hand.logged != ())
    data = (tmp_path / "page.pdf").read_bytes()
    (entry,) = hand.logged
    assert entry.decided_by == ("K. Mensah", "R. Osei")
    assert entry.content_sha256 == sha256(data).hexdigest() == hand.desk.mark.text()
    assert entry.survivor_consulted == "a letter at home"
    assert entry.basis == "Public task"
    hand.settle()


def test_what_is_still_to_be_done_is_gone_to_by_keyboard(qtbot: QtBot) -> None:
    hand = DeskHand(qtbot)
    hand.choose("perpetrator_may_see")
    hand.tab_to(hand.desk.write)
    hand.key(Qt.Key.Key_Return)
    assert "Go through the pages" in hand.room.word
    assert hand.desk.pages.sheet.hasFocus()


# -------------------------------------------------------------------------------------------------------------- stop


def test_stop_in_the_middle_of_making_writes_nothing_and_leaves_the_desk_as_it_was(
    qtbot: QtBot, tmp_path: Path, gate: Gate
) -> None:
    hand = DeskHand(qtbot, case_with(MARKED))
    hand.choose("own_agency")
    draft, shown = hand.room.preview.draft, hand.desk.pages.sheet.image
    hand.tab_to(hand.desk.write)
    hand.key(Qt.Key.Key_Return)
    hand.until(lambda: hand.room.listing)
    before = hand.room.before
    hand.write_in(before.reason, "the hearing is tomorrow")
    hand.key(Qt.Key.Key_Return)
    hand.until(lambda: hand.choosers() != [])
    gate.close()
    hand.choosers()[0].chosen.emit(tmp_path / "report.pdf")
    hand.choosers()[0].reject()
    hand.until(gate.reached.is_set)
    assert hand.room.word == "Writing."
    hand.tab_to(before.stop)
    hand.key(Qt.Key.Key_Return)
    assert hand.room.word == "Stopped. Nothing was written."
    gate.open()
    hand.until(lambda: not hand.room._work.busy)
    hand.settle()
    assert list(tmp_path.iterdir()) == []
    assert hand.store.acts == []
    assert hand.logged == ()
    assert not hand.room.listing
    assert not hand.desk.stop.isVisible()
    assert hand.room.preview.draft is draft
    assert hand.desk.pages.sheet.image == shown
    assert hand.points == []
    assert hand.room.word == "Stopped. Nothing was written."


def test_not_now_while_it_is_being_made_writes_nothing_either(qtbot: QtBot, tmp_path: Path, gate: Gate) -> None:
    hand = DeskHand(qtbot, case_with(MARKED))
    hand.choose("own_agency")
    hand.press()
    hand.until(lambda: hand.room.listing)
    hand.room.before.anyway.emit("the hearing is tomorrow")
    hand.until(lambda: hand.choosers() != [])
    gate.close()
    hand.choosers()[0].chosen.emit(tmp_path / "report.pdf")
    hand.choosers()[0].reject()
    hand.until(gate.reached.is_set)
    hand.room.before.back.setFocus()
    hand.key(Qt.Key.Key_Return)
    assert "still being made, or stopped" in hand.press()
    gate.open()
    hand.until(lambda: not hand.room._work.busy)
    assert list(tmp_path.iterdir()) == []
    assert hand.logged == ()


def test_the_making_of_the_pages_is_stopped_and_gone_on_with(qtbot: QtBot, gate: Gate) -> None:
    hand = DeskHand(qtbot)
    gate.close()
    hand.desk.readers.cards["court"].setFocus()
    hand.key(Qt.Key.Key_Return)
    hand.until(gate.reached.is_set)
    hand.tab_to(hand.desk.pages.halt)
    hand.key(Qt.Key.Key_Return)
    assert "Nothing is made until you ask" in hand.desk.pages.word.text()
    gate.open()
    hand.until(lambda: not hand.room.preview._making._work.busy)
    assert hand.desk.pages.pages == 0
    hand.tab_to(hand.desk.pages.again)
    hand.key(Qt.Key.Key_Return)
    hand.settle()
    assert hand.desk.pages.pages > 0
