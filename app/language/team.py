"""A team's own rules: brought in from a file, shown, and taken away; what a rule may say the reader decides."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app import theme
from app.files import FileChooser
from app.flow import beside
from app.folders import Wanted
from app.plain import Button, PlainLabel
from app.readings import Readings
from mapping.language import RuleError
from storage.errors import VaultError

_WHAT = (
    "A team may add rules for its own words: the names of its forms, habits of its own reports. They are written in a"
    " file, kept with this vault, and stand in the list below."
)
_NONE = "There are none in this vault."
_LARGEST = 1_000_000
"""Bytes; a file of rules is far smaller."""
TEMPLATE = """# Rules of our own. Each begins with a key in brackets that no other rule has.
# "A": put right or keep with a reason before a report leaves.  "B": worth another look.  "C": a small thing.

[T1]
severity = "B"
group = "our own"
name = "Spoken to"
looks_for = "“was spoken to”, said of the other parent."
hides = "who asked what, who was in the room, and what the answer was"
why = "This says that somebody talked. Who asked [S] what, where was [P], and what did [S] say?"
pivots = ["we asked [S] ___; the answer was ___"]
fine = "“She spoke to the teacher”: there somebody acts."
# Words in any of their forms; [S] the other parent, [P] the perpetrator, [C] a child; (a | b) one of these;
# .. up to six words between; =word just so written.
patterns = ["[S] (is | be) .. spoken to"]
# At least two sentences that the rule must mark, and two that it must leave alone: they are tried when it comes in.
hits = ["The mother was spoken to.", "She was also spoken to at home."]
misses = ["She spoke to the teacher.", "The father was spoken to."]
"""


class TeamRules(QWidget):
    """What the team has added, and the ways to add and to take away."""

    changed = Signal()

    def __init__(self, readings: Readings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._readings = readings
        self.state, self.word = PlainLabel(), PlainLabel()
        self.bring, self.remove = Button("Bring in a file …"), Button("Take them away")
        self.sample = Button("Show a template")
        self.template, self.copy = QPlainTextEdit(), Button("Copy")
        self.bring.clicked.connect(self._ask)
        self.remove.clicked.connect(self._drop)
        self.sample.clicked.connect(self._show_template)
        self.copy.clicked.connect(self._copy)
        self._lay_out()
        self.show_state()

    def _lay_out(self) -> None:
        self.template.setPlainText(TEMPLATE)
        self.template.setReadOnly(True)
        self.template.setTabChangesFocus(True)
        self.template.setAccessibleName("A template of a file of rules")
        self.template.setMinimumHeight(theme.current().px(220))
        self._sample = QWidget()
        sample, column = QVBoxLayout(self._sample), QVBoxLayout(self)
        for widget in (
            PlainLabel(_WHAT),
            self.state,
            beside(self.bring, self.remove, self.sample),
            self.word,
            self._sample,
        ):
            column.addWidget(widget)
        for widget in (self.template, beside(self.copy)):
            sample.addWidget(widget)
        for layout in (sample, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(theme.current().px(6))
        self._sample.hide()
        self.word.hide()

    def show_state(self) -> None:
        """Show which rules are the team's own now."""
        own = [rule.name for rule in self._readings.rules.all if rule.team]
        self.state.setText(f"In this vault: {', '.join(own)}." if own else self._readings.trouble or _NONE)
        self.remove.setVisible(bool(own or self._readings.trouble))
        self.bring.setText("Bring in another file …" if own else "Bring in a file …")

    def take_file(self, path: Path) -> None:
        """Put the rules of a file in force, or say what is wrong with it."""
        try:
            if path.stat().st_size > _LARGEST:
                self._say("This file is too large for a file of rules. Nothing was changed.")
                return
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            self._say(f"This file could not be read: {error.strerror}. Nothing was changed.")
            return
        except UnicodeDecodeError:
            self._say("This file is not plain text (UTF-8). Save it as plain text and try again. Nothing was changed.")
            return
        self._take(text)

    def _take(self, text: str) -> None:
        if not text.strip():
            self._say("There is no rule in this file. The template shows how one is written. Nothing was changed.")
            return
        try:
            self._readings.take_team(text)
        except (RuleError, VaultError) as error:
            self._say(str(error))
            return
        self._say("They are in force now. Take the file away if it is not needed any more: the vault holds them.")
        self.show_state()
        self.changed.emit()

    def _ask(self) -> None:
        chooser = FileChooser(
            "Which file holds the team’s rules?", Wanted.FILE, "Bring it in", endings=(".toml",), parent=self
        )
        chooser.chosen.connect(self.take_file)
        chooser.open()

    def _drop(self) -> None:
        try:
            self._readings.drop_team()
        except VaultError as error:
            self._say(str(error))
            return
        self._say("The team’s own rules are gone from this vault.")
        self.show_state()
        self.changed.emit()

    def _show_template(self) -> None:
        self._sample.setVisible(not self._sample.isVisible())
        self.sample.setText("Hide the template" if self._sample.isVisible() else "Show a template")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(TEMPLATE)
        self._say("Copied. Put it into a plain text file whose name ends in .toml.")

    def _say(self, sentence: str) -> None:
        self.word.setText(sentence)
        self.word.setVisible(bool(sentence))
