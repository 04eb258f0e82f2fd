"""What form a title has, so that it can follow its subject when it is read aloud; it never changes a word of it.

The words are data (resources/language/verbs.toml). A title that is not recognised is read in a frame that fits any.
"""

from __future__ import annotations

import re
import tomllib
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path

_WORDS = Path(__file__).resolve().parent.parent / "resources" / "language" / "verbs.toml"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_REMEMBERED = 8_192
"""How many titles are remembered: each is asked about wherever it is read aloud."""
_PREPOSITIONS = frozenset(
    {"to", "from", "of", "by", "and", "or", "against", "towards", "toward", "about", "at", "in", "on", "with"}
)


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = _WORDS.read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


@lru_cache(maxsize=_REMEMBERED)
def begins_with_verb(title: str) -> bool:
    """Whether the title says what somebody does or did, without saying who."""
    first, following = _first_words(title)
    if not first:
        return False
    lists = _lists()
    if first in lists["past"] | lists["past_or_participle"] | lists["present"]:
        return True
    if first.endswith("ed") and len(first) > 4:
        return first not in lists["not_verbs"]
    return _is_present(first, following)


def begins_with_finite_verb(title: str) -> bool:
    """Whether the title can only be what its subject does: true of "does not sleep", not of "slapped" or "killed"."""
    first, following = _first_words(title)
    return first in _lists()["past"] | _lists()["present"] or _is_present(first, following)


class Form(Enum):
    """How the title of an effect can be said of the person whom it is about."""

    ACT = "what the person does or did"
    DONE = "what was done to the person, or became of them"
    STATE = "how the person is"
    CLAUSE = "a sentence with a subject of its own"
    OTHER = "anything else"


@lru_cache(maxsize=_REMEMBERED)
def form_of(title: str) -> Form:
    """How the title of an effect can be said: "lost her friends", "slapped or beaten", "two changes of school"."""
    first, following = _first_words(title)
    lists = _lists()
    if first in lists["states"] and _stands_alone(first, following):
        return Form.STATE
    if begins_with_finite_verb(title):
        return Form.ACT
    if first in lists["participles"]:
        return Form.DONE if following in lists["after_participle"] | {"", "to"} else Form.OTHER
    if first in lists["past_or_participle"] or (first.endswith("ed") and len(first) > 4):
        return _form_of_past(first, following)
    return Form.CLAUSE if time_of_clause(title) else Form.OTHER


def _stands_alone(first: str, following: str) -> bool:
    """Whether a word for how somebody is says it of a person ("angry with him") and not of a thing ("angry words")."""
    lists = _lists()
    after = ("after_participle", "before_things", "own_subjects", "states")
    return first in lists["before_states"] or following in ("", "to") or any(following in lists[name] for name in after)


def _form_of_past(first: str, following: str) -> Form:
    """What a word that is a past form or a participle is here, by what comes after it."""
    lists = _lists()
    if first in lists["acts_alone"]:
        return Form.ACT
    if following == "to":
        return Form.ACT if first in lists["acts_before_to"] else Form.DONE
    if following in lists["before_things"]:
        return Form.ACT
    if following in lists["after_participle"] or not following or following.endswith("ly"):
        return Form.DONE
    return Form.ACT if first in lists["acts_on_things"] else Form.OTHER


@lru_cache(maxsize=_REMEMBERED)
def time_of_clause(title: str) -> str:
    """ "present" or "past" where a title is a sentence with a subject of its own ("the rent is not paid"), else ""."""
    words = [found.casefold().replace("’", "'") for found in _WORD.findall(re.split(r"[,;:(—–]", title)[0])]
    lists = _lists()
    if not words or begins_with_verb(title):
        return ""
    subject = words[:1] if words[0] in lists["own_subjects"] else []
    for word in words[1:7]:
        if word in lists["inside_phrases"] and not subject:
            return ""
        for time in ("present", "past"):
            if word in lists[f"helping_{time}"]:
                return time
    return _time_of_verb(words[1]) if subject and len(words) > 1 else ""


def _time_of_verb(word: str) -> str:
    return "present" if _is_present(word, "x") else "past"


@lru_cache(maxsize=_REMEMBERED)
def is_present(title: str) -> bool:
    """Whether a title that begins with a verb says what is so now ("takes"), and not what was ("took")."""
    first, following = _first_words(title)
    lists = _lists()
    if first in lists["past"] | lists["past_or_participle"] or first.endswith("ed"):
        return False
    return _is_present(first, following) or first in lists["present"] - lists["helping_past"]


def among(name: str, text: str) -> tuple[str, ...]:
    """Those words of a text that stand in one list of the data, small, in their order."""
    return tuple(word for found in _WORD.findall(text) if (word := found.casefold()) in _lists()[name])


def words_of(name: str) -> frozenset[str]:
    """One list of the data."""
    return _lists()[name]


def _is_present(first: str, following: str) -> bool:
    stems = _stems(first)
    if stems & _lists()["verb_or_noun"]:
        return following not in _PREPOSITIONS and following != ""
    return bool(stems & _lists()["verbs"])


def _stems(word: str) -> frozenset[str]:
    """What a third person singular in -s may be made of."""
    if not word.endswith("s"):
        return frozenset()
    stems = {word[:-1]}
    if word.endswith("es"):
        stems.add(word[:-2])
    if word.endswith("ies"):
        stems.add(word[:-3] + "y")
    return frozenset(stems)


@lru_cache(maxsize=_REMEMBERED)
def _first_words(title: str) -> tuple[str, str]:
    words = [found.casefold().replace("’", "'") for found in _WORD.findall(title[:120])]
    while words and words[0] in _lists()["before"]:
        words.pop(0)
    words += ["", ""]
    return words[0], words[1]


def lowered(title: str) -> str:
    """The title inside a sentence: its first letter small, unless its first word is written in capitals."""
    if len(title) > 1 and title[0].isupper() and title[1:2].islower() and begins_with_verb(title):
        return title[0].lower() + title[1:]
    return title


def ended(sentence: str) -> str:
    """The sentence with one full stop at its end."""
    sentence = sentence.rstrip()
    return sentence if sentence.endswith((".", "!", "?", "…", ".”", "!”", "?”")) else sentence.rstrip(";,") + "."
