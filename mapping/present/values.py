"""What the room is shown, as frozen values: frames of columns, cards and arrows; and the terms of the showing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

USUAL, MARAC = "usual", "marac"
"""The two orders of a meeting."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Terms:
    """Under which terms the room sees a case; `waiting` and `only` are ids of the whole case, `absent` agency keys.

    `session` is the entry of this session, or "". With `drawn` roles are other ones than at another meeting. Of `only`
    None shows every card that the room may have.
    """

    on: date
    meeting: str = ""
    session: str = ""
    veiled: bool = True
    drawn: str = ""
    order: str = USUAL
    absent: frozenset[str] = frozenset()
    efforts: bool = False
    views: bool = False
    quotations: bool = False
    waiting: frozenset[str] = frozenset()
    only: frozenset[str] | None = None

    def __repr__(self) -> str:
        return f"Terms({self.order})"


@dataclass(frozen=True, slots=True, repr=False)
class RoomCard:
    """One card as the room sees it; the id is the room's own and says nothing of the whole case.

    `word` says what kind of thing it is; `note` when it was and who says so; `lines` are further lines (an account, a
    quotation) where they were chosen; `hatched` says, where that is so, whom the room would have to ask.
    """

    id: str
    kind: str
    title: str
    note: str = ""
    word: str = ""
    lines: tuple[str, ...] = ()
    hatched: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """All its words in the order in which they are read."""
        return tuple(text for text in (self.title, self.note, *self.lines, self.hatched) if text)

    def __repr__(self) -> str:
        return f"RoomCard({self.id})"


@dataclass(frozen=True, slots=True, repr=False)
class Arrow:
    """An arrow from one card to another of the same frame; `words` are read by a screen reader in its place."""

    from_id: str
    to_id: str
    kind: str
    inferred: bool = False
    words: str = ""

    def __repr__(self) -> str:
        return f"Arrow({self.from_id} -> {self.to_id})"


@dataclass(frozen=True, slots=True, repr=False)
class Column:
    """Cards below one heading, or a calm line where there are none."""

    heading: str
    cards: tuple[RoomCard, ...] = ()
    empty: str = ""

    def __repr__(self) -> str:
        return f"Column({len(self.cards)})"


@dataclass(frozen=True, slots=True, repr=False)
class Band:
    """What is spoken and not shown: a sentence and the line below it, with the sign of a kind."""

    kind: str
    title: str
    text: str = ""

    def __repr__(self) -> str:
        return f"Band({self.kind})"


@dataclass(frozen=True, slots=True, repr=False)
class Frame:
    """One view of the room: a stage, a key that lasts while the case changes, a title that says something.

    `note` is the quiet line below the title. There is `more` of it on the map where only so many lines are read.
    """

    stage: str
    key: str
    title: str
    columns: tuple[Column, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    band: Band | None = None
    note: str = ""
    more: bool = False

    @property
    def cards(self) -> tuple[RoomCard, ...]:
        """Its cards in reading order, column by column."""
        return tuple(card for column in self.columns for card in column.cards)

    @property
    def texts(self) -> tuple[str, ...]:
        """All its words in reading order, and nothing else: what a screen reader may say of it."""
        found = [self.title, self.note]
        for column in self.columns:
            found += [column.heading, *([] if column.cards else [column.empty])]
            found += [text for card in column.cards for text in (card.word, *card.texts)]
        found += [arrow.words for arrow in self.arrows]
        found += [self.band.title, self.band.text] if self.band else []
        return tuple(text for text in found if text)

    def __repr__(self) -> str:
        return f"Frame({self.key})"


@dataclass(frozen=True, slots=True, repr=False)
class Showing:
    """The frames and the mark on each of them; for the chair alone what each card of the room is in the whole case.

    `lettered` is, for the chair alone, who is called by a letter of this meeting, by id in the whole case.
    """

    frames: tuple[Frame, ...]
    mark: str
    here: Mapping[str, str] = field(default_factory=dict)
    lettered: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Showing({len(self.frames)})"
