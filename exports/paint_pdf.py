"""A drawing painted onto a page of a PDF; it knows the canvas and refuses every other surface."""

from __future__ import annotations

from exports.drawing import Drawing, Rect, TextLine, laid
from exports.measures import number, numbers
from exports.measures import paint as ink
from exports.outlines import Outline, outlines, outlines_of
from exports.paper import PaperCanvas

_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


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
    if isinstance(part, TextLine):
        line, left = laid(part)
        canvas.draw_line(line, left, height - part.y)
    else:
        canvas.draw(_operators(part, height))


def _operators(outline: Outline, height: float) -> str:
    """An outline in the language of a page, its dress left behind when it is drawn."""
    dress = [f"{ink(outline.fill)} rg"] if outline.fill else []
    if outline.stroke:
        dash = " ".join(map(number, outline.dash))
        dress.append(f"{ink(outline.stroke)} RG {number(outline.width)} w [{dash}] 0 d")
    steps = (_step(name, points, height) for name, *points in outline.steps)
    end = ("B*" if outline.stroke else "f*") if outline.fill else "S" if outline.stroke else "n"
    return f"q {' '.join(dress)} {' '.join(steps)} {end} Q"


def _step(name: str, points: list[float], height: float) -> str:
    upright = [height - at if place % 2 else at for place, at in enumerate(points)]
    return f"{numbers(upright)} {_OPERATORS[name]}" if upright else _OPERATORS[name]
