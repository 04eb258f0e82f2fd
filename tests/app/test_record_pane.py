"""The record of a meeting: who is here, what was agreed, the signing, and what changed since the last one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app import theme
from app.chips import ChipButton
from app.clock import today
from app.guided.record import AGREED, HERE, SIGN, RecordPane
from app.session import Session
from mapping.casework import Action
from mapping.casework import Session as Meeting
from mapping.commands import add, edit, remove
from mapping.dates import spoken
from mapping.signed import signings
from mapping.spans import day_text
from storage.vault import Vault
from tests.app.history_desk import WHO, seen
from tests.app.inspecting import family
from tests.cases import behaviour, source
from tests.storage.sample import CHEAP, PASSPHRASE


class Desk:
    """The record over a vault, and a hand."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.vault = Vault.create(folder, PASSPHRASE, cost=CHEAP)[0]
        self.vault.add(family(), WHO, "import")
        self.session = Session(self.vault, "c1", WHO, lambda: None)
        self.pane = RecordPane(self.session)
        qtbot.addWidget(self.pane)
        self.pane.resize(700, 900)
        with qtbot.waitActive(self.pane):
            self.pane.show()
            self.pane.activateWindow()

    def show(self, part: str) -> str:
        self.pane.show_part(part)
        return self.words

    @property
    def words(self) -> str:
        for _ in range(3):
            QApplication.processEvents()
        return seen(self.pane)

    def meet(self) -> Meeting:
        self.show(HERE)
        self.pane.here.note_meeting()
        assert self.pane.here.meeting is not None
        return self.pane.here.meeting

    def agree(self, line: str) -> None:
        self.show(AGREED)
        self.pane.agreed.line.setText(line)
        QTest.keyClick(self.pane.agreed.line, Qt.Key.Key_Return)
        assert self.words

    def sign(self, names: str) -> str:
        """Sign, and give the note that says so."""
        self.show(SIGN)
        self.pane.sign.names.setText(names)
        QTest.keyClick(self.pane.sign.names, Qt.Key.Key_Return)
        self.session.seal()
        signed = next(iter(signings(self.session.case)), None)
        assert signed is not None
        return signed.note

    def verdict(self) -> str:
        """What the record says of the latest signing."""
        self.show(SIGN)
        signed = next(iter(signings(self.session.case)), None)
        assert signed is not None
        self.pane.sign.look(signed)
        self.qtbot.waitUntil(lambda: not self.pane.sign.back.busy, timeout=20_000)
        return self.pane.sign.told[signed.note]

    def since(self) -> str:
        """What is shown to have changed."""
        self.show(HERE)
        assert self.words
        self.pane.since.look()
        self.qtbot.waitUntil(lambda: not self.pane.since.held.busy, timeout=20_000)
        return self.words

    def do(self, *args: object, **values: object) -> None:
        assert self.session.attempt(*args, **values)  # type: ignore[arg-type]
        self.session.seal()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    theme.apply(qapp, theme.Theme())
    found = Desk(qtbot, tmp_path / "vault")
    yield found
    found.pane.close()
    found.vault.close()


def test_a_meeting_is_noted_in_one_act_and_who_is_here_in_one_line(desk: Desk) -> None:
    assert "No meeting is noted yet" in desk.show(HERE)
    note = next(each for each in desk.pane.findChildren(QPushButton) if each.text() == "Note this meeting")
    note.setFocus()
    QTest.keyClick(note, Qt.Key.Key_Space)
    line = desk.pane.here.line
    desk.qtbot.waitUntil(line.hasFocus)
    assert "Nobody is noted as being here yet" in desk.words
    assert line.hasFocus()
    QTest.keyClicks(line, "police: Sergeant Moss; housing; apologies: Dr Karim")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "Here: police, Sergeant Moss; housing." in desk.words
    assert "Apologies: Dr Karim." in desk.words
    assert not line.text()
    assert line.hasFocus(), "the next one can be typed"


