"""Editors of references: chips for the people or cards that a field names, and a line to name another one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.chips import Chip
from app.flow import FlowBox
from app.inspector.desk import Surface
from app.inspector.editor import Editor
from app.picker import Offer, Picker
from mapping.entries import Entry
from mapping.fields import REFS, Field
from mapping.folding import folded
from mapping.wording import kind_title, title_of


class RefsEditor(Editor):
    """One entry or several, as chips; a chip leads to its entry, its cross takes it away."""

    def __init__(self, surface: Surface, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(surface, field, parent)
        self._many = field.shape.form == REFS
        self.box = FlowBox()
        self.picker = Picker(self._offers)
        self.picker.setPlaceholderText("add …" if self._many else "choose …")
        self.picker.picked.connect(self._take)
        self.column.addWidget(self.box)
        self.column.addWidget(self.picker)
        self.name_widget(self.picker)
        self._shown: tuple[tuple[str, str], ...] | None = None
        self.show_value()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids that the field names."""
        value = self.value
        if not value:
            return ()
        return value if isinstance(value, tuple) else (value,)

    def show_value(self) -> None:
        """A chip for each entry as it is called now."""
        if self.value is None:
            return
        named = tuple((identity, self._called(identity)) for identity in self.ids)
        if named != self._shown:
            self._shown = named
            self.box.clear()
            for identity, words in named:
                self.box.add(self._chip(identity, words))
        self.box.setVisible(bool(named))
        self.say_if_empty(not named)
        takes = self._many or not named or self.field.shape.required
        self.picker.setVisible(takes and not self.surface.desk.for_reading)
        self.picker.setPlaceholderText("add …" if self._many else ("change …" if named else "choose …"))

    def _chip(self, identity: str, words: str) -> Chip:
        may = (self._many or not self.field.shape.required) and not self.surface.desk.for_reading
        chip = Chip(words, removable=may)
        chip.button.setAccessibleName(f"{self.name}: {words}")
        chip.pressed.connect(lambda: self.surface.desk.session.select((identity,), None))
        chip.removed.connect(lambda: self._leave_out(identity))
        return chip

    def _called(self, identity: str) -> str:
        desk = self.surface.desk
        entry = desk.case.entry(identity)
        return title_of(entry, desk.naming, desk.vocabulary) if entry else "not on the map"

    def _offers(self, typed: str) -> Sequence[Offer]:
        """Entries of the kinds that may stand here, by any word of their title."""
        desk, wanted = self.surface.desk, folded(typed)
        found = []
        for entry in desk.case.ordered_entries:
            if self._may_be(entry) and entry.id not in self.ids:
                words = title_of(entry, desk.naming, desk.vocabulary)
                if wanted in folded(words) or wanted in folded(self._detail(entry)):
                    found.append(Offer(words, self._detail(entry), entry.id))
        return sorted(found, key=lambda offer: not folded(offer.label).startswith(wanted))[:60]

    def _may_be(self, entry: Entry) -> bool:
        kinds = self.field.shape.kinds
        if entry.id == self.surface.desk.identity:
            return False
        return entry.kind in kinds if kinds else entry.kind not in ("note", "session", "sharing")

    def _detail(self, entry: Entry) -> str:
        desk = self.surface.desk
        if entry.kind != "person":
            return kind_title(entry.kind, desk.naming, desk.vocabulary, entry)
        roles = getattr(entry, "roles", ())
        return ", ".join(desk.naming.fill(desk.vocabulary.term("role", role).short) for role in roles)

    def _take(self, identity: object) -> None:
        self.picker.clear()
        new = str(identity)
        if self.keep(**{self.field.name: (*self.ids, new) if self._many else new}):
            self.show_value()

    def _leave_out(self, identity: str) -> None:
        new = tuple(each for each in self.ids if each != identity)
        if self.keep(**{self.field.name: new if self._many else ""}):
            self.show_value()
            self.picker.setFocus()
