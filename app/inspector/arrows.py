"""The arrows at one entry, and a way to draw one by the keyboard: which card, then which of the arrows that may be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import theme
from app.chips import ChipButton
from app.entrylink import EntryLink
from app.flow import FlowBox, beside
from app.inspector.desk import Desk
from app.inspector.kept import KeptLines
from app.inspector.note import Note
from app.picker import Offer, Picker
from app.plain import Button, PlainLabel, tell
from mapping import commands
from mapping.around import Fitting, fitting_between, kinds_linkable, links_at
from mapping.entries import Entry, Link
from mapping.folding import folded
from mapping.rules import refusal_of_link
from mapping.wording import kind_title, title_of


class Arrows(QWidget):
    """A line for each arrow: how it reads, to which card, and a cross to take it away."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._kept = KeptLines(self._list, self._line)
        self.more = Button("Add a link…")
        self.more.clicked.connect(self.begin)
        self.adding: AddArrow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(4))
        self._column.addLayout(self._list)
        self._column.addWidget(beside(self.more))
        if desk.for_reading:
            self.more.hide()
        self.note = Note(self._column, "body", framed=True)
        self.show_value()

    def show_value(self) -> None:
        """Show the arrows as they are now."""
        self._kept.show_these(tuple(self._row(link) for link in links_at(self._desk.case, self._desk.identity)))
        if self.adding is not None:
            self.adding.show_value()

    @property
    def lines(self) -> list[ArrowLine]:
        """The lines in their order."""
        return [line for line in self._kept.widgets if isinstance(line, ArrowLine)]

    def _line(self, row: tuple[str, str, str, str, str]) -> ArrowLine:
        line = ArrowLine(self, *row)
        if self._desk.for_reading:
            line.cross.hide()
        return line

    def _row(self, link: Link) -> tuple[str, str, str, str, str]:
        """Id of the arrow, id and kind of the other card, how the arrow reads, and what the card is called."""
        desk = self._desk
        outward = link.from_id == desk.identity
        other = desk.case.entry(link.to_id if outward else link.from_id)
        words = desk.vocabulary.link(link.kind)
        reads = desk.fitted(words.forward if outward else words.reverse)
        called = title_of(other, desk.naming, desk.vocabulary) if other else "not on the map"
        return link.id, other.id if other else "", other.kind if other else "", reads[:1].lower() + reads[1:], called

    def go(self, identity: str) -> None:
        """Go to a card or an arrow."""
        self._desk.session.select((identity,), None)

    def remove(self, link_id: str) -> None:
        """Take an arrow away."""
        self.note.say(self._desk.act(commands.remove, link_id))
        self.more.setFocus()

    def begin(self) -> None:
        """Open the two steps of drawing an arrow."""
        if self.adding is None:
            self.adding = AddArrow(self._desk, self.end)
            self._column.addWidget(self.adding)
            self.more.hide()
        self.adding.picker.setFocus()

    def end(self) -> None:
        """Put the two steps away."""
        if self.adding is not None:
            self._column.removeWidget(self.adding)
            self.adding.hide()
            self.adding.deleteLater()
            self.adding = None
        self.more.show()
        self.more.setFocus()


class ArrowLine(QWidget):
    """One arrow."""

    def __init__(self, owner: Arrows, link_id: str, other: str, kind: str, reads: str, called: str) -> None:
        super().__init__()
        self.link_id = link_id
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(4))
        self.reads = ChipButton(reads)
        self.reads.setAccessibleName(f"About this arrow: {reads} {called}")
        tell(self.reads, "Open the arrow itself: who says so, by which pathway")
        self.reads.clicked.connect(lambda: owner.go(link_id))
        self.card = EntryLink(kind, called)
        self.card.pressed.connect(lambda: owner.go(other))
        self.cross = ChipButton("×", quiet=True)
        self.cross.setAccessibleName(f"Take away: {reads} {called}")
        tell(self.cross, "Take this arrow away")
        self.cross.clicked.connect(lambda: owner.remove(link_id))
        line.addWidget(self.reads)
        line.addWidget(self.card, 1)
        line.addWidget(self.cross)


