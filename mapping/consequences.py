"""What one person's conduct did at home, to each survivor and each child: sentences that begin with that person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mapping.casemap import CaseMap, natural
from mapping.effects import SAID_OF_SOMEBODY, is_now, predicate, whose
from mapping.entries import Behaviour, ChildImpact, Entry, FamilyImpact, SurvivorImpact
from mapping.phrasing import Form, form_of, is_present
from mapping.predicates import Also, Piece, Sentence, closed, joined, undated
from mapping.rules import PATHWAY_LINKS
from mapping.vocabulary import load_vocabulary
from mapping.voice import Voice, Voices

_MOST = 5
"""How many effects on the home, and on each person, are said; the rest stand with the cards."""
_BREATH = 60


@dataclass(frozen=True, slots=True, repr=False)
class _Clause:
    """What became of one or several people: "both children were slapped or beaten"."""

    people: tuple[str, ...]
    effects: tuple[ChildImpact | SurvivorImpact, ...]


def consequences(case: CaseMap, voice: Voice, *, also: Also, gaps: bool = True) -> Iterator[Sentence]:
    """What the map says came of this person's behaviours; then, with `gaps`, the children of whom nothing is."""
    reached = _reached(case, voice.person)
    yield from _at_home([each for each in case.of(FamilyImpact) if each.id in reached], voice, also)
    hers = [each for each in case.of(SurvivorImpact) if each.id in reached]
    yield from _of_people(hers, voice, also)
    theirs = [each for each in case.of(ChildImpact) if each.id in reached and not _is_strength(each)]
    yield from _of_people(theirs, voice, also)
    known = {each.child for each in case.of(ChildImpact)}
    unknown = [child.id for child in voice.voices.naming.children if child.id not in known]
    if unknown and gaps:
        yield (Piece(f"{voice.possessive()} effect on {voice.voices.people(unknown)} is not recorded yet."),)


def _is_strength(impact: ChildImpact) -> bool:
    """Whether an impact is what the child does and regains; that is nobody's doing but the child's."""
    words = load_vocabulary()
    term = words.term("child_impact", impact.category)
    return term.constructive or (bool(term.parent) and words.term("child_impact", term.parent).constructive)


def _reached(case: CaseMap, person: str) -> frozenset[str]:
    """The ids of everything that a pathway from this person's behaviours leads over or to."""
    waiting = [each.id for each in case.of(Behaviour) if each.by == person]
    found: set[str] = set()
    while waiting:
        for link in case.links_from(waiting.pop()):
            if link.kind in PATHWAY_LINKS and link.to_id not in found:
                found.add(link.to_id)
                waiting.append(link.to_id)
    return frozenset(found)


def _at_home(effects: Sequence[FamilyImpact], voice: Voice, also: Also) -> Iterator[Sentence]:
    if effects:
        yield _listed(f"{voice.possessive()} conduct changed life at home: ", effects, voice.voices, also)


def _listed(opening: str, effects: Sequence[Entry], voices: Voices, also: Also) -> Sentence:
    """Effects after a colon, each as it stands."""
    said: list[Piece] = [Piece(opening)]
    for number, each in enumerate(effects[:_MOST]):
        said += [Piece("; ")] if number else []
        said += undated(each, voices, also, title=each.title)
    return closed((*said, *((Piece("; and more"),) if len(effects) > _MOST else ())))


def _of_people(effects: Sequence[ChildImpact | SurvivorImpact], voice: Voice, also: Also) -> Iterator[Sentence]:
    """What became of each person: in clauses where that can be said, else after a colon."""
    by_person: dict[str, list[ChildImpact | SurvivorImpact]] = {}
    for each in effects:
        by_person.setdefault(whose(each), []).append(each)
    told = [each for theirs in by_person.values() for each in theirs[:_MOST]]
    plain = [each for each in told if form_of(each.title) in SAID_OF_SOMEBODY]
    for group in _breaths(_clauses(plain)):
        yield _that(group, voice, also)
    for person in by_person:
        rest = [each for each in told if whose(each) == person and each not in plain]
        if rest:
            opening = f"{voice.possessive()} conduct meant for {voice.voices.naming.inside(person)}: "
            yield _listed(opening, rest, voice.voices, also)
    more = [person for person, theirs in by_person.items() if len(theirs) > _MOST]
    if more:
        yield (Piece(f"{voice.possessive()} conduct did more to {voice.voices.people(more)} than is said here."),)


