"""What can be done and by which key, as one table; it knows the names of what it calls and nothing behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from weakref import ref

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

EVERYWHERE, IN_A_CASE, ON_THE_MAP = "Everywhere", "In a case", "On the map"
"""Where a key works; the headings of the panel of keys."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done: its words, its keys (the first is shown), what it calls on its owner, and where.

    What calls nothing is done by the room itself and stands here to be told.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    help: str
    calls: str
    where: str = IN_A_CASE


ACTS: tuple[Act, ...] = (
    Act("hide", "Hide", ("F9",), "Make the window blank at once; the same key brings it back", "hide_all", EVERYWHERE),
    Act("lock", "Lock", ("Ctrl+L",), "Put everything away and ask for the passphrase again", "lock", EVERYWHERE),
    Act("keys", "Keys", ("?", "Ctrl+F1"), "Show every key", "show_keys", EVERYWHERE),
    Act("larger", "Larger text", ("Ctrl+]",), "Make everything larger, up to 200 %", "larger_text", EVERYWHERE),
    Act("smaller", "Smaller text", ("Ctrl+[",), "Make everything smaller, down to 100 %", "smaller_text", EVERYWHERE),
    Act("undo", "Undo", ("Ctrl+Z",), "Take the last act back", "undo"),
    Act("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Do again what was taken back", "redo"),
    Act("find", "Find", ("Ctrl+F", "/"), "Find words in the case", "show_find"),
    Act("veil", "Roles, not names", ("F8",), "Call everyone by role, or by name again", "turn_veil"),
    Act("quick", "Add by typing", ("Ctrl+N", "A"), "Type one line and put it on the map", "focus_quick_add"),
    Act("map", "Map", ("Ctrl+1",), "Go to the map", "show_map"),
    Act("outline", "Outline", ("Ctrl+2",), "Go to the case as text", "show_outline"),
    Act("words", "In words", ("Ctrl+3",), "Go to the pattern and the pathways as sentences", "show_words"),
    Act("unknowns", "Not known yet", ("Ctrl+4",), "Go to what the map does not say", "show_unknowns"),
    Act("language", "Wording", ("Ctrl+5",), "Go to what the wording of the case hides", "show_language"),
    Act("report", "Report", ("Ctrl+6",), "Go to the reports", "show_report"),
    Act("history", "History of the case", ("Ctrl+H",), "Show what was done in this case, and what stood there before",
        "show_history"),
    Act("card_history", "History of this card", ("Ctrl+Shift+H",), "The same for what is selected",
        "show_card_history"),
    Act("evidence", "Evidence", ("Ctrl+E",), "Go to what is attached to the selected card", "to_evidence.show"),
    Act("help", "Help", ("F1",), "Say what a field, a kind or a word is for", "show_help"),
    Act("passage", "", ("Alt+Return", "Ctrl+."), "In a text: say what can be done about an underlined passage", ""),
    Act("passages", "", ("F7", "Shift+F7"), "In a text: go to the next underlined passage; to the one before", ""),
    Act("cases", "All cases", ("Ctrl+W",), "Close this case and go back to the list", "leave"),
    Act("walk", "", ("Left", "Right", "Up", "Down"), "Go to the next card; Home, End: first, last", "", ON_THE_MAP),
    Act("nudge", "", ("Ctrl+Left", "Alt+Left"), "Move the selected cards a little; with Alt, further", "", ON_THE_MAP),
    Act("open", "Open", ("Return",), "Go to the selected card’s record", "", ON_THE_MAP),
    Act("link", "Link to another card", ("L",), "Draw an arrow from the selected card, without dragging",
        "map.begin_link_from_selection", ON_THE_MAP),
    Act("remove", "Remove", ("Del",), "Take what is selected off the map; undo brings it back",
        "map.delete_selection", ON_THE_MAP),
    Act("all", "Select all", ("Ctrl+A",), "Select every card that is shown", "map.select_all", ON_THE_MAP),
    Act("in", "Zoom in", ("+", "Ctrl++", "="), "Larger", "map.zoom_in", ON_THE_MAP),
    Act("out", "Zoom out", ("-", "Ctrl+-"), "Smaller", "map.zoom_out", ON_THE_MAP),
    Act("actual", "100 %", ("0", "Ctrl+0"), "The map at 100 %", "map.actual_size", ON_THE_MAP),
    Act("fit", "Show the whole map", ("F",), "The whole map in the window", "map.fit", ON_THE_MAP),
    Act("rail", "People, sources and the rest", ("R",), "Fold the side of the map away, or show it",
        "map.fold_rail", ON_THE_MAP),
    Act("arrange", "Arrange the whole map", ("Ctrl+Shift+A",), "Let the program place every card; undo puts them back",
        "map.arrange", ON_THE_MAP),
    Act("free", "Let the program place these", ("P",), "Give the selected cards back to the program to place",
        "map.put_back", ON_THE_MAP),
)  # fmt: skip


def build(owner: QWidget, places: Iterable[str], target: QWidget | None = None) -> dict[str, QAction]:
    """The actions of these places, by id: their keys work in `owner` and whatever it holds, and call `target`."""
    called = target or owner
    return {act.id: _action(owner, act, called) for act in ACTS if act.calls and act.where in set(places)}


def reach(panel: QWidget, window: QWidget) -> None:
    """Let the keys for hiding and locking work from a panel as they do from its window, which cannot hear them now."""
    for act in ACTS:
        if act.id in ("hide", "lock"):
            shortcut = QShortcut(QKeySequence(act.keys[0]), panel)
            shortcut.activated.connect(_caller(window, act.calls))


def _action(owner: QWidget, act: Act, target: QWidget) -> QAction:
    action = QAction(act.text, owner)
    action.setShortcuts([QKeySequence(keys) for keys in act.keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(_caller(target, act.calls))
    owner.addAction(action)
    return action


def _caller(target: QWidget, calls: str) -> Callable[[], None]:
    """Look the call up when it is made, so that a room may be replaced while its keys stay.

    A key does not keep alive what it calls: a panel whose going freed its own window would be deleted twice.
    """
    held = ref(target)

    def call() -> None:
        there = held()
        if there is not None:
            attrgetter(calls)(there)()

    return call


def keys_of(identity: str) -> str:
    """The first key of an act, as the keyboard of this machine names it."""
    act = next(act for act in ACTS if act.id == identity)
    return QKeySequence(act.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
