"""Where the window stands and how large it is, as five numbers; what is in the window it does not know."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from app.settings import Place

_USUAL = QSize(1280, 800)


def place_of(window: QMainWindow) -> Place:
    """Where a window stands; of one that fills the screen, also where it would stand otherwise."""
    usual = QRect(window.pos(), window.size())
    if window.isMaximized() or window.isMinimized() or window.isFullScreen():
        usual = window.normalGeometry()
    return (usual.x(), usual.y(), usual.width(), usual.height(), int(window.isMaximized()))


def put(window: QMainWindow, place: Place) -> None:
    """Let a window that is not shown yet stand where it stood, on a screen that is there and wholly within it."""
    if not place:
        window.resize(_USUAL.boundedTo(window.screen().availableSize()))
        return
    left, top, wide, high, fills = place
    middle = QPoint(left + wide // 2, top + high // 2)
    there = QGuiApplication.screenAt(middle) or QGuiApplication.screenAt(QPoint(left, top)) or window.screen()
    room = there.availableGeometry()
    size = QSize(wide, high).boundedTo(room.size())
    window.resize(size)
    window.move(
        max(room.left(), min(left, room.right() + 1 - size.width())),
        max(room.top(), min(top, room.bottom() + 1 - size.height())),
    )
    if fills:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
