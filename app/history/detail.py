"""One step in full: what it did to each card, field by field, before and after; and ways to put older words back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app import theme
from app.entrylink import EntryLink
from app.flow import beside
from app.history.listing import when
from app.history.sides import AFTER, BEFORE, Sides
from app.moments import said_time
from app.plain import Button, PlainLabel
from mapping.audit import Difference, Step, Titles, Turn, differences, erased_at
from mapping.auditwords import Phrases
from mapping.casemap import CaseMap
from mapping.entries import Header, Thing
from mapping.fieldtext import HIDDEN, FieldText

_ROOM = 440
"""Pixels at 100 % that two columns need."""
_MOST = 12
"""How many things of one step are shown; the others are counted."""
_BESIDE = "Nothing on the map was changed by it."
_ERASED = "What stood here was erased{}. Nobody can read it any more."
_WAS_ERASED = "What stood here before was erased by this act. This is how it stayed:"
_ONE = {BEFORE: "As it was before it was taken off the map", AFTER: "As it was put on the map"}
_GONE_FOR_GOOD = "Erased for good, with everything that ever stood in it."


class StepDetail(QScrollArea):
    """Shows one step. `wants_thing` asks for the record of one card; `wants_back` brings a thing as it was and one of
    its fields, or "" for the whole card."""

    wants_thing = Signal(str)
    wants_back = Signal(object, str)

    def __init__(self, parent: QWidget | None = None, *, still: bool = False) -> None:
        """`still` where nothing can be brought back."""
        super().__init__(parent)
        self._still = still
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("What stood before, and after")
        self._sheet = QWidget()
        self.column = QVBoxLayout()
        whole = QVBoxLayout(self._sheet)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self.column)
        whole.addStretch(1)
        self.setWidget(self._sheet)
        self.sides: list[Sides] = []
        self._shown: Callable[[], None] | None = None
        self._narrow = self._waits = self._in_place = False
        self.dress()
        theme.NOTICE.changed.connect(self.dress)

    def dress(self) -> None:
        """Room for the frame that shows where the keyboard is, in the colour of the theme as it is now."""
        focus = theme.current().colour("focus").name()
        self.setStyleSheet(
            f"StepDetail {{ border: 2px solid transparent; }} StepDetail:focus {{ border: 2px solid {focus}; }}"
        )

    def clear(self) -> None:
        """Show nothing."""
        self._shown = None
        self.sides.clear()
        while (item := self.column.itemAt(0)) is not None and (widget := item.widget()) is not None:
            self.column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def show_step(self, step: Step, case: CaseMap, text: FieldText, about: str, steps: tuple[Step, ...]) -> None:
        """Show a step as the case is now; `about` is the card whose record is read, "" for the whole case."""
        self.clear()
        self._shown = lambda: self.show_step(step, case, text, about, steps)
        self._waits = not self.isVisible() and not self._in_place
        if self._waits:
            # How much room there is, is known when it is about to be seen.
            return
        self._narrow = self._is_narrow()
        px = theme.current().px
        self.column.setContentsMargins(px(20), px(4), px(16), px(16))
        phrases, now = Phrases(text, about), datetime.now().astimezone()
        self._put(PlainLabel(phrases.sentence(step), "heading"), PlainLabel(when(step, now), "muted"))
        turns = [turn for turn in step.turns if about in ("", turn.thing)]
        for turn in turns[:_MOST]:
            for widget in self._turn(turn, step, case, text, about, steps):
                self._put(widget)
        left = step.size - _MOST if not about else 0
        if left > 0:
            self._put(PlainLabel(f"And {left:,} more. The record of each card tells what became of it.", "muted"))
        if not turns:
            self._put(PlainLabel(_BESIDE, "muted"))
        self.verticalScrollBar().setValue(0)

    def _put(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self.column.addWidget(widget)

    def _turn(
        self, turn: Turn, step: Step, case: CaseMap, text: FieldText, about: str, steps: tuple[Step, ...]
    ) -> Iterator[QWidget]:
        if not about:
            yield self._link(turn, text)
        if turn.titles is not None:
            yield from self._titles(turn.titles, text)
            return
        gone = turn.after is None and turn.before is None and not turn.before_erased and not turn.erased
        if gone:
            yield PlainLabel(_GONE_FOR_GOOD, "muted")
        elif turn.before_erased and turn.after is not None:
            yield PlainLabel(_WAS_ERASED, "muted")
            yield from self._stays(turn.after, text)
        elif turn.before_erased or turn.erased:
            on = erased_at(turn.thing, step.newest.seq, steps)
            yield PlainLabel(_ERASED.format(f" at {_said(on)}" if on else ""), "muted")
        else:
            yield from self._differences(turn, case, text)

    def _titles(self, titles: Titles, text: FieldText) -> Iterator[QWidget]:
        """What a piece of evidence was called, side by side where it got another title."""
        before, after = text.words(titles.before), text.words(titles.after)
        if before and after and before != after:
            if not self._narrow:
                yield _heads()
            made = Sides(Difference("title", "What it is called", before, after), frozenset(), narrow=self._narrow)
            self.sides.append(made)
            yield made
        yield PlainLabel(_BESIDE, "muted")

    def _differences(self, turn: Turn, case: CaseMap, text: FieldText) -> Iterator[QWidget]:
        found = list(differences(turn, text))
        only = _only_side(turn)
        if found and (only or not self._narrow):
            yield PlainLabel(_ONE[only], "muted") if only else _heads()
        for each in found:
            yield self._sides(each, turn, case.thing(turn.thing))
        older = turn.shown
        gone = case.thing(turn.thing) is None and not self._still
        if gone and older is not None and not isinstance(older, Header):
            back = Button("Bring this back to the map as it was")
            back.clicked.connect(lambda: self.wants_back.emit(older, ""))
            yield beside(back)

    def _sides(self, difference: Difference, turn: Turn, now: Thing | None) -> Sides:
        texts = {BEFORE: (turn.before, difference.before), AFTER: (turn.after, difference.after)}
        back = frozenset(
            side
            for side, (thing, words) in texts.items()
            if not self._still and thing is not None and words != HIDDEN and _differs(thing, now, difference.field)
        )
        made = Sides(difference, back, _only_side(turn), narrow=self._narrow)
        made.wants_back.connect(lambda side: self.wants_back.emit(texts[side][0], difference.field))
        self.sides.append(made)
        return made

    def _stays(self, thing: Thing, text: FieldText) -> Iterator[QWidget]:
        for each in differences(Turn(thing.id, None, thing), text):
            made = Sides(each, frozenset(), AFTER)
            self.sides.append(made)
            yield made

    def _is_narrow(self) -> bool:
        """Whether there is no room for two columns that could be read."""
        return self.viewport().width() < theme.current().px(_ROOM)

    def _link(self, turn: Turn, text: FieldText) -> EntryLink:
        thing = turn.shown or text.known(turn.thing)
        called = text.called(thing) if thing is not None else "Something that was erased"
        link = EntryLink(getattr(thing, "kind", "") or "", called, "its own record")
        link.pressed.connect(lambda: self.wants_thing.emit(turn.thing))
        return link

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: it is seen."""
        super().showEvent(event)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: two columns where there is room, else one."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """Show what waited, or show it anew where there is more room now, or less."""
        self._in_place = True
        if self._shown is not None and (self._waits or self._narrow != self._is_narrow()):
            self._shown()


def _differs(then: Thing, now: Thing | None, field: str) -> bool:
    """Whether something else stands in a field now, and what stood there then can be put back."""
    return type(now) is type(then) and getattr(now, field) != getattr(then, field)


def _heads() -> QWidget:
    """What the two columns are."""
    heads, px = QWidget(), theme.current().px
    line = QHBoxLayout(heads)
    line.setContentsMargins(0, px(8), 0, 0)
    line.setSpacing(px(20))
    for words in ("Before", "After"):
        line.addWidget(PlainLabel(words, "muted"), 1)
    return heads


def _said(moment: datetime) -> str:
    return said_time(moment, datetime.now().astimezone(moment.tzinfo))


def _only_side(turn: Turn) -> str:
    """The one side that there is, where the thing came or went; "" where there are two."""
    if turn.before is None:
        return AFTER
    return BEFORE if turn.after is None else ""
