"""The left of the desk: who will read the copy, and, where that leaves a doubt, which person or agency."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.chips import ChipButton
from app.display import asked, bring_into_sight
from app.flow import FlowBox
from app.later import soon
from app.plain import PlainLabel, tell
from app.report.papers import PAPERS, Choice, Paper
from app.report.side import Side
from mapping.audience import candidates
from mapping.casemap import CaseMap
from mapping.entries import Person
from mapping.naming import Naming
from mapping.readers import OWN_AGENCY, Audience, Reader, audiences

_WHICH = {
    "perpetrator": "Which of them is it about?",
    "survivor": "Which of them is it for?",
    "child": "Which child?",
}
_NOBODY = "This map has nobody whom such a copy could be for. Add the person first, with a role."
WITH_AGENCY = "partner_agency"
TRAINING = "training"
_DATES = {"years": "Years only", "months": "To the month", "shift": "All moved by one secret amount"}
_HOW_DATES = "How are dates given?"
_LEAST_MOVED, _MOST_MOVED = 90, 1500
"""Days by which dates are moved, one way or the other: far enough to hide a season, near enough for laws to hold."""
_CHOSEN = "protective_effort"
"""The colour of what is chosen, as the rooms' own tabs have it."""


class ReaderCard(QAbstractButton):
    """One reader: what it is called, and what such a copy holds."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title, self._about = PlainLabel(role="strong"), PlainLabel(role="muted")
        self._column = QVBoxLayout(self)
        for label in (self._title, self._about):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setForegroundRole(QPalette.ColorRole.WindowText)  # a button would lend it its own, muted or not
            self._column.addWidget(label)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.dress()
        theme.NOTICE.changed.connect(self.dress)

    def dress(self) -> None:
        """Take on the sizes of the theme as it is now."""
        px = theme.current().px
        self._column.setContentsMargins(px(12), px(7), px(12), px(7))
        self._column.setSpacing(px(1))

    def say(self, title: str, about: str) -> None:
        """Say who reads, and what they have."""
        self._title.setText(title)
        self._about.setText(about)
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)

    @property
    def words(self) -> str:
        """What the reader is called."""
        return self._title.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter chooses it as the space bar does; the arrows only go on, since choosing clears what was typed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: card; a green edge where it is chosen, and of its own colour where the keyboard is."""
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2.0 if self.isChecked() or self.hasFocus() else 1.0
        edge = "focus" if self.hasFocus() else _CHOSEN if self.isChecked() else "muted" if self.underMouse() else "line"
        painter.setPen(QPen(look.colour(edge), wide))
        painter.setBrush(look.blend(_CHOSEN, "card", 0.08) if self.isChecked() else look.colour("card"))
        box = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.drawRoundedRect(box, look.px(6), look.px(6))


