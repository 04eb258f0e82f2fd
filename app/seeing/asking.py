"""What can be asked of the whole map: what remains without something, two accounts, the echo test, the loops."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.asked import Accounts, Echo, Question, Remains, Round
from app.combo import Combo
from app.plain import PlainLabel, tell
from app.seeing.choices import Pairs
from app.seeing.folds import DayField, Fold, Ticks, pressing
from app.ticks import Tick
from mapping.standing import Taken


class AskingForm(QWidget):
    """`asked` carries a question, or None where all of it was taken back."""

    asked = Signal(object)

    def __init__(self, sources: Pairs, agencies: Pairs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question: Question | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.without = self._without_form(sources)
        self.pair = self._pair_form(agencies)
        column.addWidget(self.without)
        column.addWidget(self.pair)
        self.pair.setVisible(len(agencies) > 1)
        self.echo = pressing("Echo test", lambda: self._turn(Echo()))
        self.round = pressing("Loops", self._next_round)
        tell(self.echo, "Which sources repeat one origin; nothing is weaker for having one witness")
        tell(self.round, "Where what a service did opened the next act, and who can break that; again: the next one")
        for button in (self.echo, self.round):
            button.setCheckable(True)
            column.addWidget(button)

    def _without_form(self, sources: Pairs) -> Fold:
        fold = Fold("What remains without …")
        self.disputed, self.but_children = Tick("All that is disputed"), Tick("Any words but the children’s own")
        self.before, self.sources = DayField("All before"), Ticks("A source", sources)
        self.sources.ticked.connect(self._take)
        self.before.settled.connect(self._take)
        for tick in (self.disputed, self.but_children):
            tick.clicked.connect(self._take)
        for widget in (self.sources, self.disputed, self.but_children, PlainLabel("All before", "muted"), self.before):
            fold.column.addWidget(widget)
        return fold

    def _pair_form(self, agencies: Pairs) -> Fold:
        fold = Fold("Two accounts side by side")
        self.first, self.second = Combo(), Combo()
        for combo, name in ((self.first, "One account"), (self.second, "The other account")):
            combo.setAccessibleName(name)
            for key, words in agencies:
                combo.addItem(words, key)
            fold.column.addWidget(PlainLabel(name, "muted"))
            fold.column.addWidget(combo)
        self.second.setCurrentIndex(min(1, len(agencies) - 1))
        fold.column.addWidget(pressing("Compare", self._compare))
        return fold

    def show_question(self, question: Question | None) -> None:
        """Show what is asked now."""
        self.question = question
        taken = question.taken if isinstance(question, Remains) else Taken()
        self.sources.show_ticked(taken.sources)
        self.before.show_day(taken.before)
        for button, on in (
            (self.disputed, taken.disputed), (self.but_children, taken.but_children),
            (self.echo, isinstance(question, Echo)), (self.round, isinstance(question, Round)),
        ):  # fmt: skip
            with QSignalBlocker(button):
                button.setChecked(on)
        self.round.setText("Next loop" if isinstance(question, Round) else self.round.accessibleName())
        self.without.say("asked" if taken != Taken() else "")
        self.pair.say("asked" if isinstance(question, Accounts) else "")

    def _take(self, *_ticked: object) -> None:
        taken = Taken(
            self.sources.keys, self.disputed.isChecked(), self.before.day or "", self.but_children.isChecked()
        )
        self.asked.emit(Remains(taken) if taken != Taken() else None)

    def _compare(self) -> None:
        self.asked.emit(Accounts(str(self.first.currentData()), str(self.second.currentData())))

    def _turn(self, question: Question) -> None:
        self.asked.emit(None if question == self.question else question)

    def _next_round(self) -> None:
        self.asked.emit(Round(self.question.at + 1 if isinstance(self.question, Round) else 0))