class AddArrow(QWidget):
    """Which card? Which arrow? What may not be says why."""

    def __init__(self, desk: Desk, end: object) -> None:
        super().__init__()
        self._desk, self._end = desk, end
        self._other = ""
        self.picker = Picker(self._offers)
        self.picker.setPlaceholderText("Which card? Type a word of it")
        self.picker.setAccessibleName("Which card should the arrow join to this one?")
        self.picker.picked.connect(self.choose)
        self.question, self.note = PlainLabel(role="muted"), PlainLabel()
        self.note.setObjectName("note")
        self.kinds = FlowBox()
        leave = Button("Leave it")
        leave.setProperty("flat", True)
        leave.clicked.connect(end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.picker, self.question, self.kinds, self.note, beside(leave)):
            column.addWidget(widget)
        self.show_value()

    def _offers(self, typed: str) -> Sequence[Offer]:
        """Cards that some arrow may join to this one; others too when they are looked for, to say why not."""
        desk, wanted = self._desk, folded(typed)
        kinds = kinds_linkable(desk.kind)
        found = []
        for entry in desk.case.ordered_entries:
            if entry.id == desk.identity or (entry.kind not in kinds and not wanted):
                continue
            words, over = title_of(entry, desk.naming, desk.vocabulary), self._over(entry)
            if wanted in folded(words) or wanted in folded(over):
                found.append(
                    (entry.kind not in kinds, not folded(words).startswith(wanted), Offer(words, over, entry.id))
                )
        found.sort(key=lambda each: each[:2])
        return [offer for _, _, offer in found[:60]]

    def _over(self, entry: Entry) -> str:
        return kind_title(entry.kind, self._desk.naming, self._desk.vocabulary, entry)

    def choose(self, identity: object) -> None:
        """Show which arrows may join the two cards."""
        self._other = str(identity)
        other = self._desk.case.entry(self._other)
        if other is not None:
            self.picker.setText(title_of(other, self._desk.naming, self._desk.vocabulary))
            self.picker.setCursorPosition(0)
        self.show_value()
        first = next((chip for chip in self.kinds.widgets if chip.isEnabled()), None)
        if first is not None:
            first.setFocus()

    def show_value(self) -> None:
        """The arrows that may join the two cards as they are now; one that may not says why."""
        desk = self._desk
        self.kinds.clear()
        fitting = fitting_between(desk.case, desk.identity, self._other) if self._other else ()
        reasons = []
        for each in fitting:
            refusal = refusal_of_link(desk.case, each.kind, *self._ends(each))
            self.kinds.add(self._chip(each, allowed=refusal is None))
            if refusal is not None:
                reasons.append(f"“{self._reads(each)}”: {refusal}")
        if self._other and not fitting:
            refused = refusal_of_link(desk.case, "", desk.identity, self._other)
            reasons = [str(refused)] if refused else []
        self.question.setText("How are they joined? Read it from this card." if fitting else "")
        self.question.setVisible(bool(fitting))
        self._say("\n".join(reasons))

    def _say(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    def _ends(self, each: Fitting) -> tuple[str, str]:
        return (self._desk.identity, self._other) if each.outward else (self._other, self._desk.identity)

    def _reads(self, each: Fitting) -> str:
        words = self._desk.vocabulary.link(each.kind)
        return self._desk.naming.fill(words.forward if each.outward else words.reverse)

    def _chip(self, each: Fitting, *, allowed: bool) -> ChipButton:
        chip = ChipButton(f"this {self._reads(each)} it")
        chip.setEnabled(allowed)
        tell(chip, self._desk.fitted(self._desk.vocabulary.link(each.kind).help))
        chip.clicked.connect(lambda: self._draw(each))
        return chip

    def _draw(self, each: Fitting) -> None:
        sentence = self._desk.act(commands.link, each.kind, *self._ends(each))
        if sentence:
            self._say(sentence)
        else:
            self._end()  # type: ignore[operator]
