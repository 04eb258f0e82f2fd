"""The words of the checks, which are data (resources/language/checks.toml), read once; it knows no case."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).resolve().parents[2] / "resources" / "language" / "checks.toml"


@dataclass(frozen=True, slots=True)
class MendWords:
    """One act that mends, before it is known for which entry; see `Mend`."""

    act: str
    label: str
    fields: tuple[str, ...] = ()
    kind: str = ""
    values: tuple[tuple[str, Any], ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CheckWords:
    """The words of one check; `fixed` means that no answer stands in for the act, `lists` are what it looks for."""

    key: str
    text: Mapping[str, str]
    why: str
    mends: tuple[MendWords, ...]
    sensitivity: str = "agency_internal"
    fixed: bool = False
    lists: Mapping[str, tuple[str, ...]] | None = None
    months: int = 0
    drawn: bool = True
    """Whether the question is drawn on the map; one that every old case has for every card would only be noise."""

    def folds(self, variant: str) -> bool:
        """Whether several spots of this variant are asked about at once."""
        return _name(variant, "many") in self.text

    def question(self, variant: str, several: bool) -> str:
        """The question of a variant, about one entry or about several."""
        return self.text[_name(variant, "many" if several else "one")]

    def list(self, name: str) -> frozenset[str]:
        """The words or keys of one list."""
        return frozenset((self.lists or {})[name])


def _name(variant: str, number: str) -> str:
    return f"{variant}_{number}" if variant else number


@cache
def check_words() -> Mapping[str, CheckWords]:
    """The words of every check, by its key, in the order in which a worker would take the questions up."""
    return {key: _check(key, table) for key, table in tomllib.loads(_FILE.read_text("utf-8")).items()}


def _check(key: str, table: Mapping[str, Any]) -> CheckWords:
    plain = {name: value for name, value in table.items() if name not in ("mends", "lists")}
    lists = {name: tuple(words) for name, words in table.get("lists", {}).items()}
    return CheckWords(key=key, mends=tuple(_mend(each) for each in table["mends"]), lists=lists, **plain)


def _mend(table: Mapping[str, Any]) -> MendWords:
    values = {
        name: tuple(value) if isinstance(value, list) else value for name, value in table.get("values", {}).items()
    }
    links = tuple((kind, start, end) for kind, start, end in table.get("links", ()))
    return MendWords(
        table["act"],
        table["label"],
        tuple(table.get("fields", ())),
        table.get("kind", ""),
        tuple(values.items()),
        links,
    )
