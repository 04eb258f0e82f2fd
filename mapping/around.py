"""What stands around one entry: where it leads, what leads to it, which efforts answer it; as ids, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mapping.casemap import CaseMap
from mapping.entries import ENTRY_CLASSES, Link
from mapping.rules import ANY, LINKS, PATHWAY_LINKS

_LONGEST = 60
"""How many steps are given at most; a larger web is looked at on the map."""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry on the way: by which link it is reached, and how many links away it is."""

    entry: str
    link: str
    depth: int


@dataclass(frozen=True, slots=True)
class Fitting:
    """One link that may be drawn: its kind, and whether it starts at the entry it was asked for."""

    kind: str
    outward: bool


def leads_to(case: CaseMap, identity: str) -> tuple[Step, ...]:
    """Everything downstream on pathways to harm, depth first; what was passed already is not followed again."""
    return tuple(_walk(case.links_from, lambda link: link.to_id, identity))


def led_by(case: CaseMap, identity: str) -> tuple[Step, ...]:
    """Everything upstream on pathways to harm, in the same way."""
    return tuple(_walk(case.links_to, lambda link: link.from_id, identity))


def _walk(links: Callable[[str], tuple[Link, ...]], end: Callable[[Link], str], identity: str) -> Iterator[Step]:
    seen, given = {identity}, 0
    waiting = [Step(end(link), link.id, 0) for link in reversed(links(identity)) if link.kind in PATHWAY_LINKS]
    while waiting and given < _LONGEST:
        step = waiting.pop()
        yield step
        given += 1
        if step.entry not in seen:
            seen.add(step.entry)
            onward = [link for link in reversed(links(step.entry)) if link.kind in PATHWAY_LINKS]
            waiting.extend(Step(end(link), link.id, step.depth + 1) for link in onward)


def efforts_about(case: CaseMap, identity: str) -> tuple[str, ...]:
    """The protective efforts that answer this behaviour, or protect from or against what this is."""
    found = (link.from_id for link in case.links_to(identity) if link.kind in ("answers", "protects"))
    return tuple(dict.fromkeys(found))


def links_at(case: CaseMap, identity: str) -> tuple[Link, ...]:
    """Every arrow that starts or ends at an entry, those that start there first."""
    return (*case.links_from(identity), *case.links_to(identity))


def fitting_between(case: CaseMap, identity: str, other: str) -> tuple[Fitting, ...]:
    """Every kind of link that the two kinds of entry may have, in both directions."""
    one, two = case.entry(identity), case.entry(other)
    if one is None or two is None or one.id == two.id:
        return ()
    outward = [Fitting(kind, True) for kind in LINKS if _may(kind, one.kind, two.kind)]
    return (*outward, *(Fitting(kind, False) for kind in LINKS if _may(kind, two.kind, one.kind)))


def _may(kind: str, start: str, end: str) -> bool:
    starts, ends = LINKS[kind]
    return start in starts and (end in ends or ends == (ANY,))


def kinds_linkable(kind: str) -> frozenset[str]:
    """The kinds of entry that some arrow may join to this kind."""
    found: set[str] = set()
    for starts, ends in LINKS.values():
        if kind in starts:
            found |= set(ENTRY_CLASSES) if ends == (ANY,) else set(ends)
        if kind in ends or ends == (ANY,):
            found |= set(starts)
    return frozenset(found)
