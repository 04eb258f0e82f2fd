"""Finding in the help: words in any inflection, as they are typed, with a slip of the finger; it knows no case."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from rapidfuzz import fuzz, process

from mapping.folding import words_in
from mapping.guidance.asking import Topic, body_of, place_of, title_of, topics
from mapping.guidance.prompts import Card, Explained, Prompt
from mapping.guidance.telling import filled
from mapping.vocabulary import load_vocabulary

_SLIP = 76
"""How alike (0 to 100) a word must be to count as one with a slip of the finger."""
_SHORTEST = 4
"""Words shorter than this are taken as they are."""
_LEAST = 0.12
"""What fits less well than this share of the best is not shown."""
_ROOT = 6
"""Words that share so many first letters are taken for kin: "strangled" and "strangulation"."""
_NEAR = 0.55
"""What a word with a slip is worth beside the word itself."""
_TITLE, _ALSO, _TEXT, _CATALOGUE = 9.0, 7.0, 2.0, 3.0
"""What a word is worth by where it stands."""
_SORT = {"card": 1.35, "term": 1.25, "kind": 1.15, "field": 1.0, "word": 1.0, "link": 0.9}
_EMPTY = frozenset({
    "a", "about", "an", "and", "are", "as", "at", "be", "been", "by", "can", "did", "do", "does", "for", "from",
    "how", "i", "if", "in", "is", "it", "its", "may", "me", "must", "my", "no", "not", "of", "on", "or",
    "should", "that", "the", "their", "them", "they", "this", "to", "was", "we", "were", "what", "when",
    "where", "which", "who", "with", "you",
})  # fmt: skip
"""Words that say nothing about what is looked for, unless there are no others."""
_ENDINGS = re.compile(r"(?:'s|ings?|ies|ied|edly|ed|es|ly|ers?|s|e|y)$")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found, its title and place without anybody's name, and how well it fits."""

    topic: Topic
    title: str
    place: str
    score: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Index:
    """What each stem is worth in each topic, by the topic's number."""

    worth: dict[str, dict[int, float]]
    stems: tuple[str, ...]
    titles: tuple[frozenset[str], ...]


def search(text: str, limit: int = 40) -> tuple[Hit, ...]:
    """The help that fits what was typed, the best first; nothing for nothing."""
    wanted = _wanted(text)
    if not wanted:
        return ()
    scores, met = defaultdict[int, float](float), defaultdict[int, int](int)
    for place, word in enumerate(wanted):
        for number, worth in _worth(word, typing=place == len(wanted) - 1).items():
            scores[number] += worth
            met[number] += 1
    found = {number: _rank(number, score) * (met[number] / len(wanted)) ** 2 for number, score in scores.items()}
    least = max(found.values(), default=0.0) * _LEAST
    ranked = sorted((number for number in found if found[number] >= least), key=lambda number: (-found[number], number))
    return tuple(_hit(number, found[number]) for number in ranked[:limit])


def _wanted(text: str) -> list[str]:
    words = words_in(text)
    telling = [word for word in words if word not in _EMPTY]
    return list(dict.fromkeys(stem(word) for word in telling or words))


def _rank(number: int, score: float) -> float:
    return score * _SORT[topics()[number].sort]


def _hit(number: int, score: float) -> Hit:
    topic = topics()[number]
    return Hit(topic, title_of(topic), place_of(topic), round(score, 2))


@lru_cache(maxsize=256)
def _worth(word: str, *, typing: bool) -> dict[int, float]:
    """What one word is worth in each topic: as it stands, as the beginning of a word, or with a slip."""
    index = _index()
    found: dict[int, float] = {}
    for near, share in _alike(word, typing=typing):
        rare = log(1 + len(topics()) / len(index.worth[near]))
        for number, worth in index.worth[near].items():
            alone = 1.6 if index.titles[number] == {near} else 1.0
            found[number] = max(found.get(number, 0.0), worth * rare * share * alone)
    return found


def _alike(word: str, *, typing: bool) -> Iterator[tuple[str, float]]:
    """The stems that a word may mean, and how surely."""
    stems = _index().stems
    longer = [each for each in stems if each.startswith(word) and each != word] if len(word) > 1 else []
    if word in _index().worth:
        yield word, 1.0
    elif len(word) >= _SHORTEST and not longer:
        for near, score, _ in process.extract(word, stems, scorer=fuzz.ratio, score_cutoff=_SLIP, limit=6):
            yield near, _NEAR * score / 100
    for each in longer:
        yield each, (0.8 if typing else 0.5) * len(word) / len(each)
    if len(word) >= _ROOT:
        yield from ((each, _NEAR / 2) for each in stems if each.startswith(word[:_ROOT]) and not each.startswith(word))


def stem(word: str) -> str:
    """The part of a word that its forms share: "threatened", "threatens" and "threats" begin alike; "MARAC" stays."""
    if len(word) <= _SHORTEST:
        return word[:-1] if len(word) == _SHORTEST and word.endswith("s") and not word.endswith("ss") else word
    cut = _ENDINGS.sub("", word)
    if len(cut) > _SHORTEST and cut[-1] == cut[-2] and cut[-1] not in "aeiouls":
        cut = cut[:-1]
    return cut if len(cut) >= 3 else word


@cache
def _index() -> _Index:
    worth: dict[str, dict[int, float]] = defaultdict(dict)
    titles = []
    for number, topic in enumerate(topics()):
        for text, weight in _texts(topic):
            for each in _stems(text):
                worth[each][number] = max(worth[each].get(number, 0.0), weight)
        title = frozenset(_stems(title_of(topic)))
        titles.append(title - _EMPTY or title)
    return _Index(dict(worth), tuple(sorted(worth)), tuple(titles))


def _stems(text: str) -> Iterator[str]:
    return (stem(word) for word in words_in(filled(text)))


def _texts(topic: Topic) -> Iterator[tuple[str, float]]:
    """What may be looked for in one topic, and what it is worth there."""
    body = body_of(topic)
    yield title_of(topic), _TITLE
    match body:
        case Prompt():
            yield from ((text, _TEXT) for text in (body.ask, body.example, body.trap))
            yield from _catalogue(topic)
        case Card():
            texts = (body.lead, body.foot, *(text for part in body.parts for text in (part.text, *part.say)))
            yield from ((text, _TEXT) for text in texts)
            yield from ((part.heading, _CATALOGUE) for part in body.parts)
        case Explained():
            yield from ((body.meaning, _TEXT), (body.stands_for, _ALSO))
    yield from ((text, _ALSO) for text in _also(body))


def _also(body: Prompt | Card | Explained | None) -> Iterable[str]:
    return body.also if body is not None else ()


def _catalogue(topic: Topic) -> Iterator[tuple[str, float]]:
    """What the catalogue itself says of a word, a field or a kind."""
    words = load_vocabulary()
    match topic.sort:
        case "word":
            term = words.term(topic.owner, topic.key)
            yield from ((text, _CATALOGUE) for text in (term.meaning, *(each.text for each in term.examples)))
            yield term.short, _ALSO
            yield topic.key, _TITLE
        case "field":
            yield words.field(topic.owner, topic.key).help, _CATALOGUE
        case "kind":
            kind = words.kind(topic.key)
            yield from ((text, _CATALOGUE) for text in (kind.help, kind.words, kind.plural))
        case "link":
            link = words.link(topic.key)
            yield from ((text, _CATALOGUE) for text in (link.help, link.forward))
