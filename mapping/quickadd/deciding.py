"""Decides which kind of thing a line puts on the map, under which word of the catalogue; asks where that is open."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mapping.naming import Naming
from mapping.quickadd import marks
from mapping.quickadd.cast import Cast
from mapping.quickadd.meanings import Meaning
from mapping.quickadd.slots import takes
from mapping.quickadd.tokens import Token
from mapping.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, repr=False)
class Decision:
    """The kind of a line ("" where only a default is left), its words of the catalogue, and what is in the way.

    `roles` are the parts that a new person has; `own` is a team's own word for the category.
    """

    kind: str
    terms: tuple[Meaning, ...] = ()
    own: str = ""
    roles: tuple[Meaning, ...] = ()
    problem: str = ""


def decide(tokens: tuple[Token, ...], chosen: str, cast: Cast, naming: Naming, vocabulary: Vocabulary) -> Decision:
    """What the # marks of a line come to; `chosen` is the kind that the worker chose, or "".

    A part in the case (#child, #mother) makes the line a person where it stands at the beginning and nobody is named
    with @, or where the word means nothing else; elsewhere #child is what is done to one.
    """
    decision = Decision(chosen or ("person" if _makes_a_person(tokens) else ""))
    people = tuple(cast.roles[each] for each in cast.everybody)
    for token in tokens:
        if token.sign == marks.KIND and not decision.problem:
            fitting = _preferred(token.meanings, decision.kind, people)
            decision = _with(decision, token, fitting, naming.fill(vocabulary.kind(_kind_of(fitting)).label))
    if not decision.kind and any(token.role for token in tokens) and not any(not token.sign for token in tokens):
        return replace(decision, kind="person")
    return decision


def _makes_a_person(tokens: tuple[Token, ...]) -> bool:
    first = tokens[0] if tokens else None
    if first is None or first.sign != marks.KIND or any(token.sign == marks.PERSON for token in tokens):
        return any(token.sign == marks.KIND and token.meanings and _only_parts(token) for token in tokens)
    return any(meaning.sort in ("role", "word") for meaning in first.meanings)


def _only_parts(token: Token) -> bool:
    return all(meaning.sort in ("role", "word") for meaning in token.meanings)


def _kind_of(found: tuple[Meaning, ...]) -> str:
    return found[0].kind if found else ""


def _with(decision: Decision, token: Token, fitting: tuple[Meaning, ...], kind_label: str) -> Decision:
    """The decision with one # more."""
    if not fitting:
        if decision.kind:
            return replace(decision, own=token.mark.words)
        return replace(
            decision, problem=f"No kind of thing is called “{token.mark.words}”. Type # and choose from the list."
        )
    one = _one_of(fitting)
    if one is None:
        some = ", ".join(f"“{meaning.label}”" for meaning in fitting[:3])
        return replace(
            decision, problem=f"“{token.mark.words}” can mean several things: {some}. Type # and choose from the list."
        )
    if decision.kind and one.kind != decision.kind:
        problem = f"“{one.label}” belongs to another kind of thing: {kind_label}. Choose that, or leave the word out."
        return replace(decision, problem=problem)
    if one.sort in ("role", "word"):
        return replace(decision, kind="person", roles=(*decision.roles, one))
    if one.sort == "term":
        return replace(decision, kind=one.kind, terms=(*decision.terms, one))
    return replace(decision, kind=one.kind)


def _preferred(found: tuple[Meaning, ...], kind: str, people: tuple[frozenset[str], ...]) -> tuple[Meaning, ...]:
    """Of several meanings those of the kind that is known already; else those that have a place for these people.

    A part in the case comes last.
    """
    fitting = tuple(meaning for meaning in found if meaning.kind == kind)
    if kind == "person":
        parts = tuple(meaning for meaning in fitting if meaning.sort in ("role", "word"))
        return parts or fitting or found
    things = tuple(meaning for meaning in found if meaning.sort not in ("role", "word"))
    placed = tuple(meaning for meaning in things if takes(meaning.kind, people))
    return fitting or placed or things or found


def _one_of(found: tuple[Meaning, ...]) -> Meaning | None:
    """The one thing that is meant; a kind and a word of the same kind with the same name mean the kind."""
    if len(found) == 1:
        return found[0]
    for sort in ("role", "kind"):
        some = [meaning for meaning in found if meaning.sort == sort]
        if len(some) == 1 and all(meaning.kind == some[0].kind for meaning in found):
            return some[0]
    return None
