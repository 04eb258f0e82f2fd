"""The small language in which a rule says what it looks for, made into parts that are found in sentences.

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

from mapping.language.features import ADVERB, ANY, COLON, EXACT, NAME, NUMBER, OWNER, QUOTED, WORD, Features
from mapping.language.parts import Beginning, End, Followed, Gap, Item, OneOf, Part, Perhaps, Piece, Sequence
from mapping.language.places import Wanted
from mapping.language.smallwords import small_words

_PIECES = re.compile(
    r"\((?:=?[^\W\d_]+\|)+=?[^\W\d_]+\)(?:\.[a-z]+)?\??"  # words in brackets
    r"|[!&]?\(|\)(?:\.[a-z]+)?\??|\||\[[A-Z/'s]+\]\??|\.\.|~\d+"
    r"|<(?:adv|num|word|name|quoted|owner)>\??|@[a-z_]+(?:\.[a-z]+)?\??|\$[a-z_]+\??"
    r"|=\d+|=?[^\W\d_]+(?:'[a-z]+)?(?:\.[a-z]+)?\??|[,;:%\"]\??|\S"
)
_ALONE = frozenset('^$,;:%"')
"""The marks that are a piece by themselves; any other cannot stand in a pattern."""
_FIXED = {"adv": ADVERB, "num": NUMBER, "word": WORD, "name": NAME, "quoted": QUOTED, "owner": OWNER}
_FORMS = frozenset({"base", "s", "past", "pp", "ing", "fin", ANY})
_OPENINGS = frozenset({"(", "!(", "&("})
GAP = 6


class PatternError(Exception):
    """A pattern that cannot be read, and why."""


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """One pattern, made ready, and what a sentence must have for it to be found: the rarest first."""

    part: Part
    needs: tuple[Wanted, ...]
    written: str

    @property
    def says_no(self) -> bool:
        """Whether it asks for a word such as "not" itself."""
        return self.part.says_no


class Compiler:
    """Reads patterns; macros are pieces of pattern by name, and may use one another."""

    def __init__(self, features: Features, macros: Mapping[str, str]) -> None:
        self._features, self._macros = features, macros
        self._known: dict[str, Part] = {}
        """What was read already, as it was written: the same words come back in many patterns."""
        self._depth = 0

    def compile(self, written: str) -> Pattern:
        """The pattern as written in a rule, ready to run; PatternError says what is wrong with it."""
        part = self._read(written)
        if not part.needs:
            raise PatternError("it would match anything: it needs at least one word or person that must be there")
        needs = dict.fromkeys([need.wanted for need in part.needs])
        return Pattern(part, tuple(sorted(needs, key=self._features.cost)), written)

    def _read(self, written: str) -> Part:
        parts = _PIECES.findall(written)
        if not parts:
            raise PatternError("it is empty")
        return self._between(parts, 0, len(parts), _closings(parts))

    def _between(self, parts: list[str], place: int, stop: int, closings: Mapping[int, int], form: str = "") -> Part:
        """The parts from one place to another, one after another, with alternatives."""
        branches: list[list[Part]] = [[]]
        while place < stop:
            written = parts[place]
            if written == "|":
                branches.append([])
            elif written in _OPENINGS:
                end = closings[place]
                own = parts[end].removesuffix("?").partition(".")[2]
                inner = self._between(parts, place + 1, end, closings, form or own)
                branches[-1].append(_grouped(inner, written, parts[end]))
                place = end
            else:
                branches[-1].append(self._single(_formed(written, form) if form else written))
            place += 1
        return self._one_of([each[0] if len(each) == 1 else Sequence(tuple(each)) for each in branches])

    def _one_of(self, branches: list[Part]) -> Part:
        """One of these; alternatives of one item each are one item, which is found far sooner."""
        if len(branches) == 1:
            return branches[0]
        items = [each for each in branches if isinstance(each, Item)]
        if items:
            others = [each for each in branches if not isinstance(each, Item)]
            item = Item(frozenset().union(*[each.wanted for each in items]), any(each.says_no for each in items))
            branches = [item, *others]
            if not others:
                return item
        return OneOf(tuple(branches), tuple([self._rarest(each) for each in branches]))

    def _rarest(self, part: Part) -> Wanted | None:
        needs = [need.wanted for need in part.needs]
        return min(needs, key=self._features.cost) if len(needs) > 1 else needs[0] if needs else None

    def _single(self, written: str) -> Part:
        """A part that holds no other parts, read once however often it is written."""
        found = self._known.get(written)
        if found is None:
            found = self._known[written] = self._made(written)
        return found

    def _made(self, written: str) -> Part:
        if written.startswith(")") or (len(written) == 1 and not written.isalpha() and written not in _ALONE):
            raise PatternError(f"“{written}” cannot stand in a pattern")
        if written == "^":
            return Beginning()
        if written == "$":
            return End()
        if written == "..":
            return Gap(GAP)
        if written.startswith("~"):
            return Gap(int(written[1:]))
        part = self._required(written.removesuffix("?"))
        return Perhaps(part) if written.endswith("?") else part

    def _required(self, written: str) -> Part:
        if written.startswith("("):
            return self._words(written)
        if written.startswith("$"):
            return self._macro(written[1:])
        if written.startswith("["):
            return self._who(written[1:-1])
        if written == ":":
            return Item(frozenset({COLON}))
        if written.startswith("<"):
            return Item(frozenset({_FIXED[written[1:-1]]}))
        word, _, form = written.partition(".")
        form = form or ANY
        if form not in _FORMS:
            raise PatternError(f"“.{form}” is no form; there are .base, .s, .past, .pp, .ing and .fin")
        if word.startswith("@"):
            return self._class(word[1:], form)
        exact = word.startswith("=") or not word[0].isalpha()
        plain = word.removeprefix("=")
        says_no = plain in small_words("negations")
        return Item(frozenset({self._features.word(plain, EXACT if exact else form)}), says_no)

    def _words(self, written: str) -> Part:
        """Alternatives of one word each."""
        words, _, form = written[1:].partition(")")
        return self._one_of([self._single(_formed(each, form[1:]) if form else each) for each in words.split("|")])

    def _macro(self, name: str) -> Part:
        if name not in self._macros:
            raise PatternError(f"there is no piece of pattern called “${name}”")
        self._depth += 1
        if self._depth > 20:
            raise PatternError(f"“${name}” uses itself")
        try:
            return _shared(self._read(self._macros[name]))
        finally:
            self._depth -= 1

    def _who(self, written: str) -> Part:
        whose = "'s" if written.endswith("'s") else ""
        roles = written.replace("'s", "").split("/")
        try:
            return Item(frozenset([self._features.role(role + whose) for role in roles]))
        except KeyError:
            raise PatternError(f"“[{written}]” is nobody; there are P, S, C, A, O and K") from None

    def _class(self, name: str, form: str) -> Part:
        if not self._features.has_class(name):
            raise PatternError(f"there is no class of words called “@{name}”")
        branches: list[Part] = [Item(frozenset({self._features.singles(name, form)}))]
        for phrase in self._features.several(name):
            first, *rest = phrase.split()
            whole = [first if form == ANY else f"{first}.{form}", *rest]
            branches.append(Sequence(tuple(map(self._single, whole))))
        return _shared(self._one_of(branches))


def _shared(part: Part) -> Part:
    """A part that has a name; what is one item is found as soon without."""
    return part if isinstance(part, Item | Piece) else Piece(part)


def _grouped(inner: Part, opening: str, closing: str) -> Part:
    """What stands in brackets, as the brackets say."""
    if opening == "(":
        return Perhaps(inner) if closing.endswith("?") else inner
    return Followed(inner, wanted=opening == "&(")


def _formed(written: str, form: str) -> str:
    """The plain words and classes of a group in the form that the group asks for."""
    if written.startswith("("):
        words, _, closing = written.partition(")")
        return f"{words}).{form}{'?' if closing.endswith('?') else ''}"
    return f"{written}.{form}" if written.lstrip("@").isalpha() else written


def _closings(parts: list[str]) -> dict[int, int]:
    """Where each bracket that is opened is closed."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for place, part in enumerate(parts):
        if part in _OPENINGS:
            opened.append(place)
        elif part.startswith(")") and opened:
            found[opened.pop()] = place
    if opened:
        raise PatternError("a bracket is opened and not closed")
    return found
