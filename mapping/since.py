"""What changed on a map since an earlier day, card by card in the order in which a meeting asks for it.

First what he did, then each child, then home and the other parent, what was done to protect, what services did, what
was answered and what of the agreed was done; last everything else. Arrows, keeping and places on the map are not told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mapping.casemap import CaseMap, natural
from mapping.casework import Action, Gap, Note, Session, Sharing
from mapping.entries import ChildImpact, Entry
from mapping.fields import fields_of
from mapping.naming import Naming
from mapping.vocabulary import Vocabulary, load_vocabulary
from mapping.wording import fitted, kind_title, person_of, subject_of, title_of

_OF_KEEPING = frozenset({"reader_reason", "withhold_from", "release_to", "sensitivity", "position", "show_in_room"})
_FIRST = (
    ("behaviour", "incident", "engagement", "allegation", "change"),
    ("child_impact",),
    ("family_impact", "survivor_impact"),
    ("protective_effort",),
    ("response", "order", "programme"),
    ("gap",),
    ("action", "goal"),
)
_STATES = {"action": "action_state", "gap": "asked_state"}
_OPEN_AGAIN = "Open again"
_NEW, _GONE, _OTHERWISE = "New", "Taken off the map", "Now said otherwise"
_NOT_TOLD = (Note, Session, Sharing)
"""What is about the work and not about the family: a signing is a note."""
_MOST_FIELDS = 3


@dataclass(frozen=True, slots=True, repr=False)
class Happened:
    """What happened to one card: its id and kind, how ("New", "Done"), its name, and which parts read otherwise."""

    entry: str
    kind: str
    how: str
    called: str
    parts: tuple[str, ...] = ()

    @property
    def muted(self) -> str:
        """What stands behind its name: "Now said otherwise: how often"."""
        return f"{self.how}: {', '.join(self.parts)}" if self.parts else self.how

    @property
    def said(self) -> str:
        """In one line: "Now said otherwise: took her wages (how often)"."""
        parts = f" ({', '.join(self.parts)})" if self.parts else ""
        return f"{self.how}: {self.called}{parts}"


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """What happened to the cards under one heading."""

    heading: str
    happened: tuple[Happened, ...]


def told_since(then: CaseMap, now: CaseMap, naming: Naming) -> tuple[Told, ...]:
    """All that happened to the cards between two states of a case, heading by heading; none where nothing did.

    Who looks must be allowed to see both states: of a copy for a reader, both are that reader's copies.
    """
    words = load_vocabulary()
    groups: dict[str, list[Happened]] = {}
    for before, after in _changed(then, now):
        entry = after or before
        assert entry is not None
        one = _happened(before, after, naming, words)
        if one is not None:
            groups.setdefault(_heading(entry, naming, words), []).append(one)
    return tuple(Told(heading, tuple(happened)) for heading, happened in groups.items())


def _changed(then: CaseMap, now: CaseMap) -> list[tuple[Entry | None, Entry | None]]:
    """The cards that differ, before and after, in the order in which they are told."""
    pairs = [
        (then.entries.get(each), now.entries.get(each))
        for each in then.entries.keys() | now.entries.keys()
        if then.entries.get(each) != now.entries.get(each)
    ]
    return sorted((pair for pair in pairs if not isinstance(pair[1] or pair[0], _NOT_TOLD)), key=_place)


def _place(pair: tuple[Entry | None, Entry | None]) -> tuple[object, ...]:
    entry = pair[1] or pair[0]
    assert entry is not None
    row = next((number for number, kinds in enumerate(_FIRST) if entry.kind in kinds), len(_FIRST))
    kind = _FIRST[row].index(entry.kind) if row < len(_FIRST) else 0
    whose = natural(entry.child) if isinstance(entry, ChildImpact) else ()
    return row, kind, "" if row < len(_FIRST) else entry.kind, whose, natural(entry.id)


def _heading(entry: Entry, naming: Naming, words: Vocabulary) -> str:
    """What stands over it; with a name where several people are called the same: "What that does to him: Noor"."""
    title, person = kind_title(entry.kind, naming, words, entry), person_of(entry)
    role = words.kind(entry.kind).subject
    several = bool(person and role) and len(naming.with_role(role)) > 1
    return f"{title}: {naming.short(person)}" if several else title


def _happened(before: Entry | None, after: Entry | None, naming: Naming, words: Vocabulary) -> Happened | None:
    entry = after or before
    assert entry is not None
    called = title_of(entry, naming, words)
    if before is None or after is None:
        return Happened(entry.id, entry.kind, _NEW if before is None else _GONE, called)
    if isinstance(after, Action | Gap) and isinstance(before, Action | Gap) and after.state != before.state:
        return Happened(entry.id, entry.kind, _stands(after, words), called)
    parts = tuple(_parts(before, after, naming, words))
    return Happened(entry.id, entry.kind, _OTHERWISE, called, _few(parts)) if parts else None


def _stands(entry: Action | Gap, words: Vocabulary) -> str:
    if entry.state in ("", "open", "not_asked"):
        return _OPEN_AGAIN
    return words.label(_STATES[entry.kind], entry.state)


def _parts(before: Entry, after: Entry, naming: Naming, words: Vocabulary) -> Iterator[str]:
    """What those parts are called on the form that read otherwise now."""
    if type(before) is not type(after):
        yield "its kind"
        return
    about = subject_of(after.kind, naming, words, after)
    for field in fields_of(type(after)):
        if field.name not in _OF_KEEPING and getattr(before, field.name) != getattr(after, field.name):
            label = fitted(words.field(after.kind, field.name).label, naming, about).rstrip("?")
            yield label[:1].lower() + label[1:]


def _few(parts: tuple[str, ...]) -> tuple[str, ...]:
    return parts if len(parts) <= _MOST_FIELDS else (*parts[:_MOST_FIELDS], "and more")
