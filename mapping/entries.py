"""One frozen class for each kind of entry, the link between two entries, and the head of a case.

The kinds and fields are those of the interchange format, version 1. Text that is absent and text that is empty mean
the same (""); a flag that is absent means that nobody said (None). Nothing here shows case text when printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mapping.casework import (
    Action,
    Allegation,
    ChangeEvidence,
    Engagement,
    Gap,
    Goal,
    Note,
    Programme,
    SafetyItem,
    Session,
    Sharing,
    View,
)
from mapping.fields import (
    category,
    choice,
    choices,
    date,
    flag,
    identity,
    line,
    lines,
    prose,
    readers,
    ref,
    refs,
    rows,
    words,
)
from mapping.parts import (
    ASKED_STATES,
    ROLES,
    SENSITIVITIES,
    STATUSES,
    Asked,
    Attendance,
    ChildPosition,
    Cite,
    Comparison,
    Entry,
    Identifier,
    Lived,
    Period,
    Position,
    ProgrammeReport,
)

__all__ = [
    "ASKED_STATES",
    "ENTRY_CLASSES",
    "ROLES",
    "SENSITIVITIES",
    "STATUSES",
    "Action",
    "Allegation",
    "Asked",
    "Attendance",
    "Behaviour",
    "ChangeEvidence",
    "ChildImpact",
    "ChildPosition",
    "Cite",
    "Comparison",
    "Engagement",
    "Entry",
    "FamilyImpact",
    "Gap",
    "Goal",
    "Header",
    "Identifier",
    "Incident",
    "Intersection",
    "Link",
    "Lived",
    "Note",
    "Order",
    "Period",
    "Person",
    "Position",
    "Programme",
    "ProgrammeReport",
    "ProtectiveEffort",
    "Relationship",
    "Response",
    "SafetyItem",
    "Session",
    "Sharing",
    "Source",
    "SurvivorImpact",
    "Thing",
    "View",
]  # fmt: skip
"""Whoever speaks of entries finds everything here; where a class is written is of no concern."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Person(Entry):
    """Anyone on the map."""

    kind: ClassVar[str] = "person"

    roles: tuple[str, ...] = choices(*ROLES, required=True)
    label: str = line(80, required=True)
    name: str = line(200)
    aliases: tuple[str, ...] = lines()
    pronouns: str = line()
    born: str = date()
    unborn: bool | None = flag()
    agency: str = line()
    language: str = line()
    died: str = date()
    maybe_same_as: str = ref("person")
    parental_responsibility: bool | None = flag()
    lived: tuple[Lived, ...] = rows(Lived)
    asked: tuple[Asked, ...] = rows(Asked)
    identifiers: tuple[Identifier, ...] = rows(Identifier)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Relationship(Entry):
    """A dated tie between two people."""

    kind: ClassVar[str] = "relationship"

    from_id: str = ref("person", required=True, file_name="from")
    to_id: str = ref("person", required=True, file_name="to")
    relation: str = choice(
        "partner", "former_partner", "parent", "step_parent", "carer", "sibling", "grandparent", "relative", "friend",
        "works_with", "other", required=True,
    )  # fmt: skip
    since: str = date()
    until: str = date()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Behaviour(Entry):
    """One thing the perpetrator does: the title is verb first, and the program supplies him as the subject."""

    kind: ClassVar[str] = "behaviour"

    title: str = line(300, required=True)
    by: str = ref("person", required=True)
    toward: tuple[str, ...] = refs("person")
    frequency: str = choice(
        "once_known", "few_times", "monthly", "weekly", "daily", "constant_rule", "at_triggers", "unknown"
    )
    trend: str = choice("starting", "rising", "same", "changed_form", "falling", "stopped", "unknown")
    setting: str = choice(
        "current_relationship", "earlier_relationship", "after_separation", "other_setting", "unknown"
    )
    high_risk: bool | None = flag()
    through: tuple[str, ...] = refs("person")
    periods: tuple[Period, ...] = rows(Period)
    children: tuple[ChildPosition, ...] = rows(ChildPosition)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Incident(Entry):
    """One dated event that evidences a behaviour."""

    kind: ClassVar[str] = "incident"

    account: str = prose(20_000, required=True)
    place_type: str = line()
    present: tuple[str, ...] = refs("person")
    after: str = ref()
    phase: str = choice("before", "during", "after", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FamilyImpact(Entry):
    """What his behaviour does to the family's life."""

    kind: ClassVar[str] = "family_impact"

    title: str = line(300, required=True)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SurvivorImpact(Entry):
    """What his behaviour does to the adult survivor, as a person and as a parent."""

    kind: ClassVar[str] = "survivor_impact"

    title: str = line(300, required=True)
    person: str = ref("person", required=True)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ChildImpact(Entry):
    """What his behaviour does to one named child."""

    kind: ClassVar[str] = "child_impact"

    title: str = line(300, required=True)
    child: str = ref("person", required=True)
    trend: str = line()
    other_explanations: str = prose()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ProtectiveEffort(Entry):
    """What the survivor, a child or the people around them do to keep the children safe and well."""

    kind: ClassVar[str] = "protective_effort"

    title: str = line(300, required=True)
    by: str = ref("person", required=True)
    for_: tuple[str, ...] = refs("person")
    meant_to_prevent: str = prose()
    outcome: str = prose()
    in_use: bool | None = flag()
    perpetrator_would_learn: str = choice("yes", "no", "unsure")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Intersection(Entry):
    """A circumstance that he uses or that limits help: never a cause."""

    kind: ClassVar[str] = "intersection"

    person: str = ref("person", required=True)
    how_used: str = prose()
    how_limits: str = prose()
    being_done: str = prose()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Response(Entry):
    """What an agency did or left undone, and what that did."""

    kind: ClassVar[str] = "response"

    title: str = line(300, required=True)
    agency: str = line()
    effect: str = choice("helpful", "harmful", "mixed", "unclear", required=True)
    load_moved_to: str = choice("survivor", "perpetrator", "agency", "child", "none", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Order(Entry):
    """A court order, condition or plan: its terms, whom it binds and whom it protects."""

    kind: ClassVar[str] = "order"

    title: str = line(300, required=True)
    terms: str = prose()
    since: str = date()
    until: str = date()
    made_by: str = line()
    applied_by: str = line()
    binds: tuple[str, ...] = refs("person")
    protects: tuple[str, ...] = refs("person")
    served: bool | None = flag()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Source(Entry):
    """Where a fact comes from, and whether it may be named."""

    kind: ClassVar[str] = "source"

    type: str = category(required=True)
    who: str = line()
    person: str = ref("person")
    agency: str = line()
    date: str = date()
    reference: str = line()
    own_words: bool | None = flag()
    obtained_from: str = line()
    heard_from: str = ref("source", "person")
    court_finding: bool | None = flag()
    attribution: str = choice("named", "unattributed", "safety_only", "session_only")


ENTRY_CLASSES: dict[str, type[Entry]] = {
    each.kind: each
    for each in (
        Person, Relationship, Behaviour, Incident, FamilyImpact, SurvivorImpact, ChildImpact, ProtectiveEffort,
        Intersection, Response, Order, Source, Allegation, Engagement, Goal, ChangeEvidence, Programme, Action, Gap,
        SafetyItem, View, Session, Sharing, Note,
    )
}  # fmt: skip
"""Each kind's class, by the key that stands in a case file."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Link:
    """An arrow from one entry to another; which kinds it may join stands in `rules`."""

    id: str = identity()
    kind: str = line(required=True)
    from_id: str = ref(required=True, file_name="from")
    to_id: str = ref(required=True, file_name="to")
    pathway: str = line(pattern=r"P[1-6](\.\d{1,2})?")
    note: str = prose()
    status: str = choice(*STATUSES)
    sensitivity: str = choice(*SENSITIVITIES)
    withhold_from: tuple[str, ...] = readers()
    cites: tuple[Cite, ...] = rows(Cite)

    def __repr__(self) -> str:
        return f"Link({self.id})"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Header:
    """The head of a case: its id, its title, and the words it uses for the roles."""

    kind: ClassVar[str] = "case"

    id: str = identity()
    title: str = line(200, required=True)
    reference: str = line()
    opened: str = date()
    review_on: str = date()
    locale: str = line()
    labels: tuple[tuple[str, str], ...] = words()

    def __repr__(self) -> str:
        return f"Header({self.id})"

    def label(self, role: str) -> str:
        """The word this case uses for a role, or "" where it has none of its own."""
        return dict(self.labels).get(role, "")


Thing = Entry | Link | Header
"""Whatever a change can touch."""
