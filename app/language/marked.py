"""The page of the wording room that lists every marked passage of the case, the gravest first, and what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.display import Page
from app.flow import beside
from app.language.rows import FindingRow, KeptRow, PageRow
from app.language.survey import Survey
from app.passage import Slip
from app.plain import Button, PlainLabel
from mapping.casemap import CaseMap
from mapping.entries import Entry, Link
from mapping.language.kept import Kept
from mapping.language.wholecase import CaseFinding
from mapping.naming import Naming
from mapping.pages import PageFinding
from mapping.vocabulary import load_vocabulary
from mapping.wording import title_of

Make = Callable[[], Slip | None]
"""Makes a row; None where its card or arrow is gone."""
_AT_ONCE = 30
"""So many rows of a list stand there; the others wait behind a button."""
_PURPOSE = (
    "Passages that may hide who did what to whom. Nothing here stops a save or changes a word by itself: put a frame in"
    " its place and fill the blanks, or keep the passage and say why."
)
_READING = "The case is being read."
_NOTHING = "No passage is marked. The rules look for wording; whether the map is complete, they do not know."
_HEADINGS = {
    "A": ("Before it leaves", "Put right or kept with a reason before a report is made."),
    "B": ("Worth another look", "Wording that often hides a person or an act."),
    "C": ("Small things", "Where there is a moment to spare."),
}
_KEPT = ("Kept as it is", "Nobody is asked about these again, unless you take that back.")
_NOTED = ("In the notes", "These stand on pages of notes, which are in no report. They can be said otherwise there.")
_MEASURED = "A measure of the wording on this map and of nothing else; it is in no report."


class MarkedPage(Page):
    """The list; it asks for what is to be done with a passage."""

    wants_field = Signal(str, str)
    wants_open = Signal(str)
    wants_rules = Signal()
    wants_page = Signal(str, int, int)
    chosen = Signal(object, str)
    kept = Signal(object, str)
    taken_back = Signal(str)
    share_above = 0.02

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(760, parent)
        self.rules = Button("Read the rules")
        self.rules.clicked.connect(self.wants_rules)
        self.measure, self.nothing = PlainLabel(role="muted"), PlainLabel(_READING)
        self.measure.hide()
        self.column.addWidget(PlainLabel("Wording", "title"))
        self.column.addWidget(PlainLabel(_PURPOSE))
        self.column.addWidget(beside(self.rules))
        self.column.addWidget(self.nothing)
        self.sections = {weight: _Section(*words) for weight, words in _HEADINGS.items()}
        self.noted, self.kept_section = _Section(*_NOTED), _Section(*_KEPT)
        for section in self._all:
            self.column.addWidget(section)
        self.column.addWidget(self.measure)
        self.setFocusProxy(self.rules)

    @property
    def _all(self) -> tuple[_Section, ...]:
        return *self.sections.values(), self.noted, self.kept_section

    @property
    def noted_rows(self) -> tuple[PageRow, ...]:
        """The rows of passages in notes that are shown."""
        return tuple(row for row in self.noted.rows if isinstance(row, PageRow))

    @property
    def rows(self) -> tuple[FindingRow, ...]:
        """The rows of open passages that are shown."""
        shown = (row for section in self.sections.values() for row in section.rows)
        return tuple(row for row in shown if isinstance(row, FindingRow))

    @property
    def kept_rows(self) -> tuple[KeptRow, ...]:
        """The rows of kept passages that are shown."""
        return tuple(row for row in self.kept_section.rows if isinstance(row, KeptRow))

    def show_survey(self, found: Survey, case: CaseMap, naming: Naming) -> None:
        """Show what was found; a row whose passage is as it was stays where the hand left it."""
        for weight, section in self.sections.items():
            here = [each for each in found.open if each.finding.severity == weight]
            section.show_things([(_key(each, case, naming), self._open_row(each, case, naming)) for each in here])
        noted = [((each, naming.veiled), self._noted_row(each, case, naming)) for each in found.noted]
        self.noted.show_things(noted)
        section = self.kept_section
        section.show_things([((each, naming.veiled), self._kept_row(each, case, naming)) for each in found.kept])
        self.nothing.setText(_NOTHING)
        self.nothing.setVisible(not found.open and not found.noted)
        self.measure.setText(f"{_measured(found)} {_MEASURED}")
        # With roles for names the screen may be the room's, and the measure is for nobody but whoever writes.
        self.measure.setVisible(bool(found.now.of) and not naming.veiled)

    def clear(self) -> None:
        """Show nothing of the case any more."""
        for section in self._all:
            section.show_things(())
        self.nothing.setText(_READING)
        self.nothing.show()
        self.measure.hide()

    def _open_row(self, found: CaseFinding, case: CaseMap, naming: Naming) -> Make:
        def make() -> Slip | None:
            entry = _stands_on(found, case)
            if entry is None:
                return None
            row = FindingRow(found, entry, naming)
            row.chosen.connect(self.chosen)
            row.kept.connect(self.kept)
            row.wants_field.connect(self.wants_field)
            return row

        return make

    def _noted_row(self, found: PageFinding, case: CaseMap, naming: Naming) -> Make:
        def make() -> Slip | None:
            row = PageRow(found, case, naming)
            row.wants_page.connect(self.wants_page)
            return row

        return make

    def _kept_row(self, kept: Kept, case: CaseMap, naming: Naming) -> Make:
        def make() -> Slip | None:
            row = KeptRow(kept, case.entry(kept.entry) or case.links.get(kept.entry), naming)
            row.taken_back.connect(self.taken_back)
            row.wants_open.connect(self.wants_open)
            return row

        return make


class _Section(QWidget):
    """A heading and rows under it; gone from sight when it has none."""

    def __init__(self, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[object, Slip] = {}
        self._things: Sequence[tuple[object, Make]] = ()
        self._most = _AT_ONCE
        px = theme.current().px
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(8))
        self.more = Button("Show more")
        self.more.clicked.connect(self._show_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(8), 0, 0)
        column.setSpacing(px(6))
        column.addWidget(PlainLabel(title, "heading"))
        column.addWidget(PlainLabel(words, "muted"))
        column.addLayout(self._rows)
        column.addWidget(beside(self.more))
        self.setAccessibleName(title)
        self.hide()

    @property
    def rows(self) -> tuple[Slip, ...]:
        """The rows that are shown, in their order."""
        return tuple(self._shown.values())

    def show_things(self, things: Sequence[tuple[object, Make]]) -> None:
        """Show a row for each of these, known by its key; a key that was there keeps its row."""
        self._things = things
        before, self._shown = self._shown, {}
        held = next((place for place, row in enumerate(before.values()) if row.has_keyboard), None)
        for key, row in _rows(things[: self._most], before):
            self._shown[key] = row
            if self._rows.indexOf(row) != len(self._shown) - 1:
                self._rows.insertWidget(len(self._shown) - 1, row)
        for key, row in before.items():
            if self._shown.get(key) is not row:
                self._rows.removeWidget(row)
                row.hide()
                row.deleteLater()
        self.more.setVisible(len(things) > self._most)
        self.setVisible(bool(self._shown))
        if held is not None and self.rows and not any(row.has_keyboard for row in self.rows):
            # The row in which one worked is gone: the next one stands in its place.
            self.rows[min(held, len(self.rows) - 1)].setFocus()

    def _show_more(self) -> None:
        self._most += _AT_ONCE
        first = self._most - _AT_ONCE
        self.show_things(self._things)
        if first < len(self.rows):
            self.rows[first].setFocus()


def _rows(things: Sequence[tuple[object, Make]], before: dict[object, Slip]) -> Iterator[tuple[object, Slip]]:
    for key, make in things:
        row = before.get(key) or make()
        if row is not None:
            yield key, row


def _stands_on(found: CaseFinding, case: CaseMap) -> Entry | Link | None:
    return case.entry(found.entry) or case.links.get(found.entry)


def _key(found: CaseFinding, case: CaseMap, naming: Naming) -> object:
    """What a row is known by: the passage, and what it shows of its card."""
    entry = _stands_on(found, case)
    title = title_of(entry, naming, load_vocabulary()) if entry is not None else ""
    return found, title, getattr(entry, found.field, ""), naming.veiled


def _measured(found: Survey) -> str:
    """The measure now, and before, as far as that says something else."""
    before = [
        (found.at_first, "when the case was opened"),
        (found.recorded, "as first recorded"),
    ]
    told = [f"{when}, {each.named} of {each.of}" for each, when in before if each.of and each != found.now]
    return " ".join((found.now.sentence, f"Before: {'; '.join(told)}." if told else "")).strip()
