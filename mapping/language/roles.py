"""Who each word of a sentence means: names and role words first, then pronouns by what was named before them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mapping.language.cast import EITHER, HE, SHE, THEY, Cast, Who
from mapping.language.smallwords import small_words
from mapping.language.tokens import Token

_SUBJECT = {"he": HE, "she": SHE, "they": THEY}
_OBJECT = {"him": HE, "her": SHE, "them": THEY, "himself": HE, "herself": SHE, "themselves": THEY, "themself": THEY}
_OWN = {"his": HE, "her": SHE, "their": THEY, "hers": SHE, "theirs": THEY}
_PRONOUNS = _SUBJECT | _OBJECT | _OWN
_TAKES_UP = frozenset({*_PRONOUNS, "who"})

PART = "-"
"""Marks the words of a name before its last, which carries the role: Ms in Ms Ali."""


@dataclass(slots=True)
class Memory:
    """Who was named so far in a line: in this sentence, and in those before it, by the pronoun that fits."""

    here: dict[str, list[str]] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    subject: Who | None = None

    def next_sentence(self) -> None:
        """What was named in the sentence that ends is remembered behind what the next one names."""
        for spoken, roles in self.here.items():
            # "They", and any pronoun for somebody beside the family, takes up whoever the sentence was about.
            about = self.subject is not None and self.subject.spoken == spoken and self.subject.role == roles[0]
            if about or (spoken != THEY and roles[0] != "O"):
                self.before[spoken] = roles[0]
        self.here.clear()
        self.subject = None

    def named(self, who: Who, first: bool) -> None:
        """Somebody was named; the first one of a sentence is its subject."""
        if who.spoken != EITHER:
            self.here.setdefault(who.spoken, []).append(who.role)
        if first and self.subject is None:
            self.subject = who

    def meant(self, spoken: str, default: str, gendered: Mapping[str, str]) -> str:
        """The role that a pronoun takes up."""
        if self.here.get(spoken):
            return self.here[spoken][0]
        subject = self.subject
        if subject is not None and subject.spoken == EITHER and spoken != THEY:
            fits = subject.role == "C" or (subject.role in gendered.values() and gendered.get(spoken) == subject.role)
            if fits:
                return subject.role
        return self.before.get(spoken) or default


def roles_of(sentence: list[Token], cast: Cast, memory: Memory) -> list[str]:
    """For each token whom it names ("S"), whose it is ("S's"), or both, as "her" may, parted by a space; else ""."""
    found = [""] * len(sentence)
    firsts, longest = cast.words.firsts, cast.words.longest
    meant = [
        place
        for place, token in enumerate(sentence)
        if (token.word in firsts or token.word in _TAKES_UP) and token.is_word
    ]
    after = 0
    for place in meant:
        if place < after:
            continue
        token = sentence[place]
        who, length = _named(sentence, place, cast, longest, found) if token.word in firsts else (None, 1)
        if who is not None:
            after = place + length
            last = after - 1
            who = _called(who, sentence, last, cast)
            owned = _is_owner(sentence, last)
            if who.person or token.word in cast.words.titles:
                found[place:last] = [PART] * (last - place)
            found[last] = who.role + ("'s" if owned else "")
            memory.named(who, not owned)
        elif token.word in _PRONOUNS:
            found[place] = _pronoun(sentence, place, cast, memory)
        elif token.word == "who" and place:
            found[place] = _before(found, place)
    return found


def _named(sentence: list[Token], place: int, cast: Cast, longest: int, found: list[str]) -> tuple[Who | None, int]:
    """Whom the words at this place name, and how many words that takes."""
    words = [token.word for token in sentence[place : place + longest]]
    for length in range(len(words), 0, -1):
        key = tuple(words[:length])
        if key in cast.words.partners:
            return _partner(sentence, place, found), length
        who = cast.words.names.get(key)
        if who is not None:
            return _kin(who, key, sentence, place, cast, found), length
    title = cast.words.titles.get(words[0])
    if title and len(words) > 1:
        return _titled(title, sentence, place)
    return None, 1


def _titled(role: str, sentence: list[Token], place: int) -> tuple[Who | None, int]:
    """Mr Brown, Ms K: the title says who is meant, where nobody else is known."""
    after = place + 1
    if sentence[after].word == "." and after + 1 < len(sentence):
        after += 1
    if sentence[after].word == "and":
        return _both(sentence, place, after)
    if not sentence[after].is_word:
        return None, 1
    spoken = {"P": HE, "S": SHE}.get(role, EITHER)
    return Who(role, spoken), after - place + 1


def _both(sentence: list[Token], place: int, after: int) -> tuple[Who | None, int]:
    """Mr and Mrs Brown are the two parents as one."""
    if after + 2 < len(sentence) and sentence[after + 1].word in ("mr", "mrs", "ms") and sentence[after + 2].is_word:
        return Who("K", THEY), after + 3 - place
    return None, 1


def _called(who: Who, sentence: list[Token], last: int, cast: Cast) -> Who:
    """Whoever is named, as the words behind a comma call them: Mr Lee, the survivor, said."""
    behind = [token.word for token in sentence[last + 1 : last + 5]]
    if who.person or len(behind) < 4 or (behind[0], behind[3]) != (",", ",") or behind[1] not in ("the", "a", "an"):
        return who
    called = cast.words.names.get((behind[2],))
    return Who(called.role, who.spoken) if called is not None and who.spoken in (HE, SHE) else who


def _partner(sentence: list[Token], place: int, found: list[str]) -> Who:
    """A partner is whoever the other one is: hers is the perpetrator, his is the survivor."""
    owner, old = _owner(sentence, place, found)
    if owner == "P":
        return Who("O" if old else "S", SHE)
    if owner in ("C", "O", "A"):
        return Who("O", EITHER)
    return Who("P", HE)


def _kin(who: Who, key: tuple[str, ...], sentence: list[Token], place: int, cast: Cast, found: list[str]) -> Who:
    """An adult's own mother is a grandmother."""
    if key[-1] in cast.words.parents and not who.person:
        owner, _ = _owner(sentence, place, found)
        if owner in ("P", "S", "O"):
            return Who("O", who.spoken)
    return who


