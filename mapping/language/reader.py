"""Reads a text for wording that hides who did what: each finding with its rule, its reason and frames to write in.

Patterns are found in items: each word becomes the few things that some rule asks for, so that a sentence is tried only
against patterns of which it has all that they need. How this was chosen stands in CONTRIBUTING.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mapping.language.cast import Cast, default_cast
from mapping.language.engine import Engine, Sentence, covered
from mapping.language.english import is_english
from mapping.language.features import BREAK, NEGATION
from mapping.language.findings import Finding, Quotation, Reading
from mapping.language.patterns import Pattern
from mapping.language.pivots import filled
from mapping.language.roles import PART, Memory, roles_of
from mapping.language.rules import Rule, Rules, load_rules
from mapping.language.speech import Quote, quotes
from mapping.language.tokens import Token, lines, sentences, tokens

_REACH = 3
"""How many words before a finding a negation may stand that takes it back."""
_NEAR = 2
"""How many sentences before and after count as near."""
_ORDER = {"A": 0, "B": 1, "C": 2}
_BLANK = re.compile("_{3,}")


@lru_cache(maxsize=8)
def _engine(rules: Rules) -> Engine:
    return Engine(rules)


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
    reading = _Reader(_engine(chosen.whole or chosen), cast or default_cast(), chosen, reader)
    findings: list[Finding] = []
    quotations: list[Quotation] = []
    for number, (offset, line) in enumerate(lines(text)):
        found, quoted = reading.read(line, offset, "" if number else subject)
        findings += found
        quotations += quoted
    return Reading(tuple(findings), tuple(quotations))


def statements(
    text: str, cast: Cast | None = None, *, subject: str = "", rules: Rules | None = None
) -> tuple[int, int]:
    """How many sentences of a text tell of harm, and how many of those say who did it."""
    chosen = rules or load_rules()
    engine = _engine(chosen.whole or chosen)
    reading = _Reader(engine, cast or default_cast(), chosen, "")
    told = named = 0
    for number, (offset, line) in enumerate(lines(text)):
        for sentence in reading.encoded(line, offset, "" if number else subject, quotes(line, offset)):
            if engine.holds_any(engine.frame["tells"], sentence):
                told += 1
                named += engine.holds_any(engine.frame["named"], sentence)
    return told, named


class _Reader:
    """Reads lines with one cast and set of rules; who was named in a line carries on to its end, and no further."""

    def __init__(self, engine: Engine, cast: Cast, rules: Rules, reader: str) -> None:
        self._engine, self._cast = engine, cast
        off = rules.off
        self._in_force = 0
        for rule in engine.rules:
            meant = not rule.readers or reader in rule.readers
            if meant and rule.key not in off and (cast.known or not rule.known_only):
                self._in_force |= engine.of_rule[rule.key]
        self._blanks = engine.blanks if engine.blanks is not None and engine.blanks.key not in off else None
        self._said: dict[tuple[str, bool, str], tuple[str, tuple[str, ...]]] = {}

    def read(self, line: str, offset: int, subject: str) -> tuple[list[Finding], list[Quotation]]:
        """The findings and the quotations of this line; places count from `offset`."""
        quoted = quotes(line, offset)
        encoded = self.encoded(line, offset, subject, quoted)
        findings = list(self._unfilled(line, offset))
        for place, sentence in enumerate(encoded):
            for rule, numbers in self._sentence(sentence, encoded, place):
                findings.append(self._finding(rule, sentence, numbers, line, offset, subject))
        marks = [Quotation(each.start, each.end, each.speaker) for each in quoted if each.attributed]
        return _quietened(findings), marks if encoded else []

    def _unfilled(self, line: str, offset: int) -> Iterator[Finding]:
        """Each blank of a frame that nobody has filled in yet, in whatever language it stands."""
        rule = self._blanks
        if rule is not None and "_" in line:
            for found in _BLANK.finditer(line):
                start, end = offset + found.start(), offset + found.end()
                yield Finding(rule.key, rule.severity, start, end, found.group(), rule.why)

    def encoded(self, line: str, offset: int, subject: str, quoted: tuple[Quote, ...]) -> list[Sentence]:
        """The sentences of a line, ready to be searched; none where it is not English."""
        cut = tokens(line, offset)
        if not is_english(cut, self._engine.knows):
            return []
        return list(self._encoded(cut, [(each.start, each.end) for each in quoted if each.attributed], subject))

    def _encoded(self, cut: list[Token], spoken: list[tuple[int, int]], subject: str) -> Iterator[Sentence]:
        memory = Memory()
        for sentence in _mended(list(sentences(cut)), spoken):
            if subject:
                sentence.insert(0, Token(sentence[0].start, sentence[0].start, "", True))
            roles = roles_of(sentence, self._cast, memory)
            if subject:
                roles[0], subject = subject, ""
            memory.next_sentence()
            hidden = {
                number
                for start, end in spoken
                for number, token in enumerate(sentence)
                if start <= token.start and token.end <= end
            }
            coded = self._engine.encode(sentence, roles, hidden)
            set_apart = self._set_apart(coded)
            yield self._engine.encode(sentence, roles, hidden | set_apart) if set_apart else coded

    def _set_apart(self, sentence: Sentence) -> set[int]:
        """The tokens of protected names: statutes, services, programmes."""
        names = self._engine.found(self._engine.frame["names"], sentence)
        return {number for start, end in names for number in covered(sentence, start, end)}

    def _sentence(
        self, sentence: Sentence, all_of_them: list[Sentence], place: int
    ) -> Iterator[tuple[Rule, list[int]]]:
        """What the rules find in a sentence, each as the tokens that it covers."""
        engine = self._engine
        found = list(engine.of_rules(sentence, self._in_force))
        # Most sentences hold nothing: what would excuse them is looked for only where something was found.
        if not found or engine.holds_any(engine.frame["critique"], sentence):
            return
        claimed = self._claimed(sentence)
        for rule, pattern, start, end in found:
            numbers = covered(sentence, start, end)
            if not numbers or (not rule.his_claims_count and numbers[0] in claimed):
                continue
            if not rule.negation_counts and _negated(sentence, start, end, pattern):
                continue
            if not self._excused(rule, sentence, all_of_them, place):
                yield rule, numbers

    def _claimed(self, sentence: Sentence) -> set[int]:
        """The tokens that stand as the perpetrator's own claim: from there to the end of the stretch."""
        found: set[int] = set()
        for start, end in self._engine.found(self._engine.frame["claims"], sentence):
            stop = next((place for place, item in enumerate(sentence.items[end:], end) if BREAK in item), None)
            found.update(sentence.order[start:stop])
        return found

    def _excused(self, rule: Rule, sentence: Sentence, all_of_them: list[Sentence], place: int) -> bool:
        engine = self._engine
        if engine.holds_any(engine.excused[rule.key, "unless"], sentence):
            return True
        near = engine.excused[rule.key, "unless_near"]
        around = all_of_them[max(0, place - _NEAR) : place + _NEAR + 1]
        if near and any(engine.holds_any(near, each) for each in around):
            return True
        whole = engine.excused[rule.key, "unless_line"]
        return bool(whole) and any(engine.holds_any(whole, each) for each in all_of_them)

    def _finding(
        self, rule: Rule, sentence: Sentence, numbers: list[int], line: str, offset: int, subject: str
    ) -> Finding:
        first = _with_article(sentence, numbers[0])
        start, end = sentence.tokens[first].start, sentence.tokens[numbers[-1]].end
        supplied = f"[{subject}] " if subject and not sentence.tokens[first].word else ""
        why, pivots = self._in_words(rule, not first and not supplied, supplied)
        return Finding(rule.key, rule.severity, start, end, line[start - offset : end - offset], why, pivots)

    def _in_words(self, rule: Rule, at_start: bool, supplied: str) -> tuple[str, tuple[str, ...]]:
        """The reason and the pivots of a rule for these people; `supplied` is who a pivot need not name."""
        key = rule.key, at_start, supplied
        if key not in self._said:
            frames = (each.removeprefix(supplied) for each in rule.pivots)
            pivots = tuple(filled(each, self._cast.roles, at_start=at_start) for each in frames)
            self._said[key] = filled(rule.why, self._cast.labels, at_start=True), pivots
        return self._said[key]


