"""Words that are no name by themselves: all that the program's own texts write small; it knows no case."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_RESOURCES = Path(__file__).resolve().parent.parent / "resources"
_OWN_WORDS = ("help", "language", "vocabulary", "guide")
"""Where the program's own texts lie."""
_WRITTEN_SMALL = re.compile(r"(?<![\w’'.\"{@=$])[a-z]{2,}(?!\w)")


@cache
def everyday_words() -> frozenset[str]:
    """Every word that the program's own texts write small."""
    texts = (path.read_text("utf-8") for folder in _OWN_WORDS for path in (_RESOURCES / folder).rglob("*.[tm]*"))
    return frozenset(word for text in texts for word in _WRITTEN_SMALL.findall(text)) | {"a", "i"}
