"""Names, places, agencies and numbers taken out of the texts of a training copy, each in the same way throughout.

People become their part in the case, named agencies a letter, places what kind of place they are. It replaces what the
case knows and what can be told by its form; it knows no dates, and cannot know what else gives somebody away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mapping.casemap import CaseMap
from mapping.entries import Action, Engagement, Order, Person, Response, Session, Sharing, Source, View
from mapping.folding import words_in
from mapping.plainwords import instead, is_generic, is_part, listed, ordinary_words, part_words
from mapping.veil import plain_words
from mapping.vocabulary import load_vocabulary
from mapping.written import as_name, as_words, distinct_words, initials, loosely, names_in, parts, plainly, spellings

Say = Callable[[re.Match[str]], "str | None"]
"""What is said in the place of what was found; None where it stays."""
Rule = tuple[re.Pattern[str], Say, str]
"""What to look for, what to say, and the run of letters (`_runs`) without which it is nowhere; "" for no such run."""

_OURS = re.compile("[\U000f0000-\U000ffffd]")
"""The marks that stand for what was replaced: a text brings none of its own."""
_RUN = re.compile("[a-z]+")
_TAKEN_FOR = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"})
"""The only letters beyond these that a pattern which passes over case takes for one of them."""
_FIRST, _LAST = 0xF0000, 0xFFFFD
_MARK = f"[{chr(_FIRST)}-{chr(_LAST)}]"

# ------------------------------------------------------------------------------------------------ what people become


def parts_of(case: CaseMap) -> dict[str, str]:
    """What each person is called: the label where it says a part, else the role; numbered where several share it."""
    bases = {person.id: _base(person, case) for person in case.of(Person)}
    shared = [base.casefold() for base in bases.values()]
    counts: dict[str, int] = {}
    called = {}
    for identity, base in bases.items():
        key = base.casefold()
        counts[key] = counts.get(key, 0) + 1
        called[identity] = f"{base} {counts[key]}" if shared.count(key) > 1 else base
    return called


def _base(person: Person, case: CaseMap) -> str:
    bare = re.sub(r"[\s\d]+$", "", person.label)
    role = person.roles[0] if person.roles else "other"
    word = case.header.label(role)
    if is_part(bare):
        return bare
    if not word or not is_part(word):
        word = re.sub(r"\s*\{\w+\}\s*", " ", load_vocabulary().term("role", role).short).strip().removesuffix(" of")
    return word[:1].upper() + word[1:]


# ------------------------------------------------------------------------------------------------ the replacing


class Replacing:
    """The replacements of one copy; letters are given in the order in which things are met in it."""

    def __init__(self, known: CaseMap, copy: CaseMap) -> None:
        self.parts = parts_of(copy)
        self._marks: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._agencies: dict[str, str] = {}
        self._others: dict[str, str] = {}
        self._rules = self.rules(known)
        self._needing: dict[str, list[int]] = {}
        for place, (_, _, needs) in enumerate(self._rules):
            self._needing.setdefault(needs, []).append(place)

    def rules(self, known: CaseMap) -> tuple[Rule, ...]:
        """What is looked for in a text, in this order, and what is said instead."""
        return (
            *_FORMS,
            *self._of_agencies(_named_agencies(known)),
            *_of_identifiers(known),
            *_of_people(known, self.parts),
            *((as_name(name), self._meaning(name), _needed(name)) for name in _named_elsewhere(known)),
            (_TITLED, lambda found: self._other(found["name"]), ""),
            (_TITLED_MARK, lambda found: self._words[found["mark"]], ""),
            *_PLACES,
        )

    def marked(self, text: str) -> str:
        """The text with a mark in the place of everything that is replaced."""
        text = _OURS.sub("", plainly(text))
        for place in sorted({place for run in ("", *_runs(text)) for place in self._needing.get(run, ())}):
            pattern, say, _ = self._rules[place]
            text = pattern.sub(lambda found, say=say: self._mark(found, say(found)), text)  # type: ignore[misc]
        return text

    def opened(self, text: str) -> str:
        """A marked text with words in the place of the marks; "the" before "a school" falls away."""
        return _OPENING.sub(self._open, text)

    def agency(self, name: str) -> str:
        """An agency: as it is where that says only what it is ("Police"), else a letter."""
        if is_generic(name):
            return name
        key = " ".join(words_in(name))
        return self._agencies.setdefault(key, f"Agency {_letters(len(self._agencies))}")

    def _of_agencies(self, names: list[str]) -> Iterator[Rule]:
        """Agencies by their names, and by what says which one; where several share that, it is where they are."""
        yield from ((as_words(name), self._saying(name), _needed(name)) for name in names)
        shared: dict[str, list[str]] = {}
        for name in names:
            shared.setdefault(distinct_words(name), []).append(name)
        for word, of in shared.items():
            if word and not word[0].islower():
                alone = len(of) == 1
                yield as_words(word), self._saying(of[0]) if alone else _always("a town"), _needed(word)

    def _saying(self, agency: str) -> Say:
        return lambda _found: self.agency(agency)

    def _meaning(self, name: str) -> Say:
        return lambda _found: self._other(name)

    def _other(self, name: str) -> str | None:
        """Somebody who is on no card, by the last name."""
        key = words_in(name)[-1] if words_in(name) else ""
        if not key or key in part_words():
            return None
        return self._others.setdefault(key, f"Person {_letters(len(self._others))}")

    def _mark(self, found: re.Match[str], words: str | None) -> str:
        if words is None:
            return found[0]
        mark = self._marks.setdefault(words, chr(_FIRST + len(self._marks)))
        self._words[mark] = words
        return mark

    def _open(self, found: re.Match[str]) -> str:
        words, article, space = self._words[found["mark"]], found["article"] or "", found["space"] or ""
        bare = re.sub(r"^an? ", "", words)
        if article and bare != words:
            kept = "" if article.casefold() in ("the", "a", "an") else article + space
            new = kept + (bare if kept else words)
            return found["start"] + (_capital(new) if article[0].isupper() else new)
        if article.casefold() in ("a", "an"):
            article = article[0] + ("n" if words[0].casefold() in "aeiou" else "")
        begins = found["begins"] is not None and not article
        return f"{found['start']}{article}{space}{_capital(words) if begins else words}"


class WaysToFind(Replacing):
    """Takes out numbers, addresses and recorded identifiers alone: names stay."""

    def rules(self, known: CaseMap) -> tuple[Rule, ...]:
        """What somebody could be found or looked up by."""
        return *_FORMS, *_of_identifiers(known), (_STREET, _street, "")

    @property
    def signature(self) -> tuple[str, ...]:
        """All that decides what is replaced by what."""
        return tuple(pattern.pattern for pattern, _, _ in self._rules)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _letters(count: int) -> str:
    """A, B, … Z, AA, AB, …"""
    letters = ""
    count += 1
    while count:
        count, rest = divmod(count - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _runs(text: str) -> list[str]:
    """The letters a to z of a text, small, as far as they stand together, and what a pattern takes for one of them."""
    return _RUN.findall(text.translate(_TAKEN_FOR).lower())


def _needed(name: str) -> str:
    """The longest of these runs in a name; a text that holds the name as words holds the very same run."""
    return max(_runs(plainly(name)), key=len, default="")


def _always(words: str) -> Say:
    return lambda _found: words


# ------------------------------------------------------------------------------------------------ what the case knows


def _of_identifiers(known: CaseMap) -> Iterator[Rule]:
    """Ways to find somebody, the longest first."""
    found: dict[str, str] = {}
    for each in (each for person in known.of(Person) for each in person.identifiers):
        found |= {text: kind for kind, text in spellings(each.type, each.value) if text not in found}
    for text, kind in sorted(found.items(), key=lambda item: (-len(item[0]), item[0])):
        yield loosely(text), _always(instead("identifiers").get(kind, "a place")), ""


def _of_people(known: CaseMap, called: dict[str, str]) -> Iterator[Rule]:
    """Names whole, then their parts, then initials; who is not in the copy is called by a part without a number."""
    whole: dict[str, str] = {}
    halves: dict[str, str] = {}
    short: dict[str, str] = {}
    for person in known.of(Person):
        part = called.get(person.id) or _base(person, known)
        names = map(plainly, (person.name, *person.aliases, *([] if is_part(person.label) else [person.label])))
        for name in (name for name in names if not set(words_in(name)) <= plain_words()):
            whole.setdefault(" ".join(name.split()), part)
            halves |= {half: part for half in parts(name) if half not in halves}
            short |= {letters: part for letters in initials(name) if letters not in short}
    for names_by_part in (whole, halves):
        for name, part in sorted(names_by_part.items(), key=lambda item: (-len(item[0]), item[0])):
            yield as_name(name), _always(part), _needed(name)
    for letters, part in short.items():
        yield re.compile(rf"(?<![\w.]){re.escape(letters)}(?!\w)"), _always(part), ""


def _named_agencies(case: CaseMap) -> list[str]:
    """Every agency that is called by which one it is, the longest first."""
    found: set[str] = set()
    for entry in case.ordered_entries:
        match entry:
            case Person():
                found |= {*entry.agency.split(","), *(each.of for each in entry.asked)}
            case Source() | Response() | Action():
                found |= set(entry.agency.split(","))
            case Order():
                found.add(entry.made_by)
            case Session():
                found |= {each.agency for each in entry.attended}
    names = {" ".join(name.split()) for name in found}
    return sorted((name for name in names if not is_generic(name)), key=lambda name: (-len(name), name))


def _named_elsewhere(case: CaseMap) -> list[str]:
    """Names in the fields that are made to say who somebody is, the longest first."""
    found: set[str] = set()
    for entry in case.ordered_entries:
        found |= {name for text in _who(entry) for name in names_in(text)}
    return sorted(found, key=lambda name: (-len(name), name))


def _who(entry: object) -> tuple[str, ...]:
    match entry:
        case Source():
            return entry.who, entry.obtained_from
        case View():
            return (entry.heard_by,)
        case Action():
            return (entry.owner,)
        case Engagement():
            return (entry.by,)
        case Order():
            return (entry.applied_by,)
        case Session():
            return (*(each.who for each in entry.attended), *entry.apologies)
        case Sharing():
            return entry.decided_by
    return ()


# ------------------------------------------------------------------------------------------------ what its form tells

_BEGINNERS = "The|An?|His|Her|Their|Our|My|This|That|These|He|She|They|It|We|At|In|On|From|To|And|When|After|Before"
_NO_NAME = rf"(?!(?:{_BEGINNERS})\b)"
_CAP = rf"(?:{_NO_NAME}[^\W\d_a-zß-öø-ÿ][\w’'-]*)"
_CODES = (
    (r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", "an e-mail address"),
    (r"(?i:https?://|www\.)\S+", "a web address"),
    (r"(?<![\w@])@\w{2,}", "an account"),
    (r"(?<!\w)(?:\+|\(0|00?)[\d(](?:[\s().\-–/]{0,3}\d){6,14}(?!\w)", "a telephone number"),
    (r"(?<!\w)(?i:[A-Z]{1,2}\d[A-Z\d]?[\s-]{0,2}\d[A-Z]{2})(?!\w)", "a postcode"),
    (r"(?<!\w)[A-Z]\d[\dW][\s-]?[A-Z\d]{4}(?!\w)", "a postcode"),
    (r"(?<!\w)(?i:[A-Z]{2}\d{2}[\s-]?[A-Z]{3})(?!\w)", "a number plate"),
    (r"(?<!\w)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\w)", "a number"),
    (r"(?<!\w)[A-Z]{1,6}\d?[/-]?\d{2,}(?:[/-][A-Z\d]+)+(?!\w)", "a reference"),
    (r"(?<!\w)[A-Z]{1,4}[/ -]?\d{4,}(?!\w)", "a reference"),
    (r"(?<![\w/])(?=[\w/]*\d)(?=[\w/]*[A-Z])[A-Z\d]+(?:/[A-Z\d]+)+(?![\w/])", "a reference"),
    (r"(?<![\w£€$.,/-])\d{5,}(?![\w%]|[.,]\d)", "a number"),
)
_FORMS: tuple[Rule, ...] = tuple((re.compile(pattern), _always(words), "") for pattern, words in _CODES)
_OPENING = re.compile(
    rf"(?P<start>(?P<begins>^|(?<=[.!?:“\"\n])\s*)?)"
    rf"(?:(?<!\w)(?P<article>the|an?|my|his|her|their|our|your|its|this|that)(?P<space>\s+)(?={_MARK}))?(?P<mark>{_MARK})",
    re.IGNORECASE,
)


def _any(words: object) -> str:
    assert isinstance(words, (frozenset, dict))
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_TITLE_WORDS = _any(frozenset(form for word in listed("titles") for form in (word.capitalize(), word.upper())))
_TITLED = re.compile(rf"(?<!\w)(?:{_TITLE_WORDS})\.?\s+(?P<name>{_CAP}(?:\s+{_CAP})?)")
_TITLED_MARK = re.compile(rf"(?<!\w)(?:{_TITLE_WORDS})\.?\s+(?P<mark>{_MARK})")
_ROADS = _any(frozenset(word.capitalize() for word in listed("roads")))
_STREET = re.compile(rf"(?<!\w)(?:\d{{1,4}}[a-zA-Z]?,?\s+)?(?P<name>(?:{_CAP}\s+){{1,3}})(?:{_ROADS})(?!\w)")
_INSTITUTION = re.compile(
    rf"(?<!\w)(?P<name>(?:(?:St\.?|Saint|{_CAP})\s+){{1,4}})(?P<kind>(?i:{_any(dict(instead('institutions')))}))(?!\w)"
    r"(?P<more>(?:\s+(?:School|College|Academy|Hospital|Centre|Court|Station|Service))*)(?:\s+of\s+(?:Appeal|Justice|Session))?"
)
_MORE_COUNTRIES = frozenset(
    {"New South Wales", "Northern Ireland", "New Zealand", "South Africa", "Saudi Arabia", "Sri Lanka", "Hong Kong",
     "United Kingdom", "United States", "Czech Republic", "Sierra Leone", "Ivory Coast", "El Salvador", "Costa Rica"}
)  # fmt: skip
_COUNTRIES = _MORE_COUNTRIES | {word.capitalize() for word in listed("countries")}
_COUNTRY = re.compile(rf"(?<!\w)(?:{_any(_COUNTRIES)})(?!\w)")
_IN_A_PLACE = re.compile(
    r"(?<!\w)(?P<before>(?i:in|near|outside|around|throughout|across|(?:move[ds]?|moving|went|goes|go|going|fled|flee|"
    r"returned|back|travelled|drove|driven|taken|sent|brought|rehoused|up|down|over|came|comes|lives?|lived|living)\s+"
    r"(?:to|from|at|in))\s+)"
    rf"(?P<place>(?:St\.?\s+|Saint\s+)?(?-i:{_CAP})(?:(?:[\s-]+(?:on|upon|under|le|by|the)[\s-]+|\s+){_CAP})*)"
)


def _street(found: re.Match[str]) -> str | None:
    """A street, unless its name is words that begin a sentence: "Walks in the Park"."""
    begins = re.search(r"(?:^|[.!?:\n“\"]\s*)$", found.string[: found.start()]) is not None
    return None if begins and all(word in ordinary_words() for word in words_in(found["name"])) else "a street"


def _institution(found: re.Match[str]) -> str | None:
    """A named institution by its kind; "Supreme Court" and "Primary school" name none by themselves."""
    if all(word in listed("agencies") or word in ordinary_words() for word in words_in(found["name"])):
        return None
    more = found["more"].split()
    kinds = instead("institutions")
    return kinds.get(more[-1].casefold() if more else "") or kinds[found["kind"].casefold()]


def _town(found: re.Match[str]) -> str | None:
    """What stands where a place would; the words before it stay."""
    lists = (listed("capitals"), listed("letters"), listed("titles"), part_words())
    if all(any(word in known for known in lists) for word in words_in(found["place"])):
        return None
    return f"{found['before']}a town"


_PLACES: tuple[Rule, ...] = (
    (_INSTITUTION, _institution, ""),
    (_STREET, _street, ""),
    (_COUNTRY, _always("a country"), ""),
    (_IN_A_PLACE, _town, ""),
)
