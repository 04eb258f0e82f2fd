"""Large maps of the shape that real ones have, and the acts on them that are timed; it judges no figure."""

from __future__ import annotations

import random

from mapping.casemap import CaseMap
from mapping.entries import (
    Action,
    Behaviour,
    ChildImpact,
    Cite,
    Entry,
    FamilyImpact,
    Gap,
    Header,
    Incident,
    Link,
    Person,
    ProtectiveEffort,
    Response,
    Source,
    SurvivorImpact,
)

_SHARES = {
    Behaviour: 0.36, FamilyImpact: 0.14, SurvivorImpact: 0.08, ChildImpact: 0.18, ProtectiveEffort: 0.08,
    Incident: 0.08, Response: 0.04, Gap: 0.02, Action: 0.02,
}  # fmt: skip
"""How many of a hundred cards are of each kind; what is left over are behaviours."""
_LETTERS = {
    Behaviour: "B", FamilyImpact: "L", SurvivorImpact: "V", ChildImpact: "I", ProtectiveEffort: "E", Incident: "F",
    Response: "R", Gap: "N", Action: "T",
}  # fmt: skip
_TITLES = {
    Behaviour: ("checks the phone every night", "takes the wages and asks for each receipt, week after week",
                "questions the elder child about where their mother went", "parks outside the nursery"),
    FamilyImpact: ("home is about to be lost", "every plan and routine is questioned; few of them hold any longer"),
    SurvivorImpact: ("sleeps in the children's room", "has stopped going to the clinic and to her sister's"),
    ChildImpact: ("will not sleep before the house is quiet; tired at school", "believes it is to blame",
                  "two changes of school in a year"),
    ProtectiveEffort: ("agreed a code word with the teacher", "keeps the nursery place going by walking there early"),
    Incident: ("came to the school gate",),
    Response: ("offered a visit once a week", "asked her to keep the doors locked"),
    Gap: ("what does the younger child see and hear in the evenings?",),
    Action: ("asks the school for its attendance record",),
}  # fmt: skip
_CATEGORIES = tuple(f"B{number:02}" for number in range(1, 13))
_ABOUT: tuple[tuple[type[Entry], type[Entry], str, float], ...] = (
    (Behaviour, FamilyImpact, "disrupts", 1.5),
    (Behaviour, SurvivorImpact, "restricts", 0.8),
    (Behaviour, ChildImpact, "harms", 0.4),
    (FamilyImpact, ChildImpact, "harms", 2.4),
    (SurvivorImpact, ChildImpact, "harms", 2.0),
    (FamilyImpact, SurvivorImpact, "leads_to", 0.3),
    (ProtectiveEffort, Behaviour, "answers", 2.0),
    (ProtectiveEffort, ChildImpact, "protects", 1.0),
    (Incident, Behaviour, "evidences", 2.0),
    (Response, Behaviour, "curbs", 2.0),
    (Gap, ChildImpact, "about", 1.0),
)
"""From, to, the kind of link, and how many of them each card of the first kind has."""


def big_case(cards: int, seed: int = 3) -> CaseMap:
    """A case with so many cards and about two links for each; the same number and seed give the same case."""
    dice = random.Random(seed)
    made = _cards(cards, dice)
    people = _people()
    sources = tuple(Source(id=f"s{n}", type="school", who=f"teacher {n}") for n in range(1, 6))
    entries = {entry.id: entry for entry in (*people, *sources, *(card for row in made.values() for card in row))}
    links = {link.id: link for link in _links(made, dice)}
    return CaseMap(Header(id=f"bench-{cards}", title=f"A map of {cards} cards"), entries, links)


def _people() -> tuple[Person, ...]:
    return (
        Person(id="p1", roles=("perpetrator",), label="Father", name="Daniel Harrow", pronouns="he/him/his"),
        Person(id="p2", roles=("survivor",), label="Mother", name="Amira Harrow", pronouns="she/her/her"),
        Person(id="p3", roles=("child",), label="Elder child", name="Noor"),
        Person(id="p4", roles=("child",), label="Younger child", name="Sami"),
        Person(id="p5", roles=("child",), label="Baby", name="Ida"),
        Person(id="p6", roles=("co_perpetrator",), label="Uncle", name="Bram Harrow", pronouns="he/him/his"),
    )


def _cards(cards: int, dice: random.Random) -> dict[type[Entry], list[Entry]]:
    counts = {kind: int(cards * share) for kind, share in _SHARES.items()}
    counts[Behaviour] += cards - sum(counts.values())
    return {kind: [_card(kind, number, dice) for number in range(1, count + 1)] for kind, count in counts.items()}


def _card(kind: type[Entry], number: int, dice: random.Random) -> Entry:
    values: dict[str, object] = {
        "id": f"{_LETTERS[kind]}{number}",
        "title": f"{dice.choice(_TITLES[kind])} ({number})",
        "when": dice.choice(("", "2024", "2025-10", "2026-02-09")),
        "cites": (Cite(source=f"s{dice.randrange(1, 6)}"),) if dice.random() < 0.7 else (),
    }
    if kind is Behaviour:
        values |= {"by": "p6" if dice.random() < 0.1 else "p1", "category": dice.choice(_CATEGORIES)}
    elif kind is ProtectiveEffort:
        values["by"] = "p2"
    elif kind is SurvivorImpact:
        values["person"] = "p2"
    elif kind is ChildImpact:
        values["child"] = dice.choice(("p3", "p4", "p5"))
    elif kind is Incident:
        values["account"] = "Seen by the teacher."
    elif kind is Response:
        values["effect"] = dice.choice(("helpful", "harmful", "mixed"))
    elif kind is Action:
        values["agency"] = "School"
    return kind(**values)  # type: ignore[arg-type]  # each kind's own fields are put together above


def _links(made: dict[type[Entry], list[Entry]], dice: random.Random) -> list[Link]:
    """Most arrows join what lies near in a hidden order, as in a life; some go anywhere."""
    hidden = {kind: dice.sample(row, len(row)) for kind, row in made.items()}
    seen: set[tuple[str, str]] = set()
    links: list[Link] = []
    for start_kind, end_kind, name, each in _ABOUT:
        starts, ends = hidden[start_kind], hidden[end_kind]
        for _ in range(round(len(starts) * each) if ends else 0):
            start = dice.randrange(len(starts))
            near = start / len(starts) * len(ends) + dice.gauss(0, max(1.5, len(ends) * 0.05))
            end = int(near) % len(ends) if dice.random() > 0.08 else dice.randrange(len(ends))
            pair = starts[start].id, ends[end].id
            if pair not in seen:
                seen.add(pair)
                links.append(Link(id=f"l{len(links) + 1}", kind=name, from_id=pair[0], to_id=pair[1]))
    return links
