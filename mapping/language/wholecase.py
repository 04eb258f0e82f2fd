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

_AS_GIVEN = frozenset({"recorded_as", "reader_reason", "reply"})
"""Long texts that are not the worker's wording: how a file first put it, what he answered, why a reader may see it."""
_SUBJECTS: dict[type[Entry], str] = {Behaviour: "P", ProtectiveEffort: "S", ChildImpact: "C", ChangeEvidence: "P"}
_ANALYSED: dict[type[Entry], frozenset[str]] = {Response: frozenset({"responsibility"})}
"""Where a map records what services asked of her so as to look at it, their asking is no fault of the map (G3)."""
_ORDER = {"A": 0, "B": 1, "C": 2}


@dataclass(frozen=True, slots=True, repr=False)
class CaseFinding:
    """A finding in one field of one entry, and the decision to keep the wording, where there is one."""

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


def read_fields(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The texts of an entry that are read, by field; nobody's own words are among them."""
    if isinstance(entry, Note) and entry.category in ABOUT_WORDING:
        return ()
    spoken = entry.verbatim if isinstance(entry, View) else entry.own_words if isinstance(entry, Source) else None
    if spoken:
        return (("title", entry.title),) if entry.title else ()
    names = [
        field.name for field in fields_of(type(entry)) if field.shape.form == PROSE and field.name not in _AS_GIVEN
    ]
    texts = [(name, str(getattr(entry, name))) for name in ("title", *names)]
    return tuple((name, text) for name, text in texts if text.strip())


def subject_of_text(entry: Entry, field: str) -> str:
    """The role of whoever a text that begins with its verb is about: the program supplies them as the subject."""
    supplied = field == "title" or (field == "account" and isinstance(entry, ChangeEvidence))
    if not supplied or not begins_with_verb(str(getattr(entry, field))):
        return ""
    return _SUBJECTS.get(type(entry), "")


def in_its_place(entry: Entry, reading: Reading, rules: Rules | None = None) -> Reading:
    """What of a reading holds in an entry of this kind."""
    spared = _ANALYSED.get(type(entry))
    if not spared or not reading.findings:
        return reading
    known = rules or load_rules()
    return Reading(
        tuple(each for each in reading.findings if known.named(each.rule).group not in spared), reading.quotations
    )


def case_findings(case: CaseMap, rules: Rules | None = None, *, cast: Cast | None = None) -> tuple[CaseFinding, ...]:
    """Every finding of a case, the gravest first, then in the order of the entries."""
    who = cast or cast_of(case)
    kept = kept_of(case)
    found = [each for entry in case.ordered_entries for each in _of_entry(entry, who, rules, kept)]
    return tuple(sorted(found, key=lambda each: _ORDER[each.finding.severity]))


def _of_entry(entry: Entry, cast: Cast, rules: Rules | None, kept: tuple[Kept, ...]) -> Iterator[CaseFinding]:
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
