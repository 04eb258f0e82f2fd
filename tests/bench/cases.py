"""Times what needs no screen: reading, the vault, an act, the layout, the report, what lights up."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from exports.interchange import read_bytes, write_text
from exports.report import own_agency_report
from mapping import commands
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.checks import findings
from mapping.entries import Behaviour
from mapping.graph import lit
from mapping.layout import layout
from storage.keys import KeyCost
from storage.vault import Vault
from tests.bench.figures import Figure, best, timed
from tests.bench.table import ADDITIONS

CHEAP = KeyCost(memory=8 * 1024, iterations=1, lanes=1)
"""The key derivation's own second is not what is measured."""


def figures(case: CaseMap) -> Iterator[Figure]:
    """Every figure for one case."""
    text = write_text(case).encode()
    yield Figure("read a case file", best(lambda: read_bytes(text)))
    yield from _vault(case)
    first = case.of(Behaviour)[0]
    yield Figure("what one card lights", best(lambda: lit(_fresh(case), first.id)))
    yield Figure("every check", best(lambda: findings(_fresh(case))))
    heights = dict.fromkeys(case.entries, 60.0)
    yield Figure("arrange the whole map", best(lambda: layout(_fresh(case), heights)))
    yield Figure("a reader's copy", best(lambda: view(_fresh(case), Reader("own_agency"))))
    yield Figure("report, the first since the start: fonts and libraries too", timed(lambda: _report(case)))
    yield Figure("report, whole", timed(lambda: _report(case)))
    yield Figure(ADDITIONS, timed(_additions))


def _report(case: CaseMap) -> bytes:
    return own_agency_report(_fresh(case), date(2026, 3, 12))


def _additions() -> int:
    """What tells this machine, as it is now, from another."""
    found = 0
    for number in range(10_000_000):
        found += number
    return found


def _fresh(case: CaseMap) -> CaseMap:
    """The same case without what it has worked out before."""
    return CaseMap(case.header, case.entries, case.links)


def _vault(case: CaseMap) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as place:
        vault, _code = Vault.create(Path(place) / "bench.vault", "bench", cost=CHEAP)
        yield Figure("put a case into the vault", timed(lambda: vault.add(case, "")))
        yield Figure("open a case", best(lambda: (vault.load(case.header.id), vault.history(case.header.id))))
        yield Figure("an act until committed", _act(vault, case))
        vault.close()


def _act(vault: Vault, case: CaseMap) -> float:
    entry = case.of(Behaviour)[0]

    def act(number: int) -> None:
        changes = commands.edit(case, entry.id, title=f"shouted {number} times")
        case.check(changes)
        vault.write(case.header.id, changes, "")
        case.apply(changes)
        vault.write(case.header.id, changes.inverse(), "", "undo")

    return min(timed(lambda number=number: act(number)) for number in range(5)) / 2
