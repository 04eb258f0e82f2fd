"""What may be said on a map: which link may join what, and who may be said to do what; yes, or no with a reason.

The kinds of link are those of the interchange format; the refusals are those of the practice (domain 1.15).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mapping.casemap import CaseMap
from mapping.entries import Behaviour, ChildImpact, Entry, Goal, Link, Person, ProtectiveEffort, SurvivorImpact

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

VICTIM_ROLES = frozenset({"survivor", "earlier_survivor"})
HARMING_ROLES = frozenset({"perpetrator", "co_perpetrator"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """A no: the field or end it concerns, why, and what to do instead."""

    field: str
    reason: str
    offers: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join((self.reason, *self.offers))


def fitting_links(from_kind: str, to_kind: str) -> tuple[str, ...]:
    """The kinds of link that may join these two kinds, the most telling first."""
    return tuple(
        kind for kind, (starts, ends) in LINKS.items() if from_kind in starts and (to_kind in ends or ends == (ANY,))
    )


def refusal_of_link(case: CaseMap, kind: str, from_id: str, to_id: str) -> Refusal | None:
    """Why this link may not be drawn on this case, or None if it may."""
    start, end = case.entry(from_id), case.entry(to_id)
    if start is None or end is None:
        return Refusal("from" if start is None else "to", "One end of this link is not on the map.")
    if from_id == to_id:
        return Refusal("to", "An arrow needs two different cards.", ("Draw it to another card.",))
    if kind not in LINKS or kind not in fitting_links(start.kind, end.kind):
        return _wrong_kinds(start.kind, end.kind)
    if any(link.kind == kind and link.to_id == to_id for link in case.links_from(from_id)):
        return Refusal("to", "These two cards are already linked in this way.")
    if kind in PATHWAY_LINKS and _leads_back(case, to_id, from_id):
        return Refusal("to", "This arrow would close a circle; effects follow one another in time.")
    return None


def _wrong_kinds(from_kind: str, to_kind: str) -> Refusal:
    """A sentence for two kinds that no link of the asked kind may join."""
    if from_kind == "intersection":
        return Refusal("from", "A circumstance does not cause harm; he uses it, or it limits help.",
                       ("Draw the arrow from what he does to the circumstance.",))  # fmt: skip
    if from_kind == "protective_effort":
        return Refusal("from", "An effort to keep the children safe causes no harm.",
                       ("Link it to the behaviour it answers, or to what it protects.",))  # fmt: skip
    if to_kind == "behaviour":
        return Refusal("to", "Nothing on this map makes him do what he does; it is his choice.",
                       ("Draw the arrow the other way, from what he does.",))  # fmt: skip
    if fitting_links(to_kind, from_kind):
        return Refusal("from", "This arrow runs the other way.", ("Start at the other card.",))
    return Refusal("to", "No arrow joins these two kinds of card.",
                   ("Go by way of what his behaviour does at home or to the other parent's care.",))  # fmt: skip


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


def refusals_of_entry(case: CaseMap, entry: Entry) -> Iterator[Refusal]:
    """Why this entry may not stand on this case, one reason for each field that is wrong."""
    match entry:
        case Behaviour():
            yield from _refuse_actor(case.entry(entry.by))
        case Goal():
            yield from _refuse_goal(case.entry(entry.person))
        case ProtectiveEffort():
            yield from _refuse_protector(case.entry(entry.by))
        case SurvivorImpact():
            yield from _refuse_harmed(case.entry(entry.person))
        case ChildImpact():
            yield from _refuse_child(case.entry(entry.child))


def _roles(entry: Entry | None) -> frozenset[str]:
    return frozenset(entry.roles) if isinstance(entry, Person) else frozenset()


def _refuse_actor(person: Entry | None) -> Iterator[Refusal]:
    roles = _roles(person)
    if roles & VICTIM_ROLES:
        yield Refusal(
            "by",
            "A survivor cannot be given a behaviour.",
            (
                "Was it something she or he did to keep the children safe? Make it a protective effort.",
                "Is there a claim against them? Make it an allegation, with what came before and after.",
            ),
        )
    elif "child" in roles:
        yield Refusal(
            "by",
            "A child's act stands with what was done to the child.",
            ("Give the behaviour to the adult who taught, ordered or rewarded it, through the child.",),
        )
    elif roles and roles <= {"professional", "supervisor", "interpreter"}:
        yield Refusal("by", "What a service does is a response, not a behaviour.", ("Record it as a response.",))


def _refuse_goal(person: Entry | None) -> Iterator[Refusal]:
    roles = _roles(person)
    if roles & VICTIM_ROLES or "child" in roles:
        yield Refusal(
            "person",
            "A goal says what the one who causes the harm must do; a survivor or a child is given none.",
            ("If a service is to help her, him or them, make it an action of that service.",),
        )


def _refuse_protector(person: Entry | None) -> Iterator[Refusal]:
    if _roles(person) & HARMING_ROLES:
        yield Refusal(
            "by",
            "A protective effort belongs to those who protect the children from this harm.",
            ("What he or she does well goes among the behaviours, as constructive conduct.",),
        )


def _refuse_harmed(person: Entry | None) -> Iterator[Refusal]:
    roles = _roles(person)
    if roles & HARMING_ROLES and not roles & VICTIM_ROLES:
        yield Refusal("person", "An effect on the other parent belongs to the survivor.", ("Choose the survivor.",))


def _refuse_child(person: Entry | None) -> Iterator[Refusal]:
    if person is not None and "child" not in _roles(person):
        yield Refusal("child", "An impact on a child needs a child.", ("Choose one of the children on the map.",))


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
