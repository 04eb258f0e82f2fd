"""Dates as people say them become EDTF that says no more than they did."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.dates import is_edtf, read_edtf, spoken
from mapping.saying import understand

TODAY = date(2026, 3, 12)  # a Thursday

SAID = {
    "Feb 2026": "2026-02",
    "February 2026": "2026-02",
    "feb. 2026": "2026-02",
    "9 Feb 2026": "2026-02-09",
    "9th of February, 2026": "2026-02-09",
    "February 9, 2026": "2026-02-09",
    "Tuesday 10 Feb 2026": "2026-02-10",
    "9/2/2026": "2026-02-09",
    "9.2.26": "2026-02-09",
    "31/12/99": "1999-12-31",
    "02/2026": "2026-02",
    "9 Feb 2026 at 3pm": "2026-02-09",
    "on the evening of 9 Feb 2026": "2026-02-09",
    "in 2019": "2019",
    "some time in 2019": "2019",
    "early 2019": "2019-01~/2019-04~",
    "mid-2019": "2019-05~/2019-08~",
    "the end of 2019": "2019-09~/2019-12~",
    "late Feb 2026": "2026-02-21~/2026-02-28~",
    "summer 2021": "2021-22",
    "the summer of 2021": "2021-22",
    "winter 2020/21": "2020-24",
    "autumn term 2025": "2025-23~",
    "Christmas 2020": "2020-12-25~",
    "Christmas Eve 2020": "2020-12-24",
    "Easter 2021": "2021-04-04~",
    "Good Friday 2024": "2024-03-29",
    "the 1990s": "199X",
    "the early 90s": "1990~/1993~",
    "about May 2020": "2020-05~",
    "2019ish": "2019~",
    "c. 2019": "2019~",
    "maybe 2019": "2019?",
    "about May 2020?": "2020-05%",
    "since about Sept 2024": "2024-09~/..",
    "weekly, since about Sept 2024": "2024-09~/..",
    "from 2019 onwards": "2019/..",
    "Jan 2023 – now": "2023-01/..",
    "since 2019 until now": "2019/..",
    "since early 2019": "2019-01~/..",
    "until July 2010": "../2010-07",
    "before July 2010": "../2010-06",
    "before summer 2021": "../2021-22~",
    "after 2019": "2020/..",
    "after 31 Dec 2019": "2020-01-01/..",
    "2022 to 2024": "2022/2024",
    "2022–24": "2022/2024",
    "2021/22": "2021/2022",
    "between 2019 and 2021": "2019/2021",
    "from early 2019 to late 2020": "2019-01~/2020-12~",
    "Oct 2025 - Jan 2026": "2025-10/2026-01",
    "Oct–Jan 2026": "2025-10/2026-01",
    "Oct 2025 to Jan": "2025-10/2026-01",
    "Feb – Mar 2026": "2026-02/2026-03",
    "9 to 12 Feb 2026": "2026-02-09/2026-02-12",
    "9-12 Feb 2026": "2026-02-09/2026-02-12",
    "2/5/2023-5/5/2023": "2023-05-02/2023-05-05",
    "w/c 9 Feb 2026": "2026-02-09/2026-02-15",
}
FROM_TODAY = {
    "today": "2026-03-12",
    "yesterday": "2026-03-11",
    "last night": "2026-03-11",
    "last Tuesday": "2026-03-10",
    "on Thursday": "2026-03-12",
    "last Thursday": "2026-03-05",
    "next Friday": "2026-03-13",
    "Monday last week": "2026-03-02",
    "last week": "2026-03-02/2026-03-08",
    "last weekend": "2026-03-07/2026-03-08",
    "last month": "2026-02",
    "this year": "2026",
    "last summer": "2025-22",
    "since last summer": "2025-22/..",
    "two days ago": "2026-03-10",
}
LESS_EXACT = {
    "ten days ago": "2026-03-02~",
    "three weeks ago": "2026-02~",
    "a couple of months ago": "2026-01~",
    "2 years ago": "2024~",
    "in two weeks": "2026-03~",
}
YEAR_NOT_SAID = {
    "9 Feb": "2026-02-09?",
    "in March": "2026-03?",
    "four times since June": "2025-06?/..",
    "Xmas": "2025-12-25%",
}
NO_DATE = (
    "when the baby was four weeks", "31 Feb 2026", "2/14/2026", "Feb 26", "2024 to 2022", "when she moved", "often",
    "£300", "½ 2019", "2019 and a bit", "since", "until", "to", "-", "~", "/", "?", "9" * 300,
)  # fmt: skip


@pytest.mark.parametrize(("said", "edtf"), SAID.items())
def test_a_date_is_read_and_kept_as_it_was_said(said: str, edtf: str) -> None:
    found = understand(said, TODAY)
    assert (found.edtf, found.said) == (edtf, said)


@pytest.mark.parametrize(("said", "edtf"), FROM_TODAY.items())
def test_words_that_are_worth_nothing_tomorrow_become_the_date_itself(said: str, edtf: str) -> None:
    found = understand(said, TODAY)
    assert (found.edtf, found.said) == (edtf, "")


@pytest.mark.parametrize(("said", "edtf"), LESS_EXACT.items())
def test_what_was_so_long_ago_is_about_and_says_from_which_day_it_was_counted(said: str, edtf: str) -> None:
    found = understand(said, TODAY)
    assert (found.edtf, found.said) == (edtf, f"{said} (said on 12 Mar 2026)")


@pytest.mark.parametrize(("said", "edtf"), YEAR_NOT_SAID.items())
def test_a_year_that_nobody_said_is_in_doubt(said: str, edtf: str) -> None:
    assert understand(said, TODAY).edtf == edtf


@pytest.mark.parametrize("said", NO_DATE)
def test_what_is_no_date_is_kept_as_said_and_not_guessed(said: str) -> None:
    found = understand(said, TODAY)
    assert (found.edtf, found.said) == ("", said)


def test_a_day_of_the_week_that_does_not_fit_puts_the_date_in_doubt() -> None:
    assert understand("Monday 10 Feb 2026", TODAY).edtf == "2026-02-10?"


def test_a_day_that_month_first_people_would_write_is_read_day_first() -> None:
    assert understand("3/4/2026", TODAY).edtf == "2026-04-03"


@pytest.mark.parametrize("edtf", ["2026-02-09", "2019", "2019~", "2016?", "2023-04/..", "../2020", "2021-22", "201X"])
def test_edtf_stays_what_it_is(edtf: str) -> None:
    assert understand(edtf, TODAY).edtf == edtf
    assert understand(edtf, TODAY).said == ""


def test_nothing_said_is_nothing_known() -> None:
    assert understand("  ", TODAY).edtf == ""


EDGES = st.one_of(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(date.isoformat),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(lambda day: day.isoformat()[:7]),
    st.integers(1900, 2099).map(str),
    st.builds("{}-{}".format, st.integers(1900, 2099), st.sampled_from((21, 22, 23, 24))),
).flatmap(lambda edge: st.sampled_from((edge, f"{edge}~")))


@given(EDGES, st.sampled_from(("{}", "{}/..", "../{}")))
def test_a_date_read_aloud_is_understood_as_the_same_date(edge: str, form: str) -> None:
    edtf = form.format(edge)
    assert understand(spoken(edtf), TODAY).edtf == edtf


SOME_WORDS = """since until before after between and to - – 2019 2021 '21 feb february 9 9th 31 of the early late mid
summer winter christmas easter monday last next this week month year ago in two three about maybe ish ? ~ / .. 9/2/2026
2019-02 X term night"""
WORDS = st.lists(st.sampled_from(SOME_WORDS.split()), max_size=7).map(" ".join)


@given(st.one_of(st.text(max_size=40), WORDS), st.dates())
def test_whatever_is_typed_nothing_breaks_and_every_date_is_one(text: str, today: date) -> None:
    found = understand(text, today)
    assert is_edtf(found.edtf)
    assert found.edtf or found.said or not text.strip()


@given(WORDS)
def test_an_end_never_lies_before_its_beginning(text: str) -> None:
    when = read_edtf(understand(text, TODAY).edtf)
    if when and when.earliest and when.latest:
        assert when.earliest <= when.latest
