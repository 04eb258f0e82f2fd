"""The day that a report bears, and the day by which it counts ages; it knows dates of a view, and no clock.

A training copy whose dates were moved bears no day: beside the day on which somebody got it, it would tell by how much
they were moved. It counts by the last day on its own map instead.
"""

from __future__ import annotations

from datetime import date

from mapping.audience import Reader
from mapping.casemap import CaseMap
from mapping.dates import read_edtf
from mapping.moving import Shift, dates_from

_TRAINING = "training"


def bears_day(reader: Reader) -> bool:
    """Whether the day on which this reader's copy is made may stand on it; raises CaseError for dates given no way."""
    return reader.audience != _TRAINING or not isinstance(dates_from(reader.dates), Shift)


def counted_by(case: CaseMap, reader: Reader, on: date) -> date:
    """The day by which a copy made `on` this day counts; `case` is the reader's view. Raises CaseError."""
    if bears_day(reader):
        return on
    return max((day for entry in case.ordered_entries if (day := _last(entry.when)) is not None), default=on)


def years_in(case: CaseMap) -> tuple[int, int] | None:
    """The first and the last year of what has a date on a map; None where nothing has."""
    stretches = [found for entry in case.ordered_entries if (found := read_edtf(entry.when)) is not None]
    edges = [day for found in stretches for day in (found.earliest, found.latest) if day is not None]
    return (min(edges).year, max(edges).year) if edges else None


def _last(when: str) -> date | None:
    found = read_edtf(when)
    return None if found is None else found.latest or found.earliest
