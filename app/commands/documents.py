"""Commands by which a case leaves as a document: a report, a picture, a smaller case; each for one reader only."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from app.commands.source import CommandError, case_from, put, today
from exports.interchange import write_text
from mapping.audience import PERPETRATOR, Reader, view
from mapping.casemap import CaseMap

OWN_AGENCY = "own_agency"
DRAWN = (".svg", ".png", ".pdf")
"""The kinds of file a picture can be, by how the name ends."""


def report(chosen: argparse.Namespace) -> int:
    """Write the report for one reader."""
    _may_report(chosen)
    from exports.report import own_agency_report

    case = _smaller(chosen, case_from(chosen.file))
    put(chosen.output, own_agency_report(case, on=chosen.on or today()))
    return 0


def picture(chosen: argparse.Namespace) -> int:
    """Write the map as a picture; what the file is follows from how its name ends."""
    _offered(chosen.audience, "A picture")
    draw = _drawing(chosen.output)
    put(chosen.output, draw(_smaller(chosen, case_from(chosen.file))))
    return 0


def audience(chosen: argparse.Namespace) -> int:
    """Write the smaller case that one reader may have."""
    put(chosen.output, write_text(_smaller(chosen, case_from(chosen.file))))
    return 0


def _may_report(chosen: argparse.Namespace) -> None:
    """Raise CommandError unless this report may be made: by whom it is released is asked before all else."""
    if chosen.audience == PERPETRATOR and len(_different(chosen.released_by)) < 2:
        raise CommandError(
            "A report that the perpetrator may see must be released by two different people, each by name:"
            " give --released-by twice. Nothing was written."
        )
    _offered(chosen.audience, "The report")
    if chosen.format != "pdf":
        raise CommandError(f"Reports as {chosen.format} come with a later version. Use --format pdf.")


def _different(names: list[str]) -> set[str]:
    """The releasers as people would tell them apart: spaces and capitals make no second person."""
    return {" ".join(name.split()).casefold() for name in names} - {""}


def _offered(wanted: str, what: str) -> None:
    if wanted != OWN_AGENCY:
        raise CommandError(f"{what} for the reader {wanted} comes with a later version. Nothing was written.")


def _smaller(chosen: argparse.Namespace, case: CaseMap) -> CaseMap:
    """What this reader may have; documents are made from it and from nothing else."""
    return view(case, Reader(chosen.audience, chosen.whom))


def _drawing(output: Path) -> Callable[[CaseMap], bytes]:
    from exports import picture as pictures

    ending = output.suffix.casefold()
    if ending not in DRAWN:
        raise CommandError(f"A picture is named with one of {', '.join(DRAWN)} at the end. Choose such a name.")
    return {".svg": pictures.svg, ".png": pictures.png, ".pdf": pictures.pdf}[ending]
