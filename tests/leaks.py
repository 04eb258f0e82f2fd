"""The proof for finished files: what a reader's file says of a rich case, and whether what is planted in one is found.

What a copy may hold is proven beside (tests/disclosure.py); here it is the measure for the file that is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from exports.copies import Copy, looked_over
from exports.finished.check import check
from exports.finished.readout import Form, read_out
from exports.interchange import write_text
from mapping.audience import Reader, granted, view
from mapping.casemap import CaseMap
from mapping.entries import Source
from tests.canaries import CANARY
from tests.disclosure import Found
from tests.exports.finished.plants import PLANTED
from tests.exports.paper_reading import bare

DAY = date(2026, 3, 12)
PLANTED_BY = (
    "under a box", "in white", "clipped", "in a drawing", "in the EXIF of a photo", "in an earlier version",
    "with its letters apart",
)  # fmt: skip
"""The seven leaks that must be caught whatever else is."""
_WRITTEN = re.compile(r"«[a-z_]+\|[\w.]+\|[^«»]*»")
_NO_SECTION = frozenset({"person", "sharing", "source", "session", "note"})
_NO_ROW = frozenset({"sharing", "note"})
"""Kinds whose titles are told in other words, or not at all, on paper and in a table. Of a source that is not to be
named a table tells the type alone."""


def forms_for(reader: Reader) -> tuple[Form, ...]:
    """The forms of file that a reader may have; what he may see is no table."""
    return ("pdf", "docx") if reader.audience == "perpetrator_may_see" else ("pdf", "docx", "xlsx")


def made(case: CaseMap, reader: Reader, form: Form = "pdf") -> bytes:
    """The finished file, whatever the release check says of it."""
    return looked_over(case, Copy(reader, DAY, form=form))[0]


def look_into(case: CaseMap, reader: Reader, form: Form) -> Found:
    """What stands in a finished file and in no copy for this reader; and which titles of the copy are not in it."""
    copy = view(case, reader)
    text = bare("\n".join(each.text for each in read_out(made(case, reader, form), form).passages))
    there, may = set(_WRITTEN.findall(text)), {bare(each) for each in CANARY.findall(write_text(copy))}
    titles = {bare(each) for each in _titles(copy, form)} if reader.audience != "marac" or form == "xlsx" else set()
    return Found(tuple(sorted(there - may)), tuple(sorted(titles - there)), len(there & may))


def _titles(copy: CaseMap, form: Form) -> Iterator[str]:
    untold = _NO_ROW if form == "xlsx" else _NO_SECTION
    for entry in copy.ordered_entries:
        not_to_be_named = isinstance(entry, Source) and entry.attribution == "unattributed"
        if entry.kind not in untold and not not_to_be_named:
            yield from CANARY.findall(entry.title)


def secrets(case: CaseMap, reader: Reader) -> list[tuple[str, str]]:
    """The titles of what this reader does not get, each with its entry: what must be found if it gets out."""
    kept = granted(case, reader).copy
    return [(each.id, each.title) for each in case.ordered_entries if each.title and each.id not in kept.entries]


def uncaught(case: CaseMap, reader: Reader, seed: int) -> list[str]:
    """The ways of hiding in which the title of something left out would leave with a file, unseen."""
    left = secrets(case, reader)
    entry, secret = left[seed % len(left)]
    copy = view(case, reader)
    return [way for way in PLANTED_BY if entry not in check(PLANTED[way](secret), "pdf", case, copy).entries]


def false_alarms(case: CaseMap, reader: Reader) -> list[str]:
    """The same ways with a text that says nothing: what is found there was never planted."""
    copy = view(case, reader)
    return [way for way in PLANTED_BY if check(PLANTED[way]("everybody"), "pdf", case, copy).entries]
