"""What a room must never find on its window, and what it must find there, worked out from the case by other means.

What a meeting may have of a case comes from tests/expected.py, which knows the table of readers and nothing else of the
program; the words in which it is seen come from the copy and the veil.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.entries import Entry, Person
from mapping.fields import LINE, LINES, PROSE, fields_of
from mapping.present.veiling import veil_of
from mapping.vocabulary import load_vocabulary
from tests.expected import PATH, Expectation

_SHORT = 12
"""A text of fewer letters says nothing by itself: "court"."""
_NO_NAMES = frozenset({"Women", "Police", "Public", "Relatives", "Frau", "Grandmother"})
"""First words of what somebody is called in the published cases that are no name."""
_AT_HOME = ("family_impact", "survivor_impact", "intersection")
_OFF = ("protective_effort", "view")
_SERVICES = ("response", "order", "engagement")


def letters(text: str) -> str:
    """A text without what line breaks and capitals do to it."""
    return "".join(text.split()).casefold()


class Never:
    """The strings that must be nowhere in the room's window: those of a case, and those that are typed meanwhile."""

    def __init__(self, case: CaseMap) -> None:
        kept = Expectation(case, "meeting").kept
        may = "|".join(letters(case.entries[each].title) for each in kept & case.entries.keys())
        texts = {letters(text) for entry in case.ordered_entries for text in _withheld(entry, entry.id in kept)}
        self.texts = {text for text in texts if len(text) >= _SHORT and text not in may}
        self.names = {name for person in case.of(Person) for name in _names(person)}

    def add(self, *words: str, names: Iterable[str] = ()) -> None:
        """From now on these words, and these names, are not to be seen."""
        self.texts |= {letters(each) for each in words}
        self.names |= set(names)

    def release(self, *words: str) -> None:
        """These words may be seen from now on; no name ever may."""
        self.texts -= {letters(each) for each in words}

    def found_in(self, told: str) -> set[str]:
        """What of it stands in what was read."""
        whole = letters(told)
        names = {name for name in self.names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", told)}
        return {text for text in self.texts if text in whole} | names


def _withheld(entry: Entry, kept: bool) -> Iterator[str]:
    """The texts of an entry that a room never sees; of one that it may see, the account and the quotations."""
    for text in (entry.account, *(cite.quote for cite in entry.cites)):
        yield from (text, *re.split(r"(?<=[.!?;:])\s+", text))
    for field in fields_of(type(entry)) if not kept else ():
        value = getattr(entry, field.name)
        if field.shape.form in (LINE, PROSE, LINES) and value and not field.shape.choices:
            yield from (value,) if isinstance(value, str) else value


def _names(person: Person) -> Iterator[str]:
    for name in (person.name, *person.aliases):
        words = [word for word in name.split() if word[:1].isupper() and word not in _NO_NAMES]
        yield from (each for each in (name, *words) if each != person.label)


# ------------------------------------------------------------------------------------------------- what must be seen


def seen_by_stage(case: CaseMap, waiting: frozenset[str] = frozenset()) -> dict[str, tuple[str, ...]]:
    """The titles that a room must see, by role, on each stage: "pattern", "child Child 1", "home", "services", …"""
    rest = CaseMap(case.header, {each: e for each, e in case.entries.items() if each not in waiting}, {
        each: link for each, link in case.links.items() if not {each, link.from_id, link.to_id} & waiting
    })  # fmt: skip
    copy = view(rest, Reader("meeting"))
    veil = veil_of(case, copy)
    of = {kind: [e for e in copy.ordered_entries if e.kind == kind] for kind in {e.kind for e in copy.ordered_entries}}
    stages = {"pattern": of.get("behaviour", [])}
    shown: set[str] = set()
    for child in (each for each in copy.of(Person) if "child" in each.roles):
        ways = _ways_to(copy, child.id)
        shown |= {each.id for each in ways}
        stages[f"child {veil.parts[child.id]}"] = ways
    stages["home"] = [e for kind in _AT_HOME for e in of.get(kind, []) if e.id not in shown]
    stages["services"] = [e for kind in _SERVICES for e in of.get(kind, [])]
    stages["unknown"] = [e for e in of.get("gap", []) if e.state in ("", "not_asked", "asked_not_known")]  # type: ignore[attr-defined]
    stages["goals"] = [e for e in of.get("goal", []) if e.state != "withdrawn"]  # type: ignore[attr-defined]
    stages["actions"] = of.get("action", [])
    return {stage: tuple(_title(each, veil.text(each.title)) for each in found) for stage, found in stages.items()}


def _ways_to(copy: CaseMap, child: str) -> list[Entry]:
    """What is mapped for a child and all that a path leads from to it, without what keeps somebody safe."""
    ends = {each.id for each in copy.ordered_entries if getattr(each, "child", "") == child and each.kind != "view"}
    found, more = set(ends), True
    while more:
        links = (link for link in copy.links.values() if link.kind in PATH and link.to_id in found)
        new = {link.from_id for link in links} - found
        found, more = found | new, bool(new)
    return [each for each in copy.ordered_entries if each.id in found and each.kind not in _OFF]


def _title(entry: Entry, title: str) -> str:
    """The large words of a card; of one without a title its category."""
    if title:
        return title[:1].upper() + title[1:]
    words = load_vocabulary()
    category = getattr(entry, "category", "")
    return words.label(words.category_family(entry.kind), category) or category
