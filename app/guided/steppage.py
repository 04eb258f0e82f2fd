"""One step of the session: its question, what the map holds for it, what can be added, what the map still asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app import theme
from app.display import Page, Quiet
from app.entrylink import EntryLink
from app.flow import FlowBox, beside
from app.openquestion import OpenQuestion
from app.plain import Button, PlainLabel
from app.session import Session
from mapping.casemap import CaseMap
from mapping.checks import Finding
from mapping.guided import Standing
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary
from mapping.wording import title_of

_WIDEST = 720
_HELD, _ASKED = 8, 3
"""So many cards and so many questions are shown before the others are asked for."""
_PRIVATE = "For your own screen only. Nothing of this step is shown to a room."
_VEILED = "What is written of this stays hidden while people are called by role. Show names to see it here."
_NOTHING = "Nothing of this is on the map yet."
_DRIFT = "If the talk drifts to {their} choices"
_SURVIVOR = "survivor"
_VIEWS = {"words": "Read them in words", "report": "Go to the reports"}


class Drift(QFrame):
    """What to ask when the talk leaves the one who acts; a coloured edge, and no more."""

    def __init__(self, title: str, questions: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(12), px(16), px(12))
        column.setSpacing(px(4))
        column.addWidget(PlainLabel(title, "strong"))
        for question in questions:
            column.addWidget(PlainLabel(f"“{question}”"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card with the colour of what is done at its edge."""
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.colour("card"))
        painter.fillRect(0, 0, look.px(4), self.height(), look.colour("behaviour"))


