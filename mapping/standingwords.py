"""What remains, in sentences: what was taken away, and what no longer stands; it never says that anybody is safe."""

from __future__ import annotations

from collections.abc import Iterator

from mapping.casemap import CaseMap
from mapping.dates import spoken
from mapping.naming import Naming
from mapping.resting import source_called
from mapping.standing import Standing, Taken
from mapping.voice import listed, number

MAY_BE_TRUE = "What falls here may be true all the same."


def words(case: CaseMap, taken: Taken, standing: Standing, naming: Naming) -> str:
    """What was taken away, what falls with it, and what is left as it is; "" where nothing was taken away."""
    without = listed(list(_taken(case, taken, naming)))
    if not without:
        return ""
    said = [f"Without {without}, {_fallen(standing)}.", *_reached(standing, naming), *_left(standing)]
    return " ".join([*said, MAY_BE_TRUE] if standing.cards or standing.arrows else said)


def _taken(case: CaseMap, taken: Taken, naming: Naming) -> Iterator[str]:
    for each in taken.sources:
        yield f"what comes from {source_called(case, each, naming)}"
    if taken.disputed:
        yield "all that is disputed"
    if taken.before:
        yield f"all before {spoken(taken.before)}"
    if taken.but_children:
        yield "any words but the children’s own"


def _fallen(standing: Standing) -> str:
    parts = [_counted(len(standing.cards), "card"), _counted(len(standing.arrows), "arrow")]
    said = listed([part for part in parts if part])
    one = len(standing.cards) + len(standing.arrows) == 1
    return f"{said} no longer {'stands' if one else 'stand'}" if said else "everything on the map still stands"


def _counted(count: int, what: str) -> str:
    return f"{number(count)} {what}{'' if count == 1 else 's'}" if count else ""


def _reached(standing: Standing, naming: Naming) -> Iterator[str]:
    """For each child what no longer leads there."""
    for child in dict.fromkeys(each.child for each in standing.cut):
        name = naming.inside(child)
        if child in standing.unreached:
            yield f"The map then shows no way to {name}, which does not say that there is none."
        else:
            many = sum(1 for each in standing.cut if each.child == child)
            yield f"{_counted(many, 'behaviour').capitalize()} no longer {'reaches' if many == 1 else 'reach'} {name}."


def _left(standing: Standing) -> Iterator[str]:
    """What could not fall, because nobody said on what it rests."""
    for left, lacks in ((standing.unnamed, "nobody is named"), (standing.undated, "no date is known")):
        if left:
            them = "it is" if len(left) == 1 else "they are"
            yield f"For {_counted(len(left), 'card')} {lacks}: {them} left standing."
