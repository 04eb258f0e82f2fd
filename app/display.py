"""Large quiet words and pages with a wide margin, for the rooms that stand before a case; it knows no case."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from app import theme
from app.later import soon
from app.plain import Button, PlainLabel


class DisplayLabel(PlainLabel):
    """A plain label in a size of its own, in pixels at 100 %."""

    def __init__(self, text: str, pixels: int, role: str = "title", parent: QWidget | None = None) -> None:
        self._pixels = pixels
        super().__init__(text, role, parent)

    def dress(self) -> None:
        """Take on the theme as it is now, in our own size."""
        super().dress()
        font = self.font()
        font.setPixelSize(theme.current().px(self._pixels))
        self.setFont(font)


class Column(QWidget):
    """Words and fields below each other, as high as they are in its width: the narrower hints of each do not add up."""

    def sizeHint(self) -> QSize:
        """As wide as wanted, and as high as that makes it."""
        return self._fitted(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        """The same: what is cut off below could not be scrolled to."""
        return self._fitted(super().minimumSizeHint())

    def _fitted(self, hint: QSize) -> QSize:
        layout, wide = self.layout(), self.minimumWidth()
        if layout is None or not wide or not layout.hasHeightForWidth():
            return hint
        return QSize(hint.width(), layout.heightForWidth(wide))


class Page(QScrollArea):
    """A column of words and fields on plain paper that scrolls when the text is large; nothing around it."""

    def __init__(self, widest: int = 560, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widest = widest
        self._column = Column()
        self.column = QVBoxLayout(self._column)
        self.setAccessibleName("This page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sheet = QWidget()
        self._around = QHBoxLayout(sheet)
        self._around.addWidget(self._column, 0, Qt.AlignmentFlag.AlignTop)
        self._around.addStretch(1)
        self.setWidget(sheet)
        self.dress()
        theme.NOTICE.changed.connect(self.dress)

    def dress(self) -> None:
        """Take on the sizes of the theme as it is now."""
        px = theme.current().px
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(px(12))
        self._arrange()

    def gap(self, pixels: int) -> None:
        """Leave more room before what follows."""
        self.column.addSpacing(theme.current().px(pixels))

    def _arrange(self) -> None:
        """Keep the column narrow enough to read, and the margins in proportion to the window."""
        px = theme.current().px
        wide, high = self.viewport().width(), self.viewport().height()
        side = round(wide * 0.094)
        self._column.setFixedWidth(max(px(200), min(px(self._widest), wide - side - px(24))))
        room_above = high - self._column.sizeHint().height() - px(24)
        top = max(px(16), min(round(high * self.share_above), room_above))
        self._around.setContentsMargins(side, top, px(24), px(24))

    share_above = 0.08
    """How much of the height is left free above the column."""

    def resizeEvent(self, event: object) -> None:
        """Keep the margins in proportion."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._arrange()


def bring_into_sight(widget: QWidget) -> None:
    """Scroll to a widget that was opened just now, and above all to where the keyboard is in it."""
    soon(widget, _scroll_to)


def _scroll_to(widget: QWidget) -> None:
    # It has its size, and the page its length, only when all that wait to be laid out have been.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    above, at = widget.parentWidget(), QApplication.focusWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    for each in (widget, at):
        if above is not None and each is not None and (each is widget or widget.isAncestorOf(each)):
            above.ensureWidgetVisible(each, 0, theme.current().px(12))


class Quiet(Button):
    """A button that looks like a line of muted words, flush with the text around it."""

    def __init__(self, text: str, pixels: int = 13, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self._pixels = pixels
        self.dress()
        theme.NOTICE.changed.connect(self.dress)

    def dress(self) -> None:
        """Take on the theme as it is now."""
        look = theme.current()
        muted, ink, focus = (look.colour(role).name() for role in ("muted", "ink", "focus"))
        self.setStyleSheet(
            f"QPushButton {{ border: none; background: transparent; color: {muted}; padding: {look.px(4)}px 0;"
            f" font-size: {look.px(self._pixels)}px; min-height: {look.px(24)}px; text-align: left; }}"
            f"QPushButton:hover {{ color: {ink}; }}"
            f"QPushButton:focus {{ color: {ink}; border: none; border-bottom: 2px solid {focus}; }}"
        )


def asked(name: str, field: QWidget, words: str = "", *beside: QWidget) -> QLayout:
    """A question over its field, and under it what helps to answer; both are said to screen readers too."""
    field.setAccessibleName(name)
    field.setAccessibleDescription(words)
    column = QVBoxLayout()
    column.setSpacing(theme.current().px(4))
    column.addWidget(PlainLabel(name, "strong"))
    if beside:
        column.addLayout(row(field, *beside, stretch=False))
    else:
        column.addWidget(field)
    if words:
        column.addWidget(PlainLabel(words, "muted"))
    return column


def row_of(*widgets: QWidget, stretch: bool = True) -> QWidget:
    """Widgets side by side as one widget, so that they can be hidden or put to rest together."""
    whole, line = QWidget(), row(*widgets, stretch=stretch)
    line.setContentsMargins(0, 0, 0, 0)
    whole.setLayout(line)
    return whole


def row(*widgets: QWidget, stretch: bool = True) -> QLayout:
    """Widgets side by side, to the left."""
    line = QHBoxLayout()
    line.setSpacing(theme.current().px(8))
    for widget in widgets:
        line.addWidget(widget)
    if stretch:
        line.addStretch(1)
    return line
