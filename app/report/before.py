"""The page that lists, before a document leaves, the wording that is to be put right or kept; it stops nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app import theme
from app.display import Page
from app.flow import beside
from app.plain import Button, PlainLabel
from app.report.document import Document, report
from app.report.row import AskedRow
from mapping.casemap import CaseMap
from mapping.entries import Entry, Link
from mapping.language.wholecase import CaseFinding
from mapping.naming import Naming
from mapping.readers import OWN_AGENCY, Reader

_PURPOSE = (
    "These passages may hide who did what to whom, and the copy would carry them. Put each one right, or keep it as it"
    " is and say why. Where it cannot wait, it can leave all the same."
)
_DONE = "Each of them has been looked at."
_WHY = "Say in a few words why it leaves as it stands."
_AT_ONCE = 30
"""So many rows stand there at once; as they are seen to, the others come."""


class BeforePage(Page):
    """The list; `anyway` carries why the document leaves as it stands, or "" where nothing is left to ask."""

    wants_field = Signal(str, str)
    kept = Signal(object, str)
    anyway = Signal(str)
    left = Signal()
    share_above = 0.02

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(760, parent)
        self._shown: dict[object, AskedRow] = {}
        self._document = report(Reader(OWN_AGENCY))
        self._list = QVBoxLayout()
        self._purpose, self._more = PlainLabel(_PURPOSE), PlainLabel(role="muted")
        self.column.addWidget(PlainLabel("Before it leaves", "title"))
        self.column.addWidget(self._purpose)
        self.column.addLayout(self._list)
        self.column.addWidget(self._more)
        self.reason, self.note, self.word = QLineEdit(), PlainLabel(role="muted"), PlainLabel()
        self._ask = QWidget()
        self.write, self.back, self.stop = Button("", primary=True), Button("Not now"), Button("Stop")
        self._because, self._remembered = PlainLabel(role="strong"), PlainLabel(role="muted")
        self._lay_out_end()
        self._wire()

    def _lay_out_end(self) -> None:
        end = QVBoxLayout(self._ask)
        end.setContentsMargins(0, theme.current().px(8), 0, 0)
        end.setSpacing(theme.current().px(4))
        for widget in (self._because, self.reason, self.note, self._remembered):
            end.addWidget(widget)
        self._list.setSpacing(theme.current().px(8))
        self.column.addWidget(self._ask)
        self.column.addWidget(beside(self.write, self.back, self.stop))
        self.column.addWidget(self.word)
        self.note.hide()
        self.stop.hide()

    def _wire(self) -> None:
        self.write.clicked.connect(self._go_on)
        self.reason.returnPressed.connect(self._go_on)
        self.reason.textEdited.connect(self.note.hide)
        self.back.clicked.connect(self.left)

    @property
    def rows(self) -> tuple[AskedRow, ...]:
        """The rows that are shown, in their order."""
        return tuple(self._shown.values())

    def ask_for(self, document: Document) -> None:
        """Ask before this document; what was written for another is gone."""
        self.clear()
        self._document = document
        self._because.setText(document.because)
        self._remembered.setText(document.remembered)
        self.reason.setAccessibleName(document.because)
        self.reason.setAccessibleDescription(document.remembered)

    def show_found(self, found: tuple[CaseFinding, ...], case: CaseMap, naming: Naming) -> None:
        """Show these passages; one that is as it was keeps its row, with what is being written in it."""
        before, self._shown = self._shown, {}
        held = next((place for place, row in enumerate(before.values()) if row.has_keyboard), None)
        for each in found[:_AT_ONCE]:
            thing = case.entry(each.entry) or case.links.get(each.entry)
            if thing is None:
                continue
            key = (each, thing, naming.veiled)
            row = before.pop(key) if key in before else self._row(each, thing, naming)
            self._shown[key] = row
            self._list.insertWidget(len(self._shown) - 1, row)
        for row in before.values():
            self._drop(row)
        self._show_end(bool(self._shown), waiting=len(found) > _AT_ONCE)
        self.setFocusProxy(self.rows[0] if self.rows else self.write)
        if held is not None and not any(row.has_keyboard for row in self.rows):
            # The row in which one worked is gone: the next one stands in its place.
            (self.rows[min(held, len(self.rows) - 1)] if self.rows else self.write).setFocus()

    def hide_passages(self) -> None:
        """Show no word of the case until the passages come back."""
        for row in self.rows:
            self._drop(row)
        self._shown = {}

    def clear(self) -> None:
        """Show nothing of the case any more, and forget what was being written."""
        self.hide_passages()
        self.reason.setText("")
        self._show_end(asking=True, waiting=False)

    def focus_first(self) -> None:
        """Bring the keyboard to the first passage."""
        self.verticalScrollBar().setValue(0)
        self.setFocus()

    def _row(self, found: CaseFinding, thing: Entry | Link, naming: Naming) -> AskedRow:
        row = AskedRow(found, thing, naming)
        row.wants_field.connect(self.wants_field)
        row.kept.connect(self.kept)
        return row

    def _drop(self, row: AskedRow) -> None:
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _show_end(self, asking: bool, *, waiting: bool) -> None:
        self._purpose.setText(_PURPOSE if asking else _DONE)
        self._more.setText("More follow as these are seen to.")
        self._more.setVisible(waiting)
        self._ask.setVisible(asking)
        self.note.hide()
        words = self._document.anyway if asking else self._document.write
        self.write.setText(words)
        self.write.setAccessibleName(words)

    def _go_on(self) -> None:
        reason = " ".join(self.reason.text().split())
        if self.rows and not reason:
            self.note.setText(_WHY)
            self.note.show()
            self.reason.setFocus()
            return
        self.anyway.emit(reason if self.rows else "")
