"""What remains if something is taken away: what stands no longer, and never how much anything weighs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date

from mapping.casemap import CaseMap, natural
from mapping.dates import DateError, read_edtf
from mapping.echoes import heard_from
from mapping.entries import Behaviour, ChildImpact, Entry, Link, Person, Source
from mapping.errors import CaseError
from mapping.resting import cards, disputed, sources_of
from mapping.rules import PATHWAY_LINKS
from mapping.sight import seen_arrows
from mapping.times import happened, is_over_before

_CHILD = "child"


@dataclass(frozen=True, slots=True, repr=False)
class Taken:
    """What is taken away, several things at once: sources by their ids, with whatever others have from them.

    `before` is a day, month or year in EDTF, and all that was over by then goes; `but_children` leaves of all sources
    the children's own words.
    """

    sources: tuple[str, ...] = ()
    disputed: bool = False
    before: str = ""
    but_children: bool = False

    def __repr__(self) -> str:
        return f"Taken({', '.join(each.name for each in fields(self) if getattr(self, each.name))})"

    @property
    def any_source(self) -> bool:
        """Whether what is taken away are sources."""
        return bool(self.sources or self.but_children)


@dataclass(frozen=True, slots=True)
class Reach:
    """That some pathway leads from a behaviour to a child; both by id."""

    behaviour: str
    child: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What no longer stands: cards and arrows by id, and the pathways that no longer reach a child.

    `unreached` are children whom something reached and nothing does now. `unnamed` never had a source, and `undated` no
    date: where sources or a time are taken away, they are left as they are, and told apart.
    """

    cards: frozenset[str] = frozenset()
    arrows: frozenset[str] = frozenset()
    cut: tuple[Reach, ...] = ()
    unreached: tuple[str, ...] = ()
    unnamed: frozenset[str] = frozenset()
    undated: frozenset[str] = frozenset()


def remaining(case: CaseMap, taken: Taken) -> Standing:
    """What stands and what does not once this is taken away; raises CaseError where `before` is no day."""
    if taken == Taken():
        return Standing()
    day, gone, shown = first_day(taken.before), _sources_gone(case, taken), cards(case)
    falls = _falling(case, taken, gone)
    fallen = frozenset(card.id for card in shown if falls(card) or (day and _is_over(card, day)))
    arrows = frozenset(link.id for link in _drawn(case, shown) if _ends_in(link, fallen) or falls(link))
    stood, stands = _reaching(case, frozenset(), frozenset()), _reaching(case, fallen, arrows)
    return Standing(
        fallen,
        arrows,
        tuple(Reach(each, child) for child in stood for each in sorted(stood[child] - stands[child], key=natural)),
        tuple(child for child in stood if stood[child] and not stands[child]),
        _left(shown, fallen, lambda card: taken.any_source and not sources_of(case, card)),
        _left(shown, fallen, lambda card: day is not None and not happened(card)),
    )


def _drawn(case: CaseMap, shown: Iterable[Entry]) -> list[Link]:
    """The arrows that can be seen, while everything stands."""
    return [case.links[each] for each in seen_arrows(case, frozenset(card.id for card in shown))]


def _ends_in(link: Link, fallen: frozenset[str]) -> bool:
    return link.from_id in fallen or link.to_id in fallen


def first_day(before: str) -> date | None:
    """The day before which all is taken away, None where no time is; raises CaseError."""
    try:
        when = read_edtf(before)
    except DateError:
        when = None
    if before and (when is None or when.earliest is None):
        raise CaseError("This is no day to begin with. Give a day, a month or a year, as in 2021 or 2021-03.")
    return when.earliest if when else None


def _sources_gone(case: CaseMap, taken: Taken) -> frozenset[str]:
    """The sources that are taken away, and those that only pass on what was."""
    if not taken.any_source:
        return frozenset()
    heard, wanted = heard_from(case), set(taken.sources)
    gone = {each for each, chain in heard.items() if each in wanted or wanted & set(chain)}
    if taken.but_children:
        gone |= {each.id for each in case.of(Source) if not _is_childs_own(case, each, heard[each.id])}
    return frozenset(gone)


def _is_childs_own(case: CaseMap, source: Source, chain: tuple[str, ...]) -> bool:
    """Whether a source holds a child's own words: what a child says in it, or what was written down word for word."""
    if not chain:
        return source.own_words is not False and _speaks_as_child(case, source)
    origin = case.entries[chain[-1]]
    return source.own_words is True and (
        _speaks_as_child(case, origin) if isinstance(origin, Source) else _is_child(origin)
    )


def _speaks_as_child(case: CaseMap, source: Source) -> bool:
    person = case.entry(source.person)
    return _is_child(person) if person else source.type == _CHILD


def _is_child(entry: Entry | None) -> bool:
    return isinstance(entry, Person) and _CHILD in entry.roles


def _falling(case: CaseMap, taken: Taken, gone: frozenset[str]) -> Callable[[Entry | Link], bool]:
    """Whether a card or an arrow falls: it is disputed, or everyone named for it is taken away."""

    doubtful = disputed(case) if taken.disputed else frozenset()

    def falls(thing: Entry | Link) -> bool:
        if thing.id in doubtful:
            return True
        named = sources_of(case, thing) if gone else ()
        return bool(named) and all(source.id in gone for source in named)

    return falls


def _is_over(card: Entry, day: date) -> bool:
    when = happened(card)
    return bool(when) and all(is_over_before(each, day) for each in when)


def _left(shown: Iterable[Entry], fallen: frozenset[str], test: Callable[[Entry], bool]) -> frozenset[str]:
    return frozenset(card.id for card in shown if card.id not in fallen and test(card))


def _reaching(case: CaseMap, fallen: frozenset[str], arrows: frozenset[str]) -> dict[str, set[str]]:
    """The behaviours that reach each child, without what has fallen; the children in their natural order."""
    impacts: dict[str, set[str]] = {}
    for impact in case.of(ChildImpact):
        impacts.setdefault(impact.child, set()).update({impact.id} - fallen)
    acts = {behaviour.id for behaviour in case.of(Behaviour)}
    return {child: acts & _leading_to(case, impacts[child], arrows) for child in sorted(impacts, key=natural)}


def _leading_to(case: CaseMap, ends: set[str], arrows: frozenset[str]) -> set[str]:
    """Everything from which a pathway leads to these, without these arrows."""
    leading, waiting = set(ends), list(ends)
    while waiting:
        links = (link for link in case.links_to(waiting.pop()) if link.kind in PATHWAY_LINKS)
        fresh = {link.from_id for link in links if link.id not in arrows} - leading
        leading |= fresh
        waiting.extend(fresh)
    return leading
