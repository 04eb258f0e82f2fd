"""What a part in XML says: text, attributes, comments and instructions, each for itself; it knows no vocabulary of XML.

Expat of the standard library, because it gives comments, instructions and the document type, which trees leave out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from exports.finished.passages import Fault, Found, Passage, letters_in

_MEASURES_WORDS = """
d points transform x y x1 y1 x2 y2 cx cy r rx ry dx dy width height viewBox textLength font-size stroke-width
stroke-dasharray offset w h left right top bottom
"""
_MEASURES = frozenset(_MEASURES_WORDS.split())
_MEASURED = re.compile(r"[MLHVCSQTAZmlhvcsqtaz\d\s,.+%()eEptxmin-]*")
_NAMING_WORDS = "descr title alt name label aria-label summary displayName caption"
_NAMING = frozenset(_NAMING_WORDS.split())
"""Attributes that are read as texts of their own."""
_TYPEFACES_WORDS = "typeface ascii hAnsi cs eastAsia altName font-family"
_TYPEFACES = frozenset(_TYPEFACES_WORDS.split())
_KNOWN_FACES = re.compile(
    r"\+?(?:Aptos|Arial|Atkinson Hyperlegible(?: Next)?|Calibri(?: Light)?|Cambria(?: Math)?|Courier(?: New)?|Georgia|"
    r"Helvetica|Noto (?:Sans|Serif|Naskh)[\w ]*|Segoe UI|Symbol|Tahoma|Times(?: New Roman)?|Verdana|Wingdings|"
    r"[ms][njo]-[a-z]{2,4})"
)
"""Typefaces that are on every office computer: no name of a person."""
_FETCHED = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(", re.IGNORECASE)
"""What a style fetches from elsewhere."""
_OF_OFFICE_WORDS = """
Arab Armn Beng Bopo Bugi Cans Cher Deva Ethi Geor Gujr Guru Hang Hans Hant Hebr Java Jpan Khmr Knda Laoo Lisu Mlym Mong
Mymr Nkoo Olck Orya Osma Phag Sinh Sora Syrc Syre Syrj Syrn Tale Talu Taml Telu Tfng Thaa Thai Tibt Uigh Viet Yiii
Office
"""
_OF_OFFICE = frozenset((*_OF_OFFICE_WORDS.split(), "Office Theme"))
"""Scripts, and the name of the theme, in the theme of every office file: no names of persons either."""
UNREADABLE = "a part that cannot be read"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one use of XML is read.

    `blocks` are the elements whose text stands for itself, all of them where it is None; `apart` those whose text is no
    part of the text around them; `gaps` those that stand for a space; `faults` those that a finished file must not
    hold; `out` the attributes that may point out of the file.
    """

    blocks: frozenset[str] | None = None
    apart: frozenset[str] = frozenset()
    gaps: frozenset[str] = frozenset()
    faults: Mapping[str, str] = field(default_factory=dict)
    out: frozenset[str] = frozenset()


PLAIN = Dialect()


def xml_text(raw: bytes, where: str, dialect: Dialect = PLAIN) -> Iterator[Found]:
    """Every text that an XML part holds, with what it must not hold."""
    reading = _Reading(where, dialect)
    parser = reading.parser
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, ValueError, LookupError):
        yield Fault(UNREADABLE, where)
        yield from letters_in(raw, where)
    reading.flush()
    yield from reading.found


class _Reading:
    """One part while it is read."""

    def __init__(self, where: str, dialect: Dialect) -> None:
        self.found: list[Found] = []
        self._where, self._dialect = where, dialect
        self._text: list[str] = []
        self._held: list[list[str]] = []
        self._seen: set[tuple[str, str]] = set()
        self._within_style = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text_came
        self.parser.CommentHandler = lambda text: self._say(text, "comment")
        self.parser.ProcessingInstructionHandler = lambda target, text: self._say(f"{target} {text}", "instruction")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = lambda *told: self._say(" ".join(filter(None, map(str, told))), "entity")

    def _text_came(self, text: str) -> None:
        self._text.append(text)

    def flush(self) -> None:
        """Ends the text that was being read."""
        text = "".join(self._text)
        if text.strip():
            self.found.append(Passage(text, self._where, field=True))
        if self._within_style and _FETCHED.search(text):
            self.found.append(Fault("a link out of the file", self._where))
        self._text = []

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self._within_style = name == "style" and bool(self._dialect.out)
        if name in self._dialect.faults:
            self.found.append(Fault(self._dialect.faults[name], self._where))
        if name in self._dialect.apart:
            self._held.append(self._text)
            self._text = []
        elif self._dialect.blocks is None or name in self._dialect.blocks:
            self.flush()
        elif name in self._dialect.gaps:
            self._text.append(" ")
        for key, value in attributes.items():
            self._attribute(key.rpartition(":")[2], value)

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in self._dialect.apart:
            self.flush()
            self._text = self._held.pop()
        elif self._dialect.blocks is None or name in self._dialect.blocks:
            self.flush()

    def _attribute(self, name: str, value: str) -> None:
        if (name, value) in self._seen:
            return
        self._seen.add((name, value))
        if name in _MEASURES and _MEASURED.fullmatch(value):
            return
        if value in _OF_OFFICE:
            return
        if name in _TYPEFACES and all(_KNOWN_FACES.fullmatch(each.strip(" '\"")) for each in value.split(",")):
            return
        if name in self._dialect.out and not value.startswith("#"):
            self.found.append(Fault("a link out of the file", self._where))
        if self._dialect.out and _FETCHED.search(value):
            self.found.append(Fault("a link out of the file", self._where))
        if name.startswith("on") and name.isalpha() and self._dialect.out:
            self.found.append(Fault("a script", self._where))
        self.found.append(Passage(value, f"{self._where}, attribute", field=name in _NAMING))

    def _say(self, text: str, what: str) -> None:
        self.found.append(Passage(text, f"{self._where}, {what}", field=True))

    def _doctype(self, name: str, system: str | None, public: str | None, internal: object) -> None:
        self.found.append(Fault("a document type", self._where))
        self._say(" ".join(filter(None, (name, system, public))), "document type")
