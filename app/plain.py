"""Words on screen as what they are: nothing the worker typed is ever read as markup."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QSizePolicy, QWidget

from app import theme
from app.unseen import visible


class PlainLabel(QLabel):
    """A label that shows its text letter by letter, the unseen ones too, wraps, and keeps the type of its role."""

    _before: QColor | None = None
    _colour: QColor | None = None
    """The colours that it was given for the theme before, and for that of now."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setText(text)
        self.dress()
        theme.NOTICE.changed.connect(self._dress_again)

    def _dress_again(self) -> None:
        """Qt gives a label that was never in sight its first font and colour back when it comes: so it comes first."""
        self._before = self._colour
        self.ensurePolished()
        self.dress()

    def dress(self) -> None:
        """Take on the type and colour of the theme as it is now."""
        look = theme.current()
        self.setFont(look.font(self._role))
        palette = self.palette()
        self._colour = look.colour("muted" if "muted" in self._role else "ink")
        palette.setColor(self.foregroundRole(), self._colour)
        self.setPalette(palette)

    def setText(self, text: str) -> None:  # noqa: N802  # Qt's own name
        """Show another text."""
        super().setText(visible(text))

    def showEvent(self, event: QShowEvent) -> None:  # Qt's own name
        """Qt: what was never in sight while the theme changed may come with the type of the one before."""
        super().showEvent(event)
        if self.font().pixelSize() != theme.current().font(self._role).pixelSize():
            self.dress()

    def changeEvent(self, event: QEvent) -> None:  # Qt's own name
        """Where a part around it takes another style, Qt gives back the colour of the theme before: not that one."""
        super().changeEvent(event)
        if event.type() != QEvent.Type.PaletteChange or self._before in (None, self._colour):
            return
        if self.palette().color(self.foregroundRole()) == self._before:
            self.dress()


class Button(QPushButton):
    """A button with plain words; at most one in a view is the primary one."""

    def __init__(self, text: str, *, primary: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(visible(text).replace("&", "&&"))
        self.setAccessibleName(visible(text))
        self.setProperty("primary", primary)
        self.setAutoDefault(False)

    def be_primary(self, on: bool) -> None:
        """Be the one to press, or no more than the others."""
        if self.property("primary") != on:
            self.setProperty("primary", on)
            # A style sheet looks at a property once, unless it is asked to look again.
            self.style().unpolish(self)
            self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)


def tip_of(text: str) -> str:
    """A tool tip that shows a text letter by letter; each of its lines by itself."""
    return f"<span>{escape(visible(text)).replace(chr(10), '<br>')}</span>" if text else ""


def hide_tips() -> None:
    """Take every tool tip off the screen at once; Qt's own way leaves it there for a moment."""
    for window in QApplication.topLevelWidgets():
        if window.windowType() == Qt.WindowType.ToolTip:
            window.hide()


def tell(widget: QWidget, text: str) -> None:
    """Give a widget a tool tip of plain text, and say the same to a screen reader."""
    widget.setToolTip(tip_of(text))
    widget.setAccessibleDescription(visible(text))
