"""What the tests of the inspector share: a family, a session in memory, and a room that stands on the screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.inspector.form import FieldRow
from app.inspector.room import InspectorRoom
from app.session import Session
from mapping.casemap import CaseMap
from mapping.entries import (
    Behaviour,
    ChildImpact,
    Cite,
    Entry,
    FamilyImpact,
    Header,
    Identifier,
    Link,
    Person,
    ProtectiveEffort,
    Source,
)
from tests.app.memory import MemoryStore

HEADER = Header(id="c1", title="Case 0417", labels=(("perpetrator", "father"), ("survivor", "mother")))
PEOPLE = (
    Person(id="p1", roles=("perpetrator",), label="Father", name="Daniel", pronouns="he/him"),
    Person(
        id="p2", roles=("survivor",), label="Mother", name="Anna", aliases=("Ania",), pronouns="she/her",
        identifiers=(Identifier(type="address", value="12 Mill Lane"),),
    ),
    Person(id="p3", roles=("child",), label="Elder child", name="Tom"),
    Person(id="p4", roles=("child",), label="Younger child", name="Mia"),
)  # fmt: skip
CARDS = (
    Source(id="s1", type="school", who="class teacher"),
    Behaviour(
        id="B1", title="takes her wages", by="p1", toward=("p2",), account="Anna is left with nothing.",
        when="2025-10/2026-01", cites=(Cite(source="s1"),),
    ),
    Behaviour(id="B2", title="checks her phone", by="p1"),
    FamilyImpact(id="L1", title="rent unpaid"),
    ChildImpact(id="I1", title="hides food", child="p3"),
    ProtectiveEffort(id="E1", title="hid small sums", by="p2"),
)  # fmt: skip
LINKS = (
    Link(id="disrupts1", kind="disrupts", from_id="B1", to_id="L1"),
    Link(id="harms1", kind="harms", from_id="L1", to_id="I1"),
    Link(id="answers1", kind="answers", from_id="E1", to_id="B1"),
)


def family(*more: Entry) -> CaseMap:
    """A father, a mother, two children, and how his conduct reaches one of them."""
    entries = {entry.id: entry for entry in (*PEOPLE, *CARDS, *more)}
    return CaseMap(HEADER, entries, {link.id: link for link in LINKS})


class Bench:
    """An inspector on the screen with the session behind it."""

    def __init__(self, qtbot: QtBot, case: CaseMap | None = None, *, for_reading: bool = False) -> None:
        self.qtbot = qtbot
        self.store = MemoryStore(case or family())
        self.store.is_for_reading = for_reading
        self.session = Session(self.store, self.store.case.header.id, "worker", lambda: None)
        self.room = InspectorRoom(self.session)
        qtbot.addWidget(self.room)
        self.room.resize(420, 900)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()

    def open(self, *identities: str) -> None:
        """Select things and wait until their form is there."""
        self.session.select(identities)
        self.until(lambda: self.room._for == identities and self.room.is_whole)

    def until(self, happened: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(happened, timeout=60_000)

    def row(self, name: str) -> FieldRow:
        """The row of a field."""
        assert self.room.sheet is not None
        return self.room.sheet.row(name)

    def entry(self, identity: str):
        """An entry or link as it is in the case now."""
        return self.session.case.thing(identity)

    def type(self, widget: QWidget, text: str, *, leave: bool = True) -> None:
        """Go to a field, replace what stands there by real key events, and go on with Tab."""
        widget.setFocus()
        self.until(widget.hasFocus)
        self.qtbot.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.keyClick(widget, Qt.Key.Key_Delete)
        self.qtbot.keyClicks(widget, text)
        if leave:
            self.qtbot.keyClick(widget, Qt.Key.Key_Tab)
