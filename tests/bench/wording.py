"""Times the reader of practice language: one paragraph, and a text that grows to 100,000 words at 5,000 cards."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from mapping.casemap import CaseMap
from mapping.language import read
from mapping.language.wholecase import case_findings
from tests.bench.figures import Figure, best

_CORPUS = Path(__file__).parents[1] / "data" / "language" / "corpus.tsv"
_PARAGRAPH, _WORDS_A_CARD = 8, 20


def figures(case: CaseMap) -> Iterator[Figure]:
    """Every figure for one case, and for a text as long as a file of that many cards would be."""
    sentences = [line.split("\t")[2].rstrip(".") + "." for line in _CORPUS.read_text("utf-8").splitlines()[1:]]
    paragraph = " ".join(sentences[:_PARAGRAPH])
    text = _text(sentences, len(case.entries) * _WORDS_A_CARD)
    read(text)  # patterns are made at first use
    yield Figure(f"read a paragraph of {len(paragraph.split())} words", best(lambda: read(paragraph), 5))
    yield Figure("read 20 words for each card", best(lambda: read(text)))
    yield Figure("read every text of the case", best(lambda: case_findings(case)))


def _text(sentences: list[str], words: int) -> str:
    """Paragraphs of the corpus, over and over, of this many words."""
    endless = cycle(sentences)
    found: list[str] = []
    count = 0
    while count < words:
        found.append(" ".join(islice(endless, _PARAGRAPH)))
        count += len(found[-1].split())
    return "\n".join(found)
