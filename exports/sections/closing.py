"""The last pages: the numbered sources, the whole map, and how the report was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.blocks import Column, MapPicture, Paragraph, Phrase, Section, Table
from exports.sections.people import filled
from exports.sections.telling import Telling, day_words, joined, prose, say
from mapping.dates import spoken
from mapping.entries import SafetyItem, Source
from mapping.readers import OUT
from mapping.voice import capital

_FINDING, _NOT_NAMED = "A court’s finding", "Not to be named"
_SHOWN = (
    "behaviour",
    "family_impact",
    "survivor_impact",
    "child_impact",
    "protective_effort",
    "response",
    "intersection",
    "gap",
)


def whole_map(told: Telling) -> Iterator[Section]:
    """The map as a picture, where there is something to show."""
    if any(entry.kind in _SHOWN for entry in told.case.entries.values()):
        yield Section("The whole map", (MapPicture(told.complete),), 1, new_page=True)


def sources(told: Telling) -> Iterator[Section]:
    """Who told us, by number; those who are not to be named are given by their type alone."""
    found = told.case.of(Source)
    if not found:
        nobody = say("No source has been recorded yet. Every fact needs someone who told us.")
        yield from (Section("Who told us", (nobody,), 1),) if told.complete else ()
        return
    unnamed = told.reader.field("source", "who") == OUT
    table = _kinds(found, told) if unnamed else _each(found, told)
    yield Section("Sources" if told.reader.name == "court" else "Who told us", (table,), 1)


def _kinds(found: Sequence[Source], told: Telling) -> Table:
    """For a reader who has no names, each kind of source once, with the numbers of all that are of it."""
    alike: dict[tuple[str, bool, bool], list[int]] = {}
    for each in found:
        kind = capital(told.label("source_type", each.type))
        key = (kind, each.attribution == "unattributed", bool(each.court_finding))
        alike.setdefault(key, []).append(told.numbers[each.id])
    rows = tuple(_kind(*key, numbers) for key, numbers in alike.items())
    return Table((Column("Nos.", 40), Column("What it is", 60)), rows)


def _kind(kind: str, kept: bool, finding: bool, numbers: Sequence[int]) -> tuple[tuple[Paragraph, ...], ...]:
    bounds = [_NOT_NAMED] * kept + [_FINDING] * finding
    placed = joined((Phrase(str(number), number=number) for number in numbers), ", ")
    return ((say(*placed),), (say(kind), *(say(Phrase(line, muted=True)) for line in bounds)))


def _each(found: Sequence[Source], told: Telling) -> Table:
    columns = (Column("No.", 7), Column("Who says so", 38), Column("What it is", 22), Column("Bounds", 33))
    return filled(Table(columns, tuple(_source(each, told) for each in found)))


def _source(source: Source, told: Telling) -> tuple[tuple[Paragraph, ...], ...]:
    kind = told.label("source_type", source.type)
    place = told.numbers[source.id]
    number = say(Phrase(str(place), number=place))
    bounds = tuple(say(Phrase(line, bold=source.attribution.endswith("only"))) for line in _bounds(source, told))
    if source.attribution == "unattributed":
        return ((number,), (say(Phrase(_NOT_NAMED, muted=True)),), (say(capital(kind)),), bounds)
    who = [source.who or source.title]
    who += [told.naming.inside(source.person)] if source.person else []
    who += [source.agency, spoken(source.date), source.reference]
    line = ", ".join(dict.fromkeys(part for part in who if part))
    named = (say(Phrase(capital(line), where=source.id)),) if line else ()
    return (
        (number,),
        (*named, *_passed_on(source, told), *prose(source.account, source.id)),
        (say(capital(kind)),),
        bounds,
    )


def _bounds(source: Source, told: Telling) -> Iterator[str]:
    if source.attribution:
        yield told.label("attribution", source.attribution)
    if source.court_finding:
        yield _FINDING
    if source.own_words is not None:
        yield "In their own words" if source.own_words else "In the words of whoever wrote it down"


def _passed_on(source: Source, told: Telling) -> Iterator[Paragraph]:
    parts = [f"handed over by {source.obtained_from}"] if source.obtained_from else []
    before = told.case.entry(source.heard_from)
    if isinstance(before, Source):
        parts.append(f"heard from source {told.numbers[before.id]}")
    elif before is not None:
        parts.append(f"heard from {told.naming.inside(before.id)}")
    if parts:
        yield say(Phrase(capital("; ".join(parts)), muted=True, where=source.id))


def method(told: Telling) -> Iterator[Section]:
    """How the report was made and what it cannot say: the last page."""
    lines = _METHOD.get(told.reader.name, _HOW)
    apart = told.reader.name == "court" or (told.has("safety") and bool(told.case.of(SafetyItem)))
    day = f" on {day_words(told.on)}" if told.dated else ""
    said = tuple(say(line.replace(" on {day}", day)) for line in lines)
    yield Section("How this was made" if told.to_her else "How this report was made", said, 1, new_page=apart)
    if told.reader.name == "court":
        yield Section("Who puts it before the court", (say(_ANSWERS), say(_SIGNED)), 2)


_HOW = (
    "This report was put together by Throughline on {day} from the cards and arrows of one map. "
    "The program puts titles, accounts and quotations on the page as they were written; it adds who did it, when, "
    "and who says so. It does not judge, count or weigh.",
    "A pathway is read along the arrows that people drew: what was done, what that changed, and what it did to a "
    "child. That one thing led to another is the reading of those who made the map, and rests on the sources "
    "given.",
    "Nothing here is a finding of fact. One witness is enough to be believed, and nothing is printed fainter for "
    "it. That something is not recorded does not say that it did not happen.",
    "The whole pattern of one person is mapped. The program has no word of its own for conduct as if two people "
    "did it to each other, and it gives no reason for anyone’s choices.",
)
_UNSOURCED = (
    _HOW[0].replace("when, and who says so.", "and when."),
    _HOW[1].replace(", and rests on the sources given", ". Who said so is known to the agency that made it"),
    _HOW[2],
)
"""A copy about one child holds no whole pattern, and says nothing of one."""
_COURT = (
    "This report was put together by Throughline on {day} from one map that workers made. A map holds single facts on "
    "cards: what was done and by whom, what is seen in the home, in a parent and in each child, what is done to "
    "protect, what services did. Each card names its sources. The program puts titles, accounts and quotations on the "
    "page as they were written, and adds who did it, when, and who says so. It does not judge, count or weigh, and no "
    "wording of it was written by a machine that guesses.",
    "Workers draw arrows between the cards. A pathway is read along them: what was done, what that changed, and what "
    "it did to a child. That one thing led to another is the opinion of those who made the map, and can be tested "
    "against the sources given for each step. Where a card or an arrow is marked as inferred, nobody saw or said it.",
    "It is not a finding of fact, not an assessment of anybody’s credibility or mind, and not a measure of risk. How a "
    "thing is known stands beside it: seen by a worker, told, on record, disputed, admitted, found or convicted. One "
    "witness is enough for a card, and nothing is printed fainter for it. What is disputed is for the court.",
    "The pattern of one person’s conduct is mapped, because that is the question that was asked. What the other parent "
    "is said to have done is under “What is claimed”, where anybody claimed it. Facts were left out that this reader "
    "may not have; so that something is not in this report says neither that it did not happen nor that nobody knows.",
)
_HERS = (
    "This was put together on {day} from what you and others have told us and from what is on record. Titles stand as "
    "they were written down. Nothing was added, and nobody has judged it.",
    "That one thing led to another is how we understand it. You know it better: tell us where it is different.",
)
_METHOD = {"court": _COURT, "survivor": _HERS, "partner_agency": _UNSOURCED}
_ANSWERS = "Whoever puts this report before a court answers for it under their own name, and has read all of it."
_SIGNED = "Name: ……………………   Role: ……………………   Agency: ……………………   Date: ……………"
