"""Lists in a Word file: points, numbers that begin anew with each list, and the signs before the titles of cards.

A sign is the point of a list of one: Word draws it, nobody has to read it as a letter, and the title stays a title.
"""

from __future__ import annotations

from docx.document import Document as WordDocument

from exports.colours import colour, sign_of
from exports.word.elements import Element, made, twips
from exports.word.styles import BULLETS, SIGNS, SPACE
from mapping.signs import shapes

_NUMBERS = 1
_HANG = 15.0


def numbering_part() -> str:
    """The part of an empty file that holds its lists: one with points, and how those with numbers look."""
    indent = f'<w:pPr><w:ind w:left="{twips(_HANG)}" w:hanging="{twips(_HANG)}"/></w:pPr>'
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>{indent}'
        "</w:lvl></w:abstractNum>"
        for key, form, text in ((0, "bullet", "•"), (_NUMBERS, "decimal", "%1."))
    )
    points = f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:numbering xmlns:w="{SPACE}">{kinds}{points}</w:numbering>'


class Lists:
    """The lists of one document, each under its number."""

    def __init__(self, document: WordDocument) -> None:
        self._kinds: Element = document.part.numbering_part.element
        self._signs: dict[tuple[str, float], int] = {}
        self._next_kind, self._next = _NUMBERS + 1, BULLETS + 1

    def numbered(self) -> int:
        """The number of a new list whose items are numbered from 1."""
        again = made("lvlOverride", made("startOverride", val=1), ilvl=0)
        return self._list(_NUMBERS, again)

    def sign(self, kind: str, hanging: float) -> int:
        """The number of the list whose point is the sign of a kind, in its colour; 0 for a kind without a sign."""
        if not sign_of(kind):
            return 0
        if (kind, hanging) not in self._signs:
            self._signs[kind, hanging] = self._list(self._new_kind(kind, hanging))
        return self._signs[kind, hanging]

    def _list(self, kind: int, *overrides: Element) -> int:
        number, self._next = self._next, self._next + 1
        self._kinds.append(made("num", made("abstractNumId", val=kind), *overrides, numId=number))
        return number

    def _new_kind(self, kind: str, hanging: float) -> int:
        key, self._next_kind = self._next_kind, self._next_kind + 1
        look = made(
            "rPr",
            made("rFonts", ascii=SIGNS, hAnsi=SIGNS, eastAsia=SIGNS, cs=SIGNS, hint="default"),
            made("b", val=0),
            made("i", val=0),
            made("color", val=colour(kind)[1:]),
        )
        level = made(
            "lvl",
            made("start", val=1),
            made("numFmt", val="bullet"),
            made("lvlText", val=shapes()[sign_of(kind)].letter),
            made("lvlJc", val="left"),
            made("pPr", made("ind", left=twips(hanging), hanging=twips(hanging))),
            look,
            ilvl=0,
        )
        new = made("abstractNum", made("multiLevelType", val="singleLevel"), level, abstractNumId=key)
        self._kinds.insert(key, new)  # kinds stand before the lists that are of them
        return key


def in_list(number: int) -> tuple[Element, ...]:
    """What makes a paragraph an item of the list of this number; nothing for 0."""
    return (made("numPr", made("ilvl", val=0), made("numId", val=number)),) if number else ()
