"""One effect as a sentence that follows from what stands before it: "So Noor does not sleep"; it knows no pathway."""

from __future__ import annotations

from mapping.entries import ChildImpact, Entry, FamilyImpact, SurvivorImpact
from mapping.phrasing import Form, ended, form_of, is_present, lowered, time_of_clause, words_of
from mapping.vocabulary import load_vocabulary
from mapping.voice import Voices
from mapping.wording import is_inferred

SAID_OF_SOMEBODY = (Form.ACT, Form.DONE, Form.STATE)
"""The forms of a title that can follow the person whom it is about."""


class Following:
    """What a row of sentences has said so far: whom the last was about, and whether all is in the present."""

    def __init__(self, voices: Voices, *, now: bool) -> None:
        self.voices, self.now = voices, now
        self._person = ""

    def nobody(self) -> None:
        """The last sentence was about nobody of the family."""
        self._person = ""

    def subject(self, person: str, *, present: bool) -> str:
        """The person as the subject of the next clause; a pronoun where the last one was about the same."""
        same, self._person = person == self._person, person
        pronoun = self.voices.pronoun(person, "subject") if same else ""
        return pronoun if pronoun and not (present and pronoun == "they") else self.voices.naming.inside(person)


def effect_sentence(entry: Entry, following: Following, *, last: bool = False) -> str:
    """An effect on the home, the survivor or a child, as what comes of the sentence before; `last` ends a pathway."""
    person = whose(entry)
    if person and form_of(entry.title) in SAID_OF_SOMEBODY:
        voices = following.voices
        who = following.subject(person, present=is_now(entry))
        said = predicate(entry, voices, person, now=following.now) if who != "they" else f"were {small(entry.title)}"
        return mark_inferred(ended(f"{'So' if last else 'Because of that'} {who} {said}"), entry)
    return mark_inferred(ended(_meant(entry, person, following)), entry)


def _meant(entry: Entry, person: str, following: Following) -> str:
    """An effect that is no act of anybody: "At home that meant: …", "For Noor that means her sleep is broken"."""
    following.nobody()
    where = "At home" if isinstance(entry, FamilyImpact) else f"For {following.voices.naming.inside(person)}"
    if not isinstance(entry, FamilyImpact | SurvivorImpact | ChildImpact):
        return f"It worked through this: {entry.title}"
    time = time_of_clause(entry.title)
    verb = "means" if time == "present" or (not time and following.now) else "meant"
    return f"{where} that {verb} {_small_clause(entry.title)}" if time else f"{where} that {verb}: {entry.title}"


def whose(effect: Entry) -> str:
    """The id of the person whom an effect is about, "" for one on the home."""
    return str(getattr(effect, "child", "") or getattr(effect, "person", ""))


def is_now(effect: Entry) -> bool:
    """Whether the title of an effect is what its person does now, as stored: "does not sleep"."""
    return form_of(effect.title) is Form.ACT and is_present(effect.title)


def predicate(effect: Entry, voices: Voices, *people: str, now: bool = False) -> str:
    """What is said of these people: "was slapped or beaten", "does not sleep", "is afraid of him"."""
    match form_of(effect.title):
        case Form.DONE:
            return f"{voices.was(*people)} {small(effect.title)}"
        case Form.STATE:
            return f"{voices.are(*people) if now else voices.was(*people)} {small(effect.title)}"
    return lowered(effect.title)


def _small_clause(title: str) -> str:
    """A sentence within a sentence: "The rent is not paid" begins small there, a name does not."""
    first = title.split(maxsplit=1)[0].casefold()
    return small(title) if first in words_of("before_things") | words_of("own_subjects") else title


def mark_inferred(sentence: str, entry: Entry) -> str:
    """The sentence with a word behind it that says so, where what it says was concluded."""
    if is_inferred(entry.status):
        return f"{sentence.removesuffix('.')} ({load_vocabulary().term('status', entry.status).short})."
    return sentence


def small(title: str) -> str:
    """The title with a small letter at its beginning, unless its first word is written in capitals."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
