"""The last look before a copy leaves: nothing of the full case that this reader was not given may stand in it.

What is compared is text, folded so that case, spaces and hyphens hide nothing. Long passages are looked for anywhere,
names as whole words, short texts only as whole fields. Text that the reader may have is not protected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exports.errors import ExportError
from mapping.casemap import CaseMap
from mapping.entries import Identifier, Person
from mapping.fields import LINE, LINES, PROSE, ROWS, fields_of
from mapping.folding import as_names, parted

LONG = 12
"""From how many letters a text is looked for inside other text."""
_GAPS = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True, repr=False)
class Protected:
    """One text that must not go out, folded; the entry it belongs to; whether it counts as a word of its own."""

    text: str
    entry: str
    word: bool

    def __repr__(self) -> str:
        return f"Protected({self.entry})"


def held_back(full: CaseMap, smaller: CaseMap) -> tuple[Protected, ...]:
    """Every text of the full case that stands nowhere in the reader's copy."""
    given = frozenset(folded(text) for _, text, _ in _texts(smaller))
    found = []
    for entry, text, word in _texts(full):
        plain = folded(text)
        if plain and plain not in given:
            found.append(Protected(_words(text) if word else plain, entry, word))
    return tuple(found)


def leaks(fields: Iterable[str], protected: tuple[Protected, ...]) -> tuple[str, ...]:
    """The ids of the entries whose protected text stands in the fields of what is to go out."""
    texts = list(fields)
    whole = frozenset(folded(text) for text in texts)
    inside = "\n".join(whole)
    # What nobody sees may stand within a name, and may stand beside one.
    words = " ".join(_words(each) for text in texts for each in (text, " ".join(parted(text))))
    return tuple(dict.fromkeys(each.entry for each in protected if _stands(each, whole, inside, words)))


def clear(fields: Iterable[str], full: CaseMap, smaller: CaseMap) -> None:
    """Raise ExportError, naming the entries, if text that was held back stands in what is to go out."""
    found = leaks(fields, held_back(full, smaller))
    if found:
        raise ExportError(
            f"Nothing was written: the copy would have held text of {', '.join(found)} that this reader may not have. "
            "Look at the wording of what he may see, and take it out there."
        )


def folded(text: str) -> str:
    """The text without what could hide it: spaces, hyphens, case, and forms of the same letters."""
    return _GAPS.sub("", as_names(text)[0])


def _words(text: str) -> str:
    """The text with its words kept apart, so that a name is found as a word, however its letters are put together."""
    return " ".join(as_names(text)[0].split())


def _stands(each: Protected, whole: frozenset[str], inside: str, words: str) -> bool:
    if each.word:
        return re.search(rf"(?<!\w){re.escape(each.text)}(?!\w)", words) is not None
    return each.text in (inside if len(each.text) >= LONG else whole)


def _texts(case: CaseMap) -> Iterator[tuple[str, str, bool]]:
    """Each text of a case with its entry, and whether it is a name or a thing to find somebody by."""
    yield case.header.id, case.header.title, False
    yield case.header.id, case.header.reference, False
    for entry in case.ordered_entries:
        if isinstance(entry, Person):
            yield from ((entry.id, name, True) for name in (entry.name, *entry.aliases))
        yield from ((entry.id, text, word) for text, word in _of(entry) if text)
    for link in case.ordered_links:
        yield from ((link.id, text, word) for text, word in _of(link) if text)


def _of(owner: object) -> Iterator[tuple[str, bool]]:
    for field in fields_of(type(owner)):
        value = getattr(owner, field.name)
        if field.shape.form in (LINE, PROSE) and field.name not in ("kind", "label", "name", "pronouns"):
            yield value, isinstance(owner, Identifier)
        elif field.shape.form == LINES and field.name != "aliases":
            yield from ((text, False) for text in value)
        elif field.shape.form == ROWS:
            for row in value:
                yield from _of(row)


def fields_in(case: CaseMap) -> tuple[str, ...]:
    """Every text that stands in a case, for the last look at a case file."""
    people = (person for person in case.of(Person))
    return tuple(text for _, text, _ in _texts(case)) + tuple(person.label for person in people)
