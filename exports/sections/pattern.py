"""His pattern: a paragraph in which he is the subject of every sentence, then each behaviour under its category."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from exports.blocks import Block, Item, Paragraph, Phrase, Section
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
from mapping.statement import acting as acting_in
from mapping.statement import broad_term, in_time, pattern_statement
from mapping.vocabulary import Term
from mapping.voice import capital, listed

__all__ = ["actors", "by_category", "in_time", "pattern", "statement", "titles"]


def statement(told: Telling) -> Iterator[Section]:
    """The pattern in one paragraph for each person whose pattern it is."""
    acting = acting_in(told.case, told.naming) if told.case.of(Behaviour) else ()
    if not acting:
        who = listed([told.naming.inside(person.id) for person in told.naming.perpetrators]) or "the person who harms"
        yield Section("The pattern", (say(f"Nobody has recorded yet what {who} does."),), 1)
        return
    yield Section("The pattern", tuple(block for person in acting for block in _statement(person, told)), 1)


def pattern(told: Telling) -> Iterator[Section]:
    """Every behaviour, by person and category."""
    for person, behaviours in actors(told):
        heading = f"What {told.naming.inside(person)} does"
        yield Section(heading, (), 1, "behaviour")
        for term, found in by_category(behaviours, told):
            about = (
                f"{heading}: {small(told.naming.fill(term.short or term.label))}"
                if term
                else f"{heading}: not yet sorted"
            )
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


def _statement(person: str, told: Telling) -> Iterator[Block]:
    """The team's own statement where there is one, else the map's: what is done, then what is done to protect."""
    found = pattern_statement(told.case, person, told.naming, lambda entry: limit(entry, told))
    own = own_statement(told.whole, person)
    if own:
        yield from own_prose(own, found.text)
        return
    for number, sentences in enumerate((*found.paragraphs, found.efforts)):
        if sentences:
            yield Paragraph(tuple(from_pieces(sentences, told)), "body" if number else "lead")


# ------------------------------------------------------------------------------------------- one behaviour


def _item(behaviour: Behaviour, told: Telling) -> Item:
    return item(behaviour, told, _facts(behaviour, told), *_reach(behaviour, told), *_shown(behaviour, told))


def _facts(behaviour: Behaviour, told: Telling) -> Iterator[str]:
    yield when(behaviour)
    if behaviour.frequency:
        often = small(told.label("frequency", behaviour.frequency))
        yield "how often is not known" if behaviour.frequency == "unknown" else often
    if behaviour.trend and behaviour.trend != "unknown":
        yield small(told.label("trend", behaviour.trend))
    if behaviour.toward:
        yield f"towards {told.people(behaviour.toward)}"
    if behaviour.through:
        yield f"through {told.people(behaviour.through)}"
    if behaviour.setting and behaviour.setting != "unknown":
        yield small(told.label("behaviour_setting", behaviour.setting))
    yield status(behaviour, told)
    yield "marked as a danger sign" if behaviour.high_risk else ""
    yield "" if behaviour.cites else "no source is named"


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
