"""The list of a report's sections with their pages: room is kept for it where it stands, and it is drawn at the end.

Only then is it known where each section begins. The list is a form that the page shows; it holds headings and numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reportlab.platypus import Flowable

from exports.drawing import wrap
from exports.flow import Heading
from exports.lines import break_lines
from exports.page import COLUMN
from exports.structure import Tag
from exports.text import MUTED, Style, require_printable

_LINE = Style(size=9.0, leading=12.2, characters=None)
_QUIET = replace(_LINE, colour=MUTED)
_GAP, _NUMBER = 28.0, 22.0
_BEFORE = {1: 26.0, 2: 16.0, 3: 8.0}
_MOST = 90
"""How many headings stand in one piece of the list; a longer one is in several."""


@dataclass(slots=True)
class Listed:
    """The headings of the list in order, and the page on which each was drawn."""

    headings: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    def pieces(self) -> Iterator[range]:
        """The places of the headings in each piece of the list."""
        for first in range(0, len(self.headings), _MOST):
            yield range(first, min(first + _MOST, len(self.headings)))


class Opening(Heading):
    """A heading of a section; one of the first level notes its page for the list."""

    def __init__(self, content: str, level: int, tone: str | None, sign: str, noted: Listed | None) -> None:
        super().__init__(content, level, tone, sign)
        self.spaceBefore = _BEFORE[level]
        self.keepWithNext = False  # the story keeps headings with what follows, without taking whole tables along
        self._noted = noted if level == 1 else None

    def draw(self) -> None:
        """Draws it."""
        if self._noted is not None:
            self._noted.pages.append(self.canv.getPageNumber())
        super().draw()


class ContentsList(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The room for one piece of the list, in two columns."""

    def __init__(self, places: range) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = 2.0, 6.0
        self._places = places
        self._tag = Tag("P")

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The room it takes."""
        self.width, self.height = width, _rows(self._places) * _LINE.leading
        return self.width, self.height

    def draw(self) -> None:
        """Shows the form that is made at the end."""
        with self.canv.tagged(self._tag):
            self.canv.doForm(_form(self._places))


class ContentsDrawn(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The last block of a story: takes no room, and makes the list now that all pages are known."""

    def __init__(self, noted: Listed) -> None:
        super().__init__()
        self._noted = noted

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """No room."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Makes a form for each piece."""
        for places in self._noted.pieces():
            rows = _rows(places)
            self.canv.beginForm(_form(places), 0, 0, COLUMN, rows * _LINE.leading)
            for at, place in enumerate(places):
                column, row = divmod(at, rows)
                top = (rows - row) * _LINE.leading
                self._entry(self._noted.headings[place], self._noted.pages[place], column, top)
            self.canv.endForm()

    def _entry(self, heading: str, page: int, column: int, top: float) -> None:
        width = (COLUMN - _GAP) / 2
        left, y = column * (width + _GAP), top - 9.0
        (short,) = wrap(heading, "regular", _LINE.size, width - _NUMBER, 1)
        self.canv.draw_line(break_lines(require_printable(short), _LINE, width)[0], left, y)
        number = break_lines(require_printable(str(page)), _QUIET, _NUMBER)[0]
        self.canv.draw_line(number, left + width - number.width, y)


def _rows(places: range) -> int:
    return (len(places) + 1) // 2


def _form(places: range) -> str:
    return f"contents{places.start}"
