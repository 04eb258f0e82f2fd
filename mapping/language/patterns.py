"""The small language in which a rule says what it looks for, made into expressions that run over encoded sentences.

    fail to protect      these words in any of their forms      =failing       just so written
    assault.pp           one form: .base .s .past .pp .ing .fin (no -ing, no participle)
    @violence            any word or phrase of a class          $dv            a named piece of pattern
    [S] [S/C] [P's]      who: P S C A O K, or whose             <adv> <num> <word>
    (a | b c)  x?        one of these; perhaps                  ..  ~3         up to six words, up to three
    (a | b).pp           one of these, in this form
    !(by [P])            not followed by                        &( .. )        followed by
    ^  $                 at the beginning, at the end of a sentence or stretch
    :                    the colon itself, across which nothing else reaches

Gaps and classes never cross a semicolon, a colon, a bracket, a dash or the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mapping.language.features import ADVERB, ANY, EXACT, NAME, NUMBER, OWNER, QUOTED, WORD, Features
from mapping.language.smallwords import small_words

_PIECE = re.compile(
    r"(?P<open>[!&]?\()|(?P<close>\)(?:\.[a-z]+)?\??)|(?P<bar>\|)|(?P<role>\[[A-Z/'s]+\]\??)|(?P<gap>\.\.|~\d+)"
    r"|(?P<fixed><(?:adv|num|word|name|quoted|owner)>\??)|(?P<class>@[a-z_]+(?:\.[a-z]+)?\??)|(?P<macro>\$[a-z_]+\??)"
    r"|(?P<edge>[\^$])|(?P<word>=\d+|=?[^\W\d_]+(?:'[a-z]+)?(?:\.[a-z]+)?\??)|(?P<mark>[,;:%\"]\??)|(?P<wrong>\S)"
)
_FIXED = {"adv": ADVERB, "num": NUMBER, "word": WORD, "name": NAME, "quoted": QUOTED, "owner": OWNER}
_FORMS = frozenset({"base", "s", "past", "pp", "ing", "fin", ANY})
GAP = 6


class PatternError(Exception):
    """A pattern that cannot be read, and why."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an expression; of each set of characters in `needs` one must be there for it to match."""

    expression: str
    needs: tuple[frozenset[str], ...] = ()
    token: str = ""
    """Where it is one token and nothing else: the characters one of which that token has."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled pattern and the characters by which to tell that it may match: the rarest first."""

    source: str
    needs: tuple[frozenset[str], ...]
    written: str
    says_no: bool = False
    """Whether it asks for a word such as "not" itself."""

    @property
    def anchors(self) -> frozenset[str]:
        """The rarest characters, one of which must be there."""
        return self.needs[0]

    def may_match(self, characters: frozenset[str]) -> bool:
        """Whether a sentence with these characters has all that the pattern needs."""
        for need in self.needs:  # noqa: SIM110  # a generator costs twice as much, a hundred thousand times
            if need.isdisjoint(characters):
                return False
        return True

    @property
    def expression(self) -> re.Pattern[str]:
        """What runs; made when it is first needed, for most patterns never are."""
        return _expression(self.source)


@cache
def _expression(source: str) -> re.Pattern[str]:
    return re.compile(source)


