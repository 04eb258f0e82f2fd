"""Lines fit their width, in every script, and break where a reader expects it."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.lines import Line, break_lines, one_line
from exports.text import Span, Style, spans_of

STYLE = Style(size=10)
WORDS = st.sampled_from(
    ["he ", "asked", " ", "  ", "mother-in-law", "x" * 70, "AVAVAV", "الأب ", "لا", "مُحَمَّدٌ", "(2022) ", "האב ", "किसी ",
     "க்ஷ", "中文，", "father’s ", "\n", "a\u0301" * 9, "12/03/2022 ", "ffi", "é"]
)  # fmt: skip


def lines(text: str, width: float = 200, characters: int | None = None) -> list[Line]:
    """Return the lines of a text."""
    return break_lines(spans_of(text), STYLE, width, characters)


def place_of(char: str, line: Line) -> float:
    """Return where the piece that holds a character stands."""
    return next(placed.x for placed in line.placed() if char in placed.piece.source)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map("".join), st.floats(40, 400))
def test_no_line_is_wider_than_it_may_be(text: str, width: float) -> None:
    for line in lines(text, width):
        assert line.width <= width + 1e-6
        assert line.width == pytest.approx(sum(piece.width for piece in line.pieces))


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=40).map("".join))
def test_lines_hold_every_character_but_the_spaces_at_their_ends(text: str) -> None:
    broken = "".join(line.text for line in lines(text))
    assert "".join(broken.split()) == "".join(text.split())


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=40).map("".join))
def test_a_line_in_place_fills_its_width_without_gap_or_overlap(text: str) -> None:
    for line in lines(text):
        ends = sorted((placed.x, placed.x + placed.piece.width) for placed in line.placed() if placed.piece.width)
        assert not ends or ends[0][0] == pytest.approx(0)
        assert all(end == pytest.approx(start, abs=1e-6) for (_, end), (start, _) in pairwise(ends))
        assert not ends or ends[-1][1] == pytest.approx(line.width)


def test_lines_of_prose_hold_at_most_seventy_five_characters() -> None:
    found = lines("a little at a time, every day of every week " * 20, 1000, 75)
    assert max(len(line.text) for line in found) <= 75
    assert min(len(line.text) for line in found[:-1]) > 60


def test_a_source_number_does_not_count_for_more_than_it_shows() -> None:
    text = "a" * 74
    assert len(break_lines((Span(text), Span("1", raised=True)), STYLE, 1000, 75)) == 1


def test_lines_break_at_spaces_and_not_at_hyphens() -> None:
    assert [line.text for line in lines("see her mother-in-law", 80)] == ["see her", "mother-in-law"]


def test_spaces_within_a_line_are_kept() -> None:
    assert lines("a   b")[0].text == "a   b"
    assert lines("   a")[0].text == "   a"


def test_chinese_breaks_between_characters_but_not_before_a_full_stop() -> None:
    found = [line.text for line in lines("父亲每晚检查手机。" * 8, 95)]
    assert len(found) > 5
    assert not [text for text in found if text.startswith("。")]


def test_arabic_runs_from_the_right_and_its_words_keep_their_order() -> None:
    (line,) = lines("الأب يشك فيها")
    assert line.rtl
    assert place_of("ب", line) > place_of("ش", line) > place_of("ف", line)


def test_lines_of_arabic_are_broken_before_they_are_turned_round() -> None:
    first, second, *_ = lines("واحد اثنان ثلاثة أربعة خمسة ستة سبعة", 80)
    assert first.text.startswith("واحد")
    assert not second.text.startswith("واحد")


def test_a_number_of_a_source_after_arabic_stays_at_the_end_of_the_sentence() -> None:
    spans = (Span("She said "), Span("أنا خائفة"), Span("1", raised=True), Span(", on 3 March."))
    (line,) = break_lines(spans, STYLE, 400)
    assert place_of("d", line) < place_of("ئ", line) < place_of("أ", line) < place_of("1", line) < place_of("M", line)


def test_letters_are_joined_in_arabic_and_marks_sit_on_their_letters() -> None:
    apart = one_line(spans_of("ل"), STYLE).width + one_line(spans_of("ه"), STYLE).width
    assert one_line(spans_of("له"), STYLE).width != pytest.approx(apart)
    assert one_line(spans_of("e\u0301"), STYLE).width == pytest.approx(one_line(spans_of("é"), STYLE).width)
    assert one_line(spans_of("सि"), STYLE).width < one_line(spans_of("स िइ"), STYLE).width


def test_one_line_has_no_break_in_it() -> None:
    assert one_line(spans_of("a\nb"), STYLE).text == "a b"