def test_a_line_that_names_nobody_stays_with_what_to_do(desk: Desk) -> None:
    desk.meet()
    desk.pane.here.line.setText("housing")
    QTest.keyClick(desk.pane.here.line, Qt.Key.Key_Return)
    desk.pane.here.line.setText("Housing")
    QTest.keyClick(desk.pane.here.line, Qt.Key.Key_Return)
    assert "That is noted already." in desk.words
    assert desk.pane.here.line.text() == "Housing"


def test_agencies_that_the_map_knows_are_ticked_and_unticked_and_keep_the_keyboard(desk: Desk) -> None:
    desk.session.do(add(desk.session.case, source("s9", "police", agency="Kent Police")))
    desk.meet()

    def tick() -> ChipButton:
        assert desk.words
        chips = desk.pane.here.findChildren(ChipButton)
        return next(each for each in chips if each.isVisible() and each.accessibleName() == "Kent Police is here")

    tick().setFocus()
    QTest.keyClick(tick(), Qt.Key.Key_Space)
    assert "Here: Kent Police." in desk.words
    assert tick().isChecked()
    desk.qtbot.waitUntil(lambda: tick().hasFocus())
    QTest.keyClick(tick(), Qt.Key.Key_Space)
    assert "Nobody is noted as being here yet" in desk.words


def test_the_day_of_the_next_look_is_set_at_the_end_in_plain_words(desk: Desk) -> None:
    desk.meet()
    desk.show(SIGN)
    assert "No day is set yet" in desk.words
    line = desk.pane.sign.again
    line.setFocus()
    QTest.keyClicks(line, "soon")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "Say a day that is still to come" in desk.words
    assert line.text() == "soon"
    line.setText("in six weeks")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert desk.session.case.header.review_on == day_text(today() + timedelta(weeks=6))
    assert f"We look again on {spoken(desk.session.case.header.review_on)}." in desk.words
    assert not line.text()
    desk.session.do(edit(desk.session.case, "c1", review_on="2020-02-03"))
    assert "We were to look again on 3 Feb 2020." in desk.words


def test_nobody_is_noted_by_a_slip_in_a_meeting_that_is_over(desk: Desk) -> None:
    desk.session.do(add(desk.session.case, Meeting(id="old", when="2020-01-06")))
    desk.show(HERE)
    assert "Meeting of 6 Jan 2020" in desk.words
    assert not desk.pane.here.line.isVisible()
    assert "Or tick who is here" not in desk.words
    desk.meet()
    assert "Or tick who is here" in desk.words or desk.pane.here.line.isVisible()


def test_the_form_of_the_meeting_is_one_press_away(desk: Desk) -> None:
    asked: list[str] = []
    desk.pane.wants_card.connect(asked.append)
    meeting = desk.meet()
    assert not asked
    assert "Nobody is noted" in desk.words
    next(each for each in desk.pane.findChildren(QPushButton) if each.text() == "Its form").click()
    assert asked == [meeting.id]


def test_a_line_is_agreed_and_stands_below_with_its_agency_owner_and_day(desk: Desk) -> None:
    meeting = desk.meet()
    desk.agree("police: visit him at work by 3 April 2031 (Sergeant Lee)")
    (action,) = [each for each in desk.session.case.of(Action) if each.agency == "police"]
    assert (action.title, action.by, action.owner) == ("visit him at work", "2031-04-03", "Sergeant Lee")
    decided = [(link.kind, link.to_id) for link in desk.session.case.links_from(action.id)]
    assert decided == [("decided_in", meeting.id)]
    assert desk.pane.agreed.line.text() == ""
    assert action.id in desk.pane.agreed.links


def test_a_line_without_an_agency_stays_and_says_how_it_begins(desk: Desk) -> None:
    desk.meet()
    desk.agree("somebody should visit him")
    assert desk.pane.agreed.line.text() == "somebody should visit him"
    assert "Say first which agency does it" in desk.words


