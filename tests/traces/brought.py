"""Papers, pictures and texts with canaries in them, as a worker is handed them to keep as evidence."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def brought(in_text: str, in_picture: str, in_paper: str) -> Mapping[str, bytes]:
    """A text, a photo and a PDF by the names of their files, each with one of these words in it."""
    from PIL import Image

    from tests.papers import in_borrowed_letters

    exif, photo = Image.Exif(), BytesIO()
    maker, words = 0x10F, 0x9286
    exif[maker] = exif[words] = in_picture
    Image.new("RGB", (120, 80), "red").save(photo, "JPEG", exif=exif.tobytes(), comment=in_picture.encode())
    text = f"She wrote: {in_text}\n".encode()
    return {"note.txt": text, "photo.jpg": photo.getvalue(), "letter.pdf": in_borrowed_letters(in_paper)}


def picture(word: str) -> bytes:
    """A picture as another program would copy it, with a word beside it."""
    from PIL import Image, PngImagePlugin

    about, copy = PngImagePlugin.PngInfo(), BytesIO()
    about.add_text("Comment", word)
    Image.new("RGB", (40, 30), "blue").save(copy, "PNG", pnginfo=about)
    return copy.getvalue()
