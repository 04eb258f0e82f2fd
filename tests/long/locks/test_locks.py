"""The lock a hundred times over: by every signal, in the middle of anything; no word stays, and no text is lost."""

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("dbus-daemon") is None:
    pytest.skip("looks at memory as root may on Linux, and needs a bus", allow_module_level=True)

from tests.app.lockbench import GOING_ON, TYPED, Bench, opened_bench
from tests.app.logind import Desktop, private_bus
from tests.app.remains import (
    ask_to_lock,
    family,
    is_another,
    is_locked_window,
    left_in,
    make_vault,
    new_secrets,
    opened,
)
from tests.app.twoprograms import OURS, THEIRS, WORDS, Program, unseen_screen
from tests.long import figures

GROUP = "locks"
LATEST = 2000
"""Milliseconds from the signal until the process that held the case is no more."""

SIGNALS: tuple[Callable[[Desktop], None], ...] = (
    lambda desktop: desktop.sleep(True),
    lambda desktop: desktop.lock(),
    lambda desktop: desktop.turn(LockedHint=True),
    lambda desktop: desktop.turn(Active=False),
    lambda desktop: desktop.cover("freedesktop"),
    lambda desktop: desktop.cover("gnome"),
)
REASONS = ("idle", "sleep", "session", "screen", "another user")


@pytest.fixture
def desktop():
    with private_bus() as bus:
        made = Desktop(bus)
        made.bus = bus
        yield made


def listens(desktop: Desktop) -> bool:
    """Whether the program holds the sleep and knows which session is ours."""
    return bool(desktop.logind.holds) and {"GetSession", "Inhibit"} <= {name for name, _what in desktop.logind.asked}


def test_after_each_lock_no_process_holds_a_word(qtbot, tmp_path: Path, desktop: Desktop) -> None:
    name = "in a real process, by a signal of the desktop"
    for number in figures.rounds(GROUP, name, "locks", 100):
        known, folder = new_secrets(), tmp_path / f"vault {number}"
        make_vault(folder, known)
        desktop.logind.begin_anew()
        with opened(folder, known, bus=desktop.bus) as program:
            qtbot.waitUntil(lambda: listens(desktop), timeout=20_000)
            assert number % 20 or left_in([program.pid], known)["canaries"] > 50, "what is looked for can be found"
            begun = time.monotonic()
            SIGNALS[number % len(SIGNALS)](desktop)
            qtbot.waitUntil(lambda: is_another(program.pid), timeout=60_000)
            took = (time.monotonic() - begun) * 1000
            qtbot.waitUntil(lambda: is_locked_window(program.pid), timeout=60_000)
            left = left_in(family(program.pid), known)
        figures.record(GROUP, name, locks=1, most_ms=round(took), **left)
        assert left == {"canaries": 0, "passphrases": 0}
        assert took <= LATEST
        shutil.rmtree(folder)


def test_a_process_that_only_closes_the_vault_is_caught(tmp_path: Path) -> None:
    name = "control: the vault is closed and the process stays"
    for number in figures.rounds(GROUP, name, "locks", 3):
        known, folder = new_secrets(), tmp_path / f"vault {number}"
        make_vault(folder, known)
        with opened(folder, known, "stays") as program:
            ask_to_lock(program, "sleep")
            assert program.stdout is not None and program.stdout.readline() == "stayed\n"
            left = left_in([program.pid], known)
        figures.record(GROUP, name, locks=1, least_canaries=left["canaries"])
        assert left["canaries"] > 0


def begin_line(qtbot, bench: Bench) -> str:
    """Leave a line half typed that is not yet a card."""
    bench.page.focus_quick_add()
    qtbot.keyClicks(bench.page.quick.line, "keeps every receipt")
    return "keeps every receipt"


def test_in_the_middle_of_anything_every_window_goes_and_every_text_stays(qtbot, qapp, tmp_path: Path) -> None:
    name = "in the middle of things"
    for number in figures.rounds(GROUP, name, "locks", 81):
        with opened_bench(qtbot, qapp, tmp_path / f"vault {number}") as bench:
            begun = [TYPED]
            bench.type_account(qtbot)
            if number % 2:
                begun.append(begin_line(qtbot, bench))
            GOING_ON[number % len(GOING_ON)](qtbot, bench)
            bench.lock(REASONS[number % len(REASONS)])
            kept = bench.kept()
            seen, painted = bench.ended[0], bench.painted.seen
            qtbot.waitUntil(lambda: not bench.page.report._work.busy, timeout=60_000)
        lost = sum(text not in kept for text in begun)
        figures.record(GROUP, name, locks=1, texts=len(begun), lost=lost, seen=len(seen), painted=len(painted))
        assert (lost, seen, painted) == (0, [], [])


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs a screen of X11 that nobody sees")
def test_what_was_copied_is_gone_by_the_clock_by_lock_and_by_kill_and_what_others_copied_is_not() -> None:
    with unseen_screen() as screen:
        theirs = Program(THEIRS, display=screen)
        try:
            copy_over_and_over(theirs, screen)
        finally:
            theirs.end()


def copy_over_and_over(theirs: Program, screen: str) -> None:
    name = "copies on a real clipboard"
    for number in figures.rounds(GROUP, name, "copies", 50):
        ours = Program(OURS, WORDS, display=screen)
        ours.ask("copy")
        read = WORDS in theirs.ask("look")
        end = ("wait", "empty", "kill", "others")[number % 4]
        if end == "others":
            theirs.ask("a recipe")
            assert any(ours.ask("look") == "not ours" for _ in range(1000))
        if end == "kill":
            ours.end()
        else:
            ours.ask("empty" if end == "others" else end)
        after = theirs.ask("look")
        ours.end()
        wiped = end == "others" and not after.startswith("a recipe |")
        figures.record(GROUP, name, copies=1, left=WORDS in after, others_wiped=wiped)
        assert read
        assert WORDS not in after and not wiped
