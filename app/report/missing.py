"""The right of the desk, above: what is left out and why, and what in the finished copy asks for another look.

It shows what others worked out, and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app import theme
from app.chips import ChipButton
from app.entrylink import EntryLink
from app.flow import FlowBox
from app.plain import PlainLabel, tell
from app.readingorder import in_reading_order
from app.report.making import Draft
from app.report.side import Fold, Part
from mapping.casemap import CaseMap
from mapping.entries import Entry, Header
from mapping.giveaway import GiveAway
from mapping.leftout import LeftOut
from mapping.naming import Naming
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary
from mapping.wording import title_of

_ROWS, _CARDS, _HINTS = 8, 12, 20
_FIX = "Opens the card in which it stands"
WITHHOLD = "withhold"


class LeftOutRow(Fold):
    """How many things of one kind are left out, and why; opened, which they are."""

    wants_field = Signal(str, str)

    def __init__(self, left: LeftOut, case: CaseMap, naming: Naming, parent: QWidget | None = None) -> None:
        super().__init__(f"{left.said} · {left.why}", parent)
        self._left, self._case, self._naming, self.filled = left, case, naming, 0
        self._rest: EntryLink | None = None
        self.link = EntryLink(left.kind if left.kind in load_vocabulary().kinds else "", left.said, f"· {left.why}")
        self.link.setAccessibleDescription("Shows which they are")
        self.layout().replaceWidget(self.button, self.link)  # type: ignore[union-attr]
        self.button.hide()
        self.link.pressed.connect(lambda: self.open(not self.button.isChecked()))
        self.button.toggled.connect(lambda on: None if self.filled or not on else self._fill())

    def follow(self, case: CaseMap, naming: Naming) -> None:
        """Take the titles from the case as it is, when it is opened."""
        self._case, self._naming = case, naming

    def _fill(self) -> None:
        """A handful of cards at a time: hundreds at once would hold the window up."""
        for identity in self._left.ids[self.filled : self.filled + _CARDS]:
            row = EntryLink(*named(self._case, identity, self._naming), indent=1)
            row.pressed.connect(lambda identity=identity: self.wants_field.emit(identity, "title"))
            self.rows.addWidget(row)
        self.filled += _CARDS
        more = len(self._left.ids) - self.filled
        if more > 0:
            self._rest = EntryLink("", f"Show more: {more:,} follow", indent=1)
            self._rest.pressed.connect(self._go_on)
            self.rows.addWidget(self._rest)
        in_reading_order(self.link, self.body)

    def _go_on(self) -> None:
        """The next handful, with the keyboard on the first of them."""
        rest, first = self._rest, self.rows.count() - 1
        self._rest = None
        if rest is not None:
            self.rows.removeWidget(rest)
            self._fill()
            item = self.rows.itemAt(first)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setFocus()
            rest.hide()
            rest.deleteLater()


class LeftOutList(QWidget):
    """What this reader does not get: "Left out: 31 things", with the kinds below it."""

    wants_field = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading, self.part = PlainLabel(role="heading"), Part()
        self.part.rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(4))
        column.addWidget(self.heading)
        column.addWidget(self.part)
        self.lines: tuple[LeftOutRow, ...] = ()
        self._told: object = None

    def show_left(self, draft: Draft, naming: Naming) -> None:
        """Show what is left out of this draft; what was said before and still holds stays as it is."""
        told = (draft.left, draft.gone, draft.edited, naming.veiled)
        if told == self._told and not any(line.filled for line in self.lines):
            for line in self.lines:
                line.follow(draft.case, naming)
            return
        self.clear()
        self._told = told
        count = sum(each.gone for each in draft.left)
        self.heading.setText(f"Left out: {count:,} {'thing' if count == 1 else 'things'}")
        self.lines = tuple(LeftOutRow(each, draft.case, naming) for each in draft.left)
        for line in self.lines:
            line.wants_field.connect(self.wants_field)
            self.part.rows.addWidget(line)
        for words in (_gone(draft.gone), draft.edited):
            if words:
                said = PlainLabel(words, "muted")
                said.setContentsMargins(theme.current().px(20), theme.current().px(4), 0, 0)
                self.part.rows.addWidget(said)
        if not self.part.rows.count():
            self.part.rows.addWidget(PlainLabel("Nothing but private notes." if not count else "", "muted"))
        for widget in (self.heading, self.part):
            widget.show()

    def clear(self) -> None:
        """Show nothing."""
        self.lines, self._told = (), None
        self.part.clear()
        for widget in (self.heading, self.part):
            widget.hide()


def _gone(gone: tuple[int, int, int]) -> str:
    """What is counted besides: "And 9 names, 6 sources"."""
    words = (("name", "names"), ("thing to find somebody by", "things to find somebody by"), ("source", "sources"))
    pairs = zip(gone, words, strict=True)
    said = ", ".join(f"{count:,} {one if count == 1 else many}" for count, (one, many) in pairs if count)
    return f"And {said}" if said else ""


class GiveAwaySlip(Part):
    """One passage that could give something away, why, and what may be done about it."""

    wants_field = Signal(str, str)
    done = Signal(object, str)

    def __init__(self, found: GiveAway, case: CaseMap, naming: Naming, parent: QWidget | None = None) -> None:
        super().__init__("gap", parent)
        self.found = found
        phrase, why = veiled_text(found.phrase, naming), veiled_text(found.why, naming)
        self.words = f"“{_short(phrase)}”: {why}"
        self.rows.addWidget(PlainLabel(self.words))
        self.link = EntryLink(*named(case, found.original, naming))
        self.link.pressed.connect(self._open)
        tell(self.link, _FIX)
        self.rows.addWidget(self.link)
        ways = FlowBox()
        self.ways: dict[str, ChipButton] = {}
        for way in found.ways:
            chip = ChipButton(way.label)
            self.ways[way.key] = chip
            chip.setAccessibleDescription("Remembered as the answer" if way.answer else _FIX)
            chip.clicked.connect(lambda _on=False, way=way: self._go(way.key, answer=way.answer))
            ways.add(chip)
        self.rows.addWidget(ways)
        self.setAccessibleName(self.words)

    def _go(self, key: str, *, answer: bool) -> None:
        if answer or key == WITHHOLD:
            self.done.emit(self.found, key)
        else:
            self._open()

    def _open(self) -> None:
        self.wants_field.emit(self.found.original, self.found.field.partition(".")[0])


class GiveAwayList(QWidget):
    """What could still give something away; `done` carries a passage and the key of what was said of it."""

    wants_field = Signal(str, str)
    done = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading, self._slips = PlainLabel(role="heading"), QVBoxLayout()
        self._more = PlainLabel(role="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        self._slips.setSpacing(theme.current().px(6))
        column.addWidget(self.heading)
        column.addLayout(self._slips)
        column.addWidget(self._more)
        self.slips: tuple[GiveAwaySlip, ...] = ()

    def show_found(self, found: tuple[GiveAway, ...], case: CaseMap, naming: Naming) -> None:
        """Show these."""
        self.clear()
        self.heading.setText(f"Could still give something away: {len(found):,}")
        self.slips = tuple(GiveAwaySlip(each, case, naming) for each in found[:_HINTS])
        for slip in self.slips:
            slip.wants_field.connect(self.wants_field)
            slip.done.connect(self.done)
            self._slips.addWidget(slip)
        more = len(found) - len(self.slips)
        self._more.setText(f"{more:,} more follow as these are seen to." if more else "")
        self._more.setVisible(bool(more))
        self.setVisible(True)

    def clear(self) -> None:
        """Show nothing."""
        for slip in self.slips:
            self._slips.removeWidget(slip)
            slip.hide()
            slip.deleteLater()
        self.slips = ()
        self.hide()


class FoundList(QWidget):
    """What the last look found in the finished file: what refuses it, and what only looks like it."""

    wants_field = Signal(str, str)
    near_seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading, self.part = PlainLabel(role="heading"), Part("gap")
        self.looked = QCheckBox("I looked at these: they are other words.")
        self.looked.setAccessibleName(self.looked.text())
        self.looked.toggled.connect(self.near_seen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(4))
        for widget in (self.heading, self.part, self.looked):
            column.addWidget(widget)
        self.links: tuple[EntryLink, ...] = ()
        self._told: object = None

    def show_found(self, draft: Draft, naming: Naming) -> None:
        """Show what was found in the file of this draft; what was looked at stays so while nothing else is found."""
        checked = draft.checked
        told = (checked.hits, checked.near, checked.faults) if checked else None
        if told != self._told:
            self.looked.setChecked(False)
        self._told = told
        self.part.clear()
        self.links = ()
        if checked is None or not (checked.hits or checked.near or checked.faults):
            self.hide()
            return
        self.heading.setText("In the finished file")
        for words, places in (
            ("Text that this reader may not have stands in it:", _by_entry(checked.hits)),
            ("Nearly the same as something protected:", _by_entry(checked.near)),
        ):
            self._show(words, places, draft.case, naming)
        for fault in dict.fromkeys(map(str, checked.faults[:_ROWS])):
            self.part.rows.addWidget(PlainLabel(f"It holds {fault}."))
        self.looked.setVisible(bool(checked.near))
        self.show()

    def _show(self, words: str, places: Mapping[str, list[str]], case: CaseMap, naming: Naming) -> None:
        if not places:
            return
        self.part.rows.addWidget(PlainLabel(words, "strong"))
        for identity, where in list(places.items())[:_ROWS]:
            link = EntryLink(*named(case, identity, naming), "; ".join(where[:3]))
            link.pressed.connect(lambda identity=identity: self.wants_field.emit(identity, "title"))
            tell(link, _FIX)
            self.part.rows.addWidget(link)
            self.links = (*self.links, link)
        if len(places) > _ROWS:
            self.part.rows.addWidget(PlainLabel(f"And in {len(places) - _ROWS:,} more.", "muted"))

    def clear(self) -> None:
        """Show nothing, and forget what was looked at."""
        self._told, self.links = None, ()
        self.looked.setChecked(False)
        self.part.clear()
        self.hide()


def named(case: CaseMap, identity: str, naming: Naming) -> tuple[str, str]:
    """The kind of a thing, for its sign, and its title."""
    thing = case.thing(identity)
    if thing is None:
        return "", "No longer on the map"
    if isinstance(thing, Header):
        return "", "The case itself"
    return thing.kind if isinstance(thing, Entry) else "", title_of(thing, naming, load_vocabulary())


def _by_entry(hits: Iterable[object]) -> dict[str, list[str]]:
    """What was found and where, by the entry it belongs to."""
    found: dict[str, list[str]] = {}
    for hit in hits:
        found.setdefault(hit.entry, []).append(f"{hit.what}, {hit.where}")  # type: ignore[attr-defined]
    return found


def _short(text: str, most: int = 120) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
