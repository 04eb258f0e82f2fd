"""Choosing a passphrase: twice, with honest advice as it is typed; it opens nothing and keeps nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app import theme
from app.display import DisplayLabel, Page, asked, row
from app.guessing import Verdict, judge
from app.plain import Button, PlainLabel

ADVICE = (
    "Four or five words that have nothing to do with each other are strong and can be remembered. Leave out the names,"
    " birthdays, pets, schools and places of the family, and your own: whoever wants to get in knows them. Use it"
    " nowhere else. You may paste it in."
)
_ONLY_WAY = "Nobody can look it up or reset it. There are two ways in: this passphrase, and the recovery code on paper."
_NOT_THE_SAME = "The two are not the same yet."


class NewPassphrase(QWidget):
    """Two fields for a new passphrase and the sentence on it; `entered` comes when the Enter key ends the second."""

    changed = Signal()
    entered = Signal()

    def __init__(self, name: str = "Passphrase", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first, self._second = QLineEdit(), QLineEdit()
        self._case_words: frozenset[str] = frozenset()
        self._verdict = Verdict(refused=True)
        self._word = PlainLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        for words, field in ((name, self._first), ("The same once more", self._second)):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            column.addLayout(asked(words, field))
        column.addWidget(self._word)
        self._word.hide()
        self._first.textChanged.connect(self._judge)
        self._second.textChanged.connect(self._show)
        self._first.returnPressed.connect(self._second.setFocus)
        self._second.returnPressed.connect(self.entered)
        self.setFocusProxy(self._first)

    @property
    def text(self) -> str:
        """The passphrase that was typed."""
        return self._first.text()

    @property
    def is_ready(self) -> bool:
        """Whether it may be taken: not refused, and the same twice."""
        return not self._verdict.refused and self._first.text() == self._second.text()

    def know(self, case_words: frozenset[str]) -> None:
        """Learn the words that may not be in it, because they are in the cases."""
        self._case_words = case_words
        self._judge()

    def reveal(self, on: bool) -> None:
        """Show or hide what is typed."""
        for field in (self._first, self._second):
            field.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    def forget(self) -> None:
        """Take what was typed off the screen."""
        self._first.setText("")
        self._second.setText("")

    def say(self, sentence: str) -> None:
        """Say something in the place of the sentence on the passphrase."""
        self._word.setText(sentence)
        self._word.setVisible(bool(sentence))

    def _judge(self) -> None:
        self._verdict = judge(self._first.text(), self._case_words)
        self._show()

    def _show(self) -> None:
        """One sentence: what stands in the way before what is only advice."""
        differs = bool(self._second.text()) and self._first.text() != self._second.text()
        advice = "" if self._verdict.refused or not differs else _NOT_THE_SAME
        self.say(advice or self._verdict.sentence)
        self.changed.emit()


class PassphrasePage(Page):
    """The passphrase, twice, with honest advice."""

    done = Signal(str)
    back = Signal()

    def __init__(self, finish: str = "Make the vault", leave: str = "Back", about: str = _ONLY_WAY) -> None:
        super().__init__(560)
        self._finish_words, self._busy = finish, False
        self.new = NewPassphrase()
        self._make, self._back, show = Button(finish, primary=True), Button(leave), Button("Show")
        self.column.addWidget(DisplayLabel("Choose a passphrase", 28))
        self.column.addWidget(PlainLabel(about))
        self.column.addWidget(PlainLabel(ADVICE))
        self.gap(8)
        self.column.addWidget(self.new)
        self.column.addLayout(row(self._make, self._back, show))
        show.setCheckable(True)
        show.toggled.connect(self.new.reveal)
        self._make.clicked.connect(self._finish)
        self.new.changed.connect(self._allow)
        self.new.entered.connect(self._finish)
        self._back.clicked.connect(self.back)
        self.setFocusProxy(self.new)
        self._allow()

    def know(self, case_words: frozenset[str]) -> None:
        """Learn the words that may not be in it, because they are in the cases."""
        self.new.know(case_words)

    def say(self, sentence: str) -> None:
        """Show why it was not taken."""
        self.new.say(sentence)

    def be_busy(self, busy: bool) -> None:
        """While the key is made nothing may be changed."""
        self._busy = busy
        self._make.setText("One moment" if busy else self._finish_words)
        for part in (self.new, self._back):
            part.setEnabled(not busy)
        self._allow()

    def forget(self) -> None:
        """Take what was typed off the screen."""
        self.new.forget()

    def _allow(self) -> None:
        self._make.setEnabled(self.new.is_ready and not self._busy)

    def _finish(self) -> None:
        if self._make.isEnabled():
            self.done.emit(self.new.text)
