"""Passphrases that are nearly right, or nothing like it: what a hand mistypes and what a program tries."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator

RIGHT = "Zoë liest à la plage 7 Kettles"
"""Long, with letters that can be composed in two ways, so that there is much to get nearly right."""
HUGE = 10 * 2**20


def wrong_passphrases(number: int, seed: int = 7) -> Iterator[str]:
    """So many passphrases that are wrong: the fixed ones first, then near misses and noise in turn."""
    chance, given = random.Random(seed), 0
    for wrong in (*_fixed(), *_forever(chance, number)):
        if given == number:
            return
        if unicodedata.normalize("NFC", wrong) != unicodedata.normalize("NFC", RIGHT):
            given += 1
            yield wrong


def _fixed() -> Iterator[str]:
    """What is always tried: nothing, blanks, other case, other width, the same without its accents, very much."""
    yield from ("", " ", "\0", "\ud800", "\n", RIGHT + " ", " " + RIGHT, RIGHT + "\n", RIGHT + "\0", RIGHT * 2)
    yield from (RIGHT.upper(), RIGHT.lower(), RIGHT.title(), RIGHT.swapcase(), RIGHT[::-1], RIGHT.replace(" ", ""))
    yield "".join(each for each in unicodedata.normalize("NFD", RIGHT) if not unicodedata.combining(each))
    yield unicodedata.normalize("NFD", RIGHT)[:-1]
    yield RIGHT.replace(" ", "\u00a0")
    yield RIGHT.replace("7", "\uff17")
    yield "x" * HUGE
    yield RIGHT + "x" * HUGE


def _forever(chance: random.Random, number: int) -> Iterator[str]:
    for turn in range(2 * number):
        yield _near(chance) if turn % 2 else _noise(chance)


def _near(chance: random.Random) -> str:
    """One character left out, doubled, replaced, or exchanged with its neighbour, in one of two forms."""
    typed = unicodedata.normalize(chance.choice(("NFC", "NFD")), RIGHT)
    place = chance.randrange(len(typed) - 1)
    before, here, after = typed[:place], typed[place], typed[place + 1 :]
    other = chr(chance.randrange(33, 0x250))
    return chance.choice(
        (before + after, before + here * 2 + after, before + other + after, before + after[0] + here + after[1:])
    )


def _noise(chance: random.Random) -> str:
    return "".join(chr(chance.randrange(1, 0xD800)) for _ in range(chance.randrange(1, 60)))
