"""Whatever a worker does and whenever the disk fails, file, session and views agree; a broken store would be caught."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from mapping.casemap import CaseMap, ChangeSet
from storage.errors import DiskTrouble, WriteFailed
from storage.vault import Vault
from tests.storage.machine import Worker

QUICK = settings(
    max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.generate],
)  # fmt: skip
"""A few seconds; the long run is in tests/long."""


def test_file_session_and_views_agree_whatever_is_done_and_whenever_the_disk_fails() -> None:
    run_state_machine_as_test(Worker, settings=QUICK)


# ------------------------------------------------------------------------- stores that the machine must see through


class Faulty:
    """Does as the vault does, but for what a subclass gets wrong."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def __getattr__(self, name: str) -> Any:
        return getattr(self._vault, name)


class ForgetsOneChange(Faulty):
    """Writes all but the last change of an act that touches several things."""

    def write(self, case_id: str, changes: ChangeSet, who: str, how: str = "do", **more: Any) -> int:
        kept = changes.changes[:-1] or changes.changes
        return self._vault.write(case_id, ChangeSet(changes.act, kept, changes.merge), who, how, **more)


class WritesHalf(Faulty):
    """Reports trouble with an act that touches several things, and has written the first of them."""

    def write(self, case_id: str, changes: ChangeSet, who: str, how: str = "do", **more: Any) -> int:
        if len(changes.changes) > 1:
            self._vault.write(case_id, ChangeSet(changes.act, changes.changes[:1]), who, how, **more)
            raise WriteFailed(DiskTrouble(), False)
        return self._vault.write(case_id, changes, who, how, **more)


class TakesUndoForDoing(Faulty):
    """Writes an undo as a new act, so that after a restart it is the undo that would be undone."""

    def write(self, case_id: str, changes: ChangeSet, who: str, how: str = "do", **more: Any) -> int:
        return self._vault.write(case_id, changes, who, **more)


class RemembersTheLastCase(Faulty):
    """Gives back, when it is asked again after trouble, the case as it was before the last act."""

    before: CaseMap | None = None

    def load(self, case_id: str) -> CaseMap:
        now = self._vault.load(case_id)
        return self.before or now

    def write(self, case_id: str, changes: ChangeSet, who: str, how: str = "do", **more: Any) -> int:
        self.before = self._vault.load(case_id)
        return self._vault.write(case_id, changes, who, how, **more)


@pytest.mark.parametrize(
    "faulty",
    [ForgetsOneChange, WritesHalf, TakesUndoForDoing, RemembersTheLastCase],
    ids=lambda faulty: faulty.__name__,
)
def test_a_store_that_is_broken_would_be_caught(faulty: type[Faulty]) -> None:
    class Duped(Worker):
        store = staticmethod(faulty)

    with pytest.raises(AssertionError):
        run_state_machine_as_test(Duped, settings=settings(QUICK, max_examples=200, report_multiple_bugs=False))
