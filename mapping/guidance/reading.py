"""Reads the TOML of the help, strictly, and names every fault by file and key; knows no folder and no case.

A top-level table is `field`, `kind`, `link`, `card` or `glossary`, or else a family of the catalogue.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any, NamedTuple, TypeVar

from mapping.guidance.prompts import Card, Explained, Guidance, GuidanceError, Part, Prompt

_MARK = re.compile(r"\{[^}]*\}")
_MARKS = frozenset({"{P}", "{S}", "{C}", "{W}", "{they}", "{them}", "{their}", "{does}"})
_PART_OF = "part_of"
"""A finer word may name the word it belongs to, and take from that one what it does not say itself."""

Made = TypeVar("Made", Prompt, Part, Card, Explained)


class _Place(NamedTuple):
    """What is written under one key, and where, for messages."""

    where: str
    written: object


def read(texts: Mapping[str, str]) -> Guidance:
    """The help in TOML texts by the name of their file; raises GuidanceError."""
    sections = _sections(texts)
    forms, kinds, links, cards, words = (
        sections.pop(name, {}) for name in ("field", "kind", "link", "card", "glossary")
    )
    return Guidance(
        {kind: _prompts(_within(place)) for kind, place in forms.items()},
        {family: _prompts(places) for family, places in sections.items()},
        _prompts(kinds),
        _prompts(links),
        {key: _card(key, place) for key, place in cards.items()},
        {key: _made(Explained, place, key=key) for key, place in words.items()},
    )


def _sections(texts: Mapping[str, str]) -> dict[str, dict[str, _Place]]:
    """What is written, by section and key; the fields of a kind may be written in one file only."""
    found: dict[str, dict[str, _Place]] = {}
    for file, text in texts.items():
        for section, key, written in _written(file, text):
            where = f"{file}.toml, {section}.{key}"
            if key in found.setdefault(section, {}):
                raise GuidanceError(f"{where}: this key is already used in {found[section][key].where}.")
            found[section][key] = _Place(where, written)
    return found


def _written(file: str, text: str) -> Iterator[tuple[str, str, object]]:
    try:
        sections = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise GuidanceError(f"{file}.toml cannot be read: {fault}.") from fault
    for section, keys in sections.items():
        if not isinstance(keys, dict):
            raise GuidanceError(f"{file}.toml, {section}: a table of keys belongs here.")
        for key, written in keys.items():
            yield section, key, written


def _within(place: _Place) -> dict[str, _Place]:
    """The tables inside one table."""
    return {name: _Place(f"{place.where}.{name}", written) for name, written in _table(place).items()}


def _table(place: _Place) -> dict[str, object]:
    if not isinstance(place.written, dict):
        raise GuidanceError(f"{place.where}: a table of properties belongs here.")
    return place.written


def _prompts(places: Mapping[str, _Place]) -> dict[str, Prompt]:
    return {key: _prompt(place, places) for key, place in places.items()}


def _prompt(place: _Place, others: Mapping[str, _Place]) -> Prompt:
    own = dict(_table(place))
    whole = own.pop(_PART_OF, None)
    if whole is not None:
        if not isinstance(whole, str) or whole not in others:
            raise GuidanceError(f"{place.where}: {_PART_OF} must name a word beside it, and {whole} is none.")
        taken = _table(others[whole])
        own = {**{name: taken[name] for name in ("ask", "trap") if name in taken}, **own}
    prompt = _made(Prompt, _Place(place.where, own))
    if _MARK.search(prompt.example):
        raise GuidanceError(f"{place.where}: an example is about invented people and has no placeholder.")
    return prompt


def _card(key: str, place: _Place) -> Card:
    own = dict(_table(place))
    parts = own.pop("parts", [])
    if not isinstance(parts, list) or not parts:
        raise GuidanceError(f"{place.where}: parts must be a list of at least one table.")
    made = tuple(_made(Part, _Place(f"{place.where}.parts {at}", part)) for at, part in enumerate(parts, start=1))
    return _made(Card, _Place(place.where, own), key=key, parts=made)


def _made(made: type[Made], place: _Place, **given: Any) -> Made:
    """One value from one table; every property is known, of its type, not empty and there if it must be."""
    told: dict[str, Any] = dict(given)
    allowed = {each.name: each for each in fields(made) if each.name not in given}
    for name, value in _table(place).items():
        if name not in allowed:
            raise GuidanceError(f"{place.where}: there is no property called {name}.")
        told[name] = _value(place.where, name, value, str(allowed[name].type))
    for name, each in allowed.items():
        if name not in told and each.default is MISSING:
            raise GuidanceError(f"{place.where}: the {name} is missing.")
    return made(**told)


def _value(where: str, name: str, value: object, wanted: str) -> object:
    if wanted == "bool":
        if isinstance(value, bool):
            return value
        raise GuidanceError(f"{where}: {name} must be true or false.")
    several = wanted.startswith("tuple")
    texts = [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str) and text.strip()]
    if several != isinstance(value, list) or not texts or len(texts) != (len(value) if isinstance(value, list) else 1):
        raise GuidanceError(f"{where}: {name} must be {'a list of texts' if several else 'a text'}, and not empty.")
    for mark in (mark for text in texts for mark in _MARK.findall(text)):
        if mark not in _MARKS:
            raise GuidanceError(f"{where}: {name} has the placeholder {mark}, which nothing fills.")
    return tuple(texts) if several else value
