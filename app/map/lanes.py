"""What lies under the cards: captions, a frame for each child, the band along the bottom, words for empty places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app import theme
from app.map import ink
from app.map.cards import MARK, paint_mark
from app.map.piles import inside_width, paint_inside
from app.map.stage import FAR, Stage
from app.unseen import visible
from mapping.checks.survey import Survey
from mapping.dates import spoken
from mapping.entries import Gap
from mapping.lanes import FRAME_HEAD, GAP, HEAD, LANE_KINDS, MARGIN, PAD, Frame, Group, LaneBox, Layout, Part
from mapping.naming import Naming
from mapping.placing import Box
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary
from mapping.wording import nothing_mapped

GROUND, TITLE, CAPTIONED, WORDS = "ground", "title", "caption", "words"
_HEIGHTS = {GROUND: -1.0, WORDS: 0.0, CAPTIONED: 0.0, TITLE: 1.8}
"""What lies above what: arrows pass over grounds and behind titles."""
_CHILD, _BAND, _NOTHING = "child_impact", "protective_effort", "gap"
_BEGIN = "Double-click here to begin."
_GOES_ON = ", continued"
_NO_IMPACT, _NO_EFFORT = "child_without_impact", "survivor_without_effort"
"""The questions whose place on the map is empty."""


@dataclass(frozen=True, slots=True, repr=False)
class PlateLook:
    """What a plate is, the colour role it has, and what it says, with a quieter line below.

    `asked` says that something is not known yet about whoever its title names; so many of what it holds are `folded`.
    """

    form: str
    role: str = "muted"
    text: str = ""
    hint: str = ""
    asked: bool = False
    folded: int = 0


class Plate(QGraphicsItem):
    """One of the things that lie under the cards."""

    def __init__(self, identity: str, look: PlateLook, box: Box, stage: Stage) -> None:
        super().__init__()
        self.id, self.look, self._stage = identity, look, stage
        self._take(box)
        self.setZValue(_HEIGHTS[look.form])

    def _take(self, box: Box) -> None:
        self.box = box
        self.setPos(box.x, box.y)
        self._bounds = QRectF(-1, -1, box.width + 2, box.height + 2)

    def become(self, look: PlateLook, box: Box) -> None:
        """Say and cover something else from now on."""
        if look != self.look or box != self.box:
            self.prepareGeometryChange()
            self.look = look
            self._take(box)
            self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def _ring(self, stage: Stage) -> QPen | None:
        if stage.invites(self.id):
            return ink.invitation(aimed=self.id == stage.aimed)
        return ink.ring("focus") if self.id in stage.selected else None

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        room, stage = QRectF(0, 0, self.box.width, self.box.height), self._stage
        if self.look.form == GROUND:
            paint_ground(painter, self.look.role, room, self._ring(stage))
        elif painter.worldTransform().m22() >= FAR:
            paint_words(painter, self.look, room)
            if self.look.asked and widget is not None:
                paint_mark(painter, _mark_beside(self.look, _beside_sign(self.look, room)), dim=False)
        elif self.look.form == TITLE and widget is not None:
            paint_name_from_afar(painter, self.look, room)


def paint_ground(painter: QPainter, role: str, room: QRectF, ring: QPen | None = None) -> None:
    """The ground of a child's frame or of the band, with its own quiet edge or with a ring."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(ring or ink.hairline(ink.edge(role)))
    painter.setBrush(ink.ground(role))
    painter.drawRoundedRect(room, 8, 8)


def paint_words(painter: QPainter, look: PlateLook, room: QRectF) -> None:
    """A caption, a title with its hint, or a sentence; and how many of what it holds are folded away."""
    whole, room = room, _beside_sign(look, room)
    if look.form == CAPTIONED:
        _write_caption(painter, look, room.adjusted(0, 0, 0, -4))
    elif look.form == WORDS:
        painter.setFont(ink.font("muted"))
        painter.setPen(ink.colour(look.role))
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, look.text)
    else:
        _paint_title(painter, look, room)
    if look.folded:
        _paint_folded(painter, look, whole)


def paint_name_from_afar(painter: QPainter, look: PlateLook, room: QRectF) -> None:
    """The title of a frame or of the band in small type of the screen, however far the map is; none where it is cut."""
    scale = painter.worldTransform().m22()
    font = theme.current().font("muted")
    font.setBold(True)
    letters, wide = QFontMetricsF(font), room.width() * scale
    if letters.height() > room.height() * scale or wide < letters.horizontalAdvance("Mmm"):
        return
    text = letters.elidedText(look.text, Qt.TextElideMode.ElideRight, wide)
    painter.save()
    painter.translate(room.topLeft())
    painter.scale(1 / scale, 1 / scale)
    painter.fillRect(QRectF(-2, 0, letters.horizontalAdvance(text) + 4, letters.height()), ink.ground(look.role))
    painter.setFont(font)
    painter.setPen(ink.colour(_CHILD if look.role == _CHILD else "ink"))
    painter.drawText(QPointF(0, letters.ascent()), text)
    painter.restore()


