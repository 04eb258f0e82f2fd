"""Long work beside the window: runs in a thread on values that do not change, and comes home to the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

_BROKEN = "The program met a fault of its own. Nothing was changed; what was saved is safe."


class Work(QObject):
    """One task after another for one view; at most one runs at a time."""

    busy_changed = Signal(bool)
    _ended = Signal(object, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._done: Callable[[Any], None] | None = None
        self._failed: Callable[[str], None] | None = None
        self._ended.connect(self._land, Qt.ConnectionType.QueuedConnection)

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
        threading.Thread(target=self._run, args=(task, expected), daemon=True).start()

    def _run(self, task: Callable[[], Any], expected: tuple[type[Exception], ...]) -> None:
        result, trouble = None, _BROKEN
        try:
            result = task()
            trouble = ""
        except expected as error:
            trouble = str(error)
        finally:
            # The view may be gone by now, and with it whoever wanted to know.
            with suppress(RuntimeError):
                self._ended.emit(result, trouble)

    def _land(self, result: object, trouble: str) -> None:
        done, failed = self._done, self._failed
        self._done = self._failed = None
        self.busy_changed.emit(False)
        if trouble and failed:
            failed(trouble)
        elif done:
            done(result)
