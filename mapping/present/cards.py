"""One meeting's copy of a case and how it is spoken of: cards under the room's own numbers, with their words alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from mapping.casemap import CaseMap
from mapping.dates import spoken
from mapping.entries import (
    Action,
    Behaviour,
    ChildImpact,
    Engagement,
    Entry,
    Gap,
    Goal,
    Intersection,
    Link,
    Order,
    Person,
    ProtectiveEffort,
    Response,
    Source,
    View,
)
from mapping.naming import Naming
from mapping.present.copies import Confirming
from mapping.present.memory import Memory
from mapping.present.values import RoomCard, Terms
from mapping.present.veiling import Veil
from mapping.vocabulary import Vocabulary, load_vocabulary
from mapping.voice import listed
from mapping.wording import category_title, first_line, kind_title, title_of

_SAID_SO = frozenset({"inferred", "hypothesis", "disputed", "withdrawn"})
"""What is said of how a thing is known, where that is no plain report."""
_SHORT = 90


@dataclass(frozen=True, eq=False)
class Room:
    """What the room may have of a case under these terms, and how it is put into words."""

    copy: CaseMap
    terms: Terms
    naming: Naming
    confirming: Confirming
    veil: Veil | None = None
    words: Vocabulary = field(default_factory=load_vocabulary)
    memory: Memory = field(default_factory=Memory)

    def text(self, text: str) -> str:
        """A text as the room reads it."""
        return self.veil.text(text) if self.veil else text

    @property
    def children(self) -> tuple[Person, ...]:
        """Each child in turn; where roles differ from meeting to meeting, not in the order of the map."""
        found = self.naming.children
        return tuple(sorted(found, key=lambda child: self.naming.short(child.id))) if self.terms.drawn else found

    @cached_property
    def ids(self) -> dict[str, str]:
        """The room's own number of each entry, by its id in the whole case."""
        counts: dict[str, int] = {}
        found = {}
        for entry in self.copy.ordered_entries:
            counts[entry.kind] = counts.get(entry.kind, 0) + 1
            found[entry.id] = f"{entry.kind}.{counts[entry.kind]}"
        return found

    @cached_property
    def unshown(self) -> frozenset[str]:
        """Efforts and views that nobody chose to show, and whatever speaks of one of them."""
        kinds = tuple(k for k, on in ((ProtectiveEffort, self.terms.efforts), (View, self.terms.views)) if not on)
        gone = {entry.id for entry in self.copy.entries.values() if isinstance(entry, kinds)}
        told = {link.from_id for link in self.copy.links.values() if link.kind == "about" and link.to_id in gone}
        return frozenset(gone | told | {each.id for each in self.copy.of(Action) if each.about in gone})

    def all_of(self, kind: type[Entry]) -> list[Entry]:
        """Everything of a kind that may be shown, in the order of the map."""
        return [entry for entry in self.copy.of(kind) if entry.id not in self.unshown]

    @property
    def accounts(self) -> bool:
        """Whether free text is shown: it may tell of efforts and of views, so that both must have been chosen."""
        return self.terms.efforts and self.terms.views

    # ------------------------------------------------------------------------------------------- one card

    def card(self, entry: Entry) -> RoomCard:
        """An entry as the room sees it."""
        number = self.ids[entry.id]
        held = self.memory.cards.get(entry.id)
        if held is None or held[0] is not entry or held[1] != number:
            held = self.memory.cards[entry.id] = entry, number, self._card(entry)
        return held[2]

    def _card(self, entry: Entry) -> RoomCard:
        return RoomCard(
            self.ids[entry.id], entry.kind, self.title(entry), " · ".join(self._note(entry)),
            kind_title(entry.kind, self.naming, self.words, entry), tuple(self._lines(entry)), self._hatched(entry),
        )  # fmt: skip

    def cards(self, entries: list[Entry]) -> tuple[RoomCard, ...]:
        """Several entries as the room sees them."""
        return tuple(self.card(entry) for entry in entries)

    def title(self, entry: Entry) -> str:
        """What stands on a card in large letters: never the beginning of an account that is not shown."""
        held = self.memory.titles.get(entry.id)
        if held is None or held[0] is not entry:
            held = self.memory.titles[entry.id] = entry, self._title(entry)
        return held[1]

    def _title(self, entry: Entry) -> str:
        if isinstance(entry, Person):
            return self.naming.short(entry.id)
        if entry.title or self.accounts:
            text = self.text(title_of(entry, self.naming, self.words))
        else:
            text = self.text(category_title(entry, self.naming, self.words))
        text = text or self.words.kind(entry.kind).label
        return text[:1].upper() + text[1:]

    def _note(self, entry: Entry) -> Iterator[str]:
        """When it was, whom it concerns, who says so, and how it is known where that is no plain report."""
        said = (self._when(entry), *self._whose(entry), self._state(entry), self._sources(entry))
        yield from (text for text in said if text)
        if entry.status in _SAID_SO:
            yield self.words.label("status", entry.status).lower()

    def _when(self, entry: Entry) -> str:
        if entry.when or entry.when_said:
            return self.text(spoken(entry.when, entry.when_said))
        if isinstance(entry, Behaviour) and entry.frequency not in ("", "unknown"):
            return self.words.label("frequency", entry.frequency).lower()
        if isinstance(entry, Goal | Action | Gap) and entry.by:
            return f"by {spoken(entry.by)}"
        if isinstance(entry, Order) and entry.since:
            return f"since {spoken(entry.since)}"
        return ""

    def _whose(self, entry: Entry) -> list[str]:
        match entry:
            case Intersection() | View():
                return [self.naming.short(entry.person)]
            case Gap() if entry.who_might_know:
                return [f"ask {self.text(first_line(entry.who_might_know, _SHORT))}"]
            case Goal() if entry.seen_by:
                return [f"seen by {self.text(first_line(entry.seen_by, _SHORT))}"]
            case ChildImpact() if entry.trend:
                return [self.text(first_line(entry.trend, _SHORT))]
        return []

    def _state(self, entry: Entry) -> str:
        match entry:
            case Action() | Goal() if entry.state:
                family = "action_state" if isinstance(entry, Action) else "goal_state"
                return self.words.label(family, entry.state).lower()
            case Response() if entry.effect:
                return self.words.term("response_effect", entry.effect).short.lower()
            case Engagement() if entry.outcome:
                return self.words.label("engagement_outcome", entry.outcome).lower()
        return ""

    def _sources(self, entry: Entry) -> str:
        found = (self.copy.entry(cite.source) for cite in entry.cites)
        return ", ".join(dict.fromkeys(self._source(each) for each in found if isinstance(each, Source)))

    def _source(self, source: Source) -> str:
        called = self.words.term("source_type", source.type).short
        return self.naming.fill(called if called.startswith("{") else called[:1].lower() + called[1:])

    def _lines(self, entry: Entry) -> Iterator[str]:
        """The account and the words that were said, where somebody chose to show them."""
        if self.accounts and entry.account and entry.title:
            yield self.text(entry.account)
        if self.terms.quotations:
            yield from (f"“{self.text(cite.quote)}”" for cite in entry.cites if cite.quote)

    def _hatched(self, entry: Entry) -> str:
        called = [self._agency(name) for name in self.confirming.only_absent(entry)]
        if not called:
            return ""
        return f"Only {listed(called)} can confirm this (not in the room)"

    def _agency(self, name: str) -> str:
        return self.text(name[:1].lower() + name[1:])

    def arrow_words(self, link: Link) -> str:
        """An arrow in a few words: what its kind says."""
        return self.words.link(link.kind).forward
