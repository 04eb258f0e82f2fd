"""After any acts the map shows what a map made anew would show, and nothing that was placed has moved."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.map.room import MapRoom
from app.map.scene import MapScene
from app.session import Session
from mapping import commands
from mapping.casemap import everything
from mapping.entries import Behaviour, ChildImpact, Entry, Position
from mapping.lanes import is_card
from mapping.naming import Naming
from tests.app.memory import MemoryStore
from tests.bench.maps import big_case

KINDS = {
    "behaviour": {"by": "p1", "category": "B02"},
    "family_impact": {},
    "child_impact": {"child": "p5"},
    "protective_effort": {"by": "p2"},
    "gap": {},
}


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    case = big_case(60)
    made = MapRoom(Session(MemoryStore(case), case.header.id, "", lambda: None))
    qtbot.addWidget(made)
    made.resize(1200, 800)
    return made


def anew(room: MapRoom) -> MapScene:
    """The same case on a map that never saw another."""
    case = room.session.case
    scene = MapScene(case, Naming(case, room.session.veiled), room)
    scene.refresh(case, everything(case), scene.naming)
    return scene


def cards_of(room: MapRoom) -> list[Entry]:
    return [each for each in room.session.case.ordered_entries if is_card(each)]


def drop_a_little_aside(room: MapRoom, identity: str, by: float) -> None:
    """A card is carried up or down, and put down there."""
    box = room.scene.box_of(identity)
    if box is not None:
        room.scene.carry({identity: QPointF(box.x, box.y + by)})
        room.session.attempt(commands.move, {identity: Position(x=box.x, y=box.y + by)})
        room.scene.put_down()


def act(room: MapRoom, dice: random.Random) -> None:
    """Something that a worker may do."""
    session, cards = room.session, cards_of(room)
    match dice.randrange(9):
        case 0 | 1:
            kind = dice.choice(list(KINDS))
            new = commands.new_entry(session.case, kind, title=f"new {dice.random()}", **KINDS[kind])
            session.attempt(commands.add, new)
        case 2:
            title = " ".join(["again"] * dice.choice((1, 4, 30)))
            session.attempt(commands.edit, dice.choice(cards).id, title=title)
        case 3:
            session.attempt(commands.remove, dice.choice(cards).id)
        case 4:
            starts = [each.id for each in session.case.of(Behaviour)]
            ends = [each.id for each in session.case.of(ChildImpact)]
            session.attempt(commands.link, "harms", dice.choice(starts), dice.choice(ends))
        case 5:
            place = Position(x=dice.randrange(1000), y=dice.randrange(4000))
            session.attempt(commands.move, {dice.choice(cards).id: place})
        case 6:
            drop_a_little_aside(room, dice.choice(cards).id, 8 * dice.choice((-2, -1, 1, 2)))
        case 7:
            session.undo()
        case _:
            session.redo()


def holds(room: MapRoom) -> None:
    """What the map shows is what the case says, and everything stands where its layout says."""
    scene, other = room.scene, anew(room)
    laid = scene.layout
    assert laid is not None
    assert {each: card.look for each, card in scene.cards.items()} == {
        each: card.look for each, card in other.cards.items()
    }
    assert {each: arrow.look for each, arrow in scene.web.arrows.items()} == {
        each: arrow.look for each, arrow in other.web.arrows.items()
    }
    assert {each: card.box for each, card in scene.cards.items()} == dict(laid.cards)
    for card in scene.cards.values():
        assert card.id in {each.id for each in scene._cards.near(card.area)}
    fresh = MapScene(scene.case, scene.naming, room)
    fresh.refresh(scene.case, everything(scene.case), scene.naming)
    fresh._take_layout(laid)
    for each, arrow in scene.web.arrows.items():
        assert scene.web.course(arrow) == fresh.web.course(fresh.web.arrows[each])
        assert scene.web._bands.stretch(each) == fresh.web._bands.stretch(each)
    assert [group.cards for group in laid.groups if not group.cards] == []


def apart(room: MapRoom) -> None:
    """No card that the program placed lies on another."""
    laid = room.scene.layout
    assert laid is not None
    placed = [laid.cards[each.id] for each in cards_of(room) if each.position is None and each.id in laid.cards]
    placed.sort(key=lambda box: (box.x, box.y))
    for at, box in enumerate(placed):
        assert not any(box.meets(other) for other in placed[at + 1 : at + 8])


@pytest.mark.parametrize("seed", range(4))
def test_after_any_acts_the_map_is_what_a_map_made_anew_would_be(room: MapRoom, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(15):
        act(room, dice)
        apart(room)
    holds(room)
    while room.session.undo():
        pass
    holds(room)


def seen(room: MapRoom) -> QImage:
    QApplication.processEvents()
    return room.screen().grabWindow(room.winId()).toImage()


@pytest.mark.parametrize("seed", range(2))
def test_what_is_painted_after_an_act_is_what_is_seen_when_all_is_painted_anew(room: MapRoom, seed: int) -> None:
    dice = random.Random(seed)
    room.show()
    room.actual_size()
    room.view._come_to_rest()
    room.scene.web.find_some()
    for _ in range(12):
        act(room, dice)
        room.questions.catch_up()
        after = seen(room)
        room.scene.update()
        assert after == seen(room)


def test_an_arrow_drawn_far_below_does_not_paint_what_is_in_view(room: MapRoom) -> None:
    room.show()
    room.actual_size()
    room.view.pull(QPoint(0, -100_000))
    room.view._come_to_rest()
    QApplication.processEvents()
    view = room.view.mapToScene(room.view.viewport().rect()).boundingRect()
    painted: list[QRectF] = []
    room.scene.changed.connect(painted.extend)
    lowest = sorted(room.scene.shown(), key=lambda each: room.scene.cards[each].y)
    start, end = (next(each for each in reversed(lowest) if each.startswith(letter)) for letter in "BI")
    assert room.scene.cards[start].y > view.bottom() and room.scene.cards[end].y > view.bottom()
    assert room.session.attempt(commands.link, "harms", start, end)
    QApplication.processEvents()
    assert painted
    assert not any(view.intersects(part) for part in painted)


def on_screen(room: MapRoom) -> dict[str, tuple[int, int]]:
    """Where every card stands in the window, in pixels."""
    cards = {each: room.scene.cards[each] for each in room.scene.shown()}
    points = {each: room.view.mapFromScene(QPointF(card.x, card.y)) for each, card in cards.items()}
    return {each: (point.x(), point.y()) for each, point in points.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_that_is_added_moves_none_on_the_screen(room: MapRoom, kind: str) -> None:
    room.actual_size()
    for number in range(8):
        before = on_screen(room)
        new = commands.new_entry(room.session.case, kind, title=f"new {number}", **KINDS[kind])
        room.session.attempt(commands.add, new)
        after = on_screen(room)
        assert new.id in after
        assert {each: place for each, place in after.items() if each != new.id} == before
    apart(room)


def test_what_was_added_while_a_part_was_shown_moves_none_when_all_is(room: MapRoom) -> None:
    before = dict(room.scene.layout.cards)
    room.show_only(frozenset(list(before)[::3]))
    for kind, values in KINDS.items():
        room.session.attempt(commands.add, commands.new_entry(room.session.case, kind, title="new", **values))
    room.show_only(None)
    assert before.items() < room.scene.layout.cards.items()
    holds(room)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_removed_stands_where_it_stood_when_that_is_taken_back(room: MapRoom, kind: str) -> None:
    gone = [each for each in cards_of(room) if each.kind == kind][-1]
    before = dict(room.scene.layout.cards)
    room.session.attempt(commands.remove, gone.id)
    assert {each: box for each, box in before.items() if each != gone.id} == room.scene.layout.cards
    room.session.undo()
    assert room.scene.layout.cards == before


def test_an_arrow_that_is_drawn_moves_no_card(room: MapRoom) -> None:
    before = dict(room.scene.layout.cards)
    drawn = len(room.scene.web.arrows)
    room.session.attempt(commands.link, "harms", "B7", "I5")
    assert room.scene.layout.cards == before
    assert len(room.scene.web.arrows) == drawn + 1


def test_whoever_looks_at_a_part_and_back_finds_all_where_it_stood(room: MapRoom) -> None:
    before = dict(room.scene.layout.cards)
    room.show_only(frozenset(list(before)[::3]))
    assert len(room.scene.layout.cards) == len(before) // 3
    room.show_only(None)
    assert room.scene.layout.cards == before
    holds(room)


def test_what_was_changed_while_a_part_was_shown_is_there_when_all_is(room: MapRoom) -> None:
    kept = frozenset(list(room.scene.layout.cards)[::3])
    room.show_only(kept)
    gone = next(each.id for each in cards_of(room) if each.id not in kept)
    room.session.attempt(commands.remove, gone)
    room.show_only(None)
    assert gone not in room.scene.layout.cards
    holds(room)


def test_a_card_dropped_where_nothing_is_moves_no_other(room: MapRoom) -> None:
    before = dict(room.scene.layout.cards)
    free = Position(x=before["B1"].x, y=before["B1"].y)
    room.session.attempt(commands.remove, "B1")
    room.session.attempt(commands.move, {"B2": free})
    after = room.scene.layout.cards
    assert (after["B2"].x, after["B2"].y) == (free.x, free.y)
    assert {each for each, box in after.items() if before[each] != box} == {"B2"}
    room.session.undo()
    room.session.undo()
    assert room.scene.layout.cards == before
