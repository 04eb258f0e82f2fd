"""One frozen class for each kind of entry, the link between two entries, and the head of a case.

The kinds and fields are those of the interchange format, version 1. Text that is absent and text that is empty mean
the same (""); a flag that is absent means that nobody said (None). Nothing here shows case text when printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mapping.fields import (
    category,
    choice,
    choices,
    date,
    flag,
    identity,
    line,
    lines,
    place,
    prose,
    readers,
    ref,
    refs,
    rows,
    words,
)

STATUSES = (
    "observed", "disclosed", "recorded", "disputed", "admitted", "found", "convicted", "inferred", "hypothesis",
    "withdrawn",
)  # fmt: skip
SENSITIVITIES = (
    "normal", "restricted", "survivor_private", "child_voice", "special_category", "source_protected",
    "agency_internal", "worker_only", "working_only",
)  # fmt: skip
ASKED_STATES = ("not_asked", "asked_unknown", "none_observed", "answered", "kept_elsewhere")
ROLES = (
    "perpetrator", "co_perpetrator", "survivor", "earlier_survivor", "child", "relative", "ally_of_perpetrator",
    "ally_of_survivor", "new_partner", "proxy", "professional", "supervisor", "interpreter", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a card's top left corner was put, in map units (one unit is one pixel at 100 %)."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Cite:
    """That a source says so: which one, its words, and where in it."""

    source: str = ref("source", required=True)
    quote: str = prose()
    where: str = line()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Lived:
    """A time a person lived with others."""

    with_: tuple[str, ...] = refs("person")
    when: str = date()
    place_type: str = line()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Asked:
    """Whether anyone asked about one impact domain for a child."""

    category: str = category(required=True)
    state: str = choice(*ASKED_STATES, required=True)
    on: str = date()
    of: str = line()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Identifier:
    """A thing by which a person can be found: handled with the greatest care."""

    type: str = choice(
        "address", "school", "nursery", "workplace", "phone", "email", "vehicle", "gp", "place", "account", "other",
        required=True,
    )  # fmt: skip
    value: str = line(required=True)
    known_to: tuple[str, ...] = refs("person")
    safe_to_use: bool | None = flag()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Period:
    """A time in which a behaviour went on, stopped or changed."""

    when: str = date(required=True)
    state: str = choice("active", "stopped", "changed", required=True)
    context: str = line()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ChildPosition:
    """How near a child was to a behaviour."""

    child: str = ref("person", required=True)
    position: str = choice(
        "target", "made_to_take_part", "present", "heard", "knew", "lived_with_aftermath", "unaware", required=True
    )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Comparison:
    """One question asked of both people in a cross-allegation."""

    question: str = line(required=True)
    of_by: str = prose()
    of_about: str = prose()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ProgrammeReport:
    """One report from a programme, with its limits."""

    date: str = date()
    attendance: str = line()
    acknowledged: tuple[str, ...] = lines()
    denied: tuple[str, ...] = lines()
    understanding: str = prose()
    steps: str = prose()
    risk: str = prose()
    limits: str = prose()
    by: str = line()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Attendance:
    """Someone who was in a session."""

    agency: str = line()
    who: str = line()
    role: str = line()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry:
    """What every entry has: who says so, how sure, who may read it, and how the file first put it."""

    kind: ClassVar[str] = ""

    id: str = identity()
    title: str = line(300)
    account: str = prose(20_000)
    category: str = category(64)
    when: str = date()
    when_said: str = line(200)
    cites: tuple[Cite, ...] = rows(Cite)
    status: str = choice(*STATUSES)
    sensitivity: str = choice(*SENSITIVITIES)
    withhold_from: tuple[str, ...] = readers()
    release_to: tuple[str, ...] = readers()
    reader_reason: str = line()
    recorded_as: str = prose(20_000)
    show_in_room: bool | None = flag()
    position: Position | None = place()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id})"


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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Allegation(Entry):
    """A claim about who did what, kept apart from the pattern until it is understood."""

    kind: ClassVar[str] = "allegation"

    title: str = line(300, required=True)
    by: str = ref("person", required=True)
    about: str = ref("person", required=True)
    finding: str = choice("unresolved", "primary_pattern", "violent_resistance", "separate_issue", "false")
    outcome: str = line()
    before_and_after: str = prose()
    comparison: tuple[Comparison, ...] = rows(Comparison)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Engagement(Entry):
    """A meeting with the perpetrator, or the attempt at one."""

    kind: ClassVar[str] = "engagement"

    title: str = line(300, required=True)
    person: str = ref("person", required=True)
    by: str = line()
    setting: str = line()
    put_to_him: tuple[str, ...] = refs("behaviour")
    reply: str = prose()
    survivor_warned: str = choice("yes", "no", "not_safe", "unknown")
    outcome: str = choice("met", "refused", "not_found", "never_tried", "planned")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Goal(Entry):
    """What the perpetrator must start or stop, so that someone other than he can see it."""

    kind: ClassVar[str] = "goal"

    title: str = line(300, required=True)
    person: str = ref("person", required=True)
    toward: tuple[str, ...] = refs("person")
    by: str = date()
    seen_by: str = line()
    success: str = prose()
    state: str = choice("proposed", "agreed", "met", "not_met", "withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ChangeEvidence(Entry):
    """Evidence for one of the three change questions: named, claimed the harm, changed."""

    kind: ClassVar[str] = "change"

    person: str = ref("person", required=True)
    question: str = choice("name", "claim", "change", required=True)
    level: str = line()
    direction: str = choice("toward", "away", "unclear")
    sustained_for: str = line()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Programme(Entry):
    """A referral to a programme and what came back."""

    kind: ClassVar[str] = "programme"

    title: str = line(300, required=True)
    person: str = ref("person", required=True)
    accredited: bool | None = flag()
    partner_support: str = choice("in_place", "not_in_place", "unknown")
    information_sent: str = prose()
    state: str = choice("considered", "referred", "accepted", "declined", "attending", "dropped_out", "completed")
    reports: tuple[ProgrammeReport, ...] = rows(ProgrammeReport)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Action(Entry):
    """Which agency does what by when."""

    kind: ClassVar[str] = "action"

    title: str = line(300, required=True)
    agency: str = line(required=True)
    about: str = ref()
    by: str = date()
    state: str = choice("open", "done", "not_done", "overtaken")
    owner: str = line()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Gap(Entry):
    """What is not known yet, and a safe way to ask."""

    kind: ClassVar[str] = "gap"

    title: str = line(300, required=True)
    who_might_know: str = line()
    safe_way: str = prose()
    by: str = date()
    state: str = choice(*ASKED_STATES)
    asked_on: str = date()
    asked_of: str = line()
    answer: str = prose()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SafetyItem(Entry):
    """A danger to workers or others around the family, and what is done about it."""

    kind: ClassVar[str] = "safety_item"

    title: str = line(300, required=True)
    at_risk: tuple[str, ...] = refs("person")
    trigger: str = prose()
    mitigation: str = prose()
    supervisor_told: str = date()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class View(Entry):
    """What the survivor, a child or another person thinks, fears or wants."""

    kind: ClassVar[str] = "view"

    account: str = prose(20_000, required=True)
    person: str = ref("person", required=True)
    may_share_with: tuple[str, ...] = readers()
    verbatim: bool | None = flag()
    heard_by: str = line()
    setting: str = line()
    may_attribute: bool | None = flag()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Session(Entry):
    """A mapping session: when, what for, who was there."""

    kind: ClassVar[str] = "session"

    when: str = date(required=True)
    purpose: str = line()
    confidentiality_read: bool | None = flag()
    attended: tuple[Attendance, ...] = rows(Attendance)
    apologies: tuple[str, ...] = lines()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sharing(Entry):
    """A decision to share: with whom, on what basis, what was left out, who decided."""

    kind: ClassVar[str] = "sharing"

    audience: str = line(required=True)
    when: str = date(required=True)
    basis: str = line()
    necessity: str = prose()
    released: str = prose()
    withheld: str = prose()
    decided_by: tuple[str, ...] = lines()
    survivor_consulted: str = line()
    survivor_warned: str = date()
    expected_reaction: str = prose()
    content_sha256: str = line()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Note(Entry):
    """A working thought; it never leaves the vault in a report."""

    kind: ClassVar[str] = "note"

    account: str = prose(20_000, required=True)


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
