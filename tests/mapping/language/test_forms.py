"""The forms of words, the cut of a text, and the language of patterns."""

import pytest

from mapping.language.features import Features
from mapping.language.forms import forms_of
from mapping.language.patterns import Compiler, PatternError
from mapping.language.tokens import lines, sentences, tokens


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("protect", "protects protected protecting"),
        ("deny", "denies denied denying"),
        ("stop", "stops stopped stopping"),
        ("control", "controls controlled controlling"),
        ("minimise", "minimises minimized minimizing"),
        ("tell", "tells told telling"),
        ("strike", "struck striking"),
        ("child", "children"),
        ("behaviour", "behaviours behaviors"),
        ("expose", "exposed exposing"),
        ("travel", "travelled traveled"),
    ],
)
def test_a_word_takes_its_forms(word: str, written: str) -> None:
    found = frozenset().union(*forms_of(word).values())
    assert set(written.split()) <= found


def test_a_participle_is_told_from_a_past() -> None:
    assert forms_of("break")["pp"] == {"broken"}
    assert forms_of("break")["past"] == {"broke"}


def words(text: str) -> list[str]:
    return [token.word for _, line in lines(text) for token in tokens(line).tokens]


def test_contractions_possessives_and_hyphens_are_cut() -> None:
    assert words("She didn’t co-parent") == ["she", "did", "not", "co", "parent"]
    assert words("the mother's phone") == ["the", "mother", "'s", "phone"]
    assert words("the twins’ mother") == ["the", "twins", "'", "mother"]


def cut(text: str) -> list[str]:
    return [text[each.start : each.end] for each in sentences(tokens(text))]


def test_sentences_end_where_a_reader_hears_them_end() -> None:
    assert cut("He hit her. She left.") == ["He hit her.", "She left."]
    assert cut("Mr. Brown came at 10.30. Ms. K. left.") == ["Mr. Brown came at 10.30.", "Ms. K. left."]
    assert cut("“Stop!” she said. He did not.")[-1] == "He did not."


def compiled(written: str) -> Compiler:
    maker = Compiler(Features({"hurt": ("hit", "lash out")}), {"by": "(=by|=from)", "loop": "$loop"})
    maker.compile(written)
    return maker


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("(a | b", "not closed"),
        ("[Z] hit", "nobody"),
        ("@nothing", "no class"),
        ("$nothing hit", "no piece"),
        ("$loop", "uses itself"),
        ("hit.xx", "no form"),
        ("..", "match anything"),
        ("hit & run", "cannot stand"),
    ],
)
def test_a_pattern_that_cannot_be_read_says_why(written: str, said: str) -> None:
    with pytest.raises(PatternError, match=said):
        compiled(written)


def test_a_pattern_that_can_be_read_is() -> None:
    compiled("[S] (was|were) @hurt.pp .. !($by [P]) <adv>? =him ~3 $")
