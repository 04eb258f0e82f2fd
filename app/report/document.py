"""The documents that the report room makes: what each is called, what it is made with, and what it is asked first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.clock import today
from exports.copies import asked_before_picture, asked_before_report, picture_copy, report_copy
from mapping.casemap import CaseMap
from mapping.language import Cast, Rules
from mapping.language.wholecase import CaseFinding

_PICTURES = (".pdf", ".svg", ".png")


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of document for the own agency.

    `asked` gives the wording that is to be put right or kept before it leaves; `anyway` and `because` ask why it
    leaves as it stands, and `remembered` says where that will be read.
    """

    question: str
    name: str
    endings: tuple[str, ...]
    write: str
    anyway: str
    because: str
    remembered: str
    asked: Callable[[CaseMap, Rules, Cast], tuple[CaseFinding, ...]]
    make: Callable[[CaseMap, Path, Rules], bytes]

    @property
    def file_name(self) -> str:
        """What a new file of it is called: never anything of the case."""
        return f"{self.name} {today()}.pdf"


def _picture(case: CaseMap, path: Path, _rules: Rules) -> bytes:
    return picture_copy(case, path.suffix.casefold().removeprefix("."))  # type: ignore[arg-type]


REPORT = Document(
    question="Where shall the report go?",
    name="report",
    endings=(".pdf",),
    write="Write the report",
    anyway="Write it anyway",
    because="Write it anyway, because …",
    remembered="The report says so in its note on wording, and the case remembers it.",
    asked=lambda case, rules, cast: asked_before_report(case, today(), rules, cast),
    make=lambda case, _path, rules: report_copy(case, today(), rules),
)
PICTURE = Document(
    question="Where shall the picture go? It may be .pdf, .svg or .png.",
    name="map",
    endings=_PICTURES,
    write="Draw the map as a picture",
    anyway="Draw it anyway",
    because="Draw it anyway, because …",
    remembered="The case remembers it; the picture says nothing of it.",
    asked=asked_before_picture,
    make=_picture,
)
