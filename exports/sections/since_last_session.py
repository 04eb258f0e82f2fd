"""What changed since the last session, as a page for whoever is in the room: by roles, heading by heading.

It is told from the copies for a meeting of both states and from nothing else. What a meeting may have no more is not on
it, and what was taken off the map is counted and not called by its words: it may have been taken off for safety.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from exports.blocks import Block, Bullets, Outline, Paragraph, Phrase, Section
from exports.sections.telling import day_words, say, shortened, telling
from mapping.agreed import sessions
from mapping.audience import Reader, cut, numbers
from mapping.casemap import CaseMap
from mapping.dates import spoken
from mapping.errors import CaseError
from mapping.findable import without_ways_to_find
from mapping.lanes import is_card
from mapping.readers import MEETING
from mapping.since import Happened, told_since
from mapping.voice import capital

MARKING = "For the meeting; not to be copied"
_TITLE = "What changed since the last session"
_LEAD = "Only what a meeting may have is told here; what is done to keep safe is spoken of, and not written."
_SPOKEN = ("protective_effort", "view")
"""Kinds that a room hears of, if at all, and does not take home on paper."""
_NOTHING = "Nothing that a meeting may have has changed since."
NOT_LOOKED = (
    "How the map was then is not known here. In the guided session, at “Open the meeting”, show what changed since"
    " then, and press “One page of it”."
)
_LONGEST = 160


def since_last_session(now: CaseMap, then: CaseMap, on: date, waiting: frozenset[str] = frozenset()) -> Outline:
    """The page of what came, changed and went between two states of the whole case, as a meeting may know it.

    Of what is `waiting` for the room nothing is told. Raises CaseError where both are not the same case.
    """
    if then.header.id != now.header.id:
        raise CaseError("The earlier map is of another case. Give an earlier file of this one.")
    before, after = _shown(then, now, waiting), _shown(now, now, waiting)
    told = telling(after, on, MEETING)
    known = {each: entry for each, entry in before.entries.items() if each in after.entries}
    groups = told_since(CaseMap(before.header, known), after, told.naming)
    ids = numbers(now, Reader(MEETING), frozenset(now.entries) - waiting if waiting else None)
    sections = [Section(_heading(then), (say(_LEAD, tone="small"),), key="handling")]
    for group in groups:
        kind = group.happened[0].kind
        sections.append(
            Section(capital(group.heading), (Bullets(tuple(_items(group.happened, ids))),), 2, kind, key="since")
        )
    gone = _gone(before, now)
    if gone or not groups:
        sections.append(Section("", tuple(_end(gone, bool(groups))), 2, key="since"))
    return Outline(_TITLE, f"{_TITLE} · {day_words(on)}", MARKING, tuple(sections), paged=True)


def _heading(then: CaseMap) -> str:
    held = next(iter(sessions(then)), None)
    return f"What changed since the session of {spoken(held.when)}" if held is not None and held.when else _TITLE


def _shown(case: CaseMap, known: CaseMap, waiting: frozenset[str]) -> CaseMap:
    """What a meeting may have on paper, under the ids of the whole case, so that two states can be compared.

    The numbers and addresses that `known` has are taken out of both alike.
    """
    copy = without_ways_to_find(cut(case, Reader(MEETING)).copy, known)
    told = (entry for entry in copy.entries.values() if entry.kind not in _SPOKEN and entry.id not in waiting)
    return CaseMap(copy.header, {entry.id: entry for entry in told})


def _items(happened: tuple[Happened, ...], ids: Mapping[str, str]) -> Iterator[tuple[Paragraph, ...]]:
    for each in happened:
        words = capital(shortened(each.called.rstrip(". "), _LONGEST))
        yield (say(Phrase(f"{each.muted}: ", bold=True), Phrase(words, where=ids.get(each.entry, ""))),)


def _gone(before: CaseMap, now: CaseMap) -> int:
    """How many cards that a meeting could have known are on the map no more."""
    return sum(is_card(entry) and each not in now.entries for each, entry in before.entries.items())


def _end(gone: int, changed: bool) -> Iterator[Block]:
    if gone:
        yield say("One card was taken off the map." if gone == 1 else f"{gone} cards were taken off the map.")
    elif not changed:
        yield say(_NOTHING)
