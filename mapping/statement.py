"""The pattern statement: what one person does, to whom, and what that does at home and to each child, in few sentences.

That person is the subject of every sentence. Titles stand in it word for word; everything else is a label, a pronoun or
a word that joins. What is done to protect stands apart from it, because there somebody else is the subject.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from mapping.casemap import CaseMap, natural
from mapping.consequences import consequences
from mapping.dates import DateError, read_edtf
from mapping.entries import Behaviour, Entry, ProtectiveEffort
from mapping.naming import Naming
from mapping.phrasing import begins_with_verb, is_present
from mapping.predicates import Also, Piece, Sentence, conduct, done_to, said_together, text_of
from mapping.towards import Towards, towards
from mapping.vocabulary import Term, load_vocabulary
from mapping.voice import Voice, Voices

_MOST = 18
"""How many behaviours a statement names; the rest stand with the cards."""
_MOST_EFFORTS = 10
_SHORT, _LONG = 110, 190
"""With fewer words than the first a statement is one paragraph; no paragraph is longer than the second without need."""
_KNOWN_BEST = ("convicted", "found", "admitted", "observed", "recorded")
_LATEST = (date.max, date.max)
Telling = Callable[[Voice], Iterator[Sentence]]
"""A part of a statement, told with the voice that the parts before it have used."""


def nothing(_entry: Entry) -> str:
    """Nothing more is to be said of an entry."""
    return ""


@dataclass(frozen=True, slots=True, repr=False)
class Statement:
    """What one person does, in paragraphs of sentences, and what others do to protect."""

    person: str
    paragraphs: tuple[tuple[Sentence, ...], ...]
    efforts: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """All of it; paragraphs stand on lines of their own."""
        return "\n".join(text_of(each) for each in (*self.paragraphs, self.efforts) if each)

    @property
    def entries(self) -> tuple[str, ...]:
        """The ids of what it is made from, each once, in order."""
        found = (piece.entry for part in (*self.paragraphs, self.efforts) for each in part for piece in each)
        return tuple(dict.fromkeys(entry for entry in found if entry))


def acting(case: CaseMap, naming: Naming) -> tuple[str, ...]:
    """The ids of everyone whose pattern is told: perpetrators first, then whoever else is said to do something."""
    people = [person.id for person in naming.perpetrators]
    return tuple(dict.fromkeys([*people, *(each.by for each in case.of(Behaviour))]))


def pattern_statement(
    case: CaseMap, person: str, naming: Naming, also: Also = nothing, *, gaps: bool = True
) -> Statement:
    """The statement about one person; `also` adds to what stands in brackets behind a title.

    Without `gaps` it is silent about what is not recorded: in a case from which something was taken nobody can tell.
    """
    voices = Voices(case, naming)
    harmful = [each for each in case.of(Behaviour) if each.by == person and not broad_term(each).constructive]
    groups = towards(sorted(chosen(harmful), key=order), naming)
    parts: list[Telling] = [partial(_told, group, also=also) for group in groups]
    if len(harmful) > _MOST:
        parts.append(_more)
    if not harmful and gaps:
        parts.append(_none_yet)
    after = partial(consequences, case, also=also, gaps=gaps)
    paragraphs = _in_paragraphs(parts, after, Voice(voices, person))
    return Statement(person, paragraphs, tuple(_efforts(case, person, voices, also)))


def _in_paragraphs(parts: Sequence[Telling], after: Telling, voice: Voice) -> tuple[tuple[Sentence, ...], ...]:
    """What is done, and what comes of it: one paragraph where it is short, else several that each say who it is."""
    lengths = [_words(tuple(part(Voice(voice.voices, voice.person)))) for part in (*parts, after)]
    found: list[list[Sentence]] = [[]]
    words = 0
    for part, length in zip((*parts, after), lengths, strict=True):
        apart = sum(lengths) > _SHORT if part is after else words + length > _LONG
        if found[-1] and length and apart:
            found.append([])
            words = 0
            voice.anew()
        found[-1] += part(voice)
        words += length
    return tuple(tuple(each) for each in found if each)


def _words(sentences: Sequence[Sentence]) -> int:
    return len(text_of(sentences).split())


def _more(voice: Voice) -> Iterator[Sentence]:
    yield (Piece(f"{voice.subject()} did more than is said here."),)


def _none_yet(voice: Voice) -> Iterator[Sentence]:
    yield (Piece(f"{voice.possessive()} pattern has not been recorded yet."),)


def _told(group: Towards, voice: Voice, *, also: Also) -> Iterator[Sentence]:
    """What was done to the same people: acts that follow a subject, by time and category, then everything else."""
    acts = [each for each in group.behaviours if begins_with_verb(each.title)]
    others = [each for each in group.behaviours if not begins_with_verb(each.title)]
    for number, unit in enumerate(_units(acts)):
        if group.unnamed and not number:
            yield from done_to(unit, voice, group.people, also)
        else:
            yield from said_together(unit, voice, also)
    aimed = [each for each in others if not group.says_to_whom(each)]
    for people, row in ((group.people, aimed), ((), [each for each in others if each not in aimed])):
        if row:
            yield conduct(row, voice, people, also, further=bool(acts) or bool(people == () and aimed))


def _units(acts: Sequence[Behaviour]) -> list[list[Behaviour]]:
    """What belongs in sentences together: all of a category that has several, and the single ones of the rest."""
    by_kind: dict[tuple[bool, str], list[Behaviour]] = {}
    for each in acts:
        by_kind.setdefault((is_present(each.title), broad_term(each).key), []).append(each)
    units: list[list[Behaviour]] = []
    for now in (True, False):
        kinds = [found for (present, _), found in by_kind.items() if present == now]
        single = sorted((found[0] for found in kinds if len(found) == 1), key=order)
        units += sorted([*(found for found in kinds if len(found) > 1), *([single] if single else [])], key=_first)
    return units


def _first(unit: Sequence[Behaviour]) -> tuple[tuple[date, date], int]:
    """Dated units by time, the others with the largest first."""
    return in_time(unit[0]), -len(unit)


# ------------------------------------------------------------------------------------------ which, and in what order


def in_time(entry: Entry) -> tuple[date, date]:
    """Sorts by the first possible day; what has no date comes last."""
    try:
        stretch = read_edtf(entry.when)
    except DateError:
        stretch = None
    return stretch.sort_key if stretch else _LATEST


def order(behaviour: Behaviour) -> tuple[object, ...]:
    """Sorts by time; what has no date follows in the order of the catalogue."""
    time = in_time(behaviour)
    place = _places().get(broad_term(behaviour).key, len(_places())) if time == _LATEST else 0
    return time, place, natural(behaviour.id)


def _places() -> dict[str, int]:
    return {term.key: place for place, term in enumerate(load_vocabulary().family("behaviour"))}


def broad_term(behaviour: Behaviour) -> Term:
    """The broad term of a behaviour, also where it was sorted more finely."""
    words = load_vocabulary()
    term = words.term("behaviour", behaviour.category)
    return words.term("behaviour", term.parent) if term.parent else term


def chosen(harmful: Sequence[Behaviour]) -> Sequence[Behaviour]:
    """What the statement names; where it is much, the gravest and best known of each category in turn."""
    if len(harmful) <= _MOST:
        return harmful
    columns: dict[str, list[Behaviour]] = {}
    for each in sorted(harmful, key=_weight):
        columns.setdefault(broad_term(each).key, []).append(each)
    rounds = (column[turn] for turn in range(_MOST) for column in columns.values() if turn < len(column))
    return [each for each, _ in zip(rounds, range(_MOST), strict=False)]


def _weight(behaviour: Behaviour) -> tuple[object, ...]:
    known = _KNOWN_BEST.index(behaviour.status) if behaviour.status in _KNOWN_BEST else len(_KNOWN_BEST)
    return not behaviour.high_risk, known, in_time(behaviour), natural(behaviour.id)


# ------------------------------------------------------------------------------------------ what is done to protect


def _efforts(case: CaseMap, person: str, voices: Voices, also: Also) -> Iterator[Sentence]:
    """What each of the others does to keep the children safe; with several patterns, what answers this one."""
    theirs: dict[str, list[ProtectiveEffort]] = {}
    alone = len(acting(case, voices.naming)) <= 1
    for effort in sorted(case.of(ProtectiveEffort), key=lambda each: (in_time(each), natural(each.id))):
        if alone or any(_is_by(case, link.to_id, person) for link in case.links_from(effort.id)):
            theirs.setdefault(effort.by, []).append(effort)
    children = "the child" if len(voices.naming.children) == 1 else "the children"
    opening = f"To keep {children} safe and well, "
    for doer, all_of_them in theirs.items():
        voice, efforts = Voice(voices, doer), all_of_them[:_MOST_EFFORTS]
        acts = [each for each in efforts if begins_with_verb(each.title)]
        for unit in ([each for each in acts if is_present(each.title) == now] for now in (False, True)):
            if unit:
                yield from said_together(unit, voice, also, opening)
                opening = ""
        others = [each for each in efforts if each not in acts]
        if others:
            yield _further(others, voice, also, further=bool(acts))
        if len(all_of_them) > _MOST_EFFORTS:
            yield from _more(voice)


def _is_by(case: CaseMap, identity: str, person: str) -> bool:
    return getattr(case.entry(identity), "by", "") == person


def _further(efforts: Sequence[ProtectiveEffort], voice: Voice, also: Also, *, further: bool) -> Sentence:
    """Efforts whose titles cannot follow a subject."""
    sentence = conduct(efforts, voice, (), also, further=further)
    first = sentence[0].text.replace(" conduct is ", " efforts are ", 1)
    return (Piece(first), *sentence[1:])
