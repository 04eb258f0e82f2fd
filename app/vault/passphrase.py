"""Choosing a passphrase: twice, with honest advice; it opens nothing and keeps nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from app.display import DisplayLabel, Page, asked, row
from app.plain import Button, PlainLabel

SHORTEST = 12
"""The fewest characters of a passphrase that is taken here."""

_ADVICE = (
    "Four or five words that have nothing to do with each other are strong and can be remembered. Leave out the names,"
    " birthdays, pets and places of the family, and your own: whoever wants to get in knows them. Use it nowhere else."
)
_ONLY_WAY = "Nobody can look it up or reset it. There are two ways in: this passphrase, and the code on the next page."


class PassphrasePage(Page):
    """The passphrase, twice, with honest advice."""

    done = Signal(str)
    back = Signal()

    def __init__(self, finish: str = "Make the vault", leave: str = "Back") -> None:
        super().__init__(560)
        self._finish_words = finish
        self._first, self._second = QLineEdit(), QLineEdit()
        self._word = PlainLabel()
        self._make, back, show = Button(finish, primary=True), Button(leave), Button("Show")
        self.column.addWidget(DisplayLabel("Choose a passphrase", 28))
        self.column.addWidget(PlainLabel(_ADVICE))
        self.column.addWidget(PlainLabel(_ONLY_WAY))
        self.gap(8)
        for name, field in (("Passphrase", self._first), ("The same once more", self._second)):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.textChanged.connect(self._judge)
            self.column.addLayout(asked(name, field))
        self.column.addWidget(self._word)
        self.column.addLayout(row(self._make, back, show))
        show.setCheckable(True)
        show.toggled.connect(self._reveal)
        self._make.clicked.connect(self._finish)
        self._first.returnPressed.connect(self._second.setFocus)
        self._second.returnPressed.connect(self._finish)
        back.clicked.connect(self.back)
        self.setFocusProxy(self._first)
        self._judge()

    def say(self, sentence: str) -> None:
        """Show why no vault was made."""
        self._word.setText(sentence)

    def be_busy(self, busy: bool) -> None:
        """While the key is made nothing may be changed."""
        self._make.setText("One moment" if busy else self._finish_words)
        for part in (self._make, self._first, self._second):
            part.setEnabled(not busy)

    def forget(self) -> None:
        """Take what was typed off the screen."""
        self._first.setText("")
        self._second.setText("")

    def _judge(self) -> None:
        first, second = self._first.text(), self._second.text()
        words = ""
        if first and len(first) < SHORTEST:
            words = f"Still short: {SHORTEST} characters at least, and more words are better."
        elif second and first != second:
            words = "The two are not the same yet."
        self._word.setText(words)
        self._make.setEnabled(len(first.strip()) >= SHORTEST and first == second)

    def _reveal(self, on: bool) -> None:
        for field in (self._first, self._second):
            field.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    def _finish(self) -> None:
        if self._make.isEnabled():
            self.done.emit(self._first.text())
