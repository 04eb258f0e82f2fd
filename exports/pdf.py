"""An outline becomes a PDF: every block as flowables on the pages of the house; it knows no case but for its pictures.

Blocks keep with what belongs to them: a heading with the first lines below it, a card's title with its first lines.
Tables and long texts run over pages. Everything that is drawn was text or a drawing before; nothing is read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from exports import figures
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
    Section,
    Table,
    TimelinePicture,
)
from exports.colours import colour, sign_of
from exports.contents import ContentsList, Listed, Opening
from exports.dressing import Dressing, dressing, running
from exports.figures import TALLEST, Pictures
from exports.flow import BODY, SMALL, Figure, Text, listed
from exports.framed import CardTitle, Framed
from exports.page import COLUMN, build_pdf
from exports.progress import At, Progress, going_on, watched
from exports.table import CELL, WHOLE, Row
from exports.table import Table as PaperTable
from exports.text import Style
from mapping.casemap import CaseMap
from mapping.naming import Naming

LEAD = replace(BODY, size=11.5, leading=18.0, after=8.0)
STRONG = replace(BODY, bold=True, before=10.0, after=1.0, indent=14.0)
FACTS = replace(SMALL, size=9.0, leading=13.0, indent=14.0, after=3.0)
UNDER = replace(BODY, indent=14.0, after=3.0)
QUOTE = replace(BODY, italic=True, indent=26.0, after=4.0)
NOTE = replace(SMALL, size=9.5, leading=14.0, after=6.0)

_PAGE = 690.0
"""Somewhat less than the room on an empty page, in points."""
_CARD = 150.0
"""How high the lines of a card may be that is not parted between two pages, in points."""
_DRAWN = 0.85
"""How much of the work is done when all pages are drawn; what is left is the tree that is read aloud."""


@dataclass(slots=True)
class _Page:
    """What the flowables of one document share: the case for its pictures, the dress of its text, its sections.

    `depth` is that of the last heading, and `at` is told how far things are.
    """

    case: CaseMap
    naming: Naming
    text: Dressing
    listed: Listed = field(default_factory=Listed)
    depth: int = 0
    at: At = going_on


def outline_pdf(outline: Outline, case: CaseMap, progress: Progress | None = None) -> bytes:
    """The outline as a PDF; its pictures are drawn from `case`, the view the outline was made from.

    `progress` is told how much is done, and may stop it. Raises ExportError for a character that no font of the
    program can print, and StoppedError.
    """
    page = _Page(case, Naming(case, veiled=True), dressing(outline), at=watched(progress, 0.0, _DRAWN))
    page.listed.headings = [section.heading for section in outline.sections[1:] if section.level == 1]
    head = running(outline.running), running(outline.marking)
    tree = watched(progress, _DRAWN, 1.0)
    return build_pdf(_kept(_flow(outline, page)), head, "", outline.title, at=tree)


Flow = tuple[Flowable, bool, float]
"""A flowable, whether it must stay with what follows, and how much of it must fit below what stays with it."""


def _flow(outline: Outline, page: _Page) -> Iterator[Flow]:
    count, done = sum(1 + len(section.blocks) for section in outline.sections), 0
    for number, section in enumerate(outline.sections):
        if section.new_page and number:
            yield PageBreak(), False, 0.0
        page.depth = min(section.level, page.depth + 1)
        yield _heading(section, page, listed=number > 0), True, 0.0
        closing = _closing(section)
        for at, block in enumerate(section.blocks, 1):
            done += 1
            page.at(done / count)
            ends = closing and at == len(section.blocks)
            yield from _ending(block, page) if ends else _block(block, page)
        done += 1


def _closing(section: Section) -> bool:
    """Whether a section ends with a small line that belongs to what stands above it, and introduces nothing."""
    *above, last = section.blocks or (None,)
    return _is_small(last) and not all(map(_is_small, above))


def _is_small(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.tone == "small"


def _ending(block: Block, page: _Page) -> Iterator[Flow]:
    return ((flowable, False, least) for flowable, _, least in _block(block, page))


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


def _heading(section: Section, page: _Page, *, listed: bool) -> Flowable:
    """The heading of a section, noted for the list of contents if it is to stand there."""
    tone = colour(section.kind) if section.kind and section.level > 1 else None
    sign = sign_of(section.kind) if section.kind and section.level > 1 else ""
    return Opening(section.heading, section.level, tone, sign, page.listed if listed else None, page.depth)


def _block(block: Block, page: _Page) -> Iterator[Flow]:
    match block:
        case Paragraph():
            yield from _paragraph(block, page)
        case Bullets():
            yield from _bullets(block, page)
        case Item():
            yield from _item(block, page)
        case Table():
            yield from _table(block, page)
        case Notice():
            framed = Framed([Text(page.text.spans(each), replace(BODY, after=2.0)) for each in block.lines])
            yield framed, False, _high(framed)
        case Contents():
            yield from _contents(page.listed)
        case PathwayPicture():
            yield from _figures(figures.of_child(page.case, block.child, page.naming, COLUMN), NOTE)
        case MapPicture():
            yield from _figures(figures.of_map(page.case, page.naming, COLUMN, block.complete), BODY)
        case TimelinePicture():
            yield from _figures(figures.of_timeline(block, COLUMN), NOTE)


def _contents(noted: Listed) -> Iterator[Flow]:
    for places in noted.pieces():
        contents = ContentsList(noted, places)
        yield contents, False, _high(contents)


def _paragraph(paragraph: Paragraph, page: _Page) -> Iterator[Flow]:
    """Small lines introduce what follows; the first words of a section are not parted if they fit a page."""
    text = Text(page.text.spans(paragraph), _style(paragraph))
    if paragraph.tone == "small":
        yield text, True, 0.0
    elif paragraph.tone == "lead":
        yield text, False, min(_high(text), TALLEST / 2)
    else:
        yield from _whole(text)


def _whole(text: Text) -> Iterator[Flow]:
    yield text, False, min(_high(text), 3 * text.setting.leading)


def _style(paragraph: Paragraph) -> Style:
    return {"body": BODY, "lead": LEAD, "strong": STRONG, "small": NOTE, "quote": QUOTE}[paragraph.tone]


def _bullets(block: Bullets, page: _Page) -> Iterator[Flow]:
    """Each item as one block; its further paragraphs stand on lines of their own."""
    for text in listed([page.text.stacked(item) for item in block.items], block.numbered):
        yield from _whole(text)


def _item(item: Item, page: _Page) -> Iterator[Flow]:
    sign = sign_of(item.kind)
    title = CardTitle(page.text.spans(item.title), _hung(STRONG, sign), sign, colour(item.kind))
    if not item.lines:
        yield title, False, _high(title)
        return
    yield title, True, 0.0
    texts = [Text(page.text.spans(line), _hung(_under(line), sign)) for line in item.lines]
    whole = sum(map(_high, texts)) <= _CARD
    for place, text in enumerate(texts, 1):
        opens = place == 1 and item.lines[0].tone == "small"  # a line of facts goes with what it is about
        if place < len(texts) and (whole or opens or place == len(texts) - 1):
            yield text, True, 0.0
        else:
            yield from _whole(text)


def _hung(style: Style, sign: str) -> Style:
    """Without a sign nothing hangs before the title, and nothing is indented under it."""
    return style if sign else replace(style, indent=style.indent - STRONG.indent)


def _under(line: Paragraph) -> Style:
    return {"small": FACTS, "quote": QUOTE}.get(line.tone, UNDER)


def _table(block: Table, page: _Page) -> Iterator[Flow]:
    head = [column.heading for column in block.columns]
    shares = [column.share for column in block.columns]
    rows = [Row(tuple(page.text.stacked(cell) for cell in row)) for row in block.rows]
    first = PaperTable(head, rows[:1], shares)
    yield PaperTable(head, rows, shares), False, min(_high(first), WHOLE + 2 * CELL.leading)


def _figures(shown: Pictures, instead: Style) -> Iterator[Flow]:
    """A picture in its parts, or the words that stand for it."""
    if shown.instead:
        yield from _whole(Text(shown.instead, instead))
    for number, drawing in enumerate(shown.parts, 1):
        figure = Figure(drawing)
        if len(shown.parts) > 1:
            yield Text(shown.words(number), NOTE), True, 0.0
        yield figure, False, _high(figure)
