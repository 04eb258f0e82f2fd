"""What a picture says beside its pixels: text chunks, EXIF and comments; what its pixels show, nobody can read here."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator

from exports.finished.passages import Fault, Found, Passage, letters_in

UNREAD = "a picture that cannot be read"
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_PIXELS = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"pHYs", b"sRGB", b"gAMA", b"cHRM", b"sBIT"))
"""Chunks that say how pixels look, and nothing else."""
_LARGEST = 8 * 1024 * 1024
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))  # marks of a JPEG without a length
_SCAN, _END = 0xDA, 0xD9
_COMMENT, _APPLICATION = 0xFE, range(0xE0, 0xF0)


def picture(raw: bytes, where: str, ours: Collection[bytes]) -> Iterator[Found]:
    """A picture within a file: all it says, and a fault unless it is one of `ours`, byte for byte."""
    if raw not in ours:
        yield Fault(UNREAD, where)
    yield from beside_pixels(raw, where)


def beside_pixels(raw: bytes, where: str) -> Iterator[Found]:
    """Every text that stands in a picture file beside its pixels."""
    if raw.startswith(_PNG):
        yield from _png(raw, where)
    elif raw.startswith(_JPEG):
        yield from _jpeg(raw, where)
    else:
        yield Fault(UNREAD, where)
        yield from letters_in(raw, where)


def _png(raw: bytes, where: str) -> Iterator[Found]:
    at, name = len(_PNG), b""
    pixels, behind = zlib.decompressobj(), b""
    while at + 12 <= len(raw) and name != b"IEND":
        length, name = int.from_bytes(raw[at : at + 4], "big"), raw[at + 4 : at + 8]
        body = raw[at + 8 : at + 8 + length]
        at += 12 + length
        if name == b"IDAT":
            behind += _left(pixels, body)
        elif name not in _PIXELS:
            yield from _chunk(name, body, where)
    if name != b"IEND" or at != len(raw) or behind:
        yield Fault("something after the end of a picture", where)
        yield from letters_in(behind + raw[at:], f"{where}, after its end")


def _left(pixels: zlib._Decompress, body: bytes) -> bytes:
    """What stands behind packed pixels; they themselves are gone through and not kept."""
    while body and not pixels.eof:
        try:
            pixels.decompress(body, _LARGEST)
        except zlib.error:
            return body
        body = pixels.unused_data or pixels.unconsumed_tail
    return body


def _chunk(name: bytes, body: bytes, where: str) -> Iterator[Found]:
    """One chunk that is no pixels: text in three forms, EXIF, or something else."""
    place = f"{where}, image {'EXIF' if name == b'eXIf' else 'text'}"
    key, _, rest = body.partition(b"\0")
    if name == b"tEXt":
        yield from _told(key, rest.decode("latin-1"), place)
    elif name == b"zTXt":
        yield from _told(key, inflated(rest[1:]).decode("latin-1"), place)
    elif name == b"iTXt":
        packed, (_, _, words) = rest[:1] == b"\1", _parts(rest[2:])
        yield from _told(key, (inflated(words) if packed else words).decode("utf-8", "replace"), place)
        yield from letters_in(rest, place)
    else:
        if name != b"eXIf":
            yield Fault("a part of a picture that cannot be read", where)
        yield from letters_in(body, place)


def _told(key: bytes, text: str, place: str) -> Iterator[Found]:
    yield Passage(key.decode("latin-1"), place)
    yield Passage(text, place, field=True)


def _parts(rest: bytes) -> tuple[bytes, bytes, bytes]:
    """Language, key in that language, and text of an international text chunk."""
    language, _, rest = rest.partition(b"\0")
    key, _, words = rest.partition(b"\0")
    return language, key, words


def inflated(packed: bytes) -> bytes:
    """The bytes unpacked, or as they stand where they are not packed."""
    try:
        return zlib.decompressobj().decompress(packed, _LARGEST)
    except zlib.error:
        return packed


def _jpeg(raw: bytes, where: str) -> Iterator[Found]:
    """The segments before the pixels, and whatever follows them; between the pixels stand no texts."""
    at = 2
    while at + 4 <= len(raw) and raw[at] == 0xFF and raw[at + 1] != _SCAN:
        mark = raw[at + 1]
        if mark == 0xFF or mark in _ALONE:
            at += 1 if mark == 0xFF else 2
            continue
        length = int.from_bytes(raw[at + 2 : at + 4], "big")
        body = raw[at + 4 : at + 2 + length]
        if mark == _COMMENT or mark in _APPLICATION:
            name = "EXIF" if body.startswith(b"Exif\0") else "text"
            yield from letters_in(body, f"{where}, image {name}")
        at += 2 + length
    end = raw.rfind(bytes((0xFF, _END)))
    if end != -1 and raw[end + 2 :].strip(b"\0\r\n "):
        yield Fault("something after the end of a picture", where)
        yield from letters_in(raw[end + 2 :], f"{where}, after its end")
