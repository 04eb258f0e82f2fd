"""A sentence as its items and what each may be, and the patterns of a set of rules, found by what they need."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from mapping.language.features import ADVERB, BREAK, COLON, NEGATION, NUMBER, OWNER, QUOTED, WORD, Features
from mapping.language.needs import Index, Met, numbers
from mapping.language.parts import Feature, Places, found_in
from mapping.language.patterns import Compiler, Pattern, PatternError
from mapping.language.roles import PART
from mapping.language.rules import Rule, RuleError, Rules
from mapping.language.smallwords import small_words
from mapping.language.tokens import Token

_STRONG = frozenset(';:()[]{}.!?…—–“”"')
_SILENT = frozenset("“”\"„«»‘’'*_")
_OWNING = frozenset(("'s", "'"))
_SHORT = {"'s": "is", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
"""What the end of a word before it stands for, where it owns nothing: she's, they're."""
_SHORTENED_AFTER = frozenset(("he", "she", "it", "that", "there", "here", "who", "what", "where", "how"))
_MOST_WORDS = 50_000
"""How many different words are remembered with what they may be."""


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """What an item may be, and the patterns of which it meets a need."""

    features: frozenset[Feature]
    met: Met


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as its tokens and as the items that patterns are found in; `order` is the token of each item."""

    tokens: list[Token]
    items: list[frozenset[Feature]]
    order: list[int]
    places: Places
    possible: int
    """The patterns that have what they need in it."""
    roles: list[str]
    """Whom each token names (see roles)."""


