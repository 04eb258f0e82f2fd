"""Tables of a Word file: a head that comes again on each page, rows that are parted only where they are long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exports.blocks import Cell, Paragraph, Phrase, Table
from exports.word.elements import Element, made, paragraph, twips
from exports.word.styles import COLUMN, TABLE
from exports.word.text import Dress, fill

_PAD = 12.0  # what the cells leave free at their sides, in points
_CHARACTER = 4.9  # the usual width of one in a cell, in points
_MAY_BE_PARTED = 12
"""A row of more lines than this may run over the end of a page; a shorter one goes to the next page as a whole."""


def word_table(table: Table) -> Element:
    """A table under its headings, as wide as the page; raises ExportError for what cannot be printed."""
    total = sum(column.share for column in table.columns)
    widths = [COLUMN * column.share / total for column in table.columns]
    return made(
        "tbl",
        made(
            "tblPr",
            made("tblStyle", val=TABLE),
            made("tblW", w=twips(COLUMN), type="dxa"),
            made("tblLayout", type="fixed"),
            made("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
        ),
        made("tblGrid", *(made("gridCol", w=twips(width)) for width in widths)),
        _head(table, widths),
        *(_row(cells, widths) for cells in table.rows),
    )


def _head(table: Table, widths: Sequence[float]) -> Element:
    row = made("tr", made("trPr", made("cantSplit"), made("tblHeader")))
    for column, width in zip(table.columns, widths, strict=True):
        row.append(_cell((Paragraph((Phrase(column.heading),)),), width, "TableHeading"))
    return row


def _row(cells: Sequence[Cell], widths: Sequence[float]) -> Element:
    row = made("tr")
    if max((_lines(cell, width) for cell, width in zip(cells, widths, strict=True)), default=0) <= _MAY_BE_PARTED:
        row.append(made("trPr", made("cantSplit")))
    for cell, width in zip(cells, widths, strict=True):
        row.append(_cell(cell, width, "TableText"))
    return row


def _cell(cell: Iterable[Paragraph], width: float, style: str) -> Element:
    made_cell = made("tc", made("tcPr", made("tcW", w=twips(width), type="dxa")))
    for line in cell:
        written = paragraph(style)
        fill(written, line.phrases, Dress(italic=line.tone == "quote", muted=line.tone == "small"))
        made_cell.append(written)
    if len(made_cell) == 1:
        made_cell.append(paragraph(style))  # a cell without a paragraph is none
    return made_cell


def _lines(cell: Cell, width: float) -> int:
    """About how many lines a cell takes."""
    room = max(1.0, (width - _PAD) / _CHARACTER)
    return sum(1 + int(len(line) / room) for each in cell for line in each.text.split("\n"))
