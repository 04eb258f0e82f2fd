"""His pattern: a paragraph in which he is the subject of every sentence, then each behaviour under its category.

What he does as a parent, and what he did in other relationships and settings, are parts of their own where the reader
has them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from exports.blocks import Block, Bullets, Item, Paragraph, Phrase, Section
from exports.sections.telling import (
    Telling,
    called,
    from_pieces,
    item,
    limit,
    own_prose,
    say,
    small,
    status,
    when,
)
from mapping.dates import spoken
from mapping.entries import Behaviour, Entry, Incident, Person
from mapping.ownwords import own_statement
from mapping.phrasing import begins_with_verb, is_present
from mapping.predicates import Also, Sentence, conduct, said_together
from mapping.readers import OUT
from mapping.statement import acting as acting_in
from mapping.statement import broad_term, in_time, pattern_statement
from mapping.vocabulary import Term
from mapping.voice import Voice, Voices, capital, listed

__all__ = ["in_time"]

FIVE, _IN_A_LINE = 5, 3
THERE_IS_MORE = "There is more than stands in these lines."
_ELSEWHERE = frozenset({"earlier_relationship", "other_setting"})
_ARRANGED = Path(__file__).resolve().parents[2] / "resources" / "report" / "conduct.toml"


@cache
def arranged(what: str) -> tuple[str, ...]:
    """The keys of the catalogue that a report treats alike or puts first: "as_parent" and "gravest_first"."""
    return tuple(tomllib.loads(_ARRANGED.read_text("utf-8"))[what])


def statement(told: Telling) -> Iterator[Section]:
    """The pattern in one paragraph for each person whose pattern it is."""
    acting = acting_in(told.case, told.naming) if told.case.of(Behaviour) else ()
    if not acting and not told.complete:
        return
    if not acting:
        who = listed([told.naming.inside(person.id) for person in told.naming.perpetrators]) or "the person who harms"
        yield Section("The pattern", (say(f"Nobody has recorded yet what {who} does."),), 1)
        return
    told_how = _in_short if told.in_short("statement") else _statement
    blocks = tuple(block for person in acting for block in told_how(person, told))
    if blocks:
        yield Section("The pattern", blocks, 1)


def pattern(told: Telling) -> Iterator[Section]:
    """Every behaviour towards this family, by person and category."""
    for person, behaviours in actors(told):
        found = [each for each in behaviours if part_of(each, told) == "pattern"]
        if found:
            heading = f"What {told.naming.inside(person)} does"
            yield Section(heading, (), 1, "behaviour")
            yield from _categories(heading, found, told)


def other_relationships(told: Telling) -> Iterator[Section]:
    """What he did to others: in earlier relationships and in other settings."""
    for person, behaviours in actors(told):
        found = sorted((each for each in behaviours if part_of(each, told) == "other_relationships"), key=in_time)
        if found:
            lead = say("It is part of the same pattern. Nobody may be found by it who lived through it.", tone="small")
            heading = f"What {told.naming.inside(person)} did in other relationships and settings"
            yield Section(heading, (lead, *(_item(each, told) for each in found)), 1, "behaviour")


def as_parent(told: Telling) -> Iterator[Section]:
    """What he does as a parent: through and to the children, against the other parent's care, and what helped."""
    for person, behaviours in actors(told):
        found = [each for each in behaviours if part_of(each, told) == "as_parent"]
        if not found:
            continue
        who = told.naming.inside(person)
        lead = [say("What harms and what helped stand side by side. The one never cancels the other.", tone="small")]
        aimed = [each for each in behaviours if part_of(each, told) == "pattern" and _at_a_child(each, told)]
        if aimed:
            lead.append(say("Aimed at a child as well, and told above: ", *titles(aimed, told), ".", tone="small"))
        yield Section(f"What {who} does as a parent", tuple(lead), 1, "behaviour")
        yield from _categories(f"What {who} does", found, told)


