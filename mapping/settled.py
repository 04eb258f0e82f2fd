"""What somebody said about a give-away: why a passage may stand in one reader's copy; it finds none itself.

The answer is a note of the case about the card, kept as wording is that stays as it is (mapping/language/kept.py): it
is remembered by its sort, its reader and its sentence, so that edits elsewhere leave it, and a new sentence asks again.
"""

from __future__ import annotations

from mapping.aside import GIVE_AWAY_ANSWERED
from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import edit, remove
from mapping.entries import Entry
from mapping.errors import CaseError
from mapping.giveaway import GiveAway
from mapping.language.kept import Kept, said_of_wording, same_words, say_of_wording


def answer(case: CaseMap, give_away: GiveAway, because: str, on: str = "") -> ChangeSet:
    """Say why a passage may stand for this reader ("he was there"), on this day (EDTF); CaseError without a reason.

    A passage that was answered before keeps one note, with the last reason.
    """
    because = because.strip()
    if not because:
        raise CaseError("Say in a few words why it may stand.")
    if not isinstance(case.entry(give_away.original), Entry):
        raise CaseError("Only what stands on a card can be answered. Change the wording on the arrow instead.")
    before = answered(case, give_away)
    if before is not None:
        return edit(case, before.note, account=because, when=on)
    said = Kept("", give_away.original, give_away.field, _rule(give_away), give_away.passage, because, on)
    return say_of_wording(case, said, GIVE_AWAY_ANSWERED)


def answered(case: CaseMap, give_away: GiveAway) -> Kept | None:
    """What was said about this passage for this reader, if anything was."""
    wanted = same_words(give_away.passage)
    for each in said_of_wording(case, GIVE_AWAY_ANSWERED):
        here = (each.entry, each.field, each.rule) == (give_away.original, give_away.field, _rule(give_away))
        if here and same_words(each.passage) == wanted:
            return each
    return None


def ask_again(case: CaseMap, said: Kept) -> ChangeSet:
    """Take an answer away."""
    return remove(case, said.note)


def unanswered(case: CaseMap, found: tuple[GiveAway, ...]) -> tuple[GiveAway, ...]:
    """Those about which nobody has said anything yet."""
    return tuple(each for each in found if answered(case, each) is None)


def _rule(give_away: GiveAway) -> str:
    """The sort and the reader, without a space: a note's title is this and the field."""
    return f"{give_away.clue}@{give_away.reader}"
