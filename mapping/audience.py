"""A case becomes the smaller case that one reader may have; every document and every screen for others is made from it.

What a reader is not granted is left out of the data, never drawn over. The grants are data (mapping/readers.py); what
is decided about each thing, and why, stands in mapping/granting.py and, for the perpetrator, in mapping/cleared.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from mapping.binding import HARMING, concerned
from mapping.casemap import CaseMap, natural
from mapping.cleared import decide_for_him, put_for_him
from mapping.decision import CONCERNS_OTHERS, FALLS, NEVER_KIND, SAYS_MORE, UNNAMED, Decision, out
from mapping.entries import Entry, Header, Link, Note, Person, Thing
from mapping.errors import CaseError
from mapping.granting import decide, released_to, unnamed_sources
from mapping.lanes import is_card
from mapping.language.kept import past_wording
from mapping.naming import Naming
from mapping.ownwords import untold
from mapping.readers import EDITED, OWN_AGENCY, PERPETRATOR, TRAINING, WHOLE, Audience, Reader, audiences
from mapping.references import named_by, needs, renamed, without
from mapping.training import dates_from, training_copy
from mapping.trimming import ThingT, Trimming

__all__ = [
    "OWN_AGENCY",
    "PERPETRATOR",
    "Cut",
    "Reader",
    "audience_of",
    "candidates",
    "cut",
    "granted",
    "view",
    "whom_of",
]

_EVERYONE = frozenset({"own_agency", "meeting", "court", "training"})
"""Readers who have everyone on the map; of others, those whom nothing names stay away."""
_PRINCIPAL = HARMING | {"survivor", "child"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_CASE, _TITLE, _HIS_TITLE = "case", "Mapping report", "Copy for the person named in it"


@dataclass(frozen=True, slots=True, repr=False)
class Cut:
    """A reader's copy under the ids of the whole case, and what was decided about every entry and link of that case."""

    copy: CaseMap
    decisions: Mapping[str, Decision]

    def __repr__(self) -> str:
        return f"Cut({self.copy!r})"


def view(case: CaseMap, reader: Reader, only: frozenset[str] | None = None) -> CaseMap:
    """The case that this reader may have, numbered anew; CaseError for no such reader.

    Our own agency has a case of which nothing is left out as it is; whoever else has all of it cannot tell. Of the
    cards those alone are in it whose ids in the whole case are among `only`; None stands for all of them.
    """
    smaller = cut(case, reader).copy
    part = smaller if only is None else _with_cards(smaller, only)
    return part if reader.audience == OWN_AGENCY and smaller == case else _numbered(part)


def numbers(case: CaseMap, reader: Reader, only: frozenset[str] | None = None) -> dict[str, str]:
    """The id of everything in what `view` gives, by the id that it has in the whole case."""
    smaller = cut(case, reader).copy
    part = smaller if only is None else _with_cards(smaller, only)
    if reader.audience == OWN_AGENCY and smaller == case:
        return {each: each for each in (*part.entries, *part.links)}
    return _new_ids(part)


def _with_cards(case: CaseMap, only: frozenset[str]) -> CaseMap:
    """The same case without all other cards."""
    kept = {each: entry for each, entry in case.entries.items() if each in only or not is_card(entry)}
    return _closed(CaseMap(case.header, kept, case.links), frozenset(case.entries))


def cut(case: CaseMap, reader: Reader) -> Cut:
    """The case that this reader may have, and why the rest of it is left out; CaseError for no such reader."""
    made = granted(case, reader)
    if reader.audience == TRAINING:
        return replace(made, copy=training_copy(made.copy, dates_from(reader.dates), known=case))
    return made


def granted(case: CaseMap, reader: Reader) -> Cut:
    """The same before names and dates are replaced for training; for every other reader, `cut` itself."""
    audience = audience_of(reader)
    bound = replace(reader, whom=whom_of(case, reader))
    return _for_perpetrator(case, audience, bound) if audience.name == PERPETRATOR else _granted(case, audience, bound)


