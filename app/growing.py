"""Plain text that is as high as it needs to be, and its keys; it knows no field and keeps nothing."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app import theme

BLANK = "___"
"""What stands in a frame where the worker's own words belong."""


class GrowingText(QPlainTextEdit):
    """Plain text that is as high as it needs to be; with `one_line` it wraps and takes no line ends."""

    left = Signal()
    began = Signal()

    def __init__(
        self, *, one_line: bool = False, role: str = "body", rows: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._one_line, self._role, self._rows = one_line, role, rows
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(theme.current().font(role))
        self.document().setDocumentMargin(theme.current().px(2))
        self.textChanged.connect(self._grow)
        # A timer of its own goes when the field goes; a single shot that waits for a field that is gone stays for ever.
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._grow)
        theme.NOTICE.changed.connect(self._dress)

    def _dress(self) -> None:
        """Take on the size of the theme as it is now."""
        self.setFont(theme.current().font(self._role))
        self._again.start()

    def _grow(self) -> None:
        wanted = self.sizeHint().height()
        if wanted != self.height():
            self.setFixedHeight(wanted)

    def sizeHint(self) -> QSize:
        """As high as the lines that its text takes in this width."""
        lines = max(self._rows, round(self.document().size().height()))
        around = self.contentsMargins().top() + self.contentsMargins().bottom()
        margin = round(2 * self.document().documentMargin()) + 2
        return QSize(theme.current().px(120), lines * self.fontMetrics().lineSpacing() + margin + around)

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(theme.current().px(60), self.fontMetrics().lineSpacing() + theme.current().px(10))

    def show_text(self, text: str) -> None:
        """Show another text, and leave the caret where it was as far as it can stay there."""
        if text == self.toPlainText():
            return
        place = self.textCursor().position()
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(text)))
        self.setTextCursor(cursor)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  # Qt's own name
        """Pasted text comes as plain text, and on one line where there is only one."""
        text = source.text()
        self.insertPlainText(" ".join(text.split()) if self._one_line else text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends a text of one line, and Ctrl+Enter any text."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (self._one_line or control):
            self.left.emit()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The form scrolls, not the text in it."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A sitting begins."""
        super().focusInEvent(event)
        self.began.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A sitting ends, unless only a menu or another window came in front."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._again.start()
