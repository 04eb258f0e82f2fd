"""Formatting by rule: which cards and arrows bear which mark, and what each mark means; it knows no colour, no shape.

A mark is a fact about what is written. None of them says that a card is weaker than another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mapping.casemap import CaseMap
from mapping.checks.survey import survey
from mapping.echoes import ONE_IS_ENOUGH
from mapping.entries import STATUSES, Behaviour, Entry
from mapping.naming import Naming
from mapping.resting import cards, disputed, sources_of
from mapping.times import happened, meets
from mapping.vocabulary import load_vocabulary
from mapping.wording import is_inferred

RULES = ("recent", "disputed", "one_source", "high_risk", "inferred", "hollow")
DAYS = 90
"""What was within so many days is recent, where nobody chose another number."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The ids of the cards, and for what is disputed or inferred of the arrows, that bear each mark; `days` are those
    of the mark for what is recent."""

    ids: Mapping[str, frozenset[str]]
    days: int = DAYS

    def of(self, identity: str) -> tuple[str, ...]:
        """The marks of one card or arrow, in the order of RULES."""
        return tuple(rule for rule in RULES if identity in self.ids.get(rule, ()))


def marked(
    case: CaseMap,
    wanted: Iterable[str] = RULES,
    *,
    on: date | None = None,
    days: int = DAYS,
    asked: frozenset[str] | None = None,
) -> Marked:
    """Everything that bears one of these marks; nothing is recent without a day.

    `asked` are the ids on which something is open, as `Survey.open` has them; without it the checks are run.
    """
    rules: dict[str, Callable[[], frozenset[str]]] = {
        "recent": lambda: _recent(case, on, days),
        "disputed": lambda: disputed(case),
        "one_source": lambda: _cards(case, lambda card: len(sources_of(case, card)) == 1),
        "high_risk": lambda: _cards(case, is_high_risk),
        "inferred": lambda: _inferred(case),
        "hollow": lambda: _hollow(case, on, asked),
    }
    return Marked({rule: rules[rule]() for rule in RULES if rule in set(wanted)}, days)


def legend(found: Marked) -> tuple[tuple[str, str], ...]:
    """Each mark that something bears, with its words, in the order of RULES."""
    return tuple((rule, meaning(rule, found.days)) for rule in RULES if found.ids.get(rule))


def meaning(rule: str, days: int = DAYS) -> str:
    """What a mark says, in the words of a legend."""
    last = "in the last day" if days == 1 else f"in the last {days} days"
    return {
        "recent": f"was, or still goes on, {last}",
        "disputed": "disputed: someone says otherwise",
        "one_source": f"one source is named. {ONE_IS_ENOUGH}",
        "high_risk": "high risk: use a risk tool; this is no score",
        "inferred": "inferred: someone’s reading of what is known",
        "hollow": "something is not known yet",
    }[rule]


def is_high_risk(card: Entry) -> bool:
    """Whether a behaviour is marked as high risk, or the catalogue marks its kind and nobody has said otherwise."""
    if not isinstance(card, Behaviour):
        return False
    if card.high_risk is not None:
        return card.high_risk
    return bool(card.category) and load_vocabulary().term("behaviour", card.category).high_risk


def _recent(case: CaseMap, on: date | None, days: int) -> frozenset[str]:
    if on is None:
        return frozenset()
    since = on - timedelta(days=min(days, (on - date.min).days))
    return _cards(case, lambda card: any(meets(when, since, on) for when in happened(card)))


def _hollow(case: CaseMap, on: date | None, asked: frozenset[str] | None) -> frozenset[str]:
    found = survey(case, Naming(case, veiled=True), on).open if asked is None else asked
    return _cards(case, lambda card: card.id in found)


def _cards(case: CaseMap, test: Callable[[Entry], bool]) -> frozenset[str]:
    return frozenset(card.id for card in cards(case) if test(card))


def _inferred(case: CaseMap) -> frozenset[str]:
    statuses = {status for status in STATUSES if is_inferred(status)}
    arrows = frozenset(link.id for link in case.links.values() if link.status in statuses)
    return arrows | _cards(case, lambda card: card.status in statuses)
