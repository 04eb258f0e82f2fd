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
IN_THE_ROOM = "In the room, in either window"
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
    Act("guided", "Guided session", ("Ctrl+7",), "Go to the steps of a mapping session and the record of a meeting",
        "show_guided"),
    Act("present", "Present", ("F5",), "Show a meeting the part of the case that it may see, with roles for names",
        "presenting.begin"),
    Act("history", "History of the case", ("Ctrl+H",), "Show what was done in this case, and what stood there before",
        "show_history"),
    Act("card_history", "History of this card", ("Ctrl+Shift+H",), "The same for what is selected",
        "show_card_history"),
    Act("evidence", "Evidence", ("Ctrl+E",), "Go to what is attached to the selected card", "to_evidence.show"),
    Act("notes", "Notes", ("Ctrl+Shift+N",), "Go to a page of notes whose passages become cards, and back",
        "hands.show_notes"),
    Act("vocabulary", "Words", ("Ctrl+Shift+W",), "Show the words of the catalogue beside the map, to be"
        " dragged on it or chosen with Enter", "hands.show_vocabulary"),
    Act("tie", "The words of its source", ("Ctrl+T",), "From a card to the words that it quotes, in the notes or in its"
        " record; and from there back", "hands.tie"),
    Act("numbers", "", ("1", "Alt+1"), "In the notes over a selected passage, and where lines are looked over: what"
        " kind of thing it is, by its number from 1 to 9; with Alt, also while typing", ""),
    Act("wider", "Wider record", ("Ctrl+Shift+Left",), "More room for the record, less for the map",
        "divided.widen_last"),
    Act("narrower", "Narrower record", ("Ctrl+Shift+Right",), "Less room for the record, more for the map",
        "divided.narrow_last"),
    Act("help", "Help", ("F1",), "Say what a field, a kind or a word is for", "show_help"),
    Act("passage", "", ("Alt+Return", "Ctrl+."), "In a text: say what can be done about an underlined passage", ""),
    Act("passages", "", ("F7", "Shift+F7"), "In a text: go to the next underlined passage; to the one before", ""),
    Act("cases", "All cases", ("Ctrl+W",), "Close this case and go back to the list", "leave"),
    Act("walk", "", ("Left", "Right", "Up", "Down"), "Go to the next card; Home, End: first, last", "", ON_THE_MAP),
    Act("band", "", ("Shift",), "Held while the mouse is pulled over the paper: select what it touches; with"
        " Ctrl, let go of it", "", ON_THE_MAP),
    Act("pan", "", ("Space",), "Held while the mouse is pulled: move over the map; so does the middle button", "",
        ON_THE_MAP),
    Act("nudge", "", ("Ctrl+Left", "Alt+Left"), "Move the selected cards a little; with Alt, further", "", ON_THE_MAP),
    Act("open", "Open", ("Return",), "Go to the selected card’s record", "", ON_THE_MAP),
    Act("paste", "Paste", ("Ctrl+V",), "Put what was copied on the map: several lines become several cards, once you"
        " have looked them over", "hands.paste", ON_THE_MAP),
    Act("menu", "", ("Menu", "Shift+F10"), "Show what can be done with what is selected, or with the map", "",
        ON_THE_MAP),
    Act("rewrite", "Change the words", ("F2",), "Change the words of the selected card on the card itself",
        "map.edit_words", ON_THE_MAP),
    Act("duplicate", "Duplicate", ("Ctrl+D",), "The same card again, for another child or another day: without its"
        " sources and arrows", "map.duplicate", ON_THE_MAP),
    Act("link", "Link to another card", ("L",), "Draw an arrow from the selected card, without dragging",
        "map.begin_link_from_selection", ON_THE_MAP),
    Act("remove", "Remove", ("Del",), "Take what is selected off the map; undo brings it back",
        "map.delete_selection", ON_THE_MAP),
    Act("all", "Select all", ("Ctrl+A",), "Select every card that is shown", "map.select_all", ON_THE_MAP),
    Act("keep", "Keep it selected", ("E",), "The selected card stays selected while the arrow keys go on to others, so"
        " that several are; again: let go of it", "map.keys.keep", ON_THE_MAP),
    Act("in", "Zoom in", ("+", "Ctrl++", "="), "Larger", "map.zoom_in", ON_THE_MAP),
    Act("out", "Zoom out", ("-", "Ctrl+-"), "Smaller", "map.zoom_out", ON_THE_MAP),
    Act("actual", "100 %", ("0", "Ctrl+0"), "The map at 100 %", "map.actual_size", ON_THE_MAP),
    Act("fit", "Show the whole map", ("F",), "The whole map in the window", "map.fit", ON_THE_MAP),
    Act("see", "See part of it", ("S",), "Choose what is shown of the map, ask something of it, keep a view; Esc in the"
        " map shows all of it again", "seeing.turn_panel", ON_THE_MAP),
    Act("near", "Only what is near", ("N",), "Show what is one arrow around the selected card; again: one arrow more",
        "map.see_near", ON_THE_MAP),
    Act("nearer", "One step less", ("Shift+N",), "One arrow less around that card", "map.see_nearer", ON_THE_MAP),
    Act("whole", "Show all of it", ("Shift+S",), "Nothing is left out or dimmed, nothing is asked", "seeing.show_all",
        ON_THE_MAP),
    Act("mini", "Small map", ("M",), "Show where one is on a small picture of the whole map, or fold it away",
        "map.mini.turn", ON_THE_MAP),
    Act("lens", "Reading lens", ("Z",), "While the map is too small to be read: show the card under the pointer or the"
        " keyboard at reading size; again: put it away", "map.turn_lens", ON_THE_MAP),
    Act("picture", "Picture of what is shown", ("Ctrl+P",), "Go to the reports with the map as it is shown now, to be"
        " looked at, then drawn as a picture or as a PDF to print", "draw_map", ON_THE_MAP),
    Act("rail", "People, sources and the rest", ("R",), "Fold the side of the map away, or show it",
        "map.fold_rail", ON_THE_MAP),
    Act("fold", "Fold with its like", ("K",), "Put the other cards of the category, of the child or of the kind under"
        " the selected card, with their number; again: take them out", "map.folding.group", ON_THE_MAP),
    Act("fold_branch", "Fold what it leads to", ("Shift+K",), "Put what the selected card alone leads to under it;"
        " again: take it out", "map.folding.branch", ON_THE_MAP),
    Act("unfold", "Unfold everything", ("Ctrl+Shift+K",), "Take out again whatever is folded", "map.folding.all_out",
        ON_THE_MAP),
    Act("arrange", "Arrange the whole map", ("Ctrl+Shift+A",), "Let the program place every card; undo puts them back",
        "map.arrange", ON_THE_MAP),
    Act("arrange_these", "Arrange these", ("Shift+A",), "Let the program place the selected cards anew, where their"
        " arrows lead", "map.arranging.chosen", ON_THE_MAP),
    Act("arrange_new", "Arrange only what is new", ("Shift+P",), "Let the program place every card that was put"
        " nowhere by hand; what you moved stays", "map.arranging.new", ON_THE_MAP),
    Act("align_left", "In line at the left", ("Shift+L",), "Bring the selected cards into line at the left",
        "map.arranging.left", ON_THE_MAP),
    Act("align_right", "In line at the right", ("Shift+R",), "The same at the right", "map.arranging.right",
        ON_THE_MAP),
    Act("align_top", "In line at the top", ("Shift+T",), "The same at the top", "map.arranging.top", ON_THE_MAP),
    Act("align_bottom", "In line at the bottom", ("Shift+B",), "The same at the bottom", "map.arranging.bottom",
        ON_THE_MAP),
    Act("align_middle", "In line at the middle", ("Shift+M",), "The same at the middle of their heights, for cards that"
        " stand beside one another", "map.arranging.middle", ON_THE_MAP),
    Act("apart_across", "Equally far apart, across", ("Shift+H",), "Set three or more selected cards equally far apart,"
        " from left to right", "map.arranging.across", ON_THE_MAP),
    Act("apart_down", "Equally far apart, down", ("Shift+V",), "The same from top to bottom", "map.arranging.down",
        ON_THE_MAP),
    Act("free", "Let the program place these", ("P",), "Give the selected cards back to the program to place",
        "map.put_back", ON_THE_MAP),
    Act("room_step", "", ("Right", "Left"), "The next view; the one before", "", IN_THE_ROOM),
    Act("room_card", "", ("1", "0"), "One card large, by its number from 1 to 9; with 0 all of them again", "",
        IN_THE_ROOM),
    Act("room_blank", "", ("B",), "Bare paper; again: the picture", "", IN_THE_ROOM),
    Act("room_veil", "", ("V",), "Roles, or what the room may know by name", "", IN_THE_ROOM),
    Act("room_filter", "", ("F",), "Only what the map shows just now; again: all of it", "", IN_THE_ROOM),
    Act("room_add", "", ("A", "+"), "To the line for adding", "", IN_THE_ROOM),
    Act("room_straight", "", ("Shift+Return",), "In the line for adding: on the map, and in the room at once", "",
        IN_THE_ROOM),
    Act("room_release", "", ("R", "U"), "Let in what waits; take it out of the room again", "", IN_THE_ROOM),
    Act("room_sheet", "", ("M",), "This meeting: its name, its order, who is here", "", IN_THE_ROOM),
    Act("room_hide", "", ("H",), "Hide the program at once, and blank the room", "", IN_THE_ROOM),
    Act("room_end", "", ("Esc",), "End", "", IN_THE_ROOM),
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


def act_called(identity: str) -> Act:
    """One thing that can be done, by its name."""
    return next(act for act in ACTS if act.id == identity)


def keys_of(identity: str) -> str:
    """The first key of an act, as the keyboard of this machine names it."""
    return QKeySequence(act_called(identity).keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