def part_of(behaviour: Behaviour, told: Telling) -> str:
    """The part of the report in which a behaviour stands; all is pattern where the reader has no such part."""
    earlier = {person.id for person in told.naming.with_role("earlier_survivor")}
    if told.reader.section("other_relationships") != OUT and (
        behaviour.setting in _ELSEWHERE or earlier & set(behaviour.toward)
    ):
        return "other_relationships"
    as_parent_too = told.reader.section("as_parent") != OUT and behaviour.category
    return "as_parent" if as_parent_too and broad_term(behaviour).key in arranged("as_parent") else "pattern"


def _at_a_child(behaviour: Behaviour, told: Telling) -> bool:
    return bool(set(behaviour.toward) & {child.id for child in told.naming.children})


def _categories(heading: str, behaviours: Sequence[Behaviour], told: Telling) -> Iterator[Section]:
    for term, found in by_category(behaviours, told):
        about = f"{heading}: {small(told.called(term, short=True)) if term else 'not yet sorted'}"
        note = (say(told.naming.fill(term.meaning), tone="small"),) if term and term.constructive else ()
        yield Section(about, (*note, *(_item(each, told) for each in found)), 2)


def actors(told: Telling) -> list[tuple[str, list[Behaviour]]]:
    """Everyone who is said to do something, perpetrators first, with what they do."""
    found: dict[str, list[Behaviour]] = {person.id: [] for person in told.naming.perpetrators}
    for behaviour in told.case.of(Behaviour):
        found.setdefault(behaviour.by, []).append(behaviour)
    return [(person, behaviours) for person, behaviours in found.items() if behaviours]


def by_category(behaviours: Iterable[Behaviour], told: Telling) -> list[tuple[Term | None, list[Behaviour]]]:
    """The behaviours under the terms of the catalogue, in its order; own words after them, those with none last."""
    order = {term.key: place for place, term in enumerate(told.words.family("behaviour"))}
    groups: dict[str, list[Behaviour]] = {}
    for behaviour in behaviours:
        groups.setdefault(broad_term(behaviour).key if behaviour.category else "", []).append(behaviour)
    keys = sorted(groups, key=lambda key: (not key, order.get(key, len(order)), key))
    return [(told.words.term("behaviour", key) if key else None, sorted(groups[key], key=in_time)) for key in keys]


# ------------------------------------------------------------------------------------------- the first paragraphs


def _in_short(person: str, told: Telling) -> Iterator[Block]:
    """The gravest of each kind in a line each, with him as the subject."""
    lines, more = five_lines(person, told)
    if lines:
        yield Bullets(tuple((line,) for line in lines))
    if more:
        yield say(THERE_IS_MORE, tone="small")


def five_lines(person: str, told: Telling) -> tuple[tuple[Paragraph, ...], bool]:
    """A person's pattern in five lines at most, and whether there is more.

    Each line is a category, those with a danger sign first.
    """
    harmful = [each for each in told.case.of(Behaviour) if each.by == person and not broad_term(each).constructive]
    groups = sorted(by_category(harmful, told), key=_gravity)
    lines = []
    for _, found in groups[:FIVE]:
        voice = Voice(Voices(told.case, told.naming), person)
        gravest = sorted(found, key=lambda each: not each.high_risk)[:_IN_A_LINE]
        sentences = tuple(told_together(gravest, voice, _danger))
        lines.append(Paragraph(tuple(from_pieces(sentences, told))))
    return tuple(lines), len(groups) > FIVE or any(len(found) > _IN_A_LINE for _, found in groups)


def _gravity(group: tuple[Term | None, list[Behaviour]]) -> tuple[bool, int]:
    """Sorts what carries a danger sign first, then by what is usually gravest."""
    term, found = group
    key = term.key if term else ""
    gravest = arranged("gravest_first")
    place = gravest.index(key) if key in gravest else len(gravest)
    return not any(each.high_risk for each in found), place


def told_together(behaviours: Sequence[Behaviour], voice: Voice, also: Also) -> Iterator[Sentence]:
    """Behaviours of one person with their dates: those of one time in one sentence, what is no act in a frame."""
    acts = [each for each in behaviours if begins_with_verb(each.title)]
    for now in (True, False):
        unit = [each for each in acts if is_present(each.title) == now]
        if unit:
            yield from said_together(unit, voice, also)
    others = [each for each in behaviours if each not in acts]
    if others:
        yield conduct(others, voice, (), also, further=bool(acts))


