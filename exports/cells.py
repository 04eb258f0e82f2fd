"""What stands in the cells of a case as a sheet: rows of text by heading; it knows no file and no screen.

It says no more than a report does: nothing by which somebody can be found, no day of birth, no working note, nobody
who is not to be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from exports.sections.aloud import aloud
from exports.sections.telling import Telling, called, limit, quotes, status, told_by
from mapping.casemap import CaseMap
from mapping.edits import to_year
from mapping.entries import ENTRY_CLASSES, Entry, Gap, Link, Person, Sharing, Source, Thing
from mapping.fields import LINE, REF, REFS, Field, field_named, fields_of
from mapping.fieldtext import FieldText
from mapping.naming import Naming
from mapping.phrasing import ended
from mapping.voice import capital

_ACTS, _ABOUT = ("by", "person", "child"), ("toward", "for_", "about", "binds", "at_risk")
_NOT_TOLD = frozenset(
    {"identifiers", "sensitivity", "withhold_from", "release_to", "reader_reason", "show_in_room", "position", "id"}
)
_IN_COLUMNS = frozenset(
    {"title", "account", "category", "when", "when_said", "cites", "status", "from_id", "to_id", "relation"}
)
_IN_COLUMNS_OF_SOURCES = frozenset(
    {"type", "agency", "date", "reference", "obtained_from", "heard_from", "own_words", "court_finding", "attribution",
     "account", "cites"}
)  # fmt: skip
_CALLED = frozenset({"title", "who", "person", "purpose"})
"""Fields that may stand in what an entry is called already."""
_LEFT_OUT = (Source, Sharing)
"""Kinds that are no rows: sources have a sheet of their own, and the log of sharing is in no report."""

ENTRIES = (
    ("No.", 6), ("What it is", 17), ("Read aloud", 44), ("When, as it was said", 18), ("When, in exact form", 14),
    ("Who", 15), ("Whom it is about", 15), ("Category", 20), ("How it is known", 15), ("What is known, in full", 56),
    ("In their exact words", 34), ("Who says so", 28), ("Bounds", 20), ("What else is recorded", 56),
)  # fmt: skip
LINKS = (
    ("No.", 6), ("Read aloud", 76), ("From no.", 9), ("To no.", 9), ("By way of", 26), ("How it is known", 15),
    ("Note", 34), ("In their exact words", 34), ("Who says so", 28),
)  # fmt: skip
SOURCES = (
    ("No.", 6), ("Who says so", 36), ("What it is", 24), ("Agency", 22), ("Date", 17), ("Date, in exact form", 17),
    ("Reference", 22), ("Handed over by, or heard from", 28), ("Whose words", 28), ("A court’s finding", 12),
    ("Bounds", 30), ("What is known, in full", 50), ("What else is recorded", 50),
)  # fmt: skip
"""The headings of each sheet with the widths of their columns, in characters."""


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """The cells of one row, and the id of the thing they are about."""

    cells: tuple[str, ...]
    where: str


class Cells:
    """The rows of one case, as one report tells it."""

    def __init__(self, told: Telling) -> None:
        self._told = told
        order = list(ENTRY_CLASSES)
        shown = (entry for entry in told.case.ordered_entries if not isinstance(entry, _LEFT_OUT))
        self._shown = sorted(shown, key=lambda entry: order.index(entry.kind))
        self._numbers = {entry.id: str(number) for number, entry in enumerate(self._shown, 1)}
        known: dict[str, Thing] = {entry.id: _unnamed(entry) for entry in told.case.ordered_entries}
        people = {person.id: replace(person, name="") for person in told.case.of(Person)}
        nameless = CaseMap(told.case.header, people, {})
        self._text = FieldText(Naming(nameless, veiled=False), told.words, known)  # by their parts; texts as written

    def entries(self) -> Iterator[Row]:
        """A row for each entry that a report tells of."""
        for entry in self._shown:
            yield Row(tuple(self._entry(entry)), entry.id)

    def links(self) -> Iterator[Row]:
        """A row for each arrow, read aloud."""
        told = self._told
        for number, link in enumerate(told.case.ordered_links, 1):
            start, end = told.case.entries[link.from_id], told.case.entries[link.to_id]
            way = told.words.term("pathway", link.pathway) if link.pathway else None
            yield Row(
                (
                    str(number),
                    self._read(start, link, end),
                    self._numbers.get(start.id, ""),
                    self._numbers.get(end.id, ""),
                    capital(told.naming.fill(way.label)) if way else "",
                    capital(status(link, told)),
                    link.note,
                    *self._said(link),
                ),
                link.id,
            )

    def sources(self) -> Iterator[Row]:
        """A row for each source under the number it has in every report; one not to be named, by its type alone."""
        for source in self._told.case.of(Source):
            yield Row(tuple(self._source(source)), source.id)

    def _entry(self, entry: Entry) -> Iterator[str]:
        told = self._told
        yield self._numbers[entry.id]
        yield told.naming.fill(told.words.kind(entry.kind).label)
        yield aloud(entry, told)
        yield entry.when_said
        yield entry.when
        yield self._people(entry, _ACTS)
        yield self._people(entry, _ABOUT)
        # That of an open question is the name of a check, which says nothing to anybody.
        yield "" if isinstance(entry, Gap) else self._text.text(entry, field_named(type(entry), "category"))
        yield capital(status(entry, told))
        yield entry.account
        yield from self._said(entry)
        yield capital(limit(entry, told))
        yield "\n".join(self._rest(entry, aloud(entry, told), _IN_COLUMNS - {"title"}))

    def _people(self, entry: Entry, names: Iterable[str]) -> str:
        fields = (field for field in fields_of(type(entry)) if field.name in names and field.shape.form in (REF, REFS))
        return "; ".join(filter(None, (self._text.text(entry, field) for field in fields)))

    def _rest(self, entry: Entry, seen: str, columns: frozenset[str]) -> Iterator[str]:
        """Every further field that holds something which was not seen, each with what the form calls it."""
        for field in fields_of(type(entry)):
            said = "" if field.name in columns | _NOT_TOLD else self._field(entry, field)
            if said and not (field.name in _CALLED and said[1:] in seen):
                label = self._text.label(entry, field)
                yield f"{label}{'' if label.endswith('?') else ':'} {said}"

    def _field(self, entry: Entry, field: Field) -> str:
        if field.name in (*_ACTS, *_ABOUT) and field.shape.form in (REF, REFS) and not isinstance(entry, Source):
            return ""
        if isinstance(entry, Person) and field.name == "born":
            return to_year(entry.born)
        choices = self._told.words.field(entry.kind, field.file_name).choices
        if field.shape.form == LINE and choices:
            value = getattr(entry, field.name)
            return self._told.label(choices, value) if value else ""
        return self._text.text(entry, field)

    def _said(self, thing: Entry | Link) -> tuple[str, str]:
        """What is quoted for it, and who says so, by name and number."""
        told = self._told
        quoted = "\n".join(line.text for line in quotes(thing, told))
        if not thing.cites:
            return quoted, ""
        who = ((each.text, ", ".join(map(str, each.sources))) for each in told_by(thing, told).phrases)
        return quoted, capital("".join(f"{text} [{numbers}]" if numbers else text for text, numbers in who))

    def _read(self, start: Entry, link: Link, end: Entry) -> str:
        told = self._told
        forward = told.naming.fill(told.words.link(link.kind).forward)
        return ended(f"{ended(aloud(start, told))} That {forward}: {called(end, told)}")

    def _source(self, source: Source) -> Iterator[str]:
        told, shown = self._told, _unnamed(source)
        yield str(told.numbers[source.id])
        who = capital(told.who(source).text) if shown is source else "Not to be named"
        yield who
        yield capital(told.label("source_type", source.type))
        yield shown.agency
        yield self._text.text(shown, field_named(Source, "date"))
        yield shown.date
        yield shown.reference
        yield "; ".join(filter(None, (shown.obtained_from, self._heard_from(shown))))
        yield "" if source.own_words is None else "their own" if source.own_words else "of whoever wrote it down"
        yield "yes" if source.court_finding else ""
        yield told.label("attribution", source.attribution) if source.attribution else ""
        yield shown.account
        yield "\n".join(self._rest(shown, who, _IN_COLUMNS_OF_SOURCES))

    def _heard_from(self, source: Source) -> str:
        before = self._told.case.entry(source.heard_from)
        if isinstance(before, Source):
            return f"source {self._told.numbers[before.id]}"
        return self._told.naming.inside(before.id) if before is not None else ""


def _unnamed(entry: Entry) -> Any:
    """A source that is not to be named without all that would name it; anything else as it is."""
    if isinstance(entry, Source) and entry.attribution == "unattributed":
        return Source(id=entry.id, type=entry.type, attribution=entry.attribution)
    return entry
