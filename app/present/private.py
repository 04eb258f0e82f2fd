"""What the chair has to keep in mind and the room must not see, kind by kind: dangers, what she said, and more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mapping.casemap import CaseMap
from mapping.entries import Entry, SafetyItem, View
from mapping.lanes import LANE_KINDS, LANES, is_card
from mapping.naming import Naming
from mapping.present.copies import room_copy
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary
from mapping.wording import kind_title, title_of

_DANGERS, _VIEWS = "Dangers", "What {S} said and wants"


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """Things of one kind that are kept close: what they are called together, and each in a line."""

    title: str
    lines: tuple[str, ...]


def private_things(case: CaseMap, naming: Naming) -> tuple[Kept, ...]:
    """The dangers, the survivors' views, then every card that a meeting may not have, in the order of the lanes."""
    return tuple(_kept(case, naming))


def _kept(case: CaseMap, naming: Naming) -> Iterator[Kept]:
    survivors = {person.id for person in naming.survivors}
    may = room_copy(case).entries
    cards = [each for each in case.ordered_entries if is_card(each) and each.id not in may]
    dangers = case.of(SafetyItem)
    views = [each for each in case.of(View) if each.person in survivors]
    yield from _group(_DANGERS, dangers, naming)
    yield from _group(naming.fill(_VIEWS), views, naming)
    told = {each.id for each in (*dangers, *views)}
    kinds = dict.fromkeys([*(kind for lane in LANES for kind in LANE_KINDS[lane]), *(each.kind for each in cards)])
    for kind in kinds:
        found = [each for each in cards if each.kind == kind and each.id not in told]
        yield from _group(kind_title(kind, naming, load_vocabulary()), found, naming)


def _group(title: str, found: Iterable[Entry], naming: Naming) -> Iterator[Kept]:
    lines = tuple(dict.fromkeys(_whole(each, naming) for each in found))
    if lines:
        yield Kept(title, lines)


def _whole(entry: Entry, naming: Naming) -> str:
    """What it says, all of it: a view has no title, only words."""
    if isinstance(entry, View) and entry.account:
        return veiled_text(entry.account, naming)
    return title_of(entry, naming, load_vocabulary())
