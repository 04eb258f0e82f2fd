"""What may be kept as evidence: made safe, or looked through, in the sandbox; and what is to be told of it first.

It knows the files that come and the bytes that are kept. No bytes of a foreign file meet a parser in this process, and
every sentence is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.sandbox import answers
from app.sandbox.framing import BROKEN
from app.sandbox.running import SandboxError, Stop, run
from app.sandbox.workers import image, page, pdf, text

PNG, JPEG, PDF, TEXT = "image/png", "image/jpeg", "application/pdf", "text/plain"
LARGEST_FILE = 64 * 1024 * 1024
"""The most bytes of a picture that is made anew; what comes of it is smaller."""
LARGEST_PDF = 20 * 1024 * 1024
LARGEST_TEXT = 1024 * 1024
_MEGABYTES, _SECONDS = 1024, 60
"""A photo of fifty million pixels is unfolded once, and once more while it is turned."""
ENDINGS = (".jpg", ".jpeg", ".png", ".pdf", ".txt")
"""How the names of the files end that may come; what they are is seen by their bytes."""
_KINDS = "It takes photos and pictures (JPEG, PNG), PDF and plain text."
_WHOLE = "It is not whole, or is not what it says it is. Ask for another copy."


class NotTakenError(Exception):
    """A file cannot be kept as evidence; the message says why, and what to do."""


_REASONS = {
    "image": {
        image.LARGE: "The picture has more pixels than a photo has. Save it smaller, and attach that.",
        image.BROKEN: f"This picture cannot be shown. {_WHOLE}",
    },
    "pdf": {
        pdf.LOCKED: "This PDF asks for a password. Open it, print it into a PDF without one, and attach that.",
        pdf.LONG: f"This PDF has more than {pdf.MOST_PAGES} pages. Attach the pages that matter.",
        pdf.EMPTY: "This PDF has no pages.",
        pdf.BROKEN: f"This PDF cannot be shown. {_WHOLE}",
    },
    "page": {page.BROKEN: "This page cannot be shown."},
    "text": {
        text.EMPTY: "This text is empty.",
        text.BINARY: f"This is none of the kinds of file that are kept. {_KINDS}",
    },
}


@dataclass(frozen=True, slots=True, repr=False)
class Evidence:
    """What would be kept: its bytes, its media type, and sentences on what it is and what was left out."""

    content: bytes
    kind: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Paper:
    """What a PDF is: its pages, and sentences on what it holds beside them."""

    pages: int
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Drawn:
    """One page as a picture: width and height in pixels, and four bytes for each: blue, green, red, none."""

    width: int
    height: int
    pixels: bytes


def taken_from(path: Path, stop: Stop | None = None) -> Evidence:
    """What would be kept of a file; the file is only read. Raises NotTakenError, SandboxError."""
    try:
        # A pipe or a device might never end.
        if path.exists() and not path.is_file():
            raise NotTakenError(f"This is no file. {_KINDS}")
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        why = (error.strerror or "the system refused").lower()
        raise NotTakenError(f"The file could not be read: {why}. Choose another, or copy it elsewhere first.") from None
    return taken(raw, stop)


def taken(raw: bytes, stop: Stop | None = None) -> Evidence:
    """What would be kept of the bytes of a file; waits for the sandbox. Raises NotTakenError, SandboxError."""
    if raw[:3] == b"\xff\xd8\xff" or raw[:8] == b"\x89PNG\r\n\x1a\n":
        return _picture(_no_longer(raw, LARGEST_FILE), stop)
    if b"%PDF-" in raw[:1024]:
        return _pdf(_no_longer(raw, LARGEST_PDF), stop)
    return _text(_no_longer(raw, LARGEST_TEXT), stop)


def paper(content: bytes, stop: Stop | None = None) -> Paper:
    """How many pages a PDF has, and what it holds beside them; raises NotTakenError, SandboxError."""
    _none, facts = _asked("pdf", content, stop)
    pages, holds = _number(facts, "pages", pdf.MOST_PAGES), _words(facts, "holds")
    return Paper(pages, tuple(_said_of_pdf(holds)))


def drawn(content: bytes, number: int, width: int, stop: Stop | None = None) -> Drawn:
    """Page `number`, from 0, of a PDF as a picture of this width in pixels; raises NotTakenError, SandboxError."""
    pixels, facts = _asked("page", page.ASK.pack(number, width) + content, stop)
    wide, high = (_number(facts, name, page.LONGEST_SIDE) for name in ("width", "height"))
    if len(pixels) != wide * high * 4:
        raise SandboxError(BROKEN)
    return Drawn(wide, high, pixels)


def _picture(raw: bytes, stop: Stop | None) -> Evidence:
    content, facts = _asked("image", raw, stop, seconds=_SECONDS, megabytes=_MEGABYTES)
    kind = JPEG if _number(facts, "jpeg", 1, least=0) else PNG
    return Evidence(content, kind, tuple(_said_of_picture(facts)))


def _said_of_picture(facts: answers.Facts) -> list[str]:
    wide, high = (_number(facts, name, image.KEPT_SIDE) for name in ("width", "height"))
    was = tuple(_number(facts, name, image.LONGEST_SIDE) for name in ("was_width", "was_height"))
    smaller = "" if was == (wide, high) else f", made smaller from {was[0]:,} × {was[1]:,}"
    said = [f"A picture of {wide:,} × {high:,}{smaller}."]
    names = _listed(_words(facts, "beside"), _BESIDE)
    if names:
        said.append(f"What was hidden in the file is left out: {names}.")
    else:
        said.append("Nothing was hidden in the file; only the picture itself is kept.")
    if _number(facts, "pictures", 1_000_000) > 1:
        said.append("The file holds several pictures; only the first is kept.")
    if not facts.get("was_jpeg") and facts.get("jpeg"):
        said.append("It is kept as JPEG: as PNG it would be too large.")
    return said


def _pdf(raw: bytes, stop: Stop | None) -> Evidence:
    found = paper(raw, stop)
    pages = "1 page" if found.pages == 1 else f"{found.pages} pages"
    as_it_is = "It is kept as it came, with what it says of who made it and when."
    return Evidence(raw, PDF, (f"A PDF of {pages}.", as_it_is, *found.told))


def _said_of_pdf(holds: tuple[str, ...]) -> list[str]:
    names, said = _listed(holds, _HELD), []
    if names:
        said.append(f"This PDF also holds {names}. Here it is only shown as pictures, and none of that does anything.")
    if pdf.TYPEFACES in holds:
        said.append("It does not bring its own letters; ours stand in for them, and some may look other or be missing.")
    return said


def _text(raw: bytes, stop: Stop | None) -> Evidence:
    content, facts = _asked("text", raw, stop)
    letters, how = _number(facts, "letters", LARGEST_TEXT), _words(facts, "written")
    said = [f"A text of {letters:,} {'letter' if letters == 1 else 'letters'}."]
    if text.WESTERN in how:
        said.append("It was read as Western European; look whether the letters with marks are right.")
    if text.TURNING in how:
        said.append("It holds marks that turn the direction of writing: it may read otherwise than it was written.")
    return Evidence(content, TEXT, tuple(said))


_BESIDE: Mapping[str, str] = {
    image.PLACE: "the place", image.CAMERA: "the camera", image.TIME: "the time", image.COLOURS: "a colour profile",
    image.OTHER: "other notes of programs and devices",
}  # fmt: skip
_HELD: Mapping[str, str] = {
    pdf.SCRIPTS: "scripts", pdf.STARTS: "orders to start something", pdf.LINKS: "links",
    pdf.FILES: "files attached to it", pdf.FORMS: "fields to fill in", pdf.MEDIA: "sound or film",
}  # fmt: skip


def _listed(found: tuple[str, ...], names: Mapping[str, str]) -> str:
    """These things by name, in the order of the list: "the place, the camera and the time"."""
    said = [name for key, name in names.items() if key in found]
    return " and ".join(part for part in (", ".join(said[:-1]), *said[-1:]) if part)


def _no_longer(raw: bytes, largest: int) -> bytes:
    if len(raw) > largest:
        limit = largest // (1024 * 1024)
        raise NotTakenError(f"The file is larger than the {limit} MB that one of its kind may have. Make it smaller.")
    return raw


def _asked(worker: str, payload: bytes, stop: Stop | None, **limits: int) -> tuple[bytes, answers.Facts]:
    try:
        return answers.opened(run(worker, payload, stop=stop, **limits))
    except answers.NotMadeError as error:
        sentence = _REASONS[worker].get(error.reason)
        if sentence is None:
            raise SandboxError(BROKEN) from None
        raise NotTakenError(sentence) from None


def _number(facts: answers.Facts, name: str, most: int, least: int = 1) -> int:
    found = facts.get(name)
    if not isinstance(found, int) or not least <= found <= most:
        raise SandboxError(BROKEN)
    return found


def _words(facts: answers.Facts, name: str) -> tuple[str, ...]:
    found = facts.get(name)
    if not isinstance(found, list):
        raise SandboxError(BROKEN)
    return tuple(found)
