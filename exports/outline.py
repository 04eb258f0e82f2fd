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
    pattern,
    people,
    plan,
    services,
)
from exports.sections.telling import Telling, day_words, shortened, telling
from mapping.casemap import CaseMap

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
"""The sections of the report for the own agency, in order."""


def own_agency_outline(case: CaseMap, on: date) -> Outline:
    """The report for the own agency and supervision, dated `on`; `case` is that audience's view."""
    told = telling(case, on)
    sections = tuple(section for tell in _OWN_AGENCY for section in tell(told))
    reference = shortened(case.header.reference, _REFERENCE) or "Case"
    running = f"Mapping report · {reference} · {day_words(on)}"
    return Outline("Mapping report", running, MARKING, sections)
