"""Handing a case back to the agency's own system: everything that the vault knows of it, in one package under a
passphrase; it shows nothing and asks nothing.

What the vault cannot reach any more, because it lies in older copies or was saved outside, it names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from exports.copies import report_copy
from exports.interchange import write_text
from exports.package import Enclosed, package
from mapping.casemap import CaseMap
from mapping.entries import Thing
from mapping.records import record_of

if TYPE_CHECKING:
    from storage.attachments import Attachment
    from storage.audit import Record, Touched

ACT = "hand_back"
"""What the journal calls it when a case goes after it was handed back."""
CASE, ACTS, EVIDENCE = "case.case.json", "acts.json", "evidence.json"
"""What the case, its record of acts and the list of its evidence are called in the package: neutral words."""
_ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "application/pdf": ".pdf", "text/plain": ".txt"}
_HANDFUL = 500


class CaseVault(Protocol):
    """What is needed of an open vault."""

    def load(self, case_id: str) -> CaseMap:
        """The whole case."""

    def records(
        self, case_id: str | None, thing: str = "", *, before: int = 0, most: int = 200, widest: int = 0
    ) -> tuple[Record, ...]:
        """Its acts, newest first."""

    def attached(self, case_id: str, thing: str = "") -> tuple[Attachment, ...]:
        """What is attached to its entries."""

    def attachment(self, case_id: str, digest: str) -> bytes | None:
        """The bytes of one attachment."""


@dataclass(frozen=True, slots=True, repr=False)
class Package:
    """The bytes of a package, and how many cards, acts and pieces of evidence are in it."""

    content: bytes
    entries: int
    acts: int
    evidence: int


def packed(vault: CaseVault, case_id: str, passphrase: str, on: date) -> Package:
    """The whole case as a package that was read back; raises VaultError, ExportError."""
    case = vault.load(case_id)
    acts = [_act(record) for record in all_records(vault, case_id)]
    evidence = [(_name(number, each), each) for number, each in enumerate(vault.attached(case_id), start=1)]
    listed = [{"file": name, "belongs_to": each.thing, "title": each.title} for name, each in evidence]
    files = (
        Enclosed(CASE, "application/json", write_text(case).encode()),
        Enclosed(ACTS, "application/json", _json(acts)),
        Enclosed(EVIDENCE, "application/json", _json(listed)),
        *(Enclosed(name, each.kind, vault.attachment(case_id, each.digest) or b"") for name, each in evidence),
    )
    content = package(report_copy(case, on), files, passphrase)
    return Package(content, len(case.entries), len(acts), len(evidence))


def _name(number: int, attachment: Attachment) -> str:
    return f"evidence-{number:02d}{_ENDINGS[attachment.kind]}"


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def all_records(vault: CaseVault, case_id: str) -> Iterator[Record]:
    """Every act on a case, newest first."""
    before = 0
    while handful := vault.records(case_id, before=before, most=_HANDFUL):
        yield from handful
        before = handful[-1].seq
        if before == 1:
            return


def _act(record: Record) -> dict[str, Any]:
    """One act as plain JSON values: each thing as it became, in the form of the case file."""
    return {
        "number": record.seq,
        "time": record.moment.isoformat(timespec="seconds"),
        "who": record.who,
        "act": record.act,
        "how": record.how,
        "touched": [_touched(each) for each in record.touched],
    }


def _touched(touched: Touched) -> dict[str, Any]:
    return {"id": touched.thing, "erased": touched.erased, "became": _body(touched.after)}


def _body(thing: Thing | None) -> Any:
    return None if thing is None else record_of(thing)
