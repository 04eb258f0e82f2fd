"""One card of the map as a drawing: a coloured edge, its sign, the whole title, and a quiet line; no places of its own.

Report and picture draw their cards here, so that they look the same. A title is wrapped and never cut.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from exports.colours import colour, sign_of
from exports.drawing import Group, Rect, Sign, TextLine, text_block
from mapping.casemap import CaseMap
from mapping.dates import spoken
from mapping.entries import Action, Behaviour, Entry, Gap, Goal, Intersection, Order, Response, Source, View
from mapping.naming import Naming
from mapping.placing import Box
from mapping.vocabulary import load_vocabulary
from mapping.wording import first_line, is_inferred

EDGE = 4.0
SIGN_ROOM = 1.2
"""How far the title stands from the sign before it, in sizes of its type."""
_PAD_X, _PAD_Y = 12.0, 9.0
_LONGEST = 200
"""How much of an account stands for a title where there is none, in characters; a title itself stands whole."""


@dataclass(frozen=True, slots=True)
class Type:
    """The sizes of type on cards and around them, in map units, and how wide a card is."""

    width: float = 300.0
    title: float = 13.0
    fact: float = 11.0
    heading: float = 14.0


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """One card, set but not yet placed: its lines lie as if its upper left corner were the origin."""

    entry: str
    kind: str
    label: str
    title: tuple[TextLine, ...]
    fact: tuple[TextLine, ...]
    height: float
    sign: Sign


def cards(case: CaseMap, entries: Iterable[Entry], naming: Naming, like: Type) -> dict[str, Card]:
    """The cards of these entries by id; raises ExportError, naming the entry, for what cannot be drawn."""
    return {entry.id: _card(case, entry, naming, like) for entry in entries}


def _card(case: CaseMap, entry: Entry, naming: Naming, like: Type) -> Card:
    title, fact = title_of(entry, naming), fact_of(case, entry, naming)
    left, room = EDGE + _PAD_X, like.width - EDGE - 2 * _PAD_X
    sign = like.title * SIGN_ROOM
    leading = like.title * 1.25
    look = TextLine(0, 0, "", like.title, "bold", colour("ink"))
    lines = text_block(left + sign, _PAD_Y + like.title, title, room - sign, look, leading, where=entry.id)
    below = _PAD_Y + len(lines) * leading
    quiet = TextLine(0, 0, "", like.fact, "regular", colour("muted"))
    small = like.fact * 1.3
    facts = text_block(left, below + like.fact + 2, fact, room, quiet, small, where=entry.id) if fact else ()
    height = below + len(facts) * small + _PAD_Y
    mark = sign_at(entry.kind, left, _PAD_Y + like.title * 0.66, like.title)
    return Card(entry.id, entry.kind, said(title, fact), lines, facts, round(height), mark)


def said(title: str, fact: str) -> str:
    """What a card says to whoever does not see it."""
    return f"{title}. {fact}" if fact else title


def sign_at(kind: str, left: float, middle: float, size: float) -> Sign:
    """The sign before a title of this size of type."""
    return Sign(sign_of(kind), left + size * 0.42, middle, size * 0.78, colour(kind))


def drawn(card: Card, box: Box) -> Group:
    """The card in its place."""
    body = Rect(box.x, box.y, box.width, box.height, 5, colour("card"), colour("line"), 0.8, card.sign.colour, EDGE)
    lines = tuple(moved(line, box.x, box.y) for line in (*card.title, *card.fact))
    sign = replace(card.sign, x=card.sign.x + box.x, y=card.sign.y + box.y)
    return Group((body, sign, *lines), card.label)


def moved(line: TextLine, right: float, down: float) -> TextLine:
    """A line of text so far to the right and down."""
    return replace(line, x=line.x + right, y=line.y + down)


def title_of(entry: Entry, naming: Naming) -> str:
    """What stands on a card: the whole title, else the category, else the beginning of what is known of it."""
    words = load_vocabulary()
    text = entry.title
    if not text and isinstance(entry, Intersection) and entry.category:
        term = words.term("intersection", entry.category)
        text = naming.fill(term.label) if term.known else term.label
    text = text or first_line(entry.account, _LONGEST) or words.kind(entry.kind).label
    flat = " ".join(text.split())
    return flat[:1].upper() + flat[1:]


def fact_of(case: CaseMap, entry: Entry, naming: Naming) -> str:
    """The quiet line: when, whose, who says so, and whether it is inferred."""
    parts = [_when(entry), _whose(entry, naming), _who(case, entry, naming)]
    if is_inferred(entry.status):
        parts.append(load_vocabulary().label("status", entry.status).lower())
    return " · ".join(part for part in parts if part)


def _when(entry: Entry) -> str:
    if entry.when or entry.when_said:
        return spoken(entry.when, entry.when_said)
    if isinstance(entry, Behaviour) and entry.frequency not in ("", "unknown"):
        return load_vocabulary().label("frequency", entry.frequency).lower()
    if isinstance(entry, Goal | Action | Gap) and entry.by:
        return f"by {spoken(entry.by)}"
    return f"since {spoken(entry.since)}" if isinstance(entry, Order) and entry.since else ""


def _whose(entry: Entry, naming: Naming) -> str:
    if isinstance(entry, Intersection | View):
        return naming.short(entry.person)
    return entry.agency if isinstance(entry, Response | Action) else ""


def _who(case: CaseMap, entry: Entry, naming: Naming) -> str:
    """Who says so, by kind: school, police, the mother."""
    words = load_vocabulary()
    found = []
    for cite in entry.cites:
        source = case.entry(cite.source)
        if isinstance(source, Source):
            term = words.term("source_type", source.type)
            said = naming.fill(term.short) if term.known else term.short
            found.append(said if term.short.startswith("{") else said[:1].lower() + said[1:])
    return f"from {', '.join(dict.fromkeys(found))}" if found else ""
