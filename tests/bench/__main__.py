"""The figures of every act at four sizes, as a table, with how fast each grows, and which figures to hold are held.

Each size runs in a process of its own, so that memory and caches of one do not touch the next.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
from dataclasses import asdict

from tests.bench.figures import Figure, exponent, shown
from tests.bench.table import verdicts

SIZES = (50, 200, 1000, 5000)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="how many cards")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps([asdict(figure) for figure in _measured(chosen.one)]))
        return
    table: dict[str, dict[int, Figure]] = {}
    for size in chosen.sizes:
        for figure in _in_a_child(size):
            table.setdefault(figure.act, {})[size] = figure
    _print(table, chosen.sizes)
    _print_spread(table, chosen.sizes)
    taken = {size: {act: row[size] for act, row in table.items() if size in row} for size in chosen.sizes}
    print("\nThe figures to hold, at the pace of an ordinary machine:", *verdicts(taken), sep="\n", flush=True)


def _measured(cards: int) -> list[Figure]:
    from tests.bench import cases, guess, handling, maps, starting, window, wording

    case = maps.big_case(cards)
    screen = list(window.figures(case))
    against = handling.against_dot(case)
    found = [*starting.figures(case), *guess.figures(), *screen, *cases.figures(case), *wording.figures(case)]
    if against:
        ours, dots, seconds, dots_seconds = against
        found.append(Figure("arranging: time against Graphviz dot", seconds / dots_seconds, "x"))
        found.append(Figure("arranging: crossings against dot", ours / dots if dots else 1.0, "x"))
    return found


def _in_a_child(size: int) -> list[Figure]:
    command = [sys.executable, "-m", "tests.bench", "--one", str(size)]
    unseen = {"QT_QPA_PLATFORM": "offscreen", **os.environ}  # a machine may have no display
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=unseen)
    if done.returncode:
        sys.exit(f"The benchmark for {size} cards failed:\n{done.stderr}")
    return [Figure(**row) for row in json.loads(done.stdout.splitlines()[-1])]


def _print(table: dict[str, dict[int, Figure]], sizes: list[int]) -> None:
    widest = max(len(act) for act in table)
    print(f"{'':{widest}}", *(f"{size:>12,}" for size in sizes), f"{'exponent':>10}")
    for act, row in table.items():
        cells = [shown(row[size].value, row[size].unit) if size in row else "" for size in sizes]
        grown = exponent([size for size in sizes if size in row], [row[size].value for size in sizes if size in row])
        print(f"{act:{widest}}", *(f"{cell:>12}" for cell in cells), f"{grown:>10.2f}", flush=True)


def _print_spread(table: dict[str, dict[int, Figure]], sizes: list[int]) -> None:
    """Of everything that was done many times in the window: the one in the middle, the 95th percentile, the worst."""
    rows = {act: row for act, row in table.items() if any(not math.isnan(each.middle) for each in row.values())}
    widest = max((len(act) for act in rows), default=0)
    print("\nIn the window, at each size: the middle one, the figure above (95th percentile of steps), the worst")
    for act, row in rows.items():
        cells = [_spread(row[size]) if size in row else "" for size in sizes]
        print(f"{act:{widest}}", *(f"{cell:>32}" for cell in cells), flush=True)


def _spread(figure: Figure) -> str:
    return "  ".join(shown(value, figure.unit) for value in (figure.middle, figure.value, figure.worst))


if __name__ == "__main__":
    main()
