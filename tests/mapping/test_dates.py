"""EDTF level 1 in and out: what a date can mean, earliest and latest, and how it is read aloud."""

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.dates import DateError, When, is_edtf, read_edtf, spoken

FROM_TO = {
    "2026-02-09": (date(2026, 2, 9), date(2026, 2, 9), "day"),
    "2024-02-29": (date(2024, 2, 29), date(2024, 2, 29), "day"),
    "2025-10": (date(2025, 10, 1), date(2025, 10, 31), "month"),
    "2024-02": (date(2024, 2, 1), date(2024, 2, 29), "month"),
    "2019": (date(2019, 1, 1), date(2019, 12, 31), "year"),
    "2021-21": (date(2021, 3, 1), date(2021, 5, 31), "season"),
    "2021-22": (date(2021, 6, 1), date(2021, 8, 31), "season"),
    "2021-23": (date(2021, 9, 1), date(2021, 11, 30), "season"),
    "2023-24": (date(2023, 12, 1), date(2024, 2, 29), "season"),
    "201X": (date(2010, 1, 1), date(2019, 12, 31), "year"),
    "19XX": (date(1900, 1, 1), date(1999, 12, 31), "year"),
    "2004-XX": (date(2004, 1, 1), date(2004, 12, 31), "year"),
    "1985-04-XX": (date(1985, 4, 1), date(1985, 4, 30), "month"),
    "1985-XX-XX": (date(1985, 1, 1), date(1985, 12, 31), "year"),
    "2022/2024": (date(2022, 1, 1), date(2024, 12, 31), "interval"),
    "2025-10/2026-01": (date(2025, 10, 1), date(2026, 1, 31), "interval"),
    "2023-04/..": (date(2023, 4, 1), None, "interval"),
    "2023-04/": (date(2023, 4, 1), None, "interval"),
    "../2020": (None, date(2020, 12, 31), "interval"),
    "/2020": (None, date(2020, 12, 31), "interval"),
    "2021-22/2021-24": (date(2021, 6, 1), date(2022, 2, 28), "interval"),
    "2026-02-09/2026-02-09": (date(2026, 2, 9), date(2026, 2, 9), "interval"),
    "0001": (date(1, 1, 1), date(1, 12, 31), "year"),
    "9999-24": (date(9999, 12, 1), date(9999, 12, 31), "season"),
}


def read(text: str) -> When:
    when = read_edtf(text)
    assert when
    return when


@pytest.mark.parametrize("text", FROM_TO)
def test_a_date_says_from_when_to_when_and_how_exactly(text: str) -> None:
    when = read(text)
    assert (when.earliest, when.latest, when.precision) == FROM_TO[text]


def test_nothing_said_is_no_date() -> None:
    assert read_edtf("") is None
    assert is_edtf("")


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [("2019", False, False), ("2019~", True, False), ("2019?", False, True), ("2019-05%", True, True),
     ("2019~/2020", True, False), ("2019/2020?", False, True), ("2019~/..", True, False)],
)  # fmt: skip
def test_about_and_doubt_are_two_things(text: str, approximate: bool, uncertain: bool) -> None:
    when = read(text)
    assert (when.approximate, when.uncertain) == (approximate, uncertain)


def test_open_ends_are_open_on_their_own_side() -> None:
    assert (read("2019/..").open_start, read("2019/..").open_end) == (False, True)
    assert (read("../2019").open_start, read("../2019").open_end) == (True, False)


NO_DATES = {
    "last summer": "form",
    "9/2/2026": "form",
    "2019-1": "form",
    "19": "form",
    "2019-02-09T10:00": "form",
    " 2019": "form",
    "2019\n": "form",
    "٢٠١٩": "form",
    "-0005": "form",
    "Y17E8": "form",
    "2019-13-45": "month",
    "2019-00": "month",
    "2019-25": "month",
    "2019-22-01": "month",
    "2019-02-29": "day",
    "2019-04-31": "day",
    "2019-04-00": "day",
    "0000": "year",
    "2020/2019": "beginning",
    "2020-02-10/2020-02-09": "beginning",
    "/": "a beginning or an end",
    "../..": "a beginning or an end",
    "2019/2020/2021": "form",
    "201X-04": "last digits",
    "201X-04-XX": "last digits",
    "20XX-12-XX": "last digits",
    "1985-22-XX": "last digits",
    "1985-13-XX": "no such month",
    "XXXX": "last digits",
    "2X19": "last digits",
    "1985-XX-05": "last digits",
    "201": "form",
    "20X": "last digits",
}


@pytest.mark.parametrize("text", NO_DATES)
def test_what_cannot_be_a_date_is_refused_and_the_reason_does_not_repeat_it(text: str) -> None:
    with pytest.raises(DateError) as caught:
        read_edtf(text)
    assert NO_DATES[text] in str(caught.value)
    # The sentence holds examples of its own, in which a short piece of a date may stand.
    assert text.strip() not in str(caught.value) or text.strip() in ("/", "19", "201", "2019")
    assert not is_edtf(text)


@given(st.text(alphabet="0123456789X-/.~?%", max_size=14))
def test_whatever_looks_like_a_date_is_read_or_refused(text: str) -> None:
    if is_edtf(text) and text:
        when = read(text)
        assert when.earliest is None or when.latest is None or when.earliest <= when.latest
        assert (when.earliest is None) == when.open_start
        assert (when.latest is None) == when.open_end
        assert spoken(text)


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day: date) -> None:
    assert (read(day.isoformat()).earliest, read(day.isoformat()).latest) == (day, day)
    assert read(day.isoformat()[:7]).latest == day.replace(day=calendar.monthrange(day.year, day.month)[1])


def test_dates_are_ordered_by_their_first_possible_day_and_then_their_last() -> None:
    texts = ["2020", "2019-12-31", "../2030", "2019/..", "2019", "2019-01"]
    ordered = sorted(texts, key=lambda text: read(text).sort_key)
    assert ordered == ["../2030", "2019-01", "2019", "2019/..", "2019-12-31", "2020"]


SPOKEN = {
    "2026-02-09": "9 Feb 2026",
    "2025-10": "Oct 2025",
    "2019": "2019",
    "2019~": "about 2019",
    "2019?": "2019 (uncertain)",
    "2019-05%": "about May 2019 (uncertain)",
    "2021-22": "summer 2021",
    "2021-24~": "about winter 2021",
    "2023-04/..": "since Apr 2023",
    "../2020": "until 2020",
    "2022/2024": "2022 to 2024",
    "201X": "the 2010s",
    "2004-XX/2010": "2004 to 2010",
    "": "",
    "when the baby was four weeks": "when the baby was four weeks",
}


@pytest.mark.parametrize("text", SPOKEN)
def test_a_date_is_read_aloud(text: str) -> None:
    assert spoken(text) == SPOKEN[text]


def test_what_was_said_is_read_aloud_before_what_it_means() -> None:
    assert spoken("2019-01~/2019-04~", "early 2019") == "early 2019"


@pytest.mark.parametrize(
    ("edtf", "words"),
    [("201X", "the 2010s"), ("2004-XX", "2004"), ("1985-04-XX", "Apr 1985"), ("201X/2024", "the 2010s to 2024")],
)
def test_digits_left_open_are_spoken_in_words(edtf: str, words: str) -> None:
    assert spoken(edtf) == words
