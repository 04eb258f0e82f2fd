"""What a case from elsewhere would bring, in numbers, and what is to be asked about it; it takes nothing in.

People are called by role: what is shown before a worker has agreed names nobody.
"""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import replace

from mapping.casemap import CaseMap, difference
from mapping.entries import ENTRY_CLASSES, Header, Person
from mapping.fields import field_named
from mapping.naming import Naming
from mapping.refusing import refusals_of_entry
from mapping.vocabulary import load_vocabulary
from mapping.wording import fitted, subject_of


def holdings(case: CaseMap) -> tuple[tuple[str, int], ...]:
    """What a case holds: a heading for each kind that is there, in the catalogue's order, and how many of it."""
    vocabulary, naming = load_vocabulary(), Naming(case, veiled=True)
    found = Counter(entry.kind for entry in case.entries.values())
    rows: list[tuple[str, int]] = []
    for kind in (each for each in ENTRY_CLASSES if found[each]):
        words = vocabulary.kind(kind)
        rows.append((fitted(words.lane or words.plural, naming, subject_of(kind, naming, vocabulary)), found[kind]))
        children = sum("child" in person.roles for person in case.of(Person)) if kind == Person.kind else 0
        if children:
            rows.append(("Of these, children", children))
    return (*rows, *((("Arrows between them", len(case.links)),) if case.links else ()))


def questions(case: CaseMap) -> tuple[str, ...]:
    """What this program would not take from a worker's hand but reads in a file, each reason once, the commonest first.

    The entries come in as they stand.
    """
    naming = Naming(case, veiled=True)
    found = Counter(
        refusal.reason for entry in case.ordered_entries for refusal in refusals_of_entry(case, entry, naming)
    )
    return tuple(reason if times == 1 else f"{reason} ({times} times)" for reason, times in found.most_common())


def remarks(case: CaseMap) -> tuple[str, ...]:
    """What else is good to know beforehand: first records that are kept, words that the catalogue does not have."""
    entries, vocabulary = case.entries.values(), load_vocabulary()
    recorded = sum(bool(entry.recorded_as) for entry in entries)
    own = sum(
        bool(entry.category) and not vocabulary.term(vocabulary.category_family(entry.kind), entry.category).known
        for entry in entries
    )
    placed = sum(entry.position is not None for entry in entries)
    said = (
        (recorded, "Kept with how it was first recorded: {}."),
        (own, "With a category that is not in the catalogue, which stays as it is: {}."),
        (placed, "With a place on the map, which is kept: {}."),
    )
    return tuple(words.format(number) for number, words in said if number)


def changed(mine: CaseMap, theirs: CaseMap) -> str:
    """What a file says differently from the case of the same id that is here, in one sentence."""
    added = gone = other = 0
    for change in difference(mine, replace(theirs, header=mine.header), "import"):
        added, gone = added + (change.before is None), gone + (change.after is None)
        other += change.before is not None and change.after is not None
    if not (added or gone or other or mine.header != theirs.header):
        return "The file holds the same as the case that is here."
    head = " Its title or another word in its head is different." if mine.header != theirs.header else ""
    return f"Beside the case that is here, the file has {added} more, lacks {gone}, and says {other} differently.{head}"


def as_another(case: CaseMap, day: str) -> CaseMap:
    """The same case under a new id, with the day on which it came in its title, so that the two can be told apart."""
    longest = field_named(Header, "title").shape.longest
    mark = f" (brought in {day})"
    title = case.header.title[: longest - len(mark)] + mark
    taken = {*case.entries, *case.links}
    fresh = next(new for new in iter(_new_id, "") if new not in taken)
    return replace(case, header=replace(case.header, id=fresh, title=title))


def _new_id() -> str:
    return f"case-{secrets.token_hex(6)}"
