"""Who acts in the title of a behaviour: the one whose pattern is mapped is taken off, all else is asked about.

Nothing here keeps anybody from writing what they want to write: a question has ways to say it, and the worker may
leave the words as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from mapping.casemap import CaseMap
from mapping.entries import Behaviour, Person
from mapping.folding import words_in
from mapping.language.cast import HE, SHE, default_cast
from mapping.naming import Naming
from mapping.quickadd.opening import Begun, Done, beginning_of, doer_in, done_in, happened_in, several_in
from mapping.quickadd.reading import Way
from mapping.rules import HARMING_ROLES, VICTIM_ROLES, refusals_of_entry
from mapping.vocabulary import Vocabulary

BLANK = "___"
"""Where the worker puts words of their own."""
_SPOKEN = {HE: "he", SHE: "she"}
_WORKERS = frozenset({"professional", "supervisor", "interpreter"})


@dataclass(frozen=True, slots=True, repr=False)
class Turned:
    """The title without the one who acts, who is `by`; `word` was taken off."""

    title: str
    by: str
    word: str


@dataclass(frozen=True, slots=True, repr=False)
class Unclear:
    """What to ask about the one who acts, and the ways to say it; `refused` says that the rules allow no other."""

    question: str
    ways: tuple[Way, ...]
    refused: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Setting:
    """What a title is heard on: the map, whose behaviour it is ("" while that is open), who is named beside it.

    `sure` says that the worker chose this to be a behaviour, so that "he" with no known pronoun means `by`.
    """

    case: CaseMap
    vocabulary: Vocabulary
    naming: Naming
    by: str = ""
    named: Collection[str] = ()
    sure: bool = False

    def roles(self, identity: str) -> frozenset[str]:
        """The roles of somebody on the map."""
        person = self.case.entry(identity)
        return frozenset(person.roles) if isinstance(person, Person) else frozenset()


def hear(title: str, on: Setting) -> Turned | Unclear | None:
    """Who acts in a title: taken off where it can only be the one whose pattern is mapped, asked about otherwise.

    None where the title begins with nobody, as it should.
    """
    if happened_in(title):
        return _asked_of_happening(on)
    several = several_in(title, on.case, on.vocabulary)
    begun = beginning_of(title, on.case, on.vocabulary)
    if several and not _all_harm(several, on):
        return _asked_of_several(several, on)
    if several or begun is None:
        return None
    return _named(begun, title, on) if begun.person else _pronoun(begun, title, on)


def _all_harm(several: str, on: Setting) -> bool:
    """Whether a pair are both people whose pattern is mapped."""
    parts = several.replace("&", " and ").replace("+", " and ").split(" and ")
    found = [beginning_of(f"{part.strip()} did", on.case, on.vocabulary) for part in parts]
    return len(found) > 1 and all(each and on.roles(each.person) & HARMING_ROLES for each in found)


def _named(begun: Begun, title: str, on: Setting) -> Turned | Unclear:
    roles = on.roles(begun.person)
    if roles & HARMING_ROLES:
        return _claimed(begun, title, on) or Turned(begun.rest, begun.person, begun.word)
    return _not_him(begun, begun.person, title, on)


def _claimed(begun: Begun, title: str, on: Setting) -> Unclear | None:
    """ "He was hit by her": a claim about somebody else's act."""
    if done_in(begun.rest) is None or not doer_in(begun.rest):
        return None
    question = f"This says what was done to {_him(on)}. Is it a claim about somebody else?"
    return Unclear(question, (Way("Make it an allegation", title, "allegation"),))


def _pronoun(begun: Begun, title: str, on: Setting) -> Turned | Unclear:
    """A pronoun is his where it can only be his, or where the worker has said that this is what he does."""
    harming = on.naming.perpetrators
    who = on.by or (harming[0].id if len(harming) == 1 else "")
    own = is_meant(begun.word, who, on) if who else None
    called_so = bool(own) and on.naming.pronoun(who, "subject") == begun.word
    likely = own is None and on.sure and pronoun_of_word(who, on) == begun.word
    if who and (called_so if begun.word == "they" else own or likely):
        return _claimed(begun, title, on) or Turned(begun.rest, who, begun.word)
    if begun.word == "they":
        return _asked_of_several(begun.word, on)
    if who and own is None:
        inside = on.naming.inside(who)
        way = Way(f"It is {inside}", begun.rest)
        return Unclear(f"Who is “{begun.word}”? If it is {inside}, begin with the verb.", (way, *_frames(on, ())))
    return _not_him(begun, _other_adult(begun.word, on), title, on)


def _other_adult(word: str, on: Setting) -> str:
    """The one survivor who is called so or may be; "" where there are several or none."""
    people = [each.id for each in on.naming.survivors]
    known = [(each, on.naming.pronoun(each, "subject") or pronoun_of_word(each, on)) for each in people]
    fitting = [identity for identity, pronoun in known if pronoun in ("", word)]
    return fitting[0] if len(fitting) == 1 else ""


def pronoun_of_word(identity: str, on: Setting) -> str:
    """The pronoun that goes with the word by which the case calls somebody, "Father" or "Mother"; "" with others."""
    person = on.case.entry(identity)
    if not isinstance(person, Person):
        return ""
    called = (person.label, *(on.case.header.label(role) for role in person.roles))
    names = default_cast().words.names
    spoken = {names[word,].spoken for text in called for word in words_in(text) if (word,) in names}
    return next((word for form, word in _SPOKEN.items() if spoken == {form}), "")


