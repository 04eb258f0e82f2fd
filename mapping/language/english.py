"""Whether a line is English: a line in another language gets no findings rather than wrong ones."""

from __future__ import annotations

from collections.abc import Callable

from mapping.language.tokens import Token

_COMMON = frozenset(
    "the a an of to in and or is was were are be been has have had he she it they them his her their that this with for on at by from not no"
    " as but who which when there did do does will would can could should must may i we you him me my our its than then so if out up about".split()
)
_FOREIGN = frozenset(
    "de la el los las que y en un una los con por para es der die das und ist nicht mit ein eine zu im il lo di e per che non ha gli le les des et"
    " dans une pas est je nie jest się na w z do i że ze dla przez o yn y yr mae ar ei ac bod wedi nid gan am ke va na se si ca cu din ve bir bu için"
    " og det som av til på är att inte och en het van een niet met op maar zijn".split()
)
_ENOUGH, _SHORT = 0.2, 4


def is_english(line: list[Token], knows: Callable[[str], bool]) -> bool:
    """Whether the words of a line are such as English text has; a few short words decide nothing by themselves."""
    words = [token.word for token in line if token.is_word]
    if not words:
        return False
    strange = sum(not word.isascii() for word in words)
    if strange * 2 > len(words):
        return False
    common = sum(word in _COMMON for word in words)
    foreign = sum(word in _FOREIGN and word not in _COMMON for word in words)
    if foreign > common:
        return False
    known = sum(word in _COMMON or knows(word) for word in words)
    return known >= (1 if len(words) < _SHORT else _ENOUGH * len(words))
