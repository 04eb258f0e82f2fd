"""Changing what opens this vault: another passphrase, another recovery code, and the sheet to print it on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app import theme
from app.display import asked, row, row_of
from app.guessing import GuessableError, require_good, words_of_cases
from app.plain import Button, PlainLabel
from app.vault.care.section import Section
from app.vault.passphrase import ADVICE, NewPassphrase
from app.vault.recoverycode import RecoveryCode
from app.work import Work
from app.worker import who_works
from storage.errors import VaultError
from storage.recovery import new_code
from storage.vault import Vault

_BEARS = "The recovery sheet of this vault is marked {}."
_CHANGED = "The new passphrase is in force. The backups made before still open with the old one."
_RENEWED = (
    "The new recovery code is in force. The old paper no longer opens this vault, but it still opens the backups from"
    " before: keep it locked away until those are gone, then shred it."
)
_NOT_RENEWED = "{} The old recovery code still holds; the new one does not."
_NOT_YOURS = "That is neither the passphrase nor the recovery code of this vault. Nothing was changed."
_CODE_FIRST = "The new code counts once two of its groups have been typed back from the paper; until then the old one."


class NotYoursError(Exception):
    """What was typed does not open the vault."""


class PassphraseSection(Section):
    """Both changes ask first for what opens the vault now: a computer left open is not enough."""

    title = "Passphrase and recovery"
    purpose = "Two things open this vault: the passphrase, and the recovery code on paper in the agency’s safe."

    def __init__(self, vault: Vault, parent: QWidget | None = None) -> None:
        super().__init__(vault, parent)
        self._reading = Work(self)
        change, renew = Button("Change the passphrase"), Button("Make a new recovery code")
        self._ways = row_of(change, renew)
        self._form: Form | RecoveryCode | None = None
        self.column.addWidget(PlainLabel(_BEARS.format(vault.mark)))
        for part in (self._ways, self.word):
            self.column.addWidget(part)
        change.clicked.connect(self.ask_passphrase)
        renew.clicked.connect(self.ask_code)

    def ask_passphrase(self) -> None:
        """Ask for the present passphrase and the new one."""
        form, vault = ChangeForm(), self.vault
        form.wants.connect(self._change)
        self._open(form)
        self._reading.start(lambda: words_of_cases(vault), form.new.know, lambda _why: None, (VaultError,))

    def ask_code(self) -> None:
        """Ask for the present passphrase before a code is shown."""
        form = PresentForm("Show the new code")
        form.wants.connect(self._draw_code)
        self._open(form)

    def _change(self, present: str, passphrase: str) -> None:
        vault = self.vault

        def change() -> None:
            _require_known(vault, present)
            require_good(passphrase, words_of_cases(vault))
            vault.change_passphrase(passphrase, who=who_works(vault))

        self._start(change, lambda: self._close(_CHANGED))

    def _draw_code(self, present: str) -> None:
        vault = self.vault
        self._start(lambda: _require_known(vault, present), self._show_code)

    def _show_code(self) -> None:
        code = new_code()
        shown = RecoveryCode(code, self.vault.mark, "Keep the new code")
        shown.done.connect(lambda: self._keep_code(code))
        self._open(shown)
        self.say(_CODE_FIRST)

    def _keep_code(self, code: str) -> None:
        """Put the code in force now that it is on paper."""
        vault = self.vault
        self.work.start(
            lambda: vault.new_recovery_code(code=code, who=who_works(vault)),
            lambda _code: self._close(_RENEWED),
            lambda sentence: self._close(_NOT_RENEWED.format(sentence)),
            (VaultError,),
        )

    def _start(self, task: Callable[[], None], done: Callable[[], None]) -> None:
        self.say("")
        if isinstance(self._form, Form):
            self.work.busy_changed.connect(self._form.be_busy)
        self.work.start(task, lambda _nothing: done(), self.say, (VaultError, GuessableError, NotYoursError))

    def _open(self, form: Form | RecoveryCode) -> None:
        """Put a form in the place of the buttons."""
        self._close("")
        self._form = form
        self.column.insertWidget(self.column.indexOf(self.word), form)
        self._ways.hide()
        if isinstance(form, Form):
            form.left.connect(lambda: self._close(""))
        form.show()
        form.setFocus()

    def _close(self, sentence: str) -> None:
        form, self._form = self._form, None
        if form is not None:
            form.hide()
            form.forget()
            form.deleteLater()
        self._ways.show()
        self.say(sentence)


class Form(QWidget):
    """The present passphrase, what else is asked, and two buttons."""

    left = Signal()

    def __init__(self, finish: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.present = QLineEdit()
        self.present.setEchoMode(QLineEdit.EchoMode.Password)
        self.finish, self.leave = Button(finish, primary=True), Button("Leave it as it is")
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(theme.current().px(12))
        words = "If it is lost, the recovery code will do."
        self.rows.addLayout(asked("The present passphrase", self.present, words))
        self.leave.clicked.connect(self.left)
        self.setFocusProxy(self.present)

    def be_busy(self, busy: bool) -> None:
        """While a key is tried or made nothing may be changed."""
        self.setEnabled(not busy)

    def forget(self) -> None:
        """Take what was typed off the screen."""
        self.present.setText("")


class PresentForm(Form):
    """Asks for the present passphrase alone."""

    wants = Signal(str)

    def __init__(self, finish: str) -> None:
        super().__init__(finish)
        self.rows.addLayout(row(self.finish, self.leave))
        self.finish.clicked.connect(self._finish)
        self.present.returnPressed.connect(self._finish)

    def _finish(self) -> None:
        if self.present.text():
            self.wants.emit(self.present.text())


class ChangeForm(Form):
    """Asks for the present passphrase and twice for the new one."""

    wants = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("Keep the new passphrase")
        self.new = NewPassphrase("The new passphrase")
        show = Button("Show")
        show.setCheckable(True)
        show.toggled.connect(self.new.reveal)
        self.rows.addWidget(PlainLabel(ADVICE, "muted"))
        self.rows.addWidget(self.new)
        self.rows.addLayout(row(self.finish, self.leave, show))
        self.new.changed.connect(self._allow)
        self.present.textChanged.connect(self._allow)
        self.new.entered.connect(self._finish)
        self.finish.clicked.connect(self._finish)
        self._allow()

    def forget(self) -> None:
        """Take what was typed off the screen."""
        super().forget()
        self.new.forget()

    def _allow(self) -> None:
        self.finish.setEnabled(self.new.is_ready and bool(self.present.text()))

    def _finish(self) -> None:
        if self.finish.isEnabled():
            self.wants.emit(self.present.text(), self.new.text)


def _require_known(vault: Vault, present: str) -> None:
    if not vault.opens_with(present):
        raise NotYoursError(_NOT_YOURS)
