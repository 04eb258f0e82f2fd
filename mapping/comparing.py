"""What two copies reveal together to whoever holds both: two readers', or one reader's then and now.

It goes by the ids of the map, which stand in no copy: whoever lays two copies side by side goes by the words, and finds
as much. What it says is for the worker at the desk, and never stands in a copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mapping.audience import audience_of, cut
from mapping.casemap import CaseMap, natural
from mapping.dates import DateError, read_edtf
from mapping.entries import Header, Link, Person, Source, Thing
from mapping.fields import DATE, LINE, LINES, PROSE, ROWS, Field, fields_of
from mapping.naming import Naming
from mapping.readers import Reader
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary

ONLY_HERE, DAY, NAME, WORDS, SOURCE, MORE, CHANGED = "only_here", "day", "name", "words", "source", "more", "changed"
"""Sorts: a fact in one copy alone; a date finer in one; a name for a role; the same words with names; who said so; more
said of a fact; and the same thing said otherwise."""
_OF_KEEPING = frozenset({"reader_reason", "withhold_from", "release_to", "sensitivity", "position", "show_in_room"})
"""Fields about the keeping of an entry and its place on the map: they stand in no document."""
_SENTENCES = {
    ONLY_HERE: "Only {one} has this: laid beside {other}, it shows what was kept back.",
    DAY: "{one} has a finer date of this than {other} ({field}).",
    NAME: "{one} says who it is; {other} gives a role, initials or nothing.",
    WORDS: "{one} has the same words with the names in them ({field}): side by side they say who is who.",
    SOURCE: "{one} says who said so; {other} does not.",
    MORE: "{one} says more of this than {other} ({field}).",
    CHANGED: "{one} says this otherwise than {other} ({field}).",
}


@dataclass(frozen=True, slots=True, repr=False)
class Released:
    """One copy: the case as it was when the copy was made, for whom, and what to call it at the desk."""

    case: CaseMap
    reader: Reader
    called: str = ""

    def __repr__(self) -> str:
        return f"Released({self.reader.audience})"


@dataclass(frozen=True, slots=True, repr=False)
class Revealed:
    """One thing that the pair reveals: the sort, its id on the map ("" for the head), the field, and the sentence.

    The field is "" where it is the whole of it.
    `first` is whether the first of the two copies holds it.
    """

    sort: str
    entry: str
    field: str
    first: bool
    why: str

    def __repr__(self) -> str:
        return f"Revealed({self.sort}: {self.entry}.{self.field})"


@dataclass(frozen=True, slots=True)
class Compared:
    """All that two copies reveal together, in the order of the map; `summary` says how much of each sort."""

    found: tuple[Revealed, ...]
    summary: tuple[str, ...]

    @property
    def alike(self) -> bool:
        """Whether the two copies say the same."""
        return not self.found


_COUNTED = {
    ONLY_HERE: ("1 thing that only {one} has", "{n} things that only {one} has"),
    DAY: ("1 date that is finer in {one}", "{n} dates that are finer in {one}"),
    NAME: ("1 person whom only {one} names", "{n} people whom only {one} names"),
    WORDS: ("1 text that has its names in {one}", "{n} texts that have their names in {one}"),
    SOURCE: ("1 fact of which {one} says who said so", "{n} facts of which {one} says who said so"),
    MORE: ("1 place where {one} says more", "{n} places where {one} says more"),
    CHANGED: ("1 place where the two differ", "{n} places where the two differ"),
}


def compare(one: Released, other: Released) -> Compared:
    """What these two copies of one map reveal together; CaseError as `view` raises it."""
    copies = (cut(one.case, one.reader).copy, cut(other.case, other.reader).copy)
    namings = (Naming(one.case, veiled=True), Naming(other.case, veiled=True))
    looking = _Looking(copies, _called(one, other), namings)
    found = tuple(each for identity in looking.ids() for each in looking.at(identity))
    return Compared(found, tuple(looking.summary(found)))


def _called(one: Released, other: Released) -> tuple[str, str]:
    """What two copies are called at the desk: as given, else by their readers, else by their order."""
    labels = [f"the copy for “{audience_of(each.reader).label}”" for each in (one, other)]
    if labels[0] == labels[1]:
        labels = ["the first copy", "the second copy"]
    return one.called or labels[0], other.called or labels[1]


class _Looking:
    """Two copies with the ids of the map, laid side by side."""

    def __init__(
        self, copies: tuple[CaseMap, CaseMap], called: tuple[str, str], namings: tuple[Naming, Naming]
    ) -> None:
        self._copies, self._called, self._namings = copies, called, namings

    def ids(self) -> tuple[str, ...]:
        """Every id that stands in either copy, in the order of the map; "" is the head."""
        first, second = self._copies
        entries, links = first.entries.keys() | second.entries.keys(), first.links.keys() | second.links.keys()
        return ("", *sorted(entries, key=natural), *sorted(links, key=natural))

    def things(self, identity: str) -> tuple[Thing | None, Thing | None]:
        one, other = (copy.thing(identity) if identity else copy.header for copy in self._copies)
        return one, other

    def at(self, identity: str) -> Iterator[Revealed]:
        """What the two say of one thing, that one of them alone does not."""
        one, other = self.things(identity)
        if one is None or other is None:
            yield self._made(ONLY_HERE, identity, "", first=one is not None)
            return
        said: set[tuple[str, str, bool]] = set()
        for sort, field, first in self._differences(one, other, ""):
            if (sort, field, first) not in said and not (field == "title" and isinstance(one, Header)):
                said.add((sort, field, first))
                yield self._made(sort, identity, field, first=first)

    def _differences(self, one: Any, other: Any, inside: str) -> Iterator[tuple[str, str, bool]]:
        if type(one) is not type(other):
            yield CHANGED, inside.removesuffix("."), True
            return
        for field in fields_of(type(one)):
            values = getattr(one, field.name), getattr(other, field.name)
            if values[0] == values[1] or field.name in _OF_KEEPING or field.name == "id":
                continue
            yield from self._of_field(one, field, values, f"{inside}{field.name}")

    def _of_field(
        self, owner: Any, field: Field, values: tuple[Any, Any], place: str
    ) -> Iterator[tuple[str, str, bool]]:
        if field.shape.form == ROWS and field.name != "cites":
            shorter = min(map(len, values))
            for rows in zip(*values, strict=False):
                yield from self._differences(*rows, f"{place}.")
            if len(values[0]) != len(values[1]):
                yield MORE, place, len(values[0]) > shorter
            return
        if field.name == "cites":
            yield from _of_cites(values, place)
            return
        for first, (value, beside) in enumerate((values, values[::-1])):
            sort = self._sort(owner, field, value, beside, self._namings[1 - first])
            if sort and not (sort == CHANGED and first):
                yield sort, place, first == 0

    def _sort(self, owner: Any, field: Field, value: Any, beside: Any, naming: Naming) -> str:
        """What a value reveals to whoever has the one beside it, or ""."""
        if not value and value is not False:
            return ""
        if isinstance(owner, Person) and field.name in ("name", "aliases"):
            return NAME if not beside or len(str(beside)) < len(str(value)) else ""
        if isinstance(owner, Source) and field.name in ("who", "person", "agency", "obtained_from", "heard_from"):
            return SOURCE if not beside else CHANGED
        if not beside and beside is not False:
            return MORE
        if field.shape.form == DATE:
            return _of_date(value, beside)
        if field.shape.form in (LINE, PROSE, LINES) and _veiled(value, naming) == beside:
            return WORDS
        if field.shape.form in (LINE, PROSE, LINES) and _veiled(beside, naming) == value:
            return ""
        return CHANGED

    def _made(self, sort: str, identity: str, field: str, *, first: bool) -> Revealed:
        one, other = self._called if first else self._called[::-1]
        thing = next(each for each in self.things(identity) if each is not None)
        words = _SENTENCES[sort].format(one=one, other=other, field=_label(thing, field) if field else "")
        return Revealed(sort, identity, field, first, words[:1].upper() + words[1:])

    def summary(self, found: tuple[Revealed, ...]) -> Iterator[str]:
        for sort, (single, several) in _COUNTED.items():
            for first, called in ((True, self._called[0]), (False, self._called[1])):
                count = sum(1 for each in found if each.sort == sort and each.first == first)
                if count:
                    yield (single if count == 1 else several).format(n=count, one=called)


def _of_cites(values: tuple[Any, Any], place: str) -> Iterator[tuple[str, str, bool]]:
    """A source, or its words, that only one of the two names for a fact."""
    for first, (mine, theirs) in enumerate((values, values[::-1])):
        known = {cite.source for cite in theirs}
        quotes = {(cite.source, cite.quote, cite.where) for cite in theirs}
        if any(cite.source not in known for cite in mine):
            yield SOURCE, place, first == 0
        elif any((cite.quote or cite.where) and (cite.source, cite.quote, cite.where) not in quotes for cite in mine):
            yield MORE, place, first == 0


def _of_date(value: str, beside: str) -> str:
    """Whether a date is finer than the one beside it, which it lies within; else whether they differ."""
    widths = [_width(text) for text in (value, beside)]
    if None in widths or widths[0] == widths[1]:
        return CHANGED
    return DAY if (widths[0] or 0) < (widths[1] or 0) else ""


def _width(text: str) -> int | None:
    """How many days a date leaves open; None for one that is open at an end, or no date."""
    try:
        when = read_edtf(text)
    except DateError:
        return None
    if when is None or when.earliest is None or when.latest is None:
        return None
    return (when.latest - when.earliest).days


def _veiled(value: Any, naming: Naming) -> Any:
    return veiled_text(value, naming) if isinstance(value, str) else tuple(veiled_text(each, naming) for each in value)


def _label(thing: Thing, field: str) -> str:
    """What a field is called on its card."""
    kind = "link" if isinstance(thing, Link) else thing.kind
    return load_vocabulary().field(kind, field.partition(".")[0]).label.rstrip("?").lower()
