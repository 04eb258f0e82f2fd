"""The list of a report's sections with their pages: room is kept for it where it stands, and it is drawn at the end.

Only then is it known where each section begins. The list is a form that the page shows; it holds headings and numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from reportlab.platypus import Flowable

from exports.drawing import wrap
from exports.flow import Heading
from exports.lines import break_lines
from exports.page import COLUMN
from exports.structure import Tag
from exports.text import MUTED, Style, require_printable

_LINE = Style(size=9.5, leading=13.5, characters=None)
_GAP, _NUMBER = 28.0, 22.0
_FORM = "contents"
_BEFORE = {1: 26.0, 2: 16.0, 3: 8.0}


@dataclass(slots=True)
class Listed:
    """The headings of the list in order, and the page on which each was drawn."""

    headings: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    asked_for: bool = False

    @property
    def rows(self) -> int:
        """How many lines each of the two columns has."""
        return (len(self.headings) + 1) // 2

    @property
    def height(self) -> float:
        """The room that the list takes."""
        return self.rows * _LINE.leading


class Opening(Heading):
    """A heading of a section; one of the first level notes its page for the list."""

    def __init__(self, content: str, level: int, tone: str | None, sign: str, noted: Listed | None) -> None:
        super().__init__(content, level, tone, sign)
        self.spaceBefore = _BEFORE[level]
        self.keepWithNext = False  # the story keeps headings with what follows, without drawing whole tables after them
        self._noted = noted if level == 1 else None

    def draw(self) -> None:
        """Draws it."""
        if self._noted is not None:
            self._noted.pages.append(self.canv.getPageNumber())
        super().draw()


class ContentsList(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The room for the list."""

    def __init__(self, noted: Listed) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = 2.0, 6.0
        self._noted = noted
        self._tag = Tag("P")

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The room it takes."""
        self.width, self.height = width, self._noted.height
        return self.width, self.height

    def draw(self) -> None:
        """Shows the form that is made at the end."""
        self._noted.asked_for = True
        with self.canv.tagged(self._tag):
            self.canv.doForm(_FORM)


class ContentsDrawn(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The last block of a story: takes no room, and makes the list now that all pages are known."""

    def __init__(self, noted: Listed) -> None:
        super().__init__()
        self._noted = noted

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """No room."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Makes the form."""
        if not self._noted.asked_for:
            return
        self.canv.beginForm(_FORM, 0, 0, COLUMN, self._noted.height)
        for place, (heading, page) in enumerate(zip(self._noted.headings, self._noted.pages, strict=True)):
            column, row = divmod(place, self._noted.rows)
            self._entry(heading, page, column, row)
        self.canv.endForm()

    def _entry(self, heading: str, page: int, column: int, row: int) -> None:
        width = (COLUMN - _GAP) / 2
        left = column * (width + _GAP)
        y = self._noted.height - (row + 1) * _LINE.leading + 4
        (short,) = wrap(heading, "regular", _LINE.size, width - _NUMBER, 1)
        self.canv.draw_line(break_lines(require_printable(short), _LINE, width)[0], left, y)
        number = break_lines(require_printable(str(page)), replace(_LINE, colour=MUTED), _NUMBER)[0]
        self.canv.draw_line(number, left + width - number.width, y)
