"""The one way by which a case leaves: cut down to what its reader may have, looked over once more, and only then set.

The command line and the window make their documents here; it knows no file, and not who released a copy.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from exports.interchange import write_text
from exports.release import clear, fields_in
from exports.sections.language import asks, passage
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.language import Cast, Rules
from mapping.language.kept import same_words
from mapping.language.wholecase import CaseFinding, case_findings

if TYPE_CHECKING:
    from exports.picture import Format

OWN_AGENCY = "own_agency"
"""The one reader who has a report and a picture today."""


def report_copy(case: CaseMap, on: date, rules: Rules | None = None) -> bytes:
    """The report for the own agency, dated `on`, read by the `rules` in force, as a PDF; raises ExportError."""
    from exports.report import own_agency_report

    reasons = tuple(rules.off.values()) if rules else ()
    return own_agency_report(_cleared(case, Reader(OWN_AGENCY), reasons), on, rules)


def picture_copy(case: CaseMap, form: Format) -> bytes:
    """The whole map for the own agency, as the bytes of a file of this form; raises ExportError."""
    from exports.picture import picture

    return picture(_cleared(case, Reader(OWN_AGENCY)), form)


def asked_before_report(
    case: CaseMap, on: date, rules: Rules | None = None, cast: Cast | None = None
) -> tuple[CaseFinding, ...]:
    """The wording that is to be put right or kept before the report leaves: the gravest, of what the report prints."""
    from exports.outline import own_agency_text

    return _asked(case, own_agency_text(view(case, Reader(OWN_AGENCY)), on), rules, cast)


def asked_before_picture(
    case: CaseMap, rules: Rules | None = None, cast: Cast | None = None
) -> tuple[CaseFinding, ...]:
    """The wording that is to be put right or kept before the picture leaves: the gravest, of what stands on cards."""
    from exports.picture import titles

    found = _asked(case, same_words("\n".join(titles(view(case, Reader(OWN_AGENCY))))), rules, cast)
    return tuple(each for each in found if each.field == "title" or not case.entries[each.entry].title)


def _asked(case: CaseMap, printed: str, rules: Rules | None, cast: Cast | None) -> tuple[CaseFinding, ...]:
    return tuple(
        each for each in case_findings(case, rules, cast=cast) if asks(each) and passage(each, case) in printed
    )


def case_copy(case: CaseMap, reader: Reader) -> str:
    """The smaller case that this reader may have, as the text of a case file; raises CaseError and ExportError."""
    return write_text(_cleared(case, reader))


def _cleared(case: CaseMap, reader: Reader, beside: tuple[str, ...] = ()) -> CaseMap:
    """What this reader may have; documents are made from it and from the texts `beside` it that no case holds."""
    smaller = view(case, reader)
    clear((*fields_in(smaller), *beside), case, smaller)
    return smaller
