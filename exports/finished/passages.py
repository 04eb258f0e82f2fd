"""What was read out of a finished file: texts with their places, and what the file must not hold at all.

It knows no format. Nothing here shows a text when printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

_PRINTED = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]{4,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){4,}")
_WIDE_BIG = re.compile(rb"(?:\x00[\x20-\x7e\xa0-\xff]){4,}")


@dataclass(frozen=True, slots=True, repr=False)
class Passage:
    """A text and where it stands; `field` where it stands for itself, as a paragraph or a title does."""

    text: str
    where: str
    field: bool = False

    def __repr__(self) -> str:
        return f"Passage({self.where})"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a finished file must not hold, in the program's own words, and where."""

    what: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.what} ({self.where})" if self.where else self.what


@dataclass(frozen=True, slots=True, repr=False)
class Readout:
    """All that a file says, and all that is wrong with it as a file."""

    passages: tuple[Passage, ...]
    faults: tuple[Fault, ...] = ()

    def __repr__(self) -> str:
        return f"Readout({len(self.passages)} passages, {len(self.faults)} faults)"


Found = Passage | Fault
"""What the reader of a format gives, one after another."""


def gathered(found: Iterable[Found]) -> Readout:
    """The passages, each text once at each place, and the faults."""
    passages: dict[Passage, None] = {}
    faults: dict[Fault, None] = {}
    for each in found:
        if isinstance(each, Fault):
            faults[each] = None
        elif each.text.strip():
            passages[each] = None
    return Readout(tuple(passages), tuple(faults))


def in_a_row(found: Iterable[Found], where: str) -> Passage:
    """All that stands for itself in one row: a name or a title may be broken over two of them."""
    return Passage("\n".join(each.text for each in found if isinstance(each, Passage) and each.field), where)


def within(found: Iterable[Found], place: str) -> Iterator[Found]:
    """The same, with the place in which all of it stands before each place."""
    for each in found:
        yield replace(each, where=f"{place}, {each.where}" if each.where else place)


def letters_in(raw: bytes, where: str) -> Iterator[Passage]:
    """Whatever could be read as text in bytes of no known form, in the usual ways of writing letters as bytes."""
    for run in _PRINTED.findall(raw):
        try:
            text = run.decode("utf-8")
        except UnicodeDecodeError:
            text = run.decode("cp1252", "replace")
        yield Passage(text, where)
    for run in _WIDE.findall(raw):
        yield Passage(run.decode("utf-16-le", "replace"), where)
    for run in _WIDE_BIG.findall(raw):
        yield Passage(run.decode("utf-16-be", "replace"), where)
