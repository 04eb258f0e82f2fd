"""Rows in order that stay so while single things come, change and go; it knows no case and no order of its own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

Row = TypeVar("Row")
Place = Callable[[Row], Any]
"""Where a thing stands: what sorting would go by; no two things have the same place."""
Pair = tuple[Row | None, Row | None]
"""A thing as it was and as it becomes; both stand in the same place."""


def kept_in_order(row: tuple[Row, ...], pairs: Iterable[Pair[Row]], place: Place[Row]) -> tuple[Row, ...]:
    """The row after these changes."""
    found = list(row)
    for before, after in pairs:
        thing = before if before is not None else after
        if thing is None:
            continue
        at = bisect_left(found, place(thing), key=place)
        end = at if before is None else at + 1
        found[at:end] = [] if after is None else [after]
    return tuple(found)


def regrouped(
    groups: Mapping[str, tuple[Row, ...]], pairs: Iterable[tuple[str, Pair[Row]]], place: Place[Row]
) -> dict[str, tuple[Row, ...]]:
    """Rows by key after these changes, each of which comes with the key of its row; no row is empty."""
    found = dict(groups)
    for key, pair in pairs:
        row = kept_in_order(found.pop(key, ()), (pair,), place)
        if row:
            found[key] = row
    return found
