"""What the parts of a page are, for readers that do not see it: headings, paragraphs, tables, figures, in order.

It knows the structure tree of a PDF; it refuses to know how anything looks. The canvas marks stretches of a page with
tags while it draws; here the tree is grown from those marks when the file is finished.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from exports.progress import At, going_on

# Written out here: a library would sign it.
_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>
</rdf:Description><rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

_PRINTED = 4
_ABOVE = 12.0
"""How far above a place the page is opened, in points."""
_OFTEN = 1000
"""After how many marks it is said how far things are."""
Role = Literal[
    "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Figure", "Note", "Link", "TOC",
    "TOCI", "Reference",
]  # fmt: skip
How = Literal["", "Column", "Row", "Disc", "Decimal"]
"""What a head of a table heads, and how the items of a list are marked."""


@dataclass(eq=False, slots=True)
class Tag:
    """One element of the document; two are never equal, for each is a place. `alt` is said instead of a figure.

    `box` is how much of its page a figure takes, once it is drawn.
    """

    role: Role
    parent: Tag | None = None
    alt: str = field(default="", repr=False)
    how: How = ""
    box: tuple[float, ...] = ()


class Mark(NamedTuple):
    """A stretch of content: its page, its number on that page, and what it is."""

    page: int
    number: int
    tag: Tag


class Place(NamedTuple):
    """A point of a page to which something may lead."""

    page: int
    x: float
    y: float


class Jumping(NamedTuple):
    """A box on a page that leads to the place of a name; in words; and the tag of what is drawn in it."""

    page: int
    box: tuple[float, float, float, float]
    to: str
    words: str
    tag: Tag


@dataclass(frozen=True, slots=True, repr=False)
class Drawn:
    """What a canvas says of the pages that it has drawn."""

    marks: Sequence[Mark]
    jumps: Sequence[Jumping] = ()
    places: Mapping[str, Place] = field(default_factory=dict)


def finished(pdf: bytes, drawn: Drawn, title: str, language: str, at: At = going_on) -> bytes:
    """The PDF with its structure tree, a title and nothing else about itself; the same input gives the same bytes.

    `at` is told how much of this is done; it may stop it by an error.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _grow(document, drawn, at)
        document.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
        document.Root.Lang = String(language)
        document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        del document.docinfo
        document.docinfo["/Title"] = String(title)
        document.Root.Metadata = document.make_stream(_METADATA.format(escape(title), escape(language)).encode("utf-8"))
        document.Root.Metadata.Type, document.Root.Metadata.Subtype = Name.Metadata, Name.XML
        out = io.BytesIO()
        document.save(
            out,
            deterministic_id=True,
            compress_streams=True,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            fix_metadata_version=False,
        )
    return out.getvalue()


class _Tree:
    """The elements made so far, by tag."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self.document = document
        self.root = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.top = self._element(Name.Document, self.root)
        self.root.K = Array([self.top])
        self.made: dict[Tag, pikepdf.Object] = {}
        self.pages: dict[Tag, int] = {}  # on which page each begins
        self.kids: dict[Tag | None, list[pikepdf.Object | int]] = {None: []}  # what each tag holds; None is the top

    def element(self, tag: Tag) -> pikepdf.Object:
        """The element of a tag, made with all above it where it is new."""
        if tag not in self.made:
            parent = self.element(tag.parent) if tag.parent else self.top
            made = self._element(Name(f"/{tag.role}"), parent)
            if tag.alt:
                made.Alt = String(tag.alt)
            if tag.how or tag.box:
                made.A = _attributes(tag)
            self.kids[tag.parent].append(made)
            self.kids[tag] = []
            self.made[tag] = made
        return self.made[tag]

    def close(self) -> None:
        """Gives every element what it holds, now that all of it is known."""
        for tag, kids in self.kids.items():
            held = self.made[tag] if tag else self.top
            held.K = kids[0] if len(kids) == 1 and isinstance(kids[0], int) else Array(kids)

    def _element(self, role: Name, parent: pikepdf.Object) -> pikepdf.Object:
        return self.document.make_indirect(Dictionary(Type=Name.StructElem, S=role, P=parent))


def _attributes(tag: Tag) -> pikepdf.Object:
    """What a reader is told of an element besides what it is."""
    if tag.box:
        return Dictionary(O=Name.Layout, BBox=Array([round(each, 2) for each in tag.box]))
    if tag.role == "L":
        return Dictionary(O=Name.List, ListNumbering=Name(f"/{tag.how}"))
    return Dictionary(O=Name.Table, Scope=Name(f"/{tag.how}"))


def _lead(tree: _Tree, sheets: Sequence[pikepdf.Object], drawn: Drawn) -> list[pikepdf.Object]:
    """Makes each box that leads somewhere; one whose place is nowhere is no link, and only says its words."""
    notes: dict[int, list[pikepdf.Object]] = {}
    elements: list[pikepdf.Object] = []
    for jump in drawn.jumps:
        element, place = tree.element(jump.tag), drawn.places.get(jump.to)
        if place is None:
            element.S = Name.Span
            continue
        note = tree.document.make_indirect(_annotation(jump, place, sheets, len(sheets) + len(elements)))
        tree.kids[jump.tag].append(Dictionary(Type=Name.OBJR, Pg=sheets[jump.page], Obj=note))
        notes.setdefault(jump.page, []).append(note)
        elements.append(element)
    for page, found in notes.items():
        sheets[page].Annots = Array(found)
    return elements


def _annotation(jump: Jumping, place: Place, sheets: Sequence[pikepdf.Object], number: int) -> pikepdf.Object:
    """A box that leads within the document, with no action of any kind."""
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([round(each, 2) for each in jump.box]),
        Border=Array([0, 0, 0]),
        F=_PRINTED,
        Dest=Array([sheets[place.page], Name.XYZ, 0, round(place.y + _ABOVE, 2), 0]),
        Contents=String(jump.words),
        StructParent=number,
    )


def _grow(document: pikepdf.Pdf, drawn: Drawn, at: At) -> None:
    tree = _Tree(document)
    by_page: dict[int, list[pikepdf.Object]] = {}
    pages = list(document.pages)
    sheets = [page.obj for page in pages]
    for done, mark in enumerate(drawn.marks):
        if done % _OFTEN == 0:
            at(done / len(drawn.marks))
        element = tree.element(mark.tag)
        if tree.pages.setdefault(mark.tag, mark.page) == mark.page:
            element.Pg = sheets[mark.page]
            tree.kids[mark.tag].append(mark.number)
        else:
            tree.kids[mark.tag].append(Dictionary(Type=Name.MCR, Pg=sheets[mark.page], MCID=mark.number))
        by_page.setdefault(mark.page, []).append(element)
    leading = _lead(tree, sheets, drawn)
    tree.close()
    numbers = Array([])
    for number, elements in sorted(by_page.items()):
        numbers.append(number)
        numbers.append(document.make_indirect(Array(elements)))
        sheets[number].StructParents = number
    for number, element in enumerate(leading, len(pages)):
        numbers.append(number)
        numbers.append(element)
    for sheet in sheets:
        sheet.Tabs = Name.S
    tree.root.ParentTree = document.make_indirect(Dictionary(Nums=numbers))
    tree.root.ParentTreeNextKey = len(pages) + len(leading)
    document.Root.StructTreeRoot = tree.root
    document.Root.MarkInfo = Dictionary(Marked=True)
