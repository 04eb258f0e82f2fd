"""What falls in front of a window before anything else is done: bare paper, at once. It knows nothing behind it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget


class Curtain(QWidget):
    """Covers a whole window without taking the keyboard from it, so that nothing behind it is begun or ended by it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAutoFillBackground(True)
        self.hide()

    def fall(self) -> None:
        """Cover the window now, and close every other window of the program: panels, menus, lists, tool tips.

        It is painted before this returns: what is put away behind it may have to wait for the disk.
        """
        window = self.window()
        self.setGeometry(window.rect())
        self.raise_()
        self.show()
        self.repaint()
        for other in QApplication.topLevelWidgets():
            blanked = getattr(other, "go_blank", None)
            if blanked is not None:
                blanked()  # before a room bare paper, where a window that closed would show whatever lies behind it
            elif other is not window and other.isVisible():
                other.close()
                # One that will not be closed now is not to be seen either.
                other.hide()
