"""The middle of the desk: the pages of the copy as they will leave, one by one; it tells which were seen to their foot.

It is given bytes and draws them; what is in them, and for whom, it does not know.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QStackedWidget, QVBoxLayout, QWidget

from app import theme
from app.display import row_of
from app.flow import beside
from app.plain import Button, PlainLabel, tell
from app.report.drawing import Asked, Drawer

_STEP, _MOST, _LEAST = 1.25, 4.0, 0.3
_MARGIN, _LINE, _SOON = 16, 48, 150
_HOW = "Page up and page down go through the pages. Plus and minus: larger, smaller. 0: all of the page."
_SHEET = 210 / 297
_NEARLY = 4
"""So many points wider or narrower, a page is shown as it was drawn."""


class Sheet(QAbstractScrollArea):
    """Shows one page on a desk; `reached_foot` when somebody went to its last line, or on from there."""

    reached_foot = Signal()
    wants_page = Signal(int)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._grown, self._whole = 1.0, False
        self._ends, self._placing = 0, False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._look)
        theme.NOTICE.changed.connect(self.viewport().update)

    @property
    def image(self) -> QImage:
        """The page that is shown; null where there is none."""
        return self._image

    @property
    def wide(self) -> int:
        """How wide the page is to be, in points of the screen."""
        room = self.maximumViewportSize()
        bar = self.verticalScrollBar().sizeHint().width()
        margin = 2 * theme.current().px(_MARGIN)
        across = max(120, room.width() - bar - margin)
        if self._whole:
            share = self._image.width() / max(1, self._image.height()) if not self._image.isNull() else _SHEET
            across = min(across, round(max(120, room.height() - margin - _NEARLY) * share))
        return max(120, min(3000, round(across * self._grown)))

    @property
    def at_foot(self) -> bool:
        """Whether the last line of the page is in view."""
        bar = self.verticalScrollBar()
        return not self._image.isNull() and bar.value() >= bar.maximum() - theme.current().px(_MARGIN)

    def show_image(self, image: QImage, *, top: bool) -> None:
        """Show a page, from its top where it is another one than before."""
        self._image = image
        self._place(top=top)

    def clear(self) -> None:
        """Hold no page any more."""
        self._image = QImage()
        self._place()

    def grow(self, step: int) -> None:
        """Larger (1), smaller (-1)."""
        self._whole = False
        self._grown = max(_LEAST, min(_MOST, self._grown * _STEP**step))
        self._change()

    def fit(self, whole: bool) -> None:
        """All of the page, or as wide as there is room."""
        self._grown, self._whole = 1.0, whole
        self._change()

    def go(self, way: int) -> None:
        """On (1) by as much as is in view, and from the foot to the next page; back (-1) likewise."""
        bar = self.verticalScrollBar()
        before = bar.value()
        if way > 0 and self.at_foot:
            self.reached_foot.emit()
        bar.setValue(before + way * max(1, bar.pageStep() - theme.current().px(_LINE)))
        if bar.value() == before:
            self.wants_page.emit(way)

    def _change(self) -> None:
        self._place()
        self.resized.emit()

    def _size(self) -> QSize:
        if self.fits:
            return self._image.deviceIndependentSize().toSize()  # drawn for this place: no letter of it is scaled
        return QSize(self.wide, round(self.wide * self._image.height() / max(1, self._image.width())))

    @property
    def fits(self) -> bool:
        """Whether the page was drawn as wide as it is to be, or as good as that."""
        drawn = self._image.deviceIndependentSize().width()
        return not self._image.isNull() and abs(drawn - self.wide) <= _NEARLY

    def _place(self, *, top: bool = False) -> None:
        self._placing = True  # a page that only happens to stand there was not read by anybody
        self._measure()
        if top:
            self.verticalScrollBar().setValue(0)
        self._placing = False
        self.viewport().update()

    def _measure(self) -> None:
        margin = 2 * theme.current().px(_MARGIN)
        size = QSize(0, 0) if self._image.isNull() else self._size() + QSize(margin, margin)
        view = self.viewport().size()
        for bar, whole, part in (
            (self.horizontalScrollBar(), size.width(), view.width()),
            (self.verticalScrollBar(), size.height(), view.height()),
        ):
            bar.setRange(0, max(0, whole - part))
            bar.setPageStep(part)
            bar.setSingleStep(theme.current().px(_LINE))

    def _look(self) -> None:
        self.viewport().update()
        if self.at_foot and self.isVisible() and not self._placing:
            self.reached_foot.emit()

    def _target(self) -> QRect:
        size, view, margin = self._size(), self.viewport().size(), theme.current().px(_MARGIN)
        left = max(margin, (view.width() - size.width()) // 2) - self.horizontalScrollBar().value()
        return QRect(QPoint(left, margin - self.verticalScrollBar().value()), size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the page on the desk."""
        painter, look = QPainter(self.viewport()), theme.current()
        painter.fillRect(self.viewport().rect(), desk_colour())
        if not self._image.isNull():
            target = self._target()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target, self._image)
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawRect(target)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: through the pages, larger, smaller, all of it."""
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_PageDown: lambda: self.go(1), Qt.Key.Key_PageUp: lambda: self.go(-1),
            Qt.Key.Key_Space: lambda: self.go(1), Qt.Key.Key_Plus: lambda: self.grow(1),
            Qt.Key.Key_Equal: lambda: self.grow(1), Qt.Key.Key_Minus: lambda: self.grow(-1),
            Qt.Key.Key_0: lambda: self.fit(True), Qt.Key.Key_1: lambda: self.fit(False),
        }  # fmt: skip
        act = acts.get(Qt.Key(event.key())) if not event.modifiers() & Qt.KeyboardModifier.ControlModifier else None
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: up and down, and past the foot to the next page; with Ctrl larger and smaller."""
        way = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.grow((way > 0) - (way < 0))
            return
        bar, before = self.verticalScrollBar(), self.verticalScrollBar().value()
        super().wheelEvent(event)
        self._ends = self._ends + 1 if bar.value() == before and way else 0
        if self._ends > 2:
            self._ends = 0
            self.wants_page.emit(1 if way < 0 else -1)

    def scrollContentsBy(self, _x: int, _y: int) -> None:
        """Qt: the view moved."""
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: as wide as there is room."""
        super().resizeEvent(event)
        self._change()


class Bare(QWidget):
    """The desk without a page on it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the desk's own colour, within a quiet edge."""
        look, painter = theme.current(), QPainter(self)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(desk_colour())
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def desk_colour() -> QColor:
    """What a page lies on."""
    look = theme.current()
    return look.colour("paper") if look.name == "contrast" else look.blend("line", "paper", 0.5)


