"""The case itself, and the change sets that are the only way in which it changes.

A case never changes in place: `apply` gives the next one, so that whoever holds an older one (a report being written,
the history) holds it whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TypeVar

from mapping.entries import Entry, Header, Link, Thing
from mapping.errors import StaleChange
from mapping.rowkeeping import Pair, kept_in_order, regrouped

EntryKind = TypeVar("EntryKind", bound=Entry)
EitherKind = TypeVar("EitherKind", bound=Entry | Link)
_NUMBERS = re.compile(r"(\d+)")
_FEW = 200
"""After an act that touches more things than this, what was in order is put in order anew."""


@lru_cache(maxsize=1 << 17)
def natural(identity: str) -> tuple[tuple[int, str], ...]:
    """A key that puts B2 before B10."""
    parts = _NUMBERS.split(identity)
    return tuple((int(part), "") if part.isdigit() and part.isascii() else (-1, part) for part in parts)


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """One thing as it was and as it becomes; None means that it is not there."""

    before: Thing | None
    after: Thing | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("a change needs a before or an after")
        if self.before and self.after and self.before.id != self.after.id:
            raise ValueError("a change keeps the id")

    @property
    def thing(self) -> Thing:
        """The thing as it becomes, or as it last was."""
        found = self.after if self.after is not None else self.before
        assert found is not None
        return found

    @property
    def id(self) -> str:
        """The id of the thing touched."""
        return self.thing.id

    def inverse(self) -> Change:
        """The same change turned round."""
        return Change(self.after, self.before)

    def __repr__(self) -> str:
        return f"Change({self.before!r} -> {self.after!r})"


@dataclass(frozen=True, slots=True, repr=False)
class ChangeSet:
    """One act: its name (a key such as "add" or "move") and every thing it touches, in order.

    Acts with the same non-empty `merge` that follow one another are one step for undo (typing in one field).
    """

    act: str
    changes: tuple[Change, ...]
    merge: str = ""

    def inverse(self) -> ChangeSet:
        """The act that takes this one back."""
        return ChangeSet(self.act, tuple(change.inverse() for change in reversed(self.changes)), self.merge)

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __repr__(self) -> str:
        return f"ChangeSet({self.act}: {', '.join(change.id for change in self.changes)})"


@dataclass(frozen=True, eq=True, repr=False)
class CaseMap:
    """One case: its head, its entries and its links, each found by id."""

    header: Header
    entries: Mapping[str, Entry] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"CaseMap({self.header.id}: {len(self.entries)} entries, {len(self.links)} links)"

    def thing(self, identity: str) -> Thing | None:
        """The entry, link or head with this id."""
        if identity == self.header.id:
            return self.header
        return self.entries.get(identity) or self.links.get(identity)

    def entry(self, identity: str) -> Entry | None:
        """The entry with this id, if there is one."""
        return self.entries.get(identity)

    def of(self, wanted: type[EntryKind]) -> tuple[EntryKind, ...]:
        """All entries of one class, in the natural order of their ids."""
        return self._by_class.get(wanted, ())  # type: ignore[return-value]

    def links_from(self, identity: str) -> tuple[Link, ...]:
        """The links that start at an entry."""
        return self._outgoing.get(identity, ())

    def links_to(self, identity: str) -> tuple[Link, ...]:
        """The links that end at an entry."""
        return self._incoming.get(identity, ())

    @cached_property
    def ordered_links(self) -> tuple[Link, ...]:
        """All links in the natural order of their ids."""
        return tuple(sorted(self.links.values(), key=_place))

    @cached_property
    def ordered_entries(self) -> tuple[Entry, ...]:
        """All entries in the natural order of their ids."""
        return tuple(sorted(self.entries.values(), key=_place))

    @cached_property
    def _by_class(self) -> Mapping[type[Entry], tuple[Entry, ...]]:
        found: dict[type[Entry], list[Entry]] = {}
        for entry in self.ordered_entries:
            found.setdefault(type(entry), []).append(entry)
        return {kind: tuple(entries) for kind, entries in found.items()}

    @cached_property
    def _outgoing(self) -> Mapping[str, tuple[Link, ...]]:
        return _grouped((link.from_id, link) for link in self.ordered_links)

    @cached_property
    def _incoming(self) -> Mapping[str, tuple[Link, ...]]:
        return _grouped((link.to_id, link) for link in self.ordered_links)

    def check(self, changes: ChangeSet) -> None:
        """Raise StaleChange unless every `before` is what stands here now."""
        pending: dict[str, Thing | None] = {}
        for change in changes:
            now = pending[change.id] if change.id in pending else self.thing(change.id)
            if now != change.before:
                raise StaleChange("This was changed somewhere else a moment ago. Look again, then do it once more.")
            pending[change.id] = change.after

    def apply(self, changes: ChangeSet) -> CaseMap:
        """The case after these changes; the caller has checked them."""
        header, entries, links = self.header, dict(self.entries), dict(self.links)
        for change in changes:
            after = change.after
            if isinstance(change.thing, Header):
                header = after if isinstance(after, Header) else header
                continue
            shelf: dict[str, Entry] | dict[str, Link] = links if isinstance(change.thing, Link) else entries
            if after is None:
                shelf.pop(change.id, None)
            else:
                shelf[change.id] = after  # type: ignore[assignment]
        found = CaseMap(header, entries, links)
        if len(changes.changes) <= _FEW:
            found._take_along(self, changes)
        return found

    def _take_along(self, older: CaseMap, changes: ChangeSet) -> None:
        """What the case before had in order, brought up to date: to sort thousands anew takes longer than an act."""
        known, mine = vars(older), vars(self)
        entries = _changed(older.entries, self.entries, changes)
        links = _changed(older.links, self.links, changes)
        if "ordered_entries" in known:
            mine["ordered_entries"] = kept_in_order(older.ordered_entries, entries, _place)
        if "_by_class" in known:
            mine["_by_class"] = _reclassed(older._by_class, entries)
        if "ordered_links" in known:
            mine["ordered_links"] = kept_in_order(older.ordered_links, links, _place)
        if "_outgoing" in known:
            mine["_outgoing"] = regrouped(older._outgoing, _by_end(links, "from_id"), _place)
        if "_incoming" in known:
            mine["_incoming"] = regrouped(older._incoming, _by_end(links, "to_id"), _place)


def _place(thing: Thing) -> tuple[tuple[tuple[int, str], ...], str]:
    """Where a thing stands in order; B1 and B01 count as alike, and still have each a place of its own."""
    return natural(thing.id), thing.id


def _changed(
    before: Mapping[str, EitherKind], after: Mapping[str, EitherKind], changes: ChangeSet
) -> list[Pair[EitherKind]]:
    """Of each thing that the changes name, how it was and how it is; without those that are as they were."""
    ids = dict.fromkeys(change.id for change in changes)
    pairs = ((before.get(each), after.get(each)) for each in ids)
    return [pair for pair in pairs if pair[0] is not pair[1]]


def _reclassed(
    rows: Mapping[type[Entry], tuple[Entry, ...]], pairs: Iterable[Pair[Entry]]
) -> dict[type[Entry], tuple[Entry, ...]]:
    found = dict(rows)
    for before, after in pairs:
        for kind in {type(each) for each in (before, after) if each is not None}:
            pair = tuple(each if type(each) is kind else None for each in (before, after))
            row = kept_in_order(found.pop(kind, ()), ((pair[0], pair[1]),), _place)
            if row:
                found[kind] = row
    return found


def _by_end(pairs: Iterable[Pair[Link]], end: str) -> Iterator[tuple[str, Pair[Link]]]:
    """Each change with the entry at one end of the link; a link that ends elsewhere now is two."""
    for before, after in pairs:
        one, other = getattr(before, end, None), getattr(after, end, None)
        if one == other and one is not None:
            yield one, (before, after)
            continue
        if one is not None:
            yield one, (before, None)
        if other is not None:
            yield other, (None, after)


def _grouped(pairs: Iterable[tuple[str, Link]]) -> Mapping[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = {}
    for key, link in pairs:
        found.setdefault(key, []).append(link)
    return {key: tuple(links) for key, links in found.items()}


def everything(case: CaseMap) -> ChangeSet:
    """The change set that makes this case out of nothing: head, then entries, then links."""
    things: tuple[Thing, ...] = (case.header, *case.ordered_entries, *case.ordered_links)
    return ChangeSet("open", tuple(Change(None, thing) for thing in things))


def difference(old: CaseMap, new: CaseMap, act: str) -> ChangeSet:
    """The change set that leads from one case to another with the same id."""
    changes = [Change(old.header, new.header)] if old.header != new.header else []
    for before, after in ((old.links, new.links), (old.entries, new.entries)):
        gone = [Change(thing, None) for key, thing in before.items() if key not in after]
        changes.extend(sorted(gone, key=lambda change: natural(change.id)))
    for before, after in ((old.entries, new.entries), (old.links, new.links)):
        kept = [Change(before.get(key), thing) for key, thing in after.items() if before.get(key) != thing]
        changes.extend(sorted(kept, key=lambda change: natural(change.id)))
    return ChangeSet(act, tuple(changes))