class Compiler:
    """Reads patterns; macros are pieces of pattern by name, and may use one another."""

    def __init__(self, features: Features, macros: Mapping[str, str]) -> None:
        self._features, self._macros = features, macros
        self._depth = 0
        self._says_no = False

    def compile(self, written: str) -> Pattern:
        """The pattern as written in a rule, ready to run; PatternError says what is wrong with it."""
        self._says_no = False
        piece = self._sequence(_split(written))
        if not piece.needs:
            raise PatternError("it would match anything: it needs at least one word or person that must be there")
        return Pattern(piece.expression, tuple(sorted(set(piece.needs), key=self._cost)), written, self._says_no)

    def _sequence(self, parts: list[str]) -> Piece:
        """A list of parts one after another, with alternatives."""
        branches: list[list[Piece]] = [[]]
        place = 0
        while place < len(parts):
            part = parts[place]
            if part == "|":
                branches.append([])
            elif part in ("(", "!(", "&("):
                end = _closing(parts, place)
                branches[-1].append(self._group(part, parts[place + 1 : end], parts[end]))
                place = end
            else:
                branches[-1].append(self._single(part))
            place += 1
        return self._alternatives([self._joined(each) for each in branches])

    def _joined(self, pieces: list[Piece]) -> Piece:
        if len(pieces) == 1:
            return pieces[0]
        needs = tuple(need for piece in pieces for need in piece.needs)
        return Piece("".join(piece.expression for piece in pieces), needs)

    def _cost(self, need: frozenset[str]) -> tuple[int, str]:
        """How likely a sentence is to have one of these: the rarest is looked for first."""
        return sum(self._features.cost(one) for one in need), "".join(sorted(need))

    def _alternatives(self, branches: list[Piece]) -> Piece:
        """One of these; alternatives of one token each are one token, which is found and made ready far sooner."""
        words = "".join(dict.fromkeys("".join(each.token for each in branches)))
        others = [each for each in branches if not each.token]
        branches = [self._token(words), *others] if words else others
        if len(branches) == 1:
            return branches[0]
        expression = "|".join(each.expression for each in branches)
        if not all(each.needs for each in branches):
            return Piece(expression)
        one_of = frozenset[str]().union(*(min(each.needs, key=self._cost) for each in branches))
        return Piece(expression, (one_of,))

    def _group(self, opening: str, parts: list[str], closing: str) -> Piece:
        form = closing.removesuffix("?").partition(".")[2]
        inner = self._sequence([_formed(part, form) for part in parts] if form else parts)
        optional = closing.endswith("?")
        if opening == "!(":
            return Piece(f"(?!{inner.expression})")
        if opening == "&(":
            return Piece(f"(?={inner.expression})")
        if optional:
            return Piece(f"(?:{inner.expression})?")
        return Piece(f"(?:{inner.expression})", inner.needs, inner.token)

    def _single(self, part: str) -> Piece:
        if part == "^":
            return Piece(r"(?:^|(?<=\}))")
        if part == "$":
            return Piece(r"(?=\{[^}]*\}|$)")
        if part == "..":
            return Piece(rf"(?:<[^>]*>){{0,{GAP}}}?")
        if part.startswith("~"):
            return Piece(rf"(?:<[^>]*>){{0,{int(part[1:])}}}?")
        optional, part = part.endswith("?"), part.removesuffix("?")
        piece = self._required(part)
        return Piece(f"(?:{piece.expression})?") if optional else piece

    def _required(self, part: str) -> Piece:
        if part.startswith("$"):
            return self._macro(part[1:])
        if part.startswith("["):
            return self._who(part[1:-1])
        if part == ":":
            return Piece(re.escape("{:}"))
        if part.startswith("<"):
            return self._token(self._features.fixed(_FIXED[part[1:-1]]))
        word, _, form = part.partition(".")
        form = form or ANY
        if form not in _FORMS:
            raise PatternError(f"“.{form}” is no form; there are .base, .s, .past, .pp, .ing and .fin")
        if word.startswith("@"):
            return self._class(word[1:], form)
        exact = word.startswith("=") or not word[0].isalpha()
        self._says_no = self._says_no or word.removeprefix("=") in small_words("negations")
        return self._token(self._features.word(word.removeprefix("="), EXACT if exact else form))

    def _macro(self, name: str) -> Piece:
        if name not in self._macros:
            raise PatternError(f"there is no piece of pattern called “${name}”")
        self._depth += 1
        if self._depth > 20:
            raise PatternError(f"“${name}” uses itself")
        try:
            inner = self._sequence(_split(self._macros[name]))
        finally:
            self._depth -= 1
        return Piece(f"(?:{inner.expression})", inner.needs, inner.token)

    def _who(self, written: str) -> Piece:
        whose = written.endswith("'s")
        roles = written.replace("'s", "").split("/")
        try:
            found = [self._features.role(f"{role}'s" if whose else role) for role in roles]
        except KeyError:
            raise PatternError(f"“[{written}]” is nobody; there are P, S, C, A, O and K") from None
        return self._token("".join(found))

    def _class(self, name: str, form: str) -> Piece:
        if not self._features.has_class(name):
            raise PatternError(f"there is no class of words called “@{name}”")
        pieces = [self._token(self._features.singles(name, form))]
        for phrase in self._features.several(name):
            first, *rest = phrase.split()
            whole = [first if form == ANY else f"{first}.{form}", *rest]
            pieces.append(self._sequence(whole))
        found = self._alternatives(pieces)
        return Piece(f"(?:{found.expression})", found.needs, found.token)

    @staticmethod
    def _token(characters: str) -> Piece:
        wanted = characters if len(characters) == 1 else f"[{characters}]"
        # Not "anything but these, then one of these": two large sets take far longer to make ready than one.
        return Piece(f"<[^>]*?{wanted}[^>]*>", (frozenset(characters),), characters)


def _formed(part: str, form: str) -> str:
    """A plain word or class of a group in the form that the group asks for."""
    plain = part.lstrip("@").isalpha()
    return f"{part}.{form}" if plain else part


def _split(written: str) -> list[str]:
    found = []
    for each in _PIECE.finditer(written):
        if each.lastgroup == "wrong":
            raise PatternError(f"“{each.group()}” cannot stand in a pattern")
        found.append(each.group())
    if not found:
        raise PatternError("it is empty")
    return found


def _closing(parts: list[str], opening: int) -> int:
    depth = 0
    for place in range(opening, len(parts)):
        if parts[place] in ("(", "!(", "&("):
            depth += 1
        elif parts[place].startswith(")"):
            depth -= 1
            if not depth:
                return place
    raise PatternError("a bracket is opened and not closed")
