"""What stands under what in the outline, as values: lanes, groups, entries, arrows; it knows no word for any of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mapping.aside import is_aside
from mapping.casemap import CaseMap
from mapping.entries import Behaviour, ChildImpact, Entry, Person, ProtectiveEffort
from mapping.lanes import LANE_KINDS, lane_of
from mapping.vocabulary import load_vocabulary

LANE, GROUP, ENTRY, ARROW, WORDS = "lane", "group", "entry", "arrow", "words"
"""What a branch can be; words are a sentence that says what belongs where nothing stands yet."""
PEOPLE = "people"
"""The lane of those kinds that are no cards on the map."""
PEOPLE_KINDS = ("person", "relationship", "source", "session", "sharing")
_KINDS = {**LANE_KINDS, PEOPLE: PEOPLE_KINDS}
_BY_KIND = ("effects", "rail", PEOPLE)
"""The lanes whose groups are kinds of entry."""

Keeps = Callable[[Entry], bool]


@dataclass(frozen=True, slots=True)
class Branch:
    """One row and what stands under it; `key` is its own among its siblings.

    `id` is what it stands for: an entry, a link, the child of a group; "" for none. `mark` is the key of a group within
    its lane. An arrow is `outward` under the entry where it starts. `arrows_at` tells what stands under an entry.
    """

    key: str
    form: str
    lane: str = ""
    mark: str = ""
    id: str = ""
    outward: bool = True
    branches: tuple[Branch, ...] = ()


def outline_of(case: CaseMap, keeps: Keeps | None = None) -> tuple[Branch, ...]:
    """Every lane with its groups and entries; with `keeps`, only what it keeps and what that stands under."""
    shelves: dict[str, dict[str, list[str]]] = {lane: defaultdict(list) for lane in _KINDS}
    for entry in case.ordered_entries:
        if not is_aside(entry) and (keeps is None or keeps(entry)):
            group = group_of(entry)
            shelves[group.lane][group.mark].append(entry.id)
    if keeps is None:
        for child in _children(case):
            shelves["children"].setdefault(child, [])
    lanes = (_lane(lane, shelf, case) for lane, shelf in shelves.items() if shelf or keeps is None)
    return tuple(lanes)


def group_of(entry: Entry) -> Branch:
    """The group that an entry stands in, without its rows."""
    return Branch("", GROUP, lane_of(entry.kind) or PEOPLE, _mark_of(entry))


def _mark_of(entry: Entry) -> str:
    """In which group of its lane an entry stands: category, child, who does it, or kind."""
    if isinstance(entry, Behaviour):
        return entry.category.partition(".")[0]
    if isinstance(entry, ChildImpact):
        return entry.child
    return entry.by if isinstance(entry, ProtectiveEffort) else entry.kind


def _children(case: CaseMap) -> Iterator[str]:
    return (person.id for person in case.of(Person) if "child" in person.roles)


def _lane(lane: str, shelf: dict[str, list[str]], case: CaseMap) -> Branch:
    groups = tuple(_group(lane, mark, shelf[mark]) for mark in _ordered(lane, shelf, case))
    return Branch(lane, LANE, lane, branches=groups or (Branch("words", WORDS, lane),))


def _ordered(lane: str, marks: Iterable[str], case: CaseMap) -> list[str]:
    """Groups in the order of the catalogue or of the people; a team's own words come after, what is unsorted last."""
    if lane in _BY_KIND:
        known = list(_KINDS[lane])
    elif lane == "behaviour":
        known = [term.key for term in load_vocabulary().family("behaviour")]
    else:
        known = [*_children(case), *(person.id for person in case.of(Person))]
    places = {mark: place for place, mark in reversed(list(enumerate(known)))}
    return sorted(marks, key=lambda mark: (not mark, places.get(mark, len(places)), mark))


def _group(lane: str, mark: str, entries: list[str]) -> Branch:
    rows = tuple(Branch(each, ENTRY, lane, id=each) for each in entries)
    child = mark if lane == "children" else ""
    return Branch(f"{lane}/{mark}", GROUP, lane, mark, child, branches=rows or (Branch("words", WORDS, lane, mark),))


def arrows_at(case: CaseMap, identity: str) -> tuple[Branch, ...]:
    """The arrows of one entry: those that start there, then those that end there."""
    outward = (Branch(f"{link.id}>", ARROW, id=link.id) for link in case.links_from(identity))
    inward = (Branch(f"{link.id}<", ARROW, id=link.id, outward=False) for link in case.links_to(identity))
    return (*outward, *inward)


def begins(branch: Branch) -> tuple[str, dict[str, str]] | None:
    """The kind of entry that belongs here, and the values of its fields that the place tells; None under an entry."""
    if branch.form not in (LANE, GROUP, WORDS):
        return None
    if branch.lane == "children":
        return ("child_impact", {"child": branch.mark}) if branch.mark else ("person", {"roles": "child"})
    if branch.lane in _BY_KIND:
        return branch.mark or ("gap" if branch.lane == "rail" else _KINDS[branch.lane][0]), {}
    field = "category" if branch.lane == "behaviour" else "by"
    return _KINDS[branch.lane][0], {field: branch.mark} if branch.mark else {}
