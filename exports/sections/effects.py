"""What his pattern does to family life, and to the other parent as a person and as a parent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from exports.blocks import Item, Paragraph, Section
from exports.sections.pattern import in_time, titles
from exports.sections.telling import Telling, item, say, small, status, unnamed, unsourced, when
from mapping.dates import DateError, read_edtf
from mapping.entries import ChildImpact, Entry, FamilyImpact, SurvivorImpact
from mapping.rules import PATHWAY_LINKS
from mapping.voice import capital


def family(told: Telling) -> Iterator[Section]:
    """Effects on family life: what is so now, and what came to an end before; says so where nobody recorded any."""
    heading, impacts = "What that does to family life", told.case.of(FamilyImpact)
    if not impacts:
        nobody = "Nobody has recorded yet what it does to the home, the day and the people around the family."
        yield from (Section(heading, (say(nobody),), 1, "family_impact"),) if told.complete else ()
        return
    before = [each for each in impacts if _is_over(each, told.on)]
    now = [each for each in impacts if each not in before]
    if not (before and now):
        yield Section(heading, _effects(impacts, told), 1, "family_impact")
        return
    yield Section(heading, unsourced(impacts, told), 1, "family_impact")
    yield Section("Family life now", _rows(now, impacts, told), 2, "family_impact")
    yield Section("Family life before", _rows(before, impacts, told), 2, "family_impact")


def survivor(told: Telling) -> Iterator[Section]:
    """Effects on each survivor, as a person and as a parent; says so where nobody recorded any."""
    for person, impacts in _survivors(told).items():
        who = told.person(person)
        nobody = (
            f"Nobody has recorded yet what it does to {who}, as a person or as a parent. "
            "That is a gap in what we know, not in what it does."
        )
        blocks = _effects(impacts, told) or ((say(nobody),) if told.complete else ())
        if blocks:
            yield Section(f"What that does to {who}", blocks, 1, "survivor_impact")


def _is_over(impact: FamilyImpact, on: date) -> bool:
    """Whether it went on for a time that has ended; what happened on one day may hold still."""
    try:
        stretch = read_edtf(impact.when) if "/" in impact.when else None
    except DateError:
        return False
    return stretch is not None and stretch.latest is not None and stretch.latest < on


def _effects(impacts: Sequence[FamilyImpact | SurvivorImpact], told: Telling) -> tuple[Item | Paragraph, ...]:
    ordered = sorted(impacts, key=in_time)
    return (*unsourced(ordered, told), *_rows(ordered, ordered, told))


def _rows(
    found: Sequence[FamilyImpact | SurvivorImpact], beside: Sequence[FamilyImpact | SurvivorImpact], told: Telling
) -> tuple[Item, ...]:
    return tuple(_effect(each, beside, told) for each in sorted(found, key=in_time))


def _survivors(told: Telling) -> dict[str, list[SurvivorImpact]]:
    found: dict[str, list[SurvivorImpact]] = {person.id: [] for person in told.naming.survivors}
    for impact in told.case.of(SurvivorImpact):
        found.setdefault(impact.person, []).append(impact)
    return found


def _effect(
    impact: FamilyImpact | SurvivorImpact, beside: Sequence[FamilyImpact | SurvivorImpact], told: Telling
) -> Item:
    family = told.words.category_family(impact.kind)
    line = (
        small(told.label(family, impact.category)) if impact.category else "",
        when(impact),
        status(impact, told),
        unnamed(impact, beside, told),
    )
    return item(impact, told, line, *around(impact, told))


def around(entry: Entry, told: Telling) -> Iterator[Paragraph]:
    """What led to an effect, and what it leads to."""
    before = [told.case.entries[each.from_id] for each in told.case.links_to(entry.id) if each.kind in PATHWAY_LINKS]
    after = [told.case.entries[each.to_id] for each in told.case.links_from(entry.id) if each.kind in PATHWAY_LINKS]
    if before:
        yield say("It comes from: ", *titles(before, told), ".")
    elif told.complete and not isinstance(entry, ChildImpact):
        yield say("Nobody has recorded yet what led to it.")
    if after:
        yield say("It leads to: ", *titles(after, told), ".")
    for words, others in _others(entry, told).items():
        yield say(f"{capital(words)}: ", *titles(others, told), ".")


def _others(entry: Entry, told: Telling) -> dict[str, list[Entry]]:
    """What else is linked to an effect, under our words for the link."""
    found: dict[str, list[Entry]] = {}
    for link in told.case.links_to(entry.id):
        if link.kind not in PATHWAY_LINKS:
            words = told.naming.fill(told.words.link(link.kind).reverse)
            found.setdefault(words, []).append(told.case.entries[link.from_id])
    return found
