"""A worker for the sandbox that makes and reads many changed files, one after another, and says what came of them."""

import json
import resource
import time

from tests.fuzzing import CASE, CODINGS, REFUSED, changed_file, tried

WARMING = 60


def prepare() -> None:
    """Read some files, so that whatever making and reading them may call for is there."""
    for coding in CODINGS:
        "".encode(coding)
    for seed in range(WARMING):
        tried(changed_file(seed))


def work(payload: bytes) -> bytes:
    """The files of so many numbers from the first on: how many were cases, and the most that one of them cost."""
    first, number = map(int, payload.split())
    found = {CASE: 0, REFUSED: 0}
    longest = 0.0
    for seed in range(first, first + number):
        raw, begun = changed_file(seed), time.process_time()
        found[tried(raw)] += 1
        longest = max(longest, time.process_time() - begun)
    return json.dumps([found[CASE], found[REFUSED], longest, peak()]).encode()


def peak() -> float:
    """The most memory that this process ever had, in mebibytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
