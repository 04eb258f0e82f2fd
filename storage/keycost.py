"""What one guess at a secret costs: Argon2id, as dear as the computer at hand bears in the better part of a second.

It knows time and memory, and nothing of vaults, files or what a secret opens.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, replace

from storage.errors import TooLittleMemory

KEY_BYTES, SALT_BYTES = 32, 16
_QUICKEST, _AIM, _SLOWEST = 0.5, 0.7, 1.0
"""Seconds that one guess takes on the computer where it was chosen: at least, about, and at most."""
_CLEARLY_TOO_QUICK = 0.4
"""Seconds below which a derivation says that the vault has come to a better computer, or that its cost was chosen while
the computer was busy. Well under the least that is aimed at, so that a good day does not make it dearer each time."""
_STEP = 16 * 1024
_MOST_MEMORY = 512 * 1024
"""KiB. A vault may have to be opened on the smallest laptop of the team, so that no more is asked for."""
_USUAL_MEMORY = 256 * 1024
"""KiB, where the system does not say how much there is."""
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What one guess at a secret costs under Argon2id: memory in KiB, passes over it, lanes.

    As it stands it is the least that this program chooses by itself: RFC 9106 recommends these figures where memory is
    short, and fewer would be worth a thief's while.
    """

    memory: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4

    @property
    def is_sane(self) -> bool:
        """Whether this program would pay it: a hostile file may not ask for more than 1 GiB or for minutes."""
        lanes_fit = 1 <= self.lanes <= 16 and 8 * self.lanes <= self.memory <= 1024 * 1024
        return lanes_fit and 1 <= self.iterations <= 16 and self.memory * self.iterations <= 4 * 1024 * 1024

    @property
    def work(self) -> int:
        """KiB that one guess passes over."""
        return self.memory * self.iterations

    @property
    def is_too_low(self) -> bool:
        """Whether it is less than this program ever chooses."""
        return self.memory < LEAST.memory or self.work < LEAST.work


LEAST = KeyCost()


def derive(secret: bytes, salt: bytes, cost: KeyCost) -> bytes:
    """The key that wraps, from a secret: Argon2id; raises TooLittleMemory."""
    # Imported at first use: the locked window must be there at once, before anyone has typed a passphrase.
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        return Argon2id(
            salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory
        ).derive(secret)
    except MemoryError:
        raise TooLittleMemory from None


def calibrated() -> KeyCost:
    """The cost that one guess shall have on this computer: half a second to a second, never less than LEAST.

    What was reckoned is tried, since memory that no longer fits a cache is slower than the figures say; this takes one
    to three seconds.
    """
    cost = LEAST
    for _ in range(_ROUNDS):
        try:
            # The first is quick and all else is reckoned from it: the better of two is less disturbed by other work.
            seconds = min(_seconds(cost), _seconds(cost)) if cost == LEAST else _seconds(cost)
        except TooLittleMemory:
            return LEAST
        better = fitted(cost, seconds, LEAST)
        if _QUICKEST <= seconds <= _SLOWEST or better == cost:
            break
        cost = better
    return cost


def dearer(cost: KeyCost, seconds: float) -> KeyCost | None:
    """What a guess should cost from now on, where a derivation at this cost just took so long; None if it may stay.

    It never gets cheaper: a computer that is slow, or busy, is no reason to make guessing easier.
    """
    if cost.is_too_low:
        # So little work says nothing of what more would cost: it is measured, once in the life of a vault.
        return calibrated()
    if seconds >= _CLEARLY_TOO_QUICK:
        return None
    better = fitted(cost, seconds, cost)
    return better if better.work > cost.work else None


def fitted(cost: KeyCost, seconds: float, least: KeyCost) -> KeyCost:
    """The cost that takes about as long as is aimed at, where `cost` took so long; in nothing below `least`.

    Memory comes first, since it is what a thief has to buy; then passes.
    """
    work = cost.work * _AIM / max(seconds, 0.001)
    passes_least = max(LEAST.iterations, least.iterations)
    room = max(_most_memory(), least.memory)
    memory = max(least.memory, LEAST.memory, min(room, int(work / passes_least) // _STEP * _STEP))
    passes = max(passes_least, min(16, 4 * 1024 * 1024 // memory, round(work / memory)))
    wanted = replace(cost, memory=memory, iterations=passes, lanes=max(cost.lanes, LEAST.lanes))
    return wanted if wanted.is_sane else cost


def _seconds(cost: KeyCost) -> float:
    begun = time.perf_counter()
    derive(b"-", bytes(SALT_BYTES), cost)
    return time.perf_counter() - begun


def _most_memory() -> int:
    """The most that a guess may hold, in KiB: a sixteenth of the computer's memory, within bounds."""
    try:
        there = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 1024
    except (AttributeError, ValueError, OSError):  # Windows has no such call, and some systems do not say
        return _USUAL_MEMORY
    return max(LEAST.memory, min(_MOST_MEMORY, there // 16 // _STEP * _STEP))
