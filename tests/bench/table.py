"""The figures to hold, and which of those that were taken hold them; it measures nothing."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.figures import Figure, shown

ADDITIONS = "beside it: ten million additions (0.7 s on an ordinary machine)"
_ORDINARY = 0.7
_AT = (200, 1000, 5000)


@dataclass(frozen=True, slots=True)
class Limit:
    """What acts of one sort may cost at 200, 1,000 and 5,000 cards: seconds, MiB, or times another's."""

    words: str
    acts: tuple[str, ...]
    most: tuple[float, float, float]


LIMITS = (
    Limit(
        "pan, zoom, drag: 95th percentile of a step",
        ("a step of panning", "a step of zooming", "a step of dragging a card", "a step of panning, far out",
         "a step of zooming, all in view"),
        (0.010, 0.0167, 0.0167),
    ),
    Limit(
        "an act until seen and committed",
        ("a card added, until seen and committed", "a card reworded, until seen and committed",
         "an arrow drawn, until seen and committed", "an act taken back, until seen and committed"),
        (0.050, 0.100, 0.150),
    ),
    Limit(
        "focus, filter, veil on or off",
        ("a card selected or let go", "half of the cards shown, or all", "names veiled or shown"),
        (0.050, 0.100, 0.250),
    ),
    Limit("a line in the room: 95th percentile",
          ("a line in the room, until seen in both windows",), (0.100, 0.100, float("inf"))),
    Limit("a step from view to view in the room: 95th percentile",
          ("a step from view to view in the room",), (0.050, 0.050, float("inf"))),
    Limit("open a case once unlocked", ("open a case once unlocked",), (0.3, 0.6, 2.0)),
    Limit("arranging: time against Graphviz dot", ("arranging: time against Graphviz dot",), (2, 2, 1)),
    Limit("arranging: crossings against dot", ("arranging: crossings against dot",), (1.2, 1.2, 1.2)),
    Limit("report, whole", ("report, whole",), (1, 3, 15)),
    Limit("memory", ("memory, a session of its own",), (180, 220, 350)),
    Limit("panning and zooming against a plain canvas",
          ("a step of panning, against the plain canvas", "a step of zooming, against the plain canvas"), (1.5,) * 3),
    Limit("start to the locked window", ("start to the locked window",), (0.5, 0.5, 0.5)),
    Limit("start to an open case of 200 cards", ("start to the open case",), (1.2, float("inf"), float("inf"))),
)  # fmt: skip


def pace(figures: dict[str, Figure]) -> float:
    """How many times longer than an ordinary machine this one takes now."""
    found = figures.get(ADDITIONS)
    return max(1.0, found.value / _ORDINARY) if found else 1.0


def verdicts(taken: dict[int, dict[str, Figure]]) -> list[str]:
    """For each cell of the table one line: the act that comes worst off, its limit, and whether that is held.

    Seconds are judged at the pace of an ordinary machine, and also shown as they were taken.
    """
    lines = []
    for limit in LIMITS:
        for size, most in zip(_AT, limit.most, strict=True):
            found = [taken[size][act] for act in limit.acts if act in taken.get(size, {})]
            if found and most < float("inf"):
                lines.append(_line(limit, size, most, found, pace(taken[size])))
    return lines


def _line(limit: Limit, size: int, most: float, found: list[Figure], slow: float) -> str:
    worst = max(found, key=lambda figure: figure.value)
    at_pace = worst.value / slow if worst.unit == "s" else worst.value
    verdict = "met" if at_pace <= most else "OVER"
    named = f" ({worst.act})" if len(limit.acts) > 1 else ""
    taken = f", taken as {shown(worst.value, worst.unit)}" if worst.unit == "s" and slow > 1 else ""
    held = f"{shown(at_pace, worst.unit)} of {shown(most, worst.unit)}"
    return f"{verdict:5} {limit.words}, {size:,} cards: {held}{taken}{named}"
