"""Runs the checks: what each finds is folded, put into words and given what mends it; no check is known here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from mapping.casemap import CaseMap
from mapping.checks.finding import Finding, Mend, Spot
from mapping.checks.ground import Ground
from mapping.checks.roll import CHECKS
from mapping.checks.words import CheckWords, MendWords, check_words
from mapping.naming import Naming
from mapping.wording import fitted

_ASK_LATER = "Ask someone by a day"
_ANSWER = "Say what was answered, or that it is not to be written here"


def findings(case: CaseMap, naming: Naming | None = None, *, on: date | None = None) -> tuple[Finding, ...]:
    """Everything the checks find that was not answered, in the order in which a worker would take it up.

    Without a naming nobody is called by name. Checks that ask how old something is are silent without a day.
    """
    ground = Ground(case, naming or Naming(case, veiled=True), on)
    return tuple(finding for key, words in check_words().items() for finding in _found(key, words, ground))


def _found(key: str, words: CheckWords, ground: Ground) -> Iterable[Finding]:
    spots = [spot for spot in CHECKS[key](ground) if not ground.covers(key, spot.about)]
    for some in folded(spots, words):
        yield finding_of(words, some, ground)


def folded(spots: list[Spot], words: CheckWords) -> Iterable[list[Spot]]:
    """Spots that one question asks about; those of a text that asks about one only stay by themselves."""
    folds: dict[object, list[Spot]] = {}
    for number, spot in enumerate(spots):
        same = (spot.variant, spot.who, spot.fill) if words.folds(spot.variant) else number
        folds.setdefault(same, []).append(spot)
    return folds.values()


def finding_of(words: CheckWords, spots: list[Spot], ground: Ground) -> Finding:
    """One finding about these spots of a check, with its words and what mends it."""
    first = spots[0]
    about = tuple(dict.fromkeys(identity for spot in spots for identity in spot.about))
    text = _said(words.question(first.variant, len(spots) > 1), first, ground)
    return Finding(words.key, about, text, _said(words.why, first, ground), _mends(words, spots, ground))


def _said(text: str, spot: Spot, ground: Ground) -> str:
    for mark, filling in spot.fill:
        text = text.replace(mark, filling)
    said = fitted(text, ground.naming, spot.who)
    return said[:1].upper() + said[1:]


def _mends(words: CheckWords, spots: list[Spot], ground: Ground) -> tuple[Mend, ...]:
    own = [_mend(each, identity, ground) for each in words.mends for identity in _entries(spots)]
    if not words.fixed:
        own += [Mend("gap", _ASK_LATER), Mend("answer", _ANSWER)]
    return tuple(dict.fromkeys(own))


def _entries(spots: list[Spot]) -> list[str]:
    """The entries that an act can be for, one for each spot; "" for a question about no single one."""
    return [spot.about[0] if len(spot.about) == 1 else "" for spot in spots]


def _mend(words: MendWords, identity: str, ground: Ground) -> Mend:
    people = {"@": identity, "@perpetrator": ground.perpetrator, "@survivor": ground.survivor}
    values = ((name, _resolved(value, people)) for name, value in words.values)
    links = tuple((kind, people.get(start, start), people.get(end, end)) for kind, start, end in words.links)
    return Mend(
        words.act, words.label, identity, words.fields, words.kind, tuple(pair for pair in values if pair[1]), links
    )


def _resolved(value: Any, people: dict[str, str]) -> Any:
    return people.get(value, value) if isinstance(value, str) else value
