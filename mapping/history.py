"""What was done and what was taken back: a list of change sets and a place in it."""

from __future__ import annotations

from mapping.casemap import ChangeSet

STEPS_KEPT = 200
"""How many steps can be taken back."""


class History:
    """The steps done and the steps undone, newest last."""

    def __init__(self) -> None:
        self._done: list[list[ChangeSet]] = []
        self._undone: list[list[ChangeSet]] = []
        self._sealed = True

    def joins(self, changes: ChangeSet) -> bool:
        """Whether this act, done next, would be one step with the last one."""
        if self._sealed or not self._done or not changes.merge:
            return False
        return self._done[-1][-1].merge == changes.merge

    def record(self, changes: ChangeSet) -> None:
        """Remember an act; what had been undone can no longer be redone."""
        self._undone.clear()
        if self.joins(changes):
            self._done[-1].append(changes)
            return
        self._done.append([changes])
        self._sealed = False
        del self._done[:-STEPS_KEPT]

    def seal(self) -> None:
        """End a run of merged acts: the next act is a step of its own."""
        self._sealed = True

    @property
    def next_undo(self) -> ChangeSet | None:
        """The change set that would take the last step back, whole."""
        if not self._done:
            return None
        return _joined(self._done[-1]).inverse()

    @property
    def next_redo(self) -> ChangeSet | None:
        """The change set that would do the last undone step again."""
        if not self._undone:
            return None
        return _joined(self._undone[-1])

    def undone(self) -> None:
        """The last step was taken back."""
        self._undone.append(self._done.pop())
        self._sealed = True

    def redone(self) -> None:
        """The last undone step was done again."""
        self._done.append(self._undone.pop())
        self._sealed = True

    @property
    def depth(self) -> tuple[int, int]:
        """How many steps can be undone, and how many redone."""
        return len(self._done), len(self._undone)


def _joined(step: list[ChangeSet]) -> ChangeSet:
    if len(step) == 1:
        return step[0]
    changes = tuple(change for part in step for change in part.changes)
    return ChangeSet(step[0].act, changes)