def _paint_folded(painter: QPainter, look: PlateLook, room: QRectF) -> None:
    """The sign for what is folded, behind the words."""
    kept, high = _beside_sign(look, room), ink.metrics("heading").height()
    letters = ink.metrics("muted", bold=True) if look.form == CAPTIONED else ink.metrics("heading")
    behind = 2.5 * MARK if look.asked else MARK / 2
    left = room.x() + min(letters.horizontalAdvance(look.text) + behind, kept.width() + MARK / 2 - 2)
    middle = room.bottom() - 4 - letters.height() / 2 if look.form == CAPTIONED else room.y() + high / 2
    paint_inside(painter, look.folded, left, middle)


def _beside_sign(look: PlateLook, room: QRectF) -> QRectF:
    """The room of the words beside the sign for what is folded."""
    return room.adjusted(0, 0, -inside_width(look.folded) - MARK / 2, 0) if look.folded else room


def _write_caption(painter: QPainter, look: PlateLook, room: QRectF) -> None:
    """A caption, and behind it the hint, which is never cut."""
    letters, low = ("muted", True), Qt.AlignmentFlag.AlignBottom
    behind = ink.metrics("muted").horizontalAdvance(look.hint) if look.hint else 0.0
    text = ink.metrics("muted", bold=True).elidedText(look.text, Qt.TextElideMode.ElideRight, room.width() - behind)
    _write(painter, text, letters, "muted", room, low)
    wide = ink.metrics("muted", bold=True).horizontalAdvance(text)
    _write(painter, look.hint, ("muted", False), "muted", room.adjusted(wide, 0, 4, 0), low)


def _paint_title(painter: QPainter, look: PlateLook, room: QRectF) -> None:
    """A title on a patch of its ground, so that no arrow runs through it."""
    title, hint = ink.metrics("heading"), ink.metrics("muted")
    wide = min(room.width(), max(title.horizontalAdvance(look.text), hint.horizontalAdvance(look.hint)))
    high = title.height() + (hint.height() if look.hint else 0)
    painter.fillRect(QRectF(-4, 0, wide + 8, high), ink.ground(look.role))
    _write(painter, look.text, ("heading", False), _CHILD if look.role == _CHILD else "ink", room)
    _write(painter, look.hint, ("muted", False), "muted", room.adjusted(0, title.height(), 0, 0))


def _mark_beside(look: PlateLook, room: QRectF) -> QRectF:
    """Where the ring for what is not known stands behind a title."""
    title = ink.metrics("heading")
    left = min(title.horizontalAdvance(look.text) + MARK, room.width() - MARK)
    return QRectF(room.x() + left, room.y() + (title.height() - MARK) / 2, MARK, MARK)


def _write(
    painter: QPainter, text: str, letters: tuple[str, bool], tone: str, room: QRectF,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop,
) -> None:  # fmt: skip
    """One line, cut where its room ends; `letters` are a role of type and whether it is bold."""
    role, bold = letters
    painter.setFont(ink.font(role, bold=bold))
    painter.setPen(ink.colour(tone))
    line = ink.metrics(role, bold=bold).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, side | Qt.TextFlag.TextSingleLine, line)


_NONE: Mapping[str, int] = MappingProxyType({})
Plates = Iterator[tuple[str, PlateLook, Box]]
"""For each plate an id of its own (a child's frame has the child's), its look and its box."""


def paper_of(laid: Layout) -> QRectF:
    """The part of the scene that is the map; the headings of the lanes are shown above, so it begins below them."""
    top = min((box.y for box in laid.cards.values()), default=HEAD)
    top = min(top, laid.size.y + HEAD)
    paper = QRectF(laid.size.x, top, laid.size.width, laid.size.bottom - top)
    return paper.adjusted(-MARGIN / 2, -MARGIN / 2, MARGIN / 2, MARGIN / 2)


def plates(
    layout: Layout, naming: Naming, seen: Survey | None = None, folded: Mapping[str, int] = _NONE
) -> Plates:  # fmt: skip
    """What lies under the cards of a layout; without `seen` it is not known yet what is open.

    `folded` tells how many are folded away, by what would hold them.
    """
    for identity, look, box in _plates(layout, naming, seen, folded):
        yield identity, replace(look, text=visible(look.text), hint=visible(look.hint)), box


def _plates(layout: Layout, naming: Naming, seen: Survey | None, folded: Mapping[str, int]) -> Plates:
    for lane in layout.lanes:
        yield from _lane(lane, naming, seen, folded.get(f"lane/{lane.lane}", 0))
    once = dict(folded)
    for group in layout.groups:
        inside = once.pop(f"{group.lane}/{group.key}", 0)
        look = PlateLook(CAPTIONED, text=caption_of(group, naming), folded=inside)
        yield f"{group.lane}/{group.key}/{group.cards[0]}", look, group.caption
    for at, frame in enumerate(layout.children):
        inside = folded.get(frame.child, 0)
        yield from _further(frame, at, naming) if frame.continued else _frame(frame, naming, seen, inside)
    for at, part in enumerate(layout.parts):
        yield from _part(part, at, naming)


