"""Finds words that are larger than the room they have, among all in sight; it knows which lines may end in dots."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QScrollArea, QStyle, QTabBar, QWidget

from app.header import OneLine

_WORTH = 120
_SLACK = 1
"""Pixels by which rounding may be off."""


def clipped(window: QWidget) -> list[str]:
    """Each label and button in sight of which a part cannot be read: what it is, its words, and by how much."""
    found = []
    for each in window.findChildren(QWidget):
        if each.isVisible() and each.window() is window and _words(each) and not _ends_with_dots(each):
            found += [f"{type(each).__name__} “{_words(each)[:50]}” {why}" for why in _why(each, window)]
    return found


def _ends_with_dots(widget: QWidget) -> bool:
    """Whether it says itself, by three dots, that there is more; what is left must be worth reading."""
    return isinstance(widget, OneLine) and widget.width() >= _WORTH


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return "tabs" if isinstance(widget, QTabBar) and widget.count() else ""


def _why(widget: QWidget, window: QWidget) -> Iterator[str]:
    needs, has = _needs(widget), _room(widget)
    if needs.width() > has.width() + _SLACK:
        yield f"needs {needs.width()} across and has {has.width()}"
    if needs.height() > has.height() + _SLACK:
        yield f"needs {needs.height()} down and has {has.height()}"
    if not _is_scrolled(widget, window):
        seen = widget.visibleRegion().boundingRect()
        if seen.width() < min(widget.width(), needs.width()) or seen.height() < min(widget.height(), needs.height()):
            yield f"is {widget.width()} x {widget.height()}, of which {seen.width()} x {seen.height()} is seen"


def _needs(widget: QWidget) -> QSize:
    """How large its words are in its own type."""
    metrics = widget.fontMetrics()
    if isinstance(widget, QTabBar):
        return QSize(max(_beyond(widget, at) for at in range(widget.count())), metrics.height())
    text = _words(widget)
    if isinstance(widget, QLabel) and widget.wordWrap():
        wide = max(metrics.horizontalAdvance(word) for word in text.split()) if text.split() else 0
        box = metrics.boundingRect(QRect(0, 0, _room(widget).width(), 10_000), Qt.TextFlag.TextWordWrap, text)
        return QSize(wide, box.height())
    if widget.hasHeightForWidth():
        wide = max(metrics.horizontalAdvance(word) for word in text.split()) if text.split() else 0
        return QSize(wide, widget.heightForWidth(widget.width()) - (widget.height() - _room(widget).height()))
    lines = text.split("\n")
    return QSize(max(metrics.horizontalAdvance(line) for line in lines), metrics.height() * len(lines))


def _beyond(bar: QTabBar, at: int) -> int:
    """The width that a bar of tabs would need to show this tab whole."""
    short = bar.fontMetrics().horizontalAdvance(bar.tabText(at)) - bar.tabRect(at).width()
    return max(bar.tabRect(at).right() + 1, bar.width() + short if short > 0 else 0)


def _room(widget: QWidget) -> QSize:
    if isinstance(widget, QLabel):
        inside = widget.contentsRect().size()
        return inside - QSize(2 * widget.margin(), 2 * widget.margin())
    if isinstance(widget, QAbstractButton) and widget.style() is not None:
        frame = widget.style().pixelMetric(QStyle.PixelMetric.PM_DefaultFrameWidth, None, widget)
        return widget.size() - QSize(2 * frame, 2 * frame)
    return widget.size()


def _is_scrolled(widget: QWidget, window: QWidget) -> bool:
    """Whether it stands on a page that scrolls, so that what is not seen of it now can be."""
    above = widget.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, QScrollArea | QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False
