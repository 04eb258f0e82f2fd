"""What was agreed in a session, from one typed line: "police: visit him at work by 3 April (Sergeant Lee)".

The agency stands before the colon, the day behind the last "by", who does it in brackets at the end. What is missing
stays open: the map asks for an owner and a day by itself. A line without an agency is refused: nobody would do it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import add, edit, fresh_id
from mapping.entries import Action, Gap, Goal, Link, Session, Sharing
from mapping.errors import CaseError
from mapping.moments import moment
from mapping.reckoned import appointment
from mapping.spans import day_text, days_of

_LINE = re.compile(r"(?P<agency>[^:]{1,80}):\s*(?P<what>.+)", re.DOTALL)
_OWNER = re.compile(r"\s*\((?P<owner>[^()]{1,120})\)\s*$")
_BY = re.compile(r"\s+by\s+(?P<by>[^,;()]{1,40}?)[.]?\s*$", re.IGNORECASE)
_NO_AGENCY = "Say first which agency does it, then a colon: “police: visit him at work by 3 April”."
_NO_WORDS = "Say what the agency will do, behind the colon."
_NO_DAY = "Say a day that is still to come: “3 April”, “Friday”, “in six weeks”."
_NO_SESSION = "Note this meeting first, so that it is known where this was agreed."


@dataclass(frozen=True, slots=True, repr=False)
class Agreed:
    """One line as it was understood; `by` is a day in EDTF, "" where none was said."""

    agency: str
    title: str
    by: str = ""
    owner: str = ""


def read_agreed(line: str, today: date) -> Agreed:
    """A line as an agreement; raises CaseError, saying how such a line begins."""
    found = _LINE.fullmatch(" ".join(line.split()))
    if found is None:
        raise CaseError(_NO_AGENCY)
    what, owner, by = found["what"], "", ""
    if named := _OWNER.search(what):
        what, owner = what[: named.start()], named["owner"].strip()
    if dated := _BY.search(what):
        by = day_ahead(dated["by"], today)
        what = what[: dated.start()] if by else what
    what = what.strip(" ,;")
    if not what:
        raise CaseError(_NO_WORDS)
    return Agreed(found["agency"].strip(), what, by, owner)


def day_ahead(text: str, today: date) -> str:
    """A day that is still to come as EDTF: "Friday" is the next one, "in six weeks" the same day of that week.

    It is "" where the words are no day.
    """
    said = " ".join(text.casefold().split())
    if (appointed := appointment(said, today)) is not None:
        return day_text(appointed) if appointed >= today else ""
    for words in (f"{said} {today.year}", said, f"next {said}", f"{said} {today.year + 1}"):
        span = moment(words, today)
        if span is None:
            continue
        first, last = days_of(span)
        if last >= today:
            return day_text(first) if first == last else day_text(last)
    return ""


def agree(case: CaseMap, session: str, line: str, today: date) -> ChangeSet:
    """Put what a line says on the map as an action that was decided in this session; raises CaseError."""
    if not isinstance(case.entry(session), Session):
        raise CaseError(_NO_SESSION)
    read = read_agreed(line, today)
    action = Action(
        id=fresh_id(case, "action"), title=read.title, agency=read.agency, by=read.by, owner=read.owner, state="open"
    )
    decided = Link(id=fresh_id(case, "decided_in"), kind="decided_in", from_id=action.id, to_id=session)
    return add(case, action, links=(decided,))


def decided_in(case: CaseMap, session: str) -> tuple[Action | Goal | Gap | Sharing, ...]:
    """What was decided in a session, in the order of the map."""
    found = {link.from_id for link in case.links_to(session) if link.kind == "decided_in"}
    entries = (entry for entry in case.ordered_entries if entry.id in found)
    return tuple(entry for entry in entries if isinstance(entry, Action | Goal | Gap | Sharing))


def look_again(case: CaseMap, text: str, today: date) -> ChangeSet:
    """Set the day on which the map is looked at again; raises CaseError where the words are no day to come."""
    day = day_ahead(text.strip().rstrip(".").removeprefix("on "), today)
    if not day:
        raise CaseError(_NO_DAY)
    return edit(case, case.header.id, review_on=day)


def sessions(case: CaseMap) -> tuple[Session, ...]:
    """The sessions of a case, the latest first."""
    return tuple(sorted(case.of(Session), key=lambda each: (each.when, each.id), reverse=True))


def begin_session(case: CaseMap, today: date, purpose: str = "") -> ChangeSet:
    """Note that a session is held on this day."""
    return add(case, Session(id=fresh_id(case, "session"), when=day_text(today), purpose=purpose))
