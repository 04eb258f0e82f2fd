"""The rules of practice language as data: checked like any other input, extended by a team, switched off with a reason.

The shipped rules are those of the practice (domain, section 4); they lie in resources/language/rules.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from mapping.errors import CaseError

_FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "language"
SEVERITIES = ("A", "B", "C")
_TEXTS = ("name", "looks_for", "hides", "why", "fine", "group")
_LISTS = ("pivots", "patterns", "unless", "unless_near", "unless_line", "hits", "misses", "readers")
_NEEDED = ("severity", "name", "looks_for", "why", "patterns", "hits", "misses")
_LONGEST, _MOST = 1500, 400


class RuleError(CaseError):
    """A file of rules that cannot be used: what is wrong, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it looks for and why, in words for people; and the patterns that find it."""

    key: str
    severity: str
    group: str = ""
    name: str = ""
    looks_for: str = ""
    hides: str = ""
    why: str = ""
    pivots: tuple[str, ...] = ()
    fine: str = ""
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    unless_line: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    known_only: bool = False
    negation_counts: bool = False
    his_claims_count: bool = False
    team: bool = False

    def __repr__(self) -> str:
        return f"Rule({self.key})"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Rules:
    """Rules in force, the words they share, and which are switched off and why."""

    all: tuple[Rule, ...]
    words: Mapping[str, tuple[str, ...]]
    macros: Mapping[str, str]
    frame: Mapping[str, tuple[str, ...]]
    off: Mapping[str, str] = field(default_factory=dict)
    whole: Rules | None = None
    """The same rules with none switched off: their patterns are read once, whatever is switched."""

    def named(self, key: str) -> Rule:
        """The rule of this key; KeyError if there is none."""
        for rule in self.all:
            if rule.key == key:
                return rule
        raise KeyError(key)

    @property
    def in_force(self) -> tuple[Rule, ...]:
        """Those that are not switched off."""
        return tuple(rule for rule in self.all if rule.key not in self.off)


@cache
def load_rules() -> Rules:
    """The rules that the program is shipped with; read once."""
    shared = tomllib.loads((_FOLDER / "words.toml").read_text(encoding="utf-8"))
    frame = tomllib.loads((_FOLDER / "frame.toml").read_text(encoding="utf-8"))
    found: list[Rule] = []
    for path in sorted((_FOLDER / "rules").glob("*.toml")):
        found += _read(tomllib.loads(path.read_text(encoding="utf-8")), path.name, team=False)
    return Rules(
        tuple(sorted(found, key=lambda rule: int(rule.key[1:]))),
        {name: tuple(words) for name, words in shared["class"].items()},
        dict(shared["macro"]),
        {name: tuple(patterns) for name, patterns in frame["frame"].items()},
    )


@cache
def _with_team(team: str) -> Rules:
    ours = load_rules()
    try:
        table = tomllib.loads(team)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(
            f"This is no file of rules: as TOML it cannot be read ({error}). Nothing was changed."
        ) from None
    rules = _read(table, "the team’s file", team=True)
    taken = {rule.key for rule in ours.all}
    for rule in rules:
        if rule.key in taken:
            raise RuleError(f"A rule called {rule.key} is there already. Give the team’s rule another key, such as T1.")
    whole = Rules((*ours.all, *rules), ours.words, ours.macros, ours.frame)
    _vouch(whole, rules)
    return whole


def rules_in_force(team: str = "", off: Mapping[str, str] | None = None) -> Rules:
    """Ours and the team's (`team`: the text of its TOML file) less those switched `off`; RuleError for a bad file."""
    whole = _with_team(team) if team.strip() else load_rules()
    if not off:
        return whole
    return Rules(whole.all, whole.words, whole.macros, whole.frame, dict(off), whole)


def _read(table: Mapping[str, Any], where: str, *, team: bool) -> list[Rule]:
    rules = []
    for key, row in table.items():
        if not isinstance(row, dict):
            raise RuleError(f"In {where}, “{key}” is no rule. A rule is a table: [{key}] and its lines below it.")
        rules.append(_rule(key, row, where, team=team))
    if not rules:
        raise RuleError(f"There is no rule in {where}. A rule begins with its key in brackets: [T1].")
    return rules


def _rule(key: str, row: Mapping[str, Any], where: str, *, team: bool) -> Rule:
    place = f"In {where}, rule {key}"
    known = {"severity", "known_only", "negation_counts", "his_claims_count", *_TEXTS, *_LISTS}
    for name in row:
        if name not in known:
            raise RuleError(f"{place}: “{name}” is no part of a rule. The parts are: {', '.join(sorted(known))}.")
    for name in _NEEDED:
        if not row.get(name):
            raise RuleError(f"{place}: “{name}” is missing. Add it and try again.")
    if row["severity"] not in SEVERITIES:
        raise RuleError(f"{place}: the severity is one of A, B and C.")
    values: dict[str, Any] = {name: _text(row[name], f"{place}: “{name}”") for name in _TEXTS if name in row}
    values |= {name: _texts(row[name], f"{place}: “{name}”") for name in _LISTS if name in row}
    for name in ("hits", "misses"):
        if len(values[name]) < 2:
            raise RuleError(f"{place}: give at least two “{name}”, sentences by which the rule can be tried.")
    values |= {name: bool(row.get(name)) for name in ("known_only", "negation_counts", "his_claims_count")}
    return Rule(key, row["severity"], team=team, **values)


def _text(value: object, place: str) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise RuleError(f"{place} is a text of at most {_LONGEST} characters.")
    return value


def _texts(value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > _MOST or not all(isinstance(each, str) for each in value):
        raise RuleError(f"{place} is a list of texts.")
    return tuple(_text(each, place) for each in value)


def _vouch(whole: Rules, rules: list[Rule]) -> None:
    """A team's rule does on its own examples what it says it does."""
    from mapping.language.reader import read

    for rule in rules:
        alone, reader = Rules((rule,), whole.words, whole.macros, whole.frame), next(iter(rule.readers), "")
        for number, sentence in enumerate(rule.hits, 1):
            if not read(sentence, rules=alone, reader=reader).findings:
                raise RuleError(
                    f"Rule {rule.key} does not find sentence {number} of its own “hits”. Look at its patterns."
                )
        for number, sentence in enumerate(rule.misses, 1):
            if read(sentence, rules=alone, reader=reader).findings:
                raise RuleError(f"Rule {rule.key} marks sentence {number} of its own “misses”. Narrow its patterns.")
