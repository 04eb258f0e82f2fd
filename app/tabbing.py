"""Windows in which the Tab key comes to everything that can be used, one thing after the other.

Qt takes a part that hands its focus on (to the field to begin with, to the harmless button) for one thing to go to,
and so never comes to what stands in that part before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDialog, QMainWindow, QScrollArea, QWidget


class TabbedWindow(QMainWindow):
    """A main window with such a Tab key."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next thing, or to the one before."""
        return _go(self, forward)


class TabbedDialog(QDialog):
    """A panel with such a Tab key."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next thing, or to the one before."""
        return _go(self, forward)


def _go(window: QWidget, forward: bool) -> bool:
    held = window.focusWidget()
    start = held if window.isAncestorOf(held) else window
    at = _after(start, forward)
    while at is not None and at is not start:
        if _can_be_used(at, window):
            reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            at.setFocus(reason)
            return True
        at = _after(at, forward)
    return False


def _after(widget: QWidget, forward: bool) -> QWidget | None:
    found = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
    if found is not None:
        # By this PySide learns whose part it is; what Qt made within a list it would else keep when the list goes.
        found.parentWidget()
    return found


def _can_be_used(widget: QWidget, window: QWidget) -> bool:
    """Whether the keyboard can be in this very widget; what hands it on is come to by itself."""
    # The line within a list always hands the keyboard to it. To ask that line for it would keep the list for ever.
    within = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not within and widget.focusProxy() is None
    if not (takes and widget.window() is window and widget.isVisibleTo(window) and widget.isEnabled()):
        return False
    return not (isinstance(widget, QScrollArea) and _scrolls_along(widget, window))


def held_in(page: QWidget) -> QWidget:
    """What on a page had the keyboard when it was shown last; the page itself where nothing had."""
    held: QWidget | None = page.focusWidget()
    return page if held is None else held


def first_stop(inside: QWidget) -> QWidget | None:
    """The first widget in here that the Tab key would come to; None where there is none."""
    found = _after(inside, forward=True)
    while found is not None and found is not inside:
        if inside.isAncestorOf(found) and _can_be_used(found, inside.window()):
            return found
        found = _after(found, forward=True)
    return None


def _scrolls_along(page: QScrollArea, window: QWidget) -> bool:
    """Whether all of a page comes into sight while one goes through what is in it, and it needs no stop of its own."""
    inside = page.widget() or QWidget()
    used = [each for each in _within(inside) if _can_be_used(each, window)]
    at = 0
    for top, high in sorted((each.mapTo(inside, QPoint()).y(), each.height()) for each in used):
        if top - at > page.viewport().height():
            return False
        at = max(at, top + high)
    return bool(used) and inside.height() - at <= page.viewport().height()


def _within(widget: QWidget) -> Iterator[QWidget]:
    """Everything that stands in a widget.

    `findChildren` would tie to this very widget also what Qt made within others, bars and the like; when the others go,
    PySide would keep those as long as this one stands.
    """
    for each in widget.children():
        if isinstance(each, QWidget):
            yield each
            yield from _within(each)
