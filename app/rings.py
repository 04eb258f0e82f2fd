"""Things that hold each other in rings are looked for in the window's thread alone, also while other threads work.

Python looks for rings in whichever thread happens to need memory. Where it finds a widget of Qt's in another thread,
that is put on a list and taken down later, by which time its parent may have taken it along: the program then falls. So
Python's own looking is off while a thread of ours runs. It knows no view and no task.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LOCK = threading.Lock()
_running: list[object] = []


def keep_to_window(task: object) -> None:
    """From now on no other thread looks for rings; to be said before the thread of this task begins."""
    with _LOCK:
        _running.append(task)
        gc.disable()


def leave_to_python(task: object) -> None:
    """The thread of this task has ended; said in a thread that may take widgets down."""
    with _LOCK:
        _running[:] = [each for each in _running if each != task and not _has_ended(each)]
        if not _running:
            gc.enable()


@contextmanager
def none_looked_for() -> Iterator[None]:
    """While Qt goes through a list of all widgets: one that is taken down on the way would bring the program down."""
    task = object()
    keep_to_window(task)
    try:
        yield
    finally:
        leave_to_python(task)


def look_meanwhile() -> None:
    """Look for young rings, in the window's thread, while Python does not."""
    if _running:
        gc.collect(1)


def _has_ended(task: object) -> bool:
    """Whether this was a thread that nobody waited for to its end."""
    return isinstance(task, threading.Thread) and not task.is_alive()
