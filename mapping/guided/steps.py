"""The steps of a mapping session, its clocks and the questions of a first map, read strictly from one file of data.

Where the steps come from: the practice's own order of a session (what each asks, shows and leaves behind).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

_FILE = Path(__file__).resolve().parents[2] / "resources" / "guided" / "session.toml"
FIRST = "first"
"""The clock of the quick first map."""

Made = TypeVar("Made")


class GuidedError(ValueError):
    """The file of the steps is not as it should be."""


@dataclass(frozen=True, slots=True)
class Adding:
    """Something that can be begun from a step: a kind of entry, and what the button says."""

    kind: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: what is asked, what it leaves on the map, which entries and which questions of the map belong to it.

    `whose` limits views to those of one role, `danger` behaviours to those that carry a danger sign; `record` is a part
    of the record of the meeting, `view` another view of the case, that are used in it.
    """

    key: str
    name: str
    question: str
    ask: str
    product: str
    private: bool = False
    danger: bool = False
    each: str = ""
    whose: str = ""
    record: str = ""
    view: str = ""
    kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    not_categories: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    adding: tuple[Adding, ...] = ()
    clocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How long a session is meant to be, in minutes."""

    key: str
    name: str
    least: int
    most: int

    @property
    def said(self) -> str:
        """Its name and its minutes: "Case mapping, 90 to 150 minutes"."""
        return f"{self.name}, {self.least} to {self.most} minutes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One question of a session that goes by questions of its own; it fills what belongs to a step.

    `kinds`, `adding` and `record` take the place of the step's own where they are given.
    """

    key: str
    step: str
    name: str
    question: str
    ask: str
    clock: str = FIRST
    record: str = ""
    kinds: tuple[str, ...] = ()
    adding: tuple[Adding, ...] = ()


@dataclass(frozen=True, slots=True)
class Guided:
    """All of it."""

    steps: tuple[Step, ...]
    clocks: tuple[Clock, ...]
    prompts: tuple[Prompt, ...]
    drift: tuple[str, ...]

    def step(self, key: str) -> Step:
        """The step of this key, the first one where there is none."""
        return next((step for step in self.steps if step.key == key), self.steps[0])

    def clock(self, key: str) -> Clock:
        """The clock of this key, the first one where there is none."""
        return next((clock for clock in self.clocks if clock.key == key), self.clocks[0])

    def steps_by(self, clock: str) -> tuple[Step, ...]:
        """The steps that belong to a clock, in order; of one with questions of its own, one for each of them.

        A clock that there is not, kept by another version, is taken as the first one.
        """
        clock = self.clock(clock).key
        asked = tuple(self._asked(prompt) for prompt in self.prompts if prompt.clock == clock)
        return asked or tuple(step for step in self.steps if clock in step.clocks)

    def _asked(self, prompt: Prompt) -> Step:
        step = self.step(prompt.step)
        return Step(
            key=prompt.key, name=prompt.name, question=prompt.question, ask=prompt.ask, product="",
            kinds=prompt.kinds or step.kinds, categories=step.categories, not_categories=step.not_categories,
            whose=step.whose, private=step.private, record=prompt.record, adding=prompt.adding or step.adding,
            clocks=(prompt.clock,),
        )  # fmt: skip


@cache
def load_guided() -> Guided:
    """The session as it is shipped; raises GuidedError where the file is at fault."""
    return read_guided(_FILE.read_text(encoding="utf-8"))


def read_guided(text: str) -> Guided:
    """The session in a TOML text; raises GuidedError, which says in which table and at which key."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GuidedError(f"session.toml: {error}.") from None
    made = Guided(
        tuple(_with_adding(Step, row, "step") for row in data.get("step", ())),
        tuple(_made(Clock, row, "clock") for row in data.get("clock", ())),
        tuple(_with_adding(Prompt, row, "prompt") for row in data.get("prompt", ())),
        tuple(data.get("drift", ())),
    )
    _agree(made)
    return made


def _with_adding(cls: type[Made], row: Mapping[str, Any], what: str) -> Made:
    where = f"{what} {row.get('key', '?')}"
    adding = tuple(_made(Adding, each, where) for each in row.get("adding", ()))
    return _made(cls, {**row, "adding": adding}, where)


def _made(cls: type[Made], row: Mapping[str, Any], where: str) -> Made:
    known = {each.name: each for each in fields(cls)}  # type: ignore[arg-type]
    unknown = sorted(row.keys() - known.keys())
    missing = sorted(name for name, each in known.items() if each.default is MISSING and name not in row)
    if unknown or missing:
        fault = f"{', '.join(unknown)} is not known" if unknown else f"{', '.join(missing)} is missing"
        raise GuidedError(f"session.toml, {where}: {fault}.")
    return cls(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})


def _agree(made: Guided) -> None:
    """Every key is there once, and what names a step or a clock names one."""
    keys = [*(step.key for step in made.steps), *(prompt.key for prompt in made.prompts)]
    clocks = {each.key for each in made.clocks}
    if len(keys) != len(set(keys)) or not made.steps or not made.clocks:
        raise GuidedError("session.toml: a key is there twice, or there are no steps or no clocks.")
    steps = {each.key for each in made.steps}
    wrong = {prompt.step for prompt in made.prompts} - steps
    wrong |= {each for step in made.steps for each in step.clocks} - clocks
    wrong |= {prompt.clock for prompt in made.prompts} - clocks - {FIRST}
    if wrong:
        raise GuidedError(f"session.toml: {', '.join(sorted(wrong))} is named and is not there.")
