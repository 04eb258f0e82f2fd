"""What could still give something away in one reader's copy, with why and what may be done; it changes nothing.

What may not go out is left out already (mapping/audience.py), and looked for in the finished file. These are hints in
what may go out: it finds only what it has a pattern, a rule or a source for, and cannot know what a reader knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from mapping.audience import audience_of, cut, whom_of
from mapping.casemap import CaseMap
from mapping.clues import (
    Way,
    clues,
    clues_for,
    rule_counts,
    rule_ways,
    rules_for,
    rules_passed_over,
    way,
    words_listed,
)
from mapping.dates import DateError, read_edtf
from mapping.entries import ENTRY_CLASSES, Entry, Link, Order, Person
from mapping.everyday import everyday_words
from mapping.fields import LINE, LINES, PROSE, ROWS, fields_of
from mapping.folding import words_in
from mapping.inferring import inferences, rests_freely
from mapping.language.cast import cast_of
from mapping.language.kept import sentence_around
from mapping.language.reader import read
from mapping.language.rules import Rules, load_rules, rules_in_force
from mapping.language.wholecase import subject_of_text
from mapping.lookagain import CHILD, NAME, NUMBER, StillThere, still_there
from mapping.naming import Naming
from mapping.readers import OWN_AGENCY, PERPETRATOR, TRAINING, WHOLE, Reader
from mapping.sharing import log_key
from mapping.strangers import strangers_in
from mapping.veil import plain_words

_NO_TEXT = frozenset({"pronouns", "content_sha256", "place_type", "language"})
_NAMES = frozenset({"name", "aliases"})
"""Granted to a reader or not: a name that may be read gives nothing away."""
_OF_AGENCIES = frozenset({"agency", "made_by", "reference", "language"})
"""Lines in which capitals name an agency, a paper or a tongue, and no stranger."""
_STRANGER = "stranger"
_STILL = {NAME: _STRANGER, NUMBER: "still_number", CHILD: "still_child"}
"""What the training copy's own look offers, as sorts of give-away."""
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\D*?\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_SMALL = re.compile(r"(?<![\w’'.@])[^\W\d_]{2,}")
_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
_PARTS = re.compile(r"[-’']")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True, repr=False)
class GiveAway:
    """One passage of a copy that could give something away: on which card, in which field, where, why, and what to do.

    `entry` is the id in the copy, `original` that of the same thing on the map. `start` and `end` count characters, the
    end exclusive; what follows from the card as a whole marks all of its title. `clue` is the sort, `reader` for whom,
    `passage` the sentence around it: by these three an answer is remembered.
    """

    entry: str
    field: str
    start: int
    end: int
    phrase: str
    why: str
    ways: tuple[Way, ...]
    clue: str
    original: str
    passage: str
    reader: str

    def __repr__(self) -> str:
        return f"GiveAway({self.clue}: {self.entry}.{self.field} {self.start}-{self.end})"


def give_aways(case: CaseMap, smaller: CaseMap, reader: Reader, *, places: bool = False) -> tuple[GiveAway, ...]:
    """What could still give something away in `smaller`, the copy of `case` for this reader, in the order of its cards.

    With `places` whatever may be a name is one, as it always is in what the perpetrator may see. The own agency is kept
    from nothing, and has none. CaseError as `view` raises it.
    """
    if audience_of(reader).name == OWN_AGENCY:
        return ()
    bound = replace(reader, whom=whom_of(case, reader))
    looking = _Looking(case, smaller, bound, places or bound.audience == PERPETRATOR)
    return tuple(each for thing in looking.things() for each in looking.at(thing))


@dataclass(frozen=True, slots=True)
class _Hint:
    """A place in a text where something was found, before it is known to count."""

    span: tuple[int, int]
    clue: str
    why: str
    ways: tuple[str, ...]


