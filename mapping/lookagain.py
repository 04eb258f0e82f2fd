"""What of a training copy may still tell who it is about: offered to the worker for a look, each with its entry.

Words with a capital in the middle of a sentence that nothing explains, long numbers, and a child's own words. It
decides nothing and changes nothing; what it does not offer may be telling all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mapping.casemap import CaseMap
from mapping.entries import Cite, Link, Person, Source, View
from mapping.fields import CATEGORY, LINE, LINES, PROSE, ROWS, fields_of
from mapping.folding import words_in
from mapping.plainwords import is_common, is_generic

NAME, NUMBER, CHILD = "name", "number", "child"
"""Why a word is offered: it may be a name, it is a long number, or a child said it."""
_CAPITAL = re.compile(r"(?P<before>[^.!?:;\n“\"(–—-]\s*)?(?<![\w’'])(?P<word>[^\W\d_a-zß-öø-ÿ][\w’'-]*)")
_NUMBER = re.compile(r"(?<![\w£€$])(?!(?:1[89]|20)\d\d(?!\d))\d[\d ,.]{2,}\d(?!\w)|(?<!\d)\d{1,2}[:.]\d{2}(?!\d)")
_QUOTED = re.compile(r"[“\"]([^”\"\n]{2,400})[”\"]")
_OURS = re.compile(r"(?:Agency|Person) [A-Z]{1,3}\b")


@dataclass(frozen=True, slots=True, repr=False)
class StillThere:
    """A word of one field of an entry of the copy, where it stands in that field's text, and why it is offered."""

    entry: str
    field: str
    start: int
    end: int
    word: str
    why: str

    def __repr__(self) -> str:
        return f"StillThere({self.entry}, {self.field}, {self.why})"


def still_there(case: CaseMap, copy: CaseMap) -> tuple[StillThere, ...]:
    """What of this training copy of a case somebody should look at, in the order of its entries; a word once a field.

    Entries are named by the ids that they have in the copy. Words that the case does not hold are the program's own,
    and are not offered.
    """
    known = frozenset(word for thing in _things(case) for _, text in _texts(thing) for word in words_in(text))
    found: dict[tuple[str, str, str, str], StillThere] = {}
    for thing in _things(copy):
        for field, text in _texts(thing):
            for each in _in_text(thing, field, text, known):
                found.setdefault((each.entry, each.field, each.word, each.why), each)
        for each in _of_child(thing, copy):
            found.setdefault((each.entry, each.field, each.word, each.why), each)
    return tuple(found.values())


def _things(case: CaseMap) -> tuple[Any, ...]:
    return (*case.ordered_entries, *case.ordered_links)


def _texts(owner: Any, inside: str = "") -> Iterator[tuple[str, str]]:
    """Every running text of a thing with its field; what is chosen from a list is none."""
    for field in fields_of(type(owner)):
        value, form = getattr(owner, field.name), field.shape.form
        name = f"{inside}{field.name}"
        if not value or field.shape.choices or field.shape.pattern or (isinstance(owner, Link) and name == "kind"):
            continue
        if form in (LINE, PROSE, CATEGORY):
            yield name, value
        elif form == LINES:
            yield from ((name, each) for each in value)
        elif form == ROWS:
            for row in value:
                yield from _texts(row, f"{name}.")


def _in_text(thing: Any, field: str, text: str, known: frozenset[str]) -> Iterator[StillThere]:
    if isinstance(thing, Person) and field in ("label", "pronouns"):
        return
    ours = [found.span() for found in _OURS.finditer(text)]
    for found in _CAPITAL.finditer(text):
        word, start = found["word"], found.start("word")
        if found["before"] is None or any(first <= start < last for first, last in ours):
            continue
        if not is_common(word) and not is_generic(word) and set(words_in(word)) & known:
            yield StillThere(thing.id, field, start, found.end("word"), word, NAME)
    for number in _NUMBER.finditer(text):
        if sum(char.isdigit() for char in number[0]) >= 4 or ":" in number[0]:
            yield StillThere(thing.id, field, number.start(), number.end(), number[0], NUMBER)


def _of_child(thing: Any, copy: CaseMap) -> Iterator[StillThere]:
    """What a child said: a quote from a child, or a child's view, word for word or in quotation marks."""
    for cite in thing.cites:
        if cite.quote and _is_a_childs(cite, copy):
            yield StillThere(thing.id, "cites.quote", 0, len(cite.quote), cite.quote, CHILD)
    if isinstance(thing, View) and _is_child(thing.person, copy):
        if thing.verbatim:
            yield StillThere(thing.id, "account", 0, len(thing.account), thing.account, CHILD)
            return
        for found in _QUOTED.finditer(thing.account):
            yield StillThere(thing.id, "account", found.start(1), found.end(1), found[1], CHILD)
    elif any(_is_a_childs(cite, copy) for cite in thing.cites):
        for field, text in _texts(thing):
            if not field.startswith("cites"):
                for found in _QUOTED.finditer(text):
                    yield StillThere(thing.id, field, found.start(1), found.end(1), found[1], CHILD)


def _is_a_childs(cite: Cite, copy: CaseMap) -> bool:
    source = copy.entry(cite.source)
    return isinstance(source, Source) and (source.type == "child" or _is_child(source.person, copy))


def _is_child(identity: str, copy: CaseMap) -> bool:
    person = copy.entry(identity)
    return isinstance(person, Person) and "child" in person.roles
