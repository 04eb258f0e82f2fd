"""What could stand at the cursor of a typed line: people, kinds of thing, sources; typing errors are forgiven."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from mapping.casemap import CaseMap
from mapping.entries import Person, Source
from mapping.folding import folded, words_in
from mapping.naming import Naming
from mapping.quickadd import marks
from mapping.quickadd.marks import Mark, marks_of
from mapping.quickadd.meanings import Meaning, meanings
from mapping.quickadd.people import names_of
from mapping.vocabulary import Vocabulary
from mapping.wording import source_title

LONGEST = 8
"""How many completions are offered at most."""
_CLOSE_ENOUGH = 72
"""How alike (0 to 100) a word must be to count as a typing error."""


@dataclass(frozen=True, slots=True, repr=False)
class Completion:
    """One thing that could stand at the cursor: put `insert` from `start` to `end` of the line.

    `label` is what a list shows, `detail` the muted words beside it.
    """

    insert: str
    label: str
    detail: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, repr=False)
class _Offer:
    insert: str
    label: str
    detail: str
    names: tuple[str, ...]
    also: tuple[str, ...] = ()


def completions(
    case: CaseMap, text: str, cursor: int, vocabulary: Vocabulary, kind: str | None = None, *, veiled: bool = False
) -> tuple[Completion, ...]:
    """What could complete the mark at the cursor, the likeliest first; nothing where no mark is being written."""
    mark = _mark_at(text, cursor)
    if mark is None:
        return ()
    offers = _offers(mark.sign, case, vocabulary, kind or "", veiled)
    typed = folded(text[mark.start + 1 : cursor])
    scored = [(score, place, offer) for place, offer in enumerate(offers) if (score := _score(typed, offer))]
    scored.sort(key=lambda each: (-each[0], each[1]))
    return tuple(
        Completion(f"{mark.sign}{offer.insert} ", offer.label, offer.detail, mark.start, mark.end)
        for _, _, offer in scored[:LONGEST]
    )


def _mark_at(text: str, cursor: int) -> Mark | None:
    """The mark being written: from its sign to the cursor. A sign that nothing stands behind yet counts."""
    before = text[:cursor]
    found = marks_of(f"{before}x" if before[-1:] in ("@", "#", "!") else before)
    last = found[-1] if found else None
    if last is None or last.sign not in (marks.PERSON, marks.KIND, marks.SOURCE) or before.endswith("  "):
        return None
    return Mark(last.sign, last.words, last.start, cursor)


def _offers(sign: str, case: CaseMap, vocabulary: Vocabulary, kind: str, veiled: bool) -> Iterator[_Offer]:
    naming = Naming(case, veiled)
    if sign == marks.PERSON:
        yield from _people(case, vocabulary, naming)
    elif sign == marks.KIND:
        yield from _things(case, vocabulary, kind, naming)
    else:
        yield from _sources(case, vocabulary, naming)


def _people(case: CaseMap, vocabulary: Vocabulary, naming: Naming) -> Iterator[_Offer]:
    for person in case.of(Person):
        detail = person.label if naming.short(person.id) != person.label else _roles(person, case, vocabulary)
        yield _Offer(naming.short(person.id), naming.short(person.id), detail, _shown(person, case, vocabulary, naming))
    yield _Offer("new", "new …", "someone who is not on the map yet", ("new",))


def _shown(person: Person, case: CaseMap, vocabulary: Vocabulary, naming: Naming) -> tuple[str, ...]:
    """The names a person is found by; when names are veiled, the name is not among them."""
    hidden = {folded(name) for name in (person.name, *person.aliases)} if naming.veiled else set()
    return tuple(name for name in names_of(person, case, vocabulary) if name not in hidden)


def _roles(person: Person, case: CaseMap, vocabulary: Vocabulary) -> str:
    naming = Naming(case, veiled=True)
    return ", ".join(
        case.header.label(role) or naming.fill(vocabulary.term("role", role).short) for role in person.roles
    )


def _things(case: CaseMap, vocabulary: Vocabulary, kind: str, naming: Naming) -> Iterator[_Offer]:
    offered = sorted(meanings(case, vocabulary, kind), key=lambda each: each.kind != kind)
    for each in offered:
        yield _Offer(
            _typed(each), each.label, _detail(each, vocabulary, naming), each.names, _examples(each, vocabulary)
        )


def _typed(each: Meaning) -> str:
    """What to type for it: a kind by its short name, a word of the catalogue as it is called."""
    if each.sort == "kind":
        return each.kind.replace("_", " ")
    return each.label


def _detail(each: Meaning, vocabulary: Vocabulary, naming: Naming) -> str:
    if each.sort in ("role", "word"):
        return "a person"
    label = naming.fill(vocabulary.kind(each.kind).label)
    return "a kind of thing" if each.sort == "kind" else label[:1].lower() + label[1:]


def _examples(each: Meaning, vocabulary: Vocabulary) -> tuple[str, ...]:
    if each.sort != "term" or each.field != "category":
        return ()
    term = vocabulary.term(vocabulary.category_family(each.kind), each.key)
    return (*(folded(example.text) for example in term.examples), folded(term.meaning))


def _sources(case: CaseMap, vocabulary: Vocabulary, naming: Naming) -> Iterator[_Offer]:
    """Those on the map, then what a new one may be called; each name once, because it means the one on the map."""
    seen: set[str] = set()
    for offer in (*_known_sources(case, vocabulary, naming), *_new_sources(vocabulary, naming)):
        if folded(offer.insert) not in seen:
            seen.add(folded(offer.insert))
            yield offer


def _known_sources(case: CaseMap, vocabulary: Vocabulary, naming: Naming) -> Iterator[_Offer]:
    for source in case.of(Source):
        title = source_title(source, naming, vocabulary)
        kind = naming.fill(vocabulary.term("source_type", source.type).short)
        hidden = () if naming.veiled else (folded(source.who), folded(source.agency))
        yield _Offer(title, title, kind, (folded(title), folded(kind), *hidden))


def _new_sources(vocabulary: Vocabulary, naming: Naming) -> Iterator[_Offer]:
    for term in vocabulary.family("source_type"):
        for words in (naming.fill(term.label), *(example.text for example in term.examples)):
            yield _Offer(words, words, "new source", (folded(words),))


def _score(typed: str, offer: _Offer) -> float:
    """How well an offer fits what was typed, 0 to 100: beginnings, then words, then look-alikes, then examples."""
    if not typed:
        return 50
    best = 0.0
    for name in offer.names:
        if name.startswith(typed):
            best = max(best, 100 - min(len(name) - len(typed), 9) / 10)
        elif any(word.startswith(typed) for word in words_in(name)):
            best = max(best, 95)
        elif len(typed) > 2 and (likeness := max(fuzz.ratio(typed, name), _by_word(typed, name))) > _CLOSE_ENOUGH:
            best = max(best, likeness * 0.9)
    if best or len(typed) < 3:
        return best
    return 40 if any(word.startswith(typed) for text in offer.also for word in words_in(text)) else 0


def _by_word(typed: str, name: str) -> float:
    return max((fuzz.ratio(typed, word) for word in words_in(name) if word[:1] == typed[:1]), default=0.0)
