"""The release check: nothing of the full case that this reader was not given may stand in the finished file.

It reads the bytes that are about to leave, not what they were made from. A hit refuses the file and names the entry and
the place, never the text; what only looks like a hit is offered as a warning.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from exports.errors import ExportError
from exports.finished.looking import Standing, Text, standing
from exports.finished.nearly import nearly
from exports.finished.passages import Fault, Passage, in_a_row
from exports.finished.protected import held_back
from exports.finished.readout import Form, read_out
from exports.finished.sameness import words_of
from exports.finished.told import labels_in, names_in
from exports.rings import unsought
from mapping.casemap import CaseMap

_BESIDE, _DRAWN = "what goes with the file", "what a picture shows"
_NAMED_AT_MOST, _PLACES_AT_MOST = 12, 3


@dataclass(frozen=True, slots=True)
class Hit:
    """Something protected that stands in a file: whose it is, what it is, and where; never the text itself."""

    entry: str
    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.entry} ({self.what}: {self.where})"


@dataclass(frozen=True, slots=True)
class Checked:
    """What refuses a file, what somebody should look at, and what is wrong with it as a file."""

    hits: tuple[Hit, ...] = ()
    near: tuple[Hit, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def clear(self) -> bool:
        """Whether the file may leave as far as a machine can tell."""
        return not (self.hits or self.faults)

    @property
    def entries(self) -> tuple[str, ...]:
        """The ids of the entries whose text stands in the file, each once."""
        return tuple(dict.fromkeys(hit.entry for hit in self.hits))


def check(
    data: bytes,
    form: Form,
    full: CaseMap,
    smaller: CaseMap,
    beside: Iterable[str] = (),
    *,
    ours: Collection[bytes] = (),
    drawn: Iterable[str] = (),
    permitted: Iterable[str] = (),
) -> Checked:
    """What of the full case stands in the finished file of a reader who was given the `smaller` one.

    `beside` are texts that go with the file: its name, a cover note. `ours` are the bytes of pictures in it that were
    painted from the smaller case, `drawn` the texts that were painted into them, in order; `permitted` words of the
    program that a document may hold, such as its headings.
    """
    more = [*(Passage(text, _BESIDE, field=True) for text in beside)]
    shown = [Passage(text, _DRAWN, field=True) for text in drawn]
    more += [*shown, in_a_row(shown, _DRAWN)]
    with unsought():
        read = read_out(data, form, ours)
        found = looked_through((*read.passages, *more), full, smaller, permitted)
    return Checked(found.hits, found.near, read.faults)


def looked_through(
    passages: Iterable[Passage], full: CaseMap, smaller: CaseMap, permitted: Iterable[str] = ()
) -> Checked:
    """What of the full case stands in these passages."""
    words = tuple(permitted)
    secrets = held_back(full, smaller, words)
    if not secrets:
        return Checked()
    text = Text(passages)
    found = list(standing(text, secrets))
    called = (*labels_in(smaller), *names_in(smaller), *words)
    slips = nearly(text, secrets, {word for each in called for word in words_of(each)})
    hits = _hits(each for each in found if each.sure)
    near = _hits((*(each for each in found if not each.sure), *slips))
    surely = {(hit.entry, hit.where) for hit in hits}
    return Checked(hits, tuple(hit for hit in near if (hit.entry, hit.where) not in surely))


def require_clear(checked: Checked) -> None:
    """Raise ExportError, naming entries and places, unless the file may leave."""
    if checked.hits:
        raise ExportError(
            f"Nothing was written: the copy would have held text of {_listed(checked.hits)} that this reader may not "
            "have. Look at the wording of what the copy shows, and take it out there.",
            checked.hits[0].entry,
        )
    if checked.faults:
        named = "; ".join(dict.fromkeys(map(str, checked.faults[:_NAMED_AT_MOST])))
        raise ExportError(
            f"Nothing was written: the finished file holds what a copy must not hold: {named}. Make it again; if that "
            "does not help, another program has changed it, or this one is at fault."
        )


def _hits(found: Iterable[Standing]) -> tuple[Hit, ...]:
    return tuple(dict.fromkeys(Hit(each.secret.entry, each.secret.what, each.where) for each in found))


def _listed(hits: tuple[Hit, ...]) -> str:
    """Each entry with the first places where it stands."""
    places: dict[str, dict[str, None]] = {}
    for hit in hits:
        places.setdefault(hit.entry, {})[hit.where] = None
    named = [f"{entry} ({'; '.join(list(where)[:_PLACES_AT_MOST])})" for entry, where in places.items()]
    more = f" and {len(named) - _NAMED_AT_MOST} more" if len(named) > _NAMED_AT_MOST else ""
    return ", ".join(named[:_NAMED_AT_MOST]) + more
