"""The schedule for a request of access: each entry that holds the person's data, an exemption proposed, and its reason.

Who decides, and what, is left blank: the program decides nothing, and says so on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from exports.blocks import Block, Bullets, Cell, Column, Ledger, Notice, Outline, Phrase, Section, Table
from exports.sections.aloud import aloud
from exports.sections.telling import Telling, day_words, say, shortened, telling, told_by, when
from mapping.accessing import EXPECTED, HARM, NONE, THIRD, WORKER, Proposed, held
from mapping.audience import Reader, cut
from mapping.binding import HARMING
from mapping.casemap import CaseMap
from mapping.entries import ChangeEvidence, Entry, Gap, Intersection, Note, Person, Sharing, Source
from mapping.phrasing import ended
from mapping.readers import OWN_AGENCY
from mapping.voice import capital, listed

MARKING = "For whoever decides on the request"
_TITLE = "Schedule for a request of access"
_SHEET = "Schedule"
_SHORT = 180
_LAW = "Data Protection Act 2018, Schedule 3, Part 3"
_NAMES: Mapping[str, str] = {
    HARM: "Serious harm",
    EXPECTED: "Expected that it would not be passed on",
    THIRD: "Somebody else’s data",
    WORKER: "A worker’s name",
    NONE: "None proposed",
}
_WHY: Mapping[str, str] = {
    "effort": "it shows what is done to keep safe",
    "worker": "it is kept for the safety of workers",
    "gap": "it shows what is not known",
    "child_impact": "it shows how a child is, and that somebody watched",
    "survivor_impact": "it shows how {S} is",
    "child": "it rests on what a child said, or shows that a child spoke",
    "hers": "it rests on what {S} said, or shows that {S} spoke",
    "source": "it would show who else spoke",
    "earlier": "it could lead to somebody from another relationship",
    "bounded": "it was told for safety alone, or for one session alone",
    "place": "it could lead to where somebody is",
    "withheld": "the team has withheld it from {P}{reason}",
    "withheld_although": "the team has withheld it, although {P} said it or a court found it{reason}",
}
_WHERE_HE_ASKS = "where {P} asks for the child, "
_SHORTLY: Mapping[str, str] = {
    EXPECTED: "where a parent asks: it rests on what a child said to a worker",
    THIRD: "consent, or reasonable without?",
    WORKER: "not normally withheld for that reason alone",
    NONE: "the map shows no reason; read it before it goes",
}
_COLUMNS = (
    Column("No.", 12),
    Column("The fact in short", 40),
    Column("Where it comes from", 26),
    Column("Whose data else", 29),
    Column("Exemption proposed, and why", 50),
    Column("Decided by", 21),
    Column("Decision", 22),
)
ACCESS: tuple[tuple[str, int], ...] = (
    ("No.", 6), ("The fact in short", 56), ("Where it comes from", 34), ("Whose data else", 26),
    ("Exemption proposed, and why", 56), ("Decided by", 20), ("Decision", 20),
)  # fmt: skip
"""The headings of the schedule as a sheet, with the widths of their columns in characters."""


@dataclass(frozen=True, slots=True, repr=False)
class _Line:
    """One line: the fact, who says so, whose data else, each proposal with its reason, and the entry."""

    fact: str
    source: str
    others: str
    proposals: tuple[tuple[str, str], ...]
    where: str


def access_schedule(case: CaseMap, person: str, on: date) -> Outline:
    """The schedule for a request by `person`, dated `on`; `case` is the whole case. Raises CaseError.

    Where somebody can be found is named by its kind alone, and working notes are listed without their words.
    """
    told = _told(case, on)
    lines = tuple(_lines(case, told, person))
    rows = tuple(_cells(number, line) for number, line in enumerate(lines, 1))
    who = told.naming.inside(person)
    reference = shortened(told.case.header.reference, 40) or "Case"
    front = Section(_TITLE, (*_front(told, person, len(lines)),), key="handling")
    table = Section(f"What is held about {who}", (Table(_COLUMNS, rows),) if rows else (_nothing(),), 1, new_page=True)
    ledger = Ledger(_SHEET, ACCESS, tuple(_row(number, line) for number, line in enumerate(lines, 1)))
    return Outline(_TITLE, f"{_TITLE} · {reference} · {day_words(on)}", MARKING, (front, table), ledger)


def _row(number: int, line: _Line) -> tuple[tuple[str, ...], str]:
    """A line as the cells of a sheet, with the last two for whoever decides; and the entry it is about."""
    proposals = "\n".join(f"{name}: {why}" for name, why in line.proposals)
    return (str(number), line.fact, line.source, line.others, proposals, "", ""), line.where


def _told(case: CaseMap, on: date) -> Telling:
    return telling(cut(case, Reader(OWN_AGENCY)).copy, on)


def _nothing() -> Notice:
    return Notice((say("The map holds nothing about this person."),))


# ------------------------------------------------------------------------------------------------ the first page


def _front(told: Telling, person: str, count: int) -> Iterator[Block]:
    header, who = told.case.header, told.naming.inside(person)
    reference = f" · reference {header.reference}" if header.reference else ""
    entries = "one entry" if count == 1 else f"{count} entries"
    yield say(f"For whoever decides on a request by {who}, or for {who}’s data", tone="lead")
    yield say(Phrase(f"Made on {day_words(told.on)}{reference} · {entries}", where=header.id), tone="small")
    yield Notice(
        (
            say(Phrase("The program decides nothing.", bold=True)),
            say("It lists what the map holds and says what may stand against giving it. Each proposal is a question to "
                "a person who knows the law and the family. The last two columns are for that person’s name and "
                "decision."),
            say("This schedule is not for the person who asks: it shows what may be withheld, and why."),
        )
    )  # fmt: skip
    yield Bullets(tuple((say(Phrase(f"{name}. ", bold=True), told.naming.fill(text)),) for name, text in _help()))
    yield say("Other exemptions may apply that no map can know: legal advice, a prosecution, papers of a court. The "
              "map is a working aid: the request is also about the record, letters, messages and minutes. Not legal "
              "advice.", tone="small")  # fmt: skip


def _help() -> Iterator[tuple[str, str]]:
    yield (
        _NAMES[HARM],
        f"{_LAW}: data of social work, where giving it would be likely to cause serious harm to the physical or mental "
        "health of anyone, and so stand in the way of that work. Say whose harm, and how it would come about.",
    )
    yield (
        _NAMES[EXPECTED],
        f"{_LAW}: where a parent asks for a child’s data, and it was given in the expectation that this parent would "
        "not be told, or the child has said so. Ask what the child wants now.",
    )
    yield (_NAMES[THIRD], "It has a test of its own, entry by entry: consent, or whether it is reasonable without.")
    yield (_NAMES[WORKER], "Not normally withheld for that reason alone. A danger to the worker is another reason.")


# ------------------------------------------------------------------------------------------------ the lines


def _lines(case: CaseMap, told: Telling, person: str) -> Iterator[_Line]:
    harms = isinstance(who := case.entry(person), Person) and bool(set(who.roles) & HARMING)
    for each in held(case, person):
        entry = case.entries[each.entry]
        here = told.case.entry(each.entry)
        fact = _fact(here, told) if here is not None else _unprinted(entry)
        source = told_by(here, told).text if here is not None and here.cites else ""
        others = capital(listed([_person(identity, told) for identity in each.others]))
        proposals = tuple(_proposal(proposed, entry, told, harms=harms) for proposed in each.proposed)
        yield _Line(fact, capital(source), others, proposals, each.entry)


def _person(identity: str, told: Telling) -> str:
    return told.naming.inside(identity) if told.case.entry(identity) is not None else "somebody who is not named here"


def _fact(entry: Entry, told: Telling) -> str:
    """The fact in short; of a person, what kinds of things are recorded."""
    if isinstance(entry, Person):
        return f"{told.naming.subject(entry.id)}: {listed(list(_recorded(entry)))}."
    known = entry.account if isinstance(entry, ChangeEvidence) and entry.title else ""
    text = ended(": ".join(part for part in (aloud(entry, told), known) if part))
    time = when(entry)
    kind = told.naming.fill(told.words.kind(entry.kind).label)
    lead = f"{kind}: " if isinstance(entry, Source | Gap | Intersection) or not (entry.title or entry.account) else ""
    return shortened(f"{lead}{text}{f' ({time})' if time and time not in text else ''}", _SHORT)


def _recorded(person: Person) -> Iterator[str]:
    yield "label and part in the case"
    for words, value in (
        ("name", person.name),
        ("other names", person.aliases),
        ("date of birth", person.born),
        ("language", person.language),
        ("what is known", person.account),
        ("where and with whom the person lived", person.lived),
        ("ways to find the person (not printed here)", person.identifiers),
    ):
        if value:
            yield words


def _unprinted(entry: Entry) -> str:
    """What is listed of an entry that even the own agency's report does not hold."""
    if isinstance(entry, Note):
        return "A working note (not printed here)"
    return "An entry of the log of sharing (not printed here)" if isinstance(entry, Sharing) else "Not printed here"


def _proposal(proposed: Proposed, entry: Entry, told: Telling, *, harms: bool) -> tuple[str, str]:
    """The name of what is proposed, and why."""
    if proposed.exemption != HARM:
        return _NAMES[proposed.exemption], _SHORTLY[proposed.exemption]
    reason = f": {entry.reader_reason.rstrip('. ')}" if entry.reader_reason else ""
    why = "; ".join(_WHY[key].replace("{reason}", reason) for key in proposed.because)
    return _NAMES[HARM], told.naming.fill(why if harms else _WHERE_HE_ASKS + why)


def _cells(number: int, line: _Line) -> tuple[Cell, ...]:
    proposals = tuple(say(Phrase(f"{name}: ", bold=True), ended(why), tone="small") for name, why in line.proposals)
    return (
        (say(str(number)),),
        (say(Phrase(line.fact, where=line.where)),),
        (say(Phrase(line.source, where=line.where), tone="small"),) if line.source else (),
        (say(Phrase(line.others), tone="small"),) if line.others else (),
        proposals,
        (),
        (),
    )
