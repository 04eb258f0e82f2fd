"""How a worker that makes something safe to keep answers: what it made and numbers about it, or one word why not.

No sentence comes out of the sandbox: what a file says must never be read as what this program says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

_MADE, _NOT = b"M", b"N"
_LONGEST_HEAD = 10_000
"""No head with numbers is longer, in bytes."""

Facts = Mapping[str, int | Sequence[str]]
"""What a worker tells of what it made: numbers, and words from a list that both sides know."""


class NotMadeError(Exception):
    """Nothing was made of a file; the message is one word, for the program and not for people, or "" for nonsense."""

    @property
    def reason(self) -> str:
        """The word."""
        return str(self)


def made(body: bytes, facts: Facts) -> bytes:
    """The answer that carries what was made."""
    return _MADE + json.dumps(facts).encode() + b"\n" + body


def not_made(reason: str) -> bytes:
    """The answer that nothing was made, and why, in one word."""
    return _NOT + reason.encode()


def opened(answer: bytes) -> tuple[bytes, Facts]:
    """What was made and what is told of it; raises NotMadeError."""
    if answer[:1] == _NOT:
        raise NotMadeError(answer[1:100].decode("ascii", "replace"))
    end = answer.find(b"\n", 0, _LONGEST_HEAD)
    if answer[:1] != _MADE or end < 0:
        raise NotMadeError
    try:
        facts = json.loads(answer[1:end])
    except (ValueError, RecursionError):
        raise NotMadeError from None
    if not isinstance(facts, dict) or not all(_is_fact(each) for each in facts.values()):
        raise NotMadeError
    return answer[end + 1 :], facts


def _is_fact(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    return isinstance(value, int)
