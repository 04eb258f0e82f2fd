"""Commands by which a case leaves as a document: a report, a picture, a smaller case; each for one reader only."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Literal

from app.clock import today
from app.commands.source import CommandError, case_from, complain, put
from exports.copies import (
    OWN_AGENCY,
    asked_before_picture,
    asked_before_report,
    case_copy,
    picture_copy,
    report_copy,
)
from mapping.audience import PERPETRATOR, Reader
from mapping.language import load_rules
from mapping.language.released import release
from mapping.language.wholecase import CaseFinding


def report(chosen: argparse.Namespace) -> int:
    """Write the report for one reader; what its wording asks for is said, and stops nothing."""
    _may_report(chosen)
    case, on = case_from(chosen.file), chosen.on or today()
    asked = asked_before_report(case, on)
    if asked and chosen.anyway is not None:
        case = case.apply(release(case, asked, chosen.anyway, on.isoformat()))
    put(chosen.output, report_copy(case, on), chosen.file)
    _tell_wording(asked, "" if chosen.anyway else " Or say why it leaves as it stands: --anyway REASON.")
    return 0


def picture(chosen: argparse.Namespace) -> int:
    """Write the map as a picture; what the file is follows from how its name ends."""
    _offered(chosen.audience, "A picture")
    form, case = _form(chosen.output), case_from(chosen.file)
    put(chosen.output, picture_copy(case, form), chosen.file)
    _tell_wording(asked_before_picture(case))
    return 0


def _tell_wording(asked: tuple[CaseFinding, ...], more: str = "") -> None:
    """Say where wording stands that is to be put right, by ids: what a terminal shows is often kept."""
    if not asked:
        return
    complain("Written. This wording may hide who did what to whom:")
    for each in asked:
        complain(f"  {each.entry}, {each.field}: {load_rules().named(each.finding.rule).name} ({each.finding.rule})")
    complain(f"Put it right, or keep it as it is and say why.{more}")


def audience(chosen: argparse.Namespace) -> int:
    """Write the smaller case that one reader may have."""
    put(chosen.output, case_copy(case_from(chosen.file), Reader(chosen.audience, chosen.whom)), chosen.file)
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


def _form(output: Path) -> Literal["svg", "png", "pdf"]:
    """The kind of picture that a name asks for; raises CommandError."""
    match output.suffix.casefold():
        case ".svg":
            return "svg"
        case ".png":
            return "png"
        case ".pdf":
            return "pdf"
    raise CommandError("A picture's name ends with .svg, .png or .pdf. Choose such a name.")
