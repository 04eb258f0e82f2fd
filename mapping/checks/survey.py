"""One look at what a whole case leaves open, kept so that it can be asked for by entry; it answers nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mapping.casemap import CaseMap
from mapping.checks.asking import finding_of, folded
from mapping.checks.finding import Finding, Spot
from mapping.checks.ground import OPEN_STATES, Ground
from mapping.checks.roll import CHECKS
from mapping.checks.words import check_words
from mapping.entries import Gap
from mapping.naming import Naming

_Place = tuple[str, Spot]


@dataclass(frozen=True, slots=True, repr=False)
class Survey:
    """The findings of a case, and of each entry the questions that are about it alone."""

    findings: tuple[Finding, ...]
    open: frozenset[str]
    """The ids of all entries on which something open is drawn: a check asks, or a question waits for somebody."""
    _ground: Ground
    _places: dict[str, tuple[_Place, ...]]
    _waiting: dict[str, tuple[Gap, ...]]

    def about(self, identity: str) -> tuple[Finding, ...]:
        """What the checks ask about one entry, each worded as a question about it alone."""
        words = check_words()
        return tuple(finding_of(words[key], [spot], self._ground) for key, spot in self._places.get(identity, ()))

    def waiting(self, identity: str) -> tuple[Gap, ...]:
        """The questions about one entry that someone is to be asked."""
        return self._waiting.get(identity, ())


def survey(case: CaseMap, naming: Naming, on: date | None = None) -> Survey:
    """Everything that is open in a case."""
    ground = Ground(case, naming, on)
    findings: list[Finding] = []
    places: dict[str, tuple[_Place, ...]] = {}
    drawn: set[str] = set()
    for key, words in check_words().items():
        spots = [spot for spot in CHECKS[key](ground) if not ground.covers(key, spot.about)]
        findings.extend(finding_of(words, some, ground) for some in folded(spots, words))
        for spot in spots:
            for identity in spot.about:
                places[identity] = (*places.get(identity, ()), (key, spot))
            if words.drawn:
                drawn.update(spot.about)
    waiting = _waiting(case)
    return Survey(tuple(findings), frozenset((*drawn, *waiting)), ground, places, waiting)


def _waiting(case: CaseMap) -> dict[str, tuple[Gap, ...]]:
    found: dict[str, tuple[Gap, ...]] = {}
    for gap in case.of(Gap):
        if gap.state in OPEN_STATES:
            for link in case.links_from(gap.id):
                if link.kind == "about":
                    found[link.to_id] = (*found.get(link.to_id, ()), gap)
    return found
