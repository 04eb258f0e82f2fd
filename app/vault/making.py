"""Making a vault: what the program is for is told here, a passphrase is chosen, and the recovery code is shown once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app import theme
from app.display import DisplayLabel, Page, asked, row
from app.files import FileChooser
from app.folders import Wanted, objection
from app.plain import Button, PlainLabel
from app.work import Work
from storage.errors import VaultError
from storage.vault import Vault

SHORTEST = 12
"""The fewest characters of a passphrase that is taken here."""

_PURPOSE = (
    "Throughline maps one family’s case at a time: what the perpetrator does, what that does to family life and to the"
    " other parent’s care, what it does to each child, and what the other parent does to keep the children safe."
)
_VAULT = (
    "A vault is a folder on this computer that holds your cases, encrypted. Everything you do is saved in it at once."
    " Nothing is ever sent anywhere. A case leaves the vault only as a report that you make."
)
_ADVICE = (
    "Four or five words that have nothing to do with each other are strong and can be remembered. Leave out the names,"
    " birthdays, pets and places of the family, and your own: whoever wants to get in knows them. Use it nowhere else."
)
_ONLY_WAY = "Nobody can look it up or reset it. There are two ways in: this passphrase, and the code on the next page."
_CODE = (
    "Copy this code onto paper now. It opens the vault if the passphrase is lost, so keep it where you keep what"
    " nobody else may have: a locked drawer, the agency’s safe. Not beside this computer, and not in a photograph."
)
_ONCE = "It is shown this once and kept nowhere."


@dataclass(frozen=True, slots=True)
class Made:
    """A vault that was just made; `who` is what the worker is called in its record."""

    vault: Any
    folder: Path
    remember: bool
    who: str


class Making(QStackedWidget):
    """Three pages: purpose and place, passphrase, recovery code. `made` brings the open vault."""

    made = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place, self.passphrase = PlacePage(), PassphrasePage()
        self.recovery: RecoveryPage | None = None
        self._vault: Vault | None = None
        self._work = Work(self)
        self._work.busy_changed.connect(self.passphrase.be_busy)
        for page in (self.place, self.passphrase):
            self.addWidget(page)
        self.place.done.connect(lambda: self._turn_to(self.passphrase))
        self.place.cancelled.connect(self.cancelled)
        self.passphrase.back.connect(lambda: self._turn_to(self.place))
        self.passphrase.done.connect(self._make)

    def _turn_to(self, page: QWidget) -> None:
        self.setCurrentWidget(page)
        page.setFocus()

    def _make(self, passphrase: str) -> None:
        folder = self.place.folder
        self._work.start(lambda: Vault.create(folder, passphrase), self._show_code, self.passphrase.say, (VaultError,))

    def _show_code(self, made: tuple[Vault, str]) -> None:
        self._vault, code = made
        self.passphrase.forget()
        self.recovery = RecoveryPage(code)
        self.addWidget(self.recovery)
        self._turn_to(self.recovery)
        self.recovery.done.connect(self._finish)

    def _finish(self) -> None:
        if self.recovery is not None:
            self.recovery.forget()
        self.made.emit(Made(self._vault, self.place.folder, self.place.remember, self.place.who))


class PlacePage(Page):
    """What the program is for, who works with it, and where the vault will lie."""

    done = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(640)
        self._who, self._path, self._remember = QLineEdit(), QLineEdit(), QCheckBox("Use this vault next time")
        self._word = PlainLabel()
        for words, role in ((_PURPOSE, "body"), (_VAULT, "body")):
            self.column.addWidget(PlainLabel(words, role))
        self.column.insertWidget(0, DisplayLabel("A new vault", 28))
        self.gap(12)
        name = asked("Your name or initials", self._who, "Stands beside each act in the vault’s own record.")
        self._path.setText("~/Throughline vault")
        browse, go_on, cancel = Button("Choose a place"), Button("Go on", primary=True), Button("Cancel")
        where = "A new folder on this computer, not on a stick or a share."
        for question in (name, asked("Folder of the vault", self._path, where, browse)):
            self.column.addLayout(question)
        self._remember.setChecked(True)
        self.column.addWidget(self._remember)
        self.column.addWidget(self._word)
        self.column.addLayout(row(go_on, cancel))
        self._word.hide()
        browse.clicked.connect(self._browse)
        go_on.clicked.connect(self._go_on)
        self._path.returnPressed.connect(self._go_on)
        cancel.clicked.connect(self.cancelled)
        self.setFocusProxy(self._who)

    @property
    def folder(self) -> Path:
        """Where the vault will lie."""
        return Path(self._path.text().strip()).expanduser().absolute()

    @property
    def remember(self) -> bool:
        """Whether the program should look there when it starts."""
        return self._remember.isChecked()

    @property
    def who(self) -> str:
        """What the worker is called in the vault's record."""
        return self._who.text().strip()

    def _browse(self) -> None:
        chooser = FileChooser("Where shall the vault lie?", Wanted.NEW_FOLDER, "Choose", start=self.folder, parent=self)
        chooser.chosen.connect(lambda path: self._path.setText(str(path)))
        chooser.open()

    def _go_on(self) -> None:
        trouble = objection(self._path.text(), Wanted.NEW_FOLDER)
        if not self.who:
            trouble = "Type your name or initials first, so that the record can say who did what."
        self._word.setText(trouble)
        self._word.setVisible(bool(trouble))
        if not trouble:
            self.done.emit()


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
