"""The map for those who hear it: a list of cards, each with its words and what it leads to; it changes nothing.

Qt holds bare pointers to the voices and destroys them itself: that of a map with its window, that of a card when it is
told to. Until then each is kept here, and after it none is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.map.view import MapView
from app.unseen import visible

Maybe = Any
"""What Qt asks for, or None, which Qt takes for "there is none" although its stubs do not say so."""
_AT_ONCE = 40
"""So many cards are spoken of before the window may do something else."""
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
        """The cards in reading order."""

    def knows(self, identity: str) -> bool:
        """Whether this card is shown."""

    def spoken(self, identity: str) -> Spoken | None:
        """What to say of a card."""

    def selected(self, identity: str) -> bool:
        """Whether a card is selected."""

    def joined(self, identity: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Where the arrows of a card lead, and whence they come."""

    def current(self) -> str:
        """At which card the keyboard is; "" for none."""


class CardVoice(QAccessibleInterface):
    """One card as an item of the list."""

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
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state, told = QAccessible.State(), self.owner.told
        known = told is not None and told.knows(self.id)
        state.invalid = not known
        if told is not None and known:
            state.focusable = state.selectable = True
            state.selected = told.selected(self.id)
            state.focused = told.current() == self.id and self.owner.has_focus()
            state.offscreen = not self.owner.is_seen(self.id)
        return state


class MapVoice(QAccessibleInterface):
    """The map as a list of cards in reading order."""

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
        """The cards in reading order."""
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
        box = self._view.map_scene.box_of(identity) if isValid(self._view) else None
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


_kept: list[MapVoice] = []
"""The voices of maps that Qt holds pointers to, each with those of its cards."""


def _sweep() -> None:
    """Let go of the voices of maps whose windows have gone, and have Qt destroy those of their cards."""
    for voice in [each for each in _kept if not isValid(each)]:
        for card in voice.voices.values():
            if isValid(card):
                QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(card))
        _kept.remove(voice)


@cache
def _meet_qt() -> None:
    """Tell Qt, once, where the voices of maps are found."""
    QAccessible.installFactory(_find)


def _find(_key: str, asked: QObject) -> Maybe:
    """Qt asks for the voice of any object; we have those of maps."""
    if not isinstance(asked, MapView) or not isinstance(asked.told, Voice):
        return None
    return asked.told.begin()


class Voice(QObject):
    """Keeps a screen reader told of one map: which cards come, go, are called otherwise, and where the keyboard is."""

    def __init__(self, view: MapView, told: Told) -> None:
        super().__init__(view)
        self._view = view
        self._told: Told | None = told
        self._map: MapVoice | None = None
        self._known: tuple[str, ...] = ()
        self._at = ""
        self._waiting: dict[tuple[str, QAccessible.Event], None] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._tell_some)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
        view.told = self
        _meet_qt()

    def begin(self) -> MapVoice:
        """The voice of the map, made when it is asked for."""
        _sweep()
        self._map = MapVoice(self._view, self._told)
        _kept.append(self._map)
        self._known = self._map.order()
        return self._map

    def _spoken(self) -> MapVoice | None:
        """The voice of the map, if there is one and somebody may hear it."""
        there = self._map is not None and isValid(self._map) and QAccessible.isActive()
        return self._map if there else None

    def renew(self) -> None:
        """Tell which cards have come and which have gone since this was told last."""
        voice = self._map
        if voice is None or not isValid(voice):
            return
        before, self._known = self._known, voice.order()
        now = set(self._known)
        for identity in before:
            if identity not in now:
                self._drop(voice, identity)
        if self._at and self._at not in now:
            self._at = ""
            self._tell_map()
        self._tell_soon(now.difference(before), QAccessible.Event.ObjectCreated)

    def _drop(self, voice: MapVoice, identity: str) -> None:
        """The card has gone: let Qt destroy its voice, and say so."""
        card = voice.voices.pop(identity, None)
        if card is not None and isValid(card):
            card.is_leaving = True  # for what is not valid Qt would not say that it goes
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(card))

    def call_otherwise(self, identities: Iterable[str]) -> None:
        """These cards have other words now."""
        self._tell_soon(identities, QAccessible.Event.NameChanged, QAccessible.Event.DescriptionChanged)

    def _tell_soon(self, identities: Iterable[str], *events: QAccessible.Event) -> None:
        if self._spoken() is not None:
            self._waiting.update(((identity, event), None) for identity in identities for event in events)
            self._soon.start()

    def _tell_some(self) -> None:
        """Tell a little of what is to be told, and the rest when the window has had its turn."""
        voice, some = self._spoken(), list(self._waiting)[:_AT_ONCE]
        for identity, event in some:
            del self._waiting[identity, event]
            if voice is not None and (at := voice.place(identity)) >= 0:
                self._tell(event, at)
        if self._waiting:
            self._soon.start()

    def announce(self, identity: str) -> None:
        """The keyboard is at this card now."""
        voice = self._spoken()
        self._at = identity
        if voice is not None and (at := voice.place(identity)) >= 0:
            self._tell(QAccessible.Event.Focus, at)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The keyboard has come back to the map: it is at a card, which Qt does not know."""
        if new is self._view and self._told is not None:
            QTimer.singleShot(0, self, self._tell_where)

    def _tell_where(self) -> None:
        if self._told is not None and self._view.hasFocus():
            self.announce(self._told.current())

    def _tell_map(self) -> None:
        """The card at which the keyboard was has gone: it is on the map, and at no card."""
        if self._spoken() is not None and self._view.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self._view, QAccessible.Event.Focus))

    def _tell(self, what: QAccessible.Event, at: int) -> None:
        event = QAccessibleEvent(self._view, what)
        event.setChild(at)
        QAccessible.updateAccessibility(event)

    def fall_silent(self) -> None:
        """The case is being put away: nothing more is said of it, and no voice holds on to it."""
        self._waiting.clear()
        self._told, self._known = None, ()
        if self._map is not None and isValid(self._map):
            for identity in tuple(self._map.voices):
                self._drop(self._map, identity)
            self._map.fall_silent()


def announce(view: MapView, identity: str) -> None:
    """Tell a screen reader that the keyboard is at this card of a map."""
    if isinstance(view.told, Voice):
        view.told.announce(identity)