def _negated(sentence: Sentence, start: int, end: int, pattern: Pattern) -> bool:
    """Whether a "no", "not" or "never" stands close before, or within where the pattern asks for none."""
    items = sentence.items
    for place in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if BREAK in items[place]:
            break
        if NEGATION in items[place]:
            return True
    return not pattern.says_no and any(NEGATION in each for each in items[start:end])


def _with_article(sentence: Sentence, first: int) -> int:
    """Where the naming of whoever a finding begins with begins: "the mother", "Ms Ali"."""
    named = sentence.roles[first] not in ("", PART)
    while first and sentence.roles[first - 1] == PART:
        first -= 1
    return first - 1 if named and first and sentence.tokens[first - 1].word in ("the", "a", "an") else first


def _mended(cut: list[list[Token]], spoken: list[tuple[int, int]]) -> list[list[Token]]:
    """Sentences put together again where a full stop inside somebody's own words parted them."""
    found: list[list[Token]] = []
    for sentence in cut:
        begun = sentence[0].start
        if found and any(start < begun < end for start, end in spoken):
            found[-1] = found[-1] + sentence
        else:
            found.append(sentence)
    return found


def _quietened(findings: list[Finding]) -> list[Finding]:
    """One finding for one place: the gravest, then the longest; in the order of the text."""
    kept: list[Finding] = []
    for each in sorted(findings, key=_gravity):
        if all(each.end <= other.start or each.start >= other.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: one.start)


def _gravity(finding: Finding) -> tuple[int, int, str, int, tuple[str, ...]]:
    return _ORDER[finding.severity], finding.start - finding.end, finding.rule, finding.start, finding.pivots
