"""What the parts of a page are, for readers that do not see it: headings, paragraphs, tables, figures, in order.

It knows the structure tree of a PDF; it refuses to know how anything looks. The canvas marks stretches of a page with
tags while it draws; here the tree is grown from those marks when the file is finished.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Literal, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String

# Written out here: a library would sign it.
_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

Role = Literal["H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Figure", "Note"]


@dataclass(eq=False, slots=True)
class Tag:
    """One element of the document; two are never equal, for each is a place. `alt` is said instead of a figure."""

    role: Role
    parent: Tag | None = None
    alt: str = field(default="", repr=False)


class Mark(NamedTuple):
    """A stretch of content: its page, its number on that page, and what it is."""

    page: int
    number: int
    tag: Tag


def finished(pdf: bytes, marks: Iterable[Mark], title: str, language: str) -> bytes:
    """The PDF with its structure tree, a title and nothing else about itself; the same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _grow(document, list(marks))
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
        self.kids: dict[Tag | None, list[pikepdf.Object]] = {None: []}  # what each tag holds; None is the top

    def element(self, tag: Tag) -> pikepdf.Object:
        """The element of a tag, made with all above it where it is new."""
        if tag not in self.made:
            parent = self.element(tag.parent) if tag.parent else self.top
            made = self._element(Name(f"/{tag.role}"), parent)
            if tag.alt:
                made.Alt = String(tag.alt)
            if tag.role == "TH":
                made.A = Dictionary(O=Name.Table, Scope=Name.Column)
            self.kids[tag.parent].append(made)
            self.kids[tag] = []
            self.made[tag] = made
        return self.made[tag]

    def close(self) -> None:
        """Gives every element what it holds, now that all of it is known."""
        for tag, kids in self.kids.items():
            (self.made[tag] if tag else self.top).K = Array(kids)

    def _element(self, role: Name, parent: pikepdf.Object) -> pikepdf.Object:
        return self.document.make_indirect(Dictionary(Type=Name.StructElem, S=role, P=parent))


def _grow(document: pikepdf.Pdf, marks: list[Mark]) -> None:
    tree = _Tree(document)
    by_page: dict[int, list[pikepdf.Object]] = {}
    pages = list(document.pages)
    sheets = [page.obj for page in pages]
    for mark in marks:
        element = tree.element(mark.tag)
        page = sheets[mark.page]
        tree.kids[mark.tag].append(Dictionary(Type=Name.MCR, Pg=page, MCID=mark.number))
        if "/Pg" not in element:
            element.Pg = page
        by_page.setdefault(mark.page, []).append(element)
    tree.close()
    numbers = Array([])
    for number, elements in sorted(by_page.items()):
        numbers.append(number)
        numbers.append(document.make_indirect(Array(elements)))
        pages[number].obj.StructParents = number
    for sheet in pages:
        sheet.obj.Tabs = Name.S
    tree.root.ParentTree = document.make_indirect(Dictionary(Nums=numbers))
    tree.root.ParentTreeNextKey = len(pages)
    document.Root.StructTreeRoot = tree.root
    document.Root.MarkInfo = Dictionary(Marked=True)
