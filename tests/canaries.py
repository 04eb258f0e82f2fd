"""Rich cases for the proof that a reader's copy holds what it should and nothing else: a canary in every field.

A canary is a text that names the kind, field, class and entry it stands in: «gap|account|child_voice|gap.2».
The same seed gives the same case. It knows no reader's rules.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from mapping.casemap import CaseMap
from mapping.entries import ENTRY_CLASSES, SENSITIVITIES, Entry, Header, Link, Person, Position, Relationship
from mapping.fields import Field, Shape, fields_of
from mapping.readers import audiences
from mapping.rules import ANY, LINKS
from tests.cases import WHO_MAY

CANARY = re.compile("«[^»]*»")
AGENCY = "North School"
PEOPLE = {
    "p1": "perpetrator", "p2": "co_perpetrator", "p3": "survivor", "p4": "survivor", "p5": "earlier_survivor",
    "c1": "child", "c2": "child", "c3": "child", "c4": "child", "q1": "relative", "q2": "new_partner",
    "q3": "professional", "q4": "supervisor", "q5": "ally_of_perpetrator",
}  # fmt: skip
PARENTS = (("p3", "c1"), ("p3", "c2"), ("p4", "c3"), ("p1", "c1"))
SOURCE_TYPES = (
    "survivor", "child", "perpetrator", "earlier_survivor", "relative", "police", "intelligence", "court", "school",
    "health", "document", "police", "court", "perpetrator", "survivor", "housing", "probation",
)  # fmt: skip
HIS = {"behaviour": ("by",), "goal": ("person",), "programme": ("person",), "order": ("binds",), "source": ("person",)}
"""Fields in which one of those who harm stands more often than not."""
ATTRIBUTIONS = ("", "named", "named", "named", "unattributed", "unattributed", "safety_only", "session_only")
_OPEN = ("", "normal")
_FIRST_DAY = date(1950, 1, 1)


class Nest:
    """One case as it is made: its ids, and the days that are already used."""

    def __init__(self, seed: int, per_kind: int) -> None:
        self.random = random.Random(f"canaries {seed}")
        self.per_kind = per_kind
        self.days = iter(self.random.sample(range(29_000), 6_000))
        self.kinds = dict.fromkeys(PEOPLE, "person")
        for kind in ENTRY_CLASSES:
            if kind != "person":
                self.kinds |= {f"{kind}.{number}": kind for number in range(1, per_kind + 1)}

    def entry(self, identity: str, kind: str, **given: Any) -> Any:
        """An entry of a kind with every field filled."""
        close = self.random.choice((*SENSITIVITIES, *_OPEN * 14))
        if kind == "person":
            close = self.random.choice(("restricted", *_OPEN * 6))
        return self.filled(ENTRY_CLASSES[kind], f"{kind}|{{}}|{close or 'normal'}|{identity}", identity,
                           **{"id": identity, "sensitivity": close} | given)  # fmt: skip

    def filled(self, owner: type, canary: str, identity: str, **given: Any) -> Any:
        """A thing of a class with a value in every field; `canary` has a hole for the field."""
        values = {
            field.name: self.value(owner, field, canary, identity)
            for field in fields_of(owner)
            if field.name not in given
        }
        return owner(**values | given)

    def value(self, owner: type, field: Field, canary: str, identity: str) -> Any:
        """Some value that fits a field; texts are canaries, and some hold a name too."""
        shape, pick, word = field.shape, self.random, f"«{canary.format(field.name)}»"
        if field.name in self.often_not and pick.random() < 0.6:
            return ""
        if (getattr(owner, "kind", ""), field.name) in self.often:
            return self.often[getattr(owner, "kind", ""), field.name]()
        if shape.pattern:
            return "P1"
        if shape.form in ("ref", "refs"):
            return self.named(owner, field, identity)
        if shape.form == "rows":
            return tuple(self.filled(shape.row, f"{canary.format(field.name + '.{}')}|{n}", identity) for n in (1, 2))
        if shape.choices:
            return self.key(shape)
        return self.plain(field, word)

    often_not = ("obtained_from", "heard_from")

    @property
    def often(self) -> dict[tuple[str, str], Callable[[], str]]:
        """Fields of text that decide something, and what stands in them."""
        return {
            ("source", "type"): lambda: self.random.choice(SOURCE_TYPES),
            ("source", "attribution"): lambda: self.random.choice(ATTRIBUTIONS),
            ("action", "agency"): lambda: self.random.choice((AGENCY, "«an agency of some other name»")),
        }

    def key(self, shape: Shape) -> Any:
        """One of the keys that a field may hold, or none."""
        some = shape.choices if shape.required else ("", *shape.choices)
        return (self.random.choice(shape.choices),) if shape.form == "choices" else self.random.choice(some)

    def plain(self, field: Field, word: str) -> Any:
        """A value that needs to know nothing but the form of its field."""
        pick = self.random
        match field.shape.form:
            case "line" | "prose" if field.name not in ("name", "label"):
                return word if pick.random() < 0.6 else f"{word} {self.name(pick.choice([*PEOPLE]))}"
            case "lines":
                return (word, f"{word[:-1]}|2»")
            case "date":
                return self.day()
            case "flag":
                return pick.choice((True, False, None, None))
            case "place":
                return Position(x=float(pick.randrange(900)), y=float(pick.randrange(900)))
            case "readers":
                return self.readers(field.name)
            case "words":
                return (("perpetrator", word),)
        return word

    @staticmethod
    def name(person: str) -> str:
        """What somebody is called: a canary of its own."""
        return f"«person|name|{person}»"

    def day(self) -> str:
        """A day that stands nowhere else in the case."""
        return (_FIRST_DAY + timedelta(days=next(self.days))).isoformat()

    def readers(self, name: str) -> tuple[str, ...]:
        """Some readers, some of them with whom."""
        pick = self.random
        if pick.random() > (0.15 if name == "withhold_from" else 0.6):
            return ()
        whom = ("", "", ":p1", ":p3", ":c1", ":north_school")
        return tuple(pick.choice([*audiences()]) + pick.choice(whom) for _ in range(pick.randint(1, 4)))

    def named(self, owner: type, field: Field, identity: str) -> Any:
        """Whom or what a field may name."""
        shape, pick = field.shape, self.random
        if field.name in HIS.get(getattr(owner, "kind", ""), ()) and (field.name == "by" or pick.random() < 0.8):
            return pick.choice(("p1", "p2")) if shape.form == "ref" else ("p1", "p3")
        may = WHO_MAY.get((getattr(owner, "kind", ""), field.name), lambda _roles: True)
        ids = [
            each
            for each, kind in self.kinds.items()
            if each != identity and (not shape.kinds or kind in shape.kinds) and may(frozenset({PEOPLE.get(each, "")}))
        ]
        if shape.form == "ref":
            return pick.choice(ids) if shape.required or pick.random() < 0.7 else ""
        child = (
            [pick.choice(("c1", "c2", "c3", "c4"))]
            if field.name in ("toward", "protects") and pick.random() < 0.5
            else []
        )
        return tuple(dict.fromkeys([*child, *pick.sample(ids, min(len(ids), pick.randint(0, 2)))]))

    def links(self) -> list[Link]:
        """Three arrows of every kind, none of them in a circle."""
        places = {each: number for number, each in enumerate(self.kinds)}
        found = []
        for kind, (starts, ends) in LINKS.items():
            pairs = [
                (start, end)
                for start in places
                for end in places
                if self.kinds[start] in starts
                and (self.kinds[end] in ends or ends == (ANY,))
                and places[start] < places[end]
            ] or [
                (s, e) for s in places for e in places if self.kinds[s] in starts and self.kinds[e] in ends and s != e
            ]
            for number, (start, end) in enumerate(self.random.sample(pairs, min(3, len(pairs)))):
                close = self.random.choice((*SENSITIVITIES, *_OPEN * 8))
                identity = f"{kind}.{number}"
                found.append(self.filled(Link, f"link|{{}}|{close or 'normal'}|{identity}", identity, id=identity,
                                         kind=kind, from_id=start, to_id=end, sensitivity=close))  # fmt: skip
        return found


@lru_cache(maxsize=256)
def rich_case(seed: int, per_kind: int = 4) -> CaseMap:
    """The case of this seed: everyone, so many entries of every other kind, three arrows of every kind."""
    nest = Nest(seed, per_kind)
    entries: dict[str, Entry] = {}
    for identity, kind in nest.kinds.items():
        given: dict[str, Any] = {"roles": (PEOPLE[identity],), "name": nest.name(identity)} if kind == "person" else {}
        entries[identity] = nest.entry(identity, kind, **given)
    for number, (parent, child) in enumerate(PARENTS):
        identity = f"parents.{number}"
        entries[identity] = Relationship(id=identity, from_id=parent, to_id=child, relation="parent")
    header = nest.filled(Header, "case|{}|normal|case-1", "", id="case-1")
    return CaseMap(header, entries, {link.id: link for link in nest.links()})


def people_of(case: CaseMap, role: str) -> list[str]:
    """The ids of those who have a role."""
    return [person.id for person in case.of(Person) if role in person.roles]
