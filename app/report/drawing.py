"""Has pages of a finished copy drawn beside the window, in the sandbox, as anybody else's program would draw them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.sandbox.evidence import Drawn, NotTakenError, drawn
from app.sandbox.running import SandboxError, Stop
from app.work import Work

_KEPT = 8
"""So many pages are remembered as they were drawn."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One page, from 0, of one copy, in pixels across."""

    copy: int
    page: int
    width: int


class Drawer(QObject):
    """Draws the page that was asked for last, and then the one behind it; `drawn` tells which, with its picture."""

    drawn = Signal(object, QImage)
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._content, self._copy, self._pages = b"", 0, 0
        self._kept: dict[Asked, QImage] = {}
        self._wanted: Asked | None = None
        self._at: Asked | None = None
        self._stop: Stop | None = None
        self._work = Work(self)
        held: list[Stop] = []
        self._held = held
        # Whoever takes the room away does not wait for the child either.
        self.destroyed.connect(lambda: _end(held))

    @property
    def busy(self) -> bool:
        """Whether a page is being drawn."""
        return self._work.busy

    def open(self, content: bytes, pages: int) -> None:
        """Draw pages of this copy from now on."""
        self.let_go()
        self._content, self._pages = content, pages

    def let_go(self) -> None:
        """Hold nothing any more, and want nothing."""
        self._copy += 1
        self._content, self._wanted = b"", None
        self._kept.clear()
        _end(self._held)

    def want(self, page: int, width: int) -> QImage | None:
        """The page if it is there already; else it is drawn, and `drawn` tells."""
        asked = Asked(self._copy, page, width)
        if asked in self._kept:
            self._go_on(asked)
            return self._kept[asked]
        self._wanted = asked
        self._begin()
        return None

    def _begin(self) -> None:
        asked, content = self._wanted, self._content
        if asked is None or not content:
            return
        if self._work.busy:
            if self._at != asked:
                _end(self._held)
            return
        stop = Stop()
        self._held[:] = [stop]
        self._at = asked
        self._work.start(
            lambda: drawn(content, asked.page, asked.width, stop),
            lambda found: self._take(asked, found),
            lambda sentence: self._fail(asked, sentence),
            (NotTakenError, SandboxError),
        )

    def _take(self, asked: Asked, found: Drawn) -> None:
        if asked.copy == self._copy:
            form = QImage.Format.Format_RGB32
            # A copy: the bytes belong to Python, and go.
            image = QImage(found.pixels, found.width, found.height, found.width * 4, form).copy()
            while len(self._kept) >= _KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[asked] = image
            self.drawn.emit(asked, image)
        if asked == self._wanted:
            self._wanted = None
            self._go_on(asked)
        self._begin()

    def _fail(self, asked: Asked, sentence: str) -> None:
        if asked == self._wanted:
            self._wanted = None
            self.failed.emit(sentence)
        self._begin()

    def _go_on(self, asked: Asked) -> None:
        """Draw the page behind, so that it is there when it is turned to."""
        behind = Asked(asked.copy, asked.page + 1, asked.width)
        if self._wanted is None and behind.page < self._pages and behind not in self._kept and asked.copy == self._copy:
            self._wanted = behind
            self._begin()


def _end(held: list[Stop]) -> None:
    for each in held:
        each.now()
    held.clear()
