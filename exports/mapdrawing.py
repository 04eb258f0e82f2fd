"""A laid map as a drawing: headings, frames, captions, cards and arrows, whole or in parts; it knows no file.

Everything is drawn in map units. A part is what lies between two heights, under the same headings and with whole cards
only: a card at the edge of a part stands on both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from exports.arrows import Arrow, within
from exports.cards import drawn
from exports.colours import blended, colour
from exports.drawing import Curve, Drawing, Group, Item, Rect, Route, TextLine, text_block, text_width
from exports.laidmap import WHITE, LaidMap
from exports.maplegend import counted, legend, piled, told
from mapping.lanes import FRAME_HEAD, HEAD, MARGIN, Frame
from mapping.placing import Box
from mapping.vocabulary import load_vocabulary
from mapping.wording import nothing_mapped

_NARROWEST = 700.0
_NO_EFFORT = "Nothing recorded yet. That is a gap in what we know, not in what is done."
_GOES_ON = ", continued"
_INSIDE, _AIR, _FOLD_ROOM = 12.0, 4.0, 80.0
_HEM = 48.0
"""How much of a frame's own lower edge a part takes with it: an edge with nothing on it is no part of its own."""


def whole(laid: LaidMap) -> Drawing:
    """The whole map with some air above it and a legend below."""
    size = laid.layout.size
    left, top = min(0, size.x - MARGIN), min(0, size.y)
    width = max(laid.width, _NARROWEST) - left
    items = (*_grounds(laid, top, laid.height), *_content(laid, top, laid.height), *_heads(laid))
    below, high = legend(laid, left + MARGIN, laid.height + MARGIN, width - 2 * MARGIN)
    placed = (_moved(item, -left, MARGIN - top) for item in (*items, *below))
    return Drawing(width, laid.height - top + 2 * MARGIN + high, tuple(placed), laid.alt, laid.ground)


def parts(laid: LaidMap, tallest: float) -> Iterator[Drawing]:
    """The map from top to bottom as drawings, each at most so high, in map units; the last may be a hem higher."""
    boxes = sorted(_whole_boxes(laid), key=lambda box: box.y)
    top = float(HEAD)
    while top < laid.height:
        first = min([top, *(box.y for box in boxes if box.y < top < box.bottom)]) - _AIR
        bottom = _end_of_part(boxes, top, first + tallest - HEAD - _AIR)
        if laid.height - bottom < _HEM and not any(box.bottom > bottom for box in boxes):
            bottom = laid.height
        yield part(laid, top, min(bottom, laid.height))
        top = bottom


def _whole_boxes(laid: LaidMap) -> Iterator[Box]:
    """What is never parted: each card; each caption, child and band of efforts with the first card below its title."""
    placed = {key: box for key, box in laid.layout.cards.items() if key in laid.cards}
    yield from placed.values()
    if not laid.framed:
        return
    heads = [(group.caption, group.cards) for group in laid.layout.groups]
    heads += [(replace(frame.box, height=FRAME_HEAD * 2), frame.cards) for frame in laid.layout.children]
    if laid.banded:
        band = laid.layout.lane("protective_effort")
        heads.append((replace(band.box, height=band.head.bottom + FRAME_HEAD - band.box.y), tuple(placed)))
    for head, keys in heads:
        below = [placed[key] for key in keys if key in placed and placed[key].y >= head.y]
        first = min(below, key=lambda box: box.y, default=head)
        yield replace(head, height=max(head.bottom, first.bottom) - head.y)


def _end_of_part(boxes: list[Box], top: float, lowest: float) -> float:
    """How far down a part reaches if no card that begins in it may end below `lowest`."""
    bottom = lowest
    while over := [box.y for box in boxes if top < box.y < bottom and box.bottom > lowest]:
        bottom = min(over)
    return bottom if bottom > top else lowest


def part(laid: LaidMap, top: float, bottom: float) -> Drawing:
    """The part of the map between two heights; cards that reach over its edges are in it whole."""
    boxes = [box for key, box in laid.layout.cards.items() if key in laid.cards]
    meeting = [box for box in boxes if box.y < bottom and box.bottom > top]
    first = min([top, *(box.y for box in meeting)]) - _AIR
    last = max([bottom, *(box.bottom for box in meeting)]) + _AIR
    inner = (*_grounds(laid, first, last), *_content(laid, first, last))
    items = (*_heads(laid), *(_moved(item, 0, HEAD - first) for item in inner))
    return Drawing(laid.width, HEAD + last - first, items, laid.alt)


