"""Where a pattern begins and ends in a sentence, where several ends would do; and which patterns are tried at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mapping.language.engine import Engine
from mapping.language.lines import Line
from mapping.language.needs import Index
from mapping.language.places import numbers
from mapping.language.rules import Rules
from mapping.language.tokens import tokens

RULES = {"blow": ("hit", "beat up")}, {"who": "(=he|=she)", "what": "(it | the .. =door | =door)"}


def found(pattern: str, *texts: str) -> list[str]:
    """What a pattern finds in some sentences that are searched at once."""
    engine = Engine(Rules((), *RULES, {"it": (pattern,)}))
    cut = [tokens(text) for text in texts]
    passage = engine.passage(
        [Line(text, 0, [], [own], [[""] * len(own.tokens)]) for text, own in zip(texts, cut, strict=True)]
    )
    passages = []
    for start, end in engine.found(engine.frame["it"], passage, passage.numbers):
        covered = passage.covered(start, end)
        first, last = covered[0], covered[-1]
        text = texts[passage.line_of(passage.sentence_at(start))]
        passages.append(text[passage.starts[first] : passage.starts[last] + passage.tokens[last].length])
    return passages


@pytest.mark.parametrize(
    ("pattern", "text", "passages"),
    [
        ("=he .. =her", "he saw her and her dog", ["he saw her"]),
        ("=he ~1 =her", "he saw and heard her", []),
        ("=he =has? =hit", "he has hit and he hit", ["he has hit", "he hit"]),
        ("=a =b?", "a b", ["a b"]),
        ("=a (=b | =b =c)", "a b c", ["a b"]),
        ("=a (=b =c | =b =d | =b =d =e)", "a b d e", ["a b d"]),
        ("=a (=b =c | =b)? =d", "a b d, a d", ["a b d", "a d"]),
        ("=a =a", "a a a a a", ["a a", "a a"]),
        ("$who !(=not) @blow", "he not hit, she hit, he beats up", ["she hit", "he beats up"]),
        ("$who &(@blow)", "he went, she hits", ["she"]),
        ("^ =he", "he went; he came, he saw", ["he", "he"]),
        ("=saw $", "he saw (twice) and saw", ["saw", "saw"]),
        ("=he .. =left", "he came; she left", []),
        ("=note : =he", "note: he left", ["note: he"]),
        ("(hit | =push).pp =by", "hit by, hitting by, push by", ["hit by", "push by"]),
        ("((break | hit) =it).ing", "breaking it, hit it", ["breaking it"]),
        ("=hit $what", "he hit the blue door and hit it, hit door", ["hit the blue door", "hit it", "hit door"]),
    ],
)
def test_a_pattern_ends_where_its_first_choice_ends(pattern: str, text: str, passages: list[str]) -> None:
    assert found(pattern, text) == passages


@pytest.mark.parametrize(
    ("pattern", "texts", "passages"),
    [
        ("=he .. =left", ["he", "came and left", "he was left"], ["he was left"]),
        ("=he =left", ["and he", "left"], []),
        ("^ =he", ["and he", "he came", "he left"], ["he", "he"]),
        ("=left $", ["he left it", "he left", "left he"], ["left"]),
        ("=he !(=left)", ["he left", "he", "left"], ["he"]),
        ("=he ~3 @blow", ["he", "hit", "he may hit", "he and she and he hit"], ["he may hit", "he hit"]),
    ],
)
def test_sentences_that_are_searched_at_once_know_nothing_of_each_other(
    pattern: str, texts: list[str], passages: list[str]
) -> None:
    assert found(pattern, *texts) == passages
    assert [each for text in texts for each in found(pattern, text)] == passages


def test_a_sentence_keeps_the_patterns_of_which_it_meets_every_need() -> None:
    index = Index([tuple(map(frozenset, needs)) for needs in [({1},), ({1, 2}, {3}), ({4}, {1}, {2}), ({9},)]])
    assert list(numbers(index.possible([index.met_by({1}), index.met_by({3, 7})]))) == [0, 1]
    assert list(numbers(index.possible([index.met_by({1, 2, 4})]))) == [0, 2]
    assert list(numbers(index.possible([]))) == []


def test_reading_twice_in_different_processes_finds_the_same() -> None:
    script = "from mapping.language import read; print(read('ongoing domestic conflict in the household'))"
    root = str(Path(__file__).resolve().parents[3])
    told = [
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": root, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0].strip()
    assert len(set(told)) == 1
