"""Who may be said to do what: each no with its reason and what to do instead; it knows nothing of arrows or screens.

The refusals are those of the practice (domain 1.15). They speak of people as the naming does; without one, by role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mapping.casemap import CaseMap
from mapping.entries import Action, Behaviour, ChildImpact, Entry, Goal, Person, ProtectiveEffort, SurvivorImpact
from mapping.folding import folded
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary

VICTIM_ROLES = frozenset({"survivor", "earlier_survivor"})
HARMING_ROLES = frozenset({"perpetrator", "co_perpetrator"})
_WORKERS = frozenset({"professional", "supervisor", "interpreter"})
_JOINED = re.compile(r"[,;/+]")
"""What stands between several owners. "And" stands inside the names of services too: "Mother and baby unit"."""
_AND = re.compile(r"\s+and\s+|\s*&\s*")
_ARTICLE = re.compile(r"^(?:the|her|his|their)\s+")


@dataclass(frozen=True, slots=True, repr=False)
class Refusal:
    """A no: the field or end it concerns, why, and what to do instead.

    `by_hand` marks what only the editor refuses: a case file that holds it is read, and a check asks about it.
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
        case Goal():
            yield from _refuse_goal(case, entry.person, naming, unnamed=unnamed)
        case ProtectiveEffort():
            yield from _refuse_protector(case, entry.by, naming, unnamed=unnamed)
        case SurvivorImpact():
            yield from _refuse_harmed(case.entry(entry.person))
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
    elif roles and roles <= _WORKERS:
        yield Refusal("by", "What a service does is a response, not a behaviour.", ("Record it as a response.",))


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


def _refuse_protector(case: CaseMap, identity: str, naming: Naming | None, *, unnamed: bool) -> Iterator[Refusal]:
    if _roles(case.entry(identity)) & HARMING_ROLES:
        who = _called(case, identity, naming, "the one who harms" if unnamed else "")
        yield Refusal(
            "by",
            "A protective effort belongs to those who protect the children from this harm.",
            (f"What {who.they} {who.do} well goes among the behaviours, as constructive conduct.",),
        )


def _refuse_harmed(person: Entry | None) -> Iterator[Refusal]:
    roles = _roles(person)
    if roles & HARMING_ROLES and not roles & VICTIM_ROLES:
        yield Refusal("person", "An effect on the other parent belongs to the survivor.", ("Choose the survivor.",))


def _refuse_child(person: Entry | None) -> Iterator[Refusal]:
    if person is not None and "child" not in _roles(person):
        yield Refusal("child", "An impact on a child needs a child.", ("Choose one of the children on the map.",))


# ------------------------------------------------------------------------------------------------- who owns an action


def _refuse_owner(case: CaseMap, action: Action, naming: Naming | None, *, unnamed: bool) -> Iterator[Refusal]:
    person = owned_by(case, action)
    if person:
        who = _called(case, person, naming, "a survivor or a child" if unnamed else "")
        field = "agency" if _means(case, action.agency) else "owner"
        yield Refusal(
            field,
            f"An action is the work of an agency; none is put on {who.inside}.",
            (
                f"Which agency can do it, or stand beside {who.them} in it? Name that agency.",
                f"Is it something {who.they} already {who.do} to keep safe? Make it a protective effort.",
            ),
            by_hand=True,
        )


def owned_by(case: CaseMap, action: Action) -> str:
    """The id of the survivor or child whom an action names as its agency or owner; "" where it names none."""
    return _means(case, action.agency) or _means(case, action.owner)


def _means(case: CaseMap, words: str) -> str:
    """The survivor or child whom words for an owner mean; a name that a worker shares means the worker."""
    named = {owner for joined in _JOINED.split(words) for owner in _owners(case, joined)} - {""}
    if not named:
        return ""
    workers = {name for person in case.of(Person) if _WORKERS & set(person.roles) for name in _names(case, person)}
    for person in case.of(Person):
        if _roles(person) & (VICTIM_ROLES | {"child"}) and named & (_names(case, person) - workers):
            return person.id
    return ""


def _owners(case: CaseMap, words: str) -> tuple[str, ...]:
    """The one owner whom words name, or several where each is on the map: "Mother and Father"."""
    whole, *parts = (_ARTICLE.sub("", each).strip(" .") for each in (folded(words), *_AND.split(folded(words))))
    if len(parts) == 1:
        return (whole,)
    known = {name for person in case.of(Person) for name in _names(case, person)}
    return tuple(parts) if known.issuperset(parts) else (whole,)


def _names(case: CaseMap, person: Person) -> frozenset[str]:
    """Every name and word, folded, that can only mean one person of a case."""
    own = [person.label, person.name, *person.aliases, *person.name.split()[:1]]
    vocabulary = load_vocabulary()
    for role in person.roles:
        own += [case.header.label(role), vocabulary.term("role", role).short]
    return frozenset(folded(word) for word in own if word.strip())
