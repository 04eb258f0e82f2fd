"""The panel beside the map: what is to be seen, which views are kept, what is asked, which marks are shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from app import theme
from app.plain import PlainLabel
from app.seeing.asking import AskingForm
from app.seeing.choices import Group, Pairs
from app.seeing.chosen import MOST_DAYS
from app.seeing.folds import Period, Ticks, pressing
from app.seeing.keeping import KeptViews
from app.sights import Sights
from app.ticks import Tick
from mapping.marks import meaning

_NARROW, _WIDE = 230, 300
_RULES = ("disputed", "high_risk", "inferred", "recent", "one_source")


class SeeingPanel(QScrollArea):
    """What can be chosen; `left` when the keyboard goes back to the map."""

    left = Signal()
    failed = Signal(str)

    def __init__(self, sights: Sights, kept: KeptViews, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sights, self.kept = sights, kept
        self.ticks: dict[str, Ticks] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("See part of the map")
        self.close_button = pressing("Close", self.left.emit)
        self.setFocusProxy(self.close_button)
        self.marks: dict[str, Tick] = {}
        self.kept.chosen.connect(sights.look)
        self.hide()

    def fill(self, groups: tuple[Group, ...], sources: Pairs, agencies: Pairs) -> None:
        """Show these questions with what there is to choose from."""
        self.kept.setParent(None)
        self.close_button.setParent(None)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        px = theme.current().px
        column.setContentsMargins(px(12), px(8), px(12), px(12))
        column.setSpacing(px(2))
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        self.close_button.show()
        self._fill_parts(column, groups)
        _heading(column, "Views that are kept")
        column.addWidget(self.kept)
        self.kept.show()
        _heading(column, "Ask the map")
        self.asking = AskingForm(sources, agencies)
        self.asking.asked.connect(self._sights.ask)
        column.addWidget(self.asking)
        _heading(column, "Marks on the cards")
        self._fill_marks(column)
        column.addStretch(1)
        self.setWidget(sheet)
        self.setMinimumWidth(px(_NARROW))
        self.setMaximumWidth(px(_WIDE))
        self.follow()

    def empty(self) -> None:
        """Let go of every word."""
        self.kept.show_views(None)
        self.fill((), (), ())

    def _fill_parts(self, column: QVBoxLayout, groups: tuple[Group, ...]) -> None:
        _heading(column, "Show only")
        self.ticks = {}
        for group in groups:
            self.ticks[group.field] = ticks = Ticks(group.title, group.answers)
            ticks.ticked.connect(lambda keys, field=group.field: self._choose(field, keys))
            column.addWidget(ticks)
        self.period = Period()
        self.period.chosen.connect(self._choose_period)
        column.addWidget(self.period)
        self.leave_out = Tick("Leave the rest out, instead of showing it fainter")
        self.leave_out.clicked.connect(lambda on: self._sights.look(replace(self._sights.sight, dims=not on)))
        column.addWidget(self.leave_out)

    def _fill_marks(self, column: QVBoxLayout) -> None:
        self.marks = {}
        for rule in _RULES:
            self.marks[rule] = tick = Tick("")
            tick.clicked.connect(self._mark)
            column.addWidget(tick)
            if rule == "recent":
                column.addWidget(self._days_field())

    def _days_field(self) -> QSpinBox:
        """How many days are recent; what is typed counts when it is done."""
        self.days = QSpinBox()
        self.days.setRange(1, MOST_DAYS)
        self.days.setKeyboardTracking(False)
        self.days.setSuffix(" days")
        self.days.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.days.setMinimumHeight(theme.current().px(30))
        self.days.setAccessibleName("So many days are recent")
        self.days.valueChanged.connect(self._mark)
        return self.days

    def follow(self) -> None:
        """Show what is chosen now."""
        sight = self._sights.sight
        for field, ticks in self.ticks.items():
            ticks.show_ticked(getattr(sight, field))
        self.period.show_period(sight.since, sight.until, sight.undated)
        for rule, tick in self.marks.items():
            words = meaning(rule, self._sights.days)
            tick.setText(words[:1].upper() + words[1:])
            with QSignalBlocker(tick):
                tick.setChecked(rule in self._sights.rules)
        with QSignalBlocker(self.days):
            self.days.setValue(self._sights.days)
        with QSignalBlocker(self.leave_out):
            self.leave_out.setChecked(not sight.dims)
        self.asking.show_question(self._sights.question)

    def _choose(self, field: str, keys: tuple[str, ...]) -> None:
        self._sights.look(replace(self._sights.sight, **{field: keys}))  # type: ignore[arg-type]  # a list of keys

    def _choose_period(self, since: str, until: str, undated: bool) -> None:
        self._sights.look(replace(self._sights.sight, since=since, until=until, undated=undated))

    def _mark(self, *_changed: object) -> None:
        self._sights.mark((rule for rule, tick in self.marks.items() if tick.isChecked()), self.days.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the map."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


def _heading(column: QVBoxLayout, words: str) -> None:
    column.addSpacing(theme.current().px(8))
    column.addWidget(PlainLabel(words, "heading"))
