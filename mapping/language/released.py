"""Wording of the gravest kind that went out in a document as it stands, and why; it knows no document and no file.

The decision is a note of the case, as for wording that is kept, and of another category: nobody decided that the
wording is right, only that this copy could not wait. So it is asked about again before the next copy.
"""

from __future__ import annotations

from collections.abc import Iterable

from mapping.aside import WORDING_RELEASED
from mapping.casemap import CaseMap, ChangeSet, difference
from mapping.commands import edit
from mapping.errors import CaseError
from mapping.language.findings import Finding
from mapping.language.kept import (
    Kept,
    keeps,
    said_of_wording,
    same_words,
    say_of_wording,
    sentence_around,
)
from mapping.language.wholecase import CaseFinding


def release(case: CaseMap, found: Iterable[CaseFinding], reason: str, on: str) -> ChangeSet:
    """Remember why these passages went out as they stand, on this day (EDTF); raises CaseError without a reason.

    A passage that went out before has one note, with the last reason and day; those before are in the journal.
    """
    reason = reason.strip()
    if not reason:
        raise CaseError("Say in a few words why it goes out as it stands.")
    after = case
    for each in found:
        text = getattr(after.thing(each.entry), each.field, "")
        if text[each.finding.start : each.finding.end] == each.finding.phrase:
            passage = sentence_around(text, each.finding.start, each.finding.end)
            said = Kept("", each.entry, each.field, each.finding.rule, passage, reason, on)
            after = after.apply(_remembered(after, said))
    return difference(case, after, "add")


def _remembered(case: CaseMap, said: Kept) -> ChangeSet:
    for each in released_of(case):
        if _key(each) == _key(said):
            return edit(case, each.note, account=said.reason, when=said.on)
    return say_of_wording(case, said, WORDING_RELEASED)


def _key(said: Kept) -> tuple[str, str, str, str]:
    return said.entry, said.field, said.rule, same_words(said.passage)


def released_of(case: CaseMap) -> tuple[Kept, ...]:
    """Every passage of a case that went out as it stands, with the last reason and day."""
    return said_of_wording(case, WORDING_RELEASED)


def released_for(released: tuple[Kept, ...], entry: str, field: str, text: str, finding: Finding) -> Kept | None:
    """Why the passage that this finding is about went out as it stands, if it did."""
    here = (each for each in released if each.entry == entry and each.field == field)
    return next((each for each in here if keeps(each, text, finding)), None)
