"""A long day at the program: eight hours of an act a second, told by a clock of its own, with every view open.

The memory does not grow, no file stays open, nothing is complained of, and to keep an act takes no longer at the end.
The case and its history are as large when the day begins as they are when it ends: cards come and go in balance.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
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
from tests.long.soak.looks import Looks
from tests.long.soak.measures import HOUR, LOOKED_EVERY, MOST_AN_HOUR, files, growth_an_hour, keeps, memory, slope, warm
from tests.storage.sample import PASSPHRASE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells a process its memory in /proc")
HOURS, OPENINGS = 8, 200
BEFORE = 1500
"""Acts after which as many cards come as go."""
LOOKED_AT = 1000
"""Acts at the beginning and at the end of a day whose times are compared."""
BACKUP_EVERY = 30 * 60
LOOK_EVERY = 30
"""Acts after which something is looked at for a moment."""
VIEWS = ("map", "outline", "words", "unknowns", "language", "report")


class Day:
    """The day on which it is done; a second passes with each act."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 9).astimezone()

    def today(self) -> date:
        """What day it is."""
        return self.moment.date()


class Timed:
    """A vault that notes how long each act takes to keep, and how much of that is work: the rest is waiting."""

    def __init__(self, vault: Vault) -> None:
        self._vault, self.seconds, self.work = vault, array("d"), array("d")

    def __getattr__(self, name: str) -> object:
        return getattr(self._vault, name)

    def write(self, *given: object, **more: object) -> int:
        """Keep an act."""
        begun, at_begin = time.perf_counter(), time.thread_time()
        seq = self._vault.write(*given, **more)  # type: ignore[arg-type]
        self.seconds.append(time.perf_counter() - begun)
        self.work.append(time.thread_time() - at_begin)
        return seq


def share_of(number: int, least: int) -> int:
    """The share of a number that is enough for now."""
    return max(least, round(number * float(os.environ.get(figures.SHARE, "1"))))


def used(folder: Path, acts: int) -> Path:
    """A closed vault whose case has lived through so many acts, without a screen."""
    with Vault.unlock(make(folder), PASSPHRASE) as vault:
        worker = Worker(vault, random.Random(acts))
        while worker.counted["commands"] < acts:
            worker.act()
    return folder


def let_go() -> None:
    """Let Qt take away what is to be deleted: between two acts the program's own loop does, and here there is none."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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
    looks = Looks(page, chance)

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
        if number % LOOK_EVERY == 0:
            looks.any()
        if number % BACKUP_EVERY == 0:
            vault.back_up_if_changed()  # type: ignore[operator]
        let_go()
        worker.seal()  # a view that loses the keyboard ends what was typed in it

    return second


def leave(window: Window) -> None:
    """Go back to the list of cases, as the worker does."""
    assert window.page is not None
    window.page.leave()
    assert window.page is None
    window.vault = None  # a vault that ends with the process, in the program


def test_eight_hours_of_an_act_a_second(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acts, day = share_of(HOUR * HOURS, 200), Day()
    monkeypatch.setattr(clock, "today", day.today)
    for _begun in figures.rounds("soak", "acts, one a second", "acts", HOUR * HOURS, HOUR * HOURS):
        folder = used(tmp_path / "vault", min(BEFORE, acts))
        with Vault.unlock(folder, PASSPHRASE) as opened:
            timed = Timed(opened)
            second = at_work(window, timed, random.Random(acts))
            sizes, opens = [], []
            for number in range(1, acts + 1):
                day.moment += timedelta(seconds=1)
                second(number)
                if number % LOOKED_EVERY == 0:
                    sizes.append(memory())
                    opens.append(files())
            leave(window)
        growth, first, last = growth_an_hour(sizes), timed.seconds[:LOOKED_AT], timed.seconds[-LOOKED_AT:]
        figures.record("soak", "acts, one a second", acts=acts, most_memory_growth_in_MB_an_hour=round(growth, 3),
                       most_files_more_at_the_end=opens[-1] - opens[warm(opens)],
                       most_milliseconds_to_keep_an_act_at_first=quantile(first),
                       most_milliseconds_to_keep_an_act=quantile(last),
                       most_milliseconds_as_a_rule=round(1000 * statistics.median(last), 1),
                       most_milliseconds_of_work_to_keep_an_act=quantile(timed.work[-LOOKED_AT:]),
                       warnings=0)  # fmt: skip
        assert check_case(folder).head >= acts
        assert opens[-1] <= opens[warm(opens)]
        assert quantile(last) < 50 or acts < HOUR
        assert growth < MOST_AN_HOUR or acts < HOUR, sizes


def quantile(seconds: Sequence[float]) -> float:
    """The 95th percentile, in milliseconds."""
    return round(1000 * statistics.quantiles(seconds, n=20)[-1], 1)


def test_two_hundred_openings_and_closings_leave_nothing_behind(window: Window, tmp_path: Path) -> None:
    name = "openings and closings"
    for _begun in figures.rounds("soak", name, "times", OPENINGS, OPENINGS):
        folder = used(tmp_path / "vault", share_of(BEFORE, 100))
        number = figures.left("soak", name, "times", OPENINGS, OPENINGS)
        sizes, opens, seconds, work = [], [], array("d"), array("d")
        for _ in range(number):
            begun, at_begin = time.perf_counter(), time.process_time()
            with Vault.unlock(folder, PASSPHRASE) as vault:
                window.enter(vault)
                window.open_case("c1")
                let_go()
                seconds.append(time.perf_counter() - begun)
                work.append(time.process_time() - at_begin)
                leave(window)
            let_go()
            sizes.append(memory())
            opens.append(files())
        begin = warm(sizes)
        growth = slope(sizes[begin:], 100) if len(sizes) > 8 else 0.0
        longer = slope(work[begin:], 100) / statistics.median(work) if len(sizes) > 8 else 0.0
        figures.record("soak", name, times=number,
                       most_files_more_at_the_end=opens[-1] - opens[begin],
                       most_memory_growth_in_MB_per_100=round(growth, 3),
                       most_milliseconds_to_open=quantile(seconds) if number > 1 else 0,
                       most_percent_of_work_more_per_100=round(100 * longer, 1))  # fmt: skip
        assert opens[-1] <= opens[begin]
        assert growth < 20 or number < OPENINGS, sizes
        assert longer < 0.1 or number < OPENINGS, list(work)


@pytest.mark.parametrize(
    ("kept", "found"), [(0.0, False), (0.6 * MOST_AN_HOUR, False), (1.5 * MOST_AN_HOUR, True), (10.0, True)]
)
def test_memory_that_grows_is_found_out_from_what_is_allowed_on(kept: float, found: bool) -> None:
    sizes, _opens = keeps(kept, 0, HOURS)
    right = int((growth_an_hour(sizes) >= MOST_AN_HOUR) is found)
    figures.record("soak", "control: days on which memory is kept, or none", times=1, told_rightly=right)
    assert right, growth_an_hour(sizes)


def test_a_file_that_stays_open_each_hour_is_found_out() -> None:
    _sizes, opens = keeps(0, 1, HOURS)
    more = opens[-1] - opens[warm(opens)]
    figures.record("soak", "control: a file an hour that stays open", times=1, found=int(more > 0))
    assert more > 0
