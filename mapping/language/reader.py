"""Reads a text for wording that hides who did what: each finding with its rule, its reason and frames to write in.

Patterns are found in items: each word becomes the few things that some rule asks for, and many sentences are searched
at once, for the patterns of which one of them has all that they need. How this was chosen stands in CONTRIBUTING.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from mapping.language.cast import Cast, default_cast
from mapping.language.engine import Engine
from mapping.language.features import BREAK, NEGATION
from mapping.language.findings import Finding, Quotation, Reading
from mapping.language.lines import Line, at_once, lines_of
from mapping.language.passage import Passage
from mapping.language.patterns import Pattern
from mapping.language.pivots import filled
from mapping.language.places import Feature
from mapping.language.roles import PART
from mapping.language.rules import Rule, Rules, load_rules

_REACH = 3
"""How many words before a finding a negation may stand that takes it back."""
_NEAR = 2
"""How many sentences before and after count as near."""
_ORDER = {"A": 0, "B": 1, "C": 2}
_BLANK = re.compile("_{3,}")


@lru_cache(maxsize=8)
def _engine(rules: Rules) -> Engine:
    return Engine(rules)


@lru_cache(maxsize=8)
def _in_force(engine: Engine, rules: Rules, reader: str, known: bool) -> int:
    """The patterns of the rules that hold for this reader, where a case says who is who or none does."""
    found = 0
    for rule in engine.rules:
        meant = not rule.readers or reader in rule.readers
        if meant and rule.key not in rules.off and (known or not rule.known_only):
            found |= engine.of_rule[rule.key]
    return found


def check_rules(rules: Rules) -> None:
    """Raise RuleError where a pattern of these rules cannot be read."""
    _engine(rules.whole or rules)


def read(
    text: str, cast: Cast | None = None, rules: Rules | None = None, *, reader: str = "", subject: str = ""
) -> Reading:
    """What the rules find in a text, line by line.

    `reader` is the audience that it is written for, if one is chosen; `subject` the role (P, S, C) of whoever a text
    that begins with its verb is about.
    """
    chosen = rules or load_rules()
    engine, who = _engine(chosen.whole or chosen), cast or default_cast()
    reading = _Reader(engine, who, chosen, reader)
    findings: list[Finding] = []
    quotations: list[Quotation] = []
    for several in at_once(lines_of(text, who, engine.knows, subject)):
        for line, found in zip(several, reading.findings(engine.passage(several), subject), strict=True):
            findings += _quietened([*reading.unfilled(line), *found])
            if line.sentences:
                quotations += [Quotation(each.start, each.end, each.speaker) for each in line.spoken]
    return Reading(tuple(findings), tuple(quotations))


def statements(
    text: str, cast: Cast | None = None, *, subject: str = "", rules: Rules | None = None
) -> tuple[int, int]:
    """How many sentences of a text tell of harm, and how many of those say who did it."""
    chosen = rules or load_rules()
    engine = _engine(chosen.whole or chosen)
    told = named = 0
    for several in at_once(lines_of(text, cast or default_cast(), engine.knows, subject)):
        passage = engine.passage(several)
        telling = engine.holding(engine.frame["tells"], passage, passage.numbers)
        told += len(telling)
        named += len(engine.holding(engine.frame["named"], passage, telling))
    return told, named


class _Reader:
    """What one set of rules finds in passages, for one cast."""

    def __init__(self, engine: Engine, cast: Cast, rules: Rules, reader: str) -> None:
        self._engine, self._cast = engine, cast
        self._in_force = _in_force(engine, rules, reader, cast.known)
        self._blanks = engine.blanks if engine.blanks is not None and engine.blanks.key not in rules.off else None
        self._said: dict[tuple[str, bool, str], tuple[str, tuple[str, ...]]] = {}

    def unfilled(self, line: Line) -> Iterator[Finding]:
        """Each blank of a frame that nobody has filled in yet, in whatever language it stands."""
        rule = self._blanks
        if rule is not None and "_" in line.text:
            for found in _BLANK.finditer(line.text):
                start, end = line.offset + found.start(), line.offset + found.end()
                yield Finding(rule.key, rule.severity, start, end, found.group(), rule.why)

    def findings(self, passage: Passage, subject: str) -> list[list[Finding]]:
        """What the rules find in a passage, line by line."""
        found: list[list[Finding]] = [[] for _ in passage.lines]
        for rule, covered in self._found(passage).items():
            excused = self._excused(rule, passage, {sentence for sentence, _ in covered})
            for sentence, tokens in covered:
                if sentence not in excused:
                    line = passage.line_of(sentence)
                    found[line].append(self._finding(rule, passage, tokens, passage.lines[line], subject))
        return found

    def _found(self, passage: Passage) -> dict[Rule, list[tuple[int, list[int]]]]:
        """What each rule finds, less what is denied, claimed by him or said of wording: the sentence and the tokens."""
        engine = self._engine
        found = [(*each, passage.sentence_at(each[2])) for each in engine.of_rules(passage, self._in_force)]
        # Most sentences hold nothing: what would excuse them is looked for only where something was found.
        among = sorted({sentence for *_, sentence in found})
        critique = engine.holding(engine.frame["critique"], passage, among)
        claimed = self._claimed(passage, among)
        left: dict[Rule, list[tuple[int, list[int]]]] = defaultdict(list)
        for rule, pattern, start, end, sentence in found:
            tokens = passage.covered(start, end)
            if not tokens or sentence in critique or (not rule.his_claims_count and tokens[0] in claimed):
                continue
            if rule.negation_counts or not _negated(passage.items, start, end, pattern):
                left[rule].append((sentence, tokens))
        return left

    def _claimed(self, passage: Passage, among: Iterable[int]) -> set[int]:
        """The tokens that stand as the perpetrator's own claim: from there to the end of the stretch."""
        found = self._engine.found(self._engine.frame["claims"], passage, among)
        return {token for each in found for token in passage.to_the_break(*each)}

    def _excused(self, rule: Rule, passage: Passage, sentences: Collection[int]) -> set[int]:
        """The sentences that a rule lets pass for what stands in them, near them, or in their line."""
        engine = self._engine
        unless, near, whole = (engine.excused[rule.key, name] for name in ("unless", "unless_near", "unless_line"))
        found = set(engine.holding(unless, passage, sentences)) if unless else set()
        if near or whole:
            for sentence in sentences:
                line = passage.sentences_of(passage.line_of(sentence))
                around = range(max(line.start, sentence - _NEAR), min(line.stop, sentence + _NEAR + 1))
                if engine.holding(near, passage, around) or engine.holding(whole, passage, line):
                    found.add(sentence)
        return found

    def _finding(self, rule: Rule, passage: Passage, covered: list[int], line: Line, subject: str) -> Finding:
        first, tokens = _with_article(passage, covered[0]), passage.tokens
        start, end = passage.starts[first], passage.starts[covered[-1]] + tokens[covered[-1]].length
        supplied = f"[{subject}] " if subject and not tokens[first].word else ""
        why, pivots = self._in_words(rule, passage.begins(first) and not supplied, supplied)
        phrase = line.text[start - line.offset : end - line.offset]
        return Finding(rule.key, rule.severity, start, end, phrase, why, pivots)

    def _in_words(self, rule: Rule, at_start: bool, supplied: str) -> tuple[str, tuple[str, ...]]:
        """The reason and the pivots of a rule for these people; `supplied` is who a pivot need not name."""
        key = rule.key, at_start, supplied
        if key not in self._said:
            frames = (each.removeprefix(supplied) for each in rule.pivots)
            pivots = tuple(filled(each, self._cast.roles, at_start=at_start) for each in frames)
            self._said[key] = filled(rule.why, self._cast.labels, at_start=True), pivots
        return self._said[key]


def _negated(items: list[frozenset[Feature]], start: int, end: int, pattern: Pattern) -> bool:
    """Whether a "no", "not" or "never" stands close before, or within where the pattern asks for none."""
    for place in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if BREAK in items[place]:
            break
        if NEGATION in items[place]:
            return True
    return not pattern.says_no and any(NEGATION in each for each in items[start:end])


def _with_article(passage: Passage, first: int) -> int:
    """Where the naming of whoever a finding begins with begins: "the mother", "Ms Ali"."""
    named = passage.roles[first] not in ("", PART)
    while first and passage.roles[first - 1] == PART:
        first -= 1
    return first - 1 if named and first and passage.tokens[first - 1].word in ("the", "a", "an") else first


def _quietened(findings: list[Finding]) -> list[Finding]:
    """One finding for one place: the gravest, then the longest; in the order of the text."""
    kept: list[Finding] = []
    for each in sorted(findings, key=_gravity):
        if all(each.end <= other.start or each.start >= other.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.start)


def _gravity(finding: Finding) -> tuple[int, int, str, int, tuple[str, ...]]:
    return _ORDER[finding.severity], finding.start - finding.end, finding.rule, finding.start, finding.pivots
