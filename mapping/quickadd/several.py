"""Several pasted lines become several entries in one act; each line is read on the map as the lines before leave it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mapping.casemap import CaseMap, Change, ChangeSet
from mapping.entries import Entry
from mapping.quickadd.making import command
from mapping.quickadd.reader import read_line
from mapping.quickadd.reading import Reading
from mapping.quickadd.whodid import BLANK
from mapping.vocabulary import Vocabulary

_BULLET = re.compile(r"^\s*(?:[-–—*•·▪◦]|\(?\d{1,2}[.)])\s+")
"""What stands before the words of a line in a list."""


@dataclass(frozen=True, slots=True, repr=False)
class PastedLine:
    """One line, the kind that was chosen for it ("" leaves it to the words), and whether its words stand as typed."""

    text: str
    kind: str = ""
    as_typed: bool = False


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a pasted text that say something, without the signs of a list before them."""
    lines = (" ".join(_BULLET.sub("", line).split()) for line in text.splitlines())
    return tuple(line for line in lines if line)


def guessed(reading: Reading, text: str) -> str:
    """The kind that the words of a line make likely: its own, or where that is asked about, what is offered first.

    What would need other words than those that were written is no guess. It is shown before anything is put on the
    map, and may be another one.
    """
    if not reading.ready and not reading.ways and text.rstrip().endswith("?"):
        return "gap"
    first = reading.ways[0] if reading.ways and not reading.ready else None
    return first.kind if first is not None and first.kind and BLANK not in first.title else reading.kind


def command_of_lines(
    case: CaseMap,
    lines: Iterable[PastedLine],
    vocabulary: Vocabulary,
    today: date,
    known: Mapping[PastedLine, Reading] | None = None,
) -> ChangeSet:
    """Put these lines on the map as one act; whoever one line brings is there for the next.

    `known` are readings of lines on this very case, so that they need not be read again. Raises CaseError where a line
    cannot be put on the map.
    """
    after, changes = case, list[Change]()
    for line in lines:
        reading = (known or {}).get(line)
        if reading is None or reading.new_people or any(not each.id for each in reading.sources):
            reading = read_line(after, line.text, vocabulary, today, line.kind or None, as_typed=line.as_typed)
        made = command(after, reading)
        after = after.apply(made)
        changes.extend(made)
    return ChangeSet("add", tuple(changes))


def made_by_lines(changes: ChangeSet) -> tuple[str, ...]:
    """The ids of what the lines put on the map, without the people and sources that they brought along."""
    entries = [change.thing for change in changes if isinstance(change.thing, Entry)]
    telling = tuple(entry.id for entry in entries if entry.kind not in ("person", "source"))
    return telling or tuple(entry.id for entry in entries)
