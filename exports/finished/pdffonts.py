"""Codes on a page as the characters they stand for; it knows the fonts of a PDF and not what is done with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exports.finished.passages import Fault, Found, letters_in

_HEX = rb"<([0-9A-Fa-f\s]*)>"
_ONE = re.compile(_HEX + rb"\s*" + _HEX)
_RANGE = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[([^\]]*)\])")
_BLOCK = re.compile(rb"begin(codespacerange|bfchar|bfrange)(.*?)end\1", re.DOTALL)
_MOST = 0x10000
UNREAD = "\ufffd"
_MEASURING = frozenset(
    (b"glyf", b"loca", b"head", b"hhea", b"hmtx", b"maxp", b"cvt ", b"fpgm", b"prep", b"cmap", b"CFF ")
)
"""The tables of a typeface that hold shapes and measures, and no words."""
_NAMED = {
    "space": " ", "hyphen": "-", "minus": "-", "period": ".", "comma": ",", "colon": ":", "semicolon": ";",
    "slash": "/", "parenleft": "(", "parenright": ")", "quoteright": "’", "quoteleft": "‘", "quotesingle": "'",
    "at": "@", "plus": "+", "underscore": "_", "ampersand": "&", "zero": "0", "one": "1", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "germandbls": "ß", "ae": "æ",
    "oslash": "ø", "dotlessi": "ı", "fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl",
}  # fmt: skip
_ACCENTS = {
    "acute": "\u0301", "grave": "\u0300", "circumflex": "\u0302", "dieresis": "\u0308", "tilde": "\u0303",
    "caron": "\u030c", "cedilla": "\u0327", "ring": "\u030a", "macron": "\u0304", "breve": "\u0306", "ogonek": "\u0328",
    "dotaccent": "\u0307", "hungarumlaut": "\u030b",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoder:
    """The characters that the codes of one font stand for; a code has `width` bytes."""

    table: dict[int, str]
    width: int = 1

    def text(self, raw: bytes) -> str:
        """The characters of a string on the page, UNREAD for a code that stands for nothing known."""
        if self.width == 1:
            return "".join([self.table.get(code, UNREAD) for code in raw])
        known = self.table
        return "".join(
            [known.get((raw[at] << 8) | raw[at + 1], UNREAD) for at in range(0, len(raw) - 1, 2)]
            if self.width == 2
            else [known.get(int.from_bytes(raw[at : at + self.width]), UNREAD) for at in range(0, len(raw), self.width)]
        )


def decoder(font: Any) -> Decoder:
    """How the codes of a font are read: by its own map to characters, else by its encoding."""
    own = font.get("/ToUnicode")
    composite = font.get("/Subtype") == "/Type0"
    if own is not None and hasattr(own, "read_bytes"):
        table, width = _mapped(own.read_bytes(), 2 if composite else 1)
        return Decoder(table if composite else _encoded(font) | table, width)
    return Decoder({}, 2) if composite else Decoder(_encoded(font))


def _mapped(cmap: bytes, width: int) -> tuple[dict[int, str], int]:
    """The characters by code, and how many bytes a code has."""
    table: dict[int, str] = {}
    for kind, body in _BLOCK.findall(cmap):
        if kind == b"codespacerange":
            first = _ONE.search(body)
            width = len(_bytes(first[1])) if first and first[1] else width
        elif kind == b"bfchar":
            table.update((_number(code), _text(told)) for code, told in _ONE.findall(body))
        else:
            table.update(_ranged(body))
    return table, width


def _ranged(body: bytes) -> Iterator[tuple[int, str]]:
    for low, high, start, several in _RANGE.findall(body):
        first, last = _number(low), min(_number(high), _number(low) + _MOST)
        if several:
            yield from zip(range(first, last + 1), map(_text, re.findall(_HEX, several)), strict=False)
            continue
        head, base = _text(start)[:-1], ord(_text(start)[-1:] or "\0")
        yield from ((code, head + chr(min(base + code - first, 0x10FFFF))) for code in range(first, last + 1))


def _encoded(font: Any) -> dict[int, str]:
    """A simple font without a map of its own: the encoding of Windows or Mac, with what differs from it."""
    encoding = font.get("/Encoding")
    base = str(encoding.get("/BaseEncoding", "") if hasattr(encoding, "keys") else encoding or "")
    name = "mac_roman" if base == "/MacRomanEncoding" else "cp1252"
    table = {code: bytes((code,)).decode(name, "replace") for code in range(32, 256)}
    code = 0
    for each in encoding.get("/Differences", ()) if hasattr(encoding, "keys") else ():
        if isinstance(each, int):
            code = each
        else:
            table[code] = _glyph(str(each).lstrip("/"))
            code += 1
    return table


def _glyph(name: str) -> str:
    """The characters that a glyph of this name stands for, as far as the common names go."""
    stem = name.partition(".")[0]
    if len(stem) == 1 or stem in _NAMED:
        return _NAMED.get(stem, stem)
    if found := re.fullmatch(r"(?:uni|u)([0-9A-F]{4,6})", stem):
        return chr(min(int(found[1], 16), 0x10FFFF))
    return stem[0] + _ACCENTS[stem[1:]] if stem[1:] in _ACCENTS else UNREAD


def _bytes(digits: bytes) -> bytes:
    plain = re.sub(rb"\s", b"", digits)
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))


def _number(digits: bytes) -> int:
    return int.from_bytes(_bytes(digits), "big")


def _text(digits: bytes) -> str:
    return _bytes(digits).decode("utf-16-be", "replace")


def typeface(raw: bytes, where: str) -> Iterator[Found]:
    """What a typeface says of itself: in the tables that hold words, and behind all of them."""
    end = 0
    for at in range(12, 12 + 16 * int.from_bytes(raw[4:6], "big"), 16):
        start, length = (int.from_bytes(raw[at + each : at + each + 4], "big") for each in (8, 12))
        end = max(end, start + length)
        if raw[at : at + 4] not in _MEASURING:
            yield from letters_in(raw[start : start + length], "name of a typeface")
    if raw[end:].strip(b"\0"):
        yield Fault("something after the end of a typeface", where)
        yield from letters_in(raw[end:], "name of a typeface")
