"""Work beside the window: it comes home to its view, or to nobody where the view is gone by then."""

import gc
import subprocess
import sys
import threading
import weakref
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from app.work import Work

_GOING = """
import sys, time
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from app.work import Work

sys.setswitchinterval(1e-5)
application = QCoreApplication([])
until, sent = time.monotonic() + 3, 0
while time.monotonic() < until:
    views = [QObject() for _ in range(20)]
    works = [Work(view) for view in views]
    for work in works:
        work.start(lambda: sum(range(200)), print, print)
    for view in views:
        view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sent += len(views)
print("sent", sent > 100)
"""


class Held:
    """Something of which one can tell whether it is still there."""

    def __init__(self, by: object) -> None:
        self.by = by


def go(view: QObject) -> None:
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_it_comes_home_in_the_thread_of_the_window(qtbot, qapp) -> None:
    view, came = QObject(), []
    work = Work(view)
    work.start(threading.get_ident, lambda thread: came.append((thread, threading.get_ident())), came.append)
    assert work.busy
    qtbot.waitUntil(lambda: not work.busy)
    assert came[0][0] != threading.get_ident() == came[0][1]


def test_where_the_view_has_gone_it_comes_home_to_nobody_and_the_next_one_comes_home(qtbot, qapp) -> None:
    gone, still, may_end = QObject(), QObject(), threading.Event()
    came: list[object] = []
    late, next_one = Work(gone), Work(still)
    late.start(lambda: may_end.wait(20), came.append, came.append)
    go(gone)
    may_end.set()
    next_one.start(lambda: "here", came.append, came.append)
    qtbot.waitUntil(lambda: not next_one.busy)
    assert came == ["here"]


def test_views_that_go_at_the_moment_their_tasks_end_do_not_bring_the_program_down() -> None:
    root = Path(__file__).parents[2]
    told = subprocess.run([sys.executable, "-c", _GOING], cwd=root, capture_output=True, text=True, timeout=120)
    assert (told.returncode, told.stdout) == (0, "sent True\n")


def test_rings_of_widgets_are_never_taken_down_in_another_thread(qtbot, qapp) -> None:
    class Ring(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.itself, self.child = self, QObject(self)
            weakref.finalize(self, lambda: went.append(threading.get_ident()))

    went: list[int] = []
    view = QObject()
    work = Work(view)

    def task() -> int:
        return len([[number] for number in range(200_000)])

    qtbot.waitUntil(gc.isenabled, timeout=60_000)  # what another test began may be under way still
    for _ in range(40):
        Ring()
    work.start(task, lambda _n: None, lambda _s: None)
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: not work.busy)
    assert gc.isenabled()
    gc.collect()
    assert len(went) == 40 and set(went) == {threading.get_ident()}


def test_rings_are_looked_for_while_a_long_task_runs(qtbot, qapp) -> None:
    may_end, view = threading.Event(), QObject()
    work = Work(view)
    work.start(lambda: may_end.wait(20), lambda _n: None, lambda _s: None)
    ring: list[object] = []
    ring.append(ring)
    held = Held(ring)
    gone = weakref.ref(held)
    ring.append(held)
    del ring, held
    qtbot.waitUntil(lambda: gone() is None)
    assert work.busy
    may_end.set()
    qtbot.waitUntil(lambda: not work.busy)
