"""Words that are nowhere else in the world, a case that is full of them, and a search for them on the disk.

All canaries of one flock begin alike, so that a file without that beginning, in any way of writing, is done with.
"""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import lzma
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from mapping.casemap import CaseMap
from mapping.entries import Link
from mapping.fields import Field, fields_of
from tests.exports.full_case import full_case

LENGTH, BEGINNING = 24, 12
_LETTERS = "bcdfghjklmnpqrstvwxz"
"""No vowels: no word of any language, and nothing that a rule about wording could be about."""


class Flock:
    """Canaries, as many as are asked for; each is 24 letters, of which the first 12 are those of the flock."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(f"canaries {seed}")
        self.beginning = self._letters(BEGINNING)
        self.all: list[str] = []

    def new(self) -> str:
        """One that has not flown yet."""
        self.all.append(self.beginning + self._letters(LENGTH - BEGINNING))
        return self.all[-1]

    def _letters(self, number: int) -> str:
        return "".join(self._chance.choices(_LETTERS, k=number))


# ------------------------------------------------------------------------------------------------ a case full of them


def canary_case(flock: Flock) -> CaseMap:
    """A case with an entry of every kind, and a canary of its own in every text of every entry and link, and above."""
    case = full_case()
    entries = {key: _filled(entry, flock, case) for key, entry in case.entries.items()}
    links = {key: _filled(link, flock, case) for key, link in case.links.items()}
    header = replace(case.header, id="canary", title=flock.new(), reference=flock.new())
    return CaseMap(header, entries, links)


def _filled(thing: Any, flock: Flock, case: CaseMap) -> Any:
    values = {each.name: _value(each, getattr(thing, each.name), flock, case) for each in fields_of(type(thing))}
    if isinstance(thing, Link):
        values |= {"kind": thing.kind, "pathway": thing.pathway}
    return type(thing)(**values)


def _value(field: Field, now: Any, flock: Flock, case: CaseMap) -> Any:
    match field.shape.form:
        case _ if field.shape.pattern:
            return now
        case "line" | "category":
            return flock.new()
        case "prose":
            return f"Beginning {flock.new()}, and\nthe end."
        case "lines":
            return (flock.new(), flock.new())
        case "rows":
            return tuple(_filled(row, flock, case) for row in now or (_first_row(field, case),))
    return now


def _first_row(field: Field, case: CaseMap) -> Any:
    """A record with no more than it must have."""
    assert field.shape.row is not None
    must = [each for each in fields_of(field.shape.row) if each.shape.required]
    return field.shape.row(**{each.name: _least(each, case) for each in must})


def _least(field: Field, case: CaseMap) -> Any:
    match field.shape.form:
        case "ref":
            return next(entry.id for entry in case.entries.values() if entry.kind in field.shape.kinds)
        case "choice":
            return field.shape.choices[0]
        case "date":
            return "2024"
    return "x"


# ---------------------------------------------------------------------------------------------------- the search


@dataclass(frozen=True)
class Hit:
    """A canary that was found: which, where, and in which way of writing."""

    canary: str
    place: str
    way: str


class Search:
    """Looks for the canaries of a flock, and for whatever else must not be found, in bytes and in files."""

    def __init__(self, flock: Flock, others: Iterable[str] = ()) -> None:
        self._words = {flock.beginning: tuple(flock.all)} | {word: (word,) for word in others}

    def in_bytes(self, blob: bytes, place: str, way: str = "as it is") -> Iterator[Hit]:
        """Every canary in these bytes, also where they are packed, in each way of writing."""
        for packed_way, plain in ((way, blob), *((f"{way}, {how}", found) for how, found in unpacked(blob))):
            low = plain.lower()
            for beginning, words in self._words.items():
                for form, start in forms(beginning):
                    # Letters may have been folded; base64 knows large and small apart.
                    text = plain if form.startswith("base64") else low
                    if start in text:
                        yield from self._each(words, form, text, place, packed_way)

    def _each(self, words: tuple[str, ...], form: str, text: bytes, place: str, way: str) -> Iterator[Hit]:
        found = [word for word in words if any(raw in text for kind, raw in forms(word) if kind == form)]
        # The beginning alone is a trace too: a canary that was cut short.
        yield from (Hit(word, place, f"{way}, {form}") for word in found or ["(cut short)"])

    def in_file(self, path: Path, within: Path) -> Iterator[Hit]:
        """Every canary in a file, in its name and in its extended attributes."""
        place = path.name if path == within else str(path.relative_to(within))
        yield from self.in_bytes(os.fsencode(place), place, "name")
        for name, value in attributes(path):
            yield from self.in_bytes(name.encode() + b"\n" + value, place, "attribute")
        with suppress(OSError):
            if stat.S_ISREG(path.lstat().st_mode):
                yield from self.in_bytes(path.read_bytes(), place)
            elif path.is_symlink():
                yield from self.in_bytes(os.fsencode(path.readlink()), place, "link")

    def below(self, folder: Path, since: float = 0.0, apart_from: Iterable[Path] = ()) -> list[Hit]:
        """Every canary in what lies below a folder and was changed since then (seconds since 1970)."""
        skipped = tuple(apart_from)
        return [
            hit
            for path in (folder, *walk(folder))
            if not any(path == each or each in path.parents for each in skipped) and changed(path) >= since
            for hit in self.in_file(path, folder)
        ]


def walk(folder: Path) -> Iterator[Path]:
    """Everything below a folder; what vanishes meanwhile is not there."""
    for inside, folders, files in os.walk(folder):
        yield from (Path(inside) / name for name in (*folders, *files))


def changed(path: Path) -> float:
    """When a file was changed last, in itself or in what is said of it; seconds since 1970."""
    try:
        found = path.lstat()
    except OSError:
        return -1.0
    return max(found.st_ctime, found.st_mtime)


def attributes(path: Path) -> Iterator[tuple[str, bytes]]:
    """The extended attributes of a file, where the system knows them."""
    if not hasattr(os, "listxattr"):
        return
    with suppress(OSError):
        for name in os.listxattr(path, follow_symlinks=False):
            yield name, os.getxattr(path, name, follow_symlinks=False)


def forms(text: str) -> Iterator[tuple[str, bytes]]:
    """The ways in which a text could be written, each with its name."""
    raw = text.encode()
    yield "utf-8", raw
    yield "utf-16", text.encode("utf-16-le")[:-1]  # so cut, it stands in the other way of writing too
    yield "utf-32", text.encode("utf-32-le")
    yield "hex", raw.hex().encode()
    for start in range(3):  # wherever it begins in a longer text
        whole = base64.b64encode(b"\0" * start + raw)
        yield f"base64 at {start}", whole[4 if start else 0 : len(whole) // 4 * 4 - 4]


def unpacked(blob: bytes) -> Iterator[tuple[str, bytes]]:
    """What is packed in these bytes, with how: zlib wherever it begins (so in PDF and PNG), gzip, bzip2, xz, zip."""
    whole = memoryview(blob)  # nothing is copied for what only looks like a beginning
    for at in (found.start() for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", blob)):
        plain = _inflated(whole[at:])
        if plain:
            yield "zlib", plain
    for magic, name, unpack in (
        (b"\x1f\x8b", "gzip", gzip.decompress),
        (b"BZh", "bzip2", bz2.decompress),
        (b"\xfd7zXZ", "xz", lzma.decompress),
    ):
        if blob.startswith(magic):
            with suppress(OSError, EOFError, ValueError, zlib.error, lzma.LZMAError):
                yield name, unpack(blob)
    if b"PK\x03\x04" in blob[:4]:
        with suppress(zipfile.BadZipFile, OSError, ValueError, zlib.error), zipfile.ZipFile(io.BytesIO(blob)) as inside:
            yield from (("zip", inside.read(name)) for name in inside.namelist())


def _inflated(blob: memoryview) -> bytes:
    """What a stream of zlib holds, as far as it is whole."""
    stream, plain, at, step = zlib.decompressobj(), bytearray(), 0, 1 << 10
    with suppress(zlib.error):
        while at < len(blob) and not stream.eof and len(plain) < 1 << 26:
            plain += stream.decompress(blob[at : at + step])
            at, step = at + step, 1 << 16
    return bytes(plain) if len(plain) > 8 else b""
