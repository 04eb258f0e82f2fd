"""What an office file says: every part of its archive, and what stands in the archive beside the parts.

A DOCX and an XLSX are archives of XML. Pictures in them are read for what they say beside their pixels; a part of any
other kind is a fault.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from io import BytesIO

from exports.finished.passages import Fault, Found, Passage, in_a_row, letters_in
from exports.finished.pictures import picture
from exports.finished.xmltext import PLAIN, UNREADABLE, Dialect, xml_text

_CHANGES = "a record of changes"
_FLOWING = Dialect(
    blocks=frozenset(("p", "si", "is", "v", "f", "text", "definedName", "oddHeader", "oddFooter")),
    apart=frozenset(("instrText", "delText", "delInstrText")),
    gaps=frozenset(("tab", "br", "cr", "ptab")),
    faults={
        "del": _CHANGES, "ins": _CHANGES, "moveFrom": _CHANGES, "moveTo": _CHANGES, "delText": _CHANGES,
        "comment": "a comment", "f": "a formula", "object": "an embedded object", "oleObject": "an embedded object",
        "altChunk": "another document", "attachedTemplate": "a link out of the file", "sym": "a letter without a code",
    },
)  # fmt: skip
"""Text in running order: a paragraph, a cell, a shared string stands for itself, however its letters are dressed."""
_XML, _PICTURES = (".xml", ".rels", ".vml"), (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".tif", ".tiff")
_LARGEST = 256 * 1024 * 1024
_LOCAL, _DESCRIBED, _LOCKED = 30, 0x08, 0x01
_NO_TEXT = re.compile(rb'<c(?![^>]*\bt=")[^>]*>\s*<v>')
_OUTSIDE = b'TargetMode="External"'
_OWN_NAMES = re.compile(
    r"\[Content_Types\]\.xml|(?:(?:word|xl|docProps|customXml)/)?(?:(?:_rels|media|theme|worksheets|drawings|charts|glossary)/)*"
    r"(?:app|core|custom|document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|footnotes|endnotes|"
    r"comments\w{0,10}|header|footer|theme|workbook|sharedStrings|metadata|sheet|drawing|chart|image|item|itemProps|table|"
    r"thumbnail|vmlDrawing|people|calcChain)?\d*\.(?:xml|rels|xml\.rels|vml|png|jpe?g|gif|emf|wmf)"
)
_EMBEDDED = ("vba", "embeddings/", "activex/", "externallinks/", "macrosheets/")


def office(data: bytes, ours: Collection[bytes]) -> Iterator[Found]:
    """Everything that an office file says, and what it must not hold."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield from _archive(archive, data)
            for info in archive.infolist():
                yield from _part(archive, info, ours)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        yield Fault(UNREADABLE, "the archive")
        yield from letters_in(data, "the archive")


def _archive(archive: zipfile.ZipFile, data: bytes) -> Iterator[Found]:
    """What stands beside the parts: comments, extra fields, names, and bytes that belong to no part."""
    yield from letters_in(archive.comment, "comment of the archive")
    names = [info.filename for info in archive.infolist()]
    if len(set(names)) < len(names):
        yield Fault("two parts of one name", "the archive")
    for info in archive.infolist():
        yield Passage(info.filename, "name of a part")
        yield from letters_in(info.comment, "comment of a part")
        yield from letters_in(info.extra, "extra field of a part")
    yield from _beside(archive, data)


def _beside(archive: zipfile.ZipFile, data: bytes) -> Iterator[Found]:
    """Extra fields at the parts themselves, and bytes before, between and behind them."""
    end = 0
    for info in sorted(archive.infolist(), key=lambda each: each.header_offset):
        head = data[info.header_offset : info.header_offset + _LOCAL]
        name, extra = int.from_bytes(head[26:28], "little"), int.from_bytes(head[28:30], "little")
        start = info.header_offset + _LOCAL + name
        yield from letters_in(data[start : start + extra], "extra field of a part")
        yield from _loose(data[end : info.header_offset])
        end = start + extra + info.compress_size
        if info.flag_bits & _DESCRIBED:
            end += 16 if data[end : end + 4] == b"PK\x07\x08" else 12
    yield from _loose(data[end : archive.start_dir])
    last = data.rfind(b"PK\x05\x06")
    yield from _loose(data[last + 22 + len(archive.comment) :])


def _loose(between: bytes) -> Iterator[Found]:
    if between:
        yield Fault("bytes that belong to no part", "the archive")
        yield from letters_in(between, "between the parts")


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, ours: Collection[bytes]) -> Iterator[Found]:
    """What one part says, by its kind."""
    name, where = info.filename.lower(), _place(info.filename)
    if info.flag_bits & _LOCKED or info.file_size > _LARGEST:
        yield Fault(UNREADABLE, where)
        return
    raw = archive.read(info)
    if any(each in name for each in _EMBEDDED):
        yield Fault("an embedded object", where)
    if name.endswith(_XML):
        found = list(xml_text(raw, where, _FLOWING if name.startswith(("word/", "xl/")) else PLAIN))
        yield from found
        yield in_a_row(found, where)
        if _OUTSIDE in raw:
            yield Fault("a link out of the file", where)
        if _NO_TEXT.search(raw):
            yield Fault("a cell that is no text", where)
    elif name.endswith(_PICTURES):
        yield from picture(raw, where, ours)
    elif raw:
        yield Fault(UNREADABLE, where)
        yield from letters_in(raw, where)


def _place(name: str) -> str:
    """A part by its name where that is one of the format's own; any other name could hold a text of the case."""
    return name if _OWN_NAMES.fullmatch(name) else "a part of a name that is not the format's own"
