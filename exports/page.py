"""Blocks become a document: A4 pages with running lines, numbers, an outline and tags.

It knows pages; it refuses to know cases, readers and files. The same story gives the same bytes: no time, no name of
a person or a program and no font of this computer goes in.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate
from reportlab.platypus.doctemplate import LayoutError

from exports.errors import ExportError
from exports.flow import SMALL, draw_rule, space
from exports.lines import Line, break_lines
from exports.paper import PaperCanvas
from exports.progress import At, going_on
from exports.structure import Drawn, finished
from exports.text import Content, require_printable

WIDTH, HEIGHT = 595.28, 841.89
MARGIN = 50.0
"""The room left and right of everything on a page, in points."""

COLUMN = WIDTH - 2 * MARGIN
"""The width that blocks have."""

_TOP, _BOTTOM = 36.0, 36.0
_LEFT_SHARE = 0.6  # of a running line, for what stands on its left
_GAP = 22.0
_A_FEW = 50
_TAGGED = (1, 4)
"""The version of PDF in which pages first said what their parts are."""


def build_pdf(
    story: Iterable[Flowable],
    header: tuple[Content, Content] = ("", ""),
    footer: str = "",
    title: str = "Report",
    language: str = "en-GB",
    page_words: str = "page {page} of {pages}",
    at: At = going_on,
) -> bytes:
    """The document as bytes; `header` stands left and right at the head of each page, `footer` and number at its foot.

    Blocks are asked for while pages are drawn, and let go once they are drawn, if nobody else holds them. `title` is
    what the file says of itself; let it be neutral. `at` is told how much of the tree is grown when all pages are
    drawn. Raises ExportError for a character that cannot be printed and for a block that fits on no page.
    """
    running = _Running(header, footer, page_words)
    require_printable(title)
    out = io.BytesIO()
    template = _Template(out, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1, lang=language)
    padding = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
    frame = Frame(MARGIN, running.foot, COLUMN, running.head - running.foot, **padding)
    template.addPageTemplates([PageTemplate(id="page", frames=[frame])])
    try:
        canvas_of = partial(PaperCanvas, furniture=running.draw, pdfVersion=_TAGGED)
        template.build(template.begin(story), canvasmaker=canvas_of)
    except LayoutError as error:
        raise ExportError("One part of the document is too large for a page; make it shorter.") from error
    canvas: PaperCanvas = template.canv
    return finished(out.getvalue(), Drawn(canvas.marks, canvas.jumps, canvas.places), title, language, at)


class _Template(BaseDocTemplate):  # type: ignore[misc]  # ReportLab has no types
    """Takes the blocks of a story a few at a time: ReportLab is slow with a long row, and holds all of it."""

    _story: Iterator[Flowable]
    _row: list[Flowable]

    def begin(self, story: Iterable[Flowable]) -> list[Flowable]:
        """The first blocks, or some air where there are none; the others are taken as they are needed."""
        self._story = iter(story)
        self._row = list(islice(self._story, _A_FEW)) or [space(0.1)]
        return self._row

    def filterFlowables(self, flowables: list[Flowable]) -> None:  # noqa: N802  # ReportLab's name
        """Takes more blocks before the last ones are drawn; ReportLab has other rows of its own."""
        if flowables is self._row and len(flowables) < _A_FEW:
            flowables.extend(islice(self._story, _A_FEW))


class _Running:
    """What stands on every page: the lines at its head and foot, and how much room they leave."""

    def __init__(self, header: tuple[Content, Content], footer: str, page_words: str) -> None:
        self._left = _lines(header[0], _LEFT_SHARE)
        self._right = _lines(header[1], 1 - _LEFT_SHARE - 0.02)
        self._footer = _lines(footer, 0.75)
        self._page_words = page_words
        leading = SMALL.leading
        self._rule = HEIGHT - _TOP - max(len(self._left), len(self._right)) * leading - 4
        self.head = self._rule - _GAP
        self._foot_top = _BOTTOM + len(self._footer) * leading
        self.foot = self._foot_top + 18

    def draw(self, canvas: PaperCanvas, page: int, pages: int) -> None:
        """Draws it all on one page."""
        _draw_lines(canvas, self._left, HEIGHT - _TOP, right=False)
        _draw_lines(canvas, self._right, HEIGHT - _TOP, right=True)
        if any(line.pieces for line in (*self._left, *self._right)):
            _thin_rule(canvas, self._rule)
        _draw_lines(canvas, self._footer, self._foot_top, right=False)
        _draw_lines(canvas, _lines(self._page_words.format(page=page, pages=pages), 0.25), self._foot_top, right=True)


def _lines(text: Content, share: float) -> list[Line]:
    return break_lines(require_printable(text), SMALL, COLUMN * share)


def _draw_lines(canvas: PaperCanvas, lines: list[Line], top: float, right: bool) -> None:
    y = top - SMALL.size
    for line in lines:
        canvas.draw_line(line, WIDTH - MARGIN - line.width if right else MARGIN, y)
        y -= SMALL.leading


def _thin_rule(canvas: PaperCanvas, y: float) -> None:
    draw_rule(canvas, MARGIN, y, COLUMN)
