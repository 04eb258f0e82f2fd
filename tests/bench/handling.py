"""Times the map under a hand: a step of every movement, an act until it is seen, what lights, names veiled.

Everything runs unseen, in software, 1600 by 900, as the figures to hold are stated. `against_dot` compares the order of
the cards with that of Graphviz, where it is installed.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app import theme
from app.map.room import MapRoom
from app.session import Session
from mapping import commands
from mapping.casemap import CaseMap
from mapping.entries import Behaviour, ChildImpact
from mapping.lanes import lane_of
from mapping.ordering import crossings, ordered
from tests.app.memory import MemoryStore
from tests.bench.figures import Figure, slowest_of_twenty, timed

_SIZE = (1600, 900)
_STEPS = 60
_LEFT, _NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_CORNER = QPoint(700, 400)


def figures(case: CaseMap) -> Iterator[Figure]:
    """Every figure of the map for one case; movements as the 95th percentile of a step."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Theme())
    session = Session(MemoryStore(case), case.header.id, "", lambda: None)
    rooms: list[MapRoom] = []
    yield Figure("the map until first seen", timed(lambda: rooms.append(_shown(session))))
    room = rooms[0]
    yield from _movements(room)
    yield from _acts(room, session)
    room.close()


def _shown(session: Session) -> MapRoom:
    room = MapRoom(session)
    room.resize(*_SIZE)
    room.show()
    QApplication.processEvents()
    return room


