"""Which link may join what; yes, or no with a reason and a way on. Who may be said to do what, `refusing` knows.

The kinds of link are those of the interchange format; the refusals are those of the practice (domain 1.15).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mapping.casemap import CaseMap
from mapping.entries import Link
from mapping.naming import Naming
from mapping.refusing import HARMING_ROLES, VICTIM_ROLES, Refusal, refusals_of_entry

__all__ = [
    "ANY", "HARMING_ROLES", "LINKS", "PATHWAY_LINKS", "VICTIM_ROLES", "Refusal", "circles", "fitting_links",
    "refusal_of_link", "refusals_of_entry",
]  # fmt: skip
ANY = "*"
LINKS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "disrupts": (("behaviour",), ("family_impact",)),
    "restricts": (("behaviour",), ("survivor_impact",)),
    "harms": (
        ("behaviour", "family_impact", "survivor_impact", "response", "order", "allegation"),
        ("child_impact",),
    ),
    "leads_to": (
        ("family_impact", "survivor_impact", "child_impact"),
        ("family_impact", "survivor_impact", "child_impact"),
    ),
    "worsens": (("response", "order", "intersection"), ("family_impact", "survivor_impact")),
    "exploits": (("behaviour",), ("intersection",)),
    "manipulates": (("behaviour",), ("response", "order")),
    "retaliates_for": (
        ("behaviour",),
        ("protective_effort", "response", "order", "goal", "programme", "engagement"),
    ),
    "brings": (("response",), ("order",)),
    "limits": (("intersection",), ("person",)),
    "answers": (("protective_effort",), ("behaviour",)),
    "protects": (("protective_effort",), ("child_impact", "family_impact", "survivor_impact", "person")),
    "blocks": (("behaviour",), ("protective_effort", "order")),
    "escalates_to": (("behaviour",), ("behaviour",)),
    "evidences": (("incident",), ("behaviour", "allegation", "protective_effort", "response")),
    "curbs": (("response", "order"), ("behaviour",)),
    "empowers": (("response", "order"), ("behaviour",)),
    "supports": (("response",), ("protective_effort",)),
    "undermines": (("response",), ("protective_effort",)),
    "targets": (("goal", "programme"), ("behaviour",)),
    "speaks_to": (("change", "engagement"), ("goal", "behaviour")),
    "breaches": (("incident", "behaviour"), ("order",)),
    "about": (("gap", "note", "safety_item", "view"), (ANY,)),
    "serves": (("action",), ("goal", "gap", "protective_effort", "safety_item", "engagement")),
    "decided_in": (("action", "goal", "gap", "sharing"), ("session",)),
    "contradicts": (("source",), (ANY,)),
}
"""Each kind of link: the kinds it may start from and the kinds it may end at."""

PATHWAY_LINKS = ("disrupts", "restricts", "manipulates", "exploits", "leads_to", "worsens", "harms")
"""The kinds of link that a pathway to harm runs over."""
_ASKING = ("goal", "programme")
_HERS = ("protective_effort", "survivor_impact")


def fitting_links(from_kind: str, to_kind: str) -> tuple[str, ...]:
    """The kinds of link that may join these two kinds, the most telling first."""
    return tuple(
        kind for kind, (starts, ends) in LINKS.items() if from_kind in starts and (to_kind in ends or ends == (ANY,))
    )


def refusal_of_link(case: CaseMap, kind: str, from_id: str, to_id: str, naming: Naming | None = None) -> Refusal | None:
    """Why this link may not be drawn on this case, or None if it may; people are called by role without a naming."""
    start, end = case.entry(from_id), case.entry(to_id)
    if start is None or end is None:
        return Refusal("from" if start is None else "to", "One end of this link is not on the map.")
    if from_id == to_id:
        return Refusal("to", "An arrow needs two different cards.", ("Draw it to another card.",))
    if kind not in LINKS or kind not in fitting_links(start.kind, end.kind):
        return _wrong_kinds(start.kind, end.kind, naming or Naming(case, veiled=True))
    if any(link.kind == kind and link.to_id == to_id for link in case.links_from(from_id)):
        return Refusal("to", "These two cards are already linked in this way.")
    if kind in PATHWAY_LINKS and _leads_back(case, to_id, from_id):
        return Refusal("to", "This arrow would close a circle; effects follow one another in time.")
    return None


def _wrong_kinds(from_kind: str, to_kind: str, naming: Naming) -> Refusal:
    """A sentence for two kinds that no link of the asked kind may join."""
    if from_kind == "intersection":
        reason = "A circumstance does not cause harm; {P} makes use of it, or it limits help."
        return Refusal("from", naming.fill(reason),
                       (naming.fill("Draw the arrow from what {they} {does} to the circumstance."),))  # fmt: skip
    if from_kind == "protective_effort":
        return Refusal("from", "An effort to keep the children safe causes no harm.",
                       ("Link it to the behaviour it answers, or to what it protects.",))  # fmt: skip
    if from_kind in _ASKING and to_kind in _HERS:
        return Refusal("to", naming.fill("What {S} does is not to be ended; what is asked is asked of {P}."),
                       ("Draw the arrow to a behaviour. If a service is to help, make it an action.",))  # fmt: skip
    if to_kind == "behaviour":
        return Refusal("to", naming.fill("Nothing on this map makes {P} do what {they} {does}; it is {their} choice."),
                       (naming.fill("Draw the arrow the other way, from what {they} {does}."),))  # fmt: skip
    if fitting_links(to_kind, from_kind):
        return Refusal("from", "This arrow runs the other way.", ("Start at the other card.",))
    return Refusal("to", "No arrow joins these two kinds of card.",
                   (naming.fill("Go by way of what {their} behaviour does at home or to the other parent’s care."),)
                   )  # fmt: skip


def _leads_back(case: CaseMap, start: str, goal: str) -> bool:
    """Whether a pathway already runs from `start` to `goal`."""
    waiting, seen = [start], {start}
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        for link in case.links_from(here):
            if link.kind in PATHWAY_LINKS and link.to_id not in seen:
                seen.add(link.to_id)
                waiting.append(link.to_id)
    return False


def circles(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """The `leads_to` links that stand on a circle, if any do."""
    effects = [link for link in links if link.kind == "leads_to"]
    after: dict[str, list[str]] = {}
    before: dict[str, list[str]] = {}
    for link in effects:
        after.setdefault(link.from_id, []).append(link.to_id)
        before.setdefault(link.to_id, []).append(link.from_id)
    rings: dict[str, int] = {}
    placed: set[str] = set()
    # Whatever reaches the last one to be finished, and is reached by it, stands on a circle with it (Kosaraju).
    for number, start in enumerate(reversed(_finished(after, after, set()))):
        rings.update(dict.fromkeys(_finished((start,), before, placed), number))
    return tuple(link for link in effects if rings[link.from_id] == rings[link.to_id])


def _finished(starts: Iterable[str], ways: Mapping[str, list[str]], seen: set[str]) -> list[str]:
    """What can be reached from these starts and was not seen before, each after all that it leads to."""
    order: list[str] = []
    for start in starts:
        waiting = [(start, iter(ways.get(start, ())))] if start not in seen else []
        seen.add(start)
        while waiting:
            here, steps = waiting[-1]
            step = next((each for each in steps if each not in seen), None)
            if step is None:
                order.append(here)
                waiting.pop()
            else:
                seen.add(step)
                waiting.append((step, iter(ways.get(step, ()))))
    return order
