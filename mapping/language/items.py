"""Sentences as items, each with all that it may be; what a word may be is worked out once. It knows no pattern."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mapping.language.features import ADVERB, BREAK, COLON, NEGATION, NUMBER, OWNER, QUOTED, WORD, Features
from mapping.language.needs import Index, Met
from mapping.language.places import Feature
from mapping.language.roles import PART
from mapping.language.smallwords import small_words
from mapping.language.tokens import Token

BETWEEN = Token("\n", is_word=False)
"""Stands behind each sentence: no text has it, since a line holds no end of a line."""
_STRONG = frozenset(';:()[]{}.!?…—–“”"\n')
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


class Encoder:
    """Makes items of words by the features that patterns ask for."""

    def __init__(self, features: Features, index: Index) -> None:
        self._features, self._index = features, index
        self._known: dict[tuple[str, str], Meaning] = {}
        self._owners: dict[Meaning, Meaning] = {}
        self._quoted = self._meaning({QUOTED})
        self._nothing = self._meaning(())
        """Stands for what is no item: most quotation marks, the ends of owners."""

    def meanings(self, tokens: list[Token], roles: list[str]) -> list[Meaning]:
        """What each token may be, whomever it names."""
        known = map(self._known.get, zip([token.word for token in tokens], roles, strict=True))
        found = [
            self._remembered(tokens[number], roles[number]) if meaning is None else meaning
            for number, meaning in enumerate(known)
        ]
        for number in [number for number, token in enumerate(tokens) if token.tail]:
            if number and tokens[number - 1] is not BETWEEN:
                self._end(found, number, tokens, roles)
        return found

    def set_apart(self, meanings: list[Meaning], apart: Iterable[int]) -> list[int]:
        """Which tokens are items, where some are set apart; of those that stand together only the first is."""
        for number in apart:
            meanings[number] = self._quoted
        nothing, quoted = self._nothing, self._quoted
        order = [number for number, meaning in enumerate(meanings) if meaning is not nothing]
        if quoted in meanings:
            before = [None, *[meanings[number] for number in order]]
            order = [
                number
                for number, last in zip(order, before, strict=False)
                if last is not quoted or meanings[number] is not quoted
            ]
        return order

    def _end(self, found: list[Meaning], number: int, tokens: list[Token], roles: list[str]) -> None:
        """The end of a word makes an owner of the word before, or stands for a word of its own, or for nothing."""
        tail, before = tokens[number], number - 1
        if tail.word in _OWNING and found[before] is not self._nothing:
            found[before] = self._owning(found[before])
        if _is_short(tail.word, tokens[before].word, roles[before]):
            found[number] = self._remembered(Token(_SHORT[tail.word], is_word=True), roles[number])

    def _owning(self, meaning: Meaning) -> Meaning:
        """The same word where an owner's ending follows."""
        if BREAK in meaning.features:
            return meaning
        found = self._owners.get(meaning)
        if found is None:
            found = self._owners[meaning] = self._meaning({OWNER, *meaning.features})
        return found

    def _remembered(self, token: Token, role: str) -> Meaning:
        """What stands for a word, of whoever it is said, or for a mark, if anything does; worked out once."""
        key = token.word, role
        meaning = self._known.get(key)
        if meaning is None:
            features = None if role == PART else self._word(token.word, role) if token.is_word else self._mark(token)
            meaning = self._nothing if features is None else self._meaning(features)
            if len(self._known) < _MOST_WORDS:
                self._known[key] = meaning
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

    def _mark(self, token: Token) -> set[Feature] | None:
        found = set(self._features.of_word(token.word))
        if token.tail:
            return found if found and token.word not in _OWNING else None
        if token.word in _SILENT:
            return None
        if token.word in _STRONG:
            return {BREAK, COLON} if token.word == ":" else {BREAK}
        return {NUMBER, *found} if token.word[:1].isdigit() else found


def _is_adverb(word: str) -> bool:
    if word in small_words("adverbs"):
        return True
    return word.endswith("ly") and word not in small_words("not_adverbs")


def _is_short(tail: str, before: str, role: str) -> bool:
    """Whether the end of a word is a helping word cut short: she's, mum's been; one that owns stays what it is."""
    if tail != "'s":
        return tail in _SHORT
    return not role.endswith("'s") and bool(role or before in _SHORTENED_AFTER)
