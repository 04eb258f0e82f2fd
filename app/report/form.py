"""The right of the desk, below: who gets the copy, for what, by whose decision, and the three questions; it sends
nothing.

What is typed for one reader is gone when another one is chosen.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from app import theme
from app.chips import ChipButton
from app.combo import Combo
from app.display import asked
from app.flow import FlowBox
from app.growing import GrowingText
from app.guessing import judge
from app.plain import PlainLabel
from app.report import guard
from app.report.guard import Said
from app.report.papers import PAPERS, Choice
from app.report.side import Fold, say
from app.ticks import Tick
from exports.profile import LONGEST_CONTACT, LONGEST_NOTE
from mapping.naming import Naming
from mapping.readers import OUT, PERPETRATOR, audiences

BASES = (
    "Public task", "Legal obligation (an order of a court, a duty in law)", "Vital interests",
    "Substantial public interest: safeguarding", "Legitimate interests", "Consent, freely given and written down",
)  # fmt: skip
FORMS = {"pdf": "PDF", "docx": "Word", "xlsx": "Table (Excel)", "picture": "Map as a picture"}
_LONGEST = 200
_MORE = "Note, number of the copy, passphrase"
_TYPED = "Names are typed here, not proven: the log says so."
_ALL_THE_SAME = "Release it all the same, because …"
_KEPT_IN_LOG = "Kept in the log of what was shared, with your name and the day."
_PASSPHRASE = "It opens nowhere without these words. Tell them to the reader by another way than the file goes."


class ReleaseForm(QWidget):
    """The fields of one release; `changed` at every word, `layout_changed` where another file is to be made."""

    changed = Signal()
    copy_changed = Signal()
    second_changed = Signal()
    form_taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recipient, self.purpose, self.first, self.second = (QLineEdit() for _ in range(4))
        self.basis, self.necessity = Combo(), GrowingText(rows=2)
        self.worse, self.warned, self.hours = (GrowingText(rows=2) for _ in range(3))
        self.warned_on = QLineEdit()
        self.passphrase, self.again, self.weak = QLineEdit(), QLineEdit(), PlainLabel(role="muted")
        self.number, self.note, self.contact = QSpinBox(), GrowingText(rows=2), QLineEdit()
        self.why, self.forms, self.partly = QLineEdit(), FlowBox(), Tick("")
        self._form, self._naming, self._verdict = "pdf", "", ""
        self._labels: dict[str, PlainLabel] = {}
        self._rows: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._wire()

    # ------------------------------------------------------------------------------------------------ what is made

    def _lay_out(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(10))
        self.basis.setEditable(True)
        self.basis.addItems(["", *BASES])
        line = self.basis.lineEdit()
        if line is not None:
            line.setAccessibleName("Lawful basis")
        self.basis.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        self.number.setRange(1, 9999)
        self.number.setMinimumHeight(theme.current().px(30))
        for secret in (self.passphrase, self.again):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
        fields: tuple[tuple[str, str, QWidget, str], ...] = (
            (guard.RECIPIENT, "Who gets it?", self.recipient, "A name or a post, and the agency."),
            (guard.PURPOSE, "What is it for?", self.purpose, ""),
            (guard.BASIS, "Lawful basis", self.basis, "Pick one, or use your own words."),
            ("necessity", "Why does this reader need it, and no less?", self.necessity, ""),
            (guard.WORSE, "What has she said would make it worse?", self.worse, ""),
            (guard.WARNED, "Has she been warned?", self.warned, ""),
            ("warned_on", "On which day?", self.warned_on, "If she has: 2026-03-12."),
            (guard.HOURS, "What happens in the hours after?", self.hours, ""),
            (guard.FIRST, "Who decided to release it?", self.first, ""),
            (guard.SECOND, "Second releaser", self.second, f"Reads every page here, after the name. {_TYPED}"),
        )
        for key, words, field, help_ in fields:
            self._put(key, words, field, help_)
        self._lay_out_file()
        self._put(guard.WHY, _ALL_THE_SAME, self.why, _KEPT_IN_LOG)

    def _put(self, key: str, words: str, field: QWidget, help_: str, into: QVBoxLayout | None = None) -> None:
        row = QWidget()
        layout = asked(words, field, help_)
        layout.setContentsMargins(0, 0, 0, 0)
        row.setLayout(layout)
        self._rows[key] = row
        self._labels[key] = _heading(layout)
        (into or self._column).addWidget(row)

    def _lay_out_file(self) -> None:
        self._put(guard.FORM, "As what?", self.forms, "")
        for key, words in FORMS.items():
            chip = ChipButton(words, tick=True)
            chip.setProperty("form", key)
            chip.setChecked(key == "pdf")
            chip.clicked.connect(lambda _on=False, key=key: self.take_form(key))
            self.forms.add(chip)
        self._column.addWidget(self.partly)
        self.partly.hide()
        self.more = Fold(_MORE)
        rows = self.more.rows
        self._put("note", "Cover note", self.note, "Stands on the first page.", rows)
        self._put("contact", "Whom to tell if it goes astray", self.contact, "", rows)
        self._put("number", "Number of this copy", self.number, "", rows)
        self._put(guard.PASSPHRASE, "Seal the PDF with a passphrase", self.passphrase, _PASSPHRASE, rows)
        self._put("again", "The same once more", self.again, "", rows)
        rows.addWidget(self.weak)
        self.weak.hide()
        self._column.addWidget(self.more)

    def _wire(self) -> None:
        for line in (self.recipient, self.purpose, self.first, self.warned_on, self.why, self.again):
            line.textChanged.connect(self.changed)
            line.setMaxLength(_LONGEST)
        self.contact.setMaxLength(LONGEST_CONTACT)
        for text in (self.necessity, self.worse, self.warned, self.hours):
            text.textChanged.connect(self.changed)
        self.basis.editTextChanged.connect(self.changed)
        self.second.textChanged.connect(self.second_changed)
        self.second.textChanged.connect(self.changed)
        self.passphrase.textChanged.connect(self._judge)
        self.again.textChanged.connect(self._judge)
        self.number.valueChanged.connect(self.copy_changed)
        self.contact.textChanged.connect(self.copy_changed)
        self.note.textChanged.connect(self.copy_changed)

    # ------------------------------------------------------------------------------------------------ for whom

    def set_for(self, choice: Choice, naming: Naming, first: str, number: int) -> None:
        """Ask what is to be asked of this reader; what was typed for another one is gone."""
        self.forget()
        self.call(naming)
        ours, his = choice.stays, choice.reader.audience == PERPETRATOR
        for key in (guard.RECIPIENT, guard.PURPOSE, guard.BASIS, "necessity", guard.WORSE, guard.WARNED, "warned_on",
                    guard.HOURS, guard.FIRST):  # fmt: skip
            self._rows[key].setVisible(not ours)
        self._rows[guard.SECOND].setVisible(his)
        for key in ("note", "contact"):
            self._rows[key].setVisible(not his and not choice.paper)
        self.more.call("Number of the copy, passphrase" if his or choice.paper else _MORE)
        offered = _forms(choice)
        for chip in self.forms.widgets:
            chip.setVisible(str(chip.property("form")) in offered)
        self.first.setText("" if ours else first)
        self.number.setValue(number)
        self.ask_why(False)

    def call(self, naming: Naming) -> None:
        """Ask the three questions by the case's own words."""
        one = naming.survivors[0].id if len(naming.survivors) == 1 else ""
        she = naming.pronoun(one, "subject") if one else ""
        who = she or (naming.inside(one) if one else "the other parent")
        has = "have" if she == "they" else "has"
        for key, words in (
            (guard.WORSE, f"What {has} {who} said would make it worse?"),
            (guard.WARNED, f"{has.capitalize()} {who} been warned?"),
        ):
            self._labels[key].setText(words)
            self.field(key).setAccessibleName(words)

    def ask_why(self, on: bool) -> None:
        """Ask why it leaves all the same, or not."""
        self._rows[guard.WHY].setVisible(on)
        if not on:
            self.why.setText("")

    def forget(self) -> None:
        """Take everything off the screen that was typed."""
        for line in (self.recipient, self.purpose, self.first, self.second, self.warned_on, self.passphrase, self.again,
                     self.contact, self.why):  # fmt: skip
            line.setText("")
        for text in (self.necessity, self.worse, self.warned, self.hours, self.note):
            text.setPlainText("")
        self.basis.setCurrentIndex(0)
        self.basis.setEditText("")
        self.number.setValue(1)
        self.take_form("pdf")
        self.more.open(False)

    # ------------------------------------------------------------------------------------------------ what was said

    @property
    def form(self) -> str:
        """pdf, docx, xlsx or picture."""
        return self._form

    def take_form(self, form: str) -> None:
        """Make a file of this form."""
        changed = form != self._form
        self._form = form
        for chip in self.forms.widgets:
            if isinstance(chip, ChipButton):
                chip.setChecked(str(chip.property("form")) == form)
        if changed:
            self.form_taken.emit()
            self.copy_changed.emit()

    @property
    def said(self) -> Said:
        """What was filled in."""
        return Said(
            recipient=_line(self.recipient.text()), purpose=_line(self.purpose.text()),
            basis=_line(self.basis.currentText()), necessity=self.necessity.toPlainText().strip(),
            first=_line(self.first.text()), second=_line(self.second.text()),
            worse=self.worse.toPlainText().strip(), warned=self.warned.toPlainText().strip(),
            warned_on=_line(self.warned_on.text()), hours=self.hours.toPlainText().strip(), why=_line(self.why.text()),
            passphrase=self.passphrase.text(), again=self.again.text(), weak=self._verdict,
        )  # fmt: skip

    @property
    def cover_note(self) -> str:
        """What stands on the first page."""
        return self.note.toPlainText().strip()[:LONGEST_NOTE]

    def field(self, place: str) -> QWidget:
        """The field that an objection is about."""
        fields: dict[str, QWidget] = {
            guard.RECIPIENT: self.recipient, guard.PURPOSE: self.purpose, guard.BASIS: self.basis,
            guard.WORSE: self.worse, guard.WARNED: self.warned, guard.HOURS: self.hours, guard.FIRST: self.first,
            guard.SECOND: self.second, guard.PASSPHRASE: self.passphrase, guard.WHY: self.why,
        }  # fmt: skip
        if place == guard.PASSPHRASE:
            self.more.open()
        if place == guard.FORM:
            return self.forms.widgets[0]
        return fields[place]

    def _judge(self) -> None:
        """One sentence on the passphrase: what stands in its way before what is only advice."""
        verdict = judge(self.passphrase.text()) if self.passphrase.text() else None
        self._verdict = verdict.sentence if verdict is not None and verdict.refused else ""
        differs = bool(self.again.text()) and self.again.text() != self.passphrase.text()
        advice = "The two are not the same yet." if differs and not self._verdict else ""
        say(self.weak, advice or (verdict.sentence if verdict is not None else ""))
        self.changed.emit()


def _forms(choice: Choice) -> frozenset[str]:
    """As which files this may leave."""
    if choice.paper:
        return frozenset(PAPERS[choice.paper].forms)
    his = choice.reader.audience == PERPETRATOR
    drawn = audiences()[choice.reader.audience].section("map") != OUT
    return frozenset(("pdf", "docx", *(() if his else ("xlsx",)), *(("picture",) if drawn else ())))


def _heading(layout: QLayout) -> PlainLabel:
    item = layout.itemAt(0)
    widget = item.widget() if item is not None else None
    assert isinstance(widget, PlainLabel)
    return widget


def _line(text: str) -> str:
    return " ".join(text.split())
