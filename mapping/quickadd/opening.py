"""The words that a title begins with: a person, a pronoun, several at once, or what was done to somebody.

It knows words and names, and nothing of who may have done what.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from mapping.casemap import CaseMap
from mapping.entries import Person
from mapping.folding import folded
from mapping.phrasing import begins_with_verb
from mapping.quickadd.people import names_of
from mapping.vocabulary import Vocabulary

PRONOUNS = ("he", "she", "they", "xe", "ze")
_ALSO_CALLED = {"father": ("dad", "daddy"), "mother": ("mum", "mummy", "mom", "mam")}
_ARTICLE = re.compile(r"^(?:the|her|his|their|my)\s+(?=\S)", re.IGNORECASE)
_SHORT = re.compile(r"^(he|she|they|xe|ze)['’](s|d|ll|ve|re)\b\s*", re.IGNORECASE)
_PAIR = re.compile(r"(?:and|&|\+)\s+(?:the\s+|his\s+|her\s+|their\s+)?\S", re.IGNORECASE)
_SEVERAL = re.compile(
    r"(?:the|both|these|two|all)?\s*(?:couple|parents|pair|partners|adults|family|household|spouses|both|"
    r"(?:both|two|neither|either) of them)(?=\s)",
    re.IGNORECASE,
)
_EVENT = r"(?:violence|abuse|arguments?|altercations?|conflicts?|disputes?|fights?|fighting|incidents?|rows?|shouting)"
_PEOPLE = (
    r"(?:(?:the|both|two|these|his|her)\s+)*"
    r"(?:them|both|parents|couple|partners|adults|spouses|father|mother|dad|mum)\b"
)
_HAPPENED = re.compile(
    rf"there\s+(?:(?:was|were|(?:has|have|had)\s+been)\s+\S|(?:is|are)\s+(?:\S+\s+){{0,3}}?{_EVENT}\b)"
    rf"|(?:\S+\s+){{0,3}}?{_EVENT}\s+(?:broke out|breaks? out|happen(?:s|ed)|occur(?:s|red)|took place|takes? place|"
    r"erupt(?:s|ed)|ensue[sd]|flare[sd]? up|escalate[sd])\b"
    r"|domestic\s+(?:abuse|violence)\W*$",
    re.IGNORECASE,
)
_AMONG = re.compile(
    rf"(?:\S+\s+){{0,3}}?{_EVENT}\s+(?:.*\s)?(?:between\s+{_PEOPLE}|(?:in|at|within)\s+(?:(?:the|their|this)\s+)?"
    r"(?:family\s+)?(?:home|house|household|family|relationship|marriage)\b)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"(?:(?:was|were|is|are|gets?|got)|(?:has|have|had)(?: also)? been|(?:was|were|is|are) being)\s+"
    r"(?:(?P<how>\w+ly|again|often|twice|once|never|always|not)\s+)?(?P<done>[^\W\d_]+)\b\s*(?P<more>.*)",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:^|\s)by\s+(?P<whom>.+)$", re.IGNORECASE)
_PAST = {
    "beaten": "beat", "bitten": "bit", "broken": "broke", "driven": "drove", "forbidden": "forbade", "given": "gave",
    "hidden": "hid", "shaken": "shook", "shown": "showed", "spoken": "spoke", "stolen": "stole", "taken": "took",
    "thrown": "threw", "torn": "tore", "woken": "woke", "written": "wrote", "withdrawn": "withdrew",
}  # fmt: skip
"""What was done, as the one who did it would be said to have done it, where the two forms differ."""
_NOT_DONE = frozenset({"left", "lost", "got", "had", "upset", "stuck", "tired", "scared", "worried", "pleased", "born"})
"""Words in the same form that say how somebody was, or what they did themselves."""


@dataclass(frozen=True, slots=True, repr=False)
class Begun:
    """The word that a title begins with and the words behind it; `person` where it names one, "" for a pronoun."""

    word: str
    rest: str
    person: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Done:
    """What was done to the one whom a title begins with: the verb as its doer would have it, and the words behind."""

    verb: str
    more: str


def beginning_of(title: str, case: CaseMap, vocabulary: Vocabulary) -> Begun | None:
    """Whom a title begins with, if it begins with anyone and says something behind that."""
    title = title.strip()
    words = title.split()
    if len(words) > 1 and words[0].casefold() in PRONOUNS:
        return Begun(words[0].casefold(), " ".join(words[1:]))
    short = _SHORT.match(title)
    if short and title[short.end() :]:
        return Begun(short[1].casefold(), _long(short[2].casefold(), title[short.end() :]))
    bare = _ARTICLE.sub("", title)
    named = ((name, person) for person, names in _everybody(case, vocabulary) for name in names)
    rests = ((rest, person.id) for name, person in named if (rest := _after(bare, name)))
    found = [Begun(title[: len(title) - len(rest)].strip(), rest, identity) for rest, identity in rests]
    return min(found, key=lambda each: len(each.rest), default=None)


def _everybody(case: CaseMap, vocabulary: Vocabulary) -> list[tuple[Person, tuple[str, ...]]]:
    """Everybody with every word for them; also "dad" or a first name, where nobody else is called so."""
    people = case.of(Person)
    known = [names_of(person, case, vocabulary) for person in people]
    also = [_also(person, names, vocabulary) for person, names in zip(people, known, strict=True)]
    shared = Counter(word for names, more in zip(known, also, strict=True) for word in {*names, *more})
    return [
        (person, (*names, *(word for word in more if shared[word] == 1)))
        for person, names, more in zip(people, known, also, strict=True)
    ]


def _also(person: Person, names: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """First names, words for a part in the case, words for kin."""
    firsts = [folded(name.split()[0]) for name in (person.name, *person.aliases) if len(name.split()) > 1]
    parts = [term.label for role in person.roles for term in vocabulary.family(f"role_word.{role}") if not term.meaning]
    kin = [word for name in names for word in _ALSO_CALLED.get(name, ())]
    own = [folded(part) for part in parts if folded(part) not in _kin_words()]
    return (*firsts, *own, *kin)


def _kin_words() -> frozenset[str]:
    """Words that say what somebody is to a family, and not which part they have in it."""
    return frozenset({"partner", *_ALSO_CALLED})


def _after(title: str, name: str) -> str:
    """What follows a name at the beginning of a title; "" if the name is not there or nothing follows."""
    count = len(name.split())
    parts = title.split(None, count)
    return parts[count] if len(parts) > count and folded(" ".join(parts[:count])) == name else ""


def _long(ending: str, rest: str) -> str:
    """What stands for "’s", "’d", "’ll" and the like before these words."""
    done = rest.split(maxsplit=1)[0].casefold()
    was_done = done == "been" or done in _PAST or _is_past(done)
    match ending:
        case "s":
            return f"{'has' if was_done else 'is'} {rest}"
        case "d":
            return f"{'had' if was_done else 'would'} {rest}"
        case "ll":
            return f"will {rest}"
    return f"{'have' if ending == 've' else 'are'} {rest}"


def several_in(title: str, case: CaseMap, vocabulary: Vocabulary) -> str:
    """The words for several people at once that a title begins with; "" where it begins with none.

    "they" alone is a pronoun like another, and may be one person's.
    """
    words = title.strip()
    found = _SEVERAL.match(words)
    if found and _does(words[found.end() :]):
        return found[0]
    begun = beginning_of(words, case, vocabulary)
    pair = _PAIR.match(begun.rest) if begun else None
    if begun is None or pair is None:
        return ""
    first = len(words) - len(begun.rest)
    ends = begun.rest.split(None, pair[0].count(" ") + 1)
    return f"{words[:first]}{' '.join(ends[: pair[0].count(' ') + 1])}".rstrip(",;")


def _does(rest: str) -> bool:
    """Whether words go on with a verb of several people: "fight", "have argued", "often row"."""
    first = rest.split(maxsplit=1)[0] if rest.split() else ""
    return begins_with_verb(rest) or begins_with_verb(f"{first}s it") or first.casefold().endswith("ly")


def happened_in(title: str) -> bool:
    """Whether a title says that something happened, and nobody who did it: "an argument broke out"."""
    title = title.strip()
    return bool(_HAPPENED.match(title) or (_AMONG.match(title) and not begins_with_verb(title)))


def done_in(rest: str) -> Done | None:
    """What was done to someone, from the words behind that person: "was hit", "has been followed to work"."""
    found = _PASSIVE.match(rest)
    if found is None:
        return None
    done = found["done"].casefold()
    if done in _NOT_DONE or not (done in _PAST or _is_past(done)):
        return None
    how = f"{found['how']} " if found["how"] else ""
    return Done(how + _PAST.get(done, done), _BY.sub("", found["more"]).strip(" ."))


def doer_in(rest: str) -> str:
    """The words behind "by" in what was done to someone; "" where it is not said."""
    found = _BY.search(rest)
    return found["whom"].strip(" .") if found else ""


def _is_past(word: str) -> bool:
    """Whether a word by itself can say what was done; "hit" can, "calls" cannot."""
    return begins_with_verb(word) and not word.endswith("s")
