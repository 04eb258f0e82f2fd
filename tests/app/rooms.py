"""A room as a worker meets it: what is shown, its words, and its fields and buttons by their names."""

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget


def shown(room: QWidget, kind: type[QWidget]) -> list:
    return [each for each in room.findChildren(kind) if each.isVisible()]


def words(room: QWidget) -> str:
    texts = [each.text() for kind in (QLabel, QPushButton) for each in shown(room, kind)]
    return "\n".join(text for text in texts if text)


def button(room: QWidget, text: str) -> QPushButton:
    return next(each for each in shown(room, QPushButton) if each.text() == text)


def field(room: QWidget, name: str) -> QLineEdit:
    return next(each for each in shown(room, QLineEdit) if each.accessibleName() == name)


def show(qtbot, room: QWidget, high: int = 768):
    qtbot.addWidget(room)
    room.resize(1366, high)
    room.show()
    return room
