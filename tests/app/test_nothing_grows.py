"""A form that the keyboard has walked through goes when it is put away, with the lists in it and the lines in those."""

import gc
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.combo import Combo
from app.tabbing import TabbedWindow, first_stop

TIMES = 5


class Form(QWidget):
    """A line, and below it a list or a number."""

    def __init__(self, other: QWidget) -> None:
        super().__init__()
        self.line = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(other)


KINDS = (Form, QComboBox, QAbstractSpinBox, QLineEdit)


class Desk(TabbedWindow):
    """A window in which forms come and go."""

    def __init__(self) -> None:
        super().__init__()
        area, inside = QScrollArea(), QWidget()
        self.column = QVBoxLayout(inside)
        self.column.addWidget(QLineEdit())
        area.setWidget(inside)
        area.setWidgetResizable(True)
        self.setCentralWidget(area)


def editable() -> Combo:
    made = Combo()
    made.setEditable(True)
    return made


def turn() -> None:
    """Let Qt do what waits, and take away what is to go."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def dead() -> int:
    """How many forms, lists, numbers and lines Python still holds that Qt has taken down."""
    gc.collect()
    return sum(isinstance(each, KINDS) and not shiboken6.isValid(each) for each in gc.get_objects())


def walked(desk: Desk, make: Callable[[], QWidget], walk: Callable[[Form], object]) -> int:
    """How many dead widgets stay of forms that were walked through and then put away."""
    before = dead()
    for _ in range(TIMES):
        form = Form(make())
        desk.column.addWidget(form)
        form.show()
        form.line.setFocus()
        turn()
        walk(form)
        desk.column.removeWidget(form)
        form.hide()
        form.deleteLater()
        del form
        turn()
    return dead() - before


@pytest.fixture
def desk(qtbot) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    turn()
    return made


def by_tab(form: Form) -> None:
    for _ in range(4):
        form.window().focusNextPrevChild(True)


@pytest.mark.parametrize("walk", [by_tab, first_stop], ids=["by Tab", "to the first field"])
@pytest.mark.parametrize("make", [editable, Combo, QSpinBox], ids=["own words", "a list", "a number"])
def test_a_form_that_was_walked_through_goes_whole(
    desk: Desk, make: Callable[[], QWidget], walk: Callable[[Form], object]
) -> None:
    assert walked(desk, make, walk) == 0


def test_a_list_whose_line_is_asked_for_it_would_stay(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "focusNextPrevChild", lambda *_given: False, raising=False)

    def ask(form: Form) -> None:
        at = form.line.nextInFocusChain()
        while at is not None and at is not form.line:
            at.focusProxy()
            at = at.nextInFocusChain()

    assert walked(desk, editable, ask) >= TIMES


def test_tab_comes_to_a_list_with_own_words_once_and_goes_on(desk: Desk) -> None:
    form = Form(editable())
    desk.column.addWidget(form)
    form.show()
    form.line.setFocus()
    turn()
    met = []
    for _ in range(3):
        desk.focusNextPrevChild(True)
        met.append(desk.focusWidget())
    (box,) = form.findChildren(QComboBox)
    assert sum(each is box or each is box.lineEdit() for each in met) == 1
