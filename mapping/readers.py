"""The table of readers: who may have which fields, classes and sections; what is not written there is left out.

The table is data (resources/vocabulary/audiences.toml; practice: which reader may have what). It knows no case.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_TABLE = Path(__file__).resolve().parent.parent / "resources" / "vocabulary" / "audiences.toml"
WHOLE, EDITED, ASKED, OUT = "w", "e", "a", "-"
"""What a reader has of a thing: all of it, an edited form, all of it if it is released to this reader, nothing."""
PERPETRATOR = "perpetrator_may_see"
OWN_AGENCY = "own_agency"


@dataclass(frozen=True, slots=True)
class Audience:
    """One reader's column of the table.

    `bound` is the role of the person whom a copy is for ("perpetrator", "survivor", "child"), or "". `classes` and
    `sections` give grades by name, `fields` by kind and name. Of a kind in `only`, there are entries of these
    categories and no others.
    """

    name: str
    label: str
    about: str
    bound: str
    classes: Mapping[str, str]
    sections: Mapping[str, str]
    fields: Mapping[str, Mapping[str, str]]
    only: Mapping[str, frozenset[str]]

    def has_kind(self, kind: str) -> bool:
        """Whether entries of this kind are granted at all."""
        return kind in self.fields

    def field(self, kind: str, name: str) -> str:
        """The grade of one field."""
        return self.fields.get(kind, {}).get(name, OUT)

    def grade(self, classes: frozenset[str]) -> str:
        """The strictest grade of these classes; a class that nobody has decided about is left out."""
        grades = {self.classes.get(each, OUT) for each in classes}
        return next((grade for grade in (OUT, ASKED, EDITED) if grade in grades), WHOLE)

    def section(self, key: str) -> str:
        """The grade of one section of the report."""
        return self.sections.get(key, OUT)


@cache
def audiences() -> Mapping[str, Audience]:
    """Every reader there is, in the order in which they are offered."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    names = table["readers"]
    return {name: _audience(table, name, place) for place, name in enumerate(names)}


def _audience(table: Mapping[str, Any], name: str, place: int) -> Audience:
    words = table["reader"][name]
    fields = {kind: _column(rows, place) for kind, rows in table["field"].items()}
    only = {kind: frozenset(rows.get(name, ())) for kind, rows in table["only"].items()}
    return Audience(
        name,
        words["label"],
        words["about"],
        words.get("for", ""),
        _column(table["class"], place),
        _column(table["section"], place),
        {kind: column for kind, column in fields.items() if column},
        only,
    )


def _column(rows: Mapping[str, str], place: int) -> Mapping[str, str]:
    """One reader's grades, without what is left out."""
    found = {name: row.split()[place] for name, row in rows.items()}
    return {name: grade for name, grade in found.items() if grade != OUT}
