"""Changing what opens this vault and its backups: another passphrase, another recovery code, the sheet for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app import theme
from app.display import asked, row, row_of
from app.guessing import GuessableError, require_good, words_of_cases
from app.moments import now_here, said_day
from app.opening import FOUND, STILL, Told, behind_word, rekeyed
from app.plain import Button, PlainLabel
from app.safekeeper import NOTICE
from app.ticks import Tick
from app.vault.care.section import Reading, Section
from app.vault.passphrase import ADVICE, NewPassphrase
from app.vault.recoverycode import RecoveryCode
from app.work import Work
from app.worker import who_works
from storage.errors import VaultError
from storage.recovery import new_code
from storage.vault import Vault

_BEARS = "The recovery sheet of this vault is marked {}."
_CHANGED = "The new passphrase is in force. {}"
_RENEWED = "The new recovery code is in force. {} {}"
_SHRED = "Shred the old paper."
_KEEP = "Keep the old paper locked away until those open with the new one or are gone, then shred it."
_TOO = "Change the backups too"
_WHY_TOO = "If somebody may know the old one, it must open no backup either."
_UNDER_WAY = "The backups are being changed, one after the other."
_NONE_LEFT = "No backup within reach opens with an older passphrase or recovery code."
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
        self._looking = Reading(
            self, lambda: (vault.keys_found(), vault.copies_behind()), self._tell, lambda _why: None
        )
        self._change_it, self._renew_it = Button("Change the passphrase"), Button("Make a new recovery code")
        self._ways = row_of(self._change_it, self._renew_it)
        self._pressed = self._change_it
        self._found, self._behind, self._catch_up = PlainLabel(), PlainLabel(role="muted"), Button(_TOO)
        self._form: Form | RecoveryCode | None = None
        self.column.addWidget(PlainLabel(_BEARS.format(vault.mark)))
        for part in (self._found, self._ways, self.word, self._behind):
            self.column.addWidget(part)
        self.column.addWidget(self._catch_up, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._found, self._behind, self._catch_up):
            part.hide()
        self._change_it.clicked.connect(self.ask_passphrase)
        self._renew_it.clicked.connect(self.ask_code)
        self._catch_up.clicked.connect(self.change_backups)
        NOTICE.changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """Say whether what opens this vault was changed behind its back, and whether a backup opens otherwise."""
        self._looking.ask()

    def change_backups(self) -> None:
        """Let the backups open with what opens the vault now, and with nothing else."""
        if self.work.busy:
            return
        self.say(_UNDER_WAY)
        self.work.start(lambda: rekeyed(self.vault), self._changed_backups, self.say)

    def ask_passphrase(self) -> None:
        """Ask for the present passphrase and the new one."""
        form, vault = ChangeForm(), self.vault
        form.wants.connect(self._change)
        self._pressed = self._change_it
        self._open(form)
        self._reading.start(lambda: words_of_cases(vault), form.new.know, lambda _why: None, (VaultError,))

    def ask_code(self) -> None:
        """Ask for the present passphrase before a code is shown."""
        form = PresentForm("Show the new code")
        form.wants.connect(self._draw_code)
        self._pressed = self._renew_it
        self._open(form)

    def _change(self, present: str, passphrase: str, too: bool) -> None:
        vault = self.vault

        def change() -> Told:
            _require_known(vault, present)
            require_good(passphrase, words_of_cases(vault))
            vault.change_passphrase(passphrase, who=who_works(vault))
            return _copies_of(vault, too)

        self._start(change, lambda told: self._close(_CHANGED.format(told.words).strip()))

    def _draw_code(self, present: str, too: bool) -> None:
        vault = self.vault
        self._start(lambda: _require_known(vault, present), lambda _nothing: self._show_code(too))

    def _show_code(self, too: bool) -> None:
        code = new_code()
        shown = RecoveryCode(code, self.vault.mark, "Keep the new code")
        shown.done.connect(lambda: self._keep_code(code, too))
        self._open(shown)
        self.say(_CODE_FIRST)

    def _keep_code(self, code: str, too: bool) -> None:
        """Put the code in force now that it is on paper."""
        vault = self.vault

        def keep() -> Told:
            vault.new_recovery_code(code=code, who=who_works(vault))
            return _copies_of(vault, too)

        self.work.start(
            keep, self._kept_code, lambda sentence: self._close(_NOT_RENEWED.format(sentence)), (VaultError,)
        )

    def _kept_code(self, told: Told) -> None:
        words = _RENEWED.format(told.words, _SHRED if told.is_whole else _KEEP)
        self._close(" ".join(words.split()))

    def _changed_backups(self, told: Told) -> None:
        self.say(told.words or _NONE_LEFT)
        self._change_it.setFocus()  # the button that was pressed goes, if nothing is left to be done
        self.look()

    def _tell(self, found: tuple[datetime | None, int]) -> None:
        moment, number = found
        self._found.setText(FOUND.format(said_day(moment, now_here())) if moment else "")
        self._behind.setText(behind_word(number))
        self._found.setVisible(moment is not None)
        for part in (self._behind, self._catch_up):
            part.setVisible(bool(number))

    def _start(self, task: Callable[[], Any], done: Callable[[Any], None]) -> None:
        if self.work.busy:
            return
        self.say("")
        if isinstance(self._form, Form):
            self.work.busy_changed.connect(self._form.be_busy)
        self.work.start(task, done, self.say, (VaultError, GuessableError, NotYoursError))

    def _open(self, form: Form | RecoveryCode) -> None:
        """Put a form in the place of the buttons."""
        self._close("")
        self._form = form
        self.column.insertWidget(self.column.indexOf(self.word), form)
        self._ways.hide()
        if isinstance(form, Form):
            form.left.connect(self._leave)
        form.show()
        form.setFocus()

    def _leave(self) -> None:
        if not self.work.busy:
            self._close("")

    def _close(self, sentence: str) -> None:
        form, self._form = self._form, None
        self._ways.show()
        if form is not None:
            if form.isAncestorOf(self.window().focusWidget()):
                self._pressed.setFocus()
            form.hide()
            form.forget()
            form.deleteLater()
            self.look()
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
        self.too, self._finish_words = Tick(_TOO), finish
        self.too.setChecked(True)
        self.too.setAccessibleDescription(_WHY_TOO)
        self.leave.clicked.connect(self.left)
        self.setFocusProxy(self.present)

    def be_busy(self, busy: bool) -> None:
        """While a key is tried or made nothing may be changed; the keyboard stays where it is."""
        for field in self.findChildren(QLineEdit):
            field.setReadOnly(busy)
        self.finish.setText("One moment" if busy else self._finish_words)

    def forget(self) -> None:
        """Take what was typed off the screen."""
        self.present.setText("")

    def ask_about_backups(self) -> None:
        """Offer to change the backups too."""
        self.rows.addWidget(self.too)
        self.rows.addWidget(PlainLabel(_WHY_TOO, "muted"))


class PresentForm(Form):
    """Asks for the present passphrase alone."""

    wants = Signal(str, bool)

    def __init__(self, finish: str) -> None:
        super().__init__(finish)
        self.ask_about_backups()
        self.rows.addLayout(row(self.finish, self.leave))
        self.finish.clicked.connect(self._finish)
        self.present.returnPressed.connect(self._finish)

    def _finish(self) -> None:
        if self.present.text():
            self.wants.emit(self.present.text(), self.too.isChecked())


class ChangeForm(Form):
    """Asks for the present passphrase and twice for the new one."""

    wants = Signal(str, str, bool)

    def __init__(self) -> None:
        super().__init__("Keep the new passphrase")
        self.new = NewPassphrase("The new passphrase")
        show = Button("Show")
        show.setCheckable(True)
        show.toggled.connect(self.new.reveal)
        self.rows.addWidget(PlainLabel(ADVICE, "muted"))
        self.rows.addWidget(self.new)
        self.ask_about_backups()
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
            self.wants.emit(self.present.text(), self.new.text, self.too.isChecked())


def _copies_of(vault: Vault, too: bool) -> Told:
    return rekeyed(vault) if too else Told(STILL, is_whole=False)


def _require_known(vault: Vault, present: str) -> None:
    if not vault.opens_with(present):
        raise NotYoursError(_NOT_YOURS)
