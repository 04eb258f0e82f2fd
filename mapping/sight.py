"""What part of a map is wanted, and which cards that is; it knows neither words for it (`sightwords`) nor a screen.

Within one question any answer will do (he or his brother); of several questions each must be met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields

from mapping.agencies import acting, agency, speaking
from mapping.around import links_at
from mapping.casemap import CaseMap
from mapping.dates import read_edtf
from mapping.entries import ChildImpact, Entry, Person, Session, Source
from mapping.lanes import is_card
from mapping.references import named_by
from mapping.resting import cards
from mapping.rules import PATHWAY_LINKS
from mapping.times import meets, stretches

Test = Callable[[Entry], bool]


@dataclass(frozen=True, slots=True, repr=False)
class Sight:
    """What part of a map is wanted; the empty sight wants everything.

    `people` and `children` are ids of people, `sources` ids of sources; "" among `sources` means that nobody is named,
    among `statuses` that nothing is said. A heading among `categories` means what stands under it too. `since` and
    `until` are dates in EDTF, and `undated` keeps what has no date. `attendance` are agencies: what was decided in a
    session where one of them sat. `focus` is a card, or a person with what is done to them, with all within `steps`
    arrows. `dims`: what is not wanted is drawn fainter, not left out.
    """

    kinds: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    undated: bool = False
    sources: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    attendance: tuple[str, ...] = ()
    focus: str = ""
    steps: int = 1
    dims: bool = True

    def __repr__(self) -> str:
        return f"Sight({', '.join(each.name for each in fields(self) if getattr(self, each.name) != each.default)})"

    @property
    def wants_everything(self) -> bool:
        """Whether nothing is asked, so that every card is wanted."""
        lists = (self.kinds, self.people, self.children, self.categories, self.sources, self.agencies)
        return not any((*lists, self.statuses, self.attendance, self.since, self.until, self.focus))


def seen(case: CaseMap, sight: Sight) -> frozenset[str]:
    """The ids of the cards that a sight wants; the card in focus is always among them."""
    shown = cards(case)
    if sight.wants_everything:
        return frozenset(entry.id for entry in shown)
    tests = tuple(_tests(case, sight))
    wanted = {entry.id for entry in shown if all(test(entry) for test in tests)}
    if sight.focus:
        wanted = wanted & _near(case, sight.focus, sight.steps) | _itself(case, sight.focus)
    return frozenset(wanted)


def seen_arrows(case: CaseMap, shown: frozenset[str]) -> frozenset[str]:
    """The ids of the arrows between cards that are shown, and from those to people."""
    ends = shown | {person.id for person in case.of(Person)}
    return frozenset(
        link.id
        for link in case.links.values()
        if link.from_id in ends and link.to_id in ends and (link.from_id in shown or link.to_id in shown)
    )


def _tests(case: CaseMap, sight: Sight) -> Iterator[Test]:
    """One test for each question that is asked, the quick ones first."""
    if sight.kinds:
        yield lambda entry: entry.kind in sight.kinds
    if sight.statuses:
        yield lambda entry: entry.status in sight.statuses
    if sight.categories:
        yield _under(sight.categories)
    if sight.sources:
        yield _from(sight.sources)
    if sight.since or sight.until:
        yield _in_time(sight)
    if sight.agencies:
        yield _by_agency(case, sight.agencies)
    if sight.attendance:
        yield _decided_with(case, sight.attendance)
    if sight.people:
        yield _concerning(case, frozenset(sight.people))
    if sight.children:
        yield _reaching(case, frozenset(sight.children))


def _under(categories: tuple[str, ...]) -> Test:
    heads = tuple(f"{category}." for category in categories)
    return lambda entry: entry.category in categories or entry.category.startswith(heads)


def _from(sources: tuple[str, ...]) -> Test:
    nobody = "" in sources
    return lambda entry: any(cite.source in sources for cite in entry.cites) or (nobody and not entry.cites)


def _in_time(sight: Sight) -> Test:
    start, end = read_edtf(sight.since), read_edtf(sight.until)
    first, last = start.earliest if start else None, end.latest if end else None

    def test(entry: Entry) -> bool:
        when = stretches(entry)
        return any(meets(each, first, last) for each in when) if when else sight.undated

    return test


def _by_agency(case: CaseMap, agencies: tuple[str, ...]) -> Test:
    wanted = {agency(name).key for name in agencies} - {""}
    theirs = {source.id for source in case.of(Source) if speaking(case, source).key in wanted}
    return lambda entry: acting(entry) in wanted or any(cite.source in theirs for cite in entry.cites)


def _decided_with(case: CaseMap, agencies: tuple[str, ...]) -> Test:
    wanted = {agency(name).key for name in agencies} - {""}
    sessions = (each for each in case.of(Session) if wanted & {agency(row.agency).key for row in each.attended})
    decided = {link.from_id for each in sessions for link in case.links_to(each.id) if link.kind == "decided_in"}
    return lambda entry: entry.id in decided


def _concerning(case: CaseMap, people: frozenset[str]) -> Test:
    """Whoever did it, to whom, whose it is, who was there: every field that names them, and every arrow to them."""
    linked = {link.from_id for person in people for link in case.links_to(person)}
    return lambda entry: entry.id in linked or any(identity in people for _, _, identity in named_by(entry))


def _reaching(case: CaseMap, children: frozenset[str]) -> Test:
    """What concerns a child, and whatever leads to what is done to the child."""
    concerns = _concerning(case, children)
    impacts = [impact.id for impact in case.of(ChildImpact) if impact.child in children]
    leading = {link.from_id for impact in impacts for link in case.links_to(impact)}
    waiting = list(leading)
    while waiting:
        links = case.links_to(waiting.pop())
        fresh = {link.from_id for link in links if link.kind in PATHWAY_LINKS} - leading
        leading |= fresh
        waiting.extend(fresh)
    return lambda entry: entry.id in leading or concerns(entry)


def _itself(case: CaseMap, focus: str) -> frozenset[str]:
    """The card in focus; for a person what is done to them."""
    entry = case.entry(focus)
    if isinstance(entry, Person):
        return frozenset(impact.id for impact in case.of(ChildImpact) if impact.child == focus)
    return frozenset({focus}) if entry is not None and is_card(entry) else frozenset()


def _near(case: CaseMap, focus: str, steps: int) -> set[str]:
    """What so many arrows reach, either way; over a person, a source or a session no way leads on."""
    start = {focus, *_itself(case, focus)} & case.entries.keys()
    reached, edge = set(start), start
    for _ in range(steps):
        ends = {end for each in edge for link in links_at(case, each) for end in (link.from_id, link.to_id)}
        edge = {end for end in ends - reached if is_card(case.entries[end])}
        reached |= edge
    return reached
