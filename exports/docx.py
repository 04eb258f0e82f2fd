"""An outline becomes a Word file: every block as what Word has for it, so that a worker can cut and paste from it.

It says what the PDF says, in the same order; it knows no case but for its pictures. Nothing is hidden in the file: it
is begun from an empty one of ours, and holds no author, no times, no comments and no earlier versions.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

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
    Phrase,
    Section,
    Table,
    TimelinePicture,
)
from exports.colours import colour
from exports.drawing import each_text
from exports.figures import Pictures
from exports.office import neutral, plain
from exports.word import running
from exports.word.blank import blank
from exports.word.elements import Element, made, paragraph, text_run, twips
from exports.word.elements import field as numbered
from exports.word.lists import Lists, in_list
from exports.word.pictures import picture
from exports.word.styles import COLUMN, INDENT, left_of
from exports.word.tables import word_table
from exports.word.text import PLAIN, Dress, fill
from mapping.casemap import CaseMap
from mapping.naming import Naming

_STYLES = {"body": "BodyText", "lead": "Lead", "strong": "CardTitle", "small": "Note", "quote": "Quote"}
_UNDER_A_TITLE = {"small": "CardFacts", "quote": "Quote"}
_HANGING = {2: 15.0, 3: 13.0}
"""How far a heading of a level stands behind its sign, in points."""
_AFTER_A_TABLE = 10.0
_SHORT, _FEW = 700, 8
"""How many characters and paragraphs a card may have that is never parted between two pages."""
_HEADINGS = ("Title", "Heading1", "Heading2", "Heading3")


@dataclass(slots=True)
class _File:
    """What the parts of one document share: its lists, the case for its pictures, what was counted so far."""

    document: WordDocument
    lists: Lists
    case: CaseMap
    naming: Naming
    contents: list[str] = field(default_factory=list)
    headings: int = 0
    pictures: list[bytes] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, repr=False)
class WordFile:
    """A finished file, and the pictures that were painted for it, by which whoever looks it over knows them again.

    `drawn` are the texts in those pictures, in order: nobody can read them in pixels.
    """

    data: bytes
    pictures: tuple[bytes, ...]
    drawn: tuple[str, ...] = ()


def outline_docx(outline: Outline, case: CaseMap) -> bytes:
    """The outline as a Word file; its pictures are drawn from `case`, the view the outline was made from.

    The same outline and case give the same bytes. Raises ExportError, naming the entry, for a character that no font
    of the program can print.
    """
    return word_file(outline, case).data


def word_file(outline: Outline, case: CaseMap) -> WordFile:
    """The same, with its pictures beside it; raises ExportError."""
    document = blank()
    file = _File(document, Lists(document), case, Naming(case, veiled=True))
    file.contents = [section.heading for section in outline.sections[1:] if section.level == 1]
    end = document.element.body[-1]
    for element in _apart(_flow(outline, file)):
        end.addprevious(element)
    running.head(document, outline.running, outline.marking)
    running.foot(document)
    out = io.BytesIO()
    document.save(out)
    return WordFile(neutral(out.getvalue(), plain(outline.title)), tuple(file.pictures), tuple(file.drawn))


def _flow(outline: Outline, file: _File) -> Iterator[Element]:
    for number, section in enumerate(outline.sections):
        yield _heading(section, file, first=not number)
        for block in section.blocks:
            yield from _block(block, section, file)


def _apart(elements: Iterable[Element]) -> Iterator[Element]:
    """The elements with some air below each table; two tables in a row would be one, and the last block is no table."""
    after_table = False
    for element in elements:
        is_table = element.tag.endswith("}tbl")
        if after_table and is_table:
            yield paragraph("TableText")
        elif after_table and element.pPr.style not in _HEADINGS:  # a heading has more air than that of its own
            element.pPr.get_or_add_spacing().set(qn("w:before"), str(twips(_AFTER_A_TABLE)))
        yield element
        after_table = is_table
    if after_table:
        yield paragraph("TableText")


def _heading(section: Section, file: _File, *, first: bool) -> Element:
    """The heading of a section: the title of the document, or one of its level, marked for the list of contents."""
    kind = section.kind if section.level > 1 else ""
    hanging = _HANGING.get(section.level, 0.0)
    breaks = section.new_page and not first
    signed = in_list(file.lists.sign(kind, hanging)) if kind else ()
    properties = [
        *((made("pageBreakBefore"),) if breaks else ()),
        *signed,
        *((made("spacing", before=0),) if breaks else ()),
        *((made("ind", left=twips(hanging), hanging=twips(hanging)),) if signed else ()),
    ]
    written = paragraph("Title" if first else f"Heading{section.level}", *properties)
    listed = section.level == 1 and not first
    if listed:
        written.append(made("bookmarkStart", id=file.headings, name=_mark(file.headings)))
    fill(written, (Phrase(section.heading),), Dress(colour=colour(kind)) if kind else PLAIN)
    if listed:
        written.append(made("bookmarkEnd", id=file.headings))
        file.headings += 1
    return written


def _mark(number: int) -> str:
    """The name of a place that the list of contents leads to, as Word names such places."""
    return f"_Toc{number + 1:09}"


def _block(block: Block, section: Section, file: _File) -> Iterator[Element]:
    match block:
        case Paragraph():
            yield _paragraph(block, _STYLES[block.tone])
        case Bullets():
            yield from _bullets(block, file)
        case Item():
            yield from _item(block, file)
        case Table():
            yield word_table(block)
        case Notice():
            yield from (_paragraph(line, "Notice") for line in block.lines)
        case Contents():
            yield from _contents(file.contents)
        case PathwayPicture():
            shown = figures.of_child(file.case, block.child, file.naming, COLUMN)
            yield from _pictures(shown, section.heading, "Note", file)
        case MapPicture():
            shown = figures.of_map(file.case, file.naming, COLUMN, block.complete)
            yield from _pictures(shown, section.heading, "BodyText", file)
        case TimelinePicture():
            yield from _pictures(figures.of_timeline(block, COLUMN), section.heading, "Note", file)


def _paragraph(said: Paragraph, style: str, *properties: Element) -> Element:
    written = paragraph(style, *properties)
    fill(written, said.phrases)
    return written


def _bullets(block: Bullets, file: _File) -> Iterator[Element]:
    """Each item with its point or number; its further paragraphs stand below it without one."""
    number = file.lists.numbered() if block.numbered else 0
    style = "ListNumber" if block.numbered else "ListBullet"
    for first, *others in filter(None, block.items):
        yield _paragraph(first, style, *in_list(number))
        yield from (_paragraph(other, "ListContinue") for other in others)


def _item(item: Item, file: _File) -> Iterator[Element]:
    """A card: its title behind its sign, and what is known of it; without a sign nothing is indented."""
    sign = in_list(file.lists.sign(item.kind, INDENT))
    signed = bool(sign)
    whole = sum(len(line.text) for line in item.lines) <= _SHORT and len(item.lines) <= _FEW
    yield _paragraph(item.title, "CardTitle", *_stays(bool(item.lines)), *sign, *_flush("CardTitle", signed=signed))
    for number, line in enumerate(item.lines, 1):
        style = _UNDER_A_TITLE.get(line.tone, "CardText")
        stays = number < len(item.lines) and (whole or (number == 1 and line.tone == "small"))
        yield _paragraph(line, style, *_stays(stays), *_flush(style, signed=signed))


def _stays(with_next: bool) -> tuple[Element, ...]:
    """That a paragraph is on the page of the next one, or need not be."""
    return (made("keepNext", val=int(with_next)),)


def _flush(style: str, *, signed: bool) -> tuple[Element, ...]:
    return () if signed else (made("ind", left=twips(left_of(style) - INDENT), firstLine=0),)


def _contents(headings: list[str]) -> Iterator[Element]:
    """The list of the sections, each leading to its place; Word adds the numbers of pages when asked to renew it."""
    for number, heading in enumerate(headings):
        line = paragraph("TOC1")
        if not number:
            order = made("r", made("instrText"))
            order[0].text = ' TOC \\o "1-1" \\h \\z '
            line.extend((_edge("begin"), order, _edge("separate")))
        place = made("hyperlink", anchor=_mark(number), history=1)
        fill(place, (Phrase(heading),))
        line.append(place)
        if number == len(headings) - 1:
            line.append(_edge("end"))
        yield line


def _edge(kind: str) -> Element:
    return made("r", made("fldChar", fldCharType=kind))


def _pictures(shown: Pictures, heading: str, style: str, file: _File) -> Iterator[Element]:
    """A picture in its parts, each with what it shows below it; or the words that stand for it."""
    if shown.instead:
        yield _paragraph(Paragraph((Phrase(shown.instead),)), style)
    for number, drawing in enumerate(shown.parts, 1):
        painted, pixels = picture(file.document, drawing, len(file.pictures) + 1)
        file.pictures.append(pixels)
        file.drawn += [each.text for each in each_text(drawing)]
        yield painted
        yield _caption(len(file.pictures), heading, shown.words(number))


def _caption(number: int, heading: str, part: str) -> Element:
    """What a picture shows, under its number; Word counts its own pictures along."""
    written = paragraph("Caption")
    written.extend((text_run("Figure "), numbered("SEQ Figure \\* ARABIC", str(number))))
    fill(written, (Phrase(f". {heading}. {part}".rstrip()),))
    return written
