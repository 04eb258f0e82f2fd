"""Long work beside the window: runs in a thread on values that do not change, and comes home to the window's thread."""

from __future__ import annotations

import atexit
import itertools
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from app.rings import keep_to_window, leave_to_python, look_meanwhile

_BROKEN = "The program met a fault of its own. Nothing was changed; what was saved is safe."
_MEANWHILE = 500
"""Milliseconds between two looks for rings while a task runs."""


class _Shore(QObject):
    """Where every task comes home to. It lives as long as the program: a view may go while its task still runs,
    and a thread that spoke to a view just then would bring the program down.
    """

    landed = Signal(int, object, str)

    def __init__(self) -> None:
        super().__init__()
        self._tickets = itertools.count()
        self._out: dict[int, Work] = {}
        self.landed.connect(self._land, Qt.ConnectionType.QueuedConnection)
        self._looking: QTimer | None = None
        self._mooring, self._is_closed = threading.Lock(), False

    def land(self, ticket: int, result: object, trouble: str) -> None:
        """A task has ended; called in its thread. While the program ends there is nobody to come home to."""
        with self._mooring:
            if not self._is_closed:
                self.landed.emit(ticket, result, trouble)

    def close(self) -> None:
        """Let nobody land any more: what a thread would speak to is about to be taken down."""
        with self._mooring:
            self._is_closed = True

    def send(self, work: Work) -> int:
        """A ticket for a task of this view."""
        ticket = next(self._tickets)
        self._out[ticket] = work
        keep_to_window(ticket)
        if self._looking is None:
            self._looking = QTimer(self)
            self._looking.timeout.connect(look_meanwhile)
        self._looking.start(_MEANWHILE)
        return ticket

    def _land(self, ticket: int, result: object, trouble: str) -> None:
        work = self._out.pop(ticket)
        leave_to_python(ticket)
        if not self._out and self._looking is not None:
            self._looking.stop()
        if isValid(work):
            work._land(result, trouble)


_SHORE = _Shore()
atexit.register(_SHORE.close)  # before Qt goes, which asked for the same earlier


class Work(QObject):
    """One task after another for one view; at most one runs at a time."""

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._done: Callable[[Any], None] | None = None
        self._failed: Callable[[str], None] | None = None

    @property
    def busy(self) -> bool:
        """Whether a task is under way."""
        return self._done is not None

    def start(
        self,
        task: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[str], None],
        expected: tuple[type[Exception], ...] = (),
    ) -> None:
        """Run `task` in a thread; then, here, `done` with what it gave, or `failed` with a sentence.

        Only the `expected` errors are answered with their own sentence; others fall into the last net as well.
        """
        if self.busy:
            return
        self._done, self._failed = done, failed
        self.busy_changed.emit(True)
        threading.Thread(target=_run, args=(_SHORE.send(self), task, expected), daemon=True).start()

    def _land(self, result: object, trouble: str) -> None:
        done, failed = self._done, self._failed
        self._done = self._failed = None
        self.busy_changed.emit(False)
        if trouble and failed:
            failed(trouble)
        elif done:
            done(result)


def _run(ticket: int, task: Callable[[], Any], expected: tuple[type[Exception], ...]) -> None:
    """In the thread, which knows no view."""
    result, trouble = None, _BROKEN
    try:
        result = task()
        trouble = ""
    except expected as error:
        trouble = str(error)
    finally:
        _SHORE.land(ticket, result, trouble)
