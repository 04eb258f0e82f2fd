"""What is decided about one thing for one reader, and why; it decides nothing itself."""

from __future__ import annotations

from dataclasses import dataclass

from mapping.readers import OUT, WHOLE

NEVER_KIND, NOT_THIS_SORT = "kind", "sort"
WITHHELD, NOT_IN_THE_ROOM = "withheld", "not_in_room"
NOT_SHARED, NOT_AS_THEIRS = "not_shared", "not_as_theirs"
CLASS, RESTS = "class", "rests"
CONCERNS_OTHERS = "concerns_others"
FALLS, UNNAMED, SAYS_MORE = "falls", "unnamed", "says_more"
NOT_HIS, NOT_SERVED, NOT_CLEARED, NO_SOURCE, NOT_RELEASED = "not_his", "not_served", "not_cleared", "no_source", "goal"
"""Keys of reasons; the sentences for them are data (resources/vocabulary/audiences.toml, [why])."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The grade that a reader has of a thing; and, where it is left out, the reason's key.

    `of` is the class that decided, where one did; `for_good` is whether no release to this reader would change it.
    """

    grade: str
    why: str = ""
    of: str = ""
    for_good: bool = True

    @property
    def kept(self) -> bool:
        """Whether the reader has any of it."""
        return self.grade != OUT


def out(why: str, of: str = "", *, for_good: bool = True) -> Decision:
    """That a thing is left out, and why."""
    return Decision(OUT, why, of, for_good)


GIVEN = Decision(WHOLE)
