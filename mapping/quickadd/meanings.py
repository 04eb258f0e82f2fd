"""What the words behind a # can mean: a kind of thing, a word of the catalogue, or a part that a person has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mapping.casemap import CaseMap
from mapping.entries import ENTRY_CLASSES
from mapping.folding import folded, words_in
from mapping.naming import Naming
from mapping.vocabulary import Term, Vocabulary
from mapping.wording import kind_title

QUICK_KINDS = (
    "behaviour", "family_impact", "survivor_impact", "child_impact", "protective_effort", "gap", "person", "incident",
    "response", "order", "intersection", "view", "allegation", "goal", "engagement", "change", "programme", "action",
    "safety_item", "source", "relationship", "session", "sharing", "note",
)  # fmt: skip
"""Every kind, those first that a map is made of."""

_SHORT_NAMES = {
    "behaviour": ("does",),
    "family_impact": ("home", "family", "family life"),
    "survivor_impact": ("parent", "parenting effect"),
    "child_impact": ("child", "impact"),
    "protective_effort": ("effort", "safe", "protects"),
    "intersection": ("circumstance",),
    "response": ("service", "agency"),
    "gap": ("gap", "question", "unknown", "not known"),
    "incident": ("day", "happened"),
    "goal": ("goal", "expects"),
    "safety_item": ("safety",),
    "note": ("note",),
    "order": ("measure",),
    "sharing": ("shared",),
}
"""Words for a kind beside those of the catalogue, short enough to type."""

CHOSEN = {
    "source": ("type", "source_type"),
    "change": ("question", "change_question"),
    "sharing": ("audience", "audience"),
    "relationship": ("relation", "relation"),
}
"""Kinds whose # fills another field than the category, and the family it is taken from."""


@dataclass(frozen=True, slots=True, repr=False)
class Meaning:
    """One thing that the words behind a # can mean.

    `sort` is "kind", "term", "role" or "word" (a word for a person whose role it leaves open). `kind` is the kind of
    entry; `field` the field that `key` goes into. `names` are folded.
    """

    sort: str
    kind: str
    key: str
    label: str
    names: tuple[str, ...]
    field: str = ""
    effect: str = ""


def meanings(case: CaseMap, vocabulary: Vocabulary, kind: str = "") -> tuple[Meaning, ...]:
    """Everything that # can mean on this map; the words of `kind`'s own list too where it has one of its own."""
    naming = Naming(case, veiled=True)
    return (
        *_kinds(naming, vocabulary),
        *(each for family_kind in ENTRY_CLASSES for each in _categories(family_kind, naming, vocabulary)),
        *_chosen(kind, naming, vocabulary),
        *_roles(case, naming, vocabulary),
    )


def _kinds(naming: Naming, vocabulary: Vocabulary) -> Iterator[Meaning]:
    for kind in QUICK_KINDS:
        words = vocabulary.kind(kind)
        spoken = kind_title(kind, naming, vocabulary)
        names = (kind, kind.replace("_", " "), naming.fill(words.label), naming.fill(words.plural), spoken)
        yield Meaning("kind", kind, "", spoken, _folded(*names, *_SHORT_NAMES.get(kind, ())))


def _categories(kind: str, naming: Naming, vocabulary: Vocabulary) -> Iterator[Meaning]:
    family = vocabulary.category_family(kind)
    for term in vocabulary.family(family) if family else ():
        yield _term(term, kind, "category", naming)


def _chosen(kind: str, naming: Naming, vocabulary: Vocabulary) -> Iterator[Meaning]:
    if kind in CHOSEN:
        field, family = CHOSEN[kind]
        for term in vocabulary.family(family):
            yield _term(term, kind, field, naming)


def _term(term: Term, kind: str, field: str, naming: Naming) -> Meaning:
    label, short = naming.fill(term.label), naming.fill(term.short or term.label)
    return Meaning("term", kind, term.key, short, _folded(term.key, label, short), field, term.effect)


def _roles(case: CaseMap, naming: Naming, vocabulary: Vocabulary) -> Iterator[Meaning]:
    own = dict(case.header.labels)
    for term in vocabulary.family("role"):
        short = naming.fill(term.short)
        names = _folded(term.key, term.key.replace("_", " "), naming.fill(term.label), short, own.get(term.key, ""))
        yield Meaning("role", "person", term.key, own.get(term.key) or short, names)
    taken = {folded(word) for word in own.values()}
    for word in sorted(_contested(vocabulary) - taken):
        yield Meaning("word", "person", "", word, (folded(word),))


def _contested(vocabulary: Vocabulary) -> frozenset[str]:
    """Words that may stand for the one who harms and for the one who is harmed: father, mother, partner."""
    lists = [
        {term.label for term in vocabulary.family(f"role_word.{role}") if not term.meaning}
        for role in ("perpetrator", "survivor")
    ]
    return frozenset(lists[0] & lists[1])


def _folded(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folded(name) for name in names if name))


def find_meanings(words: str, offered: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """What these words mean: whatever is called exactly so, else begins so, else has a word that begins so.

    A kind of thing is only found by its whole name.
    """
    wanted = folded(words)
    exact = tuple(each for each in offered if wanted in each.names)
    terms = tuple(each for each in offered if each.sort != "kind") if len(wanted) > 2 else ()
    beginning = tuple(each for each in terms if any(name.startswith(wanted) for name in each.names))
    within = tuple(each for each in terms if any(_has_word(wanted, name) for name in each.names))
    if not exact and _differ_in_who_acts(beginning, within):
        return (*beginning, *(each for each in within if each not in beginning))
    return exact or beginning or within


def _differ_in_who_acts(beginning: tuple[Meaning, ...], within: tuple[Meaning, ...]) -> bool:
    """Whether the nearer reading makes it an effort to protect and a farther one something he does, or the reverse.

    Between these two the program never chooses: who did it is the worker's to say.
    """
    near, far = {each.kind for each in beginning}, {each.kind for each in within}
    sides = {"behaviour", "protective_effort"}
    return bool(near & sides) and bool((far - near) & sides)


def _has_word(wanted: str, name: str) -> bool:
    return " " not in wanted and any(word.startswith(wanted) for word in words_in(name))
