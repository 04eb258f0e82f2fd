"""Where the room looks and where the chair sits, while displays come, go and windows are moved."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen, QWindow
from PySide6.QtWidgets import QApplication, QWidget


class Displays(QObject):
    """Tells when the room may see something else of the chair's; `gone` when the room's own display was pulled out."""

    changed = Signal()
    gone = Signal()

    def __init__(self, chair: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._chair = chair
        self._handle: QWindow | None = None
        self._room_at, self.together = "", False

    def look_at(self, display: QScreen) -> None:
        """The room looks at this display."""
        self._room_at, self.together = display.name(), False

    def follow(self) -> None:
        """Hear of every change from now on."""
        app = _program()
        app.screenRemoved.connect(self._gone)
        app.screenAdded.connect(self._come)
        self._handle = self._chair.window().windowHandle()
        if self._handle is not None:
            self._handle.screenChanged.connect(self._moved)

    def leave(self) -> None:
        """The meeting is over."""
        app = _program()
        app.screenRemoved.disconnect(self._gone)
        app.screenAdded.disconnect(self._come)
        if self._handle is not None:
            self._handle.screenChanged.disconnect(self._moved)
        self._handle, self._room_at, self.together = None, "", False

    def _gone(self, display: QScreen) -> None:
        if display.name() == self._room_at:
            self._room_at, self.together = "", False
            self.gone.emit()
        self.changed.emit()

    def _come(self, _display: QScreen) -> None:
        """It may be a projector that shows the same as the chair's own display."""
        self.changed.emit()

    def _moved(self, display: QScreen) -> None:
        """The chair's window came to another display: perhaps to the one at which the room looks."""
        self.together = bool(self._room_at) and display.name() == self._room_at
        self.changed.emit()


def other_display(window: QWidget) -> QScreen | None:
    """A display that the program's own window is not on; None where there is one only, or another shows the same."""
    own = window.window().screen()
    name, space = own.name(), own.geometry()
    others = [each for each in QApplication.screens() if each.name() != name]
    if any(each.geometry().intersects(space) for each in others):
        return None
    return others[0] if others else None


def on_the_desk() -> QScreen:
    """The display that the system calls the primary: a projector that is plugged in is another."""
    return QGuiApplication.primaryScreen()


def _program() -> QGuiApplication:
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    return app
