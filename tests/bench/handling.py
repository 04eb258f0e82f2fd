"""Compares the order of the cards, and how long it takes, with that of Graphviz, where it is installed."""

from __future__ import annotations

import shutil
import subprocess

from mapping.casemap import CaseMap
from mapping.entries import Behaviour, ChildImpact
from mapping.lanes import lane_of
from mapping.ordering import crossings, ordered
from tests.bench.figures import timed


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
