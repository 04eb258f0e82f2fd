"""Notes that say something of the map's own words and wording: they belong to a text, and are no cards of the map."""

from __future__ import annotations

from mapping.entries import Entry, Note

PATHWAY_WORDS, PATTERN_WORDS = "pathway_words", "pattern_words"
"""The team's own words in the place of a sentence, or of a statement, of the map (mapping/ownwords.py)."""
KEPT_WORDING, WORDING_RELEASED = "kept_wording", "wording_released"
"""Why wording stays as it is, or went out as it stands (mapping/language/kept.py and released.py)."""
GIVE_AWAY_ANSWERED = "give_away_answered"
"""Why a passage may stand in one reader's copy (mapping/settled.py)."""
ABOUT_WORDING = frozenset({KEPT_WORDING, WORDING_RELEASED, GIVE_AWAY_ANSWERED})
_ASIDE = ABOUT_WORDING | {PATHWAY_WORDS, PATTERN_WORDS}


def is_aside(entry: Entry) -> bool:
    """Whether an entry is such a note."""
    return isinstance(entry, Note) and entry.category in _ASIDE
