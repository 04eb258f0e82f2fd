"""Questions for an agency that was not in the room, with no content beyond what that agency told us itself.

Of the copy for a meeting only those cards stay that rest on this agency's word and on nobody else's. What others told
us, also about the same thing, is not in it: a question that makes sense only after somebody has spoken says who did.
"""

from __future__ import annotations

from dataclasses import dataclass

from mapping.agencies import agency, seated, speaking
from mapping.audience import Reader, cut
from mapping.casemap import CaseMap
from mapping.entries import (
    Behaviour,
    ChildImpact,
    Entry,
    FamilyImpact,
    Incident,
    Person,
    Response,
    Source,
    SurvivorImpact,
)
from mapping.errors import CaseError
from mapping.lanes import is_card
from mapping.naming import Naming
from mapping.present.copies import only_these
from mapping.readers import MEETING
from mapping.resting import sources_of
from mapping.veil import veiled_text

ALWAYS = (
    "What do you hold about the one who harms: days, places, what was said or done?",
    "Who in your agency knows more, and how can we reach them safely?",
    "Is there anything in your own files about this family that should be put right?",
)
"""What any agency may be asked, since it tells nothing."""
_ASKED: tuple[tuple[tuple[type[Entry], ...], str], ...] = (
    ((Behaviour, Incident), "What did you see or hear of this yourselves, and on which days?"),
    ((ChildImpact,), "Is this still so? Since when, and who sees it?"),
    ((FamilyImpact, SurvivorImpact), "Is this still so, and what has changed since?"),
    ((Response,), "What came of it?"),
)
_MORE = "Is there more that you can tell us about this?"
_NOBODY = "No agency of that name has told us anything, or sat in a meeting, on this map. The agencies are: {}."
_NONE = "none yet"


@dataclass(frozen=True, slots=True, repr=False)
class Question:
    """One thing that an agency told us, and what it is asked about that."""

    entry: Entry
    asked: str


def held_by(case: CaseMap, name: str) -> CaseMap:
    """What of the copy for a meeting rests on one agency alone, under the ids of the whole case; raises CaseError."""
    key = agency(name).key
    known = {each.key: each for each in seated(case)}
    if key not in known:
        naming = Naming(case, veiled=True)
        raise CaseError(_NOBODY.format(", ".join(each.called(naming) for each in known.values()) or _NONE))
    copy = cut(case, Reader(MEETING)).copy
    own = {source.id for source in case.of(Source) if speaking(case, source).key == key}
    kept = {each.id for each in copy.ordered_entries if is_card(each) and _rests_on(case, case.entries[each.id], own)}
    return only_these(copy, frozenset(kept | own | {person.id for person in copy.of(Person)}))


def _rests_on(case: CaseMap, entry: Entry, own: set[str]) -> bool:
    found = {source.id for source in sources_of(case, entry)}
    return bool(found) and found <= own


def questions_for(case: CaseMap, name: str) -> tuple[Question, ...]:
    """What an agency is asked about what it told us; raises CaseError where there is no such agency."""
    held = held_by(case, name)
    return tuple(Question(each, _asked(each)) for each in held.ordered_entries if is_card(each) and each.title)


def _asked(entry: Entry) -> str:
    return next((words for kinds, words in _ASKED if isinstance(entry, kinds)), _MORE)


def called_by(case: CaseMap, name: str) -> str:
    """What the agency is called, without anybody's name."""
    naming = Naming(case, veiled=True)
    found = next((each for each in seated(case) if each.key == agency(name).key), agency(name))
    return veiled_text(found.called(naming), naming)
