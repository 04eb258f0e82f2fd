"""A picture of the map is the map as it stands in the window: the same places, the same ways, the same folds."""

from __future__ import annotations

import pytest

from app.sights import sights_of
from exports.cards import Type
from exports.colours import colour
from exports.copies import picture_copy
from exports.laidmap import LaidMap, whole_map
from mapping import commands
from mapping.audience import OWN_AGENCY
from mapping.casemap import CaseMap
from mapping.entries import Position
from mapping.naming import Naming
from mapping.readers import Reader
from mapping.showing import Part, Standing
from mapping.sight import Sight
from tests.app.map_hand import Hand, small_case
from tests.cases import PUBLISHED_NAMES, behaviour, case_of, published
from tests.exports.picture_reading import texts_of

OURS, COURT = Reader(OWN_AGENCY), Reader("court")


def laid(hand: Hand, standing: Standing | None = None) -> LaidMap:
    case = hand.session.case
    stands = standing or sights_of(hand.session).standing()
    return whole_map(case, Naming(case, veiled=True), Type(), colour("paper"), standing=stands)


@pytest.mark.parametrize("case", [small_case(), *map(published, PUBLISHED_NAMES)], ids=["small", *PUBLISHED_NAMES])
def test_every_card_and_arrow_of_the_picture_is_where_it_is_in_the_window(qtbot, case: CaseMap) -> None:
    hand = Hand(qtbot, case)
    scene, picture = hand.room.scene, laid(hand)
    assert picture.layout.cards == {each: card.box for each, card in scene.cards.items()}
    drawn = {arrow.route.points for arrow in (*picture.behind, *picture.curves)}
    assert drawn == {scene.web.course(arrow).points for arrow in scene.web.arrows.values()}


def test_a_card_that_was_moved_and_what_made_room_for_it_stand_so_in_the_picture(qtbot) -> None:
    hand = Hand(qtbot, small_case())
    before = laid(hand).layout.cards
    hand.session.attempt(commands.move, {"B2": Position(x=60, y=600)})
    now = laid(hand).layout.cards
    assert now["B2"] == hand.room.scene.box_of("B2") != before["B2"]
    assert (now["B2"].x, now["B2"].y) == (60, 600)


def test_words_stay_inside_their_box_however_long_they_are(qtbot) -> None:
    titles = ("x" * 180, "questions her about where she went " * 6, "问" * 120, "took her wages")
    things = (behaviour(f"B{n}", title, when_said="every week since they moved" * 3) for n, title in enumerate(titles))
    picture = laid(Hand(qtbot, case_of(*things)))
    for key, card in picture.cards.items():
        box = picture.layout.cards[key]
        for line in (*card.title, *card.fact):
            assert line.size > 7
            assert line.y - line.size * 0.8 >= 0
            assert line.y + line.size * 0.25 <= box.height
            assert line.x + (line.room or 0) <= box.width
    assert len(picture.cards) == len(titles)


def test_what_is_folded_lies_under_its_card_and_is_counted_there(qtbot) -> None:
    hand = Hand(qtbot, small_case())
    hand.session.select(("I1",), None)
    hand.room.folding.group()
    sights = sights_of(hand.session)
    standing, part = sights.standing(), Part(sights.wanted - sights.folded, sights.sight, sights.wanted & sights.folded)
    text = texts_of(picture_copy(hand.session.case, "svg", OURS, part, standing))
    assert "elieves it is to blame" not in text
    assert "+ 1 card" in text
    assert "1 folded away" in text
    assert "more cards, folded under this one" in text
    court = texts_of(picture_copy(hand.session.case, "svg", COURT, part, standing))
    assert "elieves it is to blame" not in court


def test_the_side_of_the_map_that_is_folded_away_is_not_in_the_picture_and_is_counted(qtbot) -> None:
    case = published("open-02-school-basement")
    hand = Hand(qtbot, case)
    sights = sights_of(hand.session)
    assert sights.part is None
    hand.room.fold_rail()
    part, standing = sights.part, sights.standing()
    assert part is not None
    assert part.folded
    assert not part.folded & hand.room.scene.layout.cards.keys()
    assert f"{len(part.folded)} folded away" in sights.part_text
    picture = laid(hand)
    assert picture.layout.cards.keys() == hand.room.scene.layout.cards.keys()
    assert picture.layout.cards["B1"] == hand.room.scene.box_of("B1")
    assert sights.part_text in texts_of(picture_copy(case, "svg", OURS, part, standing))
    hand.room.fold_rail()
    assert sights.part is None


def test_what_lies_under_a_card_that_the_reader_may_not_have_is_not_drawn_either(qtbot) -> None:
    case = small_case()
    part = Part(frozenset({"B1", "L1"}), Sight(), frozenset({"B2", "I1"}))
    for standing in (Standing(), Standing(None, {"B2": "gone", "I1": "B1"}, frozenset({"B2", "I1"}))):
        for reader in (OURS, COURT):
            text = texts_of(picture_copy(case, "svg", reader, part, standing))
            assert "uestions Noor" not in text
            assert "oes not sleep" not in text


def test_what_is_dimmed_is_left_out_and_the_rest_stays_where_it_is(qtbot) -> None:
    hand = Hand(qtbot, small_case())
    sights = sights_of(hand.session)
    sights.look(Sight(kinds=("behaviour",), dims=True))
    case = hand.session.case
    part, standing = Part(sights.wanted, sights.sight), sights.standing()
    smaller = case_of(*(entry for entry in case.entries.values() if entry.id in sights.wanted))
    picture = whole_map(smaller, Naming(smaller, veiled=True), Type(), colour("paper"), standing=standing)
    assert picture.layout.cards["B2"] == hand.room.scene.box_of("B2")
    text = texts_of(picture_copy(case, "svg", OURS, part, standing))
    assert sights.count_text in text
    assert "oes not sleep" not in text


def test_where_things_stand_is_for_our_own_agency_alone(qtbot) -> None:
    """A gap between two cards would tell the court that something stands there."""
    hand = Hand(qtbot, published("open-02-school-basement"))
    case, standing = hand.session.case, sights_of(hand.session).standing()
    assert picture_copy(case, "svg", COURT, None, standing) == picture_copy(case, "svg", COURT)
    assert picture_copy(case, "svg", OURS, None, standing) != picture_copy(case, "svg", OURS)


def test_after_a_lock_nothing_is_known_of_where_things_stood(qtbot) -> None:
    hand = Hand(qtbot, small_case())
    sights = sights_of(hand.session)
    assert sights.standing().layout is not None
    hand.session.locking.emit()
    assert sights.standing() == Standing()
