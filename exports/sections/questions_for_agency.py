"""The questions for an agency that was not in the room: what it told us itself, and what it is asked about that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from exports.blocks import Block, Item, Outline, Phrase, Section
from exports.sections.telling import day_words, say, shortened, telling, when
from mapping.casemap import CaseMap
from mapping.questionsfor import ALWAYS, called_by, held_by, questions_for
from mapping.readers import MEETING
from mapping.voice import capital

MARKING = "For this agency alone"
_TITLE = "Questions for {}"
_LEAD = "You were not in the meeting. You are asked because of what you told us, and nothing here goes beyond that."
_SHOWN = 40


def questions_for_agency(case: CaseMap, name: str, on: date) -> Outline:
    """The list for an agency by its name, from the whole case; raises CaseError where there is no such agency."""
    told = telling(held_by(case, name), on, MEETING)
    title = _TITLE.format(shortened(called_by(case, name), 60))
    reference = told.case.header.reference
    running = " · ".join(part for part in (title, reference, day_words(on)) if part)
    asked = tuple(_asked(case, name))
    sections = [Section(title, (say(_LEAD, tone="lead"),), key="handling")]
    if asked:
        sections.append(Section("About what you told us", asked, 2, key="pattern"))
    sections.append(Section("And besides", tuple(say(words) for words in ALWAYS), 2, key="gaps"))
    return Outline(title, running, MARKING, tuple(sections), paged=True)


def _asked(case: CaseMap, name: str) -> Iterator[Block]:
    for each in questions_for(case, name)[:_SHOWN]:
        entry = each.entry
        time = when(entry)
        title = say(Phrase(capital(entry.title), bold=True, where=entry.id), tone="strong")
        lines = (say(Phrase(time, where=entry.id), tone="small"),) if time else ()
        yield Item(entry.kind, title, (*lines, say(each.asked)))
