"""The words of the catalogue as frozen values; knows neither where they are written nor any case."""

from __future__ import annotations

from dataclasses import dataclass


class VocabularyError(ValueError):
    """The catalogue is not sound; the message names the file, the key and what is wrong."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example under a term. `text` may hold {P}, {S} and {C}; a behaviour's is verb first and without a subject."""

    key: str
    text: str
    high_risk: bool = False
    effect: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One word of one family. `key` never changes; `label` may, and may hold placeholders.

    `short` is what a narrow place shows (the label where the catalogue gives none). `inferred` marks a status that is
    somebody's reading, `thing` a kind of source that is no agency and cannot come to a meeting. A key that is not in
    the catalogue becomes a term with `known` False that shows the key itself.
    """

    family: str
    key: str
    label: str
    meaning: str = ""
    short: str = ""
    parent: str = ""
    examples: tuple[Example, ...] = ()
    retired_examples: tuple[Example, ...] = ()
    constructive: bool = False
    high_risk: bool = False
    inferred: bool = False
    thing: bool = False
    effect: str = ""
    retired: bool = False
    renamed: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class FieldWords:
    """How one field is called, and what helps to fill it; `group` and `order` place it in a form.

    `sensitivity` is the field's own class; "normal" means no stricter than its entry. `choices` names a family.
    """

    kind: str
    name: str
    label: str
    help: str = ""
    group: str = ""
    order: int = 0
    sensitivity: str = "normal"
    choices: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class KindWords:
    """How one kind of entry is called: `label`, `plural`, the `words` over a card, the heading of a `lane`, its note.

    {they}, {them}, {their} and {does} follow the person of the entry, else whoever has the role `subject`. `help` says
    what belongs here, `begin` how to start an empty lane. `shape` names a sign; "" means that it is no card on the map.
    A new entry starts with `sensitivity`, or, where there is one and its person is a child, `sensitivity_of_child`.
    """

    kind: str
    label: str
    plural: str = ""
    words: str = ""
    lane: str = ""
    lane_note: str = ""
    shape: str = ""
    help: str = ""
    begin: str = ""
    subject: str = ""
    category_family: str = ""
    sensitivity: str = "normal"
    sensitivity_of_child: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class LinkWords:
    """How one kind of link is called and read aloud, `forward` from its first card and `reverse` from its second."""

    kind: str
    label: str
    forward: str = ""
    reverse: str = ""
    help: str = ""
    dashed: bool = False
    known: bool = True
