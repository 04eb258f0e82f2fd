"""What stands in the room as values: each text with what the map says, what the team wrote, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from mapping.casemap import CaseMap, ChangeSet
from mapping.naming import Naming
from mapping.ownwords import (
    Own,
    generated_statement,
    generated_words,
    own_statement,
    own_words,
    without_place,
    write_statement,
    write_words,
)
from mapping.pathways import Pathway, pathways, sentence
from mapping.statement import acting, pattern_statement
from mapping.veil import veiled_text
from mapping.wording import nothing_mapped

MOST = 30
"""How many pathways of one child are shown before somebody asks for more."""
_NO_WAY = "Effects are recorded here. Nobody has recorded yet what led to them."


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """One text of the room.

    `says` is what the map says by itself as it may be shown now, `plain` the same by name. `own` is what the team
    wrote, `shown` that as it may be shown now, `find` looks for it in a case. `anchor` is the entry that a draft
    belongs to, `name` the draft's name.
    """

    key: str
    called: str
    says: str
    plain: str
    own: Own | None
    shown: str
    entries: tuple[str, ...]
    anchor: str
    write: Callable[[CaseMap, str], ChangeSet] | None = field(compare=False)
    find: Callable[[CaseMap], Own | None] = field(compare=False)

    @property
    def hidden(self) -> bool:
        """Whether what the team wrote has a name in it that is not to be shown now."""
        return self.own is not None and self.shown != self.own.text

    @property
    def name(self) -> str:
        """Under which name what is begun here is kept."""
        return f"own words {self.key}"

    def __repr__(self) -> str:
        return f"Told({self.key})"


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """A heading with its texts; `note` stands in their place where there are none, `more` is how many are not shown."""

    heading: str
    texts: tuple[Told, ...]
    note: str = ""
    more: int = 0
    child: str = ""


def parts(case: CaseMap, *, veiled: bool, wanted: Callable[[str], int]) -> Iterator[Part]:
    """The room from top to bottom; `wanted` says how many pathways of a child are to be shown."""
    naming = Naming(case, veiled)
    people = acting(case, naming)
    statements = tuple(_statement(case, person, naming) for person in people)
    yield Part("The pattern", statements)
    ways: dict[str, list[Pathway]] = {}
    for pathway in pathways(case):
        ways.setdefault(pathway.child, []).append(pathway)
    children = [child.id for child in naming.children]
    seen = {entry.child for entry in case.entries.values() if hasattr(entry, "child")}
    for child in children:
        theirs, most = ways.get(child, []), wanted(child)
        texts = tuple(_pathway(case, each, naming) for each in theirs[:most])
        note = "" if texts else _NO_WAY if child in seen else nothing_mapped(naming)
        yield Part(f"How it reaches {naming.inside(child)}", texts, note, max(0, len(theirs) - most), child)
    lost = tuple(_lost(own, naming) for own in without_place(case))
    if lost:
        yield Part("Words whose place on the map is gone", lost)


def _statement(case: CaseMap, person: str, naming: Naming) -> Told:
    found = pattern_statement(case, person, naming)
    own = own_statement(case, person)
    return Told(
        f"pattern {person}",
        f"The pattern of {naming.inside(person)}",
        veiled_text(found.text, naming),
        generated_statement(case, person) if naming.veiled else found.text,
        own,
        veiled_text(own.text, naming) if own else "",
        found.entries,
        person,
        lambda case, text: write_statement(case, person, text),
        lambda case: own_statement(case, person),
    )


def _pathway(case: CaseMap, pathway: Pathway, naming: Naming) -> Told:
    own = own_words(case, pathway)
    says = sentence(case, pathway, naming)
    return Told(
        " ".join(pathway.steps),
        f"How it reaches {naming.inside(pathway.child)}",
        veiled_text(says, naming),
        generated_words(case, pathway) if naming.veiled else says,
        own,
        veiled_text(own.text, naming) if own else "",
        pathway.steps,
        pathway.impact,
        lambda case, text: write_words(case, pathway, text),
        lambda case: own_words(case, pathway),
    )


def _lost(own: Own, naming: Naming) -> Told:
    """Own words without a place: they can be read and taken away, and written nowhere."""
    shown = veiled_text(own.text, naming)
    return Told(own.note, "Words without a place", "", "", own, shown, (), own.note, None, lambda _case: own)
