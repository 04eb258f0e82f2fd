"""What there is to choose from, question by question, made from what the case holds; it knows no screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.unseen import visible
from mapping.agencies import Agency, accounts, attending
from mapping.casemap import CaseMap
from mapping.entries import Entry, Person, Source
from mapping.lanes import LANE_KINDS, LANES
from mapping.naming import Naming
from mapping.resting import cards, source_called
from mapping.veil import veiled_text
from mapping.vocabulary import Vocabulary, load_vocabulary

Pairs = tuple[tuple[str, str], ...]
NOBODY, UNSAID = "Nobody is named", "Not said"


@dataclass(frozen=True, slots=True, repr=False)
class Group:
    """One question: the field of a sight that it fills, its words, and its answers as pairs of key and words."""

    field: str
    title: str
    answers: Pairs


def groups(case: CaseMap, naming: Naming) -> tuple[Group, ...]:
    """Every question that has something to choose from on this map."""
    return tuple(group for group in _groups(case, naming, cards(case), load_vocabulary()) if group.answers)


def sources(case: CaseMap, naming: Naming) -> Pairs:
    """Every source."""
    return _sorted((each.id, source_called(case, each.id, naming)) for each in case.of(Source))


def agencies(case: CaseMap, naming: Naming) -> Pairs:
    """Everyone whose account the sources are, by name as it was written."""
    return _called(accounts(case), naming)


def _groups(case: CaseMap, naming: Naming, shown: tuple[Entry, ...], words: Vocabulary) -> Iterator[Group]:
    found = {card.kind for card in shown}
    kinds = [kind for lane in LANES for kind in LANE_KINDS[lane] if kind in found]
    yield Group("kinds", "Kind", _shown((kind, naming.fill(words.kind(kind).label)) for kind in kinds))
    yield Group("people", "Person", _shown((each.id, naming.short(each.id)) for each in case.of(Person)))
    yield Group("children", "Reaches a child", _shown((each.id, naming.short(each.id)) for each in naming.children))
    yield Group("categories", "Category", _sorted(_categories(shown, naming, words)))
    nobody = (("", NOBODY),) if any(not card.cites for card in shown) else ()
    yield Group("sources", "Who says so", (*sources(case, naming), *nobody))
    yield Group("agencies", "Agency", agencies(case, naming))
    statuses = dict.fromkeys(sorted(card.status for card in shown))
    yield Group("statuses", "How it is known", _shown((key, _status(key, naming, words)) for key in statuses))
    yield Group("attendance", "Who was in the room", _called(attending(case), naming))


def _status(key: str, naming: Naming, words: Vocabulary) -> str:
    return naming.fill(words.label("status", key)) if key else UNSAID


def _categories(shown: Iterable[Entry], naming: Naming, words: Vocabulary) -> Iterator[tuple[str, str]]:
    for kind, key in dict.fromkeys((card.kind, card.category) for card in shown if card.category):
        term = words.term(words.category_family(kind), key)
        yield key, naming.fill(term.short or term.label) if term.known else veiled_text(key, naming)


def _called(found: Iterable[Agency], naming: Naming) -> Pairs:
    return _sorted((each.name, each.called(naming)) for each in found)


def _shown(pairs: Iterable[tuple[str, str]]) -> Pairs:
    return tuple((key, visible(text[:1].upper() + text[1:])) for key, text in pairs)


def _sorted(pairs: Iterable[tuple[str, str]]) -> Pairs:
    return tuple(sorted(_shown(dict(pairs).items()), key=lambda pair: pair[1].casefold()))
