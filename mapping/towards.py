"""Behaviours by whom they are aimed at: a survivor, the children, everyone else; it makes no sentence of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mapping.casemap import natural
from mapping.entries import Behaviour
from mapping.naming import Naming
from mapping.phrasing import among, begins_with_verb
from mapping.rules import VICTIM_ROLES
from mapping.voice import among_people

_PRONOUNS = re.compile(r"\b(?:her|hers|him|she|he|them)\b")
_SAYS_TO_WHOM = ("towards", "toward", "against", "to")


@dataclass(frozen=True, slots=True, repr=False)
class Towards:
    """Behaviours aimed at the same people; `unnamed` where a title speaks of them and does not say who they are."""

    people: tuple[str, ...]
    behaviours: tuple[Behaviour, ...]
    unnamed: bool

    def says_to_whom(self, behaviour: Behaviour) -> bool:
        """Whether a title says by itself at whom it was aimed: "threats to relatives"."""
        words = behaviour.title.casefold().split()
        return not self.people or any(word in _SAYS_TO_WHOM for word in words[1:-1])


def towards(behaviours: Iterable[Behaviour], naming: Naming) -> tuple[Towards, ...]:
    """Behaviours in groups: each survivor, then the children, then all others; within a group in the order given."""
    victims = {person.id: place for place, person in enumerate(naming.with_role(*VICTIM_ROLES))}
    children = {person.id: place for place, person in enumerate(naming.children)}
    groups: dict[tuple[int, tuple[str, ...]], list[Behaviour]] = {}
    for each in behaviours:
        groups.setdefault(_group(each, victims, children, naming), []).append(each)
    keys = sorted(groups, key=lambda key: (key[0], [victims.get(each, 0) for each in key[1]], len(key[1])))
    return tuple(_towards(key, groups[key], naming) for key in keys)


def _towards(key: tuple[int, tuple[str, ...]], found: list[Behaviour], naming: Naming) -> Towards:
    acts = [each for each in found if begins_with_verb(each.title)]
    unnamed = bool(key[1]) and any(speaks_of(each, naming) for each in acts)
    return Towards(key[1], tuple(found), unnamed)


def _group(
    behaviour: Behaviour, victims: dict[str, int], children: dict[str, int], naming: Naming
) -> tuple[int, tuple[str, ...]]:
    """The place of a group and the people it is about."""
    targets = tuple(sorted(dict.fromkeys(behaviour.toward), key=lambda each: _place(each, victims, children)))
    spoken = speaks_of(behaviour, naming)
    theirs = tuple(each for each in targets if each in victims)
    minors = tuple(each for each in targets if each in children)
    if spoken == "several" and len(targets) > 1:
        return (0 if theirs else 1 if minors else 2), targets
    if theirs:
        return 0, theirs[:1]
    if minors:
        return 1, minors if spoken else ()
    return 2, targets if spoken else ()


def _place(identity: str, victims: dict[str, int], children: dict[str, int]) -> tuple[int, int, object]:
    if identity in victims:
        return 0, victims[identity], ()
    return (1, children[identity], ()) if identity in children else (2, 0, natural(identity))


def speaks_of(behaviour: Behaviour, naming: Naming) -> str:
    """ "one" or "several" where a title speaks of somebody by a pronoun that is not the doer's own, else ""."""
    own = naming.pronoun(behaviour.by, "subject") or "he"
    before = re.split(_PRONOUNS, behaviour.title.casefold(), maxsplit=1)[0]
    if among_people(before):
        return ""
    if among("of_several", behaviour.title) and len(behaviour.toward) > 1:
        return "several"
    return "one" if set(among("of_one", behaviour.title)) - {own} else ""
