"""Until when a case is kept here, and on whose authority: two fields, set by hand; no figure is proposed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app import theme
from app.display import asked, row
from app.plain import Button, PlainLabel
from app.worker import who_works
from storage.errors import VaultError
from storage.keeping import Keeping
from storage.vault import Vault

_WORDS = (
    "When the day has come the list of cases says so. Nothing goes by itself: the case is handed back, or deleted, by"
    " hand."
)
_NO_DAY = "That is no day. Write it as year, month, day: 2031-05-01."
_NO_AUTHORITY = "Say by whose rule or decision, for whoever asks in some years."


class KeepingForm(QWidget):
    """The form for one case. `done` when it was set or taken back, `given_up` nothing."""

    done = Signal()
    given_up = Signal()

    def __init__(self, vault: Vault, case_id: str, parent: QWidget | None = None) -> None:
        """Raises VaultError where the case cannot be read."""
        super().__init__(parent)
        self._vault, self._case_id = vault, case_id
        self._until, self._authority, self._word = QLineEdit(), QLineEdit(), PlainLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(PlainLabel("How long this case is kept here", "heading"))
        column.addLayout(asked("Until", self._until, "Year, month, day: 2031-05-01."))
        column.addLayout(asked("By whose rule or decision", self._authority, "The agency’s table, a manager, a court."))
        for part in (PlainLabel(_WORDS, "muted"), self._word):
            column.addWidget(part)
        keep, clear, leave = Button("Keep this day", primary=True), Button("No day"), Button("Leave it as it is")
        column.addLayout(row(keep, clear, leave))
        self._fill(vault.kept_until(case_id), clear)
        keep.clicked.connect(self._keep)
        self._authority.returnPressed.connect(self._keep)
        self._until.returnPressed.connect(self._authority.setFocus)
        clear.clicked.connect(lambda: self._set(None))
        leave.clicked.connect(self.given_up)
        self._word.hide()
        self.setFocusProxy(self._until)

    def _fill(self, keeping: Keeping | None, clear: Button) -> None:
        clear.setVisible(keeping is not None)
        if keeping is not None:
            self._until.setText(keeping.until.isoformat())
            self._authority.setText(keeping.authority)

    def _keep(self) -> None:
        until, authority = _day(self._until.text()), self._authority.text().strip()
        if until is None or not authority:
            self._say(_NO_DAY if until is None else _NO_AUTHORITY)
            (self._until if until is None else self._authority).setFocus()
            return
        self._set(Keeping(until, authority))

    def _set(self, keeping: Keeping | None) -> None:
        try:
            self._vault.keep_until(self._case_id, keeping, who_works(self._vault))
        except VaultError as error:
            self._say(str(error))
            return
        self.done.emit()

    def _say(self, sentence: str) -> None:
        self._word.setText(sentence)
        self._word.show()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
