"""What a card and an arrow say, as small frozen values made from the case; it knows nothing of painting."""

from __future__ import annotations

from dataclasses import dataclass

from app.theme import kind_role
from app.unseen import visible
from mapping.casemap import CaseMap
from mapping.dates import spoken
from mapping.entries import (
    Action,
    Behaviour,
    Engagement,
    Entry,
    Gap,
    Goal,
    Intersection,
    Link,
    Order,
    Response,
    Source,
    View,
)
from mapping.meeting import outcome_said
from mapping.naming import Naming
from mapping.veil import veiled_text
from mapping.vocabulary import Vocabulary, load_vocabulary
from mapping.wording import first_line, is_inferred, title_of

_SHORT = 28
"""What somebody is called in a source may be so long on a card; longer ones are told by the kind of source."""


@dataclass(frozen=True, slots=True, repr=False)
class CardLook:
    """What stands on a card: its kind, its title, and the quiet line below (when, and who says so).

    `shorter` are other wordings of that line for where it is too long, the longest first: fewer who say so by name.
    """

    kind: str
    title: str
    note: str
    shorter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkLook:
    """How an arrow is drawn: in the colour of what it starts from; dashed where it protects or is inferred."""

    role: str
    dashed: bool
    quiet: bool


def card_title(entry: Entry, naming: Naming) -> str:
    """What stands on an entry's card in large letters."""
    title = title_of(entry, naming, load_vocabulary())
    return visible(title[:1].upper() + title[1:])


def card_look(case: CaseMap, entry: Entry, naming: Naming) -> CardLook:
    """The look of an entry's card."""
    words = load_vocabulary()
    before, after = [_when(entry, naming, words), *_whose(entry, naming)], []
    if is_inferred(entry.status):
        after.append(words.label("status", entry.status).lower())
    if isinstance(entry, Engagement):
        after.append(outcome_said(case, entry, lambda state: words.label("engagement_outcome", state)))
    called = _who(case, entry, naming, words)
    notes = [visible(" · ".join(part for part in (*before, who, *after) if part)) for who in _wordings(called)]
    return CardLook(entry.kind, card_title(entry, naming), notes[0], tuple(notes[1:]))


def link_look(case: CaseMap, link: Link, *, quiet: bool) -> LinkLook:
    """The look of a link's arrow; a quiet one keeps in the background."""
    start = case.entry(link.from_id)
    dashed = load_vocabulary().link(link.kind).dashed or is_inferred(link.status)
    return LinkLook(kind_role(start.kind) if start else "muted", dashed, quiet)


def _when(entry: Entry, naming: Naming, words: Vocabulary) -> str:
    if entry.when or entry.when_said:
        return veiled_text(spoken(entry.when, entry.when_said), naming)
    if isinstance(entry, Behaviour) and entry.frequency not in ("", "unknown"):
        return words.label("frequency", entry.frequency).lower()
    if isinstance(entry, Goal | Action | Gap) and entry.by:
        return f"by {spoken(entry.by)}"
    if isinstance(entry, Order) and entry.since:
        return f"since {spoken(entry.since)}"
    return ""


def _whose(entry: Entry, naming: Naming) -> list[str]:
    """Who is meant, for the kinds where the title does not say it."""
    if isinstance(entry, Intersection | View):
        return [naming.short(entry.person)]
    if isinstance(entry, Response | Action):
        return [veiled_text(entry.agency, naming)]
    if isinstance(entry, Gap) and entry.who_might_know:
        return [veiled_text(first_line(entry.who_might_know, _SHORT), naming)]
    return []


def _who(case: CaseMap, entry: Entry, naming: Naming, words: Vocabulary) -> tuple[str, ...]:
    sources = (case.entry(cite.source) for cite in entry.cites)
    called = (_source(source, naming, words) for source in sources if isinstance(source, Source))
    return tuple(dict.fromkeys(called))


def _wordings(called: tuple[str, ...]) -> list[str]:
    """All who say so by name, then fewer and fewer of them, then how many they are."""
    fewer = (f"{', '.join(called[:shown])} and {len(called) - shown} more" for shown in range(len(called) - 1, 0, -1))
    number = ["1 source" if len(called) == 1 else f"{len(called)} sources"] if called else []
    return [", ".join(called), *fewer, *number]


def _source(source: Source, naming: Naming, words: Vocabulary) -> str:
    """One who says so, in a word or two; by kind alone when names are veiled."""
    if source.person:
        return naming.short(source.person)
    if source.who and len(source.who) <= _SHORT and not naming.veiled:
        return source.who
    called = words.term("source_type", source.type).short
    return naming.fill(called if called.startswith("{") else called[:1].lower() + called[1:])
