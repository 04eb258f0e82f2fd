"""What stands under the map: the legend, which is scrolled where it is long, and the tools; it knows no case."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from app import theme
from app.map.legend import Legend, ZoomTools

_BESIDE = 560
"""In a window less wide than this, in pixels at 100 %, the tools stand below the legend."""
_SHARE = 0.4
"""The legend takes no more than this of the height that map and legend have."""


class Foot(QWidget):
    """Legend and tools side by side, or one above the other."""

    def __init__(self, legend: Legend, tools: ZoomTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._legend, self._most = legend, 0
        self.area = QScrollArea()
        self.area.setWidget(legend)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName("Signs on the map")
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(16, 4, 8, 4)
        self._line.addWidget(self.area, 1)
        self._line.addWidget(tools, 0, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight)
        legend.grown.connect(self._fit)

    def fit(self, height: int) -> None:
        """Map and foot have this height together: the legend takes its part of it."""
        self._most = round(height * _SHARE)
        self._fit()

    def show_legend(self, shown: bool) -> None:
        """Show the legend, or the tools alone."""
        self.area.setVisible(shown)
        self._legend.setVisible(shown)
        self._fit()

    def _fit(self) -> None:
        px = theme.current().px
        beside = self.width() >= px(_BESIDE)
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        wanted = self._legend.heightForWidth(max(1, self.area.width()))
        self.area.setFixedHeight(max(px(24), min(wanted, self._most)))
        longer = wanted > self.area.height()
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if longer else Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The narrower, the higher."""
        super().resizeEvent(event)
        self._fit()
