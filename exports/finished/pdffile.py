"""What a PDF says anywhere in its bytes, and whether it is built of nothing but what our documents are built of.

Pages are read by `pdftext`; here stand metadata, outline, structure, notes, names, pictures, typefaces, all other
streams, comments, and earlier versions that a program left in the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from io import BytesIO
from itertools import chain
from typing import Any

import pikepdf

from exports.finished.passages import Fault, Found, Passage, letters_in, within
from exports.finished.pdffonts import typeface
from exports.finished.pdfnames import ACTIVE, KINDS, TYPES, USUAL
from exports.finished.pdftext import Streams, shown
from exports.finished.pictures import UNREAD, beside_pixels, inflated
from exports.finished.xmltext import UNREADABLE, xml_text

_END, _HEAD = re.compile(rb"%%EOF"), b"%PDF-"
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_COMMENT = re.compile(rb"%[^\r\n]*")
_OWN_COMMENT = re.compile(rb"%%EOF|%PDF-\d\.\d|%[\x80-\xff]{4}|%QDF-1\.0")
_LITERAL = re.compile(rb"\((?:[^()\\]|\\.)*\)|<(?!<)[0-9A-Fa-f\s]{6,}>", re.DOTALL)
_DRAWS = re.compile(rb"\bBT\b.*\bT[jJ]\b", re.DOTALL)
_LEFT, _STRANGE = "a page that is not shown", "a stream of a kind that our documents do not have"
_FONT_STREAMS = frozenset(("/ToUnicode", "/CIDToGIDMap", "/FontFile2"))
_EARLIER = 4
"""How many earlier versions are read; a file that has one is refused in any case."""
_BROKEN = (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
"""What a library says of a file that is not as it should be."""


def pdf(data: bytes, ours: Collection[bytes]) -> Iterator[Found]:
    """Everything that a PDF says, and what it must not hold."""
    ends = [found.end() for found in _END.finditer(data)]
    if len(ends) != 1:
        yield Fault("not one end of the file but several or none, so earlier versions may stand in it")
        for end in ends[:-1][-_EARLIER:]:
            yield from within(_version(data[:end], ours), "an earlier version")
    said = list(_version(data, ours))
    yield from said
    yield from _around(data, {each.text for each in said if isinstance(each, Passage)})


def _version(data: bytes, ours: Collection[bytes]) -> Iterator[Found]:
    """What one version of the file says."""
    try:
        with pikepdf.open(BytesIO(data)) as document:
            if document.is_encrypted:
                yield Fault("a lock: the check is made before a file is locked")
            yield from list(_read(document, data, ours))
            yield from _unlisted(document, data)
    except _BROKEN:
        yield Fault(UNREADABLE)
        yield from letters_in(data, "the bytes of the file")


def _read(document: pikepdf.Pdf, data: bytes, ours: Collection[bytes]) -> Iterator[Found]:
    yield from shown(data)
    streams = Streams(document)
    yield from streams.pages()
    objects = _Objects(document, streams, ours)
    yield from objects.read()
    if streams.unread:
        yield Fault("letters that nobody can read")
    yield from _names(streams.names | objects.names)


def _around(data: bytes, known: Collection[str]) -> Iterator[Found]:
    """What stands before, behind and between the objects and is not `known` from them: it belongs to nothing."""
    start, end = data.find(_HEAD), data.rfind(b"%%EOF")
    for loose in (data[: max(0, start)], data[end + 5 :] if end >= 0 else b""):
        if loose.strip():
            yield Fault("bytes that belong to no part")
            yield from letters_in(loose, "the bytes of the file")
    syntax = _STREAM.sub(b" ", data)
    for comment in _COMMENT.findall(syntax):
        if not _OWN_COMMENT.fullmatch(comment.rstrip()):
            yield from letters_in(comment, "comment")
    literals = {found for found in _LITERAL.findall(syntax) if found[:1] == b"(" or len(found) % 2 == 0}
    loose_texts = {_literal(found) for found in literals}
    yield from (Passage(text, "the bytes of the file") for text in loose_texts if len(text) > 1 and text not in known)


def _unlisted(document: pikepdf.Pdf, data: bytes) -> Iterator[Found]:
    """Streams that stand among the bytes and in no list of objects: no reader shows them, anyone can unpack them."""
    listed = {each.read_raw_bytes().strip() for each in document.objects if isinstance(each, pikepdf.Stream)}
    for body in _STREAM.findall(data):
        if body.strip() not in listed and not any(body.startswith(each) for each in listed if each):
            yield Fault("bytes that belong to no part")
            yield from letters_in(inflated(body), "the bytes of the file")


def _literal(written: bytes) -> str:
    try:
        return str(pikepdf.Object.parse(written))
    except pikepdf.PdfError:
        return written[1:-1].decode("latin-1")


def _names(names: Collection[str]) -> Iterator[Found]:
    """Names that somebody chose: those of the format and of our own parts say nothing."""
    yield from (Passage(name[1:], "name in the file") for name in names if not USUAL.fullmatch(name))


class _Objects:
    """Goes through every object of a document, whether anything leads to it or not."""

    def __init__(self, document: pikepdf.Pdf, streams: Streams, ours: Collection[bytes]) -> None:
        self.document, self._streams, self._ours = document, streams, ours
        self.names: set[str] = set()
        self._pages = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        self._faults: set[str] = set()
        self._places = dict(self._placed())
        self._of_fonts: set[tuple[int, int]] = set()
        self._strange: dict[tuple[int, int], str] = {}

    def _placed(self) -> Iterator[tuple[tuple[int, int], str]]:
        """Objects that cannot say themselves where they belong: notes, and what is drawn on pages."""
        info = self.document.trailer.get("/Info")
        if info is not None and info.is_indirect:
            yield info.objgen, "metadata"
        for number, page in enumerate(self.document.pages, 1):
            for note in page.obj.get("/Annots", ()):
                yield note.objgen, f"page {number}, annotation"
                if note.get("/Subtype") != "/Link":
                    self._faults.add("a note")
            drawn = page.resources.get("/XObject")
            for _, each in drawn.items() if isinstance(drawn, pikepdf.Dictionary) else ():
                yield each.objgen, f"page {number}, drawing"

    def read(self) -> Iterator[Found]:
        """Every string, and every stream that is not a page's own."""
        pages = {
            each.objgen
            for page in self.document.pages
            for each in _listed(page.obj.get("/Contents"))
            if isinstance(each, pikepdf.Stream)
        }
        yield from self._strings(self.document.trailer, "metadata")
        for each in self.document.objects:
            head = each.stream_dict if isinstance(each, pikepdf.Stream) else each
            where = self._where(each, head)
            if isinstance(head, pikepdf.Dictionary) and str(head.get("/Type", "/Font"))[1:] not in TYPES:
                self._faults.add("an object of a kind that our documents do not have")
            yield from self._strings(head, where)
            if isinstance(head, pikepdf.Dictionary) and head.get("/Type") == "/Page" and each.objgen not in self._pages:
                self._faults.add(_LEFT)
                yield from self._streams.left_page(each, _LEFT)
            if isinstance(each, pikepdf.Stream) and each.objgen not in pages:
                yield from self._stream(each, head, where)
            elif isinstance(each, pikepdf.Stream):
                yield from _comments(each, where)
        yield from (Fault(_STRANGE, where) for each, where in self._strange.items() if each not in self._of_fonts)
        yield from (Fault(fault) for fault in sorted(self._faults))

    def _where(self, each: Any, head: Any) -> str:
        """The place of an object, in words, by what it is."""
        if each.objgen in self._places:
            return self._places[each.objgen]
        if not isinstance(head, pikepdf.Dictionary):
            return "an object of the file"
        kind = str(head.get("/Type", ""))
        if kind == "/StructElem":
            page = self._pages.get(head["/Pg"].objgen) if "/Pg" in head else None
            return f"page {page}, structure tree" if page else "structure tree"
        if "/Title" in head and "/Parent" in head:
            return "outline"
        return KINDS.get(kind) or KINDS.get(str(head.get("/Subtype", "")), "an object of the file")

    def _strings(self, value: Any, where: str) -> Iterator[Found]:
        """The strings of one object, those of other objects left to them."""
        waiting = [value]
        while waiting:
            each = waiting.pop()
            if isinstance(each, pikepdf.Name):
                self._name(str(each))
            elif isinstance(each, pikepdf.String):
                yield Passage(str(each), where, field=True)
            elif isinstance(each, pikepdf.Array):
                waiting.extend(filter(_speaks, each))
            elif isinstance(each, pikepdf.Dictionary):
                for key, kid in each.items():
                    self._name(key)
                    if key in _FONT_STREAMS and isinstance(kid, pikepdf.Stream):
                        self._of_fonts.add(kid.objgen)
                    if key == "/ID" and where == "metadata":
                        continue
                    if _speaks(kid):
                        waiting.append(kid)

    def _name(self, name: str) -> None:
        if name in self.names:
            return
        self.names.add(name)
        if name in ACTIVE:
            self._faults.add(ACTIVE[name])

    def _stream(self, stream: pikepdf.Stream, head: Any, where: str) -> Iterator[Found]:
        """What a stream that is no page's own holds, by its kind."""
        subtype = str(head.get("/Subtype", ""))
        if subtype == "/Image":
            yield from self._image(stream, where)
            return
        if str(head.get("/Type", "")) in ("/ObjStm", "/XRef"):
            return
        try:
            raw = stream.read_bytes()
        except pikepdf.PdfError:
            yield Fault("a stream that cannot be read", where)
            yield from letters_in(stream.read_raw_bytes(), where)
            return
        if subtype == "/XML":
            yield from xml_text(raw.strip(b"\0 \r\n"), where)
        elif raw[:4] in (b"\0\1\0\0", b"true", b"OTTO"):
            yield from typeface(raw, where)
        elif subtype == "/Form" or "/PatternType" in head or (_DRAWS.search(raw) and b"begincmap" not in raw):
            yield from self._streams.stream(stream, where)
            yield from _comments(stream, where)
        else:
            self._strange[stream.objgen] = where
            yield from letters_in(raw, where)

    def _image(self, image: pikepdf.Stream, where: str) -> Iterator[Found]:
        """A picture: fine where it is one of ours, by its bytes as they stand or inflated."""
        raw = image.read_raw_bytes()
        try:
            plain = image.read_bytes()
        except pikepdf.PdfError:  # a picture that is packed as a picture
            plain = raw
        if raw not in self._ours and plain not in self._ours:
            yield Fault(UNREAD, where)
        if raw.startswith((b"\xff\xd8", b"\x89PNG")):
            yield from beside_pixels(raw, where)


def _listed(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, pikepdf.Array) else [value]


def _speaks(value: Any) -> bool:
    """Whether this may say something here: not what is another object, and no number."""
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _comments(stream: pikepdf.Stream, where: str) -> Iterator[Found]:
    """Comments between the operators of a page, which no reader of text sees."""
    raw = stream.read_bytes()
    if b"%" in raw:
        yield from chain.from_iterable(letters_in(comment, f"{where}, comment") for comment in _COMMENT.findall(raw))
