"""How this meeting is shown: its name, the order of the views, who is here, what else is on the room's screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app import theme
from app.chips import ChipButton
from app.flow import FlowBox
from app.plain import PlainLabel, tell
from app.present.presenting import Presenting
from app.session import Session
from mapping.agencies import seated
from mapping.naming import Naming
from mapping.present import MARAC, USUAL

_CALLED = "What this meeting is called, for the mark on every view"
_HERE = "Who is here (what only somebody who is not here can confirm is hatched)"
_SHOWN = "On the room’s screen besides"
_ORDERS = ((USUAL, "The whole pattern"), (MARAC, "MARAC order"))
_BESIDES = (
    ("efforts", "What she does to protect"),
    ("views", "What people said and want"),
    ("quotations", "Their words"),
)
_ROLES = "How people are called"
_DIFFER = "Other roles than at the last meeting"
_LETTERS = (
    "Children, relatives and schools by other letters at each meeting, so that photographs of two meetings cannot be"
    " laid side by side; kept with the case"
)
_SURE = "Off unless chosen: what keeps somebody safe is better spoken than shown"


class Sheet(QWidget):
    """The choices of one meeting; `left` when its name is done with, because something is chosen by a click."""

    left = Signal()

    def __init__(self, session: Session, presenting: Presenting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.presenting = session, presenting
        self.called = QLineEdit()
        self.called.setAccessibleName(_CALLED)
        self.called.setPlaceholderText(_CALLED)
        self.called.setMaxLength(80)
        self.called.editingFinished.connect(self._name)
        self.here, self.orders, self.besides = FlowBox(gap=6), FlowBox(gap=6), FlowBox(gap=6)
        self.roles = FlowBox(gap=6)
        self.chips: dict[str, ChipButton] = {}
        self._agencies: list[tuple[str, str]] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.current().px(8), 0, 0)
        column.addWidget(PlainLabel("This meeting", "strong"))
        for widget in (
            *(self.called, self.orders, PlainLabel(_HERE, "muted"), self.here),
            *(PlainLabel(_SHOWN, "muted"), self.besides, PlainLabel(_ROLES, "muted"), self.roles),
        ):
            column.addWidget(widget)
        self.setFocusProxy(self.called)

    def renew(self) -> None:
        """Show the choices as they are; a chip that stays keeps the keyboard."""
        terms = self.presenting.terms
        if not self.called.hasFocus():
            self.called.setText(terms.meeting)
        naming = Naming(self.session.case, self.session.veiled)
        agencies = [(each.key, each.called(naming)) for each in seated(self.session.case)]
        if agencies != self._agencies:
            self._agencies = agencies
            self._make_chips(agencies)
        for order, _ in _ORDERS:
            self.chips[order].setChecked(terms.order == order)
        for key, _ in agencies:
            self.chips[key].setChecked(self.presenting.is_here(key))
        for name in (*(name for name, _ in _BESIDES), "drawn"):
            self.chips[name].setChecked(bool(getattr(terms, name)))

    def _make_chips(self, agencies: list[tuple[str, str]]) -> None:
        at = self.window().focusWidget()
        held = next((key for key, chip in self.chips.items() if chip is at), "")
        for box in (self.here, self.orders, self.besides, self.roles):
            box.clear()
        self.chips = {}
        for order, words in _ORDERS:
            self._chip(self.orders, order, words, self._ordering(order))
        for key, called in agencies:
            self._chip(self.here, key, called, self._seating(key))
        for name, words in _BESIDES:
            tell(self._chip(self.besides, name, words, self._choosing(name)), _SURE)
        tell(self._chip(self.roles, "drawn", _DIFFER, self._turn), _LETTERS)
        if held in self.chips:
            self.chips[held].setFocus()

    def _chip(self, box: FlowBox, key: str, words: str, pressed: Callable[[], object]) -> ChipButton:
        chip = self.chips[key] = ChipButton(words, tick=True)
        chip.clicked.connect(pressed)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click Space is the next view, and turns nothing on again
        chip.pressed.connect(self._leave_name)
        box.add(chip)
        return chip

    def _leave_name(self) -> None:
        if self.called.hasFocus():
            self.left.emit()

    def _ordering(self, order: str) -> Callable[[], None]:
        def choose() -> None:
            self.presenting.choose(order=order)
            self.renew()  # one of the two is always chosen

        return choose

    def _seating(self, key: str) -> Callable[[], None]:
        return lambda: self.presenting.seat(key, not self.presenting.is_here(key))

    def _choosing(self, name: str) -> Callable[[], None]:
        return lambda: self.presenting.choose(**{name: not getattr(self.presenting.terms, name)})

    def _turn(self) -> None:
        self.presenting.turn_roles()

    def _name(self) -> None:
        if self.called.text().strip() != self.presenting.terms.meeting:
            self.presenting.choose(meeting=" ".join(self.called.text().split()))
