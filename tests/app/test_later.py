"""A part of a page is made when it is first asked for and stays the same; what is done later keeps nobody alive."""

import gc
import weakref
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.later import Later, soon


class Page:
    made = 0

    def _room(self) -> list[int]:
        self.made += 1
        return [self.made]

    room = Later(_room)


def test_a_part_is_made_when_it_is_first_asked_for_and_once() -> None:
    page = Page()
    assert page.made == 0 and "room" not in vars(page)
    first = page.room
    assert page.room is first and page.made == 1


def test_each_page_has_a_part_of_its_own() -> None:
    assert Page().room is not Page().room
    assert isinstance(Page.room, Later)


class Form(QWidget):
    done = 0

    def go(self) -> None:
        self.done += 1


def turn() -> None:
    """Let Qt do what waits, and take away what is to go."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def drop(form: QWidget) -> None:
    form.deleteLater()
    QCoreApplication.sendPostedEvents(form, QEvent.Type.DeferredDelete)


def staying(wait: Callable[[Form], object], go: Callable[[QWidget], object], above: QWidget) -> int:
    """How many of twenty forms stay, each of which goes while something of it waits."""
    forms = []
    for _ in range(20):
        form = Form(above)
        forms.append(weakref.ref(form))
        wait(form)
        go(form)
        del form
    turn()
    return sum(form() is not None for form in forms)


def test_an_act_after_the_present_one_is_done_once_and_not_at_once(qapp: QApplication) -> None:
    form = Form()
    soon(form, Form.go)
    assert form.done == 0
    turn()
    turn()
    assert form.done == 1
    assert form.findChildren(QTimer) == []


@pytest.mark.parametrize("go", [drop, shiboken6.delete], ids=["deleted later", "deleted"])
def test_a_form_that_goes_first_does_nothing_and_stays_nowhere(
    qapp: QApplication, go: Callable[[QWidget], object]
) -> None:
    above, done = QWidget(), list[QWidget]()
    assert staying(lambda form: soon(form, done.append), go, above) == 0
    assert done == []


def test_a_single_shot_that_waits_for_a_form_would_keep_it(qapp: QApplication) -> None:
    above = QWidget()
    assert staying(lambda form: QTimer.singleShot(0, form, form.go), drop, above) == 20


def test_an_act_may_take_its_own_form_away(qapp: QApplication) -> None:
    above = QWidget()
    form = Form(above)
    seen = weakref.ref(form)
    soon(form, drop)
    del form
    turn()
    assert seen() is None
