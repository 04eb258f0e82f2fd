"""A text as its lines, their sentences and whom each word names; it looks for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from mapping.language.cast import Cast
from mapping.language.english import is_english
from mapping.language.roles import Memory, roles_of
from mapping.language.speech import Quote, quotes
from mapping.language.tokens import Cut, Token, lines, sentences, tokens

_AT_ONCE = 4000
"""How many tokens are read together: with fewer each pattern is run more often, with more each run is longer."""

_SUPPLIED = Token("", is_word=True)
"""Stands for the subject of a text that begins with its verb."""


class Line(NamedTuple):
    """A line of a text: where it begins, what in it is said by somebody, its sentences, and whom each token names."""

    text: str
    offset: int
    spoken: list[Quote]
    sentences: list[Cut]
    """None where it is not English."""
    roles: list[list[str]]


def lines_of(text: str, cast: Cast, knows: Callable[[str], bool], subject: str) -> Iterator[Line]:
    """The lines of a text; the first has the subject that is supplied. Who was named is known to the end of a line."""
    for offset, line in lines(text):
        spoken = [each for each in quotes(line, offset) if each.attributed]
        cut = tokens(line, offset)
        parted = _mended(sentences(cut), spoken) if is_english(cut.tokens, knows) else []
        if subject and parted:
            parted[0].tokens.insert(0, _SUPPLIED)
            parted[0].starts.insert(0, parted[0].start)
        memory, roles = Memory(), []
        for sentence in parted:
            roles.append(roles_of(sentence.tokens, cast, memory))
            memory.next_sentence()
        if subject and roles:
            roles[0][0] = subject
        subject = ""
        yield Line(line, offset, spoken, parted, roles)


def at_once(several: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines that are searched together."""
    found: list[Line] = []
    count = 0
    for line in several:
        found.append(line)
        count += sum(map(len, line.roles))
        if count >= _AT_ONCE:
            yield found
            found, count = [], 0
    if found:
        yield found


def _mended(cut: Iterable[Cut], spoken: list[Quote]) -> list[Cut]:
    """Sentences put together again where a full stop inside somebody's own words parted them."""
    if not spoken:
        return list(cut)
    found: list[Cut] = []
    for sentence in cut:
        begun = sentence.start
        if found and any(quote.start < begun < quote.end for quote in spoken):
            found[-1] = Cut(found[-1].tokens + sentence.tokens, found[-1].starts + sentence.starts)
        else:
            found.append(sentence)
    return found
