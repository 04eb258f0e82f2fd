"""Puts the words, people and dates of a line into the fields of one entry, and says in a sentence what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mapping.casemap import CaseMap
from mapping.entries import ENTRY_CLASSES, Person
from mapping.fields import fields_of
from mapping.naming import Naming
from mapping.phrasing import begins_with_verb
from mapping.quickadd.cast import Cast, contested
from mapping.quickadd.deciding import Decision
from mapping.quickadd.meanings import CHOSEN
from mapping.quickadd.people import person_from
from mapping.quickadd.reactions import says_how_a_child_is
from mapping.quickadd.reading import NEW, NamedSource, NewPerson, Way
from mapping.quickadd.slots import ABOUT, SLOTS, fill_slots
from mapping.quickadd.sources import type_of_person, type_of_words
from mapping.quickadd.subject import Taken, take_subject
from mapping.quickadd.tokens import Token
from mapping.vocabulary import Vocabulary

_TOLD = ("incident", "view", "note")
"""Kinds whose words are an account and not a title."""
_LASTING = ("order", "relationship")
"""Kinds whose dates are two fields, since and until."""
_DATE_FIELDS = {"source": "date", "person": "born"}
_DUE = ("goal", "action", "gap")
"""Kinds for which "~ by March" says by when."""


@dataclass(slots=True, repr=False)
class Draft:
    """The fields of an entry while they are being filled; `problem` keeps the first thing that is wrong."""

    kind: str
    values: dict[str, Any] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    sources: tuple[NamedSource, ...] = ()
    new_people: list[NewPerson] = field(default_factory=list)
    problem: str = ""
    turned: str = ""
    ways: tuple[Way, ...] = ()
    refused: bool = False

    def trouble(self, sentence: str) -> None:
        """Remember what is wrong, unless something is already."""
        self.problem = self.problem or sentence


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One line as far as it has been read: tokens, people, what was decided.

    The worker may have `chosen` the kind, and may want the words `as_typed`, whomever they begin with.
    """

    tokens: tuple[Token, ...]
    cast: Cast
    decision: Decision
    chosen: bool
    as_typed: bool = False


def place(case: CaseMap, vocabulary: Vocabulary, line: Line) -> Draft:
    """The fields that a line fills."""
    draft = Draft(line.decision.kind, problem=line.cast.problem or line.decision.problem)
    draft.new_people = line.cast.new_people
    draft.sources = tuple(token.source for token in line.tokens if token.source)
    if draft.kind == "person":
        _new_person(draft, case, vocabulary, line)
        return draft
    taken = take_subject(line.cast, draft.kind, case, vocabulary, chosen=line.chosen, as_typed=line.as_typed)
    draft.ways = taken.ways if not draft.problem else ()
    draft.trouble(taken.problem)
    draft.turned, draft.refused = taken.turned, taken.refused
    _title(draft, taken, line.cast)
    if not (line.decision.kind or line.as_typed or line.cast.actor or taken.kept):
        _ask_of_child(draft, line.cast, case)
    _people(draft, line.cast, case, vocabulary)
    _category(draft, line.decision)
    if draft.kind == "source" and "type" not in draft.values:
        draft.values["type"] = _source_type(draft, case, vocabulary)
    _required(draft)
    _when(draft, line.tokens)
    return draft


def _new_person(draft: Draft, case: CaseMap, vocabulary: Vocabulary, line: Line) -> None:
    """ "#child Elder child": the words of the line are the person; "@new child Elder child" was one already."""
    roles = line.decision.roles
    if not roles and line.cast.new_people and not line.cast.words:
        return
    keys = tuple(dict.fromkeys(role.key for role in roles if role.key))
    word = next((role.label for role in roles if role.sort == "word"), "")
    if not keys:
        draft.trouble(contested(word) if word else _NO_PART)
        return
    words = line.cast.title or word or next(role.label for role in roles if role.key)
    born = next((token.when.edtf for token in line.tokens if token.when), "")
    draft.new_people.append(person_from(words, keys, word, case, vocabulary, born))


def _title(draft: Draft, taken: Taken, cast: Cast) -> None:
    if not draft.kind:
        draft.kind = "behaviour"
        if taken.title and not (cast.actor or taken.kept or begins_with_verb(taken.title)):
            draft.trouble(_NOT_VERB_FIRST)
    if taken.title:
        draft.values["account" if draft.kind in _TOLD else "title"] = taken.title


def _ask_of_child(draft: Draft, cast: Cast, case: CaseMap) -> None:
    """Where only children are named, and the words say how a child is, nobody's act is made of them unasked."""
    named = tuple(cast.named)
    if not named or not says_how_a_child_is(cast.title) or any("child" not in cast.roles[each] for each in named):
        return
    naming = Naming(case, veiled=True)
    child = naming.inside(named[0]) if len(named) == 1 and case.entry(named[0]) else "the child"
    if not draft.problem:
        draft.ways = (Way(f"What that does to {child}", cast.title, "child_impact"),)
    draft.trouble(_WHOSE.format(child=child))


