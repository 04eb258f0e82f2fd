"""Puts the room's window and the chair's where they belong; it knows no case."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from app.present import displays
from app.present.displays import Displays
from app.present.screen import RoomScreen

_ONE_DISPLAY = "← → step    B blank    A add what the room says    Esc back"


def place(screen: RoomScreen, chair: QWidget, following: Displays) -> None:
    """The room's picture fills the other display; where there is none, the chair's own."""
    other = None if following.together else displays.other_display(chair)
    if other is not None:
        _show_on(screen, other, following)
        chair.window().activateWindow()
    else:
        screen.hint(_ONE_DISPLAY)
        screen.showFullScreen()
        screen.activateWindow()
        screen.setFocus()


def swap(screen: RoomScreen, chair: QWidget, following: Displays) -> bool:
    """Let the two windows change places; False where there is one display.

    The room's picture first lies over the chair's window, so that nobody sees that on its way.
    """
    own, other = chair.window().screen(), displays.other_display(chair)
    if other is None:
        return False
    _show_on(screen, own, following)
    _move_to(chair, other)
    chair.window().activateWindow()
    return True


def bring_home(window: QWidget) -> bool:
    """Move the program's own window to the display on the desk, where it stands on another; whether it was moved."""
    here = window.window().screen().name()
    if here == displays.on_the_desk().name() or displays.other_display(window) is None:
        return False
    _move_to(window, displays.on_the_desk())
    return True


def _move_to(window: QWidget, display: QScreen) -> None:
    """Move a program's window to a display: as large as it was where that fits; one that filled the other fills it."""
    whole, space = window.window(), display.availableGeometry()
    state = whole.windowState()
    if state & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
        whole.showNormal()
    size = whole.size().boundedTo(space.size())
    whole.setScreen(display)
    whole.setGeometry(QRect(space.center() - QRect(QPoint(), size).center(), size))
    whole.setWindowState(state)


def _show_on(screen: RoomScreen, display: QScreen, following: Displays) -> None:
    following.look_at(display)
    screen.hint("")
    screen.setScreen(display)
    screen.setGeometry(display.geometry())
    screen.showFullScreen()
