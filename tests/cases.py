"""Cases for tests: small builders with sensible values, the published cases, and any valid case for Hypothesis."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from exports.interchange import read_file
from mapping.casemap import CaseMap
from mapping.entries import (
    ENTRY_CLASSES,
    Behaviour,
    ChildImpact,
    Cite,
    Entry,
    FamilyImpact,
    Goal,
    Header,
    Link,
    Order,
    Person,
    Position,
    Programme,
    ProtectiveEffort,
    Source,
    SurvivorImpact,
)
from mapping.fields import Field, Shape, fields_of
from mapping.rules import ANY, HARMING_ROLES, LINKS, VICTIM_ROLES

PUBLISHED = Path(__file__).parent / "data" / "cases"
PUBLISHED_NAMES = ("open-01-after-prison", "open-02-school-basement")


def published(name: str) -> CaseMap:
    """One of the published cases."""
    return read_file(PUBLISHED / f"{name}.case.json")


def answers(name: str) -> dict[str, Any]:
    """The answer key of a published case, which was computed without this program."""
    return json.loads((PUBLISHED / f"{name}.answers.json").read_text("utf-8"))


# ------------------------------------------------------------------------------------------------ builders


def person(identity: str = "p1", *roles: str, **values: Any) -> Person:
    """Someone on the map; the perpetrator where no role is given."""
    values.setdefault("label", "Father" if not roles else roles[0].replace("_", " ").capitalize())
    return Person(id=identity, roles=roles or ("perpetrator",), **values)


def family() -> tuple[Person, Person, Person]:
    """A father who harms (p1), a mother (p2) and a child (p3)."""
    return (
        person("p1", "perpetrator", label="Father", name="Daniel", pronouns="he/him"),
        person("p2", "survivor", label="Mother", name="Amira", pronouns="she/her"),
        person("p3", "child", label="Elder child", name="Noor", pronouns="they/them"),
    )


def behaviour(identity: str = "B1", title: str = "took her wages", **values: Any) -> Behaviour:
    """Something the father does."""
    return Behaviour(id=identity, title=title, **({"by": "p1"} | values))


def family_impact(identity: str = "L1", title: str = "the rent is not paid", **values: Any) -> FamilyImpact:
    """What it does at home."""
    return FamilyImpact(id=identity, title=title, **values)


def survivor_impact(identity: str = "V1", title: str = "cannot plan a week", **values: Any) -> SurvivorImpact:
    """What it does to the mother."""
    return SurvivorImpact(id=identity, title=title, **({"person": "p2"} | values))


def child_impact(identity: str = "I1", title: str = "does not sleep", **values: Any) -> ChildImpact:
    """What it does to the child."""
    return ChildImpact(id=identity, title=title, **({"child": "p3"} | values))


def effort(identity: str = "E1", title: str = "agreed a code word", **values: Any) -> ProtectiveEffort:
    """What the mother does about it."""
    return ProtectiveEffort(id=identity, title=title, **({"by": "p2"} | values))


def source(identity: str = "s1", kind: str = "police", **values: Any) -> Source:
    """Someone or something that says so."""
    return Source(id=identity, type=kind, **values)


def goal(identity: str = "G1", title: str = "returns the car keys", **values: Any) -> Goal:
    """What the father must do."""
    return Goal(id=identity, title=title, **({"person": "p1"} | values))


def order(identity: str = "O1", title: str = "Barring order", **values: Any) -> Order:
    """An order that binds the father and is served."""
    return Order(id=identity, title=title, **({"binds": ("p1",), "served": True} | values))


def programme(identity: str = "P1", title: str = "Twenty-six weeks", **values: Any) -> Programme:
    """The programme the father goes to."""
    return Programme(id=identity, title=title, **({"person": "p1"} | values))


def arrow(kind: str, start: str, end: str, identity: str = "", **values: Any) -> Link:
    """An arrow from one card to another."""
    return Link(id=identity or f"{kind}.{start}.{end}", kind=kind, from_id=start, to_id=end, **values)


def cited(*sources: str, quote: str = "") -> tuple[Cite, ...]:
    """Citations of these sources."""
    return tuple(Cite(source=each, quote=quote) for each in sources)


def case_of(*things: Entry | Link, people: bool = True, **header: Any) -> CaseMap:
    """A case of these entries and links, with the family unless `people` is False."""
    everything: tuple[Entry | Link, ...] = (*family(), *things) if people else things
    entries = {each.id: each for each in everything if isinstance(each, Entry)}
    links = {each.id: each for each in everything if isinstance(each, Link)}
    return CaseMap(Header(**({"id": "case-1", "title": "Mapping 12 March"} | header)), entries, links)


def one_of_every_kind() -> CaseMap:
    """A case with one entry of every kind, each with its required fields only."""
    family_and = {entry.kind: entry for entry in (*family()[:1], behaviour(), source())}
    for kind, owner in ENTRY_CLASSES.items():
        if kind not in family_and:
            family_and[kind] = owner(id=f"{kind}.1", **_least(owner))
    return case_of(*family_and.values())


def _least(owner: type) -> dict[str, Any]:
    """A value for each field that a kind must have."""
    fields = (field for field in fields_of(owner) if field.shape.required and field.name != "id")
    return {field.name: _LEAST.get((owner.kind, field.name)) or _plainest(field.shape) for field in fields}


_LEAST = {("survivor_impact", "person"): "p2", ("child_impact", "child"): "p3", ("protective_effort", "by"): "p2"}


def _plainest(shape: Shape) -> Any:
    plain = {"date": "2026-02-09", "ref": "p1", "choice": shape.choices[:1], "line": "a line", "prose": "some text"}
    found = plain.get(shape.form, "a word")
    return found[0] if isinstance(found, tuple) else found


# ------------------------------------------------------------------------------------------- any valid case

TEXT = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"),
        st.sampled_from("\n\t’“ß\u0301שלום"),
    ),
    max_size=24,
)
IDS = st.from_regex(r"[A-Za-z0-9_.:-]{1,6}", fullmatch=True)
DATES = st.one_of(
    st.sampled_from(("2019", "2019~", "2016?", "2025-10", "2021-22", "2023-04/..", "../2020", "201X", "2004-XX", "")),
    st.dates().map(str),
)
NUMBERS = st.one_of(st.floats(allow_nan=False, allow_infinity=False, width=32), st.integers(-9999, 9999))
POSITIONS = st.builds(Position, x=NUMBERS, y=NUMBERS)
WHO_MAY: dict[tuple[str, str], Callable[[frozenset[str]], bool]] = {
    ("behaviour", "by"): lambda roles: not roles & (VICTIM_ROLES | {"child", "professional"}),
    ("goal", "person"): lambda roles: not roles & (VICTIM_ROLES | {"child"}),
    ("protective_effort", "by"): lambda roles: not roles & HARMING_ROLES,
    ("survivor_impact", "person"): lambda roles: not roles & HARMING_ROLES or bool(roles & VICTIM_ROLES),
    ("child_impact", "child"): lambda roles: "child" in roles,
}
"""Who may stand in a field, by the rules of the practice."""
SOME_ROLES = st.one_of(
    st.sampled_from(("perpetrator", "survivor", "child", "relative", "professional")).map(lambda role: (role,)),
    st.lists(st.sampled_from(("perpetrator", "co_perpetrator", "proxy")), max_size=2, unique=True).map(tuple),
)


class Pool:
    """The ids of a case that is being made, by kind, and the roles of its people."""

    def __init__(self, kinds: dict[str, str], roles: dict[str, tuple[str, ...]]) -> None:
        self.kinds, self.roles = kinds, roles

    def ids(self, owner: type, field: Field) -> list[str]:
        """Whom this field may name."""
        may = WHO_MAY.get((getattr(owner, "kind", ""), field.name), lambda _roles: True)
        wanted = field.shape.kinds
        return [
            each
            for each, kind in self.kinds.items()
            if (not wanted or kind in wanted) and may(frozenset(self.roles.get(each, ())))
        ]

    def can_hold(self, owner: type, *given: str) -> bool:
        """Whether everybody is there whom an entry of this class must name."""
        needed = (field for field in fields_of(owner) if field.shape.required and field.name not in given)
        return all(field.shape.form != "ref" or bool(self.ids(owner, field)) for field in needed)


def _value(owner: type, field: Field, pool: Pool) -> st.SearchStrategy[Any]:
    """Values that fit a field of an entry, link, head or record."""
    shape = field.shape
    match shape.form:
        case "ref":
            return st.sampled_from(pool.ids(owner, field) or [""])
        case "refs":
            ids = pool.ids(owner, field)
            return st.lists(st.sampled_from(ids), max_size=3).map(tuple) if ids else st.just(())
        case "rows" if shape.row:
            return st.lists(things(shape.row, pool), max_size=2).map(tuple) if pool.can_hold(shape.row) else st.just(())
    if shape.choices:
        return _keys(shape)
    return st.sampled_from(("P1", "P5.10")) if shape.pattern else _PLAIN[shape.form]


def _keys(shape: Shape) -> st.SearchStrategy[Any]:
    keys = st.sampled_from(shape.choices)
    return keys if shape.form == "choice" else st.lists(keys, max_size=3).map(tuple)


_AUDIENCES = st.sampled_from(("court", "marac", "perpetrator_may_see", "survivor"))
_READERS = st.one_of(_AUDIENCES, st.builds("{}:{}".format, _AUDIENCES, st.sampled_from(("p1", "school", "P.2-x"))))
_PLAIN: dict[str, st.SearchStrategy[Any]] = {
    "line": TEXT,
    "prose": TEXT,
    "category": TEXT,
    "date": DATES,
    "flag": st.booleans(),
    "place": POSITIONS,
    "readers": st.lists(_READERS, max_size=2).map(tuple),
    "lines": st.lists(TEXT, max_size=2).map(tuple),
    "words": st.dictionaries(TEXT, TEXT, max_size=3).map(lambda found: tuple(found.items())),
}


@st.composite
def things(draw: st.DrawFn, owner: type, pool: Pool, **given: Any) -> Any:
    """Any entry, link, head or record of a class that may stand in the case of `pool`."""
    open_fields = [field for field in fields_of(owner) if field.name not in given]
    may = [field for field in open_fields if not field.shape.required]
    chosen = draw(st.lists(st.sampled_from(may), max_size=4, unique_by=lambda field: field.name)) if may else []
    fields = [field for field in open_fields if field.shape.required] + chosen
    return owner(**given, **{field.name: draw(_value(owner, field, pool)) for field in fields})


@st.composite
def cases(draw: st.DrawFn, most: int = 12) -> CaseMap:
    """Any valid case with at most so many entries."""
    ids = draw(st.lists(IDS, min_size=draw(st.integers(1, most)), max_size=most + 1, unique=True))
    header_id, *rest = ids
    pool = draw(_pools(rest))
    entries: dict[str, Entry] = {}
    for each, kind in pool.kinds.items():
        given = {"id": each} | ({"roles": pool.roles[each]} if kind == "person" else {})
        entries[each] = draw(things(ENTRY_CLASSES[kind], pool, **given))
    links = {link.id: link for link in draw(_links(pool)) if link.id not in ids}
    return CaseMap(draw(things(Header, pool, id=header_id)), entries, links)


@st.composite
def _pools(draw: st.DrawFn, ids: list[str]) -> Pool:
    """A kind for each id, and a part for each person, so that everyone has whom they must name."""
    people = {each: draw(SOME_ROLES) for each in ids[:4]}
    pool = Pool(dict.fromkeys(people, "person"), people)
    kinds = [kind for kind, owner in ENTRY_CLASSES.items() if kind != "person" and pool.can_hold(owner, "id")]
    pool.kinds |= {each: draw(st.sampled_from(kinds)) for each in ids[4:]}
    return pool


@st.composite
def _links(draw: st.DrawFn, pool: Pool) -> list[Link]:
    """Arrows that the rules allow; one effect leads to a later one only, so that no circle comes about."""
    places = {each: number for number, each in enumerate(pool.kinds)}
    pairs = [
        (kind, start, end)
        for kind, (starts, ends) in LINKS.items()
        for start in _of_kinds(pool, starts)
        for end in _of_kinds(pool, ends)
        if start != end and (kind != "leads_to" or places[start] < places[end])
    ]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=6, unique=True)) if pairs else []
    return [
        draw(things(Link, pool, id=f"link{number}", kind=kind, from_id=start, to_id=end))
        for number, (kind, start, end) in enumerate(chosen)
    ]


def _of_kinds(pool: Pool, kinds: Iterable[str]) -> list[str]:
    wanted = tuple(kinds)
    return [each for each, kind in pool.kinds.items() if kind in wanted or wanted == (ANY,)]