def audience_of(reader: Reader) -> Audience:
    """The reader's column of the table; CaseError, naming those there are, where there is no such reader."""
    found = audiences().get(reader.audience)
    if found is None:
        raise CaseError(f"There is no reader of that name. The readers are: {', '.join(audiences())}.")
    return found


_ROLES = {"perpetrator": tuple(sorted(HARMING)), "survivor": ("survivor",), "child": ("child",)}
_CALLED = {"perpetrator": "perpetrator", "survivor": "adult survivor", "child": "child"}


def candidates(case: CaseMap, reader: Reader) -> tuple[Person, ...]:
    """The people whom this reader's copy may be for, in order; empty where it is bound to nobody."""
    roles = _ROLES.get(audience_of(reader).bound, ())
    return tuple(person for person in case.of(Person) if set(person.roles) & set(roles))


def whom_of(case: CaseMap, reader: Reader) -> str:
    """The id of the person the copy is for: the one named, else the only one; "" where it is bound to nobody."""
    bound = audience_of(reader).bound
    if not bound:
        return ""
    found, called = [person.id for person in candidates(case, reader)], _CALLED[bound]
    if reader.whom:
        if reader.whom not in found:
            raise CaseError(f"The person named is not {_a(called)} on this map. Give the id of one who is.")
        return reader.whom
    if len(found) != 1:
        several = f"This map has more than one {called}. Say which of them the copy is for (--for ID)."
        raise CaseError(several if found else f"This map has no {called}, so there is nobody whom this copy is for.")
    return found[0]


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


# ------------------------------------------------------------------------------------------------ the cutting


@dataclass(slots=True)
class _Cutting:
    """A copy as it becomes smaller, step by step, with the reason for each step."""

    whole: CaseMap
    copy: CaseMap
    decisions: dict[str, Decision]
    known: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.known = frozenset(self.whole.entries)
        self._close(frozenset(), FALLS)

    def drop(self, gone: frozenset[str], why: str) -> None:
        """Leave these entries out for this reason, and then whatever cannot stand without them."""
        if gone:  # else it is closed already
            self._close(gone, why)

    def _close(self, gone: frozenset[str], why: str) -> None:
        before = self.copy
        self._say(gone, why)
        entries = {identity: entry for identity, entry in before.entries.items() if identity not in gone}
        self.copy = _closed(CaseMap(before.header, entries, before.links), self.known)
        fallen = (before.entries.keys() - self.copy.entries.keys()) | (before.links.keys() - self.copy.links.keys())
        self._say(frozenset(fallen) - gone, FALLS)

    def _say(self, gone: frozenset[str], why: str) -> None:
        self.decisions.update(dict.fromkeys(gone, out(why)))

    def done(self) -> Cut:
        return Cut(self.copy, self.decisions)


def _granted(case: CaseMap, audience: Audience, reader: Reader) -> Cut:
    """What of the case this reader may have: what concerns whom the copy is for, of a granted kind and class."""
    things: tuple[Entry | Link, ...] = (*case.ordered_entries, *case.ordered_links)
    decisions = {thing.id: decide(case, thing, audience, reader) for thing in things}
    whose = concerned(case, _only(case, lambda each: decisions[each].kept), audience.bound, reader.whom, reader.agency)
    decisions |= {each: out(CONCERNS_OTHERS) for each in case.entries if decisions[each].kept and each not in whose}
    trimming = Trimming(audience, Naming(case, veiled=True), unnamed_sources(case, reader))

    def trim(thing: ThingT, *, released: bool = False) -> ThingT:
        return trimming.trimmed(thing, edit=decisions[thing.id].grade == EDITED, released=released)

    copy = CaseMap(
        _header(case, trimming),
        {
            each.id: trim(each, released=released_to(each, reader))
            for each in case.ordered_entries
            if decisions[each.id].kept
        },
        {each.id: trim(each) for each in case.ordered_links if decisions[each.id].kept},
    )
    cutting = _Cutting(case, copy, decisions)
    if audience.name not in _EVERYONE:
        cutting.drop(_unnamed(cutting.copy), UNNAMED)
    if cutting.copy.of(Note):
        cutting.drop(untold(case, cutting.copy), SAYS_MORE)
        cutting.drop(past_wording(cutting.copy), SAYS_MORE)
    return cutting.done()


