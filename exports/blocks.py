"""What a report consists of, as values: phrases, paragraphs, tables, pictures, sections; it knows no case and no paper.

Every format of a report is made from these values, so that no two formats can say different things.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Tone = Literal["body", "lead", "strong", "small", "quote"]
"""How a paragraph is meant: running text, the first words of a section, a title, a line of facts, somebody's words."""


@dataclass(frozen=True, slots=True, repr=False)
class Phrase:
    """A stretch of text.

    `sources` are numbers of the source list that stand raised after it. `where` is the id of the entry whose text it
    is, and "" for the program's own words. `number` is the number in the source list that this is itself.
    """

    text: str
    bold: bool = False
    italic: bool = False
    muted: bool = False
    sources: tuple[int, ...] = ()
    where: str = ""
    number: int = 0

    def __repr__(self) -> str:
        return f"Phrase({self.where or 'own words'})"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Phrases in a row."""

    phrases: tuple[Phrase, ...]
    tone: Tone = "body"

    @property
    def text(self) -> str:
        """The text without its dress and without the numbers of sources."""
        return "".join(phrase.text for phrase in self.phrases)


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, with points or with numbers."""

    items: tuple[tuple[Paragraph, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One card of the map on paper: its kind (for its sign), its title, and what is known of it."""

    kind: str
    title: Paragraph
    lines: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its part of the width, in proportion to the other columns."""

    heading: str
    share: float


Cell = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; every row has a cell for every column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Words set apart in a frame: what must not be missed."""

    lines: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The place where the list of the sections stands."""


@dataclass(frozen=True, slots=True)
class PathwayPicture:
    """The place where the picture of how the behaviour reaches one child stands."""

    child: str


@dataclass(frozen=True, slots=True)
class MapPicture:
    """The place where the whole map stands; if it is not `complete`, nothing is said of what is not on it."""

    complete: bool = True


@dataclass(frozen=True, slots=True)
class Dated:
    """Something with dates: what it is, and each date twice: in EDTF, by which it is drawn, and in words."""

    what: Phrase
    dates: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """What stands together in a timeline, under a title and in the colour of a kind of card."""

    title: str
    kind: str
    rows: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class TimelinePicture:
    """The place where everything that has a date stands as a drawing, up to the day of the report."""

    lanes: tuple[Lane, ...]
    on: date


Block = Paragraph | Bullets | Item | Table | Notice | Contents | PathwayPicture | MapPicture | TimelinePicture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    `kind` gives the heading the sign and colour of one kind of card. `new_page` begins a page of its own. `key` is the
    part of the report that it belongs to, as the table of readers names it.
    """

    heading: str
    blocks: tuple[Block, ...] = ()
    level: Literal[1, 2, 3] = 1
    kind: str = ""
    new_page: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Ledger:
    """What a document is as a sheet: its name, headings with widths in characters, and rows with ids of entries."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[tuple[str, ...], str], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole report: its title, the two lines that stand on every page, and its sections in order.

    `ledger` is the same as a sheet, where it has one of its own; `paged` says that it is to be read and is no table.
    """

    title: str
    running: str
    marking: str
    sections: tuple[Section, ...]
    ledger: Ledger | None = None
    paged: bool = False
