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
    """What stands on a card: its kind, its title, and the quiet line below (when, and who says so)."""

    kind: str
    title: str
    note: str


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
    parts = [_when(entry, naming, words), *_whose(entry, naming), _who(case, entry, naming, words)]
    if is_inferred(entry.status):
        parts.append(words.label("status", entry.status).lower())
    if isinstance(entry, Engagement):
        parts.append(outcome_said(case, entry, lambda state: words.label("engagement_outcome", state)))
    note = " · ".join(part for part in parts if part)
    return CardLook(entry.kind, card_title(entry, naming), visible(note))


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


def _who(case: CaseMap, entry: Entry, naming: Naming, words: Vocabulary) -> str:
    sources = (case.entry(cite.source) for cite in entry.cites)
    called = [_source(source, naming, words) for source in sources if isinstance(source, Source)]
    return ", ".join(dict.fromkeys(called))


def _source(source: Source, naming: Naming, words: Vocabulary) -> str:
    """One who says so, in a word or two; by kind alone when names are veiled."""
    if source.person:
        return naming.short(source.person)
    if source.who and len(source.who) <= _SHORT and not naming.veiled:
        return source.who
    called = words.term("source_type", source.type).short
    return naming.fill(called if called.startswith("{") else called[:1].lower() + called[1:])
