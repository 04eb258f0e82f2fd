"""The team's own words for a pathway or a pattern statement, kept apart from what the map says by itself.

They are notes of two categories of their own. `recorded_as` keeps what the map said when they were written; where it
says something else today they are stale: the facts under them have changed, and somebody must look again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mapping.aside import PATHWAY_WORDS, PATTERN_WORDS
from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import add, edit, fresh_id, new_entry, remove
from mapping.entries import Link, Note
from mapping.errors import CaseError
from mapping.naming import Naming
from mapping.pathways import Pathway, pathways, sentence
from mapping.statement import pattern_statement

_SENSITIVITY = "agency_internal"
_GONE = "These words are no longer on the map."
_EMPTY = "Write a few words, or take the map’s own words again."


@dataclass(frozen=True, slots=True, repr=False)
class Own:
    """Words that somebody wrote: the note they are kept in, what the map said then, and whether it says it still."""

    note: str
    text: str
    written_under: str
    stale: bool

    def __repr__(self) -> str:
        return f"Own({self.note})"


def generated_words(case: CaseMap, pathway: Pathway) -> str:
    """What the map says of a pathway by itself, by name."""
    return sentence(case, pathway, Naming(case, veiled=False))


def generated_statement(case: CaseMap, person: str) -> str:
    """What the map says of a person's pattern by itself, by name."""
    return pattern_statement(case, person, Naming(case, veiled=False)).text


def own_words(case: CaseMap, pathway: Pathway) -> Own | None:
    """The team's own words for a pathway, if there are any."""
    note = _note(case, PATHWAY_WORDS, pathway.steps)
    return _own(note, generated_words(case, pathway)) if note else None


def own_statement(case: CaseMap, person: str) -> Own | None:
    """The team's own statement about a person's pattern, if there is one."""
    note = _note(case, PATTERN_WORDS, (person,))
    return _own(note, generated_statement(case, person)) if note else None


def without_place(case: CaseMap) -> tuple[Own, ...]:
    """Own words whose pathway, or whose person, is no longer on the map; they are kept until somebody looks."""
    notes = [note for note in case.of(Note) if note.category in (PATHWAY_WORDS, PATTERN_WORDS)]
    if not notes:
        return ()
    placed = {frozenset(pathway.steps) for pathway in pathways(case)}
    return tuple(
        Own(note.id, note.account, note.recorded_as, stale=True)
        for note in notes
        if (note.category == PATHWAY_WORDS and _about(case, note) not in placed)
        or (note.category == PATTERN_WORDS and not _about(case, note))
    )


def untold(case: CaseMap, smaller: CaseMap) -> frozenset[str]:
    """The own words of a smaller case that say more than it holds: what they were written under is not whole there.

    Words without a place are among them: nobody can tell what they rest on.
    """
    notes = [note.id for note in smaller.of(Note) if note.category in (PATHWAY_WORDS, PATTERN_WORDS)]
    return frozenset(note for note in notes if _under(case, note) != _under(smaller, note) or not _under(case, note))


def _under(case: CaseMap, identity: str) -> str:
    """What the map says by itself in the place of own words; "" where they have none."""
    note = case.entry(identity)
    if not isinstance(note, Note):
        return ""
    about = _about(case, note)
    if note.category == PATTERN_WORDS:
        return generated_statement(case, next(iter(about))) if len(about) == 1 else ""
    found = (pathway for pathway in pathways(case) if frozenset(pathway.steps) == about)
    return next((generated_words(case, pathway) for pathway in found), "")


def _note(case: CaseMap, category: str, about: Iterable[str]) -> Note | None:
    wanted = frozenset(about)
    first = next(iter(wanted), "")
    for link in case.links_to(first):
        note = case.entry(link.from_id)
        if isinstance(note, Note) and note.category == category and _about(case, note) == wanted:
            return note
    return None


def _about(case: CaseMap, note: Note) -> frozenset[str]:
    return frozenset(link.to_id for link in case.links_from(note.id) if link.kind == "about")


def _own(note: Note, generated: str) -> Own:
    return Own(note.id, note.account, note.recorded_as, stale=note.recorded_as != generated)


# ------------------------------------------------------------------------------------------------- commands


def write_words(case: CaseMap, pathway: Pathway, text: str) -> ChangeSet:
    """Put the team's own words in the place of the map's sentence; the map's own sentence takes them away."""
    own = own_words(case, pathway)
    return _write(case, own, PATHWAY_WORDS, pathway.steps, text, generated_words(case, pathway))


def write_statement(case: CaseMap, person: str, text: str) -> ChangeSet:
    """Put the team's own statement in the place of the map's; the map's own text takes it away."""
    own = own_statement(case, person)
    return _write(case, own, PATTERN_WORDS, (person,), text, generated_statement(case, person))


def _write(
    case: CaseMap, own: Own | None, category: str, about: tuple[str, ...], text: str, generated: str
) -> ChangeSet:
    text = text.strip()
    if not text:
        raise CaseError(_EMPTY)
    if text == generated:
        return remove(case, own.note) if own else ChangeSet("edit", ())
    if own:
        return edit(case, own.note, account=text, recorded_as=generated)
    note = new_entry(case, "note", account=text, recorded_as=generated, category=category, sensitivity=_SENSITIVITY)
    links: list[Link] = []
    for each in about:
        taken = [link.id for link in links]
        links.append(Link(id=fresh_id(case, "about", taken), kind="about", from_id=note.id, to_id=each))
    return add(case, note, links=tuple(links))


def take_generated(case: CaseMap, note: str) -> ChangeSet:
    """Take own words away: the map speaks for itself again."""
    if not isinstance(case.entry(note), Note):
        raise CaseError(_GONE)
    return remove(case, note)


def still_true(case: CaseMap, note: str) -> ChangeSet:
    """Say of own words that they hold although the map has changed: they are fresh again."""
    now = _under(case, note)
    if not now:
        raise CaseError(_GONE)
    return edit(case, note, recorded_as=now)
