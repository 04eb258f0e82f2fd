"""What every section of a report needs: who reads it, the case, what its people are called, its words, its sources.

It turns entries into phrases and refuses to know in which section they will stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from exports.blocks import Item, Paragraph, Phrase, Tone
from mapping.casemap import CaseMap
from mapping.dates import spoken
from mapping.entries import Cite, Entry, Intersection, Link, Note, Person, Source
from mapping.naming import Naming
from mapping.ownwords import Own
from mapping.predicates import Sentence
from mapping.readers import EDITED, OUT, OWN_AGENCY, Audience, audiences
from mapping.terms import Term
from mapping.vocabulary import Vocabulary, load_vocabulary
from mapping.voice import capital, listed

_UNATTRIBUTED, _SAFETY_ONLY, _SESSION_ONLY = "unattributed", "safety_only", "session_only"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
CHANGED_SINCE = "The map has changed since these words were written."
AS_THE_MAP_SAYS = "As the map says it now:"
SURVIVOR = "survivor"
_FOR_HER = ("admitted", "found", "convicted")
"""What her copy says of how a thing is known; the rest are words of our trade."""
_ROLES = {"perpetrator": ("perpetrator", "co_perpetrator"), "survivor": ("survivor",), "child": ("child",)}
_SHORTENED = 240
"""How much of a text stands for an entry that has no title, in characters."""


@dataclass(frozen=True, slots=True, repr=False)
class Telling:
    """One case as one report tells it to one reader, on one day; `numbers` are those of the source list.

    `case` is told entry by entry; the team's own words for what the map says are no entries of a report and stand in
    `whole` only. `whom` is the person the copy is bound to, by the id that the person has here, or ""; `agency` is
    whose copy it is. `chosen` are the parts that somebody picked, None for all; `contact` is whom to tell when a copy
    goes astray. `dated` says whether the day may be told: where it may not, `on` is the last day on the map.
    """

    case: CaseMap
    whole: CaseMap
    on: date
    naming: Naming
    words: Vocabulary
    numbers: Mapping[str, int]
    reader: Audience
    whom: str = ""
    chosen: frozenset[str] | None = None
    copy: int = 1
    cover_note: str = ""
    contact: str = ""
    agency: str = ""
    dated: bool = True

    @property
    def complete(self) -> bool:
        """Whether it may be said what is not on the map: only where nothing was taken out of it for this reader."""
        return self.reader.name == OWN_AGENCY

    @property
    def to_her(self) -> bool:
        """Whether it is the survivor's own copy, read aloud with her: plain words, and "you" where we speak to her."""
        return self.reader.name == SURVIVOR

    def has(self, key: str) -> bool:
        """Whether a part of the report is granted to this reader and was not left out by choice."""
        return self.reader.section(key) != OUT and (self.chosen is None or key in self.chosen)

    def in_short(self, key: str) -> bool:
        """Whether this reader has a part of the report in its shorter form."""
        return self.reader.section(key) == EDITED

    def person(self, identity: str) -> str:
        """A person inside a sentence of ours: "you" for her whose copy it is."""
        return "you" if self.to_her and identity == self.whom else self.naming.inside(identity)

    def does(self, identity: str) -> str:
        """A person and the verb, inside a sentence of ours: "the mother does", "you do"."""
        return "you do" if self.person(identity) == "you" else f"{self.naming.inside(identity)} does"

    def label(self, family: str, key: str) -> str:
        """A word of the catalogue, filled with this case's people; a word that is not in it as somebody wrote it."""
        return self.called(self.words.term(family, key))

    def called(self, term: Term, *, short: bool = False) -> str:
        """What a term is called; in the words of the catalogue this case's people are filled in, in no others."""
        said = (term.short if short else "") or term.label
        return self.naming.fill(said) if term.known else said

    def people(self, ids: Sequence[str]) -> str:
        """The people in the middle of a sentence: "the mother, Child 1 and Child 2"."""
        return listed([self.naming.inside(each) for each in ids])

    def numbers_of(self, cites: Iterable[Cite]) -> tuple[int, ...]:
        """The numbers of the cited sources, each once, in order."""
        return tuple(sorted({self.numbers[cite.source] for cite in cites if cite.source in self.numbers}))

    def title(self, entry: Entry, *, bold: bool = False, small: bool = False) -> Phrase:
        """What an entry is called, with its sources; `small` where it stands inside a sentence."""
        text = called(entry, self)
        numbers = self.numbers_of(entry.cites)
        return Phrase(text if small else capital(text), bold=bold, sources=numbers, where=entry.id)

    def source(self, cite: Cite) -> Source | None:
        """The source of a cite, if this reader has it."""
        found = self.case.entry(cite.source)
        return found if isinstance(found, Source) else None

    def who(self, source: Source) -> Phrase:
        """Who says so, in a few words; a source that is not to be named is given by its type alone."""
        kind = self.label("source_type", source.type)
        if source.attribution == _UNATTRIBUTED:
            return Phrase(f"{small(kind)} (not to be named)")
        if source.who or source.title:
            return Phrase(source.who or source.title, where=source.id)
        if source.person:
            return Phrase(self.naming.inside(source.person), where=source.person)
        return Phrase(source.agency, where=source.id) if source.agency else Phrase(small(kind))


