"""What stands between a copy and its leaving: everything that is still to be said, seen or put right, as sentences.

It compares values and shows nothing. A near miss is refused here with what to do about it: a copy without somebody who
gets it, pages that nobody looked at, a second pair of eyes that are the first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from app.report.papers import PAPERS, Choice
from mapping.casemap import CaseMap
from mapping.entries import Person
from mapping.readers import PERPETRATOR, Reader, audiences

READER, RECIPIENT, PURPOSE, BASIS, FIRST, SECOND = "reader", "recipient", "purpose", "basis", "first", "second"
WORSE, WARNED, HOURS, PAGES, FOUND, NEAR, GIVES = "worse", "warned", "hours", "pages", "found", "near", "gives"
PASSPHRASE, FORM, WHY = "passphrase", "form", "why"
_HARMING = frozenset(("perpetrator", "co_perpetrator"))


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """What the worker has filled in on the desk."""

    recipient: str = ""
    purpose: str = ""
    basis: str = ""
    necessity: str = ""
    first: str = ""
    second: str = ""
    worse: str = ""
    warned: str = ""
    warned_on: str = ""
    hours: str = ""
    why: str = ""
    near_seen: bool = False
    passphrase: str = ""
    again: str = ""
    weak: str = ""
    """Why the passphrase is not taken, or ""."""

    def __repr__(self) -> str:
        return "Said()"


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to look at, and what was looked at.

    `current` is whether the pages are those of the case as it is; `by_second` how many pages the second releaser saw.
    """

    current: bool = False
    making: bool = False
    trouble: str = ""
    pages: int = 0
    seen: int = 0
    by_second: int = 0
    hits: int = 0
    faults: int = 0
    near: int = 0
    gives: int = 0
    veiled: bool = False


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that is still to be done: where on the desk, and what, as a sentence."""

    place: str
    sentence: str


def objections(case: CaseMap, choice: Choice | None, form: str, said: Said, seen: Seen) -> tuple[Objection, ...]:
    """Everything that still stands in the way of this copy, in the order of the desk."""
    if choice is None:
        return (Objection(READER, "Choose who will read it first."),)
    reader = choice.reader
    found = [*_of_paper(case, choice)] if choice.paper else [*_of_reader(case, reader)]
    if not found:
        found = [*_of_pages(choice, seen), *_of_check(reader, said, seen), *_of_words(case, choice, said)]
        found += [*_of_releasers(choice, said, seen), *_of_passphrase(form, said)]
        if form == "xlsx" and reader.audience == PERPETRATOR:
            found.append(Objection(FORM, "What he may see is a page and no table. Choose PDF or Word."))
    return tuple(found)


def _of_reader(case: CaseMap, reader: Reader) -> Iterator[Objection]:
    bound = audiences()[reader.audience].bound
    if bound and not reader.whom:
        yield Objection(READER, "Say which person this copy is about; what it holds depends on it.")
    elif bound and not isinstance(case.entry(reader.whom), Person):
        yield Objection(READER, "The person whom this copy was for is not on the map any more. Choose again.")
    if reader.audience == "partner_agency" and not reader.agency:
        yield Objection(READER, "Say which agency will read it.")


def _of_paper(case: CaseMap, choice: Choice) -> Iterator[Objection]:
    if not PAPERS[choice.paper].which:
        return
    if not choice.whom:
        yield Objection(READER, "Say which person this paper is about; what it holds depends on it.")
    elif choice.whom not in {each.id for each in PAPERS[choice.paper].people(case)}:
        yield Objection(READER, "The person whom this paper was about is not on the map any more. Choose again.")


def _of_pages(choice: Choice, seen: Seen) -> Iterator[Objection]:
    if seen.trouble:
        yield Objection(PAGES, seen.trouble)
    elif choice.stays:
        return
    elif seen.veiled:
        yield Objection(PAGES, "Names are hidden, so the pages are not shown. Show names, and look at what leaves.")
    elif seen.making or not seen.current:
        yield Objection(PAGES, "The pages are being made from the case as it is now. Look at them when they are there.")
    elif seen.seen < seen.pages:
        rest = _left(seen.seen, seen.pages)
        yield Objection(PAGES, f"Go through the pages to the foot of the last: {rest}.")


def _left(seen: int, pages: int) -> str:
    return f"{seen} of {pages} {'page has' if pages == 1 else 'pages have'} been seen"


def _of_check(reader: Reader, said: Said, seen: Seen) -> Iterator[Objection]:
    if seen.faults:
        yield Objection(FOUND, "The finished file holds what no copy may hold. Nothing can be written from it.")
    if seen.hits and reader.audience == PERPETRATOR:
        yield Objection(FOUND, "The finished file holds text that he may not have. Put it right on the map first.")
    elif seen.hits and not said.why:
        yield Objection(WHY, "The finished file holds text this reader may not have. Put it right, or say why not.")
    if seen.near and not said.near_seen:
        yield Objection(NEAR, "Look at the words that are nearly the same as protected ones, and say that you did.")
    if seen.gives and reader.audience == PERPETRATOR:
        yield Objection(GIVES, "Answer what could still give something away: take it out, or say that he knows it.")


def _of_words(case: CaseMap, choice: Choice, said: Said) -> Iterator[Objection]:
    if choice.stays:
        return
    if not said.recipient:
        yield Objection(RECIPIENT, "Say who gets it, by name or by post.")
    elif (wrong := wrong_person(case, choice.reader, said.recipient)) is not None:
        yield Objection(RECIPIENT, _WRONG[wrong])
    if not said.purpose:
        yield Objection(PURPOSE, "Say what it is for.")
    if not said.basis:
        yield Objection(BASIS, "Say on what lawful basis it is shared.")
    for place, text, question in (
        (WORSE, said.worse, "Answer what she has said would make it worse."),
        (WARNED, said.warned, "Answer whether she has been warned."),
        (HOURS, said.hours, "Answer what happens in the hours after."),
    ):
        if not text:
            yield Objection(place, f"{question} “Not known” is an answer.")


_WRONG = {
    "harming": "The name under “Who gets it” is that of the person who harms, and this copy is not for that person.",
    "other": "The name under “Who gets it” is that of another person than the one whom this copy is for.",
}


def wrong_person(case: CaseMap, reader: Reader, recipient: str) -> str | None:
    """Whether who gets it is somebody on the map whom this copy is not for: "harming", "other", or None.

    A name counts where it stands alone: somebody's solicitor is not that person.
    """
    name = same_name(recipient)
    named = [person for person in case.of(Person) if name in _names(person)]
    if not named or any(person.id == reader.whom and _is_own(reader) for person in named):
        return None
    if any(set(person.roles) & _HARMING for person in named):
        return "harming"
    return "other" if any({"survivor", "child"} & set(person.roles) for person in named) else None


def _is_own(reader: Reader) -> bool:
    """Whether the copy goes into the hands of the person whom it is bound to."""
    return reader.audience in ("survivor", PERPETRATOR)


def _names(person: Person) -> frozenset[str]:
    whole = [same_name(name) for name in (person.name, *person.aliases) if name]
    return frozenset((*whole, *(part for name in whole for part in name.split() if len(part) > 2)))


def same_name(name: str) -> str:
    """A name as people would tell it from another: capitals, spaces, points and forms of letters make no second one."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())


def _of_releasers(choice: Choice, said: Said, seen: Seen) -> Iterator[Objection]:
    if choice.stays:
        return
    if not same_name(said.first):
        yield Objection(FIRST, "Say who decided to release it.")
    if choice.reader.audience != PERPETRATOR:
        return
    if not same_name(said.second):
        yield Objection(SECOND, "What he may see is released by two people. The second gives a name, then reads it.")
    elif same_name(said.second) == same_name(said.first):
        yield Objection(SECOND, "The second releaser is the first one. Ask somebody else to read it and give a name.")
    elif seen.current and seen.by_second < seen.pages:
        rest = _left(seen.by_second, seen.pages)
        yield Objection(SECOND, f"The second releaser goes through every page to the foot of the last: {rest}.")


def _of_passphrase(form: str, said: Said) -> Iterator[Objection]:
    if not said.passphrase and not said.again:
        return
    if form != "pdf":
        yield Objection(PASSPHRASE, "Only a PDF can be sealed with a passphrase. Choose PDF, or leave it out.")
    elif said.passphrase != said.again:
        yield Objection(PASSPHRASE, "The two passphrases are not the same. Type it once more.")
    elif said.weak:
        yield Objection(PASSPHRASE, said.weak)
