"""What the reader may have, as far as it bears on what may not go out: texts, what people are called, dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exports.finished.rows import found_in
from exports.finished.sameness import squeezed, words_listed, words_of
from exports.finished.told import days_in, labels_in, names_in, own_words, told_in
from mapping.casemap import CaseMap
from mapping.entries import Person
from mapping.veil import plain_words


@dataclass(frozen=True, slots=True, repr=False)
class Given:
    """The copy of one reader.

    `whole` are its texts and what the program itself may say, `row` its texts in a row; `called` is what people are
    called in it, `born` their initials with the year of their birth; `subjects` are words for whom a sentence is about.
    """

    whole: frozenset[str]
    row: str
    called: str
    days: frozenset[str]
    born: frozenset[tuple[str, str]]
    subjects: frozenset[str]

    def calls(self, parts: tuple[str, ...]) -> bool:
        """Whether somebody is called so in the copy."""
        return f" {' '.join(parts)} " in self.called

    def said_of(self, parts: tuple[str, ...]) -> str:
        """The letters of these words without those at the beginning that only say whom it is about.

        The program supplies those itself: "took the car" is told as "The father took the car".
        """
        start = next((at for at, part in enumerate(parts) if part not in self.subjects), 0)
        return "".join(parts[start:])

    def having(self, rows: Iterable[str]) -> frozenset[str]:
        """Those of the rows of letters that stand in a text of the copy."""
        return frozenset(text for text, _ in found_in(self.row, rows))


def given_in(smaller: CaseMap, permitted: Iterable[str] = ()) -> Given:
    """What a reader has who was given this case; `permitted` are further words that a document may hold."""
    texts = {squeezed(told.text) for told in told_in(smaller)}
    labels = tuple(labels_in(smaller))
    program = {squeezed(text) for text in (*own_words(smaller), *labels, *permitted)}
    called = (f" {' '.join(words_of(name))} " for name in (*labels, *names_in(smaller)))
    of_labels = {word for label in labels for word in words_of(label)}
    return Given(
        frozenset(texts | program),
        "\n".join(sorted(texts)),
        "\n".join(called),
        days_in(smaller),
        frozenset((initials(person.name), person.born[:4]) for person in smaller.of(Person)),
        frozenset(of_labels | plain_words() | words_listed("pronouns")),
    )


def initials(name: str) -> str:
    """The first letters of a name; of one that is initials already, the name."""
    return "".join(part[0] for part in called_by(name))


def called_by(name: str) -> tuple[str, ...]:
    """The words of a name that somebody is called by: no titles, and no "van" or "de" within it."""
    parts = [part for part in words_of(name) if part not in words_listed("titles")]
    return tuple(part for at, part in enumerate(parts) if not at or part not in words_listed("particles"))
