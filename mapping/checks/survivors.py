"""The checks about the record of the survivor: her efforts, her view, claims against her; none asks anything of her.

Silence about a survivor is a fault of the record. The words say "not recorded" and "who has asked", never "did not".
"""

from __future__ import annotations

from collections.abc import Iterator

from mapping.checks.finding import Spot
from mapping.checks.ground import Ground, head_of
from mapping.checks.words import check_words
from mapping.dates import read_edtf
from mapping.entries import Allegation, Behaviour, Person, SurvivorImpact, View
from mapping.refusing import two_parts

_ONCE = "once_known"
_OPEN_CLAIM = ("", "unresolved")
_NO_MORE = "withdrawn"


def without_effort(ground: Ground) -> Iterator[Spot]:
    """Check 5: nothing is recorded of what a survivor does to protect the children."""
    acting = {effort.by for effort in ground.efforts}
    for survivor in ground.naming.survivors:
        if survivor.id not in acting:
            variant = "" if ground.naming.children else "childless"
            yield Spot((survivor.id,), variant, survivor.id, _called(ground, survivor.id))


def behaviour_unanswered(ground: Ground) -> Iterator[Spot]:
    """What goes on towards a survivor or a child, and is answered by no effort on the map.

    Where no effort is recorded at all, that is asked instead. What was done on one single day is left alone: to ask
    what was done about that day would be to blame someone for it.
    """
    if not ground.efforts or not ground.naming.survivors:
        return
    hers = {person.id for person in (*ground.naming.survivors, *ground.naming.children)}
    for behaviour in ground.conduct:
        aimed = not behaviour.toward or hers & set(behaviour.toward)
        answered = any(link.kind == "answers" for link in ground.case.links_to(behaviour.id))
        if aimed and not answered and _goes_on(behaviour):
            yield Spot((behaviour.id,), who=ground.survivor)


def _goes_on(behaviour: Behaviour) -> bool:
    when = read_edtf(behaviour.when)
    one_day = when is not None and when.precision == "day"
    return not one_day and behaviour.frequency != _ONCE and behaviour.status != _NO_MORE


def view_not_asked(ground: Ground) -> Iterator[Spot]:
    """A survivor whose own view, and whose fear, nobody wrote down."""
    fear = check_words()["survivor_view_not_asked"].list("fear")
    heard = {view.person for view in ground.case.of(View)}
    heard |= {impact.person for impact in ground.case.of(SurvivorImpact) if head_of(impact.category) in fear}
    for survivor in ground.naming.survivors:
        if survivor.id not in heard and not survivor.died:
            yield Spot((survivor.id,), who=survivor.id, fill=_called(ground, survivor.id))


def effort_without_purpose(ground: Ground) -> Iterator[Spot]:
    """An effort of which the map does not say what it was for: in words, or by what it answers or protects."""
    for effort in ground.efforts:
        linked = any(link.kind in ("answers", "protects") for link in ground.case.links_from(effort.id))
        if not effort.meant_to_prevent.strip() and not linked:
            yield Spot((effort.id,))


def claim_from_one_side(ground: Ground) -> Iterator[Spot]:
    """Check 17: an open claim to which the same questions were not put on both sides."""
    for claim in ground.case.of(Allegation):
        sides = [any(getattr(row, side).strip() for row in claim.comparison) for side in ("of_by", "of_about")]
        if claim.finding in _OPEN_CLAIM and not all(sides):
            yield Spot((claim.id,))


def person_in_two_parts(ground: Ground) -> Iterator[Spot]:
    """Someone who came from a file as the one who harms and the one who is harmed; the editor makes no such person."""
    for person in ground.case.of(Person):
        if two_parts(person):
            yield Spot((person.id,), who=person.id, fill=(("{who}", ground.naming.subject(person.id)),))


def _called(ground: Ground, survivor: str) -> tuple[tuple[str, str], ...]:
    return (("{S}", ground.naming.inside(survivor)),)
