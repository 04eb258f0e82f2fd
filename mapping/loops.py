"""Loops in which what a service did opens the next act, found in the arrows of a map; they say what followed, not why.

In time an arrow runs either way: a service that is manipulated comes after the act, a reprisal after what it is for.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mapping.casemap import CaseMap, natural
from mapping.entries import Behaviour, Engagement, Link, Order, Response
from mapping.naming import Naming
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary
from mapping.voice import listed
from mapping.wording import title_of

RESPONDING = ("response", "order", "goal", "programme", "engagement")
"""What services do, by the kind of card."""
_PLACES = ("behaviour", "protective_effort", *RESPONDING)
_ONWARD = ("manipulates", "brings", "empowers", "escalates_to")
"""Arrows at whose end stands what came later."""
_BACK = ("retaliates_for", "answers", "curbs", "targets", "speaks_to", "supports", "undermines")
"""Arrows at whose beginning stands what came later."""
_LONGEST = 8
"""So many cards can be told in one breath; what takes longer to come round is no longer one loop to whoever looks."""

Ways = Mapping[str, Mapping[str, tuple[str, ...]]]
"""From each card to those that came after it, with the arrows that say so."""


@dataclass(frozen=True, slots=True)
class Loop:
    """One way round: its cards in order, from the act that is opened to what opens it, and the arrows between them."""

    cards: tuple[str, ...]
    arrows: tuple[str, ...]


def loops(case: CaseMap) -> tuple[Loop, ...]:
    """The shortest way round from every act that something a service did has opened, if there is one; each once."""
    ways, openings = _ways(case)
    kept = _turning(ways)
    found: dict[frozenset[str], Loop] = {}
    for start, end in sorted(openings, key=lambda pair: (natural(pair[1]), natural(pair[0]))):
        path = _shortest(ways, kept, end, start) if start in kept and end in kept else ()
        if path:
            loop = _loop(case, ways, path)
            found.setdefault(frozenset(loop.arrows), loop)
    return tuple(found.values())


def told(case: CaseMap, loop: Loop, naming: Naming) -> str:
    """The arrows of a loop as they are read on the map, one sentence each, in the order in which it comes round."""
    vocabulary, here, said = load_vocabulary(), loop.cards[0], []
    for each in loop.arrows:
        link = case.links[each]
        onward, words = link.from_id == here, vocabulary.link(link.kind)
        there = link.to_id if onward else link.from_id
        start, end = (title_of(case.entries[card], naming, vocabulary) for card in (here, there))
        said.append(f"“{start}” {words.forward if onward else words.reverse} “{end}”.")
        here = there
    return " ".join(said)


def question(case: CaseMap, loop: Loop, naming: Naming) -> str:
    """Who can break a loop: whoever acts in it, and the services whose part it is; never whoever protects."""
    cards = [case.entries[each] for each in loop.cards]
    acting = dict.fromkeys(naming.inside(card.by) for card in cards if isinstance(card, Behaviour))
    services = dict.fromkeys(name for card in cards if (name := veiled_text(_service(card), naming)))
    who = listed(list(acting))
    return (
        f"Who can break it? {who[:1].upper()}{who[1:]} can stop at any time. What can "
        f"{listed(list(services)) or 'the services in it'} do otherwise?"
    )


def _service(card: object) -> str:
    match card:
        case Response():
            return card.agency
        case Order():
            return card.applied_by or card.made_by
        case Engagement():
            return card.by
    return ""


def _in_time(link: Link) -> tuple[str, str]:
    """The earlier and the later end of an arrow."""
    return (link.to_id, link.from_id) if link.kind in _BACK else (link.from_id, link.to_id)


def _ways(case: CaseMap) -> tuple[Ways, frozenset[tuple[str, str]]]:
    """What came after what, and those steps of it that lead from what a service did to an act."""
    ways: dict[str, dict[str, tuple[str, ...]]] = {}
    openings: set[tuple[str, str]] = set()
    for start, end, arrows in _steps(case):
        if case.entries[start].kind in _PLACES and case.entries[end].kind in _PLACES:
            ways.setdefault(start, {}).setdefault(end, arrows)
            if case.entries[start].kind in RESPONDING and case.entries[end].kind == "behaviour":
                openings.add((start, end))
    return ways, frozenset(openings)


def _steps(case: CaseMap) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for link in case.ordered_links:
        if link.kind in _ONWARD or link.kind in _BACK:
            yield *_in_time(link), (link.id,)
        if link.kind == "undermines":
            # What an effort held back is free to go on where a service has undermined the effort.
            held = (each for each in case.links_from(link.to_id) if each.kind == "answers")
            yield from ((link.from_id, each.to_id, (link.id, each.id)) for each in held)


def _turning(ways: Ways) -> frozenset[str]:
    """The cards that stand on a circle or between two: all others come from nowhere or lead nowhere."""
    back: dict[str, list[str]] = {}
    for start, ends in ways.items():
        for end in ends:
            back.setdefault(end, []).append(start)
    return _after_circles(ways) & _after_circles(back)


def _after_circles(ways: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The cards to which some circle leads, those on it among them."""
    coming = Counter(end for ends in ways.values() for end in ends)
    waiting = [start for start in ways if not coming[start]]
    while waiting:
        for end in ways.get(waiting.pop(), ()):
            coming[end] -= 1
            if not coming[end]:
                waiting.append(end)
    return frozenset(each for each, count in coming.items() if count)


def _shortest(ways: Ways, kept: frozenset[str], start: str, goal: str) -> tuple[str, ...]:
    """The shortest way from one card to another, the first found among equals; empty where it is too long."""
    before, depth, waiting = {start: ""}, {start: 1}, deque([start])
    while waiting and goal not in before:
        here = waiting.popleft()
        for step in ways.get(here, ()) if depth[here] < _LONGEST else ():
            if step in kept and step not in before:
                before[step], depth[step] = here, depth[here] + 1
                waiting.append(step)
    path, here = [], goal if goal in before else ""
    while here:
        path.append(here)
        here = before[here]
    return tuple(reversed(path))


def _loop(case: CaseMap, ways: Ways, path: tuple[str, ...]) -> Loop:
    """A way round with its arrows; an effort that was undermined on it stands among its cards."""
    arrows: dict[str, None] = {}
    for start, end in zip(path, (*path[1:], path[0]), strict=True):
        arrows |= dict.fromkeys(ways[start][end])
    ends = (end for each in arrows for end in (case.links[each].from_id, case.links[each].to_id))
    return Loop(tuple(dict.fromkeys((*path, *ends))), tuple(arrows))
