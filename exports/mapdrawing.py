"""The map as a drawing: lanes with headings, frames of children, captions, cards, arrows and a legend; no paper, no file.

Everything is drawn in map units. A drawing is whole, or the part of it between two heights, with the headings again and
with whole cards only: a card at the edge of a part stands on both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from exports.arrows import arrows, in_background, within
from exports.cards import Card, Type, cards, drawn
from exports.colours import blended, colour, sign_of
from exports.drawing import Curve, Drawing, Group, Item, Rect, Sign, TextLine, text_block, text_width
from mapping.casemap import CaseMap
from mapping.entries import Entry
from mapping.lanes import HEAD, MARGIN, Layout, Options, lane_of, shown_links
from mapping.layout import layout
from mapping.naming import Naming
from mapping.pathway_layout import leading_to, path_layout
from mapping.placing import Box
from mapping.rules import PATHWAY_LINKS
from mapping.vocabulary import load_vocabulary

_LEGEND = (
    "behaviour", "family_impact", "survivor_impact", "child_impact", "protective_effort", "response", "intersection",
    "gap",
)  # fmt: skip
_LEGEND_HEIGHT = 56.0
WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class MapPicture:
    """A map ready to be drawn, whole or in parts: its cards, where they go, its arrows, and what else is drawn."""

    naming: Naming
    like: Type
    ground: str
    cards: Mapping[str, Card]
    layout: Layout
    curves: tuple[Curve, ...]
    behind: tuple[Curve, ...]
    alt: str
    framed: bool

    @property
    def width(self) -> float:
        """How wide a drawing of it is, in map units."""
        edge = 0 if self.framed is False else MARGIN
        return self.layout.size.right + edge

    @property
    def height(self) -> float:
        """How far down it reaches, in map units."""
        return self.layout.size.bottom


def map_picture(case: CaseMap, naming: Naming, like: Type, ground: str, *, rail: bool = True) -> MapPicture:
    """The whole map; without the rail it is what is done, what that does, and what is done about it."""
    shown = [entry for entry in case.ordered_entries if _stands(entry, rail=rail)]
    made = cards(case, shown, naming, like)
    only = frozenset(made)
    laid = layout(case, {key: card.height for key, card in made.items()}, Options(like.width, only=only))
    if not rail:
        lanes = tuple(lane for lane in laid.lanes if lane.lane != "rail")
        size = Box(0, 0, laid.lane("protective_effort").box.right, laid.lane("protective_effort").box.bottom)
        laid = replace(laid, lanes=lanes, size=size)
    alt = f"Map. {naming.lane_title('behaviour')}; {naming.lane_title('effects')}; {naming.lane_title('children')}."
    links = shown_links(case, laid)
    curves = tuple(arrows(case, laid, (link for link in links if not in_background(case, link)), ground))
    behind = tuple(arrows(case, laid, (link for link in links if in_background(case, link)), ground))
    return MapPicture(naming, like, ground, made, laid, curves, behind, alt, framed=True)


def pathway_picture(case: CaseMap, child: str, naming: Naming, like: Type) -> MapPicture:
    """How the behaviour reaches one child: what is done, what that changes, what is seen in the child."""
    made = cards(case, leading_to(case, child), naming, like)
    laid = path_layout(case, child, {key: card.height for key, card in made.items()}, Options(like.width))
    links = [link for link in shown_links(case, laid) if link.kind in PATHWAY_LINKS]
    curves = tuple(arrows(case, laid, links, WHITE))
    alt = f"Picture of how the behaviour reaches {naming.inside(child)}. The sentences beside it say the same."
    return MapPicture(naming, like, WHITE, made, laid, curves, (), alt, framed=False)


def _stands(entry: Entry, *, rail: bool) -> bool:
    lane = lane_of(entry.kind)
    return bool(lane) and (rail or lane != "rail")


# ------------------------------------------------------------------------------------------------- the whole


def whole(picture: MapPicture) -> Drawing:
    """The whole map with some air above it and a legend below."""
    items = (*_grounds(picture, 0, picture.height), *_content(picture, 0, picture.height), *_heads(picture, 0))
    below = (_down(item, MARGIN) for item in (*items, *_legend(picture, picture.height + 20)))
    height = picture.height + MARGIN + _LEGEND_HEIGHT
    return Drawing(max(picture.width, 700), height, tuple(below), picture.alt, picture.ground)


def parts(picture: MapPicture, tallest: float) -> Iterator[Drawing]:
    """The map from top to bottom as drawings at most so high, each under the same headings, with whole cards only."""
    if picture.height <= tallest:
        yield part(picture, HEAD, picture.height)
        return
    reserve = max((card.height for card in picture.cards.values()), default=0)
    step = max(tallest - HEAD - 2 * reserve, 200)
    top = float(HEAD)
    while top < picture.height:
        yield part(picture, top, min(top + step, picture.height))
        top += step


def part(picture: MapPicture, top: float, bottom: float) -> Drawing:
    """The part of the map between two heights; cards that reach over its edges are in it whole."""
    meeting = [box for box in _boxes(picture) if box.y < bottom and box.bottom > top]
    first = min([top, *(box.y for box in meeting)]) - 4
    last = max([bottom, *(box.bottom for box in meeting)]) + 4
    shift = HEAD - first
    inner = (*_grounds(picture, first, last), *_content(picture, first, last))
    items = (*_heads(picture, 0), *(_down(item, shift) for item in inner))
    return Drawing(picture.width, HEAD + last - first, items, picture.alt)


def _boxes(picture: MapPicture) -> list[Box]:
    return [picture.layout.cards[key] for key in picture.cards if key in picture.layout.cards]


def _down(item: Item, shift: float) -> Item:
    """The same item so far down."""
    match item:
        case Group():
            return Group(tuple(_down(each, shift) for each in item.items), item.label)
        case Curve():
            ends = ((x, y + shift) for x, y in (item.start, item.control1, item.control2, item.end))
            start, one, two, end = ends
            return replace(item, start=start, control1=one, control2=two, end=end)
    return replace(item, y=item.y + shift)


# ------------------------------------------------------------------------------------------------- what is drawn


def _heads(picture: MapPicture, y: float) -> Iterator[Item]:
    """The headings of the lanes that stand at the top."""
    for lane in picture.layout.lanes:
        if lane.lane != "protective_effort" and not (lane.lane == "rail" and lane.empty):
            yield from _head(picture, lane.lane, lane.head.x, y, lane.head.width)


def _head(picture: MapPicture, lane: str, x: float, y: float, width: float) -> Iterator[Item]:
    """A lane's heading and the line under it."""
    size, small = picture.like.heading, picture.like.fact
    title = TextLine(0, 0, "", size, "bold", colour("ink"))
    lines = text_block(x, y + size + 2, picture.naming.lane_title(lane), width, title, size * 1.2)
    yield from lines
    if picture.framed and len(lines) == 1:
        hint = TextLine(0, 0, "", small, "regular", colour("muted"))
        yield from text_block(x, y + size * 1.2 + small + 4, picture.naming.lane_hint(lane), width, hint, small * 1.3, 1)


