"""The order of a conference (MARAC): risk, what is new, pattern and children in five lines, actions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mapping.dates import DateError, read_edtf
from mapping.entries import (
    Action,
    Behaviour,
    ChangeEvidence,
    ChildImpact,
    Engagement,
    Entry,
    FamilyImpact,
    Incident,
    Order,
    Person,
    Session,
    SurvivorImpact,
)
from mapping.present.cards import Room
from mapping.present.groups import agency_of, by_state, goals, grouped, spoken_not_shown
from mapping.present.values import Column, Frame
from mapping.statement import broad_term, in_time
from mapping.voice import capital

FIVE = 5
_NOT_FOR_HIM = (
    "That there is a conference, that this family was spoken of, and what was said or decided.",
    "What {S} or a child said, did or plans, and that they said it.",
    "Where {S} and the children live, learn, work and go, and who helps them.",
    "Who told us, and what nobody knows yet.",
)
_MORE = "There is more on the map."
_NEW = (Behaviour, Incident, FamilyImpact, SurvivorImpact, ChildImpact, Order, Engagement, ChangeEvidence)


def marac(room: Room) -> Iterator[Frame]:
    """All frames of a conference."""
    yield _risk(room)
    yield from _new(room)
    yield _pattern(room)
    yield _children(room)
    yield from _actions(room)
    yield _not_for_him(room)


def _risk(room: Room) -> Frame:
    """The acts that carry a danger sign; the result of a risk tool is said by whoever has it."""
    found = [each for each in room.all_of(Behaviour) if getattr(each, "high_risk", None)]
    empty = "No act on this screen carries a danger sign. Ask who has the result of a risk tool, and from when it is."
    heading = "Acts that carry a danger sign" if found else ""
    return Frame("risk", "risk", "Risk: what must be said first", (Column(heading, room.cards(found[:FIVE]), empty),))


def _new(room: Room) -> Iterator[Frame]:
    last = last_session(room)
    if last is None:
        return
    found = [each for kind in _NEW for each in room.all_of(kind) if _first_day(each.when) > last]
    empty = "Nothing that may be on this screen is dated after that day."
    column = Column("", room.cards(sorted(found, key=in_time)[-FIVE:]), empty)
    yield Frame("new", "new", f"New since the session of {last:%-d %B %Y}", (column, *_more(found)))


def last_session(room: Room) -> date | None:
    """The day of the last session before the day of this one."""
    days = [_first_day(each.when) for each in room.copy.of(Session) if each.id != room.terms.session]
    before = [day for day in days if date.min < day < room.terms.on]
    return max(before) if before else None


def _first_day(edtf: str) -> date:
    try:
        stretch = read_edtf(edtf)
    except DateError:
        return date.min
    return (stretch.earliest if stretch else None) or date.min


def _pattern(room: Room) -> Frame:
    """One act of each category, those with a danger sign first."""
    acts = [each for each in room.all_of(Behaviour) if not broad_term(each).constructive]  # type: ignore[arg-type]
    acts.sort(key=lambda each: not getattr(each, "high_risk", None))
    first = {broad_term(each).key or each.id: each for each in reversed(acts)}  # type: ignore[arg-type]
    chosen = [each for each in acts if each in first.values()]
    chosen = [*chosen, *(each for each in acts if each not in chosen)][:FIVE]
    who = room.naming.lane_title("behaviour").removeprefix("What ")
    column = Column("", room.cards(chosen), f"Nobody has mapped yet what {who}.")
    return Frame("pattern", "pattern", f"The pattern: what {who}", (column, *_more(acts)))


def _children(room: Room) -> Frame:
    columns = []
    for child in room.children:
        seen = [each for each in room.all_of(ChildImpact) if getattr(each, "child", "") == child.id]
        empty = "Nothing is mapped for this child yet. Ask who sees the child."
        lines = room.cards(sorted(seen, key=in_time)[:FIVE])
        columns.append(Column(capital(room.naming.inside(child.id)), lines, empty))
    nobody = (Column("", empty="There is no child on this map yet."),)
    return Frame(
        "children", "children", "What that does to the children", tuple(columns) or nobody, band=spoken_not_shown(room)
    )


def _actions(room: Room) -> Iterator[Frame]:
    found = sorted((each for each in room.all_of(Action) if isinstance(each, Action)), key=by_state)
    agreed = [each for each in found if each.by or each.state not in ("", "open")]
    if agreed:
        columns = grouped(room, agreed, lambda each: agency_of(room, each))
        yield Frame("agreed", "agreed", "What was agreed before, and how it stands", columns)
    yield from goals(room)
    open_ones = [each for each in found if each not in agreed]
    columns = grouped(room, open_ones, lambda each: _about(room, each))
    empty = (Column("", empty="No action is proposed yet."),)
    yield Frame("proposed", "proposed", "What is proposed: who does what", columns or empty)


def _about(room: Room, entry: Entry) -> str:
    """Whom an action is about."""
    about = room.copy.entry(getattr(entry, "about", ""))
    named = next(filter(None, (str(getattr(about, name, "")) for name in ("child", "person", "by"))), "")
    whose = about if isinstance(about, Person) else room.copy.entry(named)
    return f"About {room.naming.inside(whose.id)}" if isinstance(whose, Person) else "About the family"


def _not_for_him(room: Room) -> Frame:
    """In general words, the same for every case: what is said here and must not be heard by whoever harms."""
    lines = tuple(Column("", empty=room.naming.fill(line)) for line in _NOT_FOR_HIM)
    return Frame("not_for_him", "not_for_him", f"What must not reach {room.naming.fill('{P}')}", lines)


def _more(found: list[Entry]) -> tuple[Column, ...]:
    return (Column("", empty=_MORE),) if len(found) > FIVE else ()
