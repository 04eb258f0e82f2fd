"""A text that grows and is read for its wording: marks in it, and below it the reason and the ways on.

It changes nothing but its own text; keeping the text, and keeping a passage as it is, are for whoever shows it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app import theme
from app.growing import BLANK, GrowingText
from app.marking import Mark, Marking
from app.readings import Readings
from app.suggestion import Suggestion, asks_for_suggestion
from app.unseennote import UnseenNote
from app.wavy import place_of
from mapping.language import Finding, Reading

_WEIGHTS = ("A", "B")
"""What is shown below a text as long as it is there; what weighs less, when the caret is in it."""
_KEYS = "Control and full stop goes to what can be done about it, F7 to the next marked passage."


class ReadText(GrowingText):
    """A growing text with keys that lead to what is marked in it."""

    wants_suggestion = Signal()
    wants_step = Signal(int)
    """To the next marked passage (1) or the one before (-1)."""
    focus_turned = Signal()
    marking: Marking | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the words, and under those that are marked a line."""
        super().paintEvent(event)
        if self.marking is not None:
            painter = QPainter(self.viewport())
            painter.setClipRect(event.rect())
            self.marking.draw(painter, event.rect(), self._origin_of)

    def _origin_of(self, block: QTextBlock) -> QPointF:
        return self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Ctrl+. and Alt+Enter for the passage at the caret, F7 and Shift+F7 from one to the next."""
        if asks_for_suggestion(event):
            self.wants_suggestion.emit()
        elif event.key() == Qt.Key.Key_F7:
            self.wants_step.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the caret is here."""
        super().focusInEvent(event)
        self.focus_turned.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: the caret is elsewhere."""
        super().focusOutEvent(event)
        self.focus_turned.emit()


class Prose(QWidget):
    """The text, and a band below it while something in it is marked.

    `taking` comes before a frame is put in place of a passage, or what is not seen is taken out, `taken` after it;
    `keeping` carries the paragraph, the finding in it, and why it stays as it is.
    """

    taking = Signal()
    taken = Signal()
    keeping = Signal(str, object, str)

    def __init__(
        self,
        readings: Readings,
        *,
        one_line: bool = False,
        role: str = "body",
        rows: int = 1,
        read: Callable[[str], Reading] | None = None,
        kept: Callable[[str, Finding], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """It is not read until `watch` says so.

        `read` reads one paragraph in place of `readings`; `kept` says of a finding in one that it stays as it is.
        Without `kept` nobody is asked whether a passage is to stay.
        """
        super().__init__(parent)
        self.text = ReadText(one_line=one_line, role=role, rows=rows)
        self.band: Suggestion | None = None
        self._at: Mark | None = None
        self._told = ""
        self.marking = self.text.marking = Marking(self.text, readings.ready, read or readings.read, kept)
        self._may_keep = kept is not None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(4))
        self._column.addWidget(self.text)
        self.unseen = UnseenNote(self.text, self._column)
        self.unseen.taking.connect(self.taking)
        self.unseen.taken.connect(self.taken)
        self.setFocusProxy(self.text)
        self.text.wants_suggestion.connect(self._open)
        self.text.wants_step.connect(self._step)
        self.text.focus_turned.connect(self._follow)
        self.text.cursorPositionChanged.connect(self._moved)
        self.marking.changed.connect(self._renew)
        readings.changed.connect(self.marking.begin_again)
        readings.dropped.connect(self._let_go)

    def watch(self, on: bool) -> None:
        """Mark passages from now on, or none."""
        self.marking.turn(on)
        self.unseen.look()

    @property
    def finding(self) -> Finding | None:
        """What the band shows now."""
        return self._at.finding if self._at is not None else None

    def say(self, sentence: str) -> None:
        """Let a sentence stand under what can be done: why something was not."""
        if self.band is not None:
            self.band.say(sentence)

    def go_to_blank(self) -> bool:
        """Select the first blank and bring the keyboard there; False where there is none."""
        found = self.text.document().find(BLANK)
        if found.isNull():
            return False
        self._select(found.selectionStart(), found.selectionEnd())
        return True

    # ------------------------------------------------------------------------------------------ what is shown

    def _let_go(self) -> None:
        """Hold no reason any more that was given by other names."""
        self.marking.let_go()
        if self.band is not None:
            self.band.clear()

    def _moved(self) -> None:
        if self.marking.marks:
            self._follow()

    def _renew(self) -> None:
        """Other passages are marked: go on with the same one, if it is still there."""
        known = self._at.finding if self._at is not None else None
        self._at = next((mark for mark in self.marking.marks if known is not None and mark.finding == known), None)
        self._follow()

    def _follow(self) -> None:
        """Show the passage at the caret, else the one shown before, else the first that weighs enough."""
        if self._band_has_focus() and self._at in self.marking.marks:
            return
        marks = self.marking.marks
        here = self._at_caret() if self.text.hasFocus() else None
        first = next((mark for weight in _WEIGHTS for mark in marks if mark.finding.severity == weight), None)
        self._show(here or first)

    def _at_caret(self) -> Mark | None:
        place = self.text.textCursor().position()
        return next((mark for mark in self.marking.marks if mark.start <= place <= mark.end), None)

    def _show(self, mark: Mark | None) -> None:
        had_focus = self._band_has_focus()
        self._at = mark
        self._describe(mark)
        if mark is None:
            if self.band is not None:
                self.band.hide()
        else:
            several = len(self.marking.marks) > 1
            band = self._make_band()
            may = not self.text.isReadOnly()
            band.show_finding(mark.finding, several=several, may_change=may, may_keep=may and self._may_keep)
            band.show()
        if had_focus and not self._band_has_focus():
            self.text.setFocus()

    def _make_band(self) -> Suggestion:
        if self.band is None:
            self.band = Suggestion()
            self.band.chosen.connect(self._take)
            self.band.kept.connect(self._keep)
            self.band.wants_next.connect(self._open_next)
            self.band.left.connect(self.text.setFocus)
            self._column.addWidget(self.band)
        return self.band

    def _describe(self, mark: Mark | None) -> None:
        """Say to a screen reader what is marked and which keys lead there."""
        before = self.text.accessibleDescription().removesuffix(self._told)
        said = f"Wording: “{mark.finding.phrase}” {mark.finding.why} {_KEYS}" if mark is not None else ""
        told = f" {said}" if said and before else said
        if told != self._told:
            self._told = told
            self.text.setAccessibleDescription(before + told)

    def _band_has_focus(self) -> bool:
        at = QApplication.focusWidget()
        return self.band is not None and at is not None and (at is self.band or self.band.isAncestorOf(at))

    # -------------------------------------------------------------------------------------------- what keys do

    def _open(self) -> None:
        """Go to what can be done about the passage at the caret, or about the next one."""
        mark = self._at_caret() or self._after(self.text.textCursor().selectionEnd())
        if mark is not None:
            self._go(mark)

    def _open_next(self) -> None:
        mark = self._after(self._at.end if self._at is not None else 0)
        if mark is not None:
            self._go(mark)

    def _go(self, mark: Mark) -> None:
        self.text.setTextCursor(mark.cursor)
        self._show(mark)
        if self.band is not None:
            self.band.focus_first()

    def _step(self, step: int) -> None:
        cursor = self.text.textCursor()
        mark = self._after(cursor.selectionEnd()) if step > 0 else self._before(cursor.selectionStart())
        if mark is not None:
            self.text.setTextCursor(mark.cursor)
            self._show(mark)

    def _after(self, place: int) -> Mark | None:
        marks = self.marking.marks
        return next((mark for mark in marks if mark.start >= place), marks[0] if marks else None)

    def _before(self, place: int) -> Mark | None:
        marks = self.marking.marks[::-1]
        return next((mark for mark in marks if mark.end <= place), marks[0] if marks else None)

    # ----------------------------------------------------------------------------------------- what is done

    def _take(self, frame: str) -> None:
        """Put a frame in place of the passage; the caret takes its first blank."""
        mark = self._at
        if mark is None or self.text.isReadOnly():
            return
        self.taking.emit()
        cursor, start = QTextCursor(mark.cursor), mark.start
        cursor.insertText(frame)
        blank = frame.find(BLANK)
        if blank >= 0:
            at = start + place_of(frame, blank)
            self._select(at, at + len(BLANK))
        else:
            self._select(cursor.position(), cursor.position())
        self._follow()
        self.taken.emit()

    def _select(self, start: int, end: int) -> None:
        cursor = self.text.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.text.setFocus()
        self.text.setTextCursor(cursor)

    def _keep(self, reason: str) -> None:
        if self._at is not None:
            self.keeping.emit(self._at.paragraph, self._at.finding, reason)
