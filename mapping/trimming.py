"""A thing with nothing but what a reader's column grants of it, field by field, through the records in its lists.

It refuses to know whether the reader may have the thing at all: that is decided before (mapping/granting.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from mapping.edits import edited
from mapping.entries import Cite, Entry, Header, Link, Person, Source
from mapping.fields import ID, ROWS, Field, fields_of
from mapping.naming import Naming
from mapping.readers import ASKED, EDITED, OUT, TRAINING, Audience, key_of

_OF_THE_NAMELESS = frozenset({"roles", "label", "pronouns"})
"""All that is said of a person who must not be found."""
_OF_THE_UNNAMED = frozenset({"type", "own_words", "court_finding", "attribution", "status", "position"})
"""All that is said of a source that may not be named."""
_TYPES_OF_ONE = frozenset({"survivor", "earlier_survivor", "child", "perpetrator", "relative", "intelligence"})
"""Types of source that say by themselves who it was."""
_SOME_SOURCE = "other"
_SAID_OF_A_DAY = "when_said"
"""What was said of a date may be finer than the month to which an edited date is made coarser."""

ThingT = TypeVar("ThingT", Entry, Link, Header)


@dataclass(frozen=True, slots=True)
class Trimming:
    """One reader's column, what people are called when names are hidden, and the sources that may not be named."""

    audience: Audience
    naming: Naming
    unnamed: frozenset[str] = frozenset()
    _plans: dict[type, tuple[tuple[Field, str], ...]] = field(default_factory=dict, compare=False, repr=False)

    def trimmed(self, thing: ThingT, *, edit: bool = False, released: bool = False, **values: Any) -> ThingT:
        """The same thing with nothing but its granted fields, each as the table says; all of them edited where `edit`.

        Fields that must be asked for are in it where it is `released`. `values` take the place of its own. Required
        fields must be granted or given.
        """
        made: ThingT = self._trimmed(thing, edit, released, values)
        return made

    def _trimmed(self, owner: Any, edit: bool, released: bool, values: dict[str, Any]) -> Any:
        kept: dict[str, Any] = dict(values)
        may_tell = isinstance(owner, (Person, Source, Cite))
        for each, grade in self._plan(type(owner)):
            value, name = getattr(owner, each.name), each.name
            if each.shape.form == ID:
                kept[name] = value
            elif grade == ASKED and not released:
                continue
            elif name in kept or ((value is None or value in ("", ())) and not each.shape.required):
                continue  # given already; or nothing was said, as in a thing of which nothing is granted
            elif not ((edit and name == _SAID_OF_A_DAY) or (may_tell and self._is_telling(owner, name, edit))):
                kept[name] = self._value(owner, each, edit or grade in (EDITED, ASKED), released)
        return type(owner)(**kept)

    def _plan(self, owner: type) -> tuple[tuple[Field, str], ...]:
        """The fields of a class that are granted at all, and its id, each with its grade."""
        if owner not in self._plans:
            key = key_of(owner)
            graded = [(each, self.audience.field(key, each.name)) for each in fields_of(owner)]
            self._plans[owner] = tuple(each for each in graded if each[1] != OUT or each[0].shape.form == ID)
        return self._plans[owner]

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

    def _value(self, owner: Any, field: Field, edit: bool, released: bool) -> Any:
        value = getattr(owner, field.name)
        if field.shape.form == ROWS:
            return tuple(self._trimmed(row, edit, released, {}) for row in value)
        if isinstance(owner, Source) and owner.id in self.unnamed and value in _TYPES_OF_ONE:
            return _SOME_SOURCE
        if self.audience.name == TRAINING:
            return value  # all of what is kept is made anew afterwards, by what the whole of it says
        return edited(field, value, self.naming) if edit else value
