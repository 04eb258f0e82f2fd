"""Whose words stand in a line: quotations with a speaker, what he claims, and sentences about somebody's wording."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTES = re.compile(
    r"“[^”]*”|\"[^\"]*\"|„[^“”]*[“”]|«[^»]*»|‘(?:[^‘’]|’(?=\w))*’|(?<![\w'])'(?:[^']|'(?=\w))*'(?!\w)"
)
_SAYING = re.compile(
    r"\b(?:sa(?:y|id|ys|ying)|tell|tells|told|call(?:s|ed|ing)?|describ(?:e|es|ed|ing)|writ(?:e|es|ing|ten)|wrote|stat(?:e|es|ed|ing)|report(?:s|ed|ing)?|record(?:s|ed|ing)?"
    r"|quot(?:e|es|ed|ing)|ask(?:s|ed)?|answer(?:s|ed)?|repl(?:y|ies|ied)|shout(?:s|ed|ing)?|text(?:s|ed|ing)?|messag(?:e|es|ed|ing)|claim(?:s|ed|ing)?|alleg(?:e|es|ed)|"
    r"term(?:s|ed)?|words?|wording|phrases?|phrased|label(?:s|led)?|labeled|headed|heading|title[ds]?|entr(?:y|ies)|statement|voicemail|letter|note[ds]?|reads?|accus(?:e|es|ed|ing)|"
    r"insist(?:s|ed)?|admit(?:s|ted)?|explain(?:s|ed)?|add(?:s|ed)|us(?:e|es|ed|ing)|refer(?:s|red|ring)?|log(?:s|ged)?|minuted|minutes|form|box|categor(?:y|ies)|file|whisper(?:s|ed)?|yell(?:s|ed)?|scream(?:s|ed)?|"
    r"swore|swear(?:s)?|names?|named|so[- ]called|recall(?:s|ed)?|comment(?:s|ed)?|view|account|email(?:s|ed)?|sign(?:s|ed)?|spoke|speaks?|mutter(?:s|ed)?|remark(?:s|ed)?|conclud(?:e|es|ed)|"
    r"argu(?:es|ed) that|maintain(?:s|ed)?|suggest(?:s|ed)?|blam(?:e|es|ed)|joke[ds]?|put it|drew|sang|typed|posted|posts?)\b",
    re.IGNORECASE,
)
_AROUND = 90
"""How many characters before and after a quotation are searched for who says it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage between quotation marks, and whether somebody is said to have said or written it."""

    start: int
    end: int
    attributed: bool
    speaker: str = ""


def quotes(line: str, offset: int) -> tuple[Quote, ...]:
    """The quotations of one line; places count from `offset`."""
    found = []
    for each in _QUOTES.finditer(line):
        if each.end() - each.start() < 4:
            continue
        before = line[max(0, each.start() - _AROUND) : each.start()]
        after = line[each.end() : each.end() + _AROUND]
        attributed = bool(_SAYING.search(before) or _SAYING.search(after) or before.rstrip().endswith(":") or _signed(after))
        found.append(Quote(offset + each.start(), offset + each.end(), attributed))
    return tuple(found)


def _signed(after: str) -> bool:
    """Whether a speaker's name follows behind a dash: “…” – Mother."""
    return re.match(r"\s*[–—-]\s*\w+\.?\s*$", after) is not None
