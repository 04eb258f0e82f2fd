"""What has a date as a drawing: stretches of time as bars, days as marks, and edges that nobody knows as such.

Beside each mark stands in words what it means. Bars fade where they begin or end at a time that is not known, or go
on; a stretch within which something happened is pale, with a dashed edge. It knows dates and shapes, and no paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from exports.blocks import Dated, Lane, TimelinePicture
from exports.colours import blended, colour, sign_of
from exports.drawing import Curve, Drawing, Group, Item, Rect, Sign, TextLine, text_block, text_width
from exports.timescale import Scale, scale_of
from mapping.dates import DateError, When, read_edtf

_WORDS = 0.47
"""The share of the width that words have; the rest is time."""
_GAP, _INDENT = 12.0, 14.0
_BESIDE = 5.0
"""How far words stand from their marks."""
_SIZE, _SMALL, _HEAD = 9.5, 8.5, 10.5
_LEADING, _SMALL_LEADING = 12.0, 11.0
_PAD = 4.0
_TOP = 20.0
"""The height of the line of years."""
_LANE = 24.0
_BAR, _MARK = 8.0, 10.0
_FADE = 22.0
"""How long an edge fades that is open, or about right, in points."""
_NARROWEST = 3.0
_STEPS, _STEP = 10, 2.5
"""An edge fades in so many strips, and in more where they would be wider than this."""
_PALE = 0.18
_WHITE = "#ffffff"
_DASH = (2.5, 2.0)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row, set: its lines as if its top were 0, and the marks beside them."""

    kind: str
    lines: tuple[TextLine, ...]
    dates: tuple[str, ...]
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class _Head:
    """The title of a lane, or of the rest of it after the end of a page."""

    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Span:
    """Where time lies on the page: between two heights of x, by a scale."""

    scale: Scale
    width: float

    @property
    def left(self) -> float:
        return self.width * _WORDS

    @property
    def right(self) -> float:
        return self.width - 6.0

    def at(self, day: date, *, over: bool = False) -> float:
        """Where a day begins, or with `over` ends."""
        return self.left + self.scale.share(day, over=over) * (self.right - self.left)


def timeline(picture: TimelinePicture, width: float, tallest: float) -> Iterator[Drawing]:
    """The timeline, so many points wide, in parts that are each at most so high; raises ExportError."""
    scale = scale_of((edtf for lane in picture.lanes for row in lane.rows for edtf, _ in row.dates), picture.on)
    if scale is None:
        return
    span = _Span(scale, width)
    lanes = [(_Head(e.title, e.kind), [_set(row, e.kind, span) for row in e.rows]) for e in picture.lanes]
    alt = _alt(picture.lanes, scale)
    pages = list(_pages(lanes, tallest - _TOP - _LANE))
    kinds = {shape for _, rows in lanes for row in rows for edtf in row.dates for shape in _shapes(edtf)}
    for number, page in enumerate(pages, 1):
        yield _drawn(page, span, alt, kinds if number == len(pages) else set())


def _set(row: Dated, kind: str, span: _Span) -> _Row:
    """The words of a row: what it is, and when, beside its marks where there is room, else below."""
    title = TextLine(0, 0, "", _SIZE, "regular", colour("ink"))
    room = span.left - _INDENT - _GAP
    what = text_block(_INDENT, _PAD + _SIZE, row.what.text, room, title, _LEADING, where=row.what.where)
    bottom = _PAD + len(what) * _LEADING
    dates, words = tuple(edtf for edtf, _ in row.dates), "; ".join(said for _, said in row.dates)
    when = _beside(words, dates, span) if len(row.dates) == 1 else None
    if when is None:
        quiet = TextLine(0, 0, "", _SMALL, "regular", colour("muted"))
        lines = text_block(_INDENT, bottom + _SMALL, words, room, quiet, _SMALL_LEADING, where=row.what.where)
        bottom += len(lines) * _SMALL_LEADING
    else:
        lines = (when,)
    return _Row(kind, (*what, *lines), dates, bottom + _PAD, f"{row.what.text}: {words}")


def _beside(words: str, dates: Sequence[str], span: _Span) -> TextLine | None:
    """A date in words, to the right of its mark or to the left of it; None where there is no room on either side."""
    ends = [end for edtf in dates for end in _reach(edtf, span)]
    if not ends:
        return None
    wide = text_width(words, "regular", _SMALL)
    y = _PAD + _SIZE * 0.62 + _SMALL * 0.36
    for x in (max(ends) + _BESIDE, min(ends) - _BESIDE - wide):
        if span.left <= x and x + wide <= span.right + 4:
            return TextLine(x, y, words, _SMALL, "regular", colour("muted"))
    return None


