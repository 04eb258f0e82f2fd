"""Which parts of a report a copy has and in which order, and a team's named choices, which the vault keeps.

What a reader is not granted is not offered; it knows no case.
"""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app import theme
from app.combo import Combo
from app.flow import beside
from app.plain import Button, PlainLabel
from app.report.side import say
from app.worker import Settings
from exports.errors import ExportError
from exports.profile import LONGEST_NAME, Profile, profile_of, profile_text
from mapping.readers import OUT, audiences
from storage.errors import VaultError

KEPT = "report profiles"
_KEY = Qt.ItemDataRole.UserRole
_USUAL = "All parts, in their usual order"
_FIRST = ("handling",)
_NEVER = ("sharing", "wording")
WORDS = {
    "handling": "Front page", "statement": "The pattern in a paragraph", "people": "People and orders",
    "sessions": "Sessions", "pattern": "What he does", "other_relationships": "Other relationships",
    "as_parent": "As a parent", "family": "Family life before and now", "survivor": "What it does to the other parent",
    "children": "Each child", "pathways": "Pathways, as sentences", "efforts": "What the other parent does",
    "intersections": "Circumstances", "responses": "What services did", "incidents": "Incidents",
    "allegations": "Claims against each other", "engagements": "Work with him", "changes": "Evidence of change",
    "programmes": "Programmes", "views": "What each wants", "unknown": "What is not known", "risk": "Risk and danger",
    "goals": "What is expected", "actions": "Actions", "safety": "Worker safety", "timeline": "Timeline",
    "map": "The map", "sources": "Sources", "glossary": "Words", "method": "How it was made",
}  # fmt: skip


class Shelf:
    """The named choices of a vault; without one they are forgotten with the case."""

    def __init__(self, settings: Settings | None) -> None:
        self._settings = settings
        self._kept: Any = {}

    def all(self) -> dict[str, Profile]:
        """Every choice by its name; what cannot be read any more is passed over. Raises VaultError."""
        kept = self._settings.setting(KEPT) if self._settings is not None else self._kept
        found: dict[str, Profile] = {}
        for name, table in kept.items() if isinstance(kept, dict) else ():
            try:
                found[str(name)] = profile_of(table)
            except (ExportError, TypeError):
                continue
        return dict(sorted(found.items(), key=lambda pair: pair[0].casefold()))

    def keep(self, profile: Profile) -> None:
        """Keep a choice under its name, in place of the one before; raises VaultError."""
        self._put({**self.all(), profile.name: profile})

    def drop(self, name: str) -> None:
        """Forget a choice; raises VaultError."""
        self._put({each: profile for each, profile in self.all().items() if each != name})

    def _put(self, profiles: dict[str, Profile]) -> None:
        tables = {name: json.loads(profile_text(profile)) for name, profile in profiles.items()}
        self._kept = tables
        if self._settings is not None:
            self._settings.keep_setting(KEPT, tables)


