"""The report for one reader: the reader's view of a case, told as an outline, set in a format; it writes no file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Literal

from exports.blocks import Outline
from exports.day import counted_by
from exports.errors import ExportError
from exports.outline import outline
from exports.profile import Profile
from exports.progress import Progress, part_of, watched
from exports.rings import unsought
from exports.text import require_printable
from mapping.audience import Reader, cut, view
from mapping.casemap import CaseMap
from mapping.entries import Thing
from mapping.fields import CATEGORY, LINE, LINES, PROSE, ROWS, WORDS, fields_of
from mapping.language import Rules, load_rules
from mapping.readers import OWN_AGENCY

Form = Literal["pdf", "docx", "xlsx"]
_TOLD = 0.25
"""How much of the work is done when it is known what the report says."""
_NOT_PRINTED = frozenset({"identifiers", "reader_reason", "content_sha256"})


@dataclass(frozen=True, slots=True, repr=False)
class Finished:
    """A finished file, its format, the pictures painted into it from the reader's own view, and the texts in those."""

    data: bytes
    form: Form
    pictures: tuple[bytes, ...] = ()
    drawn: tuple[str, ...] = ()


def reader_report(
    smaller: CaseMap,
    reader: Reader,
    on: date,
    rules: Rules | None = None,
    profile: Profile | None = None,
    copy: int = 1,
    form: Form = "pdf",
    progress: Progress | None = None,
) -> Finished:
    """The report for a reader, dated `on`, from that reader's view; the same view and day give the same bytes.

    `progress` is told how much of a PDF is done, from 0 to 1, and stops it with False. Raises ExportError, naming the
    character and the place, for text that no font of the program can print, and StoppedError.
    """
    at = watched(progress, 0.0, _TOLD)
    at(0.0)
    _require_printable(smaller)
    for text in profile.texts if profile else ():
        require_printable(text, "the cover note")
    if reader.audience == OWN_AGENCY:
        _require_printable_rules(rules or load_rules())
    with unsought():
        told = outline(smaller, reader, on, rules, profile, copy)
        at(1.0)
        return set_outline(told, smaller, counted_by(smaller, reader, on), form, part_of(progress, _TOLD, 1.0))


def set_outline(told: Outline, smaller: CaseMap, on: date, form: Form, progress: Progress | None = None) -> Finished:
    """An outline in a format; its pictures, and the rows of a table, are those of the view that it was made from.

    Raises ExportError for what is no table, where one is asked for.
    """
    if form == "docx":
        from exports.docx import word_file

        made = word_file(told, smaller)
        return Finished(made.data, form, made.pictures, made.drawn)
    if form == "xlsx":
        from exports.sheet import ledger_sheet, sheet

        if told.paged:
            raise ExportError("This is a page to read and no table. Choose PDF or Word.")
        table = ledger_sheet(told, told.ledger) if told.ledger else sheet(smaller, on, told.running, told.marking)
        return Finished(table, form)
    from exports.pdf import outline_pdf

    return Finished(outline_pdf(told, smaller, progress), form)


def own_agency_report(case: CaseMap, on: date, rules: Rules | None = None) -> bytes:
    """The report for the own agency and supervision, dated `on`, as a PDF; raises ExportError.

    Its wording is read by the `rules` in force, else by those that the program is shipped with.
    """
    reader = Reader(OWN_AGENCY)
    with own_ids(case, reader):
        return reader_report(view(case, reader), reader, on, rules).data


@contextmanager
def own_ids(case: CaseMap, reader: Reader) -> Iterator[None]:
    """A refusal from within names the entry by its id in the case: the ids of a reader's view may be others."""
    try:
        yield
    except ExportError as error:
        if error.where:
            _require_printable(cut(case, reader).copy)
        raise


def _require_printable(case: CaseMap) -> None:
    """Look at every text before anything is set, so that a refusal names the entry it is about."""
    things: tuple[Thing, ...] = (case.header, *case.ordered_entries, *case.ordered_links)
    for thing in things:
        for text in _texts(thing):
            require_printable(text, thing.id)


def _require_printable_rules(rules: Rules) -> None:
    """The same for what a team calls its own rules, and for why a rule is off."""
    for rule in rules.all:
        if rule.team:
            require_printable(f"{rule.name}\n{rule.looks_for}", f"rule {rule.key}")
        require_printable(rules.off.get(rule.key, ""), f"the reason why rule {rule.key} is off")


def _texts(owner: object) -> Iterator[str]:
    for field in fields_of(type(owner)):
        value = getattr(owner, field.name)
        if not value or field.name in _NOT_PRINTED:
            continue
        if field.shape.form in (LINE, PROSE, CATEGORY):
            yield value
        elif field.shape.form == LINES:
            yield from value
        elif field.shape.form == WORDS:
            yield from (word for _, word in value)
        elif field.shape.form == ROWS:
            for row in value:
                yield from _texts(row)
