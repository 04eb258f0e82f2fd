"""A thing with nothing but what a reader's column grants of it, field by field, through the records in its lists.

It refuses to know whether the reader may have the thing at all: that is decided before (mapping/granting.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from mapping.edits import edited
from mapping.entries import Cite, Entry, Header, Link, Person, Source
from mapping.fields import ID, ROWS, Field, fields_of
from mapping.naming import Naming
from mapping.readers import EDITED, OUT, TRAINING, Audience, key_of

_OF_THE_NAMELESS = frozenset({"roles", "label", "pronouns"})
"""All that is said of a person who must not be found."""
_OF_THE_UNNAMED = frozenset({"type", "own_words", "court_finding", "attribution", "status", "position"})
"""All that is said of a source that may not be named."""
_TYPES_OF_ONE = frozenset({"survivor", "earlier_survivor", "child", "perpetrator", "relative", "intelligence"})
"""Types of source that say by themselves who it was."""
_SOME_SOURCE = "other"

ThingT = TypeVar("ThingT", Entry, Link, Header)


@dataclass(frozen=True, slots=True)
class Trimming:
    """One reader's column, what people are called when names are hidden, and the sources that may not be named."""

    audience: Audience
    naming: Naming
    unnamed: frozenset[str] = frozenset()

    def trimmed(self, thing: ThingT, *, edit: bool = False, **values: Any) -> ThingT:
        """The same thing with nothing but its granted fields, each as the table says; all of them edited where `edit`.

        `values` take the place of its own. Required fields must be granted or given.
        """
        made: ThingT = self._trimmed(thing, edit, values)
        return made

    def _trimmed(self, owner: Any, edit: bool, values: dict[str, Any]) -> Any:
        kept: dict[str, Any] = dict(values)
        for field in fields_of(type(owner)):
            grade = self.audience.field(key_of(type(owner)), field.name)
            if field.shape.form == ID:
                kept[field.name] = getattr(owner, field.name)
            elif field.name not in kept and grade != OUT and not self._is_telling(owner, field.name, edit):
                kept[field.name] = self._value(owner, field, edit or grade == EDITED)
        return type(owner)(**kept)

    def _is_telling(self, owner: Any, name: str, edit: bool) -> bool:
        """Whether a field would tell who somebody is that nobody is to be told of."""
        match owner:
            case Person():
                return edit and name not in _OF_THE_NAMELESS
            case Source():
                return owner.id in self.unnamed and name not in _OF_THE_UNNAMED
            case Cite():
                return owner.source in self.unnamed and name != "source"
        return False

    def _value(self, owner: Any, field: Field, edit: bool) -> Any:
        value = getattr(owner, field.name)
        if field.shape.form == ROWS:
            return tuple(self._trimmed(row, edit, {}) for row in value)
        if isinstance(owner, Source) and owner.id in self.unnamed and value in _TYPES_OF_ONE:
            return _SOME_SOURCE
        if self.audience.name == TRAINING:
            return value  # all of what is kept is made anew afterwards, by what the whole of it says
        return edited(field, value, self.naming) if edit else value
