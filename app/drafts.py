"""Under which names unfinished texts are kept, and which of them an act takes along; what they say it does not know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mapping.casemap import Change, ChangeSet

Key = tuple[str, str]
"""The id of an entry, and the name of a text in it."""


def row_key(rows: str, place: int, field: str) -> str:
    """The name of a text in one record of a list."""
    return f"{rows}.{place}.{field}"


def rows_stay(before: Sequence[object], after: Sequence[object]) -> bool:
    """Whether every record of a list stands where it stood; a record may have been changed, or others put behind."""
    return len(before) == len(after) or tuple(after[: len(before)]) == tuple(before)


def taken_along(changes: ChangeSet, kept: Iterable[Key]) -> tuple[Key, ...]:
    """Those of the kept drafts that must not outlive these changes, because another text would stand under their name.

    Ids are used again: nothing begun in a card that goes may turn up in the next card of its id.
    """
    touched = {change.id: change for change in changes}
    return tuple(key for key in kept if key[0] in touched and _goes(touched[key[0]], key[1]))


def _goes(change: Change, name: str) -> bool:
    if change.before is None or change.after is None:
        return True
    rows, dot, _rest = name.partition(".")
    return bool(dot) and not rows_stay(getattr(change.before, rows, ()), getattr(change.after, rows, ()))
