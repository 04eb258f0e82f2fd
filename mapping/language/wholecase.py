"""What the reader finds in every text of a case, and the measure of its wording; never of a person or a team."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mapping.aside import ABOUT_WORDING
from mapping.casemap import CaseMap
from mapping.entries import (
    Behaviour,
    ChangeEvidence,
    ChildImpact,
    Entry,
    Link,
    Note,
    ProtectiveEffort,
    Response,
    Source,
    View,
)
from mapping.fields import PROSE, fields_of
from mapping.language.cast import Cast, cast_of
from mapping.language.findings import Finding, Reading
from mapping.language.kept import Kept, keeps, kept_of
from mapping.language.reader import read, statements
from mapping.language.rules import Rules, load_rules
from mapping.phrasing import begins_with_verb

_AS_GIVEN = frozenset({"recorded_as", "reader_reason", "reply", "quote"})
"""Long texts that are not the worker's wording: how a file first put it, what he answered, what a source says word for
word, why a reader may see it."""
_SUBJECTS: dict[type, str] = {Behaviour: "P", ProtectiveEffort: "S", ChildImpact: "C", ChangeEvidence: "P"}
_ANALYSED: dict[type, frozenset[str]] = {Response: frozenset({"responsibility"})}
"""Where a map records what services asked of her so as to look at it, their asking is no fault of the map (G3)."""
_ORDER = {"A": 0, "B": 1, "C": 2}


@dataclass(frozen=True, slots=True, repr=False)
class CaseFinding:
    """A finding in one field of one entry or arrow, and the decision to keep the wording, where there is one.

    `entry` is the id of the card or arrow that it stands on.
    """

    entry: str
    field: str
    finding: Finding
    kept: Kept | None = None

    def __repr__(self) -> str:
        return f"CaseFinding({self.entry}.{self.field}: {self.finding!r})"


@dataclass(frozen=True, slots=True)
class Measure:
    """How many statements of harm a map holds, and how many of them name who did it."""

    named: int
    of: int

    @property
    def sentence(self) -> str:
        """The measure in words."""
        if not self.of:
            return "No statement of harm is written down yet."
        if self.of == 1:
            return f"{'The one statement names' if self.named else 'The one statement does not name'} who did it."
        return f"{self.named} of {self.of} statements name who did it."


def read_fields(entry: Entry | Link) -> tuple[tuple[str, str], ...]:
    """The texts of an entry or arrow that are read, by field; nobody's own words are among them."""
    if isinstance(entry, Link):
        return _written(entry, long_texts(Link))
    if isinstance(entry, Note) and entry.category in ABOUT_WORDING:
        return ()
    spoken = entry.verbatim if isinstance(entry, View) else entry.own_words if isinstance(entry, Source) else None
    if spoken:
        return (("title", entry.title),) if entry.title else ()
    return _written(entry, ("title", *long_texts(type(entry))))


def _written(thing: Entry | Link, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    texts = [(name, str(getattr(thing, name))) for name in names]
    return tuple((name, text) for name, text in texts if text.strip())


def long_texts(owner: type) -> tuple[str, ...]:
    """The long texts of a class of entries, of arrows or of the records in a list that are the worker's wording."""
    return tuple(field.name for field in fields_of(owner) if field.shape.form == PROSE and field.name not in _AS_GIVEN)


def subject_of_text(entry: Entry | Link, field: str) -> str:
    """The role of whoever a text that begins with its verb is about: the program supplies them as the subject."""
    supplied = field == "title" or (field == "account" and isinstance(entry, ChangeEvidence))
    if not supplied or not begins_with_verb(str(getattr(entry, field))):
        return ""
    return _SUBJECTS.get(type(entry), "")


def in_its_place(entry: Entry | Link, reading: Reading, rules: Rules | None = None) -> Reading:
    """What of a reading holds on an entry or arrow of this kind."""
    spared = _ANALYSED.get(type(entry))
    if not spared or not reading.findings:
        return reading
    known = rules or load_rules()
    return Reading(
        tuple(each for each in reading.findings if known.named(each.rule).group not in spared), reading.quotations
    )


def case_findings(case: CaseMap, rules: Rules | None = None, *, cast: Cast | None = None) -> tuple[CaseFinding, ...]:
    """Every finding of a case, the gravest first, then in the order of the entries, and after them of the arrows.

    The records in the lists of an entry are not among them.
    """
    who = cast or cast_of(case)
    kept = kept_of(case)
    things: tuple[Entry | Link, ...] = (*case.ordered_entries, *case.ordered_links)
    found = [each for thing in things for each in _of_entry(thing, who, rules, kept)]
    return tuple(sorted(found, key=lambda each: _ORDER[each.finding.severity]))


def _of_entry(entry: Entry | Link, cast: Cast, rules: Rules | None, kept: tuple[Kept, ...]) -> Iterator[CaseFinding]:
    for field, text in read_fields(entry):
        reading = read(text, cast, rules, subject=subject_of_text(entry, field))
        for finding in in_its_place(entry, reading, rules).findings:
            yield CaseFinding(entry.id, field, finding, kept_for(kept, entry.id, field, text, finding))


def kept_for(kept: tuple[Kept, ...], entry: str, field: str, text: str, finding: Finding) -> Kept | None:
    """The decision to keep what this finding is about, if there is one."""
    here = (each for each in kept if each.entry == entry and each.field == field)
    return next((each for each in here if keeps(each, text, finding)), None)


def measure(case: CaseMap, cast: Cast | None = None, *, as_recorded: bool = False) -> Measure:
    """How many statements of harm name who did it: as mapped, or as the file first put them."""
    who = cast or cast_of(case)
    named = of = 0
    for entry in case.ordered_entries:
        texts = (("recorded_as", entry.recorded_as),) if as_recorded else read_fields(entry)
        for field, text in texts:
            told, said = statements(text, who, subject=subject_of_text(entry, field))
            of, named = of + told, named + said
    return Measure(named, of)