class StepPage(Page):
    """Shows one step after another.

    `wants_open` (an entry), `wants_field` (an entry, a field of its form), `wants_new` (a kind, values known) and
    `wants_view` (the name of a view) ask for what other rooms do.
    """

    wants_open = Signal(str)
    wants_field = Signal(str, str)
    wants_new = Signal(str, object)
    wants_view = Signal(str)
    wants_again = Signal()
    """Show the same step once more: more of it is wanted."""

    def __init__(self, session: Session, drift: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(_WIDEST, parent)
        self.session, self._drift = session, tuple(drift)
        self.share_above = 0.02
        self.setAccessibleName("This step")
        self.staying: tuple[QWidget, ...] = ()
        """What is taken out and put in again, and never thrown away."""
        self.rows: dict[tuple[str, ...], OpenQuestion] = {}
        self.links: dict[str, EntryLink] = {}
        self.buttons: dict[str, Button] = {}
        self._more_held = self._more_asked = False
        self._key = ""

    # ------------------------------------------------------------------------------------------- what is shown

    def show_step(self, standing: Standing, place: str, before: Iterable[QWidget] = ()) -> None:
        """Show this step; `place` says which of how many it is, `before` are widgets that stand above what it holds."""
        if standing.key != self._key:
            self._key, self._more_held, self._more_asked = standing.key, False, False
            self.verticalScrollBar().setValue(0)
            self.rows.clear()
        kept = {_key_of(finding) for finding in standing.lacks}
        self.rows = {key: row for key, row in self.rows.items() if key in kept}
        self.clear(self.rows.values())
        naming = Naming(self.session.case, self.session.veiled)
        self._ask(standing, place, naming)
        for widget in before:
            self.column.addWidget(widget)
            widget.show()
        if standing.step.private and self.session.veiled:
            self._say(_VEILED, "muted")
        else:
            if not standing.step.record:
                self._hold(standing, naming)
            self._add(standing, naming)
            self._still(standing)
        if standing.step.kinds or standing.step.checks:
            self.column.addWidget(Drift(said(_DRIFT, naming, _SURVIVOR), (said(each, naming) for each in self._drift)))
        for one in (*self.rows.values(), *self.staying):
            one.setVisible(self.column.indexOf(one) >= 0)

    def _ask(self, standing: Standing, place: str, naming: Naming) -> None:
        step, about = standing.step, standing.child
        self._say(place, "muted")
        self._say(said(step.question, naming, about), "title")
        self._say(said(step.ask, naming, about))
        if step.private:
            self._say(_PRIVATE, "strong")
        if step.product:
            self._say(f"What it leaves: {_small(said(step.product, naming, about))}", "muted")

    def _hold(self, standing: Standing, naming: Naming) -> None:
        """The cards of this step, each to be opened."""
        self.links = {}
        case, held = self.session.case, standing.held
        if not held:
            if standing.step.kinds:
                self._say(_NOTHING, "muted")
            return
        shown = held if self._more_held or len(held) <= _HELD + 1 else held[:_HELD]
        box = QFrame()
        box.setObjectName("held")
        column = QVBoxLayout(box)
        px = theme.current().px
        column.setContentsMargins(px(8), px(6), px(8), px(6))
        column.setSpacing(0)
        for identity in shown:
            link = self.links[identity] = self._link(case, identity, naming)
            column.addWidget(link)
        self.column.addWidget(box)
        if len(shown) < len(held):
            self._offer_more(f"Show all {len(held)}", self._show_held)

    def _link(self, case: CaseMap, identity: str, naming: Naming) -> EntryLink:
        entry = case.entries[identity]
        link = EntryLink(entry.kind, title_of(entry, naming, load_vocabulary()))
        link.pressed.connect(lambda: self.wants_open.emit(identity))
        return link

    def _add(self, standing: Standing, naming: Naming) -> None:
        """What can be begun here; nothing where the vault is open for reading only."""
        self.buttons = {}
        if not self.session.for_reading:
            known = {"child": standing.child, "person": standing.child} if standing.child else {}
            for adding in standing.step.adding:
                button = Button(_sentence(naming.fill(adding.label)))
                button.clicked.connect(self._beginning(adding.kind, known))
                self.buttons[adding.kind] = button
        if standing.step.view:
            button = self.buttons[standing.step.view] = Button(_VIEWS[standing.step.view])
            button.clicked.connect(lambda _on=False, view=standing.step.view: self.wants_view.emit(view))
        if self.buttons:
            box = FlowBox(gap=8)
            box.add(*self.buttons.values())
            self.column.addWidget(box)

    def _beginning(self, kind: str, known: dict[str, str]) -> Callable[[], None]:
        field = "child" if kind == "child_impact" else "person"
        values = {field: known[field]} if field in known and kind in ("child_impact", "view") else {}
        return lambda: self.wants_new.emit(kind, values)

    def _still(self, standing: Standing) -> None:
        """What the map still asks, the first few at once."""
        lacks = standing.lacks
        if not lacks:
            return
        self._say("Still missing", "heading")
        shown = lacks if self._more_asked or len(lacks) <= _ASKED + 1 else lacks[:_ASKED]
        for finding in shown:
            row = self._question(finding)
            self.column.addWidget(row)
            row.show()  # not before: by itself it would be a window of its own
        if len(shown) < len(lacks):
            self._offer_more(f"Show {len(lacks) - len(shown)} more", self._show_asked)

    def _question(self, finding: Finding) -> OpenQuestion:
        key = _key_of(finding)
        row = self.rows.get(key)
        if row is None:
            row = self.rows[key] = OpenQuestion(self.session, finding)
            row.wants_open.connect(self.wants_open)
            row.wants_field.connect(self.wants_field)
            row.wants_new.connect(self.wants_new)
        return row

    # ------------------------------------------------------------------------------------------------- its parts

    def _say(self, text: str, role: str = "body") -> None:
        self.column.addWidget(PlainLabel(text, role))

    def _offer_more(self, text: str, pressed: Callable[[], None]) -> None:
        more = Quiet(text)
        more.clicked.connect(pressed)
        self.column.addWidget(beside(more))

    def _show_held(self) -> None:
        self._more_held = True
        self.wants_again.emit()

    def _show_asked(self) -> None:
        self._more_asked = True
        self.wants_again.emit()

    def clear(self, kept: Iterable[QWidget] = ()) -> None:
        """Take everything out; what is kept is not hidden yet: it would lose the keyboard, and may come in again."""
        staying = {*kept, *self.staying}
        self.links, self.buttons = {}, {}
        while (item := self.column.itemAt(0)) is not None and (widget := item.widget()) is not None:
            self.column.removeWidget(widget)
            if widget not in staying:
                widget.hide()
                widget.deleteLater()

    def let_go(self) -> None:
        """Hold no word any more."""
        self.rows.clear()
        self.clear()
        for widget in self.staying:
            widget.hide()


def said(text: str, naming: Naming, about: str = "") -> str:
    """A text of the session with this case's people; {C} is the child that it is about."""
    if about and about != _SURVIVOR:
        text = text.replace("{C}", naming.inside(about))
    return _sentence(naming.fill(text, about))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _key_of(finding: Finding) -> tuple[str, ...]:
    return (finding.check, finding.text, *finding.about)
