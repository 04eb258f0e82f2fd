"""What stands on every page of a Word file: whose report it is and whom it is not for, and the number of the page."""

from __future__ import annotations

from docx.document import Document as WordDocument

from exports.blocks import Phrase
from exports.dressing import BETWEEN
from exports.word.elements import Element, field, made, paragraph, text_run
from exports.word.text import Dress, fill

_RUNNING = Dress(apart=True)
_ONE_LINE = 100
"""How many characters fit on one line at the head of a page."""


def head(document: WordDocument, left: str, right: str) -> None:
    """Puts the running lines at the head of each page; on two lines where one is too short for both."""
    place: Element = document.sections[0].header
    place.is_linked_to_previous = False
    part = place._element
    del part[:]
    first = paragraph("Header")
    part.append(first)
    fill(first, _parts(left), _RUNNING)
    if left and len(left) + len(right) > _ONE_LINE:
        first = paragraph("Header")
        part.append(first)
    first.append(made("r", made("tab")))
    fill(first, _parts(right), _RUNNING)


def _parts(words: str) -> tuple[Phrase, ...]:
    """The parts of a running line, and what stands between them: a name in one never turns its neighbours."""
    found = (phrase for part in words.split(BETWEEN) for phrase in (Phrase(BETWEEN), Phrase(part)))
    return tuple(found)[1:]


def foot(document: WordDocument) -> None:
    """Puts "page 2 of 9" at the foot of each page; Word works the numbers out."""
    place: Element = document.sections[0].footer
    place.is_linked_to_previous = False
    part = place._element
    del part[:]
    line = paragraph("Footer")
    part.append(line)
    line.append(made("r", made("tab")))
    for each in (text_run("page "), field("PAGE", "1"), text_run(" of "), field("NUMPAGES", "1")):
        line.append(each)
