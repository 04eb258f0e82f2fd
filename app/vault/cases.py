"""The cases of an open vault: begin one, open, bring in a file, rename, delete. What a case says it never shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app import theme
from app.display import DisplayLabel, Page, Quiet, row
from app.files import FileChooser
from app.flow import FlowBox
from app.folders import Wanted
from app.keptveil import hidden_today
from app.plain import Button, PlainLabel
from app.vault.bringin import BringIn
from app.vault.caselist import CaseList
from app.vault.handback import HandBack
from app.vault.keeping import KeepingForm
from app.vault.newcase import Draft, NewCase
from app.vault.placeword import PlaceWord
from app.vault.safeline import SafeLine
from app.worker import who_works
from mapping.casemap import CaseMap
from mapping.commands import rename
from mapping.errors import CaseError
from storage.caseline import CaseLine
from storage.errors import NoSuchCase, VaultError
from storage.keeping import Keeping
from storage.vault import Vault

_EMPTY = (
    "No cases yet. Begin one: give it a number or a title, say in a word who the people are, and put down the first"
    " thing that he does. Or bring in a case file that this program or a colleague made."
)

_BEGUN = "new case"
"""The setting of the vault under which an unfinished form for a new case is kept."""


class CasesRoom(Page):
    """What is in a vault. `wants_open` names a case, `wants_care` asks for the page of care, `wants_out` is said in a
    vault that is only lent; the rest is done here."""

    wants_open = Signal(str)
    wants_care = Signal()
    wants_out = Signal()
    share_above = 0.06

    def __init__(
        self, vault: Vault, parent: QWidget | None = None, *, veiled: bool = False, lent: bool = False
    ) -> None:
        """`veiled` keeps the titles hidden, which may hold names, until they are asked for; `lent` is a trial.

        So does a case in which names were hidden when it was put away, on that day.
        """
        super().__init__(760, parent)
        self._vault, self._veiled, self._lent = vault, veiled or hidden_today(vault), lent
        self._unveil = Button("Show the titles")
        self.list = CaseList()
        self._nothing, self._word, self._place = PlainLabel(_EMPTY), PlainLabel(), PlaceWord()
        self._safe = SafeLine(vault)
        self._desk: QWidget | None = None
        self._changing: list[Button] = []
        self._under = QVBoxLayout()
        self._lay_out()
        self.show_cases()
        if not self._veiled and not vault.is_for_reading and self._begun():
            self.begin()

    def _lay_out(self) -> None:
        self._new, bring = Button("New case", primary=True), Button("Bring in a case file")
        self._for_one = [Button(name) for name in ("Open", "Rename", "Keep until…", "Hand back…", "Delete")]
        self._buttons = FlowBox(gap=8)
        self._buttons.add(self._new, *self._for_one, bring)
        care = Quiet("Leave this trial, and make a vault of your own" if self._lent else "Care of this vault")
        care.clicked.connect(self.wants_out if self._lent else self.wants_care)
        if not self._lent and self._vault.guard is None:
            care.hide()
        for part in (DisplayLabel("Cases", 28), self._nothing, self.list, self._buttons, self._word):
            self.column.addWidget(part)
        self.column.addWidget(self._unveil, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(self._under)
        self.column.addWidget(self._safe)
        self.column.addWidget(care, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._place)
        self._new.clicked.connect(self.begin)
        self._unveil.clicked.connect(self.show_titles)
        bring.clicked.connect(self.bring_in)
        acts = (self.wants_open.emit, self.rename, self.ask_keeping, self.hand_back, self.ask_delete)
        for button, act in zip(self._for_one, acts, strict=True):
            button.clicked.connect(lambda _on=False, act=act: self._with_chosen(act))
        if self._vault.is_for_reading:
            self._only_read(bring)
        self.list.wants_open.connect(self.wants_open)
        self.list.wants_rename.connect(self.rename)
        self.list.wants_delete.connect(self.ask_delete)
        self.setFocusProxy(self.list)
        theme.NOTICE.changed.connect(self._fit_list)
        self.verticalScrollBar().rangeChanged.connect(self._bring_into_sight)

    def _only_read(self, bring: Button) -> None:
        """Offer nothing that would change the vault."""
        opening, rename, keeping, _handing, delete = self._for_one
        self._changing = [self._new, bring, rename, keeping, delete]
        for button in self._changing:
            button.hide()
        opening.be_primary(True)

    def show_cases(self) -> None:
        """Read the list anew; where it cannot be read, what stood there stays."""
        lines = self._lines()
        if lines is None:
            self._nothing.setVisible(False)
            return
        shown = lines
        if self._veiled:
            shown = tuple(replace(each, title=f"Case {at}", reference="") for at, each in enumerate(lines, start=1))
        self.list.show_lines(shown, datetime.now().astimezone(), self._kept(lines))
        self._unveil.setVisible(self._veiled and bool(lines))
        self.list.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        self.setFocusProxy(self.list if lines else self._new)
        for button in self._for_one:
            button.setVisible(bool(lines) and button not in self._changing)
        self._safe.read()
        self._fit_list()

    def _fit_list(self) -> None:
        """As high as its rows are in the present size of text, up to nine."""
        px = theme.current().px
        rows = max(1, min(self.list.count(), 9))
        self.list.setFixedHeight(px(56) * rows + 4)

    def _kept(self, lines: Iterable[CaseLine]) -> dict[str, Keeping]:
        """Until when each case is kept, where somebody has said so."""
        kept = ((line.id, self._vault.kept_until(line.id)) for line in lines)
        return {case_id: keeping for case_id, keeping in kept if keeping is not None}

    def tell_of_place(self) -> None:
        """Say in a moment whether the vault lies where it may be lost, copied, or read beside it."""
        self._place.look_at(self._vault.folder)

    def show_titles(self) -> None:
        """Call the cases by their titles again."""
        self._veiled = False
        self.show_cases()

    def begin(self) -> None:
        """Show the form for a new case, with what was begun in it before."""
        form = NewCase(self._begun())
        form.typed.connect(self.put_away)
        form.wanted.connect(lambda case: self._put_in(case, form.say))
        form.given_up.connect(self._give_up_new)
        self._show(form)

    def put_away(self) -> None:
        """Keep what stands in the form for a new case, so that neither a lock nor a crash takes it."""
        form = self._desk
        if isinstance(form, NewCase):
            try:
                self._vault.keep_setting(_BEGUN, form.draft if form.is_begun else None)
            except VaultError as error:
                form.say(str(error))

    def _begun(self) -> Draft | None:
        """What was begun of a new case; nothing where it cannot be read, for then the list says why."""
        try:
            kept = self._vault.setting(_BEGUN)
        except VaultError:
            return None
        whole = isinstance(kept, dict) and all(isinstance(each, str) for each in kept.values())
        return kept if whole else None

    def _give_up_new(self) -> None:
        self._clear_desk()
        self._forget_begun()

    def _forget_begun(self) -> None:
        try:
            self._vault.keep_setting(_BEGUN, None)
        except VaultError as error:
            self._say(str(error))

    def bring_in(self) -> None:
        """Ask for a case file, and show what it would bring."""
        chooser = FileChooser("Which case file?", Wanted.FILE, "Bring in", endings=(".json",), parent=self)
        chooser.chosen.connect(self._read)
        chooser.open()

    def rename(self, case_id: str) -> None:
        """Show a line for another title; who asks for that wants to see the one it has."""
        self.show_titles()
        line = self._line(case_id)
        if line is None:
            return
        field, keep = QLineEdit(line.title), Button("Keep the new title", primary=True)
        field.setAccessibleName("Another title")
        field.returnPressed.connect(keep.click)
        keep.clicked.connect(lambda: self._rename(case_id, field.text()))
        self._ask("Another title", "", field, keep)

    def ask_keeping(self, case_id: str) -> None:
        """Show the form for how long a case is kept."""
        try:
            form = KeepingForm(self._vault, case_id)
        except VaultError as error:
            self._say(str(error))
            return
        form.done.connect(self._clear_and_show)
        form.given_up.connect(self._clear_desk)
        self._show(form)

    def hand_back(self, case_id: str) -> None:
        """Lead through handing a case back to the agency's own system."""
        panel = HandBack(self._vault, case_id)
        panel.went.connect(self._show_behind)
        panel.done.connect(self._clear_and_show)
        panel.given_up.connect(self._clear_and_show)
        self._show(panel)

    def ask_delete(self, case_id: str) -> None:
        """Say what would go, by its title, and ask."""
        self.show_titles()
        line = self._line(case_id)
        if line is None:
            return
        delete = Button("Delete it for good")
        delete.clicked.connect(lambda: self._delete(case_id))
        words = (
            f"Everything on its map goes from this vault: {line.entries} entries, their links, every step and draft."
            " It cannot be undone. Backups made before still hold it, and so do reports and files made from it."
        )
        self._ask(f"Delete “{line.title}”?", words, None, delete)

    def _lines(self) -> tuple[CaseLine, ...] | None:
        """What cases there are; None where the vault cannot be read, and then it is said why."""
        try:
            return self._vault.cases()
        except VaultError as error:
            self._say(str(error))
            return None

    def _line(self, case_id: str) -> CaseLine | None:
        """One case as it is now; None where it cannot be read, and then it is said why."""
        lines = self._lines()
        found = next((line for line in lines or () if line.id == case_id), None)
        if lines is not None and found is None:
            self._say(NoSuchCase.sentence)
        return found

    def _with_chosen(self, act: Callable[[str], object]) -> None:
        if self.list.chosen is not None:
            act(self.list.chosen.id)

    def _put_in(self, case: CaseMap, say: Callable[[str], None]) -> None:
        try:
            self._vault.add(case, who_works(self._vault))
        except VaultError as error:
            say(str(error))
            return
        self._clear_desk()
        self._forget_begun()
        self._took(case.header.id)

    def _read(self, path: Path) -> None:
        panel = BringIn(self._vault, veiled=self._veiled)
        panel.taken.connect(self._took)
        panel.opens.connect(self.wants_open)
        panel.given_up.connect(self._clear_desk)
        self._show(panel)
        panel.read(path)

    def _took(self, case_id: str) -> None:
        self._clear_desk()
        self.show_cases()
        self.wants_open.emit(case_id)

    def _rename(self, case_id: str, title: str) -> None:
        try:
            changes = rename(self._vault.load(case_id), title)
            self._vault.write(case_id, changes, who_works(self._vault))
        except (CaseError, VaultError) as error:
            self._say(str(error))
            return
        self._clear_desk()
        self.show_cases()

    def _delete(self, case_id: str) -> None:
        try:
            self._vault.forget_case(case_id, who_works(self._vault))
        except VaultError as error:
            self._say(str(error))
        else:
            self._clear_desk()
        self.show_cases()

    def _ask(self, question: str, words: str, field: QLineEdit | None, button: Button) -> None:
        """A small panel under the list: a question, what it means, a field if need be, and two ways out."""
        panel, no = QWidget(), Button("Leave it as it is")
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(PlainLabel(question, "heading"))
        if words:
            column.addWidget(PlainLabel(words))
        if field is not None:
            column.addWidget(field)
        column.addLayout(row(button, no))
        no.clicked.connect(self._clear_desk)
        panel.setFocusProxy(field or no)
        self._show(panel)

    def _show(self, panel: QWidget) -> None:
        self._clear_desk()
        self._desk = panel
        self._under.addWidget(panel)
        self._buttons.hide()
        self._nothing.hide()
        panel.show()
        panel.setFocus()

    def _clear_and_show(self) -> None:
        self._clear_desk()
        self.show_cases()

    def _show_behind(self) -> None:
        """Read the list anew while something is told under it."""
        self.show_cases()
        self._nothing.hide()

    def _bring_into_sight(self) -> None:
        """Scroll to what is asked: under a long list it would stand below the window. Where not all of it can be seen,
        it is seen from its beginning, unless the keyboard is further down."""
        if self._desk is not None:
            self.ensureWidgetVisible(self._desk)
            if self._desk.height() > self.viewport().height():
                top = self._desk.mapTo(self.viewport(), self._desk.rect().topLeft()).y()
                self.verticalScrollBar().setValue(self.verticalScrollBar().value() + top)
                self.ensureWidgetVisible(self.focusWidget())

    def _clear_desk(self) -> None:
        self.put_away()
        if self._desk is not None:
            self._under.removeWidget(self._desk)
            self._desk.hide()
            self._desk.deleteLater()
            self._desk = None
        self._buttons.show()
        self._nothing.setVisible(not self.list.count())
        self._say("")
        self.setFocus()

    def _say(self, sentence: str) -> None:
        self._word.setText(sentence)
        self._word.setVisible(bool(sentence))
