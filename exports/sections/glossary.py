"""What the words of this report mean: only those that stand in it; definitions come from the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from exports.blocks import Column, Paragraph, Phrase, Section, Table
from exports.sections.telling import Telling, say
from mapping.entries import Behaviour, ChildImpact, FamilyImpact, Gap, ProtectiveEffort
from mapping.statement import broad_term
from mapping.voice import capital

_WORDS: tuple[tuple[type, str, str], ...] = (
    (Behaviour, "Pattern", "What one person does over time, as a whole: not one event, and not two people’s quarrel."),
    (
        ChildImpact,
        "How it reaches a child",
        "A way, step by step, from what was done to what is seen in the child. A child need not have been there.",
    ),
    (FamilyImpact, "Family life", "The home, money, the day, school, kin and friends: what children live by."),
    (
        ProtectiveEffort,
        "Effort",
        "Whatever is done to keep a child safe or well. Some of it looks like the opposite from outside; ask what it "
        "was meant to prevent.",
    ),
    (Gap, "Not known yet", "A question that is open. That something is not known says nothing of whether it is so."),
)
_DANGER = (
    "Danger sign",
    "An act of a kind that is known to come before grave harm. A fact about the act, not a score.",
)
_STATUSES = {
    "observed": "A worker saw or heard it.",
    "disclosed": "Somebody told it. One witness is enough to be believed.",
    "recorded": "It stands in the record of an agency.",
    "disputed": "Somebody says so, and somebody denies it.",
    "admitted": "{P} has said so.",
    "found": "A court has found that it was so.",
    "convicted": "A court has convicted for it.",
    "inferred": "A worker’s reading of what is known; nobody saw or said it.",
    "hypothesis": "A thought that is still to be tested.",
    "withdrawn": "It was said and taken back. What is taken back under pressure may still be so.",
}


def glossary(told: Telling) -> Iterator[Section]:
    """The words that need saying, with what they mean here."""
    rows = [*_categories(told)] if told.to_her else [*_own(told), *_categories(told), *_statuses(told)]
    if rows:
        columns = (Column("Word", 30), Column("What it means here", 70))
        yield Section("What the words mean", (Table(columns, tuple(_row(*row) for row in rows)),), 1)


def _row(word: str, meaning: str) -> tuple[tuple[Paragraph, ...], ...]:
    return (say(Phrase(capital(word), bold=True)),), (say(capital(meaning)),)


def _own(told: Telling) -> Iterator[tuple[str, str]]:
    for kind, word, meaning in _WORDS:
        if told.case.of(kind):
            yield word, meaning
    if any(each.high_risk for each in told.case.of(Behaviour)):
        yield _DANGER


def _categories(told: Telling) -> Iterator[tuple[str, str]]:
    """The categories under which his behaviours stand."""
    used = {broad_term(each).key for each in told.case.of(Behaviour) if each.category}
    for term in told.words.family("behaviour"):
        if term.key in used and term.meaning:
            yield told.naming.fill(term.short or term.label), told.naming.fill(term.meaning)


def _statuses(told: Telling) -> Iterator[tuple[str, str]]:
    """How things are known, where that is said of anything here."""
    used = {each.status for each in told.case.entries.values()} | {each.status for each in told.case.links.values()}
    for term in told.words.family("status"):
        if term.key in used and term.key in _STATUSES:
            yield told.naming.fill(term.label), told.naming.fill(_STATUSES[term.key])
