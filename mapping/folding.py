"""Text as it is compared: one form for all spellings that look alike; what is stored is never folded."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = re.compile("[\u2018\u2019\u02bc`]")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def folded(text: str) -> str:
    """The text in one case, one form (NFC), with single spaces and straight apostrophes."""
    small = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return " ".join(_QUOTES.sub("'", small).split())


def words_in(text: str) -> list[str]:
    """The words of a text, folded, without punctuation."""
    return _WORD.findall(folded(text))