def is_meant(word: str, person: str, on: Setting) -> bool | None:
    """Whether a pronoun at the beginning is this person; None where it could be somebody else.

    The other adults whom it could be are those who are not named elsewhere in the line and whose pronoun it may be.
    """
    own = on.naming.pronoun(person, "subject")
    if (own or pronoun_of_word(person, on) or word) != word:
        return False
    adults = {each.id for each in (*on.naming.perpetrators, *on.naming.survivors)} - {person} - set(on.named)
    others = [on.naming.pronoun(each, "subject") for each in adults]
    if own == word:
        return None if word in others else True
    if any(not other or other == word for other in others):
        return False if word in others else None
    return True if adults or on.named else None


def _asked_of_several(words: str, on: Setting) -> Unclear:
    """ "They argued": two people are made responsible for what each did or did not do."""
    him = _him(on)
    shown = f"{words[:1].upper()}{words[1:]}"
    question = f"“{shown}” makes several people responsible. Who did what? Begin with what {him} did, and to whom."
    return Unclear(question, _what_each_did(on))


def _asked_of_happening(on: Setting) -> Unclear:
    """ "There was violence": it comes from nobody."""
    question = "This says that something happened, and not who did it. Who did what? "
    return Unclear(f"{question}Begin with what {_him(on)} did, and to whom.", _what_each_did(on))


def _what_each_did(on: Setting) -> tuple[Way, ...]:
    """What he did to the survivor, and what the survivor did to keep the children safe."""
    survivors = on.naming.survivors
    her = survivors[0].id if len(survivors) == 1 else ""
    return (*_frames(on, (her,) if her else ()), *(_efforts(her, "", on) if her else ()))


def _not_him(begun: Begun, person: str, title: str, on: Setting) -> Unclear:
    """A title that begins with somebody else: what was done to them is his act, what they did is another kind."""
    done = done_in(begun.rest)
    if done is not None:
        return _asked_of_done(begun, done, person, on)
    if not person:
        if not _harming(on):
            question = f"Who is “{begun.word}”? Begin with what the one does whose pattern is mapped."
        else:
            question = f"“{begun.word}” does not seem to be {_him(on)}. Begin with what {_him(on)} did, and to whom."
        return Unclear(question, _frames(on, ()))
    refused = next(rules_of(person, on), "")
    named = f"This begins with {on.naming.inside(person)}. Here stands what the one does whose pattern is mapped."
    return Unclear(refused or named, tuple(_ways_for(begun, person, title, on)), bool(refused))


def rules_of(person: str, on: Setting) -> Iterator[str]:
    """The sentences of the rules about a behaviour of this person."""
    for refusal in refusals_of_entry(on.case, Behaviour(id="new", title=BLANK, by=person)):
        yield str(refusal)


def _ways_for(begun: Begun, person: str, title: str, on: Setting) -> Iterator[Way]:
    roles = on.roles(person)
    if "child" in roles:
        yield Way(f"What this does to {on.naming.inside(person)}", begun.rest, "child_impact", person)
    elif roles & _WORKERS:
        yield Way("Make it a response of a service", title, "response")
    else:
        yield from _efforts(person, begun.rest, on)
    if roles & VICTIM_ROLES:
        yield Way("Make it an allegation", title, "allegation", person)
    yield from _frames(on, (person,) if roles & VICTIM_ROLES or "child" in roles else ())


def _efforts(person: str, title: str, on: Setting) -> Iterator[Way]:
    label = "Make it a protective effort" if title else f"What {on.naming.inside(person)} did to keep the children safe"
    yield Way(label, title or BLANK, "protective_effort", person)


def _asked_of_done(begun: Begun, done: Done, person: str, on: Setting) -> Unclear:
    """ "She was hit": who did it? The same words with the verb first, for the worker to say that it was he."""
    whom = _object(person, begun.word, on)
    title = " ".join(part for part in (done.verb, whom, done.more) if part)
    by = doer_in(begun.rest)
    named = beginning_of(f"{by} did", on.case, on.vocabulary) if by else None
    if named and on.roles(named.person) & HARMING_ROLES:
        return Unclear(f"Begin with what {_him(on)} did.", (Way(f"{_he(on)} {title}", title),))
    question = "This says what was done, and not who did it. Who did it?"
    ways = (Way(f"{_he(on)} {title}", title),) if _harming(on) and not by else ()
    return Unclear(question, (*ways, *_frames(on, (person,) if person else ())))


def _object(person: str, word: str, on: Setting) -> str:
    """Someone to whom something was done, as a title calls them: never by name."""
    plain = Naming(on.case, veiled=True)
    if not person:
        return {"he": "him", "she": "her", "they": "them"}.get(word, BLANK)
    return plain.pronoun(person, "object") or plain.inside(person)


def _frames(on: Setting, toward: tuple[str, ...]) -> tuple[Way, ...]:
    """What he did, with room for the verb: nothing is put there that nobody said."""
    whom = _object(toward[0], "", on) if toward else ""
    title = f"{BLANK} {whom}".strip()
    return (Way(f"{_he(on)} {title}", title),) if _harming(on) else ()


def _harming(on: Setting) -> str:
    """The one whose behaviour this is, or would be; "" where there are several or none."""
    harming = on.naming.perpetrators
    return on.by or (harming[0].id if len(harming) == 1 else "")


def _him(on: Setting) -> str:
    return on.naming.inside(_harming(on)) if _harming(on) else "the one whose pattern is mapped"


def _he(on: Setting) -> str:
    return on.naming.subject(_harming(on))