class PartsList(QListWidget):
    """The parts in order, each ticked or not; Alt and the arrows move one."""

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Parts of the report")
        self.setAccessibleDescription("Space puts a part in or leaves it out; Alt and the arrow keys move it.")
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def move(self, way: int) -> None:  # type: ignore[override]
        """Move the part one up (-1) or down (1)."""
        row = self.currentRow()
        if row < 0 or not 0 <= row + way < self.count():
            return
        item = self.takeItem(row)
        self.insertItem(row + way, item)
        self.setCurrentRow(row + way)
        self.moved.emit()

    def keyPressEvent(self, event: Any) -> None:
        """Qt: Alt and an arrow move the part."""
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and Qt.Key(event.key()) in ways:
            self.move(ways[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


class PartsForm(QWidget):
    """Chooses the parts; `changed` when others are wanted, `taken` carries a kept choice that was picked."""

    changed = Signal()
    taken = Signal(object)

    def __init__(self, settings: Settings | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shelf = Shelf(settings)
        self.choices, self.list, self.name = Combo(), PartsList(), QLineEdit()
        self.word = PlainLabel(role="muted")
        self.up, self.down = Button("Up"), Button("Down")
        self.keep, self.drop = Button("Keep this choice"), Button("Forget it")
        self._audience, self._note = "", ("", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        self.choices.setAccessibleName("A choice that was kept")
        self.name.setAccessibleName("A name for this choice")
        self.name.setPlaceholderText("A name for this choice")
        self.name.setMaxLength(LONGEST_NAME)
        for widget in (self.choices, self.list, beside(self.up, self.down), self.name, beside(self.keep, self.drop)):
            column.addWidget(widget)
        column.addWidget(self.word)
        self.word.hide()
        self._wire()

    def _wire(self) -> None:
        self.up.clicked.connect(lambda: self.list.move(-1))
        self.down.clicked.connect(lambda: self.list.move(1))
        self.list.moved.connect(self.changed)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        self.choices.activated.connect(self._pick)
        self.keep.clicked.connect(self._keep)
        self.drop.clicked.connect(self._drop)

    def set_for(self, audience: str) -> None:
        """Offer the parts that this reader is granted, all of them, in their usual order."""
        self._audience = audience
        self.name.setText("")
        say(self.word, "")
        self._fill(())
        self._offer("")

    def know_note(self, note: str, contact: str) -> None:
        """What is kept with the choice besides."""
        self._note = (note, contact)

    @property
    def sections(self) -> tuple[str, ...]:
        """The parts in their order, empty for all in their usual order."""
        rows = [self.list.item(row) for row in range(self.list.count())]
        wanted = tuple(str(item.data(_KEY)) for item in rows if item.checkState() == Qt.CheckState.Checked)
        return () if wanted == self._granted() else wanted

    def _granted(self) -> tuple[str, ...]:
        if not self._audience:
            return ()
        audience = audiences()[self._audience]
        return tuple(key for key in WORDS if audience.section(key) != OUT and key not in _NEVER)

    def _fill(self, sections: tuple[str, ...]) -> None:
        granted = self._granted()
        chosen = [key for key in sections if key in granted] if sections else list(granted)
        self.list.blockSignals(True)
        self.list.clear()
        for key in (*chosen, *(each for each in granted if each not in chosen)):
            item = QListWidgetItem(WORDS[key])
            item.setData(_KEY, key)
            held = key in _FIRST
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags if held else flags | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in chosen or held else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setFixedHeight(theme.current().px(200))

    def _offer(self, name: str) -> None:
        self.choices.clear()
        self.choices.addItem(_USUAL)
        try:
            self.choices.addItems(list(self.shelf.all()))
        except VaultError as error:
            say(self.word, str(error))
        self.choices.setCurrentIndex(max(0, self.choices.findText(name) if name else 0))
        self.drop.setEnabled(self.choices.currentIndex() > 0)

    def _pick(self, row: int) -> None:
        self.drop.setEnabled(row > 0)
        try:
            profile = self.shelf.all().get(self.choices.itemText(row), Profile()) if row else Profile()
        except VaultError as error:
            say(self.word, str(error))
            return
        self.name.setText(profile.name)
        self._fill(profile.sections)
        self.taken.emit(profile)
        self.changed.emit()

    def _keep(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            say(self.word, "Give this choice a name first.")
            self.name.setFocus()
            return
        note, contact = self._note
        try:
            self.shelf.keep(Profile(name, self.sections, note, contact))
        except VaultError as error:
            say(self.word, str(error))
            return
        self._offer(name)
        say(self.word, f"Kept in this vault as “{name}”.")

    def _drop(self) -> None:
        try:
            self.shelf.drop(self.choices.currentText())
        except VaultError as error:
            say(self.word, str(error))
            return
        self._offer("")
        say(self.word, "Forgotten.")
