"""The recovery code: 160 random bits as a person can print, read out and type them; what it opens it does not know.

Crockford's base 32 (no I, L, O or U), in groups of four, with one check character at the end that catches every
single wrong character and every pair of neighbours exchanged.
"""

from __future__ import annotations

import secrets

from storage.errors import CodeMistyped

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 32
"""Characters that carry the secret; the check character follows them."""
_AS_READ = str.maketrans("OIL", "011", "- \t\r\n")
_PRIME = 37


def new_code() -> str:
    """A fresh code, as it is printed: eight groups of four, then the check character."""
    while True:
        number = secrets.randbits(5 * LENGTH)
        # A prime above 32 is what catches every exchange; codes whose check has no character are drawn again.
        if number % _PRIME < len(ALPHABET):
            break
    digits = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    groups = [digits[start : start + 4] for start in range(0, LENGTH, 4)]
    return "-".join([*groups, ALPHABET[number % _PRIME]])


def secret_of(code: str) -> bytes:
    """The secret in a code as someone typed it: case, spaces and hyphens do not count, O is 0, I and L are 1.

    Raises CodeMistyped where it cannot be a code.
    """
    typed = code.upper().translate(_AS_READ)
    if len(typed) != LENGTH + 1 or any(each not in ALPHABET for each in typed):
        raise CodeMistyped
    number = 0
    for each in typed[:LENGTH]:
        number = number << 5 | ALPHABET.index(each)
    if number % _PRIME != ALPHABET.index(typed[LENGTH]):
        raise CodeMistyped
    return typed[:LENGTH].encode("ascii")
