"""The checks about single behaviours and days: who says so, whether the title says what was done, how old it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mapping.checks.finding import Spot
from mapping.checks.ground import Ground, head_of
from mapping.checks.words import check_words
from mapping.dates import read_edtf
from mapping.entries import Behaviour, Cite, Entry, Incident, Source
from mapping.folding import words_in
from mapping.phrasing import begins_with_verb

_HIS_OWN = "perpetrator"
_OVER = ("stopped",)


def without_source(ground: Ground) -> Iterator[Spot]:
    """Check 2: a behaviour that nobody is named for."""
    for behaviour in ground.case.of(Behaviour):
        if not _types(ground, behaviour.cites):
            yield _spot(ground, behaviour)


def from_him_alone(ground: Ground) -> Iterator[Spot]:
    """Check 2: a behaviour that only the one who did it has told of; what was said is shown by its being said."""
    for behaviour in ground.case.of(Behaviour):
        if _types(ground, behaviour.cites) == {_HIS_OWN} and not _is_saying(behaviour):
            yield _spot(ground, behaviour)


def _is_saying(behaviour: Behaviour) -> bool:
    words = check_words()["behaviour_from_him_alone"]
    first = words_in(behaviour.title[:60])[:1]
    return head_of(behaviour.category) in words.list("sayings") or bool(words.list("saying") & set(first))


def title_not_verb_first(ground: Ground) -> Iterator[Spot]:
    """A behaviour whose title does not begin with what was done."""
    for behaviour in ground.case.of(Behaviour):
        if not begins_with_verb(behaviour.title):
            yield _spot(ground, behaviour)


def incident_without_behaviour(ground: Ground) -> Iterator[Spot]:
    """Check 3: an incident that evidences no behaviour."""
    for incident in ground.case.of(Incident):
        ends = (
            ground.case.entry(link.to_id) for link in ground.case.links_from(incident.id) if link.kind == "evidences"
        )
        if not any(isinstance(end, Behaviour) for end in ends):
            yield Spot((incident.id,))


def fact_grown_old(ground: Ground) -> Iterator[Spot]:
    """Check 16: what is said to go on, and was last confirmed more than some months before the day given."""
    if ground.on is None:
        return
    limit = _months_before(ground.on, check_words()["fact_grown_old"].months)
    for behaviour in ground.case.of(Behaviour):
        if _goes_on(behaviour) and _older(ground, behaviour, limit):
            yield Spot((behaviour.id,))
    for effort in ground.efforts:
        if effort.in_use and _older(ground, effort, limit):
            yield Spot((effort.id,))


def _goes_on(behaviour: Behaviour) -> bool:
    when = read_edtf(behaviour.when)
    periods = [read_edtf(period.when) for period in behaviour.periods if period.state == "active"]
    lasting = any(each is not None and each.open_end for each in (when, *periods))
    return lasting and behaviour.trend not in _OVER


def _older(ground: Ground, entry: Entry, limit: date) -> bool:
    """Whether the newest day known of an entry lies before `limit`; False where no day is known."""
    sources = (ground.case.entry(cite.source) for cite in entry.cites)
    dates = [entry.when, *(source.date for source in sources if isinstance(source, Source))]
    if isinstance(entry, Behaviour):
        dates += [period.when for period in entry.periods]
    stretches = (read_edtf(text) for text in dates)
    days = [day for each in stretches if each is not None and (day := each.latest or each.earliest) is not None]
    return bool(days) and max(days) < limit


def _months_before(day: date, months: int) -> date:
    whole = day.year * 12 + day.month - 1 - months
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(day.day, 28)) if year >= 1 else date.min


def _types(ground: Ground, cites: tuple[Cite, ...]) -> set[str]:
    """The types of the sources named."""
    return {source.type for cite in cites if isinstance(source := ground.case.entry(cite.source), Source)}


def _spot(ground: Ground, behaviour: Behaviour) -> Spot:
    return Spot((behaviour.id,), who=behaviour.by, fill=(("{P}", ground.naming.inside(behaviour.by)),))
