"""Which fields of each kind come first in its form, which wait behind "More", and which are never shown there."""

from __future__ import annotations

from mapping.aside import is_aside
from mapping.casemap import CaseMap
from mapping.checks.words import check_words
from mapping.entries import Entry, Gap, Link, Thing
from mapping.fields import ID, PLACE, Field, fields_of
from mapping.find import kind_of
from mapping.naming import Naming
from mapping.rules import PATHWAY_LINKS
from mapping.vocabulary import Vocabulary, load_vocabulary

FIRST: dict[str, tuple[str, ...]] = {
    "case": ("reference", "labels", "opened", "review_on"),
    "link": ("pathway", "note", "status", "cites"),
    "person": ("roles", "label", "name", "pronouns", "born", "account"),
    "relationship": ("from_id", "relation", "to_id", "since", "until"),
    "behaviour": ("account", "toward", "category", "when", "frequency"),
    "incident": ("account", "when", "place_type", "present"),
    "family_impact": ("account", "category", "when"),
    "survivor_impact": ("account", "person", "category", "when"),
    "child_impact": ("account", "child", "category", "when"),
    "protective_effort": ("account", "by", "for_", "category", "when", "meant_to_prevent", "outcome"),
    "intersection": ("category", "person", "how_used", "how_limits", "being_done"),
    "response": ("account", "agency", "category", "effect", "load_moved_to", "when"),
    "order": ("terms", "category", "binds", "protects", "since", "until", "served"),
    "source": ("type", "who", "person", "agency", "date", "attribution"),
    "allegation": ("account", "by", "about", "before_and_after", "finding"),
    "engagement": (
        "person",
        "by",
        "when",
        "setting",
        "survivor_warned",
        "outcome",
        "put_to_him",
        "reply",
        "account",
    ),
    "goal": ("person", "toward", "by", "seen_by", "success", "state"),
    "change": ("account", "person", "question", "level", "direction", "when"),
    "programme": ("account", "person", "state", "accredited", "partner_support"),
    "action": ("agency", "owner", "by", "state", "account"),
    "gap": ("state", "who_might_know", "safe_way", "by", "account"),
    "safety_item": ("account", "at_risk", "trigger", "mitigation"),
    "view": ("account", "person", "when", "verbatim", "may_share_with"),
    "session": ("when", "purpose", "attended", "account"),
    "sharing": ("audience", "when", "basis", "decided_by", "account"),
    "note": ("account",),
}
"""The fields that a form opens with, beside who says so; whatever holds something stands there too."""
_NEVER = ("id", "position", "when_said", "kind", "from_id", "to_id")
_ALWAYS_FOLDED = ("identifiers", "recorded_as", "content_sha256", "locale")
"""Kept behind "More" even when they hold something: what can lead to someone, and what is looked at seldom."""


def shown_fields(thing: Thing) -> tuple[Field, ...]:
    """The fields of a thing that a form has: the title stands over it, and without a list there is no category."""
    kind = kind_of(thing)
    never = set(_NEVER) - (set() if kind != "relationship" else {"from_id", "to_id"})
    if kind != "person":
        never.add("title")
    if isinstance(thing, Link) and thing.kind not in PATHWAY_LINKS:
        never.add("pathway")
    if tells_the_program(thing) or (not load_vocabulary().category_family(kind) and not getattr(thing, "category", "")):
        never.add("category")
    return tuple(
        each for each in fields_of(type(thing)) if each.name not in never and each.shape.form not in (ID, PLACE)
    )


def tells_the_program(thing: Thing) -> bool:
    """Whether a category is no word for people: it says which check a gap answers, or what a note is about."""
    if isinstance(thing, Gap):
        return thing.category in check_words()
    return isinstance(thing, Entry) and is_aside(thing)


def first_fields(thing: Thing, case: CaseMap) -> tuple[Field, ...]:
    """The fields that stand open, in their order."""
    order = (*FIRST.get(kind_of(thing), ()), *(("by",) if _several_act(thing, case) else ()))
    there = {each.name: each for each in shown_fields(thing)}
    first = [there[name] for name in order if name in there]
    if "cites" in there and there["cites"] not in first:
        first.append(there["cites"])
    holding = [each for each in there.values() if each not in first and _holds(thing, each)]
    return (*first, *holding)


def _several_act(thing: Thing, case: CaseMap) -> bool:
    return kind_of(thing) == "behaviour" and len(Naming(case, True).perpetrators) > 1


def _holds(thing: Thing, field: Field) -> bool:
    value = getattr(thing, field.name)
    redundant = field.name == "by" and kind_of(thing) == "behaviour"
    return value not in ("", (), None) and field.name not in _ALWAYS_FOLDED and not redundant


def folded_fields(thing: Thing, case: CaseMap, vocabulary: Vocabulary) -> tuple[Field, ...]:
    """The other fields, in the order of the catalogue's form."""
    first = {each.name for each in first_fields(thing, case)}
    order = {words.name: place for place, words in enumerate(vocabulary.form(kind_of(thing)))}
    rest = [each for each in shown_fields(thing) if each.name not in first]
    return tuple(sorted(rest, key=lambda each: order.get(each.file_name, len(order))))
