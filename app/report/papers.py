"""Who will read, or which paper of our own is wanted about whom: what the left of the desk asks for, as one value.

The papers stand beside our own agency's report: a brief for whoever meets him, a schedule for a request of access, the
page of a meeting. What they say exports decide; here is what they are called, whom they may be about and which files
there are of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mapping.audience import candidates
from mapping.casemap import CaseMap
from mapping.entries import Person
from mapping.readers import OWN_AGENCY, PERPETRATOR, Reader

_ASKING = ("perpetrator", "co_perpetrator", "survivor", "child")
"""Who asks for their data most often, first."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its key in exports.copies, what it is called and holds, and who may be asked about.

    `title` and `about` are filled with the case's own words; without a `which` it is about nobody. `went` is how the
    log calls it, without a name; `file` is what a file of it is called.
    """

    key: str
    title: str
    about: str
    which: str
    nobody: str
    forms: tuple[str, ...]
    went: str
    file: str

    def people(self, case: CaseMap) -> tuple[Person, ...]:
        """The people whom it may be about, in the order in which they are offered; none where it is about nobody."""
        if not self.which:
            return ()
        if self.key in (BRIEF, SESSION):
            return candidates(case, Reader(PERPETRATOR))
        return tuple(sorted(case.of(Person), key=_place))


@dataclass(frozen=True, slots=True)
class Choice:
    """Who will read; of a paper of our own, which it is and whom it is about."""

    reader: Reader
    paper: str = ""
    whom: str = ""
    then: CaseMap | None = field(default=None, hash=False)
    """The earlier state of the case, for a paper that sets the two side by side."""

    @property
    def stays(self) -> bool:
        """Whether it is our own report, which stays with us and of which nothing is asked."""
        return self.reader.audience == OWN_AGENCY and not self.paper


BRIEF, SCHEDULE, SESSION, SINCE = "engagement_brief", "access_schedule", "session_record", "since_last_session"
PAPERS = {
    paper.key: paper
    for paper in (
        Paper(
            BRIEF, "Before you meet {P}", "For the worker: what may be put, and what must not be hinted at",
            "Who will be met?", "This map has nobody who harms. Add the person first, with a role.",
            ("pdf", "docx"), "The brief for a meeting", "brief",
        ),
        Paper(
            SCHEDULE, "A request for access", "What is held about one person; somebody else decides",
            "Whose data is asked for?", "This map has nobody yet. Add the person first.",
            ("pdf", "docx", "xlsx"), "The schedule for a request of access", "schedule",
        ),
        Paper(
            SESSION, "What we agreed", "One page for everybody who was in the meeting, by roles",
            "Whose pattern stands on it?", "This map has nobody who harms. Add the person first, with a role.",
            ("pdf", "docx"), "The page of a meeting", "meeting",
        ),
        Paper(
            SINCE, "What changed since", "Since the last meeting: for everybody in this one, by roles",
            "", "", ("pdf", "docx"), "What changed since the last session", "changes",
        ),
    )
}  # fmt: skip


def _place(person: Person) -> int:
    return min((_ASKING.index(role) for role in person.roles if role in _ASKING), default=len(_ASKING))
