"""The order in which the Tab key goes through widgets that were made at different times."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from app.flow import FlowBox


def in_reading_order(first: QWidget, *parts: QWidget) -> None:
    """Let the Tab key go from `first` through these parts as they are read; what came last would else be last."""
    at = first
    for part in parts:
        for stop in _stops(part):
            QWidget.setTabOrder(at, stop)
            at = stop


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """What the keyboard can be in, in the order in which it is laid out."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
        return
    if isinstance(widget, FlowBox):
        held = widget.widgets
    else:
        layout = widget.layout()
        held = tuple(_held(layout)) if layout is not None else ()
    for each in held:
        yield from _stops(each)


def _held(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _held(inner)
