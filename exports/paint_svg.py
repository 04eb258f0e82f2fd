"""A drawing as SVG: well-formed XML with text as text; it refuses scripts, links and everything outside the file."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from exports.direction import harmless
from exports.drawing import Drawing, Group, Item, Rect, TextLine, laid
from exports.outlines import Outline, outlines_of
from exports.text import require_printable, tidy

_FACES = "Atkinson Hyperlegible Next, Noto Sans, Noto Naskh Arabic, sans-serif"
_FROM_RIGHT, _END = "\u2067", "\u2069"  # marks of direction: programs agree on them more than on attributes


def svg(drawing: Drawing) -> bytes:
    """The drawing as a file in UTF-8; raises ExportError for text that cannot be drawn."""
    return "\n".join(_document(drawing)).encode("utf-8")


def _document(drawing: Drawing) -> Iterator[str]:
    width, height = _number(drawing.width), _number(drawing.height)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
        f' role="img" font-family="{_FACES}">'
    )
    yield from _title(drawing.alt)
    if drawing.background:
        yield from _item(Rect(0, 0, drawing.width, drawing.height, fill=drawing.background))
    for item in drawing.items:
        yield from _item(item)
    yield "</svg>"


def _title(words: str) -> Iterator[str]:
    if words:
        require_printable(words)
        yield f"<title>{escape(harmless(tidy(words)))}</title>"


def _item(item: Item) -> Iterator[str]:
    if isinstance(item, Group):
        yield "<g>"
        yield from _title(item.label)
        for inner in item.items:
            yield from _item(inner)
        yield "</g>"
        return
    for part in outlines_of(item):
        yield _text(part) if isinstance(part, TextLine) else _path(part)


def _path(outline: Outline) -> str:
    steps = " ".join(name + " ".join(_number(value) for value in at) for name, *at in outline.steps)
    look = f'fill="{escape(outline.fill or "none")}"'
    if outline.stroke:
        look += f' stroke="{escape(outline.stroke)}" stroke-width="{_number(outline.width)}"'
    if outline.dash:
        look += f' stroke-dasharray="{" ".join(_number(length) for length in outline.dash)}"'
    return f'<path d="{steps}" {look}/>'


def _text(item: TextLine) -> str:
    line, left = laid(item)
    look = f'font-size="{_number(item.size)}" fill="{escape(item.colour)}"'
    look += ' font-weight="700"' if item.weight.startswith("bold") else ""
    look += ' font-style="italic"' if item.weight.endswith("italic") else ""
    if line.width:  # where these faces are missing, another one is fitted into the same room
        look += f' textLength="{_number(line.width)}" lengthAdjust="spacingAndGlyphs"'
    words = escape(harmless(tidy(item.text).replace("\n", " ")))
    words = f"{_FROM_RIGHT}{words}{_END}" if line.rtl else words
    return f'<text x="{_number(left)}" y="{_number(item.y)}" {look} xml:space="preserve">{words}</text>'


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
