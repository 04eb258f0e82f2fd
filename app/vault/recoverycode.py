"""The recovery code on the screen, once, and the proof that it is on paper; what it opens is not known here."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app import theme
from app.display import DisplayLabel, Page, asked, row
from app.plain import Button, PlainLabel

_CODE = (
    "Copy this code onto paper now. It opens the vault if the passphrase is lost, so keep it where you keep what"
    " nobody else may have: a locked drawer, the agency’s safe. Not beside this computer, and not in a photograph."
)
_ONCE = "It is shown this once and kept nowhere."


class RecoveryPage(Page):
    """The recovery code, once; then two of its groups are asked for, so that the paper is known to be right."""

    done = Signal()

    def __init__(self, code: str) -> None:
        super().__init__(640)
        self._groups = code.split("-")
        self._asked = sorted(secrets.SystemRandom().sample(range(len(self._groups) - 1), 2))
        self._shown, self._test = QWidget(), QWidget()
        self._code = CodeLabel(_in_two_lines(self._groups))
        self._fields = [QLineEdit() for _ in self._asked]
        self._word = PlainLabel()
        self.column.addWidget(DisplayLabel("Your recovery code", 28))
        for part in (self._shown, self._test):
            self.column.addWidget(part)
        self._fill_shown()
        self._fill_test()
        self._test.hide()

    def forget(self) -> None:
        """Take the code off the screen."""
        self._code.setText("")

    def _fill_shown(self) -> None:
        column = _tight_column(self._shown)
        on_paper = Button("It is on paper", primary=True)
        on_paper.clicked.connect(lambda: self._turn(asking=True))
        column.addWidget(PlainLabel(_CODE))
        column.addSpacing(theme.current().px(12))
        column.addWidget(self._code)
        column.addSpacing(theme.current().px(12))
        column.addWidget(PlainLabel(_ONCE, "muted"))
        column.addLayout(row(on_paper))
        self.setFocusProxy(on_paper)

    def _fill_test(self) -> None:
        column = _tight_column(self._test)
        column.addWidget(PlainLabel("To be sure that the paper is right, type two groups back from it."))
        for number, field in zip(self._asked, self._fields, strict=True):
            field.setMaximumWidth(theme.current().px(140))
            column.addLayout(asked(f"Group {number + 1} of {len(self._groups)}", field))
        done, again = Button("Open the vault", primary=True), Button("Show the code again")
        done.clicked.connect(self._compare)
        again.clicked.connect(lambda: self._turn(asking=False))
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
            self._word.setText("That is not what the code says. Show it again and compare the paper, group by group.")


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


def _in_two_lines(groups: list[str]) -> str:
    half = (len(groups) + 1) // 2
    return "  ".join(groups[:half]) + "\n" + "  ".join(groups[half:])


def _as_read(text: str) -> str:
    """Letters that look like numbers are those numbers, as in the code itself."""
    return text.strip().upper().replace("O", "0").replace("I", "1").replace("L", "1")
