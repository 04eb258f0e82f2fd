"""The cards, arrows and orders of the showing before, for the next one: after an act most of them are as they were."""

from __future__ import annotations

from dataclasses import dataclass, field

from mapping.casemap import CaseMap
from mapping.entries import Entry, Link, Person, Source
from mapping.present.values import Arrow, Frame, RoomCard, Terms


@dataclass(slots=True, repr=False)
class Memory:
    """What was made of each thing, beside the thing itself: another thing under the same id is made anew."""

    ground: tuple[object, ...] = ()
    titles: dict[str, tuple[Entry, str]] = field(default_factory=dict)
    cards: dict[str, tuple[Entry, str, RoomCard]] = field(default_factory=dict)
    arrows: dict[str, tuple[Link, tuple[str, ...], Arrow]] = field(default_factory=dict)
    paths: dict[str, tuple[object, tuple[Frame, frozenset[str]]]] = field(default_factory=dict)
    """By child: all that the frame of its paths was made of, and the frame."""
    orders: dict[str, tuple[list[list[tuple[str, list[str]]]], list[list[str]]]] = field(default_factory=dict)


_LATEST: list[Memory] = []


def memory_of(copy: CaseMap, terms: Terms, veil: object) -> Memory:
    """The memory of the showing before, where people, sources and all that decides about words are the same."""
    chosen = (terms.veiled, terms.absent, terms.efforts, terms.views, terms.quotations)
    ground = (copy.header, copy.of(Person), copy.of(Source), chosen, veil)
    if not _LATEST or _LATEST[0].ground != ground:
        _LATEST[:] = [Memory(ground)]
    return _LATEST[0]


def forget() -> None:
    """Let go of every word."""
    _LATEST.clear()
