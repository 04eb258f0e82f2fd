"""A sight in words: for the screen, the picture and the print; which cards it wants, `sight` knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from mapping.agencies import agency
from mapping.casemap import CaseMap
from mapping.dates import spoken
from mapping.entries import Person, Source
from mapping.naming import Naming
from mapping.resting import cards, source_called
from mapping.sight import Sight, seen
from mapping.veil import veiled_text
from mapping.vocabulary import Vocabulary, load_vocabulary
from mapping.voice import listed
from mapping.wording import fitted, subject_of, title_of

_NO_SOURCE, _NO_STATUS = "nobody who is named", "with nothing said of how it is known"


def words(case: CaseMap, sight: Sight, naming: Naming) -> str:
    """What a sight asks for: "what he does, since 2023"; "" where it asks nothing."""
    return ", ".join(_parts(case, sight, naming, load_vocabulary()))


def shown_words(
    case: CaseMap, sight: Sight, naming: Naming, shown: frozenset[str] | None = None,
    folded: frozenset[str] = frozenset(),
) -> str:  # fmt: skip
    """How much of the map is shown and by what: "12 of 40 shown: what he does, since 2023 (3 more have no date)".

    `shown` spares a second look where the cards that the sight wants are known; of these, `folded` lie under another.
    """
    found = seen(case, sight) if shown is None else shown
    asked = words(case, sight, naming)
    undated = _undated(case, sight, found)
    more = f" ({undated} more {'has' if undated == 1 else 'have'} no date)" if undated else ""
    return f"{count_words(len(found), len(found & folded), len(cards(case)))}{': ' if asked else ''}{asked}{more}"


def count_words(wanted: int, folded: int, every: int) -> str:
    """How many of every card are on show, where so many of those that are wanted are folded away."""
    return f"{wanted - folded} of {every} shown{f', {folded} folded away' if folded else ''}"


def _undated(case: CaseMap, sight: Sight, shown: frozenset[str]) -> int:
    """How many cards are not shown for no other reason than that nobody knows when it was."""
    if sight.undated or not (sight.since or sight.until):
        return 0
    return len(seen(case, replace(sight, undated=True)) - shown)


def _parts(case: CaseMap, sight: Sight, naming: Naming, vocabulary: Vocabulary) -> Iterator[str]:
    """What is said of each question that is asked."""
    if sight.kinds:
        yield listed([_kind(kind, naming, vocabulary) for kind in sight.kinds])
    if sight.people:
        yield f"about {listed([naming.inside(each) for each in sight.people])}"
    if sight.children:
        yield f"what reaches {listed([naming.inside(each) for each in sight.children])}"
    if sight.categories:
        yield f"under {_any(sight.categories, lambda key: _quoted(_category(key, naming, vocabulary)))}"
    yield from _time(sight)
    if sight.sources:
        yield f"said by {_any(sight.sources, lambda each: _source(case, each, naming))}"
    if sight.agencies:
        yield f"from {_any(sight.agencies, lambda name: agency(name).called(naming))}"
    if sight.statuses:
        yield _any(sight.statuses, lambda key: naming.fill(vocabulary.term("status", key).short) or _NO_STATUS)
    if sight.attendance:
        yield f"decided with {_any(sight.attendance, lambda name: agency(name).called(naming))} in the room"
    if sight.focus:
        steps = "one step" if sight.steps == 1 else f"{sight.steps} steps"
        yield f"within {steps} of {_focus(case, sight.focus, naming, vocabulary)}"


def _any(keys: tuple[str, ...], called: Callable[[str], str]) -> str:
    return " or ".join(called(key) for key in keys)


def _quoted(text: str) -> str:
    return f"“{text}”"


def _kind(kind: str, naming: Naming, vocabulary: Vocabulary) -> str:
    """The words over a card, as they stand inside a sentence: "what he does", "Amira’s own view"."""
    said = vocabulary.kind(kind)
    text = said.words or said.label
    # `fitted` makes its first letter a capital, which the space takes upon itself.
    return fitted(f" {text[:1].lower()}{text[1:]}", naming, subject_of(kind, naming, vocabulary)).strip()


def _category(key: str, naming: Naming, vocabulary: Vocabulary) -> str:
    """The heading of a category by whichever family knows it; a team's own word as it is."""
    families = dict.fromkeys(words.category_family for words in vocabulary.kinds.values() if words.category_family)
    terms = (vocabulary.term(family, key) for family in families)
    term = next((each for each in terms if each.known), None)
    return naming.fill(term.short or term.label) if term else veiled_text(key, naming)


def _time(sight: Sight) -> Iterator[str]:
    since, until = spoken(sight.since), spoken(sight.until)
    if since or until:
        said = f"{since} to {until}" if since and until else f"since {since}" if since else f"until {until}"
        yield f"{said} or without a date" if sight.undated else said


def _source(case: CaseMap, identity: str, naming: Naming) -> str:
    if isinstance(case.entry(identity), Source):
        return source_called(case, identity, naming)
    return "a source that is not on this map" if identity else _NO_SOURCE


def _focus(case: CaseMap, identity: str, naming: Naming, vocabulary: Vocabulary) -> str:
    entry = case.entry(identity)
    if isinstance(entry, Person):
        return naming.inside(identity)
    return _quoted(title_of(entry, naming, vocabulary)) if entry else "a card that is not on this map"
