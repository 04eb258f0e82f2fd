"""What a text says once its signs are read as a program would read them: escapes, codes of a page's head, turned rows.

It knows ways of writing; it refuses to know files and cases.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from exports.finished.sameness import set_apart

_REFERENCE = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_IN_A_SHEET = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HEAD = re.compile(r'&(?:"[^"]*"|\d+|[A-Z])')
"""What a sheet writes in its head and foot for places, typefaces and sizes."""
_TURNED = re.compile("\u202e([^\u202c\n]*)\u202c?")
"""Letters that are shown in the order from the last to the first."""
_AT = re.compile(r"\s?[(\[{]\s?at\s?[)\]}]\s?", re.IGNORECASE)
_DOT = re.compile(r"\s?[(\[{]\s?dot\s?[)\]}]\s?", re.IGNORECASE)


def readings(text: str) -> Iterator[str]:
    """Each way in which a text may be read besides letter by letter as it stands; mostly there is none."""
    yield from (each for each in dict.fromkeys((_resolved(text), set_apart(text))) if each != text)


def _resolved(text: str) -> str:
    """The text with its escapes resolved."""
    found = text
    if "&" in text:
        found = _HEAD.sub(" ", html.unescape(found) if _REFERENCE.search(text) else found)
    if _PERCENT.search(text):
        found = unquote(found, errors="replace")
    if "_x" in text:
        found = _IN_A_SHEET.sub(lambda each: chr(int(each[1], 16)), found)
    if "\u202e" in text:
        found = _TURNED.sub(lambda each: each[1][::-1], found)
    return _DOT.sub(".", _AT.sub("@", found))
