"""The timeline as a drawing: what is known to the day, what is not, what goes on; each drawn as such and in words."""

from datetime import date
from itertools import pairwise

import pytest

from exports.blocks import Dated, Lane, Phrase, TimelinePicture
from exports.drawing import Curve, Drawing, Item, Rect, Sign, TextLine, each_text
from exports.errors import ExportError
from exports.figures import of_timeline
from exports.outlines import outlines
from exports.timeline import timeline
from exports.timescale import scale_of

WIDTH, TALLEST = 495.0, 610.0
ON = date(2026, 3, 12)


def picture(*dates: str, what: str = "Takes her wages") -> TimelinePicture:
    """A timeline with a row for each date."""
    rows = tuple(Dated(Phrase(what, where="b1"), ((each, f"said {each}"),)) for each in dates)
    return TimelinePicture((Lane("What he does", "behaviour", rows),), ON)


def drawn(*dates: str) -> list[Item]:
    """What is drawn for the rows of these dates, without the words."""
    (drawing,) = timeline(picture(*dates), WIDTH, TALLEST)
    groups = [item.items for item in drawing.items if hasattr(item, "label")]
    return [item for items in groups for item in items if not isinstance(item, TextLine)]


def bars(items: list[Item]) -> list[Rect]:
    """The boxes that are not the white ground of words."""
    return [item for item in items if isinstance(item, Rect) and item.fill != "#ffffff"]


def test_a_day_is_a_mark_at_its_place() -> None:
    marks = [item for item in drawn("2024-01-01", "2025-01-01", "2026-01-01") if isinstance(item, Sign)]
    assert len(marks) == 3
    first, second, third = (mark.x for mark in marks)
    assert second - first == pytest.approx(third - second, abs=0.5)
    assert bars(drawn("2024-01-01")) == []


def test_a_day_that_is_about_right_is_hollow() -> None:
    marks = [item for item in drawn("2024-01-01~", "2025-06-01") if isinstance(item, Sign)]
    assert [mark.colour for mark in marks][1] == "#ffffff"


def test_a_stretch_between_two_days_is_a_bar_with_sharp_edges() -> None:
    assert len(bars(drawn("2024-01-01/2025-01-01"))) == 1


@pytest.mark.parametrize("edtf", ["2024-01-01/..", "../2024-05-01", "2023~/2025-01-01", "2023/2025-01-01"])
def test_an_edge_that_is_open_or_not_known_fades(edtf: str) -> None:
    found = bars(drawn(edtf, "2020-01-01"))
    assert len(found) > 9
    assert len({bar.fill for bar in found}) > 9


def test_a_bar_without_an_end_reaches_to_the_day_of_the_report() -> None:
    scale = scale_of(["2024-01-01/.."], ON)
    assert scale is not None
    assert scale.words == "Jan 2024 to Mar 2026"


def test_a_month_or_a_year_is_a_pale_stretch_with_a_dashed_edge() -> None:
    found = drawn("2024", "2020-01-01/2026-01-01")
    dashed = [item for item in found if isinstance(item, Curve) and item.dash]
    assert len(dashed) == 2


def test_every_row_says_in_words_what_and_when() -> None:
    (drawing,) = timeline(picture("2024-01-01", "2023~/.."), WIDTH, TALLEST)
    words = [line.text for line in each_text(drawing)]
    assert words.count("Takes her wages") == 2
    assert "said 2024-01-01" in words
    assert "said 2023~/.." in words


def test_what_is_no_date_is_a_row_without_a_mark() -> None:
    (drawing,) = timeline(picture("2024-01-01", "some day"), WIDTH, TALLEST)
    assert "said some day" in [line.text for line in each_text(drawing)]


def test_the_words_beside_marks_stay_within_the_drawing() -> None:
    (drawing,) = timeline(picture("2024-01-01", "2024-02-03", "2026-01-01/.."), WIDTH, TALLEST)
    for line in each_text(drawing):
        assert 0 <= line.x <= WIDTH


def test_a_long_timeline_is_parted_between_rows_and_no_word_gets_smaller() -> None:
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 9) for day in range(1, 9)]
    parts = list(timeline(picture(*days), WIDTH, TALLEST))
    assert len(parts) > 1
    assert all(part.height <= TALLEST for part in parts)
    assert {line.size for part in parts for line in each_text(part)} == {8.5, 9.5, 10.5}
    assert "What he does (continued)" in [line.text for line in each_text(parts[1])]
    rows = [line for part in parts for line in each_text(part) if line.text == "Takes her wages"]
    assert len(rows) == 64


def test_each_part_has_words_for_those_who_do_not_see_it() -> None:
    (shown,) = of_timeline(picture("2024-01-01", "2025-03-01"), WIDTH).parts
    assert shown.alt == "Timeline, Jan 2024 to Mar 2025. What he does. The table below gives every date in words."


def test_a_timeline_that_nobody_could_take_in_is_words_instead() -> None:
    found = of_timeline(picture(*(["2024-01-01"] * 151)), WIDTH)
    assert found.parts == ()
    assert "the table below gives them all" in found.instead


@pytest.mark.parametrize("edtf", ["0001", "9999-12-31", "../0001-01-01", "9999-12-31/..", "0001/9999"])
def test_the_ends_of_the_calendar_can_be_drawn(edtf: str) -> None:
    for part in timeline(picture(edtf), WIDTH, TALLEST):
        assert list(outlines(part.items))


def test_a_name_from_the_right_stands_at_the_right_of_its_room() -> None:
    (drawing,) = timeline(picture("2024-01-01", what="الأب يفتش هاتفها"), WIDTH, TALLEST)
    line = next(line for line in each_text(drawing) if line.rtl)
    assert line.room is not None


def test_a_character_that_cannot_be_printed_is_refused_by_name_and_entry() -> None:
    with pytest.raises(ExportError, match="U\\+0E01") as caught:
        list(timeline(picture("2024-01-01", what="\u0e01"), WIDTH, TALLEST))
    assert caught.value.where == "b1"


def test_a_timeline_without_dates_is_nothing() -> None:
    assert list(timeline(TimelinePicture((), ON), WIDTH, TALLEST)) == []


def test_the_years_along_the_scale_do_not_meet() -> None:
    for first, last in (("1950", "2026"), ("2024-01", "2024-09"), ("2024-05-01", "2024-05-20"), ("2020", "2024")):
        scale = scale_of([first, last], ON)
        assert scale is not None
        places = [share * 250 for share, _ in scale.ticks(250)]
        assert len(places) >= 2
        assert all(later - sooner > 30 for sooner, later in pairwise(places))


def test_the_same_timeline_is_the_same_drawing() -> None:
    again: list[list[Drawing]] = [list(timeline(picture("2024", "2023~/.."), WIDTH, TALLEST)) for _ in range(2)]
    assert again[0] == again[1]
