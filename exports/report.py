"""The report for the own agency: the reader's view of a case, told as an outline, set as a PDF; it writes no file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from exports.outline import own_agency_outline
from exports.text import require_printable
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.entries import Thing
from mapping.fields import CATEGORY, LINE, LINES, PROSE, ROWS, WORDS, fields_of
from mapping.language import Rules, load_rules

_OWN_AGENCY = Reader("own_agency")
_NOT_PRINTED = frozenset({"identifiers", "reader_reason", "content_sha256"})


def own_agency_report(case: CaseMap, on: date, rules: Rules | None = None) -> bytes:
    """The report for the own agency and supervision, dated `on`, as a PDF; the same case and day give the same bytes.

    Its wording is read by the `rules` in force, else by those that the program is shipped with.
    Raises ExportError, naming the character and the place, for text that no font of the program can print.
    """
    from exports.pdf import outline_pdf

    smaller = view(case, _OWN_AGENCY)
    _require_printable(smaller)
    _require_printable_rules(rules or load_rules())
    return outline_pdf(own_agency_outline(smaller, on, rules), smaller)


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
