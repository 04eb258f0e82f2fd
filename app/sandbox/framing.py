"""How an answer comes back from the sandbox: a mark, one word on how it went, a length, and as many bytes."""

from __future__ import annotations

import struct

GOOD, MEMORY, REFUSED, BROKEN, TIME, STARTED = "good", "memory", "refused", "broken", "time", "start"
"""How it went: well; not enough memory; it tried what it may not; it broke off; too long; it was never begun."""
_MARK = b"throughline-answer"
_FORM = struct.Struct(f"<{len(_MARK)}scQ")
_LETTERS = {GOOD: b"G", MEMORY: b"M", REFUSED: b"R"}
READY = b"!"
"""What the child says before it is given anything: from now on it ends with whoever started it."""
HEAD = _FORM.size
"""How many bytes stand before the answer itself."""


def framed(kind: str, body: bytes = b"") -> bytes:
    """An answer, ready to be sent."""
    return _FORM.pack(_MARK, _LETTERS[kind], len(body)) + body


def opened(answer: bytes, longest: int) -> tuple[str, bytes]:
    """How it went, and the answer; whatever is not exactly one whole answer counts as broken off."""
    if len(answer) < HEAD:
        return BROKEN, b""
    mark, letter, length = _FORM.unpack_from(answer)
    kind = next((kind for kind, each in _LETTERS.items() if each == letter), BROKEN)
    if mark != _MARK or length != len(answer) - HEAD or length > longest:
        return BROKEN, b""
    return kind, answer[HEAD:]
