"""A worker that breaks off, as a reader with a fault would."""


def work(_payload: bytes) -> bytes:
    """Break off."""
    raise ValueError
