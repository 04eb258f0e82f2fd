"""Looks through a PDF: how many pages it has, and what it holds that is more than pages; it changes nothing in it."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from app.sandbox.answers import made, not_made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Pdf

LOCKED, LONG, BROKEN, EMPTY = "locked", "long", "broken", "empty"
"""Why it cannot be kept: it asks for a password; it has too many pages; it is no whole PDF; it has no page."""
MOST_PAGES = 500
SCRIPTS, STARTS, LINKS, FILES, FORMS, MEDIA = "scripts", "starts", "links", "files", "forms", "media"
"""What a PDF may hold that does something where other programs open it."""
TYPEFACES = "typefaces"
"""It relies on typefaces that it does not bring along."""
_NAMES = {
    SCRIPTS: rb"JavaScript|JS", STARTS: rb"Launch|Rendition|Trans3D|SetOCGState", LINKS: rb"URI|GoToR|SubmitForm",
    FILES: rb"EmbeddedFiles?|EF|FileAttachment", FORMS: rb"XFA|FT|Fields", MEDIA: rb"RichMedia|Movie|Sound|3D",
}  # fmt: skip
_HOLDS = {what: re.compile(rb"/(?:" + names + rb")(?![^\x00\s()<>\[\]{}/%])") for what, names in _NAMES.items()}
_DESCRIBES_TYPEFACE, _BRINGS_TYPEFACE = re.compile(rb"/FontName\b"), re.compile(rb"/FontFile[23]?\b")


def prepare() -> None:
    """Bring in the reader, and try it on a sound file and on what is none."""
    import pikepdf

    out = BytesIO()
    with pikepdf.new() as small:
        small.add_blank_page()
        small.Root.AcroForm = pikepdf.Dictionary(Fields=[])
        small.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    sound = out.getvalue()
    locked = BytesIO()
    with pikepdf.open(BytesIO(sound)) as small:
        small.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    for trial in (sound, sound[:-60], sound[:80], locked.getvalue(), b"", b"%PDF-1.7", b"%PDF-1.7\ntrailer<</Root 1>>"):
        work(trial)


def work(payload: bytes) -> bytes:
    """The answer for the bytes of one PDF; no bytes of it come back."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(payload), suppress_warnings=True) as pdf:
            pages = len(pdf.pages)
            if not 0 < pages <= MOST_PAGES:
                return not_made(LONG if pages else EMPTY)
            return made(b"", {"pages": pages, "holds": sorted(set(_held(pdf)))})
    except pikepdf.PasswordError:
        return not_made(LOCKED)
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, RuntimeError):
        return not_made(BROKEN)


def _held(pdf: Pdf) -> Iterator[str]:
    """What is more than pages, found by the names that stand in any of its objects, however they were packed."""
    import pikepdf

    for each in pdf.objects:
        written = each.stream_dict if isinstance(each, pikepdf.Stream) else each
        words = written.unparse(resolved=True)
        yield from (what for what, names in _HOLDS.items() if names.search(words))
        if _DESCRIBES_TYPEFACE.search(words) and not _BRINGS_TYPEFACE.search(words):
            yield TYPEFACES
