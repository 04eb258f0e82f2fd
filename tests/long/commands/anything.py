"""Any entry, link or value that the forms allow, drawn quickly; whether the rules allow it is theirs to say."""

from __future__ import annotations

import random
from typing import Any

from mapping.casemap import CaseMap
from mapping.entries import ENTRY_CLASSES, Person, Position
from mapping.fields import Field, fields_of
from mapping.rules import LINKS
from tests.cases import Pool

WORDS = ("took", "her", "wages", "again", "’", "שלום", "ß", "\u0301", "said:", "the gate", "<b>", "=1+1", "x" * 80)
DATES = ("2019", "2019~", "2016?", "2025-10", "2021-22", "2023-04/..", "../2020", "201X", "2004-XX", "", "2024-02-29")
KINDS = tuple(ENTRY_CLASSES)
ROLES = ("perpetrator", "survivor", "child", "relative", "professional", "proxy")


class Anything:
    """Draws values for one case from one seed."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def text(self) -> str:
        """A few words, or none, or many."""
        return " ".join(self.chance.choices(WORDS, k=self.chance.choice((0, 1, 2, 5, 40))))

    def pool(self, case: CaseMap) -> Pool:
        """Who may be named."""
        kinds = {entry.id: entry.kind for entry in case.entries.values()}
        return Pool(kinds, {person.id: person.roles for person in case.of(Person)})

    def thing(self, owner: type, pool: Pool, **given: Any) -> Any:
        """An entry, link or record of a class."""
        fields = [field for field in fields_of(owner) if field.name not in given]
        may = [field for field in fields if not field.shape.required]
        chosen = self.chance.sample(may, min(len(may), self.chance.randrange(4)))
        chosen += [field for field in fields if field.shape.required]
        return owner(**given, **{field.name: self.value(owner, field, pool) for field in chosen})

    def value(self, owner: type, field: Field, pool: Pool) -> Any:
        """A value that fits the form of a field."""
        shape, chance = field.shape, self.chance
        match shape.form:
            case "ref":
                return chance.choice(pool.ids(owner, field) or [""])
            case "refs":
                ids = pool.ids(owner, field)
                return tuple(chance.sample(ids, min(len(ids), chance.randrange(3))))
            case "rows":
                if shape.row is None or not pool.can_hold(shape.row):
                    return ()
                return tuple(self.thing(shape.row, pool) for _ in range(chance.randrange(3)))
            case "choices":
                return tuple(chance.sample(shape.choices, min(len(shape.choices), chance.randrange(1, 3))))
        if shape.choices:
            return chance.choice(shape.choices)
        return self._plain(shape.form) if not shape.pattern else chance.choice(("P1", "P5.10"))

    def _plain(self, form: str) -> Any:
        chance = self.chance
        match form:
            case "date":
                return chance.choice(DATES)
            case "flag":
                return chance.random() < 0.5
            case "place":
                return Position(x=chance.randrange(-999, 999), y=chance.random())
            case "readers":
                return tuple(chance.sample(("court", "marac", "survivor:p1"), chance.randrange(3)))
            case "lines":
                return tuple(self.text() for _ in range(chance.randrange(3)))
            case "words":
                return ()
        return self.text()

    def ends(self, case: CaseMap, kind: str) -> tuple[str, str]:
        """Two ids for an arrow, mostly of kinds that it may join."""
        kinds = {entry.id: entry.kind for entry in case.entries.values()}
        found = []
        for wanted in LINKS[kind]:
            fitting = [each for each, has in kinds.items() if has in wanted or wanted == ("*",)]
            found.append(self.chance.choice(fitting or sorted(kinds) or [""]))
        return found[0], found[1]

    def known(self, case: CaseMap) -> str:
        """The id of something on the map."""
        ids = [*case.entries, *case.links]
        return self.chance.choice(ids) if ids else ""


LINK_KINDS = tuple(LINKS)
