"""Who goes where: for each kind of entry, the fields that people fill, and whom the program may put there unasked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mapping.casemap import CaseMap
from mapping.entries import Person
from mapping.naming import Naming
from mapping.rules import HARMING_ROLES, VICTIM_ROLES

ABOUT = "(about)"
"""Stands for a link that says whom an entry is about; no field is called so."""
_WORKERS = frozenset({"professional", "supervisor", "interpreter"})
Fits = Callable[[frozenset[str]], bool]
"""Whether someone with these roles belongs in a slot."""


@dataclass(frozen=True, slots=True, repr=False)
class Slot:
    """One field that people fill.

    `only` is the role whose only holder is meant where nobody is named; without one, or with several of them, the
    `missing` sentence is said. A slot without that sentence may stay empty.
    """

    field: str
    fits: Fits
    many: bool = False
    only: str = ""
    missing: str = ""


def _harming(roles: frozenset[str]) -> bool:
    return bool(roles & HARMING_ROLES)


def _victim(roles: frozenset[str]) -> bool:
    return bool(roles & VICTIM_ROLES)


def _child(roles: frozenset[str]) -> bool:
    return "child" in roles


def _protector(roles: frozenset[str]) -> bool:
    return not roles & HARMING_ROLES and "child" not in roles


def _anyone(_roles: frozenset[str]) -> bool:
    return True


_HIM = Slot("person", _harming, only="perpetrator", missing="Whom is it about? Name the person with @.")
SLOTS: dict[str, tuple[Slot, ...]] = {
    "behaviour": (
        Slot("by", _harming, only="perpetrator", missing="Who does this? Name one person with @."),
        Slot("toward", _anyone, many=True),
    ),
    "incident": (Slot("present", _anyone, many=True),),
    "survivor_impact": (
        Slot("person", _victim, only="survivor", missing="To whom was this done? Name the person with @."),
    ),
    "child_impact": (Slot("child", _child, only="child", missing="Which child? Name one child with @."),),
    "protective_effort": (
        Slot(
            "by", _protector, only="survivor", missing="Who did this? Begin the line with the person: @ and the name."
        ),
        Slot("for_", _anyone, many=True),
    ),
    "intersection": (Slot("person", _anyone, missing="Whose circumstance is it? Name the person with @."),),
    "order": (Slot("binds", _harming, many=True), Slot("protects", _anyone, many=True)),
    "source": (Slot("person", _anyone),),
    "allegation": (
        Slot("by", _anyone, missing="Who makes the claim? Begin the line with the person: @ and the name."),
        Slot("about", _anyone, missing="About whom is the claim? Name that person with @ as well."),
    ),
    "relationship": (
        Slot("from_id", _anyone, missing="Which two people? Name both with @, in the order of the sentence."),
        Slot("to_id", _anyone, missing="To whom? Name the second person with @ as well."),
    ),
    "engagement": (_HIM,),
    "goal": (_HIM, Slot("toward", _anyone, many=True)),
    "change": (_HIM,),
    "programme": (_HIM,),
    "action": (Slot("about", _anyone),),
    "safety_item": (Slot("at_risk", _anyone, many=True),),
    "view": (Slot("person", _anyone, missing="Whose view is it? Name the person with @."),),
    "gap": (Slot(ABOUT, _anyone, many=True),),
    "note": (Slot(ABOUT, _anyone, many=True),),
}
"""The slots of each kind, in the order in which they are filled; a kind that is not here has no place for people."""

NOBODY = {
    "behaviour": "The person whose pattern is mapped is not on the map yet: #perpetrator and a name adds them.",
    "protective_effort": "The other parent is not on the map yet: #survivor and a name adds them.",
    "survivor_impact": "The other parent is not on the map yet: #survivor and a name adds them.",
    "child_impact": "No child is on the map yet: #child and a name adds one.",
}
"""What is said where nobody could fill the first slot of a kind."""


@dataclass(frozen=True, slots=True, repr=False)
class Filled:
    """The people of a line in their fields; `left` had no place; `missing` says who is lacking."""

    fields: dict[str, str | tuple[str, ...]]
    left: tuple[str, ...] = ()
    missing: str = ""


def fill_slots(
    kind: str, actor: str, named: tuple[str, ...], roles: dict[str, frozenset[str]], case: CaseMap
) -> Filled:
    """Put the people of a line where they belong; `actor` stands at its beginning and goes first, whatever their role.

    `roles` gives the roles of everybody named, those who are new on the map among them.
    """
    fields: dict[str, str | tuple[str, ...]] = {}
    left = list(dict.fromkeys((*([actor] if actor else ()), *named)))
    missing = ""
    for place, slot in enumerate(SLOTS.get(kind, ())):
        if slot.many:
            found = tuple(each for each in left if slot.fits(roles.get(each, frozenset())))
            if found:
                fields[slot.field] = found
            left = [each for each in left if each not in found]
            continue
        one, trouble = _one(slot, actor if not place else "", left, roles, case)
        missing = missing or trouble
        if one:
            fields[slot.field] = one
            left = [each for each in left if each != one]
    if missing and not named and not actor and not _anybody(kind, case):
        missing = NOBODY[kind]
    return Filled(fields, tuple(left), missing)


def takes(kind: str, people: tuple[frozenset[str], ...]) -> bool:
    """Whether a kind has a place for everybody with these roles."""
    return all(any(slot.fits(roles) for slot in SLOTS.get(kind, ())) for roles in people)


def _one(slot: Slot, actor: str, left: list[str], roles: dict[str, frozenset[str]], case: CaseMap) -> tuple[str, str]:
    """Who fills a slot for one person, or what is missing."""
    fitting = [each for each in left if slot.fits(roles.get(each, frozenset()))]
    if actor:
        return actor, ""
    if len(fitting) == 1 or (fitting and slot.fits is _anyone):
        return fitting[0], ""
    if len(fitting) > 1:
        return "", slot.missing
    holders = Naming(case, True).with_role(slot.only) if slot.only else ()
    return (holders[0].id, "") if len(holders) == 1 else ("", slot.missing)


def _anybody(kind: str, case: CaseMap) -> bool:
    """Whether someone on the map could fill the first slot of a kind."""
    if kind not in NOBODY:
        return True
    fits = SLOTS[kind][0].fits
    return any(fits(frozenset(person.roles)) for person in case.of(Person))
