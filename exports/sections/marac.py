"""The insert for a risk conference: one or two pages in the order in which it is read out; it says no more than these.

Pattern and children in five lines each, what is new, what was agreed and what is proposed, what must not reach him. It
knows only the view that this reader has, and it holds no result of a risk tool: there is a place to write it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from exports.blocks import Block, Bullets, Column, Notice, Paragraph, Phrase, Section, Table
from exports.sections.aloud import aloud
from exports.sections.fronts import MARKING
from exports.sections.pattern import FIVE, THERE_IS_MORE, actors, five_lines, in_time
from exports.sections.people import born
from exports.sections.telling import Telling, day_words, joined, say, shortened, small, when
from mapping.dates import DateError, When, read_edtf, spoken
from mapping.entries import (
    Action,
    Behaviour,
    ChangeEvidence,
    ChildImpact,
    Engagement,
    Entry,
    FamilyImpact,
    Goal,
    Incident,
    Order,
    Person,
    Programme,
    Session,
    SurvivorImpact,
)
from mapping.voice import capital

TITLE = "MARAC insert"
RUNNING = "for the conference"
_NEW = (Behaviour, Incident, FamilyImpact, SurvivorImpact, ChildImpact, Order, Engagement, ChangeEvidence, Programme)
_LINE, _ACTION = 210, 100
"""The longest line, and the longest action in a table, in characters: with all there can be, it stays two pages."""
_MOST_ACTIONS = 4
_MOST_PROPOSED = 5
_BLANK = "………………"
_NOT_FOR_HIM = (
    "That there is a conference, that this family was spoken of there, and what was said or decided.",
    "What {S} or a child said, did or plans, and that they said it.",
    "Where {S} and the children live, learn, work and go, and who helps them.",
    "Who told us, and what nobody knows yet.",
)


def head(told: Telling) -> Iterator[Section]:
    """Reference, people, and how to handle the sheet."""
    header = told.case.header
    facts = [f"Reference {header.reference}"] if header.reference else ["Reference ………………"]
    facts += [f"made on {day_words(told.on)}", f"copy {told.copy}"]
    facts += [f"to be reviewed on {spoken(header.review_on)}"] if header.review_on else []
    who = "; ".join(_called(person, told) for person in told.case.of(Person) if _is_principal(person))
    lines: list[Block] = [say(Phrase(" · ".join(facts), where=header.id), tone="small")]
    lines += [say(f"{who}.", tone="small")] if who else []
    lines += [say(line) for line in told.cover_note.splitlines() if line.strip()]
    astray = f" If a copy goes astray, tell {told.contact or 'the chair'} at once." if told.has("handling") else ""
    rule = f"{MARKING}. Restricted to this conference; not to be copied or kept beyond it.{astray}"
    yield Section(TITLE, (*lines, Notice((say(Phrase(rule, bold=True)),))))


def _is_principal(person: Person) -> bool:
    return bool(set(person.roles) & {"perpetrator", "co_perpetrator", "survivor", "child"})


def _called(person: Person, told: Telling) -> str:
    known = ", ".join(part for part in (person.name, *born(person, told.on)) if part)
    word = capital(told.naming.inside(person.id).removeprefix("the "))
    return f"{word} ({known})" if known else word


def risk(told: Telling) -> Iterator[Section]:
    """The place for the result of a risk tool, and the acts that carry a danger sign."""
    line = say(f"Risk tool: {_BLANK}  Result: {_BLANK}  Date: {_BLANK}  By: {_BLANK}")
    yield Section("Risk result and date", (line,), 2)


def statement(told: Telling) -> Iterator[Section]:
    """His pattern in five lines."""
    for person, _ in actors(told):
        lines, more = five_lines(person, told)
        if lines:
            rows = Bullets(tuple((_cut(line),) for line in lines))
            heading = f"What {told.naming.inside(person)} does"
            yield Section(heading, (rows, *((say(THERE_IS_MORE, tone="small"),) if more else ())), 2, "behaviour")


def _cut(line: Paragraph) -> Paragraph:
    """The line, shortened where it is long; whose text it is goes with it only while it is whole."""
    return line if len(line.text) <= _LINE else say(shortened(line.text, _LINE))


def children(told: Telling) -> Iterator[Section]:
    """The children in five lines: what is seen in each."""
    everyone = told.naming.children
    if not everyone:
        return
    alone = everyone if len(everyone) <= FIVE else everyone[: FIVE - 1]
    lines = [_child(child, told) for child in alone]
    rest = everyone[len(alone) :]
    if rest:
        lines.append(say(f"{capital(told.people([child.id for child in rest]))}: ask the agency that made the map."))
    yield Section("What that does to the children", (Bullets(tuple((line,) for line in lines)),), 2, "child_impact")


def _child(child: Person, told: Telling) -> Paragraph:
    found = sorted((each for each in told.case.of(ChildImpact) if each.child == child.id), key=in_time)
    who = told.naming.subject(child.id)
    if not found:
        return say(f"{who}: nothing about this child is in this insert. Ask who sees the child.")
    effects = (Phrase(each.title.rstrip(". "), where=each.id) for each in found)
    return _cut(say(f"{who}: ", *joined(effects), "."))


def new(told: Telling) -> Iterator[Section]:
    """What is dated after the last session before this day, in five lines; without a session nothing is said."""
    last = last_session(told)
    if last is None:
        return
    found = [each for kind in _NEW for each in told.case.of(kind) if _after(each, last)]
    lines = tuple((_line(each, told),) for each in sorted(found, key=in_time)[-FIVE:])
    nothing = (say("Nothing in this insert is dated after that day."),)
    blocks: tuple[Block, ...] = (Bullets(lines),) if lines else nothing
    more = (say(THERE_IS_MORE, tone="small"),) if len(found) > FIVE else ()
    yield Section(f"New since the session of {day_words(last)}", (*blocks, *more), 2)


def last_session(told: Telling) -> date | None:
    """The day of the last session before the day of this insert."""
    days = [stretch.earliest for each in told.case.of(Session) if (stretch := _stretch(each.when)) and stretch.earliest]
    before = [day for day in days if day < told.on]
    return max(before) if before else None


def _stretch(edtf: str) -> When | None:
    try:
        return read_edtf(edtf)
    except DateError:
        return None


def _after(entry: Entry, day: date) -> bool:
    stretch = _stretch(entry.when)
    return stretch is not None and stretch.earliest is not None and stretch.earliest > day


def _line(entry: Entry, told: Telling) -> Paragraph:
    said = aloud(entry, told).removesuffix(".")
    text = f"{when(entry)}: {shortened(said, _LINE)}."
    return say(Phrase(text, where=entry.id))


# ------------------------------------------------------------------------------------------------- actions


def actions(told: Telling) -> Iterator[Section]:
    """What was agreed and how it stands; what is proposed, by whom it is about."""
    agreed = [each for each in told.case.of(Action) if _is_agreed(each)]
    if agreed:
        columns = (Column("Agency", 24), Column("What was agreed", 46), Column("By", 12), Column("How it stands", 18))
        table = Table(columns, tuple(_agreed(each, told) for each in agreed[:_MOST_ACTIONS]))
        more = (say(THERE_IS_MORE, tone="small"),) if len(agreed) > _MOST_ACTIONS else ()
        yield Section("Actions agreed before, and how they stand", (table, *more), 2)
    open_ones = [each for each in told.case.of(Action) if each not in agreed]
    more = (say(THERE_IS_MORE, tone="small"),) if len(open_ones) > _MOST_PROPOSED else ()
    yield Section("Actions proposed", (_proposed(told, open_ones), *more), 2)


def _is_agreed(action: Action) -> bool:
    """Whether somebody took it on: there is a day for it, or it is no longer open."""
    return bool(action.by) or action.state in ("done", "not_done", "overtaken")


def _agreed(action: Action, told: Telling) -> tuple[tuple[Paragraph, ...], ...]:
    state = small(told.label("action_state", action.state)) if action.state else "open"
    return (
        (say(Phrase(capital(action.agency), where=action.id)),),
        (say(Phrase(capital(shortened(action.title, _ACTION)), where=action.id)),),
        (say(Phrase(spoken(action.by), where=action.id)),),
        (say(Phrase(capital(state), where=action.id)),),
    )


def _proposed(told: Telling, found: Sequence[Action]) -> Table:
    """A row for him, for the survivor and for the children, also where nothing is proposed: he must not be missing."""
    naming = told.naming
    children = "the child" if len(naming.children) == 1 else "the children"
    rows: list[tuple[str, list[Paragraph]]] = [
        (naming.fill("{P}"), [_expected(goal) for goal in told.case.of(Goal)][:_MOST_ACTIONS]),
        (naming.fill("{S}"), []),
        (children, []),
        ("the family", []),
    ]
    for action in found[:_MOST_PROPOSED]:
        rows[_about(action, told)][1].append(_proposal(action))
    columns = (Column("About", 22), Column("Agency, and what it will do", 58), Column("By", 20))
    kept = [row for number, row in enumerate(rows) if row[1] or number < len(rows) - 1]
    return Table(columns, tuple(_row(who, lines) for who, lines in kept))


def _row(who: str, lines: Iterable[Paragraph]) -> tuple[tuple[Paragraph, ...], ...]:
    blank = say(Phrase(f"{_BLANK}{_BLANK}", muted=True))
    return (say(Phrase(capital(who), bold=True)),), (*lines, blank), (say(Phrase(_BLANK, muted=True)),)


def _expected(goal: Goal) -> Paragraph:
    text = shortened(goal.title, _ACTION)
    return say("Expected: ", Phrase(text, where=goal.id))


def _proposal(action: Action) -> Paragraph:
    text = shortened(action.title, _ACTION)
    return say(Phrase(f"{capital(action.agency)}: {text}", where=action.id))


def _about(action: Action, told: Telling) -> int:
    """Which row an action belongs to, by whom what it is about belongs to."""
    about = told.case.entry(action.about)
    named = (str(getattr(about, field, "")) for field in ("child", "person", "by"))
    whose = about if isinstance(about, Person) else told.case.entry(next(filter(None, named), ""))
    roles = set(whose.roles) if isinstance(whose, Person) else set()
    for row, theirs in enumerate(({"perpetrator", "co_perpetrator"}, {"survivor"}, {"child"})):
        if roles & theirs:
            return row
    return 3


def not_for_him(told: Telling) -> Iterator[Section]:
    """What must not reach him, in general words: the same for every case."""
    lines = tuple((say(told.naming.fill(line)),) for line in _NOT_FOR_HIM)
    yield Section(f"What must not reach {told.naming.fill('{P}')}", (Bullets(lines),), 2, key="handling")
