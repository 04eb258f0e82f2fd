"""A worker that takes more memory than there is."""


def work(_payload: bytes) -> bytes:
    """Take it."""
    return bytes(1 << 30)