def telling(case: CaseMap, on: date, reader: str = OWN_AGENCY) -> Telling:
    """The case, which is this reader's view, ready to be told; sources are numbered in the order of their ids."""
    numbers = {source.id: number for number, source in enumerate(case.of(Source), 1)}
    entries = {identity: entry for identity, entry in case.entries.items() if not isinstance(entry, Note)}
    links = {link.id: link for link in case.ordered_links if {link.from_id, link.to_id} <= entries.keys()}
    told = CaseMap(case.header, entries, links) if len(entries) < len(case.entries) else case
    naming, audience = Naming(told, veiled=True), audiences()[reader]
    bound = naming.with_role(*_ROLES.get(audience.bound, ()))
    whom = bound[0].id if audience.bound and len(bound) == 1 else ""
    return Telling(told, case, on, naming, load_vocabulary(), numbers, audience, whom)


def day_words(day: date) -> str:
    """A day in words: "12 March 2026", whatever language this computer speaks."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def small(text: str) -> str:
    """The text as it stands inside a sentence, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def when(entry: Entry) -> str:
    """When it was, as it was said; "" where nobody knows."""
    return spoken(entry.when, entry.when_said)


def called(entry: Entry, told: Telling) -> str:
    """What an entry is called: its title, a person's label, a circumstance, or the beginning of what is known of it."""
    if isinstance(entry, Person):
        return told.naming.inside(entry.id)
    if isinstance(entry, Source):
        return told.who(entry).text
    if entry.title:
        return entry.title
    if isinstance(entry, Intersection) and entry.category:
        return small(told.label("intersection", entry.category))
    if entry.account:
        return shortened(entry.account)
    return small(told.words.kind(entry.kind).label)


