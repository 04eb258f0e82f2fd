"""What was put away while a case is open does not stay in memory, and nothing stays when the case is left."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app import sweeping
from app.session import Session
from app.sweeping import Sweeping, set_apart
from mapping import commands
from tests.app.memory import MemoryStore
from tests.cases import arrow, behaviour, case_of, family_impact


class Form:
    """Holds itself in a ring, as a form and its fields do."""

    def __init__(self) -> None:
        self.ring = self


class Rest:
    """How long the hand has rested, as the test says."""

    still, asked = 10, 0

    def restart(self) -> None:
        """Something happened."""

    def elapsed(self) -> int:
        self.asked += 1
        return self.still


@pytest.fixture
def rest() -> Rest:
    return Rest()


@pytest.fixture
def session(qtbot: QtBot, rest: Rest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """An open case that is swept at once; Python itself looks for nothing."""
    monkeypatch.setattr(sweeping, "EVERY", 0)
    monkeypatch.setattr(sweeping, "QElapsedTimer", lambda: rest)
    monkeypatch.setattr(sweeping, "STILL", 1)
    store = MemoryStore(case_of(behaviour(), family_impact(), arrow("disrupts", "B1", "L1", "d1")))
    opened, parent = Session(store, "case-1", "worker", lambda: None), QObject()
    gc.disable()
    Sweeping(opened, parent)
    yield opened
    opened.locking.emit()
    gc.enable()


def test_a_form_that_was_put_away_goes_after_the_next_act_and_after_the_next_look_at_another_card(
    session: Session, qtbot: QtBot
) -> None:
    for happens in (lambda: session.attempt(commands.edit, "B1", title="knocks"), lambda: session.select(("B1",))):
        form = weakref.ref(Form())
        assert form() is not None, "it holds itself"
        happens()
        qtbot.waitUntil(lambda gone=form: gone() is None)


def test_what_was_set_apart_while_the_case_was_open_goes_with_it(session: Session, qtbot: QtBot) -> None:
    apart, kept = gc.get_freeze_count(), Form()
    session.select(("B1",))
    qtbot.waitUntil(lambda: gc.get_freeze_count() > apart)
    form = weakref.ref(kept)
    del kept
    session.locking.emit()
    assert gc.get_freeze_count() == 0
    gc.collect()
    assert form() is None


def test_it_waits_until_the_hand_rests_but_not_for_ever(
    session: Session, rest: Rest, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []
    monkeypatch.setattr(sweeping, "give_back", lambda: looks.append(rest.asked))
    rest.still, rest.asked = 0, 0
    session.select(("B1",))
    qtbot.waitUntil(lambda: rest.asked > 9)
    assert not looks, "somebody works"
    rest.still = 1
    qtbot.waitUntil(lambda: bool(looks))
    rest.still, rest.asked = 0, 0
    session.select(())
    qtbot.waitUntil(lambda: len(looks) == 2)
    assert rest.asked > 9, "nobody ever rested"


def test_what_the_program_brought_with_it_is_not_looked_through_in_a_case_and_is_let_go_with_it(
    session: Session, qtbot: QtBot
) -> None:
    kept = Form()
    set_apart()
    form = weakref.ref(kept)
    del kept
    gc.collect()
    assert form() is not None, "nobody looks at it"
    session.locking.emit()
    gc.collect()
    assert form() is None
