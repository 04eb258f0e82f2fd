"""What a file is that is no case file, told by how its bytes begin; it opens and unpacks none of them."""

from __future__ import annotations

_OFFICE = "an office document or another archive (ZIP)"
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", _OFFICE),
    (b"PK\x05\x06", _OFFICE),
    (b"PK\x07\x08", _OFFICE),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF87a", "a picture (GIF)"),
    (b"GIF89a", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"\xfd7zXZ\x00", "a compressed file (xz)"),
    (b"\x28\xb5\x2f\xfd", "a compressed file (zstd)"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7-Zip)"),
    (b"Rar!\x1a\x07", "an archive (RAR)"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"#!", "a program"),
    (b"OggS", "a recording (Ogg)"),
    (b"fLaC", "a recording (FLAC)"),
    (b"\x1aE\xdf\xa3", "a film (Matroska)"),
    (b"-----BEGIN ", "a key or a certificate"),
    (b"wOFF", "a typeface"),
    (b"\x00\x01\x00\x00\x00", "a typeface"),
    (b"OTTO", "a typeface"),
)
"""How files of other kinds begin, and what they are called."""
_INSIDE: tuple[tuple[int, bytes, str], ...] = (
    (4, b"ftyp", "a film or a picture from a telephone"),
    (8, b"WEBP", "a picture (WebP)"),
    (8, b"WAVE", "a recording (WAV)"),
    (8, b"AVI ", "a film (AVI)"),
    (4, b"1AY&SY", "a compressed file (bzip2)"),
    (257, b"ustar", "an archive (tar)"),
)
"""Marks that stand a little way into a file."""
_SHORT: tuple[tuple[bytes, str], ...] = (
    (b"BM", "a picture (BMP)"),
    (b"MZ", "a program"),
    (b"ID3", "a recording (MP3)"),
)
"""Beginnings that a sentence might have too; a file that has one of these and a zero byte soon after is no text."""
_WORDS: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<svg", "a picture (SVG)"),
    (b"<?xml", "an XML document"),
    (b"<", "a web page or an XML document"),
    (b"begin:v", "an address card or a calendar"),
)
"""How files of text begin, whatever their capitals and the space before them."""
_PDF, _PDF_WITHIN = b"%PDF-", 1024


def kind_of(raw: bytes) -> str:
    """What a file is that surely is no JSON, with its article: "a PDF document"; "" where nothing tells."""
    text = raw[: _PDF_WITHIN * 4].removeprefix(b"\xef\xbb\xbf").lstrip()
    for start, name in _BEGINNINGS:
        if raw.startswith(start) or text.startswith(start):
            return name
    # A case begins with a brace: what else is found further in stands in somebody's words.
    if text.startswith((b"{", b"[")):
        return ""
    if _PDF in raw[:_PDF_WITHIN]:
        return "a PDF document"
    inside = next((name for at, mark, name in _INSIDE if raw[at : at + len(mark)] == mark), "")
    short = next((name for start, name in _SHORT if raw.startswith(start) and 0 in raw[:64]), "")
    return inside or short or next((name for start, name in _WORDS if text[: len(start)].lower() == start), "")
