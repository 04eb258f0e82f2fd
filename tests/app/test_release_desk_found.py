"""What the finished file is found to hold, and what could give something away: refused, asked about, or answered."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from exports.finished.check import Checked, Hit
from mapping.clues import Way
from mapping.entries import Behaviour, Cite, Note
from mapping.giveaway import GiveAway
from tests.app.desk_hand import DeskHand, case

TOLD = Behaviour(id="B4", title="kicked the door of Mrs Pemberton", by="p1", toward=("p2",), cites=(Cite(source="s2"),))
HIT, NEAR = Hit("E1", "a text", "page 1"), Hit("p2", "like a name", "page 2")


def checked(monkeypatch: pytest.MonkeyPatch, found: Checked) -> None:
    """Let the last look find this in every file."""
    monkeypatch.setattr("exports.finished.check.looked_through", lambda *_more: found)


def test_text_that_was_held_back_refuses_the_file_and_leads_to_its_card(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked(monkeypatch, Checked(hits=(HIT,)))
    hand = DeskHand(qtbot)
    hand.choose("court")
    hand.fill()
    hand.page_through()
    (link,) = hand.desk.found.links
    assert "a text, page 1" in link.accessibleName()
    link.pressed.emit()
    assert hand.asked == [("E1", "title")]
    assert "text this reader may not have" in hand.press()
    assert hand.room.focusWidget() is hand.desk.form.why
    assert hand.nothing_happened()


def test_it_leaves_all_the_same_with_a_reason_that_the_log_keeps(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    checked(monkeypatch, Checked(hits=(HIT,)))
    hand = DeskHand(qtbot)
    hand.choose("court")
    hand.fill(why="the court has ordered it")
    hand.page_through()
    assert hand.points == []
    monkeypatch.undo()
    hand.press()
    hand.write_to(tmp_path / "report.pdf")
    assert hand.logged[0].reader_reason == "Released all the same, because the court has ordered it"
    assert len(hand.store.acts) == 1


def test_what_he_may_see_never_leaves_all_the_same(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    checked(monkeypatch, Checked(hits=(HIT,)))
    hand = DeskHand(qtbot)
    hand.release_for_him()
    assert not hand.desk.form.why.isVisible()
    hand.desk.form.why.setText("we are sure")
    assert "text that he may not have" in hand.press()
    assert hand.nothing_happened()


def test_what_is_only_like_a_protected_word_is_asked_about(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    checked(monkeypatch, Checked(near=(NEAR,)))
    hand = DeskHand(qtbot)
    hand.release_for_him()
    assert "nearly the same" in hand.press()
    assert hand.room.focusWidget() is hand.desk.found.looked
    hand.desk.found.looked.click()
    assert hand.points == []
    hand.choose("court")
    assert not hand.desk.found.looked.isChecked()


def test_what_could_give_something_away_is_answered_and_the_case_remembers(qtbot: QtBot) -> None:
    hand = DeskHand(qtbot, case(TOLD))
    hand.release_for_him()
    (slip,) = hand.desk.gives.slips
    assert slip.found.original == "B4"
    assert hand.desk.gives.heading.text() == "Could still give something away: 1"
    assert "give something away" in hand.press()
    work = next(each for each in slip.found.ways if not each.answer)
    slip.ways[work.key].click()
    assert hand.asked == [("B4", "title")]
    answer = next(each for each in slip.found.ways if each.answer)
    slip.ways[answer.key].click()
    hand.settle()
    assert hand.desk.gives.slips == ()
    assert [each.account for each in hand.session.case.of(Note)] == [answer.label]
    assert hand.points == []


def test_a_card_that_could_give_something_away_is_withheld_from_this_reader(qtbot: QtBot) -> None:
    hand = DeskHand(qtbot, case(TOLD))
    hand.choose("perpetrator_may_see")
    (slip,) = hand.desk.gives.slips
    ways = (*slip.found.ways, Way("withhold", "withhold this card", answer=False))
    hand.desk.gives.done.emit(_with(slip.found, ways), "withhold")
    hand.settle()
    assert hand.session.case.entries["B4"].withhold_from == ("perpetrator_may_see:p1",)
    assert "Pemberton" not in hand.desk.pages.sheet.accessibleDescription()
    assert hand.desk.gives.slips == ()


def _with(found: GiveAway, ways: tuple[Way, ...]) -> GiveAway:
    from dataclasses import replace

    return replace(found, ways=ways)
