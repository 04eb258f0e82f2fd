"""Everything that has a date, in the order of time: as a drawing, and as a table that says the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from exports.blocks import Column, Dated, Lane, Paragraph, Phrase, Section, Table, TimelinePicture
from exports.sections.telling import Telling, called, say, shortened, small, told_by
from mapping.dates import DateError, read_edtf, spoken
from mapping.entries import (
    Behaviour,
    ChildImpact,
    Entry,
    Order,
    Person,
    ProtectiveEffort,
    Response,
    Session,
    Sharing,
    Source,
    SurvivorImpact,
    View,
)
from mapping.pathways import said_of
from mapping.phrasing import begins_with_verb, lowered
from mapping.voice import capital

_CALLED = {
    "family_impact": "What that does to family life",
    "incident": "What happened on single days",
    "response": "What services did",
    "order": "Orders and measures",
}
_UNDATED = (Session, Person, Source, Sharing)
"""What has a date that is no part of the story."""
_LATEST = (date.max, date.max)
_BESIDE_A_MARK = 90
"""How much of a title stands in the drawing, in characters; the table has all of it."""
_LANES = (
    "behaviour", "family_impact", "survivor_impact", "child_impact", "protective_effort", "incident", "response",
    "order",
)  # fmt: skip
"""The kinds whose lanes come first, in this order; the others follow as their first dates do."""


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
        key=lambda moment: in_time(moment.edtf),
    )
    if not found:
        return
    columns = (Column("When", 18), Column("What", 52), Column("Told by", 30))[: 3 if _sourced(found) else 2]
    picture = TimelinePicture(tuple(_lanes(found, told)), told.on)
    lead = say("Dates stand as they were said. What has no date is not in this list.", tone="small")
    rows = tuple(_row(each, told)[: len(columns)] for each in found)
    yield Section("In the order of time", (picture, lead, Table(columns, rows)), 1)


def in_time(edtf: str) -> tuple[date, date]:
    """By what dates are put in order: the first possible day, then the last; what is no date comes at the end."""
    try:
        stretch = read_edtf(edtf)
    except DateError:
        stretch = None
    return stretch.sort_key if stretch else _LATEST


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
    if entry.when and not isinstance(entry, _UNDATED) and not (told.to_her and isinstance(entry, View)):
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


# ------------------------------------------------------------------------------------------------- the drawing


def _lanes(found: Sequence[_Moment], told: Telling) -> Iterator[Lane]:
    """What is drawn: a lane for each person or kind, and in it a row for each entry with all its dates."""
    lanes: dict[tuple[str, str], dict[str, list[_Moment]]] = {}
    for moment in found:
        rows = lanes.setdefault((moment.entry.kind, _whose(moment.entry)), {})
        rows.setdefault(moment.entry.id, []).append(moment)
    for kind, person in sorted(lanes, key=lambda lane: _LANES.index(lane[0]) if lane[0] in _LANES else len(_LANES)):
        rows = lanes[kind, person]
        yield Lane(_title(kind, person, told), kind, tuple(_dated(each, told) for each in rows.values()))


def _whose(entry: Entry) -> str:
    """The person by whom a lane is one of its own."""
    match entry:
        case Behaviour() | ProtectiveEffort():
            return entry.by
        case ChildImpact():
            return entry.child
        case SurvivorImpact():
            return entry.person
    return ""


def _title(kind: str, person: str, told: Telling) -> str:
    if kind in ("behaviour", "protective_effort"):
        more = "" if kind == "behaviour" else " to keep the children safe and well"
        return f"What {told.does(person)}{more}" if person else told.naming.lane_title(kind)
    if person:
        return f"What that does to {told.person(person)}"
    if kind in _CALLED:
        return _CALLED[kind]
    return told.naming.fill(told.words.kind(kind).plural)


def _dated(moments: list[_Moment], told: Telling) -> Dated:
    """One entry; the lane says whose it is, so its title alone stands there."""
    entry = moments[0].entry
    what = Phrase(capital(shortened(called(entry, told), _BESIDE_A_MARK)), where=entry.id)
    return Dated(what, tuple((each.edtf, _words(each)) for each in moments))


def _words(moment: _Moment) -> str:
    words = moment.said or spoken(moment.edtf)
    return f"{moment.state} {words}" if isinstance(moment.entry, Order) and moment.state else words