class _Looking:
    """One look through one copy."""

    def __init__(self, case: CaseMap, smaller: CaseMap, reader: Reader, places: bool) -> None:
        self._case, self._smaller, self._reader, self._places = case, smaller, reader, places
        copy = cut(case, reader).copy
        self._originals = _originals(smaller, copy)
        self._naming = Naming(case, veiled=True)
        self._cast = cast_of(case, veiled=True)
        self._clues = clues_for(reader.audience)
        self._inferred = {each.entry: each for each in inferences(case, copy, reader)}
        self._still: dict[str, list[StillThere]] = {}
        for each in still_there(case, smaller) if reader.audience == TRAINING else ():
            self._still.setdefault(each.entry, []).append(each)
        hidden = audience_of(reader).field("person", "name") != WHOLE and reader.audience != TRAINING
        self._hides_names = hidden or reader.audience == PERPETRATOR
        self._written = _written_small(case) if self._hides_names else frozenset()
        self._called = _called(case, smaller) if self._hides_names else frozenset()
        self._days = frozenset(_days_of_orders(smaller))

    def things(self) -> tuple[Entry | Link, ...]:
        return (*self._smaller.ordered_entries, *self._smaller.ordered_links)

    def at(self, thing: Entry | Link) -> Iterator[GiveAway]:
        """What one card or arrow could give away: what follows from it as a whole, then text by text."""
        original = self._originals[thing.id]
        inferred = self._inferred.get(original)
        texts = list(_texts(thing))
        if inferred is not None and texts:
            clue, (field, text) = clues()[inferred.clue], texts[0]
            hint = _Hint((0, len(text)), clue.key, self._said(clue.why, inferred.party), clue.ways)
            yield self._made(thing, field, text, hint)
        free = isinstance(thing, Entry) and rests_freely(self._case, self._case.entries[original], self._reader.whom)
        whole = dict(_texts(self._case.thing(original)))
        for field, text in texts:
            yield from self._in_text(thing, field, text, free=free, whole=whole.get(field, ""))

    def _in_text(self, thing: Entry | Link, field: str, text: str, *, free: bool, whole: str) -> Iterator[GiveAway]:
        """One hint for one place: a clue before a name, a name before a rule of language."""
        taken: list[tuple[int, int]] = []
        hints = (
            *self._clues_in(thing, text, free),
            *self._names_in(thing, field, text),
            *self._rules_in(thing, field, text, free),
        )
        for hint in hints:
            start, end = hint.span
            clue = clues().get(hint.clue)
            if clue is not None and clue.copied and text[start:end] not in whole:
                continue
            if all(end <= before or start >= after for before, after in taken):
                taken.append(hint.span)
                yield self._made(thing, field, text, hint)

    def _clues_in(self, thing: Entry | Link, text: str, free: bool) -> Iterator[_Hint]:
        for clue in self._clues:
            if (clue.freely and free) or (clue.kinds and thing.kind not in clue.kinds):
                continue
            for span in clue.found_in(text):
                if "order" not in clue.clears or not self._is_of_an_order(text[slice(*span)]):
                    yield _Hint(span, clue.key, self._said(clue.why), clue.ways)

    def _names_in(self, thing: Entry | Link, field: str, text: str) -> Iterator[_Hint]:
        """Names that nobody on the map has; of a training copy, what its own look offers."""
        for each in self._still.get(thing.id, ()):
            if text[each.start : each.end] == each.word and _same_field(each.field, field):
                clue = clues()[_STILL[each.why]]
                yield _Hint((each.start, each.end), clue.key, self._said(clue.why), clue.ways)
        if self._hides_names and field.rpartition(".")[2] not in _OF_AGENCIES:
            clue = clues()[_STRANGER]
            known = self._written if field == "label" else self._written | self._called
            found = [*strangers_in(text, known, places=self._places)]
            found += names_in_label(text, known) if isinstance(thing, Person) and field == "label" else ()
            for span in found:
                yield _Hint(span, clue.key, self._said(clue.why), clue.ways)

    def _rules_in(self, thing: Entry | Link, field: str, text: str, free: bool) -> Iterator[_Hint]:
        """What the rules of language find for this reader; what stands in an order was read to whoever it binds."""
        rules = _rules(self._reader.audience)
        if rules is None or isinstance(thing, Order) or "." in field or field == "recorded_as":
            return
        subject = subject_of_text(thing, field) if field in ("title", "account") else ""
        for each in read(text, self._cast, rules, reader=PERPETRATOR, subject=subject).findings:
            passed = free and each.rule in rules_passed_over()
            if not passed and rule_counts(each.rule, sentence_around(text, each.start, each.end)):
                yield _Hint((each.start, each.end), each.rule, each.why, rule_ways(each.rule))

    def _is_of_an_order(self, phrase: str) -> bool:
        """Whether a day is one of an order that binds whoever the copy is for."""
        found = _DAY_AND_MONTH.search(phrase)
        return found is not None and (int(found[1]), _MONTHS.index(found[2].lower()) + 1) in self._days

    def _said(self, words: str, party: str = "") -> str:
        plural = self._naming.pronoun(self._reader.whom, "subject") == "they"
        filled = words.replace("{party}", party).replace("{were}", "were" if plural else "was")
        return self._naming.fill(filled, self._reader.whom)

    def _made(self, thing: Entry | Link, field: str, text: str, hint: _Hint) -> GiveAway:
        return GiveAway(
            entry=thing.id,
            field=field,
            start=hint.span[0],
            end=hint.span[1],
            phrase=text[slice(*hint.span)],
            why=hint.why,
            ways=tuple(replace(each, label=self._said(each.label)) for each in map(way, hint.ways)),
            clue=hint.clue,
            original=self._originals[thing.id],
            passage=sentence_around(text, *hint.span),
            reader=log_key(self._reader),
        )