def _moved(item: Item, right: float, down: float) -> Item:
    """The same item so far to the right and down."""
    match item:
        case Group():
            return Group(tuple(_moved(each, right, down) for each in item.items), item.label)
        case Curve():
            points = (item.start, item.control1, item.control2, item.end)
            start, one, two, end = ((x + right, y + down) for x, y in points)
            return Curve(start, one, two, end, item.colour, item.width, item.dash, item.head, item.head_size)
        case Route():
            return replace(item, points=tuple((x + right, y + down) for x, y in item.points))
    return replace(item, x=item.x + right, y=item.y + down)


# ------------------------------------------------------------------------------------------------- headings


def _heads(laid: LaidMap) -> Iterator[Item]:
    """The headings of the lanes that stand at the top."""
    for lane in laid.layout.lanes:
        if lane.lane != "protective_effort" and not (lane.lane == "rail" and lane.empty):
            yield from _head(laid, lane.lane, lane.head.x, 0, lane.head.width)


def _head(laid: LaidMap, lane: str, x: float, y: float, width: float) -> Iterator[Item]:
    """A lane's heading, and the line under it where it has room."""
    size, small = laid.like.heading, laid.like.fact
    band = laid.framed and lane == "protective_effort"
    title = TextLine(0, 0, "", size, "bold", colour("ink"))
    lines = text_block(x, y + size + 2, _lane_title(laid, lane), width, title, size * 1.2, 2)
    hint = laid.naming.lane_hint(lane)
    hinted = laid.framed and len(lines) == 1 and text_width(hint, "regular", small) <= width
    if band:
        yield _patch(x, y, max(text_width(line.text, "bold", size) for line in lines), HEAD - 8, "effort_band")
    yield from lines
    if hinted:
        yield TextLine(x, y + size * 1.2 + small + 4, hint, small, "regular", colour("muted"))


def _patch(x: float, y: float, width: float, height: float, ground: str) -> Rect:
    """A ground for words, so that no arrow runs through them."""
    return Rect(x - _AIR, y, width + 2 * _AIR, height, 0, colour(ground))


def _lane_title(laid: LaidMap, lane: str) -> str:
    """What a lane is called; in the picture of one child the last lane is this child's."""
    if lane == "children" and not laid.framed:
        return f"What that does to {laid.naming.inside(laid.layout.children[0].child)}"
    return laid.naming.lane_title(lane)


def _captions(laid: LaidMap, top: float, bottom: float) -> Iterator[Item]:
    """The categories over their cards, and the kinds in the rail; how many of them are folded away."""
    inside = dict(laid.folded)
    for group in laid.layout.groups:
        box = group.caption
        if top <= box.y and box.bottom <= bottom:
            count = inside.pop(f"{group.lane}/{group.key}", 0)
            room = replace(box, width=box.width - _FOLD_ROOM) if count else box
            yield from _caption(laid, room, _caption_of(laid, group.lane, group.key))
            yield from told(laid, box, count)
    for part in laid.layout.parts:
        box = part.caption
        if part.lane != "protective_effort" and box.height and top <= box.y and box.bottom <= bottom:
            yield from _caption(laid, box, f"{laid.naming.lane_title(part.lane)}{_GOES_ON}")


def _caption(laid: LaidMap, box: Box, text: str) -> Iterator[Item]:
    look = TextLine(0, 0, "", laid.like.fact, "bold", colour("muted"))
    yield from text_block(box.x, box.bottom - 6, text, box.width, look, laid.like.fact * 1.2, 1)


def _caption_of(laid: LaidMap, lane: str, key: str) -> str:
    words = load_vocabulary()
    if not key:
        return "Not yet sorted"
    own = words.kind(key).plural if lane == "rail" else words.term("behaviour", key).short
    known = lane == "rail" or words.term("behaviour", key).known
    return laid.naming.fill(own) if known else own


# ------------------------------------------------------------------------------------------------- what stands below


