"""The audience's window: it shows frames and knows no case; nothing else is ever shown on it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from app import theme
from app.present import framecards, framelines
from app.present.framelines import Scale
from app.present.paging import Page, Pages, pages
from app.present.paintpage import Look, paint_page
from app.theme import Theme
from app.unseen import visible
from mapping.present import forget
from mapping.present.values import Frame

_SMALLEST = QSize(480, 270)
_KEPT = 6
"""So many pictures of pages are kept, and the pages of so many frames."""
_AHEAD = 120
"""Milliseconds after a step until the views beside it are laid out: the step is seen first."""
_CALLED = "What the room sees"


class RoomScreen(QWidget):
    """What the room sees: one page of one frame at a time."""

    moved = Signal(int)
    """The number, from 0, of the frame that is shown now; also when its page is another one."""

    closed = Signal()
    """Somebody shut the window by the means of the desktop."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._frames: tuple[Frame, ...] = ()
        self._mark = self._hint = self._focus = ""
        self._at = self._page = 0
        self._covered = False
        self._paged: dict[tuple[str, QSize], tuple[Frame, Pages]] = {}
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        self._ahead = QTimer(self, singleShot=True, interval=_AHEAD)
        self._ahead.timeout.connect(self._look_ahead)
        self.setWindowTitle(_CALLED)
        self.setMinimumSize(_SMALLEST)
        self.resize(1280, 720)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, True)
        theme.NOTICE.changed.connect(self._dress)
        self._say()

    # ------------------------------------------------------------------------------------------ what is shown

    def show_frames(self, frames: tuple[Frame, ...], mark: str) -> bool:
        """Show these frames from now on; the place stays where it is as far as there is still such a frame.

        False where they are what is shown already; else `moved` is emitted.
        """
        if (frames, mark) == (self._frames, self._mark):
            return False
        key = self._frames[self._at].key if self._frames else ""
        keys = [frame.key for frame in frames]
        at = keys.index(key) if key in keys else min(self._at, max(0, len(frames) - 1))
        kept = self._page if key in keys else 0
        self._frames, self._mark = frames, mark
        fresh = {frame.key: frame for frame in frames}
        self._paged = {key: held for key, held in self._paged.items() if fresh.get(key[0]) == held[0]}
        self._pictures.clear()
        self._show(at, kept, anew=True)
        return True

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The frames that it goes through."""
        return self._frames

    @property
    def at(self) -> int:
        """The number of the frame that is shown, from 0."""
        return self._at

    @property
    def page(self) -> int:
        """The number of the page of that frame, from 0."""
        return self._page

    @property
    def pages(self) -> int:
        """How many pages that frame has."""
        return len(self._pages(self._at))

    @property
    def place(self) -> str:
        """The key of the frame and the page: "child:person.3/0"; "" while there is none."""
        return f"{self._frames[self._at].key}/{self._page}" if self._frames else ""

    def go(self, at: int, page: int = 0) -> None:
        """Show this frame, or the nearest there is; a page below 0 is counted from its end."""
        if self._frames:
            self._show(max(0, min(at, len(self._frames) - 1)), page)

    def next(self) -> None:
        """Show the next page, or the next frame."""
        if self._page + 1 < self.pages:
            self._show(self._at, self._page + 1)
        elif self._at + 1 < len(self._frames):
            self._show(self._at + 1, 0)

    def back(self) -> None:
        """Show the page before, or the last page of the frame before."""
        if self._page:
            self._show(self._at, self._page - 1)
        elif self._at:
            self._show(self._at - 1, -1)

    def focus_card(self, card: int | str | None) -> None:
        """Show one card large and the rest dimmed: by its number on the page from 1, or its id; None for all again."""
        numbered = self.numbered
        if isinstance(card, int):
            card = numbered[card - 1] if 0 < card <= len(numbered) else None
        self._focus = card if card and card in numbered else ""
        self._say()
        self.update()

    @property
    def focused(self) -> str:
        """The id of the card that is shown large, or ""."""
        return self._focus

    @property
    def numbered(self) -> tuple[str, ...]:
        """The ids of the cards on the page, in the order of their numbers."""
        shown = self._shown()
        return tuple(each.piece.card.id for each in shown.cards) if shown else ()

    def blank(self, on: bool) -> None:
        """Show paper and the mark and nothing else, or the frame again."""
        self._covered = on
        self._say()
        self.update()

    def go_blank(self) -> None:
        """Show bare paper at once: the program is being hidden or locked."""
        self.blank(True)
        self.repaint()

    @property
    def covered(self) -> bool:
        """Whether it is blank."""
        return self._covered

    def hint(self, keys: str) -> None:
        """Name the keys at the left of the bar: with one display, where the chair has no other place for them."""
        self._hint = keys
        self._pictures.clear()
        self.update()

    def let_go(self) -> None:
        """Forget every frame, page and picture: the vault is being locked, or the meeting has ended."""
        forget()
        framelines.forget()
        framecards.forget()
        self._ahead.stop()
        self._frames, self._mark, self._focus = (), "", ""
        self._at = self._page = 0
        self._paged.clear()
        self._pictures.clear()
        self._say()
        self.update()

    def picture(self) -> QPixmap:
        """Exactly what the room sees now."""
        shown = None if self._covered else self._shown()
        ratio = self.devicePixelRatioF()
        look = theme.current().name
        # By its place, which no other page has: a page that was let go leaves its address to the next one.
        place = None if shown is None else (self._at, self._page)
        key = (place, self._focus, self.size(), ratio, look, self._mark, self._hint)
        if key not in self._pictures:
            while len(self._pictures) >= _KEPT:
                self._pictures.pop(next(iter(self._pictures)))
            self._pictures[key] = painted(shown, self.size(), ratio, look, self._mark, self._hint, self._focus)
        return self._pictures[key]

    # ------------------------------------------------------------------------------------------------- within

    def _show(self, at: int, page: int, *, anew: bool = False) -> None:
        many = len(self._pages(at))
        page = max(0, many + page) if page < 0 else min(page, max(0, many - 1))
        moved = (at, page) != (self._at, self._page)
        self._at, self._page = at, page
        if moved or self._focus not in self.numbered:
            self._focus = ""
        self._say()
        self.update()
        if moved or anew:
            self.moved.emit(at)
        self._ahead.start()

    def _look_ahead(self) -> None:
        """Lay out the next frame and the one before while the room reads this one."""
        for at in (self._at + 1, self._at - 1):
            if 0 <= at < len(self._frames):
                self._pages(at)

    def _pages(self, at: int) -> Pages | tuple[()]:
        if not self._frames:
            return ()
        key = (self._frames[at].key, self.size())
        if key not in self._paged:
            while len(self._paged) >= _KEPT:
                self._paged.pop(next(iter(self._paged)))
            self._paged[key] = self._frames[at], pages(self._frames[at], Scale(self.width(), self.height()))
        return self._paged[key][1]

    def _shown(self) -> Page | None:
        found = self._pages(self._at)
        return found[min(self._page, len(found) - 1)] if found else None

    def _say(self) -> None:
        """For a screen reader the words of the page, and nothing more."""
        shown = None if self._covered else self._shown()
        said = list(shown.said) if shown else []
        if shown and self._focus:
            alone = next(each.piece.card for each in shown.cards if each.piece.card.id == self._focus)
            said = list(alone.texts)
        self.setAccessibleName(visible(said[0]) if said else _CALLED)
        self.setAccessibleDescription(visible("\n".join((*said[1:], *([self._mark] if self._mark else [])))))

    def _dress(self) -> None:
        self._pictures.clear()
        self.update()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever presents must know of it."""
        self.closed.emit()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size has other pages: stay as near as can be."""
        super().resizeEvent(event)
        self._pictures.clear()
        self._paged.clear()
        self._show(self._at, self._page)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, and nothing else."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self.picture())


def painted(
    page: Page | None, size: QSize, ratio: float, name: str, mark: str, hint: str = "", focus: str = ""
) -> QPixmap:
    """A page as a picture of this size, in the theme of this name; paper alone for None."""
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    painter = QPainter(picture)
    paint_page(painter, page, Look(Theme(name), Scale(size.width(), size.height())), mark, hint, focus)
    painter.end()
    return picture


def pictures_of(frames: tuple[Frame, ...], mark: str, size: QSize, name: str = "light") -> tuple[QPixmap, ...]:
    """Every page of every frame as a picture: for the guide, and to look at."""
    scale = Scale(size.width(), size.height())
    return tuple(painted(page, size, 1.0, name, mark) for frame in frames for page in pages(frame, scale))
