"""The rooms of an open case that are made when they are first looked at, with all that they ask for; it shows none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.casepage import CasePage
    from app.guided.room import GuidedRoom
    from app.language.room import LanguageRoom
    from app.present.presenting import Presenting
    from app.report.room import ReportRoom
    from app.unknowns.room import UnknownsRoom
    from app.words.room import WordsRoom
    from mapping.casemap import CaseMap

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
    room.pages = page.hands.pages
    room.wants_page.connect(page.hands.show_page_to_write)
    return _among(page, room, (room.wants_open, page.open_entry), (room.wants_field, page.open_field))


def report(page: CasePage) -> ReportRoom:
    """The reports."""
    from app.report.room import ReportRoom

    room = ReportRoom(page.session, page.shelf)
    return _among(page, room, (room.wants_field, page.open_field))


def guided(page: CasePage) -> GuidedRoom:
    """The steps of a mapping session, and the record of a meeting."""
    from app.guided.room import GuidedRoom

    room = GuidedRoom(page.session, page.shelf)
    room.wants_field.connect(page.open_field)
    room.wants_present.connect(_beginning(page))
    room.wants_words.connect(page.show_words)
    room.wants_report.connect(page.show_report)
    room.wants_meeting_page.connect(_meeting_page(page))
    room.wants_since_page.connect(_since_page(page))
    return _among(page, room, (room.wants_open, page.open_entry), (room.wants_new, page.quick.begin))


def presenting(page: CasePage) -> Presenting:
    """What shows a meeting its part of the case, with the chair's view among the views of the page."""
    from app.present.chair import Chair
    from app.present.presenting import Hands, Presenting

    def shown() -> frozenset[str] | None:
        return None if page.seeing.sights.shows_all else frozenset(page.seeing.sights.wanted)

    hands = Hands(shown, page.quick.line, page.focus_quick_add, page.quick.put_on_map, page.wants_hide.emit)
    made = Presenting(page.session, page.shelf, hands, page)
    chair = Chair(page.session, made)

    def turn(on: bool) -> None:
        page.show_beside_tabs(chair if on else None)
        page.tabs.show_covered(on)
        if on and made.alone:
            page.inspector.hide()  # the room may see this window

    made.turned.connect(turn)
    page.rooms.addWidget(chair)
    chair.wants_open.connect(page.open_entry)
    return made


def in_a_meeting(page: CasePage) -> bool:
    """Whether a room looks, and not for longer than a meeting lasts; what presents is not made to find that out."""
    return "presenting" in vars(page) and page.presenting.in_time


def _beginning(page: CasePage) -> Callable[[], None]:
    def begin() -> None:
        page.presenting.begin()

    return begin


def _meeting_page(page: CasePage) -> Callable[[], None]:
    def show() -> None:
        page.show_report()
        page.report.page_of_meeting()

    return show


def _since_page(page: CasePage) -> Callable[[CaseMap], None]:
    def show(then: CaseMap) -> None:
        page.show_report()
        page.report.page_since(then)

    return show


def join_header(page: CasePage) -> None:
    """Let the lines above an open case do what their buttons say, and find in its notes too."""
    header, tabs = page.header, page.tabs
    header.wants_cases.connect(page.leave)
    header.wants_find.connect(page.show_find)
    header.wants_veil.connect(page.turn_veil)
    header.wants_present.connect(_beginning(page))
    header.wants_hide.connect(page.wants_hide)
    header.wants_view.connect(page.wants_view)
    header.wants_lock.connect(page.wants_lock)
    tabs.wants_undo.connect(page.undo)
    tabs.wants_redo.connect(page.redo)
    page.finding.pages = page.hands.pages
    page.finding.wants_page.connect(page.hands.show_page)


def _among(page: CasePage, room: Room, *asks: tuple[SignalInstance, Callable[..., Any]]) -> Room:
    """Put a room among those of the page, and let the page do what it asks for."""
    for asking, doing in asks:
        asking.connect(doing)
    page.rooms.addWidget(room)
    return room
