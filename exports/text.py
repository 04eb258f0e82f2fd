"""The one door through which text goes to paper and pictures: what may pass, and in what dress.

It knows characters and styles as values; it refuses markup of every kind, so a text can never be read as anything but
itself. What it does to a text, and nothing else:

* every kind of line end (and U+000B, U+000C, U+0085, U+2028, U+2029) is a line break; a tab is four spaces;
* spaces stay as they are, but those at the place where a line is broken are not drawn;
* characters without a shape (marks of direction, zero-width spaces, variation selectors) steer the line and are not
  drawn; of these the two joiners that belong to spelling also stay in the text of the document;
* a token longer than its line is broken where it reaches the edge;
* controls, lone surrogates and characters that no face has are refused by name, and the document is not made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from exports.errors import ExportError
from exports.fonts import Weight, describe, is_plain, missing

INK = "#1d2430"
MUTED = "#5c6472"

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_NAMED_AT_MOST = 6
_USUAL = 0.52  # of the size: the width of a character in ordinary English


class Jump(NamedTuple):
    """That a stretch of text leads to the place `to` of the same document, and is itself the place `at`.

    `words` say where it leads, for readers that do not see it. The first stretch that is a place keeps it.
    """

    to: str
    at: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one dress; `raised` is for numbers of sources, `jump` for what leads to another place.

    `alone` keeps its direction to itself: digits after an Arabic word stay where they stand in the sentence. Raised
    spans are always alone. A colour of None is the colour of the style.
    """

    text: str = field(repr=False)
    bold: bool = False
    italic: bool = False
    colour: str | None = None
    raised: bool = False
    alone: bool = False
    jump: Jump | None = None


Content = str | Span | Sequence[Span]
"""What every block of text takes: a string, a span, or spans in a row."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a block of text is set, in points.

    `characters` is the most that one line holds; the block is then only as wide as such a line usually is. None means
    the width of the page and what fits into it.
    `align` "start" is the left, or the right for a paragraph that runs from right to left.
    """

    size: float = 10.5
    leading: float = 16.0
    colour: str = INK
    bold: bool = False
    italic: bool = False
    before: float = 0.0
    after: float = 6.0
    indent: float = 0.0
    characters: int | None = 75
    align: Literal["start", "end"] = "start"

    def measure(self, width: float) -> float:
        """How wide the block is where so much room is given."""
        return width if self.characters is None else min(width, self.indent + self.characters * self.size * _USUAL)


def spans_of(content: Content) -> tuple[Span, ...]:
    """The content as spans, tidied by the rules above."""
    return tuple(map(_tidied, _given(content)))


def _given(content: Content) -> tuple[Span, ...]:
    if isinstance(content, str):
        return (Span(content),)
    return (content,) if isinstance(content, Span) else tuple(content)


def tidy(text: str) -> str:
    """The text with one kind of line break and without tabs."""
    return _BREAKS.sub("\n", text).replace("\t", "    ")


def weight(span: Span, style: Style) -> Weight:
    """Which face a span wants within its block."""
    bold, italic = span.bold or style.bold, span.italic or style.italic
    if bold:
        return "bold italic" if italic else "bold"
    return "italic" if italic else "regular"


def cannot_print(text: str) -> tuple[str, ...]:
    """The characters of a text that cannot be printed, each by number and name; empty where all can."""
    return tuple(describe(char) for char in missing(tidy(text).replace("\n", " ")))


def require_printable(content: Content, where: str = "") -> tuple[Span, ...]:
    """The content as spans, all of which can be printed; raises ExportError naming the characters and `where`."""
    given = _given(content)
    if all(is_plain(span.text) for span in given):
        return given
    spans = tuple(map(_tidied, given))
    named = cannot_print("\n".join(span.text for span in spans))
    if named:
        more = f" and {len(named) - _NAMED_AT_MOST} more" if len(named) > _NAMED_AT_MOST else ""
        at = f" in {where}" if where else ""
        raise ExportError(
            f"No font of this program can print {', '.join(named[:_NAMED_AT_MOST])}{more}{at}; "
            "write it in words there, then make the document again.",
            where,
        )
    return spans


def _tidied(span: Span) -> Span:
    text = tidy(span.text)
    return span if text == span.text else replace(span, text=text)
