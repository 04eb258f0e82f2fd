"""What services did and which way it worked, and which circumstances are used or shut someone out: never as a cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from exports.blocks import Block, Item, Paragraph, Phrase, Section
from exports.sections.pattern import in_time, titles
from exports.sections.telling import (
    Telling,
    item,
    named,
    say,
    small,
    status,
    told_by,
    unnamed,
    unsourced,
    when,
)
from mapping.entries import Entry, Intersection, Link, Response
from mapping.voice import capital


def intersections(told: Telling) -> Iterator[Section]:
    """What else bears on the case."""
    found = told.case.of(Intersection)
    lead = say("None of this causes what anyone does. It is used, or it shuts someone out of help.", tone="small")
    if found:
        blocks: tuple[Block, ...] = (
            lead,
            *unsourced(found, told),
            *(_intersection(each, found, told) for each in found),
        )
        yield Section("What else bears on this", blocks, 1, "intersection")


def _intersection(each: Intersection, beside: Sequence[Intersection], told: Telling) -> Item:
    line = (
        f"a circumstance of {told.naming.inside(each.person)}",
        small(told.label("intersection", each.category)) if each.category and each.title else "",
        when(each),
        status(each, told),
        unnamed(each, beside, told),
    )
    account = ("What is known:", each.account) if not each.title else ("", "")
    return item(
        each,
        told,
        line,
        *named(*account, each),
        *named("How it is used:", each.how_used, each),
        *named("How it limits help:", each.how_limits, each),
        *named("What is being done:", each.being_done, each),
        *linked(each, told),
    )


def responses(told: Telling) -> Iterator[Section]:
    """What services did: what helped, what made it worse, what did both, what is not clear."""
    found = told.case.of(Response)
    if not found:
        nothing = say("Nobody has recorded yet what services did, or left undone, and which way it worked.")
        yield from (Section("What services did", (nothing,), 1, "response"),) if told.complete else ()
        return
    yield Section("What services did", unsourced(found, told), 1, "response")
    by_effect: dict[str, list[Response]] = {}
    for response in sorted(found, key=in_time):
        by_effect.setdefault(response.effect, []).append(response)
    for term in told.words.family("response_effect"):
        if term.key in by_effect:
            yield Section(
                _heading(term.key), tuple(_response(each, found, told) for each in by_effect[term.key]), 2, "response"
            )


_HEADINGS = {
    "helpful": "What helped",
    "harmful": "What made it worse",
    "mixed": "What helped and also made it worse",
    "unclear": "What is not clear",
}


def _heading(effect: str) -> str:
    return _HEADINGS.get(effect, effect)


def _response(response: Response, beside: Sequence[Response], told: Telling) -> Item:
    moved = response.load_moved_to
    line = (
        response.agency,
        when(response),
        status(response, told),
        f"it moved the load {small(told.label('load', moved))}" if moved and moved not in ("none", "unknown") else "",
        unnamed(response, beside, told),
    )
    by = (say("Told by ", *told_by(response, told).phrases, "."),) if response.cites and told.has("sources") else ()
    return item(response, told, line, *linked(response, told), *by)


def linked(entry: Entry, told: Telling) -> Iterator[Paragraph]:
    """What an entry is linked with, in the words of the links, both ways."""
    out = told.case.links_from(entry.id)
    back = told.case.links_to(entry.id)
    yield from _lines(((told.words.link(link.kind).forward, link.to_id) for link in out), told)
    yield from _lines(((told.words.link(link.kind).reverse, link.from_id) for link in back), told)
    for link in (*out, *back):
        yield from _note(link, told)


def _lines(pairs: Iterable[tuple[str, str]], told: Telling) -> Iterator[Paragraph]:
    found: dict[str, list[Entry]] = {}
    for words, identity in pairs:
        found.setdefault(words, []).append(told.case.entries[identity])
    for words, entries in found.items():
        yield say(f"{capital(told.naming.fill(words))}: ", *titles(entries, told), ".")


def _note(link: Link, told: Telling) -> Iterator[Paragraph]:
    if link.note:
        yield say(Phrase(link.note, where=link.id))