def names_in_label(label: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where a label names somebody: words with a capital that are neither `known` nor words for anybody's part.

    What begins a label has a capital anyway, so a name is told from "Toddler" by what words the language has; a name
    that is a word too ("Grace"), or is written without capitals, is not told.
    """
    found: list[tuple[int, int]] = []
    for each in _WORD.finditer(label):
        goes_on = bool(found) and label[found[-1][1] : each.start()] == " " and _may_follow(each[0])
        if goes_on or _names(each[0], known):
            start = found.pop()[0] if goes_on else each.start()
            found.append((start, each.end() - 2 * each[0].endswith(("’s", "'s"))))
    yield from found


def _names(word: str, known: frozenset[str]) -> bool:
    parts = [part for part in _PARTS.split(word.casefold()) if len(part) > 1]
    plain = (known, everyday_words(), plain_words(), *map(words_listed, ("fine", "titles", "called")))
    return word[0].isupper() and not word.isupper() and not all(any(part in each for each in plain) for part in parts)


def _may_follow(word: str) -> bool:
    """Whether a word goes on with a name: "Price" of "Daniel Price" is a word of the language too."""
    return word[0].isupper() and word.casefold() not in plain_words() | words_listed("called")


def _same_field(without_places: str, field: str) -> bool:
    """Whether "cites.quote" is the field of which "cites.0.quote" is one place."""
    return [part for part in field.split(".") if not part.isdigit()] == without_places.split(".")


def _originals(smaller: CaseMap, copy: CaseMap) -> Mapping[str, str]:
    """The id on the map of everything in a copy: a copy is numbered anew in the old order, kind by kind."""
    found: dict[str, str] = {}
    for owner in ENTRY_CLASSES.values():
        found |= {new.id: old.id for new, old in zip(smaller.of(owner), copy.of(owner), strict=True)}
    for kind in {link.kind for link in copy.links.values()}:
        new = [link.id for link in smaller.ordered_links if link.kind == kind]
        found |= dict(zip(new, [link.id for link in copy.ordered_links if link.kind == kind], strict=True))
    return found


def _texts(owner: Any, inside: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a thing by its field, without names; "reports.0.risk" is one in a list of records."""
    for name, form in _fields_of_text(type(owner)):
        value = getattr(owner, name)
        if not value:
            continue
        if form in (LINE, PROSE):
            if value.strip():
                yield f"{inside}{name}", value
            continue
        for number, each in enumerate(value):
            place = f"{inside}{name}.{number}"
            if form == ROWS:
                yield from _texts(each, f"{place}.")
            elif each.strip():
                yield place, each


_TEXTS: dict[type, tuple[tuple[str, str], ...]] = {}


def _fields_of_text(owner: type) -> tuple[tuple[str, str], ...]:
    """The fields of a class that hold texts, or lists of texts or records, each with its form."""
    if owner not in _TEXTS:
        without = _NO_TEXT | _NAMES | (frozenset({"kind"}) if owner is Link else frozenset())
        forms = ((each.name, each.shape.form) for each in fields_of(owner) if each.name not in without)
        _TEXTS[owner] = tuple(each for each in forms if each[1] in (LINE, PROSE, LINES, ROWS))
    return _TEXTS[owner]


def _called(case: CaseMap, smaller: CaseMap) -> frozenset[str]:
    """The words of what people are called in this copy."""
    people = (text for each in smaller.of(Person) for text in (each.name, *each.aliases, each.label, each.agency))
    texts = (*people, *(word for _, word in case.header.labels))
    return frozenset(word.removesuffix("'s") for text in texts for word in words_in(text))


def _written_small(case: CaseMap) -> frozenset[str]:
    """Words that the case writes small somewhere: with a capital they are no name either."""
    things = (*case.ordered_entries, *case.ordered_links)
    texts = (text for thing in things for _, text in _texts(thing))
    return frozenset(word for text in texts for word in _SMALL.findall(text) if word.islower())


def _days_of_orders(smaller: CaseMap) -> Iterator[tuple[int, int]]:
    for order in smaller.of(Order):
        for text in (order.when, order.since, order.until):
            try:
                when = read_edtf(text)
            except DateError:
                continue
            if when is not None and when.precision == "day" and when.earliest is not None:
                yield when.earliest.day, when.earliest.month


@cache
def _rules(audience: str) -> Rules | None:
    """The rules of language that are read for this reader, or None."""
    wanted = rules_for(audience)
    if not wanted:
        return None
    return rules_in_force(off={rule.key: "-" for rule in load_rules().all if rule.key not in wanted})
