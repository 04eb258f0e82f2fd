"""A sentence as a short string, and the patterns of a set of rules, found by the characters that they need."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mapping.language.features import ADVERB, NEGATION, NUMBER, OWNER, QUOTED, WORD, Features
from mapping.language.patterns import Compiler, Pattern, PatternError
from mapping.language.roles import PART
from mapping.language.rules import Rule, RuleError, Rules
from mapping.language.smallwords import small_words
from mapping.language.tokens import Token

_STRONG = frozenset(';:()[]{}.!?…—–“”"')
_SILENT = frozenset("“”\"„«»‘’'*_")
_SHORT = {"'s": "is", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
"""What the end of a word before it stands for, where it owns nothing: she's, they're."""
_SHORTENED_AFTER = frozenset(("he", "she", "it", "that", "there", "here", "who", "what", "where", "how"))
_MOST_WORDS = 50_000
"""How many different words are remembered with what they may be."""


@dataclass(frozen=True, slots=True)
class Sentence:
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


class Engine:
    """The patterns of a set of rules, found by the characters that they need."""

    def __init__(self, rules: Rules) -> None:
        self._features = Features(rules.words)
        self._parts: dict[tuple[str, str], str] = {}
        self._quoted = f"<{self._features.fixed(QUOTED)}>"
        self._compiler = Compiler(self._features, rules.macros)
        self.frame = {name: tuple(map(self._frame, patterns)) for name, patterns in rules.frame.items()}
        self._patterns: dict[str, list[tuple[int, Rule, Pattern, frozenset[str], bool]]] = {}
        self.excused: dict[tuple[str, str], tuple[Pattern, ...]] = {}
        self.blanks = next((rule for rule in rules.all if rule.group == "blanks"), None)
        """The rule about frames that are not filled in; it needs no pattern."""
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

    def encode(self, sentence: list[Token], roles: list[str], hidden: frozenset[int]) -> Sentence:
        """The sentence as a string; tokens in `hidden` become one mark that no pattern asks for."""
        parts: list[str] = []
        places: list[int] = []
        order: list[int] = []
        length = 0
        known, last = self._parts, len(sentence) - 1
        for number, written in enumerate(sentence):
            if number in hidden:
                part = "" if parts and parts[-1] == self._quoted else self._quoted
            else:
                role = roles[number]
                token = written
                if written.tail and number:
                    token = _in_full(written, sentence[number - 1], roles[number - 1])
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
        return Sentence(sentence, code, places, order, frozenset(code), names, people)

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

    def candidates(self, sentence: Sentence) -> Iterator[tuple[Rule, Pattern]]:
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


def holds_any(patterns: Iterable[Pattern], sentence: Sentence) -> bool:
    """Whether one of these patterns is found in a sentence."""
    for pattern in patterns:
        if pattern.may_match(sentence.characters) and pattern.expression.search(sentence.code):
            return True
    return False


def covered(sentence: Sentence, match: re.Match[str]) -> list[int]:
    """The tokens that a match covers, without marks at either end."""
    first = bisect_right(sentence.places, match.start()) - 1
    last = bisect_right(sentence.places, max(match.start(), match.end() - 1)) - 1
    found = [sentence.order[place] for place in range(max(first, 0), last + 1)]
    while found and not sentence.tokens[found[-1]].is_word:
        found.pop()
    while found and not sentence.tokens[found[0]].is_word:
        found.pop(0)
    return found


def _in_full(tail: Token, before: Token, role: str) -> Token:
    """The helping word that the end of a word stands for: she's, mum's been; a tail that owns stays what it is."""
    short = tail.word
    if short not in _SHORT or (
        short == "'s" and (role.endswith("'s") or not (role or before.word in _SHORTENED_AFTER))
    ):
        return tail
    return Token(tail.start, tail.end, _SHORT[short], True)