def _only(case: CaseMap, kept: Callable[[str], bool]) -> CaseMap:
    """What is kept of a case, as it is, with the links that still have both ends."""
    entries = {each: entry for each, entry in case.entries.items() if kept(each)}
    links = {
        each: link for each, link in case.links.items() if kept(each) and {link.from_id, link.to_id} <= entries.keys()
    }
    return CaseMap(case.header, entries, links)


def _unnamed(case: CaseMap) -> frozenset[str]:
    """People of no part in the pattern whom nothing in this case names."""
    things: tuple[Entry | Link, ...] = (*case.entries.values(), *case.links.values())
    named = {each for thing in things for _, _, each in named_by(thing)}
    return frozenset(p.id for p in case.of(Person) if p.id not in named and not set(p.roles) & _PRINCIPAL)


def _header(case: CaseMap, trimming: Trimming) -> Header:
    """The head of the case; no reader but ours has its id, and one who has not its title whole has a plain one."""
    kept = trimming.trimmed(case.header)
    if trimming.audience.name != OWN_AGENCY:
        kept = replace(kept, id=_CASE, locale=_language(case))
    return kept if trimming.audience.field("case", "title") == WHOLE else replace(kept, title=_TITLE)


def _language(case: CaseMap) -> str:
    """The language of a case, if it is one: a file from elsewhere may hold any words in that place."""
    return case.header.locale if _LANGUAGE.fullmatch(case.header.locale) else ""


def _for_perpetrator(case: CaseMap, audience: Audience, reader: Reader) -> Cut:
    """Himself, his cleared behaviours with their cleared quotes, his goals, his orders, his programme; nothing else."""
    decisions = decide_for_him(case, audience, reader.whom) | dict.fromkeys(case.links, out(NEVER_KIND))
    trimming = Trimming(audience, Naming(case, veiled=True))
    entries = {
        entry.id: trimming.trimmed(entry, **put_for_him(case, entry, reader.whom))
        for entry in case.ordered_entries
        if decisions[entry.id].kept
    }
    header = Header(id=_CASE, title=_HIS_TITLE, locale=_language(case))
    return _Cutting(case, CaseMap(header, entries, {}), decisions).done()


def _closed(case: CaseMap, known: frozenset[str]) -> CaseMap:
    """The same case with every naming of what is `known` elsewhere and not in it taken out."""
    shelf = dict(case.entries)
    gone = known - shelf.keys()
    while fallen := {entry.id for entry in shelf.values() if needs(entry, gone)}:
        gone |= fallen
        for identity in fallen:
            del shelf[identity]
    links = [link for link in case.links.values() if link.from_id in shelf and link.to_id in shelf]
    return CaseMap(
        case.header,
        {identity: without(entry, gone) for identity, entry in shelf.items()},
        {link.id: without(link, gone) for link in links},
    )


def _new_ids(case: CaseMap) -> dict[str, str]:
    """An id for everything, by its old one: numbers in the old order, so that gaps in them tell nothing."""
    new: dict[str, str] = {}
    counts: dict[str, int] = {}
    things: tuple[Thing, ...] = (*case.ordered_entries, *case.ordered_links)
    for thing in things:
        counts[thing.kind] = counts.get(thing.kind, 0) + 1
        new[thing.id] = f"{thing.kind}.{counts[thing.kind]}"
    return new


def _numbered(case: CaseMap) -> CaseMap:
    """The same case with new ids."""
    new = _new_ids(case)
    entries = [renamed(entry, new) for entry in case.ordered_entries]
    links = [renamed(link, new) for link in case.ordered_links]
    return CaseMap(
        case.header,
        {entry.id: entry for entry in sorted(entries, key=lambda entry: natural(entry.id))},
        {link.id: link for link in links},
    )
