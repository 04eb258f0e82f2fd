"""What happened on single days, and what each of them shows."""

from __future__ import annotations

from collections.abc import Iterator

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
    small,
    status,
    unrecorded,
    when,
)
from exports.sections.timeline import in_time
from mapping.entries import Incident
from mapping.voice import capital


def incidents(told: Telling) -> Iterator[Section]:
    """The dated events, in order, each with what it shows."""
    found = told.case.of(Incident)
    if not found:
        return
    columns = (Column("When", 17), Column("What happened", 51), Column("What it shows", 32))
    rows = tuple(_incident(each, told) for each in sorted(found, key=lambda each: in_time(each.when)))
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
