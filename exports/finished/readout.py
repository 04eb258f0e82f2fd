"""What a finished file says, by each way of reading it: every text that it holds, and where it stands.

It knows the forms of files, and neither cases nor readers. What it cannot read is a fault, never silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from exports.finished.passages import Fault, Found, Passage, Readout, gathered, in_a_row
from exports.finished.xmltext import Dialect, xml_text

__all__ = ["Fault", "Form", "Passage", "Readout", "read_out"]

Form = Literal["pdf", "docx", "xlsx", "svg", "png", "json"]
_SVG = Dialect(
    blocks=frozenset(("text", "title", "desc", "style", "metadata", "foreignObject", "g", "svg")),
    faults={
        "script": "a script", "foreignObject": "another document", "image": "a picture that cannot be read",
        "set": "something that happens by itself", "animate": "something that happens by itself",
    },
    out=frozenset(("href", "src")),
)  # fmt: skip


def read_out(data: bytes, form: Form, ours: Collection[bytes] = ()) -> Readout:
    """Every text of a file of this form, with its place, and the faults of the file as such.

    `ours` are the bytes of pictures which the program painted itself from what the reader may have; any other picture
    within a file is a fault, for nobody can read what it shows. A file that is one picture is taken for ours.
    """
    return gathered(_read(data, form, ours))


def _read(data: bytes, form: Form, ours: Collection[bytes]) -> Iterator[Found]:
    if form == "pdf":
        from exports.finished.pdffile import pdf

        yield from pdf(data, ours)
    elif form == "json":
        from exports.finished.casefile import case_file

        yield from case_file(data)
    elif form == "svg":
        yield from _svg(data)
    elif form == "png":
        from exports.finished.pictures import beside_pixels

        yield from beside_pixels(data, "the picture")
    else:
        from exports.finished.officefile import office

        yield from office(data, ours)


def _svg(data: bytes) -> Iterator[Found]:
    """The texts of a drawing, each and all in a row: a title on a card is written in several."""
    found = list(xml_text(data, "the drawing", _SVG))
    yield from found
    yield in_a_row(found, "the drawing")