class ReaderColumn(Side):
    """Asks who will read; `chosen` carries the choice, whole or with a person or an agency still to be named."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Who will read this?", parent)
        self._case: CaseMap | None = None
        self._veiled = False
        self._audience, self._whom, self._dates = "", "", ""
        self.cards = {name: ReaderCard(name) for name in audiences()}
        self.papers = {name: ReaderCard(name) for name in PAPERS}
        self._all = {**self.cards, **self.papers}
        self.column.addWidget(PlainLabel("Who will read this?", "title"))
        self._more = QWidget()
        self._which, self._people, self.agency = PlainLabel(role="strong"), FlowBox(), QLineEdit()
        self._lay_out_more()
        for card in self._all.values():
            if card.name == next(iter(self.papers)):
                self.column.addWidget(PlainLabel("Or a paper of our own", "heading"))
            self.column.addWidget(card)
            card.clicked.connect(lambda _on, card=card: self._take(card.name))
        self.column.addStretch(1)
        self.agency.editingFinished.connect(self._tell)
        self.setFocusProxy(next(iter(self.cards.values())))

    def _lay_out_more(self) -> None:
        column = QVBoxLayout(self._more)
        px = theme.current().px
        column.setContentsMargins(px(12), 0, 0, px(4))
        column.setSpacing(px(4))
        column.addWidget(self._which)
        column.addWidget(self._people)
        self._agency = QWidget()
        self._agency.setLayout(asked("Which agency?", self.agency))
        self._agency.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        column.addWidget(self._agency)
        self._more.hide()

    @property
    def chips(self) -> dict[str, ChipButton]:
        """The people, or the ways to give dates, to choose from, by id or name."""
        found = (each for each in self._people.widgets if isinstance(each, ChipButton))
        return {str(each.property("person")): each for each in found}

    @property
    def choice(self) -> Choice | None:
        """Who will read, as far as it was said."""
        if not self._audience:
            return None
        if self._audience in PAPERS:
            return Choice(Reader(OWN_AGENCY), self._audience, self._whom, self._then)
        agency = " ".join(self.agency.text().split()) if self._audience == WITH_AGENCY else ""
        return Choice(Reader(self._audience, self._whom, agency, self._dates))

    def show_case(self, case: CaseMap, naming: Naming) -> None:
        """Call the readers by the case's own words; somebody who is not on the map any more is not chosen any more."""
        self._case, self._veiled = case, naming.veiled
        for name, audience in audiences().items():
            self.cards[name].say(*called(audience, case, naming))
        for name, paper in PAPERS.items():
            self.papers[name].say(*paper_called(paper, case, naming))
        if self._audience:
            self._offer(naming)

    def choose(self, reader: Reader) -> None:
        """Choose as if by hand."""
        self.agency.setText(reader.agency)
        self._dates = reader.dates
        self._take(reader.audience, reader.whom)

    def choose_paper(self, paper: str, whom: str = "", then: CaseMap | None = None) -> None:
        """The same for a paper of our own; `then` is the earlier state of the case for one that needs it."""
        self._then = then
        self._take(paper, whom)

    def forget(self) -> None:
        """Have nobody chosen, and nothing typed."""
        self._audience = self._whom = self._dates = ""
        self._then = None
        self.agency.setText("")
        self._people.clear()
        self._more.hide()
        self._mark()

    def focus_missing(self) -> None:
        """Bring the keyboard to what is still to be said."""
        chips = [each for each in self.chips.values() if not self._people.isHidden() and self._audience != TRAINING]
        wanted: QWidget = self._all[self._audience] if self._audience else next(iter(self.cards.values()))
        if chips and not self._whom:
            wanted = chips[0]
        elif self._audience == WITH_AGENCY and not self.agency.text().strip():
            wanted = self.agency
        wanted.setFocus()
        self.reveal(wanted)

    def _take(self, name: str, whom: str = "") -> None:
        if name != self._audience:
            self._audience, self._whom = name, whom
            if name != WITH_AGENCY:
                self.agency.setText("")
            if name != TRAINING:
                self._dates = ""
        elif whom:
            self._whom = whom
        self._mark()
        if self._case is not None:
            self._offer(Naming(self._case, self._veiled))
        self._tell()

    _veiled = False
    _then: CaseMap | None = None

    def _mark(self) -> None:
        for name, card in self._all.items():
            card.setChecked(name == self._audience)
        self.setFocusProxy(self._all.get(self._audience) or next(iter(self.cards.values())))

    def _offer(self, naming: Naming) -> None:
        """Ask which person is meant, under the reader, where there are several; the only one is named."""
        assert self._case is not None
        people = self._candidates(self._case)
        if self._whom not in {each.id for each in people}:
            self._whom = people[0].id if len(people) == 1 else ""
        self._people.clear()
        for each in people if len(people) > 1 else ():
            self._people.add(self._chip(each.id, naming.short(each.id), self._pick))
        words = _which(self._audience, naming, [each.id for each in people])
        if self._audience == TRAINING:
            words = _HOW_DATES
            for way, label in _DATES.items():
                self._people.add(self._chip(way, label, self._pick_dates))
            self._mark_dates()
        self._which.setText(words)
        self._which.setVisible(bool(words))
        self._people.setVisible(len(people) > 1 or self._audience == TRAINING)
        self._agency.setVisible(self._audience == WITH_AGENCY)
        # First a part of the column, then shown: before that it would be a window of its own.
        self.column.removeWidget(self._more)
        self.column.insertWidget(self.column.indexOf(self._all[self._audience]) + 1, self._more)
        self._more.setVisible(bool(words) or self._audience == WITH_AGENCY)
        soon(self, ReaderColumn._show_more)

    def _show_more(self) -> None:
        """What is asked under a reader far down is in view, with the reader."""
        if not self._more.isHidden():
            bring_into_sight(self._more)

    def _candidates(self, case: CaseMap) -> tuple[Person, ...]:
        paper = PAPERS.get(self._audience)
        return paper.people(case) if paper is not None else candidates(case, Reader(self._audience))

    def _chip(self, identity: str, words: str, pick: Callable[[str], None]) -> ChipButton:
        chip = ChipButton(words, tick=True)
        chip.setProperty("person", identity)
        tell(chip, words)  # a long name is cut short on it
        chip.setChecked(identity == self._whom)
        chip.clicked.connect(lambda: pick(identity))
        return chip

    def _pick_dates(self, way: str) -> None:
        """Give dates in this way; the amount by which they are moved is nobody's choice, and is shown nowhere."""
        moved = _LEAST_MOVED + secrets.randbelow(_MOST_MOVED - _LEAST_MOVED)
        self._dates = f"shift:{secrets.choice((moved, -moved))}" if way == "shift" else way
        self._mark_dates()
        self._tell()

    def _mark_dates(self) -> None:
        chosen = self._dates.partition(":")[0] or next(iter(_DATES))
        for way, chip in self.chips.items():
            chip.setChecked(way == chosen)

    def _pick(self, identity: str) -> None:
        self._whom = identity
        for each, chip in self.chips.items():
            chip.setChecked(each == identity)
        self._tell()

    def _tell(self) -> None:
        self.chosen.emit(self.choice)