def _pages(lanes: Sequence[tuple[_Head, list[_Row]]], room: float) -> Iterator[list[_Head | _Row]]:
    """Rows under their heads, page by page; a head stands again where its lane goes on."""
    page: list[_Head | _Row] = []
    used = 0.0
    for head, rows in lanes:
        for number, row in enumerate(rows):
            opens = number == 0
            if page and used + row.height + (_LANE if opens else 0.0) > room:
                yield page
                page, used = [], 0.0
            if opens or not page:
                page.append(head if opens else _Head(f"{head.title} (continued)", head.kind))
                used += _LANE
            page.append(row)
            used += row.height
    if page:
        yield page


def _drawn(page: Sequence[_Head | _Row], span: _Span, alt: str, legend: set[str]) -> Drawing:
    """One part: the years, the lanes with their rows, and what the marks mean."""
    items: list[Item] = list(_years(span))
    y = _TOP
    for each in page:
        if isinstance(each, _Head):
            items.extend(_lane(each, y, span.width))
            y += _LANE
        else:
            items.extend(_grid(span, y, y + each.height))
            items.append(_row(each, y, span))
            y += each.height
    key = tuple(_legend(legend, span.width, y + 8.0)) if legend else ()
    return Drawing(span.width, y + 8.0 + (_LANE if key else 0.0), (*items, *key), alt)


def _years(span: _Span) -> Iterator[Item]:
    """The words of years, months or days, as many as do not meet."""
    last = span.left - 100.0
    for share, words in span.scale.ticks(span.right - span.left):
        x = span.left + share * (span.right - span.left)
        yield _line(x, _TOP - 10, x, _TOP, colour("line"), 0.6)
        wide = text_width(words, "bold", _SMALL)
        if x + 3 + wide <= span.right + 6 and x > last:
            yield TextLine(x + 3, _TOP - 4, words, _SMALL, "bold", colour("muted"))
            last = x + wide + 6


def _grid(span: _Span, top: float, bottom: float) -> Iterator[Item]:
    """Thin lines beside a row where years, months or days begin."""
    for share, _ in span.scale.ticks(span.right - span.left):
        x = span.left + share * (span.right - span.left)
        yield _line(x, top, x, bottom, colour("line"), 0.6)


def _lane(head: _Head, y: float, width: float) -> Iterator[Item]:
    yield _line(0, y + 4, width, y + 4, colour("line"), 0.6)
    tone = colour(head.kind)
    middle = y + 4 + (_LANE - 4) / 2
    sign = sign_of(head.kind)
    if sign:
        yield Sign(sign, 5, middle, 8, tone)
    title = TextLine(0, 0, "", _HEAD, "bold", tone)
    yield from text_block(_INDENT, middle + _HEAD * 0.36, head.title, width * 0.9, title, _HEAD, 1)


def _row(row: _Row, y: float, span: _Span) -> Group:
    middle = y + _PAD + _SIZE * 0.62
    marks = (item for edtf in row.dates for item in _marks(edtf, row.kind, span, middle))
    lines = [replace(line, y=line.y + y) for line in row.lines]
    grounds = (_ground(line) for line in lines if line.x > span.left)  # no line of the grid runs through words
    return Group((*grounds, *marks, *lines), row.label)


def _ground(line: TextLine) -> Rect:
    wide = text_width(line.text, line.weight, line.size)
    return Rect(line.x - 1, line.y - line.size * 0.8, wide + 2, line.size * 1.05, 0, _WHITE)


# ------------------------------------------------------------------------------------------------- marks


def _shapes(edtf: str) -> tuple[str, ...]:
    """What a date is drawn as, for the words that say what that means."""
    when = _read(edtf)
    if when is None:
        return ()
    if when.precision != "interval":
        exact = when.precision == "day"
        return ("about" if when.approximate or when.uncertain else "day",) if exact else ("within",)
    return ("bar", "fading") if any(_soft(edge) for edge in _edges(edtf)) else ("bar",)


def _reach(edtf: str, span: _Span) -> tuple[float, ...]:
    """How far a mark reaches to the left and to the right; nothing where there is none."""
    when = _read(edtf)
    if when is None:
        return ()
    first = span.at(when.earliest) if when.earliest else span.left
    last = span.at(when.latest, over=True) if when.latest else span.right
    if when.precision == "interval":
        return first, max(last, first + _NARROWEST)
    middle, half = (first + last) / 2, max(_MARK * 0.56, (last - first) / 2)
    return middle - half, middle + half


def _marks(edtf: str, kind: str, span: _Span, y: float) -> Iterator[Item]:
    when = _read(edtf)
    if when is None:
        return
    ends = _reach(edtf, span)
    if when.precision == "interval":
        start, end = _edges(edtf)
        hard = span.at(start.latest) if start and start.latest else None
        soft = span.at(end.earliest, over=True) if end and end.earliest else None
        yield from _bar((ends[0], ends[1]), (_fade(start, hard, ends[0]), _fade(end, soft, ends[1])), kind, y)
    elif when.precision != "day":
        yield from _within(ends[0], ends[1], kind, y)
    else:
        yield from _mark((ends[0] + ends[1]) / 2, y, kind, hollow=when.approximate or when.uncertain)


