"""What a benchmark gives back, and how figures become a table; it measures nothing itself."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One act at one size: seconds (or MiB, where the unit says so).

    Of what was done many times `middle` and `worst` tell more; the value is then what the table of figures holds.
    """

    act: str
    value: float
    unit: str = "s"
    middle: float = math.nan
    worst: float = math.nan


def best(work: Callable[[], object], runs: int = 3) -> float:
    """The shortest of some runs, in seconds."""
    return min(timed(work) for _ in range(runs))


def timed(work: Callable[[], object]) -> float:
    """How long one run takes, in seconds."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def slowest_of_twenty(seconds: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]


def of_steps(act: str, seconds: list[float]) -> Figure:
    """A movement: its value is the 95th percentile of a step."""
    return Figure(act, slowest_of_twenty(seconds), "s", statistics.median(seconds), max(seconds))


def of_acts(act: str, seconds: list[float]) -> Figure:
    """Something done a few times: its value is the one in the middle."""
    return Figure(act, statistics.median(seconds), "s", statistics.median(seconds), max(seconds))


def exponent(sizes: list[int], values: list[float]) -> float:
    """The k of `value ~ size ** k` that fits best; 1 is linear, and n log n is a little more."""
    pairs = [(math.log(size), math.log(value)) for size, value in zip(sizes, values, strict=True) if value > 0]
    if len(pairs) < 2:
        return math.nan
    return statistics.linear_regression([x for x, _ in pairs], [y for _, y in pairs]).slope


def shown(value: float, unit: str) -> str:
    """A figure for reading: milliseconds below a second."""
    if math.isnan(value):
        return ""
    if unit == "MiB":
        return f"{value:.0f} MiB"
    if unit == "x":
        return f"{value:.2f} x"
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"
