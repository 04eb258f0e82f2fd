"""The page on which something is erased for good: what else names it, why, by whose decision, and once more; then done.

It decides nothing by itself: what is destroyed is what was chosen here, and how is the business of the vault.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from app import theme
from app.certifying import counted
from app.clipboard import empty_clipboard
from app.display import DisplayLabel, Page, asked, row_of
from app.history.aside import AsidePart
from app.history.done import DonePart
from app.history.others import OthersPart
from app.history.whole import HANDFUL
from app.moments import now_here, said_day
from app.plain import Button, PlainLabel
from app.session import Session
from app.ticks import Choice, Tick
from exports.erasure import REASONS, Erasure
from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import remove
from mapping.entries import Entry, Header, Link, Person, Thing
from mapping.errors import CaseError
from storage.backup import backups, made_at
from storage.erasing import ACT
from storage.errors import VaultError, WriteFailed
from storage.expiring import gone_on
from storage.vault import Vault

_LONGEST = 120
_ALONG = "It cannot go alone. Without it {} of the map cannot stand, and will be erased too."
_BEFORE = (
    "It stays on the map as it is now. Every earlier wording of it is destroyed, in the vault and in the record of"
    " acts, where it will say that something was erased, when, and by whom."
)
_WHOLE = (
    "This {} is taken off the map. Everything that ever stood here is destroyed, in the vault and in the record of"
    " acts, where it will say that something was erased, when, and by whom. What was attached goes too."
)
_SURE = (
    "This cannot be undone, by anybody. Undo will begin here: what was done before in this case can no longer be taken"
    " back. {}"
)
_HOLD = "Backups made before still hold it: with a backup every day, the last of them goes on {}."
_NONE_HOLDS = "There is no backup yet that holds it; one is made first, and goes like the others."
_NEED = "Say why, and by whose decision. Then it can be erased."


class ErasePage(Page):
    """Asks, asks once more, erases, and offers the certificate.

    `left` goes back to the record; `wants_open` asks for a card whose words are to be changed first.
    """

    left = Signal()
    wants_open = Signal(str)
    share_above = 0.03

    def __init__(
        self, session: Session, vault: Vault, thing: str, *, whole: bool, parent: QWidget | None = None
    ) -> None:
        """`whole` takes the thing off the map as well."""
        super().__init__(680, parent)
        self.session, self._vault, self.thing, self.whole = session, vault, thing, whole
        self.others = OthersPart(session, vault, self._person(), self._going()) if self._person() else None
        self.aside = AsidePart(
            session, vault, self._person() or self._thing(), self._going() | {thing}, looked=self.others is not None
        )
        self.reasons = {key: Choice(words) for key, words in REASONS.items()}
        self.decided, self.older = QLineEdit(), Tick("Delete the older backups too, once a fresh one is made")
        self.go, self.back = Button("Erase…", primary=True), Button("Leave it as it is")
        self.now, self.keep = Button("Erase it for good now"), Button("No, leave it as it is")
        self.word = PlainLabel()
        self.done: DonePart | None = None
        self._lay_out()
        self._wire()
        self._allow()
        self.setFocusProxy(self.back)

    # ------------------------------------------------------------------------------------------------- the page

    def _lay_out(self) -> None:
        title = "Erase what stood here before" if not self.whole else f"Erase this {_word(self._thing())} for good"
        self.column.addWidget(DisplayLabel(title, 24))
        self._asking: list[QWidget] = [PlainLabel(_WHOLE.format(_word(self._thing())) if self.whole else _BEFORE)]
        self._asking += [PlainLabel(line, "muted") for line in self._along()]
        self._asking += [self.others] if self.others is not None else []
        self._asking += [self.aside] if self.aside.holds else []
        self._asking.append(PlainLabel("Why?", "strong"))
        group = QButtonGroup(self)
        for button in self.reasons.values():
            group.addButton(button)
            button.setMinimumHeight(theme.current().px(24))
            self._asking.append(button)
        decision = QWidget()
        self.decided.setMaxLength(_LONGEST)
        words = "It stands on the certificate and nowhere else."
        question = asked("By whose decision?", self.decided, words)
        question.setContentsMargins(0, 0, 0, 0)
        decision.setLayout(question)
        self.older.setMinimumHeight(theme.current().px(24))
        held = PlainLabel(self._held(), "muted")
        self.older.setAccessibleDescription(held.text())
        self._asking += [decision, PlainLabel("Backups", "strong"), held, self.older, row_of(self.go, self.back)]
        for widget in self._asking:
            self.column.addWidget(widget)
        self._confirming: list[QWidget] = [
            PlainLabel("Erase this for good?", "heading"),
            PlainLabel(_SURE.format(self._held())),
        ]
        self._confirming.append(row_of(self.now, self.keep))
        for widget in (*self._confirming, self.word):
            self.column.addWidget(widget)
            widget.hide()

    def _wire(self) -> None:
        for button in self.reasons.values():
            button.toggled.connect(self._allow)
        self.decided.textChanged.connect(self._allow)
        self.go.clicked.connect(self.ask_again)
        self.now.clicked.connect(self.erase)
        self.keep.clicked.connect(self.left)
        self.back.clicked.connect(self.left)
        if self.others is not None:
            self.others.found.connect(self._allow)
            self.others.wants_open.connect(self.wants_open)
            self.others.look()

    def _thing(self) -> Thing | None:
        return self.session.case.thing(self.thing)

    def _person(self) -> Person | None:
        """The person who is to go, as they were last known."""
        found = self._thing() or _last_known(self.session, self.thing)
        return found if isinstance(found, Person) and self.whole else None

    def _going(self) -> frozenset[str]:
        """What goes off the map with it."""
        if not self.whole:
            return frozenset()
        changes = remove(self.session.case, self.thing)
        return frozenset({self.thing, *(change.id for change in changes if change.after is None)})

    def _along(self) -> list[str]:
        """A line that says how much goes with it."""
        cards = sum(self.session.case.entry(each) is not None for each in self._going() - {self.thing})
        arrows = len(self._going() - {self.thing}) - cards
        parts = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((cards, "other card"), (arrows, "arrow")) if n]
        return [_ALONG.format(" and ".join(parts))] if parts else []

    def _held(self) -> str:
        """Until when backups hold what is to be erased."""
        now = now_here()
        made = [moment for place in backups(self._vault.folder) if (moment := made_at(place))]
        if not made:
            return _NONE_HOLDS
        # The one that is made before the erasure holds it too.
        last = max(gone_on([now, *made], now))
        return _HOLD.format(said_day(datetime(last.year, last.month, last.day, tzinfo=now.tzinfo), now))

    def _allow(self) -> None:
        looked = self.others is None or self.others.looked
        self.go.setEnabled(bool(self._reason() and self.decided.text().strip()) and looked)
        self.go.setAccessibleDescription("" if self.go.isEnabled() else _NEED)

    def _reason(self) -> str:
        return next((key for key, button in self.reasons.items() if button.isChecked()), "")

    # ------------------------------------------------------------------------------------------------- doing

    def ask_again(self) -> None:
        """Say what it means, plainly, and ask once more."""
        _show(self._asking, False)
        _show(self._confirming, True)
        self.keep.setFocus()

    def leave(self) -> None:
        """Go back to the record."""
        self.left.emit()

    def erase(self) -> None:
        """Do it."""
        known = self.session.case.thing
        going, chosen = self._going(), self.others.chosen if self.others is not None else ()
        things = tuple(dict.fromkeys((self.thing, *sorted(going), *chosen)))
        last = {each: thing for each in things if (thing := known(each)) is not None}
        before, moment = self._vault.head(), now_here()
        try:
            act, remark = self._erased(things, before[0])
        except (CaseError, VaultError) as error:
            self.say(str(error))
            return
        empty_clipboard()
        there = self.session.case.thing
        gone, kept = ([each for each in things if (there(each) is None) == away] for away in (True, False))
        done = Erasure(
            self.session.case.header.id, counted(gone, last), counted(kept, last), self._reason(),
            self.decided.text().strip(), self.session.who, moment, act, before, self._vault.head(),
        )  # fmt: skip
        self._show_done(done, remark)

    def _erased(self, things: Iterable[str], before: int) -> tuple[int, str]:
        """Erase; the number of the act, and what went wrong after it was done. Raises CaseError, VaultError."""
        try:
            return self.session.erase(things, self._removing), ""
        except WriteFailed as failure:
            if not failure.in_file or failure.seq is None:
                raise
            return failure.seq, str(failure)
        except VaultError as error:
            # It may have been done, and only the tidying after it have failed.
            seq = self._last_erasure()
            if seq <= before:
                raise
            return seq, str(error)

    def _removing(self, case: CaseMap) -> ChangeSet:
        """What goes off the map; what lies beside it goes now, when every room has put away what is written in it."""
        going = self.whole and case.thing(self.thing) is not None
        changes = remove(case, self.thing) if going else ChangeSet("edit", ())
        self.aside.drop()
        return changes

    def _last_erasure(self) -> int:
        found = self.session.records(most=1)
        return found[0].seq if found and found[0].act == ACT else 0

    def _show_done(self, done: Erasure, remark: str) -> None:
        _show([*self._asking, *self._confirming], False)
        self.done = DonePart(self._vault, done, older=self.older.isChecked(), remark=remark)
        self.done.left.connect(self.left)
        self.column.addWidget(self.done)
        self.done.begin()
        self.done.setFocus()

    def say(self, sentence: str) -> None:
        """Say why it was not done."""
        self.word.setText(sentence)
        self.word.setVisible(bool(sentence))


def _show(widgets: Iterable[QWidget], on: bool) -> None:
    for widget in widgets:
        widget.setVisible(on)


def _word(thing: Thing | None) -> str:
    if isinstance(thing, Link):
        return "arrow"
    return "person" if isinstance(thing, Person) else "card"


def _last_known(session: Session, thing: str) -> Thing | None:
    """A thing that is gone, as the record last knew it; None where that cannot be read."""
    try:
        acts = session.records(thing, most=HANDFUL)
    except VaultError:
        return None
    states = (each.after or each.before for act in acts for each in act.touched)
    return next((state for state in states if isinstance(state, Entry | Link | Header)), None)
