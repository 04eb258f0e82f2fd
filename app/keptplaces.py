"""Keeps in the vault where everything stood on the map when a case was left, so that it opens so; it draws nothing."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Protocol

from app.map.scene import MapScene, Stood
from mapping.casemap import CaseMap
from mapping.keptlayout import read, written
from mapping.lanes import Layout, Options
from storage.errors import VaultError

_NAME = "places on the map"


class Shelf(Protocol):
    """What this needs of a vault."""

    is_for_reading: bool
    """Whether nothing can be kept in it."""

    def setting(self, name: str, case_id: str | None = None) -> Any:
        """How something was left."""

    def keep_setting(self, name: str, value: Any, case_id: str | None = None) -> None:
        """Keep how something was left."""


def stood(shelf: Shelf) -> Stood:
    """Tells how a case stood when it was left; None where that is not known, or it is another one by now."""

    def found(case: CaseMap, heights: Mapping[str, float]) -> Layout | None:
        try:
            return read(shelf.setting(_NAME, case.header.id), case, heights)
        except VaultError:
            return None

    return found


def keep_places(shelf: Shelf, scene: MapScene) -> None:
    """Keep where everything stands now; a map of which only a part is shown is not kept, nor what the disk refuses."""
    if scene.layout is not None and scene.options == Options() and not shelf.is_for_reading:
        with suppress(VaultError):
            shelf.keep_setting(_NAME, written(scene.layout, scene.case), scene.case.header.id)