def _clauses(effects: Sequence[ChildImpact | SurvivorImpact]) -> list[_Clause]:
    """Effects by person; what is said of several in the same words comes first, said once."""
    alike: dict[str, list[ChildImpact | SurvivorImpact]] = {}
    for each in effects:
        alike.setdefault(each.title.casefold(), []).append(each)
    shared: list[_Clause] = []
    own: dict[str, list[ChildImpact | SurvivorImpact]] = {}
    for same in alike.values():
        people = tuple(dict.fromkeys(whose(each) for each in same))
        if len(people) > 1 and _fits_several(same[0]):
            shared.append(_Clause(people, tuple(same)))
        else:
            for each in same:
                own.setdefault(whose(each), []).append(each)
    single = [_Clause((person,), tuple(found)) for person, found in own.items()]
    return shared + sorted(single, key=lambda clause: natural(clause.people[0]))


def _fits_several(effect: Entry) -> bool:
    """Whether the words stay as they are when several people are the subject: a stored "hides" would not."""
    form = form_of(effect.title)
    past = form is Form.ACT and not is_present(effect.title) and not effect.title.casefold().startswith("was ")
    return past or form in (Form.DONE, Form.STATE)


def _breaths(clauses: Sequence[_Clause]) -> Iterator[list[_Clause]]:
    """Clauses that go into one sentence: a title with a semicolon of its own ends it."""
    group: list[_Clause] = []
    words = 0
    for clause in clauses:
        length = sum(len(each.title.split()) for each in clause.effects[-1:]) + 5
        if group and (words + length > _BREATH or not (_is_short(group[-1]) and _is_short(clause, last=True))):
            yield group
            group, words = [], 0
        group.append(clause)
        words += length
    if group:
        yield group


def _is_short(clause: _Clause, *, last: bool = False) -> bool:
    """Whether a clause says one thing of its people, and leaves room for another clause behind it."""
    one = len(clause.people) > 1 or len(clause.effects) == 1
    return one and (last or ";" not in clause.effects[0].title)


def _that(clauses: Sequence[_Clause], voice: Voice, also: Also) -> Sentence:
    """ "His conduct meant that both children were slapped, and that Çağan was killed"."""
    now = all(is_now(each) for clause in clauses for each in clause.effects)
    said: list[Piece] = [Piece(f"{voice.possessive()} conduct {'means' if now else 'meant'} that ")]
    for number, clause in enumerate(clauses):
        if number:
            said.append(Piece(", and that " if number == len(clauses) - 1 else ", that "))
        said += _clause(clause, voice.voices, also, now=now)
    return closed(tuple(said))


def _clause(clause: _Clause, voices: Voices, also: Also, *, now: bool) -> Sentence:
    """Who, and what became of them; what was done to them follows what they do."""
    if len(clause.people) > 1:
        effect = clause.effects[0]
        parts = [undated(effect, voices, also, title=predicate(effect, voices, *clause.people, now=now))]
        others = tuple(Piece("", each.id, ends=True) for each in clause.effects[1:])
        return (Piece(f"{voices.people(clause.people)} "), *parts[0], *others)
    effects = sorted(clause.effects, key=lambda each: (";" in each.title, form_of(each.title) is Form.ACT))
    parts = [undated(each, voices, also, title=predicate(each, voices, *clause.people, now=now)) for each in effects]
    return (Piece(f"{voices.naming.inside(clause.people[0])} "), *joined(parts, [each.title for each in effects]))
