"""For a school, a nursery or a health service: what may be seen of it in one child, and what can be done there."""

from __future__ import annotations

from collections.abc import Iterator

from exports.blocks import Block, Bullets, Paragraph, Phrase, Section
from exports.sections.handling import filled_in
from exports.sections.pattern import in_time
from exports.sections.telling import Telling, say, when
from mapping.entries import ChildImpact, Person
from mapping.voice import capital

_SHOWN = (
    "A child may show it in {ways} ways, or not at all: tired, quiet, watchful, angry, late, too good, at ease only "
    "with you. None of that proves anything, and each of it is worth writing down."
)
_SHOWN_BEFORE_BIRTH = (
    "Before the birth it shows in {S}, or not at all: visits missed or cut short, hurts that are explained away, "
    "somebody else who answers. None of that proves anything, and each of it is worth writing down."
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
_DO_BEFORE_BIRTH = (
    "Write down what you see and hear, with the day, and what {S} says, as it was said. See {S} alone at some time in "
    "every visit, and ask nothing of this while anybody else is there.",
    _DO[1],
    _DO[3],
    "{S} is not answerable for what {P} does. Ask {S}, alone, what helps, and keep that going.",
)
"""A child who is not born yet is not listened to, let go with anybody or asked: it is seen through its mother."""


def see_and_do(told: Telling) -> Iterator[Section]:
    """What may be seen in this child, and what those who see the child can do; nothing of a child who has died."""
    child = told.case.entry(told.whom)
    if isinstance(child, Person) and child.died:
        return  # nobody sees this child from day to day any more
    unborn = isinstance(child, Person) and child.unborn
    found = sorted((each for each in told.case.of(ChildImpact) if each.child == told.whom), key=in_time)
    seen: tuple[Block, ...] = (Bullets(tuple((_seen(each),) for each in found)),) if found else ()
    shown = _SHOWN_BEFORE_BIRTH if unborn else _SHOWN.replace("{ways}", "other" if found else "many")
    yield Section("What you may see", (*seen, say(filled_in(told, shown))), 1, "child_impact")
    whom = told.contact or "the worker who gave you this"
    lines = [filled_in(told, line).replace("{whom}", whom) for line in (_DO_BEFORE_BIRTH if unborn else _DO)]
    acts = tuple((say(capital(line)),) for line in lines)
    yield Section("What you can do", (Bullets(acts, numbered=True),), 1)


def _seen(impact: ChildImpact) -> Paragraph:
    on = when(impact)
    title = capital(impact.title.rstrip().removesuffix("."))
    return say(Phrase(f"{title} ({on})." if on else f"{title}.", where=impact.id))
