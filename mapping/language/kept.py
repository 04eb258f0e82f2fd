"""Wording that somebody decided to keep as it is, and why: remembered by its sentence; edits elsewhere leave it.

What is kept is a note of the case about the entry it stands on, or about both ends of the arrow; it is undone,
journalled and carried like any other. Wording that went out as it stands (mapping/language/released.py) is remembered
in the same way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from mapping.aside import ABOUT_WORDING, KEPT_WORDING
from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import add, fresh_id, remove
from mapping.entries import Entry, Link, Note
from mapping.errors import CaseError
from mapping.language.findings import Finding
from mapping.language.tokens import lines, sentences, tokens

_SENSITIVITY = "agency_internal"
_OF = "."
"""Between an arrow's kind and its field, where a note names the place of its passage: "leads_to.note"."""
_IN = ":"
"""Between a list of a card and the field of its records: "comparison:of_about"."""


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """One passage that stays as it is: the note that says so, where it stands, its rule, its sentence, the reason.

    `entry` is the id of the card or arrow on which it stands; `field` is its field, or a place within a list
    (`within`). `on` is the day on which it went out (EDTF), where it did; a passage that is kept has none.
    """

    note: str
    entry: str
    field: str
    rule: str
    passage: str
    reason: str
    on: str = ""

    def __repr__(self) -> str:
        return f"Kept({self.note})"


def within(listed: str, field: str) -> str:
    """The place of a field in the records of one list of a card, as a passage that is kept there names it."""
    return f"{listed}{_IN}{field}"


def field_of(place: str) -> str:
    """The field of a card in which a place lies: its list, for a place within one."""
    return place.partition(_IN)[0]


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence, or sentences, that hold this stretch of a text."""
    for offset, line in lines(text):
        if offset <= start < offset + len(line):
            held = [each for each in sentences(tokens(line, offset)) if each.end > start and each.start < end]
            return text[held[0].start : held[-1].end] if held else line.strip()
    return text[start:end]


def keep(case: CaseMap, entry_id: str, field: str, text: str, finding: Finding, reason: str) -> ChangeSet:
    """Keep the sentence in which a rule found something; raises CaseError without a reason."""
    if not reason.strip():
        raise CaseError("Say in a few words why it stays as it is.")
    if not isinstance(case.thing(entry_id), Entry | Link):
        raise CaseError("What this wording stood on is no longer on the map.")
    passage = sentence_around(text, finding.start, finding.end)
    return say_of_wording(case, Kept("", entry_id, field, finding.rule, passage, reason.strip()), KEPT_WORDING)


def say_of_wording(case: CaseMap, said: Kept, category: str) -> ChangeSet:
    """Put a new note of this category on the map, about what the passage stands on."""
    thing = case.thing(said.entry)
    place = f"{thing.kind}{_OF}{said.field}" if isinstance(thing, Link) else said.field
    note = Note(
        id=fresh_id(case, "note"),
        title=f"{said.rule} {place}",
        category=category,
        account=said.reason,
        recorded_as=said.passage,
        when=said.on,
        sensitivity=_SENSITIVITY,
    )
    about: list[Link] = []
    for end in (thing.from_id, thing.to_id) if isinstance(thing, Link) else (said.entry,):
        taken = [link.id for link in about]
        about.append(Link(id=fresh_id(case, "about", taken), kind="about", from_id=note.id, to_id=end))
    return add(case, note, links=tuple(about))


def unkeep(case: CaseMap, note_id: str) -> ChangeSet:
    """Ask about this wording again."""
    return remove(case, note_id)


def kept_of(case: CaseMap) -> tuple[Kept, ...]:
    """All wording of a case that is kept as it is."""
    return said_of_wording(case, KEPT_WORDING)


def said_of_wording(case: CaseMap, category: str) -> tuple[Kept, ...]:
    """What the notes of one category say of the wording of a case."""
    return tuple(each for note in case.of(Note) if note.category == category for each in _said(case, note))


def _said(case: CaseMap, note: Note) -> Iterator[Kept]:
    rule, _, place = note.title.partition(" ")
    about = [link.to_id for link in case.links_from(note.id) if link.kind == "about"]
    kind, of_arrow, field = place.rpartition(_OF)
    things = tuple(_arrows(case, kind, about)) if of_arrow else about
    said = [Kept(note.id, each, field, rule, note.recorded_as, note.account, note.when) for each in things]
    # Of several arrows alike between two cards it is said of those that hold the passage.
    yield from [each for each in said if of_arrow and _stands(case, each)] or said


def _arrows(case: CaseMap, kind: str, ends: list[str]) -> Iterator[str]:
    """The arrows of one kind between two cards, whichever way they go."""
    for end in ends[:1]:
        for link in (*case.links_from(end), *case.links_to(end)):
            if link.kind == kind and {link.from_id, link.to_id} == set(ends):
                yield link.id


def past_wording(case: CaseMap) -> frozenset[str]:
    """The notes about wording that stands in no text of this case any more: their passage would say more than it."""
    notes = [note for note in case.of(Note) if note.category in ABOUT_WORDING]
    return frozenset(note.id for note in notes if not _hold(case, tuple(_said(case, note))))


def _hold(case: CaseMap, said: tuple[Kept, ...]) -> bool:
    return bool(said) and all(_stands(case, each) for each in said)


def _stands(case: CaseMap, said: Kept) -> bool:
    name, _, inner = said.field.partition(_IN)
    found = getattr(case.thing(said.entry), name, () if inner else "")
    texts = [getattr(record, inner, "") for record in found] if inner else [found]
    return any(isinstance(text, str) and same_words(said.passage) in same_words(text) for text in texts)


def keeps(kept: Kept, text: str, finding: Finding) -> bool:
    """Whether this is the wording that was kept: the same rule, and the same sentence however it is spaced."""
    here = sentence_around(text, finding.start, finding.end)
    return kept.rule == finding.rule and same_words(kept.passage) == same_words(here)


def same_words(text: str) -> str:
    """A text as it is compared with another: without its spaces, its capitals and the forms of its letters."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").casefold().split())
