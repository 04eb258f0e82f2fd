"""What one guess at a passphrase costs whoever tries them all, on this computer, as a new vault would have it."""

from __future__ import annotations

from collections.abc import Iterator

from storage.keycost import SALT_BYTES, calibrated, derive
from tests.bench.figures import Figure, best


def figures() -> Iterator[Figure]:
    """Seconds and memory of one guess; the case and its size do not matter."""
    cost = calibrated()
    yield Figure("one guess at the passphrase", best(lambda: derive(b"a guess", bytes(SALT_BYTES), cost)))
    yield Figure("memory of one guess", cost.memory / 1024, "MiB")
