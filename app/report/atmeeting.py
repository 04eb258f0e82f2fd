"""What a paper for the room goes by beside the case: the letters of its meetings, what still waits, how it was then."""

from __future__ import annotations

from app.otherroles import drawn_for
from app.report.papers import Choice
from app.waits import waiting_for
from app.worker import Settings
from exports.copies import FOR_THE_ROOM, RoomTerms
from mapping.casemap import CaseMap


def room_terms(shelf: Settings | None, case: CaseMap, choice: Choice | None) -> RoomTerms:
    """As it is kept with the case at this moment; nothing of it where another paper is wanted."""
    if choice is None or choice.paper not in FOR_THE_ROOM:
        return RoomTerms()
    known = case.header.id
    return RoomTerms(choice.then, drawn_for(shelf, known), frozenset(waiting_for(shelf, known)))
