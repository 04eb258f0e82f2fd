"""The help in words: placeholders filled for a case or for nobody in particular, a card as plain text; no screen."""

from __future__ import annotations

import re
from functools import cache

from mapping.casemap import CaseMap
from mapping.entries import Header
from mapping.guidance.prompts import Card, Part
from mapping.naming import Naming
from mapping.wording import fitted

_BEGINNING = re.compile(r"(?<=[.?!] )[a-z]|(?<=[.?!]” )[a-z]")
_WIDE = 78
"""Letters in a line of a card as plain text."""


@cache
def nobody() -> Naming:
    """How the help speaks where there is no case: "the person who harms", "the other parent", "the child"."""
    return Naming(CaseMap(Header(id="help", title="Help"), {}, {}), veiled=True)


def filled(text: str, naming: Naming | None = None, person: str = "") -> str:
    """A text of the help with its placeholders filled; `person` is whom {they} follows.

    A sentence that begins with a placeholder begins with a capital.
    """
    if "{" not in text:
        return text
    if naming is None:
        text = text.replace("{P}’s", "that person’s").replace("{P}'s", "that person’s")
        text = text.replace("{P} harms", "that person harms")
    return _BEGINNING.sub(lambda found: found[0].upper(), fitted(text, naming or nobody(), person))


def sentence(text: str) -> str:
    """An example as it stands alone: begun with a capital and ended."""
    begun = text[:1].upper() + text[1:]
    return begun if begun[-1:] in ".?!”’)" else f"{begun}."


def card_text(card: Card, naming: Naming | None = None) -> str:
    """A card as plain text, wrapped, to be read, copied or put on paper elsewhere."""
    from textwrap import fill

    def block(text: str, indent: str = "", first: str = "") -> str:
        return fill(filled(text, naming), _WIDE, initial_indent=first or indent, subsequent_indent=indent)

    lines = [block(card.title), "=" * min(_WIDE, len(card.title)), "", block(card.lead)]
    for number, part in enumerate(card.parts, start=1):
        lines += ["", block(heading_of(card, part, number))]
        lines += [block(part.text, "   ")] if part.text else []
        lines += [block(said, "     ", "   - ") for said in part.say]
    if card.foot:
        lines += ["", block(card.foot)]
    return "\n".join(lines) + "\n"


def heading_of(card: Card, part: Part, number: int) -> str:
    """The heading of a part, with its number where the parts are steps."""
    return f"{number}. {part.heading}" if card.numbered else part.heading
