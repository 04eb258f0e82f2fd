"""Reads the catalogue's TOML into words, strictly, and names every fault by file and key; knows no case, no folder."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, NamedTuple, TypeVar

from mapping.terms import Example, FieldWords, KindWords, LinkWords, Term, VocabularyError

COMMON = "common"
"""The kind under which the fields that every entry has are written."""
_COMMON_ORDER, _OWN_ORDER, _STEP = 100, 200, 10
_TYPES = {"str": str, "bool": bool, "int": int}

_PROPERTIES = {
    made: {each.name: _TYPES[each.type] for each in fields(made) if each.type in _TYPES and each.name != "known"}
    for made in (Example, Term, FieldWords, KindWords, LinkWords)
}
"""What a table may say of each class of words, with its type; whether a word is known is never said."""

Words = TypeVar("Words", Example, Term, FieldWords, KindWords, LinkWords)
Place = tuple[str, Any]
"""Where something is written, for messages, and what is written there."""


class Catalogue(NamedTuple):
    """Terms by family and key, the words of fields by kind and name, and the words of kinds and of links."""

    terms: Mapping[str, Mapping[str, Term]]
    fields: Mapping[str, Mapping[str, FieldWords]]
    kinds: Mapping[str, KindWords]
    links: Mapping[str, LinkWords]


def read_catalogue(texts: Mapping[str, str]) -> Catalogue:
    """The words in TOML texts, given by the name of their file; raises VocabularyError.

    A top-level table is a family, or `kind`, `link` or `field`; several files may add to the same one.
    """
    sections = _sections(texts)
    kinds, links, forms = (sections.pop(name, {}) for name in ("kind", "link", "field"))
    terms = {
        family: {key: read_term(where, family, key, table) for key, (where, table) in places.items()}
        for family, places in sections.items()
    }
    catalogue = Catalogue(
        {family: _with_parents(family, terms, sections[family]) for family in terms},
        {kind: _read_form(kind, where, table) for kind, (where, table) in forms.items()},
        {kind: read_words(KindWords, where, table, kind=kind) for kind, (where, table) in kinds.items()},
        {kind: read_words(LinkWords, where, table, kind=kind) for kind, (where, table) in links.items()},
    )
    _check_families_named(catalogue)
    return catalogue


def _sections(texts: Mapping[str, str]) -> dict[str, dict[str, Place]]:
    """What each file says, by section and key."""
    found: dict[str, dict[str, Place]] = {}
    for file, section, key, written in _written(texts):
        where = f"{file}.toml, {section}.{key}"
        if key in found.setdefault(section, {}):
            raise VocabularyError(f"{where}: this key is already used in {found[section][key][0]}.")
        found[section][key] = (where, written)
    return found


def _written(texts: Mapping[str, str]) -> Iterator[tuple[str, str, str, object]]:
    for file, text in texts.items():
        try:
            sections = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            raise VocabularyError(f"{file}.toml cannot be read: {fault}.") from fault
        for section, keys in sections.items():
            if not isinstance(keys, dict):
                raise VocabularyError(f"{file}.toml, {section}: a table of keys belongs here.")
            for key, written in keys.items():
                yield file, section, key, written


def read_words(made: type[Words], where: str, table: object, main: str = "label", **given: Any) -> Words:
    """One value of class `made` from one table of the catalogue; a bare string stands for its `main` property.

    `given` is what the table may not say itself. Raises VocabularyError, which begins with `where`.
    """
    if isinstance(table, str):
        table = {main: table}
    if not isinstance(table, dict):
        raise VocabularyError(f"{where}: a text or a table of properties belongs here.")
    _check(made, where, table, given)
    if not (table.get(main) or table.get("renamed")):
        raise VocabularyError(f"{where}: the {main} is missing.")
    return made(**given, **table)


def read_term(where: str, family: str, key: str, table: object) -> Term:
    """One term, with its examples under numbers that never change; raises VocabularyError."""
    own: object = {"label": table} if isinstance(table, str) else table
    found: tuple[Example, ...] = ()
    if isinstance(own, dict):
        own = {"label": "", "short": own.get("label", ""), **own}
        found = _read_examples(where, key, own.get("effect", ""), own.pop("examples", {}))
    offered = tuple(example for example in found if not example.retired)
    retired = tuple(example for example in found if example.retired)
    return read_words(Term, where, own, family=family, key=key, examples=offered, retired_examples=retired)


def _read_examples(where: str, key: str, effect: str, table: object) -> tuple[Example, ...]:
    if not isinstance(table, dict):
        raise VocabularyError(f"{where}: the examples must be a table of numbers and texts.")
    found = []
    for number, written in table.items():
        own = {"text": written} if isinstance(written, str) else written
        if effect and isinstance(own, dict):
            own = {"effect": effect, **own}
        found.append(read_words(Example, f"{where}.{number}", own, "text", key=f"{key}.{number}"))
    return tuple(found)


def _check(made: type[Words], where: str, table: dict[str, object], given: dict[str, Any]) -> None:
    allowed = _PROPERTIES[made]
    for name, value in table.items():
        if name not in allowed or name in given:
            raise VocabularyError(f"{where}: there is no property called {name}.")
        if type(value) is not allowed[name]:
            raise VocabularyError(f"{where}: {name} must be of type {allowed[name].__name__}.")


def _read_form(kind: str, where: str, table: object) -> dict[str, FieldWords]:
    """The words for the fields of one kind; the order in which they are written is their order in a form."""
    if not isinstance(table, dict):
        raise VocabularyError(f"{where}: a table of fields belongs here.")
    first = _COMMON_ORDER if kind == COMMON else _OWN_ORDER
    found = {}
    for place, (name, own) in enumerate(table.items()):
        words = read_words(FieldWords, f"{where}.{name}", own, kind=kind, name=name)
        found[name] = words if words.order else replace(words, order=first + _STEP * place)
    return found


def _with_parents(family: str, terms: Mapping[str, Mapping[str, Term]], places: Mapping[str, Place]) -> dict[str, Term]:
    """The terms of a family once their parents and new names are found; "family:key" is a parent in another family."""
    found = {}
    for key, term in terms[family].items():
        where = places[key][0]
        other, _, parent = term.parent.rpartition(":")
        if parent and parent not in terms.get(other or family, {}):
            raise VocabularyError(f"{where}: there is no parent {term.parent}.")
        if term.renamed and (term.renamed not in terms[family] or terms[family][term.renamed].renamed):
            raise VocabularyError(f"{where}: renamed must give a key that is in use, and {term.renamed} is not.")
        found[key] = replace(term, parent=parent) if other else term
    return found


def _check_families_named(catalogue: Catalogue) -> None:
    """Refuse a list to choose from that is not there."""
    fields_named = (words for form in catalogue.fields.values() for words in form.values())
    named = [(f"field.{words.kind}.{words.name}", words.choices) for words in fields_named]
    named += [(f"kind.{words.kind}", words.category_family) for words in catalogue.kinds.values()]
    for where, family in named:
        if family and family not in catalogue.terms:
            raise VocabularyError(f"{where}: there is no family called {family}.")
