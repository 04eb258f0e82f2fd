"""The one whom a line begins with, "he", "Mother", "the father": taken off where it can only be the one who acts.

Where that is open, it is asked; nobody's act is ever given to somebody else.
"""

from __future__ import annotations

from dataclasses import dataclass

from mapping.casemap import CaseMap
from mapping.naming import Naming
from mapping.quickadd.cast import Cast
from mapping.quickadd.opening import Begun, beginning_of
from mapping.quickadd.reading import Way
from mapping.quickadd.slots import fill_slots
from mapping.quickadd.whodid import Setting, Turned, Unclear, hear, is_meant
from mapping.rules import HARMING_ROLES
from mapping.vocabulary import Vocabulary

_HIS = ("", "behaviour")
"""Where only the default is left, and where what he does is wanted."""
_ACTING = ("protective_effort", "goal", "child_impact")
"""Other kinds whose titles begin with the verb, because the program supplies the one who acts."""
_BEGIN_WITH_HIM = "Here the line says what the one does whose pattern is mapped: begin with the verb."
_WHICH_KIND = (
    "If that is someone who acts to keep the children safe, choose that kind beside the line; "
    "if it was done to them, begin with the verb and name them with @."
)


@dataclass(frozen=True, slots=True, repr=False)
class Taken:
    """A title as it will stand; `turned` was taken off it. With a `problem` there may be `ways` to say it.

    `kept` says that the worker wants the words as they are, whomever they begin with; `refused` that they may not be.
    """

    title: str
    problem: str = ""
    turned: str = ""
    ways: tuple[Way, ...] = ()
    kept: bool = False
    refused: bool = False


def take_subject(
    cast: Cast, kind: str, case: CaseMap, vocabulary: Vocabulary, *, chosen: bool, as_typed: bool = False
) -> Taken:
    """The title without the one it begins with, who becomes the actor of the cast; or what is not clear.

    `kind` is "" where only the default is left; `chosen` says that the worker chose it, `as_typed` that nothing is to
    be taken off or asked.
    """
    if kind in _HIS and not cast.actor:
        return _his(cast, kind, case, vocabulary, chosen=chosen, as_typed=as_typed)
    begun = beginning_of(cast.title, case, vocabulary) if kind in _ACTING else None
    if begun is None:
        return Taken(cast.title)
    if begun.person:
        return _named(begun, cast, kind, case)
    return _pronoun(begun, cast, kind, Setting(case, vocabulary, Naming(case, veiled=True), named=cast.named), chosen)


def _his(cast: Cast, kind: str, case: CaseMap, vocabulary: Vocabulary, *, chosen: bool, as_typed: bool) -> Taken:
    """What he does: he is taken off, and anybody else is asked about."""
    by = str(fill_slots("behaviour", "", tuple(cast.named), cast.roles, case).fields.get("by", ""))
    on = Setting(case, vocabulary, Naming(case, veiled=True), by, cast.named, sure=chosen)
    heard = hear(cast.title, on)
    match heard:
        case Turned() if not as_typed:
            cast.actor = heard.by
            return Taken(heard.title, turned=heard.word)
        case Unclear() if heard.refused or not as_typed:
            return Taken(cast.title, heard.question, ways=heard.ways, refused=heard.refused)
    return Taken(cast.title, kept=heard is not None)


def _named(begun: Begun, cast: Cast, kind: str, case: CaseMap) -> Taken:
    roles = cast.roles.get(begun.person, frozenset())
    harming = bool(roles & HARMING_ROLES)
    if cast.actor or (kind == "protective_effort" and harming) or (kind == "child_impact" and "child" not in roles):
        return Taken(cast.title)
    if kind == "goal" and not harming:
        who = Naming(case, veiled=True).inside(begun.person)
        return Taken(cast.title, f"This begins with {who}. {_BEGIN_WITH_HIM}")
    cast.actor = begun.person
    return Taken(begun.rest)


def _pronoun(begun: Begun, cast: Cast, kind: str, on: Setting, chosen: bool) -> Taken:
    """Take "she" off where it can only be the one who acts; that the worker chose the kind settles it too."""
    filled = fill_slots(kind, cast.actor, tuple(cast.named), cast.roles, on.case).fields
    who = next((str(filled[name]) for name in ("by", "person", "child") if filled.get(name)), "")
    sure = is_meant(begun.word, who, on) if who else None
    if kind == "child_impact":
        return Taken(begun.rest if sure else cast.title)
    if sure or (sure is None and who and chosen):
        return Taken(begun.rest)
    if not who:
        return Taken(cast.title)
    inside = on.naming.inside(who)
    if sure is None:
        question = f"Who is “{begun.word}”? If it is {inside}, begin with the verb, or choose the kind beside the line."
        return Taken(cast.title, question)
    return Taken(cast.title, f"“{begun.word}” does not seem to be {inside}. {_WHICH_KIND}")
