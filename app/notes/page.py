"""The text of a page: passages in it that the map quotes are marked, and number keys take the selected one; no case."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, QTextBoundaryFinder, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from app import theme
from app.kindkeys import kind_of_key
from app.theme import kind_role
from mapping.quickadd.passages import Used

_SHARE = 0.18
"""How much of a kind's colour stands behind a passage; the line under it says the same without colour."""


class PageText(QPlainTextEdit):
    """Plain text. `kind_pressed` tells that a number was pressed over a selected passage, or with Alt anywhere.

    While the mouse holds on to it (`held`), nothing around it may change its height: the words would move away under
    the hand. `let_go` tells that it does no longer.
    """

    let_go = Signal()
    kind_pressed = Signal(str)
    wants_undo = Signal()
    wants_redo = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName("A page of notes")
        self._used: tuple[tuple[int, int, Used], ...] = ()
        self.held = False
        self._rests: list[int] = []
        """How many steps of typing there were at each act that was done with a passage, the latest last."""
        self.dress()
        theme.NOTICE.changed.connect(self.dress)

    def dress(self) -> None:
        """Take on the type and colours of the theme as it is now."""
        look = theme.current()
        self.setFont(look.font("body"))
        self.document().setDocumentMargin(look.px(8))

    @property
    def passage(self) -> str:
        """The words that are selected, the first and the last of them whole: a hand seldom stops at a letter."""
        cursor = self.textCursor()
        if not cursor.selectedText().strip():
            return ""
        whole = self._over(*_whole_words(self.toPlainText(), cursor.selectionStart(), cursor.selectionEnd()))
        return whole.selectedText().replace("\u2029", "\n").strip()

    @property
    def at_caret(self) -> Used | None:
        """The passage at the caret that the map quotes already: the shortest, where several are."""
        place = self.textCursor().position()
        here = [(end - start, number, used) for number, (start, end, used) in enumerate(self._used)
                if start <= place <= end]  # fmt: skip
        return min(here)[2] if here else None

    def mark(self, used: Sequence[tuple[Used, str]]) -> None:
        """Mark the passages that the map quotes, each in the colour of its card's kind and with a line under it."""
        text, look = self.toPlainText(), theme.current()
        self._used = tuple((_place(text, each.start), _place(text, each.end), each) for each, _kind in used)
        marks = []
        for (start, end, _each), (_used, kind) in zip(self._used, used, strict=True):
            role, form, mark = kind_role(kind), QTextCharFormat(), QTextEdit.ExtraSelection()
            form.setBackground(look.blend(role, "card", _SHARE))
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(look.colour(role))
            mark.format, mark.cursor = form, self._over(start, end)  # type: ignore[attr-defined]
            marks.append(mark)
        self.setExtraSelections(marks)

    def show_passage(self, used: Used) -> None:
        """Select a passage and bring it into view."""
        self.show_stretch(used.start, used.end)

    def show_stretch(self, start: int, end: int) -> None:
        """Select the words from one letter to another and bring them into view."""
        text = self.toPlainText()
        self.setTextCursor(self._over(_place(text, start), _place(text, end)))
        self.ensureCursorVisible()

    def _over(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def rest_after(self) -> None:
        """An act was done with a passage: undo is about that first, then about what was typed; the caret is behind."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)
        self._rests.append(self.document().availableUndoSteps())

    def _undo(self) -> None:
        """Take back what was done last: an act with a passage, or what was typed since; then other acts of the case."""
        steps = self.document().availableUndoSteps()
        if steps and not (self._rests and self._rests[-1] >= steps):
            self.undo()
            return
        if self._rests:
            self._rests.pop()
        self.wants_undo.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a pull that begins in selected words selects others; Qt would carry the words themselves elsewhere."""
        self.held = True
        cursor = self.textCursor()
        if event.button() == Qt.MouseButton.LeftButton and not event.modifiers() and cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: the hand lets go."""
        super().mouseReleaseEvent(event)
        self.held = False
        self.let_go.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  # Qt's own name
        """Pasted text comes as plain text."""
        self.insertPlainText(source.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a number over a passage takes it; undo goes on to the acts where nothing was typed since."""
        kind = kind_of_key(event, Qt.KeyboardModifier.AltModifier)
        kind = kind or (kind_of_key(event) if self.textCursor().hasSelection() and self.passage else "")
        if kind:
            self.kind_pressed.emit(kind)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._undo()
        elif event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable():
            self.wants_redo.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _place(text: str, at: int) -> int:
    """A place in a text as Qt counts: in halves of UTF-16."""
    return len(text[:at].encode("utf-16-le")) // 2


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text, in halves of UTF-16, grown to the beginning of its first and the end of its last word."""
    words = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
    words.setPosition(start)
    if not words.isAtBoundary():
        start = max(0, words.toPreviousBoundary())
    words.setPosition(end)
    if not words.isAtBoundary():
        end = words.toNextBoundary()
    return start, end
