"""Drawings in a Word file: pixels fine enough for print, with words for whoever does not see them."""

from __future__ import annotations

import io

from docx.document import Document as WordDocument
from docx.oxml.shape import CT_Inline
from docx.shared import Pt

from exports.drawing import Drawing
from exports.figures import TALLEST
from exports.office import plain
from exports.paint_png import png
from exports.word.elements import Element, made, paragraph
from exports.word.styles import COLUMN

_DOTS = 300
"""How many pixels there are to an inch."""
_POINTS = 72


def picture(document: WordDocument, drawing: Drawing, number: int) -> tuple[Element, bytes]:
    """A paragraph that holds a drawing, the picture of this number, and its pixels; raises ExportError."""
    scale = min(1.0, COLUMN / drawing.width, TALLEST / drawing.height)
    pixels = png(drawing, scale * _DOTS / _POINTS)
    relation, _ = document.part.get_or_add_image(io.BytesIO(pixels))
    width, height = Pt(drawing.width * scale), Pt(drawing.height * scale)
    inline: Element = CT_Inline.new_pic_inline(number, relation, f"picture{number}.png", width, height)
    inline.docPr.set("descr", plain(drawing.alt))
    written = paragraph("Picture")
    written.append(made("r", made("drawing", inline)))
    return written, pixels
