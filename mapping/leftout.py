"""What of a case is not in one reader's copy, and why; and what stands in it in an edited form.

It decides nothing: the reasons are those of the decisions that the copy was made by (mapping/audience.py). What it says
is for the worker who releases a copy, and never stands in one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mapping.audience import PERPETRATOR, Cut, cut
from mapping.casemap import CaseMap, natural
from mapping.decision import CLASS, FALLS, RESTS, WITHHELD, Decision
from mapping.edits import to_month
from mapping.entries import ENTRY_CLASSES, Cite, Entry, Link, Person, Source
from mapping.fields import CATEGORY, DATE, LINE, LINES, PROSE, ROWS, fields_of
from mapping.granting import unnamed_sources
from mapping.lanes import is_card
from mapping.naming import Naming
from mapping.readers import MEETING, Reader, counted, reasons
from mapping.references import without
from mapping.vocabulary import load_vocabulary

_TEXTS = (LINE, PROSE, LINES, CATEGORY)
_TEXT = "texts"


@dataclass(frozen=True, slots=True, repr=False)
class LeftOut:
    """Things of one kind that are left out for one reason: `gone` of `whole`, their ids, and the reason as a sentence.

    `said` is the same for people: "4 things she does", "6 of 7 things he does". `for_good` is whether nothing but
    another answer or class would change it; else a release to this reader would.
    """

    kind: str
    gone: int
    whole: int
    ids: tuple[str, ...]
    why: str
    said: str
    for_good: bool

    def __repr__(self) -> str:
        return f"LeftOut({self.kind}, {self.gone} of {self.whole})"


@dataclass(frozen=True, slots=True)
class EditedOut:
    """How much of what stands in a copy is not as it is on the map.

    `to_month` and `to_year` count dates made coarser, `texts` texts in which names were replaced, `names` people who
    are in the copy without their whole name, `quotes` words that were quoted, `unnamed` sources that are not said.
    """

    to_month: int = 0
    to_year: int = 0
    texts: int = 0
    names: int = 0
    quotes: int = 0
    unnamed: int = 0

    @property
    def said(self) -> str:
        """The same as a line: "12 dates to the month, 9 names to roles"; "" where nothing was edited."""
        parts = (
            _of(self.to_month, "date to the month", "dates to the month"),
            _of(self.to_year, "date to the year", "dates to the year"),
            _of(self.names, "name to a role or initials", "names to roles or initials"),
            _of(self.texts, "text with names replaced", "texts with names replaced"),
            _of(self.quotes, "quotation without its words", "quotations without their words"),
            _of(self.unnamed, "source without who it is", "sources without who they are"),
        )
        return ", ".join(part for part in parts if part)


def left_out(case: CaseMap, reader: Reader) -> tuple[LeftOut, ...]:
    """What this reader does not get, by kind and reason: in the order of kinds, the most first; CaseError as `view`.

    An arrow that fell with a card of its own is not counted; an arrow that is left out by itself is.
    """
    made, naming = cut(case, reader), Naming(case, veiled=True)
    things: tuple[Entry | Link, ...] = (*case.ordered_entries, *case.ordered_links)
    groups: dict[tuple[str, str, bool], list[str]] = {}
    for thing in things:
        decision = made.decisions[thing.id]
        if not decision.kept and not (isinstance(thing, Link) and _fell(made, thing, decision)):
            key = (_kind(thing), _sentence(thing, decision, naming), decision.for_good)
            groups.setdefault(key, []).append(thing.id)
    order = [*ENTRY_CLASSES, "link"]
    found = [_left_out(case, naming, key, ids) for key, ids in groups.items()]
    return tuple(sorted(found, key=lambda each: (order.index(each.kind), -each.gone, each.why)))


def left_waiting(case: CaseMap, waiting: frozenset[str]) -> tuple[LeftOut, ...]:
    """What a meeting may have and a paper of it is without, because it still waits for the room; by kind."""
    if not waiting:
        return ()
    may, naming = cut(case, Reader(MEETING)).copy, Naming(case, veiled=True)
    groups: dict[str, list[str]] = {}
    for entry in case.ordered_entries:
        if entry.id in waiting and entry.id in may.entries and is_card(entry):
            groups.setdefault(entry.kind, []).append(entry.id)
    return tuple(_left_out(case, naming, (kind, reasons()["waits"], False), ids) for kind, ids in groups.items())


def _fell(made: Cut, link: Link, decision: Decision) -> bool:
    ends = (made.decisions[link.from_id], made.decisions[link.to_id])
    return decision.why == FALLS or not all(end.kept for end in ends)


def _kind(thing: Entry | Link) -> str:
    return thing.kind if isinstance(thing, Entry) else "link"


def _sentence(thing: Entry | Link, decision: Decision, naming: Naming) -> str:
    """The reason in words, with the case's own words for people and what somebody wrote about withholding it."""
    known = reasons()
    if decision.why == WITHHELD and isinstance(thing, Entry) and thing.reader_reason:
        return known["withheld_reason"].replace("{reason}", thing.reader_reason)
    if decision.why not in (CLASS, RESTS):
        return known[decision.why]
    known_as = known.get(f"{decision.why}.{decision.of}", decision.of)
    return naming.fill(known_as) + known["never" if decision.for_good else "not_released"]


