"""A team's own way of making a report: which parts, in which order, with which note before it; a value with a name.

It knows the names of parts and refuses to know cases and readers: what a reader is not granted stays out, whatever a
profile says. Profiles are read from TOML or JSON, and written as JSON for the vault.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from exports.errors import ExportError
from mapping.readers import OWN_AGENCY, audiences

LONGEST_NAME, LONGEST_NOTE, LONGEST_CONTACT = 80, 2000, 200
_FIELDS = ("name", "sections", "cover_note", "contact")


@dataclass(frozen=True, slots=True, repr=False)
class Profile:
    """A named choice. `sections` are keys of parts in the order wanted, empty for all in their own order.

    `cover_note` stands on the front page, `contact` is whom to tell when a copy goes astray.
    """

    name: str = ""
    sections: tuple[str, ...] = ()
    cover_note: str = ""
    contact: str = ""

    def __repr__(self) -> str:
        return f"Profile({len(self.sections)} parts)"

    @property
    def texts(self) -> tuple[str, ...]:
        """What of it goes onto paper, for the last look before a copy leaves."""
        return tuple(text for text in (self.cover_note, self.contact) if text)


def parts() -> tuple[str, ...]:
    """The names of all parts that a report may have, in the order of the table of readers."""
    return tuple(audiences()[OWN_AGENCY].sections)


def profile_from(text: str) -> Profile:
    """The profile that a text in TOML or JSON holds; raises ExportError saying what is wrong and what to write."""
    return profile_of(_table(text))


def profile_of(table: Mapping[str, Any]) -> Profile:
    """A profile made from a table of its fields; raises ExportError."""
    strange = sorted(set(table) - set(_FIELDS))
    if strange:
        raise ExportError(f"A profile has no “{strange[0][:40]}”. It may hold: {', '.join(_FIELDS)}.")
    return Profile(
        _text(table, "name", LONGEST_NAME),
        _parts(table.get("sections", ())),
        _text(table, "cover_note", LONGEST_NOTE),
        _text(table, "contact", LONGEST_CONTACT),
    )


def profile_text(profile: Profile) -> str:
    """The profile as JSON."""
    return json.dumps(asdict(profile), ensure_ascii=False, indent=1) + "\n"


def _table(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except json.JSONDecodeError as error:
        raise ExportError(f"This profile is not sound JSON: look at line {error.lineno}.") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ExportError(f"This profile is not sound TOML: {_where(error)}.") from None
    if not isinstance(found, dict):
        raise ExportError(f"A profile is a table of these: {', '.join(_FIELDS)}.")
    return found


def _where(error: Exception) -> str:
    """The place that the reader of TOML names, without a word of the text itself."""
    at = str(error).rpartition("(at ")[2].rstrip(")")
    return f"look at {at}" if at.startswith("line ") else "look at its last line"


def _text(table: Mapping[str, Any], field: str, longest: int) -> str:
    value = table.get(field, "")
    if not isinstance(value, str):
        raise ExportError(f"“{field}” of a profile is a text in quotation marks.")
    if len(value) > longest:
        raise ExportError(f"“{field}” of a profile has at most {longest} characters; this one has {len(value)}.")
    return value.strip()


def _parts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise ExportError("“sections” of a profile is a list of names of parts, each in quotation marks.")
    known = parts()
    for each in value:
        if each not in known:
            raise ExportError(f"There is no part “{each[:40]}” in a report. The parts are: {', '.join(known)}.")
    twice = [each for number, each in enumerate(value) if each in value[:number]]
    if twice:
        raise ExportError(f"The part “{twice[0]}” is named twice in this profile; name it once.")
    return tuple(value)
