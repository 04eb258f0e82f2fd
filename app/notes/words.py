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
from mapping.present.unknown import unknown_names
from mapping.quickadd import BLANK, Reading, Way, read_line
from mapping.quickadd.passages import read_passage, ways_to_a_child
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary

_LONGEST = 1000
_HOW = "Enter puts it on the map; @ names a person, ~ says when. The passage itself is kept as the quote."


_STRANGER = (
    "“{}” is nobody on this map. Add the person, or say it by a role on the card: no copy can hide a name that it does"
    " not know."
)


def of_strangers(case: CaseMap, identity: str) -> str:
    """What is to be said of a name on a card that belongs to nobody on the map; "" where there is none."""
    entry = case.entry(identity)
    names = unknown_names(case, entry) if entry is not None else ()
    return _STRANGER.format(names[0]) if names else ""


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
        self.kind, self._as_typed, self._before = "", False, ""
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

    def take(self, passage: str, kind: str, before: str = "") -> None:
        """A passage is to be a card of this kind: at once where it says all, else with what is asked.

        `before` is what stands before it on its page.
        """
        case, veiled = self._now()
        found = read_passage(case, passage, load_vocabulary(), kind, veiled=veiled)
        self.kind, self._as_typed, self._before = kind, False, before
        if found.ready:
            self.ready.emit(found)
            return
        words = found.title if found.title and not found.ways else " ".join(passage.split())
        self.line.setText(words[:_LONGEST])
        self._show(found)
        self.show()
        self.line.setFocus()
        if self._children(found):
            self.line.end(False)
        else:
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
        self.kind, self._before = "", ""
        self.line.setText("")
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
        offered = self._children(found) or found.ways
        ways = [replace(way, label=veiled_text(way.label, naming)) for way in offered]
        self.ways.offer(ways, "Keep as written" if found.ways and not found.refused else "", self.line)

    def _children(self, found: Reading) -> tuple[Way, ...]:
        """The children to choose from, where it is not said which child is meant."""
        case, veiled = self._now()
        return ways_to_a_child(case, found, self._before, veiled=veiled)

    def _say_so(self, way: Way) -> None:
        """Put a way to say it into the line; a blank is ready to be filled."""
        case, veiled = self._now()
        who = f"@{Naming(case, veiled).short(way.person)} " if way.kind not in ("", "allegation") and way.person else ""
        only_who = way.kind == self.kind and BLANK not in way.title
        self.kind = way.kind or self.kind
        self.line.setText(who + way.title)
        if only_who:
            self.try_it()  # who is meant was all that was asked
            return
        self._renew()
        self.line.setFocus()
        at = self.line.text().find(BLANK)
        if at >= 0:
            self.line.setSelection(at, len(BLANK))

    def _keep_words(self) -> None:
        self._as_typed = True
        self.try_it()
        self.line.setFocus()
