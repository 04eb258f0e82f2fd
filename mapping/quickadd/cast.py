"""The people of a line: who stands at its beginning, who is named, who stays in the sentence, who is new."""

from __future__ import annotations

from dataclasses import dataclass, field

from mapping.casemap import CaseMap
from mapping.entries import Person
from mapping.naming import Naming
from mapping.quickadd import marks
from mapping.quickadd.reading import NEW, NewPerson
from mapping.quickadd.tokens import NEW_WORD, Token


@dataclass(slots=True, repr=False)
class Cast:
    """The people of a line by id (or `NEW` and a number), with the plain words among which they stand.

    `actor` begins the line; `inside` are those who stay in the sentence; `roles` has everybody's on the map and here.
    """

    actor: str = ""
    named: list[str] = field(default_factory=list)
    inside: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    new_people: list[NewPerson] = field(default_factory=list)
    roles: dict[str, frozenset[str]] = field(default_factory=dict)
    problem: str = ""

    @property
    def title(self) -> str:
        """The plain words of the line."""
        return " ".join(self.words)

    @property
    def everybody(self) -> tuple[str, ...]:
        """All who are named with a mark."""
        return tuple(dict.fromkeys((*([self.actor] if self.actor else ()), *self.named)))


def cast_of(case: CaseMap, tokens: tuple[Token, ...]) -> Cast:
    """Who is who in a line; the first thing that is wrong with it is kept as its problem."""
    cast = Cast(roles={person.id: frozenset(person.roles) for person in case.of(Person)})
    naming = Naming(case, veiled=True)
    for place, token in enumerate(tokens):
        if token.sign == marks.PERSON:
            identity = _identity(token, cast, naming)
            if identity:
                _take(identity, token, cast, naming, first=place == 0)
        elif not token.sign:
            cast.words.append(token.mark.words)
    return cast


def _take(identity: str, token: Token, cast: Cast, naming: Naming, *, first: bool) -> None:
    """A person at the beginning acts; one with words before and behind stays in the sentence, never by name."""
    if first and token.followed:
        cast.actor = identity
        return
    cast.named.append(identity)
    one_word = len(cast.words) == 1 and " " not in cast.words[0]
    if cast.words and (token.followed or one_word):
        cast.words.append(token.new.label if token.new else naming.inside(identity))
        cast.inside.add(identity)


def _identity(token: Token, cast: Cast, naming: Naming) -> str:
    if token.new:
        identity = f"{NEW}{len(cast.new_people)}"
        cast.new_people.append(token.new)
        cast.roles[identity] = frozenset(token.new.roles)
        return identity
    if len(token.people) == 1:
        return token.people[0]
    cast.problem = cast.problem or _whom(token, naming)
    return ""


def _whom(token: Token, naming: Naming) -> str:
    words = token.mark.words
    if token.role:
        return contested(token.role.label)
    if token.people:
        return f"“{words}” may be {', '.join(naming.short(person) for person in token.people[:4])}. Say which one."
    if words.split()[0].casefold() == NEW_WORD:
        return "Behind @new stands the part in the case, then the name: @new child Elder child, @new relative Aunt Jo."
    return f"Nobody on this map is called “{words}”. Is it someone new? Write @new relative {words}, or another part."


def contested(word: str) -> str:
    """What to ask where "mother" may be either of the two."""
    return f"Is the {word} the one whose pattern is mapped, or the one who is harmed? Add #perpetrator or #survivor."
