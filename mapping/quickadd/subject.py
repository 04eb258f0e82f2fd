"""The one whom a line begins with, "he", "Mother", "the father": taken off where it can only be the one who acts.

Where that is open, it is asked; nobody's act is ever given to somebody else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mapping.casemap import CaseMap
from mapping.entries import Person
from mapping.folding import folded
from mapping.naming import Naming
from mapping.quickadd.cast import Cast
from mapping.quickadd.people import names_of
from mapping.quickadd.slots import fill_slots
from mapping.rules import HARMING_ROLES
from mapping.vocabulary import Vocabulary

PRONOUNS = ("he", "she", "they", "xe", "ze")
ACTING = ("behaviour", "protective_effort", "goal", "child_impact")
"""Kinds whose titles begin with the verb, because the program supplies the one who acts."""
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_BEGIN_WITH_HIM = "Here the line says what the one does whose pattern is mapped: begin with the verb."
_WHICH_KIND = (
    "If that is someone who acts to keep the children safe, choose that kind beside the line; "
    "if it was done to them, begin with the verb and name them with @."
)


@dataclass(frozen=True, slots=True, repr=False)
class Begun:
    """The word that a line begins with and the words behind it; `person` where it names one, "" for a pronoun."""

    word: str
    rest: str
    person: str = ""


def beginning_of(title: str, case: CaseMap, vocabulary: Vocabulary) -> Begun | None:
    """Whom a title begins with, if it begins with anyone and says something behind that."""
    words = title.split()
    if len(words) > 1 and words[0].casefold() in PRONOUNS:
        return Begun(words[0].casefold(), " ".join(words[1:]))
    bare = _ARTICLE.sub("", title)
    found: list[Begun] = []
    for person in case.of(Person):
        for name in names_of(person, case, vocabulary):
            rest = _after(bare, name)
            if rest:
                found.append(Begun(name, rest, person.id))
    return min(found, key=lambda each: len(each.rest), default=None)


def _after(title: str, name: str) -> str:
    """What follows a name at the beginning of a title; "" if the name is not there or nothing follows."""
    count = len(name.split())
    parts = title.split(None, count)
    return parts[count] if len(parts) > count and folded(" ".join(parts[:count])) == name else ""


def take_subject(cast: Cast, kind: str, case: CaseMap, vocabulary: Vocabulary, *, chosen: bool) -> tuple[str, str]:
    """The title without the one it begins with, who becomes the actor of the cast; and what is not clear, or "".

    `kind` is "" where only the default is left; `chosen` says that the worker chose it.
    """
    begun = beginning_of(cast.title, case, vocabulary) if kind in ("", *ACTING) else None
    if begun is None:
        return cast.title, ""
    if begun.person:
        return _named(begun, cast, kind, case)
    return _pronoun(begun, cast, kind, case, chosen=chosen)


def _named(begun: Begun, cast: Cast, kind: str, case: CaseMap) -> tuple[str, str]:
    roles = cast.roles.get(begun.person, frozenset())
    harming = bool(roles & HARMING_ROLES)
    if cast.actor or (kind == "protective_effort" and harming) or (kind == "child_impact" and "child" not in roles):
        return cast.title, ""
    if kind in ("", "behaviour", "goal") and not harming:
        who = Naming(case, veiled=True).inside(begun.person)
        return cast.title, f"This begins with {who}. {_BEGIN_WITH_HIM if kind else _WHICH_KIND}"
    cast.actor = begun.person
    return begun.rest, ""


def _pronoun(begun: Begun, cast: Cast, kind: str, case: CaseMap, *, chosen: bool) -> tuple[str, str]:
    """Take "he" off where it can only be the one who acts; that the worker chose the kind settles it too."""
    filled = fill_slots(kind or "behaviour", cast.actor, tuple(cast.named), cast.roles, case).fields
    who = next((str(filled[name]) for name in ("by", "person", "child") if filled.get(name)), "")
    sure = _is(begun.word, who, cast, case) if who else None
    if kind == "child_impact":
        return (begun.rest if sure else cast.title), ""
    if sure or (sure is None and who and chosen):
        return begun.rest, ""
    if not who:
        return cast.title, ""
    inside = Naming(case, veiled=True).inside(who)
    if sure is None:
        return (
            cast.title,
            f"Who is “{begun.word}”? If it is {inside}, begin with the verb, or choose the kind beside the line.",
        )
    return cast.title, f"“{begun.word}” does not seem to be {inside}. {_WHICH_KIND}"


def _is(word: str, person: str, cast: Cast, case: CaseMap) -> bool | None:
    """Whether a pronoun at the beginning is this person; None where it could be somebody else.

    The other adults whom it could be are those who are not named elsewhere in the line and whose pronoun it may be.
    """
    naming = Naming(case, veiled=True)
    own = naming.pronoun(person, "subject")
    if own and own != word:
        return False
    adults = {each.id for each in (*naming.perpetrators, *naming.survivors)} - {person} - set(cast.named)
    others = [naming.pronoun(each, "subject") for each in adults]
    if own == word:
        return None if word in others else True
    if any(not other or other == word for other in others):
        return False if word in others else None
    return True if adults or cast.named else None
