"""Which rooms of the house each group of proofs stands on; it knows no figure.

A figure belongs to what was proven: a colour changed in `app` takes nothing away from two hours of kills. A room is a
folder, a file or a pattern, from the root; the group's own folder is always among them. Whatever a proof imports lies
in one of its rooms, or a test of the house objects.
"""

from __future__ import annotations

import functools

import dev

_DRIVER = ".ci/requirements.lock"
_WHOLE = (*dev.SOURCES, "resources", _DRIVER)
_CASE = tuple(
    f"mapping/{name}.py"
    for name in (
        "__init__", "asks", "audit", "casemap", "casework", "catalogue", "commands", "dates", "entries", "errors",
        "fields", "fieldtext", "find", "folding", "history", "naming", "parts", "phrasing", "reading", "records",
        "references", "refusing", "rowkeeping", "rules", "terms", "veil", "vocabulary", "wording",
    )
)  # fmt: skip
"""What storage and a session bring in of the model: a layout takes nothing away from two hours of kills."""
_VAULT = (*_CASE, "storage", "tests/storage/sample.py", "tests/cheap.py", _DRIVER)
_SESSION = (*_VAULT, "app/session.py", "app/drafts.py", "app/evidence.py")
_WORDS = ("resources/vocabulary", "resources/language/checks.toml")
_READING = (*_WORDS, "exports/interchange.py", "exports/foreign.py", "tests/cases.py", "tests/data/cases")
_CHILDREN = ("tests/long/forked.py", "tests/long/oracle.py")
_WORK = (*_CHILDREN, "tests/long/model.py")
_ACTS = (*_CHILDREN, "tests/long/acts.py")
_STRINGS = ("tests/long/strings.py", "tests/long/forked.py")
_GOLDEN = "tests/storage/files"

_PAPER = (
    "mapping", "exports", "resources/vocabulary", "resources/language", "resources/fonts", "resources/themes",
    "resources/release", "resources/training", _DRIVER,
)  # fmt: skip

ROOMS: dict[str, tuple[str, ...]] = {
    "canary": (
        *_WHOLE, "tests/traces", "tests/app/memory.py", "tests/exports/full_case.py", "tests/house/source.py",
        "tests/papers.py",
    ),
    "commands": (*_SESSION, *_READING, *_CHILDREN),
    "damage": (*_VAULT, *_WORK),
    "disclosure": (
        *_PAPER, "tests/canaries.py", "tests/disclosure.py", "tests/expected.py", "tests/leaks.py", "tests/cases.py",
        "tests/house/source.py", "tests/mapping/pairs.py", "tests/exports/finished/plants.py",
        "tests/exports/paper_reading.py",
    ),
    "drill": (*_VAULT, *_WORK),
    "erasure": (
        *_VAULT, *_WORDS, "mapping/*.py",
        "exports", "resources/fonts", "resources/themes", "app/certifying.py", "app/history/whole.py",
        "tests/long/forked.py", "tests/app/deletions.py", "tests/storage/tampering.py",
    ),
    "faults": (*_SESSION, *_WORK, *_ACTS, "app/outfile.py", "app/folders.py", "tests/long/smalldisk.py", _GOLDEN),
    "foreign": (*_VAULT, *_READING, *_WORK, "app/sandbox"),
    "fuzz": (
        *_VAULT, *_READING, "mapping/*.py",
        "app/sandbox", "resources/sample", "tests/long/forked.py", "tests/fuzzing.py",
        "tests/house/source.py",
    ),
    "guesses": (*_VAULT, "tests/storage/nearmisses.py", "tests/storage/test_wrong_passphrases.py"),
    "kill": (*_VAULT, *_WORK),
    "large": (
        *_SESSION, *_CHILDREN, "mapping", "exports", "resources/vocabulary", "resources/language", "resources/fonts",
        "resources/themes", "tests/app/memory.py", "tests/bench/maps.py", "tests/cases.py",
    ),
    "laptop": (*_VAULT, *_WORK, "tests/long/smalldisk.py"),
    "locks": (
        *_WHOLE, "tests/app/lockbench.py", "tests/app/logind.py", "tests/app/remains.py", "tests/app/twoprograms.py",
        "tests/storage/sample.py", "tests/cases.py", "tests/cheap.py",
    ),
    "machine": (*_SESSION, *_READING, "tests/storage/machine.py"),
    "paper": (
        *_PAPER, "tests/exports/hostile.py", "tests/exports/full_case.py", "tests/exports/paper_reading.py",
    ),
    "pictures": ("app/sandbox", "tests/pictures.py", _DRIVER),
    "powercut": (*_SESSION, *_WORK, *_ACTS, "app/outfile.py", "app/folders.py", _GOLDEN),
    "screens": (*_WHOLE, *_STRINGS, "tests/app/seen.py", "tests/storage/sample.py", "tests/cases.py", "tests/cheap.py"),
    "soak": (*_WHOLE, *_WORK, "tests/long/commands", "tests/storage/sample.py", "tests/cases.py", "tests/cheap.py"),
    "syscalls": (*_SESSION, *_ACTS, "tests/long/straced.py"),
    "unicode": (
        *_VAULT, *_READING, "mapping/*.py",
        *_STRINGS, "exports/errors.py", "exports/rings.py", "exports/finished", "resources/release",
    ),
}  # fmt: skip
"""A group that is not named here stands on everything."""


def rooms_of(group: str) -> tuple[str, ...]:
    """The rooms that a group stands on, its own folder among them."""
    return (*ROOMS.get(group, dev.PROVEN_WITH), f"tests/long/{group}")


@functools.cache
def mark(group: str) -> str:
    """The fingerprint of what a group stands on, as this process began with it."""
    return dev.fingerprint(dev.ROOT, rooms_of(group))[:16]
