"""One matter on the page of care: its title, a sentence on what it is for, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.plain import PlainLabel
from app.work import Work
from storage.errors import VaultError
from storage.vault import Vault


class Section(QWidget):
    """A part of the page; each matter has one of its own, which puts its controls into `column`."""

    title = ""
    purpose = ""

    def __init__(self, vault: Vault, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.vault, self.work = vault, Work(self)
        self.word = PlainLabel(role="muted")
        """Where the outcome of an act is said."""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().px(10))
        self.column.addWidget(PlainLabel(self.title, "heading"))
        self.column.addWidget(PlainLabel(self.purpose, "muted"))
        self.word.setVisible(False)

    def say(self, sentence: str) -> None:
        """Say what came of an act, or nothing any more."""
        self.word.setText(sentence)
        self.word.setVisible(bool(sentence))


class Reading(QObject):
    """Asks the vault something beside the window and shows the answer; asked meanwhile, it asks once more then."""

    def __init__(
        self, owner: QObject, question: Callable[[], Any], show: Callable[[Any], None], failed: Callable[[str], None]
    ) -> None:
        super().__init__(owner)
        self._question, self._show, self._failed = question, show, failed
        self._work, self._stale = Work(self), False

    @property
    def busy(self) -> bool:
        """Whether the answer is not there yet."""
        return self._work.busy

    def ask(self) -> None:
        """Ask anew."""
        self._stale = self._work.busy
        self._work.start(self._question, self._land, self._failed, (VaultError,))

    def _land(self, answer: Any) -> None:
        self._show(answer)
        if self._stale:
            self.ask()
