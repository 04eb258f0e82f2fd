"""What a typed line was read as: values only, fit to be shown word by word before anything is put on the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NEW = "new:"
"""Before the number of a person who is not on the map yet, wherever an id is expected."""


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """One stretch of the line and what it was taken for.

    `sign` is "", "@", "#", "~" or "!"; `text` are the words as typed; `meaning` is what they were taken for, "" where
    the words say it themselves. `known` is False for what could not be read; `exact` is a date as EDTF.
    """

    sign: str
    text: str
    start: int
    end: int
    meaning: str = ""
    known: bool = True
    exact: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class NewPerson:
    """Someone to be put on the map: never with the name in the label, which stands where names are hidden."""

    label: str
    roles: tuple[str, ...]
    name: str = ""
    pronouns: str = ""
    born: str = ""
    unborn: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class NamedSource:
    """Who says so: a source on the map by id, or the words for one that is to be put there."""

    id: str
    words: str


@dataclass(frozen=True, slots=True, repr=False)
class Way:
    """One way to say it: its words on a button, and the title it puts in place.

    With a `kind` it is to become another kind of entry, which `person` is the one to act in, or is about.
    """

    label: str
    title: str
    kind: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """A line as it was read.

    `values` are the fields of the entry that is to be added, people in them by id (or `NEW` and a number into
    `new_people`). `problem` is what is missing or wrong, as one sentence; while there is one, nothing can be added.
    `turned` is the word for the one who acts that was taken off the title, with whom it was taken for. `ways` are ways
    to say what the problem asks about; where there are any, the line may also be read as it was typed, unless the
    rules have `refused` it. `open` is whether the kind is a default that something speaks against.
    """

    kind: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    sources: tuple[NamedSource, ...] = ()
    new_people: tuple[NewPerson, ...] = ()
    parts: tuple[Part, ...] = ()
    problem: str = ""
    turned: Part | None = None
    ways: tuple[Way, ...] = ()
    refused: bool = False
    open: bool = False

    @property
    def ready(self) -> bool:
        """Whether there is something to add and nothing against it."""
        return bool(self.values or self.new_people) and not self.problem

    @property
    def title(self) -> str:
        """The words of the line that belong to no mark, as they will stand on the map."""
        return str(self.values.get("title", "") or self.values.get("account", ""))

    @property
    def by(self) -> str:
        """Who does it, by id."""
        return str(self.values.get("by", ""))

    @property
    def toward(self) -> tuple[str, ...]:
        """Toward whom it is done, by id."""
        return tuple(self.values.get("toward", ()))

    @property
    def child(self) -> str:
        """The child it is about, by id."""
        return str(self.values.get("child", ""))

    @property
    def category(self) -> str:
        """The key in the catalogue, or the team's own word."""
        return str(self.values.get("category", ""))

    @property
    def when(self) -> str:
        """The date as EDTF."""
        return str(self.values.get("when", ""))

    @property
    def when_said(self) -> str:
        """The date as it was said."""
        return str(self.values.get("when_said", ""))

    @property
    def source(self) -> str:
        """The id of the first source, or the words for a new one."""
        return next((each.id or each.words for each in self.sources), "")
