"""The help as frozen values, and the one that the program is shipped with; it knows no case and no screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from mapping.catalogue import COMMON

_FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "help"


class GuidanceError(ValueError):
    """The help is not sound; the message names the file, the key and what is wrong."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What helps to fill one field or to choose one word: what to ask, an example, the usual mistake.

    `ask` and `trap` may hold placeholders. The example is about invented people and holds none: it must never read as
    a fact about somebody in the case. `also` are words by which it can be found, and is not shown.
    """

    ask: str
    example: str
    trap: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a card: a heading, a few words, and what can be said (with blanks where words are the worker's)."""

    heading: str
    text: str = ""
    say: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A card of one page. `numbered` parts are steps; `foot` is what must not be missed.

    On paper, parts may stand in a table under the headings in `columns`: heading, text, what can be said.
    """

    key: str
    title: str
    lead: str
    parts: tuple[Part, ...]
    foot: str = ""
    numbered: bool = False
    columns: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """A word of the field or of the program, what its letters stand for (if they do), and what it means."""

    key: str
    word: str
    meaning: str
    stands_for: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Guidance:
    """All help, by what it is for: fields by kind and name, words by family and key, kinds, links, cards, glossary."""

    fields: Mapping[str, Mapping[str, Prompt]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, Prompt]] = field(default_factory=dict)
    kinds: Mapping[str, Prompt] = field(default_factory=dict)
    links: Mapping[str, Prompt] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
    glossary: Mapping[str, Explained] = field(default_factory=dict)

    def field(self, kind: str, name: str) -> Prompt | None:
        """The prompt for a field, the kind's own or that of all kinds; `name` as in a case file, "children.position"
        for a field inside a list."""
        return self.fields.get(kind, {}).get(name) or self.fields.get(COMMON, {}).get(name)

    def category(self, family: str, key: str) -> Prompt | None:
        """The prompt for a word of the catalogue; an example of a word has the word's own; None for a team's word."""
        own = self.words.get(family, {})
        return own.get(key) or own.get(key.rpartition(".")[0])

    def kind(self, kind: str) -> Prompt | None:
        """The prompt for a kind of entry."""
        return self.kinds.get(kind)

    def link(self, kind: str) -> Prompt | None:
        """The prompt for a kind of arrow."""
        return self.links.get(kind)


@cache
def load_guidance() -> Guidance:
    """The help that the program is shipped with; read once."""
    return read_guidance({path.stem: path.read_text("utf-8") for path in sorted(_FOLDER.glob("*.toml"))})


def read_guidance(texts: Mapping[str, str]) -> Guidance:
    """Help from TOML texts by the name of their file; GuidanceError names the file and the key of a fault."""
    from mapping.guidance.reading import read

    return read(texts)
