"""What the survivor, the children and those around them do to keep the children safe, and what each effort answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.blocks import Block, Column, Paragraph, Phrase, Section, Table
from exports.sections.pattern import in_time, titles
from exports.sections.telling import (
    Telling,
    limits,
    named,
    prose,
    quotes,
    say,
    small,
    status,
    told_by,
    unrecorded,
    when,
)
from mapping.entries import ChildImpact, Entry, FamilyImpact, ProtectiveEffort, SurvivorImpact
from mapping.voice import capital

_EFFECTS = (FamilyImpact, SurvivorImpact, ChildImpact)


def efforts(told: Telling) -> Iterator[Section]:
    """The efforts of each person; says so where a survivor's were never recorded."""
    found: dict[str, list[ProtectiveEffort]] = {person.id: [] for person in told.naming.survivors}
    for effort in told.case.of(ProtectiveEffort):
        found.setdefault(effort.by, []).append(effort)
    for number, (person, theirs) in enumerate(found.items()):
        who = told.naming.inside(person)
        if not theirs and not told.complete:
            continue
        nothing = say(
            f"Nobody has recorded yet what {who} does to keep the children safe. That is a gap in what we know, "
            "not in what is done. Ask of each act: what was it meant to prevent?"
        )
        blocks: tuple[Block, ...] = (nothing,)
        if theirs:
            blocks = effort_table(sorted(theirs, key=in_time), told, whole=True)
        heading = f"What {told.does(person)} to keep the children safe and well"
        yield Section(heading, blocks, 1, "protective_effort", new_page=not number)


def effort_table(found: Sequence[ProtectiveEffort], told: Telling, *, whole: bool = False) -> tuple[Block, ...]:
    """Efforts with what each answers; `whole` adds accounts and what came of it. Empty columns become one line."""
    dated, sourced = any(when(each) for each in found), any(each.cites for each in found)
    lacking = [words for words, there in (("when it was", dated), ("who told us", sourced)) if not there]
    nobody = f"Nobody has recorded yet {' or '.join(lacking)}."
    note = (say(nobody, tone="small"),) if lacking and told.complete else ()
    columns = [Column("Effort", 37), Column("What it answers" if told.to_her else "Answers", 31)]
    columns += [Column("When", 15)] if dated else []
    columns += [Column("Told by", 17)] if sourced else []
    rows = tuple(_row(effort, told, whole=whole, dated=dated, sourced=sourced) for effort in found)
    return (*note, Table(tuple(columns), rows))


def _row(
    effort: ProtectiveEffort, told: Telling, *, whole: bool, dated: bool, sourced: bool
) -> tuple[tuple[Paragraph, ...], ...]:
    more = tuple(_whole(effort, told)) if whole else ()
    title = Phrase(capital(effort.title), bold=whole, where=effort.id)
    on = say(Phrase(when(effort) or unrecorded(told), muted=not when(effort), where=effort.id))
    return (
        (say(title), *more),
        tuple(_answers(effort, told)),
        *(((on,),) if dated else ()),
        *(((told_by(effort, told),),) if sourced else ()),
    )


def _answers(effort: ProtectiveEffort, told: Telling) -> Iterator[Paragraph]:
    ends: dict[str, list[Entry]] = {}
    for link in told.case.links_from(effort.id):
        ends.setdefault(link.kind, []).append(told.case.entries[link.to_id])
    answered = ends.pop("answers", [])
    for behaviour in answered:
        yield say(Phrase(capital(behaviour.title), where=behaviour.id))
    for kind, others in ends.items():
        harms = [each for each in others if kind == "protects" and isinstance(each, _EFFECTS)]
        kept = [each for each in others if each not in harms]
        if kept:
            yield say(f"{capital(told.naming.fill(told.words.link(kind).forward))}: ", *titles(kept, told))
        if harms:
            yield say("Works against: ", *titles(harms, told))
    yield from named("Meant to prevent:", effort.meant_to_prevent, effort)
    if told.complete and not answered and not ends and not effort.meant_to_prevent:
        yield say(Phrase(unrecorded(told), muted=True))


def _whole(effort: ProtectiveEffort, told: Telling) -> Iterator[Paragraph]:
    line = [
        small(told.label("protective_effort", effort.category)) if effort.category and not told.to_her else "",
        f"for {told.people(effort.for_)}" if effort.for_ else "",
        status(effort, told),
        "" if effort.in_use is None else "still in use" if effort.in_use else "no longer in use",
        _would_learn(effort, told),
    ]
    said = " · ".join(part for part in line if part)
    if said:
        yield say(Phrase(capital(said), muted=True))
    yield from limits(effort, told)
    yield from prose(effort.account, effort.id)
    yield from quotes(effort, told)
    yield from named("What came of it:", effort.outcome, effort)
    yield from _services(effort, told)
    yield from named("As the file first put it:", effort.recorded_as, effort)


def _would_learn(effort: ProtectiveEffort, told: Telling) -> str:
    who = told.naming.fill("{P}")
    match effort.perpetrator_would_learn:
        case "yes":
            return f"{who} would learn from it"
        case "unsure":
            return f"{who} might learn from it"
        case "no":
            return f"{who} would not learn from it"
    return ""


def _services(effort: ProtectiveEffort, told: Telling) -> Iterator[Paragraph]:
    """What blocks, supports, undermines or is a reprisal for the effort."""
    found: dict[str, list[Entry]] = {}
    for link in told.case.links_to(effort.id):
        words = told.naming.fill(told.words.link(link.kind).reverse)
        found.setdefault(words, []).append(told.case.entries[link.from_id])
    for words, others in found.items():
        yield say(f"{capital(words)}: ", *titles(others, told), ".")
