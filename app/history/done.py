"""What follows an erasure: older backups taken away if that was wanted, the record checked, the certificate offered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.certifying import certified
from app.display import row_of
from app.files import FileChooser
from app.folders import Wanted
from app.outfile import OutputError, write_whole
from app.plain import Button, PlainLabel
from app.work import Work
from exports.erasure import Certificate, Erasure
from exports.errors import ExportError
from storage.errors import VaultError
from storage.vault import Vault

_DONE = "Erased, as act {}."
_CHECKING = "The whole record of acts is being checked."
_SOUND = (
    "The record of acts was checked and holds together. The certificate says what is gone, why, and by whose decision."
)
_FAULTY = (
    "The record of acts was checked, and it does not hold together. The certificate says so. Tell whoever looks after"
    " this vault before you go on."
)
_LEFT = "{} older {} could not be deleted, or the second place is out of reach: the certificate says what is left."
_DELETED = "The older backups are deleted; a fresh one was made first."
_START = "certificate of erasure.pdf"
"""A name that says nothing of whom it is about."""


class DonePart(QWidget):
    """Says that it is done, and what is left to do; `left` when the worker has read it."""

    left = Signal()

    def __init__(
        self, vault: Vault, done: Erasure, *, older: bool, remark: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vault, self._erasure, self._older = vault, done, older
        self._work = Work(self)
        self.facts: Certificate | None = None
        self.word, self.backups = PlainLabel(_CHECKING), PlainLabel()
        self.save, self.delete_older = Button("Save the certificate…", primary=True), Button("Delete the older backups")
        self.close_button = Button("Back to the record")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(10))
        column.addWidget(PlainLabel(_DONE.format(done.act), "heading"))
        for sentence in (remark,) if remark else ():
            column.addWidget(PlainLabel(sentence))
        for part in (self.word, self.backups, row_of(self.save, self.delete_older, self.close_button)):
            column.addWidget(part)
        self.backups.hide()
        self.save.clicked.connect(self.ask_where)
        self.delete_older.clicked.connect(self.delete)
        self.close_button.clicked.connect(self.left)
        self._work.busy_changed.connect(self._be_busy)
        self.setFocusProxy(self.close_button)

    def begin(self) -> None:
        """Take the older backups away, if that was wanted, and have everything checked."""
        if self._older:
            self.delete()
        else:
            self._check()

    def delete(self) -> None:
        """Make a backup and take the older ones away, then check again."""
        self.say(self.backups, "A fresh backup is being made, and the older ones are being deleted.")
        self._work.start(self._vault.remove_older_backups, self._deleted, self._not_deleted, (VaultError,))

    def ask_where(self) -> None:
        """Ask where the certificate is to go."""
        chooser = FileChooser(
            "Where shall the certificate go?", Wanted.NEW_FILE, "Save it", start=Path.home() / _START,
            endings=(".pdf",), parent=self,
        )  # fmt: skip
        chooser.chosen.connect(self.write)
        chooser.open()

    def write(self, path: Path) -> None:
        """Write the certificate to a file."""
        from exports.certificate import certificate

        if self.facts is None:
            return
        try:
            write_whole(path, certificate(self.facts))
        except (ExportError, OutputError) as error:
            self.word.setText(str(error))
            return
        self.word.setText(f"Written: {path}")

    def say(self, label: PlainLabel, sentence: str) -> None:
        """Say something in its place."""
        label.setText(sentence)
        label.setVisible(bool(sentence))

    def _deleted(self, left: int) -> None:
        word = "copy" if left == 1 else "copies"
        self.say(self.backups, _LEFT.format(left, word) if left else _DELETED)
        self._older = False
        self.delete_older.setVisible(bool(left))
        self._check()

    def _not_deleted(self, sentence: str) -> None:
        self.say(self.backups, sentence)
        self._check()

    def _check(self) -> None:
        self.word.setText(_CHECKING)
        self._work.start(lambda: certified(self._vault, self._erasure), self._take, self.word.setText, (VaultError,))

    def _take(self, facts: Certificate) -> None:
        self.facts = facts
        self.word.setText(_SOUND if facts.sound else _FAULTY)
        self.save.setEnabled(True)

    def _be_busy(self, busy: bool) -> None:
        self.delete_older.setEnabled(not busy)
        self.save.setEnabled(not busy and self.facts is not None)
