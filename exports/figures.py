"""The pictures of a report, whatever its format: a child's pathways or the map in parts that a page can hold.

Where a picture could not be taken in, words stand in its place. It knows no page and no file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from exports.cards import Type
from exports.drawing import Drawing
from exports.laidmap import LaidMap, child_map, paper_map
from exports.mapdrawing import parts
from mapping.casemap import CaseMap
from mapping.entries import Entry
from mapping.lanes import lane_of
from mapping.naming import Naming
from mapping.pathway_layout import leading_to

ON_PAPER = Type(width=235.0, title=15.0, fact=14.0, heading=17.0)
TALLEST = 610.0
"""The highest part of a picture, in points; a heading and a line above it still fit on its page."""
_IN_SIGHT, _ON_A_WALL = 32, 80
"""How many cards the fullest lane of a picture may have: of one child's pathways (some three pages), of the map."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """A picture in as many parts as it needs, or the words that stand where it would be."""

    parts: tuple[Drawing, ...] = ()
    instead: str = ""


def of_child(case: CaseMap, child: str, naming: Naming, width: float) -> Pictures:
    """How the behaviour reaches one child, for a column so many points wide; raises ExportError."""
    if _longest(leading_to(case, child)) > _IN_SIGHT:
        return Pictures(instead="There are too many pathways for a picture; the sentences above say them all.")
    return _parts(child_map(case, child, naming, ON_PAPER), width)


def of_map(case: CaseMap, naming: Naming, width: float) -> Pictures:
    """The map without the rail, for a column so many points wide; raises ExportError."""
    if _longest(case.ordered_entries) > _ON_A_WALL:
        words = "The map is too large for paper at a size that can be read. Make the picture of it, which is one piece."
        return Pictures(instead=words)
    return _parts(paper_map(case, naming, ON_PAPER), width)


def part_words(number: int, count: int) -> str:
    """What is said of one part of a picture; nothing of one that is whole."""
    return f"Part {number} of {count}. Cards at an edge stand on both parts." if count > 1 else ""


def _parts(laid: LaidMap, width: float) -> Pictures:
    drawings = list(parts(laid, TALLEST * laid.width / width))
    count = len(drawings)
    if count == 1:
        return Pictures(tuple(drawings))
    named = (replace(each, alt=f"{each.alt} {part_words(n, count)}") for n, each in enumerate(drawings, 1))
    return Pictures(tuple(named))


def _longest(entries: Iterable[Entry]) -> int:
    """How many cards stand in the fullest lane."""
    counts = Counter(lane_of(entry.kind) for entry in entries)
    return max((count for lane, count in counts.items() if lane not in ("", "rail")), default=0)
