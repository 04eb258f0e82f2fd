"""Signs of danger as facts, and where the result of a risk tool stands; it makes no score and adds nothing up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exports.blocks import Block, Bullets, Paragraph, Phrase, Section
from exports.sections.aloud import aloud
from exports.sections.pattern import in_time
from exports.sections.telling import Telling, say, when
from mapping.dates import spoken
from mapping.entries import Behaviour, Source

_TOOLS = re.compile(
    r"\b(?:DASH|MARAM|ODARA|SARA|B-?SAFER|DVSAT|danger assessment|risk (?:assessment|checklist|identification|tool))\b",
    re.IGNORECASE,
)
_LEAD = (
    "These acts carry a mark on the map because such acts are known to come before grave harm. The mark is a fact "
    "about the act. It is not a score, and nothing is added up."
)
_LEAD_FOR_HER = (
    "Workers know that acts like these can come before worse. What you yourself think of the danger counts most."
)
_NO_TOOL = (
    "No result of a risk tool stands on the map. Before this is used for a decision, look up whether one was done, "
    "when, by whom and with whom, and do one if not. A low result does not cancel what stands here."
)
_ELSEWHERE = (
    "The map makes no score. If a risk tool was done, its result and date stand with whoever did it. A low result does "
    "not cancel what stands here."
)


def risk(told: Telling) -> Iterator[Section]:
    """The acts that are marked as danger signs, and what is known of a risk tool; falls away where neither is."""
    marked = sorted((each for each in told.case.of(Behaviour) if each.high_risk), key=in_time)
    if not marked and not told.complete:
        return
    lead = _LEAD_FOR_HER if told.to_her else _LEAD
    nothing = "No act is marked as a danger sign. That does not say that there is no danger."
    acts: tuple[Block, ...] = (say(lead), Bullets(tuple((_act(each, told),) for each in marked)))
    yield Section("Signs of danger", (*(acts if marked else (say(nothing),)), *_tool(told)), 1)


def _act(behaviour: Behaviour, told: Telling) -> Paragraph:
    on = when(behaviour)
    said = aloud(behaviour, told).removesuffix(".")
    text = f"{said} ({on})." if on else f"{said}."
    return say(Phrase(text, where=behaviour.id, sources=told.numbers_of(behaviour.cites)))


def _tool(told: Telling) -> Iterator[Paragraph]:
    """Where a risk tool's result can be found: by the sources that name one, else the advice to look it up."""
    if told.to_her:
        return
    found = [each for each in told.case.of(Source) if _TOOLS.search(f"{each.title} {each.who} {each.reference}")]
    for source in found:
        parts = (source.who or source.title, source.agency, spoken(source.date), source.reference)
        words = ", ".join(dict.fromkeys(part for part in parts if part))
        yield say("A risk tool is among the sources: ", Phrase(words, where=source.id), ".")
    if not found:
        yield say(_NO_TOOL if told.complete else _ELSEWHERE)
