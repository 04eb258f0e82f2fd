"""The line in which a passage is said verb first before it goes on the map: what is missing, and ways to say it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app import theme
from app.clock import today
from app.plain import PlainLabel
from app.ways import WaysRow
from mapping.casemap import CaseMap
from mapping.naming import Naming
from mapping.quickadd import BLANK, Reading, Way, read_line
from mapping.quickadd.passages import read_passage
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary

_LONGEST = 1000
_HOW = "Enter puts it on the map; @ names a person, ~ says when. The passage itself is kept as the quote."


class _Line(QLineEdit):
    """A line that hears Enter and Esc."""

    entered = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter is done with it, Esc leaves it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SayIt(QWidget):
    """One passage on its way to the map. `ready` brings the reading of its words, `left` that it is given up."""

    ready = Signal(object)
    left = Signal()

    def __init__(self, naming: Callable[[], tuple[CaseMap, bool]], parent: QWidget | None = None) -> None:
        """`naming` gives the case as it is now, and whether names are hidden."""
        super().__init__(parent)
        self._now = naming
        self.kind, self._as_typed = "", False
        self.problem, self.line, self.ways = PlainLabel(), _Line(), WaysRow()
        self.line.setAccessibleName("What the card says")
        self.line.setMaxLength(_LONGEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        for widget in (self.problem, self.line, self.ways, PlainLabel(_HOW, "muted")):
            column.addWidget(widget)
        self.line.entered.connect(self.try_it)
        self.line.left.connect(self.left)
        self.line.textEdited.connect(self._renew)
        self.ways.chosen.connect(self._say_so)
        self.ways.kept.connect(self._keep_words)
        self.hide()

    def take(self, passage: str, kind: str) -> None:
        """A passage is to be a card of this kind: at once where it says all, else with what is asked."""
        case, veiled = self._now()
        found = read_passage(case, passage, load_vocabulary(), kind, veiled=veiled)
        self.kind, self._as_typed = kind, False
        if found.ready:
            self.ready.emit(found)
            return
        words = found.title if found.title and not found.ways else " ".join(passage.split())
        self.line.setText(words[:_LONGEST])
        self._show(found)
        self.show()
        self.line.setFocus()
        self.line.selectAll()

    def try_it(self) -> None:
        """Put it on the map, or say what is missing."""
        found = self._read()
        if found.ready:
            self.ready.emit(found)
        else:
            self._show(found)

    def clear(self) -> None:
        """Let go of every word."""
        self.kind = ""
        self.line.clear()
        self._show(Reading())
        self.hide()

    def _read(self) -> Reading:
        case, veiled = self._now()
        return read_line(
            case, self.line.text(), load_vocabulary(), today(), self.kind or None, veiled=veiled,
            as_typed=self._as_typed,
        )  # fmt: skip

    def _renew(self) -> None:
        self._show(self._read())

    def _show(self, found: Reading) -> None:
        case, veiled = self._now()
        naming = Naming(case, veiled)
        self.problem.setText(veiled_text(found.problem, naming))
        self.problem.setVisible(bool(found.problem))
        self.line.setAccessibleDescription(veiled_text(found.problem, naming))
        ways = [replace(way, label=veiled_text(way.label, naming)) for way in found.ways]
        self.ways.offer(ways, "Keep as written" if found.ways and not found.refused else "", self.line)

    def _say_so(self, way: Way) -> None:
        """Put a way to say it into the line; a blank is ready to be filled."""
        case, veiled = self._now()
        who = f"@{Naming(case, veiled).short(way.person)} " if way.kind not in ("", "allegation") and way.person else ""
        self.kind = way.kind or self.kind
        self.line.setText(who + way.title)
        self._renew()
        self.line.setFocus()
        at = self.line.text().find(BLANK)
        if at >= 0:
            self.line.setSelection(at, len(BLANK))

    def _keep_words(self) -> None:
        self._as_typed = True
        self.try_it()
        self.line.setFocus()
