"""What stands in one field, as words that can be read side by side with what stood there before; it knows no screen.

Names are as the naming has them: hidden where they are hidden, and then fields that are made for names say only that
they hold something.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mapping.dates import spoken
from mapping.entries import Entry, Thing
from mapping.fields import (
    CATEGORY,
    CHOICE,
    CHOICES,
    DATE,
    FLAG,
    LINES,
    PLACE,
    READERS,
    REF,
    REFS,
    ROWS,
    WORDS,
    Field,
    fields_of,
)
from mapping.find import kind_of
from mapping.naming import Naming
from mapping.veil import NAME_FIELDS, veiled_text
from mapping.vocabulary import Vocabulary
from mapping.wording import fitted, subject_of, title_of

HIDDEN = "(hidden while names are hidden)"
"""What is said of a field that is made for names while names are hidden."""
_BY_HAND = "put there by hand"
_GONE = "a card that is not on the map"


class FieldText:
    """Reads the fields of one case aloud; `known` are cards that may be named though they are gone."""

    def __init__(self, naming: Naming, vocabulary: Vocabulary, known: dict[str, Thing]) -> None:
        self._naming, self._vocabulary, self._known = naming, vocabulary, known

    def label(self, thing: Thing, field: Field) -> str:
        """What the form calls a field."""
        return self._label(thing, kind_of(thing), field.file_name)

    def text(self, thing: Thing | None, field: Field) -> str:
        """What stands in a field; "" where nothing does, or where the thing is not there."""
        if thing is None or not hasattr(thing, field.name):
            return ""
        value = getattr(thing, field.name)
        kind = kind_of(thing)
        if value and self._naming.veiled and field.name in NAME_FIELDS.get(kind, ()):
            return HIDDEN
        return self._said(field, value, kind, field.file_name)

    def words(self, text: str) -> str:
        """A text that somebody wrote beside the cards: the title of a piece of evidence, say."""
        return veiled_text(text, self._naming)

    def called(self, thing: Thing) -> str:
        """What a list calls a thing: an entry by its title, the head of a case as such."""
        return "the case itself" if kind_of(thing) == "case" else title_of(thing, self._naming, self._vocabulary)  # type: ignore[arg-type]

    def known(self, identity: str) -> Thing | None:
        """The thing of this id as it is now, or as it was last known; None where nothing is known of it."""
        return self._known.get(identity)

    def named(self, identity: str) -> str:
        """What the card of this id is called, as far as it is known."""
        thing = self.known(identity)
        return self.called(thing) if thing is not None else _GONE

    def _label(self, thing: Thing | None, kind: str, path: str) -> str:
        entry = thing if isinstance(thing, Entry) else None
        person = subject_of(kind, self._naming, self._vocabulary, entry) if kind not in ("case", "link") else ""
        return fitted(self._vocabulary.field(kind, path).label, self._naming, person)

    def _said(self, field: Field, value: Any, kind: str, path: str) -> str:
        if value in ("", (), None):
            return ""
        form = field.shape.form
        if form == ROWS:
            return "\n".join(self._row(row, kind, path) for row in value)
        if form == LINES:
            return "\n".join(veiled_text(each, self._naming) for each in value)
        if form in (REF, REFS):
            return ", ".join(self.named(each) for each in ((value,) if form == REF else value))
        return self._plain(form, value, kind, path)

    def _plain(self, form: str, value: Any, kind: str, path: str) -> str:
        match form:
            case str() if form in (CHOICE, CHOICES, CATEGORY):
                return ", ".join(
                    self._term(kind, path, each) for each in ((value,) if isinstance(value, str) else value)
                )
            case str() if form == FLAG:
                return "yes" if value else "no"
            case str() if form == DATE:
                return spoken(value)
            case str() if form == READERS:
                return ", ".join(self._reader(each) for each in value)
            case str() if form == PLACE:
                return _BY_HAND
            case str() if form == WORDS:
                return "\n".join(f"{self._vocabulary.term('role', key).short}: {word}" for key, word in value)
        return veiled_text(str(value), self._naming)

    def _term(self, kind: str, path: str, key: str) -> str:
        family = self._vocabulary.category_family(kind) if path == "category" else ""
        found = self._vocabulary.term(family or self._vocabulary.field(kind, path).choices, key)
        return self._naming.fill(found.label) if found.known else veiled_text(key, self._naming)

    def _reader(self, reader: str) -> str:
        audience, _, whom = reader.partition(":")
        label = self._naming.fill(self._vocabulary.label("audience", audience))
        return f"{label} ({self.named(whom) if whom in self._known else whom})" if whom else label

    def _row(self, row: Any, kind: str, path: str) -> str:
        return "; ".join(self._cells(row, kind, path))

    def _cells(self, row: Any, kind: str, path: str) -> Iterator[str]:
        for field in fields_of(type(row)):
            inside = f"{path}.{field.file_name}"
            said = self._said(field, getattr(row, field.name), kind, inside)
            if said:
                yield f"{self._label(None, kind, inside)} {said}".replace("\n", ", ")
