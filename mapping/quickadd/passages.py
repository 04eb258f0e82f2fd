"""A passage of a page of notes becomes an entry that quotes it, and is found again by its words; no marks are read.

What is tied to a passage is its quote: it holds as long as the same words stand in the page.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass

from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import add
from mapping.entries import Cite, Entry, Link, Person
from mapping.errors import CaseError
from mapping.mentions import names_of, says
from mapping.naming import Naming
from mapping.quickadd.making import command, made_by
from mapping.quickadd.marks import PERSON, Mark
from mapping.quickadd.reader import read_tokens
from mapping.quickadd.reading import Reading, Way
from mapping.quickadd.sources import source_from
from mapping.quickadd.tokens import Token
from mapping.vocabulary import Vocabulary, load_vocabulary

_EDGES = " \t\n.,;:–—-"
_SPACES = re.compile(r"\s+")
_JOINED = re.compile(r"^(?:(?:and|but|then|also|because|so(?! that\b))\s+)+(?=\S)", re.IGNORECASE)
"""What joins a passage to the words before it, and says nothing on a card; the quote keeps it."""
_OF_A_CHILD = frozenset({"child_impact"})
_SENTENCE_ENDS = re.compile(r"[.!?\n]+")
_WHICH_CHILD = "Several children are named. Say what it did to one, name that child with @, and take the next in turn."


@dataclass(frozen=True, slots=True, repr=False)
class Used:
    """A stretch of a page that a card or arrow quotes: where it begins and ends, and the id of what quotes it."""

    start: int
    end: int
    thing: str


def read_passage(
    case: CaseMap, passage: str, vocabulary: Vocabulary, kind: str, *, veiled: bool = False, as_typed: bool = False
) -> Reading:
    """A passage as one entry of this kind, its words as they stand; the one child whom it names is the child meant."""
    words = _JOINED.sub("", " ".join(passage.split()).strip(_EDGES))
    if not words:
        return Reading(kind=kind)
    named, place = _children_in(case, words) if kind in _OF_A_CHILD else (), len(words)
    if len(named) > 1:
        return Reading(kind=kind, values={"title": words}, problem=_WHICH_CHILD)
    child = tuple(Token(Mark(PERSON, "", place, place), people=(each,)) for each in named)
    tokens = (Token(Mark("", words, 0, place)), *child)
    return read_tokens(case, tokens, vocabulary, kind, veiled=veiled, as_typed=as_typed)


def _children_in(case: CaseMap, words: str) -> tuple[str, ...]:
    """The children whom a passage names."""
    children = (each for each in case.of(Person) if "child" in each.roles)
    return tuple(each.id for each in children if says(words, (*names_of((each,)), each.label.casefold())))


def ways_to_a_child(case: CaseMap, reading: Reading, before: str = "", *, veiled: bool = False) -> tuple[Way, ...]:
    """One way for each child whom an entry may be about, where it says of none; none where it does, or needs none.

    The child named last `before` the passage comes first.
    """
    if reading.kind not in _OF_A_CHILD or reading.child or not reading.title:
        return ()
    children, naming = [each for each in case.of(Person) if "child" in each.roles], Naming(case, veiled)
    sentences = reversed(_SENTENCE_ENDS.split(before))
    near = next((named[0] for each in sentences if (named := _children_in(case, each))), "")
    children.sort(key=lambda each: each.id != near)
    return tuple(Way(naming.short(each.id), reading.title, reading.kind, each.id) for each in children)


def new_source(case: CaseMap, words: str) -> ChangeSet:
    """Put whoever or whatever wrote a page on the map; raises CaseError where nothing is said."""
    if not words.strip():
        raise CaseError("Say who or what it is: a person, a record, a thing.")
    return add(case, source_from(case, words.strip(), load_vocabulary()))


def quote(case: CaseMap, reading: Reading, source: str, passage: str) -> ChangeSet:
    """Put an entry on the map that quotes a passage of a source, as one act.

    Raises CaseError where the line has a problem, or the rules refuse it.
    """
    if case.entry(source) is None:
        raise CaseError("Say first whose words these are.")
    made = command(case, reading)
    new = made_by(made)
    cite = Cite(source=source, quote=passage.strip())
    things = [change.after for change in made]
    entries = [_citing(each, cite) if each.id == new else each for each in things if isinstance(each, Entry)]
    return add(case, *entries, links=tuple(each for each in things if isinstance(each, Link)))


def _citing(entry: Entry, cite: Cite) -> Entry:
    others = tuple(each for each in entry.cites if each.source != cite.source)
    return dataclasses.replace(entry, cites=(cite, *others))


def used_in(case: CaseMap, source: str, page: str) -> tuple[Used, ...]:
    """The stretches of a source's page that the map quotes, in their order; spaces and line ends may differ."""
    found: list[Used] = []
    for thing in _things(case):
        quotes = (each.quote for each in thing.cites if each.source == source and each.quote.strip())
        places = (_place(each, page) for each in quotes)
        found.extend(Used(*place, thing.id) for place in places if place is not None)
    return tuple(sorted(found, key=lambda each: (each.start, each.end, each.thing)))


def used_by_kind(case: CaseMap, source: str, page: str) -> list[tuple[Used, str]]:
    """The stretches of a page that the map quotes, each with the kind of the card that quotes it; "" for an arrow."""
    found = ((each, case.thing(each.thing)) for each in used_in(case, source, page))
    return [(each, thing.kind if isinstance(thing, Entry) else "") for each, thing in found]


def _things(case: CaseMap) -> Iterable[Entry | Link]:
    return (*case.entries.values(), *case.links.values())


def _place(words: str, page: str) -> tuple[int, int] | None:
    pattern = r"\s+".join(re.escape(word) for word in _SPACES.split(words.strip()))
    found = re.search(pattern, page)
    return found.span() if found else None


def quoted_by(case: CaseMap, thing: str, pages: Iterable[str]) -> tuple[str, str] | None:
    """The source among these pages that a card or arrow quotes first, and its words; None where it quotes none."""
    found = case.thing(thing)
    cites = found.cites if isinstance(found, Entry | Link) else ()
    known = frozenset(pages)
    return next(((each.source, each.quote) for each in cites if each.source in known and each.quote.strip()), None)
