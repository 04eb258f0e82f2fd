"""The table of readers: who may have which fields, classes and sections; what is not written there is left out.

The table is data (resources/vocabulary/audiences.toml; practice: which reader may have what). It knows no case.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_TABLE = Path(__file__).resolve().parent.parent / "resources" / "vocabulary" / "audiences.toml"
WHOLE, EDITED, ASKED, OUT = "w", "e", "a", "-"
"""What a reader has of a thing: all of it, an edited form, all of it if it is released to this reader, nothing."""
GRADES = frozenset({WHOLE, EDITED, ASKED, OUT})
PERPETRATOR = "perpetrator_may_see"
OWN_AGENCY = "own_agency"
MEETING = "meeting"
PARTNER = "partner_agency"
TRAINING = "training"
_WORDS_OF_A_NAME = re.compile(r"(?<!^)(?=[A-Z])")
_NOT_IN_A_KEY = re.compile(r"[^a-z0-9.-]")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who will read: an audience; where that leaves a doubt, which person; and of a partner agency, its name.

    `dates` is how the dates of a training copy are given: "years" (as is ""), "months" or "shift:" and days; it is a
    secret of the case and stays out of every message.
    """

    audience: str
    whom: str = ""
    agency: str = ""
    dates: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Audience:
    """One reader's column of the table.

    `bound` is the role of the person whom a copy is for ("perpetrator", "survivor", "child"), or "". `classes` and
    `sections` give grades by name, `fields` by the key of a class (`key_of`) and the field's name. Of a kind in `only`,
    there are entries of these categories and no others; of a kind in `never`, none of these.
    """

    name: str
    label: str
    about: str
    bound: str
    classes: Mapping[str, str]
    sections: Mapping[str, str]
    fields: Mapping[str, Mapping[str, str]]
    only: Mapping[str, frozenset[str]]
    never: Mapping[str, frozenset[str]]

    def has_kind(self, kind: str) -> bool:
        """Whether entries of this kind are granted at all."""
        return kind in self.fields

    def field(self, kind: str, name: str) -> str:
        """The grade of one field."""
        return self.fields.get(kind, {}).get(name, OUT)

    def sensitivity(self, name: str) -> str:
        """The grade of one class; one that nobody has decided about is left out."""
        return self.classes.get(name, OUT)

    def section(self, key: str) -> str:
        """The grade of one section of the report."""
        return self.sections.get(key, OUT)


def key_of(owner: type) -> str:
    """The key of a class in the table: an entry's kind, "case" for the head, "link", or a record's name ("cite")."""
    kind = owner.__dict__.get("kind")
    return kind if isinstance(kind, str) and kind else _WORDS_OF_A_NAME.sub("_", owner.__name__).lower()


def agency_key(name: str) -> str:
    """An agency's name as it stands after the colon of a reader: "St Mary's" is st_mary_s; other scripts by number."""
    return _NOT_IN_A_KEY.sub(lambda found: "_" if found[0].isascii() else f"{ord(found[0]):x}", name.strip().casefold())


def names_reader(readers: tuple[str, ...], reader: Reader) -> bool:
    """Whether a list of readers names this one: by audience alone, or with whom or which agency."""
    meant = {reader.audience}
    if reader.whom:
        meant.add(f"{reader.audience}:{reader.whom}")
    if reader.agency:
        meant.add(f"{reader.audience}:{agency_key(reader.agency)}")
    named = set(readers) | {_by_agency(each) for each in readers if reader.agency}
    return bool(meant & named)


def _by_agency(reader: str) -> str:
    """A reader with its agency as a key: whoever wrote School_A meant the school that another spells school a."""
    audience, colon, agency = reader.partition(":")
    return f"{audience}{colon}{agency_key(agency)}"


@cache
def audiences() -> Mapping[str, Audience]:
    """Every reader there is, in the order in which they are offered."""
    return read_audiences(_TABLE.read_text(encoding="utf-8"))


def read_audiences(text: str) -> Mapping[str, Audience]:
    """The readers of a table; a row must have one letter for each of them, else a ValueError names it."""
    table = tomllib.loads(text)
    names = table["readers"]
    for where, row in _rows(table):
        if len(row.split()) != len(names) or not GRADES.issuperset(row.split()):
            raise ValueError(f"{where}: there must be one of the letters w e a - for each of {len(names)} readers.")
    return {name: _audience(table, name, place) for place, name in enumerate(names)}


def _rows(table: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every row of the table with where it stands."""
    forms = [(f"{part}.{key}", rows) for part in ("field", "record") for key, rows in table[part].items()]
    parts = [(part, table[part]) for part in ("class", "section")]
    return [(f"{where}.{name}", row) for where, rows in (*parts, *forms) for name, row in rows.items()]


def _audience(table: Mapping[str, Any], name: str, place: int) -> Audience:
    words = table["reader"][name]
    fields = {kind: _column(rows, place) for part in ("field", "record") for kind, rows in table[part].items()}
    only, never = (
        {kind: frozenset(rows.get(name, ())) for kind, rows in table[part].items()} for part in ("only", "never")
    )
    return Audience(
        name,
        words["label"],
        words["about"],
        words.get("for", ""),
        _column(table["class"], place),
        _column(table["section"], place),
        {kind: column for kind, column in fields.items() if column},
        only,
        never,
    )


def _column(rows: Mapping[str, str], place: int) -> Mapping[str, str]:
    """One reader's grades, without what is left out."""
    found = {name: row.split()[place] for name, row in rows.items()}
    return {name: grade for name, grade in found.items() if grade != OUT}


@cache
def reasons() -> Mapping[str, str]:
    """Why something is left out, as sentences by key; see mapping/leftout.py."""
    return dict(_words("why"))


@cache
def counted() -> Mapping[str, tuple[str, str]]:
    """What one and several things of a kind are called where they are counted."""
    return {kind: (one, many) for kind, (one, many) in _words("counted").items()}


def _words(part: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))[part]
    return found
