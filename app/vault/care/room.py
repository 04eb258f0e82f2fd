"""Care of this vault: one page with a section for each matter; it does none of it itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.display import DisplayLabel, Page, row_of
from app.plain import Button
from app.vault.care.backups import BackupsSection
from app.vault.care.locking import LockingSection
from app.vault.care.passphrase import PassphraseSection
from app.vault.care.place import PlaceSection
from app.vault.care.record import RecordSection
from app.vault.care.section import Section
from app.vault.care.worker import WorkerSection
from storage.vault import Vault


class CareRoom(Page):
    """The sections below each other; `left` goes back to the cases."""

    left = Signal()
    share_above = 0.04

    def __init__(self, vault: Vault, parent: QWidget | None = None) -> None:
        super().__init__(720, parent)
        back = Button("Back to the cases")
        back.clicked.connect(self.left)
        worker, record = WorkerSection(vault), RecordSection(vault)
        worker.kept.connect(record.look)
        self.sections: list[Section] = [
            *(PassphraseSection(vault), BackupsSection(vault), LockingSection(vault), PlaceSection(vault)),
            *(worker, record),
        ]
        """In the order in which they stand on the page."""
        self.column.addWidget(DisplayLabel("Care of this vault", 28))
        self.column.addWidget(row_of(back))
        for section in self.sections:
            self.gap(20)
            self.column.addWidget(section)
        self.setFocusProxy(back)
