"""Questions put to the whole map, each with what it dims, which words it puts to a card, and what it says; none weighs.

None of it is ever exported. It knows no screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mapping import accounts, echoes, loops, standing, standingwords
from mapping.agencies import agency
from mapping.casemap import CaseMap
from mapping.naming import Naming
from mapping.resting import cards, source_called, sources_of
from mapping.standing import Taken
from mapping.voice import listed, number

_NO_ECHO = "As far as this map says, no two sources go back to the same origin."
_NO_LOOP = "On this map no way leads from what a service did back to an act. That does not say that there is none."
_WORDS = 18
"""So many letters of an agency's name stand on a card; the whole name stands in the sentence."""


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What a question dims (cards and arrows by id), the few words it puts to a card, and what it says."""

    faint: frozenset[str] = frozenset()
    tags: Mapping[str, str] = field(default_factory=dict)
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Remains:
    """What remains if this is taken away?"""

    taken: Taken

    def answer(self, case: CaseMap, naming: Naming) -> Answer:
        """What no longer stands dims; raises CaseError where a time is no time."""
        found = standing.remaining(case, self.taken)
        said = standingwords.words(case, self.taken, found, naming)
        tags = dict.fromkeys(found.cards, "stands no longer")
        return Answer(found.cards | found.arrows, tags, (said,) if said else ())


@dataclass(frozen=True, slots=True, repr=False)
class Accounts:
    """What do two agencies say, each alone, both, and where do they differ?"""

    first: str
    second: str

    def answer(self, case: CaseMap, naming: Naming) -> Answer:
        """What neither speaks of dims."""
        found = accounts.compare(case, self.first, self.second)
        tags = dict.fromkeys(found.both, "both say so")
        for alone, name in ((found.only_first, self.first), (found.only_second, self.second)):
            tags |= dict.fromkeys(alone, f"only {_short(agency(name).called(naming))}")
        tags |= {each.card: "they differ" for each in found.differ}
        said = accounts.words(found, self.first, self.second, naming)
        return Answer(_all(case) - tags.keys(), tags, (said,))


@dataclass(frozen=True, slots=True)
class Echo:
    """Which sources repeat one origin?"""

    def answer(self, case: CaseMap, naming: Naming) -> Answer:
        """Nothing dims: one witness is enough to be believed."""
        found = echoes.echo_test(case)
        said = tuple(_folded(case, found, naming)) or (_NO_ECHO,)
        return Answer(tags=dict(_echoed(case, found)), said=(*said, echoes.ONE_IS_ENOUGH))


@dataclass(frozen=True, slots=True)
class Round:
    """One loop in which what a service did opens the next act; who can break it?"""

    at: int = 0

    def answer(self, case: CaseMap, naming: Naming) -> Answer:
        """All that is not on this way round dims; its cards bear their numbers."""
        found = loops.loops(case)
        if not found:
            return Answer(said=(_NO_LOOP,))
        one = found[self.at % len(found)]
        tags = {each: f"step {place}" for place, each in enumerate(one.cards, 1)}
        many = (f"{number(self.at % len(found) + 1).capitalize()} of {number(len(found))}.",) if len(found) > 1 else ()
        said = (*many, loops.told(case, one, naming), loops.question(case, one, naming))
        return Answer(_all(case) - {*one.cards, *one.arrows}, tags, said)


Question = Remains | Accounts | Echo | Round


def _all(case: CaseMap) -> frozenset[str]:
    """Every card and every arrow."""
    return frozenset(card.id for card in cards(case)) | case.links.keys()


def _short(text: str) -> str:
    return text if len(text) <= _WORDS else f"{text[: _WORDS - 1].rstrip()}…"


def _echoed(case: CaseMap, found: echoes.Echoes) -> Iterator[tuple[str, str]]:
    """The cards for which several sources are named that go back to fewer origins."""
    for card in cards(case):
        named, origins = len(sources_of(case, card)), len(found.behind.get(card.id, ()))
        if origins < named:
            yield card.id, f"{named} sources, {origins} origin{'' if origins == 1 else 's'}"


def _folded(case: CaseMap, found: echoes.Echoes, naming: Naming) -> Iterable[str]:
    for fold in found.folds:
        sources = listed([source_called(case, each, naming) for each in fold.sources])
        said = f"{sources} go back to {source_called(case, fold.origin, naming)}."
        yield said[:1].upper() + said[1:]
