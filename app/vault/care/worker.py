"""The name that stands beside each act in the record: who works in this vault, as they say themselves."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.display import asked, row
from app.plain import Button
from app.vault.care.section import Section
from app.worker import name_worker, who_works
from storage.errors import VaultError
from storage.vault import Vault

ACT = "worker"
"""What the record calls it when another name is given."""
_LONGEST = 80
_HELP = "What was done before keeps the name it was done under. A name is typed, not proven."
_NEEDED = "Write a name first: whoever reads the record must know whom to ask."
_KEPT = "From now on your acts are recorded under this name."


class WorkerSection(Section):
    """One line, and a button; `kept` when a name was."""

    kept = Signal()

    title = "Your name in the record"
    purpose = "It stands beside each act in the history of a case, and on certificates."

    def __init__(self, vault: Vault, parent: QWidget | None = None) -> None:
        super().__init__(vault, parent)
        self.name, self.keep = QLineEdit(), Button("Keep this name")
        self.name.setMaxLength(_LONGEST)
        self.column.addLayout(asked("Who works here?", self.name, _HELP))
        self.column.addLayout(row(self.keep))
        self.column.addWidget(self.word)
        self.keep.clicked.connect(self.keep_name)
        self.name.returnPressed.connect(self.keep_name)
        try:
            self.name.setText(who_works(vault))
        except VaultError as error:
            self.say(str(error))

    def keep_name(self) -> None:
        """Keep the name; that another one was given is recorded under the old one."""
        name = " ".join(self.name.text().split())
        if not name:
            self.say(_NEEDED)
            return
        try:
            before = who_works(self.vault)
            if name != before:
                self.vault.beside(None, ACT, before, lambda *_act: None)
                name_worker(self.vault, name)
        except VaultError as error:
            self.say(str(error))
            return
        self.say(_KEPT)
        self.kept.emit()
