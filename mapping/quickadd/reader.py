"""Reads one typed line: looks up its marks, decides its kind, puts all in its place, and says what is missing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from mapping.casemap import CaseMap
from mapping.dates import spoken
from mapping.errors import CaseError
from mapping.naming import Naming
from mapping.quickadd import marks
from mapping.quickadd.cast import cast_of
from mapping.quickadd.deciding import decide
from mapping.quickadd.making import command
from mapping.quickadd.marks import marks_of
from mapping.quickadd.meanings import CHOSEN, Meaning, find_meanings, meanings
from mapping.quickadd.placing import Draft, Line, place
from mapping.quickadd.reading import Part, Reading
from mapping.quickadd.tokens import Lookup, Token
from mapping.vocabulary import Vocabulary

_KEYWORD = re.compile(r"\s*([^\W\d_][\w ]{1,24}):\s+(?=\S)")


def read_line(
    case: CaseMap,
    text: str,
    vocabulary: Vocabulary,
    today: date,
    kind: str | None = None,
    *,
    veiled: bool = False,
    as_typed: bool = False,
) -> Reading:
    """What a typed line means on this map; `kind` where the worker has chosen one, else it follows from the line.

    Never raises: what cannot be read is said in `problem`. With `veiled` no part of the reading shows a name; with
    `as_typed` the words stand as they are, whomever they begin with.
    """
    if not text.strip():
        return Reading(kind=kind or "")
    chosen, skipped = (kind, 0) if kind else _keyword(case, text, vocabulary)
    offered = meanings(case, vocabulary, chosen or _kind_marked(case, text, vocabulary))
    tokens = Lookup(case, vocabulary, today, offered).tokens(text, skipped)
    return read_tokens(case, tokens, vocabulary, chosen, veiled=veiled, as_typed=as_typed)


def read_tokens(
    case: CaseMap,
    tokens: tuple[Token, ...],
    vocabulary: Vocabulary,
    chosen: str,
    *,
    veiled: bool = False,
    as_typed: bool = False,
) -> Reading:
    """What words and marks that are looked up already mean, as one entry of the kind that is `chosen`, or of any."""
    cast = cast_of(case, tokens)
    decision = decide(tokens, chosen, cast, Naming(case, veiled=True), vocabulary)
    draft = place(case, vocabulary, Line(tokens, cast, decision, bool(chosen), as_typed))
    parts = tuple(_part(token, draft.kind, Naming(case, veiled)) for token in tokens)
    reading = Reading(
        draft.kind, draft.values, draft.about, draft.sources, tuple(draft.new_people), parts, draft.problem,
        _turned(draft, Naming(case, veiled)), draft.ways, draft.refused, not decision.kind and bool(draft.problem),
    )  # fmt: skip
    return replace(reading, problem=reading.problem or _refusal(case, reading))


def _turned(draft: Draft, naming: Naming) -> Part | None:
    """The word that was taken off a title, and whom it was taken for."""
    who = str(draft.values.get("by", ""))
    return Part("", draft.turned, 0, 0, naming.short(who)) if draft.turned and who else None


def _refusal(case: CaseMap, reading: Reading) -> str:
    """Why the rules would refuse what was read; "" if they would not."""
    try:
        command(case, reading)
    except CaseError as refused:
        return " ".join((str(refused), *refused.offers))
    return ""


def _keyword(case: CaseMap, text: str, vocabulary: Vocabulary) -> tuple[str, int]:
    """ "gap: who collects them?" chooses the kind as the list beside the line does; and where the words go on."""
    found = _KEYWORD.match(text)
    kinds = _kinds_called(case, found[1], vocabulary) if found else set()
    return (kinds.pop(), found.end()) if found and len(kinds) == 1 else ("", 0)


def _kinds_called(case: CaseMap, words: str, vocabulary: Vocabulary) -> set[str]:
    named = tuple(each for each in meanings(case, vocabulary) if each.sort == "kind")
    return {each.kind for each in find_meanings(words, named)}


def _kind_marked(case: CaseMap, text: str, vocabulary: Vocabulary) -> str:
    """The kind that a # of the line names, if that kind has a list of its own to take other # from."""
    for mark in marks_of(text):
        kinds = _kinds_called(case, mark.words.split()[0], vocabulary) if mark.sign == marks.KIND else set()
        if len(kinds) == 1 and kinds <= CHOSEN.keys():
            return kinds.pop()
    return ""


def _part(token: Token, kind: str, naming: Naming) -> Part:
    """What is shown of a token, and what it was taken for."""
    mark = token.mark
    meaning, known = _meaning(token, kind, naming)
    exact = token.when.edtf if token.when else ""
    return Part(mark.sign, mark.words, mark.start, mark.end, meaning, known, exact)


def _meaning(token: Token, kind: str, naming: Naming) -> tuple[str, bool]:
    match token.sign:
        case marks.PERSON if token.new:
            shown = token.new.label if naming.veiled or not token.new.name else f"{token.new.name} ({token.new.label})"
            return f"new: {shown}", True
        case marks.PERSON:
            return (naming.short(token.people[0]), True) if len(token.people) == 1 else ("", False)
        case marks.KIND:
            return _kind_meaning(token.meanings, kind)
        case marks.DATE:
            return _date_meaning(token.when.edtf) if token.when else "", True
        case marks.SOURCE:
            return "" if token.source and token.source.id else "new source", True
    return "", True


def _date_meaning(edtf: str) -> str:
    """A date in words; "" for one with open digits ("201X"), which the words that were typed say better."""
    return "" if "X" in edtf else spoken(edtf) or "kept as it was said"


def _kind_meaning(found: tuple[Meaning, ...], kind: str) -> tuple[str, bool]:
    fitting = [each for each in found if each.kind == kind] or list(found)
    if not fitting:
        return "own word", bool(kind)
    return fitting[0].label, len(fitting) == 1 or len({each.label for each in fitting}) == 1 or fitting[0].kind == kind
