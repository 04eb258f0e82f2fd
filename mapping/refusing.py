"""Who may be said to do what: each no with its reason and what to do instead; it knows nothing of arrows or screens.

The refusals are those of the practice (domain 1.15). They speak of people as the naming does; without one, by role.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mapping.asks import (
    HARMING_ROLES,
    VICTIM_ROLES,
    WORKER_ROLES,
    governs_survivor,
    is_service,
    meant_by,
    owned_by,
)
from mapping.casemap import CaseMap
from mapping.entries import (
    Action,
    Behaviour,
    ChangeEvidence,
    ChildImpact,
    Engagement,
    Entry,
    Goal,
    Person,
    Programme,
    ProtectiveEffort,
    SurvivorImpact,
)
from mapping.naming import Naming

__all__ = ["HARMING_ROLES", "VICTIM_ROLES", "Refusal", "refusals_of_entry", "two_parts"]


@dataclass(frozen=True, slots=True, repr=False)
class Refusal:
    """A no: the field or end it concerns, why, and what to do instead.

    `by_hand` marks what only the editor refuses: a case file that holds it is read, and can be edited elsewhere.
    """

    field: str
    reason: str
    offers: tuple[str, ...] = ()
    by_hand: bool = False

    def __str__(self) -> str:
        return " ".join((self.reason, *self.offers))

    def __repr__(self) -> str:
        return f"Refusal({self.field})"


@dataclass(frozen=True, slots=True, repr=False)
class _Called:
    """How refusals speak of one person: at the beginning and inside of a sentence, and by pronoun."""

    subject: str
    inside: str
    they: str = "they"
    them: str = "them"
    plural: bool = True

    @property
    def were(self) -> str:
        """The verb of "they"."""
        return "were" if self.plural else "was"

    @property
    def do(self) -> str:
        """The verb of "they"."""
        return "do" if self.plural else "does"


def _called(case: CaseMap, identity: str, naming: Naming | None, unnamed: str) -> _Called:
    """What a person is called; `unnamed` ("a survivor") where nothing of the case may be said."""
    if unnamed:
        return _Called(unnamed[:1].upper() + unnamed[1:], unnamed)
    naming = naming or Naming(case, veiled=True)
    inside = naming.inside(identity)
    they = naming.pronoun(identity, "subject")
    them = naming.pronoun(identity, "object") or inside
    return _Called(naming.subject(identity), inside, they or inside, them, they == "they")


def refusals_of_entry(
    case: CaseMap, entry: Entry, naming: Naming | None = None, *, unnamed: bool = False
) -> Iterator[Refusal]:
    """Why this entry may not stand on this case, one reason for each field that is wrong.

    People are called as `naming` calls them, by role where there is none; with `unnamed` nothing of the case is said.
    """
    match entry:
        case Person():
            yield from _refuse_both(case, entry, naming, "this person" if unnamed else "")
        case Behaviour():
            yield from _refuse_actor(case, entry.by, naming, unnamed=unnamed)
            yield from _refuse_own_target(case, entry, naming, unnamed=unnamed)
        case Goal():
            yield from _refuse_goal(case, entry.person, naming, unnamed=unnamed)
            yield from _refuse_asked(case, entry, naming, unnamed=unnamed)
        case ChangeEvidence() | Engagement() | Programme():
            yield from _refuse_changing(case, entry, naming, unnamed=unnamed)
        case ProtectiveEffort():
            yield from _refuse_protector(case, entry.by, naming, unnamed=unnamed)
        case SurvivorImpact():
            yield from _refuse_harmed(_roles(case.entry(entry.person)))
        case ChildImpact():
            yield from _refuse_child(case.entry(entry.child))
        case Action():
            yield from _refuse_owner(case, entry, naming, unnamed=unnamed)


def _roles(entry: Entry | None) -> frozenset[str]:
    return frozenset(entry.roles) if isinstance(entry, Person) else frozenset()


def two_parts(person: Person) -> bool:
    """Whether someone stands on the map as the one who harms and as the one who is harmed: there is no "both"."""
    return bool(HARMING_ROLES & set(person.roles)) and "survivor" in person.roles


def _refuse_both(case: CaseMap, person: Person, naming: Naming | None, unnamed: str) -> Iterator[Refusal]:
    if not two_parts(person):
        return
    who = _called(case, person.id, naming, unnamed)
    yield Refusal(
        "roles",
        f"{who.subject} cannot be the one who harms and the one who is harmed; there is no part called both.",
        (
            f"Is there a claim against {who.them}? Leave the part of survivor, and make it an allegation, "
            "with what came before and after.",
            f"{who.were.capitalize()} {who.they} made to take part? Choose the part of someone who is acted through.",
        ),
        by_hand=True,
    )


def _refuse_actor(case: CaseMap, identity: str, naming: Naming | None, *, unnamed: bool) -> Iterator[Refusal]:
    roles = _roles(case.entry(identity))
    if roles & VICTIM_ROLES:
        who = _called(case, identity, naming, "a survivor" if unnamed else "")
        yield Refusal(
            "by",
            f"{who.subject} cannot be given a behaviour.",
            (
                f"Was it something {who.they} did to keep the children safe? Make it a protective effort.",
                f"Is there a claim against {who.them}? Make it an allegation, with what came before and after.",
                f"Did {who.they} use force? Say what {_harming(case, naming, who.they, unnamed=unnamed)} did first, "
                "and put both on one incident.",
            ),
        )
    elif "child" in roles:
        who = _called(case, identity, naming, "a child" if unnamed else "")
        yield Refusal(
            "by",
            f"What {who.inside} does stands with what was done to {who.them}, not among the behaviours.",
            (
                "Give the behaviour to the adult who taught, ordered or rewarded it, as done through the child.",
                "Is it how the child gets by, or shows what happened? Make it an effect on the child.",
            ),
        )
    elif roles and roles <= WORKER_ROLES:
        yield Refusal("by", "What a service does is a response, not a behaviour.", ("Record it as a response.",))


def _refuse_own_target(case: CaseMap, entry: Behaviour, naming: Naming | None, *, unnamed: bool) -> Iterator[Refusal]:
    """Nobody does something to themselves on this map, nor through themselves."""
    for field, why in (("toward", "cannot be aimed at"), ("through", "is not done through")):
        if entry.by in getattr(entry, field):
            who = _called(case, entry.by, naming, "the one whose it is" if unnamed else "")
            offers: tuple[str, ...] = (f"Whom else does it reach? Choose them, and leave {who.inside} out here.",)
            if field == "toward":
                offers += (f"Does {who.inside} threaten to come to harm? Choose the one who is to hear it.",)
            yield Refusal(field, f"What {who.inside} does {why} {who.inside}.", offers, by_hand=True)


def _harming(case: CaseMap, naming: Naming | None, taken: str, *, unnamed: bool) -> str:
    """Whoever the pattern is of, in the middle of a sentence in which a pronoun is `taken` by somebody else."""
    naming = naming or Naming(case, veiled=True)
    people = naming.perpetrators
    if unnamed or len(people) != 1:
        return "the one who harms"
    pronoun = naming.pronoun(people[0].id, "subject")
    return pronoun if pronoun not in ("", taken) else naming.inside(people[0].id)


def _refuse_goal(case: CaseMap, identity: str, naming: Naming | None, *, unnamed: bool) -> Iterator[Refusal]:
    roles = _roles(case.entry(identity))
    if roles & VICTIM_ROLES or "child" in roles:
        who = _called(case, identity, naming, "a survivor or a child" if unnamed else "")
        yield Refusal(
            "person",
            f"{who.subject} is given no goal: a goal says what the one who causes the harm must do or stop.",
            (
                f"Is a service to help {who.them}? Make it an action of that service.",
                "Is it about the danger? Say what the one who causes it must stop.",
            ),
        )
    elif roles and roles <= WORKER_ROLES:
        yield Refusal(
            "person",
            "A worker is given no goal: a goal says what the one who causes the harm must do or stop.",
            ("What a worker is to do is an action of that agency.",),
            by_hand=True,
        )


def _refuse_asked(case: CaseMap, goal: Goal, naming: Naming | None, *, unnamed: bool) -> Iterator[Refusal]:
    """A goal is never a service, and never what the other parent is to do."""
    him = "the one who causes the harm" if unnamed else _harming(case, naming, "", unnamed=False)
    say = f"Say what {him} will do or stop, to whom, by when, and who will see it."
    person = governs_survivor(case, goal.title)
    if person:
        who = _called(case, person, naming, "a survivor" if unnamed else "")
        reason = (
            f"A goal does not govern what {who.inside} does: it says what the one who causes the harm must do or stop."
        )
        yield Refusal("title", reason, (say, f"Is a service to help {who.them}? Make it an action of that service."),
                      by_hand=True)  # fmt: skip
    elif is_service(goal.title):
        yield Refusal(
            "title",
            "A goal is never a service: going to one changes nothing by itself.",
            (say, "A course is a programme; a referral is an action of the agency that makes it."),
            by_hand=True,
        )


def _refuse_changing(
    case: CaseMap, entry: ChangeEvidence | Engagement | Programme, naming: Naming | None, *, unnamed: bool
) -> Iterator[Refusal]:
    """Change is asked of the one who harms: no evidence of it, no meeting about it, no programme for anybody else."""
    roles = _roles(case.entry(entry.person))
    if roles & (VICTIM_ROLES | {"child"}) and not roles & HARMING_ROLES:
        who = _called(case, entry.person, naming, "a survivor or a child" if unnamed else "")
        yield Refusal(
            "person",
            f"{who.subject} is not the one who must change: this card is for the one who causes the harm.",
            (
                f"Did a service meet {who.them} or help {who.them}? Make it a response of that service.",
                f"Is it something {who.they} {who.do} to keep safe? Make it a protective effort.",
                f"Is it what {who.they} {'fear' if who.plural else 'fears'} or "
                f"{'want' if who.plural else 'wants'}? Make it a view.",
            ),
            by_hand=True,
        )


def _refuse_protector(case: CaseMap, identity: str, naming: Naming | None, *, unnamed: bool) -> Iterator[Refusal]:
    roles = _roles(case.entry(identity))
    if roles and roles <= WORKER_ROLES:
        yield Refusal("by", "What a worker does to protect is a response of a service, not a protective effort.",
                      ("Record it as a response.",), by_hand=True)  # fmt: skip
    elif roles & HARMING_ROLES:
        who = _called(case, identity, naming, "the one who harms" if unnamed else "")
        yield Refusal(
            "by",
            "A protective effort belongs to those who protect the children from this harm.",
            (f"What {who.they} {who.do} well goes among the behaviours, as constructive conduct.",),
        )


def _refuse_harmed(roles: frozenset[str]) -> Iterator[Refusal]:
    if roles & VICTIM_ROLES:
        return
    if roles & HARMING_ROLES:
        yield Refusal("person", "An effect on the other parent belongs to the survivor.", ("Choose the survivor.",))
    elif "child" in roles:
        yield Refusal("person", "An effect on the other parent belongs to an adult, and this is a child.",
                      ("Make it an effect on the child.",), by_hand=True)  # fmt: skip
    elif roles and roles <= WORKER_ROLES:
        yield Refusal("person", "An effect on the other parent belongs to the survivor, not to a worker.",
                      ("Is a worker in danger? Record a danger to workers or others.",), by_hand=True)  # fmt: skip


def _refuse_child(person: Entry | None) -> Iterator[Refusal]:
    if person is not None and "child" not in _roles(person):
        yield Refusal("child", "An impact on a child needs a child.", ("Choose one of the children on the map.",))


# ------------------------------------------------------------------------------------------------- who owns an action


def _refuse_owner(case: CaseMap, action: Action, naming: Naming | None, *, unnamed: bool) -> Iterator[Refusal]:
    person = owned_by(case, action)
    if person:
        who = _called(case, person, naming, "a survivor or a child" if unnamed else "")
        field = "agency" if meant_by(case, action.agency) else "owner"
        yield Refusal(
            field,
            f"An action is the work of an agency; none is put on {who.inside}.",
            (
                f"Which agency can do it, or stand beside {who.them} in it? Name that agency.",
                f"Is it something {who.they} already {who.do} to keep safe? Make it a protective effort.",
            ),
            by_hand=True,
        )
