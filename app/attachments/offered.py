"""What is dropped on the list of evidence, or pasted into it: one file, or one copied picture; else why it is refused.

It opens no file and reads no picture: what is offered is looked at in the sandbox, like a file that was chosen.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QImage, QImageWriter

from app.sandbox.evidence import JPEG, PNG, Evidence, NotTakenError, taken, taken_from
from app.sandbox.running import Stop

_SEVERAL = "These are {} files: bring one at a time, because each is looked at first and gets words of its own."
_FOLDER = "This is a folder: bring the one photo, PDF or text in it that shows what this card says."
_LINK = "This is a link, and nothing is fetched from elsewhere: save what it leads to, and bring that file."
_SHORTCUT = "This only points to a file that lies elsewhere: bring that file itself."
_NO_FILE = "This is no file: bring a photo, PDF or text that lies on this computer."
_NO_PICTURE = "There is no picture to paste: copy one first, or attach a file."
_OTHER_KIND = "The copied picture is of a kind that is not kept: save it as JPEG or PNG, and attach that file."
_SHORTCUTS = (".lnk", ".url", ".desktop", ".webloc")
_HERE = ("", "localhost")
_PIXELS_ONLY = ("win32", "darwin")
"""Systems that hand over a copied picture as bare pixels; on others it comes as whoever copied it wrote it."""


@dataclass(frozen=True, slots=True, repr=False)
class Offered:
    """One thing that may become evidence: a file, the bytes of a picture, or a picture that has no bytes yet."""

    path: Path | None = None
    content: bytes = b""
    pixels: QImage | None = None

    def evidence(self, stop: Stop) -> Evidence:
        """What would be kept of it; waits for the sandbox. Raises NotTakenError, SandboxError."""
        if self.path is not None:
            return taken_from(self.path, stop)
        return taken(self.content if self.pixels is None else _written(self.pixels), stop)


def may_be_dropped(data: QMimeData) -> bool:
    """Whether something is worth being let go here: a file, or what will be refused in a sentence."""
    return data.hasUrls() or data.hasImage()


def dropped(data: QMimeData) -> Offered:
    """What was dropped; raises NotTakenError."""
    if not data.hasUrls():
        raise NotTakenError(_NO_FILE)
    return Offered(_file(data.urls()))


def pasted(data: QMimeData) -> Offered:
    """The picture, or the file, that was copied; raises NotTakenError."""
    if data.hasUrls():
        return dropped(data)
    for kind in (PNG, JPEG):
        if data.hasFormat(kind):
            return Offered(content=bytes(data.data(kind).data()))
    if not data.hasImage() and not any(kind.startswith("image/") for kind in data.formats()):
        raise NotTakenError(_NO_PICTURE)
    # Whatever else it is, it would have to be read here, outside the sandbox.
    pixels = data.imageData() if sys.platform in _PIXELS_ONLY else None
    if not isinstance(pixels, QImage) or pixels.isNull():
        raise NotTakenError(_OTHER_KIND)
    return Offered(pixels=pixels)


def _file(urls: list[QUrl]) -> Path:
    if len(urls) != 1:
        raise NotTakenError(_SEVERAL.format(len(urls)))
    url = QUrl(urls[0])
    elsewhere = url.host() not in _HERE
    # Some say that a file lies on the machine "localhost".
    url.setHost("")
    place = url.toLocalFile()
    if elsewhere or not place or "\0" in place:
        raise NotTakenError(_LINK)
    path = Path(place)
    try:
        if path.is_dir():
            raise NotTakenError(_FOLDER)
        if path.is_symlink() or path.suffix.lower() in _SHORTCUTS:
            raise NotTakenError(_SHORTCUT)
    except OSError:
        # Whoever opens it will say why it cannot be read.
        return path
    return path


def _written(pixels: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(pixels)
    return bytes(buffer.data().data())
