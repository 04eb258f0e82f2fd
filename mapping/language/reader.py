"""Reads a text for wording that hides who did what: each finding with its rule, its reason and frames to write in.

Patterns run over encoded tokens: each word becomes the few characters that some rule asks for, so that a sentence is
tried only against patterns whose rarest word it holds. How this was chosen stands in CONTRIBUTING.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mapping.language.cast import Cast, default_cast
from mapping.language.engine import Engine, Sentence, covered, holds_any
from mapping.language.english import is_english
from mapping.language.findings import Finding, Quotation, Reading
from mapping.language.patterns import Pattern
from mapping.language.pivots import filled
from mapping.language.roles import Memory, roles_of
from mapping.language.rules import Rule, Rules, load_rules
from mapping.language.speech import quotes
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
    engine = _engine(chosen.whole or chosen)
    who = cast or default_cast()
    findings: list[Finding] = []
    quotations: list[Quotation] = []
    for number, (offset, line) in enumerate(lines(text)):
        whole = _Line(engine, who, reader, "" if number else subject, frozenset(chosen.off))
        found, quoted = whole.read(line, offset)
        findings += found
        quotations += quoted
    return Reading(tuple(findings), tuple(quotations))


def statements(
    text: str, cast: Cast | None = None, *, subject: str = "", rules: Rules | None = None
) -> tuple[int, int]:
    """How many sentences of a text tell of harm, and how many of those say who did it."""
    chosen = rules or load_rules()
    engine = _engine(chosen.whole or chosen)
    told = named = 0
    for number, (offset, line) in enumerate(lines(text)):
        for sentence in _Line(engine, cast or default_cast(), "", "" if number else subject).encoded(line, offset):
            if holds_any(engine.frame["tells"], sentence):
                told += 1
                named += holds_any(engine.frame["named"], sentence)
    return told, named


class _Line:
    """One line of a text, read as one stretch of talk: who was named carries on to its end, and no further."""

    def __init__(
        self, engine: Engine, cast: Cast, reader: str, subject: str, off: frozenset[str] = frozenset()
    ) -> None:
        self._engine, self._cast, self._reader, self._subject, self._off = engine, cast, reader, subject, off

    def read(self, line: str, offset: int) -> tuple[list[Finding], list[Quotation]]:
        """The findings and the quotations of this line; places count from `offset`."""
        quoted = quotes(line, offset)
        encoded = self.encoded(line, offset)
        findings: list[Finding] = []
        for place, sentence in enumerate(encoded):
            findings += self._sentence(sentence, encoded, place, line, offset)
        marks = [Quotation(each.start, each.end, each.speaker) for each in quoted if each.attributed]
        return _quietened([*findings, *self._blanks(line, offset)]), marks if encoded else []

    def _blanks(self, line: str, offset: int) -> Iterator[Finding]:
        """Each blank of a frame that nobody has filled in yet, in whatever language it stands."""
        rule = self._engine.blanks
        if rule is not None and rule.key not in self._off:
            for found in _BLANK.finditer(line):
                start, end = offset + found.start(), offset + found.end()
                yield Finding(rule.key, rule.severity, start, end, found.group(), rule.why)

    def encoded(self, line: str, offset: int) -> list[Sentence]:
        """The sentences of a line, ready to be searched; none where it is not English."""
        cut = tokens(line, offset)
        if not is_english(cut, self._engine.knows):
            return []
        return list(self._encoded(cut, [(each.start, each.end) for each in quotes(line, offset) if each.attributed]))

    def _encoded(self, cut: list[Token], spoken: list[tuple[int, int]]) -> Iterator[Sentence]:
        memory = Memory()
        whole = _mended(list(sentences(cut)), spoken)
        for place, sentence in enumerate(whole):
            if self._subject and not place:
                sentence.insert(0, Token(sentence[0].start, sentence[0].start, "", True))
            roles = roles_of(sentence, self._cast, memory)
            if self._subject and not place:
                roles[0] = self._subject
            memory.next_sentence()
            hidden = {
                number
                for start, end in spoken
                for number, token in enumerate(sentence)
                if start <= token.start and token.end <= end
            }
            coded = self._engine.encode(sentence, roles, frozenset(hidden))
            set_apart = self._set_apart(coded)
            if set_apart:
                coded = self._engine.encode(sentence, roles, frozenset(hidden | set_apart))
            yield coded

    def _set_apart(self, sentence: Sentence) -> set[int]:
        """The tokens of protected names: statutes, services, programmes."""
        found: set[int] = set()
        for pattern in self._engine.frame["names"]:
            if pattern.may_match(sentence.characters):
                for match in pattern.expression.finditer(sentence.code):
                    found.update(covered(sentence, match))
        return found

    def _sentence(
        self, sentence: Sentence, all_of_them: list[Sentence], place: int, line: str, offset: int
    ) -> Iterator[Finding]:
        found = [
            (rule, pattern, match)
            for rule, pattern in self._engine.candidates(sentence)
            if self._applies(rule)
            for match in pattern.expression.finditer(sentence.code)
        ]
        # Most sentences hold nothing: what would excuse them is looked for only where something was found.
        if not found or holds_any(self._engine.frame["critique"], sentence):
            return
        claimed = self._claimed(sentence)
        for rule, pattern, match in found:
            numbers = covered(sentence, match)
            if not numbers or (not rule.his_claims_count and numbers[0] in claimed):
                continue
            if not rule.negation_counts and self._negated(sentence, match, pattern):
                continue
            if not self._excused(rule, sentence, all_of_them, place):
                yield self._finding(rule, sentence, numbers, line, offset)

    def _applies(self, rule: Rule) -> bool:
        if rule.key in self._off or (rule.readers and self._reader not in rule.readers):
            return False
        return self._cast.known or not rule.known_only

    def _claimed(self, sentence: Sentence) -> frozenset[int]:
        """The tokens that stand as the perpetrator's own claim."""
        found: set[int] = set()
        for pattern in self._engine.frame["claims"]:
            if pattern.may_match(sentence.characters):
                for match in pattern.expression.finditer(sentence.code):
                    stop = sentence.code.find("{", match.end())
                    last = len(sentence.code) if stop < 0 else stop
                    found.update(
                        number
                        for spot, number in zip(sentence.places, sentence.order, strict=True)
                        if match.start() <= spot < last
                    )
        return frozenset(found)

    def _negated(self, sentence: Sentence, match: re.Match[str], pattern: Pattern) -> bool:
        """Whether a "no", "not" or "never" stands close before, or within where the pattern asks for none."""
        before = sentence.code[: match.start()].rpartition("}")[2]
        if any(self._engine.negation() in each for each in before.split("<")[-_REACH:]):
            return True
        return not pattern.says_no and self._engine.negation() in match.group()

    def _excused(self, rule: Rule, sentence: Sentence, all_of_them: list[Sentence], place: int) -> bool:
        if holds_any(self._engine.excused[rule.key, "unless"], sentence):
            return True
        near = self._engine.excused[rule.key, "unless_near"]
        around = all_of_them[max(0, place - _NEAR) : place + _NEAR + 1]
        if near and any(holds_any(near, each) for each in around):
            return True
        whole = self._engine.excused[rule.key, "unless_line"]
        return bool(whole) and any(holds_any(whole, each) for each in all_of_them)

    def _finding(self, rule: Rule, sentence: Sentence, numbers: list[int], line: str, offset: int) -> Finding:
        first = _with_article(sentence, numbers[0])
        start, end = sentence.tokens[first].start, sentence.tokens[numbers[-1]].end
        supplied = f"[{self._subject}] " if self._subject and not sentence.tokens[first].word else ""
        frames = (each.removeprefix(supplied) for each in rule.pivots)
        return Finding(
            rule.key,
            rule.severity,
            start,
            end,
            line[start - offset : end - offset],
            filled(rule.why, self._cast.labels, at_start=True),
            tuple(filled(each, self._cast.roles, at_start=not first and not supplied) for each in frames),
        )


def _with_article(sentence: Sentence, first: int) -> int:
    """Where the naming of whoever a finding begins with begins: "the mother", "Ms Ali"."""
    named = first in sentence.people
    while first - 1 in sentence.parts:
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


def _gravity(finding: Finding) -> tuple[int, int, str]:
    return _ORDER[finding.severity], finding.start - finding.end, finding.rule
