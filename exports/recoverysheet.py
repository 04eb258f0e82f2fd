"""The recovery sheet: a vault's recovery code on one page of paper, with who should keep it and what to do when.

It knows a code, a day and a few letters of a vault's random name; it refuses to know any case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from reportlab.platypus import Flowable

from exports.colours import colour
from exports.drawing import Curve, Drawing, Rect, TextLine
from exports.errors import ExportError
from exports.flow import BODY, Heading, Text, listed, space
from exports.framed import Framed
from exports.page import build_pdf
from exports.paint_pdf import paint
from exports.structure import Tag
from exports.text import INK, MUTED
from mapping.dates import spoken

_IN_A_ROW = 4
_CODE_SIZE, _LABEL_SIZE = 25.0, 9.0
_PAD, _ROW = 18.0, 50.0
_WORDS = replace(BODY, size=10.5, leading=15.0, characters=None, after=0.0)
_STEP = replace(_WORDS, after=1.0)
_TITLE = replace(_WORDS, size=11.5, leading=17.0, bold=True, before=11.0, after=2.0)

_LEAD = (
    "This code opens one vault of Throughline when its passphrase is lost. Whoever has both this sheet and the computer"
    " can read everything in that vault. Guard it as you would guard the files."
)
_READING = (
    "The code has no letter I, L, O or U. The last character of each group checks the four before it, so that the"
    " program can name the group that was mistyped. Capitals, spaces and hyphens do not matter."
)
_KEEPER = (
    "One named person at the agency, in the agency’s safe. Never at anybody’s home, never with the computer, never in a"
    " bag. No photograph, no scan, no copy in a message."
)
_FORGOTTEN = (
    "Start Throughline, choose the vault, and choose “Use the recovery code”.",
    "Type the eight groups. The vault opens, and a new passphrase is asked for.",
    "Put this sheet back. It stays good until a new code is made for the vault.",
)
_LOST = (
    "Tell your manager and whoever is responsible for data protection at once. Hours count.",
    "Look whether this sheet is where it belongs. Without it or the passphrase nobody can read the vault.",
    "If this sheet, or the passphrase, was with the computer, the vault must be taken as read. Say so, and think first"
    " of whose whereabouts are in it and how they can be warned safely.",
    "A backup that is kept elsewhere opens with this code too, if it was made after this sheet.",
)
_END = (
    "Once a new code has been made, this one no longer opens the vault, but it still opens the backups from before."
    " Keep it until those are gone, then shred it."
)
_FILE = "Printed from a file? Delete the file now and empty the bin: it is not encrypted."


def recovery_sheet(code: str, vault: str, on: date) -> bytes:
    """The sheet as a PDF of one page; `vault` is the first letters of the vault's random name. Same input, same bytes.

    Raises ExportError for what is no code in groups.
    """
    groups = tuple(code.split("-"))
    if not 1 < len(groups) <= 3 * _IN_A_ROW or any(not group.isalnum() or len(group) > 6 for group in groups):
        raise ExportError("This is no recovery code, so no sheet was made.")
    header = ("Throughline: recovery sheet", "Not encrypted. Lock away after printing.")
    return build_pdf(_story(groups, vault, on), header, "", "Recovery sheet", page_words="")


def _story(groups: Sequence[str], vault: str, on: date) -> Iterator[Flowable]:
    yield Heading("Recovery sheet", 1)
    yield Text(_LEAD, replace(_WORDS, size=11.5, leading=17.0))
    yield space(14)
    yield CodeBlock(groups)
    yield space(8)
    yield Text(_READING, replace(_WORDS, size=9.0, leading=13.0, colour=MUTED))
    yield space(10)
    yield Facts((("Vault", vault), ("Made on", spoken(on.isoformat())), ("Kept by", ""), ("Since", "")))
    yield Text("Who keeps it", _TITLE, tag=Tag("H2"))
    yield Text(_KEEPER, _WORDS)
    yield Text("When the passphrase is forgotten", _TITLE, tag=Tag("H2"))
    yield from listed(_FORGOTTEN, numbered=True, style=_STEP)
    yield Text("When the computer is lost or stolen", _TITLE, tag=Tag("H2"))
    yield from listed(_LOST, numbered=True, style=_STEP)
    yield Text("When this sheet has had its day", _TITLE, tag=Tag("H2"))
    yield Text(_END, _WORDS)
    yield space(10)
    yield Framed([Text(_FILE, replace(_WORDS, bold=True))])


class CodeBlock(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The groups of a code in rows, large, each under its number, in a frame as wide as the page; never split."""

    def __init__(self, groups: Sequence[str]) -> None:
        super().__init__()
        self.spaceBefore = self.spaceAfter = 0.0
        self._groups = tuple(groups)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The room it takes."""
        rows = -(-len(self._groups) // _IN_A_ROW)
        self.width, self.height = width, rows * _ROW + 2 * _PAD - 14
        return self.width, self.height

    def draw(self) -> None:
        """Draws frame and numbers, which say nothing, then the groups in the order in which they are read."""
        frame = Rect(0, 0, self.width, self.height, 6, colour("paper"), INK, 1.0)
        with self.canv.ornament():
            paint(self.canv, Drawing(self.width, self.height, (frame, *self._numbers())), 0, 0, 1)
        with self.canv.tagged(Tag("P")):
            self.canv.mark()
            paint(self.canv, Drawing(self.width, self.height, tuple(self._lines())), 0, 0, 1)

    def _places(self) -> Iterator[tuple[int, str, float, float]]:
        column = (self.width - 2 * _PAD) / _IN_A_ROW
        for number, group in enumerate(self._groups):
            row, place = divmod(number, _IN_A_ROW)
            yield number + 1, group, _PAD + place * column, _PAD + row * _ROW

    def _numbers(self) -> Iterator[TextLine]:
        for number, _group, x, y in self._places():
            yield TextLine(x, y + _LABEL_SIZE - 2, str(number), _LABEL_SIZE, "regular", MUTED)

    def _lines(self) -> Iterator[TextLine]:
        for _number, group, x, y in self._places():
            yield TextLine(x, y + _LABEL_SIZE + 24, group, _CODE_SIZE, "bold", INK)


class Facts(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Names with what belongs to them side by side; what is not known is a line to write on. Never split."""

    def __init__(self, facts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.spaceBefore = self.spaceAfter = 0.0
        self._facts = tuple(facts)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The room it takes."""
        self.width, self.height = width, 34.0
        return self.width, self.height

    def draw(self) -> None:
        """Draws the names, then what belongs to them or the line to write on."""
        for number, (name, told) in enumerate(self._facts):
            x = number * self.width / len(self._facts)
            lines = [TextLine(x, 9, name, _LABEL_SIZE, "regular", MUTED)]
            lines += [TextLine(x, 27, told, 12.0, "bold", INK)] if told else []
            with self.canv.tagged(Tag("P")):
                self.canv.mark()
                paint(self.canv, Drawing(self.width, self.height, tuple(lines)), 0, 0, 1)
            if not told:
                end = x + self.width / len(self._facts) - 12
                line = Curve((x, 30), (x, 30), (end, 30), (end, 30), MUTED, 0.75)
                with self.canv.ornament():
                    paint(self.canv, Drawing(self.width, self.height, (line,)), 0, 0, 1)
