"""Reads a text for wording that hides who did what: each finding with its rule, its reason and frames to write in.

Patterns run over encoded tokens: each word becomes the few characters that some rule asks for, so that a sentence is
tried only against patterns whose rarest word it holds. How this was chosen stands in CONTRIBUTING.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from mapping.language.cast import Cast, default_cast
from mapping.language.english import is_english
from mapping.language.features import ADVERB, NEGATION, NUMBER, OWNER, QUOTED, WORD, Features
from mapping.language.findings import Finding, Quotation, Reading
from mapping.language.patterns import Compiler, Pattern, PatternError
from mapping.language.pivots import filled
from mapping.language.roles import PART, Memory, roles_of
from mapping.language.rules import Rule, RuleError, Rules, load_rules
from mapping.language.smallwords import small_words
from mapping.language.speech import quotes
from mapping.language.tokens import Token, lines, sentences, tokens

_STRONG = frozenset(';:()[]{}.!?…—–“”"')
_SILENT = frozenset("“”\"„«»‘’'*_")
_SHORT = {"'s": "is", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
"""What the end of a word before it stands for, where it owns nothing: she's, they're."""
_SHORTENED_AFTER = frozenset("he she it that there here who what where how".split())
_MOST_WORDS = 50_000
"""How many different words are remembered with what they may be."""
_REACH = 3
"""How many words before a finding a negation may stand that takes it back."""
_NEAR = 2
"""How many sentences before and after count as near."""
_ORDER = {"A": 0, "B": 1, "C": 2}


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as its tokens and as the string that patterns run over; `places` are where each token stands in it."""

    tokens: list[Token]
    code: str
    places: list[int]
    order: list[int]
    characters: frozenset[str]
    parts: frozenset[int]
    """The tokens of names that stand in it by their last word alone."""
    people: frozenset[int]
    """The tokens that name somebody."""


class _Engine:
    """The patterns of a set of rules, found by the characters that they need."""

    def __init__(self, rules: Rules) -> None:
        self._features = Features(rules.words)
        self._parts: dict[tuple[str, str], str] = {}
        self._quoted = f"<{self._features.fixed(QUOTED)}>"
        self._compiler = Compiler(self._features, rules.macros)
        self.frame = {name: tuple(map(self._frame, patterns)) for name, patterns in rules.frame.items()}
        self._patterns: dict[str, list[tuple[int, Rule, Pattern, frozenset[str], bool]]] = {}
        self.excused: dict[tuple[str, str], tuple[Pattern, ...]] = {}
        for rule in rules.all:
            self._take(rule)

    def _frame(self, written: str) -> Pattern:
        return self._compiler.compile(written)

    def _take(self, rule: Rule) -> None:
        for written in rule.patterns:
            pattern = self._compiled(rule, written)
            # Most patterns fall at their second rarest need, before anything is called.
            row = (id(pattern), rule, pattern, pattern.needs[min(1, len(pattern.needs) - 1)], len(pattern.needs) > 2)
            for character in pattern.anchors:
                self._patterns.setdefault(character, []).append(row)
        for name in ("unless", "unless_near", "unless_line"):
            self.excused[rule.key, name] = tuple(self._compiled(rule, each) for each in getattr(rule, name))

    def _compiled(self, rule: Rule, written: str) -> Pattern:
        try:
            return self._compiler.compile(written)
        except PatternError as error:
            raise RuleError(f"In rule {rule.key} the pattern “{written}” cannot be read: {error}.") from None

    def knows(self, word: str) -> bool:
        return self._features.knows(word)

    def encode(self, sentence: list[Token], roles: list[str], hidden: frozenset[int]) -> _Sentence:
        """The sentence as a string; tokens in `hidden` become one mark that no pattern asks for."""
        parts: list[str] = []
        places: list[int] = []
        order: list[int] = []
        length = 0
        known, last = self._parts, len(sentence) - 1
        for number, token in enumerate(sentence):
            if number in hidden:
                part = "" if parts and parts[-1] == self._quoted else self._quoted
            else:
                role = roles[number]
                if token.tail and number:
                    token = _in_full(token, sentence[number - 1], roles[number - 1])
                found = known.get((token.word, role))
                part = self._part(token, role) if found is None else found
                if number < last and sentence[number + 1].tail and part:
                    part = self._owning(part, sentence[number + 1])
            if part:
                parts.append(part)
                places.append(length)
                order.append(number)
                length += len(part)
        code = "".join(parts)
        names = frozenset(number for number, role in enumerate(roles) if role == PART)
        people = frozenset(number for number, role in enumerate(roles) if role and role != PART)
        return _Sentence(sentence, code, places, order, frozenset(code), names, people)

    def _part(self, token: Token, role: str) -> str:
        """What stands for a word, of whoever it is said, or for a mark; worked out once."""
        part = "" if role == PART else self._word(token.word, role) if token.is_word else self._mark(token)
        if len(self._parts) < _MOST_WORDS:
            self._parts[token.word, role] = part
        return part

    def _word(self, word: str, role: str) -> str:
        fixed = self._features.fixed
        found = self._features.of_word(word) + fixed(WORD)
        found += fixed(NEGATION) if word in small_words("negations") else ""
        found += fixed(ADVERB) if self._is_adverb(word) else ""
        return f"<{found}{''.join(self._features.role(each) for each in role.split())}>"

    def _owning(self, part: str, tail: Token) -> str:
        """The same word where an owner's ending follows."""
        if tail.word not in ("'s", "'"):
            return part
        return part.replace("<", "<" + self._features.fixed(OWNER), 1)

    @staticmethod
    def _is_adverb(word: str) -> bool:
        if word in small_words("adverbs"):
            return True
        return word.endswith("ly") and word not in small_words("not_adverbs")

    def _mark(self, token: Token) -> str:
        if token.tail:
            found = self._features.of_word(token.word)
            return f"<{found}>" if found and token.word not in ("'s", "'") else ""
        if token.word in _STRONG and token.word not in _SILENT:
            return "{" + token.word + "}"
        if token.word in _SILENT:
            return ""
        number = self._features.fixed(NUMBER) if token.word[:1].isdigit() else ""
        return f"<{self._features.of_word(token.word)}{number}>"

    def candidates(self, sentence: _Sentence) -> Iterator[tuple[Rule, Pattern]]:
        """The patterns that have what they need in this sentence, each once."""
        characters = sentence.characters
        seen: set[int] = set()
        for character in characters & self._patterns.keys():
            for number, rule, pattern, second, more in self._patterns[character]:
                if second.isdisjoint(characters) or number in seen:
                    continue
                seen.add(number)
                if not more or pattern.may_match(characters):
                    yield rule, pattern

    def negation(self) -> str:
        return self._features.fixed(NEGATION)


