"""The order of a conference (MARAC): risk, pattern and children in five lines, what is new, actions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mapping.dates import DateError, one_day, read_edtf
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
from mapping.marks import is_high_risk
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
_TOOL = "It is not held here. Whoever has it says it: which tool, what it found, from which day, by whom."
_WHY_NOT = "Of each that was not done, ask the agency what stood in the way."
_NEW = (Behaviour, Incident, FamilyImpact, SurvivorImpact, ChildImpact, Order, Engagement, ChangeEvidence)


def marac(room: Room) -> Iterator[Frame]:
    """All frames of a conference."""
    yield from _opening(room)
    yield _risk(room)
    yield _pattern(room)
    yield _children(room)
    yield from _new(room)
    yield from _actions(room)
    yield _not_for_him(room)


def _opening(room: Room) -> Iterator[Frame]:
    """Who is here, and what was read, where today's meeting was noted; the reference of a case stays off a wall."""
    held = room.copy.entry(room.terms.session)
    if not isinstance(held, Session) or one_day(held.when) != room.terms.on:
        return
    agencies = dict.fromkeys(room.text(row.agency.strip()) for row in held.attended if row.agency.strip())
    here = "; ".join(agencies) or "Nobody is noted as being here yet."
    read = "It was read." if held.confidentiality_read else "It is not noted that it was read. Read it now."
    columns = (
        Column("Case reference", empty="Said aloud by the chair, and not shown."),
        Column("Here", empty=here),
        Column("Confidentiality", empty=read),
    )
    yield Frame("opening", "opening", "This conference", columns)


def _risk(room: Room) -> Frame:
    """The acts that carry a danger sign; the result of a risk tool is said by whoever has it."""
    found = [each for each in room.all_of(Behaviour) if is_high_risk(each)]
    acts = Column("Acts that carry a danger sign", room.cards(found[:FIVE]), "No act on this screen carries one.")
    columns = (Column("Result of the risk tool, and its date", empty=_TOOL), acts)
    return Frame("risk", "risk", "Risk: what must be said first", columns, more=len(found) > FIVE)


def _new(room: Room) -> Iterator[Frame]:
    last = last_session(room)
    if last is None:
        return
    found = [each for kind in _NEW for each in room.all_of(kind) if _first_day(each.when) > last]
    empty = "Nothing that may be on this screen is dated after that day."
    column = Column("", room.cards(sorted(found, key=in_time)[-FIVE:]), empty)
    yield Frame("new", "new", f"New since the session of {last:%-d %B %Y}", (column,), more=len(found) > FIVE)


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
    return Frame("pattern", "pattern", f"The pattern: what {who}", (column,), more=len(acts) > FIVE)


def _children(room: Room) -> Frame:
    seen = {child: sorted(_impacts(room, child), key=in_time) for child in room.children}
    lines = _shared(list(map(len, seen.values())))
    columns = []
    for (child, found), most in zip(seen.items(), lines, strict=True):
        empty = "Nothing is mapped for this child yet. Ask who sees the child."
        columns.append(Column(capital(room.naming.inside(child.id)), room.cards(found[:most]), empty))
    nobody = (Column("", empty="There is no child on this map yet."),)
    more, shown, band = sum(lines) < sum(map(len, seen.values())), tuple(columns) or nobody, spoken_not_shown(room)
    return Frame("children", "children", "What that does to the children", shown, band=band, more=more)


def _impacts(room: Room, child: Person) -> list[Entry]:
    return [each for each in room.all_of(ChildImpact) if getattr(each, "child", "") == child.id]


def _shared(wanted: list[int]) -> list[int]:
    """How many of five lines each child has: one each first, and so on round; each has one, however many they are."""
    given = [min(1, number) for number in wanted]
    while sum(given) < min(FIVE, sum(wanted)):
        for child, number in enumerate(wanted):
            if given[child] < number and sum(given) < FIVE:
                given[child] += 1
    return given


def _actions(room: Room) -> Iterator[Frame]:
    found = sorted((each for each in room.all_of(Action) if isinstance(each, Action)), key=by_state)
    agreed = [each for each in found if each.by or each.state not in ("", "open")]
    if agreed:
        columns = grouped(room, agreed, lambda each: agency_of(room, each))
        why = (Column("", empty=_WHY_NOT),) if any(each.state == "not_done" for each in agreed) else ()
        yield Frame("agreed", "agreed", "What was agreed before, and how it stands", (*columns, *why))
    yield from goals(room)
    open_ones = [each for each in found if each not in agreed]
    open_ones.sort(key=lambda each: _row(room, each))
    columns = grouped(room, open_ones, lambda each: _about(room, each))
    if not open_ones or _row(room, open_ones[0]) > 0:
        nothing = Column(
            f"About {room.naming.fill('{P}')}", empty=room.naming.fill("No action about {P} is proposed yet.")
        )
        columns = (nothing, *columns)
    yield Frame("proposed", "proposed", "What is proposed: who does what", columns)


def _row(room: Room, action: Entry) -> int:
    """Who harms comes first, then the survivor, the children, the family."""
    whose = _whose(room, action)
    roles = set(whose.roles) if whose is not None else set()
    rows = ({"perpetrator", "co_perpetrator"}, {"survivor"}, {"child"})
    return next((number for number, theirs in enumerate(rows) if roles & theirs), len(rows))


def _whose(room: Room, action: Entry) -> Person | None:
    about = room.copy.entry(getattr(action, "about", ""))
    named = next(filter(None, (str(getattr(about, name, "")) for name in ("child", "person", "by"))), "")
    whose = about if isinstance(about, Person) else room.copy.entry(named)
    return whose if isinstance(whose, Person) else None


def _about(room: Room, entry: Entry) -> str:
    """Whom an action is about."""
    whose = _whose(room, entry)
    return f"About {room.naming.inside(whose.id)}" if whose is not None else "About the family"


def _not_for_him(room: Room) -> Frame:
    """In general words, the same for every case: what is said here and must not be heard by whoever harms."""
    lines = tuple(Column("", empty=room.naming.fill(line)) for line in _NOT_FOR_HIM)
    return Frame("not_for_him", "not_for_him", f"What must not reach {room.naming.fill('{P}')}", lines)