def _movements(room: MapRoom) -> Iterator[Figure]:
    view = room.view

    def pan(at: int) -> None:
        view.set_moving()
        view.pull(QPoint(3 if at % 2 else -3, 9))

    def zoom(at: int) -> None:
        view.zoom_to(view.zoom * (1.05 if at // 10 % 2 == 0 else 1 / 1.05), _CORNER)

    view.pull(QPoint(0, 2000))
    yield Figure("a step of panning", _step(pan))
    yield Figure("a step of zooming", _step(zoom))
    room.actual_size()
    yield Figure("a step of dragging a card", _dragging(room))
    view.zoom_to(0.3, _CORNER)
    yield Figure("a step of panning, far out", _step(pan))
    room.fit()
    yield Figure("a step of zooming, all in view", _step(zoom))
    room.actual_size()


def _step(step: Callable[[int], object], steps: int = _STEPS) -> float:
    def seen(at: int) -> None:
        step(at)
        QApplication.processEvents()

    seen(0)
    return slowest_of_twenty([timed(lambda at=at: seen(at)) for at in range(steps)])


def _dragging(room: MapRoom) -> float:
    view, cards = room.view, room.scene.cards
    middle = view.mapToScene(_CORNER)
    nearest = min(cards.values(), key=lambda card: abs(card.x - middle.x()) + abs(card.y - middle.y()))
    start = view.mapFromScene(QPointF(nearest.x + 40, nearest.y + 12))

    def send(kind: QEvent.Type, at: QPoint) -> None:
        there = QPointF(view.viewport().mapToGlobal(at))
        QApplication.sendEvent(view.viewport(), QMouseEvent(kind, QPointF(at), there, _LEFT, _LEFT, _NO_KEYS))

    send(QEvent.Type.MouseButtonPress, start)
    found = _step(lambda at: send(QEvent.Type.MouseMove, start + QPoint(8 + 3 * at, 2 * at)), 40)
    view.cancel()
    return found


def _acts(room: MapRoom, session: Session) -> Iterator[Figure]:
    def add(number: int) -> None:
        new = commands.new_entry(session.case, "behaviour", title=f"does it {number} times", by="p1", category="B01")
        session.attempt(commands.add, new)

    def light(number: int) -> None:
        session.select((f"B{number + 2}",) if number % 2 == 0 else ())

    yield Figure("an act until seen (in memory)", _middling(add))
    yield Figure("a card selected or let go", _middling(light, 8))
    yield Figure("names veiled or shown", _middling(lambda number: session.veil(number % 2 == 0)))
    yield Figure("the map arranged and seen", _middling(lambda _number: room.arrange(), 2))


def _middling(act: Callable[[int], object], times: int = 4) -> float:
    def seen(number: int) -> None:
        act(number)
        QApplication.processEvents()

    return statistics.median(timed(lambda number=number: seen(number)) for number in range(times))


# ------------------------------------------------------------------------------------------- against Graphviz


def against_dot(case: CaseMap) -> tuple[int, int, float, float] | None:
    """Crossings of ours and of dot, given the same columns and groups, and the seconds of both; None without dot."""
    if shutil.which("dot") is None:
        return None
    columns, arrows = _columns(case)
    seconds = timed(lambda: ordered(columns, arrows))
    ours = crossings(ordered(columns, arrows).columns, arrows)
    drawn: list[str] = []
    dots = timed(lambda: drawn.append(_dot(columns, arrows)))
    return ours, _crossings_drawn(drawn[0], columns), seconds, dots


_Columns = list[list[list[str]]]


def _columns(case: CaseMap) -> tuple[_Columns, list[tuple[str, str]]]:
    keys = sorted({each.category for each in case.of(Behaviour)})
    children = sorted({each.child for each in case.of(ChildImpact)})
    effects = [entry.id for entry in case.ordered_entries if lane_of(entry.kind) == "effects"]
    columns = [
        [[each.id for each in case.of(Behaviour) if each.category == key] for key in keys],
        [[each] for each in effects],
        [[each.id for each in case.of(ChildImpact) if each.child == child] for child in children],
    ]
    standing = {member for column in columns for block in column for member in block}
    links = case.ordered_links
    return columns, [(each.from_id, each.to_id) for each in links if {each.from_id, each.to_id} <= standing]


def _dot(columns: _Columns, arrows: list[tuple[str, str]]) -> str:
    """What dot makes of the same cards: ranks for columns, clusters for groups."""
    home = {member: at for at, column in enumerate(columns) for block in column for member in block}
    lines = ['digraph { rankdir=LR newrank=true splines=spline ranksep=3 node[shape=box fixedsize=true label=""]']
    for at in (0, 2):
        lines += [f"subgraph cluster_{at}_{n} {{ {' '.join(block)} }}" for n, block in enumerate(columns[at])]
    lines += [f"{{ rank=same {' '.join(member for block in column for member in block)} }}" for column in columns]
    firsts = [column[0][0] for column in columns]
    lines.append(f"{' -> '.join(firsts)} [style=invis weight=0]")
    lines += [f"{start} -> {end}" for start, end in arrows if home[start] != home[end]]
    given = "\n".join((*lines, "}"))
    return subprocess.run(["dot", "-Tplain"], input=given, capture_output=True, text=True, check=True).stdout


def _crossings_drawn(plain: str, columns: _Columns) -> int:
    """Count crossings between neighbouring columns as drawn; an edge that skips one is taken where it passes it."""
    home = {member: at for at, column in enumerate(columns) for block in column for member in block}
    rows = [line.split() for line in plain.splitlines()]
    places = {row[1]: (float(row[2]), float(row[3])) for row in rows if row[0] == "node"}
    middle = places[columns[1][0][0]][0]
    parts: tuple[list[tuple[float, float]], ...] = ([], [])
    for row in (row for row in rows if row[0] == "edge"):
        start, end = sorted(row[1:3], key=home.__getitem__)
        if home[end] - home[start] == 1:
            parts[home[start]].append((places[start][1], places[end][1]))
        elif home[end] != home[start]:
            points = [(float(x), float(y)) for x, y in zip(row[4:-2:2], row[5:-2:2], strict=False)][: int(row[3])]
            height = min(points, key=lambda point: abs(point[0] - middle))[1]
            parts[0].append((places[start][1], height))
            parts[1].append((height, places[end][1]))
    return sum(_crossed(part) for part in parts)


def _crossed(pairs: list[tuple[float, float]]) -> int:
    """How many pairs stand the other way round on the right than on the left."""
    lefts = {height: f"a{at}" for at, height in enumerate(sorted({left for left, _ in pairs}))}
    rights = {height: f"b{at}" for at, height in enumerate(sorted({right for _, right in pairs}))}
    columns = ([[each] for each in lefts.values()], [[each] for each in rights.values()])
    return crossings(columns, [(lefts[left], rights[right]) for left, right in pairs])