def _grounds(picture: MapPicture, top: float, bottom: float) -> Iterator[Item]:
    """What lies at the bottom, between two heights: quiet arrows, frames of children, the band of efforts."""
    yield from _between(picture.behind, top, bottom)
    if not picture.framed:
        return
    for frame in picture.layout.children:
        line = blended("child_impact", WHITE, 0.3)
        yield from _ground(frame.box, top, bottom, colour("group"), line)
    band = picture.layout.lane("protective_effort").box
    yield from _ground(band, top, bottom, colour("effort_band"), blended("protective_effort", WHITE, 0.25))


def _ground(box: Box, top: float, bottom: float, fill: str, line: str) -> Iterator[Rect]:
    first, last = max(box.y, top), min(box.bottom, bottom)
    if first < last:
        yield Rect(box.x, first, box.width, last - first, 8, fill, line, 1.0)


def _content(picture: MapPicture, top: float, bottom: float) -> Iterator[Item]:
    """Arrows below cards, captions and frame titles, between two heights."""
    yield from _between(picture.curves, top, bottom)
    if picture.framed:
        yield from _captions(picture, top, bottom)
        yield from _frames(picture, top, bottom)
        band = picture.layout.lane("protective_effort")
        if top <= band.head.y < bottom:
            yield from _head(picture, band.lane, band.head.x + MARGIN / 2, band.head.y + 4, band.head.width)
            if band.empty:
                yield from _nothing(picture, band.head.x + MARGIN / 2, band.head.y + HEAD + 14, band.head.width - MARGIN,
                                    "Nothing recorded yet. That is a gap in what we know, not in what is done.")  # fmt: skip
    for key, card in picture.cards.items():
        box = picture.layout.cards.get(key)
        if box is not None and box.y >= top and box.bottom <= bottom:
            yield drawn(card, box, picture.like.title)


