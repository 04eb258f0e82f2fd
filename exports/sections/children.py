"""A page for each child: how the behaviour reaches this child, what is seen, and what is done for this child."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from exports.blocks import Block, Bullets, Item, Notice, Paragraph, PathwayPicture, Phrase, Section
from exports.sections.efforts import effort_table
from exports.sections.pattern import in_time
from exports.sections.telling import (
    Telling,
    from_pieces,
    item,
    joined,
    limit,
    muted,
    named,
    own_prose,
    say,
    small,
    status,
    unnamed,
    unsourced,
    when,
)
from mapping.casemap import natural
from mapping.dates import spoken
from mapping.entries import Behaviour, ChildImpact, Entry, Gap, Goal, Link, Person, ProtectiveEffort
from mapping.ownwords import own_words
from mapping.pathways import Pathway, pathways, rest_of, sentence
from mapping.predicates import Sentence, acts_together
from mapping.rules import PATHWAY_LINKS
from mapping.voice import Voice, Voices, capital
from mapping.wording import NOTHING_MAPPED, how_reached, whose_behaviour

CHILDREN, PATHWAYS = "children", "pathways"


@dataclass(frozen=True, slots=True)
class _Reached:
    """One child with what is seen, the pathways that end there, and the behaviours they start from."""

    child: Person
    impacts: tuple[ChildImpact, ...]
    paths: tuple[Pathway, ...]

    @property
    def behaviours(self) -> frozenset[str]:
        return frozenset(path.behaviour for path in self.paths)


def children(told: Telling) -> Iterator[Section]:
    """The pages of the children, in the order of the map: how each is reached, and what is seen, done and asked."""
    if not told.naming.children and told.complete:
        yield Section(
            "What that does to each child", (say("No child has been put on the map yet."),), 1, "child_impact"
        )
    impacts: dict[str, list[ChildImpact]] = {}
    for impact in told.case.of(ChildImpact):
        impacts.setdefault(impact.child, []).append(impact)
    paths: dict[str, list[Pathway]] = {}
    for path in pathways(told.case):
        paths.setdefault(path.child, []).append(path)
    for child in told.naming.children:
        seen = sorted(impacts.get(child.id, ()), key=in_time)
        yield from _pages(_Reached(child, tuple(seen), tuple(paths.get(child.id, ()))), told)


def _pages(reached: _Reached, told: Telling) -> Iterator[Section]:
    """The sections about one child; the last of them ends with who told us. The first is always there."""
    sections = list(_sections(reached, told))
    if len(sections) > 1 or sections[0].blocks:
        *others, last = sections
        yield from others
        yield replace(last, blocks=(*last.blocks, *_told(reached, told)))


def _sections(reached: _Reached, told: Telling) -> Iterator[Section]:
    child = told.naming.inside(reached.child.id)
    if told.has(PATHWAYS):
        heading = f"How {whose_behaviour(told.naming)} behaviour reaches {child}"
        ways = tuple(_pathways(reached, told))
        yield Section(heading, ways, 1, "child_impact", new_page=True, key=PATHWAYS)
    else:
        yield Section(f"What it does to {child}", (), 1, "child_impact", new_page=True)
    if not told.has(CHILDREN):
        return
    if reached.impacts:
        seen = (_impact(each, reached.impacts, told) for each in reached.impacts)
        yield Section(f"What is seen in {child}", (*unsourced(reached.impacts, told), *seen), 2, "child_impact")
    efforts = _efforts(reached, told)
    if efforts:
        doer = told.naming.inside(efforts[0].by) if len({effort.by for effort in efforts}) == 1 else ""
        words = f"What {told.does(efforts[0].by)} for {child}" if doer else f"What is done for {child}"
        yield Section(words, effort_table(efforts, told), 2, "protective_effort")
    goals = () if told.reader.bound == "child" else _goals(reached, told)  # a copy about one child holds no others
    if goals:
        asked = tuple((say(Phrase(capital(goal.title), where=goal.id)),) for goal in goals)
        yield Section(f"What is asked of {asked_of(goals, told)}", (Bullets(asked, numbered=True),), 2)
    unknown = tuple(_unknown(reached, told)) if told.has("unknown") else ()
    if unknown:
        yield Section(f"Not known yet about {child}", (Bullets(unknown),), 2, "gap")


def _told(reached: _Reached, told: Telling) -> Iterator[Block]:
    """Who told us what stands on these pages, so that nobody need turn to the end."""
    steps = {told.case.entries[step] for path in reached.paths for step in path.steps}
    entries = sorted({*steps, *reached.impacts, *_efforts(reached, told)}, key=lambda entry: natural(entry.id))
    found = {cite.source: cite for entry in entries for cite in entry.cites if cite.source in told.numbers}
    parts = []
    for cite in sorted(found.values(), key=lambda each: told.numbers[each.source]):
        source = told.source(cite)
        if source is not None:
            who = told.who(source)
            parts.append(Phrase(f"{told.numbers[cite.source]} {who.text}", where=who.where))
    if parts:
        yield muted("Told by: ", *joined(parts, " · "))


def asked_of(goals: Iterable[Goal], told: Telling) -> str:
    """Of whom something is asked, in the middle of a sentence."""
    return told.people(list(dict.fromkeys(goal.person for goal in goals)))


# ------------------------------------------------------------------------------------------- how it reaches the child


def _pathways(reached: _Reached, told: Telling) -> Iterator[Block]:
    child = told.naming.inside(reached.child.id)
    if not reached.impacts and not told.complete:
        return
    if not reached.impacts:
        asked = how_reached(told.naming, reached.child.id)
        yield Notice(
            (
                say(Phrase(NOTHING_MAPPED, bold=True)),
                say(f"{asked} Nobody has recorded an effect on this child. That does not say that there is none."),
            )
        )
        return
    if not reached.paths and told.complete:
        yield say(f"Effects on {child} are recorded below. Nobody has recorded yet what led to them.")
    if reached.paths:
        yield Bullets(tuple(sentences(reached.paths, told)))
        yield PathwayPicture(reached.child.id)


def sentences(paths: Iterable[Pathway], told: Telling) -> Iterator[tuple[Paragraph, ...]]:
    """The pathways read aloud; where several behaviours lead along the same way, they are said together first.

    What the team wrote itself stands in the place of what the map says.
    """
    ways: dict[tuple[tuple[str, ...], str], list[Pathway]] = {}
    for path in paths:
        own = own_words(told.whole, path)
        if own:
            numbers = _numbers((path,), told)
            yield tuple(own_prose(own, sentence(told.case, path, told.naming), numbers))
        else:
            rest = rest_of(told.case, path, told.naming)
            ways.setdefault(((*path.via, path.impact), rest), []).append(path)
    for (steps, rest), along in ways.items():
        behaviours = [told.case.entries[path.behaviour] for path in along]
        links = [link for path in along for link in _links(path, told)]
        phrases = list(from_pieces(_said(behaviours, told), told))
        numbers = _numbers(along, told, behaviours=False)
        phrases.append(Phrase(f" {rest}", where=steps[-1], sources=numbers))
        phrases += [Phrase(f" {link.note}", where=link.id) for link in dict.fromkeys(links) if link.note]
        yield (Paragraph(tuple(phrases)),)


def _said(behaviours: Sequence[Entry], told: Telling) -> Iterator[Sentence]:
    """What is done along one way: together, by whoever does it."""
    doers = dict.fromkeys(each.by for each in behaviours if isinstance(each, Behaviour))
    for doer in doers:
        theirs = [each for each in behaviours if isinstance(each, Behaviour) and each.by == doer]
        voice = Voice(Voices(told.case, told.naming), doer)
        yield from acts_together(theirs, voice, lambda entry: limit(entry, told))


def _numbers(paths: Iterable[Pathway], told: Telling, *, behaviours: bool = True) -> tuple[int, ...]:
    """The numbers of the sources for the steps of pathways and for the arrows between them."""
    found: set[int] = set()
    for path in paths:
        for step in path.steps if behaviours else path.steps[1:]:
            found |= set(told.numbers_of(told.case.entries[step].cites))
        for link in _links(path, told):
            found |= set(told.numbers_of(link.cites))
    return tuple(sorted(found))


def _links(path: Pathway, told: Telling) -> Iterator[Link]:
    for start, end in pairwise(path.steps):
        yield from (each for each in told.case.links_from(start) if each.to_id == end and each.kind in PATHWAY_LINKS)


# ------------------------------------------------------------------------------------------- what is seen


def _impact(impact: ChildImpact, beside: Sequence[ChildImpact], told: Telling) -> Item:
    keys = [link.pathway for link in told.case.links_to(impact.id) if link.pathway]
    ways = [told.words.term("pathway", key) for key in dict.fromkeys(keys)]
    line = (
        small(told.label("child_impact", impact.category)) if impact.category else "",
        when(impact),
        small(told.label("trend", impact.trend)) if impact.trend else "",
        status(impact, told),
        unnamed(impact, beside, told),
    )
    by_way = "; ".join(small(told.called(way, short=True)) for way in ways)
    return item(
        impact,
        told,
        line,
        *((say(f"By way of: {by_way}."),) if by_way else ()),
        *named("What else could explain it:", impact.other_explanations, impact),
    )


# ------------------------------------------------------------------------------------------- what is done, asked, open


def _efforts(reached: _Reached, told: Telling) -> list[ProtectiveEffort]:
    """Efforts for this child: said to be, protecting the child or an effect, or answering what reaches the child."""
    ends = {reached.child.id, *(impact.id for impact in reached.impacts), *reached.behaviours}
    return [
        effort
        for effort in sorted(told.case.of(ProtectiveEffort), key=in_time)
        if reached.child.id in effort.for_ or any(link.to_id in ends for link in told.case.links_from(effort.id))
    ]


def _goals(reached: _Reached, told: Telling) -> list[Goal]:
    return [
        goal
        for goal in told.case.of(Goal)
        if reached.child.id in goal.toward
        or any(link.to_id in reached.behaviours for link in told.case.links_from(goal.id) if link.kind == "targets")
    ]


def _unknown(reached: _Reached, told: Telling) -> Iterator[tuple[Paragraph, ...]]:
    ids = {reached.child.id, *(impact.id for impact in reached.impacts)}
    for gap in told.case.of(Gap):
        if any(link.to_id in ids for link in told.case.links_from(gap.id)):
            yield (say(Phrase(capital(gap.title), where=gap.id)),)
    for each in reached.child.asked:
        beside = [f"asked of {each.of}" if each.of else "", spoken(each.on)]
        said = ", ".join(part for part in beside if part)
        words = f"{told.label('child_impact', each.category)}: {small(told.label('asked_state', each.state))}"
        yield (say(Phrase(f"{words}{f' ({said})' if said else ''}.", where=reached.child.id)),)
