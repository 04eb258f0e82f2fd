"""A table whose cells are text; it knows rows, columns and pages, and refuses to read a cell as anything but text.

It is split between pages at rows, its head drawn again on each page; a row higher than the room that is left on an
empty page is split within.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from reportlab.platypus import Flowable

from exports.flow import draw_rule
from exports.lines import Line, break_lines
from exports.paper import PaperCanvas
from exports.structure import Tag
from exports.text import MUTED, Content, Span, Style, require_printable

CELL = Style(size=9.5, leading=13.0, characters=None)
_HEAD = replace(CELL, bold=True, colour=MUTED)
_PAD_X, _PAD_Y = 6.0, 4.0
_FEWEST = 2  # lines of a row that may stand alone at the foot or head of a page
_SPLIT_FROM = 13  # a row of this many lines may be split between pages
WHOLE = _SPLIT_FROM * CELL.leading + 2 * _PAD_Y
"""How high a row may be that is never split, in points."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and the id of the entry it comes from."""

    cells: tuple[Content, ...] = field(repr=False)
    where: str = ""


@dataclass(frozen=True, slots=True)
class _Cell:
    spans: tuple[Span, ...]
    style: Style
    tag: Tag


_Lines = tuple[tuple[Line, ...], ...]


class _SetRow(NamedTuple):
    """A row, its cells as lines, and how high it is."""

    cells: Sequence[_Cell]
    lines: _Lines
    height: float


class Table(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A table: its head, its rows, and the shares of the width that its columns take.

    Raises ExportError for a character that cannot be printed, and ValueError for a row of another length than the head.
    """

    def __init__(
        self,
        head: Sequence[Content],
        rows: Sequence[Row | Sequence[Content]],
        shares: Sequence[float],
        style: Style = CELL,
    ) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = 4.0, 10.0
        self._shares = [share / sum(shares) for share in shares]
        self._style = style
        top = Tag("Table")
        given = [row if isinstance(row, Row) else Row(tuple(row)) for row in rows]
        if any(len(row.cells) != len(head) for row in given) or len(head) != len(self._shares):
            raise ValueError("A row of a table has another number of cells than its head.")
        head_style = replace(_HEAD, size=style.size, leading=style.leading)
        self._head = _head(Row(tuple(head)), head_style, Tag("TR", top))
        self._rows = [_cells(row, style, Tag("TR", top)) for row in given]
        self._head_set = _SetRow((), (), 0.0)
        self._set: list[_SetRow] = []
        self._set_for = 0.0
        self._continued = False

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The room it takes."""
        self._lay(width)
        self.width = width
        self.height = self._head_set.height + sum([row.height for row in self._set])
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The rows that fit, and the rest under the same head; nothing where no row would fit."""
        self._lay(width)
        left = height - self._head_set.height
        for index, (cells, lines, needed) in enumerate(self._set):
            if needed <= left:
                left -= needed
                continue
            longest = max(map(len, lines))
            fits = min(int((left - 2 * _PAD_Y) // self._style.leading), longest - _FEWEST)
            if longest >= _SPLIT_FROM and fits >= _FEWEST:
                above, below = tuple(cell[:fits] for cell in lines), tuple(cell[fits:] for cell in lines)
                return [
                    self._part([*self._set[:index], self._row(cells, above)], first=True),
                    self._part([self._row(cells, below), *self._set[index + 1 :]], first=False),
                ]
            if index == 0:
                return []
            return [self._part(self._set[:index], first=True), self._part(self._set[index:], first=False)]
        return [self]

    def draw(self) -> None:
        """Draws it."""
        canvas: PaperCanvas = self.canv
        top = self.height
        head = self._head_set
        if self._continued:
            with canvas.ornament():
                self._draw_cells(canvas, [None] * len(self._head), head.lines, top)
        else:
            self._draw_cells(canvas, [cell.tag for cell in self._head], head.lines, top)
        top -= head.height
        for cells, lines, height in self._set:
            self._draw_cells(canvas, [cell.tag for cell in cells], lines, top)
            top -= height
            draw_rule(canvas, 0, top, self.width)

    def _draw_cells(self, canvas: PaperCanvas, tags: Sequence[Tag | None], lines: _Lines, top: float) -> None:
        x = 0.0
        for tag, cell, share in zip(tags, lines, self._shares, strict=True):
            if tag is None:
                self._draw_lines(canvas, cell, x, top, share)
            else:
                with canvas.tagged(tag):
                    self._draw_lines(canvas, cell, x, top, share)
            x += share * self.width

    def _draw_lines(self, canvas: PaperCanvas, lines: tuple[Line, ...], x: float, top: float, share: float) -> None:
        style = self._style
        y = top - _PAD_Y - style.leading / 2 - style.size * 0.28
        for line in lines:
            left = x + share * self.width - _PAD_X - line.width if line.rtl else x + _PAD_X
            canvas.draw_line(line, left, y)
            y -= style.leading

    def _lay(self, width: float) -> None:
        if width == self._set_for:
            return
        self._head_set = self._row(self._head, self._broken(self._head, width))
        self._set = [self._row(cells, self._broken(cells, width)) for cells in self._rows]
        self._set_for = width

    def _broken(self, cells: Sequence[_Cell], width: float) -> _Lines:
        return tuple(
            tuple(break_lines(cell.spans, cell.style, share * width - 2 * _PAD_X, cell.style.characters))
            for cell, share in zip(cells, self._shares, strict=True)
        )

    def _row(self, cells: Sequence[_Cell], lines: _Lines) -> _SetRow:
        return _SetRow(cells, lines, max(map(len, lines)) * self._style.leading + 2 * _PAD_Y)

    def _part(self, rows: list[_SetRow], first: bool) -> Table:
        part = Table([""] * len(self._head), [], self._shares, self._style)
        part._head, part._head_set = self._head, self._head_set
        part._set, part._set_for = rows, self._set_for
        part._continued = self._continued or not first
        part.spaceBefore = self.spaceBefore if first else 0.0
        part.spaceAfter = 0.0 if first else self.spaceAfter
        return part


def _head(row: Row, style: Style, tag: Tag) -> list[_Cell]:
    return [_Cell(require_printable(cell), style, Tag("TH", tag, how="Column")) for cell in row.cells]


def _cells(row: Row, style: Style, tag: Tag) -> list[_Cell]:
    """The cells of a row; the first one says what the row is about, and heads it."""
    texts = [require_printable(cell, row.where) for cell in row.cells]
    heads = len(texts) > 1 and any(span.text for span in texts[0])
    return [
        _Cell(spans, style, Tag("TD", tag) if place or not heads else Tag("TH", tag, how="Row"))
        for place, spans in enumerate(texts)
    ]
