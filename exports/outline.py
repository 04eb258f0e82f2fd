"""What a report says: a case becomes an outline of values, the same for every format; it knows no paper and no screen.

The case it is given is already the reader's own view of it; the outline holds nothing that is not in that view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from exports.blocks import Outline, Section
from exports.sections import (
    change,
    children,
    closing,
    days,
    effects,
    efforts,
    handling,
    language,
    pattern,
    people,
    plan,
    services,
)
from exports.sections.telling import Telling, day_words, shortened, telling
from mapping.casemap import CaseMap
from mapping.language import Rules, load_rules

MARKING = "Confidential — not for any member of the family"
_REFERENCE = 40
"""How much of a reference stands on every page, in characters."""

_OWN_AGENCY: tuple[Callable[[Telling], Iterator[Section]], ...] = (
    handling.handling,
    pattern.statement,
    people.people,
    handling.sessions,
    pattern.pattern,
    effects.effects,
    children.children,
    efforts.efforts,
    services.intersections,
    services.responses,
    days.incidents,
    change.allegations,
    change.engagements,
    change.changes,
    change.programmes,
    plan.views,
    plan.unknown,
    plan.goals,
    plan.actions,
    days.timeline,
    closing.whole_map,
    closing.sources,
    plan.safety,
    closing.method,
)
"""The sections of the report for the own agency, in order; how their wording was read stands behind them."""


def own_agency_outline(case: CaseMap, on: date, rules: Rules | None = None) -> Outline:
    """The report for the own agency and supervision, dated `on`; `case` is that audience's view.

    Its wording is read by the `rules` in force, else by those that the program is shipped with.
    """
    told = telling(case, on)
    sections = tuple(_sections(told))
    read = tuple(language.wording(told, rules or load_rules(), sections))
    reference = shortened(case.header.reference, _REFERENCE) or "Case"
    running = f"Mapping report · {reference} · {day_words(on)}"
    return Outline("Mapping report", running, MARKING, (*sections, *read))


def own_agency_text(case: CaseMap, on: date) -> str:
    """All that the report for the own agency says, as passages are looked for in it; `case` is that audience's view."""
    return language.printed_in(_sections(telling(case, on)))


def _sections(told: Telling) -> Iterator[Section]:
    return (section for tell in _OWN_AGENCY for section in tell(told))
