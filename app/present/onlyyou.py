"""What only the chair sees, kind by kind, each under its heading; all of it, scrolled within a box of its own."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.plain import PlainLabel
from app.present.private import Kept

_HIGHEST, _CEILING = 240, 320
"""How high the box is at most, in pixels at 100 % and at any size of text: what stands below it stays near."""
_OURS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
_NOTHING = "Nothing is kept close on this map."


class OnlyYou(QScrollArea):
    """A box with everything that is kept close; the keyboard stops at it where it has to be scrolled."""

    def __init__(self, kept: tuple[Kept, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px, self._inner = theme.current().px, QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(px(12), px(8), px(12), px(8))
        self._column.setSpacing(px(4))
        for number, each in enumerate(kept):
            heading = PlainLabel(each.title, "strong")
            heading.setContentsMargins(0, px(8) if number else 0, 0, 0)
            self._put(heading)
            for line in each.lines:
                self._put(PlainLabel(line))
        if not kept:
            self._put(PlainLabel(_NOTHING, "muted"))
        self._column.addStretch(1)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Only you see")
        self._fit()

    def _put(self, label: PlainLabel) -> None:
        label.setMinimumHeight(1)  # its own hint is that of a much narrower line
        self._column.addWidget(label)

    def _fit(self) -> None:
        """As high as its words are in this width, and no higher than leaves room for the rest."""
        wide = max(1, self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width())
        inside = self._column.heightForWidth(wide)
        self._inner.setMinimumHeight(inside)
        wanted = inside + 2 * self.frameWidth()
        most = min(theme.current().px(_HIGHEST), _CEILING)
        self.setFixedHeight(min(wanted, most))
        focus = Qt.FocusPolicy
        self.setFocusPolicy(focus.StrongFocus if wanted > most else focus.NoFocus)

    def sizeHint(self) -> QSize:
        """Its own height; as wide as the page."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The narrower, the higher."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down scroll; every other key is the meeting's."""
        if event.key() in _OURS:
            super().keyPressEvent(event)
        else:
            event.ignore()
