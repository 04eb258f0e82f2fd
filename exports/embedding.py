"""Faces put into a PDF: of each face the glyphs that were used, with the characters they stand for.

It knows how a PDF holds a font; it refuses to know lines and pages. A code on the page stands for a pair of glyph and
characters, so that copying, searching and reading aloud give back exactly the text that went in, whatever the script.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from exports.fonts import Face, harfbuzz_face, harfbuzz_font
from exports.shaping import glyph_advance, space_glyph

_UNNEEDED = ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "name", "post", "OS/2", "cmap", "meta", "gasp", "vhea", "vmtx")
_SYMBOLIC, _ITALIC = 4, 64


class EmbeddedFace:
    """One face in one document."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._codes: dict[tuple[int, str, int], int] = {}

    def code(self, glyph: int, text: str, width: int) -> str:
        """The code, as four hex digits, of a glyph that stands for a text and moves the pen by a width."""
        return f"{self._codes.setdefault((glyph, text, width), len(self._codes) + 1):04X}"

    @cached_property
    def space(self) -> tuple[int, str]:
        """How wide a space is, and the code for one."""
        glyph = space_glyph(self.face)
        width = glyph_advance(self.face, glyph)
        return width, self.code(glyph, " ", width)

    def add_to(self, document: Any) -> None:
        """Adds the face to the fonts of a ReportLab document, once all its glyphs are known."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

        program, mapping = self._subset()
        name = PDFName(f"{self._tag()}+{self.face.stem}")
        system = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
        cid_font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": PDFDictionary(system),
                "FontDescriptor": document.Reference(self._descriptor(document, name, program)),
                "DW": 0,
                "W": PDFArray([1, PDFArray([width for _, _, width in self._codes])]),
                "CIDToGIDMap": document.Reference(
                    _stream(b"\0\0" + b"".join(mapping[glyph].to_bytes(2, "big") for glyph, _, _ in self._codes))
                ),
            }
        )
        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": name,
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([document.Reference(cid_font)]),
                "ToUnicode": document.Reference(_stream("\n".join(self._to_unicode()).encode("ascii"))),
            }
        )
        document.idToObject["BasicFonts"].dict[self.name] = document.Reference(font)

    def _subset(self) -> tuple[bytes, dict[int, int]]:
        """The font program with the used glyphs alone, and where each glyph went."""
        import uharfbuzz

        wanted = uharfbuzz.SubsetInput()
        wanted.glyph_set.update({glyph for glyph, _, _ in self._codes})
        wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
        for table in _UNNEEDED:
            wanted.drop_table_tag_set.add(int.from_bytes(table.encode("ascii"), "big"))
        plan = uharfbuzz.SubsetPlan(harfbuzz_face(self.face), wanted)
        return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping)

    def _tag(self) -> str:
        """Six letters that tell this choice of glyphs from others, as PDF wants before the name of a part of a font."""
        digest = hashlib.sha256(repr(list(self._codes)).encode("utf-8")).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])

    def _descriptor(self, document: Any, name: Any, program: bytes) -> Any:
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

        extents = harfbuzz_font(self.face).get_font_extents("ltr")
        italic = "Italic" in self.face.stem
        return PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": name,
                "Flags": _SYMBOLIC | (_ITALIC if italic else 0),
                "FontBBox": PDFArray([-500, extents.descender, 2000, extents.ascender]),
                "ItalicAngle": -10 if italic else 0,
                "Ascent": extents.ascender,
                "Descent": extents.descender,
                "CapHeight": 700,
                "StemV": 140 if "Bold" in self.face.stem else 80,
                "FontFile2": document.Reference(_stream(program, Length1=len(program))),
            }
        )

    def _to_unicode(self) -> Iterator[str]:
        yield "/CIDInit /ProcSet findresource begin 12 dict begin begincmap"
        yield "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"
        yield "/CMapName /Adobe-Identity-UCS def /CMapType 2 def"
        yield "1 begincodespacerange <0000> <FFFF> endcodespacerange"
        lines = [f"<{code:04X}> <{text.encode('utf-16-be').hex()}>" for (_, text, _), code in self._codes.items()]
        for part in _hundreds(lines):
            yield f"{len(part)} beginbfchar"
            yield from part
            yield "endbfchar"
        yield "endcmap CMapName currentdict /CMap defineresource pop end end"


def _hundreds(lines: list[str]) -> Iterable[list[str]]:
    return (lines[start : start + 100] for start in range(0, len(lines), 100))


def _stream(content: bytes, **entries: int) -> Any:
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream, PDFZCompress

    return PDFStream(PDFDictionary(dict(entries)), content, [PDFZCompress])
