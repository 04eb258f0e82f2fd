"""What is on the map and not in the room yet: kept with the case, so that it waits for the next meeting too."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from app.otherroles import Shelf, ask_for, drawn_for
from app.waits import keep_waiting, waiting_for
from mapping.casemap import CaseMap, ChangeSet
from mapping.entries import Entry, Link
from mapping.lanes import is_card
from mapping.present.copies import room_copy
from mapping.present.unknown import unknown_names
from storage.errors import VaultError

_CLEARED = "no names for the room"


class Waiting:
    """The ids of what waits, in the order in which it came."""

    def __init__(self, shelf: Shelf, case_id: str) -> None:
        self._shelf, self._case_id = shelf, case_id
        self._several = False
        self._ids = dict.fromkeys(waiting_for(shelf, case_id))
        kept = self._cleared_before()
        known = kept.items() if isinstance(kept, dict) else ()
        self._cleared = {str(each): frozenset(_texts(words)) for each, words in known}

    def _cleared_before(self) -> Any:
        with suppress(VaultError):
            return self._shelf.setting(_CLEARED, self._case_id)
        return None

    @property
    def ids(self) -> frozenset[str]:
        """All of them."""
        return frozenset(self._ids)

    @property
    def drawn(self) -> str:
        """What the letters of this case hang on, where somebody asked for other roles at each meeting; else ""."""
        return drawn_for(self._shelf, self._case_id)

    def draw(self, on: bool) -> str:
        """Ask for other roles, or for the usual ones, and keep that with the case; the same as `drawn` then."""
        return ask_for(self._shelf, self._case_id, on=on)

    def cards(self, case: CaseMap) -> tuple[Entry, ...]:
        """The entries among them that are there: cards before what comes with one, each the first to come first."""
        found = (entry for each in self._ids if (entry := case.entry(each)) is not None)
        return tuple(sorted(found, key=lambda entry: not is_card(entry)))

    def take(self, case: CaseMap, changes: ChangeSet) -> None:
        """Whatever was added waits, and what now holds a name that nobody knows; what is gone waits no more."""
        before = dict(self._ids)
        for change in changes:
            after = change.after
            if after is None:
                self._ids.pop(change.id, None)
            elif isinstance(after, Entry | Link) and (change.before is None or self.names(case, after)):
                self._ids[after.id] = None
        self._keep(before)

    def take_named(self, case: CaseMap) -> None:
        """What a meeting may have with a name in it that nobody knows waits too, until somebody has looked at it."""
        before = dict(self._ids)
        meant = meant_for(case)
        may = (each for each in case.ordered_entries if is_card(each) and each.id in meant)
        self._ids |= dict.fromkeys(each.id for each in may if self.names(case, each))
        self._keep(before)

    def names(self, case: CaseMap, thing: Entry | Link) -> tuple[str, ...]:
        """What may be a name in a thing, belongs to nobody, and was not looked at yet."""
        cleared = self._cleared.get(thing.id, frozenset())
        return tuple(name for name in unknown_names(case, thing) if name not in cleared)

    def clear(self, case: CaseMap, thing: Entry | Link) -> None:
        """Somebody has looked: these words of this thing are no names."""
        self._cleared[thing.id] = self._cleared.get(thing.id, frozenset()) | set(unknown_names(case, thing))
        self._keep_cleared()

    def release(self, case: CaseMap, identity: str) -> None:
        """Let one thing into the room, with the arrows and people that wait for nothing else."""
        before = dict(self._ids)
        self._ids.pop(identity, None)
        for each in list(self._ids):
            thing = case.thing(each)
            joined = isinstance(thing, Link) and not {thing.from_id, thing.to_id} & self._ids.keys()
            if joined or (isinstance(thing, Entry) and not is_card(thing)):
                self._ids.pop(each)
        self._keep(before)

    def hold(self, identity: str) -> None:
        """Take one thing out of the room again; what was said of a name in it is asked anew."""
        before = dict(self._ids)
        if self._cleared.pop(identity, None):
            self._keep_cleared()
        self._ids[identity] = None
        self._keep(before)

    @contextmanager
    def once(self) -> Iterator[None]:
        """Several changes are kept as one, and not at all where they come to nothing."""
        before, self._several = dict(self._ids), True
        try:
            yield
        finally:
            self._several = False
            self._keep(before)

    def _keep(self, before: dict[str, None]) -> None:
        if before != self._ids and not self._several:
            keep_waiting(self._shelf, self._case_id, tuple(self._ids))

    def _keep_cleared(self) -> None:
        if not self._shelf.is_for_reading:
            with suppress(VaultError):  # no loss: what was said of a word holds until the case is closed
                cleared = {each: sorted(words) for each, words in self._cleared.items()}
                self._shelf.keep_setting(_CLEARED, cleared, self._case_id)


def meant_for(case: CaseMap) -> Container[str]:
    """The ids of what a meeting may have at all."""
    return room_copy(case).entries


def _texts(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
