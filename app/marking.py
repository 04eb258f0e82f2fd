"""Which passages of one text are marked: paragraphs are read after a pause in typing, only those that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QObject, QPointF, QRect, QTimer, Signal
from PySide6.QtGui import QPainter, QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from app import theme
from app.wavy import QUOTED, Stretch, draw_in_block, place_of
from mapping.language import Finding, Reading

PAUSE = 250
"""Milliseconds without a key after which what was typed is read."""
_SLICE = 0.006
"""Seconds of reading at a time; what is left waits until the keyboard and the screen had their turn."""
_NOTHING = Reading((), ())


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked passage: the finding, the paragraph it was found in, and where it stands now."""

    finding: Finding
    paragraph: str
    cursor: QTextCursor

    @property
    def start(self) -> int:
        """Where it begins, as Qt counts."""
        return self.cursor.selectionStart()

    @property
    def end(self) -> int:
        """Where it ends; no further than it begins when it was deleted."""
        return self.cursor.selectionEnd()


class Marking(QObject):
    """Reads one text and draws what it finds; `changed` when other passages are marked than before."""

    changed = Signal()

    def __init__(
        self,
        text: QPlainTextEdit,
        ready: Callable[[], bool],
        read: Callable[[str], Reading],
        kept: Callable[[str, Finding], bool] | None,
    ) -> None:
        """Nothing is read until it is `ready`; who says that it is calls `begin_again`.

        `kept` says of a finding in a paragraph that it stays as it is: then it is not marked.
        """
        super().__init__(text)
        self._text, self._ready, self._read, self._kept = text, ready, read, kept
        self._known: dict[str, Reading] = {}
        self._marks: tuple[Mark, ...] = ()
        self.lines: tuple[tuple[QTextCursor, str], ...] = ()
        """Where a line is drawn, and of what weight: marked passages, and somebody's own words."""
        self._seen: tuple[list[Stretch], list[tuple[Finding, str, Stretch]]] = ([], [])
        self._on = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        text.textChanged.connect(self._touched)
        theme.NOTICE.changed.connect(self._redraw)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marked passages in their order, without those that were deleted since."""
        return tuple(mark for mark in self._marks if mark.end > mark.start)

    @property
    def waiting(self) -> bool:
        """Whether something is still to be read."""
        return self._timer.isActive()

    def _redraw(self) -> None:
        # A method of our own: PySide never lets go of one of Qt's that a signal was connected to.
        self._text.viewport().update()

    def turn(self, on: bool) -> None:
        """Read this text from now on, or mark nothing in it."""
        if on != self._on:
            self._on = on
            self.begin_again()

    def begin_again(self) -> None:
        """Read all of it anew: people, rules or what is kept are others now."""
        self._known.clear()
        self._timer.start(0)

    def let_go(self) -> None:
        """Mark nothing until all of it has been read anew: its reasons call people as they are not called any more."""
        self._marks, self.lines, self._seen = (), (), ([], [])
        self._text.viewport().update()
        self.changed.emit()
        self.begin_again()

    def _touched(self) -> None:
        if self._on:
            # A very long paragraph takes longer to read, so it waits for a longer pause.
            self._timer.start(max(PAUSE, self._text.textCursor().block().length() // 10))

    def _go_on(self) -> None:
        """Read on for a moment; draw when everything is read."""
        if self._on and not self._ready():
            return
        until, known, whole = perf_counter() + _SLICE, dict[str, Reading](), True
        for block in _paragraphs(self._text) if self._on else ():
            words = block.text()
            if words in self._known:
                known[words] = self._known[words]
            elif perf_counter() < until:
                known[words] = self._read(words) if words.strip() else _NOTHING
            else:
                whole = False
        self._known = known
        if whole:
            self._draw()
        else:
            self._timer.start(0)

    def _draw(self) -> None:
        stretches: list[Stretch] = []
        found: list[tuple[Finding, str, Stretch]] = []
        for block in _paragraphs(self._text) if self._on else ():
            words, at = block.text(), block.position()
            reading = self._known[words]
            stretches += [_stretch(words, at, each.start, each.end, QUOTED) for each in reading.quotations]
            for finding in reading.findings:
                if self._kept is None or not self._kept(words, finding):
                    stretch = _stretch(words, at, finding.start, finding.end, finding.severity)
                    found.append((finding, words, stretch))
                    stretches.append(stretch)
        if (stretches, found) != self._seen:
            self._seen = (stretches, found)
            self.lines = tuple((self._passage(each), each.weight) for each in stretches)
            self._marks = tuple(Mark(finding, words, self._passage(each)) for finding, words, each in found)
            self._text.viewport().update()
            self.changed.emit()

    def _passage(self, stretch: Stretch) -> QTextCursor:
        """The stretch as a cursor, which moves along with what is typed before it."""
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(stretch.start)
        cursor.setPosition(stretch.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def draw(self, painter: QPainter, shown: QRect, origin_of: Callable[[QTextBlock], QPointF]) -> None:
        """Draw the line under every passage that reaches into `shown`; `origin_of` tells where a paragraph stands.

        Nothing is written into the text, so that neither its undo nor its change signal knows of it.
        """
        for cursor, weight in self.lines:
            stretch = Stretch(cursor.selectionStart(), cursor.selectionEnd(), weight)
            block = self._text.document().findBlock(stretch.start)
            origin = origin_of(block)
            if _reaches(block, stretch, shown, origin):
                draw_in_block(painter, block, origin, stretch)


def _paragraphs(text: QPlainTextEdit) -> Iterator[QTextBlock]:
    block = text.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def _stretch(words: str, at: int, start: int, end: int, weight: str) -> Stretch:
    return Stretch(at + place_of(words, start), at + place_of(words, end), weight)


def _reaches(block: QTextBlock, stretch: Stretch, shown: QRect, origin: QPointF) -> bool:
    """Whether some of the rows of a stretch are in sight."""
    layout = block.layout()
    first = layout.lineForTextPosition(max(stretch.start - block.position(), 0))
    last = layout.lineForTextPosition(min(stretch.end - block.position(), block.length() - 1))
    if not first.isValid() or not last.isValid():
        return False
    return origin.y() + first.y() <= shown.bottom() and origin.y() + last.y() + last.height() >= shown.top()