def _further(frame: Frame, at: int, naming: Naming) -> Plates:
    """Where the frame of a child goes on."""
    yield f"{frame.child}/{at}", PlateLook(GROUND, _CHILD), frame.box
    title = PlateLook(TITLE, _CHILD, f"{naming.short(frame.child)}{_GOES_ON}")
    yield f"title/{frame.child}/{at}", title, _inside(frame.box, 8)


def _part(part: Part, at: int, naming: Naming) -> Plates:
    """Where a lane goes on: the band as itself, another under its caption; children's frames have their own titles."""
    title = naming.lane_title(part.lane)
    if part.lane == "protective_effort":
        yield f"lane/{part.lane}/{at}", PlateLook(GROUND, _BAND), part.box
        yield f"title/{part.lane}/{at}", PlateLook(TITLE, _BAND, f"{title}{_GOES_ON}"), _inside(part.box, 8)
    elif part.caption.height:
        yield f"part/{part.lane}/{at}", PlateLook(CAPTIONED, text=title, hint=_GOES_ON), part.caption


def _frame(frame: Frame, naming: Naming, seen: Survey | None, folded: int) -> Plates:
    yield frame.child, PlateLook(GROUND, _CHILD), frame.box
    title = PlateLook(TITLE, _CHILD, naming.short(frame.child), asked=_is_open(frame.child, seen), folded=folded)
    yield f"title/{frame.child}", title, _inside(frame.box, 8)
    text = "" if frame.cards or folded else _of_child(frame.child, naming, seen)
    if text:
        yield f"words/{frame.child}", PlateLook(WORDS, _NOTHING, text), _inside(frame.box, FRAME_HEAD + 2)


def _is_open(identity: str, seen: Survey | None) -> bool:
    return seen is not None and identity in seen.open


def _of_child(child: str, naming: Naming, seen: Survey | None) -> str:
    """What stands in the frame of a child of whom nothing is mapped: the question, and who is to be asked."""
    if seen is None:
        return nothing_mapped(naming)
    waiting = seen.waiting(child)
    asking = {*(gap.category for gap in waiting), *(finding.check for finding in seen.about(child))}
    first = nothing_mapped(naming) if _NO_IMPACT in asking else ""
    return " ".join(part for part in (first, *(_ask(gap, naming) for gap in waiting)) if part)


def _ask(gap: Gap, naming: Naming) -> str:
    if not gap.who_might_know:
        return ""
    when = f" by {spoken(gap.by)}" if gap.by else ""
    return f"Ask {veiled_text(gap.who_might_know, naming)}{when}."


def _lane(lane: LaneBox, naming: Naming, seen: Survey | None, folded: int) -> Plates:
    top = HEAD + GAP
    survivors = [each.id for each in naming.survivors if _is_open(each.id, seen)]
    if lane.lane == "protective_effort":
        named = naming.lane_title(lane.lane), naming.lane_hint(lane.lane)
        title = PlateLook(TITLE, _BAND, *named, asked=bool(survivors), folded=folded)
        yield f"lane/{lane.lane}", PlateLook(GROUND, _BAND), lane.box
        yield f"title/{lane.lane}", title, _inside(lane.box, 8)
    if lane.empty and not folded and lane.box.width > HEAD:
        room = _inside(lane.box, top) if lane.lane == "protective_effort" else _below(lane.box, top)
        yield f"words/{lane.lane}", _in_empty(lane.lane, survivors, naming, seen), room


def _in_empty(lane: str, survivors: list[str], naming: Naming, seen: Survey | None) -> PlateLook:
    """What belongs in an empty lane; where nobody has asked what a survivor does, that is asked first."""
    teaching = _teaching(lane, naming)
    found = (finding for each in survivors for finding in (seen.about(each) if seen else ()))
    silence = next((finding.text for finding in found if finding.check == _NO_EFFORT), "")
    if lane != "protective_effort" or not silence:
        return PlateLook(WORDS, text=teaching)
    return PlateLook(WORDS, _NOTHING, f"{silence} {_BEGIN}")


def _inside(box: Box, top: float) -> Box:
    return Box(box.x + PAD, box.y + top, box.width - 2 * PAD, box.height - top)


def _below(box: Box, top: float) -> Box:
    return Box(box.x, box.y + top, box.width, box.height - top)


def _teaching(lane: str, naming: Naming) -> str:
    """What belongs in an empty lane, and how to begin."""
    if lane == "children":
        return "The children of this family, each with what it does to them.\n\nBegin by adding the children as people."
    words = load_vocabulary().kind(LANE_KINDS[lane][0] if lane != "rail" else "gap")
    sentences = (naming.fill(words.help, words.subject), naming.fill(words.begin, words.subject), _BEGIN)
    return (" " if lane == "protective_effort" else "\n\n").join(each[:1].upper() + each[1:] for each in sentences)


def caption_of(group: Group, naming: Naming) -> str:
    """What stands over a group of cards."""
    words = load_vocabulary()
    if group.lane == "rail":
        return naming.fill(words.kind(group.key).plural)
    if not group.key:
        return "Not yet sorted"
    return naming.fill(words.term("behaviour", group.key).short)
