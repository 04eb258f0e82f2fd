"""Editors of choices: one of a list, several of a list, yes or no, and who may or may not see something."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from app import theme
from app.chips import ChipButton
from app.combo import Combo
from app.flow import FlowBox
from app.inspector.desk import Surface
from app.inspector.editor import NOT_SAID, Editor
from app.plain import PlainLabel, tell
from app.unseen import visible
from mapping.fields import Field
from mapping.vocabulary import Term

_FEW = 5
"""Up to so many chips are all shown; of more, those that are ticked."""


class ChoiceEditor(Editor):
    """One key of a list, in plain words; the first line is "not said" where that may be."""

    def __init__(self, surface: Surface, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(surface, field, parent)
        self.combo = Combo()
        self.column.addWidget(self.combo)
        self.name_widget(self.combo)
        self._fill()
        self.combo.setEnabled(not surface.desk.for_reading)
        self.combo.activated.connect(self._chosen)
        self.show_value()

    def _fill(self) -> None:
        desk = self.surface.desk
        family = self.surface.family(self.field)
        if not self.field.shape.required:
            self.combo.addItem(NOT_SAID, "")
        for key in self.field.shape.choices:
            term = desk.vocabulary.term(family, key)
            self.combo.addItem(visible(desk.naming.fill(term.label)), key)
            if term.meaning:
                meaning = desk.naming.fill(term.meaning)
                self.combo.setItemData(self.combo.count() - 1, visible(meaning), Qt.ItemDataRole.ToolTipRole)

    def show_value(self) -> None:
        """Choose what is so now; a key that is not in the list is added as it is."""
        value = self.value
        if value is None:
            return
        place = self.combo.findData(value)
        if place < 0:
            self.combo.addItem(visible(value) or NOT_SAID, value)
            place = self.combo.count() - 1
        self.combo.setCurrentIndex(place)

    def _chosen(self, place: int) -> None:
        key = self.combo.itemData(place)
        if key != self.value and not self.keep(**{self.field.name: key}):
            self.show_value()


class FlagEditor(Editor):
    """Yes, no, or not said."""

    _ANSWERS = ((True, "yes"), (False, "no"), (None, "not_said"))

    def __init__(self, surface: Surface, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(surface, field, parent)
        box = FlowBox()
        self.answers: dict[bool | None, ChipButton] = {}
        for answer, key in self._ANSWERS:
            button = ChipButton(surface.desk.vocabulary.label("yes_no", key), tick=True)
            button.setAccessibleName(f"{self.name} {button.words}")
            button.clicked.connect(lambda _=False, answer=answer: self._chosen(answer))
            button.setEnabled(not surface.desk.for_reading)
            self.answers[answer] = button
            box.add(button)
        self.column.addWidget(box)
        self.setFocusProxy(self.answers[True])
        self.show_value()

    def show_value(self) -> None:
        """Tick what is so now."""
        value = getattr(self.surface.owner, self.field.name, None)
        for answer, button in self.answers.items():
            button.setChecked(answer is value)

    def _chosen(self, answer: bool | None) -> None:
        if answer is not self.value:
            self.keep(**{self.field.name: answer})
        self.show_value()


class TicksEditor(Editor):
    """Several keys of a list, each a chip that can be ticked; of a long list only those that are ticked stand open.

    A key that is not in the list stays, as a chip of its own.
    """

    wide = True

    def __init__(self, surface: Surface, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(surface, field, parent)
        self.box, self.rest = FlowBox(), FlowBox()
        self.chips: dict[str, ChipButton] = {}
        self.all = ChipButton("change …", quiet=True)
        self.all.setAccessibleName(f"{self.name}: show all")
        self.all.clicked.connect(self.show_all)
        self.rest.add(self.all)
        self.column.addWidget(self.box)
        self.column.addWidget(self.rest)
        self._whole = len(self._terms()) <= _FEW
        self.rest.setVisible(not self._whole and not surface.desk.for_reading)
        self.show_value()
        self.setFocusProxy(next(iter(self.chips.values())) if self._whole and self.chips else self.all)

    def show_all(self) -> None:
        """Show those that are not ticked, too."""
        self._whole = True
        self.show_value()
        self.rest.hide()
        next(iter(self.chips.values())).setFocus()

    def _terms(self) -> tuple[Term, ...]:
        desk = self.surface.desk
        offered = desk.vocabulary.family(self.surface.family(self.field))
        allowed = self.field.shape.choices
        return tuple(term for term in offered if not allowed or term.key in allowed)

    def _words(self, term: Term) -> str:
        return self.surface.desk.naming.fill(term.short or term.label)

    def show_value(self) -> None:
        """Tick what is so now."""
        if self.value is None:
            return
        for term in self._terms():
            if term.key not in self.chips and (self._whole or term.key in self.value):
                self._add(term.key, self._words(term), self.surface.desk.naming.fill(term.meaning))
        for key in self.value:
            if key not in self.chips:
                self._add(key, self._unlisted(key), "")
        for key, chip in self.chips.items():
            chip.setChecked(key in self.value)
        self.box.setVisible(bool(self.chips))
        self.say_if_empty(not self.value)

    def _unlisted(self, key: str) -> str:
        return key

    def _add(self, key: str, words: str, meaning: str) -> None:
        chip = ChipButton(words[:1].upper() + words[1:], tick=True)
        chip.setAccessibleName(f"{self.name}: {words}")
        if meaning:
            tell(chip, meaning)
        chip.setEnabled(not self.surface.desk.for_reading)
        chip.clicked.connect(lambda: self._turned(key))
        self.chips[key] = chip
        self.box.add(chip)

    def _turned(self, key: str) -> None:
        now = self.value or ()
        new = tuple(each for each in now if each != key) if key in now else (*now, key)
        if not new and self.field.shape.required:
            self.say("At least one must be chosen.")
        else:
            self.keep(**{self.field.name: new})
        self.show_value()


class ReadersEditor(TicksEditor):
    """Kinds of reader; "survivor:p2" names one person, and is shown with that person."""

    def _words(self, term: Term) -> str:
        words = self.surface.desk.naming.fill(term.short or term.label)
        return f"not {words}" if self.field.name == "withhold_from" else words

    def _unlisted(self, key: str) -> str:
        desk = self.surface.desk
        audience, _, whom = key.partition(":")
        words = desk.naming.fill(desk.vocabulary.term("audience", audience).short)
        words = f"not {words}" if self.field.name == "withhold_from" else words
        return f"{words}: {desk.naming.short(whom) if whom in desk.case.entries else whom}" if whom else words


class WordsEditor(Editor):
    """The case's own words for the parts that people have: one line for each part."""

    wide = True

    def __init__(self, surface: Surface, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(surface, field, parent)
        self.lines: dict[str, QComboBox] = {}
        desk = surface.desk
        for role in ("perpetrator", "survivor"):
            line = Combo()
            line.setEditable(True)
            line.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            term = desk.vocabulary.term("role", role)
            line.addItem("")
            line.addItems([each.label for each in desk.vocabulary.family(f"role_word.{role}")])
            line.setAccessibleName(f"Word for: {term.label}")
            edit = line.lineEdit()
            if edit is not None:
                edit.setPlaceholderText(term.label)
                edit.editingFinished.connect(self.finish)
            line.activated.connect(self.finish)
            tell(line, term.label)
            line.setEnabled(not surface.desk.for_reading)
            self.lines[role] = line
            self.column.addWidget(PlainLabel(f"for: {term.label[:1].lower()}{term.label[1:]}", "muted"))
            self.column.addWidget(line)
        self.setFocusProxy(next(iter(self.lines.values())))
        self.column.setSpacing(theme.current().px(6))
        self.show_value()

    def show_value(self) -> None:
        """The words as they are now."""
        if self.value is None:
            return
        words = dict(self.value)
        for role, line in self.lines.items():
            if not line.hasFocus() and line.currentText() != words.get(role, ""):
                line.setEditText(words.get(role, ""))

    def finish(self) -> None:
        """Keep the words that were changed."""
        if self.value is None:
            return
        words = dict(self.value)
        for role, line in self.lines.items():
            words[role] = line.currentText().strip()
        new = tuple((role, word) for role, word in words.items() if word)
        if new != self.value:
            self.keep(**{self.field.name: new})

    def put_away(self) -> None:
        """Two short words have no draft: what was typed is kept in the case itself."""
        self.finish()
