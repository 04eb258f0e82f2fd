"""Which way text runs agrees with an independent implementation of the same rules."""

import unicodedata

import bidi
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.direction import base_level, harmless, levels, visual_order

LETTERS = st.sampled_from("abאבا12٣ .,-+$()[]«»\u0301\u05b0")
ISOLATED = st.recursive(
    st.lists(LETTERS, max_size=8).map("".join),
    lambda inner: st.tuples(
        inner, st.sampled_from("\u2066\u2067\u2068"), inner, inner
    ).map(lambda parts: f"{parts[0]}{parts[1]}{parts[2]}\u2069{parts[3]}"),
    max_leaves=4,
)  # fmt: skip
TRAILING = {"WS", "BN", "LRE", "RLE", "PDF", "LRI", "RLI", "FSI", "PDI"}


def displayed(text: str) -> str:
    """Return the characters of a line from left to right."""
    found = levels(text) or [0] * len(text)
    end = len(text)
    while end and unicodedata.bidirectional(text[end - 1]) in TRAILING:
        end -= 1
    line = [*found[:end], *([base_level(text)] * (len(text) - end))]
    return "".join(text[index] for index in visual_order(line))


def without_marks(text: str) -> str:
    return "".join(char for char in text if not "\u202a" <= char <= "\u202e" and not "\u2066" <= char <= "\u2069")


@settings(max_examples=400)
@given(st.lists(LETTERS, max_size=16).map("".join))
def test_plain_text_runs_as_the_rules_say(text: str) -> None:
    assert displayed(text) == bidi.get_display(text)


@settings(max_examples=300)
@given(ISOLATED)
def test_isolates_run_as_the_rules_say(text: str) -> None:
    assert without_marks(displayed(text)) == without_marks(str(bidi.get_display(text)))


@settings(max_examples=300)
@given(st.lists(LETTERS | st.sampled_from("\u202a\u202b\u202c"), max_size=14).map("".join))
def test_embeddings_run_as_the_rules_say(text: str) -> None:
    assert without_marks(displayed(text)) == without_marks(str(bidi.get_display(text)))


def test_text_without_hebrew_or_arabic_is_not_looked_at_further() -> None:
    assert levels("He took her phone (twice).") is None
    assert levels("אב") == [1, 1]


def test_an_override_never_turns_letters_round() -> None:
    assert harmless("\u202eabc\u202c") == "\u202babc\u202c"
    assert "abc" in displayed("\u202eabc\u202c")


def test_isolates_without_end_and_a_thousand_deep_are_survived() -> None:
    assert levels("\u2067" * 1000 + "a" + "\u2069" * 3)
    assert levels("\u2067אב")
    assert levels("\u2069\u2069אב")
