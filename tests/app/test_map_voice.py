"""The map as it is heard: who leads to whom, which card has the keyboard, and nothing kept of what has gone."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from shiboken6 import isValid

from app.map import voice as voices
from app.map.heard import CardVoice
from app.map.room import MapRoom
from app.sights import sights_of
from mapping import commands
from mapping.sight import Sight
from tests.app.map_hand import Hand, small_case
from tests.cases import child_impact

FLOWS_TO, FLOWS_FROM = QAccessible.RelationFlag.FlowsTo, QAccessible.RelationFlag.FlowsFrom


@pytest.fixture
def hand(qtbot) -> Hand:
    return Hand(qtbot, small_case())


def voice_of(hand: Hand):
    return QAccessible.queryAccessibleInterface(hand.room.view)


def named(hand: Hand, words: str) -> CardVoice:
    whole = voice_of(hand)
    found = (whole.child(at) for at in range(whole.childCount()))
    return next(each for each in found if each.text(QAccessible.Text.Name).startswith(words))


def test_an_arrow_is_told_at_both_ends(hand: Hand) -> None:
    start, end = named(hand, "Takes her wages"), named(hand, "Home is about")
    assert [(each.id, kind) for each, kind in start.relations()] == [("L1", FLOWS_FROM)]
    assert ("B1", FLOWS_TO) in [(each.id, kind) for each, kind in end.relations()]
    assert end.relations(FLOWS_FROM)[0][0].id == "I1"


def test_of_many_arrows_the_first_are_told_by_their_words_and_the_rest_counted(hand: Hand) -> None:
    for number in range(3, 8):
        assert hand.session.attempt(commands.add, child_impact(f"X{number}", f"fears {number}"))
        assert hand.session.attempt(commands.link, "harms", "L1", f"X{number}")
    said = named(hand, "Home is about").text(QAccessible.Text.Description)
    assert said.startswith("6 arrows from here: harms “fears 3”, harms “fears 4”")
    assert "and 3 more" in said


def test_the_card_that_is_selected_by_keys_has_the_keyboard_in_the_list(hand: Hand) -> None:
    hand.key(Qt.Key.Key_Home)
    assert voice_of(hand).focusChild() is named(hand, "Takes her wages")
    assert named(hand, "Takes her wages").state().selected


def test_the_voice_of_a_card_that_has_gone_is_not_kept(hand: Hand) -> None:
    gone = named(hand, "Takes her wages")
    hand.session.attempt(commands.remove, "B1")
    assert not isValid(gone)
    hand.session.undo()
    assert named(hand, "Takes her wages") is not gone


def test_cards_that_come_and_go_a_thousand_times_leave_no_voice_behind(hand: Hand) -> None:
    def count() -> int:
        gc.collect()
        return sum(type(each) is CardVoice for each in gc.get_objects())

    named(hand, "Agreed")
    before = count()
    for _ in range(50):
        hand.session.attempt(commands.remove, "B1")
        hand.session.undo()
        named(hand, "Takes her wages")
    assert count() <= before


def test_nothing_is_said_of_a_case_that_was_put_away_and_nothing_is_held_of_it(hand: Hand) -> None:
    whole, card = voice_of(hand), named(hand, "Takes her wages")
    hand.session.locking.emit()
    assert whole.childCount() == 0
    assert not isValid(card)
    assert whole.told is None


def test_the_voice_of_a_map_goes_with_its_window(qtbot) -> None:
    hand = Hand(qtbot, small_case())
    room = MapRoom(hand.session)
    whole = QAccessible.queryAccessibleInterface(room.view)
    card = whole.child(0)
    room.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(whole)
    assert voice_of(hand).childCount() >= 8
    assert not isValid(card)
    assert all(isValid(each) for each in voices._kept)


def test_while_names_are_hidden_no_card_and_no_arrow_says_one(hand: Hand) -> None:
    whole = voice_of(hand)
    every = range(whole.childCount())
    said = [whole.child(at).text(kind) for at in every for kind in (QAccessible.Text.Name,)]
    assert any("Noor" in each for each in said)
    assert "Mika" in said
    hand.session.veil(True)
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description)
    said = [whole.child(at).text(kind) for at in every for kind in kinds]
    assert "Unborn child" in said
    assert not any("Noor" in each or "Amira" in each or "Mika" in each for each in said)


def heading(hand: Hand, words: str) -> CardVoice:
    found = named(hand, words)
    assert found.role() == QAccessible.Role.Heading
    return found


def test_lanes_captions_and_children_are_headings_before_what_they_hold(hand: Hand) -> None:
    whole = voice_of(hand)
    found = [whole.child(at) for at in range(whole.childCount())]
    places = {each.id: at for at, each in enumerate(found)}
    lane = heading(hand, "What Daniel does")
    assert lane.text(QAccessible.Text.Description) == "2 cards"
    assert found[0] is lane
    assert places["lane/behaviour"] < places["behaviour/B07"] < places["B1"]
    assert places["lane/children"] < places["p3"] < places["I1"]
    assert all(each.text(QAccessible.Text.Name) for each in found)
    assert not lane.state().focusable
    assert heading(hand, "Noor").text(QAccessible.Text.Description).startswith("2 cards: ")
    assert heading(hand, "Mika").text(QAccessible.Text.Description).startswith("no cards; Nothing mapped yet.")
    assert not heading(hand, "Mika").rect().isEmpty()


def test_what_is_folded_is_said_of_the_frame_that_holds_it(hand: Hand) -> None:
    hand.session.select(("I1",))
    hand.room.folding.group()
    assert heading(hand, "Noor").text(QAccessible.Text.Description).endswith("1 folded away")


def test_a_child_that_is_selected_has_the_keyboard_and_its_name_is_said(hand: Hand) -> None:
    hand.session.select(("p3",))
    assert voice_of(hand).focusChild() is heading(hand, "Noor")
    assert heading(hand, "Noor").state().selected


def test_a_card_that_is_dimmed_says_so(hand: Hand) -> None:
    said = "fainter: not among what is shown"
    assert said not in named(hand, "Home is about").text(QAccessible.Text.Description)
    sights_of(hand.session).look(Sight(kinds=("behaviour",), dims=True))
    assert named(hand, "Home is about").text(QAccessible.Text.Description).startswith(said)
    assert said not in named(hand, "Takes her wages").text(QAccessible.Text.Description)
