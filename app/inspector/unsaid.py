"""Beside the form of a meeting with the one who harms: the other attempts, and what must not be hinted at there."""

from __future__ import annotations

from app.inspector.desk import Desk
from mapping.dates import spoken
from mapping.entries import Engagement, Entry
from mapping.meeting import others, outcome_said
from mapping.unhinted import unhinted
from mapping.wording import title_of

Row = tuple[str, str, str, str, str, int]
"""Id, kind, words, muted words, sign before them, and indent."""
_OTHERS, _UNSAID = "Other meetings and attempts", "What must not be hinted at"
_VEILED = "Hidden while people are called by role."
_MORE = "And {} more: the brief for whoever meets {} has all of them."
_MOST = 10


def meeting_lists(desk: Desk, meeting: Engagement) -> list[tuple[str, tuple[Row, ...]]]:
    """Both lists; while people are called by role nothing of the second is shown."""
    tried = tuple(_row(desk, each, _outcome(desk, each)) for each in others(desk.case, meeting))
    return [(_OTHERS, tried), (_UNSAID, _unsaid(desk, meeting))]


def _outcome(desk: Desk, meeting: Engagement) -> str:
    said = outcome_said(desk.case, meeting, lambda state: desk.vocabulary.label("engagement_outcome", state))
    return " · ".join(part for part in (spoken(meeting.when) if meeting.when else "", said) if part)


def _unsaid(desk: Desk, meeting: Engagement) -> tuple[Row, ...]:
    person = desk.case.entry(meeting.person)
    if person is None:
        return ()
    if desk.naming.veiled:
        return (("", "", _VEILED, "", "", 0),)
    found = [entry for entries in unhinted(desk.case, meeting.person).values() for entry in entries]
    rows = [_row(desk, entry, "") for entry in found[:_MOST]]
    if len(found) > _MOST:
        who = desk.naming.pronoun(meeting.person, "object") or desk.naming.inside(meeting.person)
        rows.append(("", "", _MORE.format(len(found) - _MOST, who), "", "", 0))
    return tuple(rows)


def _row(desk: Desk, entry: Entry, muted: str) -> Row:
    return entry.id, entry.kind, title_of(entry, desk.naming, desk.vocabulary), muted, "", 0
