"""The line under a page that leads from the passage at the caret to the card that quotes it; it does no act.

Its place is kept while it names nothing: the page above it must not change its height under the hand that selects.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.actions import keys_of
from app.entrylink import EntryLink
from mapping.entries import Entry, Link
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary
from mapping.wording import title_of


class TieLine(QWidget):
    """Names one card, or nothing; `pressed` when it is to be gone to."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._link: EntryLink | None = None
        self._shown: tuple[str, str] = ("", "")
        self.dress()
        theme.NOTICE.changed.connect(self.dress)

    def dress(self) -> None:
        """Keep as much room as a line of the theme as it is now."""
        look = theme.current()
        self.setMinimumHeight(max(look.px(24), QFontMetrics(look.font("body")).height() + look.px(6)))

    def show_thing(self, thing: object, naming: Naming) -> None:
        """Name a card or arrow; anything else is nothing."""
        found = thing if isinstance(thing, Entry | Link) else None
        called = title_of(found, naming, load_vocabulary()) if found is not None else ""
        kind = found.kind if isinstance(found, Entry) else ""
        if (kind, called) == self._shown:
            return
        self._shown = (kind, called)
        link, self._link = self._link, None
        if link is not None:
            self._column.removeWidget(link)
            link.hide()
            link.deleteLater()
        if called:
            self._link = EntryLink(kind, called, f"on the map ({keys_of('tie')})")
            self._link.pressed.connect(self.pressed)
            self._column.addWidget(self._link)