class Engine:
    """The patterns of a set of rules, by number; a set of patterns is a whole number (see needs)."""

    def __init__(self, rules: Rules) -> None:
        self._features = Features(rules.words)
        self._compiler = Compiler(self._features, rules.macros)
        self._index = Index()
        self._patterns: list[Pattern] = []
        self._rules: dict[int, Rule] = {}
        self._known: dict[tuple[str, str], Meaning | None] = {}
        self._owners: dict[Meaning, Meaning] = {}
        self.rules = rules.all
        self.frame = {name: self._taken(patterns) for name, patterns in rules.frame.items()}
        self.of_rule: dict[str, int] = {}
        self.excused: dict[tuple[str, str], int] = {}
        self.blanks = next((rule for rule in rules.all if rule.group == "blanks"), None)
        """The rule about frames that are not filled in; it needs no pattern."""
        for rule in rules.all:
            self._take(rule)
        self._quoted = self._meaning({QUOTED})

    def _take(self, rule: Rule) -> None:
        self.of_rule[rule.key] = self._taken(rule.patterns, rule)
        for name in ("unless", "unless_near", "unless_line"):
            self.excused[rule.key, name] = self._taken(getattr(rule, name), rule)

    def _taken(self, written: Iterable[str], rule: Rule | None = None) -> int:
        """These patterns, made ready, as a set."""
        found = 0
        for each in written:
            pattern = self._compiled(each, rule)
            number = self._index.add(pattern.needs)
            self._patterns.append(pattern)
            if rule is not None:
                self._rules[number] = rule
            found |= 1 << number
        return found

    def _compiled(self, written: str, rule: Rule | None) -> Pattern:
        try:
            return self._compiler.compile(written)
        except PatternError as error:
            where = f"In rule {rule.key} the" if rule else "The"
            raise RuleError(f"{where} pattern “{written}” cannot be read: {error}.") from None

    def knows(self, word: str) -> bool:
        """Whether some pattern asks for this word."""
        return self._features.knows(word)

    def encode(self, sentence: list[Token], roles: list[str], hidden: Collection[int]) -> Sentence:
        """The sentence as items; tokens in `hidden` become one that no pattern asks for."""
        items: list[Meaning] = []
        order: list[int] = []
        known = self._known
        for number, token in enumerate(sentence):
            if token.tail and token.word in _OWNING and number and order and order[-1] == number - 1:
                items[-1] = self._owning(items[-1])
            if number in hidden:
                if items and items[-1] is self._quoted:
                    continue
                meaning: Meaning | None = self._quoted
            else:
                role = roles[number]
                spoken = _in_full(token, sentence[number - 1], roles[number - 1]) if token.tail and number else token
                key = spoken.word, role
                meaning = known[key] if key in known else self._remembered(spoken, role)
            if meaning is not None:
                items.append(meaning)
                order.append(number)
        features = [each.features for each in items]
        possible = self._index.possible([each.met for each in items])
        return Sentence(sentence, features, order, Places(features, BREAK), possible, roles)

    def _remembered(self, token: Token, role: str) -> Meaning | None:
        """What stands for a word, of whoever it is said, or for a mark, if anything does; worked out once."""
        features = None if role == PART else self._word(token.word, role) if token.is_word else self._mark(token)
        meaning = None if features is None else self._meaning(features)
        if len(self._known) < _MOST_WORDS:
            self._known[token.word, role] = meaning
        return meaning

    def _meaning(self, features: Iterable[Feature]) -> Meaning:
        return Meaning(frozenset(features), self._index.met_by(features))

    def _word(self, word: str, role: str) -> set[Feature]:
        found = {WORD, *self._features.of_word(word), *map(self._features.role, role.split())}
        if word in small_words("negations"):
            found.add(NEGATION)
        if _is_adverb(word):
            found.add(ADVERB)
        return found

    def _owning(self, meaning: Meaning) -> Meaning:
        """The same word where an owner's ending follows."""
        if meaning is self._quoted or BREAK in meaning.features:
            return meaning
        found = self._owners.get(meaning)
        if found is None:
            found = self._owners[meaning] = self._meaning({OWNER, *meaning.features})
        return found

    def _mark(self, token: Token) -> set[Feature] | None:
        found = set(self._features.of_word(token.word))
        if token.tail:
            return found if found and token.word not in _OWNING else None
        if token.word in _SILENT:
            return None
        if token.word in _STRONG:
            return {BREAK, COLON} if token.word == ":" else {BREAK}
        return {NUMBER, *found} if token.word[:1].isdigit() else found

    def of_rules(self, sentence: Sentence, among: int) -> Iterator[tuple[Rule, Pattern, int, int]]:
        """What the patterns of rules find in a sentence: each with its rule and the items where it begins and ends."""
        for number in numbers(sentence.possible & among):
            pattern = self._patterns[number]
            for start, end in found_in(pattern.part, sentence.places):
                yield self._rules[number], pattern, start, end

    def found(self, patterns: int, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """The items where each of these patterns begins and ends in a sentence."""
        for number in numbers(sentence.possible & patterns):
            yield from found_in(self._patterns[number].part, sentence.places)

    def holds_any(self, patterns: int, sentence: Sentence) -> bool:
        """Whether one of these patterns is found in a sentence."""
        every = sentence.places.every
        for number in numbers(sentence.possible & patterns):
            if self._patterns[number].part.before(every, sentence.places):
                return True
        return False


def covered(sentence: Sentence, start: int, end: int) -> list[int]:
    """The tokens of some items, without marks at either end."""
    found = sentence.order[start:end]
    while found and not sentence.tokens[found[-1]].is_word:
        found.pop()
    while found and not sentence.tokens[found[0]].is_word:
        found.pop(0)
    return found


def _is_adverb(word: str) -> bool:
    if word in small_words("adverbs"):
        return True
    return word.endswith("ly") and word not in small_words("not_adverbs")


def _in_full(tail: Token, before: Token, role: str) -> Token:
    """The helping word that the end of a word stands for: she's, mum's been; a tail that owns stays what it is."""
    short = tail.word
    if short not in _SHORT or (
        short == "'s" and (role.endswith("'s") or not (role or before.word in _SHORTENED_AFTER))
    ):
        return tail
    return Token(tail.start, tail.end, _SHORT[short], True)