@lru_cache(maxsize=8)
def _engine(rules: Rules) -> _Engine:
    return _Engine(rules)


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
            if _any(engine.frame["tells"], sentence):
                told += 1
                named += _any(engine.frame["named"], sentence)
    return told, named


class _Line:
    """One line of a text, read as one stretch of talk: who was named carries on to its end, and no further."""

    def __init__(
        self, engine: _Engine, cast: Cast, reader: str, subject: str, off: frozenset[str] = frozenset()
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
        return _quietened(findings), marks if encoded else []

    def encoded(self, line: str, offset: int) -> list[_Sentence]:
        """The sentences of a line, ready to be searched; none where it is not English."""
        cut = tokens(line, offset)
        if not is_english(cut, self._engine.knows):
            return []
        return list(self._encoded(cut, [(each.start, each.end) for each in quotes(line, offset) if each.attributed]))

    def _encoded(self, cut: list[Token], spoken: list[tuple[int, int]]) -> Iterator[_Sentence]:
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

    def _set_apart(self, sentence: _Sentence) -> set[int]:
        """The tokens of protected names: statutes, services, programmes."""
        found: set[int] = set()
        for pattern in self._engine.frame["names"]:
            if pattern.may_match(sentence.characters):
                for match in pattern.expression.finditer(sentence.code):
                    found.update(_numbers(sentence, match))
        return found

    def _sentence(
        self, sentence: _Sentence, all_of_them: list[_Sentence], place: int, line: str, offset: int
    ) -> Iterator[Finding]:
        found = [
            (rule, pattern, match)
            for rule, pattern in self._engine.candidates(sentence)
            if self._applies(rule)
            for match in pattern.expression.finditer(sentence.code)
        ]
        # Most sentences hold nothing: what would excuse them is looked for only where something was found.
        if not found or _any(self._engine.frame["critique"], sentence):
            return
        claimed = self._claimed(sentence)
        for rule, pattern, match in found:
            numbers = _numbers(sentence, match)
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

    def _claimed(self, sentence: _Sentence) -> frozenset[int]:
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

    def _negated(self, sentence: _Sentence, match: re.Match[str], pattern: Pattern) -> bool:
        """Whether a "no", "not" or "never" stands close before, or within where the pattern asks for none."""
        before = sentence.code[: match.start()].rpartition("}")[2]
        if any(self._engine.negation() in each for each in before.split("<")[-_REACH:]):
            return True
        return not pattern.says_no and self._engine.negation() in match.group()

    def _excused(self, rule: Rule, sentence: _Sentence, all_of_them: list[_Sentence], place: int) -> bool:
        if _any(self._engine.excused[rule.key, "unless"], sentence):
            return True
        near = self._engine.excused[rule.key, "unless_near"]
        around = all_of_them[max(0, place - _NEAR) : place + _NEAR + 1]
        if near and any(_any(near, each) for each in around):
            return True
        whole = self._engine.excused[rule.key, "unless_line"]
        return bool(whole) and any(_any(whole, each) for each in all_of_them)

    def _finding(self, rule: Rule, sentence: _Sentence, numbers: list[int], line: str, offset: int) -> Finding:
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
            filled(rule.why, self._cast, at_start=True),
            tuple(filled(each, self._cast, at_start=not first and not supplied) for each in frames),
        )


def _with_article(sentence: _Sentence, first: int) -> int:
    """Where the naming of whoever a finding begins with begins: "the mother", "Ms Ali"."""
    named = first in sentence.people
    while first - 1 in sentence.parts:
        first -= 1
    return first - 1 if named and first and sentence.tokens[first - 1].word in ("the", "a", "an") else first


def _in_full(tail: Token, before: Token, role: str) -> Token:
    """The helping word that the end of a word stands for: she's, mum's been; a tail that owns stays what it is."""
    short = tail.word
    if short not in _SHORT or (short == "'s" and (role.endswith("'s") or not (role or before.word in _SHORTENED_AFTER))):
        return tail
    return Token(tail.start, tail.end, _SHORT[short], True)


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


def _any(patterns: Iterable[Pattern], sentence: _Sentence) -> bool:
    for pattern in patterns:
        if pattern.may_match(sentence.characters) and pattern.expression.search(sentence.code):
            return True
    return False


def _numbers(sentence: _Sentence, match: re.Match[str]) -> list[int]:
    """The tokens that a match covers, without marks at either end."""
    first = bisect_right(sentence.places, match.start()) - 1
    last = bisect_right(sentence.places, max(match.start(), match.end() - 1)) - 1
    found = [sentence.order[place] for place in range(max(first, 0), last + 1)]
    while found and not sentence.tokens[found[-1]].is_word:
        found.pop()
    while found and not sentence.tokens[found[0]].is_word:
        found.pop(0)
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
