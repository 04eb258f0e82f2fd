"""A card of the help as one page of paper; it knows no case, so that it can lie on any table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable

from exports.colours import colour
from exports.drawing import Drawing, Rect, TextLine, text_width
from exports.errors import ExportError
from exports.flow import BODY, Heading, Text, space
from exports.framed import Framed
from exports.page import COLUMN, build_pdf
from exports.paint_pdf import paint
from exports.structure import Tag
from exports.table import CELL, Row, Table
from exports.text import MUTED, Span, Style
from mapping.guidance import Card, Part, filled, load_guidance

_ROOM = 690.0
"""The height that a card may have, in points."""
_SIZES = (13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
"""Sizes of type that are tried, the largest first: a card is read at arm's length or from a wall."""
_CLOSE = 9.0
"""The least that parts stand apart, in points; a size that leaves less is too large."""
_FAR = 26.0
_HANG = 32.0
"""The room before a part, for its number."""
_BLANK, _LINE = "___", "_" * 7
"""A blank of the card, and as it is on paper, where somebody may write in it."""
_SHARES = (1.2, 1.0, 2.0)
"""How the columns of a card that is a table share the page."""


def help_card(key: str) -> bytes:
    """The card of this key as a PDF of one page; the same card gives the same bytes.

    Raises ExportError for a card that does not exist.
    """
    card = load_guidance().cards.get(key)
    if card is None:
        raise ExportError("There is no help card of this name; choose one from the list of cards.")
    return build_pdf(_story(card), ("Throughline", "Help card"), "", _told(card.title), page_words="")


@dataclass(frozen=True, slots=True)
class _Dress:
    """The styles of one card, all made from the size of its running text."""

    size: float

    def style(self, share: float = 1.0, *, bold: bool = False, italic: bool = False, after: float = 0.0) -> Style:
        """A style so many times as large as the running text."""
        size = self.size * share
        return replace(
            BODY, size=size, leading=size * 1.45, bold=bold, italic=italic, after=after, characters=None
        )  # fmt: skip


def _story(card: Card) -> list[Flowable]:
    """Title, first words, parts spread over the page, and the foot; in the largest type that one page holds."""
    for size in _SIZES:
        dress = _Dress(size)
        pieces = _pieces(card, dress)
        gap = (_ROOM - _high(pieces)) / max(1, len(pieces) - 2)
        if gap >= _CLOSE or size == _SIZES[-1]:
            break
    title, lead, *others = pieces
    story = [title, lead]
    for each in others:
        story += [space(max(0.0, min(gap, _FAR))), each]
    return story


def _pieces(card: Card, dress: _Dress) -> list[Flowable]:
    lead = Text(_told(card.lead), dress.style(1.12, after=4.0))
    parts: list[Flowable] = [_part(card, part, at, dress) for at, part in enumerate(card.parts, start=1)]
    foot = [Foot([Text(_told(card.foot), dress.style(0.95))])] if card.foot else []
    return [Heading(_told(card.title), 1), lead, *([_table(card, dress)] if card.columns else parts), *foot]


def _high(flowables: Sequence[Flowable]) -> float:
    return float(sum(each.wrap(COLUMN, _ROOM)[1] + each.getSpaceBefore() + each.getSpaceAfter() for each in flowables))


def _part(card: Card, part: Part, at: int, dress: _Dress) -> CardPart:
    texts = [Text(_told(part.heading), dress.style(1.08, bold=True, after=1.0), tag=Tag("H2"))]
    texts += [Text(_told(part.text), dress.style(after=3.0))] if part.text else []
    said = replace(dress.style(italic=True), indent=14.0)
    return CardPart(str(at) if card.numbered else "", texts, [Text(_told(each), said) for each in part.say])


def _table(card: Card, dress: _Dress) -> Table:
    rows = [
        Row((Span(_told(part.heading), bold=True), _told(part.text), _told("\n".join(part.say)))) for part in card.parts
    ]
    return Table(card.columns, rows, _SHARES, replace(CELL, size=dress.size, leading=dress.size * 1.5))


def _told(text: str) -> str:
    return filled(text).replace(_BLANK, _LINE)


class Foot(Framed):
    """What must not be missed, in a frame as wide as the page."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it takes."""
        size = super().wrap(width, height)
        self.width = width
        self.spaceAfter = 0.0
        return size


class CardPart(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A heading with its number before it, its text, and what can be said beside a band; never split."""

    def __init__(self, number: str, texts: Sequence[Text], said: Sequence[Text]) -> None:
        super().__init__()
        self.spaceBefore = self.spaceAfter = 0.0
        self._number, self._texts, self._said = number, list(texts), list(said)
        self._indent = _HANG if number else 0.0
        self._said_height = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it takes."""
        inner = width - self._indent
        told = sum(text.wrap(inner, height)[1] + text.getSpaceAfter() for text in self._texts)
        self._said_height = sum(text.wrap(inner, height)[1] for text in self._said)
        self.width, self.height = width, told + self._said_height
        return self.width, self.height

    def split(self, _width: float, _height: float) -> list[Flowable]:
        """A part of a card is never split."""
        return []

    def draw(self) -> None:
        """Draws number and band, then the texts from the top."""
        with self.canv.ornament():
            paint(self.canv, Drawing(self.width, self.height, tuple(self._marks())), 0, 0, 1)
        top = self.height
        for text in self._texts:
            text.drawOn(self.canv, self._indent, top - text.height)
            top -= text.height + text.getSpaceAfter()
        for text in self._said:
            text.drawOn(self.canv, self._indent, top - text.height)
            top -= text.height

    def _marks(self) -> Iterator[Rect | TextLine]:
        if self._number:
            size = self._texts[0].setting.size * 1.9
            left = _HANG - 12.0 - text_width(self._number, "bold", size)
            yield TextLine(left, size * 0.88, self._number, size, "bold", MUTED)
        if self._said:
            top = self.height - self._said_height
            yield Rect(self._indent + 1.0, top + 1.5, 2.5, self._said_height - 3.0, fill=colour("line"))
