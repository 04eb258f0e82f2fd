"""Draws one page of a PDF as a picture; scripts, links and attached files mean nothing to it.

The picture is four bytes for each pixel: blue, green, red, and one that says nothing.
"""

from __future__ import annotations

import ctypes
import struct
from typing import Any

from app.sandbox.answers import made, not_made

ASK = struct.Struct("<II")
"""What stands before the PDF: which page, from 0, and how wide its picture is to be, in pixels."""
BROKEN = "broken"
LONGEST_SIDE = 4000
"""No picture of a page is larger, in pixels."""
_WITH_NOTES, _BLUE_FIRST, _WHITE = 0x01, 3, 0xFFFFFFFF
_GIVEN: list[Any] = []
"""What the library was given at its beginning, and looks at as long as it is used."""


def prepare() -> None:
    """Bring in the library, without any typeface of the machine, and draw a page of its own letters."""
    import pypdfium2_raw as pdfium

    nowhere = (ctypes.POINTER(ctypes.c_char) * 1)()
    config = pdfium.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=nowhere, m_pIsolate=None, m_v8EmbedderSlot=0)
    _GIVEN.extend((nowhere, config))
    pdfium.FPDF_InitLibraryWithConfig(ctypes.byref(config))
    for trial in (_SMALL, b"", b"%PDF-1.7"):
        work(ASK.pack(0, 50) + trial)


def work(payload: bytes) -> bytes:
    """The answer for a page and the bytes of its PDF."""
    import pypdfium2_raw as pdfium

    number, wide = ASK.unpack_from(payload)
    body = payload[ASK.size :]
    document = pdfium.FPDF_LoadMemDocument64(body, len(body), None)
    page = pdfium.FPDF_LoadPage(document, number) if document else None
    if not page:
        return not_made(BROKEN)
    size = _size(pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page), wide)
    if size is None:
        return not_made(BROKEN)
    width, height = size
    pixels = (ctypes.c_ubyte * (width * height * 4))()
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, _BLUE_FIRST, pixels, width * 4)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, _WITH_NOTES)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return made(bytes(pixels), {"width": width, "height": height})


def _size(wide: float, high: float, wanted: int) -> tuple[int, int] | None:
    """The size of the picture in pixels, in the proportions of the page; None for a page that is no sheet."""
    if not (wide >= 1 and high >= 1 and max(wide, high) / min(wide, high) <= 100 and wanted > 0):
        return None
    share = min(wanted / wide, LONGEST_SIDE / max(wide, high))
    return max(1, round(wide * share)), max(1, round(high * share))


_SMALL = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 50 50]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 35>>stream
BT /F 12 Tf 5 5 Td (Abc) Tj ET     \nendstream endobj
5 0 obj<</Type/Font/Subtype/TrueType/BaseFont/Arial>>endobj
trailer<</Root 1 0 R>>
"""
