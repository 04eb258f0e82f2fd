"""Whether the picture is of the whole map or of what the map shows now; what that is, the sights know."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.report.form import ReleaseForm
from app.report.making import PICTURE
from app.session import Session
from app.sights import sights_of
from mapping.showing import Part, Standing


class Partly(QObject):
    """The box to tick under the forms of a file, where a picture is wanted and only a part of the map is shown."""

    def __init__(self, session: Session, form: ReleaseForm, parent: QObject) -> None:
        super().__init__(parent)
        self._sights, self._form = sights_of(session), form
        self._last: Part | None = None
        self._sights.changed.connect(self._follow)
        form.form_taken.connect(self._follow)
        form.partly.clicked.connect(lambda _on: form.copy_changed.emit())
        session.locking.connect(self._untick)
        self._follow()

    def _untick(self) -> None:
        self._form.partly.setChecked(False)

    @property
    def part(self) -> Part | None:
        """What of the map is to be drawn; None where that is all of it."""
        return self._sights.part if self._form.partly.isChecked() else None

    @property
    def standing(self) -> Standing:
        """How the map stands in the window."""
        return self._sights.standing()

    def _follow(self) -> None:
        """Offer what is shown now, and have the pages made anew where that is what they are made of."""
        sights, tick = self._sights, self._form.partly
        tick.setText(f"Only what the map shows now: {sights.part_text}")
        tick.setVisible(self._form.form == PICTURE and sights.part is not None)
        part = self.part
        if part != self._last:
            self._last = part
            if self._form.form == PICTURE:
                self._form.copy_changed.emit()
