"""What a screen reader meets on a map: a list of headings and cards, each with its words; it changes nothing.

Qt holds bare pointers to these; who keeps them for as long as that, `voice` knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface
from shiboken6 import isValid

from app.map.view import MapView
from app.unseen import visible
from mapping.placing import Box

Maybe = Any
"""What Qt asks for, or None, which Qt takes for "there is none" although its stubs do not say so."""
_TO, _FROM = QAccessible.RelationFlag.FlowsTo, QAccessible.RelationFlag.FlowsFrom
_ANY = QAccessible.RelationFlag(-1)


@dataclass(frozen=True, slots=True, repr=False)
class Spoken:
    """What is said of one card: its title with its kind, and what more there is to know."""

    name: str
    more: str


class Told(Protocol):
    """Where a voice learns what to say."""

    def order(self) -> tuple[str, ...]:
        """The cards in reading order, each after the headings under which it stands."""

    def knows(self, identity: str) -> bool:
        """Whether this card or heading is shown."""

    def heads(self, identity: str) -> bool:
        """Whether this is a heading: of a lane, of a category or kind, of a child."""

    def takes_keyboard(self, identity: str) -> bool:
        """Whether this can be selected: a card, or a child."""

    def regrouped(self) -> tuple[str, ...]:
        """The headings that hold something else than when this was asked last."""

    def box(self, identity: str) -> Box | None:
        """Where on the map this is."""

    def spoken(self, identity: str) -> Spoken | None:
        """What to say of a card or heading."""

    def selected(self, identity: str) -> bool:
        """Whether a card or a child is selected."""

    def joined(self, identity: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Where the arrows of a card lead, and whence they come."""

    def current(self) -> str:
        """At which card the keyboard is; "" for none."""


class CardVoice(QAccessibleInterface):
    """One card as an item of the list, or one heading."""

    def __init__(self, owner: MapVoice, identity: str) -> None:
        super().__init__()
        self.owner, self.id = owner, identity
        self.is_leaving = False

    def isValid(self) -> bool:  # noqa: N802  # Qt's name
        told = self.owner.told
        return told is not None and (self.is_leaving or told.knows(self.id))

    def object(self) -> Maybe:
        return None

    def window(self) -> Maybe:
        return self.owner.window()

    def parent(self) -> Maybe:
        return self.owner if self.owner.told is not None else None

    def child(self, _index: int) -> Maybe:
        return None

    def childAt(self, _x: int, _y: int) -> Maybe:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        told = self.owner.told
        spoken = told.spoken(self.id) if told is not None else None
        if spoken is None:
            return ""
        return visible({QAccessible.Text.Name: spoken.name, QAccessible.Text.Description: spoken.more}.get(kind, ""))

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:  # noqa: N802  # Qt's name
        return

    def relations(self, match: QAccessible.RelationFlag = _ANY) -> list[Any]:
        """The cards to which an arrow leads from here, and those from which one comes.

        Qt asks what the other is to this one: where this flows to the other, the other flows from this.
        """
        told = self.owner.told
        if told is None or not told.knows(self.id):
            return []
        ahead, back = told.joined(self.id)
        found: list[Any] = []
        for identities, relation in ((ahead, _FROM), (back, _TO)):
            if match & relation:
                found += [(voice, relation) for each in identities if (voice := self.owner.voice(each)) is not None]
        return found

    def rect(self) -> QRect:
        return self.owner.rect_of(self.id)

    def role(self) -> QAccessible.Role:
        told = self.owner.told
        return QAccessible.Role.Heading if told is not None and told.heads(self.id) else QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state, told = QAccessible.State(), self.owner.told
        known = told is not None and told.knows(self.id)
        state.invalid = not known
        if told is not None and known:
            state.focusable = state.selectable = told.takes_keyboard(self.id)
            state.selected = told.selected(self.id)
            state.focused = told.current() == self.id and self.owner.has_focus()
            state.offscreen = not self.owner.is_seen(self.id)
        return state


class MapVoice(QAccessibleInterface):
    """The map as a list of cards in reading order, under their headings."""

    def __init__(self, view: MapView, told: Told | None) -> None:
        super().__init__()
        self._view, self._told = view, told
        self.voices: dict[str, CardVoice] = {}
        self._order: tuple[str, ...] = ()
        self._places: dict[str, int] = {}

    @property
    def told(self) -> Told | None:
        """Where to learn what to say; None when there is nothing more to say."""
        return self._told if isValid(self._view) else None

    def fall_silent(self) -> None:
        """Let go of everything there was to say."""
        self._told, self._order, self._places = None, (), {}

    def order(self) -> tuple[str, ...]:
        """The cards and headings in reading order."""
        order = self.told.order() if self.told is not None else ()
        if order is not self._order:
            self._order, self._places = order, {identity: at for at, identity in enumerate(order)}
        return order

    def place(self, identity: str) -> int:
        """Which of the cards this one is; -1 for none."""
        self.order()
        return self._places.get(identity, -1)

    def voice(self, identity: str) -> CardVoice | None:
        """The voice of a card that is shown."""
        if self.place(identity) < 0:
            return None
        if identity not in self.voices:
            self.voices[identity] = CardVoice(self, identity)
        return self.voices[identity]

    def has_focus(self) -> bool:
        """Whether the keyboard is on the map."""
        return isValid(self._view) and self._view.hasFocus()

    def rect_of(self, identity: str) -> QRect:
        """Where on the screen a card is."""
        box = self.told.box(identity) if self.told is not None else None
        if box is None:
            return QRect()
        area = self._view.mapFromScene(QRectF(box.x, box.y, box.width, box.height)).boundingRect()
        return QRect(self._view.viewport().mapToGlobal(area.topLeft()), area.size())

    def is_seen(self, identity: str) -> bool:
        """Whether a part of a card is in the window."""
        return self.rect().intersects(self.rect_of(identity))

    def isValid(self) -> bool:  # noqa: N802  # Qt's name
        return isValid(self._view)

    def object(self) -> Maybe:
        return self._view if isValid(self._view) else None

    def window(self) -> Maybe:
        return self._view.window().windowHandle() if isValid(self._view) else None

    def parent(self) -> Maybe:
        owner = self._view.parentWidget() if isValid(self._view) else None
        return QAccessible.queryAccessibleInterface(owner) if owner is not None else None

    def focusChild(self) -> Maybe:
        return self.voice(self._told.current()) if self.has_focus() and self._told is not None else None

    def childCount(self) -> int:
        return len(self.order())

    def child(self, index: int) -> Maybe:
        order = self.order()
        return self.voice(order[index]) if 0 <= index < len(order) else None

    def childAt(self, x: int, y: int) -> Maybe:
        if not isValid(self._view):
            return None
        at = self._view.mapToScene(self._view.viewport().mapFromGlobal(QPoint(x, y)))
        found = self._view.map_scene.card_at(at)
        return self.voice(found) if found else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return self.place(child.id) if isinstance(child, CardVoice) else -1

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
        state.focused = self.has_focus()
        return state
