"""Reads a text in the ways that texts are written and answers with it as UTF-8; it understands no word of it."""

from __future__ import annotations

import re

from app.sandbox.answers import made, not_made

EMPTY, BINARY = "empty", "binary"
"""Why nothing was made: there is no letter in it; it is no text."""
UTF8, UTF16, WESTERN = "utf8", "utf16", "western"
"""How it was written."""
TURNING = "turning"
"""There are marks in it that turn the direction of writing, so that it may read otherwise than it stands."""
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def prepare() -> None:
    """Bring in the tables for the ways of writing."""
    for small in (b"a", b"\xef\xbb\xbfa", b"\xff\xfea\x00", b"\xfe\xff\x00a", b"\xe9", b"\x81", b"\x00", b"\xff\xfea"):
        work(small)


def work(payload: bytes) -> bytes:
    """The answer for the bytes of one text."""
    text, how = _read(payload)
    if text is None or _NO_TEXT.search(text):
        return not_made(BINARY)
    if not text.strip():
        return not_made(EMPTY)
    marks = [TURNING] if _TURNS.search(text) else []
    return made(text.encode(), {"letters": len(text), "lines": len(text.splitlines()), "written": [how, *marks]})


def _read(payload: bytes) -> tuple[str | None, str]:
    if payload[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decoded(payload, "utf-16"), UTF16
    text = _decoded(payload, "utf-8-sig")
    if text is not None:
        return text, UTF8
    return _decoded(payload, "cp1252"), WESTERN


def _decoded(payload: bytes, coding: str) -> str | None:
    try:
        return payload.decode(coding)
    except UnicodeDecodeError:
        return None
