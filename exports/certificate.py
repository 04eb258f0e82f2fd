"""The certificate of an erasure: what is gone, why, by whose decision, and what still holds it, on one page of paper.

It knows kinds and numbers of cards, acts and backups; no word of a case is on it, and none is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from reportlab.platypus import Flowable

from exports.erasure import REASONS, Certificate, Counted
from exports.flow import BODY, Heading, Text, listed, space
from exports.framed import Framed
from exports.page import build_pdf
from exports.structure import Tag
from exports.text import MUTED, Span
from mapping.dates import spoken

_IDS, _GONE_KINDS, _KEPT_KINDS, _BACKUPS = 8, 6, 3, 12
"""How many numbers of cards, kinds of cards and backups are named at most; the others are counted."""
_WORDS = replace(BODY, size=9.5, leading=13.0, characters=None, after=2.0)
_TITLE = replace(_WORDS, size=11.0, leading=16.0, bold=True, before=8.0, after=1.0)
_QUIET = replace(_WORDS, size=8.5, leading=12.0, colour=MUTED)

_GONE = "Destroyed for good, with everything that ever stood in them and what was attached to them:"
_KEPT = "Still on the map as they are now; every earlier wording was destroyed:"
_HOW = (
    "The key of each of them was destroyed, and the database was written anew: what the record of acts still holds of"
    " them cannot be read by anyone. Undo leads no further back than to this erasure."
)
_ELSEWHERE = (
    "Reports, pictures and case files that were made earlier, wherever they were saved, sent or printed.",
    "Copies of the vault’s folder that were made by other programs or services, until they delete them.",
)
_SECOND = "The second place for backups: it could not be reached, or older copies lie there. Delete them there."
_RULE = "Backups from before still hold it, encrypted. With a backup made every day, each goes on the day in brackets:"
_NO_BACKUPS = "No backup from before the erasure is left in the vault’s folder."
_HEADS = "The record of acts ended with the first line before the erasure, and with the second after it:"
_SOUND = "After the erasure the whole record of acts was checked. It holds together from its first act to its last."
_FAULTY = "After the erasure the record of acts was checked, and it does not hold together: say so to your manager."
_NAMES = "Names on this page are as they were typed. The program cannot prove who somebody is."


def certificate(facts: Certificate) -> bytes:
    """The certificate as a PDF of one page; the same facts give the same bytes.

    Raises ExportError for a name that cannot be printed.
    """
    header = ("Throughline: certificate of erasure", f"Vault {facts.vault}")
    return build_pdf(_story(facts), header, "", "Certificate of erasure", page_words="")


def in_groups(digest: bytes) -> str:
    """A hash as people compare it: eight groups of hex digits."""
    digits = digest.hex()
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))


def _story(facts: Certificate) -> Iterator[Flowable]:
    yield Heading("Certificate of erasure", 1)
    yield from _what(facts)
    yield Text("Why, and who", _TITLE, tag=Tag("H2"))
    for name, told in _who(facts):
        yield Text((Span(f"{name}:  ", bold=True), Span(told)), _WORDS)
    yield Text("What still holds it", _TITLE, tag=Tag("H2"))
    yield from _holding(facts)
    yield Text("The record of acts", _TITLE, tag=Tag("H2"))
    yield Text(_HEADS, _WORDS)
    for seq, digest in (facts.before, facts.after):
        yield Text((Span(f"act {seq}:  ", bold=True), Span(in_groups(digest))), replace(_WORDS, size=9.0))
    yield space(4)
    yield Framed([Text(_SOUND if facts.sound else _FAULTY, replace(_WORDS, bold=True))])
    yield Text(_NAMES, _QUIET)


def _what(facts: Certificate) -> Iterator[Flowable]:
    for words, counted, most in ((_GONE, facts.gone, _GONE_KINDS), (_KEPT, facts.kept, _KEPT_KINDS)):
        if counted:
            yield Text(words, _WORDS)
            yield from listed([_line(kind, ids) for kind, ids in _shortened(counted, most)], style=_WORDS)
    yield Text(_HOW, _WORDS)


def _shortened(counted: Counted, most: int) -> Counted:
    """The kinds that are named, and all others as one."""
    if len(counted) <= most:
        return counted
    others = tuple(identity for _kind, ids in counted[most - 1 :] for identity in ids)
    return (*counted[: most - 1], ("Other kinds", others))


def _line(kind: str, ids: Sequence[str]) -> tuple[Span, ...]:
    more = f" and {len(ids) - _IDS} more" if len(ids) > _IDS else ""
    return (Span(f"{kind}: {len(ids)}", bold=True), Span(f"  ({', '.join(ids[:_IDS])}{more})"))


def _who(facts: Certificate) -> list[tuple[str, str]]:
    moment = facts.moment
    said = f"{spoken(moment.date().isoformat())} at {moment:%H:%M}, by the clock of the worker’s computer"
    return [
        ("Why", REASONS.get(facts.reason, facts.reason)),
        ("Decided by", facts.decided_by or "not named"),
        ("Done by", facts.done_by or "not named"),
        ("When", said),
        ("Case", f"{facts.case}, act {facts.act} of this vault"),
    ]


def _holding(facts: Certificate) -> Iterator[Flowable]:
    named = facts.backups[:_BACKUPS]
    yield Text(_RULE if named else _NO_BACKUPS, _WORDS)
    if named:
        more = len(facts.backups) - len(named)
        tail = f";  and {more} more" if more else ""
        yield Text(";  ".join(_backup(*each) for each in named) + tail + ".", replace(_WORDS, size=9.0, leading=13.0))
    others = (*((_SECOND,) if facts.second_place else ()), *_ELSEWHERE)
    yield from listed(others, style=_WORDS)


def _backup(made: datetime, day: date) -> str:
    return f"{_short(made.date())} {made:%H:%M} (until {_short(day)})"


def _short(day: date) -> str:
    """A day whose parts are not parted by the end of a line."""
    return spoken(day.isoformat()).replace(" ", "\u00a0")
