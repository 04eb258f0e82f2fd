"""What the room sees of a case, as values: made from the copy for a meeting and from nothing else."""

from mapping.present.frames import forget, frames, here, mark, showing
from mapping.present.values import MARAC, USUAL, Arrow, Band, Column, Frame, RoomCard, Showing, Terms

__all__ = [
    "MARAC",
    "USUAL",
    "Arrow",
    "Band",
    "Column",
    "Frame",
    "RoomCard",
    "Showing",
    "Terms",
    "forget",
    "frames",
    "here",
    "mark",
    "showing",
]
