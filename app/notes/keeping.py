"""Where pages of notes are kept: as texts begun and not finished, each under its source; in no report, no case file.

A page is the worker's own paper. What of it goes on the map are the quotes; the page itself stays in the vault, is
written over where it stands, and never enters the record of acts. Until it is said whose words they are, it belongs to
the case as a whole.
"""

from __future__ import annotations

from app.session import Session
from mapping.casemap import ChangeSet
from mapping.entries import Source

_PAGE = "page"


class Pages:
    """The pages of one case, by the id of their source; "" is the page of which nobody has said whose words it is."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._texts: dict[str, str] = {}
        self.read()

    def read(self) -> None:
        """Read the pages as they are kept."""
        case = self._session.case
        found = self._session.begun(_PAGE)
        self._texts = {
            "" if each == case.header.id else each: text
            for each, text in found.items()
            if each == case.header.id or isinstance(case.entry(each), Source)
        }

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that have a page."""
        return tuple(each for each in self._texts if each)

    def text(self, source: str) -> str:
        """The words of one page."""
        return self._texts.get(source, "")

    def keep(self, source: str, text: str) -> bool:
        """Keep a page as it is now; an empty one is let go. True if that was done."""
        if text == self._texts.get(source, ""):
            return True
        if text.strip():
            if not self._session.keep_draft(self._key(source), _PAGE, text):
                return False
            self._texts[source] = text
            return True
        self._texts.pop(source, None)
        self._session.drop_draft(self._key(source), _PAGE)
        return True

    def give(self, source: str) -> None:
        """The page of nobody yet is this source's; where it has one already, it is put behind it."""
        text = self._texts.get("", "")
        before = self._texts.get(source, "")
        if self.keep(source, f"{before.rstrip()}\n\n{text}" if before.strip() else text):
            self.keep("", "")

    def take_change(self, changes: ChangeSet) -> tuple[str, ...]:
        """A page whose source is off the map is nobody's again; the sources that went. What is erased is not kept."""
        gone = tuple(each.id for each in changes if each.after is None and each.id in self._texts)
        if changes.act == "erase":
            self.read()
            return gone
        for source in gone:
            text, mine = self._texts.pop(source), self._texts.get("", "")
            self.keep("", f"{mine.rstrip()}\n\n{text}" if mine.strip() else text)
        return gone

    def forget(self) -> None:
        """Let go of every word."""
        self._texts.clear()

    def _key(self, source: str) -> str:
        return source or self._session.case.header.id