class PagesView(QWidget):
    """The pages of one copy with the ways through them; `seen` tells that a page was seen to its foot, from 0."""

    seen = Signal(int)
    halted = Signal(bool)
    """The making of the pages is to stop (True), or to go on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.halt, self.again = Button("Stop"), Button("Make the pages")
        self.sheet, self.word = Sheet(), PlainLabel(role="muted")
        self.note, self.number = PlainLabel(role="muted"), PlainLabel()
        self._drawer = Drawer(self)
        self._page, self._pages, self._top = 0, 0, True
        self._texts: tuple[str, ...] = ()
        self._stack = QStackedWidget()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._draw)
        self._lay_out()
        self._wire()
        self.say("")

    def _lay_out(self) -> None:
        self.back, self.on = Button("Page before"), Button("Read on")
        self.larger, self.smaller, self.whole = Button("Larger"), Button("Smaller"), Button("All of it")
        for button, keys in (
            (self.back, "Page up"), (self.on, "Page down"), (self.larger, "Plus"), (self.smaller, "Minus"),
            (self.whole, "0"),
        ):  # fmt: skip
            tell(button, f"In the pages: {keys}")
        self.number.setWordWrap(False)
        told = Bare()
        middle = QVBoxLayout(told)
        px = theme.current().px
        middle.setContentsMargins(px(24), px(24), px(24), px(24))
        middle.addStretch(2)
        self.word.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle.addWidget(self.word)
        middle.addWidget(row_of(self.halt, self.again, stretch=False), 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)
        self._stack.addWidget(told)
        self._stack.addWidget(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(12), px(8), px(12))
        column.setSpacing(px(8))
        self.bar = beside(self.back, self.number, self.on, self.larger, self.smaller, self.whole)
        column.addWidget(self.bar)
        column.addWidget(self.note)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.sheet)

    def _wire(self) -> None:
        self.halt.clicked.connect(lambda: self.halted.emit(True))
        self.again.clicked.connect(lambda: self.halted.emit(False))
        self.back.clicked.connect(lambda: self.turn(-1))
        self.on.clicked.connect(lambda: self.sheet.go(1))
        self.larger.clicked.connect(lambda: self.sheet.grow(1))
        self.smaller.clicked.connect(lambda: self.sheet.grow(-1))
        self.whole.clicked.connect(lambda: self.sheet.fit(True))
        self.sheet.wants_page.connect(self.turn)
        self.sheet.resized.connect(self._resized)
        self.sheet.reached_foot.connect(self._foot)
        self._drawer.drawn.connect(self._take)
        self._drawer.failed.connect(self.say)

    @property
    def busy(self) -> bool:
        """Whether a page is being drawn, or will be in a moment."""
        return self._drawer.busy or self._soon.isActive()

    @property
    def page(self) -> int:
        """Which page is shown, from 1; 0 where none is."""
        return self._page + 1 if self._pages else 0

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._pages

    def show_copy(self, content: bytes, pages: int, texts: tuple[str, ...], note: str = "") -> None:
        """Show a copy, from the page that was shown of the one before it."""
        self.clear()
        self._pages, self._texts = pages, texts
        self._page = min(self._page, max(0, pages - 1))
        self._drawer.open(content, pages)
        self._top = True
        self._draw()
        self.remark(note)

    def remark(self, words: str) -> None:
        """Say this above the pages."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def say(self, sentence: str, *, making: bool = False, stopped: bool = False) -> None:
        """Say something in the place of the pages; while they are made, with a way to stop that, and to go on."""
        self.word.setText(sentence)
        self.halt.setVisible(making)
        self.again.setVisible(stopped)
        self._stack.setCurrentIndex(0)
        self.bar.hide()
        self.note.hide()

    def clear(self) -> None:
        """Hold no page any more."""
        self._soon.stop()
        self._drawer.let_go()
        self._pages, self._texts = 0, ()
        self.sheet.clear()
        self.sheet.setAccessibleName("The pages")
        self.sheet.setAccessibleDescription("")
        self.say("")

    def begin_again(self) -> None:
        """From the first page."""
        self._page = 0
        if self._pages:
            self._top = True
            self._draw()

    def turn(self, way: int) -> None:
        """So many pages on, or back."""
        number = self._page + way
        if 0 <= number < self._pages:
            self._page, self._top = number, True
            self._draw()

    def _resized(self) -> None:
        if self._pages and not self.sheet.fits:
            self._soon.start()

    def _draw(self) -> None:
        if not self._pages:
            return
        self._stack.setCurrentWidget(self.sheet)
        self.bar.show()
        self.number.setText(f"{self._page + 1} of {self._pages}")
        self.back.setEnabled(self._page > 0)
        self.sheet.setAccessibleName(f"Page {self._page + 1} of {self._pages} of the copy")
        text = self._texts[self._page] if self._page < len(self._texts) else ""
        self.sheet.setAccessibleDescription(f"{text}\n{_HOW}" if text else _HOW)
        found = self._drawer.want(self._page, self._width())
        if found is not None:
            self._show(found)
        elif self._top:
            self.sheet.clear()

    def _width(self) -> int:
        return round(self.sheet.wide * self.devicePixelRatioF())

    def _take(self, asked: Asked, image: QImage) -> None:
        if asked.page == self._page and self._pages:
            self._show(image)

    def _show(self, image: QImage) -> None:
        top, self._top = self._top, False
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self.sheet.show_image(image, top=top)

    def _foot(self) -> None:
        if self._pages and not self._top:
            self.seen.emit(self._page)

    def minimumSizeHint(self) -> QSize:
        """Qt: it can be small. Its buttons, before they have a width, ask for the height of one below the other."""
        px = theme.current().px
        return QSize(px(160), px(120))
