"""Titles joined into sentences: several things that one person does, said one after another under one subject.

A title is kept word for word; only its first letter may become small. It knows no report and no screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from mapping.dates import spoken
from mapping.entries import Behaviour, Entry
from mapping.phrasing import among, begins_with_verb, is_present, lowered
from mapping.vocabulary import load_vocabulary
from mapping.voice import Voice, Voices

_MONTHS = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "Jun": "June", "Jul": "July", "Aug": "August",
    "Sep": "September", "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})(?= \d{{4}})")
_UNSAID_FREQUENCY = ("", "unknown", "once_known")
_UNSAID_STATUS = ("", "observed", "disclosed", "recorded")
"""What is known in the ordinary way needs no word; what a court found, he admits or someone concluded does."""
_MOST_ACTS, _MOST_WORDS = 4, 46
_MOST_UNTAKEN = 8
_SHORT = 5
"""How much one sentence holds (more where no pronoun could begin the next one), and how long a plain title is."""


@dataclass(frozen=True, slots=True, repr=False)
class Piece:
    """A stretch of a sentence; `entry` is the id of the entry whose text it is, "" for connecting words.

    `ends` is true of the last piece of what is said of one entry: its sources stand behind it.
    """

    text: str
    entry: str = ""
    ends: bool = False

    def __repr__(self) -> str:
        return f"Piece({self.entry or 'own words'})"


Sentence = tuple[Piece, ...]
Also = Callable[[Entry], str]
"""What else is to be said of an entry in its brackets, "" for nothing."""


def text_of(sentences: Sequence[Sentence]) -> str:
    """Sentences as text."""
    return " ".join("".join(piece.text for piece in sentence).strip() for sentence in sentences)


# ------------------------------------------------------------------------------------------------- one thing


def beside(entry: Entry, voices: Voices, also: Also) -> str:
    """What stands in brackets behind a title: how often, when, how it is known; "" where there is nothing to say."""
    often, on = _often(entry), when_said(entry)
    space = " " if on.startswith(("since ", "until ", "from ")) else ", "
    time = space.join(part for part in (often, on) if part)
    return ", ".join(part for part in (time, _through(entry, voices), known(entry, voices), also(entry)) if part)


def when_said(entry: Entry) -> str:
    """When it was, as it is said inside a sentence: "since early 2019", "on 10 July 2010", "in 2012"."""
    if entry.when_said:
        return entry.when_said
    words = _MONTH.sub(lambda found: _MONTHS[found[1]], spoken(entry.when)).replace(" (uncertain)", ", uncertain")
    if not words or words.startswith(("since ", "until ", "about ")):
        return words
    if " to " in words:
        return f"from {words}"
    return f"on {words}" if re.match(r"\d{1,2} ", words) else f"in {words}"


def _often(entry: Entry) -> str:
    key = getattr(entry, "frequency", "")
    if key in _UNSAID_FREQUENCY or among("how_often", f"{entry.title} {entry.when_said}"):
        return ""
    label = load_vocabulary().label("frequency", key)
    return label[:1].lower() + label[1:]


def _through(entry: Entry, voices: Voices) -> str:
    others = entry.through if isinstance(entry, Behaviour) else ()
    return f"through {voices.people(others)}" if others else ""


def known(entry: Entry, voices: Voices) -> str:
    """How it is known, in a word, where that matters to whoever reads: convicted, disputed, inferred."""
    if entry.status in _UNSAID_STATUS:
        return ""
    return voices.naming.fill(load_vocabulary().term("status", entry.status).short)


def pieces(entry: Entry, voices: Voices, also: Also) -> Sentence:
    """A title inside a sentence, with what stands in brackets behind it, and no full stop."""
    return _bracketed(entry, lowered(entry.title), beside(entry, voices, also))


def undated(entry: Entry, voices: Voices, also: Also, *, title: str) -> Sentence:
    """What is said of an entry, and behind it how it is known, if that matters, but not when it was."""
    return _bracketed(entry, title, ", ".join(part for part in (known(entry, voices), also(entry)) if part))


def _bracketed(entry: Entry, title: str, brackets: str) -> Sentence:
    said = title.strip().removesuffix(".").rstrip(";, ")
    if not brackets:
        return (Piece(said, entry.id, ends=True),)
    return (Piece(said, entry.id), Piece(f" ({brackets})", entry.id, ends=True))


# ------------------------------------------------------------------------------------------------- several things


def joined(said: Sequence[Sentence], titles: Sequence[str]) -> Sentence:
    """What was said of several entries, one after another, with the commas that leave each title its own."""
    comma, last = _between(titles)
    found: list[Piece] = []
    for number, each in enumerate(said):
        if number:
            found.append(Piece(last if number == len(said) - 1 else comma))
        found.extend(each)
    return tuple(found)


def _between(titles: Sequence[str]) -> tuple[str, str]:
    """What stands between two of these titles, and before the last."""
    if any(_is_heavy(title, len(titles)) for title in titles[:-1]):
        return "; ", "; and "
    if _is_series(titles[-1]):
        return ", ", ", "
    short = all(len(title.split()) <= _SHORT and not re.search(r" and |[,;:]", title) for title in titles)
    return ", ", " and " if short else ", and "


def _is_heavy(title: str, among_so_many: int) -> bool:
    """Whether a title has stops of its own that would be taken for those of the sentence."""
    return bool(re.search(r"[;:]", title)) or (", " in title and among_so_many > 2 and not _is_series(title))


def _is_series(title: str) -> bool:
    """Whether a title is itself a row of acts: "pulled her hair, sat on her, squeezed her very hard"."""
    parts = title.split(", ")
    return len(parts) > 1 and ";" not in title and not among("joining", parts[-1]) and all(map(begins_with_verb, parts))


def said_together(entries: Sequence[Entry], voice: Voice, also: Also, opening: str = "") -> Iterator[Sentence]:
    """What a person does or did, in as few sentences as can be read in one breath; all of one time.

    With an `opening` ("To keep the children safe and well, ") the first sentence begins with that.
    """
    present = is_present(entries[0].title)
    most = _MOST_ACTS if voice.again(present=present) else _MOST_UNTAKEN
    for number, group in enumerate(_breaths(entries, most)):
        who = opening + voice.voices.naming.inside(voice.person) if opening and not number else ""
        if who:
            voice.subject()
        yield closed((Piece(f"{who or voice.subject(present=present)} "), *_row(group, voice.voices, also)))


def done_to(entries: Sequence[Entry], voice: Voice, people: Sequence[str], also: Also) -> Iterator[Sentence]:
    """The same, where the titles speak of people whom they do not name: the first sentence says who they are."""
    present = is_present(entries[0].title)
    again = voice.again(present=present)
    first, *rest = _breaths(entries, _MOST_ACTS if again else _MOST_UNTAKEN)
    verb = "does" if present else "did"
    opening = f"{voice.subject(present=present)} {verb} this to {voice.voices.people(people)}: {again}".rstrip()
    yield closed((Piece(f"{opening} "), *_row(first, voice.voices, also)))
    for group in rest:
        yield from said_together(group, voice, also)


def conduct(entries: Sequence[Entry], voice: Voice, people: Sequence[str], also: Also, *, further: bool) -> Sentence:
    """What cannot follow a subject, in the frame that fits anything: "His conduct is also recorded as: rape"."""
    toward = f" towards {voice.voices.people(people)}" if people else ""
    opening = f"{voice.possessive()} conduct{toward} is {'also ' if further else ''}recorded as: "
    said = [pieces(each, voice.voices, also) for each in _lightest_first(list(entries))]
    row = [piece for number, each in enumerate(said) for piece in ((Piece("; "),) if number else ()) + each]
    return closed((Piece(opening), *row))


def acts_together(behaviours: Sequence[Behaviour], voice: Voice, also: Also) -> Iterator[Sentence]:
    """Behaviours of one person without their dates: those of one time in one sentence, what is no act in a frame."""
    plain = [replace(each, when="", when_said="", frequency="", through=(), status="") for each in behaviours]
    acts = [each for each in plain if begins_with_verb(each.title)]
    for now in (True, False):
        unit = [each for each in acts if is_present(each.title) == now]
        if unit:
            yield from said_together(unit, voice, also)
    others = [each for each in plain if each not in acts]
    if others and acts:
        yield conduct(others, voice, (), also, further=True)
    for each in others if not acts else ():
        yield closed((Piece(f"{voice.possessive()} conduct: "), *pieces(each, voice.voices, also)))


def _row(entries: Sequence[Entry], voices: Voices, also: Also) -> Sentence:
    return joined([pieces(each, voices, also) for each in entries], [each.title for each in entries])


def closed(sentence: Sentence) -> Sentence:
    """The sentence with one full stop at its end."""
    last = sentence[-1]
    stop = "" if last.text.endswith((".", "!", "?", "…", ".”", "!”", "?”")) else "."
    return (*sentence[:-1], replace(last, text=f"{last.text}{stop}"))


def _breaths(entries: Sequence[Entry], most: int) -> list[list[Entry]]:
    """Entries parted into sentences; those with commas of their own come last in theirs, where no date forbids it."""
    found: list[list[Entry]] = [[]]
    words = 0
    for entry in entries:
        length = len(entry.title.split()) + 4
        if found[-1] and (len(found[-1]) >= most or words + length > _MOST_WORDS * most // _MOST_ACTS):
            found.append([])
            words = 0
        found[-1].append(entry)
        words += length
    return [_lightest_first(group) for group in found]


def _lightest_first(group: list[Entry]) -> list[Entry]:
    if any(entry.when for entry in group):
        return group
    return sorted(group, key=lambda entry: (";" in entry.title, ", " in entry.title))
