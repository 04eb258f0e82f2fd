"""An outline becomes a PDF: every block as flowables on the pages of the house; it knows no case but for its pictures.

Blocks keep with what belongs to them: a heading with the first lines below it, a card's title with its first lines.
Tables and long texts run over pages. Everything that is drawn was text or a drawing before; nothing is read as markup.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from exports.blocks import (
    Block,
    Bullets,
    Contents,
    Item,
    MapPicture,
    Notice,
    Outline,
    Paragraph,
    PathwayPicture,
    Phrase,
    Section,
    Table,
    Tone,
)
from exports.cards import Type
from exports.colours import colour, sign_of
from exports.contents import ContentsDrawn, ContentsList, Listed, Opening
from exports.direction import levels
from exports.flow import BODY, SMALL, Figure, Text, listed
from exports.framed import CardTitle, Framed
from exports.laidmap import LaidMap, child_map, paper_map
from exports.mapdrawing import parts
from exports.page import COLUMN, build_pdf
from exports.table import Row
from exports.table import Table as PaperTable
from exports.text import MUTED, Span, Style
from mapping.casemap import CaseMap
from mapping.entries import Entry
from mapping.lanes import lane_of
from mapping.naming import Naming
from mapping.pathway_layout import leading_to

LEAD = replace(BODY, size=11.5, leading=18.0, after=8.0)
STRONG = replace(BODY, bold=True, before=10.0, after=1.0, indent=14.0)
FACTS = replace(SMALL, size=9.0, leading=13.0, indent=14.0, after=3.0)
UNDER = replace(BODY, indent=14.0, after=3.0)
QUOTE = replace(BODY, italic=True, indent=26.0, after=4.0)
NOTE = replace(SMALL, size=9.5, leading=14.0, after=6.0)

_ON_PAPER = Type(width=235.0, title=15.0, fact=14.0, heading=17.0)
_TALLEST = 610.0
"""The highest part of a picture, in points; a heading and a line above it still fit on its page."""
_PAGE = 690.0
"""Somewhat less than the room on an empty page, in points."""
_IN_SIGHT, _ON_A_WALL = 32, 80
"""How many cards the fullest lane of a picture may have: of one child's pathways (some three pages), of the map."""


@dataclass(slots=True)
class _Page:
    """What the flowables of one document share: the case for its pictures, and the list of its sections."""

    case: CaseMap
    naming: Naming
    listed: Listed = field(default_factory=Listed)


def outline_pdf(outline: Outline, case: CaseMap) -> bytes:
    """The outline as a PDF; its pictures are drawn from `case`, the view the outline was made from.

    Raises ExportError for a character that no font of the program can print.
    """
    page = _Page(case, Naming(case, veiled=True))
    page.listed.headings = [section.heading for section in outline.sections if section.level == 1][1:]
    story = chain(_kept(_flow(outline, page)), (ContentsDrawn(page.listed),))
    return build_pdf(story, (outline.running, outline.marking), "", outline.title)


Flow = tuple[Flowable, bool, float]
"""A flowable, whether it must stay with what follows, and how much of it must fit below what stays with it."""


def _flow(outline: Outline, page: _Page) -> Iterator[Flow]:
    for number, section in enumerate(outline.sections):
        if section.new_page and number:
            yield PageBreak(), False, 0.0
        yield _heading(section, page if number else None), True, 0.0
        for block in section.blocks:
            yield from _block(block, page)


def _kept(flows: Iterable[Flow]) -> Iterator[Flowable]:
    """The flowables, with a break before each run of those that must stay with what follows, where room is short."""
    waiting: list[Flowable] = []
    for flowable, stays, least in flows:
        if stays:
            waiting.append(flowable)
            continue
        if waiting:
            yield CondPageBreak(min(sum(_high(each) for each in waiting) + least, _PAGE))
            yield from waiting
            waiting = []
        yield flowable
    yield from waiting


def _high(flowable: Flowable) -> float:
    return float(flowable.wrap(COLUMN, 10_000)[1] + flowable.getSpaceBefore() + flowable.getSpaceAfter())


def _heading(section: Section, page: _Page | None) -> Flowable:
    """The heading of a section, noted for the list of contents where there is a page to note it."""
    tone = colour(section.kind) if section.kind and section.level > 1 else None
    sign = sign_of(section.kind) if section.kind and section.level > 1 else ""
    return Opening(section.heading, section.level, tone, sign, page.listed if page else None)


def _block(block: Block, page: _Page) -> Iterator[Flow]:
    match block:
        case Paragraph():
            yield from _paragraph(block)
        case Bullets():
            yield from _bullets(block)
        case Item():
            yield from _item(block)
        case Table():
            yield from _table(block)
        case Notice():
            framed = Framed([Text(spans(each), replace(BODY, after=2.0)) for each in block.lines])
            yield framed, False, _high(framed)
        case Contents():
            yield from _contents(page.listed)
        case PathwayPicture():
            yield from _child(block.child, page)
        case MapPicture():
            yield from _map(page)


def _contents(noted: Listed) -> Iterator[Flow]:
    for places in noted.pieces():
        contents = ContentsList(places)
        yield contents, False, _high(contents)


