"""The package in which a case is handed back: one PDF under a passphrase of its own, with everything inside it.

The pages are the report for the own agency; the case file, the record of acts and the evidence are attached to them, so
that any program that reads PDF opens the package and no program of ours is needed. Nothing in it is readable without
the passphrase: AES-256, metadata and attached files as well. It knows bytes and names, and not where the file goes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from exports.errors import ExportError
from exports.sealed import locked, unlocked

CONTENTS = "contents.txt"
"""The list of what is attached, with the length and the SHA-256 of each."""
_UNSOUND = "The package did not read back as it should, so it was not kept. Nothing was changed; try once more."


@dataclass(frozen=True, slots=True, repr=False)
class Enclosed:
    """One file in the package: a neutral name, its media type, and its bytes."""

    name: str
    kind: str
    content: bytes


def package(report: bytes, enclosed: Iterable[Enclosed], passphrase: str) -> bytes:
    """The bytes of the package, read back and compared before they are given out; raises ExportError."""
    files = tuple(enclosed)
    files += (Enclosed(CONTENTS, "text/plain", _contents(files)),)
    made = _sealed(report, files, passphrase)
    require_whole(made, files, passphrase)
    return made


def require_whole(made: bytes, enclosed: Sequence[Enclosed], passphrase: str) -> None:
    """Raise ExportError unless the package opens with the passphrase alone and holds each file as it was."""
    with unlocked(made, passphrase, _UNSOUND) as opened:
        held = {name: spec.get_file().read_bytes() for name, spec in opened.attachments.items()}
        if not opened.pages or held != {each.name: each.content for each in enclosed}:
            raise ExportError(_UNSOUND)


def _sealed(report: bytes, files: Sequence[Enclosed], passphrase: str) -> bytes:
    import pikepdf

    with pikepdf.open(BytesIO(report)) as pdf:
        for each in files:
            spec = pikepdf.AttachedFileSpec(
                pdf,
                each.content,
                description="",
                filename=each.name,
                mime_type=each.kind,
                creation_date="",
                mod_date="",
            )
            pdf.attachments[each.name] = spec
        # One passphrase for reading and for owning: whoever may open the package may do with it as the agency does.
        return locked(pdf, passphrase, owner=passphrase)


def _contents(files: Sequence[Enclosed]) -> bytes:
    lines = [f"{each.name}\t{len(each.content)}\t{hashlib.sha256(each.content).hexdigest()}" for each in files]
    return ("\n".join(("name\tbytes\tSHA-256", *lines)) + "\n").encode()
