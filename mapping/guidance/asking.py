"""What help there is about: every field, word, kind, arrow, card and term, with the title and place of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from mapping.catalogue import COMMON
from mapping.guidance.prompts import Card, Explained, Prompt, load_guidance
from mapping.guidance.telling import filled, nobody
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary
from mapping.wording import subject_of

Sort = Literal["guide", "card", "term", "kind", "field", "word", "link"]


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that there is help about: a field of the kind `owner`, a word of the family `owner`, or a key alone."""

    sort: Sort
    key: str
    owner: str = ""


_SORTS: dict[Sort, str] = {
    "guide": "The guide",
    "card": "Cards of one page",
    "term": "Glossary",
    "kind": "What belongs on the map",
    "field": "Fields",
    "word": "Words of the catalogue",
    "link": "Arrows",
}
_HEADS = {"case": "This case", "link": "An arrow", COMMON: "Every entry"}
"""What the fields belong to that stand on no kind of entry."""
_LISTS = {
    "pathway": "Pathway", "role": "Part in the case", "source_type": "Kind of source", "status": "How it is known",
    "sensitivity": "How closely it is kept", "asked_state": "An answer", "change_question": "A question about change",
    "child_position": "Where a child was in it", "finding": "What the pattern says of a claim",
    "attribution": "Whether they may be named", "audience": "A reader",
}  # fmt: skip
"""What a word of a list is, where the list is no kind's own."""


def sort_title(sort: Sort) -> str:
    """The heading over all help of one sort."""
    return _SORTS[sort]


@cache
def topics() -> tuple[Topic, ...]:
    """Everything there is help about, cards first."""
    return tuple(_topics())


def _topics() -> Iterator[Topic]:
    told = load_guidance()
    yield from (Topic("card", key) for key in told.cards)
    yield from (Topic("term", key) for key in told.glossary)
    yield from (Topic("kind", key) for key in told.kinds)
    yield from (Topic("field", name, kind) for kind, form in told.fields.items() for name in form)
    yield from (Topic("word", key, family) for family, words in told.words.items() for key in words)
    yield from (Topic("link", key) for key in told.links)


def body_of(topic: Topic) -> Prompt | Card | Explained | None:
    """What the help says about it; None where there is none, as for a team's own word."""
    told = load_guidance()
    match topic.sort:
        case "card":
            return told.cards.get(topic.key)
        case "term":
            return told.glossary.get(topic.key)
        case "kind":
            return told.kind(topic.key)
        case "field":
            return told.field(topic.owner, topic.key)
        case "word":
            return told.category(topic.owner, topic.key)
        case "guide":
            return None
    return told.link(topic.key)


def title_of(topic: Topic, naming: Naming | None = None) -> str:
    """What it is called, with this case's people in it."""
    words, body = load_vocabulary(), body_of(topic)
    if isinstance(body, Card):
        return body.title
    if isinstance(body, Explained):
        return body.word
    if topic.sort == "kind":
        return _fitted(topic.key, words.kind(topic.key).label, naming)
    if topic.sort == "link":
        return _fitted("", words.link(topic.key).label, naming)
    if topic.sort == "word":
        return _fitted("", words.term(topic.owner, topic.key).label, naming)
    return _fitted(topic.owner, words.field(topic.owner, topic.key).label, naming)


def place_of(topic: Topic, naming: Naming | None = None) -> str:
    """Where it belongs: "Behaviour", "Pathway", "Card"."""
    words = load_vocabulary()
    match topic.sort:
        case "card":
            return "Card"
        case "term":
            body = body_of(topic)
            return (body.stands_for if isinstance(body, Explained) else "") or "Glossary"
        case "kind":
            return "What belongs on the map"
        case "link":
            return "Arrow"
        case "field":
            return _HEADS.get(topic.owner) or words.kind(topic.owner).label
    owner = next((kind.label for kind in words.kinds.values() if kind.category_family == topic.owner), "")
    return owner or _LISTS.get(topic.owner, "Word of the catalogue")


def _fitted(kind: str, label: str, naming: Naming | None) -> str:
    called = naming or nobody()
    person = subject_of(kind, called, load_vocabulary()) if kind and kind in load_vocabulary().kinds else ""
    return filled(label, naming, person)
