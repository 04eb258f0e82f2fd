"""The text of a PDF, read twice and independently: as its pages show it, and as its streams hold it.

PDFium (pypdfium2, pinned already for the sandbox) lays a page out and says what stands on it in which order, as the
programs do in which most people open a PDF. The second reading is our own, over qpdf's parser (pikepdf): it inflates
every stream, whether a page shows it or not, turns its codes into characters by the fonts' own maps, and keeps what one
element of the document says together across lines and pages. pypdf would have been the other well-kept choice: it
reads what pages show alone, knows no elements, and takes 50 ms a page, a quarter of a minute for 300; it stays with the
tests, as a third witness. White, covered, clipped and spaced letters are letters to both.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import Any

import pikepdf

from exports.finished.passages import Fault, Found, Passage
from exports.finished.pdffonts import UNREAD as NO_LETTER
from exports.finished.pdffonts import Decoder, decoder
from exports.finished.pictures import UNREAD

_OPERATORS = "BT Tf Tj TJ ' \" Td TD Tm T* BDC BMC EMC DP MP BI Do"
_MOVES = frozenset(("BT", "Td", "TD", "Tm", "T*"))
_GAP = -180
"""From how far apart letters of one row are two words, in thousandths of their size."""
_DEEPEST = 12
Key = tuple[int, int] | None
"""An element of the document, by its object; None for what belongs to none."""
_PDFIUM = Lock()
"""PDFium is one for the whole process and bears no two at once."""


def shown(data: bytes) -> Iterator[Found]:
    """What each page says, as PDFium finds it."""
    with _PDFIUM:
        library = _library()
        document = library.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            yield Fault("pages that cannot be read")
            return
        try:
            for number in range(library.FPDF_GetPageCount(document)):
                yield Passage(_page_text(library, document, number), f"page {number + 1}, text")
        finally:
            library.FPDF_CloseDocument(document)


def _page_text(library: Any, document: Any, number: int) -> str:
    page = library.FPDF_LoadPage(document, number)
    text = library.FPDFText_LoadPage(page) if page else None
    try:
        count = library.FPDFText_CountChars(text) if text else 0
        room = (ctypes.c_ushort * (count + 1))()
        written = library.FPDFText_GetText(text, 0, count, room) if count > 0 else 1
        return bytes(room)[: 2 * (written - 1)].decode("utf-16-le", "replace")
    finally:
        if text:
            library.FPDFText_ClosePage(text)
        if page:
            library.FPDF_ClosePage(page)


@cache
def _library() -> Any:
    import pypdfium2_raw as library

    nowhere = (ctypes.POINTER(ctypes.c_char) * 1)()  # no typeface of the machine
    config = library.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=nowhere, m_pIsolate=None, m_v8EmbedderSlot=0)
    library.FPDF_InitLibraryWithConfig(ctypes.byref(config))
    library.kept = (nowhere, config)  # it looks at them as long as it is used
    return library


@dataclass(slots=True)
class _Said:
    """What one element says, with the place where it begins."""

    where: str
    parts: list[str] = field(default_factory=list)
    apart: bool = False


class Streams:
    """Reads the streams of one document; fonts are looked up once."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self._document = document
        self._elements = _parent_tree(document)
        self._fonts: dict[Any, Decoder] = {}
        self._anywhere: dict[str, Decoder] = {}
        self.names: set[str] = set()
        """Names that stand in the streams."""
        self.unread = False
        """Whether there were letters that stand for nothing known: then somebody may see what nobody here can read."""

    def pages(self) -> Iterator[Found]:
        """What every page says: each element in one piece, wherever its lines and pages break."""
        elements: dict[Key, _Said] = {}
        for number, page in enumerate(self._document.pages, 1):
            numbers = page.obj.get("/StructParents")
            owners = self._elements.get(int(numbers), ()) if numbers is not None else ()
            loose = _Said(f"page {number}, text", apart=not self._elements)
            for mark, text in self._units(page.obj, page.obj.get("/Resources"), loose.where):
                owner = owners[mark] if mark is not None and mark < len(owners) else None
                if isinstance(text, Fault):
                    yield text
                elif owner is None:
                    loose.parts.append(text)
                else:
                    key, drawn = owner
                    elements.setdefault(key, _Said(loose.where, apart=drawn)).parts.append(text)
            yield from _passages(loose)
        for said in elements.values():
            yield from _passages(said)

    def stream(self, stream: pikepdf.Stream, where: str) -> Iterator[Found]:
        """What a stream says that is drawn on pages, or could be: a drawing, a pattern, a mark, a letter."""
        yield from self._drawn(stream, stream.stream_dict.get("/Resources"), where)

    def left_page(self, page: pikepdf.Object, where: str) -> Iterator[Found]:
        """What a page says that is in the file, and not among its pages."""
        yield from self._drawn(page, page.get("/Resources"), where)

    def _drawn(self, drawn: Any, resources: Any, where: str) -> Iterator[Found]:
        said = _Said(where, apart=True)
        for _, text in self._units(drawn, resources, where):
            if isinstance(text, Fault):
                yield text
            else:
                said.parts.append(text)
        yield from _passages(said)

    def _units(self, drawn: Any, resources: Any, where: str) -> Iterator[tuple[int | None, str | Fault]]:
        """Stretches of text in the order of the stream, each with the number of its mark."""
        try:
            steps = pikepdf.parse_content_stream(drawn, _OPERATORS)
        except (pikepdf.PdfError, TypeError):
            yield None, Fault("a stream that cannot be read", where)
            return
        marks: list[int | None] = []
        font, held = Decoder({}), [""]
        for step in steps:
            act, given = str(step.operator), step.operands
            if act in _MOVES:
                held.append("\n")
            elif act == "Tf":
                font = self._font(resources, given[0])
            elif act in ("TJ", "Tj", "'", '"'):
                text = _set(given[-1], font) if given else ""
                self.unread = self.unread or NO_LETTER in text
                held.append(text.replace(NO_LETTER, ""))
            elif act in ("BDC", "BMC", "EMC"):
                yield _mark(marks), "".join(held)
                held = [""]
                yield from self._marked(act, given, resources, marks)
            elif act == "BI":
                yield None, Fault(UNREAD, where)
            else:
                self.names.update(str(each) for each in given if isinstance(each, pikepdf.Name))
        yield _mark(marks), "".join(held)

    def _marked(
        self, act: str, given: Any, resources: Any, marks: list[int | None]
    ) -> Iterator[tuple[int | None, str | Fault]]:
        """Begins or ends a mark; what is said in its properties is text too."""
        if act == "EMC":
            del marks[-1:]
            return
        self.names.update(str(each) for each in given[:1])
        told = given[1] if act == "BDC" and len(given) > 1 else None
        if isinstance(told, pikepdf.Name):
            self.names.add(str(told))
            told = (resources or {}).get("/Properties", {}).get(str(told))
        number = told.get("/MCID") if isinstance(told, pikepdf.Dictionary) else None
        marks.append(int(number) if number is not None else None)
        if isinstance(told, pikepdf.Dictionary):
            for key, value in told.items():
                self.names.add(key)
                if isinstance(value, pikepdf.String) and str(value):
                    yield None, f"\n{value}\n"

    def _font(self, resources: Any, name: Any) -> Decoder:
        """The font of this name; a stream whose fonts are not there is read by those of the same name elsewhere."""
        try:
            font = resources["/Font"][str(name)]
        except (KeyError, TypeError, ValueError):
            return self._anywhere.get(str(name), Decoder({code: chr(code) for code in range(32, 256)}))
        key = font.objgen if font.is_indirect else (str(name), id(resources))
        if key not in self._fonts:
            self._fonts[key] = decoder(font)
        self._anywhere.setdefault(str(name), self._fonts[key])
        return self._fonts[key]


