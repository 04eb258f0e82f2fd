"""Claims kept apart from the pattern, meetings with him, what he named, claimed and changed, and programmes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from exports.blocks import Block, Column, Item, Paragraph, Phrase, Section, Table
from exports.sections.pattern import in_time
from exports.sections.services import linked
from exports.sections.telling import (
    Telling,
    item,
    joined,
    named,
    only_from_him,
    say,
    small,
    status,
    told_by,
    unnamed,
    unrecorded,
    unsourced,
    when,
)
from mapping.dates import spoken
from mapping.entries import Allegation, ChangeEvidence, Engagement, Programme, ProgrammeReport
from mapping.meeting import outcome_said
from mapping.voice import capital, listed


def allegations(told: Telling) -> Iterator[Section]:
    """What is claimed by whom about whom; falls away where nothing is."""
    found = told.case.of(Allegation)
    if found:
        lead = say(
            "Claims are kept apart from the pattern until it is understood what came before and after.", tone="small"
        )
        blocks: list[Block] = [lead]
        for each in sorted(found, key=in_time):
            blocks.append(_allegation(each, told))
            if each.comparison:
                blocks.append(_comparison(each, told))
        yield Section("What is claimed", tuple(blocks), 1)


def _allegation(claim: Allegation, told: Telling) -> Item:
    line = (
        f"claimed by {told.naming.inside(claim.by)}, about {told.naming.inside(claim.about)}",
        when(claim),
        status(claim, told),
        small(told.label("finding", claim.finding)) if claim.finding else "",
        f"what came of it: {claim.outcome}" if claim.outcome else "",
    )
    return item(claim, told, line, *named("Before and after:", claim.before_and_after, claim), *linked(claim, told))


def _comparison(claim: Allegation, told: Telling) -> Table:
    columns = (
        Column("The same question of each", 30),
        Column(capital(told.naming.inside(claim.by)), 35),
        Column(capital(told.naming.inside(claim.about)), 35),
    )
    rows = tuple(
        (
            (say(Phrase(told.label("allegation_question", each.question), where=claim.id)),),
            _answer(each.of_by, claim, told),
            _answer(each.of_about, claim, told),
        )
        for each in claim.comparison
    )
    return Table(columns, rows)


def _answer(text: str, claim: Allegation, told: Telling) -> tuple[Paragraph, ...]:
    return (say(Phrase(text or unrecorded(told), muted=not text, where=claim.id)),)


def engagements(told: Telling) -> Iterator[Section]:
    """The meetings with him and the attempts; falls away where there are none."""
    found = told.case.of(Engagement)
    if found:
        who = told.people(list(dict.fromkeys(each.person for each in found)))
        blocks: tuple[Block, ...] = (
            *unsourced(found, told),
            *(_engagement(each, told) for each in sorted(found, key=in_time)),
        )
        yield Section(f"Meeting {who}", blocks, 1)


def _engagement(meeting: Engagement, told: Telling) -> Item:
    warned = meeting.survivor_warned
    line = (
        outcome_said(told.case, meeting, partial(told.label, "engagement_outcome")),
        when(meeting),
        f"by {meeting.by}" if meeting.by else "",
        meeting.setting,
        f"{told.naming.fill('{S}')} warned beforehand: {small(told.label('survivor_warned', warned))}"
        if warned
        else "",
        status(meeting, told),
    )
    put = [
        Phrase(told.case.entries[each].title, where=each) for each in meeting.put_to_him if each in told.case.entries
    ]
    lines = (say("What was put: ", *joined(put), "."),) if put else ()
    return item(meeting, told, line, *lines, *named("The reply:", meeting.reply, meeting), *linked(meeting, told))


def changes(told: Telling) -> Iterator[Section]:
    """What he named, claimed and changed, and who says so; what only he says is marked."""
    found = told.case.of(ChangeEvidence)
    if not found:
        return
    who = told.people(list(dict.fromkeys(each.person for each in found)))
    lead = say(
        "Attending, apologising and saying so are not change. What rests on the person’s own word is marked.",
        tone="small",
    )
    yield Section("What has changed, and who saw it", (lead, *unsourced(found, told)), 1)
    for term in told.words.family("change_question"):
        asked = sorted((each for each in found if each.question == term.key), key=in_time)
        if asked:
            heading = told.words.label("change_question", term.key).replace("{P}", who)
            yield Section(heading, tuple(_change(each, found, told) for each in asked), 2)


def _change(evidence: ChangeEvidence, beside: Sequence[ChangeEvidence], told: Telling) -> Item:
    line = (
        small(told.label("change_direction", evidence.direction)) if evidence.direction else "",
        small(told.label("change_level", evidence.level)) if evidence.level else "",
        f"for {evidence.sustained_for}" if evidence.sustained_for else "",
        when(evidence),
        status(evidence, told),
        only_from_him(evidence, told) or unnamed(evidence, beside, told),
    )
    by = (say("Told by ", *told_by(evidence, told).phrases, "."),) if evidence.cites and told.has("sources") else ()
    return item(evidence, told, line, *by, *linked(evidence, told))


def programmes(told: Telling) -> Iterator[Section]:
    """Referrals and what came back; falls away where there are none."""
    found = told.case.of(Programme)
    if found:
        lead = say("A state is not a result, and attendance is not change.", tone="small")
        yield Section("Programmes", (lead, *(_programme(each, told) for each in sorted(found, key=in_time))), 1)


def _programme(programme: Programme, told: Telling) -> Item:
    support = programme.partner_support
    line = (
        f"for {told.naming.inside(programme.person)}",
        small(told.label("programme_state", programme.state)) if programme.state else "",
        "" if programme.accredited is None else "accredited" if programme.accredited else "not accredited",
        f"support for {told.naming.fill('{S}')}: {small(told.label('partner_support', support))}" if support else "",
        when(programme),
        status(programme, told),
    )
    reports = [line for report in programme.reports for line in _report(report, programme)]
    sent = named("What the programme was told:", programme.information_sent, programme)
    return item(programme, told, line, *sent, *reports, *linked(programme, told))


def _report(report: ProgrammeReport, programme: Programme) -> Iterator[Paragraph]:
    head = " ".join(part for part in ("Report", spoken(report.date), f"by {report.by}" if report.by else "") if part)
    yield say(Phrase(f"{head}.", bold=True, where=programme.id))
    for what, text in (
        ("Attendance:", report.attendance),
        ("Acts acknowledged:", listed(report.acknowledged)),
        ("Acts denied:", listed(report.denied)),
        ("What is understood of the effects:", report.understanding),
        ("What has been done:", report.steps),
        ("What danger was noticed:", report.risk),
        ("What the report cannot say:", report.limits),
    ):
        yield from named(what, text, programme)
