"""The first page: for whom the report is, how to handle it, what it is and is not; and who made the map."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exports.blocks import Bullets, Column, Contents, Notice, Paragraph, Phrase, Section, Table
from exports.day import years_in
from exports.sections.fronts import ASTRAY, ASTRAY_OF_HERS, BEFORE_BIRTH, FRONTS, LAST, LAST_WITHOUT_EFFORTS, Front
from exports.sections.telling import Telling, day_words, say, small
from mapping.dates import spoken
from mapping.entries import Person, ProtectiveEffort, Session, Source
from mapping.voice import Voices, capital, listed

_BEGINS = re.compile(r"(?:^|(?<=[.!?] ))[a-zà-ÿ]")
"""The first letter of a sentence of ours: a label may stand there."""
_PRONOUNS = {"{P’s}": "possessive", "{them}": "object", "{they}": "subject"}
_GIVER = "whoever gave it to you"
_PLACEHOLDER_TITLE = "Mapping report"
"""What a view calls a case whose own title its reader may not have."""


def handling(told: Telling) -> Iterator[Section]:
    """The front page of every reader but him."""
    front = FRONTS[told.reader.name]
    yield Section(front.title, (*_head(told, front), *_note(told), _notice(told, front)))
    yield Section(front.heading, (_bullets(told, *front.is_), *_reaches(told, front), *_rests_on(told)), 2)
    yield Section("What is not in it", (_bullets(told, *front.missing),), 2)
    if front.astray:
        words = ASTRAY_OF_HERS if told.to_her else ASTRAY
        whom = told.contact or ("the worker" if told.to_her else _GIVER)
        yield Section("If a copy goes astray", (say(filled_in(told, words).replace("{whom}", whom)),), 2)
    if front.contents:
        yield Section("What is in it", (Contents(),), 2)


def filled_in(told: Telling, text: str) -> str:
    """Our own words for this reader with the people of this case; {P’s} is his, {C} the child that it is about.

    Where no pronouns were given, the word by which the team calls a person may hold one: "father" is taken up by "him".
    """
    naming = told.naming
    text = text.replace("{last}", LAST if told.complete or told.case.of(ProtectiveEffort) else LAST_WITHOUT_EFFORTS)
    only = naming.perpetrators[0].id if len(naming.perpetrators) == 1 else ""
    voices = Voices(told.case, naming)
    for mark, form in _PRONOUNS.items():
        taken_up = voices.pronoun(only, form) if only else ""
        text = text.replace(mark, taken_up or (voices.owner(only) if form == "possessive" and only else mark))
    if told.reader.bound == "child" and told.whom:
        text = text.replace("{C}", naming.inside(told.whom))
    text = text.replace("{P’s}", "that person’s")
    if "{her}" in text:
        text = text.replace("{her}", _hers(told))
    text = text.replace("{P}", naming.inside(only) if only else "whoever causes the harm")
    return _BEGINS.sub(lambda found: found[0].upper(), naming.fill(text))


def _hers(told: Telling) -> str:
    """By which words the record speaks of her whose copy it is: “the mother”, “she” or “her”."""
    voices = Voices(told.case, told.naming)
    words = (told.naming.inside(told.whom), voices.pronoun(told.whom, "subject"), voices.pronoun(told.whom, "object"))
    quoted = [f"“{word}”" for word in dict.fromkeys(words) if word]
    return " or ".join(part for part in (", ".join(quoted[:-1]), quoted[-1]) if part)


def _head(told: Telling, front: Front) -> Iterator[Paragraph]:
    head, child = told.case.header, told.case.entry(told.whom)
    unborn = told.reader.bound == "child" and isinstance(child, Person) and child.unborn
    yield say(capital(filled_in(told, BEFORE_BIRTH if unborn else front.lead)), tone="lead")
    if head.title != _PLACEHOLDER_TITLE:
        yield say(Phrase(head.title, where=head.id))
    facts = [f"Made on {day_words(told.on)}"] if told.dated else []
    facts += [capital(f"copy {told.copy}") if not told.dated else f"copy {told.copy}"]
    facts += [f"for {told.agency}"] if told.agency else []
    if front.agency_case:
        facts += [f"reference {head.reference}"] if head.reference else []
        facts += [f"opened {spoken(head.opened)}"] if head.opened else []
        facts += [f"to be reviewed on {spoken(head.review_on)}"] if head.review_on else []
    yield say(Phrase(" · ".join(facts), where=head.id), tone="small")


def _note(told: Telling) -> Iterator[Paragraph]:
    """What the team itself wants to say first."""
    yield from (say(line) for line in told.cover_note.splitlines() if line.strip())


def _notice(told: Telling, front: Front) -> Notice:
    first, *rest = front.notice
    return Notice(
        (say(Phrase(filled_in(told, first), bold=True)), *(say(filled_in(told, line)) for line in rest)),
    )


def _rests_on(told: Telling) -> Iterator[Paragraph]:
    """From which kinds of source it was made, where this reader has sources at all."""
    kinds = list(dict.fromkeys(told.words.term("source_type", each.type).key for each in told.case.of(Source)))
    if kinds and told.has("sources"):
        words = "; ".join(small(told.label("source_type", kind)) for kind in kinds)
        yield say(f"It rests on these kinds of source: {words}.", tone="small")


def _reaches(told: Telling, front: Front) -> Iterator[Paragraph]:
    """Over which years it reaches, as far as anything in it has a date."""
    years = years_in(told.case) if front.agency_case else None
    if years:
        first, last = years
        stretch = f"in {first}" if first == last else f"between {first} and {last}"
        yield say(f"What has a date in it lies {stretch}.", tone="small")


def _bullets(told: Telling, *lines: str) -> Bullets:
    return Bullets(tuple((say(filled_in(told, line)),) for line in lines))


def sessions(told: Telling) -> Iterator[Section]:
    """When the map was made or reviewed, and who was there; falls away where no session is recorded."""
    found = told.case.of(Session)
    if not found:
        return
    columns = (Column("When", 20), Column("What for", 30), Column("Who took part", 50))
    ordered = sorted(found, key=lambda session: session.when)
    yield Section("Who made this map", (Table(columns, tuple(_row(each) for each in ordered)),), 1)


def _row(session: Session) -> tuple[tuple[Paragraph, ...], ...]:
    people = [", ".join(part for part in (each.who, each.role, each.agency) if part) for each in session.attended]
    there = [say(Phrase(person, where=session.id)) for person in people if person]
    if session.apologies:
        there.append(
            say(Phrase(f"Asked, and could not come: {listed(session.apologies)}", muted=True, where=session.id))
        )
    if session.confidentiality_read is not None:
        read = "was read out" if session.confidentiality_read else "was not read out"
        there.append(say(Phrase(f"The confidentiality statement {read}.", muted=True)))
    purpose = session.purpose or session.title
    return (
        (say(Phrase(spoken(session.when, session.when_said), where=session.id)),),
        (say(Phrase(capital(purpose), where=session.id)),),
        tuple(there),
    )
