"""After the recovery code opened the vault: the lost passphrase is replaced, if the worker wants that."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.vault.passphrase import PassphrasePage
from app.work import Work
from storage.errors import VaultError
from storage.vault import Vault


class Rescue(QWidget):
    """Asks for a new passphrase; `done` comes whether one was chosen or not."""

    done = Signal()

    def __init__(self, vault: Vault, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._work = Work(self)
        self.page = PassphrasePage("Keep the new passphrase", "Keep the old one")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self._work.busy_changed.connect(self.page.be_busy)
        self.page.done.connect(self._change)
        self.page.back.connect(self.done)
        self.setFocusProxy(self.page)

    def _change(self, passphrase: str) -> None:
        self._work.start(
            lambda: self._vault.change_passphrase(passphrase),
            lambda _nothing: self._finish(),
            self.page.say,
            (VaultError,),
        )

    def _finish(self) -> None:
        self.page.forget()
        self.done.emit()
