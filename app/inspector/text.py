"""Editors of text that grows: as many lines as wanted, or several lines that stand for themselves."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app import theme
from app.inspector.desk import Surface
from app.inspector.editor import DRAFTED, EMPTY, HIDDEN, HOLDS_A_NAME, Editor
from app.inspector.note import Note
from mapping.fields import LINES, Field

IDLE, DRAFT = 1500, 400
"""Milliseconds without a key after which a text is kept, and after which it is kept as a draft."""


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
            QTimer.singleShot(0, self, self._grow)


class ProseEditor(Editor):
    """Text that grows; kept on leaving or after a short idle, as one step for undo; a draft while it is typed."""

    wide = True

    def __init__(
        self,
        surface: Surface,
        field: Field,
        parent: QWidget | None = None,
        *,
        one_line: bool = False,
        role: str = "body",
    ) -> None:
        super().__init__(surface, field, parent)
        self.text = GrowingText(one_line=one_line, role=role)
        self.text.setPlaceholderText("" if one_line else "not said")
        self._merge, self._dirty, self._showing = self.sitting(), False, False
        self._idle, self._drafting = _timer(self, IDLE, self._keep), _timer(self, DRAFT, self._keep_draft)
        self.text.began.connect(self._begin)
        self.text.left.connect(self.finish)
        self.text.textChanged.connect(self._typed)
        self.column.addWidget(self.text)
        self._hint = Note(self.column)
        self.name_widget(self.text)
        self.show_value()
        self._restore()

    def _stored(self, text: str) -> object:
        """What is stored for a text."""
        return text.strip()

    def stands(self, draft: str) -> bool:
        """Whether what was begun is what stands in the case."""
        return self._stored(draft) == self.value

    def _shown(self, value: object) -> str:
        """What is shown of what is stored."""
        return str(value)

    def show_value(self) -> None:
        """The text as it is now, unless there is something in the field that is not kept yet."""
        if self.value is None or self._dirty or self.covered():
            return
        desk = self.surface.desk
        hidden, whole = desk.hides(self.field), self._shown(self.value)
        shown = "" if hidden else desk.shown(whole)
        self._put(shown)
        self.text.setReadOnly(hidden or shown != whole)
        self._hint.say((HIDDEN if hidden else HOLDS_A_NAME) if self.text.isReadOnly() else "")

    def _put(self, text: str) -> None:
        self._showing = True
        try:
            if self._stored(self.text.toPlainText()) != self._stored(text):
                self.text.show_text(text)
        finally:
            self._showing = False

    def _restore(self) -> None:
        """A text that was begun and not finished is there again; one with a hidden name in it stays hidden."""
        if self.text.isReadOnly() or self.value is None:
            return
        draft = self.begun()
        if not draft or self.stands(draft):
            return
        if self.cover(draft):
            self.text.setReadOnly(True)
            self._hint.say(HOLDS_A_NAME)
            return
        self._put(draft)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._dirty = True
        self._hint.say(DRAFTED)

    def _begin(self) -> None:
        self._merge = self.sitting()

    def _typed(self) -> None:
        if self._showing or self.text.isReadOnly():
            return
        self._dirty = True
        self._idle.start()
        self._drafting.start()

    def _keep_draft(self) -> None:
        self.keep_draft(self.text.toPlainText())

    def _keep(self) -> bool:
        """Keep the text; what is refused stays in the field and as a draft."""
        self._idle.stop()
        if not self._dirty or self.value is None:
            return True
        new = self._stored(self.text.toPlainText())
        if not new and self.field.shape.required:
            self.say(EMPTY)
            return False
        desk, key = self.surface.desk, self.draft_key
        if desk.told:
            self._keep_draft()
            return self.keep(self._merge, key, **{self.field.name: new})
        if new != self.value and not self.keep(self._merge, **{self.field.name: new}):
            return False
        self._drafting.stop()
        self._dirty = False
        self._hint.say("")
        if key:
            desk.session.drop_draft(desk.identity, key)
        return True

    def finish(self) -> None:
        """The sitting is over: keep the text, and let what follows be a step of its own."""
        if self._dirty and self._keep() and not self.surface.desk.told:
            self.surface.desk.session.seal()

    def put_away(self) -> None:
        """Keep what is in the field as a draft at once."""
        self._idle.stop()
        self._drafting.stop()
        if self._dirty:
            self._keep_draft()


class LinesEditor(ProseEditor):
    """Several lines of text, one thing to a line."""

    def _stored(self, text: str) -> object:
        return tuple(line.strip() for line in text.splitlines() if line.strip())

    def _shown(self, value: object) -> str:
        return "\n".join(value) if isinstance(value, tuple) else ""


def text_editor(surface: Surface, field: Field) -> Editor:
    """The editor for lines or for prose."""
    return LinesEditor(surface, field) if field.shape.form == LINES else ProseEditor(surface, field)


def _timer(owner: QWidget, wait: int, call: object) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(wait)
    timer.timeout.connect(call)
    return timer
