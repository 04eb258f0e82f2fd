"""Files in which something is hidden in the ways that people and programs hide things; made for the tests alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pikepdf
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from reportlab.pdfgen.canvas import Canvas

from exports.flow import Heading, Text
from exports.page import build_pdf

HARMLESS = "He took her wages."


def drawn(draw: Callable[[Canvas], object]) -> bytes:
    """A PDF of one page on which a harmless sentence stands, and whatever is drawn."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 700, HARMLESS)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def ours(*texts: str) -> bytes:
    """A document as the program makes it, with a heading and these paragraphs."""
    return build_pdf([Heading("The pattern", 1), Text(HARMLESS), *map(Text, texts)])


def changed(change: Callable[[pikepdf.Pdf], object], pdf: bytes | None = None) -> bytes:
    """One of our documents after another program had it."""
    with pikepdf.open(io.BytesIO(pdf or ours())) as document:
        change(document)
        out = io.BytesIO()
        document.save(out, static_id=True, fix_metadata_version=False)
    return out.getvalue()


def under_a_box(text: str) -> bytes:
    """Text with a black bar over it."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 600, f"Then {text} came.")
        canvas.rect(60, 590, 400, 30, fill=1)

    return drawn(draw)


def in_white(text: str) -> bytes:
    """Text in the colour of the paper."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas.drawString(72, 600, f"Then {text} came.")

    return drawn(draw)


def clipped(text: str) -> bytes:
    """Text outside what the page lets show."""

    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(0, 0, 10, 10)
        canvas.clipPath(path, stroke=0)
        canvas.drawString(72, 600, f"Then {text} came.")

    return drawn(draw)


def without_ink(text: str) -> bytes:
    """Text in the mode in which nothing is painted."""

    def draw(canvas: Canvas) -> None:
        words = canvas.beginText(72, 600)
        words.setTextRenderMode(3)
        words.textOut(f"Then {text} came.")
        canvas.drawText(words)

    return drawn(draw)


def in_a_form(text: str, *, shown: bool = True) -> bytes:
    """Text in a drawing of its own, on the page or left in the file."""

    def draw(canvas: Canvas) -> None:
        canvas.beginForm("drawing")
        canvas.drawString(72, 600, f"Then {text} came.")
        canvas.endForm()
        if shown:
            canvas.doForm("drawing")

    return drawn(draw)


def spaced(text: str) -> bytes:
    """Text with its letters drawn apart."""

    def draw(canvas: Canvas) -> None:
        words = canvas.beginText(72, 600)
        words.setCharSpace(9)
        words.textOut(f"Then {text} came.")
        canvas.drawText(words)

    return drawn(draw)


def letter_by_letter(text: str) -> bytes:
    """Text with every letter drawn for itself, far from the next."""

    def draw(canvas: Canvas) -> None:
        for place, letter in enumerate(text):
            canvas.drawString(72 + 15 * place, 600, letter)

    return drawn(draw)


def with_photo(text: str) -> bytes:
    """A photo whose EXIF tells."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(io_reader(photo(text)), 72, 500, 40, 40)

    return drawn(draw)


def io_reader(raw: bytes) -> object:
    """A picture as ReportLab takes it without making it anew."""
    from reportlab.lib.utils import ImageReader

    return ImageReader(io.BytesIO(raw))


def photo(text: str) -> bytes:
    """A small JPEG with a description in its EXIF."""
    exif = Image.Exif()
    exif[0x010E] = text
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "#336699").save(out, "JPEG", exif=exif)
    return out.getvalue()


def png(**texts: str) -> bytes:
    """A small PNG with texts beside its pixels: `plain`, `packed` or `wide`."""
    told = PngInfo()
    if "plain" in texts:
        told.add_text("Comment", texts["plain"])
    if "packed" in texts:
        told.add_text("Comment", texts["packed"], zip=True)
    if "wide" in texts:
        told.add_itxt("Comment", texts["wide"], zip=True)
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "#336699").save(out, "PNG", pnginfo=told)
    return out.getvalue()


def with_an_earlier_version(text: str) -> bytes:
    """A document whose text another program replaced, keeping what it said before."""
    old = drawn(lambda canvas: canvas.drawString(72, 600, f"Then {text} came."))
    with pikepdf.open(io.BytesIO(old)) as document:
        number = document.pages[0].obj.Contents.objgen[0]
        root, size = document.Root.objgen[0], document.trailer.Size
    body = b"BT /F1 12 Tf 72 700 Td (Nothing.) Tj ET"
    begin = len(old)
    new = b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, len(body), body)
    before = old[old.rfind(b"startxref") :].split()[1]
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d /Root %d 0 R /Prev %s>>\n" % (
        number,
        begin,
        size,
        root,
        before,
    )
    return old + new + table + b"startxref\n%d\n%%%%EOF\n" % (begin + len(new))


def on_a_page_taken_out(text: str) -> bytes:
    """A document one of whose pages was taken out of the list of pages, and left in the file."""

    def take_out(document: pikepdf.Pdf) -> None:
        document.Root.Left = document.pages[1].obj  # so that the program which saves it keeps it, as many do
        del document.pages[1]

    lines = (f"Line {number} of what he may read." for number in range(30))
    return changed(take_out, ours(*lines, f"Then {text} came."))


PLANTED: dict[str, Callable[[str], bytes]] = {
    "under a box": under_a_box,
    "in white": in_white,
    "clipped": clipped,
    "without ink": without_ink,
    "in a drawing": in_a_form,
    "in a drawing that no page shows": lambda text: in_a_form(text, shown=False),
    "in the EXIF of a photo": with_photo,
    "on a page taken out": on_a_page_taken_out,
    "in an earlier version": with_an_earlier_version,
    "with its letters apart": spaced,
    "letter by letter": letter_by_letter,
}
"""Ways to hide a text on paper; the text is at least six letters long."""


def office(parts: dict[str, str | bytes], comment: bytes = b"") -> bytes:
    """An office file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str = "", **parts: str) -> bytes:
    """A Word file with this body, and other parts by name (a double underscore for a slash)."""
    more = {f"{name.replace('__', '/')}.xml": text for name, text in parts.items()}
    text = f"<w:document {W}><w:body><w:p><w:r><w:t>{HARMLESS}</w:t></w:r></w:p>{body}</w:body></w:document>"
    return office({"[Content_Types].xml": "<Types/>", "word/document.xml": text} | more)
