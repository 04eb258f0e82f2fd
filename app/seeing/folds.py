"""One question of the panel under its own line: folded it says what is chosen, unfolded it shows what there is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.plain import Button, PlainLabel
from app.seeing.choices import Pairs
from app.ticks import Tick
from mapping.dates import is_edtf


class Fold(QWidget):
    """A line to press, and below it, once it is pressed, a column of its own."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.head, self.body = Button(title), QWidget()
        self.head.setCheckable(True)
        self.head.setProperty("flat", True)
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.head.setStyleSheet("text-align: left;")
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(theme.current().px(12), 0, 0, theme.current().px(4))
        self.column.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.body)
        self.body.hide()
        self.head.toggled.connect(self._open)
        self.say("")

    def say(self, chosen: str) -> None:
        """Say in the line what is chosen; "" where nothing is."""
        words = f"{self._title}: {chosen}" if chosen else self._title
        self.head.setText(f"{'▾' if self.head.isChecked() else '▸'}  {words}".replace("&", "&&"))
        self.head.setAccessibleName(words)
        self.head.setAccessibleDescription("open" if self.head.isChecked() else "folded")
        self._chosen = chosen

    def _make(self) -> None:
        """Put into the column what is not there yet."""

    def _open(self, on: bool) -> None:
        if on:
            self._make()
        self.body.setVisible(on)
        self.say(self._chosen)


class Ticks(Fold):
    """Several to tick; `ticked` carries the keys of those that are, in their order."""

    ticked = Signal(object)

    def __init__(self, title: str, answers: Pairs, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._answers = answers
        self.keys: tuple[str, ...] = ()
        self.ticks: dict[str, Tick] = {}

    def _make(self) -> None:
        """The boxes are made when they are first looked at: there may be hundreds."""
        for key, words in self._answers if not self.ticks else ():
            self.ticks[key] = tick = Tick(words.replace("&", "&&"))
            tick.setAccessibleName(words)
            tick.setChecked(key in self.keys)
            tick.clicked.connect(self._tell)
            self.column.addWidget(tick)

    def show_ticked(self, keys: tuple[str, ...]) -> None:
        """Have these ticked and no others."""
        self.keys = keys
        for key, tick in self.ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(key in keys)
        self.say(f"{len(keys)} chosen" if keys else "")

    def _tell(self) -> None:
        self.keys = tuple(key for key, tick in self.ticks.items() if tick.isChecked())
        self.ticked.emit(self.keys)


class DayField(QLineEdit):
    """A day, a month or a year as it is written here; `settled` when it is one, or nothing."""

    settled = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText("2023 or 2023-05")
        self.setToolTip("A day, a month or a year: 2023-05-02, 2023-05, 2023")
        self.editingFinished.connect(self._settle)
        self._last = ""

    def show_day(self, day: str) -> None:
        """Have this in the field, unless something is being typed there."""
        self._last = day
        if not self.hasFocus():
            self.setText(day)

    @property
    def day(self) -> str | None:
        """What was written, "" for nothing, None where it is no day."""
        text = self.text().strip()
        return text if not text or (is_edtf(text) and "/" not in text) else None

    def _settle(self) -> None:
        if self.day is not None and self.day != self._last:
            self._last = self.day
            self.settled.emit()


class Period(Fold):
    """From when until when; `chosen` carries both, and whether what has no date is wanted too."""

    chosen = Signal(str, str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Period", parent)
        self.since, self.until = DayField("From when"), DayField("Until when")
        self.undated = Tick("Also what has no date")
        for words, widget in (("From", self.since), ("Until", self.until), ("", self.undated)):
            if words:
                self.column.addWidget(PlainLabel(words, "muted"))
            self.column.addWidget(widget)
        for field in (self.since, self.until):
            field.settled.connect(self._tell)
        self.undated.clicked.connect(self._tell)

    def show_period(self, since: str, until: str, undated: bool) -> None:
        """Have this period in the fields."""
        self.since.show_day(since)
        self.until.show_day(until)
        with QSignalBlocker(self.undated):
            self.undated.setChecked(undated)
        self.say(" to ".join((since or "the beginning", until or "now")) if since or until else "")

    def _tell(self) -> None:
        self.chosen.emit(self.since.day or "", self.until.day or "", self.undated.isChecked())


def pressing(words: str, act: Callable[[], None]) -> Button:
    """A button that does this."""
    button = Button(words)
    button.clicked.connect(act)
    return button
