"""One page of a meeting, for everybody in the room before they stand up: who was here, the pattern, who does what.

It is told from the copy for a meeting and from nothing else, by roles. What does not fit on the page is told by number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from exports.blocks import Block, Bullets, Column, Notice, Outline, Paragraph, Phrase, Section, Table
from exports.sections.pattern import actors, five_lines
from exports.sections.telling import Telling, day_words, say, shortened, small, telling
from mapping.agreed import sessions
from mapping.casemap import CaseMap
from mapping.checks.ground import OPEN_STATES
from mapping.dates import spoken
from mapping.entries import Action, Entry, Gap, Goal, Session
from mapping.errors import CaseError
from mapping.readers import MEETING
from mapping.voice import capital

MARKING = "For the meeting; not to be copied"
_TITLE = "What we agreed"
_NONE = "No meeting is noted on this map. Note it first: who was here, and when."
_GOALS, _GAPS, _PATTERN, _HERE = 3, 3, 4, 12
"""So many rows fit on one page with all others there can be."""
_LINE, _SHORT = 120, 60
"""The longest title and the longest name of an owner, in letters."""
_LINES, _WIDE, _NARROW = 12, 46, 22
"""So many lines of actions fit, and so many letters into a line of each column."""


def session_record(case: CaseMap, whom: str, on: date) -> Outline:
    """The page of the latest meeting, with the pattern of `whom`, or of the first who harms for "".

    `case` is the copy for a meeting. Raises CaseError where no meeting is noted.
    """
    held = next(iter(sessions(case)), None)
    if held is None:
        raise CaseError(_NONE)
    told = telling(case, on, MEETING)
    running = f"{_TITLE} · {day_words(on)}"
    return Outline(_TITLE, running, MARKING, tuple(_sections(told, held, whom)), paged=True)


def _sections(told: Telling, held: Session, whom: str) -> Iterator[Section]:
    yield Section(f"{_TITLE}: {spoken(held.when)}", tuple(_head(told, held)), key="handling")
    yield from _section("The pattern", _pattern(told, whom), "behaviour", "pattern")
    yield from _section("Who does what by when", _actions(told, held), "action", "actions")
    yield from _section("What is asked of the one who harms", _goals(told), "goal", "goals")
    yield from _section("Not known yet", _gaps(told), "gap", "gaps")
    yield Section("", tuple(_foot(told)), 2, key="handling")


def _section(title: str, blocks: Iterator[Block], kind: str, key: str) -> Iterator[Section]:
    found = tuple(blocks)
    if found:
        yield Section(title, found, 2, kind, key=key)


def _head(told: Telling, held: Session) -> Iterator[Block]:
    agencies = list(dict.fromkeys(row.agency.strip() for row in held.attended if row.agency.strip()))
    if agencies:
        yield say(Phrase(f"Here: {'; '.join(agencies[:_HERE])}{_more(len(agencies) - _HERE)}.", where=held.id))
    elif held.attended:
        yield say(Phrase(f"{len(held.attended)} people were here.", where=held.id))
    if held.apologies:
        yield say(Phrase(f"Apologies: {len(held.apologies)}.", where=held.id))
    read = (
        "Confidentiality was read." if held.confidentiality_read else "It is not noted that confidentiality was read."
    )
    yield say(read, tone="small")


def _more(number: int) -> str:
    return f"; and {number} more" if number > 0 else ""


def _pattern(told: Telling, whom: str) -> Iterator[Block]:
    people = [person for person, _ in actors(told)]
    for person in [whom] if whom in people else people[:1]:
        lines, _ = five_lines(person, told)
        if lines:
            yield Bullets(tuple((_short(line),) for line in lines[:_PATTERN]))


def _short(line: Paragraph) -> Paragraph:
    where = next((phrase.where for phrase in line.phrases if phrase.where), "")
    return say(Phrase(shortened(line.text, 2 * _LINE), where=where))


def _actions(told: Telling, held: Session) -> Iterator[Block]:
    here = {link.from_id for link in told.case.links_to(held.id) if link.kind == "decided_in"}
    agreed = [each for each in told.case.of(Action) if each.id in here]
    before = [each for each in told.case.of(Action) if each.id not in here and each.state in ("", "open")]
    ordered = [*sorted(agreed, key=_order), *sorted(before, key=_order)]
    fit = _fitting(ordered)
    if not agreed:
        yield say("Nothing was agreed in this meeting.")
    yield from _table([each for each in ordered[:fit] if each.id in here])
    older = [each for each in ordered[:fit] if each.id not in here]
    if older:
        yield say("Agreed before, and still open", tone="strong")
    yield from _table(older)
    yield from _rest(ordered, fit)


def _order(each: Action) -> tuple[str, str]:
    return each.agency.casefold(), each.by or "9"


def _table(actions: Sequence[Action]) -> Iterator[Block]:
    if actions:
        yield Table((Column("Who", 3), Column("Does what", 6), Column("By", 2)), tuple(_row(each) for each in actions))


def _fitting(actions: Sequence[Action]) -> int:
    """How many of them have room, by the lines that each of them takes."""
    lines = 0
    for number, each in enumerate(actions):
        lines += max(1, -(-min(len(each.title), _LINE) // _WIDE), -(-min(len(_who(each)), _SHORT) // _NARROW))
        if lines > _LINES:
            return number
    return len(actions)


def _who(each: Action) -> str:
    return ", ".join(part for part in (each.agency, each.owner) if part)


def _row(each: Action) -> tuple[tuple[Paragraph, ...], ...]:
    who = ", ".join(part for part in (each.agency, each.owner) if part)
    cells = (
        shortened(who, _SHORT),
        capital(shortened(each.title, _LINE)),
        spoken(each.by) if each.by else "no day yet",
    )
    return tuple((say(Phrase(text, where=each.id)),) for text in cells)


def _goals(told: Telling) -> Iterator[Block]:
    goals = told.case.of(Goal)
    yield from _listed([(each, f" (by {spoken(each.by)})" if each.by else "", "") for each in goals], _GOALS)


def _gaps(told: Telling) -> Iterator[Block]:
    found = [each for each in told.case.of(Gap) if each.state in OPEN_STATES]
    who = (
        (each, f" Who might know: {small(each.who_might_know).rstrip('.')}." if each.who_might_know else "")
        for each in found
    )
    yield from _listed([(each, "", knows) for each, knows in who], _GAPS)


def _listed(found: Sequence[tuple[Entry, str, str]], most: int) -> Iterator[Block]:
    """Each with what belongs into its sentence and what follows it, as far as there is room."""
    items = []
    for each, within, behind in found[:most]:
        title = capital(shortened(each.title.rstrip(". "), _LINE))
        end = "" if title.endswith(("?", "!", "…")) and not within else "."
        items.append((say(Phrase(f"{title}{within}{end}{behind}", where=each.id)),))
    if items:
        yield Bullets(tuple(items))
    yield from _rest(found, most)


def _rest(found: Sequence[object], most: int) -> Iterator[Block]:
    if len(found) > most:
        yield say(f"And {len(found) - most} more, on the map.", tone="small")


def _foot(told: Telling) -> Iterator[Block]:
    review = told.case.header.review_on
    line = f"We look again on {spoken(review)}." if review else "A day to look again is not agreed yet."
    yield Notice((say(Phrase(line, bold=True, where=told.case.header.id)),))
