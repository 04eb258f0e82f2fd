"""The whole map as one picture in a file: SVG, PNG or PDF, in the light theme; it knows no window and no report."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from exports.cards import Type, title_of
from exports.colours import colour
from exports.drawing import Drawing, TextLine, each_text, text_block
from exports.laidmap import whole_map
from exports.mapdrawing import whole
from exports.text import require_printable
from mapping.casemap import CaseMap
from mapping.naming import Naming
from mapping.resting import cards
from mapping.showing import Standing

Format = Literal["svg", "png", "pdf"]

MARKING = "Confidential — not for any member of the family"
_LONGEST_PAGE = 14_000.0
"""The longest side that a PDF page may have, in points, a little below what the format allows."""
_MARGIN_BELOW = 22.0
_LEFT, _LEADING = 24.0, 18.0
_CALLED = ("label", "pronouns", "category", "type")
"""The fields of an entry that may be drawn outside its own card, in what lanes, groups and sources are called."""


@dataclass(frozen=True, slots=True, repr=False)
class Painted:
    """A finished picture, and every text that was painted into it, in order: of pixels nobody reads it again."""

    data: bytes
    drawn: tuple[str, ...]


def picture(case: CaseMap, format: Format, marking: str = MARKING, complete: bool = True) -> bytes:
    """The whole map as the bytes of a file; raises ExportError."""
    return painted(case, format, marking, complete).data


def painted(
    case: CaseMap,
    format: Format,
    marking: str = MARKING,
    complete: bool = True,
    said: str = "",
    standing: Standing | None = None,
) -> Painted:
    """The whole map as a file with its texts; `case` is already the reader's own view, `marking` whom it is not for.

    Where something was left out of it (not `complete`), nothing is said of what is not on it. `said` is how much of the
    map it shows, where it is only a part; `standing` how it stands in the window.

    Raises ExportError for a character that cannot be drawn, naming its entry; for a picture too large for its format.
    """
    drawing = map_drawing(case, marking, complete, said, standing)
    data = {"svg": _svg, "png": _png, "pdf": _pdf}[format](drawing)
    return Painted(data, tuple(each.text for each in each_text(drawing)))


def svg(case: CaseMap) -> bytes:
    """The whole map as SVG."""
    return picture(case, "svg")


def png(case: CaseMap) -> bytes:
    """The whole map as PNG, two pixels to the map unit where so many fit."""
    return picture(case, "png")


def pdf(case: CaseMap) -> bytes:
    """The whole map as a PDF of one page."""
    return picture(case, "pdf")


def map_drawing(
    case: CaseMap, words: str = MARKING, complete: bool = True, said: str = "", standing: Standing | None = None
) -> Drawing:
    """The whole map as a drawing, in map units, with its legend, how much of it is shown, and whom it is not for."""
    _require_printable(case)
    made = whole(whole_map(case, Naming(case, veiled=True), Type(), colour("paper"), complete, standing))
    look = TextLine(0, 0, "", 13.0, "bold", colour("ink"))
    shown = text_block(_LEFT, made.height + 4, said, made.width - 2 * _LEFT, look, _LEADING, where=case.header.id)
    shown = shown if said else ()
    below = made.height + len(shown) * _LEADING
    marking = TextLine(_LEFT, below + 4, words, 11.0, "regular", colour("muted"))
    return replace(made, height=below + _MARGIN_BELOW, items=(*made.items, *shown, marking))


def titles(case: CaseMap) -> Iterator[str]:
    """What stands on the cards of the whole map."""
    naming = Naming(case, veiled=True)
    return (title_of(entry, naming) for entry in cards(case))


def _require_printable(case: CaseMap) -> None:
    """Look at what people, groups and sources are called, so that a refusal names where; cards look at their own."""
    for _, word in case.header.labels:
        require_printable(word, case.header.id)
    for entry in case.ordered_entries:
        for field in _CALLED:
            require_printable(getattr(entry, field, ""), entry.id)


def _svg(drawing: Drawing) -> bytes:
    from exports.paint_svg import svg as painted

    return painted(drawing)


def _png(drawing: Drawing) -> bytes:
    from exports.paint_png import LARGEST
    from exports.paint_png import png as painted

    most = math.sqrt(LARGEST / (drawing.width * drawing.height)) * 0.999
    return painted(drawing, min(2.0, most))


def _pdf(drawing: Drawing) -> bytes:
    from exports.paint_pdf import paint
    from exports.paper import PaperCanvas
    from exports.structure import Drawn, Tag, finished

    scale = min(1.0, _LONGEST_PAGE / max(drawing.width, drawing.height))
    size = drawing.width * scale, drawing.height * scale
    out = io.BytesIO()
    canvas = PaperCanvas(out, pagesize=size, invariant=1, pageCompression=1, lang="en-GB")
    tag = Tag("Figure", alt=drawing.alt)
    canvas.boxed(tag, *size)
    with canvas.tagged(tag):
        canvas.mark()
        paint(canvas, drawing, 0, 0, scale)
    canvas.showPage()
    canvas.save()
    return finished(out.getvalue(), Drawn(canvas.marks), "Map", "en-GB")
