"""One question that the map leaves open: why it matters, what it is about, and the acts that answer it, in place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.answering import ELSEWHERE, AddPanel, AnswerPanel, AskPanel, Panel, needs_more
from app.chips import ChipButton
from app.display import bring_into_sight
from app.doing import act
from app.entrylink import EntryLink
from app.flow import FlowBox, beside
from app.plain import Button, PlainLabel
from app.session import Session
from mapping.checks import Finding, Mend, answer
from mapping.entries import Person
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary
from mapping.wording import title_of

_SHOWN = 4
"""So many of the cards that a question is about are shown before the others are asked for."""
_WIDE = 480
"""An act is said whole where there is room, in pixels at 100 %."""
_ASKED = "Asked already…"
_LATER = "Ask someone by a day…"


class OpenQuestion(QWidget):
    """A question with what mends it.

    `wants_open` (an entry), `wants_field` (an entry, a field of its form) and `wants_new` (a kind, values known)
    ask for what other rooms do. With `alone` the entry it is about is known from where the question stands.
    """

    wants_open = Signal(str)
    wants_field = Signal(str, str)
    wants_new = Signal(str, object)

    def __init__(
        self, session: Session, finding: Finding, *, alone: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.finding, self._alone = session, finding, alone
        self.panel: Panel | None = None
        self.links: list[EntryLink] = []
        self.acts = FlowBox(gap=6)
        self.acts.setAccessibleName("What can be done about it")
        self._refusal = PlainLabel()
        self._refusal.hide()
        px = theme.current().px
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, px(6), 0, px(10))
        self.column.setSpacing(px(3))
        self.question, self.why = PlainLabel(finding.text), PlainLabel(finding.why, "muted")
        self.column.addWidget(self.question)
        self.column.addWidget(self.why)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.column.addLayout(self._rows)
        self.column.addWidget(self.acts)
        self.column.addWidget(self._refusal)
        self.setAccessibleName(finding.text)
        self._show_entries(_SHOWN)
        if not session.for_reading:
            self._show_acts()

    # ------------------------------------------------------------------------------------------- what it is about

    def _cards(self) -> tuple[str, ...]:
        """The entries worth a line of their own: a person's name stands in the question already."""
        entries = (self.session.case.entry(identity) for identity in self.finding.about)
        return tuple(entry.id for entry in entries if entry is not None and not isinstance(entry, Person))

    def _show_entries(self, most: int) -> None:
        cards = () if self._alone else self._cards()
        shown = cards if len(cards) <= most + 1 else cards[:most]
        opening = next((mend for mend in self.finding.mends if mend.act == "open" and mend.entry in cards), None)
        if opening is not None and self._is_folded():
            self._rows.addWidget(PlainLabel(f"{opening.label}:", "muted"))
        for identity in shown:
            self._rows.addWidget(self._row(identity))
        if len(shown) < len(cards):
            more = Button(f"and {len(cards) - len(shown)} more")
            more.setProperty("flat", True)
            more.clicked.connect(lambda: self._show_rest(more, cards[len(shown) :]))
            self._rows.addWidget(beside(more))

    def _show_rest(self, more: Button, cards: tuple[str, ...]) -> None:
        more.hide()
        for identity in cards:
            self._rows.addWidget(self._row(identity))
        self.links[-len(cards)].setFocus()

    def _row(self, identity: str) -> QWidget:
        """One card; pressing it opens it, at the field where the answer belongs."""
        entry, naming = self.session.case.entry(identity), Naming(self.session.case, self.session.veiled)
        assert entry is not None
        link = EntryLink(entry.kind, title_of(entry, naming, load_vocabulary()))
        link.pressed.connect(lambda: self._open(identity))
        self.links.append(link)
        adding = next((mend for mend in self._of(identity) if mend.act == "add"), None)
        if adding is None or not self._is_folded() or self.session.for_reading:
            return link
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, theme.current().px(4))
        column.setSpacing(0)
        chip = self._chip(adding.label, lambda: self._begin(adding, column))
        chip.setAccessibleName(f"{adding.label}: {link.words}")
        box = FlowBox()
        box.setContentsMargins(0, 0, 0, 0)
        box.add(chip)
        column.addWidget(link)
        column.addWidget(box)
        return whole

    def _open(self, identity: str) -> None:
        field = next((mend.fields[0] for mend in self._of(identity) if mend.act == "open" and mend.fields), "")
        if field:
            self.wants_field.emit(identity, field)
        else:
            self.wants_open.emit(identity)

    def _of(self, identity: str) -> list[Mend]:
        return [mend for mend in self.finding.mends if mend.entry == identity]

    def _is_folded(self) -> bool:
        """Whether the question is about several cards, each with acts of its own."""
        return len({mend.entry for mend in self.finding.mends if mend.entry}) > 1

    # -------------------------------------------------------------------------------------------- what can be done

    def _show_acts(self) -> None:
        for mend in self.finding.mends:
            if mend.act in ("open", "add") and not (self._is_folded() and mend.entry):
                self.acts.add(self._mending(mend))
        kinds = {mend.act for mend in self.finding.mends}
        if "gap" in kinds:
            self.acts.add(self._chip(_LATER, lambda: self._show(AskPanel(self.session, self.finding))))
        if "answer" in kinds:
            self.acts.add(self._chip(_ASKED, lambda: self._show(AnswerPanel(self.session, self.finding))))
            words = load_vocabulary().label("asked_state", ELSEWHERE)
            self.acts.add(self._chip(words, self._leave_unwritten))

    def _mending(self, mend: Mend) -> ChipButton:
        if mend.act == "add":
            return self._chip(f"{mend.label}…", lambda: self._begin(mend, self.column), quiet=False)
        field = mend.fields[0] if mend.fields else ""
        entry = mend.entry or (self.finding.about[0] if self.finding.about else "")
        return self._chip(mend.label, lambda: self.wants_field.emit(entry, field), quiet=False)

    def _chip(self, words: str, pressed: object, *, quiet: bool = True) -> ChipButton:
        chip = ChipButton(words, quiet=quiet, widest=_WIDE)
        chip.clicked.connect(pressed)
        return chip

    def _begin(self, mend: Mend, column: QVBoxLayout) -> None:
        if needs_more(mend):
            self.wants_new.emit(mend.kind, {})
            return
        self._show(AddPanel(self.session, mend), column)

    def _leave_unwritten(self) -> None:
        """It is known and is not to stand here: one press, and nothing is asked."""
        self._say(act(self.session, answer, self.finding, ELSEWHERE, origin=self))

    def _show(self, panel: Panel, column: QVBoxLayout | None = None) -> None:
        """Open a panel; the one that was open is shut."""
        self.shut()
        self.panel = panel
        panel.left.connect(self._leave)
        panel.done.connect(self._done)
        (column or self.column).addWidget(panel)
        panel.setFocus()
        bring_into_sight(panel)

    def _leave(self) -> None:
        self.shut()
        first = next(iter(self.acts.widgets), None)
        if first is not None:
            first.setFocus()

    def _done(self, made: str) -> None:
        self.shut()
        if made:
            self.wants_open.emit(made)

    def shut(self) -> None:
        """Shut the panel, if one is open."""
        panel, self.panel = self.panel, None
        if panel is not None:
            panel.hide()
            panel.deleteLater()

    def _say(self, sentence: str) -> None:
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))