def _grounds(laid: LaidMap, top: float, bottom: float) -> Iterator[Item]:
    """What lies at the bottom, between two heights: quiet arrows, frames of children, the band of efforts."""
    yield from _between(laid.behind, top, bottom)
    if laid.framed:
        for frame in laid.layout.children:
            yield from _ground(frame.box, top, bottom, "group", blended("child_impact", WHITE, 0.3))
    if laid.banded:
        for band in laid.layout.bands:
            yield from _ground(band, top, bottom, "effort_band", blended("protective_effort", WHITE, 0.25))


def _ground(box: Box, top: float, bottom: float, fill: str, line: str) -> Iterator[Rect]:
    first, last = max(box.y, top), min(box.bottom, bottom)
    if first < last:
        yield Rect(box.x, first, box.width, last - first, 8, colour(fill), line, 1.0)


def _content(laid: LaidMap, top: float, bottom: float) -> Iterator[Item]:
    """Arrows below cards, captions and frame titles, between two heights."""
    yield from _between(laid.curves, top, bottom)
    if laid.framed:
        yield from _captions(laid, top, bottom)
        yield from _frames(laid, top, bottom)
    if laid.banded:
        yield from _band(laid, top, bottom)
    for key, card in laid.cards.items():
        box = laid.layout.cards.get(key)
        if box is not None and box.y >= top and box.bottom <= bottom:
            yield from piled(laid, box, laid.piled.get(key, 0))
            yield drawn(card, box)
            yield from told(laid, box, laid.piled.get(key, 0), on_card=True)
    for arrow in (*laid.behind, *laid.curves):
        if top <= arrow.middle[1] <= bottom:
            yield from counted(laid, arrow)


def _between(arrows: Iterable[Arrow], top: float, bottom: float) -> Iterator[Route]:
    for arrow in arrows:
        yield from within(arrow.route, top, bottom)


def _frames(laid: LaidMap, top: float, bottom: float) -> Iterator[Item]:
    """The names of the children over their frames; where nothing is mapped for one, that is said."""
    for frame in laid.layout.children:
        if frame.box.y >= top and frame.box.y + laid.like.heading * 2 <= bottom:
            yield from _frame(laid, frame)


def _frame(laid: LaidMap, frame: Frame) -> Iterator[Item]:
    size, inside = laid.like.heading, 0 if frame.continued else laid.folded.get(frame.child, 0)
    look = TextLine(0, 0, "", size, "bold", colour("child_impact"))
    x, y, width = frame.box.x + _INSIDE, frame.box.y, frame.box.width - 2 * _INSIDE
    name = laid.naming.short(frame.child) + (_GOES_ON if frame.continued else "")
    for line in text_block(x, y + size + 8, name, width - (_FOLD_ROOM if inside else 0), look, size * 1.2, 1):
        if not line.rtl:
            yield _patch(x, y + 4, text_width(line.text, "bold", size), size * 1.5, "group")
        yield line
    yield from told(laid, replace(frame.box, x=x, width=width, height=FRAME_HEAD), inside)
    if not frame.cards and not inside and laid.complete:
        yield from _nothing(laid, x, y + size * 2 + 14, width, nothing_mapped(laid.naming))


def _band(laid: LaidMap, top: float, bottom: float) -> Iterator[Item]:
    """The heading of the band of efforts; where it holds none, that is said."""
    band = laid.layout.lane("protective_effort")
    head = band.head
    if top <= head.y and head.bottom <= bottom:
        yield from _head(laid, band.lane, head.x + _INSIDE, head.y + 4, head.width - 2 * _INSIDE)
        inside = laid.folded.get(f"lane/{band.lane}", 0)
        yield from told(laid, replace(head, x=head.x + _INSIDE, width=head.width - 2 * _INSIDE), inside)
        if band.empty and not inside:
            yield from _nothing(laid, head.x + _INSIDE, head.bottom + 14, head.width - 2 * _INSIDE, _NO_EFFORT)


def _nothing(laid: LaidMap, x: float, y: float, width: float, words: str) -> Iterator[Item]:
    look = TextLine(0, 0, "", laid.like.fact, "regular", colour("gap"))
    yield from text_block(x, y, words, width, look, laid.like.fact * 1.35)
