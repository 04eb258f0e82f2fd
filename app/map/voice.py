"""The map for those who hear it: a list of cards, each with its words and what it leads to; it changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from shiboken6 import isValid

from app.map.view import MapView
from app.unseen import visible

Maybe = Any
"""What Qt asks for, or None, which Qt takes for "there is none" although its stubs do not say so."""


@dataclass(frozen=True, slots=True, repr=False)
class Spoken:
    """What is said of one card: its title with its kind, and what more there is to know."""

    name: str
    more: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Told:
    """Where a voice learns what to say: the cards in reading order, and what to say of each."""

    order: Callable[[], tuple[str, ...]]
    spoken: Callable[[str], Spoken | None]


class CardVoice(QAccessibleInterface):
    """One card as an item of the list."""

    def __init__(self, view: MapView, identity: str, told: Told) -> None:
        super().__init__()
        self._view, self._id, self._told = view, identity, told

    def isValid(self) -> bool:  # noqa: N802  # Qt's name
        return isValid(self._view) and self._told.spoken(self._id) is not None

    def object(self) -> Maybe:
        return None

    def window(self) -> Maybe:
        return self._view.window().windowHandle() if isValid(self._view) else None

    def parent(self) -> Maybe:
        return QAccessible.queryAccessibleInterface(self._view) if isValid(self._view) else None

    def child(self, _index: int) -> Maybe:
        return None

    def childAt(self, _x: int, _y: int) -> Maybe:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        spoken = self._told.spoken(self._id) if isValid(self._view) else None
        if spoken is None:
            return ""
        return visible({QAccessible.Text.Name: spoken.name, QAccessible.Text.Description: spoken.more}.get(kind, ""))

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:  # noqa: N802  # Qt's name
        return

    def rect(self) -> QRect:
        box = self._view.map_scene.box_of(self._id) if isValid(self._view) else None
        if box is None:
            return QRect()
        area = self._view.mapFromScene(QRectF(box.x, box.y, box.width, box.height)).boundingRect()
        return QRect(self._view.viewport().mapToGlobal(area.topLeft()), area.size())

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        spoken = self._told.spoken(self._id) if isValid(self._view) else None
        state.invalid = spoken is None
        if spoken is not None:
            state.focusable = state.selectable = True
            state.selected = spoken.selected
            state.focused = spoken.selected and self._view.hasFocus()
        return state


class MapVoice(QAccessibleInterface):
    """The map as a list of cards in reading order."""

    def __init__(self, view: MapView, told: Told) -> None:
        super().__init__()
        self._view, self._told = view, told
        self._voices: dict[str, CardVoice] = {}

    def _voice(self, identity: str) -> CardVoice:
        if identity not in self._voices:
            self._voices[identity] = CardVoice(self._view, identity, self._told)
        return self._voices[identity]

    def _order(self) -> tuple[str, ...]:
        return self._told.order() if isValid(self._view) else ()

    def isValid(self) -> bool:  # noqa: N802  # Qt's name
        return isValid(self._view)

    def object(self) -> Maybe:
        return self._view if isValid(self._view) else None

    def window(self) -> Maybe:
        return self._view.window().windowHandle() if isValid(self._view) else None

    def parent(self) -> Maybe:
        owner = self._view.parentWidget() if isValid(self._view) else None
        return QAccessible.queryAccessibleInterface(owner) if owner is not None else None

    def childCount(self) -> int:
        return len(self._order())

    def child(self, index: int) -> Maybe:
        order = self._order()
        return self._voice(order[index]) if 0 <= index < len(order) else None

    def childAt(self, x: int, y: int) -> Maybe:
        if not isValid(self._view):
            return None
        at = self._view.mapToScene(self._view.viewport().mapFromGlobal(QPoint(x, y)))
        found = self._view.map_scene.card_at(at)
        return self._voice(found) if found else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        found = next((identity for identity, voice in self._voices.items() if voice is child), "")
        order = self._order()
        return order.index(found) if found in order else -1

    def text(self, kind: QAccessible.Text) -> str:
        return self._view.accessibleName() if kind == QAccessible.Text.Name and isValid(self._view) else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:  # noqa: N802  # Qt's name
        return

    def rect(self) -> QRect:
        if not isValid(self._view):
            return QRect()
        return QRect(self._view.mapToGlobal(QPoint(0, 0)), self._view.size())

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.List

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = True
        state.focused = isValid(self._view) and self._view.hasFocus()
        return state


_kept: list[MapVoice] = []
"""Qt holds bare pointers to voices: none may be collected before the program ends."""


@cache
def _meet_qt() -> None:
    """Tell Qt, once, where the voices of maps are found."""
    QAccessible.installFactory(_find)


def _find(_key: str, asked: QObject) -> Maybe:
    """Qt asks for the voice of any object; we have those of maps."""
    if not isinstance(asked, MapView) or not isinstance(asked.told, Told):
        return None
    _kept.append(MapVoice(asked, asked.told))
    return _kept[-1]


def give_voice(view: MapView, told: Told) -> None:
    """Let a screen reader find this map."""
    view.told = told
    _meet_qt()


def announce(view: MapView, index: int) -> None:
    """Tell a screen reader that the keyboard is at the card with this place in the reading order."""
    event = QAccessibleEvent(view, QAccessible.Event.Focus)
    event.setChild(index)
    QAccessible.updateAccessibility(event)
