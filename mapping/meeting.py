"""Meeting the one who harms: what became of each attempt, in few words, and the other attempts with the same person.

That nobody tried is an answer, and one that shows; "not found" is told with how often it was tried.
"""

from __future__ import annotations

from collections.abc import Callable

from mapping.casemap import CaseMap
from mapping.dates import spoken
from mapping.entries import Engagement


def others(case: CaseMap, meeting: Engagement) -> tuple[Engagement, ...]:
    """The other meetings and attempts with the same person, the earliest first."""
    found = (each for each in case.of(Engagement) if each.person == meeting.person and each.id != meeting.id)
    return tuple(sorted(found, key=_order))


def outcome_said(case: CaseMap, meeting: Engagement, label: Callable[[str], str]) -> str:
    """What became of it: "met", "never tried", "not found: 3 attempts, the last in March"; "" where nobody said."""
    if not meeting.outcome:
        return ""
    said = label(meeting.outcome)
    said = said[:1].lower() + said[1:]
    if meeting.outcome != "not_found":
        return said
    missed = [each for each in (*others(case, meeting), meeting) if each.outcome == "not_found"]
    last = max(missed, key=_order)
    when = f", the last {spoken(last.when)}" if last.when else ""
    return f"{said}: {len(missed)} attempts{when}" if len(missed) > 1 else said


def _order(meeting: Engagement) -> tuple[str, str]:
    return meeting.when or "", meeting.id
