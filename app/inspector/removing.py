"""Takes something off the map, after showing what goes with it; the question stands in the panel and blocks nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app import theme
from app.flow import beside
from app.inspector.desk import Desk
from app.plain import Button, PlainLabel
from mapping import commands
from mapping.casemap import ChangeSet
from mapping.entries import Entry, Link
from mapping.wording import kind_title, title_of

_NAMED = 6
"""How many things are named that go along; the others are counted."""


class Removing(QWidget):
    """A button, and behind it the question."""

    def __init__(self, desk: Desk, identities: Callable[[], tuple[str, ...]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._identities = desk, identities
        self.ask = Button("Take off the map…")
        self.ask.clicked.connect(self.show_question)
        self._panel: _Question | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.current().px(12), 0, 0)
        self._column.addWidget(beside(self.ask))
        if desk.for_reading:
            self.hide()

    @property
    def panel(self) -> _Question | None:
        """The question while it is open."""
        return self._panel

    def show_question(self) -> None:
        """Say what would go, and what would stay without it."""
        changes = self._desk.preview(commands.remove, *self._identities())
        self._panel = _Question(self._question(changes), "\n".join(self._lines(changes)))
        self._panel.yes.clicked.connect(self._remove)
        self._panel.no.clicked.connect(self.close_question)
        self._column.addWidget(self._panel)
        self.ask.hide()
        self._panel.no.setFocus()

    def close_question(self) -> None:
        """Keep everything."""
        self.show_value()
        self.ask.setFocus()

    def show_value(self) -> None:
        """What the question says may have changed: close it."""
        if self._panel is not None:
            self._column.removeWidget(self._panel)
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
            self.ask.show()

    def _question(self, changes: ChangeSet) -> str:
        gone = [change.thing for change in changes if change.after is None]
        along = len([thing for thing in gone if thing.id not in self._identities()])
        if not along:
            return "Take this off the map?"
        return f"Take this off the map? {'One thing goes' if along == 1 else f'{along} things go'} with it:"

    def _lines(self, changes: ChangeSet) -> list[str]:
        """What goes along, by name; then what stays and no longer names it."""
        desk = self._desk
        along = [change.thing for change in changes if change.after is None and change.id not in self._identities()]
        lines = []
        for thing in along[:_NAMED]:
            if isinstance(thing, Link):
                others = [each for each in (thing.from_id, thing.to_id) if each not in self._identities()]
                ends = (desk.case.entry(each) for each in others)
                names = [title_of(end, desk.naming, desk.vocabulary) for end in ends if end is not None]
                lines.append(f"–  the arrow: {' → '.join(names)}" if names else "–  the arrow between them")
            elif isinstance(thing, Entry):
                over = kind_title(thing.kind, desk.naming, desk.vocabulary, thing)
                lines.append(f"–  {over}: {title_of(thing, desk.naming, desk.vocabulary)}")
        if len(along) > _NAMED:
            lines.append(f"–  and {len(along) - _NAMED} more")
        stays = sum(change.after is not None for change in changes)
        if stays:
            lines.append(f"{stays} other {'card stays' if stays == 1 else 'cards stay'} and no longer name it.")
        return [*lines, "Undo brings everything back."]

    def _remove(self) -> None:
        sentence = self._desk.act(commands.remove, *self._identities())
        if sentence and self._panel is not None:
            self._panel.list.setText(sentence)
            self._panel.list.show()


class _Question(QFrame):
    """What goes along, and yes or no."""

    def __init__(self, question: str, lines: str) -> None:
        super().__init__()
        self.setObjectName("group")
        self.question, self.list = PlainLabel(question, "strong"), PlainLabel(lines)
        self.no, self.yes = Button("Keep it"), Button("Take it off", primary=True)  # as they stand: Tab goes so
        column = QVBoxLayout(self)
        for widget in (self.question, self.list, beside(self.no, self.yes)):
            column.addWidget(widget)
