"""One page of a meeting, for everybody in the room before they stand up: who was here, the pattern, who does what.

It is told from the copy for a meeting and from nothing else, by roles. What does not fit on the page is told by number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from exports.blocks import Block, Bullets, Column, Notice, Outline, Paragraph, Phrase, Section, Table
from exports.interchange import write_text
from exports.sections.pattern import actors
from exports.sections.telling import Telling, day_words, limit, say, shortened, small, telling
from mapping.agreed import sessions
from mapping.casemap import CaseMap
from mapping.checks.ground import OPEN_STATES
from mapping.dates import spoken
from mapping.entries import Action, Behaviour, Entry, Gap, Goal, Session
from mapping.errors import CaseError
from mapping.marks import is_high_risk
from mapping.predicates import Sentence, text_of
from mapping.readers import MEETING
from mapping.signed import SHOWN, mark_of
from mapping.statement import pattern_statement
from mapping.vocabulary import load_vocabulary
from mapping.voice import capital

Found = TypeVar("Found", bound=Entry)

MARKING = "For the meeting; not to be copied"
_TITLE = "What we agreed"
_NONE = "No meeting is noted on this map. Note it first: who was here, and when."
_BLANK = "…………………………………………………………………………………"
_SHORT = 60
"""The longest name of an agency with its owner, in letters."""
_LETTERS = 60
"""So many letters stand in a line."""
_WIDE, _NARROW = 46, 22
"""So many letters fit into a line of each column."""


@dataclass(frozen=True, slots=True)
class _Room:
    """How much is told at most: lines of the pattern, of actions, goals, questions, agencies; the longest title."""

    pattern: int

    lines: int
    goals: int
    gaps: int
    here: int
    longest: int = 120


_ROOMS = (
    *(
        _Room(pattern, 12, 3, 3, 12)
        for pattern in (24, 22, 20, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3)
    ),
    *(_Room(3, 10, 2, 2, 10), _Room(3, 8, 1, 1, 8), _Room(3, 6, 1, 1, 4, 60)),
)
WAYS = len(_ROOMS)
"""In so many ways the page can be told, each shorter than the one before: what is read aloud gives way first."""


def session_record(case: CaseMap, whom: str, on: date, tight: int = 0, mark: str = "") -> Outline:
    """The page of the latest meeting, with the pattern of `whom`, or of the first who harms for "".

    `tight` is one of the WAYS to tell it, from 0: what was agreed here is the last to be left out.
    `case` is the copy for a meeting; where some of it waits for the room, it is what does not, and `mark` is that of
    all of it, which the signing keeps. Raises CaseError where no meeting is noted.
    """
    held = next(iter(sessions(case)), None)
    if held is None:
        raise CaseError(_NONE)
    told = telling(case, on, MEETING)
    running = f"{_TITLE} · {day_words(on)}"
    return Outline(_TITLE, running, MARKING, tuple(_sections(told, held, whom, _ROOMS[tight], mark)), paged=True)


def _sections(told: Telling, held: Session, whom: str, room: _Room, mark: str) -> Iterator[Section]:
    yield Section(f"{_TITLE}: {spoken(held.when)}", tuple(_head(told, held, room)), key="handling")
    yield from _section("The pattern", _pattern(told, whom, _LETTERS * room.pattern), "behaviour", "pattern")
    yield from (
        *_section("Who does what by when", _actions(told, held, room), "action", "actions"),
        *_section("What is asked of the one who harms", _goals(told, held, room), "goal", "goals"),
        *_section("Not known yet", _gaps(told, held, room), "gap", "gaps"),
    )
    yield Section("", tuple(_foot(told, mark or mark_of(write_text(told.case)))), 2, key="handling")


def _section(title: str, blocks: Iterator[Block], kind: str, key: str) -> Iterator[Section]:
    found = tuple(blocks)
    if found:
        yield Section(title, found, 2, kind, key=key)


def _head(told: Telling, held: Session, room: _Room) -> Iterator[Block]:
    agencies = list(dict.fromkeys(row.agency.strip() for row in held.attended if row.agency.strip()))
    if agencies:
        yield say(Phrase(f"Here: {'; '.join(agencies[: room.here])}{_more(len(agencies) - room.here)}.", where=held.id))
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


def _pattern(told: Telling, whom: str, letters: int) -> Iterator[Block]:
    """What was read aloud at the end, in one paragraph, as far as there is room; nothing of what she does."""
    people = [person for person, _ in actors(told)]
    for person in [whom] if whom in people else people[:1]:
        statement = pattern_statement(told.case, person, told.naming, partial(limit, told=told), gaps=False)
        sentences = [sentence for paragraph in statement.paragraphs for sentence in paragraph]
        shown = _with_room(sentences, letters, told.case)
        text = Paragraph(tuple(_aloud(shown)))
        yield text if len(text.text) <= letters else _short(text, letters)
        if len(shown) < len(sentences):
            yield say("More of it stands on the map.", tone="small")


def _aloud(sentences: Sequence[Sentence]) -> Iterator[Phrase]:
    """Sentences without the numbers of sources: there is no list of them on this page."""
    for number, sentence in enumerate(sentences):
        if number:
            yield Phrase(" ")
        yield from (Phrase(piece.text, where=piece.entry) for piece in sentence)


def _with_room(sentences: Sequence[Sentence], letters: int, case: CaseMap) -> Sequence[Sentence]:
    """The first, those with a danger sign, and of the rest the gravest for which so many letters have room; in order.

    One for which there is no room leaves it to shorter ones behind it.
    """
    weights = [-max((_grave(case, piece.entry) for piece in each), default=0.0) for each in sentences]
    kept: set[int] = set()
    for number in sorted(range(len(sentences)), key=lambda each: (each > 0, weights[each], each)):
        room = letters - len(text_of((sentences[number],))) - 1
        if room >= 0 or not kept:
            kept.add(number)
            letters = room
    return [sentences[number] for number in sorted(kept)]


def _grave(case: CaseMap, identity: str) -> float:
    """How grave an act is: 1 with a danger sign, else as often as the catalogue sets one to acts of its category."""
    entry = case.entry(identity)
    if not isinstance(entry, Behaviour) or is_high_risk(entry):
        return float(entry is not None and is_high_risk(entry))
    examples = load_vocabulary().term("behaviour", entry.category).examples
    return sum(each.high_risk for each in examples) / max(1, len(examples))


def _short(text: Paragraph, letters: int) -> Paragraph:
    where = next((phrase.where for phrase in text.phrases if phrase.where), "")
    return say(Phrase(shortened(text.text, letters), where=where))


def _actions(told: Telling, held: Session, room: _Room) -> Iterator[Block]:
    here = {link.from_id for link in told.case.links_to(held.id) if link.kind == "decided_in"}
    agreed = [each for each in told.case.of(Action) if each.id in here]
    before = [each for each in told.case.of(Action) if each.id not in here and each.state in ("", "open")]
    ordered = [*sorted(agreed, key=_order), *sorted(before, key=_order)]
    fit = _fitting(ordered, room)
    if not agreed:
        yield say("Nothing was agreed in this meeting.")
    yield from _table([each for each in ordered[:fit] if each.id in here], room)
    older = [each for each in ordered[:fit] if each.id not in here]
    if older:
        yield say("Agreed before, and still open", tone="strong")
    yield from _table(older, room)
    yield from _rest(ordered, fit)


def _order(each: Action) -> tuple[str, str]:
    return each.agency.casefold(), each.by or "9"


def _table(actions: Sequence[Action], room: _Room) -> Iterator[Block]:
    if actions:
        rows = tuple(_row(each, room) for each in actions)
        yield Table((Column("Who", 3), Column("Does what", 6), Column("By", 2)), rows)


def _fitting(actions: Sequence[Action], room: _Room) -> int:
    """How many of them have room, by the lines that each of them takes."""
    lines = 0
    for number, each in enumerate(actions):
        lines += max(1, -(-min(len(each.title), room.longest) // _WIDE), -(-min(len(_who(each)), _SHORT) // _NARROW))
        if lines > room.lines:
            return number
    return len(actions)


def _who(each: Action) -> str:
    return ", ".join(part for part in (each.agency, each.owner) if part)


def _row(each: Action, room: _Room) -> tuple[tuple[Paragraph, ...], ...]:
    who = ", ".join(part for part in (each.agency, each.owner) if part)
    cells = (
        shortened(who, _SHORT),
        capital(shortened(each.title, room.longest)),
        spoken(each.by) if each.by else "no day yet",
    )
    return tuple((say(Phrase(text, where=each.id)),) for text in cells)


def _goals(told: Telling, held: Session, room: _Room) -> Iterator[Block]:
    goals = _decided_first([each for each in told.case.of(Goal) if each.state != "withdrawn"], told, held)
    yield from _listed(
        [(each, f" (by {spoken(each.by)})" if each.by else "", "") for each in goals], room.goals, room.longest
    )


def _gaps(told: Telling, held: Session, room: _Room) -> Iterator[Block]:
    found = _decided_first([each for each in told.case.of(Gap) if each.state in OPEN_STATES], told, held)
    yield from _listed([(each, "", _who_knows(each, room)) for each in found], room.gaps, room.longest)


def _who_knows(gap: Gap, room: _Room) -> str:
    who = small(shortened(gap.who_might_know, room.longest)).rstrip(".")
    return f" Who might know: {who}." if who else ""


def _decided_first(found: list[Found], told: Telling, held: Session) -> list[Found]:
    """What was decided in this meeting before what stood on the map already."""
    here = {link.from_id for link in told.case.links_to(held.id) if link.kind == "decided_in"}
    return sorted(found, key=lambda each: each.id not in here)


def _listed(found: Sequence[tuple[Entry, str, str]], most: int, longest: int) -> Iterator[Block]:
    """Each with what belongs into its sentence and what follows it, as far as there is room."""
    items = []
    for each, within, behind in found[:most]:
        title = capital(shortened(each.title.rstrip(". "), longest))
        end = "" if title.endswith(("?", "!", "…")) and not within else "."
        items.append((say(Phrase(f"{title}{within}{end}{behind}", where=each.id)),))
    if items:
        yield Bullets(tuple(items))
    yield from _rest(found, most)


def _rest(found: Sequence[object], most: int) -> Iterator[Block]:
    if len(found) > most:
        yield say(f"And {len(found) - most} more, on the map.", tone="small")


def _foot(told: Telling, mark: str) -> Iterator[Block]:
    review = told.case.header.review_on
    line = f"We look again on {spoken(review)}." if review else "A day to look again is not agreed yet."
    yield Notice(
        (
            say(Phrase(line, bold=True, where=told.case.header.id)),
            say(f"Signed off by: {_BLANK}"),
            say(
                f"Mark of what this meeting may see: {mark[:SHOWN]}. The signing keeps it too.",
                tone="small",
            ),
        )
    )
