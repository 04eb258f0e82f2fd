"""How a word of the catalogue is carried under the pointer: its kind and its key, and nothing of any case."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

_TYPE = "application/x-throughline-word"


def packed(kind: str, key: str) -> QMimeData:
    """A word, ready to be dragged."""
    data = QMimeData()
    data.setData(_TYPE, f"{kind} {key}".encode())
    return data


def unpacked(data: QMimeData) -> tuple[str, str] | None:
    """The kind and the key of a word that is dragged; None for anything else."""
    if not data.hasFormat(_TYPE):
        return None
    kind, _, key = bytes(data.data(_TYPE).data()).decode(errors="replace").partition(" ")
    return (kind, key) if kind and key else None
