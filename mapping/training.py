"""The copy for training: the same map with everybody and every place replaced and all dates moved or made coarser.

It keeps how many entries and arrows there are and how they hang together, and takes out whatever was recorded to find
somebody by. What it cannot promise is said in words that go with it; what may still tell is offered for a look
(mapping/lookagain.py).
"""

from __future__ import annotations

import dataclasses
import re
from typing import Any, Final

from mapping.casemap import CaseMap
from mapping.edits import to_year
from mapping.entries import Header, Link, Person
from mapping.fields import CATEGORY, DATE, LINE, LINES, PROSE, READERS, ROWS, WORDS, Field, fields_of
from mapping.movedwords import moved_text
from mapping.moving import Coarse, Dates, Shift, dates_from, moved_date
from mapping.plainwords import is_part
from mapping.replacing import Replacing
from mapping.vocabulary import load_vocabulary

__all__ = ["CANNOT_PROMISE", "Coarse", "Dates", "Shift", "dates_from", "training_copy"]

CANNOT_PROMISE: Final = (
    "Names, places, agencies and dates were replaced, each in the same way throughout. What was done stays as it was, "
    "and a rare story can still be recognised by somebody who knows the family, or by somebody who lived through it."
)
"""What goes with every training copy, on paper and at the desk."""
_TITLE: Final = "Mapping report"
_GONE = frozenset(
    {"name", "aliases", "language", "identifiers", "who", "obtained_from", "reference", "where", "when_said", "owner",
     "heard_by", "applied_by", "apologies", "decided_by", "asked_of", "of", "content_sha256", "reader_reason"}
)  # fmt: skip
"""Fields that are made to say who, where or by which paper; nothing is left of them."""
_GONE_OF = {"source": frozenset({"title"}), "engagement": frozenset({"by"}), "programme_report": frozenset({"by"})}
_AGENCIES = frozenset({"agency", "made_by"})
_YEARS = frozenset({"born", "died"})


def training_copy(case: CaseMap, dates: Dates = Coarse.YEARS, known: CaseMap | None = None) -> CaseMap:
    """The same case for training, under the same ids; `known` is the whole case, if this is a part of it.

    What `known` names is replaced wherever it stands, also where it names people who are not in this case. The same
    case and choice give the same copy.
    """
    anew = _Anew(dates, Replacing(known or case, case))
    return CaseMap(
        anew.header(case.header),
        {entry.id: anew.thing(entry) for entry in case.ordered_entries},
        {link.id: anew.thing(link) for link in case.ordered_links},
    )


@dataclasses.dataclass(frozen=True, slots=True)
class _Anew:
    """How the things of one copy are made anew."""

    dates: Dates
    replacing: Replacing

    def header(self, header: Header) -> Header:
        """A head that says nothing of the family but the words for the parts in it."""
        labels = tuple((key, word) for key, word in header.labels if is_part(word))
        return Header(id="case", title=_TITLE, locale=header.locale, labels=labels)

    def thing(self, thing: Any) -> Any:
        """An entry or a link with every field made anew."""
        year = re.match(r"[./]*(\d{4})", getattr(thing, "when", ""))
        return self._owner(thing, int(year[1]) if year else 0)

    def _owner(self, owner: Any, year: int) -> Any:
        new = {field.name: self._value(owner, field, year) for field in fields_of(type(owner))}
        return dataclasses.replace(owner, **new)

    def _value(self, owner: Any, field: Field, year: int) -> Any:
        value, form = getattr(owner, field.name), field.shape.form
        if not value or form == WORDS:
            return value
        if form == READERS or field.name in _GONE or field.name in _GONE_OF.get(_kind(owner), ()):
            return type(value)()
        if form == DATE:
            return self._date(field.name, value)
        if form == ROWS:
            return tuple(self._owner(row, year) for row in value)
        if form == LINES:
            return tuple(self._text(each, year) for each in value)
        if form == CATEGORY and _is_of_catalogue(value):
            return value
        if form in (LINE, PROSE, CATEGORY) and not field.shape.choices and not field.shape.pattern:
            return self._line(owner, field, value, year)
        return value

    def _line(self, owner: Any, field: Field, value: str, year: int) -> str:
        if isinstance(owner, Person) and field.name == "label":
            return self.replacing.parts[owner.id]
        if isinstance(owner, Link) and field.name == "kind":
            return value
        if field.name in _AGENCIES:
            return ", ".join(self.replacing.agency(each.strip()) for each in value.split(","))
        return self._text(value, year)

    def _date(self, name: str, value: str) -> str:
        moved = moved_date(value, self.dates)
        return to_year(moved) if name in _YEARS else moved

    def _text(self, text: str, year: int) -> str:
        marked = self.replacing.marked(text)
        return self.replacing.opened(moved_text(marked, self.dates, year))


def _kind(owner: Any) -> str:
    """An entry's kind, or for a record in a list the words of its class."""
    kind = getattr(owner, "kind", "")
    return kind or re.sub(r"(?<!^)(?=[A-Z])", "_", type(owner).__name__).lower()


def _is_of_catalogue(key: str) -> bool:
    return any(key in terms for terms in load_vocabulary().terms.values())
