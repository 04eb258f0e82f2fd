"""One rule behind its name: what it looks for, what that hides, what is fine, and the way to switch it off and on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget

from app import theme
from app.flow import beside
from app.markedwords import BOLD, MarkedWords
from app.plain import Button, PlainLabel
from app.unseen import visible
from app.wavy import Stretch
from mapping.language import Cast, Rule
from mapping.language.pivots import filled

WEIGHTS = {
    "A": "To put right or keep with a reason before a report leaves.",
    "B": "Worth another look.",
    "C": "A small thing.",
}
"""What a rule's weight means, in words."""
_OFF = " (switched off)"


class FoldButton(QToolButton):
    """Words that open what is below them."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setProperty("flat", True)
        self.setMinimumWidth(1)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setArrowType(Qt.ArrowType.RightArrow)
        self.toggled.connect(self._turn)
        self.say(words)

    def say(self, words: str) -> None:
        """Say this."""
        self.setText(visible(words).replace("&", "&&"))
        self.setAccessibleName(words)

    def _turn(self, on: bool) -> None:
        self.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)


class RuleFold(QWidget):
    """A rule's name, and all of it when that is pressed; `switched` carries its key and why it is off, "" for on."""

    switched = Signal(str, str)

    def __init__(self, rule: Rule, off: str | None, cast: Cast, parent: QWidget | None = None) -> None:
        """`off` is why the rule is switched off, None when it is in force."""
        super().__init__(parent)
        self.rule, self._off, self._cast = rule, off, cast
        self.button = FoldButton(rule.name)
        self.button.toggled.connect(self._turn)
        self.body: RuleBody | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(2))
        self._column.addWidget(self.button)
        self._name()

    def holds(self, words: str) -> bool:
        """Whether these words, in small letters, stand somewhere in the rule."""
        rule = self.rule
        texts = (rule.key, rule.name, rule.looks_for, rule.hides, rule.fine, *rule.hits)
        return any(words in text.casefold() for text in texts)

    def show_off(self, off: str | None) -> None:
        """Show whether it is in force, and if not, why not."""
        if off != self._off:
            self._off = off
            self._name()
            if self.body is not None:
                self.body.show_off(off)

    def _name(self) -> None:
        self.button.say(f"{self.rule.name}{_OFF if self._off is not None else ''}")

    def _turn(self, on: bool) -> None:
        if on and self.body is None:
            self.body = RuleBody(self.rule, self._off, self._cast)
            self.body.switched.connect(lambda reason: self.switched.emit(self.rule.key, reason))
            self._column.addWidget(self.body)
        if self.body is not None:
            self.body.setVisible(on)


class RuleBody(QWidget):
    """The whole of a rule."""

    switched = Signal(str)

    def __init__(self, rule: Rule, off: str | None, cast: Cast, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        px = theme.current().px
        self._column.setContentsMargins(px(22), px(2), 0, px(14))
        self._column.setSpacing(px(4))
        number = "The team’s own rule" if rule.team else "Rule"
        self._say("", f"{number} {rule.key}. {WEIGHTS.get(rule.severity, '')}", muted=True)
        for lead, texts in _told(rule):
            self._say(lead, "\n".join(filled(text, cast.labels, at_start=True) for text in texts))
        self._say("For example, it marks", "\n".join(rule.hits))
        self._say("and does not mark", "\n".join(rule.misses))
        self.reason, self.note = QLineEdit(), PlainLabel(role="muted")
        self.off, self.turn = PlainLabel(), Button("Switch off")
        self.reason.setPlaceholderText("why this team does without it")
        self.reason.setAccessibleName(f"Why {rule.name} is switched off")
        self.reason.returnPressed.connect(self._turn)
        self.turn.clicked.connect(self._turn)
        for widget in (self.off, self.reason, self.note, beside(self.turn)):
            self._column.addWidget(widget)
        self.note.hide()
        self.show_off(off)

    def _say(self, lead: str, words: str, *, muted: bool = False) -> None:
        if words:
            bold = (Stretch(0, len(lead), BOLD),) if lead else ()
            between = "\n" if "\n" in words else "  "
            text = f"{lead}{between}{words}" if lead else words
            self._column.addWidget(MarkedWords(text, bold, "muted" if muted else "body"))

    def show_off(self, off: str | None) -> None:
        """Show the way to switch it off, or why it is and the way back."""
        self._is_off = off is not None
        self.off.setText(f"Switched off, because: {off}" if off else "Switched off.")
        self.off.setVisible(self._is_off)
        self.reason.setVisible(not self._is_off)
        self.reason.setText("")
        self.turn.setText("Switch on again" if self._is_off else "Switch off, because …")
        self.turn.setAccessibleName("Switch on again" if self._is_off else "Switch off, for the reason above")

    def _turn(self) -> None:
        reason = "" if self._is_off else " ".join(self.reason.text().split())
        missing = not self._is_off and not reason
        self.note.setText("Say in a few words why, for whoever works in this vault after you." if missing else "")
        self.note.setVisible(missing)
        if missing:
            self.reason.setFocus()
        else:
            self.switched.emit(reason)


def _told(rule: Rule) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What is said of a rule, with who is who still to be filled in."""
    return (
        ("It looks for", (_sentence(rule.looks_for),)),
        ("What that hides", (_sentence(rule.hides),)),
        ("What it says", (rule.why,)),
        ("It offers", rule.pivots),
        ("It is fine", (_sentence(rule.fine),)),
    )


def _sentence(words: str) -> str:
    """Words as a sentence."""
    words = words.strip()
    return f"{words[:1].upper()}{words[1:]}{'' if words[-1:] in ('', '.', '!', '?', '…') else '.'}"
