"""What kind of source somebody or something is, from what it was called; knows no line and no screen."""

from __future__ import annotations

from mapping.casemap import CaseMap
from mapping.commands import fresh_id
from mapping.entries import Person, Source
from mapping.folding import folded, words_in
from mapping.naming import Naming
from mapping.quickadd.people import find_people
from mapping.vocabulary import Vocabulary

_TYPES_BY_ROLE = {
    "perpetrator": "perpetrator", "co_perpetrator": "perpetrator", "survivor": "survivor", "child": "child",
    "earlier_survivor": "earlier_survivor", "relative": "relative",
}  # fmt: skip
_OTHER = "other"
_SMALL_WORDS = frozenset({"or", "and", "the", "a", "of", "s", "on", "in", "what", "is"})


def source_from(case: CaseMap, words: str, vocabulary: Vocabulary, taken: tuple[str, ...] = ()) -> Source:
    """A new source from what it was called: someone on the map, a kind that the catalogue knows, or another source."""
    sensitivity = vocabulary.kind("source").sensitivity
    identity = fresh_id(case, "source", taken)
    people, count = find_people(words, case, vocabulary)
    if len(people) == 1 and count == len(words.split()):
        return Source(id=identity, type=type_of_person(people[0]), person=people[0].id, sensitivity=sensitivity)
    return Source(id=identity, type=type_of_words(case, words, vocabulary), who=words, sensitivity=sensitivity)


def type_of_person(person: Person | None) -> str:
    """The type of source that a person is, by the part they have."""
    roles = person.roles if person else ()
    return next((_TYPES_BY_ROLE[role] for role in roles if role in _TYPES_BY_ROLE), _OTHER)


def type_of_words(case: CaseMap, words: str, vocabulary: Vocabulary) -> str:
    """The type whose label or examples share most words with these; "other" where none does, or several do."""
    naming, wanted = Naming(case, veiled=True), set(words_in(words)) - _SMALL_WORDS
    scores: dict[str, int] = {}
    for term in vocabulary.family("source_type"):
        texts = (naming.fill(term.label), *(example.text for example in term.examples))
        exact = 10 * any(folded(text) == folded(words) for text in texts)
        scores[term.key] = exact + max(len(wanted & set(words_in(text))) for text in texts)
    best = max(scores.values(), default=0)
    winners = [key for key, score in scores.items() if score == best]
    return winners[0] if best and len(winners) == 1 else _OTHER