def _mark(marks: list[int | None]) -> int | None:
    """The innermost mark that has a number."""
    return next((mark for mark in reversed(marks) if mark is not None), None)


def _set(given: Any, font: Decoder) -> str:
    """The characters of one row of codes, with a space where they stand far apart."""
    if isinstance(given, pikepdf.String):
        return font.text(bytes(given))
    out: list[str] = []
    codes = b""
    for each in given:
        if isinstance(each, pikepdf.String):
            codes += bytes(each)
        elif each <= _GAP:
            out.extend((font.text(codes), " "))
            codes = b""
    return "".join((*out, font.text(codes)))


def _passages(said: _Said) -> Iterator[Passage]:
    """The text of an element; of a drawing each row for itself as well."""
    text = "".join(said.parts)
    yield Passage(text, said.where, field=not said.apart)
    if said.apart:
        yield from (Passage(line, said.where, field=True) for line in text.split("\n") if line.strip())


def _parent_tree(document: pikepdf.Pdf) -> Mapping[int, tuple[tuple[tuple[int, int], bool] | None, ...]]:
    """For each page's number the elements of its marks, and of each whether it is a drawing."""
    root = document.Root.get("/StructTreeRoot")
    tree = root.get("/ParentTree") if isinstance(root, pikepdf.Dictionary) else None
    found: dict[int, tuple[tuple[tuple[int, int], bool] | None, ...]] = {}
    _branch(tree, found, _DEEPEST)
    return found


def _branch(tree: Any, found: dict[int, Any], deep: int) -> None:
    if not isinstance(tree, pikepdf.Dictionary) or not deep:
        return
    for kid in tree.get("/Kids", ()):
        _branch(kid, found, deep - 1)
    pairs = list(tree.get("/Nums", ()))
    for number, elements in zip(pairs[::2], pairs[1::2], strict=False):
        if isinstance(elements, pikepdf.Array):
            found[int(number)] = tuple(
                (each.objgen, str(each.get("/S", "")) == "/Figure") if isinstance(each, pikepdf.Dictionary) else None
                for each in elements
            )
