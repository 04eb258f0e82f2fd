"""The frames that are lists: the pattern, what that does at home, services, what is not known, goals and actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mapping.entries import (
    Action,
    Behaviour,
    Engagement,
    Entry,
    FamilyImpact,
    Gap,
    Goal,
    Intersection,
    Order,
    Person,
    ProtectiveEffort,
    Response,
    SurvivorImpact,
    View,
)
from mapping.present.cards import Room
from mapping.present.values import Band, Column, Frame
from mapping.resting import is_settled
from mapping.statement import broad_term
from mapping.voice import capital
from mapping.wording import whose_behaviour

_TOLD = "The facilitator tells the room what it needs to know. Nothing that keeps {} safe is on a screen."


def grouped(room: Room, entries: Iterable[Entry], heading: Callable[[Entry], str]) -> tuple[Column, ...]:
    """Entries under their headings, in the order in which these are met."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(heading(entry), []).append(entry)
    return tuple(Column(head, room.cards(each)) for head, each in found.items())


def pattern(room: Room) -> Iterator[Frame]:
    """What each person who harms does, by category; a baseline of constructive conduct comes last."""
    acting = dict.fromkeys([*(p.id for p in room.naming.perpetrators), *(b.by for b in room.copy.of(Behaviour))])
    for who in acting or ("",):
        theirs = [each for each in room.all_of(Behaviour) if isinstance(each, Behaviour) and each.by == who]
        theirs.sort(key=lambda each: (broad_term(each).constructive, each.category or "~"))
        called = room.naming.inside(who) if who else "the person who harms"
        columns = grouped(room, theirs, lambda each: _category(room, each))
        if columns or len(acting) <= 1:
            nothing = (Column("", empty=f"Nobody has mapped yet what {called} does."),)
            number = room.ids.get(who, "")
            yield Frame("pattern", f"pattern:{number}", f"The pattern: what {called} does", columns or nothing)


def _category(room: Room, entry: Entry) -> str:
    assert isinstance(entry, Behaviour)
    term = broad_term(entry)
    if not entry.category:
        return "Not sorted yet"
    return room.text(room.naming.fill(term.short or term.label or entry.category))


def home(room: Room, shown: frozenset[str]) -> Iterator[Frame]:
    """What his behaviour does at home that stands on no path to a child, and the circumstances around it."""
    rest = [each for kind in (FamilyImpact, SurvivorImpact) for each in room.all_of(kind) if each.id not in shown]
    around = [each for each in room.all_of(Intersection) if each.id not in shown]
    columns = grouped(room, [*rest, *around], lambda each: _home_heading(room, each))
    if columns:
        said = "What else" if shown else "What"
        yield Frame("home", "home", f"{said} {whose_behaviour(room.naming)} behaviour does at home", columns)


def _home_heading(room: Room, entry: Entry) -> str:
    match entry:
        case SurvivorImpact():
            return f"To {room.naming.inside(entry.person)}"
        case FamilyImpact():
            return "To family life"
    return room.words.kind(entry.kind).words


def efforts(room: Room) -> Iterator[Frame]:
    """What is done to keep the children safe, where somebody chose to show it; else that it is spoken, not shown."""
    if not room.terms.efforts:
        return
    found = room.all_of(ProtectiveEffort)
    columns = grouped(room, found, lambda each: _doing(room, each))
    empty = (Column("", empty="None of it may be on this screen. The facilitator tells the room."),)
    yield Frame("efforts", "efforts", room.naming.lane_title("protective_effort"), columns or empty)


def _doing(room: Room, entry: Entry) -> str:
    assert isinstance(entry, ProtectiveEffort)
    return f"What {room.naming.inside(entry.by)} does" if entry.by else "What is done"


def views(room: Room) -> Iterator[Frame]:
    """What people think, fear and want, where somebody chose to show it and there is any."""
    found = room.all_of(View) if room.terms.views else []
    columns = grouped(room, found, lambda each: room.naming.short(getattr(each, "person", "")))
    if columns:
        yield Frame("views", "views", "What people themselves say", columns)


def services(room: Room) -> Iterator[Frame]:
    """What services did, by agency; orders; meetings with him and attempts at one. Left out where there is nothing."""
    found = [each for kind in (Response, Order, Engagement) for each in room.all_of(kind)]
    columns = grouped(room, found, lambda each: _service(room, each))
    if columns:
        yield Frame("services", "services", "What services did, and what that did", columns)


def _service(room: Room, entry: Entry) -> str:
    match entry:
        case Response() if entry.agency:
            return capital(room.text(entry.agency))
        case Order():
            return "What is ordered"
        case Engagement():
            return f"Meeting {room.naming.pronoun(entry.person, 'object') or room.naming.inside(entry.person)}"
    return "A service"


def unknown(room: Room) -> Iterator[Frame]:
    """The questions that were written down and have no answer yet."""
    found = [each for each in room.all_of(Gap) if not is_settled(each)]
    empty = "Nobody has written down yet what is not known."
    yield Frame("unknown", "unknown", "What we do not know yet", (Column("", room.cards(found), empty),))


def goals(room: Room) -> Iterator[Frame]:
    """What is asked of each person who harms."""
    found = [each for each in room.all_of(Goal) if getattr(each, "state", "") != "withdrawn"]
    people = room.naming.perpetrators
    them = "them"
    if len(people) == 1:
        them = room.naming.pronoun(people[0].id, "object") or room.naming.inside(people[0].id)
    several = len({getattr(each, "person", "") for each in found}) > 1
    columns = grouped(room, found, lambda each: room.naming.short(getattr(each, "person", "")) if several else "")
    empty = (Column("", empty=f"Nothing is asked of {them} yet."),)
    yield Frame("goals", "goals", f"What is asked of {them}", columns or empty)


def actions(room: Room) -> Iterator[Frame]:
    """Which agency does what by when: what is open first."""
    found = sorted((each for each in room.all_of(Action) if isinstance(each, Action)), key=by_state)
    columns = grouped(room, found, lambda each: agency_of(room, each))
    empty = (Column("", empty="No agency has taken anything on yet."),)
    yield Frame("actions", "actions", "Who does what next", columns or empty)


def by_state(action: Action) -> tuple[bool, str]:
    """What is open first, and of that what is due first."""
    return action.state not in ("", "open"), action.by or "~"


def agency_of(room: Room, entry: Entry) -> str:
    """The agency that an action is for, as a heading."""
    return capital(room.text(getattr(entry, "agency", "")))


def spoken_not_shown(room: Room, child: Person | None = None) -> Band | None:
    """That efforts, views and words are told by the facilitator; the same whether or not there are any."""
    terms, survivors = room.terms, room.naming.survivors
    if terms.efforts and terms.views:
        return None
    one = survivors[0].id if len(survivors) == 1 else ""
    they = (room.naming.pronoun(one, "subject") or room.naming.inside(one)) if one else "the other parents"
    them = (room.naming.pronoun(one, "object") or room.naming.inside(one)) if one else "them"
    do = "do" if they == "they" or not one else "does"
    off = []
    if not terms.efforts:
        off.append(f"what {they} {do} to keep {'this child' if child else 'the children'} safe")
    if not terms.views:
        off.append("what anyone thinks, fears or wants")
    title = f"{capital(', and '.join(off))}: spoken, not shown"
    return Band("protective_effort" if not terms.efforts else "view", title, _TOLD.format(them))
