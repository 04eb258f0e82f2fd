"""Times the reader of practice language: one paragraph, and a text that grows to 100,000 words at 5,000 cards."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from mapping.casemap import CaseMap
from mapping.language import read
from mapping.language.wholecase import case_findings
from tests.bench.figures import Figure, best

_CORPUS = Path(__file__).parents[1] / "data" / "language" / "corpus.tsv"
_PARAGRAPH, _WORDS_A_CARD = 8, 20
_FIRST = """
import sys, time
from mapping.language import read
text = sys.stdin.buffer.read().decode()
begun = time.perf_counter()
read(text)
print(time.perf_counter() - begun)
"""


def figures(case: CaseMap) -> Iterator[Figure]:
    """Every figure for one case, and for a text as long as a file of that many cards would be."""
    sentences = [line.split("\t")[2].rstrip(".") + "." for line in _CORPUS.read_text("utf-8").splitlines()[1:]]
    paragraph = " ".join(sentences[:_PARAGRAPH])
    text = _text(sentences, len(case.entries) * _WORDS_A_CARD)
    read(text)  # rules are read at first use
    words = f"a paragraph of {len(paragraph.split())} words"
    yield Figure(f"read {words}", best(lambda: read(paragraph), 5))
    yield Figure(f"read {words}, first in a fresh process", _first(paragraph))
    yield Figure("read 20 words for each card", best(lambda: read(text)))
    yield Figure("read 20 words for each card, first in a fresh process", _first(text))
    yield Figure("read every text of the case", best(lambda: case_findings(case)))


def _first(text: str) -> float:
    """Seconds to read a text where nothing was read before, rules included; the best of three processes."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    command = [sys.executable, "-c", _FIRST]
    runs = (
        subprocess.run(command, input=text.encode(), capture_output=True, check=True, env=environment) for _ in "123"
    )
    return min(float(run.stdout) for run in runs)


def _text(sentences: list[str], words: int) -> str:
    """Paragraphs of the corpus, over and over, of this many words."""
    endless = cycle(sentences)
    found: list[str] = []
    count = 0
    while count < words:
        found.append(" ".join(islice(endless, _PARAGRAPH)))
        count += len(found[-1].split())
    return "\n".join(found)
