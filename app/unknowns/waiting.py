"""Questions that wait for somebody, and those that have their answer, one row each with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.answering import ELSEWHERE
from app.chips import ChipButton
from app.doing import act
from app.entrylink import EntryLink
from app.flow import FlowBox
from app.plain import PlainLabel
from app.session import Session
from mapping.checks.ground import OPEN_STATES
from mapping.checks.words import check_words
from mapping.commands import edit, remove
from mapping.dates import spoken
from mapping.entries import Gap
from mapping.naming import Naming
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary

_WIDE = 480
"""An act is said whole where there is room, in pixels at 100 %."""


class GapRow(QWidget):
    """One question of the worker's own, or one that a check asked and the worker has taken up.

    `wants_open` (an entry) and `wants_field` (an entry, a field of its form) ask for what other rooms do.
    """

    wants_open = Signal(str)
    wants_field = Signal(str, str)

    def __init__(self, session: Session, gap: Gap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._gap = session, gap
        naming = Naming(session.case, session.veiled)
        self.link = EntryLink(gap.kind, veiled_text(gap.title, naming), _muted(gap, naming))
        self.link.pressed.connect(lambda: self.wants_open.emit(gap.id))
        self.acts = FlowBox(gap=6)
        self._refusal = PlainLabel()
        self._refusal.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.current().px(2), 0, theme.current().px(6))
        column.setSpacing(0)
        for widget in (self.link, self.acts, self._refusal):
            column.addWidget(widget)
        self._show_acts()

    def _show_acts(self) -> None:
        words = load_vocabulary()
        if self._gap.state not in OPEN_STATES:
            self._offer("Ask again", self._ask_again)
            return
        self._offer("Write the answer", lambda: self.wants_field.emit(self._gap.id, "answer"))
        for state in ("asked_unknown", ELSEWHERE):
            self._offer(words.label("asked_state", state), self._answering(state))
        if self._is_of_a_check():
            self._offer("Do not ask after all", self._ask_again)

    def _offer(self, words: str, pressed: Callable[[], object]) -> None:
        chip = ChipButton(words, quiet=True, widest=_WIDE)
        chip.setAccessibleName(f"{words}: {self.link.words}")
        chip.clicked.connect(pressed)
        self.acts.add(chip)

    def _is_of_a_check(self) -> bool:
        return self._gap.category in check_words()

    def _answering(self, state: str) -> Callable[[], None]:
        return lambda: self._do(lambda case: edit(case, self._gap.id, state=state))

    def _ask_again(self) -> None:
        """Take the answer back: a check asks again by itself, the worker's own question is open again."""
        if self._is_of_a_check():
            self._do(lambda case: remove(case, self._gap.id))
        else:
            self._do(lambda case: edit(case, self._gap.id, state="not_asked"))

    def _do(self, command: Callable[..., object]) -> None:
        sentence = act(self._session, command, origin=self)  # type: ignore[arg-type]
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))


def _muted(gap: Gap, naming: Naming) -> str:
    """Whom to ask and by when; or how it was answered, when and by whom."""
    if gap.state in OPEN_STATES:
        by = f"by {spoken(gap.by)}" if gap.by else ""
        return " · ".join(part for part in (veiled_text(gap.who_might_know, naming), by) if part)
    state = load_vocabulary().label("asked_state", gap.state)
    if gap.state == ELSEWHERE:
        return state
    of = f"of {veiled_text(gap.asked_of, naming)}" if gap.asked_of else ""
    return " · ".join(part for part in (state, spoken(gap.asked_on) if gap.asked_on else "", of) if part)
