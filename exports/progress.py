"""How far the making of a document has come, and stopping it; it knows no document."""

from __future__ import annotations

from collections.abc import Callable

from exports.errors import ExportError

Progress = Callable[[float], bool]
"""Is told a share of the work from 0 to 1; False stops the making."""
At = Callable[[float], None]
"""Is told a share of the work; ends it by an error where that is wanted."""


class StoppedError(ExportError):
    """Whoever wanted the document does not want it any more; nothing was made."""


def going_on(_share: float) -> None:
    """Whoever made the document does not look how far it is."""


def part_of(progress: Progress | None, first: float, last: float) -> Progress | None:
    """Tells `progress` of a part of the work as if it were the whole."""
    if progress is None:
        return None
    told = progress
    return lambda share: told(first + (last - first) * min(1.0, share))


def watched(progress: Progress | None, first: float = 0.0, last: float = 1.0) -> At:
    """Tells `progress` of one part of the work, which lies between two shares of the whole; raises StoppedError."""
    told = part_of(progress, first, last)
    if told is None:
        return going_on

    def at(share: float) -> None:
        if not told(share):
            raise StoppedError("Stopped. Nothing was made.")

    return at
