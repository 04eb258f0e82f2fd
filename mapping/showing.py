"""A part of the map on its way out: which cards, and what is said of how much that is; it knows no file, no screen.

Whoever reads a picture may not learn from what was chosen more than the cards tell: to any reader but our own agency
only such choices are told as name nobody and nothing of this case.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from mapping.casemap import CaseMap
from mapping.naming import Naming
from mapping.resting import cards
from mapping.sight import Sight
from mapping.sightwords import count_words, words

_MORE = "and by other choices"


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """The cards that are shown, by their ids in the whole case, and the sight that chose them.

    `folded` are those that it chose too, and that lie folded under others.
    """

    cards: frozenset[str]
    sight: Sight
    folded: frozenset[str] = frozenset()


def said_of(case: CaseMap, whole: CaseMap, shown: CaseMap, part: Part, *, ours: bool, folded: int = 0) -> str:
    """How much is shown and by what: "12 of 40 shown: what the father does", counted in what this reader may have.

    `case` is the whole case, `whole` the reader’s own view, `shown` the part of that; `ours`: our own agency reads.
    `folded` is how many more this reader would have, were they not folded away.
    """
    sight = part.sight if ours else Sight(kinds=part.sight.kinds, statuses=part.sight.statuses)
    told = words(case if ours else whole, sight, Naming(case if ours else whole, veiled=True))
    asked = [told] if told else []
    if not ours and _asks_more(part.sight):
        asked.append(_MORE if told else _MORE.removeprefix("and "))
    count = count_words(len(cards(shown)) + folded, folded, len(cards(whole)))
    return f"{count}: {', '.join(asked)}" if asked else count


def _asks_more(sight: Sight) -> bool:
    """Whether something was chosen by that is not told to everyone."""
    return not replace(sight, kinds=(), statuses=()).wants_everything
