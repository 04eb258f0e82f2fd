"""Each child in turn: what he does, what that does at home, what it does to this child, and the paths between them."""

from __future__ import annotations

from collections.abc import Iterator

from mapping.casemap import CaseMap
from mapping.entries import Behaviour, ChildImpact, Entry, Link, Person
from mapping.present.cards import Room
from mapping.present.groups import spoken_not_shown
from mapping.present.values import Arrow, Column, Frame
from mapping.rules import PATHWAY_LINKS
from mapping.wording import how_reached, is_inferred, whose_behaviour

_HOME = "What that does at home"


def children(room: Room) -> Iterator[tuple[Frame, frozenset[str]]]:
    """A frame for each child, with the ids in the whole case of what stands on it."""
    for child in room.children:
        yield _child(room, child)


def _child(room: Room, child: Person) -> tuple[Frame, frozenset[str]]:
    """As before where nothing that it is made of is another: an act seldom touches the paths to every child."""
    impacts = [each for each in room.all_of(ChildImpact) if getattr(each, "child", "") == child.id]
    held = room.memory.paths.get(child.id)
    if held is None or held[0] != _made_of(room, child, impacts, held[1][1]):
        found = _frame(room, child, impacts)
        held = room.memory.paths[child.id] = _made_of(room, child, impacts, found[1]), found
    return held[1]


def _made_of(room: Room, child: Person, impacts: list[Entry], kept: frozenset[str]) -> tuple[object, ...]:
    """All that a frame of a child comes from, beside what the whole memory rests on; `kept` stands on it."""
    stands = [(room.copy.entry(each), room.ids.get(each)) for each in kept]
    return room.ids[child.id], impacts, stands, room.unshown, room.copy.links


def _frame(room: Room, child: Person, impacts: list[Entry]) -> tuple[Frame, frozenset[str]]:
    reaching = reached_from(room.copy, {each.id for each in impacts}) - room.unshown
    does = [each for each in room.all_of(Behaviour) if each.id in reaching]
    between = [e for e in room.copy.ordered_entries if e.id in reaching and not isinstance(e, Behaviour | ChildImpact)]
    between.sort(key=lambda each: each.kind)
    stacks = _untangled(room, child, [does, between, impacts])
    who = room.naming.inside(child.id)
    title = f"How {whose_behaviour(room.naming)} behaviour reaches {who}"
    kept = frozenset(each.id for stack in stacks for each in stack)
    return (
        Frame(
            "child", f"child:{room.ids[child.id]}", title, _columns(room, child, stacks),
            tuple(_arrows(room, kept)), spoken_not_shown(room, child),
        ),
        kept,
    )  # fmt: skip


def _columns(room: Room, child: Person, stacks: list[list[Entry]]) -> tuple[Column, ...]:
    if not stacks[2]:
        return (Column("", empty=f"Nothing is mapped for this child yet. {how_reached(room.naming, child.id)}"),)
    does, between, impacts = stacks
    middle = (Column(_HOME, room.cards(between)),) if between else ()
    return (
        Column(room.naming.lane_title("behaviour"), room.cards(does), "Nobody has been asked yet what leads here."),
        *middle,
        Column("What it does to this child", room.cards(impacts)),
    )


def reached_from(copy: CaseMap, ends: set[str]) -> frozenset[str]:
    """Everything from which a path leads to one of these, without these."""
    found: set[str] = set()
    edge = list(ends)
    while edge:
        for link in copy.links_to(edge.pop()):
            if link.kind in PATHWAY_LINKS and link.from_id not in found and link.from_id not in ends:
                found.add(link.from_id)
                edge.append(link.from_id)
    return frozenset(found)


def _arrows(room: Room, kept: frozenset[str]) -> Iterator[Arrow]:
    for link in room.copy.ordered_links:
        if link.kind in PATHWAY_LINKS and link.from_id in kept and link.to_id in kept:
            yield _arrow(room, link)


def _arrow(room: Room, link: Link) -> Arrow:
    ends = room.copy.entries[link.from_id], room.copy.entries[link.to_id]
    made_of = tuple(text for end in ends for text in (room.ids[end.id], room.title(end)))
    held = room.memory.arrows.get(link.id)
    if held is None or held[0] is not link or held[1] != made_of:
        held = room.memory.arrows[link.id] = link, made_of, _made(room, link, made_of, ends[0].kind)
    return held[2]


def _made(room: Room, link: Link, ends: tuple[str, ...], kind: str) -> Arrow:
    inferred = is_inferred(link.status)
    words = f"“{ends[1]}” {room.arrow_words(link)} “{ends[3]}”{' (inferred)' if inferred else ''}"
    return Arrow(ends[0], ends[2], kind, inferred, words)


def _untangled(room: Room, child: Person, stacks: list[list[Entry]]) -> list[list[Entry]]:
    """The columns ordered so that what belongs together stands side by side; as before where the same are joined."""
    beside = {entry.id: _beside(room.copy, entry.id) for stack in stacks for entry in stack}
    joined = [[(entry.id, beside[entry.id]) for entry in stack] for stack in stacks]
    held = room.memory.orders.get(child.id)
    if held is None or held[0] != joined:
        ordered = _by_middles(stacks, beside)
        held = room.memory.orders[child.id] = joined, [[entry.id for entry in stack] for stack in ordered]
    return [[room.copy.entries[each] for each in stack] for stack in held[1]]


def _by_middles(stacks: list[list[Entry]], beside: dict[str, list[str]]) -> list[list[Entry]]:
    """Each column sorted by the middle of its cards' neighbours in the others, to and fro."""
    for _ in range(2):
        for at in (1, 2, 1, 0):
            place = {e.id: n / max(1, len(s)) for k, s in enumerate(stacks) if k != at for n, e in enumerate(s)}
            middles = {entry.id: _middle(beside[entry.id], place) for entry in stacks[at]}
            stacks[at].sort(key=lambda each, middles=middles: middles[each.id])  # type: ignore[misc]
    return stacks


def _beside(copy: CaseMap, identity: str) -> list[str]:
    """What a card is joined to."""
    return [link.from_id for link in copy.links_to(identity)] + [link.to_id for link in copy.links_from(identity)]


def _middle(beside: list[str], place: dict[str, float]) -> float:
    found = [place[each] for each in beside if each in place]
    return sum(found) / len(found) if found else 2.0