def shortened(text: str, longest: int = _SHORTENED) -> str:
    """The beginning of a text, to a whole word, with dots where something follows."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    cut = flat[:longest]
    return (cut.rpartition(" ")[0] or cut).rstrip(".,;:") + " …"


# ------------------------------------------------------------------------------------------------- paragraphs


def say(*parts: str | Phrase, tone: Tone = "body") -> Paragraph:
    """A paragraph of our own words and of phrases."""
    return Paragraph(tuple(Phrase(part) if isinstance(part, str) else part for part in parts), tone)


def muted(*parts: str | Phrase) -> Paragraph:
    """A small line of facts, in the quiet colour."""
    return Paragraph(tuple(_quiet(part) for part in parts), "small")


def _quiet(part: str | Phrase) -> Phrase:
    if isinstance(part, str):
        return Phrase(part, muted=True)
    return Phrase(part.text, part.bold, part.italic, True, part.sources, part.where)


def joined(parts: Iterable[Phrase], between: str = "; ") -> Iterator[Phrase]:
    """Phrases with the same words between each two."""
    for number, part in enumerate(parts):
        if number:
            yield Phrase(between)
        yield part


def named(what: str, text: str, entry: Entry) -> tuple[Paragraph, ...]:
    """A text of an entry after our words for it ("Reply: …"); nothing where there is no text."""
    paragraphs = [line for line in text.splitlines() if line.strip()]
    if not paragraphs:
        return ()
    first = say(Phrase(f"{what} "), Phrase(paragraphs[0], where=entry.id))
    return (first, *(say(Phrase(line, where=entry.id)) for line in paragraphs[1:]))


def from_pieces(sentences: Iterable[Sentence], told: Telling) -> Iterator[Phrase]:
    """Sentences of the map as phrases, with the sources of each entry behind what is said of it."""
    for number, sentence in enumerate(sentences):
        if number:
            yield Phrase(" ")
        for piece in sentence:
            entry = told.case.entry(piece.entry)
            numbers = told.numbers_of(entry.cites) if entry is not None and piece.ends else ()
            yield Phrase(piece.text, where=piece.entry, sources=numbers)


def own_prose(own: Own, now: str, sources: tuple[int, ...] = ()) -> Iterator[Paragraph]:
    """What the team wrote itself; where the map has changed since, that is said, with what the map says now."""
    yield from prose(own.text, own.note, sources)
    if own.stale:
        yield say(Phrase(CHANGED_SINCE, bold=True), tone="small")
        yield from (say(Phrase(line), tone="small") for line in f"{AS_THE_MAP_SAYS} {now}".splitlines())


def prose(text: str, where: str, sources: tuple[int, ...] = ()) -> tuple[Paragraph, ...]:
    """A text of an entry as paragraphs; the sources stand after the last."""
    lines = [line for line in text.splitlines() if line.strip()]
    last = len(lines) - 1
    return tuple(
        say(Phrase(line, where=where, sources=sources if number == last else ())) for number, line in enumerate(lines)
    )


def facts(parts: Iterable[str], where: str = "") -> tuple[Paragraph, ...]:
    """Facts of an entry in a few words each, on one quiet line; nothing where there are none."""
    line = " · ".join(part for part in parts if part)
    return (muted(Phrase(capital(line), where=where)),) if line else ()


# ------------------------------------------------------------------------------------------------- who says so


def status(entry: Entry | Link, told: Telling) -> str:
    """How a fact is known, in words; "" where nobody said."""
    if not entry.status or (told.to_her and entry.status not in _FOR_HER):
        return ""
    return small(told.label("status", entry.status))


def quotes(entry: Entry | Link, told: Telling) -> tuple[Paragraph, ...]:
    """Everything that is quoted for an entry, each with its source and the place in it."""
    found = []
    for cite in entry.cites:
        if cite.quote:
            place = (Phrase(f" {cite.where}", muted=True, where=entry.id),) if cite.where else ()
            words = Phrase(f"“{cite.quote}”", where=entry.id, sources=told.numbers_of((cite,)))
            found.append(say(words, *place, tone="quote"))
    return tuple(found)


def told_by(entry: Entry | Link, told: Telling) -> Paragraph:
    """Who says so, each with its number; says it where nobody is named."""
    parts: list[Phrase] = []
    for cite in entry.cites:
        source = told.source(cite)
        if source is not None:
            who = told.who(source)
            place = f", {cite.where}" if cite.where and not cite.quote else ""
            text = f"{who.text}{place}{_bounds(source)}"
            parts.append(Phrase(text, where=who.where, sources=told.numbers_of((cite,))))
    nobody = (Phrase("no source is named", muted=True),) if told.complete else ()
    return say(*(joined(parts) if parts else nobody))


def _bounds(source: Source) -> str:
    if source.attribution == _SESSION_ONLY:
        return " (not to be used outside the session)"
    return " (for safety planning only)" if source.attribution == _SAFETY_ONLY else ""


def unsourced(entries: Sequence[Entry], told: Telling) -> tuple[Paragraph, ...]:
    """One line for a whole section in which no source is named anywhere."""
    if told.complete and entries and not any(entry.cites for entry in entries):
        return (say("No source is named yet for anything in this section.", tone="small"),)
    return ()


def unrecorded(told: Telling) -> str:
    """What stands in a cell for which there is nothing; a case from which something was taken is silent there."""
    return "not recorded" if told.complete else ""


def unnamed(entry: Entry, entries: Sequence[Entry], told: Telling) -> str:
    """A mark on an entry without a source, where others of its section have one."""
    marked = told.complete and not entry.cites and any(each.cites for each in entries)
    return "no source is named" if marked else ""


def limit(entry: Entry | Link, told: Telling) -> str:
    """What its sources forbid: use outside the session, or for anything but safety; only where all of them do."""
    bounds = {source.attribution for cite in entry.cites if (source := told.source(cite)) is not None}
    if not bounds or not bounds <= {_SESSION_ONLY, _SAFETY_ONLY}:
        return ""
    return "not to be used outside the session" if _SESSION_ONLY in bounds else "for safety planning only"


def limits(entry: Entry | Link, told: Telling) -> tuple[Paragraph, ...]:
    """The same as a line of its own."""
    words = limit(entry, told)
    return (say(Phrase(f"{capital(words)}.", bold=True), tone="small"),) if words else ()


def only_from_him(entry: Entry, told: Telling) -> str:
    """A mark for what rests on the word of the person it is about: "only the father says so".

    That nobody else says so can be told only where no source was taken out.
    """
    types = {source.type for cite in entry.cites if (source := told.source(cite)) is not None}
    person = getattr(entry, "by", "") or getattr(entry, "person", "")
    if not person or types != {"perpetrator"}:
        return ""
    who = told.naming.inside(person)
    return f"only {who} says so" if told.complete else f"{who}’s own account"


def item(entry: Entry, told: Telling, line: Iterable[str], *lines: Paragraph) -> Item:
    """A card on paper: title with sources, a line of facts, the account, quotes, further lines, the first wording."""
    head = Paragraph((told.title(entry, bold=True),), "strong")
    account = prose(entry.account, entry.id) if entry.title else ()
    first = named("As the file first put it:", entry.recorded_as, entry)
    return Item(
        entry.kind,
        head,
        (*facts(line, entry.id), *limits(entry, told), *account, *quotes(entry, told), *lines, *first),
    )
