"""The recovery code on the screen, once, and the proof that it is on paper; what it opens is not known here."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app import theme
from app.display import DisplayLabel, Page, asked, row
from app.plain import Button, PlainLabel
from app.vault.sheet import save_sheet

_CODE = (
    "Put this code on paper now. It opens the vault if the passphrase is lost, so give the paper to the agency’s safe,"
    " or to another locked place out of the family’s reach. Not at home, not with this computer, not in a photograph."
)
_ONCE = "It is shown this once and kept nowhere. The last character of each group checks the four before it."
_BACK = "To be sure that the paper is right, type two groups back from it."
_WRONG = "That is not what the code says. Show it again and compare the paper, group by group."
_IN_A_LINE = 4


class RecoveryCode(QWidget):
    """A code, and the sheet to print it on; then two of its groups are asked for, so that the paper is right."""

    done = Signal()

    def __init__(self, code: str, mark: str, finish: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups, self._mark, self._finish_words = code.split("-"), mark, finish
        self._asked = sorted(secrets.SystemRandom().sample(range(len(self._groups)), 2))
        self._shown, self._test = QWidget(), QWidget()
        self.code = CodeLabel(_in_lines(self._groups))
        self._fields = [QLineEdit() for _ in self._asked]
        self._word, self._saved = PlainLabel(), PlainLabel()
        column = _tight_column(self)
        for part in (self._shown, self._test):
            column.addWidget(part)
        self._fill_shown()
        self._fill_test()
        self._test.hide()

    def forget(self) -> None:
        """Take the code off the screen."""
        self.code.setText("")
        self._groups = [""] * len(self._groups)
        for field in self._fields:
            field.setText("")

    def save(self) -> None:
        """Ask where the sheet to print is to go."""
        save_sheet("-".join(self._groups), self._mark, self, self._say_saved)

    def _say_saved(self, sentence: str) -> None:
        self._saved.setText(sentence)
        self._saved.setVisible(bool(sentence))

    def _fill_shown(self) -> None:
        column = _tight_column(self._shown)
        on_paper, sheet = Button("It is on paper", primary=True), Button("Save a sheet to print")
        on_paper.clicked.connect(lambda: self._turn(asking=True))
        sheet.clicked.connect(self.save)
        column.addWidget(PlainLabel(_CODE))
        column.addSpacing(theme.current().px(12))
        column.addWidget(self.code)
        column.addSpacing(theme.current().px(12))
        column.addWidget(PlainLabel(_ONCE, "muted"))
        column.addWidget(self._saved)
        self._saved.hide()
        column.addLayout(row(on_paper, sheet))
        self.setFocusProxy(on_paper)

    def _fill_test(self) -> None:
        column = _tight_column(self._test)
        column.addWidget(PlainLabel(_BACK))
        for number, field in zip(self._asked, self._fields, strict=True):
            field.setMaximumWidth(theme.current().px(140))
            column.addLayout(asked(f"Group {number + 1} of {len(self._groups)}", field))
        done, again = Button(self._finish_words, primary=True), Button("Show the code again")
        done.clicked.connect(self._compare)
        again.clicked.connect(lambda: self._turn(asking=False))
        self._fields[0].returnPressed.connect(self._fields[-1].setFocus)
        self._fields[-1].returnPressed.connect(self._compare)
        column.addWidget(self._word)
        column.addLayout(row(done, again))

    def _turn(self, *, asking: bool) -> None:
        self._shown.setVisible(not asking)
        self._test.setVisible(asking)
        self._word.setText("")
        if asking:
            self._fields[0].setFocus()

    def _compare(self) -> None:
        wanted = [self._groups[number] for number in self._asked]
        if [_as_read(field.text()) for field in self._fields] == wanted:
            self.done.emit()
        else:
            self._word.setText(_WRONG)


class RecoveryPage(Page):
    """The recovery code on a page of its own."""

    done = Signal()

    def __init__(self, code: str, mark: str = "", finish: str = "Open the vault") -> None:
        super().__init__(640)
        self.part = RecoveryCode(code, mark, finish)
        self.column.addWidget(DisplayLabel("Your recovery code", 28))
        self.column.addWidget(self.part)
        self.part.done.connect(self.done)
        self.setFocusProxy(self.part)

    def forget(self) -> None:
        """Take the code off the screen."""
        self.part.forget()


class CodeLabel(DisplayLabel):
    """A code in type of one width, so that its groups stand in columns and can be compared."""

    def __init__(self, text: str) -> None:
        super().__init__(text, 26)

    def dress(self) -> None:
        """Take on the theme as it is now, in type of one width."""
        super().dress()
        font = self.font()
        font.setFamily(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family())
        self.setFont(font)


def _tight_column(owner: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.current().px(12))
    return column


def _in_lines(groups: list[str]) -> str:
    starts = range(0, len(groups), _IN_A_LINE)
    return "\n".join("  ".join(groups[start : start + _IN_A_LINE]) for start in starts)


def _as_read(text: str) -> str:
    """Letters that look like numbers are those numbers, as in the code itself."""
    return text.strip().upper().replace("O", "0").replace("I", "1").replace("L", "1")
