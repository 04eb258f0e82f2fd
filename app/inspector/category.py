"""The editor of a word of the catalogue: found by its words or its examples; a team's own word is kept as it is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.inspector.desk import Surface
from app.inspector.editor import EMPTY
from app.inspector.line import LineTyped
from app.inspector.note import Note
from app.picker import Offer, Picker
from mapping.fields import Field
from mapping.folding import folded, words_in
from mapping.vocabulary import Term

_EXAMPLES = 3
"""How many examples of a word are shown when the keyboard is in its field."""


class CategoryEditor(LineTyped):
    """One word of the kind's own list."""

    def __init__(self, surface: Surface, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(surface, field, parent)
        self.line = Picker(self._offers, own_words=True)
        self.line.setPlaceholderText("not said")
        self.column.addWidget(self.line)
        self.meaning = Note(self.column)
        self.name_widget(self.line)
        self.line.picked.connect(self._take)
        self.line.worded.connect(self._own)
        self._asked = self.help
        self.show_value()
        self.restore()
        self.watch_unseen()

    @property
    def _terms(self) -> tuple[Term, ...]:
        family = self.surface.family(self.field)
        return self.surface.desk.vocabulary.family(family) if family else ()

    def _label(self, term: Term) -> str:
        return self.surface.desk.naming.fill(term.short or term.label)

    def _offers(self, typed: str) -> list[Offer]:
        """The words that fit, those found by an example behind those found by name."""
        wanted = folded(typed)
        named, shown = [], []
        for term in self._terms:
            label = self._label(term)
            names = (folded(label), folded(self.surface.desk.naming.fill(term.label)), folded(term.key))
            if not wanted or any(wanted in name for name in names):
                named.append(Offer(label, "", term.key))
                continue
            example = next((each.text for each in term.examples if _in(wanted, each.text)), "")
            if example:
                shown.append(Offer(label, self.surface.desk.naming.fill(example), term.key))
        return [*named, *shown]

    def show_value(self) -> None:
        """The word as it is now, with what it means and a few examples."""
        value = self.value
        if value is None:
            return
        desk = self.surface.desk
        term = desk.vocabulary.term(self.surface.family(self.field), value) if value else None
        shown = desk.shown(self._label(term)) if term else ""
        if self.busy(shown):
            return
        self.line.setModified(False)
        self.line.setReadOnly(desk.for_reading)
        if self.line.text() != shown:
            self.line.setText(shown)
            self.line.setCursorPosition(0)
        self.meaning.say(desk.naming.fill(term.meaning) if term and term.known else "")
        self.help = self._examples(term) if term and term.examples else self._asked

    def _examples(self, term: Term) -> str:
        """A few examples of the word, to see whether it fits."""
        naming = self.surface.desk.naming
        return "For example: " + "; ".join(naming.fill(each.text) for each in term.examples[:_EXAMPLES]) + "."

    def _take(self, key: object) -> None:
        self.line.setModified(False)
        if key != self.value:
            self.keep(**{self.field.name: str(key)})
        self.show_value()

    def _own(self, words: str) -> None:
        """A word that is not in the list; a word of the list that was typed whole means that word."""
        if not self.line.isModified():
            return
        known = [term.key for term in self._terms if folded(self._label(term)) == folded(words)]
        new = known[0] if known else words
        if not new and self.field.shape.required:
            self.say(EMPTY)
        elif self.value is not None and new != self.value and not self.keep_line(**{self.field.name: new}):
            return
        self.line.setModified(False)
        self.show_value()

    def finish(self) -> None:
        """Keep a word that was typed and not entered."""
        if self.line.isModified():
            self._own(self.line.text().strip())


def _in(wanted: str, example: str) -> bool:
    return len(wanted) > 2 and any(word.startswith(wanted) for word in words_in(example))
