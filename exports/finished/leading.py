"""What leads to a person: names and their parts, births, and what somebody can be found by, in the usual spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exports.finished import findable
from exports.finished.given import Given, called_by, initials
from exports.finished.sameness import plain, runs_on, squeezed, words_listed, words_of
from exports.finished.secret import PART, SHORTEST, Secret, everyday, of_words
from exports.finished.told import Told
from mapping.entries import Person
from mapping.veil import plain_words

_NAMED_PLACES = frozenset({"school", "nursery", "workplace", "gp", "place"})
_NUMBERED = frozenset({"phone", "account"})


def of_name(told: Told, given: Given) -> Iterator[Secret]:
    """A whole name, and each part of it that nobody in the copy is called by.

    Of a name that is a word for anybody's kin or trade ("Grandmother") only a person can tell whether it is meant.
    """
    parts = words_of(told.text)
    if given.calls(parts):
        return
    if plain_words().issuperset(parts):
        row = "".join(parts)
        if row and row not in given.whole:
            yield Secret(row, told.entry, "a name", "alone", sure=False)
            yield Secret(row, told.entry, "a name", "words", parts, sure=False)
        return
    yield from of_words(told.text, told.entry, "a name")
    if len(parts) > 1 and not runs_on(told.text):
        yield Secret("".join(reversed(parts)), told.entry, "a name", "words", parts[::-1])
        for part in called_by(told.text):
            if len(part) > 1 and not (given.calls((part,)) or part in plain_words()):
                sure = len(part) > 2 or not everyday((part,))
                yield Secret(part, told.entry, PART, "words", (part,), sure=sure)


def of_identifier(told: Told) -> Iterator[Secret]:
    """Something a person can be found by, as it is written and in its parts."""
    text, entry, kind = plain(told.text), told.entry, told.kind
    yield from of_words(text, entry, f"an identifier ({kind})", spaced=True)
    yield from of_codes(text.upper(), entry)
    yield from _of_numbers([text] if kind in _NUMBERED else findable.phones(text), entry)
    for number, street in findable.streets(text, known=kind == "address"):
        yield from _of_street(number, street, entry)
    if kind == "vehicle":
        for plate in findable.any_plates(text):
            yield from of_words(plate, entry, "a number plate", spaced=True)
    if kind in _NAMED_PLACES:
        core = " ".join(part for part in words_of(text) if part not in words_listed("generic"))
        if len(squeezed(core)) >= SHORTEST and not everyday(words_of(core)):
            yield from of_words(core, entry, "the name of a place", sure=False)


def in_text(text: str, entry: str) -> Iterator[Secret]:
    """What leads to a person inside a text."""
    yield from of_codes(text, entry)
    if not findable.has_digits(text):
        return
    yield from _of_numbers(findable.phones(text), entry)
    for number, street in findable.streets(text):
        yield from _of_street(number, street, entry)


def of_codes(text: str, entry: str) -> Iterator[Secret]:
    """Addresses of mail, postcodes and plates; the outward half of a postcode is a warning."""
    for email in findable.emails(text):
        yield from of_words(email, entry, "an address of mail", spaced=True)
    if not findable.has_digits(text):
        return
    for code, outward in findable.postcodes(text):
        yield from of_words(code, entry, "a postcode", spaced=True)
        yield from of_words(outward, entry, "half a postcode", sure=False)
    for plate in findable.plates(text):
        yield from of_words(plate, entry, "a number plate", spaced=True)


def of_birth(person: Person, given: Given) -> Iterator[Secret]:
    """The day of a birth; its month as a warning; and initials before either, or before the year."""
    born, letters = person.born.rstrip("~?%"), initials(person.name)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", born) and person.born not in given.days:
        yield Secret(born, person.id, "a date of birth", "day")
    if re.match(r"\d{4}-\d\d", born) and not any(born[:7] in day for day in given.days):
        yield Secret(born[:7], person.id, "a month of birth", "month", sure=False)
    if len(letters) > 1 and re.match(r"\d{4}", born) and (letters, born[:4]) not in given.born:
        yield Secret(f"{letters} {born}", person.id, "initials with the birth", "initials")


def _of_numbers(written: list[str], entry: str) -> Iterator[Secret]:
    for number in filter(None, map(findable.number_of, written)):
        yield Secret(number, entry, "a number", "digits")


def _of_street(number: str, street: str, entry: str) -> Iterator[Secret]:
    """House and street refuse; the street alone is a warning."""
    house = number.replace(street, "").strip(" ,")
    for spelling in findable.road_spellings(street):
        yield from of_words(f"{house} {spelling}", entry, "a house and its street", spaced=True)
        yield from of_words(f"{spelling} {house}", entry, "a house and its street", spaced=True)
        if len(squeezed(spelling)) > SHORTEST:
            yield from of_words(spelling, entry, "a street", sure=False)
