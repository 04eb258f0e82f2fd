"""Arrows run in the gutters: none passes under a card that is not its end, and only what must runs anew."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF

from app.map.cards import Card
from app.map.room import MapRoom
from app.map.scene import MapScene
from app.session import Session
from mapping import commands
from mapping.casemap import CaseMap, everything
from mapping.entries import Position
from mapping.naming import Naming
from mapping.placing import Box
from mapping.ways import Point, Way, level_of
from tests.app.memory import MemoryStore
from tests.bench.maps import big_case
from tests.cases import PUBLISHED_NAMES, published

_ROW = 64
_INSIDE = 2.0
"""A card's edge may be touched, what it says may not."""


def drawn(course: Way, steps: int = 12) -> list[Point]:
    """Points along a way as it is painted."""
    found = [course.points[0]]
    for at in range(0, len(course.points) - 1, 3):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = course.points[at : at + 4]
        for step in range(1, steps + 1):
            t = step / steps
            r = 1 - t
            a, b, c, d = r**3, 3 * r * r * t, 3 * r * t * t, t**3
            found.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return found


def under_cards(scene: MapScene, only: frozenset[str] | None = None) -> list[tuple[str, str]]:
    """Each arrow that passes through the inside of a card that is not its end, with that card."""
    rows: defaultdict[int, list[Card]] = defaultdict(list)
    for card in scene.cards.values():
        for row in range(int(card.box.y // _ROW), int(card.box.bottom // _ROW) + 1):
            rows[row].append(card)
    found: set[tuple[str, str]] = set()
    for arrow in scene.web.arrows.values():
        if only is not None and arrow.id not in only:
            continue
        for one, other in pairwise(drawn(scene.web.course(arrow))):
            for row in range(int(min(one[1], other[1]) // _ROW), int(max(one[1], other[1]) // _ROW) + 1):
                found.update((arrow.id, card.id) for card in rows[row] if _passes(card.box, one, other))
    return sorted((each, card) for each, card in found if card not in _ends(scene, each))


def _passes(box: Box, one: Point, other: Point) -> bool:
    """Whether a stretch between two points enters what a card says."""
    left, right, top, bottom = box.x + _INSIDE, box.right - _INSIDE, box.y + _INSIDE, box.bottom - _INSIDE
    (x1, y1), (x2, y2) = one, other
    if max(x1, x2) <= left or min(x1, x2) >= right or max(y1, y2) <= top or min(y1, y2) >= bottom:
        return False
    parts = [step / 8 for step in range(9)]
    points = [(x1 + (x2 - x1) * part, y1 + (y2 - y1) * part) for part in parts]
    return any(left < x < right and top < y < bottom for x, y in points)


def _ends(scene: MapScene, identity: str) -> tuple[str, str]:
    return scene.web.arrows[identity].from_id, scene.web.arrows[identity].to_id


def scene_of(case: CaseMap) -> MapScene:
    scene = MapScene(case, Naming(case, veiled=False))
    scene.refresh(case, everything(case), scene.naming)
    return scene


CASES = {name: lambda name=name: published(name) for name in PUBLISHED_NAMES} | {
    str(cards): lambda cards=cards: big_case(cards) for cards in (50, 200, 1000)
}


@pytest.mark.parametrize("name", CASES)
def test_no_arrow_passes_under_a_card_that_is_not_its_end(qapp, name: str) -> None:
    scene = scene_of(CASES[name]())
    assert scene.web.arrows
    assert under_cards(scene) == []


def test_an_arrow_that_does_pass_under_a_card_is_counted(qapp) -> None:
    scene = scene_of(published(PUBLISHED_NAMES[1]))
    scene.web.find_some()
    scene.web._crossed = dict.fromkeys(scene.web._crossed, ())
    for arrow in scene.web.arrows.values():
        arrow.forget()
    assert len(under_cards(scene)) > 10


@pytest.mark.parametrize("name", CASES)
def test_an_arrow_whose_way_is_not_found_yet_is_looked_for_wherever_it_may_run(qapp, name: str) -> None:
    web = scene_of(CASES[name]()).web
    about = {each: web._bands.stretch(each) for each in web.arrows}
    assert web._unfound
    assert not web.find_some()
    for each, arrow in web.arrows.items():
        top, bottom = about[each]
        first, last = web._bands.stretch(each)
        assert top <= first and last <= bottom
        heights = [y for _, y in drawn(web.course(arrow))]
        assert level_of(*web._ends(arrow), web._bands_along) or (top <= min(heights) and max(heights) <= bottom)


def test_what_comes_into_view_is_seen_on_its_way_before_the_rest_is_found(qapp) -> None:
    case = big_case(200)
    first, other = scene_of(case), scene_of(case)
    other.web.find_some()
    area = QRectF(0, 2000, 3000, 900)
    seen, known = ({each.id: each.course for each in scene.web.near((area,))} for scene in (first, other))
    assert seen == known
    assert 0 < len(first.web._unfound) < len(first.web.arrows)
    assert {each.id for each in first.web.level(4000, 4512)} == {each.id for each in other.web.level(4000, 4512)}
    assert first.web.crowd((area,)) == other.web.crowd((area,))


def test_when_the_hand_rests_every_way_is_found(room: MapRoom, qtbot) -> None:
    web = room.scene.web
    assert web._unfound
    qtbot.waitUntil(lambda: not web._unfound)
    assert not room.scene._finding.isActive() or not web.find_some()


def test_what_lay_under_a_carried_card_is_not_crossed_when_it_is_put_back(room: MapRoom) -> None:
    scene = room.scene
    carried = next(each for each in scene.shown() if each[0] == "L")
    scene.carry({carried: QPointF(0, 5000)})
    for arrow in scene.web.arrows.values():
        scene.web.course(arrow)
    scene.settle((carried,))
    assert under_cards(scene) == []


@pytest.fixture
def room(qtbot) -> MapRoom:
    case = big_case(60)
    made = MapRoom(Session(MemoryStore(case), case.header.id, "", lambda: None))
    qtbot.addWidget(made)
    made.resize(1200, 800)
    return made


def test_arrows_go_around_what_is_added_and_straight_again_when_that_is_taken_back(room: MapRoom) -> None:
    before = {each: room.scene.web.course(arrow) for each, arrow in room.scene.web.arrows.items()}
    for number in range(6):
        for kind, values in (("family_impact", {}), ("child_impact", {"child": "p4"}), ("behaviour", {"by": "p1"})):
            new = commands.new_entry(room.session.case, kind, title=f"new {number}", **values)
            room.session.attempt(commands.add, new)
            assert under_cards(room.scene) == []
    while room.session.undo():
        pass
    assert {each: room.scene.web.course(arrow) for each, arrow in room.scene.web.arrows.items()} == before


def test_arrows_go_around_a_card_that_is_dropped_in_their_way(room: MapRoom) -> None:
    scene = room.scene
    scene.web.find_some()
    crossing = next(arrow for arrow in scene.web.arrows.values() if scene.web._crossed.get(arrow.id) == ())
    points = drawn(scene.web.course(crossing))
    middle = scene.layout.lane("effects").box
    height = next(y for x, y in points if middle.x + 100 < x)
    dropped = next(each for each in scene.shown() if each[0] == "L" and each not in (crossing.from_id, crossing.to_id))
    room.session.attempt(commands.move, {dropped: Position(x=middle.x, y=height - 20)})
    assert under_cards(scene) == []


def test_an_arrow_is_one_curve_where_nothing_is_in_its_way_and_never_has_many_bends(qapp) -> None:
    scene = scene_of(big_case(60))
    curves = {each: len(scene.web.course(arrow).points) for each, arrow in scene.web.arrows.items()}
    clear = [each for each in curves if scene.web._crossed.get(each) == ()]
    assert clear and all(curves[each] == 4 for each in clear)
    assert max(curves.values()) <= 34


def test_a_carried_cards_arrows_follow_it_around_the_others(room: MapRoom) -> None:
    scene = room.scene
    carried = next(each for each in scene.shown() if each[0] == "F")
    lefts = [scene.layout.lane(lane).box.x for lane in ("behaviour", "effects", "rail")]
    for step in range(30):
        place = QPointF(lefts[step % 3], 90.0 * step)
        scene.carry({carried: place})
        now = scene.cards[carried].box
        if not any(now.meets(card.box) for each, card in scene.cards.items() if each != carried):
            assert under_cards(scene, scene.web.at_ends((carried,), scene.case)) == []
    scene.settle((carried,))
    assert under_cards(scene) == []
