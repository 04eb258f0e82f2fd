"""A finished PDF under a passphrase: AES-256, what it says of itself as well; it knows bytes and no case."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from exports.errors import ExportError

if TYPE_CHECKING:
    import pikepdf

_UNSOUND = "The sealed file did not read back as it should, so it was not kept. Try once more."


def sealed(pdf: bytes, passphrase: str) -> bytes:
    """The same PDF, which opens with the passphrase alone; nobody knows the owner's. Read back before it is given.

    Raises ExportError for a file of any other kind.
    """
    import pikepdf

    if not pdf.startswith(b"%PDF-"):
        raise ExportError("Only a PDF can be sealed with a passphrase. Choose PDF, or leave the passphrase out.")
    with pikepdf.open(BytesIO(pdf)) as document:
        made = locked(document, passphrase, secrets.token_urlsafe(32))
        pages = len(document.pages)
    with unlocked(made, passphrase, _UNSOUND) as opened:
        if len(opened.pages) != pages:
            raise ExportError(_UNSOUND)
    return made


def locked(document: pikepdf.Pdf, passphrase: str, owner: str) -> bytes:
    """A document under a passphrase and its owner's: AES-256, what it says of itself as well."""
    import pikepdf

    made = BytesIO()
    lock = pikepdf.Encryption(user=passphrase, owner=owner, R=6, aes=True, metadata=True)
    document.save(made, encryption=lock, min_version="2.0")
    return made.getvalue()


@contextmanager
def unlocked(made: bytes, passphrase: str, unsound: str) -> Iterator[pikepdf.Pdf]:
    """The document that was locked, opened again; raises ExportError, `unsound`, if it opens by anything else."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(made)):
            raise ExportError(unsound)  # it opens without the passphrase
    except pikepdf.PasswordError:
        pass
    try:
        with pikepdf.open(BytesIO(made), password=passphrase) as opened:
            if (opened.encryption.R, opened.encryption.bits) != (6, 256):
                raise ExportError(unsound)
            yield opened
    except (pikepdf.PdfError, pikepdf.PasswordError):
        raise ExportError(unsound) from None
