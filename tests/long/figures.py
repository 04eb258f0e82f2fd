"""The table of what the long proofs have done and found, to which every run adds; it knows no proof.

A row belongs to the code that was proven, which `rooms` names: when that changes, counting begins anew. Run as a module
it prints the table; see `python3 dev.py figures`.
"""

from __future__ import annotations

import json
import math
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dev
from tests.long import rooms

FIGURES = Path(os.environ.get("THROUGHLINE_FIGURES", dev.VENV / "throughline-proofs.json"))
SHARE, MINUTES = "THROUGHLINE_SHARE", "THROUGHLINE_MINUTES"
"""In the environment: the share of every goal that is enough for now, and the minutes after which a group stops."""
MOST, LEAST = "most_", "least_"
"""A number whose name begins so keeps the greatest or the least ever found; all others add up."""
_VERSIONS = 6
"""How many versions of the code keep their rows, in each group."""
_BEGUN = time.monotonic()


def record(group: str, name: str, **numbers: float) -> None:
    """Add these numbers to a row: record("kill", "at random times", kills=20, lost=0)."""
    with _table(group) as rows:
        found = _row(rows, name)["numbers"]
        for what, number in numbers.items():
            before = found.get(what)
            if before is None:
                found[what] = number
            elif what.startswith(MOST):
                found[what] = max(before, number)
            elif what.startswith(LEAST):
                found[what] = min(before, number)
            else:
                found[what] = before + number


def done(group: str, name: str) -> defaultdict[str, float]:
    """What a row holds so far for this code; a number that was never recorded is 0."""
    return defaultdict(float, _rows(group).get(name, {}).get("numbers", {}))


def rounds(group: str, name: str, what: str, goal: int, size: int = 1) -> Iterator[int]:
    """Yield the batches of at most `size` that are still to do: each time how many of `what` the row holds already.

    That number is a good seed, since no batch gets the same one twice. The body must record at least one `what`.
    Where the time that the run was given is over, the test that goes through this is skipped with a word.
    """
    with _table(group) as rows:
        _row(rows, name)["goal"] = [what, goal]
    enough = math.ceil(goal * float(os.environ.get(SHARE, "1")))
    while (so_far := int(done(group, name)[what])) < enough:
        if _time_is_over():
            import pytest

            pytest.skip(f"stopped at {so_far:,} of {enough:,}; run it again to go on")
        yield so_far
        if int(done(group, name)[what]) == so_far:
            raise AssertionError(f"a round of {group}, {name} recorded no {what}")


def left(group: str, name: str, what: str, goal: int, size: int) -> int:
    """How large the next batch may be: `size`, or what the goal still lacks."""
    enough = math.ceil(goal * float(os.environ.get(SHARE, "1")))
    return max(1, min(size, enough - int(done(group, name)[what])))


def unmet(group: str) -> list[str]:
    """The rows of a group that have not come to their goal, each as a line; a group without rows has proven nothing."""
    found = _rows(group)
    lines = [] if found else ["nothing was done yet with the code as it is"]
    for name, row in found.items():
        what, goal = row.get("goal", ("", 0))
        so_far = row["numbers"].get(what, 0)
        if so_far < goal:
            lines.append(f"{name}: {so_far:,.0f} of {goal:,} {what.replace('_', ' ')}")
    return lines


def forget(group: str) -> None:
    """Take the rows of a group away, for this code: the proof itself was wrong and is to be done anew."""
    with _table(group) as rows:
        rows.clear()


def markdown() -> str:
    """The table for the guide, groups and rows in order of their names."""
    lines = ["| Proof | Done | Found |", "| --- | --- | --- |"]
    for group in sorted(_read()):
        for name, row in sorted(_rows(group).items()):
            numbers = dict(row["numbers"])
            what, goal = row.get("goal", (next(iter(numbers), ""), 0))
            so_far = numbers.pop(what, 0)
            of = f" of {goal:,}" if so_far < goal else ""
            found = ", ".join(_said(each, number) for each, number in numbers.items())
            lines.append(f"| {group}: {name} | {_plain(so_far)}{of} {what.replace('_', ' ')} | {found} |")
    return "\n".join(lines) + "\n"


def _said(what: str, number: float) -> str:
    for start, word in ((MOST, "at most"), (LEAST, "at least")):
        if what.startswith(start):
            return f"{what.removeprefix(start).replace('_', ' ')} {word} {_plain(number)}"
    return f"{what.replace('_', ' ')} {_plain(number)}"


def _plain(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:,.3g}"


def _time_is_over() -> bool:
    minutes = os.environ.get(MINUTES)
    return minutes is not None and time.monotonic() - _BEGUN > float(minutes) * 60


def _read() -> dict:
    try:
        return dict(json.loads(FIGURES.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _rows(group: str) -> dict:
    """The rows of a group for this code, by their names."""
    return _read().get(group, {}).get(rooms.mark(group), {})


def _row(rows: dict, name: str) -> dict:
    return rows.setdefault(name, {"numbers": {}})


@contextmanager
def _table(group: str) -> Iterator[dict]:
    """The rows of a group, to be changed; whole on the disk afterwards, whoever else is adding to them."""
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    with _alone():
        kept = _read()
        versions = kept.pop(group, {})
        rows = versions.pop(rooms.mark(group), {})
        yield rows
        # The latest stands last, so that the oldest falls out.
        kept[group] = dict(list({**versions, rooms.mark(group): rows}.items())[-_VERSIONS:])
        aside = FIGURES.with_suffix(".part")
        aside.write_text(json.dumps(kept, indent=1), encoding="utf-8")
        aside.replace(FIGURES)


@contextmanager
def _alone() -> Iterator[None]:
    """Two groups may run at once, except on Windows."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with FIGURES.with_suffix(".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def main(given: list[str]) -> None:
    """Print the table, or write it between the marks in a file; or say what is asked of a group."""
    match given:
        case ["--mark", group]:
            print(rooms.mark(group))
            return
        case ["--unmet", group]:
            for line in unmet(group):
                print(line)
            return
        case ["--forget", group]:
            forget(group)
            return
    if not given:
        print(markdown(), end="")
        return
    place = Path(given[0])
    begin, end = "<!-- figures -->\n", "<!-- end of figures -->"
    text = place.read_text(encoding="utf-8") if place.exists() else begin + end + "\n"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    place.write_text(before + begin + "\n" + markdown() + "\n" + end + after, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
