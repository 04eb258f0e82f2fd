"""The frames of a meeting, in the order in which the room goes through them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mapping.casemap import CaseMap
from mapping.differing import seed_of
from mapping.present import copies, groups, keeping, memory, veiling
from mapping.present.cards import Room
from mapping.present.children import children
from mapping.present.copies import Confirming, room_copy, with_cards
from mapping.present.marac import marac
from mapping.present.memory import memory_of
from mapping.present.values import MARAC, Frame, Showing, Terms
from mapping.present.veiling import naming_of, veil_of, with_names
from mapping.resting import cards
from mapping.sightwords import count_words

_MORE = "there is more on the map"
_PRIVATE = "items marked private are not on this screen"


def showing(case: CaseMap, terms: Terms) -> Showing:
    """All that one meeting needs of a case at once: frames, mark, and `here` for the chair."""
    whole = room_copy(case, terms.waiting)
    copy = whole if terms.only is None else with_cards(whole, terms.only)
    seed = seed_of(terms.drawn, terms.on)
    veil = veil_of(case, copy, seed) if terms.veiled else with_names(case, copy)
    room = Room(
        copy,
        terms,
        naming_of(copy, veil if terms.veiled else None),
        Confirming(case, copy, terms.absent),
        veil,
        memory=memory_of(copy, terms, veil),
    )
    made = tuple(marac(room) if terms.order == MARAC else _usual(room))
    shown = _shown(whole, room)
    noted = tuple(
        replace(each, note=_note(number, len(made), room, shown, each)) for number, each in enumerate(made, 1)
    )
    whose = {number: identity for identity, number in room.ids.items()}
    return Showing(noted, _mark(room), whose, veil.lettered)


def frames(case: CaseMap, terms: Terms) -> tuple[Frame, ...]:
    """What the room sees, stage by stage; made from the copy for a meeting and from nothing else."""
    return showing(case, terms).frames


def here(case: CaseMap, terms: Terms) -> Mapping[str, str]:
    """For the chair alone: the id in the whole case of each card and person, by its id in the room."""
    return showing(case, terms).here


def mark(case: CaseMap, terms: Terms) -> str:
    """The mark on every frame: the day, and what the meeting is called."""
    return showing(case, terms).mark


def forget() -> None:
    """Let go of every text that is remembered between two showings: the vault is being locked."""
    for each in (copies, keeping, memory, veiling):
        each.forget()


def _usual(room: Room) -> Iterator[Frame]:
    yield from groups.pattern(room)
    each = tuple(children(room))
    yield from (frame for frame, _ in each)
    yield from groups.home(room, frozenset().union(*(ids for _, ids in each)))
    yield from groups.efforts(room)
    yield from groups.views(room)
    yield from groups.services(room)
    yield from groups.unknown(room)
    yield from groups.goals(room)
    yield from groups.actions(room)


def _mark(room: Room) -> str:
    meeting = room.text(room.terms.meeting.strip())
    return " · ".join(part for part in (f"{room.terms.on:%-d %B %Y}", meeting) if part)


def _note(number: int, of: int, room: Room, shown: str, frame: Frame) -> str:
    roles, more = "roles, not names" if room.terms.veiled else "", _MORE if frame.more else ""
    return " · ".join(part for part in (f"{number} of {of}", more, shown, roles, _PRIVATE) if part)


def _shown(whole: CaseMap, room: Room) -> str:
    """How much of what this room may have is shown, where the filter hides some of it."""
    if room.terms.only is None:
        return ""
    every = Room(whole, room.terms, room.naming, room.confirming)
    wanted, of = (sum(each.id not in some.unshown for each in cards(some.copy)) for some in (room, every))
    return count_words(wanted, 0, of) if wanted < of else ""
