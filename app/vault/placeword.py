"""A word on where a vault lies or is to lie, where there is one to say; it stands in nobody's way and knows no case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app import theme
from app.place import Concern, Place, concerns, look, warnings
from app.plain import PlainLabel
from app.work import Work

_PAUSE = 400
"""Milliseconds after the last letter of a path until its place is looked at."""


class PlaceWord(PlainLabel):
    """Hidden until it was told of a folder and there is something to say of it."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        everything: bool = False,
        looker: Callable[[Path], Place] = look,
    ) -> None:
        """With `everything` it says too what could not be told; `looker` looks at a folder."""
        super().__init__("", "body" if everything else "muted", parent)
        self._tell: Callable[[Place], tuple[Concern, ...]] = concerns if everything else warnings
        self._look, self._work = looker, Work(self)
        self._now: Path | None = None
        self._next: Path | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._go_on)
        self.setVisible(False)
        self.setAccessibleName("About this place")

    @property
    def told_of(self) -> Path | None:
        """The folder that what is said is about; None while one is looked at."""
        return None if self._work.busy or self._next is not None else self._now

    def look_at(self, folder: Path) -> None:
        """Look at a folder in a moment, beside the work, and say what there is to say; the last one told of counts."""
        self._next = folder
        self._pause.start()

    def dress(self) -> None:
        """Take on the theme as it is now, with some room above and below."""
        super().dress()
        room = theme.current().px(4)
        self.setContentsMargins(0, room, 0, room)

    def _go_on(self) -> None:
        folder, self._next = self._next, None
        if self._work.busy:
            self._next = folder
        elif folder is not None and folder != self._now:
            self._now = folder
            self._work.start(lambda: self._look(folder), self._say, self._keep_quiet, (OSError,))

    def _say(self, place: Place) -> None:
        words = "\n".join(str(each) for each in self._tell(place))
        self.setText(words)
        self.setAccessibleDescription(words)
        self.setVisible(bool(words))
        self._go_on()

    def _keep_quiet(self, _trouble: str) -> None:
        """What cannot be looked at is told of by whoever opens it."""
        self.setVisible(False)
        self._go_on()
