"""Where a pattern begins and ends in a sentence, where several ends would do; and which patterns are tried at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mapping.language.engine import Engine, covered
from mapping.language.needs import Index, numbers
from mapping.language.rules import Rules
from mapping.language.tokens import tokens


def found(pattern: str, text: str) -> list[str]:
    """The passages of a text, one sentence, in which a pattern is found."""
    rules = Rules((), {"blow": ("hit", "beat up")}, {"who": "(=he|=she)"}, {"it": (pattern,)})
    engine = Engine(rules)
    cut = tokens(text)
    sentence = engine.encode(cut, [""] * len(cut), ())
    places = [covered(sentence, *each) for each in engine.found(engine.frame["it"], sentence)]
    return [text[cut[each[0]].start : cut[each[-1]].end] for each in places]


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
    ],
)
def test_a_pattern_ends_where_its_first_choice_ends(pattern: str, text: str, passages: list[str]) -> None:
    assert found(pattern, text) == passages


def test_a_sentence_keeps_the_patterns_of_which_it_meets_every_need() -> None:
    index = Index()
    wanted = [({1},), ({1, 2}, {3}), ({4}, {1}, {2}), ({9},)]
    for needs in wanted:
        index.add(tuple(map(frozenset, needs)))
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
