"""After the recovery code opened the vault: the lost passphrase is replaced, and the code too, if the worker wants."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.display import DisplayLabel, Page, row
from app.guessing import GuessableError, require_good, words_of_cases
from app.opening import Told, rekeyed
from app.plain import Button, PlainLabel
from app.vault.passphrase import PassphrasePage
from app.vault.recoverycode import RecoveryPage
from app.work import Work
from app.worker import who_works
from storage.errors import VaultError
from storage.recovery import new_code
from storage.vault import Vault

_OPEN = "The recovery code has opened the vault. The old passphrase holds until you keep a new one."
_ABOUT = (
    "The new passphrase opens the vault from now on. The paper with the recovery code has been out of its place: if"
    " nobody else can have seen it, put it back. If somebody may have, make a new code now; the old one then opens"
    " neither this vault nor its backups."
)
_RENEWED = "The new code is in force. {}"


class Rescue(QStackedWidget):
    """Asks for a new passphrase, then about the code; `done` comes whether anything was changed or not."""

    done = Signal()

    def __init__(self, vault: Vault, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._work, self._reading = Work(self), Work(self)
        self.page = PassphrasePage("Keep the new passphrase", "Keep the old one", _OPEN)
        self.about = AboutCode()
        self.recovery: RecoveryPage | None = None
        for page in (self.page, self.about):
            self.addWidget(page)
        self._work.busy_changed.connect(self.page.be_busy)
        self.page.done.connect(self._change)
        self.page.back.connect(self.done)
        self.about.stays.connect(self.done)
        self.about.wants_new.connect(self._show_code)
        self.setFocusProxy(self.page)
        # Where the cases cannot be read now, they are read, or the reason is told, when the passphrase is changed.
        self._reading.start(lambda: words_of_cases(vault), self.page.know, lambda _why: None, (VaultError,))

    def _change(self, passphrase: str) -> None:
        vault = self._vault

        def change() -> Told:
            require_good(passphrase, words_of_cases(vault))
            vault.change_passphrase(passphrase, who=who_works(vault))
            return rekeyed(vault)

        self._work.start(change, self._ask_about_code, self.page.say, (VaultError, GuessableError))

    def _ask_about_code(self, told: Told) -> None:
        self.page.forget()
        self.about.say(told.words)
        self._turn_to(self.about)

    def _show_code(self) -> None:
        code = new_code()
        self.recovery = RecoveryPage(code, self._vault.mark, "Keep the new code")
        self.addWidget(self.recovery)
        self.recovery.done.connect(lambda: self._keep_code(code))
        self._turn_to(self.recovery)

    def _keep_code(self, code: str) -> None:
        """Put the code in force now that it is on paper."""
        vault = self._vault

        def keep() -> Told:
            vault.new_recovery_code(code=code, who=who_works(vault))
            return rekeyed(vault)

        self._work.start(keep, self._finish, self._refuse_code, (VaultError,))

    def _refuse_code(self, sentence: str) -> None:
        self.about.say(f"{sentence} The old code still holds; the new one does not.")
        self._turn_to(self.about)

    def _finish(self, told: Told) -> None:
        """Go on; where a backup still opens with the old code, after a word on that."""
        if self.recovery is not None:
            self.recovery.forget()
        if told.is_whole:
            self.done.emit()
            return
        self.about.end_with(_RENEWED.format(told.words))
        self._turn_to(self.about)

    def _turn_to(self, page: QWidget) -> None:
        self.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus()


class AboutCode(Page):
    """Whether the code on paper may stay as it is."""

    stays = Signal()
    wants_new = Signal()

    def __init__(self) -> None:
        super().__init__(560)
        self._about, self._word = PlainLabel(_ABOUT), PlainLabel()
        self._stays, self._new = Button("It goes back in its place", primary=True), Button("Make a new code")
        for part in (DisplayLabel("And the recovery code?", 28), self._about, self._word):
            self.column.addWidget(part)
        self.column.addLayout(row(self._stays, self._new))
        self._word.hide()
        self._stays.clicked.connect(self.stays)
        self._new.clicked.connect(self.wants_new)
        self.setFocusProxy(self._stays)

    def say(self, sentence: str) -> None:
        """Show why the code was not changed, or what became of the backups."""
        self._word.setText(sentence)
        self._word.setVisible(bool(sentence))

    def end_with(self, sentence: str) -> None:
        """Ask no more, say this, and go on."""
        self._about.hide()
        self._new.hide()
        self._stays.setText("Go on")
        self._stays.setAccessibleName("Go on")
        self.say(sentence)
