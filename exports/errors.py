"""What goes wrong while a document is made; it refuses to carry any text of the case."""

from __future__ import annotations


class ExportError(Exception):
    """A document cannot be made; the message is one sentence for the user, `where` the id of the entry it is about."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.where = where
