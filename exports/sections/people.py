"""Who is who: labels and names side by side, how people are tied to one another, and which orders bind whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from exports.blocks import Bullets, Column, Item, Paragraph, Phrase, Section, Table
from exports.sections.telling import Telling, item, named, prose, say, small, status
from mapping.dates import DateError, read_edtf, spoken
from mapping.entries import Order, Person, Relationship
from mapping.voice import capital, listed

_YEAR = re.compile(r"(\d{4})")
_IS = re.compile(r"^is ")
"""How a tie is told that lasts: a tie with a day on which it began has been, and one that is over was."""


def people(told: Telling) -> Iterator[Section]:
    """The people, their ties, and the orders that bind or protect them."""
    everyone = told.case.of(Person)
    if not everyone:
        nobody = say("Nobody has been put on the map yet.")
        yield from (Section("Who is who", (nobody,), 1),) if told.complete else ()
        return
    named = "On these pages" if told.to_her else "In this report"
    columns = (Column(named, 18), Column("Name", 20), Column("Born", 22), Column("Who this is", 40))
    rows = tuple(_person(each, told) for each in everyone)
    yield Section("Who is who", (filled(Table(columns, rows)),), 1)
    ties = told.case.of(Relationship)
    if ties:
        yield Section("How they are connected", (Bullets(tuple(_tie(each, told) for each in ties)),), 2)
    if told.complete or told.case.of(Order):
        yield Section("Orders and measures", _orders(told), 2)


def filled(table: Table) -> Table:
    """The table without the columns that are empty in every row."""
    keep = [at for at in range(len(table.columns)) if any(row[at] for row in table.rows)]
    return Table(tuple(table.columns[at] for at in keep), tuple(tuple(row[at] for at in keep) for row in table.rows))


def _person(person: Person, told: Telling) -> tuple[tuple[Paragraph, ...], ...]:
    names = [person.name] if person.name else []
    also = f"also {listed(person.aliases)}" if person.aliases else ""
    return (
        (say(Phrase(capital(told.naming.inside(person.id).removeprefix("the ")), bold=True, where=person.id)),),
        tuple(say(Phrase(name, where=person.id)) for name in (*names, also) if name),
        () if told.to_her else tuple(say(Phrase(line, where=person.id)) for line in born(person, told.on)),
        (*_roles(person, told), *prose(person.account, person.id, told.numbers_of(person.cites)), *_more(person, told)),
    )


def born(person: Person, on: date) -> Iterator[str]:
    """When somebody was born, with the age on this day, and died; never the day of birth."""
    if person.unborn:
        yield "not yet born"
        if person.born:
            yield f"expected {_born(person.born, on, alive=False)}"
    elif person.born:
        yield _born(person.born, on, alive=not person.died)
    if person.died:
        yield f"died {spoken(person.died)}"


def _born(born: str, on: date, *, alive: bool) -> str:
    """The year, with the age on the day of the report; never the day of birth."""
    stretch, year = read_edtf(born), _YEAR.search(born)
    if stretch is None or year is None or stretch.earliest is None or stretch.latest is None:
        return spoken(born)
    about = "about " if stretch.approximate or stretch.uncertain else ""
    said = f"{about}{year[1]}"
    oldest, youngest = _years(stretch.earliest, on), _years(stretch.latest, on)
    if not alive or youngest < 0:
        return said
    return f"{said}, aged {oldest}" if oldest == youngest else f"{said}, aged {youngest} or {oldest}"


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _roles(person: Person, told: Telling) -> tuple[Paragraph, ...]:
    words = [small(told.label("role", role)) for role in person.roles]
    if told.to_her:
        return ()  # what our trade calls her, and everyone else, is no word for her copy
    return (say(Phrase(capital(listed(words)), muted=True)),)


def _more(person: Person, told: Telling) -> Iterator[Paragraph]:
    if told.to_her:
        yield from (say(Phrase(line, where=person.id)) for line in (person.agency,) if line)
        return
    parts = [person.agency, f"speaks {person.language}" if person.language else "", person.pronouns]
    if person.parental_responsibility is not None:
        parts.append(
            "has parental responsibility" if person.parental_responsibility else "has no parental responsibility"
        )
    if person.maybe_same_as:
        parts.append(f"perhaps the same person as {told.naming.inside(person.maybe_same_as)}")
    for lived in person.lived:
        where = f"in {small(lived.place_type)}" if lived.place_type else ""
        with_whom = f"with {told.people(lived.with_)}" if lived.with_ else ""
        parts.append(" ".join(part for part in ("lived", with_whom, where, spoken(lived.when)) if part))
    line = "; ".join(part for part in parts if part)
    if line:
        yield say(Phrase(capital(line), where=person.id))


def _tie(tie: Relationship, told: Telling) -> tuple[Paragraph, ...]:
    naming = told.naming
    ended = f" until {spoken(tie.until)}" if tie.until else ""
    began = (
        f" since {spoken(tie.since)}"
        if tie.since and not tie.until
        else f" from {spoken(tie.since)}"
        if tie.since
        else ""
    )
    relation = told.label("relation", tie.relation)
    if tie.since or tie.until:
        relation = _IS.sub("was " if tie.until else "has been ", relation)
    words = f"{naming.subject(tie.from_id)} {relation} {naming.inside(tie.to_id)}{began}{ended}"
    said = Phrase(words, where=tie.id, sources=told.numbers_of(tie.cites))
    return (say(said, "."), *prose(tie.account, tie.id))


def _orders(told: Telling) -> tuple[Paragraph | Item, ...]:
    orders = told.case.of(Order)
    if not orders:
        return (say("Nobody has recorded an order or another measure. That does not say that there is none."),)
    return tuple(_order(order, told) for order in orders)


def is_over(order: Order, on: date) -> bool:
    """Whether an order had surely ended before this day; one of which no end can be read has not."""
    try:
        until = read_edtf(order.until) if order.until else None
    except DateError:
        return False
    return until is not None and until.latest is not None and until.latest < on


def _order(order: Order, told: Telling) -> Item:
    line = [
        told.label("order_type", order.category) if order.category else "",
        *_held(order, told.on),
        spoken(order.when, order.when_said),
        "" if order.served is None else "served" if order.served else "not served",
        f"made by {order.made_by}" if order.made_by else "",
        f"asked for by {order.applied_by}" if order.applied_by else "",
        status(order, told),
    ]
    whom = [f"It binds {told.people(order.binds)}."] if order.binds else []
    whom += [f"It protects {told.people(order.protects)}."] if order.protects else []
    lines = [say(" ".join(whom))] if whom else []
    return item(order, told, line, *lines, *named("Its terms:", order.terms, order))


def _held(order: Order, on: date) -> tuple[str, ...]:
    """For which time an order holds, or held: nobody may be told that one protects them which has ended."""
    since = spoken(order.since) if order.since else ""
    until = f"until {spoken(order.until)}" if order.until else ""
    if is_over(order, on):
        return (" ".join(part for part in ("was in force", f"from {since}" if since else "", until) if part),)
    return (f"in force since {since}" if since else "", until)