def _owner(sentence: list[Token], place: int, found: list[str]) -> tuple[str, bool]:
    """Whose the thing at this place is, by the word before it, and whether it is called new or former."""
    old, back = False, place - 1
    while back >= 0 and (
        sentence[back].word in small_words("adjectives") or sentence[back].word in small_words("earlier")
    ):
        old = old or sentence[back].word in small_words("earlier")
        back -= 1
    if back >= 0 and sentence[back].tail:
        back -= 1
    while back >= 0 and found[back] == PART:
        back -= 1
    marks = found[back].split() if back >= 0 else []
    return next((mark[0] for mark in marks if mark.endswith("'s")), ""), old


def _is_owner(sentence: list[Token], last: int) -> bool:
    """Whether 's follows and something is owned: not "mother's been drinking"."""
    after = last + 1
    if after >= len(sentence) or not sentence[after].tail or sentence[after].word not in ("'s", "'"):
        return False
    following = sentence[after + 1].word if after + 1 < len(sentence) else ""
    return following not in ("been", "not", "a", "the", "got", "no", "being")


def _pronoun(sentence: list[Token], place: int, cast: Cast, memory: Memory) -> str:
    word = sentence[place].word
    spoken = _PRONOUNS[word]
    role = memory.meant(spoken, cast.pronouns[spoken], cast.pronouns)
    if word in _SUBJECT or (word in _OBJECT and word != "her"):
        return role
    if word == "her":
        return f"{role}'s {role}" if _may_own(sentence, place) else role
    return f"{role}'s"


def _may_own(sentence: list[Token], place: int) -> bool:
    """Whether a noun may follow: not at the end, and not before what follows an object."""
    if place + 1 >= len(sentence):
        return False
    after = sentence[place + 1]
    return after.is_word and after.word not in small_words("after_an_object")


def _before(found: list[str], place: int) -> str:
    """Whom "who" takes up: the last one named right before it."""
    for back in range(place - 1, max(-1, place - 4), -1):
        if found[back]:
            return found[back].split()[-1].removesuffix("'s")
    return ""