def _between(curves: Iterable[Curve], top: float, bottom: float) -> Iterator[Curve]:
    for curve in curves:
        found = within(curve, top, bottom)
        if found is not None:
            yield found


def _captions(picture: MapPicture, top: float, bottom: float) -> Iterator[Item]:
    """The categories over their cards, and the kinds in the rail."""
    words = load_vocabulary()
    for group in picture.layout.groups:
        box = group.caption
        if not (top <= box.y and box.bottom <= bottom):
            continue
        if group.lane == "rail":
            text = picture.naming.fill(words.kind(group.key).plural)
        else:
            text = picture.naming.fill(words.term("behaviour", group.key).short) if group.key else "Not yet sorted"
        look = TextLine(0, 0, "", picture.like.fact, "bold", colour("muted"))
        yield from text_block(box.x, box.bottom - 6, text, box.width, look, picture.like.fact * 1.2, 1)


def _frames(picture: MapPicture, top: float, bottom: float) -> Iterator[Item]:
    """The names of the children over their frames; where nothing is mapped for one, that is said."""
    size = picture.like.heading
    look = TextLine(0, 0, "", size, "bold", colour("child_impact"))
    for frame in picture.layout.children:
        box = frame.box
        if box.y >= top and box.y + size * 2 <= bottom:
            label = picture.naming.short(frame.child)
            yield from text_block(box.x + 12, box.y + size + 8, label, box.width - 24, look, size * 1.2, 1)
            if not frame.cards:
                yield from _nothing(picture, box.x + 12, box.y + size * 2 + 14, box.width - 24,
                                    "Nothing mapped yet. What do we know of how the behaviour reaches this child?")  # fmt: skip


def _nothing(picture: MapPicture, x: float, y: float, width: float, words: str) -> Iterator[Item]:
    size = picture.like.fact
    yield from text_block(x, y, words, width, TextLine(0, 0, "", size, "regular", colour("gap")), size * 1.35)


# ------------------------------------------------------------------------------------------------- the legend


def _legend(picture: MapPicture, y: float) -> Iterator[Item]:
    """What the signs and the two kinds of arrow mean."""
    size = picture.like.fact
    x = float(MARGIN)
    kinds = [kind for kind in _LEGEND if any(card.kind == kind for card in picture.cards.values())]
    for kind in kinds:
        text = picture.naming.fill(load_vocabulary().kind(kind).label)
        yield Sign(sign_of(kind), x + size * 0.5, y - size * 0.35, size * 0.85, colour(kind))
        yield TextLine(x + size * 1.3, y, text, size, "regular", colour("ink"))
        x += size * 1.3 + text_width(text, "regular", size) + 20
    y += 20
    x = float(MARGIN)
    for dash, words in (((), "harms, or leads on"), ((6.0, 4.0), "protects, or is inferred")):
        yield Curve((x, y - 4), (x + 10, y - 4), (x + 26, y - 4), (x + 36, y - 4), colour("muted"), 1.4, dash, "arrow", 7)
        yield TextLine(x + 44, y, words, size, "regular", colour("ink"))
        x += 44 + text_width(words, "regular", size) + 24
