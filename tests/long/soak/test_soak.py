"""A long day at the program: eight hours of an act a second, told by a clock of its own, with every view open.

The memory does not grow, no file stays open, nothing is complained of, and to keep an act takes no longer at the end.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app import clock, theme
from app.settings import Settings
from app.window import Window
from storage.vault import Vault
from tests.long import figures
from tests.long.commands.anyone import Worker
from tests.long.model import make
from tests.long.oracle import check_case
from tests.storage.sample import PASSPHRASE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells a process its memory in /proc")
HOUR, HOURS, OPENINGS = 3600, 8, 200
BACKUP_EVERY = 30 * 60
VIEWS = ("map", "outline", "words", "unknowns", "language", "report")
MEGABYTE = 1 << 20


class Day:
    """The day on which it is done; a second passes with each act."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 9).astimezone()

    def today(self) -> date:
        """What day it is."""
        return self.moment.date()


class Timed:
    """A vault that notes how long each act takes to keep."""

    def __init__(self, vault: Vault) -> None:
        self._vault, self.seconds = vault, []

    def __getattr__(self, name: str) -> object:
        return getattr(self._vault, name)

    def write(self, *given: object, **more: object) -> int:
        """Keep an act."""
        begun = time.perf_counter()
        seq = self._vault.write(*given, **more)  # type: ignore[arg-type]
        self.seconds.append(time.perf_counter() - begun)
        return seq


def memory() -> float:
    """What this process has in memory, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def files() -> int:
    """How many files this process has open."""
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208


@pytest.fixture
def window(qapp: QApplication) -> Iterator[Window]:
    """The program's window, unseen."""
    theme.apply(qapp, theme.Theme())
    made = Window(Settings(), lambda: None)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def at_work(window: Window, vault: Timed, chance: random.Random) -> Callable[[int], None]:
    """Open the case in the window; what is done each second."""
    window.enter(vault)  # type: ignore[arg-type]
    window.open_case("c1")
    assert window.page is not None
    page, worker = window.page, Worker(vault, chance, window.page.session)  # type: ignore[arg-type]

    def second(number: int) -> None:
        already = worker.counted["commands"]
        while worker.counted["commands"] == already:
            worker.act()
        if number % 20 == 0:
            page._show_room(chance.choice(VIEWS))
        if number % 7 == 0:
            page.session.select(tuple(chance.sample(sorted(worker.case.entries), 1)))
        if number % 600 == 0:
            page.session.veil(not page.session.veiled)
        if number % BACKUP_EVERY == 0:
            vault.back_up_if_changed()  # type: ignore[operator]
        QApplication.processEvents()
        worker.seal()  # a view that loses the keyboard ends what was typed in it

    return second


def leave(window: Window) -> None:
    """Go back to the list of cases, as the worker does."""
    assert window.page is not None
    window.page.leave()
    assert window.page is None
    window.vault = None  # a vault that ends with the process, in the program


def slope(points: list[float], per: float) -> float:
    """How much a number grows in so many steps, by the straight line that fits best."""
    return statistics.linear_regression(range(len(points)), points).slope * per


def test_eight_hours_of_an_act_a_second(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hours = max(1, round(HOURS * float(os.environ.get(figures.SHARE, "1"))))
    acts = max(200, round(HOUR * HOURS * float(os.environ.get(figures.SHARE, "1"))))
    day = Day()
    monkeypatch.setattr(clock, "today", day.today)
    folder = make(tmp_path / "vault")
    for _begun in figures.rounds("soak", "acts, one a second", "acts", HOUR * HOURS, HOUR * HOURS):
        with Vault.unlock(folder, PASSPHRASE) as opened:
            timed = Timed(opened)
            second = at_work(window, timed, random.Random(hours))
            sizes, opens = [], []
            for number in range(1, acts + 1):
                day.moment += timedelta(seconds=1)
                second(number)
                if number % 50 == 0:
                    sizes.append(memory())
                    opens.append(files())
            leave(window)
        warm = len(sizes) // 4
        growth, p95 = slope(sizes[warm:], HOUR / 50), 1000 * quantile(timed.seconds[-1000:])
        figures.record("soak", "acts, one a second", acts=acts, most_memory_growth_in_MB_an_hour=round(growth, 3),
                       most_files_more_at_the_end=opens[-1] - opens[warm],
                       most_milliseconds_to_keep_an_act=round(p95, 1),
                       warnings=0)  # fmt: skip
        assert check_case(folder).head >= acts
        assert opens[-1] <= opens[warm]
        assert p95 < 50 or acts < HOUR
        assert growth < 1 or acts < HOUR, sizes


def quantile(seconds: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(seconds, n=20)[-1]


def test_two_hundred_openings_and_closings_leave_nothing_behind(window: Window, tmp_path: Path) -> None:
    folder = make(tmp_path / "vault")
    sizes, opens = [], []
    for _begun in figures.rounds("soak", "openings and closings", "times", OPENINGS, OPENINGS):
        number = figures.left("soak", "openings and closings", "times", OPENINGS, OPENINGS)
        for _ in range(number):
            with Vault.unlock(folder, PASSPHRASE) as vault:
                window.enter(vault)
                window.open_case("c1")
                QApplication.processEvents()
                leave(window)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()
            sizes.append(memory())
            opens.append(files())
        warm = len(sizes) // 4
        growth = slope(sizes[warm:], 100) if len(sizes) > 8 else 0.0
        figures.record("soak", "openings and closings", times=number,
                       most_files_more_at_the_end=opens[-1] - opens[warm],
                       most_memory_growth_in_MB_per_100=round(growth, 3))  # fmt: skip
        assert opens[-1] <= opens[warm]
        assert growth < 20 or number < OPENINGS, sizes


def test_memory_that_grows_and_a_file_that_stays_open_are_found_out(tmp_path: Path) -> None:
    kept, sizes, before, leaks = [], [], files(), []
    for number in range(40):
        kept.append(bytearray(os.urandom(1 << 18)))
        sizes.append(memory())
        leaks.append((tmp_path / f"{number}").open("w"))
    grown, opened = slope(sizes, 40), files() - before
    for each in leaks:
        each.close()
    figures.record("soak", "control: memory and files that are kept", times=1, found=int(grown > 5 and opened == 40))
    assert grown > 5
    assert opened == 40