def _danger(entry: Entry) -> str:
    return "danger sign" if isinstance(entry, Behaviour) and entry.high_risk else ""


def _statement(person: str, told: Telling) -> Iterator[Block]:
    """The team's own statement where there is one, else the map's: what is done, then what is done to protect."""
    found = pattern_statement(told.case, person, told.naming, lambda entry: limit(entry, told), gaps=told.complete)
    own = own_statement(told.whole, person)
    if own:
        yield from own_prose(own, found.text)
        return
    efforts = () if told.to_her and told.has("efforts") else found.efforts  # hers stand before all else
    for number, sentences in enumerate((*found.paragraphs, efforts)):
        if sentences:
            yield Paragraph(tuple(from_pieces(sentences, told)), "body" if number else "lead")


# ------------------------------------------------------------------------------------------- one behaviour


def _item(behaviour: Behaviour, told: Telling) -> Item:
    if told.to_her:
        return item(behaviour, told, _facts(behaviour, told))
    return item(behaviour, told, _facts(behaviour, told), *_reach(behaviour, told), *_shown(behaviour, told))


def _facts(behaviour: Behaviour, told: Telling) -> Iterator[str]:
    yield when(behaviour)
    if behaviour.frequency:
        often = small(told.label("frequency", behaviour.frequency))
        yield "how often is not known" if behaviour.frequency == "unknown" else often
    if behaviour.trend and behaviour.trend != "unknown":
        yield small(told.label("trend", behaviour.trend))
    if behaviour.toward and set(behaviour.toward) != ({told.whom} if told.to_her else set()):
        yield f"towards {told.people(behaviour.toward)}"
    if behaviour.through:
        yield f"through {told.people(behaviour.through)}"
    if behaviour.setting and behaviour.setting != "unknown" and not told.to_her:
        yield small(told.label("behaviour_setting", behaviour.setting))
    yield status(behaviour, told)
    yield "marked as a danger sign" if behaviour.high_risk and not told.to_her else ""
    yield "no source is named" if told.complete and not behaviour.cites else ""


def _reach(behaviour: Behaviour, told: Telling) -> Iterator[Paragraph]:
    """Where the children were, when it went on or stopped, and what it is linked to."""
    if behaviour.children:
        where = [
            f"{told.naming.inside(each.child)}: {small(told.label('child_position', each.position))}"
            for each in behaviour.children
        ]
        yield say(f"Where the children were: {'; '.join(where)}.")
    if behaviour.periods:
        times = [
            f"{spoken(each.when)}: {small(told.label('period_state', each.state))}"
            + (f" ({each.context})" if each.context else "")
            for each in behaviour.periods
        ]
        yield say(Phrase(f"Over time: {'; '.join(times)}.", where=behaviour.id))
    by_kind: dict[str, list[Entry]] = {}
    for link in told.case.links_from(behaviour.id):
        by_kind.setdefault(link.kind, []).append(told.case.entries[link.to_id])
    for kind, ends in by_kind.items():
        words = capital(told.naming.fill(told.words.link(kind).forward))
        yield say(f"{words}: ", *titles(ends, told), ".")


def titles(entries: Sequence[Entry], told: Telling) -> Iterator[Phrase]:
    """What entries are called, in a row, without their sources and without a full stop at the end."""
    for number, entry in enumerate(entries):
        yield Phrase("; " if number else "")
        yield Phrase(called(entry, told).removesuffix("."), where=entry.id)
        if isinstance(person := told.case.entry(getattr(entry, "child", "") or getattr(entry, "person", "")), Person):
            yield Phrase(f" ({told.naming.inside(person.id)})")


def _shown(behaviour: Behaviour, told: Telling) -> Iterator[Paragraph]:
    """The days that show it."""
    links = [link for link in told.case.links_to(behaviour.id) if link.kind == "evidences"]
    incidents = [found for link in links if isinstance(found := told.case.entry(link.from_id), Incident)]
    days = list(dict.fromkeys(when(each) or "a day that is not known" for each in sorted(incidents, key=in_time)))
    if days:
        yield say(Phrase(f"Days that show it: {', '.join(days)}.", where=behaviour.id))
