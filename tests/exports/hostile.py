"""Hostile strings for every text of a report: each comes from a number, goes into a field, and must stand on paper.

A string is pieces of markup, of other formats, of scripts that join or run from the right, of signs that steer lines.
Behind it stands a number of its own, so that it can be found. Strings that no font of the program can print are made
apart: they must be refused, with the entry named.
"""

from __future__ import annotations

import dataclasses
import io
import random
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import pypdf

from exports.errors import ExportError
from exports.report import own_agency_report
from exports.text import cannot_print, tidy
from mapping.casemap import CaseMap
from mapping.entries import Identifier, Note, Sharing
from mapping.fields import CATEGORY, LINE, LINES, PROSE, ROWS, fields_of
from tests.exports.full_case import full_case
from tests.exports.paper_reading import bare, read

DAY = date(2026, 3, 12)
PIECES = (
    "<b>", "</b>", "</para>", "<br/>", "<img src='/etc/hostname'/>", "<a href='http://x'>y</a>", "<font size=9>",
    "&amp;", "&#0;", "&lt", "]]>", "<![CDATA[", "<!--", "-->", "<?xml?>", "%s", "%(x)d", "{0}", "{page}", "{P}", "${x}",
    "\\n", "\\", "\\u0041", "(", ")", "\\( BT /F1 1 Tf ET", "endstream endobj", "%%EOF", "/JS (x)", "=cmd()", "@x",
    "+44", "-1", "\"", "'", "“", "”", "«x»", "he said", "fi", "ffl", "AVAVA", "—", "–", "…", "§", "€", "½", "x" * 130,
    "Ź", "ż", "é", "e\u0301", "ñ", "Ж", "жук", "λόγος", "中文", "父親。", "日本（に）", "ひらがな", "→", "✓", "■",
    "\u00a0", "1", "12/03", "3.5", "#", "*", "_", "~", "^", "|", "a\u0308\u0323", "٣", "b/c/d", "http://x.y/z?q=1&r=2",
    "\t",
)  # fmt: skip
WHOLE = (
    "قالت الأم إن الأب يفتش هاتفها", "האב בודק את הטלפון", "مُحَمَّدٌ", "שָׁלוֹם", "بچہ رات کو ڈرتا ہے", "او می‌خواهد",
    "पिता हर रात क्षत्रिय", "বাবা প্রতি রাতে", "ਪਿਤਾ ਹਰ ਰਾਤ", "கொடுமை", "She wrote “أنا خائفة” to her sister on 3 March.",
    "הטלפון של האם (מאז 2022).",
)  # fmt: skip
"""Strings that stand whole: of scripts that run from the right or join, and of two directions."""
NO_FONT = ("\u0e01", "한", "\x00", "\x1b", "\ue000", "\uffff", "\u1200")
_UNTOLD = (Identifier, Note, Sharing)
_KEYS = frozenset({"kind"})
"""What is a line of text by its form, and a key of the catalogue."""
Path = tuple[str | int, ...]
"""Where a text stands: the id of a thing, then names of fields and places in lists."""


def string(seed: int) -> str:
    """The hostile string of a number."""
    dice = random.Random(seed)
    if dice.random() < 0.15:
        return f"{dice.choice(WHOLE)} q{seed}q"
    pieces = dice.choices(PIECES, k=dice.randint(1, 9))
    return f"{dice.choice((' ', '', ' ')).join(pieces)} q{seed}q"


def bad_string(seed: int) -> str:
    """A string in which one character has no shape in any font of the program."""
    dice = random.Random(seed)
    found = string(seed)
    at = dice.randrange(len(found))
    return found[:at] + dice.choice(NO_FONT) + found[at:]


def with_texts(case: CaseMap, text: Callable[[Path], str | None]) -> CaseMap:
    """The case with every text changed to what `text` says for its place; None leaves it as it is."""
    entries = {entry.id: _changed(entry, (entry.id,), text) for entry in case.ordered_entries}
    links = {link.id: _changed(link, (link.id,), text) for link in case.ordered_links}
    return CaseMap(_changed(case.header, (case.header.id,), text), entries, links)


def _changed(owner: Any, path: Path, text: Callable[[Path], str | None]) -> Any:
    new: dict[str, Any] = {}
    for field in () if isinstance(owner, _UNTOLD) else fields_of(type(owner)):
        value, here = getattr(owner, field.name), (*path, field.name)
        if not value or field.name in _KEYS:
            continue
        if field.shape.form in (LINE, PROSE, CATEGORY):
            found = text(here)
            if found is not None:
                new[field.name] = found
        elif field.shape.form == LINES:
            new[field.name] = tuple(text((*here, place)) or each for place, each in enumerate(value))
        elif field.shape.form == ROWS:
            new[field.name] = tuple(_changed(each, (*here, place), text) for place, each in enumerate(value))
    return dataclasses.replace(owner, **new) if new else owner


@cache
def places() -> tuple[Path, ...]:
    """Every place of a full case whose text stands whole on the paper of the own agency's report."""
    found: list[Path] = []

    def note(path: Path) -> str:
        found.append(path)
        return f"zq{len(found)}x"

    printed = read(own_agency_report(with_texts(full_case(), note), DAY))
    return tuple(path for number, path in enumerate(found, 1) if f"zq{number}x" in printed.lower())


@dataclasses.dataclass
class Found:
    """What became of a batch: how many strings were looked for, and which did not stand on paper as they were typed."""

    strings: int = 0
    lost: list[str] = dataclasses.field(default_factory=list)


def batch(first: int) -> Found:
    """Put a string into every place, from a number on, make the report, and look for each."""
    texts = {path: string(first + number) for number, path in enumerate(places())}
    paper = pages(own_agency_report(with_texts(full_case(), texts.get), DAY))
    return Found(len(texts), [f"{path}: {text!r}" for path, text in texts.items() if not stands(text, paper)])


def pages(pdf: bytes) -> list[str]:
    """The text of each page, without spaces."""
    return [bare(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def stands(text: str, paper: list[str]) -> bool:
    """Whether a text is on paper, its first letter large or small; in a long row it may go on on the next page."""
    wanted = bare(tidy(text))
    forms = {wanted, wanted[:1].upper() + wanted[1:], wanted[:1].lower() + wanted[1:]}
    if any(form in page for form in forms for page in paper):
        return True
    return any(
        form[:cut] in page and form[cut:] in following
        for form in forms
        for page, following in pairwise(paper)
        for cut in range(1, len(form))
    )


def refused(seed: int) -> str:
    """Put a string that cannot be printed into one place; say what is wrong with the refusal, or ""."""
    dice = random.Random(seed)
    path, text = dice.choice(places()), bad_string(seed)
    if not cannot_print(text):
        return f"{text!r} can be printed"
    try:
        own_agency_report(with_texts(full_case(), {path: text}.get), DAY)
    except ExportError as error:
        return "" if error.where == path[0] else f"{path}: refused for {error.where}"
    return f"{path}: not refused"
