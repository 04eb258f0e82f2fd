"""What the program calls an act: "Add what he does", "Move 3 cards"."""

from __future__ import annotations

from mapping.casemap import ChangeSet
from mapping.entries import Entry, Header, Link
from mapping.vocabulary import load_vocabulary

_ACTS = {
    "add": "Add",
    "edit": "Change",
    "remove": "Remove",
    "link": "Draw an arrow",
    "move": "Move",
    "arrange": "Arrange the map",
    "sign": "Sign the map",
    "rename": "Rename the case",
    "open": "Open the case",
    "import": "Bring in a case file",
    "erase": "Erase for good",
}

_COMES_ALONG = frozenset({"source", "person"})
"""What is often added in the same act as the entry that the act is about."""


def act_text(changes: ChangeSet) -> str:
    """The name of an act, without any word of the case."""
    verb = _ACTS.get(changes.act, changes.act)
    if changes.act not in ("add", "edit", "remove", "move"):
        return verb
    return f"{verb} {_object_of(changes)}"


def _object_of(changes: ChangeSet) -> str:
    entries = [change.thing for change in changes if isinstance(change.thing, Entry)]
    whole = [change for change in changes if change.before is None or change.after is None]
    if changes.act == "remove" and whole:
        entries = [change.thing for change in whole if isinstance(change.thing, Entry)]
    if len(entries) > 1 and changes.act in ("move", "remove"):
        return f"{len(entries)} cards"
    if entries:
        telling = next((entry for entry in entries if entry.kind not in _COMES_ALONG), entries[0])
        return f"“{load_vocabulary().kind(telling.kind).label}”"
    if any(isinstance(change.thing, Link) for change in changes):
        return "an arrow"
    return "the case" if any(isinstance(change.thing, Header) for change in changes) else ""


def undo_text(next_undo: ChangeSet | None) -> str:
    """What the undo button says."""
    return f"Undo: {act_text(next_undo)}" if next_undo else "Undo"


def redo_text(next_redo: ChangeSet | None) -> str:
    """What the redo button says."""
    return f"Redo: {act_text(next_redo)}" if next_redo else "Redo"
