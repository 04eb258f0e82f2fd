"""What every kind of entry is made of: the fields that all have, and the small records that stand in their lists.

Nothing here shows case text when printed, and nothing knows of the kinds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mapping.fields import (
    category,
    choice,
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
