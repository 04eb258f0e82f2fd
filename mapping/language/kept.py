"""Wording that somebody decided to keep as it is, and why: remembered by its sentence; edits elsewhere leave it.

What is kept is a note of the case about the entry it stands on; it is undone, journalled and carried like any other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import add, fresh_id, remove
from mapping.entries import Entry, Link, Note
from mapping.errors import CaseError
from mapping.language.findings import Finding
from mapping.language.tokens import lines, sentences, tokens

KEPT_WORDING = "kept_wording"
"""The category of a note that keeps wording."""


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """One passage that stays as it is: the note that says so, where it stands, its rule, its sentence, the reason."""

    note: str
    entry: str
    field: str
    rule: str
    passage: str
    reason: str

    def __repr__(self) -> str:
        return f"Kept({self.note})"


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence, or sentences, that hold this stretch of a text."""
    for offset, line in lines(text):
        if offset <= start < offset + len(line):
            held = [each for each in sentences(tokens(line, offset)) if each[-1].end > start and each[0].start < end]
            return text[held[0][0].start : held[-1][-1].end] if held else line.strip()
    return text[start:end]


def keep(case: CaseMap, entry_id: str, field: str, text: str, finding: Finding, reason: str) -> ChangeSet:
    """Keep the sentence in which a rule found something; raises CaseError without a reason."""
    if not reason.strip():
        raise CaseError("Say in a few words why it stays as it is.")
    if not isinstance(case.thing(entry_id), Entry):
        raise CaseError("Only wording on a card can be kept as it is. Change the wording on the arrow instead.")
    note = Note(
        id=fresh_id(case, "note"),
        title=f"{finding.rule} {field}",
        category=KEPT_WORDING,
        account=reason.strip(),
        recorded_as=sentence_around(text, finding.start, finding.end),
    )
    about = Link(id=fresh_id(case, "about"), kind="about", from_id=note.id, to_id=entry_id)
    return add(case, note, links=(about,))


def unkeep(case: CaseMap, note_id: str) -> ChangeSet:
    """Ask about this wording again."""
    return remove(case, note_id)


def kept_of(case: CaseMap) -> tuple[Kept, ...]:
    """All wording of a case that is kept as it is."""
    return tuple(_kept(case))


def _kept(case: CaseMap) -> Iterator[Kept]:
    for note in case.of(Note):
        if note.category != KEPT_WORDING:
            continue
        rule, _, field = note.title.partition(" ")
        for link in case.links_from(note.id):
            if link.kind == "about":
                yield Kept(note.id, link.to_id, field, rule, note.recorded_as, note.account)


def keeps(kept: Kept, text: str, finding: Finding) -> bool:
    """Whether this is the wording that was kept: the same rule, and the same sentence however it is spaced."""
    return kept.rule == finding.rule and _plain(kept.passage) == _plain(
        sentence_around(text, finding.start, finding.end)
    )


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").casefold().split())
