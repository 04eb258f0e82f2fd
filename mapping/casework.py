"""The kinds of entry that record the work around the map: claims, meetings, goals, programmes, actions, sessions.

They are part of `entries`, which is where they are imported from; what is on the map itself is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mapping.fields import choice, date, flag, line, lines, prose, readers, ref, refs, rows
from mapping.parts import ASKED_STATES, Attendance, Comparison, Entry, ProgrammeReport


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
