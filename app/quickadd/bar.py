"""The line at the bottom: what is typed is read as one card, shown as it is read, and put on the map by Enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.clock import today
from app.plain import Button, PlainLabel, tell
from app.quickadd.chips import ReadingRow
from app.quickadd.kinds import KindChooser
from app.quickadd.line import QuickLine
from app.session import Session
from app.unseen import visible
from app.ways import WaysRow
from mapping.casemap import CaseMap, ChangeSet
from mapping.entries import Entry
from mapping.naming import Naming
from mapping.quickadd import BLANK, Completion, Reading, Way, command, completions, read_line
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary
from mapping.wording import fitted, subject_of
from storage.errors import OpenForReading

_SHARE = 0.6
"""The share of the width that stays with the line; what was read stands beside it only where that leaves room."""
_NARROWEST = 96
"""How narrow the list of kinds may become where there is little room for the line, in pixels at 100 %."""
_PAUSE, _KEEP = 700, 2000
"""Milliseconds after the last letter until what is missing is said, and until the unfinished line is kept."""
_DRAFT = "quick add"
_HIDDEN = "A name in this line is hidden. Enter puts it on the map as it was typed; show names to change it."
_FOR_READING = "Nothing can be added here."
_HINTS = (
    "@ who  # what kind  ~ when  ! who says so",
    "@ who  # kind  ~ when  ! source",
    "@ who  # kind  ~ when",
    "@ # ~ !",
)
"""What an empty line says, the shorter the less room there is."""


class QuickAddBar(QWidget):
    """One line, the kind beside it, how it is read, and below it what is missing, with ways to say it.

    `left` when Escape is pressed.
    """

    left = Signal()
    wants_lines = Signal(str)
    """Several lines were pasted: they are to be looked over first."""
    wants_ways = Signal(QPoint)
    """Every way to put something on the map is to be shown, above this point of the screen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.reading = Reading()
        self.kinds, self.line, self.read = KindChooser(), QuickLine(self._completions), ReadingRow()
        self.word = PlainLabel(role="muted")
        self._add = Button("+ Add")
        self.ways = WaysRow()
        self._lent = self._unkept = self._as_typed = False
        self._pause, self._keep = _clock(self, _PAUSE, self._say), _clock(self, _KEEP, self._keep_draft)
        self._lay_out()
        self._wire()
        self.dress()
        self.line.put(session.draft(session.case.header.id, _DRAFT))
        self._cover()
        self._renew()
        if session.for_reading:
            self._be_still()

    def _lay_out(self) -> None:
        self._add.setProperty("flat", True)
        tell(self._add, "Every way to put something on the map")
        self.word.hide()
        self.line.hint(*_HINTS)
        self._first, self._column = QHBoxLayout(), QVBoxLayout(self)
        self._first.addWidget(self._add)
        self._first.addWidget(self.kinds)
        self._first.addWidget(self.line, 1)
        self._column.addLayout(self._first)
        self._column.addWidget(self.word)
        self._column.addWidget(self.ways)
        self._beside: bool | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(self.line)

    def _be_still(self) -> None:
        """Nothing can be put on this map."""
        self.kinds.setEnabled(False)
        self.line.setEnabled(False)
        self.line.hint(_FOR_READING)

    def _wire(self) -> None:
        session = self.session
        self.line.textEdited.connect(self._typed)
        self.line.entered.connect(self.put_on_map)
        self.line.left.connect(self._leave)
        self.line.several.connect(self.wants_lines)
        self._add.clicked.connect(lambda: self.wants_ways.emit(self._add.mapToGlobal(QPoint())))
        self.line.kind_pressed.connect(self._kind_pressed)
        self.kinds.activated.connect(self._kind_chosen)
        self.read.pressed.connect(self._go_to)
        self.read.left_in.connect(self._keep_words)
        self.ways.kept.connect(self._keep_words)
        self.ways.chosen.connect(self._say_so)
        session.changed.connect(self._changed)
        session.renaming.connect(self._call_otherwise)
        session.putting_away.connect(self._put_away)
        session.locking.connect(self._let_go)
        theme.NOTICE.changed.connect(self.dress)

    def dress(self) -> None:
        """Take on the colours and sizes of the theme as it is now."""
        look = theme.current()
        px = look.px
        self._column.setContentsMargins(px(16), px(8), px(12), px(8))
        self._column.setSpacing(px(4))
        self._first.setSpacing(px(8))
        self._add.setFont(look.font("strong"))
        # It stands before the line as a word would; the frame is there for the keyboard alone.
        self._add.setStyleSheet(
            f"QPushButton {{ color: {look.colour('protective_effort').name()}; border: 2px solid transparent;"
            f" background: transparent; padding: {px(2)}px 0px; min-height: {px(20)}px; }}"
            f"QPushButton:hover {{ text-decoration: underline; }}"
            f"QPushButton:focus {{ border-color: {look.colour('focus').name()}; }}"
        )
        self._place_reading()

    # ------------------------------------------------------------------------------------- what can be done

    def begin(self, kind: str, known: Mapping[str, str] | None = None) -> None:
        """Go to the line for one new card of a kind; `known` are values that the place on the map told already.

        What stands in the line already stays there.
        """
        if self.session.for_reading:
            self.session.failed.emit(OpenForReading.sentence)
            return
        self.kinds.choose(kind)
        self._lent = True
        if not self.line.typed.strip():
            self.line.put(self._beginning(kind, known or {}))
        self._renew()
        self.line.setFocus()
        self.line.end(False)
        self._select_blank()
        self._say()

    def put_on_map(self) -> None:
        """Put the line on the map; where something is missing, say what, and leave the line as it is."""
        self._renew()
        made: list[str] = []

        def noting(case: CaseMap, reading: Reading) -> ChangeSet:
            changes = command(case, reading)
            made.extend(change.id for change in changes if isinstance(change.thing, Entry))
            return changes

        if self.reading.ready and self.session.attempt(noting, self.reading, origin=self):
            self._start_afresh()
            self.session.select((made[-1],), self)
        else:
            self._say()

    # --------------------------------------------------------------------------------------------- reading

    def _renew(self) -> None:
        """Read the line again, on the case as it is now."""
        session = self.session
        self.kinds.name_kinds(Naming(session.case, session.veiled))
        self._read()

    def _read(self) -> None:
        case, veiled = self.session.case, self.session.veiled
        self._as_typed = self._as_typed and bool(self.line.typed.strip())
        self.reading = read_line(
            case, self.line.typed, load_vocabulary(), today(), self.kinds.kind or None, veiled=veiled,
            as_typed=self._as_typed,
        )  # fmt: skip
        self.kinds.show_read(self.reading.kind if self.line.typed.strip() and not self.reading.open else "")
        self.read.show_reading(self.reading, self._shown)
        self._place_reading()
        if self.reading.ready or not self.reading.problem:
            self._say()

    def _completions(self, text: str, place: int) -> Sequence[Completion]:
        case, kind = self.session.case, self.kinds.kind or self.reading.kind or None
        return completions(case, text, place, load_vocabulary(), kind, veiled=self.session.veiled)

    def _typed(self) -> None:
        self._read()
        self._unkept = True
        self._pause.start()
        self._keep.start()

    def _keep_words(self) -> None:
        """The line is to stand as it was typed, whomever it begins with."""
        self._as_typed = True
        self._renew()
        self._say()
        self.line.setFocus()

    def _say_so(self, way: Way) -> None:
        """Put a way to say it in the place of the plain words; what is marked stays. A blank is ready to be filled."""
        text, naming = self.line.typed, Naming(self.session.case, self.session.veiled)
        marked = [text[part.start : part.end] for part in self.reading.parts if part.sign]
        who = f"@{naming.short(way.person)}" if way.kind not in ("", "allegation") and way.person else ""
        if way.kind:
            self.kinds.choose(way.kind)
            self._lent = True
        self.line.put(" ".join(part for part in (who, way.title, *marked) if part))
        self._cover()
        self._typed()
        self.line.setFocus()
        self._select_blank()
        self._say()

    def _select_blank(self) -> None:
        at = self.line.text().find(BLANK)
        if at >= 0 and not self.line.covered:
            self.line.setSelection(at, len(BLANK))

    def _kind_pressed(self, kind: str) -> None:
        """The number of a kind: that kind, or with the same number again whatever the words say."""
        self.kinds.choose("" if self.kinds.kind == kind else kind)
        self._kind_chosen()

    def take(self, text: str) -> None:
        """Have this pasted line in the place of an empty one, ready to be looked over."""
        if not self.session.for_reading and not self.line.covered:
            self.line.setFocus()
            self.line.insert(text)
            self._typed()
            self._say()

    def _kind_chosen(self) -> None:
        self._lent = self._as_typed = False
        self._renew()
        self._say()
        self.line.setFocus()

    def _say(self) -> None:
        """Say what is missing; in an empty line whose kind is chosen, what belongs there."""
        self._pause.stop()
        text = self._problem() if self.line.typed.strip() else self._teaching()
        keep = "Keep as typed" if self.reading.ways and not self.reading.refused else ""
        ways = [replace(way, label=self._shown(way.label)) for way in self.reading.ways]
        self.ways.offer(ways, keep, self.line)
        if visible(text) != self.word.text():
            self.word.setText(text)
            self.word.setVisible(bool(text))
            self.line.setAccessibleDescription(text)
            QAccessible.updateAccessibility(QAccessibleEvent(self.line, QAccessible.Event.DescriptionChanged))

    def _problem(self) -> str:
        return self._shown(self.reading.problem) or (_HIDDEN if self.line.covered else "")

    def _teaching(self) -> str:
        kind = self.kinds.kind
        if not kind:
            return ""
        vocabulary, naming = load_vocabulary(), Naming(self.session.case, self.session.veiled)
        words, someone = vocabulary.kind(kind), subject_of(kind, naming, vocabulary)
        return " ".join(fitted(each, naming, someone) for each in (words.help, words.begin) if each)

    def _beginning(self, kind: str, known: Mapping[str, str]) -> str:
        """What a place of the map tells, as it would be typed."""
        naming, vocabulary = Naming(self.session.case, self.session.veiled), load_vocabulary()
        if kind == "person" and known.get("roles"):
            return f"#{known['roles']} "
        who = next((known[field] for field in ("by", "child", "person") if known.get(field)), "")
        if who:
            return f"@{naming.short(who)} {known.get('title', '')}"
        if known.get("title"):
            return known["title"]
        category = known.get("category", "")
        return f"#{naming.fill(vocabulary.term(vocabulary.category_family(kind), category).short)} " if category else ""

    # ------------------------------------------------------------------------------------- beginning and end

    def _call_otherwise(self) -> None:
        """Read the line by the names that may be seen now, and say at once what was said of it by others."""
        self._cover()
        self._renew()
        self._say()

    def _cover(self) -> None:
        """Show the line as it may be seen; one with a hidden name in it can be put on the map, and not be changed."""
        self.line.show_as(self._shown)

    def _shown(self, text: str) -> str:
        """Words that were typed, as they may be seen now."""
        return veiled_text(text, Naming(self.session.case, self.session.veiled))

    def _start_afresh(self) -> None:
        """An empty line; a kind that was only lent for one card is given back."""
        self.line.take_back()
        if self._lent:
            self.kinds.choose("")
        self._lent = self._as_typed = False
        self._keep.stop()
        self._unkept = False
        self.session.drop_draft(self.session.case.header.id, _DRAFT)
        self._renew()
        self._say()

    def _leave(self) -> None:
        """Escape: what is typed stays; a kind that was only lent goes back if nothing was typed."""
        if self._lent and not self.line.typed.strip():
            self._start_afresh()
        self.line.clearFocus()
        self.left.emit()

    def _go_to(self, start: int, end: int) -> None:
        self.line.setFocus()
        if not self.line.covered:
            self.line.setSelection(start, end - start)

    def _changed(self, _changes: ChangeSet, origin: object) -> None:
        if origin is not self:  # its own line is on the map now, and makes way for an empty one
            self._renew()

    def _keep_draft(self) -> None:
        """Keep the line that is being written, so that a lock or a crash does not lose it."""
        self._keep.stop()
        text, case = self.line.typed.strip(), self.session.case.header.id
        if text:
            self._unkept = not self.session.keep_draft(case, _DRAFT, text)
        else:
            self._unkept = False
            self.session.drop_draft(case, _DRAFT)

    def _put_away(self) -> None:
        """Keep what is not finished."""
        if self._unkept:
            self._keep_draft()

    def _let_go(self) -> None:
        """Let go of every word."""
        self._pause.stop()
        self._keep.stop()
        self.line.take_back()
        self.kinds.clear()
        self.word.setText("")
        self.reading = Reading()
        self.read.show_reading(self.reading, self._shown)
        self.ways.offer(())

    # --------------------------------------------------------------------------------------------- places

    def _room(self) -> int:
        """The width that the line and what was read have between them."""
        edges, gap = self._column.contentsMargins(), self._first.spacing()
        kinds = min(self.kinds.sizeHint().width(), self.kinds.maximumWidth())
        return self.width() - edges.left() - edges.right() - self._add.sizeHint().width() - kinds - 3 * gap

    def _place_reading(self) -> None:
        """What was read stands beside the line where that keeps its share of the width, else below it."""
        read, beside = self.read.wide, self._room() - self.read.wide >= _SHARE * self.width()
        self.read.setMinimumWidth(read if beside else 0)
        if beside != self._beside:
            self._beside = beside
            self._first.removeWidget(self.read)
            self._column.removeWidget(self.read)
            if beside:
                self._first.addWidget(self.read, 0, Qt.AlignmentFlag.AlignVCenter)
            else:
                self._column.insertWidget(1, self.read)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width, another place for what was read."""
        super().resizeEvent(event)
        self.kinds.setMaximumWidth(max(theme.current().px(_NARROWEST), event.size().width() // 5))
        self._place_reading()


def _clock(owner: QWidget, pause: int, call: Callable[[], None]) -> QTimer:
    clock = QTimer(owner)
    clock.setSingleShot(True)
    clock.setInterval(pause)
    clock.timeout.connect(call)
    return clock
