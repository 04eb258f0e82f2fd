"""Pages of notes beside a case: words are found in them, and wording is read in them; a page is no entry of the case.

A page goes by the id of the source whose words it holds, "" where that is not said. Places are counted in the page as
it is shown, with names hidden or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mapping.casemap import CaseMap
from mapping.entries import Source
from mapping.find import excerpt_of, score_of
from mapping.folding import bare, folded, words_in
from mapping.language.cast import Cast
from mapping.language.findings import Finding
from mapping.language.kept import sentence_around
from mapping.language.reader import read
from mapping.language.rules import Rules
from mapping.naming import Naming
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary
from mapping.wording import source_title

Pages = Mapping[str, str]
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True, repr=False)
class PageHit:
    """Words that were found in a page: where they stand, what stands around them, and how well they fit."""

    source: str
    start: int
    end: int
    excerpt: str
    score: float


@dataclass(frozen=True, slots=True, repr=False)
class PageFinding:
    """A finding of the wording in a page, its sentence, and where the passage begins in that; -1 where it is cut."""

    source: str
    finding: Finding
    sentence: str
    at: int


def page_title(case: CaseMap, source: str, naming: Naming) -> str:
    """What a page is called: by whose words it holds."""
    whose = case.entry(source)
    return f"Notes: {source_title(whose, naming, load_vocabulary())}" if isinstance(whose, Source) else "Notes"


def find_in_pages(pages: Pages, query: str, naming: Naming, limit: int = 20) -> tuple[PageHit, ...]:
    """The lines of pages that hold all words of a query, the best first; names that are hidden are not looked for."""
    query = bare(query)
    wanted = words_in(query)
    if not wanted and not folded(query):
        return ()
    hits = []
    for source, start, line in _lines(pages, naming):
        score = score_of(folded(bare(line)), folded(query), wanted)
        if score:
            first, last = _place(line, query, wanted)
            hits.append(PageHit(source, start + first, start + last, excerpt_of(line, folded(query), wanted), score))
    hits.sort(key=lambda hit: -hit.score)
    return tuple(hits[:limit])


def _lines(pages: Pages, naming: Naming) -> Iterator[tuple[str, int, str]]:
    for source, text in pages.items():
        for found in _LINE.finditer(veiled_text(text, naming)):
            yield source, found.start(), found[0]


def _place(line: str, query: str, wanted: list[str]) -> tuple[int, int]:
    """Where in a line the words stand: the query, else its first word, else all of the line."""
    small = line.casefold()
    for each in (query.casefold(), *wanted) if len(small) == len(line) else ():
        at = small.find(each)
        if at >= 0:
            return at, at + len(each)
    return 0, len(line)


def page_findings(case: CaseMap, pages: Pages, cast: Cast, rules: Rules | None = None) -> tuple[PageFinding, ...]:
    """What the reader finds in pages, each in its order; a page of somebody's own words is not read for its wording."""
    found = []
    for source, text in pages.items():
        whose = case.entry(source)
        if isinstance(whose, Source) and whose.own_words:
            continue
        for each in read(text, cast, rules).findings:
            sentence = sentence_around(text, each.start, each.end)
            start = text.rfind(sentence, 0, each.start + len(sentence))
            found.append(PageFinding(source, each, sentence, each.start - start if 0 <= start <= each.start else -1))
    return tuple(found)
