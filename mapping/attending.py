"""Who is in a meeting, from one typed line: "police: Sergeant Moss, sergeant; housing; apologies: Dr Karim".

Each agency stands between semicolons; after a colon whoever came from there, after a comma what they are there. What is
noted of an agency without a name gives way to the name. An agency that the map knows is written as it is there.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mapping.agencies import agency, seated
from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import edit
from mapping.entries import Session
from mapping.errors import CaseError
from mapping.parts import Attendance

_SORRY = re.compile(r"(?:apolog(?:y|ies)|sorry)(?: from)?\s*:?\s+", re.IGNORECASE)
_PIECES = re.compile(r";|[,.]\s*(?=(?:apolog(?:y|ies)|sorry)\b)", re.IGNORECASE)
"""Semicolons; and what stands before apologies, which a comma would else make people who are here."""
_NO_SESSION = "Note this meeting first, so that it is known where they were."
_NOBODY = "Say which agency is here, and after a colon who came: “police: Sergeant Moss; housing”."
_NOTED = "That is noted already."


def read_attending(line: str) -> tuple[tuple[Attendance, ...], tuple[str, ...]]:
    """Who is here and who sent apologies, as a line says it; raises CaseError where it says nobody."""
    here: list[Attendance] = []
    sorry: list[str] = []
    for piece in (" ".join(each.split()) for each in _PIECES.split(line)):
        if found := _SORRY.match(piece):
            sorry += [each.strip() for each in piece[found.end() :].split(",") if each.strip()]
        elif piece:
            name, _, who = (each.strip() for each in piece.partition(":"))
            person, _, role = (each.strip() for each in who.partition(","))
            here.append(Attendance(agency=name, who=person, role=role))
    if not sorry and not any(each.agency for each in here):
        raise CaseError(_NOBODY)
    return tuple(here), tuple(sorry)


def attend(case: CaseMap, session: str, line: str) -> ChangeSet:
    """Note who is here and who is not, as a line says it; raises CaseError."""
    held = _meeting(case, session)
    here, sorry = read_attending(line)
    known = {each.key: each.name for each in seated(case)}
    here = tuple(replace(each, agency=known.get(agency(each.agency).key, each.agency)) for each in here)
    rows, missing = _with(held.attended, here), tuple(dict.fromkeys((*held.apologies, *sorry)))
    if rows == held.attended and missing == held.apologies:
        raise CaseError(_NOTED)
    return edit(case, session, attended=rows, apologies=missing)


def seat(case: CaseMap, session: str, name: str, *, here: bool) -> ChangeSet:
    """Note that an agency is here, or that nobody of it is; raises CaseError."""
    rows = _meeting(case, session).attended
    if here:
        return edit(case, session, attended=_with(rows, (Attendance(agency=name),)))
    key = agency(name).key
    return edit(case, session, attended=tuple(row for row in rows if agency(row.agency).key != key))


def _with(rows: tuple[Attendance, ...], more: tuple[Attendance, ...]) -> tuple[Attendance, ...]:
    """The rows with more of them; one without a name gives way to a name from the same agency."""
    for each in more:
        if not any(_same(each, row) for row in rows):
            key = agency(each.agency).key
            rows = (*(row for row in rows if row.who or agency(row.agency).key != key), each)
    return rows


def _same(new: Attendance, row: Attendance) -> bool:
    """Whether a row says it already, and more."""
    same = agency(new.agency).key == agency(row.agency).key
    return same and (not new.who or (new.who.casefold() == row.who.casefold() and new.role in ("", row.role)))


def _meeting(case: CaseMap, session: str) -> Session:
    held = case.entry(session)
    if not isinstance(held, Session):
        raise CaseError(_NO_SESSION)
    return held
