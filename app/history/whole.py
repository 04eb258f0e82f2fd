"""The whole record of a case gone through from end to end, beside the window: who was ever in it, and what names whom.

It opens every act, which takes a while in a long record; nothing of it stays but what was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mapping.audit import OPEN, people_in
from mapping.casemap import CaseMap
from mapping.entries import Person
from mapping.mentions import mentions, names_of, naming_cards, says
from storage.audit import Record, Touched

HANDFUL = 200
"""How many acts are asked for at a time."""
Ask = Callable[[int], tuple[Record, ...]]
"""Gives the handful of acts before the act of this number; 0: the newest."""
AskInPart = Callable[[int, int, int], tuple[Record, ...]]
"""Gives so many acts before the act of this number, and of each so many things; 0: all of them."""
_WIDEST = 20


def pages(ask: Ask) -> Iterator[tuple[Record, ...]]:
    """All handfuls, newest first; raises VaultError."""
    before = 0
    while found := ask(before):
        yield found
        if len(found) < HANDFUL:
            return
        before = found[-1].seq


def everyone_ever(ask: AskInPart) -> tuple[Person, ...]:
    """Every person as they ever stood in this case and do not stand now; raises VaultError.

    Of the act that put the whole case in, nearly nothing is opened: whoever was in it is still so on the map, or stands
    as what was before in the act that changed them or took them off.
    """
    found: dict[tuple[str, ...], Person] = {}
    for page in pages(lambda before: ask(before, HANDFUL, _WIDEST)):
        whole = (act if act.how == OPEN or act.size <= _WIDEST else ask(act.seq + 1, 1, 0)[0] for act in page)
        for person in people_in(whole):
            found[person.id, person.name, person.label, *person.aliases] = person
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Named:
    """A card, an arrow or the head of the case that names somebody: in its words as they stand now, or earlier."""

    id: str
    now: bool


def naming_things(
    ask: Ask, case: CaseMap, states: Iterable[Person], going: frozenset[str], beside: Iterable[tuple[str, str]]
) -> tuple[Named, ...]:
    """What names these people, those that do so now first, without what is `going` anyway; raises VaultError.

    `beside` are texts that stand beside the cards, each with the id of its card: what was begun and not finished, and
    the titles of what is attached.
    """
    names = names_of(states)
    now = dict.fromkeys(naming_cards(case, names, going))
    now |= dict.fromkeys(thing for thing, text in beside if thing not in going and says(text, names))
    earlier: dict[str, None] = {}
    for page in pages(ask):
        for act in page:
            for each in act.touched:
                known = each.thing in earlier or each.thing in going
                if not known and _named_in(each, names):
                    earlier[each.thing] = None
    return (*(Named(each, True) for each in now), *(Named(each, False) for each in earlier if each not in now))


def _named_in(touched: Touched, names: Sequence[str]) -> bool:
    """Whether a thing, or a title of evidence for it, held one of these names before an act or after it."""
    titles = touched.titles
    if titles is not None and (says(titles.before, names) or says(titles.after, names)):
        return True
    return any(thing is not None and mentions(thing, names) for thing in (touched.before, touched.after))
