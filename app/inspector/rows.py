"""The editor of a list of small records: one group of fields for each, with its own way to go, and a way to add one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app import theme
from app.drafts import rows_stay
from app.flow import beside
from app.inspector.desk import RowDesk, Surface
from app.inspector.editor import HIDDEN, Editor
from app.plain import Button, tell
from mapping.fields import CATEGORY, CHOICE, DATE, FLAG, LINE, REF, ROWS, Field, fields_of

MakeRow = Callable[[Surface, Field], QWidget]
"""Makes the labelled row of one field; `form` gives it, so that the editors need not know the form."""


class RowsEditor(Editor):
    """A list of records."""

    wide = True

    def __init__(self, surface: Surface, field: Field, make_row: MakeRow, parent: QWidget | None = None) -> None:
        super().__init__(surface, field, parent)
        self._make_row = make_row
        self.groups: list[_Group] = []
        self._shown: tuple[Any, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.current().px(8))
        self.column.addLayout(self._list)
        self.more = Button("Add one")
        self.more.setAccessibleName(f"{self.name}: add one")
        self.more.clicked.connect(self._add)
        self.column.addWidget(beside(self.more))
        self._pending: _Pending | None = None
        self.setFocusProxy(self.more)
        self.show_value()

    def show_value(self) -> None:
        """A group for each record; where every record stands where it stood, the groups stay and show what is new."""
        if self.value is None:
            return
        hidden = self.surface.desk.hides(self.field)
        self.say(HIDDEN if hidden else "")
        self.more.setVisible(not hidden and self._pending is None and not self.surface.desk.for_reading)
        count = 0 if hidden else len(self.value)
        self.say_if_empty(not hidden and not count)
        if hidden or not rows_stay(self._shown, self.value):
            self._clear()
        self._shown = self.value
        for group in self.groups:
            group.show_value()
        while len(self.groups) < count:
            place = len(self.groups)
            group = _Group(RowDesk(self.surface, self.field, place), self.field, self._make_row, self._remove)
            group.setAccessibleName(f"{self.name} {place + 1}")
            self.groups.append(group)
            self._list.insertWidget(place, group)

    def _clear(self) -> None:
        """Let every group go; none may write what was typed in it into another record."""
        for group in self.groups:
            group.surface.let_go()
            self._list.removeWidget(group)
            group.hide()
            group.deleteLater()
        self.groups.clear()

    def _remove(self, place: int) -> None:
        rows = tuple(row for number, row in enumerate(self.value or ()) if number != place)
        if self.keep(**{self.field.name: rows}):
            self.show_value()
            self.more.setFocus()

    def _add(self) -> None:
        """A record that needs nothing is there at once; one that needs something waits until it has it."""
        row = self.field.shape.row
        if row is None or self.value is None or self._pending is not None:
            return
        needed = [each for each in fields_of(row) if each.shape.required]
        if not needed:
            if self.keep(**{self.field.name: (*self.value, row())}):
                self.show_value()
                self.groups[-1].setFocus()
            return
        self._pending = _Pending(self.surface, self.field, needed, self._make_row, self._complete, self._drop)
        self._list.addWidget(self._pending)
        self.more.hide()
        self._pending.setFocus()

    def _complete(self, record: Any) -> bool:
        if self.value is None or not self.keep(**{self.field.name: (*self.value, record)}):
            return False
        self._drop()
        self.show_value()
        if self.groups:
            self.groups[-1].setFocus()
        return True

    def _drop(self) -> None:
        if self._pending is not None:
            self._list.removeWidget(self._pending)
            self._pending.hide()
            self._pending.deleteLater()
            self._pending = None
        self.more.show()

    def finish(self) -> None:
        """Keep what was typed in any group."""
        for group in self.groups:
            group.finish()

    def put_away(self) -> None:
        """Put what was typed in any group where it can be found again."""
        for group in self.groups:
            for row in group.rows:
                row.editor.put_away()  # type: ignore[attr-defined]


class _Group(QFrame):
    """One record."""

    def __init__(self, surface: RowDesk, field: Field, make_row: MakeRow, remove: Callable[[int], None]) -> None:
        super().__init__()
        self.surface = surface
        column = _framed(self)
        assert field.shape.row is not None
        self.rows = [make_row(surface, each) for each in fields_of(field.shape.row)]
        for row in self.rows:
            column.addWidget(row)
        take = Button("Take away")
        take.setProperty("flat", True)
        tell(take, "Take this one out of the list")
        take.clicked.connect(lambda: remove(surface.place))
        column.addWidget(beside(take))
        if surface.desk.for_reading:
            take.hide()
        self.setFocusProxy(self.rows[0])

    def show_value(self) -> None:
        """Show the record as it is now."""
        for row in self.rows:
            row.editor.show_value()  # type: ignore[attr-defined]

    def finish(self) -> None:
        """Keep what was typed."""
        for row in self.rows:
            row.editor.finish()  # type: ignore[attr-defined]


class _Draft:
    """A record that is not in the case yet: it takes values until it has all that it needs."""

    def __init__(self, above: Surface, field: Field, needed: list[Field], complete: Callable[[Any], bool]) -> None:
        self._above, self._field, self._needed, self._complete = above, field, needed, complete
        self._values: dict[str, Any] = {each.name: empty_of(each) for each in needed}

    @property
    def desk(self) -> Any:
        """The desk of the whole entry."""
        return self._above.desk

    @property
    def owner(self) -> Any:
        """Something that has the values so far."""
        return _Values(self._values)

    def words(self, field: Field) -> tuple[str, str]:
        """The words of a field in the list."""
        return RowDesk(self._above, self._field, 0).words(field)

    def family(self, field: Field) -> str:
        """The list that a field offers."""
        return RowDesk(self._above, self._field, 0).family(field)

    def keep(self, _merge: str = "", _draft: str = "", /, **values: Any) -> str:
        """Take a value; with all that is needed the record goes into the case."""
        self._values |= values
        if all(self._values[each.name] not in ("", ()) for each in self._needed):
            assert self._field.shape.row is not None
            self._complete(self._field.shape.row(**self._values))
        return ""

    def place_of(self, _field: Field) -> str:
        """Nowhere yet: wording in it can only be put right."""
        return ""

    def draft_key(self, _field: Field) -> str:
        """Unfinished records keep no drafts of their own."""
        return ""


class _Values:
    def __init__(self, values: dict[str, Any]) -> None:
        self.__dict__.update(values)


class _Pending(QFrame):
    """The fields that a new record must have before it can be kept."""

    def __init__(
        self, surface: Surface, field: Field, needed: list[Field], make_row: MakeRow,
        complete: Callable[[Any], bool], drop: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__()
        column = _framed(self)
        self._draft = _Draft(surface, field, needed, complete)
        self.rows = [make_row(self._draft, each) for each in needed]
        for row in self.rows:
            column.addWidget(row)
        no = Button("Leave it")
        no.setProperty("flat", True)
        no.clicked.connect(drop)
        column.addWidget(beside(no))
        self.setFocusProxy(self.rows[0])


def empty_of(field: Field) -> Any:
    """What a field holds when nothing is said; the first of a list of choices where one must be."""
    match field.shape.form:
        case form if form in (LINE, DATE, CATEGORY, REF):
            return ""
        case form if form == CHOICE:
            return ""
        case form if form == FLAG:
            return None
        case form if form == ROWS:
            return ()
    return "" if field.shape.form == "prose" else ()


def _framed(frame: QFrame) -> QVBoxLayout:
    frame.setObjectName("group")
    column = QVBoxLayout(frame)
    px = theme.current().px
    column.setContentsMargins(px(8), px(6), px(8), px(4))
    column.setSpacing(px(4))
    return column
