"""The recovery code: 160 random bits as a person can print, read out and type them; what it opens it does not know.

Crockford's base 32 (no I, L, O or U), eight groups of four characters with a check letter after each. The check letter
catches every single wrong character of its group, every pair of neighbours exchanged, and groups that changed places;
so the group that was mistyped can be named.
"""

from __future__ import annotations

import secrets

from storage.errors import CodeMistyped, GroupMistyped

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, IN_GROUP = 8, 4
LENGTH = GROUPS * IN_GROUP
"""Characters that carry the secret."""
_AS_READ = str.maketrans("OIL", "011", "- \t\r\n\u2010\u2011\u2012\u2013\u00a0")
"""What people read for what is printed, and the hyphens and spaces that editors put in, which do not count."""
_PRIME = 37
"""A prime above 32 is what catches every exchange of neighbours."""


def new_code() -> str:
    """A fresh code, as it is printed: eight groups of four characters, each with its check letter."""
    while True:
        digits = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        groups = [digits[start : start + IN_GROUP] for start in range(0, LENGTH, IN_GROUP)]
        checks = [_check(group, number) for number, group in enumerate(groups)]
        # Codes one of whose checks has no character are drawn again.
        if max(checks) < len(ALPHABET):
            return "-".join(group + ALPHABET[check] for group, check in zip(groups, checks, strict=True))


def secret_of(code: str) -> bytes:
    """The secret in a code as someone typed it: case, spaces and hyphens do not count, O is 0, I and L are 1.

    Codes that were printed with a single check character, at their end, are taken too. Raises CodeMistyped where it
    cannot be a code, and GroupMistyped where one group of it cannot be right.
    """
    typed = code.upper().translate(_AS_READ)
    if any(each not in ALPHABET for each in typed):
        raise CodeMistyped
    if len(typed) == LENGTH + 1:
        return _with_one_check(typed)
    if len(typed) != LENGTH + GROUPS:
        raise CodeMistyped
    groups = [typed[start : start + IN_GROUP + 1] for start in range(0, len(typed), IN_GROUP + 1)]
    wrong = [number for number, group in enumerate(groups) if _check(group[:-1], number) != ALPHABET.index(group[-1])]
    if wrong:
        raise GroupMistyped(wrong[0] + 1)
    return "".join(group[:-1] for group in groups).encode("ascii")


def _check(group: str, number: int) -> int:
    """What the check letter of a group stands for; its place among the groups counts."""
    return (_number(group) + number) % _PRIME


def _with_one_check(typed: str) -> bytes:
    if _number(typed[:LENGTH]) % _PRIME != ALPHABET.index(typed[LENGTH]):
        raise CodeMistyped
    return typed[:LENGTH].encode("ascii")


def _number(digits: str) -> int:
    number = 0
    for each in digits:
        number = number << 5 | ALPHABET.index(each)
    return number
