"""A part of the map on its way out: which cards, and what is said of how much that is; it knows no file, no screen.

Whoever reads a picture may not learn from what was chosen more than the cards tell: to any reader but our own agency
only such choices are told as name nobody and nothing of this case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mapping.casemap import CaseMap
from mapping.lanes import Layout
from mapping.naming import Naming
from mapping.resting import cards
from mapping.sight import Sight
from mapping.sightwords import count_words, words

_MORE = "and by other choices"


@dataclass(frozen=True, slots=True, repr=False)
class Standing:
    """How the map stands in the window: where everything is, and what lies folded `under` others.

    `above` tells the card on top of a folded one; where that is not to be shown, what is under it is not shown either.
    """

    layout: Layout | None = None
    above: Mapping[str, str] = field(default_factory=dict)
    under: frozenset[str] = frozenset()

    def called(self, new: Mapping[str, str]) -> Standing:
        """The same where everything has another id; what has none there is not there."""
        above = {new[each]: new[top] for each, top in self.above.items() if each in new and top in new}
        under = frozenset(new[each] for each in self.under if each in new)
        return Standing(_called(self.layout, new) if self.layout is not None else None, above, under)


def _called(laid: Layout, new: Mapping[str, str]) -> Layout:
    def some(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new[each] for each in ids if each in new)

    passages = {(new[one], new[two]): at for (one, two), at in laid.passages.items() if one in new and two in new}
    return replace(
        laid,
        cards={new[each]: box for each, box in laid.cards.items() if each in new},
        groups=tuple(replace(group, cards=some(group.cards)) for group in laid.groups),
        children=tuple(
            replace(frame, child=new[frame.child], cards=some(frame.cards))
            for frame in laid.children if frame.child in new
        ),
        passages=passages,
    )  # fmt: skip


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
