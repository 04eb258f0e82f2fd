"""What can be read on the screen at this moment, by eye or by a screen reader, in every window of the program."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.map.room import MapRoom


def seen() -> str:
    """Every word in sight, tool tips that are shown and those that would be included."""
    windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    widgets = {each for window in windows for each in (window, *window.findChildren(QWidget)) if each.isVisible()}
    return "\n".join(part for each in widgets for part in _words_of(each) if part)


def _words_of(widget: QWidget) -> Iterator[str]:
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    if isinstance(words := getattr(widget, "words", None), str):
        yield words
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _rows(widget.model())
    if isinstance(widget, MapRoom):
        yield from _on_map(widget)


def _rows(model: QAbstractItemModel, above: QModelIndex | None = None) -> Iterator[str]:
    for row in range(model.rowCount(above or QModelIndex())):
        index = model.index(row, 0, above or QModelIndex())
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            yield str(index.data(role) or "")
        yield from _rows(model, index)


def _on_map(room: MapRoom) -> Iterator[str]:
    """What is painted on the map, and what it tells of a card."""
    yield from room.heads.titles()
    for plate in room.scene.plates.values():
        yield from (plate.look.text, plate.look.hint)
    for identity, card in room.scene.cards.items():
        spoken = room.speech.spoken(identity)
        yield from (card.look.title, card.look.note, *((spoken.name, spoken.more) if spoken else ()))
        yield "\n".join(room.questions.said(identity))
