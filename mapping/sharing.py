"""The log of what left: one decision to share becomes one entry of the case, and goes into nothing that leaves.

It asks for what must be said before any copy leaves (design, section 5), and writes and sends nothing. Names are typed:
the log says who was named, and proves nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from mapping.audience import audience_of, whom_of
from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import add, new_entry
from mapping.dates import is_edtf
from mapping.entries import Sharing
from mapping.errors import CaseError
from mapping.readers import PERPETRATOR, Reader, agency_key

_SENSITIVITY = "agency_internal"
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_NUMBERED = re.compile(r"Copy (\d{1,6})\b", re.ASCII)
_LONGEST_TITLE = 300
ALL_THE_SAME = "Released all the same, because "
"""How the log begins where the last look objected and somebody was sure."""


@dataclass(frozen=True, slots=True, repr=False)
class Release:
    """One copy that is to leave: for which reader, into whose hands, what for, who decided, and the three answers.

    `worse`, `warned` and `after` answer: what has the other parent said would make it worse; has she been warned; what
    happens in the hours after. `warned_on` is the day (EDTF) of the warning. `released` and `withheld` say in words
    what went and what did not. `paged` is whether the second releaser has gone through every page. `all_the_same` is
    why it goes although the last look objected.
    """

    reader: Reader
    recipient: str
    purpose: str
    on: str
    copy: int
    form: str
    sha256: str
    releasers: tuple[str, ...] = ()
    basis: str = ""
    necessity: str = ""
    released: str = ""
    withheld: str = ""
    worse: str = ""
    warned: str = ""
    warned_on: str = ""
    after: str = ""
    paged: bool = False
    all_the_same: str = ""

    def __repr__(self) -> str:
        return f"Release({self.reader.audience}, copy {self.copy})"


def different_names(names: Iterable[str]) -> int:
    """How many people these names are: spaces, capitals and forms of letters make no second person."""
    return len({_folded(name) for name in names} - {""})


def refusal_of_releasers(audience: str, names: Iterable[str]) -> str:
    """Why these people alone cannot release a copy for this reader, or ""."""
    if audience == PERPETRATOR and different_names(names) < 2:
        return "What he may see is released by two different people, each by name. Give the names of both."
    return ""


_WORSE = "Say what the other parent has said would make it worse, or that nobody could ask."
_WARNED = "Say whether the other parent has been warned, or why not."
_AFTER = "Say what happens in the hours after."
_NO_DAY = "The day of the {of} is no date. Write it as in 2026-03-12."


def refusals(release: Release) -> tuple[str, ...]:
    """Why this copy may not leave yet, each as a sentence; empty where it may."""
    return tuple(filter(None, (*_who_and_why(release), *_answers(release), *_of_the_copy(release))))


def _who_and_why(release: Release) -> tuple[str, ...]:
    return (
        refusal_of_releasers(release.reader.audience, release.releasers),
        "" if release.recipient.strip() else "Say into whose hands it goes.",
        "" if release.purpose.strip() else "Say what it is for.",
        "" if different_names(release.releasers) else "Say who decided that it may go.",
    )


def _answers(release: Release) -> tuple[str, ...]:
    """What is missing of the three answers."""
    return (
        "" if release.worse.strip() else _WORSE,
        "" if release.warned.strip() or release.warned_on else _WARNED,
        "" if release.after.strip() else _AFTER,
        "" if is_edtf(release.warned_on) else _NO_DAY.format(of="warning"),
    )


def _of_the_copy(release: Release) -> tuple[str, ...]:
    his = release.reader.audience == PERPETRATOR
    return (
        "" if release.on and is_edtf(release.on) else _NO_DAY.format(of="release"),
        "The second of you has not gone through every page yet." if his and not release.paged else "",
        "What he may see never goes where something was found in it." if his and release.all_the_same.strip() else "",
        "" if _SHA256.fullmatch(release.sha256) else "The copy has no mark yet. Make the file first.",
        "" if release.copy > 0 else "The copy has no number yet.",
    )


def record_release(case: CaseMap, release: Release) -> ChangeSet:
    """Put the decision into the log of the case; CaseError with the first reason for which it may not leave."""
    audience_of(release.reader)
    bound = replace(release.reader, whom=whom_of(case, release.reader))
    for sentence in refusals(release):
        raise CaseError(sentence)
    entry = new_entry(
        case,
        "sharing",
        audience=log_key(bound),
        when=release.on,
        title=_title(release),
        account=_account(release),
        basis=_line(release.basis),
        necessity=release.necessity.strip(),
        released=release.released.strip(),
        withheld=release.withheld.strip(),
        decided_by=tuple(dict.fromkeys(filter(None, map(_line, release.releasers)))),
        survivor_consulted=_line(release.worse),
        survivor_warned=release.warned_on,
        expected_reaction=release.after.strip(),
        reader_reason=f"{ALL_THE_SAME}{_line(release.all_the_same)}" if release.all_the_same.strip() else "",
        content_sha256=release.sha256,
        sensitivity=_SENSITIVITY,
    )
    return add(case, entry)


def next_copy(case: CaseMap, reader: Reader) -> int:
    """The number of the next copy for this reader: one above the highest in the log; CaseError for no such reader."""
    key = log_key(replace(reader, whom=whom_of(case, reader)))
    entries = [each for each in case.of(Sharing) if each.audience == key]
    numbers = [int(found[1]) for each in entries if (found := _NUMBERED.match(each.title))]
    return 1 + max((len(entries), *numbers))


def log_key(reader: Reader) -> str:
    """A reader as the log names it: the kind, whom the copy is for, the agency; "partner_agency:p3:school"."""
    agency = agency_key(reader.agency) if reader.whom else ""
    return ":".join(part for part in (reader.audience, reader.whom, agency) if part)


def reader_of(entry: Sharing) -> Reader:
    """The reader that an entry of the log names; of an agency its key, which finds the same as its name."""
    audience, _, rest = entry.audience.partition(":")
    whom, _, agency = rest.partition(":")
    return Reader(audience, whom, agency)


def _title(release: Release) -> str:
    return f"Copy {release.copy} ({release.form}) to {_line(release.recipient)}"[:_LONGEST_TITLE]


def _account(release: Release) -> str:
    """What it is for, and whether she was warned, in words."""
    lines = [f"What for: {_line(release.purpose)}"]
    if release.warned.strip():
        lines.append(f"Warned before it went: {_line(release.warned)}")
    if len(release.recipient.strip()) > _LONGEST_TITLE // 2:
        lines.append(f"To: {_line(release.recipient)}")
    return "\n".join(lines)


def _line(text: str) -> str:
    return " ".join(text.split())


def _folded(name: str) -> str:
    """A name as people would tell it from another: without spaces and marks at its ends, capitals, forms of letters."""
    seen = "".join(char for char in unicodedata.normalize("NFKC", name) if unicodedata.category(char) != "Cf")
    return " ".join(seen.casefold().replace(".", " ").split())