def test_an_action_is_ticked_and_the_keyboard_stays_at_its_tick(desk: Desk) -> None:
    desk.meet()
    desk.agree("police: visit him at work")
    action = next(each for each in desk.session.case.of(Action) if each.agency == "police")
    chip = desk.pane.agreed.states[action.id, "done"]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert desk.words
    after = desk.session.case.entry(action.id)
    assert isinstance(after, Action)
    assert after.state == "done"
    again = desk.pane.agreed.states[action.id, "done"]
    assert again is not chip
    assert again.hasFocus()


def test_what_was_signed_is_found_unchanged_though_the_map_went_on(desk: Desk) -> None:
    desk.meet()
    desk.sign("R. Okafor, children's services")
    assert "exactly as it was signed" in desk.verdict()
    assert "Nothing has changed since" in desk.verdict()
    desk.do(add, behaviour("B77", "waits at the school"))
    verdict = desk.verdict()
    assert "exactly as it was signed" in verdict
    assert "1 came" in verdict


def test_it_is_told_when_the_note_of_a_signing_has_another_mark(desk: Desk) -> None:
    desk.meet()
    note = desk.sign("R. Okafor")
    signed = next(iter(signings(desk.session.case)), None)
    assert signed is not None
    other = signed.mark[::-1]
    account = desk.session.case.entry(note)
    desk.do(edit, note, account=getattr(account, "account", "").replace(signed.mark, other))
    assert "another one than the map of that moment has" in desk.verdict()


def test_what_was_signed_stands_when_what_came_after_it_is_undone(desk: Desk) -> None:
    desk.meet()
    desk.sign("R. Okafor")
    desk.do(add, behaviour("B77", "waits at the school"))
    desk.session.undo()
    assert "exactly as it was signed" in desk.verdict()


def test_where_something_was_erased_since_it_says_so_and_claims_nothing_of_the_mark(desk: Desk) -> None:
    desk.do(add, behaviour("B77", "waits at the school"))
    desk.meet()
    desk.sign("R. Okafor")
    desk.session.erase(("B77",), lambda case: remove(case, "B77"))
    verdict = desk.verdict()
    assert "Something was erased since" in verdict
    assert "exactly as it was signed" not in verdict
    assert "Something was erased since" in desk.since()
    assert "waits at the school" not in desk.words


def test_what_changed_since_the_last_signing_is_told_card_by_card(desk: Desk) -> None:
    desk.meet()
    desk.sign("R. Okafor")
    desk.do(add, behaviour("B77", "waits at the school"))
    desk.since()
    assert list(desk.pane.since.links) == ["B77"]
    link = desk.pane.since.links["B77"]
    assert link.accessibleName() == "waits at the school New"
    asked: list[str] = []
    desk.pane.wants_card.connect(asked.append)
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert asked == ["B77"]


def test_nothing_is_offered_to_compare_before_anything_was_signed(desk: Desk) -> None:
    desk.meet()
    assert "Since the meeting" not in desk.show(HERE)
    assert desk.pane.since.button is None


def test_what_changed_is_put_away_while_people_are_called_by_role(desk: Desk) -> None:
    desk.meet()
    desk.sign("R. Okafor")
    desk.do(add, behaviour("B77", "waits at the school"))
    desk.since()
    assert desk.pane.since.links
    desk.session.veil(True)
    assert "not shown while people are called by role" in desk.words
    assert not desk.pane.since.links


def test_no_part_keeps_a_name_when_names_are_hidden_even_one_that_is_not_shown(desk: Desk) -> None:
    desk.meet()
    desk.sign("R. Okafor")
    shown = desk.show(SIGN)
    assert "R. Okafor" in shown
    desk.show(HERE)
    desk.session.veil(True)
    assert not desk.pane.sign.column.count()


def test_nothing_of_the_case_stays_in_the_record_when_it_locks(desk: Desk) -> None:
    desk.meet()
    desk.sign("R. Okafor")
    desk.do(add, behaviour("B77", "waits at the school"))
    desk.since()
    desk.session.locking.emit()
    assert not desk.words.strip()
    assert not desk.pane.sign.told
    assert desk.pane.since.held.then is None
