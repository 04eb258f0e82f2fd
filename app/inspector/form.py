"""Which editor a field has, the row in which it stands with its label, and the folds that hold rows back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QToolButton, QVBoxLayout, QWidget

from app import theme
from app.inspector.category import CategoryEditor
from app.inspector.choosing import ChoiceEditor, FlagEditor, ReadersEditor, TicksEditor, WordsEditor
from app.inspector.cites import CitesEditor
from app.inspector.dates import DateEditor
from app.inspector.desk import Surface
from app.inspector.editor import Editor
from app.inspector.line import LineEditor
from app.inspector.note import Note
from app.inspector.people import RefsEditor
from app.inspector.rows import RowsEditor
from app.inspector.text import text_editor
from app.plain import PlainLabel
from app.unseen import visible
from mapping import fields
from mapping.entries import Cite
from mapping.fields import Field

_BESIDE = 320
"""Pixels at 100 % above which a label stands beside its field."""
_LABEL = 116
"""Width of a label beside its field."""
_ANY_WIDTH = 16_777_215
"""Qt's QWIDGETSIZE_MAX."""


def editor_for(surface: Surface, field: Field) -> Editor:
    """The editor for the shape of a field."""
    form = field.shape.form
    if form == fields.ROWS:
        maker = CitesEditor if field.shape.row is Cite else RowsEditor
        return maker(surface, field, FieldRow)
    if form == fields.LINE and surface.family(field):
        return CategoryEditor(surface, field)
    if form in (fields.PROSE, fields.LINES):
        return text_editor(surface, field)
    return _SIMPLE[form](surface, field)


_SIMPLE: dict[str, Callable[[Surface, Field], Editor]] = {
    fields.LINE: LineEditor,
    fields.DATE: DateEditor,
    fields.CHOICE: ChoiceEditor,
    fields.CHOICES: TicksEditor,
    fields.FLAG: FlagEditor,
    fields.CATEGORY: CategoryEditor,
    fields.REF: RefsEditor,
    fields.REFS: RefsEditor,
    fields.READERS: ReadersEditor,
    fields.WORDS: WordsEditor,
}


class FieldRow(QWidget):
    """A label and its editor, side by side where there is room, else one below the other; a sentence under both."""

    def __init__(self, surface: Surface, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.editor = editor_for(surface, field)
        self.label = PlainLabel(self.editor.name, "muted")
        self.label.setBuddy(self.editor)
        px = theme.current().px
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(px(8))
        self._pair.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        self._pair.addWidget(self.editor, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(2), 0, px(2))
        column.setSpacing(px(3))
        column.addLayout(self._pair)
        self.note = Note(column, "body", framed=True)
        self.editor.said.connect(self.note.say)
        self.note.say(self.editor.sentence)
        self.setFocusProxy(self.editor)
        self._arrange(0)

    def _arrange(self, width: int) -> None:
        px = theme.current().px
        beside = not self.editor.wide and width >= px(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._pair.direction() != direction or not width:
            self._pair.setDirection(direction)
            self._pair.setSpacing(px(8) if beside else px(2))
            self.label.setMinimumWidth(px(_LABEL) if beside else 0)
            self.label.setMaximumWidth(px(_LABEL) if beside else _ANY_WIDTH)
            self.label.setContentsMargins(0, px(6) if beside else 0, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may want the label elsewhere."""
        super().resizeEvent(event)
        self._arrange(event.size().width())


class Fold(QWidget):
    """Rows behind a heading; they are made when they are first wanted."""

    def __init__(self, title: str, make: Callable[[QVBoxLayout], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make: Callable[[QVBoxLayout], None] | None = make
        self.button = QToolButton()
        self.button.setText(visible(title).replace("&", "&&"))
        self.button.setAccessibleName(title)
        self.button.setCheckable(True)
        self.button.setMinimumWidth(1)
        self.button.setProperty("flat", True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setArrowType(Qt.ArrowType.RightArrow)
        self.button.toggled.connect(self._turn)
        self._body = QWidget()
        self.rows = QVBoxLayout(self._body)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(theme.current().px(4))
        self._body.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(4))
        column.addWidget(self.button)
        column.addWidget(self._body)

    @property
    def open(self) -> bool:
        """Whether the rows are shown."""
        return self.button.isChecked()

    def _turn(self, on: bool) -> None:
        self.button.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        if on and self._make is not None:
            self._make(self.rows)
            self._make = None
        self._body.setVisible(on)


class HelpWatch(QObject):
    """Tells which field the keyboard is in, so that its help can be shown.

    `path` is the field's name in a case file, "children.position" inside a list, and "" outside the form; `key` is the
    word of a list that stands in it.
    """

    entered = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._form = parent
        self.path = self.key = ""

    def focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Find the editors around the widget that has the keyboard, the innermost first."""
        around: list[Editor] = []
        at = now if now is not None and self._form.isAncestorOf(now) else None
        while at is not None and at is not self._form:
            if isinstance(at, Editor):
                around.append(at)
            at = at.parentWidget()
        self.path = ".".join(each.field.file_name for each in reversed(around))
        self.key = _word_in(around[0]) if around else ""
        self.entered.emit(*((around[0].name, around[0].help) if around else ("", "")))


def _word_in(editor: Editor) -> str:
    value = editor.value if editor.field.shape.form in (fields.CATEGORY, fields.CHOICE) else ""
    return value if isinstance(value, str) else ""
