"""Views that are kept with a case, in the vault: each a name and a part of the map; it shows none."""

from __future__ import annotations

from typing import Any, Protocol

from mapping.errors import CaseError
from mapping.sight import Sight
from mapping.sightdata import from_data, to_data

_KEPT = "map views"
LONGEST = 80
"""So many letters a name may have."""


class Shelf(Protocol):
    """What keeps a choice with a case."""

    def setting(self, name: str, case_id: str | None = None) -> Any:
        """What was kept under a name."""

    def keep_setting(self, name: str, value: Any, case_id: str | None = None) -> None:
        """Keep this under a name; raises VaultError."""


class Views:
    """The kept views of one case; every question and every act may raise VaultError."""

    def __init__(self, shelf: Shelf, case_id: str) -> None:
        self._shelf, self._case_id = shelf, case_id

    def names(self) -> tuple[str, ...]:
        """The name of every view, in the order of the alphabet."""
        return tuple(sorted(self._all(), key=str.casefold))

    def view(self, name: str) -> tuple[Sight, tuple[str, ...]]:
        """What a view shows, and what of it is not known here; raises CaseError where it is no view."""
        return from_data(self._all().get(name))

    def keep(self, name: str, sight: Sight) -> None:
        """Keep a view under a name, in place of the one before; raises CaseError where it has none."""
        name = _named(name)
        self._put({**self._all(), name: to_data(sight)})

    def rename(self, name: str, other: str) -> None:
        """Give a view another name; raises CaseError where that is taken, or empty."""
        other, kept = _named(other), self._all()
        if other != name and other in kept:
            raise CaseError("Another view has this name. Give this one a name of its own.")
        if name in kept:
            self._put({other if each == name else each: data for each, data in kept.items()})

    def drop(self, name: str) -> None:
        """Forget a view."""
        self._put({each: data for each, data in self._all().items() if each != name})

    def _all(self) -> dict[str, Any]:
        kept = self._shelf.setting(_KEPT, self._case_id)
        return {str(name): data for name, data in kept.items()} if isinstance(kept, dict) else {}

    def _put(self, views: dict[str, Any]) -> None:
        self._shelf.keep_setting(_KEPT, views, self._case_id)


def _named(name: str) -> str:
    name = " ".join(name.split())[:LONGEST]
    if not name:
        raise CaseError("Give this view a name, so that it can be found again.")
    return name
