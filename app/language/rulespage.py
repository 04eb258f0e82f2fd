"""Every rule of the reader, to be read, found by a word, switched off with a reason and on; and the team's own."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app import theme
from app.display import Page
from app.flow import beside
from app.language.rulefold import FoldButton, RuleFold
from app.language.team import TeamRules
from app.plain import Button, PlainLabel
from app.readings import Readings
from app.session import Session
from mapping.language import Cast, Rule, cast_of
from storage.errors import VaultError

_PURPOSE = (
    "What the program looks for in what is written, and why. A rule that gets in the way can be switched off for every"
    " case of this vault; the reason stays with it."
)
_NOTHING = "No rule has these words."


class RulesPage(Page):
    """The rules by their groups; made when they are first looked at."""

    left = Signal()
    share_above = 0.02

    def __init__(self, session: Session, readings: Readings, parent: QWidget | None = None) -> None:
        super().__init__(760, parent)
        self._session, self._readings = session, readings
        self.folds: list[RuleFold] = []
        self.back, self.line = Button("Back to what is marked"), QLineEdit()
        self.own, self.team = FoldButton("A team’s own rules"), TeamRules(readings)
        self.nothing, self._list = PlainLabel(_NOTHING, "muted"), QVBoxLayout()
        self._headings: list[tuple[PlainLabel, tuple[RuleFold, ...]]] = []
        self._lay_out()
        self.setStyleSheet("QToolButton { padding-left: 0; }")
        self.back.clicked.connect(self.left)
        self.line.textChanged.connect(self._narrow)
        self.own.toggled.connect(self.team.setVisible)
        self.team.changed.connect(self._renew)

    def _lay_out(self) -> None:
        self.line.setPlaceholderText("Show only rules with these words")
        self.line.setAccessibleName("Show only rules with these words")
        self.line.setClearButtonEnabled(True)
        self._list.setSpacing(theme.current().px(2))
        for widget in (beside(self.back), PlainLabel("The rules", "title"), PlainLabel(_PURPOSE), self.own, self.team):
            self.column.addWidget(widget)
        self.column.addWidget(self.line)
        self.column.addWidget(self.nothing)
        self.column.addLayout(self._list)
        self.team.hide()
        self.nothing.hide()
        self.setFocusProxy(self.line)

    def fold(self, key: str) -> RuleFold:
        """The fold of one rule; KeyError where there is none."""
        for each in self.folds:
            if each.rule.key == key:
                return each
        raise KeyError(key)

    def _renew(self) -> None:
        """Make the list anew."""
        for widget in (*(heading for heading, _folds in self._headings), *self.folds):
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._headings, self.folds = [], []
        # By role: a list of rules is no place for names.
        cast = cast_of(self._session.case, veiled=True)
        for group, rules in _groups(self._readings.rules.all):
            heading = PlainLabel(group, "heading")
            heading.setContentsMargins(0, theme.current().px(10), 0, 0)
            self._list.addWidget(heading)
            folds = tuple(self._fold(rule, cast) for rule in rules)
            self._headings.append((heading, folds))
            self.folds += folds
        self._narrow(self.line.text())

    def _fold(self, rule: Rule, cast: Cast) -> RuleFold:
        fold = RuleFold(rule, self._readings.rules.off.get(rule.key), cast)
        fold.switched.connect(self._switch)
        self._list.addWidget(fold)
        return fold

    def _switch(self, key: str, reason: str) -> None:
        """Switch a rule off for this reason, or, without one, on."""
        try:
            if reason:
                self._readings.switch_off(key, reason)
            else:
                self._readings.switch_on(key)
        except VaultError as error:
            self._session.failed.emit(str(error))
        self._show_off()

    def _show_off(self) -> None:
        off = self._readings.rules.off
        for fold in self.folds:
            fold.show_off(off.get(fold.rule.key))

    def _narrow(self, text: str) -> None:
        words = text.strip().casefold()
        for heading, folds in self._headings:
            shown = [fold for fold in folds if fold.holds(words)]
            for fold in folds:
                fold.setVisible(fold in shown)
            heading.setVisible(bool(shown))
        self.nothing.setVisible(not any(fold.holds(words) for fold in self.folds))

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the list is only made for someone to see."""
        super().showEvent(event)
        if not self.folds:
            self._renew()


def _groups(rules: tuple[Rule, ...]) -> Iterator[tuple[str, list[Rule]]]:
    """The rules by their groups, in the order in which each group is first met."""
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        group = rule.group.replace("_", " ").strip() or ("our own" if rule.team else "others")
        found.setdefault(group, []).append(rule)
    for group, here in found.items():
        yield group[:1].upper() + group[1:], here
