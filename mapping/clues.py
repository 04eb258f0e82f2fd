"""Clues in a text by which somebody could be found or known: data (resources/release/giveaway.toml) and what reads it.

It knows patterns, the readers they are looked for, and what may be done; it refuses to know cases.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mapping.language.kept import sentence_around

_TABLE = Path(__file__).resolve().parent.parent / "resources" / "release" / "giveaway.toml"
_PIECE = re.compile(r"%([a-z]+)%")
_SAME = str.maketrans({"'": "’", "\u00a0": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-"})
"""Signs that are written in several ways; each becomes one sign, so that places in a text stay."""


@dataclass(frozen=True, slots=True)
class Way:
    """What may be done about a give-away; an answer is a reason for which it may stand, and is remembered."""

    key: str
    label: str
    answer: bool


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Clue:
    """One sort of give-away: for which readers, why it gives something away, what may be done, and how it is found.

    `freely`: passed over in what rests on the reader's own words or on a finding. `kinds`: on cards of these kinds
    only. `copied`: counts only where the text of the whole case has it too. `clears`: what a reader may have already.
    """

    key: str
    why: str
    ways: tuple[str, ...]
    readers: frozenset[str]
    kinds: frozenset[str]
    freely: bool
    copied: bool
    clears: frozenset[str]
    plain: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Clue({self.key})"

    def found_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the clue stands in a text, in order, each place once."""
        flat = flattened(text)
        places = {_place(found) for each in self.patterns for found in each.finditer(flat) if self._counts(found, flat)}
        end = 0
        for place in sorted(places, key=lambda each: (each[0], -each[1])):
            if place[0] >= end:
                end = place[1]
                yield place

    def _counts(self, found: re.Match[str], text: str) -> bool:
        """Whether what was found names something by itself, in a sentence that does not answer it."""
        own = found.groupdict().get("own")
        if own is not None and self.plain.issuperset(own.casefold().replace(".", "").split()):
            return False
        if not self.unless:
            return True
        sentence = sentence_around(text, found.start(), found.end())
        return not any(each.search(sentence) for each in self.unless)


def _place(found: re.Match[str]) -> tuple[int, int]:
    return found.span("mark") if found.groupdict().get("mark") else found.span()


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


@cache
def clues() -> Mapping[str, Clue]:
    """Every sort of give-away by its key, in the order in which they are looked for."""
    return {key: _clue(key, row) for key, row in _table()["clue"].items()}


def _clue(key: str, row: Mapping[str, Any]) -> Clue:
    return Clue(
        key,
        row["why"],
        tuple(row["ways"]),
        frozenset(_table()["readers"][row["readers"]] if "readers" in row else ()),
        frozenset(row.get("kinds", ())),
        row.get("freely", False),
        row.get("copied", False),
        frozenset(row.get("clears", ())),
        frozenset(row.get("plain", "").split()),
        _compiled(row.get("patterns", ())),
        _compiled(row.get("unless", ())),
        tuple(row.get("hits", ())),
        tuple(row.get("misses", ())),
    )


def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_whole(each)) for each in patterns)


def _whole(pattern: str) -> str:
    """A pattern with its pieces put in; a piece may hold pieces."""
    filled = _PIECE.sub(lambda found: str(_table()["piece"][found[1]]), pattern)
    return filled if filled == pattern else _whole(filled)


def clues_for(audience: str) -> tuple[Clue, ...]:
    """The clues that are looked for in the texts of this reader's copy."""
    return tuple(each for each in clues().values() if audience in each.readers and each.patterns)


def way(key: str) -> Way:
    """What may be done, by its key; its label may hold placeholders for people."""
    row = _table()["way"][key]
    return Way(key, row["label"], row.get("answer", False))


def words_listed(name: str) -> frozenset[str]:
    """One of the lists of words by which names are told from other capitals."""
    return frozenset(_table()["capitals"][name].split())


def flattened(text: str) -> str:
    """The text with one sign for all that are written alike; places stay."""
    return text if text.isascii() and "'" not in text else text.translate(_SAME)


def parties() -> Mapping[str, str]:
    """How whoever alone could have known a thing is spoken of, by type of source."""
    return dict(_table()["party"])


def rules_for(audience: str) -> frozenset[str]:
    """The rules of language whose findings give something away to this reader."""
    return frozenset(_table()["rules"].get(audience, ()))


def rules_passed_over() -> frozenset[str]:
    """Those of them that count for nothing in what rests on the reader's own words or on a finding."""
    return frozenset(_table()["rules"]["freely"])


def rule_counts(rule: str, sentence: str) -> bool:
    """Whether a finding of this rule in this sentence gives anything away."""
    unless = _table()["rule_unless"].get(rule)
    return unless is None or re.search(unless, flattened(sentence)) is None


def rule_ways(rule: str) -> tuple[str, ...]:
    """What may be done about a finding of this rule."""
    return tuple(_table()["rule_ways"][rule])
