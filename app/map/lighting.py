"""What lights up when something is selected: the whole path through it; it knows no screen."""

from __future__ import annotations

from mapping.casemap import CaseMap
from mapping.entries import ChildImpact, Person

_MOST = 24
"""With more than so many things selected nothing is dimmed: the selection is no longer a question about paths."""


def lit_by(case: CaseMap, selection: tuple[str, ...]) -> frozenset[str] | None:
    """The ids of the entries and links on the paths through what is selected; None if nothing is in focus."""
    if not selection or len(selection) > _MOST:
        return None
    from mapping.graph import lit  # networkx comes with the first path that is asked for

    sought = [each for identity in selection for each in _meant(case, identity)]
    return frozenset(sought).union(*(lit(case, each) for each in sought))


def _meant(case: CaseMap, identity: str) -> tuple[str, ...]:
    """A child stands for what is done to the child."""
    if isinstance(case.entry(identity), Person):
        impacts = tuple(impact.id for impact in case.of(ChildImpact) if impact.child == identity)
        return (identity, *impacts)
    return (identity,)