def called(audience: Audience, case: CaseMap, naming: Naming) -> tuple[str, str]:
    """What a reader is called in this case, and what such a copy holds, in the case's own words."""
    people = candidates(case, Reader(audience.name))
    one = people[0].id if len(people) == 1 else ""
    label, about = naming.fill(audience.label, one), naming.fill(audience.about, one)
    if audience.name == "perpetrator_may_see" and one and naming.pronoun(one, "subject") != "he":
        label = f"{naming.subject(one)} may see it"
    elif audience.bound == "survivor" and one:
        label = naming.subject(one)
    return label, about


def paper_called(paper: Paper, case: CaseMap, naming: Naming) -> tuple[str, str]:
    """What a paper of our own is called in this case, and what it holds."""
    people = paper.people(case)
    one = people[0].id if len(people) == 1 else ""
    return naming.fill(paper.title, one), naming.fill(paper.about, one)


def _which(chosen: str, naming: Naming, people: list[str]) -> str:
    """What is asked, or said, of the person whom the copy is for or about; "" where it is bound to nobody."""
    paper = PAPERS.get(chosen)
    bound = audiences()[chosen].bound if paper is None else paper.which
    if not bound:
        return ""
    if not people:
        return paper.nobody if paper is not None else _NOBODY
    which = paper.which if paper is not None else _WHICH[bound]
    return which if len(people) > 1 else _only("paper" if paper is not None else bound, naming.inside(people[0]))


def _only(bound: str, called_so: str) -> str:
    return f"It is about {called_so}." if bound in ("child", "paper") else f"It is the copy for {called_so}."
