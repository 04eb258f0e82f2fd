"""Names kept out of a text that is shown: each is replaced by what the person is called when names are hidden.

It hides the names that the map knows, and says nothing of others: "names replaced", not "no one can be recognised".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from mapping.casemap import ChangeSet
from mapping.entries import ROLES, Person, Thing
from mapping.folding import as_names, bare, parted, words_in
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary

_KIN = """
adolescent aunt auntie baby boss boy boyfriend brother bump carer cousin dad daddy daughter doctor elder eldest ex
father female fiance fiancé first former foster fosterer four fourth friend girl girlfriend gran grandad granddad
grandfather grandma grandmother grandparent grandparents granny guardian half husband in infant kid law lodger male
man mate men middle month months mother mum mummy nan nana nanna neighbour nephew new newborn niece nurse nursery
officer officers old older oldest parent parents partner preschooler prosecutor public relatives second sister son
step stepdad stepdaughter stepfather stepmother stepmum stepson teacher teen teenager third threatened three toddler
twin twins two unborn uncle wife woman women year years younger youngest
"""
_ALSO_WORDS = """
angel april art august bill bob chase dawn daisy dean drew faith frank grace grant guy holly hope iris ivy jack joy june
lance lily mark max may miles nick pat penny ray rich rob robin rose ruby skip sue will
"""
"""Names that are words of the language too: taken for names only where they are written with a capital."""

UNNAMED = "This family"
"""What a case is called whose title holds a name, while names are hidden."""

NAME_FIELDS: dict[str, tuple[str, ...]] = {
    "person": ("name", "aliases", "identifiers"),
    "source": ("who", "obtained_from"),
    "view": ("heard_by",),
    "action": ("owner",),
    "engagement": ("by",),
    "order": ("applied_by",),
    "session": ("attended", "apologies"),
    "sharing": ("decided_by",),
}
"""The fields of each kind that are made to hold names; while names are hidden nothing of them is shown or found."""


@cache
def plain_words() -> frozenset[str]:
    """Words that say what someone is and never who: those of the catalogue's roles and sources, and words for kin."""
    vocabulary = load_vocabulary()
    families = ("role", "role_word.perpetrator", "role_word.survivor", "source_type")
    terms = [term for family in families for term in vocabulary.family(family)]
    texts = [text for term in terms for text in (term.label, *(each.text for each in term.examples))]
    return frozenset(word for text in (*texts, _KIN) for word in words_in(text) if len(word) > 1) - also_words()


@cache
def also_words() -> frozenset[str]:
    """Names that are words of the language too: of one alone it cannot be told which is meant."""
    return frozenset(_ALSO_WORDS.split())


def veiled_text(text: str, naming: Naming) -> str:
    """The text, and, when names are veiled, every name in it replaced by what the person is called then."""
    if not naming.veiled or not text:
        return text
    called, finder = _replacing(naming)
    if not called or (text.isascii() and finder.search(as_names(text)[0]) is None):
        return text
    # What nobody sees may stand within a name, and may stand beside one.
    return "".join(_replaced(part, called, finder) for part in parted(_replaced(text, called, finder)))


def veiled_title(title: str, naming: Naming) -> str:
    """The title of a case; when names are veiled, one that holds a name is no longer half a name but UNNAMED.

    A family's name is not anybody's own: with a role put in its place it would read as if the role were the name.
    """
    return title if veiled_text(title, naming) == title else UNNAMED


_LATEST: list[tuple[Naming, dict[str, str], re.Pattern[str]]] = []
"""The names asked for last, with whose they are: a whole case is veiled text by text."""


def _replacing(naming: Naming) -> tuple[dict[str, str], re.Pattern[str]]:
    """What to say in the place of each name, by the name in its plain form; and what finds the names."""
    for held, called, finder in _LATEST:
        if held is naming:
            return called, finder
    called = {" ".join(as_names(name)[0].split()): label for name, label in _names(naming)}
    finder = _finder(tuple(sorted(called, key=len, reverse=True)))
    _LATEST[:] = [(naming, called, finder)]
    return called, finder


def _replaced(text: str, called: dict[str, str], finder: re.Pattern[str]) -> str:
    plain, places = as_names(text)
    shown, so_far = [], 0
    for found in finder.finditer(plain):
        name, (start, end) = " ".join(found[0].split()), _places_of(found, places)
        if _is_a_name(name, text[start:end]):
            shown += [text[so_far:start], called[name]]
            so_far = end
    return "".join((*shown, text[so_far:]))


def _places_of(found: re.Match[str], places: list[int]) -> tuple[int, int]:
    """Where in a text that begins and ends which was found in its plain form; a letter is taken whole."""
    end = found.end()
    while end < len(places) - 1 and places[end] == places[end - 1]:
        end += 1
    return places[found.start()], places[end]


def _is_a_name(name: str, written: str) -> bool:
    """Whether what was found is meant for the name, where that is a word of the language too."""
    return name not in also_words() or bare(written) in (name.capitalize(), name.upper())


def hides_otherwise(changes: ChangeSet) -> bool:
    """Whether, after this act, other names are to be hidden than before it."""
    return any(_named(change.before) != _named(change.after) for change in changes)


def _named(thing: Thing | None) -> frozenset[str]:
    """The names that a thing gives to somebody in the case."""
    if not isinstance(thing, Person) or not thing.roles:
        return frozenset()
    return frozenset(name for name in (thing.name, *thing.aliases) if name)


def _names(naming: Naming) -> Iterator[tuple[str, str]]:
    """Every name on the map with what to say in its place; whole names go before the parts of longer ones."""
    people = naming.with_role(*ROLES)
    parts: list[tuple[str, str]] = []
    for person in people:
        called = naming.short(person.id)
        for name in map(bare, (person.name, *person.aliases)):
            if not set(words_in(name)) <= plain_words():
                yield name, called
                parts.extend((part, called) for part in _parts(name))
    whole = {as_names(name)[0] for person in people for name in (person.name, *person.aliases)}
    yield from ((part, called) for part, called in reversed(parts) if as_names(part)[0] not in whole)


def _parts(name: str) -> list[str]:
    """The words of a longer name that are names by themselves: "Öz" of "Emrah Öz", and nothing of "Police officers"."""
    found = [re.sub(r"['’]s?$", "", word) for word in name.split()]
    return [word for word in found if len(word) > 1 and word[0].isupper() and word.casefold() not in plain_words()]


@lru_cache(maxsize=8)
def _finder(names: tuple[str, ...]) -> re.Pattern[str]:
    """Finds these names, however much space is within them."""
    written = (r"\s+".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)")
