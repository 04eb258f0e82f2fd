"""Commands by which a case leaves as a document: a report, a picture, a smaller case; each for one reader only."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from app.clock import today
from app.commands.source import CommandError, case_from, complain, good, passphrase_from, put, text_from
from exports.copies import (
    FOR_AN_AGENCY,
    SINCE,
    Copy,
    RoomTerms,
    asked_before_picture,
    asked_before_report,
    case_copy,
    copy_with_doubts,
    document_copy,
    picture_copy,
    require_quiet_name,
)
from exports.profile import profile_from
from mapping.audience import Reader
from mapping.casemap import CaseMap
from mapping.language import load_rules
from mapping.language.released import release
from mapping.language.wholecase import CaseFinding
from mapping.readers import OWN_AGENCY
from mapping.sharing import refusal_of_releasers

if TYPE_CHECKING:
    from exports.finished.check import Hit

_DOUBTS_TOLD = 12


def report(chosen: argparse.Namespace) -> int:
    """Write the report for one reader; what its wording asks for is said, and stops nothing."""
    _require_releasers(chosen)
    case, on, reader = case_from(chosen.file), chosen.on or today(), _reader(chosen)
    if chosen.document:
        put(chosen.output, _other_document(case, chosen, on), chosen.file)
        return 0
    profile = profile_from(text_from(str(chosen.profile))) if chosen.profile else None
    passphrase = _passphrase(chosen)
    asked = asked_before_report(case, on, reader=reader, profile=profile)
    if asked and chosen.anyway is not None:
        case = case.apply(release(case, asked, chosen.anyway, on.isoformat()))
    wanted = Copy(reader, on, chosen.copy, profile, chosen.format, passphrase)
    require_quiet_name(case, reader, chosen.output.name)
    made, doubts = copy_with_doubts(case, wanted)
    put(chosen.output, made, chosen.file)
    _tell_doubts(doubts)
    more = (
        "" if chosen.anyway or reader.audience != OWN_AGENCY else " Or say why it leaves as it stands: --anyway REASON."
    )
    _tell_wording(asked, more)
    return 0


def _other_document(case: CaseMap, chosen: argparse.Namespace, on: date) -> bytes:
    """A brief or a schedule in place of the report; raises CommandError where it is asked for with another reader."""
    if chosen.audience != OWN_AGENCY or chosen.profile:
        raise CommandError("This document is for our own agency alone, and whole: --audience own_agency, no --profile.")
    whom = chosen.agency if chosen.document == FOR_AN_AGENCY else chosen.whom
    if chosen.document == SINCE and chosen.since is None:
        raise CommandError("This page sets two states of one case side by side. Give the earlier file: --since FILE.")
    then = case_from(chosen.since) if chosen.since else None
    return document_copy(case, chosen.document, whom, on, chosen.format, _passphrase(chosen), room=RoomTerms(then))


def _passphrase(chosen: argparse.Namespace) -> str:
    """The passphrase of a sealed PDF, as good as the desk asks for; "" where none is wanted. Raises CommandError."""
    return good(passphrase_from(chosen.passphrase_file)) if chosen.passphrase_file else ""


def picture(chosen: argparse.Namespace) -> int:
    """Write the map as a picture; what the file is follows from how its name ends."""
    form, case, reader = _form(chosen.output), case_from(chosen.file), _reader(chosen)
    require_quiet_name(case, reader, chosen.output.name)
    put(chosen.output, picture_copy(case, form, reader), chosen.file)
    _tell_wording(asked_before_picture(case, reader=reader))
    return 0


def _tell_doubts(doubts: tuple[Hit, ...]) -> None:
    """Say where something looks like what this reader may not have, by ids and places."""
    if doubts:
        complain("Written. This only looks like what the reader may not have; look at it before the file leaves:")
    for each in doubts[:_DOUBTS_TOLD]:
        complain(f"  {each}")
    if len(doubts) > _DOUBTS_TOLD:
        complain(f"  and {len(doubts) - _DOUBTS_TOLD} more")


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
    case, reader = case_from(chosen.file), _reader(chosen)
    require_quiet_name(case, reader, chosen.output.name)
    put(chosen.output, case_copy(case, reader), chosen.file)
    return 0


def _reader(chosen: argparse.Namespace) -> Reader:
    return Reader(chosen.audience, chosen.whom, chosen.agency, chosen.dates)


def _require_releasers(chosen: argparse.Namespace) -> None:
    """Raise CommandError unless this report may be made: by whom it is released is asked before all else."""
    refused = refusal_of_releasers(chosen.audience, chosen.released_by)
    if refused:
        raise CommandError(f"{refused} Give --released-by twice. Nothing was written.")


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
