"""The editor of who says so: a chip for each source, its exact words and their place below, a line to add one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app import theme
from app.chips import ChipButton
from app.drafts import rows_stay
from app.flow import FlowBox
from app.inspector.desk import RowDesk, Surface
from app.inspector.editor import Editor
from app.inspector.rows import MakeRow
from app.picker import Offer, Picker
from app.plain import Button
from mapping import citing
from mapping.dates import spoken
from mapping.entries import Cite, Source
from mapping.fields import Field, field_named
from mapping.folding import folded
from mapping.wording import source_title


class CitesEditor(Editor):
    """The sources of one entry or link."""

    def __init__(self, surface: Surface, field: Field, make_row: MakeRow, parent: QWidget | None = None) -> None:
        super().__init__(surface, field, parent)
        self._make_row = make_row
        self.box, self.details = FlowBox(), QVBoxLayout()
        self.picker = Picker(self._offers, own_words=True)
        self.picker.setPlaceholderText("add who says so …")
        self.picker.picked.connect(self._take)
        self.picker.worded.connect(self._new)
        self.column.addWidget(self.box)
        self.column.addLayout(self.details)
        self.column.addWidget(self.picker)
        if surface.desk.for_reading:
            self.picker.hide()
        self.name_widget(self.picker)
        self._open: _Details | None = None
        self._shown: tuple[str, ...] | None = None
        self._rows: tuple[Cite, ...] = ()
        self.show_value()

    def _titles(self) -> tuple[str, ...]:
        return tuple(self._title(cite) for cite in self.value or ())

    def _title(self, cite: Cite) -> str:
        desk = self.surface.desk
        source = desk.case.entry(cite.source)
        called = source_title(source, desk.naming, desk.vocabulary) if isinstance(source, Source) else "not on the map"
        return " · ".join(
            part for part in (called, "in their words" if cite.quote else "", desk.shown(cite.where)) if part
        )

    def show_value(self) -> None:
        """A chip for each source as it is called now."""
        titles, rows = self._titles(), self.value or ()
        if len(rows) != len(self._rows):
            self._close(gone=not rows_stay(self._rows, rows))
        self._rows = rows
        if titles != self._shown:
            self._shown = titles
            self.box.clear()
            for place, words in enumerate(titles):
                self.box.add(self._chip(place, words))
        self.box.setVisible(bool(titles))
        self.say_if_empty(not titles)
        if self._open is not None:
            self._open.show_value()
        self._tick()

    def _chip(self, place: int, words: str) -> ChipButton:
        chip = ChipButton(words, tick=True)
        chip.setAccessibleName(f"{self.name}: {words}")
        chip.clicked.connect(lambda: self._toggle(place))
        return chip

    def _tick(self) -> None:
        for place, chip in enumerate(self.box.widgets):
            if isinstance(chip, ChipButton):
                chip.setChecked(self._open is not None and self._open.place == place)

    def _toggle(self, place: int) -> None:
        shown = self._open is not None and self._open.place == place
        self._close()
        if not shown:
            self._open = _Details(RowDesk(self.surface, self.field, place), self)
            self.details.addWidget(self._open)
        self._tick()

    def _close(self, *, gone: bool = False) -> None:
        """Close what is open below the chips; `gone` when another source may stand at its place now."""
        if self._open is not None:
            if gone:
                self._open.surface.let_go()
            self._open.finish()
            self.details.removeWidget(self._open)
            self._open.hide()
            self._open.deleteLater()
            self._open = None

    def open_quote(self) -> bool:
        """Open the first source that is quoted, else the first, with the keyboard in its words; False for none."""
        cites = self.value or ()
        if not cites:
            return False
        place = next((at for at, cite in enumerate(cites) if cite.quote), 0)
        if self._open is None or self._open.place != place:
            self._toggle(place)
        if self._open is not None:
            self._open.rows[0].setFocus()
        return True

    def make_row(self, surface: Surface, name: str) -> QWidget:
        """The labelled row of one field of a citation."""
        return self._make_row(surface, field_named(Cite, name))

    def take_away(self, place: int) -> None:
        """Let this source no longer be named here; the source itself stays on the map."""
        rows = tuple(row for number, row in enumerate(self.value or ()) if number != place)
        self._close()
        if self.keep(**{self.field.name: rows}):
            self.show_value()
            self.picker.setFocus()

    def go_to(self, place: int) -> None:
        """Go to the source itself."""
        cites = self.value or ()
        if place < len(cites):
            self.surface.desk.session.select((cites[place].source,), None)

    def _offers(self, typed: str) -> Sequence[Offer]:
        """Sources on the map by their words; then whatever was typed as a new one."""
        desk, wanted = self.surface.desk, folded(typed)
        named = {cite.source for cite in self.value or ()}
        found = []
        for source in desk.case.of(Source):
            words = source_title(source, desk.naming, desk.vocabulary)
            kind = desk.naming.fill(desk.vocabulary.term("source_type", source.type).short)
            if source.id not in named and (wanted in folded(words) or wanted in folded(kind)):
                found.append(Offer(words, kind if kind != words else spoken(source.date), source.id))
        if wanted:
            found.append(Offer(typed.strip(), "a new source", None))
        return found

    def _take(self, identity: object) -> None:
        typed = self.picker.text()
        if identity is None:
            self._new(typed)
            return
        self.picker.clear()
        desk = self.surface.desk
        self.say(desk.act(citing.cite, desk.identity, str(identity)))
        self.show_value()

    def _new(self, words: str) -> None:
        self.picker.clear()
        desk = self.surface.desk
        if words.strip() and not desk.told:
            self.say(desk.act(citing.cite_new, desk.identity, words))
            self.show_value()

    def finish(self) -> None:
        """Keep what was typed below a chip."""
        if self._open is not None:
            self._open.finish()

    def put_away(self) -> None:
        """Put what was typed below a chip where it can be found again."""
        if self._open is not None:
            self._open.put_away()


class _Details(QFrame):
    """The exact words of one source and where they stand."""

    def __init__(self, surface: RowDesk, owner: CitesEditor) -> None:
        super().__init__(owner)
        self.setObjectName("group")
        self.surface, self.place = surface, surface.place
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(6), px(8), px(4))
        self.rows = [owner.make_row(surface, "quote"), owner.make_row(surface, "where")]
        for row in self.rows:
            column.addWidget(row)
        go, take = Button("Go to the source"), Button("Take away")
        line = FlowBox()
        for button in (go, take):
            button.setProperty("flat", True)
            line.add(button)
        if surface.desk.for_reading:
            take.hide()
        column.addWidget(line)
        go.clicked.connect(lambda: owner.go_to(surface.place))
        take.clicked.connect(lambda: owner.take_away(surface.place))

    def show_value(self) -> None:
        """Show the words as they are now."""
        for row in self.rows:
            row.editor.show_value()  # type: ignore[attr-defined]

    def finish(self) -> None:
        """Keep what was typed."""
        for row in self.rows:
            row.editor.finish()  # type: ignore[attr-defined]

    def put_away(self) -> None:
        """Leave what was typed where the next sitting finds it."""
        for row in self.rows:
            row.editor.put_away()  # type: ignore[attr-defined]
