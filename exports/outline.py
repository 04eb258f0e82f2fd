"""What a report says: a reader's case becomes an outline of values, the same for every format; it knows no paper.

The case it is given is already the reader's own view of it; the outline holds nothing that is not in that view. Which
parts there are, and in which form, is decided by the table of readers; a team's profile may leave parts out and put
them in another order, and can add none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from exports.blocks import Outline, Section
from exports.day import bears_day, counted_by
from exports.errors import ExportError
from exports.profile import Profile
from exports.sections import (
    change,
    children,
    closing,
    danger,
    days,
    effects,
    efforts,
    glossary,
    handling,
    his_page,
    language,
    marac,
    partner,
    pattern,
    people,
    plan,
    services,
    timeline,
)
from exports.sections.fronts import FRONTS, MARKING
from exports.sections.telling import SURVIVOR, Telling, day_words, shortened, telling
from mapping.audience import Reader
from mapping.casemap import CaseMap
from mapping.language import Rules, load_rules
from mapping.readers import OWN_AGENCY, PERPETRATOR

__all__ = ["MARKING", "outline", "own_agency_outline", "report_text"]

MARAC, PARTNER = "marac", "partner_agency"
_REFERENCE = 32
"""How much of a reference stands on every page, in characters."""
Part = Callable[[Telling], Iterator[Section]]

_PARTS: Mapping[str, Part] = {
    "handling": handling.handling,
    "statement": pattern.statement,
    "people": people.people,
    "sessions": handling.sessions,
    "pattern": pattern.pattern,
    "other_relationships": pattern.other_relationships,
    "as_parent": pattern.as_parent,
    "family": effects.family,
    "survivor": effects.survivor,
    "children": children.children,
    "pathways": children.children,
    "efforts": efforts.efforts,
    "views": plan.views,
    "intersections": services.intersections,
    "responses": services.responses,
    "incidents": days.incidents,
    "allegations": change.allegations,
    "unknown": plan.unknown,
    "risk": danger.risk,
    "goals": plan.goals,
    "engagements": change.engagements,
    "changes": change.changes,
    "programmes": change.programmes,
    "actions": plan.actions,
    "timeline": timeline.timeline,
    "map": closing.whole_map,
    "sources": closing.sources,
    "glossary": glossary.glossary,
    "safety": plan.safety,
    "method": closing.method,
}
"""The parts of a report in their order; how the wording was read stands behind them, for the own agency."""
_INSERT: Mapping[str, Part] = {
    "handling": marac.head,
    "risk": marac.risk,
    "statement": marac.statement,
    "children": marac.children,
    "sessions": marac.new,
    "actions": marac.actions,
}
_HERS_FIRST = ("handling", "efforts", "views", "statement", "pattern", "as_parent")
"""Her copy begins with what she does."""
_ALWAYS_FIRST, _LAST = "handling", "wording"


def outline(
    case: CaseMap,
    reader: Reader,
    on: date,
    rules: Rules | None = None,
    profile: Profile | None = None,
    copy: int = 1,
) -> Outline:
    """The report for this reader, dated `on`; `case` is that reader's view, and `copy` the number of this copy.

    For the own agency its wording is read by the `rules` in force, else by those that the program is shipped with.
    """
    told = _telling(case, reader, on, profile, copy)
    sections = tuple(_sections(told, profile))
    if told.reader.section(_LAST) == "w":
        read = language.wording(told, rules or load_rules(), sections)
        sections = (*sections, *(replace(section, key=_LAST) for section in read))
    title, about, marking = _running(told)
    day = day_words(on) if told.dated else ""
    running = " · ".join(part for part in (title, *about, day, f"copy {copy}") if part)
    his = reader.audience == PERPETRATOR
    return Outline(sections[0].heading if his else title, running, marking, sections, paged=his)


def own_agency_outline(case: CaseMap, on: date, rules: Rules | None = None) -> Outline:
    """The report for the own agency and supervision; `case` is that audience's view."""
    return outline(case, Reader(OWN_AGENCY), on, rules)


def report_text(case: CaseMap, reader: Reader, on: date, profile: Profile | None = None) -> str:
    """All that a reader's report says, as passages are looked for in it; `case` is that reader's view."""
    return language.printed_in(_sections(_telling(case, reader, on, profile, 1), profile))


def _telling(case: CaseMap, reader: Reader, on: date, profile: Profile | None, copy: int) -> Telling:
    counted = telling(case, counted_by(case, reader, on), reader.audience)
    told = replace(counted, copy=copy, agency=reader.agency, dated=bears_day(reader))
    if profile is None:
        return told
    if profile.texts and reader.audience == PERPETRATOR:
        raise ExportError("What he may see holds no note of ours. Choose a profile without a cover note and a contact.")
    chosen = frozenset((*profile.sections, _ALWAYS_FIRST)) if profile.sections else None
    return replace(told, chosen=chosen, cover_note=profile.cover_note, contact=profile.contact)


def _sections(told: Telling, profile: Profile | None) -> Iterator[Section]:
    if told.reader.name == PERPETRATOR:
        yield from (section for section in his_page.page(told) if told.has(section.key))
        return
    parts = _INSERT if told.reader.name == MARAC else _PARTS
    keys = [key for key in _order(told, profile) if key in parts and told.has(key)]
    if {"children", "pathways"} <= set(keys):
        keys.remove("pathways")  # both stand on the pages of the children
    for key in keys:
        for section in parts[key](told):
            yield section if section.key else replace(section, key=key)
        if key == _ALWAYS_FIRST and told.reader.name == PARTNER and told.has("children"):
            yield from (replace(section, key="children") for section in partner.see_and_do(told))
    if told.reader.name == MARAC:
        yield from marac.not_for_him(told)


def _order(told: Telling, profile: Profile | None) -> tuple[str, ...]:
    if profile is not None and profile.sections:
        return (_ALWAYS_FIRST, *(key for key in profile.sections if key != _ALWAYS_FIRST))
    if told.reader.name == MARAC:
        return tuple(_INSERT)
    if told.reader.name == SURVIVOR:
        return (*_HERS_FIRST, *(key for key in _PARTS if key not in _HERS_FIRST))
    return tuple(_PARTS)


def _running(told: Telling) -> tuple[str, tuple[str, ...], str]:
    """The title, what stands behind it at the head of each page, and the marking."""
    if told.reader.name == PERPETRATOR:
        return "Expectations", (), ""
    reference = shortened(told.case.header.reference, _REFERENCE) or "Case"
    if told.reader.name == MARAC:
        return marac.TITLE, (reference, marac.RUNNING), MARKING
    front = FRONTS[told.reader.name]
    about = (reference, front.running) if front.agency_case else ()
    return front.title, about, front.marking
