"""On waking the program locks, however short the sleep was, and whether or not the system said a word of it."""

import pytest
from PySide6.QtWidgets import QApplication

from app.idle import Idle
from app.waking import Waking
from app.watch import Watch


class Clocks:
    """Two clocks: one that stops while the machine sleeps, and one that does not."""

    def __init__(self) -> None:
        self.awake, self.always = 50.0, 900.0

    def go(self, seconds: float) -> None:
        self.awake += seconds
        self.always += seconds

    def sleep(self, seconds: float) -> None:
        self.always += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def said(qapp: QApplication, clocks: Clocks):
    waking = Waking(qapp, lambda: clocks.awake, lambda: clocks.always)
    watch, told = Watch(qapp, Idle(qapp), waking), []
    watch.must_lock.connect(told.append)
    clocks.sleep(3600)
    waking.begin()
    yield told, waking
    qapp.removeEventFilter(watch.idle)
    waking._look.stop()
    watch.deleteLater()


@pytest.mark.parametrize("seconds", [6, 60, 8 * 3600])
def test_whoever_opens_the_lid_again_finds_the_vault_locked(said, clocks: Clocks, seconds: float) -> None:
    told, waking = said
    clocks.go(1)
    waking._look.timeout.emit()
    assert told == []
    clocks.sleep(seconds)
    waking._look.timeout.emit()
    assert told == ["sleep"]
    clocks.go(1)
    waking._look.timeout.emit()
    assert told == ["sleep"], "once"


def test_a_program_that_had_much_to_do_has_not_slept(said, clocks: Clocks) -> None:
    told, waking = said
    clocks.go(40)
    waking._look.timeout.emit()
    assert told == []


def test_a_clock_that_is_put_right_a_little_or_put_back_is_no_sleep(said, clocks: Clocks) -> None:
    told, waking = said
    for seconds in (0.8, -3600, 2):
        clocks.sleep(seconds)
        waking._look.timeout.emit()
    assert told == []


def test_the_clocks_of_this_machine_agree_while_it_is_awake(qapp, qtbot) -> None:
    waking = Waking(qapp)
    waking.begin()
    assert waking._look.isActive()
    assert waking._look.interval() <= 1000
    with qtbot.assertNotEmitted(waking.woke):
        waking._look.timeout.emit()
    waking.deleteLater()