def _people(draft: Draft, cast: Cast, case: CaseMap, vocabulary: Vocabulary) -> None:
    filled = fill_slots(draft.kind, cast.actor, tuple(cast.named), cast.roles, case)
    draft.values |= {name: value for name, value in filled.fields.items() if name != ABOUT}
    draft.about = tuple(filled.fields.get(ABOUT, ()))
    draft.trouble(filled.missing)
    naming = Naming(case, veiled=True)
    if draft.kind in ("behaviour", "protective_effort") and draft.values.get("by") in cast.inside:
        draft.trouble("Who does this? Begin the line with the one who acts: @ and the name.")
    left = [each for each in filled.left if each not in cast.inside]
    if left:
        draft.trouble(_no_place(left[0], draft.kind, cast, naming, vocabulary))


def _no_place(left: str, kind: str, cast: Cast, naming: Naming, vocabulary: Vocabulary) -> str:
    """What to do with someone who was named and whom this kind has no field for."""
    new = left.startswith(NEW)
    label = cast.new_people[int(left.removeprefix(NEW))].label if new else naming.short(left)
    take_out = f"Take @{'new' if new else label} out"
    called, inside = naming.fill(vocabulary.kind(kind).label), label if new else naming.inside(left)
    if kind in SLOTS:
        return f"“{called}” has no room for {inside} as well. {take_out}."
    article = "An" if called[:1] in "AEIOU" else "A"
    harmed = cast.roles.get(left, frozenset()) & {"survivor", "child"}
    other = f", or choose what that does to {inside} beside the line" if kind == "family_impact" and harmed else ""
    return f"{article} {called[:1].lower()}{called[1:]} is not about one person. {take_out}{other}."


def _category(draft: Draft, decision: Decision) -> None:
    terms = decision.terms
    if len(terms) > 1:
        draft.trouble(f"One kind of thing to a line: “{terms[0].label}” or “{terms[1].label}”.")
    if terms:
        draft.values[terms[0].field] = terms[0].key
    elif decision.own:
        draft.values[CHOSEN[draft.kind][0] if draft.kind in CHOSEN else "category"] = decision.own
    if draft.kind == "response":
        draft.values["effect"] = (terms[0].effect if terms else "") or "unclear"


def _source_type(draft: Draft, case: CaseMap, vocabulary: Vocabulary) -> str:
    person = case.entry(draft.values.get("person", ""))
    if isinstance(person, Person):
        return type_of_person(person)
    return type_of_words(case, draft.values.get("title", ""), vocabulary)


def _required(draft: Draft) -> None:
    """Say what a kind must have and the line does not; people have been asked for already."""
    title = draft.values.get("title", "")
    if draft.kind == "action" and ":" in title:
        agency, _, act = title.partition(":")
        draft.values |= {"agency": agency.strip(), "title": act.strip()}
    asked = {"id", "when", *(slot.field for slot in SLOTS.get(draft.kind, ()))}
    for each in fields_of(ENTRY_CLASSES[draft.kind]):
        if each.shape.required and each.name not in asked and not draft.values.get(each.name):
            draft.trouble(_MISSING.get(each.name, _MISSING["title"]))
    if len(title) > _LONGEST:
        draft.trouble(
            f"At most {_LONGEST} letters fit in a title. Put the rest into the full account, once it is on the map."
        )


def _when(draft: Draft, tokens: tuple[Token, ...]) -> None:
    found = [token for token in tokens if token.when]
    if len(found) > 1:
        draft.trouble("One date to a line: for a stretch of time write “Oct 2025 to Jan 2026”.")
    when = found[0].when if found else None
    needed = any(each.name == "when" and each.shape.required for each in fields_of(ENTRY_CLASSES[draft.kind]))
    if needed and (when is None or not when.edtf):
        draft.trouble("When was it? Write ~ and the day.")
    if when is None:
        return
    due = draft.kind in _DUE and found[0].mark.words.casefold().startswith("by ")
    name = "by" if due else _DATE_FIELDS.get(draft.kind, "when")
    if name == "when" or not when.edtf:
        draft.values["when_said"] = when.said
    if draft.kind in _LASTING:
        since, dash, until = when.edtf.partition("/")
        draft.values |= {"since": since.replace("..", ""), "until": until.replace("..", "") if dash else ""}
        return
    draft.values[name] = when.edtf


_LONGEST = 300
_WHOSE = "Is that how {child} is, or what {child} does? Then it is nobody’s act: say what it is."
_NOT_VERB_FIRST = "What kind of thing is this? Choose it beside the line or with #. What is done begins with the verb."
_NO_PART = "Which part does this person have in the case? For example #child, #relative or #professional."
_MISSING = {
    "title": "Say in a few words what it is.",
    "agency": "Which agency does it? Begin with it: “Housing: changes the locks”.",
    "question": "Which question does it answer? Add #name, #claim or #change.",
    "audience": "Who gets it? Add # and the kind of reader, such as #court.",
    "relation": "How are they connected? Add # and the words, such as #is a parent of.",
}
