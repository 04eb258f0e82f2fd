"""The log of what was shared: when, for whom, what, and its mark; two copies laid side by side. It changes nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.display import Page, row_of
from app.entrylink import EntryLink
from app.flow import beside
from app.plain import Button, PlainLabel
from app.report.missing import named
from app.report.papers import PAPERS
from app.report.side import Part, say
from mapping.casemap import CaseMap
from mapping.comparing import Compared
from mapping.dates import spoken
from mapping.entries import Sharing
from mapping.naming import Naming
from mapping.readers import audiences
from mapping.sharing import reader_of
from mapping.veil import veiled_text

_NONE = "Nothing has been shared from this case yet. What is written at the desk is entered here by itself."
_PURPOSE = (
    "Every copy that was written here. It stays with the case and is part of no copy. Names in it were typed, not"
    " proven. Tick two, to see what they tell whoever holds both."
)
_TWO = 2
_MOST, _SHOWN = 60, 40


class LoggedRow(Part):
    """One copy that left."""

    ticked = Signal()

    def __init__(self, entry: Sharing, case: CaseMap, naming: Naming, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.entry = entry
        self.called = _called(entry, case, naming)
        self.tick, self.link = QCheckBox(), EntryLink("", f"{spoken(entry.when)}: {self.called}", "")
        self.tick.setAccessibleName(f"Compare: {self.link.words}")
        self.tick.toggled.connect(self.ticked)
        if any(entry.released.startswith(each.went) for each in PAPERS.values()):
            self.tick.hide()  # a paper of our own is no copy of the case for a reader: it cannot be laid beside one
        self.tick.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.rows.addWidget(row_of(self.tick, self.link, stretch=False))
        for words in _lines(entry, naming):
            self.rows.addWidget(PlainLabel(words, "muted"))


class LogPage(Page):
    """The log, newest first. `wants_open` asks for an entry's record, `wants_compared` for two copies side by side."""

    wants_open = Signal(str)
    wants_compared = Signal(str, str)
    left = Signal()
    share_above = 0.02

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(760, parent)
        self.back, self.compare = Button("Back to the desk"), Button("Lay these two side by side")
        self.word, self._none = PlainLabel(), PlainLabel()
        self._list, self._found = QVBoxLayout(), QVBoxLayout()
        self.rows: tuple[LoggedRow, ...] = ()
        self.told: tuple[str, ...] = ()
        for layout in (self._list, self._found):
            layout.setSpacing(theme.current().px(8))
        self.column.addWidget(PlainLabel("What was shared", "title"))
        self.column.addWidget(self._none)
        self.column.addWidget(beside(self.compare, self.back))
        self.column.addWidget(self.word)
        self.column.addLayout(self._found)
        self.column.addLayout(self._list)
        self.back.clicked.connect(self.left)
        self.compare.clicked.connect(self._ask)
        self.setFocusProxy(self.back)

    def show_log(self, case: CaseMap, naming: Naming) -> None:
        """Show what was shared from this case."""
        self.clear()
        entries = sorted(case.of(Sharing), key=lambda each: (each.when, _number(each.id)), reverse=True)
        self.rows = tuple(LoggedRow(each, case, naming) for each in entries[:_MOST])
        for row in self.rows:
            row.ticked.connect(self._allow)
            row.link.pressed.connect(lambda row=row: self.wants_open.emit(row.entry.id))
            self._list.addWidget(row)
        more = len(entries) - len(self.rows)
        self._none.setText(_PURPOSE if entries else _NONE)
        say(self.word, f"{more:,} older ones are on the list of the case." if more > 0 else "")
        self._allow()

    def show_compared(self, found: Compared, case: CaseMap, naming: Naming, note: str) -> None:
        """Show what two copies tell whoever holds both."""
        self._clear(self._found)
        lines = [*found.summary, *([note] if note else [])] or ["The two say the same."]
        part = Part("gap")
        part.rows.addWidget(PlainLabel("Whoever holds both", "strong"))
        for line in lines:
            part.rows.addWidget(PlainLabel(veiled_text(line, naming)))
        for each in found.found[:_SHOWN]:
            link = EntryLink(*named(case, each.entry, naming), veiled_text(each.why, naming))
            link.pressed.connect(lambda each=each: self.wants_open.emit(each.entry))
            part.rows.addWidget(link)
        if len(found.found) > _SHOWN:
            part.rows.addWidget(PlainLabel(f"And {len(found.found) - _SHOWN:,} more.", "muted"))
        self.told = tuple(lines)
        self._found.addWidget(part)
        self.say("")

    def say(self, sentence: str) -> None:
        """Say what is being done, or why not."""
        say(self.word, sentence)

    def clear(self) -> None:
        """Show nothing of the case."""
        self.rows, self.told = (), ()
        for layout in (self._list, self._found):
            self._clear(layout)
        say(self.word, "")

    @property
    def ticked(self) -> tuple[str, ...]:
        """The entries to be compared, oldest first."""
        return tuple(row.entry.id for row in reversed(self.rows) if row.tick.isChecked())

    def called(self, entry: str) -> str:
        """What a copy is called here."""
        return next((row.called for row in self.rows if row.entry.id == entry), "")

    def _ask(self) -> None:
        if len(self.ticked) == _TWO:
            self.wants_compared.emit(*self.ticked)
        else:
            self.say("Tick two of them first.")

    def _allow(self) -> None:
        self.compare.setVisible(sum(not row.tick.isHidden() for row in self.rows) >= _TWO)

    def _clear(self, layout: QVBoxLayout) -> None:
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _called(entry: Sharing, case: CaseMap, naming: Naming) -> str:
    """Who read it: the reader's name, and whom the copy was about."""
    reader = reader_of(entry)
    audience = audiences().get(reader.audience)
    label = naming.fill(audience.label, reader.whom) if audience is not None else entry.audience
    whom = f", {naming.inside(reader.whom)}" if reader.whom and case.entry(reader.whom) is not None else ""
    return veiled_text(f"{label}{whom}", naming)


def _lines(entry: Sharing, naming: Naming) -> tuple[str, ...]:
    """What is said of a copy; names of professionals are hidden with all others."""
    by = "" if naming.veiled else ", ".join(entry.decided_by)
    mark = f"Mark of the file (SHA-256): {entry.content_sha256}" if entry.content_sha256 else ""
    title = veiled_text(entry.title, naming) if not naming.veiled else ""
    went = veiled_text(entry.released, naming)
    found = (title, went, veiled_text(entry.account, naming), f"Decided by {by}" if by else "",
             veiled_text(entry.reader_reason, naming), mark)  # fmt: skip
    return tuple(filter(None, found))


def _number(identity: str) -> int:
    digits = "".join(char for char in identity if char.isdigit())
    return int(digits) if digits else 0
