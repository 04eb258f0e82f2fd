"""Which function looks for what each check asks about; the order and the words of the checks are data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from mapping.checks import behaviours, children, pattern, plan, survivors
from mapping.checks.finding import Spot
from mapping.checks.ground import Ground

CHECKS: Mapping[str, Callable[[Ground], Iterable[Spot]]] = {
    "private_on_screen": plan.private_on_screen,
    "child_without_impact": children.without_impact,
    "child_view_not_asked": children.view_not_asked,
    "child_life_not_asked": children.life_not_asked,
    "impact_other_explanations": children.other_explanations,
    "impact_without_behaviour": children.impact_without_behaviour,
    "survivor_without_effort": survivors.without_effort,
    "behaviour_unanswered": survivors.behaviour_unanswered,
    "survivor_view_not_asked": survivors.view_not_asked,
    "effort_without_purpose": survivors.effort_without_purpose,
    "behaviour_without_source": behaviours.without_source,
    "behaviour_from_him_alone": behaviours.from_him_alone,
    "title_not_verb_first": behaviours.title_not_verb_first,
    "incident_without_behaviour": behaviours.incident_without_behaviour,
    "worker_safety_not_asked": pattern.worker_safety_not_asked,
    "one_pathway_only": pattern.one_pathway_only,
    "more_on_survivor": pattern.more_on_survivor,
    "earlier_relationship_not_searched": pattern.earlier_relationship_not_searched,
    "nothing_after_separation": pattern.nothing_after_separation,
    "intersection_without_use": pattern.intersection_without_use,
    "claim_from_one_side": survivors.claim_from_one_side,
    "person_in_two_parts": survivors.person_in_two_parts,
    "goal_is_a_service": plan.goal_is_a_service,
    "change_self_reported": plan.change_self_reported,
    "action_without_owner_or_date": plan.action_without_owner_or_date,
    "action_on_survivor": plan.action_on_survivor,
    "actions_all_on_survivor": plan.actions_all_on_survivor,
    "fact_grown_old": behaviours.fact_grown_old,
    "question_overdue": plan.question_overdue,
    "no_gap_recorded": plan.no_gap_recorded,
}
"""Every check by its key, which stands in the answers of a case and never changes."""
