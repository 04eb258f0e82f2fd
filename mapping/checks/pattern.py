"""The checks about the map as a whole: which parts of a pattern it does not show; silent until the map has begun."""

from __future__ import annotations

from collections.abc import Iterator

from mapping.checks.finding import Spot
from mapping.checks.ground import Ground, head_of
from mapping.checks.words import check_words
from mapping.dates import read_edtf
from mapping.entries import (
    Allegation,
    Behaviour,
    ChildImpact,
    Intersection,
    Link,
    Relationship,
    SafetyItem,
    Source,
)
from mapping.vocabulary import load_vocabulary

_ENOUGH = 3
"""So many acts of a survivor must be mapped before they are weighed against anything."""
_TWO = 2
_EARLIER, _AFTER = "earlier_relationship", "after_separation"
_EARLIER_SURVIVOR = "earlier_survivor"


def worker_safety_not_asked(ground: Ground) -> Iterator[Spot]:
    """Check 8: nothing on the map says how workers and others who step in are met."""
    wanted = check_words()["worker_safety_not_asked"].list("towards_workers")
    met = any(head_of(each.category) in wanted for each in ground.case.of(Behaviour))
    if ground.begun and not met and not ground.case.of(SafetyItem):
        yield from _of_perpetrators(ground)


def one_pathway_only(ground: Ground) -> Iterator[Spot]:
    """Check 7: every arrow to a child names the same pathway."""
    arrows = [link for link in ground.case.ordered_links if link.kind == "harms" and _to_impact(ground, link)]
    ways = {head_of(link.pathway) for link in arrows}
    if len(arrows) < _TWO or len(ways) > 1 or ways == {""}:
        return
    (way,) = ways
    children = dict.fromkeys(impact.child for link in arrows if (impact := _to_impact(ground, link)))
    if way in check_words()["one_pathway_only"].list("seen"):
        yield Spot(tuple(children), "seen", ground.perpetrator)
        return
    term = load_vocabulary().term("pathway", way)
    called = ground.naming.fill(term.short or term.label)
    yield Spot(tuple(children), who=ground.perpetrator, fill=(("{way}", called[:1].lower() + called[1:]),))


def _to_impact(ground: Ground, link: Link) -> ChildImpact | None:
    end = ground.case.entry(link.to_id)
    return end if isinstance(end, ChildImpact) else None


def more_on_survivor(ground: Ground) -> Iterator[Spot]:
    """Check 4: more of the map is about what survivors do than about what is done to them; never said in numbers."""
    survivors = {person.id for person in ground.naming.survivors}
    acts = sum(effort.by in survivors for effort in ground.efforts)
    acts += sum(claim.about in survivors for claim in ground.case.of(Allegation))
    if acts >= _ENOUGH and acts > len(ground.conduct):
        yield from _of_perpetrators(ground)


def earlier_relationship_not_searched(ground: Ground) -> Iterator[Spot]:
    """Check 9: nothing says that anyone looked into earlier relationships."""
    known = (
        bool(ground.naming.with_role(_EARLIER_SURVIVOR))
        or any(each.setting == _EARLIER for each in ground.case.of(Behaviour))
        or any(source.type == _EARLIER_SURVIVOR for source in ground.case.of(Source))
    )
    if ground.begun and not known:
        yield from _of_perpetrators(ground)


def nothing_after_separation(ground: Ground) -> Iterator[Spot]:
    """Check 10: two people are apart, and nothing is mapped of what was done since."""
    for tie in ground.case.of(Relationship):
        ended = _ended(ground, tie)
        if ended is None:
            continue
        harming, harmed = ended
        if not any(_since(each, tie) for each in ground.conduct if each.by == harming):
            fill = (("{P}", ground.naming.inside(harming)), ("{S}", ground.naming.inside(harmed)))
            yield Spot((tie.id,), who=harming, fill=fill)


def _ended(ground: Ground, tie: Relationship) -> tuple[str, str] | None:
    """Who harms and who is harmed in a partnership that is over; None for any other tie."""
    apart = tie.relation == "former_partner" or (tie.relation == "partner" and tie.until)
    harming = {person.id for person in ground.naming.perpetrators}
    harmed = {person.id for person in ground.naming.survivors}
    for first, second in ((tie.from_id, tie.to_id), (tie.to_id, tie.from_id)):
        if apart and first in harming and second in harmed:
            return first, second
    return None


def _since(behaviour: Behaviour, tie: Relationship) -> bool:
    """Whether a behaviour is known to reach beyond the end of a partnership."""
    if behaviour.setting == _AFTER or head_of(behaviour.category) in check_words()["nothing_after_separation"].list(
        "after"
    ):
        return True
    end = read_edtf(tie.until)
    stretches = [read_edtf(text) for text in (behaviour.when, *(period.when for period in behaviour.periods))]
    return end is not None and any(
        each is not None
        and (each.open_end or (each.latest is not None and end.latest is not None and each.latest > end.latest))
        for each in stretches
    )


def intersection_without_use(ground: Ground) -> Iterator[Spot]:
    """Check 15: a circumstance of which it is not said how it is used, in words or by an arrow."""
    for each in ground.case.of(Intersection):
        used = any(link.kind == "exploits" for link in ground.case.links_to(each.id))
        if not each.how_used.strip() and not used:
            yield Spot((each.id,), who=ground.perpetrator)


def _of_perpetrators(ground: Ground) -> Iterator[Spot]:
    """One question about everybody whose pattern is mapped."""
    people = ground.naming.perpetrators
    if people:
        yield Spot(tuple(person.id for person in people), who=ground.perpetrator)
