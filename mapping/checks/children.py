"""The checks about the children: who has nothing mapped, what nobody asked, which effect comes from nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from mapping.checks.finding import Spot
from mapping.checks.ground import OPEN_STATES, Ground, head_of, is_constructive
from mapping.checks.words import check_words
from mapping.entries import ChildImpact, Person, View
from mapping.rules import PATHWAY_LINKS
from mapping.vocabulary import load_vocabulary
from mapping.wording import whose_behaviour

_FEW = 4
"""So many parts of a child's life are named one by one; of more than that it is said that they are most."""


def without_impact(ground: Ground) -> Iterator[Spot]:
    """Check 6: a child of whom no effect is mapped, and about whom no answer was written down either."""
    for child in ground.naming.children:
        if child.id not in ground.impacts and not _asked(child):
            fill = (("{C}", ground.naming.subject(child.id)), ("{whose}", whose_behaviour(ground.naming)))
            yield Spot((child.id,), who=child.id, fill=fill)


def view_not_asked(ground: Ground) -> Iterator[Spot]:
    """Check 6: a child of whom nobody wrote down what they fear or want."""
    heard = {view.person for view in ground.case.of(View)}
    for child in ground.naming.children:
        if child.id not in heard and not child.unborn and not ground.is_lost(child):
            yield Spot((child.id,), who=child.id, fill=_called(ground, child.id))


def life_not_asked(ground: Ground) -> Iterator[Spot]:
    """Parts of a child's life about which it is not recorded whether anyone asked; one question for each child."""
    for child in ground.naming.children:
        begun = child.id in ground.impacts or _asked(child)
        left = _left(ground, child) if begun and not child.unborn and not ground.is_lost(child) else ()
        if len(left) > _FEW:
            yield Spot((child.id,), "most", child.id, _called(ground, child.id))
        elif left:
            named = ", ".join(_small(ground.naming.fill(label)) for label in left)
            yield Spot((child.id,), who=child.id, fill=(*_called(ground, child.id), ("{parts}", named)))


def _left(ground: Ground, child: Person) -> tuple[str, ...]:
    known = {head_of(impact.category) for impact in ground.impacts.get(child.id, ())} | _asked(child)
    some_ages = check_words()["child_life_not_asked"].list("of_some_ages")
    domains = load_vocabulary().family("child_impact")
    return tuple(term.label for term in domains if not term.parent and term.key not in known | some_ages)


def _asked(child: Person) -> set[str]:
    """The parts of a child's life about which there is an answer, whichever it is."""
    return {head_of(row.category) for row in child.asked if row.state not in OPEN_STATES}


def other_explanations(ground: Ground) -> Iterator[Spot]:
    """Check 1, first step: an effect that nothing leads to, and for which nothing else was considered."""
    for impact in _from_nowhere(ground):
        if not _led(ground, impact) and not impact.other_explanations.strip():
            yield Spot((impact.id,), who=impact.child, fill=_called(ground, impact.child))


def impact_without_behaviour(ground: Ground) -> Iterator[Spot]:
    """Check 1, second step: an effect that no pathway leads to from a behaviour, other explanations being told."""
    for impact in _from_nowhere(ground):
        led = _led(ground, impact)
        told = impact.other_explanations.strip() or ground.covers(
            "impact_other_explanations", (impact.id,), settled=True
        )
        if led or told:
            yield Spot((impact.id,), "led" if led else "", impact.child, _called(ground, impact.child))


def _from_nowhere(ground: Ground) -> Iterator[ChildImpact]:
    """The effects that no behaviour leads to; what a child is strong in needs nobody's conduct to explain it."""
    for impact in ground.case.of(ChildImpact):
        if impact.id not in ground.reached and not is_constructive("child_impact", impact.category):
            yield impact


def _led(ground: Ground, impact: ChildImpact) -> bool:
    return any(link.kind in PATHWAY_LINKS for link in ground.case.links_to(impact.id))


def _called(ground: Ground, child: str) -> tuple[tuple[str, str], ...]:
    return (("{C}", ground.naming.inside(child)),)


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
