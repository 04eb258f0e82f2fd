"""The patterns of a set of rules, looked for in passages by what they need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mapping.language.features import Features
from mapping.language.items import Encoder
from mapping.language.lines import Line
from mapping.language.needs import Index
from mapping.language.parts import found_in, in_reach
from mapping.language.passage import Passage
from mapping.language.patterns import Compiler, Pattern, PatternError
from mapping.language.places import numbers
from mapping.language.rules import Rule, RuleError, Rules


class Engine:
    """The patterns of a set of rules, by number; a set of patterns is a whole number (see needs)."""

    def __init__(self, rules: Rules) -> None:
        self._features = Features(rules.words)
        self._patterns: list[Pattern] = []
        self._rules: dict[int, Rule] = {}
        self.rules = rules.all
        compiler = Compiler(self._features, rules.macros)  # not kept: it remembers every word it has read
        self.frame = {name: self._taken(compiler, patterns) for name, patterns in rules.frame.items()}
        self.of_rule: dict[str, int] = {}
        self.excused: dict[tuple[str, str], int] = {}
        self.blanks = next((rule for rule in rules.all if rule.group == "blanks"), None)
        """The rule about frames that are not filled in; it needs no pattern."""
        for rule in rules.all:
            self._take(compiler, rule)
        self._index = Index([pattern.needs for pattern in self._patterns])
        self._encoder = Encoder(self._features, self._index)
        self._features.settle()

    def _take(self, compiler: Compiler, rule: Rule) -> None:
        self.of_rule[rule.key] = self._taken(compiler, rule.patterns, rule)
        for name in ("unless", "unless_near", "unless_line"):
            self.excused[rule.key, name] = self._taken(compiler, getattr(rule, name), rule)

    def _taken(self, compiler: Compiler, written: Iterable[str], rule: Rule | None = None) -> int:
        """These patterns, made ready, as a set."""
        found = 0
        for each in written:
            pattern = _compiled(compiler, each, rule)
            number = len(self._patterns)
            self._patterns.append(pattern)
            if rule is not None:
                self._rules[number] = rule
            found |= 1 << number
        return found

    def knows(self, word: str) -> bool:
        """Whether some pattern asks for this word."""
        return self._features.knows(word)

    def passage(self, lines: list[Line]) -> Passage:
        """Some lines, ready to be searched, with protected names (statutes, services) set apart."""
        found = Passage(lines, self._encoder, self._index)
        names = {token for sentence in found.numbers for token in self._names(found, sentence)}
        if names:
            found.set_apart(names)
        return found

    def _names(self, passage: Passage, sentence: int) -> Iterator[int]:
        """The tokens of protected names in a sentence; few have any, and so each is looked at alone."""
        for number in numbers(passage.may_hold[sentence] & self.frame.get("names", 0)):
            first, places = passage.alone(sentence)
            for start, end in found_in(self._patterns[number].part, places.every, places):
                yield from passage.covered(first + start, first + end)

    def of_rules(self, passage: Passage, among: int) -> Iterator[tuple[Rule, Pattern, int, int]]:
        """What the patterns of rules find in a passage: each with its rule and the items where it begins and ends."""
        for number, ends in self._possible(among, passage, passage.numbers):
            pattern = self._patterns[number]
            for start, end in found_in(pattern.part, ends, passage.places):
                yield self._rules[number], pattern, start, end

    def found(self, patterns: int, passage: Passage, among: Iterable[int]) -> Iterator[tuple[int, int]]:
        """The items where each of these patterns begins and ends in some of the sentences of a passage."""
        for number, ends in self._possible(patterns, passage, among):
            yield from found_in(self._patterns[number].part, ends, passage.places)

    def holding(self, patterns: int, passage: Passage, among: Iterable[int]) -> frozenset[int]:
        """Those of some sentences, by number, in which one of these patterns is found."""
        starts = 0
        for number, ends in self._possible(patterns, passage, among):
            starts |= self._patterns[number].part.before(ends, passage.places)
        return frozenset(map(passage.sentence_at, numbers(starts)))

    def _possible(self, patterns: int, passage: Passage, among: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Those of some patterns that are worth a search, each with the places in which it may end."""
        for number, ends in passage.possible(patterns, among).items():
            if in_reach(self._patterns[number].part, ends, passage.places):
                yield number, ends


def _compiled(compiler: Compiler, written: str, rule: Rule | None) -> Pattern:
    try:
        return compiler.compile(written)
    except PatternError as error:
        where = f"In rule {rule.key} the" if rule else "The"
        raise RuleError(f"{where} pattern “{written}” cannot be read: {error}.") from None
