"""What his pattern does to family life, and to the other parent as a person and as a parent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.blocks import Item, Paragraph, Section
from exports.sections.pattern import in_time, titles
from exports.sections.telling import Telling, item, say, small, status, unnamed, unsourced, when
from mapping.entries import ChildImpact, Entry, FamilyImpact, SurvivorImpact
from mapping.rules import PATHWAY_LINKS
from mapping.voice import capital


def effects(told: Telling) -> Iterator[Section]:
    """Effects on family life, then on each survivor; says so where nobody recorded any."""
    yield Section("What that does to family life", _family(told), 1, "family_impact")
    for person, impacts in _survivors(told).items():
        who = told.naming.inside(person)
        blocks = _effects(impacts, told) or (
            say(
                f"Nobody has recorded yet what it does to {who}, as a person or as a parent. "
                "That is a gap in what we know, not in what it does."
            ),
        )
        yield Section(f"What that does to {who}", blocks, 1, "survivor_impact")


def _family(told: Telling) -> tuple[Item | Paragraph, ...]:
    impacts = told.case.of(FamilyImpact)
    if not impacts:
        return (say("Nobody has recorded yet what it does to the home, the day and the people around the family."),)
    return _effects(impacts, told)


def _effects(impacts: Sequence[FamilyImpact | SurvivorImpact], told: Telling) -> tuple[Item | Paragraph, ...]:
    ordered = sorted(impacts, key=in_time)
    return (*unsourced(ordered), *(_effect(each, ordered, told) for each in ordered))


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
        unnamed(impact, beside),
    )
    return item(impact, told, line, *around(impact, told))


def around(entry: Entry, told: Telling) -> Iterator[Paragraph]:
    """What led to an effect, and what it leads to."""
    before = [told.case.entries[each.from_id] for each in told.case.links_to(entry.id) if each.kind in PATHWAY_LINKS]
    after = [told.case.entries[each.to_id] for each in told.case.links_from(entry.id) if each.kind in PATHWAY_LINKS]
    if before:
        yield say("It comes from: ", *titles(before, told), ".")
    elif not isinstance(entry, ChildImpact):
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
