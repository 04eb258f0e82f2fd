"""A finished PDF under a passphrase: AES-256, what it says of itself as well; it knows bytes and no case."""

from __future__ import annotations

import secrets
from io import BytesIO

from exports.errors import ExportError

_UNSOUND = "The sealed file did not read back as it should, so it was not kept. Try once more."


def sealed(pdf: bytes, passphrase: str) -> bytes:
    """The same PDF, which opens with the passphrase alone; nobody knows the owner's. Read back before it is given."""
    import pikepdf

    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        lock = pikepdf.Encryption(user=passphrase, owner=secrets.token_urlsafe(32), R=6, aes=True, metadata=True)
        document.save(made, encryption=lock, min_version="2.0")
        pages = len(document.pages)
    _require_sealed(made.getvalue(), passphrase, pages)
    return made.getvalue()


def _require_sealed(made: bytes, passphrase: str, pages: int) -> None:
    import pikepdf

    try:
        with pikepdf.open(BytesIO(made)):
            raise ExportError(_UNSOUND)  # it opens without the passphrase
    except pikepdf.PasswordError:
        pass
    try:
        with pikepdf.open(BytesIO(made), password=passphrase) as opened:
            strong = opened.encryption.R == 6 and opened.encryption.bits == 256
            if not strong or len(opened.pages) != pages:
                raise ExportError(_UNSOUND)
    except (pikepdf.PdfError, pikepdf.PasswordError):
        raise ExportError(_UNSOUND) from None
