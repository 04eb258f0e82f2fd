"""The documents that the report room makes: what each is called, what it is made with, and what it is asked first."""

from __future__ import annotations

from dataclasses import dataclass

from app.clock import today
from app.report.making import PICTURE, Wanted
from app.report.papers import PAPERS
from exports.copies import Copy, asked_before_document, asked_before_picture, asked_before_report
from mapping.casemap import CaseMap
from mapping.language import Cast, Rules
from mapping.language.wholecase import CaseFinding
from mapping.readers import OWN_AGENCY, PERPETRATOR, Reader

_ENDINGS = {"pdf": (".pdf",), "docx": (".docx",), "xlsx": (".xlsx",), PICTURE: (".pdf", ".svg", ".png")}
_WRITE = {"pdf": "Write the PDF", "docx": "Write the Word file", "xlsx": "Write the table", PICTURE: "Draw the picture"}
_REMEMBERED = "The case remembers it; the copy says nothing of it."
_IN_THE_NOTE = "The report says so in its note on wording, and the case remembers it."


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """One document for one reader.

    `anyway` and `because` ask why it leaves although its wording is to be put right or kept, and `remembered` says
    where that will be read.
    """

    wanted: Wanted

    @property
    def reader(self) -> Reader:
        """Who will read it."""
        return self.wanted.copy.reader

    @property
    def is_picture(self) -> bool:
        """Whether it is the map alone."""
        return self.wanted.picture

    @property
    def question(self) -> str:
        """What is asked when a place is wanted for it."""
        return "Where shall the picture go? It may be .pdf, .svg or .png." if self.is_picture else "Where shall it go?"

    @property
    def endings(self) -> tuple[str, ...]:
        """How its name may end."""
        return _ENDINGS[self.wanted.form]

    @property
    def write(self) -> str:
        """The words on the button."""
        return _WRITE[self.wanted.form]

    @property
    def anyway(self) -> str:
        """The same where something was asked and it cannot wait."""
        return "Draw it anyway" if self.is_picture else "Write it anyway"

    @property
    def because(self) -> str:
        """What is asked then."""
        return f"{self.anyway}, because …"

    @property
    def remembered(self) -> str:
        """Where the reason will be read."""
        return _IN_THE_NOTE if self.says_why and self.wanted.form != "xlsx" else _REMEMBERED

    @property
    def stays(self) -> bool:
        """Whether it stays with our own agency; its papers go into somebody's hands."""
        return self.reader.audience == OWN_AGENCY and not self.wanted.paper

    @property
    def says_why(self) -> bool:
        """Whether it says itself why wording leaves as it stands."""
        return self.stays and not self.is_picture

    @property
    def file_name(self) -> str:
        """What a new file of it is called: never anything of the case, and of him not even that it is a report."""
        name = "map" if self.is_picture else "page" if self.reader.audience == PERPETRATOR else "report"
        if self.wanted.paper:
            name = PAPERS[self.wanted.paper].file
        return f"{name} {today()}{self.endings[0]}"

    def asked(self, case: CaseMap, rules: Rules, cast: Cast) -> tuple[CaseFinding, ...]:
        """The wording that is to be put right or kept before it leaves."""
        if self.is_picture:
            return asked_before_picture(case, rules, cast, self.reader, self.wanted.part)
        copy, paper = self.wanted.copy, self.wanted.paper
        if paper:
            return asked_before_document(case, paper, self.wanted.whom, copy.on, rules, cast, room=self.wanted.room)
        return asked_before_report(case, copy.on, rules, cast, self.reader, copy.profile)


def report(reader: Reader) -> Document:
    """The report for a reader, as a PDF, the first of its kind."""
    return Document(Wanted(Copy(reader, today())))


def picture(reader: Reader) -> Document:
    """The map as a picture for a reader."""
    return Document(Wanted(Copy(reader, today()), picture=True))
