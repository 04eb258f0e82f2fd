"""What a process has in memory and open, and how much of that grows; it knows nothing of the program.

Run as a module it is a program that keeps something of every act: see `keeps`.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import dev

HOUR = 3600
LOOKED_EVERY = 50
"""Acts after which the memory is looked at."""
MOST_AN_HOUR = 1.0
"""MB by which a program that is used without a pause may grow in an hour."""
MEGABYTE = 1 << 20


def memory() -> float:
    """What this process has in memory, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def files() -> int:
    """How many files this process has open."""
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208


def slope(points: Sequence[float], per: float) -> float:
    """How much a number grows in so many steps, by the straight line that fits best."""
    return statistics.linear_regression(range(len(points)), points).slope * per


def warm(seen: Sequence[float]) -> int:
    """Where in a row of looks the program is taken to be warm."""
    return len(seen) // 4


def growth_an_hour(sizes: Sequence[float]) -> float:
    """MB an hour by which a warm program grew, from what it had every LOOKED_EVERY seconds."""
    return slope(sizes[warm(sizes) :], HOUR / LOOKED_EVERY)


def keeps(megabytes_an_hour: float, files_an_hour: int, hours: int) -> tuple[list[float], list[int]]:
    """The looks at a program that keeps so much of what it is given, an act a second; in a process of its own.

    In one that has lived for long, what is kept would go where memory lies free already, and nothing would grow.
    """
    asked = (sys.executable, "-m", __name__, str(megabytes_an_hour), str(files_an_hour), str(hours))
    told = subprocess.run(asked, cwd=dev.ROOT, capture_output=True, text=True, check=True, timeout=300)
    sizes, opens = json.loads(told.stdout)
    return sizes, opens


def _keep(megabytes_an_hour: float, files_an_hour: int, hours: int) -> tuple[list[float], list[int]]:
    kept, handles, sizes, opens = [], [], list[float](), list[int]()
    for second in range(1, hours * HOUR + 1):
        passing = [os.urandom(200) for _ in range(20)]
        kept.append(b"".join(passing)[: round(megabytes_an_hour * MEGABYTE / HOUR)])
        if files_an_hour and second % (HOUR // files_an_hour) == 0:
            handles.append(os.open(os.devnull, os.O_RDONLY))
        if second % LOOKED_EVERY == 0:
            sizes.append(memory())
            opens.append(files())
    for handle in handles:
        os.close(handle)
    return sizes, opens


if __name__ == "__main__":
    json.dump(_keep(float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])), sys.stdout)