def _paragraph(paragraph: Paragraph) -> Iterator[Flow]:
    """Small lines introduce what follows; the first words of a section are not parted if they fit a page."""
    text = Text(spans(paragraph), _style(paragraph))
    if paragraph.tone == "small":
        yield text, True, 0.0
    elif paragraph.tone == "lead":
        yield text, False, min(_high(text), _TALLEST / 2)
    else:
        yield from _whole(text)


def _whole(text: Text) -> Iterator[Flow]:
    yield text, False, min(_high(text), 3 * text.setting.leading)


def _style(paragraph: Paragraph) -> Style:
    return {"body": BODY, "lead": LEAD, "strong": STRONG, "small": NOTE, "quote": QUOTE}[paragraph.tone]


def _bullets(block: Bullets) -> Iterator[Flow]:
    """Each item as one block; its further paragraphs stand on lines of their own."""
    for text in listed([_stacked(item) for item in block.items], block.numbered):
        yield from _whole(text)


def _item(item: Item) -> Iterator[Flow]:
    sign = sign_of(item.kind)
    title = CardTitle(spans(item.title), _hung(STRONG, sign), sign, colour(item.kind))
    if not item.lines:
        yield title, False, _high(title)
        return
    yield title, True, 0.0
    first, *others = [Text(spans(line), _hung(_under(line), sign)) for line in item.lines]
    if others and item.lines[0].tone == "small":
        yield first, True, 0.0
    else:
        yield from _whole(first)
    for text in others:
        yield from _whole(text)


def _hung(style: Style, sign: str) -> Style:
    """Without a sign nothing hangs before the title, and nothing is indented under it."""
    return style if sign else replace(style, indent=style.indent - STRONG.indent)


def _under(line: Paragraph) -> Style:
    return {"small": FACTS, "quote": QUOTE}.get(line.tone, UNDER)


def _table(block: Table) -> Iterator[Flow]:
    head = [column.heading for column in block.columns]
    shares = [column.share for column in block.columns]
    rows = [Row(tuple(_stacked(cell) for cell in row)) for row in block.rows]
    first = PaperTable(head, rows[:1], shares)
    yield PaperTable(head, rows, shares), False, min(_high(first), 110.0)


def _child(child: str, page: _Page) -> Iterator[Flow]:
    """How the behaviour reaches one child, where the picture of it can still be taken in."""
    if _longest(leading_to(page.case, child)) > _IN_SIGHT:
        yield from _whole(Text("There are too many pathways for a picture; the sentences above say them all.", NOTE))
        return
    yield from _figures(child_map(page.case, child, page.naming, _ON_PAPER))


def _map(page: _Page) -> Iterator[Flow]:
    """The map without the rail, where it can still be taken in on paper."""
    if _longest(page.case.ordered_entries) > _ON_A_WALL:
        words = "The map is too large for paper at a size that can be read. Make the picture of it, which is one piece."
        yield from _whole(Text(words, BODY))
        return
    yield from _figures(paper_map(page.case, page.naming, _ON_PAPER))


def _longest(entries: Iterable[Entry]) -> int:
    """How many cards stand in the fullest lane."""
    counts = Counter(lane_of(entry.kind) for entry in entries)
    return max((count for lane, count in counts.items() if lane not in ("", "rail")), default=0)


def _figures(laid: LaidMap) -> Iterator[Flow]:
    scale = COLUMN / laid.width
    drawings = list(parts(laid, _TALLEST / scale))
    for number, drawing in enumerate(drawings):
        figure = Figure(drawing)
        if len(drawings) > 1:
            note = Text(f"Part {number + 1} of {len(drawings)}. Cards at an edge stand on both parts.", NOTE)
            yield note, True, 0.0
        yield figure, False, _high(figure)


# ------------------------------------------------------------------------------------------------- text


def spans(paragraph: Paragraph) -> tuple[Span, ...]:
    """A paragraph as spans; the numbers of its sources are raised after what they belong to."""
    several = len(paragraph.phrases) > 1
    return tuple(span for phrase in paragraph.phrases for span in _spans(phrase, several=several))


def _spans(phrase: Phrase, *, several: bool) -> Iterator[Span]:
    if phrase.text:
        tone = MUTED if phrase.muted else None
        alone = several and bool(phrase.where) and levels(phrase.text, 0) is not None
        yield Span(phrase.text, phrase.bold, phrase.italic, tone, alone=alone)
    if phrase.sources:
        yield Span(",\u00a0".join(map(str, phrase.sources)), colour=MUTED, raised=True)


def _stacked(paragraphs: Iterable[Paragraph]) -> tuple[Span, ...]:
    """Paragraphs of a cell, each on a line of its own."""
    found: list[Span] = []
    for paragraph in paragraphs:
        found.extend((Span("\n"),) if found else ())
        found.extend(_in_cell(span, paragraph.tone) for span in spans(paragraph))
    return tuple(found)


def _in_cell(span: Span, tone: Tone) -> Span:
    """A cell has one size of type: small lines are quiet there, and quotations stand in italics."""
    if tone == "small":
        return replace(span, colour=MUTED)
    return replace(span, italic=True) if tone == "quote" else span
