"""Looks up the words behind each mark on one map: whom, what and whose word they can mean; decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mapping.casemap import CaseMap
from mapping.entries import Source
from mapping.folding import folded
from mapping.naming import Naming
from mapping.quickadd import marks
from mapping.quickadd.marks import Mark, marks_of, split_words
from mapping.quickadd.meanings import Meaning, find_meanings
from mapping.quickadd.people import find_people, person_from
from mapping.quickadd.reading import NamedSource, NewPerson
from mapping.saying import Understood, understand
from mapping.vocabulary import Vocabulary
from mapping.wording import source_title

NEW_WORD = "new"
"""Behind an @: someone who is not on the map yet."""


@dataclass(frozen=True, slots=True, repr=False)
class Token:
    """One mark with what its words can mean; several people or meanings: it is not clear which.

    `followed` says that plain words stand right behind it. `new` is a person to be put on the map, `role` what their
    part was called.
    """

    mark: Mark
    followed: bool = False
    people: tuple[str, ...] = ()
    new: NewPerson | None = None
    role: Meaning | None = None
    meanings: tuple[Meaning, ...] = ()
    when: Understood | None = None
    source: NamedSource | None = None

    @property
    def sign(self) -> str:
        """The sign of the mark."""
        return self.mark.sign


class Lookup:
    """The words of one map, ready to be looked up."""

    def __init__(self, case: CaseMap, vocabulary: Vocabulary, today: date, offered: tuple[Meaning, ...]) -> None:
        self._case, self._vocabulary, self._today, self._offered = case, vocabulary, today, offered

    def tokens(self, text: str, skipped: int) -> tuple[Token, ...]:
        """The tokens of a line; its first `skipped` characters have been read already."""
        found: list[Token] = []
        for mark in marks_of(" " * skipped + text[skipped:]):
            found.extend(self._tokens(mark))
        return tuple(found)

    def _tokens(self, mark: Mark) -> Iterator[Token]:
        if not mark.sign:
            yield Token(Mark("", mark.words, mark.end - len(mark.words), mark.end))
        elif mark.sign == marks.PERSON:
            yield from self._person(mark)
        elif mark.sign == marks.KIND:
            yield from self._kind(mark)
        elif mark.sign == marks.SOURCE:
            yield Token(mark, source=self._source(mark.words))
        else:
            yield Token(mark, when=understand(mark.words, self._today) if mark.words else None)

    def _person(self, mark: Mark) -> Iterator[Token]:
        words = mark.words.split()
        if words[0].casefold() == NEW_WORD and len(words) > 1:
            yield self._new(mark, words[1:])
            return
        people, count = find_people(mark.words, self._case, self._vocabulary)
        head, rest = split_words(mark, count)
        yield Token(head, rest is not None, people=tuple(person.id for person in people))
        if rest:
            yield Token(rest)

    def _new(self, mark: Mark, words: list[str]) -> Token:
        for count in range(len(words), 0, -1):
            wanted = folded(" ".join(words[:count]))
            for role in self._offered:
                if role.sort in ("role", "word") and wanted in role.names:
                    called = " ".join(words[count:] or words[:count])
                    word = role.label if role.sort == "word" else ""
                    new = person_from(called, (role.key,), word, self._case, self._vocabulary) if role.key else None
                    return Token(mark, new=new, role=role)
        return Token(mark)

    def _kind(self, mark: Mark) -> Iterator[Token]:
        """As many words as are called something exactly, else as many as begin something."""
        words = mark.words.split()
        found: tuple[Meaning, ...] = ()
        count = len(words)
        for count in range(len(words), 0, -1):
            found = find_meanings(" ".join(words[:count]), self._offered)
            if found:
                break
        head, rest = split_words(mark, count)
        yield Token(head, rest is not None, meanings=found)
        if rest:
            yield Token(rest)

    def _source(self, words: str) -> NamedSource:
        wanted = folded(words)
        for source in self._case.of(Source):
            shown = (source_title(source, Naming(self._case, veiled), self._vocabulary) for veiled in (False, True))
            if wanted in {folded(name) for name in (*shown, source.title, source.who, source.agency) if name}:
                return NamedSource(source.id, "")
        return NamedSource("", words)
