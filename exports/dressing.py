"""Phrases of an outline in the dress that paper has for them: spans, with the numbers of sources raised behind them.

A raised number leads to its line in the list of sources, and that line back to the first place where it is named. It
knows no case and no page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from exports.blocks import Outline, Paragraph, Phrase, Table, Tone
from exports.direction import levels
from exports.text import MUTED, Jump, Span

BETWEEN = " · "
"""What stands between the parts of a running line."""


@dataclass(frozen=True, slots=True)
class Dressing:
    """How the phrases of one document are dressed; `listed` are the numbers that the list of its sources holds."""

    listed: frozenset[int] = frozenset()

    def spans(self, paragraph: Paragraph) -> tuple[Span, ...]:
        """A paragraph as spans; the numbers of its sources are raised after what they belong to."""
        several = len(paragraph.phrases) > 1
        return tuple(span for phrase in paragraph.phrases for span in self._phrase(phrase, several=several))

    def stacked(self, paragraphs: Iterable[Paragraph]) -> tuple[Span, ...]:
        """Paragraphs of a cell, each on a line of its own."""
        found: list[Span] = []
        for paragraph in paragraphs:
            found.extend((Span("\n"),) if found else ())
            found.extend(_in_cell(span, paragraph.tone) for span in self.spans(paragraph))
        return tuple(found)

    def _phrase(self, phrase: Phrase, *, several: bool) -> Iterator[Span]:
        if phrase.text:
            tone = MUTED if phrase.muted else None
            alone = several and bool(phrase.where) and levels(phrase.text, 0) is not None
            jump = _back(phrase.number) if phrase.number else None
            yield Span(phrase.text, phrase.bold, phrase.italic, tone, alone=alone, jump=jump)
        if phrase.sources and not self.listed.issuperset(phrase.sources):
            yield Span(",\u00a0".join(map(str, phrase.sources)), colour=MUTED, raised=True)
        else:
            yield from self._numbers(phrase.sources)

    def _numbers(self, sources: tuple[int, ...]) -> Iterator[Span]:
        """The numbers of sources, each of which leads to the list."""
        for place, number in enumerate(sources):
            if place:
                yield Span(",\u00a0", colour=MUTED, raised=True)
            yield Span(str(number), colour=MUTED, raised=True, jump=_there(number))


def dressing(outline: Outline) -> Dressing:
    """How this outline is dressed."""
    tables = (block for section in outline.sections for block in section.blocks if isinstance(block, Table))
    firsts = chain.from_iterable(row[0] for table in tables for row in table.rows if row)
    return Dressing(frozenset(each.number for line in firsts for each in line.phrases if each.number))


def running(words: str) -> tuple[Span, ...]:
    """A line that stands on every page; each of its parts keeps its direction to itself."""
    found = (span for part in words.split(BETWEEN) for span in (Span(BETWEEN), Span(part, alone=True)))
    return tuple(found)[1:]


def _there(number: int) -> Jump:
    return Jump(f"source {number}", f"named {number}", f"Source {number}")


def _back(number: int) -> Jump:
    return Jump(f"named {number}", f"source {number}", f"Where source {number} is first named")


def _in_cell(span: Span, tone: Tone) -> Span:
    """A cell has one size of type: small lines are quiet there, and quotations stand in italics."""
    if tone == "small":
        return replace(span, colour=MUTED)
    return replace(span, italic=True) if tone == "quote" else span
