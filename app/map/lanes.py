"""What lies under the cards: captions, a frame for each child, the band along the bottom, words for empty places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.map import ink
from app.map.stage import FAR, Stage
from app.theme import kind_role
from mapping.lanes import CAPTION, FRAME_HEAD, GAP, HEAD, LANE_KINDS, PAD, Group, LaneBox, Layout
from mapping.naming import Naming
from mapping.placing import Box
from mapping.vocabulary import load_vocabulary

CAPTIONED, FRAMED, BANDED, BARE = "caption", "frame", "band", "bare"
_BEGIN = "Double-click here to begin."


@dataclass(frozen=True, slots=True, repr=False)
class PlateLook:
    """What a plate is and says: a title, a quieter line, and a sentence where nothing stands yet."""

    form: str
    title: str = ""
    hint: str = ""
    teaching: str = ""


class Plate(QGraphicsItem):
    """One of the things that lie under the cards."""

    def __init__(self, identity: str, look: PlateLook, box: Box, stage: Stage) -> None:
        super().__init__()
        self.id, self.look, self._stage = identity, look, stage
        self._take(box)
        self.setZValue(-1.0 if look.form in (BANDED, FRAMED) else 0.0)

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

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        words = painter.worldTransform().m22() >= FAR
        aimed = self.id in (self._stage.aimed, *self._stage.selected)
        paint_plate(painter, self.look, self.box.width, self.box.height, words=words, aimed=aimed)


def paint_plate(
    painter: QPainter, look: PlateLook, width: float, height: float, *, words: bool, aimed: bool = False
) -> None:
    """A plate at the origin of its own room."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    if look.form in (FRAMED, BANDED):
        role = kind_role("child_impact" if look.form == FRAMED else "protective_effort")
        painter.setPen(ink.pen("focus", ink.LIT) if aimed else ink.hairline(ink.tint(role, 0.32)))
        painter.setBrush(ink.tint(role, 0.055))
        painter.drawRoundedRect(QRectF(0, 0, width, height), 8, 8)
    if words:
        _paint_words(painter, look, width, height)


def _paint_words(painter: QPainter, look: PlateLook, width: float, height: float) -> None:
    if look.form == CAPTIONED:
        _write(painter, look.title, "caption", QRectF(0, 0, width, CAPTION - 4), bottom=True)
        return
    inside = 0 if look.form == BARE else PAD
    room = QRectF(inside, inside - 4, width - 2 * inside, height)
    top = 0.0
    if look.form == FRAMED:
        _write(painter, look.title, "child", room)
        top = FRAME_HEAD - 6
    elif look.form == BANDED:
        _write(painter, look.title, "title", room)
        _write(painter, look.hint, "hint", room.adjusted(0, 20, 0, 0))
        top = HEAD - 8
    if look.teaching:
        _write(painter, look.teaching, "teaching", room.adjusted(0, top, 0, -top), wrapped=True)


_LETTERS = {
    "caption": ("muted", "muted", True),
    "title": ("heading", "ink", False),
    "child": ("heading", "child_impact", False),
    "hint": ("muted", "muted", False),
    "teaching": ("muted", "gap", False),
}
"""The type of each line, its colour, and whether it is bold."""


def _write(
    painter: QPainter, text: str, letters: str, room: QRectF, *, wrapped: bool = False, bottom: bool = False
) -> None:
    role, tone, bold = _LETTERS[letters]
    type_of = ink.font(role, bold=bold)
    painter.setFont(type_of)
    painter.setPen(ink.colour(tone))
    if wrapped:
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, text)
        return
    side = Qt.AlignmentFlag.AlignBottom if bottom else Qt.AlignmentFlag.AlignTop
    line = ink.metrics(role, bold=bold).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, side | Qt.TextFlag.TextSingleLine, line)


def plates(layout: Layout, naming: Naming) -> Iterator[tuple[str, PlateLook, Box]]:
    """What lies under the cards of a layout: an id of its own (a child's frame has the child's), a look, a box."""
    for lane in layout.lanes:
        yield from _lane(lane, naming)
    for group in layout.groups:
        yield f"{group.lane}/{group.key}/{group.cards[0]}", PlateLook(CAPTIONED, _caption(group, naming)), group.caption
    for frame in layout.children:
        teaching = "" if frame.cards else naming.fill(_NOTHING_YET)
        yield frame.child, PlateLook(FRAMED, naming.short(frame.child), teaching=teaching), frame.box


_NOTHING_YET = "Nothing mapped yet. What do we know of how {their} behaviour reaches this child?"


def _lane(lane: LaneBox, naming: Naming) -> Iterator[tuple[str, PlateLook, Box]]:
    teaching = _teaching(lane.lane, naming) if lane.empty else ""
    if lane.lane == "protective_effort":
        title, hint = naming.lane_title(lane.lane), naming.lane_hint(lane.lane)
        yield f"lane/{lane.lane}", PlateLook(BANDED, title, hint, teaching), lane.box
    elif teaching and lane.box.width > HEAD:
        below = Box(lane.box.x, lane.box.y + HEAD + GAP, lane.box.width, lane.box.height - HEAD - GAP)
        yield f"lane/{lane.lane}", PlateLook(BARE, teaching=teaching), below


def _teaching(lane: str, naming: Naming) -> str:
    """What belongs in an empty lane, and how to begin."""
    if lane == "children":
        return "The children of this family, each with what it does to them.\nBegin by adding the children as people."
    kind = LANE_KINDS[lane][0] if lane != "rail" else "gap"
    words = load_vocabulary().kind(kind)
    return "\n\n".join((naming.fill(words.help, words.subject), naming.fill(words.begin, words.subject), _BEGIN))


def _caption(group: Group, naming: Naming) -> str:
    words = load_vocabulary()
    if group.lane == "rail":
        return naming.fill(words.kind(group.key).plural)
    if not group.key:
        return "Not yet sorted"
    return naming.fill(words.term("behaviour", group.key).short)
