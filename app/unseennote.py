"""A line under a field that says what stands in it unseen, and takes it out where the worker wants that."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.display import Quiet
from app.plain import PlainLabel
from app.unseen import named, unseen, without_unseen
from app.wavy import place_of

_HERE = "Unseen in this text: {}."
TAKE_OUT = "Take it out"


class UnseenNote(QObject):
    """Stands below its field in a column while there is something to say; made then, for most fields never need it.

    `taking` comes before the text is changed, and `taken` after it; one step of the field's own takes that back.
    """

    taking = Signal()
    taken = Signal()

    def __init__(self, field: QLineEdit | QPlainTextEdit, column: QBoxLayout) -> None:
        super().__init__(field)
        self._field, self._column, self._told = field, column, ""
        self._row: _Row | None = None
        field.textChanged.connect(self.look)
        self.look()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._row.words.text() if self._row is not None and self._told else ""

    @property
    def button(self) -> Quiet | None:
        """What takes it out, once there was something to say."""
        return self._row.button if self._row is not None else None

    def look(self) -> None:
        """Say what is in the field now; where that cannot be changed, it is not offered to be taken out."""
        self._told = named(_text_of(self._field))
        if not self._told and self._row is None:
            return
        if self._row is None:
            self._row = _Row()
            self._row.button.clicked.connect(self._take_out)
            self._column.insertWidget(self._column.indexOf(self._field) + 1, self._row)
        self._row.words.setText(_HERE.format(self._told))
        self._row.button.setVisible(not self._field.isReadOnly())
        self._row.setVisible(bool(self._told))

    def _take_out(self) -> None:
        field = self._field
        self.taking.emit()
        field.setFocus()
        if isinstance(field, QLineEdit):
            clean = without_unseen(field.text())
            field.selectAll()
            field.insert(clean)
        else:
            _cut(field)
        self.taken.emit()


class _Row(QWidget):
    """The words, and the button below them."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.button = PlainLabel(role="muted"), Quiet(TAKE_OUT)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.words)
        lines.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)


def _text_of(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _cut(field: QPlainTextEdit) -> None:
    """Take it out of a text, all of it as one step."""
    text, cursor = field.toPlainText(), QTextCursor(field.document())
    cursor.beginEditBlock()
    for start, end in reversed(tuple(unseen(text))):
        cursor.setPosition(place_of(text, start))
        cursor.setPosition(place_of(text, end), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    cursor.endEditBlock()