def _mark(x: float, y: float, kind: str, *, hollow: bool, size: float = _MARK) -> Iterator[Item]:
    yield Sign("diamond", x, y, size, colour(kind))
    if hollow:
        yield Sign("diamond", x, y, size * 0.55, _WHITE)


def _fade(edge: When | None, known: float | None, at: float) -> float:
    """How long an edge fades: as long as it is not known; and so that it is seen, where it is open or about right."""
    if edge is not None and not _soft(edge):
        return 0.0
    least = _FADE if edge is None or edge.approximate or edge.uncertain else _NARROWEST
    return max(least, abs((known if known is not None else at) - at))


def _bar(ends: tuple[float, float], fades: tuple[float, float], kind: str, y: float) -> Iterator[Item]:
    """A bar; where its edges fade into each other, it is pale as a whole."""
    first, last = ends[0], max(ends[1], ends[0] + _NARROWEST)
    before, after = fades
    if before + after > last - first:
        share = (last - first) / (before + after)
        before, after = before * share, after * share
    yield from _fading(first, before, kind, y, rising=True)
    yield from _fading(last - after, after, kind, y, rising=False)
    if last - after > first + before:
        yield _box(first + before, last - after, y, colour(kind))


def _fading(x: float, width: float, kind: str, y: float, *, rising: bool) -> Iterator[Item]:
    """Strips from paper to colour, or back: no see-through ink, which printers and readers treat each in its way."""
    if width <= 0:
        return
    steps = max(_STEPS, round(width / _STEP))
    step = width / steps
    for number in range(steps):
        strength = (number + 0.5) / steps
        share = strength if rising else 1 - strength
        yield _box(x + number * step, x + (number + 1) * step + 0.2, y, blended(kind, _WHITE, share))


def _within(first: float, last: float, kind: str, y: float) -> Iterator[Item]:
    """A stretch on some day of which something happened: pale, with a dashed edge and a hollow mark."""
    if last - first > _MARK * 1.4:
        yield _box(first, last, y, blended(kind, _WHITE, _PALE))
        for level in (y - _BAR / 2, y + _BAR / 2):
            yield _line(first, level, last, level, colour(kind), 0.7, _DASH)
    yield from _mark((first + last) / 2, y, kind, hollow=True)


def _box(first: float, last: float, y: float, fill: str) -> Rect:
    return Rect(first, y - _BAR / 2, last - first, _BAR, 0, fill)


def _line(x: float, y: float, x2: float, y2: float, tone: str, width: float, dash: tuple[float, ...] = ()) -> Curve:
    return Curve((x, y), (x, y), (x2, y2), (x2, y2), tone, width, dash)


def _edges(edtf: str) -> tuple[When | None, When | None]:
    """The two edges of a stretch; None for one that is open."""
    start, _, end = edtf.partition("/")
    return _read(start.strip(".")), _read(end.strip("."))


def _soft(edge: When | None) -> bool:
    """Whether an edge is not known to the day."""
    return edge is None or edge.approximate or edge.uncertain or edge.precision != "day"


def _read(edtf: str) -> When | None:
    try:
        return read_edtf(edtf)
    except DateError:
        return None


# ------------------------------------------------------------------------------------------------- words

_MEANING = (
    ("bar", "a stretch of time"),
    ("fading", "begins or ends about then, or goes on"),
    ("day", "a day"),
    ("about", "about then"),
    ("within", "some time in it"),
)


def _legend(shapes: set[str], width: float, y: float) -> Iterator[Item]:
    """What the marks mean, of those that are there."""
    x, middle, tone = 0.0, y + 9.0, "muted"
    yield _line(0, y - 2, width, y - 2, colour("line"), 0.6)
    for shape, words in _MEANING:
        if shape not in shapes:
            continue
        yield from _sample(shape, x, middle, tone)
        yield TextLine(x + 30, middle + _SMALL * 0.36, words, _SMALL, "regular", colour("muted"))
        x += 30 + text_width(words, "regular", _SMALL) + 14


def _sample(shape: str, x: float, y: float, kind: str) -> Iterable[Item]:
    match shape:
        case "bar":
            return (_box(x, x + 24, y, colour(kind)),)
        case "fading":
            return _fading(x, 24.0, kind, y, rising=True)
        case "within":
            return _within(x, x + 24, kind, y)
    return _mark(x + 12, y, kind, hollow=shape == "about")


def _alt(lanes: Sequence[Lane], scale: Scale) -> str:
    titles = "; ".join(lane.title for lane in lanes)
    return f"Timeline, {scale.words}. {titles}. The table below gives every date in words."
