"""How the words of a card are broken into lines, and how high the card becomes; it knows no case."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextOption

from app.map.ink import font, metrics
from app.map.looks import CardLook

EDGE, SIDE, ABOVE, BETWEEN = 6, 14, 8, 1
"""The coloured edge, where text begins, the room above and below it, and between title and note."""
SIGN, SIGN_ROOM = 10, 16
"""The size of a card's sign, and how far the first line is moved in for it."""
MOST_LINES = 3
_SURE_TO_FIT = 16
"""So many letters of any script fit in the quiet line; longer ones are measured."""


@dataclass(frozen=True, slots=True, repr=False)
class Lettering:
    """The lines of a title, the note below them, and the height of the card that they make."""

    lines: tuple[str, ...]
    note: str
    height: float
    rightward: bool


def lettering(look: CardLook, width: float, lines: tuple[str, ...] | None = None) -> Lettering:
    """The words of a card in lines, or in these; what does not fit in three is cut with an ellipsis."""
    room, muted = width - SIDE - ABOVE, metrics("card_muted")
    lines = lines or _lines(look.title, room)
    note = look.note
    if len(note) > _SURE_TO_FIT and muted.horizontalAdvance(note) > room:
        found = (each for each in look.shorter if muted.horizontalAdvance(each) <= room)
        note = next(found, "") or muted.elidedText(note, Qt.TextElideMode.ElideRight, room)
    height = 2 * ABOVE + len(lines) * metrics("card").height()
    if note:
        height += BETWEEN + muted.height()
    return Lettering(lines, note, float(round(height)), _rightward(look.title))


def _lines(title: str, room: float) -> tuple[str, ...]:
    if metrics("card").horizontalAdvance(title) <= room - SIGN_ROOM and "\n" not in title:
        return (title,)
    layout = QTextLayout(title, font("card"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) <= MOST_LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room if starts else room - SIGN_ROOM)
        starts.append(line.textStart())
    layout.endLayout()
    return _cut(title, starts, room)


def _cut(title: str, starts: list[int], room: float) -> tuple[str, ...]:
    """The title cut at these places, which count as Qt does: in halves of UTF-16."""
    raw = title.encode("utf-16-le")
    edges = [*starts[:MOST_LINES], len(raw) // 2]
    parts = [raw[2 * start : 2 * end].decode("utf-16-le").strip() for start, end in pairwise(edges)]
    if len(starts) > MOST_LINES:
        parts[-1] = metrics("card").elidedText(parts[-1], Qt.TextElideMode.ElideRight, room)
    return tuple(parts)


def _rightward(text: str) -> bool:
    """Whether a text is read from the right: its first strong letter says so."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
