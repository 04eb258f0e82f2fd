"""The elements of a Word file as they are written down; it knows their names, and nothing of what they will say."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import nsmap
from docx.oxml.parser import oxml_parser

Element = Any
"""An element of a Word file; lxml, which makes them, has no types."""

_SPACE = {"w": nsmap["w"]}
_OWN = f"{{{nsmap['w']}}}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

TWIPS = 20
"""How many units of length there are to a point."""


def made(name: str, /, *inside: Element, **attributes: str | int) -> Element:
    """An element of the main namespace, `made("ind", left=300)`, with its attributes and what stands in it."""
    given = {f"{_OWN}{key}": str(value) for key, value in attributes.items()}
    element: Element = oxml_parser.makeelement(f"{_OWN}{name}", given, _SPACE)
    element.extend(inside)
    return element


def paragraph(style: str, *properties: Element) -> Element:
    """An empty paragraph of a style; `properties` stand in the order in which Word wants them."""
    return made("p", made("pPr", made("pStyle", val=style), *properties))


def text_run(text: str, *properties: Element) -> Element:
    """A run of plain text; line breaks in it are breaks."""
    run = made("r")
    if properties:
        run.append(made("rPr", *properties))
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(made("br"))
        if line:
            written = made("t")
            written.text = line
            written.set(_XML_SPACE, "preserve")
            run.append(written)
    return run


def field(instruction: str, shown: str) -> Element:
    """A field that Word works out for itself, `PAGE`; `shown` stands there until it does."""
    return made("fldSimple", text_run(shown), instr=f" {instruction} ")


def twips(points: float) -> int:
    """A length in points as a Word file wants it."""
    return round(points * TWIPS)
