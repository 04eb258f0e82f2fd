"""Paints a page of the room's screen: paper, title, cards, arrows, the band, and at the foot the mark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from app.present.framecards import EDGE, Piece, pieces
from app.present.framelines import Line, Scale
from app.present.framepieces import Course, Placed
from app.present.paging import BAR, INFERRED, MARGIN, Page
from app.theme import Theme, kind_role, paint_sign
from app.unseen import visible

_RADIUS, _STROKE, _HEAD = 8, 4, 16
_DIM, _LARGER = 0.22, (1.7, 1.4, 1.15, 1.0)
_SHARE = 0.72
"""How much of the screen's width one card takes that is shown alone."""


@dataclass(frozen=True, slots=True)
class Look:
    """In which colours, on which screen."""

    theme: Theme
    scale: Scale

    def colour(self, role: str, *, dim: bool = False) -> QColor:
        """A colour; dimmed, it comes near the paper."""
        return self.theme.blend(role, "paper", _DIM) if dim else self.theme.colour(role)

    def kind(self, kind: str, *, dim: bool = False) -> QColor:
        """The colour of a kind."""
        return self.colour(kind_role(kind), dim=dim)


def paint_page(painter: QPainter, page: Page | None, look: Look, mark: str, hint: str, focus: str) -> None:
    """A whole page, or paper alone for None; with `focus`, that card large and the rest dim."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.fillRect(QRectF(0, 0, look.scale.width, look.scale.height), look.colour("paper"))
    if page is not None:
        chosen = next((each for each in page.cards if each.piece.card.id == focus), None)
        _paint_body(painter, page, look, dim=chosen is not None)
        if chosen is not None:
            _paint_alone(painter, chosen.piece, look)
    _paint_bar(painter, look, mark, hint if page is not None else "")


def _paint_body(painter: QPainter, page: Page, look: Look, *, dim: bool) -> None:
    body = Look(look.theme, look.scale.grown(page.grown))
    for course in page.courses:
        _paint_course(painter, course, body, dim=dim)
    for placed in page.cards:
        _paint_piece(painter, placed.piece, placed, body, dim=dim)
    for line in page.lines:
        _paint_line(painter, line, look, dim=dim)
    for each in page.legend:
        x, y, size = each.box
        if each.kind == INFERRED:
            painter.setPen(QPen(look.colour("ink", dim=dim), look.scale.px(_STROKE), Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x - size, y + size / 2), QPointF(x + size, y + size / 2))
        else:
            paint_sign(painter, each.kind, QRectF(x, y, size, size), look.kind(each.kind, dim=dim))
        _paint_line(painter, each.line, look, dim=dim)
    if page.band is not None:
        _paint_band(painter, page, look, dim=dim)


def _paint_line(painter: QPainter, line: Line, look: Look, x: float = 0, y: float = 0, *, dim: bool = False) -> None:
    """The only place where words are painted on a page."""
    role = line.colour if line.colour in ("ink", "muted") else kind_role(line.colour)
    painter.setFont(line.type.font)
    painter.setPen(look.colour(role, dim=dim))
    painter.drawText(QPointF(x + line.x, y + line.y), visible(line.text))


def _paint_piece(painter: QPainter, piece: Piece, at: Placed, look: Look, *, dim: bool) -> None:
    _paint_card(painter, piece, QPointF(at.x, at.y), look, 1.0, dim=dim)


def _paint_card(painter: QPainter, piece: Piece, corner: QPointF, look: Look, larger: float, *, dim: bool) -> None:
    px = look.scale.px
    box = QRectF(corner.x(), corner.y(), piece.width, piece.height)
    outline = QPainterPath()
    outline.addRoundedRect(box, px(_RADIUS), px(_RADIUS))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("card", dim=False) if not dim else look.theme.blend("card", "paper", 0.5))
    painter.drawPath(outline)
    strip = QPainterPath()
    strip.addRect(QRectF(box.x() - 1, box.y(), px(EDGE) * larger + 1, box.height()))
    painter.setBrush(look.kind(piece.card.kind, dim=dim))
    painter.drawPath(outline.intersected(strip))
    if piece.card.hatched:
        _paint_hatching(painter, piece, box, outline, look, larger, dim=dim)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("line", dim=dim), max(1.0, px(1.5))))
    painter.drawPath(outline)
    if piece.sign:
        x, y, size = piece.sign
        paint_sign(
            painter, piece.card.kind, QRectF(box.x() + x, box.y() + y, size, size), look.kind(piece.card.kind, dim=dim)
        )
    for line in (*piece.lines, *([piece.number] if piece.number else ())):
        _paint_line(painter, line, look, box.x(), box.y(), dim=dim)


def _paint_hatching(
    painter: QPainter, piece: Piece, box: QRectF, outline: QPainterPath, look: Look, larger: float, *, dim: bool
) -> None:
    """Slanting strokes beside the coloured edge: only somebody who is not here can confirm it."""
    px = look.scale.px
    left, wide = box.x() + px(EDGE) * larger, px(piece.edge - EDGE) * larger
    room = QPainterPath()
    room.addRect(QRectF(left, box.y(), wide, box.height()))
    painter.save()
    painter.setClipPath(outline.intersected(room))
    painter.setPen(QPen(look.kind(piece.card.kind, dim=dim), px(3)))
    y = box.y() - wide
    while y < box.bottom() + wide:
        painter.drawLine(QPointF(left, y + wide), QPointF(left + wide, y))
        y += px(11)
    painter.restore()


def _paint_course(painter: QPainter, course: Course, look: Look, *, dim: bool) -> None:
    points, px = [QPointF(*each) for each in course.points], look.scale.px
    colour, head = look.kind(course.arrow.kind, dim=dim), px(_HEAD)
    end, backward = points[-1], points[-1].x() < points[-2].x()
    base = QPointF(end.x() + (head if backward else -head), end.y())
    path = QPainterPath(points[0])
    for at in range(1, len(points) - 1, 3):
        last = at + 2 == len(points) - 1
        path.cubicTo(points[at], points[at + 1], base if last else points[at + 2])
    style = Qt.PenStyle.DashLine if course.arrow.inferred else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour, px(_STROKE), style, Qt.PenCapStyle.FlatCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    wing = head * 0.62
    painter.drawPolygon(QPolygonF([end, QPointF(base.x(), end.y() - wing), QPointF(base.x(), end.y() + wing)]))


def _paint_band(painter: QPainter, page: Page, look: Look, *, dim: bool) -> None:
    assert page.band is not None
    kind, box, lines = page.band
    px, ground = look.scale.px, look.theme.blend(kind_role(kind), "paper", 0.03 if dim else 0.1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(*box), px(12), px(12))
    if look.theme.name == "contrast" and not dim:
        painter.setPen(QPen(look.colour("line"), px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(*box), px(12), px(12))
    first, size = lines[0], px(22)
    sign = QRectF(look.scale.px(MARGIN), first.y - first.type.ascent * 0.5 - size / 2, size, size)
    paint_sign(painter, kind, sign, look.kind(kind, dim=dim))
    for line in lines:
        _paint_line(painter, line, look, dim=dim)


def _paint_alone(painter: QPainter, piece: Piece, look: Look) -> None:
    """One card in the middle, as large as it can be read and still be whole."""
    scale = look.scale
    width, room = scale.width * _SHARE, scale.height - scale.px(BAR) - scale.px(2 * MARGIN)
    for larger in _LARGER:
        found = pieces(piece.card, width, scale, room, larger)
        if len(found) == 1:
            break
    alone = found[0]
    corner = QPointF((scale.width - width) / 2, (scale.height - scale.px(BAR) - alone.height) / 2)
    out = scale.px(14)
    shade = QRectF(corner.x(), corner.y(), width, alone.height).adjusted(-out, -out, out, out)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("paper"))
    painter.drawRoundedRect(shade, scale.px(12), scale.px(12))
    _paint_card(painter, alone, corner, look, larger, dim=False)


def _paint_bar(painter: QPainter, look: Look, mark: str, hint: str) -> None:
    """The bar at the foot: the keys at the left where somebody asked for them, the mark at the right."""
    scale, dark = look.scale, look.theme.name == "dark"
    kind, high = scale.type("bar"), scale.px(BAR)
    top = scale.height - high
    painter.fillRect(QRectF(0, top, scale.width, high + 1), look.colour("card" if dark else "ink"))
    painter.setFont(kind.font)
    painter.setPen(look.colour("ink" if dark else "card"))
    y, margin = top + (high - kind.step) / 2 + kind.ascent, scale.px(MARGIN)
    if hint:
        painter.drawText(QPointF(margin, y), visible(hint))
    mark = visible(mark)
    painter.drawText(QPointF(scale.width - margin - kind.wide(mark), y), mark)
