"""What the checks look at: one case, the naming of its people, the day, and which questions were answered already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mapping.casemap import CaseMap
from mapping.checks.words import check_words
from mapping.entries import Behaviour, ChildImpact, Gap, Person, ProtectiveEffort
from mapping.folding import words_in
from mapping.naming import Naming
from mapping.rules import PATHWAY_LINKS
from mapping.vocabulary import load_vocabulary

OPEN_STATES = ("", "not_asked")
"""What a gap says while nobody has asked yet."""
_BEGUN = 3
"""With so many behaviours a map has begun; before that, what the whole of it lacks is not asked."""


def head_of(category: str) -> str:
    """The key of the catalogue's heading under which a category stands."""
    return category.partition(".")[0]


def gaps_of_checks(case: CaseMap) -> Mapping[str, tuple[tuple[Gap, tuple[str, ...]], ...]]:
    """The gaps that hold answers, by the key of their check, each with the ids that it is about."""
    found: dict[str, list[tuple[Gap, tuple[str, ...]]]] = {}
    for gap in case.of(Gap):
        if gap.category in check_words():
            about = tuple(link.to_id for link in case.links_from(gap.id) if link.kind == "about")
            found.setdefault(gap.category, []).append((gap, about))
    return {check: tuple(gaps) for check, gaps in found.items()}


@dataclass(frozen=True)
class Ground:
    """One case as the checks see it; `on` is the day from which age is reckoned, None where none is given."""

    case: CaseMap
    naming: Naming
    on: date | None = None

    def covers(self, check: str, about: tuple[str, ...], *, settled: bool = False) -> bool:
        """Whether a question was answered or is to be asked already; with `settled`, only whether it was answered."""
        gaps = [found for gap, found in self._answers.get(check, ()) if not settled or gap.state not in OPEN_STATES]
        if not about:
            return any(not found for found in gaps)
        return set(about) <= {identity for found in gaps for identity in found}

    @cached_property
    def _answers(self) -> Mapping[str, tuple[tuple[Gap, tuple[str, ...]], ...]]:
        return gaps_of_checks(self.case)

    @cached_property
    def conduct(self) -> tuple[Behaviour, ...]:
        """The behaviours that harm: all but the constructive ones."""
        return tuple(each for each in self.case.of(Behaviour) if not is_constructive("behaviour", each.category))

    @property
    def begun(self) -> bool:
        """Whether so much is mapped that one may ask what the whole of it lacks."""
        return len(self.case.of(Behaviour)) >= _BEGUN

    @cached_property
    def efforts(self) -> tuple[ProtectiveEffort, ...]:
        """Everything that is recorded of how anyone protects."""
        return self.case.of(ProtectiveEffort)

    @property
    def perpetrator(self) -> str:
        """The id of the only one whose pattern is mapped, "" where there are several or none."""
        people = self.naming.perpetrators
        return people[0].id if len(people) == 1 else ""

    @property
    def survivor(self) -> str:
        """The id of the only survivor, "" where there are several or none."""
        people = self.naming.survivors
        return people[0].id if len(people) == 1 else ""

    @cached_property
    def reached(self) -> frozenset[str]:
        """Everything that some pathway leads to from a behaviour."""
        waiting = [behaviour.id for behaviour in self.case.of(Behaviour)]
        found: set[str] = set()
        while waiting:
            links = self.case.links_from(waiting.pop())
            fresh = {link.to_id for link in links if link.kind in PATHWAY_LINKS} - found
            found |= fresh
            waiting.extend(fresh)
        return frozenset(found)

    @cached_property
    def impacts(self) -> Mapping[str, tuple[ChildImpact, ...]]:
        """The impacts on each child, by the child's id."""
        found: dict[str, tuple[ChildImpact, ...]] = {}
        for impact in self.case.of(ChildImpact):
            found[impact.child] = (*found.get(impact.child, ()), impact)
        return found

    def is_lost(self, child: Person) -> bool:
        """Whether the map says that a child has died: then nobody is asked what the child would say."""
        words = check_words()["child_life_not_asked"]
        return bool(child.died) or any(
            first in words.list("lost") and following not in words.list("not_lost")
            for first, following in (_first_words(impact.title) for impact in self.impacts.get(child.id, ()))
        )


def _first_words(title: str) -> tuple[str, str]:
    words = [*words_in(title[:60]), "", ""]
    return words[0], words[1]


def is_constructive(family: str, category: str) -> bool:
    """Whether a category of the catalogue says what goes well."""
    vocabulary = load_vocabulary()
    return bool(category) and (
        vocabulary.term(family, category).constructive or vocabulary.term(family, head_of(category)).constructive
    )
