"""The rooms of an open case that are made when they are first looked at, with all that they ask for; it shows none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.casepage import CasePage
    from app.language.room import LanguageRoom
    from app.report.room import ReportRoom
    from app.unknowns.room import UnknownsRoom
    from app.words.room import WordsRoom

Room = TypeVar("Room", bound=QWidget)


def words(page: CasePage) -> WordsRoom:
    """The pattern and the pathways as sentences."""
    from app.words.room import WordsRoom

    room = WordsRoom(page.session)
    return _among(page, room, (room.wants_open, page.open_entry), (room.wants_new, page.quick.begin))


def unknowns(page: CasePage) -> UnknownsRoom:
    """What the map does not say."""
    from app.unknowns.room import UnknownsRoom

    room = UnknownsRoom(page.session)
    room.wants_field.connect(page.open_field)
    return _among(page, room, (room.wants_open, page.open_entry), (room.wants_new, page.quick.begin))


def language(page: CasePage) -> LanguageRoom:
    """What the wording of the case hides."""
    from app.language.room import LanguageRoom

    room = LanguageRoom(page.session)
    return _among(page, room, (room.wants_open, page.open_entry), (room.wants_field, page.open_field))


def report(page: CasePage) -> ReportRoom:
    """The reports."""
    from app.report.room import ReportRoom

    room = ReportRoom(page.session, page.shelf)
    return _among(page, room, (room.wants_field, page.open_field))


def _among(page: CasePage, room: Room, *asks: tuple[SignalInstance, Callable[..., Any]]) -> Room:
    """Put a room among those of the page, and let the page do what it asks for."""
    for asking, doing in asks:
        asking.connect(doing)
    page.rooms.addWidget(room)
    return room
