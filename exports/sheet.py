"""A case as a sheet: its entries, its arrows read aloud and its sources, a row each, for workers who cut and paste.

Every cell is text and stays text: what begins like a formula, a number or a date is none. It knows no outline; the
case it is given is already the reader's own view of it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from xlsxwriter import Workbook

from exports.blocks import Block, Bullets, Ledger, Notice, Outline, Paragraph
from exports.cells import ENTRIES, LINKS, SOURCES, Cells, Row
from exports.colours import colour
from exports.office import neutral, plain
from exports.sections.telling import telling
from mapping.casemap import CaseMap

TITLE = "Mapping report"
_FACE = "Arial"
_A4, _TEXT = 9, 49  # Excel's own numbers for a page and for a cell that stays text when somebody types in it
_READING = 95
"""How many characters a line of the first sheet has."""
_LONGEST = 32_000
"""How much one cell holds, in units of UTF-16; what is longer goes on in the row below."""
_LINE_HIGH, _AIR, _HIGHEST = 13.0, 5.0, 409.0
"""The height of a line and the air around a row, and the most that a row may have, in points."""
_ONE_PAGE = 240
"""How wide the columns of a sheet may be together, in characters, to be printed on one page beside each other."""
_HEADER = 250
"""How much stands at the head of a printed page, marks for its places included."""
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_ABOUT = (
    "A row that is cut out and put elsewhere leaves this page behind: say there whom it is not for.",
    "People are called by their part in the case. Accounts and quotations stand as written, and may hold names.",
    "Dates stand as they were said, where that is known. The exact form beside them reads so: 2025-10 is October 2025, "
    "2023-04/.. is since April 2023, 2019~ is about 2019, 2016? is perhaps 2016.",
    "Numbers in brackets are those of the sheet of sources. It is not a finding of fact, and not a score of any risk.",
)


def sheet(case: CaseMap, on: date, running: str = "", marking: str = "") -> bytes:
    """The case as an Excel file, dated `on`; `running` and `marking` are the two lines that stand on every page.

    The same case, day and lines give the same bytes. Raises ExportError, naming the entry, for a character that no
    font of the program can print.
    """
    cells = Cells(telling(case, on))
    out = io.BytesIO()
    with Workbook(out, _OPTIONS) as book:
        writer = _Writer(book, plain(running), plain(marking))
        writer.about(_ABOUT)
        entries = writer.rows("Entries", ENTRIES, cells.entries())
        writer.rows("Links", LINKS, cells.links())
        writer.rows("Sources", SOURCES, cells.sources())
        entries.activate()
    return neutral(out.getvalue(), TITLE)


def ledger_sheet(outline: Outline, ledger: Ledger) -> bytes:
    """A document that has a table of its own as an Excel file; the same document gives the same bytes.

    Raises ExportError, naming the entry, for a character that cannot be printed.
    """
    out = io.BytesIO()
    with Workbook(out, _OPTIONS) as book:
        writer = _Writer(book, plain(outline.running), plain(outline.marking))
        writer.about(_words_of(outline.sections[0].blocks))
        writer.rows(ledger.name, ledger.columns, (Row(cells, where) for cells, where in ledger.rows)).activate()
    return neutral(out.getvalue(), plain(outline.title))


def _words_of(blocks: Iterable[Block]) -> Iterator[str]:
    """The words of a first page, a line for each paragraph."""
    for block in blocks:
        match block:
            case Paragraph():
                yield plain(block.text)
            case Notice():
                yield from (plain(each.text) for each in block.lines)
            case Bullets():
                yield from (plain(each.text) for item in block.items for each in item)


class _Writer:
    """One file while it is written: its looks, and the lines that stand on every page."""

    def __init__(self, book: Workbook, running: str, marking: str) -> None:
        face = {"font_name": _FACE, "font_size": 10, "num_format": _TEXT, "valign": "top", "text_wrap": True}
        shade = {"bold": True, "bg_color": colour("paper"), "bottom": 1, "bottom_color": colour("line")}
        self._book, self._running, self._marking = book, running, marking
        self._text = book.add_format(face)
        self._strong = book.add_format(face | {"bold": True})
        self._head = book.add_format(face | shade)

    def about(self, words: Iterable[str]) -> None:
        """The first sheet: whom the file is not for, and how to read it."""
        page = self._page("Handling", 1)
        page.set_column(0, 0, _READING)
        lines = [(self._marking, self._strong), (self._running, self._text)]
        lines += [(line, self._text) for line in words]
        for number, (line, look) in enumerate((line, look) for line, look in lines if line):
            page.set_row(number, _high([line], [_READING]))
            page.write_string(number, 0, line, look)

    def rows(self, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Row]) -> Any:
        """A sheet with a row for each of these under headings that stay in sight, and a filter on each column."""
        widths = [width for _, width in columns]
        page = self._page(name, 1 if sum(widths) <= _ONE_PAGE else 2)
        for place, (heading, width) in enumerate(columns):
            page.set_column(place, place, width)
            page.write_string(0, place, heading, self._head)
        page.set_row(0, _high([heading for heading, _ in columns], widths))
        last = 0
        for last, cells in enumerate((part for row in rows for part in _parts(row)), 1):
            page.set_row(last, _high(cells, widths))  # not every program works out how high a row must be
            for place, text in enumerate(cells):
                if text:
                    page.write_string(last, place, text, self._text)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, last, len(columns) - 1)
        page.repeat_rows(0)
        page.repeat_columns(0)
        page.ignore_errors({"number_stored_as_text": f"A1:{chr(ord('A') + len(columns) - 1)}{last + 1}"})
        return page

    def _page(self, name: str, wide: int) -> Any:
        page = self._book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(wide, 0)
        left, right = (line.replace("&", "&&").replace("\n", " ") for line in (self._running, self._marking))
        head = f"&L{left}&R{right}"
        page.set_header(head if len(head) <= _HEADER else f"&R{right}"[:_HEADER])
        page.set_footer("&Rpage &P of &N")
        return page


def _high(cells: Iterable[str], widths: Iterable[int]) -> float:
    """How high a row must be for its texts to be seen."""
    lines = max(
        sum(1 + len(line) // width for line in text.split("\n")) for text, width in zip(cells, widths, strict=True)
    )
    return min(_HIGHEST, lines * _LINE_HIGH + _AIR)


def _parts(row: Row) -> Iterator[tuple[str, ...]]:
    """The cells of a row as text that may go into a file; a text too long for one cell goes on in the next row."""
    columns = [list(_cut(plain(text, row.where))) for text in row.cells]
    number = columns[0][0]
    for at in range(max(map(len, columns))):
        cells = [column[at] if at < len(column) else "" for column in columns]
        yield (f"{number} (continued)" if at else number, *cells[1:])


def _cut(text: str) -> Iterator[str]:
    """A text in as many pieces as it needs, cut behind a space where there is one."""
    most = _LONGEST if max(text, default="") <= "\uffff" else _LONGEST // 2
    while len(text) > most:
        end = text.rfind(" ", most // 2, most) + 1 or most
        yield text[:end]
        text = text[end:]
    yield text
