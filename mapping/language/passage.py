"""Some lines as one row of items, so that a pattern is looked for in all their sentences at once; it knows no rule."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from mapping.language.features import BREAK
from mapping.language.items import BETWEEN, Encoder
from mapping.language.lines import Line
from mapping.language.needs import Index
from mapping.language.places import Places, numbers
from mapping.language.tokens import Token


class Passage:
    """The sentences of some lines one behind the other, as tokens and as items; each ends with a mark nobody wrote."""

    def __init__(self, lines: list[Line], encoder: Encoder, index: Index) -> None:
        self.lines = lines
        self.tokens: list[Token] = []
        self.starts: list[int] = []
        """Where in the text each token begins."""
        self.roles: list[str] = []
        """Whom each token names (see roles)."""
        self._begun: list[int] = []
        """The token with which each sentence begins, and where the last ends."""
        self._line_of: list[int] = []
        self._index, self._encoder = index, encoder
        for number, line in enumerate(lines):
            self._line_of += [number] * len(line.sentences)
            for sentence, roles in zip(line.sentences, line.roles, strict=True):
                self._begun.append(len(self.tokens))
                self.tokens += [*sentence.tokens, BETWEEN]
                self.starts += [*sentence.starts, -1]
                self.roles += [*roles, ""]
        self._begun.append(len(self.tokens))
        self._meanings = encoder.meanings(self.tokens, self.roles)
        self._arrange(self._spoken())
        self.may_hold = [self._all_it_may_hold(number) for number in self.numbers]
        """The patterns that have what they need in each sentence."""

    def _spoken(self) -> Iterator[int]:
        """The tokens that are somebody's own words."""
        for number, line in enumerate(self._line_of):
            for quote in self.lines[line].spoken:
                for place in range(*self._begun[number : number + 2]):
                    start = self.starts[place]
                    if quote.start <= start and start + self.tokens[place].length <= quote.end:
                        yield place

    def _arrange(self, apart: Iterable[int]) -> None:
        """Make items of the tokens, of which some are set apart."""
        self._order = self._encoder.set_apart(self._meanings, apart)
        self._items = [self._meanings[number] for number in self._order]
        self.items = [item.features for item in self._items]
        self._ends = [bisect_left(self._order, begun) for begun in self._begun]

    def _all_it_may_hold(self, sentence: int) -> int:
        start, end = self._ends[sentence : sentence + 2]
        return self._index.possible([item.met for item in self._items[start:end]])

    def set_apart(self, tokens: Collection[int]) -> None:
        """Let tokens that stand together be one item that no pattern asks for; before anything else is looked for."""
        self._arrange(tokens)
        for sentence in {bisect_right(self._begun, token) - 1 for token in tokens}:
            self.may_hold[sentence] = self._all_it_may_hold(sentence)

    @cached_property
    def places(self) -> Places:
        """Where its items stand."""
        return Places(self.items, BREAK)

    def alone(self, sentence: int) -> tuple[int, Places]:
        """With which item a sentence begins, and where those stand from there."""
        start, end = self._ends[sentence : sentence + 2]
        return start, Places(self.items[start:end], BREAK)

    @property
    def numbers(self) -> range:
        """The numbers of its sentences."""
        return range(len(self._line_of))

    def possible(self, patterns: int, among: Iterable[int]) -> dict[int, int]:
        """The patterns that may be found in some of the sentences, with all places of those that have what it needs."""
        found: dict[int, int] = {}
        for sentence in among:
            start, end = self._ends[sentence : sentence + 2]
            span = (1 << end) - (1 << start)
            for pattern in numbers(self.may_hold[sentence] & patterns):
                found[pattern] = found.get(pattern, 0) | span
        return found

    def sentence_at(self, place: int) -> int:
        """The number of the sentence in which an item stands."""
        return bisect_right(self._begun, self._order[place]) - 1

    def line_of(self, sentence: int) -> int:
        """The number of the line in which a sentence stands."""
        return self._line_of[sentence]

    def sentences_of(self, line: int) -> range:
        """The numbers of the sentences of a line."""
        return range(bisect_left(self._line_of, line), bisect_right(self._line_of, line))

    def begins(self, token: int) -> bool:
        """Whether a sentence begins with this token."""
        return not token or self.tokens[token - 1] is BETWEEN

    def covered(self, start: int, end: int) -> list[int]:
        """The tokens of some items, without marks at either end."""
        found = self._order[start:end]
        while found and not self.tokens[found[-1]].is_word:
            found.pop()
        while found and not self.tokens[found[0]].is_word:
            found.pop(0)
        return found

    def to_the_break(self, start: int, end: int) -> list[int]:
        """The tokens of some items, and those behind them in their stretch."""
        while BREAK not in self.items[end]:
            end += 1
        return self._order[start:end]
