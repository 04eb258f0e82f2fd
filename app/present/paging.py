"""A frame in pages of one size of screen: what stands where on each; nothing is made smaller so that it fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.present.framelines import Line, Scale, broken
from app.present.framelists import lists
from app.present.framepaths import paths
from app.present.framepieces import Area, Course, Making, Placed, Sheet
from mapping.present.values import Band, Frame

MARGIN, BAR = 64, 68
_TOP, _BELOW, _BAND_PAD = 40, 34, 20
_LEGEND_GAP = 28
_GROWN, _LITTLE = (1.35, 1.15), 14
INFERRED = "inferred"
"""In the legend: a dashed stroke."""


@dataclass(frozen=True, slots=True, repr=False)
class Legend:
    """One entry of the legend: a kind, where its sign stands, and its word."""

    kind: str
    box: tuple[float, float, float]
    line: Line


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """One page as it is painted: lines, cards in the order of their numbers, arrows, and the band."""

    lines: tuple[Line, ...]
    cards: tuple[Placed, ...] = ()
    courses: tuple[Course, ...] = ()
    legend: tuple[Legend, ...] = ()
    band: tuple[str, tuple[float, float, float, float], tuple[Line, ...]] | None = None
    said: tuple[str, ...] = ()
    grown: float = 1.0
    """How much larger than usual its cards are."""

    @property
    def drawn(self) -> tuple[str, ...]:
        """Every line that is painted on it, but for the mark."""
        found = [*self.lines, *(each.line for each in self.legend), *(self.band[2] if self.band else ())]
        for placed in self.cards:
            found += [*placed.piece.lines, *([placed.piece.number] if placed.piece.number else [])]
        return tuple(line.text for line in found)

    def __repr__(self) -> str:
        return f"Page({len(self.cards)})"


class Pages:
    """The pages of a frame, at least one; each is made when it is first looked at."""

    def __init__(self, frame: Frame, scale: Scale) -> None:
        self._frame, self._scale = frame, scale
        self._band = _band(frame.band, scale) if frame.band else None
        top = _head(frame, scale, "")[1]
        bottom = (self._band[1][1] if self._band else scale.height - scale.px(BAR)) - scale.px(28)
        area = (scale.px(MARGIN), top, scale.width - 2 * scale.px(MARGIN), bottom - top)
        self._grown, self._makings = _makings(frame, area, scale)
        self._made: dict[int, Page] = {}

    def __len__(self) -> int:
        return len(self._makings)

    def __iter__(self) -> Iterator[Page]:
        return (self[at] for at in range(len(self)))

    def __getitem__(self, at: int) -> Page:
        """The page of this number, from 0."""
        if not 0 <= at < len(self._makings):
            raise IndexError(at)
        if at not in self._made:
            self._made[at] = self._page(at)
        return self._made[at]

    def _page(self, at: int) -> Page:
        sheet, scale, many = self._makings[at](), self._scale, ""
        if len(self) > 1:
            many = f" · page {at + 1} of {len(self)}"
        cards = tuple(_numbered(sheet.cards, scale.grown(self._grown)))
        lines, _ = _head(self._frame, scale, many)
        legend = tuple(_legend(self._frame, lines[-1], cards, scale))
        said = _said(self._frame, many, sheet, cards)
        return Page((*lines, *sheet.lines), cards, sheet.courses, legend, self._band, said, self._grown)


def pages(frame: Frame, scale: Scale) -> Pages:
    """All pages of a frame on a screen of this size."""
    return Pages(frame, scale)


def _makings(frame: Frame, area: Area, scale: Scale) -> tuple[float, tuple[Making, ...]]:
    """What stands below the title, larger where little does: the last row must read it too."""
    make = paths if frame.arrows else lists
    for grown in _GROWN if len(frame.cards) <= _LITTLE else ():
        makings = tuple(make(frame, area, scale.grown(grown)))
        if len(makings) == 1:
            return grown, makings
    return 1.0, tuple(make(frame, area, scale))


def _head(frame: Frame, scale: Scale, many: str) -> tuple[tuple[Line, ...], float]:
    """The title and the quiet line below it, and where the rest begins."""
    left, room = scale.px(MARGIN), scale.width - 2 * scale.px(MARGIN)
    top, lines = scale.px(_TOP), []
    for role, colour, text in (("heading", "ink", frame.title), ("note", "muted", frame.note + many)):
        kind = scale.type(role)
        for line in broken(text.removeprefix(" · "), room, kind) if text else ():
            lines.append(Line(left, top + kind.ascent, line, kind, colour))
            top += kind.step
    return tuple(lines), top + scale.px(_BELOW)


def _numbered(cards: tuple[Placed, ...], scale: Scale) -> Iterator[Placed]:
    """The cards with the numbers by which they are called for; the tenth has none."""
    for number, each in enumerate(cards, 1):
        yield replace(each, piece=each.piece.numbered(number, scale)) if number < 10 and len(cards) > 1 else each


def _legend(frame: Frame, note: Line, cards: tuple[Placed, ...], scale: Scale) -> Iterator[Legend]:
    """What each sign stands for, at the right of the quiet line, where there is room for it."""
    kind, size, gap = scale.type("muted"), scale.px(16), scale.px(_LEGEND_GAP)
    words = _words_of_signs(frame, cards)
    x, found = scale.width - scale.px(MARGIN), []
    for name, word in reversed(words.items()):
        x -= kind.wide(word)
        line = Line(x, note.y, word, kind, "muted")
        x -= size + scale.px(10)
        found.append(Legend(name, (x, note.y - kind.ascent * 0.62, size), line))
        x -= gap + (size if name == INFERRED else 0)
    if frame.note and words and x > note.x + note.type.wide(note.text) + gap:
        yield from reversed(found)


def _words_of_signs(frame: Frame, cards: tuple[Placed, ...]) -> dict[str, str]:
    """Each kind on a page with what it is called, but for those that have it over their column; and what is dashed."""
    headed = {"behaviour", "child_impact"} if frame.arrows else set()
    words: dict[str, list[str]] = {}
    for each in cards:
        words.setdefault(each.piece.card.kind, []).append(each.piece.card.word)
    found = {kind: _common(some) for kind, some in words.items() if kind not in headed}
    if any(arrow.inferred for arrow in frame.arrows):
        found[INFERRED] = "inferred"
    return {kind: word for kind, word in found.items() if word}


def _common(words: list[str]) -> str:
    """What the cards of a kind are called, where they are of several people: "What that does to each"."""
    if len(set(words)) == 1:
        return words[0]
    start = {each.rpartition(" ")[0] for each in words}
    return f"{start.pop()} each" if len(start) == 1 and all(each.endswith(" to") for each in start) else ""


def _band(band: Band, scale: Scale) -> tuple[str, tuple[float, float, float, float], tuple[Line, ...]]:
    """The band along the bottom: its kind, its box and its lines."""
    left, pad = scale.px(MARGIN), scale.px(_BAND_PAD)
    room, top, lines = scale.width - 2 * left - scale.px(40), pad, []
    for role, colour, text, first in (
        ("column", band.kind, band.title, scale.px(36)), ("note", "muted", band.text, 0.0),
    ):  # fmt: skip
        kind = scale.type(role)
        for at, line in enumerate(broken(text, room, kind, first) if text else ()):
            lines.append(Line(left + (0 if at else first), top + kind.ascent, line, kind, colour))
            top += kind.step
        top += scale.px(4)
    high = top + pad - scale.px(4)
    up = scale.height - scale.px(BAR) - scale.px(24) - high
    placed = tuple(replace(line, y=line.y + up) for line in lines)
    return band.kind, (left - scale.px(24), up, scale.width - 2 * left + scale.px(48), high), placed


def _said(frame: Frame, many: str, sheet: Sheet, cards: tuple[Placed, ...]) -> tuple[str, ...]:
    """The words of a page as a screen reader says them: its title first, then column by column."""
    found = [frame.title, frame.note + many, *sheet.said]
    here = {each.piece.card.id for each in cards}
    found += [arrow.words for arrow in frame.arrows if arrow.from_id in here and arrow.to_id in here]
    found += [frame.band.title, frame.band.text] if frame.band else []
    return tuple(text for text in found if text)
