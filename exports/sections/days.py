"""What happened on single days, and everything that has a date in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from exports.blocks import Column, Paragraph, Phrase, Section, Table
from exports.sections.pattern import titles
from exports.sections.telling import (
    Telling,
    called,
    limits,
    named,
    prose,
    quotes,
    say,
    shortened,
    small,
    status,
    told_by,
    unrecorded,
    when,
)
from mapping.dates import DateError, read_edtf, spoken
from mapping.entries import (
    Behaviour,
    ChildImpact,
    Entry,
    Incident,
    Order,
    Person,
    ProtectiveEffort,
    Response,
    Session,
    Sharing,
    Source,
    SurvivorImpact,
)
from mapping.pathways import said_of
from mapping.phrasing import begins_with_verb, lowered
from mapping.voice import capital

_LATEST = (date.max, date.max)


def incidents(told: Telling) -> Iterator[Section]:
    """The dated events, in order, each with what it shows."""
    found = told.case.of(Incident)
    if not found:
        return
    columns = (Column("When", 17), Column("What happened", 51), Column("What it shows", 32))
    rows = tuple(_incident(each, told) for each in sorted(found, key=lambda each: _time(each.when)))
    yield Section("What happened on single days", (Table(columns, rows),), 1)


def _incident(incident: Incident, told: Telling) -> tuple[tuple[Paragraph, ...], ...]:
    numbers = told.numbers_of(incident.cites)
    title = (say(Phrase(capital(incident.title), bold=True, where=incident.id)),) if incident.title else ()
    line = [
        incident.place_type,
        f"there: {told.people(incident.present)}" if incident.present else "",
        f"after: {called(after, told)}" if (after := told.case.entry(incident.after)) else "",
        small(told.label("incident_phase", incident.phase)) if incident.phase and incident.phase != "unknown" else "",
        status(incident, told),
    ]
    said = " · ".join(part for part in line if part)
    shown = [told.case.entries[link.to_id] for link in told.case.links_from(incident.id) if link.kind == "evidences"]
    others = [link for link in told.case.links_from(incident.id) if link.kind != "evidences"]
    return (
        (say(Phrase(when(incident) or unrecorded(told), muted=not when(incident), where=incident.id)),),
        (
            *title,
            *prose(incident.account, incident.id, numbers),
            *((say(Phrase(capital(said), muted=True, where=incident.id)),) if said else ()),
            *limits(incident, told),
            *quotes(incident, told),
            *named("As the file first put it:", incident.recorded_as, incident),
        ),
        (
            *(say(Phrase(capital(called(each, told)), where=each.id)) for each in shown),
            *(
                say(f"{capital(told.words.link(each.kind).forward)}: ", *titles([told.case.entries[each.to_id]], told))
                for each in others
            ),
        ),
    )


# ------------------------------------------------------------------------------------------------- the timeline


@dataclass(frozen=True, slots=True)
class _Moment:
    edtf: str
    said: str
    what: Phrase
    state: str
    entry: Entry


def timeline(told: Telling) -> Iterator[Section]:
    """Every dated entry, by its first possible day, with the date as it was said."""
    found = sorted(
        (moment for entry in told.case.ordered_entries for moment in _moments(entry, told)),
        key=lambda moment: _time(moment.edtf),
    )
    if not found:
        return
    columns = (Column("When", 18), Column("What", 52), Column("Told by", 30))[: 3 if _sourced(found) else 2]
    lead = say("Dates stand as they were said. What has no date is not in this list.", tone="small")
    rows = tuple(_row(each, told)[: len(columns)] for each in found)
    yield Section("In the order of time", (lead, Table(columns, rows)), 1)


def _sourced(found: list[_Moment]) -> bool:
    return any(moment.entry.cites for moment in found)


def _row(moment: _Moment, told: Telling) -> tuple[tuple[Paragraph, ...], ...]:
    exact = spoken(moment.edtf)
    dates = [say(Phrase(moment.said or exact, where=moment.entry.id))]
    if moment.said and moment.said != exact:
        dates.append(say(Phrase(exact, muted=True)))
    return (
        tuple(dates),
        (say(moment.what, Phrase(f" ({moment.state})" if moment.state else "", muted=True, where=moment.entry.id)),),
        (told_by(moment.entry, told),) if moment.entry.cites else (),
    )


def _moments(entry: Entry, told: Telling) -> Iterator[_Moment]:
    what = _what(entry, told)
    if entry.when and not isinstance(entry, Session | Person | Source | Sharing):
        yield _Moment(entry.when, entry.when_said, what, "", entry)
    if isinstance(entry, Order):
        for edge, words in ((entry.since, "begins"), (entry.until, "ends")):
            if edge:
                yield _Moment(edge, "", what, words, entry)
    if isinstance(entry, Behaviour):
        for period in entry.periods:
            context = f"; {period.context}" if period.context else ""
            state = small(told.label("period_state", period.state))
            yield _Moment(period.when, "", what, f"{state}{context}", entry)


def _what(entry: Entry, told: Telling) -> Phrase:
    """A moment with whoever acts as its subject, where a card says who that is."""
    match entry:
        case Behaviour():
            text = said_of(entry, told.naming)
        case ProtectiveEffort() if begins_with_verb(entry.title):
            text = f"{told.naming.subject(entry.by)} {lowered(entry.title)}"
        case ProtectiveEffort():
            text = f"{told.naming.subject(entry.by)}: {entry.title}"
        case Response() if entry.agency:
            text = f"{entry.agency}: {entry.title}"
        case ChildImpact():
            text = f"{told.naming.subject(entry.child)}: {entry.title}"
        case SurvivorImpact():
            text = f"{told.naming.subject(entry.person)}: {entry.title}"
        case _:
            text = entry.title or shortened(entry.account) or called(entry, told)
    return Phrase(capital(text), where=entry.id)


def _time(edtf: str) -> tuple[date, date]:
    try:
        stretch = read_edtf(edtf)
    except DateError:
        stretch = None
    return stretch.sort_key if stretch else _LATEST
