"""Several things selected at once: which they are, and the way off the map for all of them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.entrylink import EntryLink
from app.inspector.desk import Desk
from app.inspector.removing import Removing
from app.plain import PlainLabel
from mapping.casemap import ChangeSet
from mapping.entries import Entry, Link
from mapping.wording import title_of


class SeveralSheet(QWidget):
    """A line for each thing selected."""

    def __init__(self, desk: Desk, identities: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._identities = desk, identities
        self.heading = PlainLabel(role="title")
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        self.removing = Removing(desk, self._there)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        column.addWidget(self.heading)
        column.addLayout(self.list)
        column.addWidget(self.removing)
        column.addStretch(1)
        self._show()

    def _there(self) -> tuple[str, ...]:
        return tuple(each for each in self._identities if self._desk.case.thing(each) is not None)

    def _show(self) -> None:
        desk = self._desk
        while (item := self.list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.heading.setText(f"{len(self._there())} things selected")
        for identity in self._there():
            thing = desk.case.thing(identity)
            if isinstance(thing, (Entry, Link)):
                kind = thing.kind if isinstance(thing, Entry) else ""
                link = EntryLink(kind, title_of(thing, desk.naming, desk.vocabulary))
                link.pressed.connect(lambda identity=identity: desk.session.select((identity,), None))
                self.list.addWidget(link)

    def told(self, _changes: ChangeSet) -> None:
        """Show what is so after an act."""
        self._show()
        self.removing.show_value()

    def finish(self) -> None:
        """Nothing is typed here."""

    def put_away(self) -> None:
        """Nothing is typed here."""
