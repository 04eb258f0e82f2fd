"""What the parts of a page are, for readers that do not see it: headings, paragraphs, tables, figures, in order.

It knows the structure tree of a PDF; it refuses to know how anything looks. The canvas marks stretches of a page with
tags while it draws; here the tree is grown from those marks when the file is finished.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal, NamedTuple

import pikepdf
from pikepdf import String

from exports.objects import put_together, stream, taken_apart, with_more
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

    The pages were made with the same `language`. `at` is told how much of this is done; it may stop it by an error.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        sheets = [page.obj.objgen[0] for page in document.pages]
        pages = [page.obj.unparse(resolved=True) for page in document.pages]
        root, info = document.trailer.Root.objgen[0], document.trailer.Info.objgen[0]
        catalogue = document.trailer.Root.unparse(resolved=True)
    written = taken_apart(pdf)
    first = max(written) + 1
    tree = _Tree(first, sheets)
    tree.grow(drawn, at)
    said = stream(_METADATA.format(escape(title), escape(language)).encode("utf-8"), b"/Type /Metadata /Subtype /XML")
    written[info] = with_more(b"<< >>", {"Title": _written(title)})
    written[root] = with_more(
        catalogue,
        {
            "MarkInfo": "<< /Marked true >>",
            "Metadata": f"{first + len(tree.objects)} 0 R",
            "PageLabels": "<< /Nums [ 0 << /S /D >> ] >>",
            "StructTreeRoot": f"{tree.root} 0 R",
            "ViewerPreferences": "<< /DisplayDocTitle true >>",
        },
    )
    for index, (number, content) in enumerate(zip(sheets, pages, strict=True)):
        written[number] = with_more(content, tree.on_page(index))
    objects = (*(written.get(number, b"null") for number in range(1, first)), *tree.objects, said)
    return put_together(objects, root, info)


class _Element:
    """One element: its number, that of the one that holds it, its page, and what it holds."""

    __slots__ = ("kids", "number", "page", "parent", "role")

    def __init__(self, role: str, number: int, parent: int) -> None:
        self.role, self.number, self.parent = role, number, parent
        self.page = -1
        self.kids: list[str] = []


class _Tree:
    """The elements by tag, written as objects that are numbered on from `first`."""

    def __init__(self, first: int, sheets: Sequence[int]) -> None:
        self.first, self.root = first, first
        self.objects: list[bytes] = [b"", b""]  # the root, and its only element
        self._sheets = sheets
        self._made: dict[Tag, _Element] = {}
        self._top = _Element("Document", first + 1, first)
        self._notes: dict[int, list[str]] = {}
        self._texts: dict[str, str] = {}
        self._pages: Collection[int] = ()

    def on_page(self, index: int) -> dict[str, str]:
        """What is said in the object of a page."""
        notes = self._notes.get(index)
        said = {"Annots": _array(notes)} if notes else {}
        return said | ({"StructParents": str(index)} if index in self._pages else {}) | {"Tabs": "/S"}

    def grow(self, drawn: Drawn, at: At) -> None:
        """Makes every element from the marks, and every box that leads somewhere."""
        by_page: dict[int, list[str]] = {}
        for done, (page, number, tag) in enumerate(drawn.marks):
            if done % _OFTEN == 0:
                at(done / len(drawn.marks))
            element = self._element(tag)
            if element.page < 0:
                element.page = page
            here = element.page == page
            element.kids.append(
                str(number) if here else f"<< /Type /MCR /Pg {self._sheets[page]} 0 R /MCID {number} >>"
            )
            by_page.setdefault(page, []).append(f"{element.number} 0 R")
        self._pages = by_page.keys()
        leading = self._lead(drawn)
        owners = {page: self._add(_array(found)) for page, found in sorted(by_page.items())}
        owners |= dict(enumerate(leading, len(self._sheets)))
        nums = [f"{number} {owner} 0 R" for number, owner in owners.items()]
        self._close(self._add(f"<< /Nums {_array(nums)} >>"), len(self._sheets) + len(leading))

    def _element(self, tag: Tag) -> _Element:
        """The element of a tag, made with all above it where it is new."""
        made = self._made.get(tag)
        if made is None:
            above = self._element(tag.parent) if tag.parent else self._top
            made = self._made[tag] = _Element(tag.role, self._add(""), above.number)
            above.kids.append(f"{made.number} 0 R")
        return made

    def _lead(self, drawn: Drawn) -> list[int]:
        """Makes each box that leads somewhere; one whose place is nowhere is no link, and only says its words."""
        leading: list[int] = []
        for jump in drawn.jumps:
            element, place = self._element(jump.tag), drawn.places.get(jump.to)
            if place is None:
                element.role = "Span"
                continue
            note = self._add(self._annotation(jump, place, len(self._sheets) + len(leading)))
            element.kids.append(f"<< /Type /OBJR /Pg {self._sheets[jump.page]} 0 R /Obj {note} 0 R >>")
            self._notes.setdefault(jump.page, []).append(f"{note} 0 R")
            leading.append(element.number)
        return leading

    def _annotation(self, jump: Jumping, place: Place, number: int) -> str:
        """A box that leads within the document, with no action of any kind."""
        box = _array(map(_measure, jump.box))
        there = f"[ {self._sheets[place.page]} 0 R /XYZ 0 {_measure(place.y + _ABOVE)} 0 ]"
        return (
            f"<< /Type /Annot /Subtype /Link /Rect {box} /Border [ 0 0 0 ] /F {_PRINTED} /Dest {there} "
            f"/Contents {self._text(jump.words)} /StructParent {number} >>"
        )

    def _close(self, parents: int, following: int) -> None:
        """Writes every element, now that all it holds is known."""
        root = f"<< /Type /StructTreeRoot /K [ {self._top.number} 0 R ] /ParentTree {parents} 0 R "
        self.objects[0] = f"{root} /ParentTreeNextKey {following} >>".encode("ascii")
        self._write(self._top, "")
        for tag, element in self._made.items():
            told = f" /Alt {self._text(tag.alt)}" if tag.alt else ""
            self._write(element, f"{told}{_attributes(tag)}")

    def _write(self, element: _Element, told: str) -> None:
        kids = element.kids
        held = kids[0] if len(kids) == 1 and kids[0].isdecimal() else _array(kids)
        page = f" /Pg {self._sheets[element.page]} 0 R" if element.page >= 0 else ""
        said = f"<< /Type /StructElem /S /{element.role} /P {element.parent} 0 R{page}{told}"
        self.objects[element.number - self.first] = f"{said} /K {held} >>".encode("latin-1")

    def _text(self, text: str) -> str:
        """A text as it stands in a file; the same come again and again."""
        found = self._texts.get(text)
        if found is None:
            found = self._texts[text] = _written(text)
        return found

    def _add(self, content: str) -> int:
        self.objects.append(content.encode("latin-1"))
        return self.first + len(self.objects) - 1


def _written(text: str) -> str:
    """A text as it stands in a file."""
    return String(text).unparse().decode("latin-1")


def _array(members: Iterable[str]) -> str:
    return f"[ {' '.join(members)} ]"


def _measure(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _attributes(tag: Tag) -> str:
    """What a reader is told of an element besides what it is."""
    if tag.box:
        return f" /A << /O /Layout /BBox {_array(map(_measure, tag.box))} >>"
    if tag.how and tag.role == "L":
        return f" /A << /O /List /ListNumbering /{tag.how} >>"
    return f" /A << /O /Table /Scope /{tag.how} >>" if tag.how else ""
