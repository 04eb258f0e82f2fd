"""A drawing painted onto a page of a PDF; it knows the canvas and refuses every other surface."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from reportlab.lib.colors import Color, HexColor

from exports.drawing import Drawing, Rect, TextLine, laid
from exports.outlines import Outline, outlines, outlines_of
from exports.paper import PaperCanvas


def paint(canvas: PaperCanvas, drawing: Drawing, x: float, y: float, scale: float) -> None:
    """Paints a drawing with its lower left corner at a point of the canvas, so many times its size.

    Raises ExportError for text that cannot be drawn.
    """
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(scale, scale)
    if drawing.background:
        for part in outlines_of(Rect(0, 0, drawing.width, drawing.height, fill=drawing.background)):
            _paint_part(canvas, part, drawing.height)
    for part in outlines(drawing.items):
        _paint_part(canvas, part, drawing.height)
    canvas.restoreState()


def _paint_part(canvas: PaperCanvas, part: Outline | TextLine, height: float) -> None:
    canvas.saveState()
    if isinstance(part, TextLine):
        line, left = laid(replace(part, y=0))
        canvas.draw_line(line, left, height - part.y)
    else:
        _paint_outline(canvas, part, height)
    canvas.restoreState()


def _paint_outline(canvas: PaperCanvas, outline: Outline, height: float) -> None:
    path = canvas.beginPath()
    for name, *at in outline.steps:
        points = [height - value if index % 2 else value for index, value in enumerate(at)]
        if name == "M":
            path.moveTo(*points)
        elif name == "L":
            path.lineTo(*points)
        elif name == "C":
            path.curveTo(*points)
        else:
            path.close()
    if outline.fill:
        canvas.setFillColor(_colour(outline.fill))
    if outline.stroke:
        canvas.setStrokeColor(_colour(outline.stroke))
        canvas.setLineWidth(outline.width)
        canvas.setDash(list(outline.dash))
    canvas.drawPath(path, stroke=int(outline.stroke is not None), fill=int(outline.fill is not None))


@lru_cache(maxsize=64)
def _colour(colour: str) -> Color:
    """A colour as ReportLab has it; to read one anew for each stroke takes longer than to draw it."""
    return HexColor(colour)
