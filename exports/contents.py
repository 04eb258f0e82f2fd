"""The list of a report's sections with their pages: room is kept for it where it stands, and it is drawn at the end.

Only then is it known where each section begins. It holds headings and numbers, and each line leads to its section.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reportlab.platypus import Flowable

from exports.drawing import wrap
from exports.flow import Heading
from exports.lines import break_lines, one_line
from exports.page import COLUMN
from exports.paper import PaperCanvas
from exports.structure import Tag
from exports.text import MUTED, Jump, Style, require_printable

_LINE = Style(size=9.0, leading=12.2, characters=None)
_QUIET = replace(_LINE, colour=MUTED)
_GAP, _NUMBER = 28.0, 22.0
_WIDTH = (COLUMN - _GAP) / 2
_BEFORE = {1: 26.0, 2: 16.0, 3: 8.0}
_Lines = tuple[str, ...]
_MOST = 90
"""How many headings stand in one piece of the list; a longer one is in several."""


@dataclass(slots=True)
class Listed:
    """The headings of the list in order, and the page on which each was drawn."""

    headings: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    tag: Tag = field(default_factory=lambda: Tag("TOC"))

    def pieces(self) -> Iterator[range]:
        """The places of the headings in each piece of the list."""
        for first in range(0, len(self.headings), _MOST):
            yield range(first, min(first + _MOST, len(self.headings)))


class Opening(Heading):
    """A heading of a section; one of the first level notes its page for the list."""

    def __init__(
        self, content: str, level: int, tone: str | None, sign: str, noted: Listed | None, depth: int | None = None
    ) -> None:
        super().__init__(content, level, tone, sign, depth=depth)
        self.spaceBefore = _BEFORE[level]
        self.keepWithNext = False  # the story keeps headings with what follows, without taking whole tables along
        self._noted = noted if level == 1 else None

    def draw(self) -> None:
        """Draws it."""
        if self._noted is not None:
            self.canv.place(_place(len(self._noted.pages)), self.height)
            self._noted.pages.append(self.canv.getPageNumber())
        super().draw()


class ContentsList(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The room for one piece of the list, in two columns; a long heading takes two lines."""

    def __init__(self, noted: Listed, places: range) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = 2.0, 6.0
        self._noted = noted
        self._columns = _columns({place: _short(noted.headings[place]) for place in places})

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The room it takes."""
        self.width = width
        self.height = max(sum(map(len, column.values())) for column in self._columns) * _LINE.leading
        return self.width, self.height

    def draw(self) -> None:
        """Leaves the room empty until all pages are known."""
        canvas: PaperCanvas = self.canv
        canvas.later(lambda: self._fill(canvas))

    def _fill(self, canvas: PaperCanvas) -> None:
        for column, entries in enumerate(self._columns):
            top = self.height
            for place, lines in entries.items():
                self._entry(canvas, place, lines, column * (_WIDTH + _GAP), top)
                top -= len(lines) * _LINE.leading

    def _entry(self, canvas: PaperCanvas, place: int, lines: _Lines, left: float, top: float) -> None:
        """One heading and its page, which lead there together."""
        heading, page = self._noted.headings[place], str(self._noted.pages[place])
        y = top - 9.0
        jump = Jump(_place(place), words=f"{heading}, page {page}")
        entry = Tag("Reference", Tag("TOCI", self._noted.tag))
        with canvas.leading(jump, (left, top - len(lines) * _LINE.leading, left + _WIDTH, top), entry):
            for line in lines:
                canvas.draw_line(one_line(require_printable(f"{line} "), _LINE), left, y)
                y -= _LINE.leading
            number = break_lines(require_printable(page), _QUIET, _NUMBER)[0]
            canvas.draw_line(number, left + _WIDTH - number.width, y + _LINE.leading)


def _short(heading: str) -> _Lines:
    return wrap(heading, "regular", _LINE.size, _WIDTH - _NUMBER, 2)


def _columns(entries: dict[int, _Lines]) -> tuple[dict[int, _Lines], dict[int, _Lines]]:
    """The headings in two columns, the first as high as the second or a little higher."""
    half, first = sum(map(len, entries.values())) / 2, 0
    left: dict[int, _Lines] = {}
    for place, lines in entries.items():
        if first >= half:
            break
        left[place] = lines
        first += len(lines)
    return left, {place: lines for place, lines in entries.items() if place not in left}


def _place(number: int) -> str:
    return f"section {number}"
