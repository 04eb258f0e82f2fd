"""Two agencies' accounts of one case side by side: who says what, and where they differ; it decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mapping.agencies import agency, speaking
from mapping.casemap import CaseMap, natural
from mapping.entries import Entry, Link, Source
from mapping.naming import Naming
from mapping.resting import cards, contradicting, disputed, sources_of
from mapping.voice import number


@dataclass(frozen=True, slots=True)
class Difference:
    """A card on which two accounts differ: the key of who says so, and of who says otherwise.

    `denies` is "" where both say so and the card is disputed all the same.
    """

    card: str
    says: str
    denies: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """Cards and arrows by id: those for which only one of two agencies is named, those for which both are.

    `differ` overlays them: what one says and the other does not accept stands with those of the one, too.
    """

    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    both: tuple[str, ...]
    differ: tuple[Difference, ...]


def compare(case: CaseMap, first: str, second: str) -> Compared:
    """What two agencies say of a case, by the agencies of the sources that are named; see `agencies.accounts`."""
    one, two = agency(first).key, agency(second).key
    things: tuple[Entry | Link, ...] = (*cards(case), *case.links.values())
    accounts = {source.id: speaking(case, source).key for source in case.of(Source)}
    keys = {thing.id: {accounts[source.id] for source in sources_of(case, thing)} for thing in things if thing.cites}
    said = {each: keys[each] for each in sorted(keys, key=natural) if keys[each] & {one, two}}
    return Compared(
        tuple(each for each, by in said.items() if two not in by),
        tuple(each for each, by in said.items() if one not in by),
        tuple(each for each, by in said.items() if {one, two} <= by),
        _differences(case, said, (one, two)),
    )


def words(compared: Compared, first: str, second: str, naming: Naming) -> str:
    """How far two accounts go together, in one sentence; what neither says is no part of it."""
    both, alone, other = map(len, (compared.both, compared.only_first, compared.only_second))
    things, one, two = "thing is" if both == 1 else "things are", agency(first), agency(second)
    differ = len({each.card for each in compared.differ})
    return (
        f"{number(both).capitalize()} {things} said by both, {_so_many(alone)} by {one.called(naming)} alone, "
        f"{_so_many(other)} by {two.called(naming)} alone{f'; they differ on {number(differ)}' if differ else ''}."
    )


def _so_many(count: int) -> str:
    return number(count) if count else "none"


def _differences(case: CaseMap, said: Mapping[str, set[str]], pair: tuple[str, str]) -> tuple[Difference, ...]:
    one, two = pair
    doubtful, found = disputed(case), []
    for each, keys in said.items():
        denied = {speaking(case, source).key for source in contradicting(case, each)}
        differ = [Difference(each, says, no) for says, no in ((one, two), (two, one)) if says in keys and no in denied]
        if not differ and {one, two} <= keys and each in doubtful:
            differ = [Difference(each, one)]
        found += differ
    return tuple(found)