def _left_out(case: CaseMap, naming: Naming, key: tuple[str, str, bool], ids: list[str]) -> LeftOut:
    kind, why, for_good = key
    whole = len(case.links) if kind == "link" else len(case.of(ENTRY_CLASSES[kind]))
    said = _said(kind, len(ids), whole, naming)
    return LeftOut(kind, len(ids), whole, tuple(sorted(ids, key=natural)), why, said, for_good)


def _said(kind: str, gone: int, whole: int, naming: Naming) -> str:
    """So many things of a kind, in the words of the case: "1 of 7 things he does"."""
    one, many = counted()[kind]
    words = load_vocabulary().kinds.get(kind)
    called = naming.fill(one if whole == 1 else many, words.subject if words else "")
    return f"{gone} {called}" if gone == whole else f"{gone} of {whole} {called}"


def names_places_sources(case: CaseMap, reader: Reader) -> tuple[int, int, int]:
    """How many people's names, things to find somebody by, and sources a copy is without: "9 names, 3 places"."""
    copy = cut(case, reader).copy
    named = sum(1 for each in case.of(Person) if each.name and _name_in(copy, each.id) != each.name)
    kept = {(each.id, thing) for each in copy.of(Person) for thing in each.identifiers}
    places = sum(1 for each in case.of(Person) for thing in each.identifiers if (each.id, thing) not in kept)
    return named, places, len(case.of(Source)) - len(copy.of(Source))


def _name_in(copy: CaseMap, identity: str) -> str:
    found = copy.entry(identity)
    return found.name if isinstance(found, Person) else ""


# ------------------------------------------------------------------------------------------- what is edited


def edited_in(case: CaseMap, reader: Reader) -> EditedOut:
    """How much of what this reader gets is in an edited form; CaseError as `view`."""
    copy = cut(case, reader).copy
    gone = frozenset(case.entries.keys() - copy.entries.keys())
    things: tuple[Entry | Link, ...] = (*copy.ordered_entries, *copy.ordered_links)
    found = [each for kept in things for each in _edits(without(case.thing(kept.id), gone), kept)]
    if reader.audience == PERPETRATOR:
        found = [
            each for each in found if each != _TEXT
        ]  # what is put in the place of a text is no text with names replaced
    return EditedOut(unnamed=len(unnamed_sources(case, reader) & copy.entries.keys()), **Counter(found))


def _edits(whole: Any, kept: Any) -> Iterator[str]:
    """The name of a count, once for each thing that is not as it was; what was not given at all is no edit."""
    if isinstance(whole, Person) and whole.name != kept.name:
        yield "names"
    if isinstance(whole, Cite) and whole.quote and not kept.quote:
        yield "quotes"
    for field in fields_of(type(whole)):
        before, after = getattr(whole, field.name), getattr(kept, field.name)
        if field.shape.form == ROWS:
            yield from (each for pair in zip(before, after, strict=False) for each in _edits(*pair))
        elif before == after or not after or field.name == "name":
            continue
        elif field.shape.form == DATE:
            yield "to_month" if after == to_month(before) else "to_year"
        elif field.shape.form in _TEXTS:
            yield _TEXT


def _of(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}" if count else ""
