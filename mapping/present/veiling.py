"""What the room reads in the place of places, schools and ways to find somebody, while names are veiled.

Who is on the map is called by role in the copy for a meeting already. This takes out what the training copy takes out
too (mapping/replacing.py), and tells one school from another by a letter, in the order in which the room meets them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from string import ascii_uppercase

from mapping.casemap import CaseMap
from mapping.differing import Differing, letter_of
from mapping.entries import Entry, Person
from mapping.folding import words_in
from mapping.naming import Naming
from mapping.plainwords import instead, is_generic, listed
from mapping.replacing import Replacing, WaysToFind

_THE = re.compile(r"\b(?:[Tt]he|[Aa]n?) (?=(?:[a-z’]+ ){1,3}[A-Z]\b)")
_MOST = 20_000
"""So many texts are remembered; a case has fewer."""


class _Lettered(Replacing):
    """Replacements in which each school, nursery, hospital has its own letter: "school A"."""

    def __init__(self, known: CaseMap, copy: CaseMap, seed: str = "") -> None:
        super().__init__(known, copy)
        self._seed = seed
        self._letters: dict[str, dict[str, str]] = {}
        self._kinds = {words: re.sub(r"^an? ", "", words) for words in instead("institutions").values()}

    @property
    def signature(self) -> object:
        """All that decides what is replaced by what."""
        return tuple(pattern.pattern for pattern, _, _ in self._rules), tuple(self.parts.items())

    @property
    def any_lettered(self) -> bool:
        """Whether any school has its letter yet."""
        return bool(self._letters)

    def agency(self, name: str) -> str:
        """A school by its letter, as wherever it is named; another agency as in training."""
        last = name.rsplit(maxsplit=1)[-1].casefold() if name.strip() else ""
        words = instead("institutions").get(last, "")
        return self._lettered(words, name) if words and not is_generic(name) else super().agency(name)

    def _mark(self, found: re.Match[str], words: str | None) -> str:
        if words is None and "kind" in found.re.groupindex and _names_one(found):
            words = instead("institutions")[found["kind"].casefold()]
        if words in self._kinds:
            words = self._lettered(words, found[0])
        return super()._mark(found, words)

    def _lettered(self, words: str, name: str) -> str:
        kind, key = self._kinds[words], " ".join(name.casefold().removeprefix("the ").split())
        known = self._letters.setdefault(kind, {})
        if key not in known:
            in_order = ascii_uppercase[min(len(known), 25)]
            known[key] = letter_of(self._seed, f"{kind}|{key}", known.values()) if self._seed else in_order
        return f"{kind} {known[key]}"


def _names_one(found: re.Match[str]) -> bool:
    """Whether words that could be any are a school's name here: "Hill Road School", not "Primary School"."""
    named = any(word not in listed("agencies") for word in words_in(found["name"]))
    return named and found["kind"][0].isupper()


_LATEST: list[tuple[str, object, Veil]] = []


class Veil:
    """One case's veil; it remembers each text, and the same names give the same words."""

    def __init__(self, replacing: _Lettered | WaysToFind, differing: Differing | None = None) -> None:
        self._replacing, self._differing = replacing, differing
        self._known: dict[str, str] = {}

    @property
    def parts(self) -> dict[str, str]:
        """What each person of the copy is called."""
        return self._differing.parts if self._differing else self._replacing.parts

    @property
    def lettered(self) -> dict[str, str]:
        """Who has a letter at this meeting alone, by id."""
        return self._differing.lettered if self._differing else {}

    def text(self, text: str) -> str:
        """The text with roles, letters and kinds of place in the place of what would tell who or where."""
        if not text:
            return text
        if (found := self._known.get(text)) is None:
            if len(self._known) > _MOST:
                self._known.clear()
            opened = self._replacing.opened(self._replacing.marked(text))
            plain = self._plain(opened)
            found = self._known[text] = self._differing.text(plain) if self._differing else plain
        return found

    def _plain(self, text: str) -> str:
        """ "at the school A" is "at school A"."""
        lettered_too = isinstance(self._replacing, _Lettered) and self._replacing.any_lettered
        return _THE.sub("", text) if lettered_too else text


def veil_of(known: CaseMap, copy: CaseMap, seed: str = "") -> Veil:
    """The veil of a copy; `known` is the whole case, whose names and places are taken out wherever they stand.

    With a `seed` the roles are those of one meeting alone (see differing).
    """
    made = _Lettered(known, copy, seed)
    return _held(known, made, seed, Differing(copy, made.parts, seed) if seed else None)


def with_names(known: CaseMap, copy: CaseMap) -> Veil:
    """The veil where names may be seen: numbers and addresses are taken out all the same; nobody needs them there."""
    return _held(known, WaysToFind(known, copy), "")


def _held(known: CaseMap, made: _Lettered | WaysToFind, seed: str, differing: Differing | None = None) -> Veil:
    """The veil of the showing before, where the same is replaced by the same."""
    signature = made.signature, seed
    for identity, held, veil in _LATEST:
        if identity == known.header.id and held == signature:
            return veil
    veil = Veil(made, differing)
    _LATEST[:] = [(known.header.id, signature, veil)]
    return veil


def forget() -> None:
    """Let go of every text: the vault is being locked."""
    _LATEST.clear()


def naming_of(copy: CaseMap, veil: Veil | None) -> Naming:
    """How the room speaks of the people; veiled, a label that is a name gives way to the part in the case."""
    if veil is None:
        return Naming(copy, veiled=False)
    people: dict[str, Entry] = {each.id: replace(each, label=veil.parts[each.id]) for each in copy.of(Person)}
    return Naming(CaseMap(copy.header, people), veiled=True)
