"""Acts as people read them: who did what to which card, and what stood in each field before and after.

It takes acts as the record of acts has them, newest first, and joins those that were one step. Where they are kept,
and what opens them, it does not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Protocol

from mapping.casemap import CaseMap
from mapping.entries import Entry, Person, Thing
from mapping.fields import ID, PLACE, fields_of
from mapping.fieldtext import FieldText
from mapping.naming import Naming
from mapping.vocabulary import Vocabulary

ERASE, UNDO, REDO, OPEN = "erase", "undo", "redo", "open"
"""Words of the record itself: the act that erased, and the ways of one that took back, did again or put a case in."""


@dataclass(frozen=True, slots=True, repr=False)
class Titles:
    """What a piece of evidence was called before an act and after it; "" where it was not there."""

    before: str
    after: str


class Touching(Protocol):
    """One thing in an act: as it was and as it became; None where it was not there, or where that is erased."""

    @property
    def thing(self) -> str:
        """Its id."""

    @property
    def before(self) -> Thing | None:
        """As it was."""

    @property
    def after(self) -> Thing | None:
        """As it became."""

    @property
    def before_erased(self) -> bool:
        """Whether what it was is gone for good."""

    @property
    def erased(self) -> bool:
        """Whether what it became, or what the act tells of its evidence, is gone for good."""

    @property
    def titles(self) -> Titles | None:
        """Of an act on the evidence for it, which left the thing as it was: what that is called."""


class Act(Protocol):
    """One act of the record."""

    @property
    def seq(self) -> int:
        """Its number, which orders."""

    @property
    def moment(self) -> datetime:
        """When, by the worker's own clock, which only labels."""

    @property
    def who(self) -> str:
        """The name that the worker gave."""

    @property
    def act(self) -> str:
        """The record's own word for what was done."""

    @property
    def how(self) -> str:
        """Done, undone, redone, put in whole, or beside the entries."""

    @property
    def joined(self) -> bool:
        """Whether it is of one step with the act before it."""

    @property
    def clock_back(self) -> bool:
        """Whether the clock stood before an earlier act's."""

    @property
    def touched(self) -> Sequence[Touching]:
        """What it touched; of very much, the first."""

    @property
    def size(self) -> int:
        """How many things it touched."""


@dataclass(frozen=True, slots=True, repr=False)
class Turn:
    """What a step made of one thing; as in an act."""

    thing: str
    before: Thing | None
    after: Thing | None
    before_erased: bool = False
    erased: bool = False
    titles: Titles | None = None

    def turned(self) -> Turn:
        """The same the other way round: what an act was that this one took back."""
        return Turn(self.thing, self.after, self.before, self.erased, self.before_erased)

    @property
    def shown(self) -> Thing | None:
        """The thing as it became, or else as it was; None where neither can be read any more."""
        return self.after if self.after is not None else self.before


@dataclass(frozen=True, repr=False)
class Step:
    """Acts that were one step, newest first: typing in one field, say."""

    acts: tuple[Act, ...]

    @property
    def newest(self) -> Act:
        """The last of its acts, by which the step is known."""
        return self.acts[0]

    @property
    def size(self) -> int:
        """How many things it touched, as far as that is known: `turns` may tell of the first alone."""
        return max(len(self.turns), *(act.size for act in self.acts))

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """What the whole step made of each thing, in the order in which it came to them."""
        found: dict[str, Turn] = {}
        for act in reversed(self.acts):
            for each in act.touched:
                first = found.get(each.thing)
                turn = Turn(each.thing, each.before, each.after, each.before_erased, each.erased, each.titles)
                if first is not None:
                    turn = replace(turn, before=first.before, before_erased=first.before_erased)
                found[each.thing] = turn
        return tuple(found.values())


def steps_of(acts: Iterable[Act]) -> tuple[Step, ...]:
    """The acts as steps, newest first as they came."""
    found: list[list[Act]] = []
    for act in acts:
        if found and found[-1][-1].joined and found[-1][-1].seq == act.seq + 1:
            found[-1].append(act)
        else:
            found.append([act])
    return tuple(Step(tuple(each)) for each in found)


@dataclass(frozen=True, slots=True, repr=False)
class Difference:
    """One field in a step: its name and label, and what stood in it before and after, as words."""

    field: str
    label: str
    before: str
    after: str


def differences(turn: Turn, text: FieldText) -> Iterator[Difference]:
    """Each field that says something else after a step; all that say anything, where the thing came or went.

    None where one side was erased: what is left cannot be told from what was new.
    """
    thing = None if turn.before_erased or turn.erased else turn.shown
    for field in fields_of(type(thing)) if thing is not None else ():
        if field.shape.form == ID:
            continue
        was, now = getattr(turn.before, field.name, None), getattr(turn.after, field.name, None)
        if was != now:
            before, after = text.text(turn.before, field), text.text(turn.after, field)
            if field.shape.form == PLACE and before and after:
                before, after = "another place", "moved"
            if before or after:
                yield Difference(field.name, text.label(thing, field), before, after)  # type: ignore[arg-type]


def with_former(case: CaseMap, people: Iterable[Person]) -> CaseMap:
    """The case as if everyone who ever had a name in it were still there under it: for hiding names in older texts."""
    entries: dict[str, Entry] = dict(case.entries)
    for person in people:
        now = entries.get(person.id)
        if not isinstance(now, Person):
            entries[person.id] = person
            continue
        names = (now.name, *now.aliases)
        more = tuple(name for name in (person.name, *person.aliases) if name and name not in names)
        if more:
            entries[person.id] = replace(now, aliases=(*now.aliases, *dict.fromkeys(more)))
    return CaseMap(case.header, entries, case.links)


def people_in(acts: Iterable[Act]) -> Iterator[Person]:
    """Every person as they stood before or after one of these acts."""
    for act in acts:
        for each in act.touched:
            yield from (thing for thing in (each.before, each.after) if isinstance(thing, Person))


def reader_of(case: CaseMap, naming: Naming, vocabulary: Vocabulary, steps: Iterable[Step]) -> FieldText:
    """What reads fields aloud; cards that are gone are named as these steps last knew them."""
    known: dict[str, Thing] = {}
    for step in steps:
        for turn in step.turns:
            if turn.shown is not None:
                known.setdefault(turn.thing, turn.shown)
    return FieldText(naming, vocabulary, known | dict(case.entries) | dict(case.links) | {case.header.id: case.header})


def erased_at(identity: str, seq: int, steps: Iterable[Step]) -> datetime | None:
    """When what act `seq` made of a thing was erased; None where these steps do not say."""
    after = [
        act
        for step in steps
        for act in step.acts
        if act.act == ERASE and act.seq > seq and any(each.thing == identity for each in act.touched)
    ]
    return min(after, key=lambda act: act.seq).moment if after else None
