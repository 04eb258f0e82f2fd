"""The signing of a map at the end of a session: a note beside the session that says who signed and marks what stood.

The note is an entry like any other and can be changed; what was signed cannot. The record of acts keeps the moment at
which the note came and everything before it, chained, so that the map can be taken back to that moment and weighed
against its mark (SHA-256 of the case file as it would have been written then).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date

from mapping.casemap import CaseMap, ChangeSet, difference
from mapping.commands import add, fresh_id
from mapping.dates import spoken
from mapping.entries import Link, Note, Session
from mapping.errors import CaseError
from mapping.spans import day_text

ACT = "sign"
SHOWN = 16
"""So many letters of a mark are shown and printed: enough to compare by eye."""
_TITLE = "Signed off"
_MARK = re.compile(r"\b[0-9a-f]{64}\b")
_TYPED = "Names are typed, not proven."
_NOBODY = "Say who signs: one name at least, each with its agency if there are several."
_NO_SESSION = "Note this meeting first; the map is signed at the end of it."


@dataclass(frozen=True, slots=True, repr=False)
class Signed:
    """One signing: the note that says so, the session it ended, its words, the mark of the map.

    `page` is the mark of what the meeting could have of it, as it stands on the page for everybody; "" in older ones.
    """

    note: str
    session: str
    words: str
    mark: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """How many cards and arrows came, changed and went since."""

    added: int
    changed: int
    gone: int

    @property
    def said(self) -> str:
        """In words: "Since then: 3 came, 1 changed."."""
        if not (self.added or self.changed or self.gone):
            return "Nothing has changed since."
        counted = ((self.added, "came"), (self.changed, "changed"), (self.gone, "went"))
        return f"Since then: {', '.join(f'{number} {word}' for number, word in counted if number)}."


def mark_of(text: str) -> str:
    """The mark of a case by the text of its file."""
    return hashlib.sha256(text.encode()).hexdigest()


def sign(case: CaseMap, session: str, names: str, mark: str, today: date, page: str = "") -> ChangeSet:
    """Note that the map as it stands was signed by these people; raises CaseError.

    `mark` is that of the whole map, `page` that of what a meeting may have of it.
    """
    who = " ".join(names.split())
    if not who:
        raise CaseError(_NOBODY)
    if not isinstance(case.entry(session), Session):
        raise CaseError(_NO_SESSION)
    words = f"Signed off on {spoken(day_text(today))} by {who}. {_TYPED}\nMark of the map: {mark}"
    if page:
        words += f"\nMark of the page: {page}"
    note = Note(id=fresh_id(case, "note"), title=_TITLE, account=words)
    about = Link(id=fresh_id(case, "about"), kind="about", from_id=note.id, to_id=session)
    return replace(add(case, note, links=(about,)), act=ACT)


def signings(case: CaseMap) -> tuple[Signed, ...]:
    """Every signing of a case, the latest first."""
    found = []
    for note in case.of(Note):
        marks = _MARK.findall(note.account)
        session = next((link.to_id for link in case.links_from(note.id) if link.kind == "about"), "")
        if marks and note.title == _TITLE and isinstance(case.entry(session), Session):
            page = marks[1] if len(marks) > 1 else ""
            found.append(Signed(note.id, session, note.account.partition("\n")[0], marks[0], page))
    return tuple(reversed(found))


def since(then: CaseMap, now: CaseMap, signed: Signed) -> Since:
    """What happened to the map since it was signed; the signing itself does not count."""
    changes = [change for change in difference(then, now, "since") if not _of_signing(change.id, now, signed)]
    return Since(
        sum(change.before is None for change in changes),
        sum(change.before is not None and change.after is not None for change in changes),
        sum(change.after is None for change in changes),
    )


def _of_signing(identity: str, now: CaseMap, signed: Signed) -> bool:
    link = now.links.get(identity)
    return identity == signed.note or (link is not None and link.from_id == signed.note)
