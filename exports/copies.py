"""The one way by which a case leaves: cut down to what its reader may have, looked over once more, and only then set.

The command line and the window make their documents here; it knows no file, and not who released a copy.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from exports.interchange import write_text
from exports.release import clear, fields_in
from mapping.audience import Reader, view
from mapping.casemap import CaseMap

if TYPE_CHECKING:
    from exports.picture import Format

OWN_AGENCY = "own_agency"
"""The one reader who has a report and a picture today."""


def report_copy(case: CaseMap, on: date) -> bytes:
    """The report for the own agency, dated `on`, as a PDF; raises ExportError."""
    from exports.report import own_agency_report

    return own_agency_report(_cleared(case, Reader(OWN_AGENCY)), on)


def picture_copy(case: CaseMap, form: Format) -> bytes:
    """The whole map for the own agency, as the bytes of a file of this form; raises ExportError."""
    from exports.picture import picture

    return picture(_cleared(case, Reader(OWN_AGENCY)), form)


def case_copy(case: CaseMap, reader: Reader) -> str:
    """The smaller case that this reader may have, as the text of a case file; raises CaseError and ExportError."""
    return write_text(_cleared(case, reader))


def _cleared(case: CaseMap, reader: Reader) -> CaseMap:
    """What this reader may have; documents are made from it and from nothing else."""
    smaller = view(case, reader)
    clear(fields_in(smaller), case, smaller)
    return smaller
