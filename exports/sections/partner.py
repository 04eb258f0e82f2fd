"""For a school, a nursery or a health service: what may be seen of it in one child, and what can be done there."""

from __future__ import annotations

from collections.abc import Iterator

from exports.blocks import Block, Bullets, Paragraph, Phrase, Section
from exports.sections.handling import filled_in
from exports.sections.pattern import in_time
from exports.sections.telling import Telling, say, when
from mapping.entries import ChildImpact, Person
from mapping.voice import capital

_ALSO_SEEN = (
    "A child may show it in other ways, or not at all: tired, quiet, watchful, angry, late, too good, at ease only "
    "with you. None of that proves anything, and each of it is worth writing down."
)
_DO = (
    "Write down what you see and hear, with the day, and the child’s own words as they were said. Listen when {C} "
    "speaks. Do not question {C}, and never ask {C} to report on a parent.",
    "Tell {whom} on the same day. Where somebody is in danger, ring the police first.",
    "Let {C} go with those who were agreed, and with nobody else. Nobody takes {C} out of the room for a word alone, "
    "however reasonable it sounds. If there is an order, keep a copy where those at the door can see it.",
    "If {P} rings, writes or comes, say that you will call back, and ask first what may be said. Nothing about {S}, "
    "about who comes when, or about this paper.",
    "{S} is not answerable for what {P} does. Ask {S}, alone, what helps {C} with you, and keep that going.",
)


def see_and_do(told: Telling) -> Iterator[Section]:
    """What may be seen in this child, and what those who see the child can do; nothing of a child who has died."""
    child = told.case.entry(told.whom)
    if isinstance(child, Person) and child.died:
        return  # nobody sees this child from day to day any more
    found = sorted((each for each in told.case.of(ChildImpact) if each.child == told.whom), key=in_time)
    seen: tuple[Block, ...] = (Bullets(tuple((_seen(each),) for each in found)),) if found else ()
    yield Section("What you may see", (*seen, say(_ALSO_SEEN)), 1, "child_impact")
    whom = told.contact or "the worker who gave you this"
    acts = tuple((say(filled_in(told, line).replace("{whom}", whom)),) for line in _DO)
    yield Section(
        "What you can do", (Bullets(tuple((say(capital(each[0].text)),) for each in acts), numbered=True),), 1
    )


def _seen(impact: ChildImpact) -> Paragraph:
    on = when(impact)
    title = capital(impact.title.rstrip().removesuffix("."))
    return say(Phrase(f"{title} ({on})." if on else f"{title}.", where=impact.id))
