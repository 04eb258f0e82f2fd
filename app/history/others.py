"""What else names a person who is to be erased: to be changed first, or to lose its earlier words as well."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app import theme
from app.history.whole import HANDFUL, Named, naming_things
from app.plain import PlainLabel
from app.session import Session
from app.unseen import visible
from app.work import Work
from mapping.audit import people_in
from mapping.entries import Person, Thing
from mapping.find import kind_of
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary
from mapping.wording import title_of
from storage.audit import Record
from storage.errors import VaultError
from storage.vault import Vault

_ID = Qt.ItemDataRole.UserRole
_LOOKING = "Looking through the whole record for this person’s names."
_FOUND = (
    "These hold this person’s name, another name, or something that could lead to them. Where one names them now,"
    " change its words first: choose it and press Enter. What stood in those that are ticked before is erased too."
)
_NOTHING = "No other card has this person’s names in it, now or earlier, as they are written on the map."
_NOW, _EARLIER = "names them now", "named them earlier"
_ROWS = 7


class OthersPart(QWidget):
    """A list to tick; `found` when it is there, `wants_open` asks for one of its cards."""

    found = Signal()
    wants_open = Signal(str)

    def __init__(
        self,
        session: Session,
        vault: Vault,
        person: Person | None,
        going: frozenset[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._vault, self._person, self._going = session, vault, person, going
        self._work = Work(self)
        self.looked = False
        self.word, self.list = PlainLabel(_LOOKING), QListWidget()
        self.list.setAccessibleName("What else names this person")
        self.list.itemActivated.connect(self._open)
        self.list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(PlainLabel("Where else this person is named", "strong"))
        column.addWidget(self.word)
        column.addWidget(self.list)

    def look(self) -> None:
        """Look through the case and its whole record, beside the window."""
        session, person, going = self._session, self._person, self._going
        case = session.case

        def task() -> tuple[Named, ...]:
            assert person is not None
            own = session.records(person.id, most=HANDFUL)
            states = [person, *people_in(own)]
            return naming_things(self._ask, case, states, going, self._beside())

        self._work.start(task, self._show, self._fail, (VaultError,))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of what is ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked)

    def _ask(self, before: int) -> tuple[Record, ...]:
        return self._session.records(before=before, most=HANDFUL)

    def _beside(self) -> Iterable[tuple[str, str]]:
        """What was begun in cards and not finished, and the titles of what is attached to them."""
        case_id = self._session.case.header.id
        drafts = self._vault.drafts(case_id)
        yield from ((thing, text) for (thing, _field), text in drafts.items())
        yield from ((each.thing, each.title) for each in self._vault.attached(case_id))

    def _show(self, found: tuple[Named, ...]) -> None:
        self.looked = True
        self.word.setText(_FOUND if found else _NOTHING)
        naming = Naming(self._session.case, self._session.veiled)
        for each in found:
            item = QListWidgetItem(f"{visible(self._called(each.id, naming))}  ·  {_NOW if each.now else _EARLIER}")
            item.setData(_ID, each.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setVisible(bool(found))
        self.list.setFixedHeight(theme.current().px(28) * min(max(len(found), 1), _ROWS) + theme.current().px(6))
        self.found.emit()

    def _fail(self, sentence: str) -> None:
        self.word.setText(sentence)

    def _called(self, identity: str, naming: Naming) -> str:
        thing: Thing | None = self._session.case.thing(identity)
        if thing is None:
            return f"{identity}, no longer on the map"
        kind = kind_of(thing)
        if kind == "case":
            return "The case itself"
        return title_of(thing, naming, load_vocabulary())  # type: ignore[arg-type]

    def _open(self, item: QListWidgetItem) -> None:
        if self._session.case.thing(item.data(_ID)) is not None:
            self.wants_open.emit(item.data(_ID))
