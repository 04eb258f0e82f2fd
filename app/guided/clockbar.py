"""The clock of a session: which one it is, and a thin bar of the time that went by; no sound, and nothing turns red."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.clock import running
from app.combo import Combo
from app.display import Quiet
from app.plain import PlainLabel, tell
from mapping.guided import Clock

_EVERY = 10_000
"""Milliseconds from one look at the clock to the next."""
_BEGIN, _STOP = "Start the clock", "Put the clock away"


class TimeBar(QWidget):
    """A thin line that fills as time goes by, with a notch where the shorter time ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share, self.notch = 0.0, 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Thin."""
        return QSize(theme.current().px(60), theme.current().px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The whole time in line colour, what went by in ink."""
        look, painter = theme.current(), QPainter(self)
        whole = QRectF(self.rect())
        painter.fillRect(whole, look.colour("line"))
        gone = QRectF(0, 0, whole.width() * min(self.share, 1.0), whole.height())
        painter.fillRect(gone, look.colour("muted"))
        painter.fillRect(QRectF(whole.width() * self.notch - 1, 0, 2, whole.height()), look.colour("ink"))


class ClockBar(QWidget):
    """Chooses among the clocks and shows how long one has been at it.

    `chosen` is the key of a clock; `turned` says whether time is told from now on.
    """

    chosen = Signal(str)
    turned = Signal(bool)

    def __init__(
        self, clocks: Sequence[Clock], parent: QWidget | None = None, *, now: Callable[[], float] = running
    ) -> None:
        super().__init__(parent)
        self._clocks, self._now = tuple(clocks), now
        self._began: float | None = None
        self.choice, self.words, self.bar = Combo(), PlainLabel("", "muted"), TimeBar()
        self.choice.setAccessibleName("How long this session is meant to be")
        for clock in self._clocks:
            self.choice.addItem(clock.name, clock.key)
        self.start = Quiet(_BEGIN)
        tell(self.start, "Shows how much of the time went by, as a thin line. It makes no sound and stops nothing.")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.choice, self.words, self.bar, self.start):
            self._column.addWidget(widget)
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)
        self.choice.activated.connect(lambda _row: self.chosen.emit(self.choice.currentData()))
        self.start.clicked.connect(self._turn)
        self.look()

    def put_choice_back(self) -> None:
        """The choice of clocks stands above the time again, after it stood elsewhere."""
        self._column.insertWidget(0, self.choice)

    def show_clock(self, key: str) -> None:
        """Be this clock."""
        self.choice.setCurrentIndex(max(self.choice.findData(key), 0))
        self.look()

    @property
    def runs(self) -> bool:
        """Whether time is being told."""
        return self._began is not None

    def look(self) -> None:
        """Say how much time went by until now."""
        clock = self._clocks[max(self.choice.currentIndex(), 0)]
        span = f"{clock.least} to {clock.most} minutes"
        self.bar.setVisible(self.runs)
        if self._began is None:
            self.words.setText(span)
            return
        gone = (self._now() - self._began) / 60
        self.bar.share, self.bar.notch = gone / clock.most, clock.least / clock.most
        self.words.setText(f"{int(gone)} of {span}")
        self.bar.update()

    def stop(self) -> None:
        """Tell no time any more."""
        self._began = None
        self._timer.stop()
        self.start.setText(_BEGIN)
        self.start.setAccessibleName(_BEGIN)
        self.look()

    def _turn(self) -> None:
        if self.runs:
            self.stop()
        else:
            self.go_on()
        self.turned.emit(self.runs)

    def go_on(self, gone: float = 0.0) -> None:
        """Tell the time, of which so many seconds went by already."""
        self._began = self._now() - gone
        self._timer.start()
        self.start.setText(_STOP)
        self.start.setAccessibleName(_STOP)
        self.look()
