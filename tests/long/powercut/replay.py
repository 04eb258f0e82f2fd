"""What a power cut may leave of what a process had done to a folder; it knows calls and disks, and no vault.

The disk is as cruel as the standard lets it be: what was written survives for certain once the file was synced, and a
name (made, changed or taken away) once its folder was. Of the rest anything may survive: all, nothing, the first part,
or any sectors of 512 bytes in any order, with noise or zeros where a file grew.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import struct
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

SECTOR = 512
_HEAD = struct.Struct("<c3IQ")
ROOT = 0
"""The number of the folder itself, among all files and folders."""
STYLES = ("nothing", "the first part", "any sectors", "everything")


@dataclass(frozen=True)
class Call:
    """One call that changed something below the folder."""

    kind: str
    name: PurePath
    other: PurePath
    offset: int
    data: bytes


def read_record(path: Path) -> list[Call]:
    """The calls that the recorder noted, in their order."""
    raw, at, calls = path.read_bytes(), 0, []
    while at < len(raw):
        kind, *lengths, offset = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        parts = []
        for length in lengths:
            parts.append(raw[at : at + length])
            at += length
        name, other, data = parts
        calls.append(Call(kind.decode(), PurePath(name.decode()), PurePath(other.decode()), offset, data))
    return calls


@dataclass(frozen=True)
class NameChange:
    """Names that come or go together: (folder, name, what it leads to or None)."""

    entries: tuple[tuple[int, str, int | None], ...]

    @property
    def folders(self) -> set[int]:
        """The folders that it touches."""
        return {folder for folder, _name, _target in self.entries}


Names = dict[int, dict[str, int]]
Write = tuple[str, int, bytes]
"""A piece of data for a place in a file, or its new length."""


@dataclass
class Disk:
    """What the process sees, what is on the disk for certain, and what is on its way."""

    root: Path
    seen: Names = field(default_factory=lambda: {ROOT: {}})
    names: Names = field(default_factory=lambda: {ROOT: {}})
    contents: dict[int, bytes] = field(default_factory=dict)
    name_changes: list[NameChange] = field(default_factory=list)
    writes: defaultdict[int, list[Write]] = field(default_factory=lambda: defaultdict(list))
    told: bytes = b""
    syncs: bool = True
    """Whether a sync does anything; on a disk that lies, or in a program that forgot it, it does not."""

    def __post_init__(self) -> None:
        self._fresh = itertools.count(1)

    # ------------------------------------------------------------------------------------------------ names

    def lay(self, folder: Path, number: int = ROOT) -> None:
        """Begin with what lies in a folder, all of it on the disk for certain."""
        for place in sorted(folder.iterdir()):
            child = self._new(place.is_dir())
            self.seen[number][place.name] = self.names[number][place.name] = child
            if place.is_dir():
                self.lay(place, child)
            else:
                self.contents[child] = place.read_bytes()

    def _new(self, is_folder: bool) -> int:
        number = next(self._fresh)
        if is_folder:
            self.seen[number], self.names[number] = {}, {}
        else:
            self.contents[number] = b""
        return number

    def _find(self, path: PurePath) -> int:
        number = ROOT
        for part in path.relative_to(self.root).parts:
            number = self.seen[number][part]
        return number

    def _name(self, *entries: tuple[PurePath, int | None]) -> None:
        """Let names come or go together."""
        change = NameChange(tuple((self._find(path.parent), path.name, target) for path, target in entries))
        _apply_names(self.seen, change)
        self.name_changes.append(change)

    # ------------------------------------------------------------------------------------------------ calls

    def take(self, call: Call) -> None:
        """Let one call happen."""
        match call.kind:
            case "A":
                self.told += call.data
            case "C" | "D":
                self._name((call.name, self._new(call.kind == "D")))
            case "U" | "X":
                self._name((call.name, None))
            case "R":
                self._name((call.name, None), (call.other, self._find(call.name)))
            case "W" if not call.name.name.endswith(" (deleted)"):
                self.writes[self._find(call.name)].append(("W", call.offset, call.data))
            case "T":
                self.writes[self._find(call.name)].append(("T", call.offset, b""))
            case "S" if self.syncs:
                self._sync(self._find(call.name))

    def _sync(self, number: int) -> None:
        if number in self.seen:
            certain = [change for change in self.name_changes if number in change.folders]
            self.name_changes = [change for change in self.name_changes if number not in change.folders]
            for change in certain:
                _apply_names(self.names, change)
        elif number in self.writes:
            self.contents[number] = written(self.contents[number], self.writes.pop(number))

    # ------------------------------------------------------------------------------------------------- cuts

    def after_cut(self, chance: random.Random) -> dict[str, bytes | None]:
        """Every file, with its content, and every folder, with None, by their paths, as a cut now may leave them."""
        names = {number: dict(entries) for number, entries in self.names.items()}
        for change in _surviving(self.name_changes, chance):
            _apply_names(names, change)
        contents = dict(self.contents)
        for number, writes in self.writes.items():
            contents[number] = _survived(contents[number], writes, chance)
        return dict(_tree(names, contents, ROOT, ""))

    def without_cut(self) -> dict[str, bytes | None]:
        """What the process itself sees."""
        contents = dict(self.contents)
        for number, writes in self.writes.items():
            contents[number] = written(contents[number], writes)
        return dict(_tree(self.seen, contents, ROOT, ""))


def _apply_names(names: Names, change: NameChange) -> None:
    for folder, name, target in change.entries:
        if target is None:
            names[folder].pop(name, None)
        else:
            names[folder][name] = target


def written(content: bytes, writes: Sequence[Write]) -> bytes:
    """A file after these writes; what lies between its old end and a write is zeros."""
    raw = bytearray(content)
    for kind, offset, data in writes:
        if len(raw) < offset:
            raw.extend(bytes(offset - len(raw)))
        if kind == "T":
            del raw[offset:]
        else:
            raw[offset : offset + len(data)] = data
    return bytes(raw)


def _surviving(changes: Sequence[NameChange], chance: random.Random) -> Sequence[NameChange]:
    match chance.choice(STYLES):
        case "nothing":
            return ()
        case "the first part":
            return changes[: chance.randint(0, len(changes))]
        case "any sectors":
            return [change for change in changes if chance.random() < 0.5]
    return changes


def _survived(content: bytes, writes: Sequence[Write], chance: random.Random) -> bytes:
    match chance.choice(STYLES):
        case "nothing":
            return content
        case "the first part":
            return written(content, writes[: chance.randint(0, len(writes))])
        case "any sectors":
            return _noisy(content, written(content, list(_sectors(writes, chance))), writes, chance)
    return written(content, writes)


def _sectors(writes: Sequence[Write], chance: random.Random) -> Iterator[Write]:
    """Some sectors of some writes; the order in which they arrive is not that in which they were sent."""
    pieces = [
        (kind, offset + start, data[start : start + SECTOR])
        for kind, offset, data in writes
        for start in range(0, max(1, len(data)), SECTOR)
    ]
    if chance.random() < 0.5:
        chance.shuffle(pieces)
    share = chance.choice((0.2, 0.7, 0.95))
    yield from (piece for piece in pieces if chance.random() < share)


def _noisy(before: bytes, after: bytes, writes: Sequence[Write], chance: random.Random) -> bytes:
    """Where the file grew, what did not arrive may be whatever lay there on the disk."""
    if len(after) <= len(before) or chance.random() < 0.5:
        return after
    raw = bytearray(after)
    for start in range(len(before), len(raw), SECTOR):
        if not any(raw[start : start + SECTOR]):
            raw[start : start + SECTOR] = chance.randbytes(len(raw[start : start + SECTOR]))
    return bytes(raw)


def _tree(names: Names, contents: dict[int, bytes], number: int, start: str) -> Iterator[tuple[str, bytes | None]]:
    for name, child in names[number].items():
        path = f"{start}{name}"
        if child in names:
            yield path, None
            yield from _tree(names, contents, child, f"{path}/")
        else:
            yield path, contents[child]


def cuts(disk: Disk, calls: Sequence[Call], number: int, chance: random.Random) -> Iterator[tuple[bytes, dict]]:
    """So many cuts at any moments: what had been told by then, and what is left."""
    places = Counter(chance.randrange(len(calls) + 1) for _ in range(number))
    for place in range(len(calls) + 1):
        for _ in range(places[place]):
            yield disk.told, disk.after_cut(chance)
        if place < len(calls):
            disk.take(calls[place])


def digest_of(left: dict[str, bytes | None]) -> bytes:
    """A name for what is left, so that the same is not looked at twice."""
    found = hashlib.blake2b(digest_size=16)
    for path, content in sorted(left.items()):
        found.update(path.encode() + b"\0" + (b"-" if content is None else hashlib.blake2b(content).digest()))
    return found.digest()


def lay_out(left: dict[str, bytes | None], folder: Path) -> None:
    """Write what is left into a new folder."""
    folder.mkdir()
    for path, content in left.items():
        if content is None:
            (folder / path).mkdir()
        else:
            (folder / path).write_bytes(content)
