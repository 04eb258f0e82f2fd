"""The pictures of a report, whatever its format: a child's pathways, the map, the timeline, in parts that fit a page.

Where a picture could not be taken in, words stand in its place. It knows no page and no file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from exports.blocks import TimelinePicture
from exports.cards import Type
from exports.drawing import Drawing
from exports.laidmap import LaidMap, child_map, paper_map
from exports.mapdrawing import parts
from exports.timeline import timeline
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


_DATED = 150
"""How many rows a timeline may have."""
_ON_BOTH = "Cards at an edge stand on both parts."


@dataclass(frozen=True, slots=True)
class Pictures:
    """A picture in as many parts as it needs, or the words that stand where it would be.

    `about` is said of how the parts belong together.
    """

    parts: tuple[Drawing, ...] = ()
    instead: str = ""
    about: str = ""

    def words(self, number: int) -> str:
        """What is said of one part, counted from 1; nothing of a picture that is whole."""
        count = len(self.parts)
        return f"Part {number} of {count}. {self.about}".rstrip() if count > 1 else ""


def of_child(case: CaseMap, child: str, naming: Naming, width: float) -> Pictures:
    """How the behaviour reaches one child, for a column so many points wide; raises ExportError."""
    if _longest(leading_to(case, child)) > _IN_SIGHT:
        return Pictures(instead="There are too many pathways for a picture; the sentences above say them all.")
    return _parts(child_map(case, child, naming, ON_PAPER), width)


def of_map(case: CaseMap, naming: Naming, width: float, complete: bool = True) -> Pictures:
    """The map without the rail, for a column so many points wide; raises ExportError.

    Of one that is not `complete`, nothing is said of what is not on it.
    """
    if _longest(case.ordered_entries) > _ON_A_WALL:
        words = "The map is too large for paper at a size that can be read. Make the picture of it, which is one piece."
        return Pictures(instead=words)
    return _parts(paper_map(case, naming, ON_PAPER, complete), width)


def of_timeline(picture: TimelinePicture, width: float) -> Pictures:
    """What has a date, for a column so many points wide; raises ExportError."""
    if sum(len(lane.rows) for lane in picture.lanes) > _DATED:
        return Pictures(instead="There are too many dates for a picture; the table below gives them all.")
    return _named(Pictures(tuple(timeline(picture, width, TALLEST))))


def _parts(laid: LaidMap, width: float) -> Pictures:
    return _named(Pictures(tuple(parts(laid, TALLEST * laid.width / width)), about=_ON_BOTH))


def _named(whole: Pictures) -> Pictures:
    """The same, each part of which says in its words which one it is."""
    named = (replace(each, alt=f"{each.alt} {whole.words(n)}".rstrip()) for n, each in enumerate(whole.parts, 1))
    return replace(whole, parts=tuple(named))


def _longest(entries: Iterable[Entry]) -> int:
    """How many cards stand in the fullest lane."""
    counts = Counter(lane_of(entry.kind) for entry in entries)
    return max((count for lane, count in counts.items() if lane not in ("", "rail")), default=0)
