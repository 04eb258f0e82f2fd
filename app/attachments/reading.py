"""Has files and pages read beside the window, in the sandbox; only the last thing that was asked for is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from app.sandbox.evidence import NotTakenError
from app.sandbox.running import SandboxError, Stop
from app.work import Work


class Reader(QObject):
    """One question at a time; a new one, or `stop`, ends the child that was at work on the one before."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop: Stop | None = None
        self._held: list[Stop] = []
        held = self._held
        # Whoever takes the room away does not wait for the child either.
        self.destroyed.connect(lambda: _end(held))

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._stop is not None

    def ask(self, task: Callable[[Stop], Any], done: Callable[[Any], None], failed: Callable[[str], None]) -> None:
        """Run a task in a thread; then, here, `done` with what it gave or `failed` with a sentence, or neither."""
        self.stop()
        stop, work = Stop(), Work(self)
        self._stop = stop
        self._held[:] = [stop]
        work.start(
            lambda: task(stop),
            lambda found: self._land(stop, work, lambda: done(found)),
            lambda sentence: self._land(stop, work, lambda: failed(sentence)),
            (NotTakenError, SandboxError),
        )

    def stop(self) -> None:
        """Want no answer any more."""
        if self._stop is not None:
            self._stop.now()
            self._stop = None

    def _land(self, stop: Stop, work: Work, answer: Callable[[], None]) -> None:
        work.deleteLater()
        if stop is self._stop:
            self._stop = None
            answer()


def _end(held: list[Stop]) -> None:
    for each in held:
        each.now()
