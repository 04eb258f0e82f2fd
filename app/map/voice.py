"""The map for those who hear it: it keeps what Qt holds pointers to, and tells what comes, goes and changes there.

Qt holds bare pointers to the voices and destroys them itself: that of a map with its window, that of a card when it is
told to. Until then each is kept here, and after it none is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.map.heard import MapVoice, Maybe, Told
from app.map.view import MapView

_AT_ONCE = 40
"""So many cards are spoken of before the window may do something else."""


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
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(0)
        self._back.timeout.connect(self._tell_where)
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
        now, then = set(self._known), set(before)
        for identity in reversed(before):  # a card before the heading that came or went with it
            if identity not in now:
                self._drop(voice, identity)
        if self._at and self._at not in now:
            self._at = ""
            self._tell_map()
        come = [identity for identity in reversed(self._known) if identity not in then]
        self._tell_soon(come, QAccessible.Event.ObjectCreated)
        if voice.told is not None:
            self._tell_soon(voice.told.regrouped(), QAccessible.Event.DescriptionChanged)

    def _drop(self, voice: MapVoice, identity: str) -> None:
        """The card has gone: let Qt destroy its voice, and say so."""
        card = voice.voices.pop(identity, None)
        if card is not None and isValid(card):
            card.is_leaving = True  # for what is not valid Qt would not say that it goes
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(card))

    def call_otherwise(self, identities: Iterable[str]) -> None:
        """These cards have other words now."""
        self._tell_soon(identities, QAccessible.Event.NameChanged, QAccessible.Event.DescriptionChanged)

    def call_all_otherwise(self) -> None:
        """Everyone is called otherwise now."""
        voice = self._spoken()
        if voice is not None:
            self.call_otherwise(voice.order())

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
            self._back.start()

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
