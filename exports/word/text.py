"""Phrases become runs of a Word paragraph: their dress, the raised numbers of sources, and which way each runs.

All text passes the door of `exports.text`, so that Word gets what paper gets, or the same refusal. What nobody sees
(zero-width signs, marks of direction, hidden letters) stays out; direction is said by the runs themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from unicodedata import bidirectional

from exports.blocks import Phrase
from exports.direction import base_level, levels, turns
from exports.fonts import spoken
from exports.text import MUTED, Span, require_printable
from exports.word.elements import Element, made, text_run
from exports.word.styles import RAISED

_ISOLATE, _CLOSE = "\u2068", "\u2069"
_MARKS = "\u200e", "\u200f"
"""What stands beside a name that runs the other way, so that the digits and commas next to it keep their places."""


@dataclass(frozen=True, slots=True)
class Dress:
    """What a paragraph's place adds to the dress of all its phrases; `apart`: each keeps its direction to itself."""

    italic: bool = False
    muted: bool = False
    colour: str = ""
    apart: bool = False


PLAIN = Dress()


def fill(paragraph: Element, phrases: Sequence[Phrase], dress: Dress = PLAIN) -> None:
    """Puts phrases into an empty paragraph, and says which way it runs.

    Raises ExportError, naming the entry, for a character that cannot be printed.
    """
    several = len(phrases) > 1
    spans = [span for each in phrases for span in _spans(each, apart=several and (dress.apart or bool(each.where)))]
    if not any(turns(span.text) for span in spans):
        for span in spans:
            paragraph.append(_run(spoken(span.text), span, dress))
        return
    text = "".join(_isolated(span) for span in spans)
    base = base_level(text)
    if base and paragraph.tag.endswith("}p"):
        _turn(paragraph)
    for run in _turning(spans, levels(text, base) or [base] * len(text), base, dress):
        paragraph.append(run)


def _spans(phrase: Phrase, *, apart: bool) -> Iterator[Span]:
    """A phrase that has passed the door, and behind it the numbers of its sources."""
    if phrase.text:
        alone = apart and turns(phrase.text)
        tone = MUTED if phrase.muted else None
        yield from require_printable(Span(phrase.text, phrase.bold, phrase.italic, tone, alone=alone), phrase.where)
    if phrase.sources:
        yield Span(",\u00a0".join(map(str, phrase.sources)), raised=True)


def _isolated(span: Span) -> str:
    return f"{_ISOLATE}{span.text}{_CLOSE}" if span.alone or span.raised else span.text


def _turning(spans: Iterable[Span], level_of: Sequence[int], base: int, dress: Dress) -> Iterator[Element]:
    """Spans of which some run from the right, as runs of one direction each."""
    at = 0
    for span in spans:
        apart = span.alone or span.raised  # such a span keeps its direction to itself, and is looked at by itself
        own = (levels(span.text) or [0] * len(span.text)) if apart else level_of[at : at + len(span.text)]
        at += len(span.text) + 2 * apart
        fenced = span.alone and any(level % 2 != base for level in own)
        if fenced:
            yield text_run(_MARKS[base])
        for level, part in groupby(zip(own, span.text, strict=True), key=lambda pair: pair[0]):
            text = spoken("".join(char for _, char in part))
            if text:
                yield _run(text, span, dress, from_right=_from_right(text, level))
        if fenced:
            yield text_run(_MARKS[base])


def _from_right(text: str, level: int) -> bool:
    """Whether a run is one that Word takes to run from the right: never one that holds a letter that does not."""
    if level % 2:
        return True
    return level > 0 and not any(bidirectional(char) == "L" for char in text)


def _run(text: str, span: Span, dress: Dress, *, from_right: bool = False) -> Element:
    return text_run(text, *_properties(span, dress, from_right))


def _properties(span: Span, dress: Dress, from_right: bool) -> Iterator[Element]:
    """The dress of a run, in the order in which Word wants it."""
    if span.raised:
        yield made("rStyle", val=RAISED)
    if span.bold:
        yield from (made("b"), made("bCs"))
    if span.italic or dress.italic:
        yield from (made("i"), made("iCs"))
    if from_right:
        yield made("noProof")
    colour = MUTED if dress.muted else span.colour or dress.colour
    if colour and not span.raised:
        yield made("color", val=colour[1:])
    if from_right:
        yield made("rtl")


def _turn(paragraph: Element) -> None:
    """Makes a paragraph run from the right."""
    paragraph.pPr.insert_element_before(
        made("bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc",
        "w:outlineLvl", "w:rPr",
    )  # fmt: skip
