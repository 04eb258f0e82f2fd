"""When an entry was: every date that it bears counts, and an edge that is open goes on."""

from datetime import date

from mapping.dates import read_edtf
from mapping.entries import Action, Period
from mapping.times import happened, is_over_before, meets, stretches
from tests.cases import behaviour, order

NEW_YEAR, LAST_DAY = date(2023, 1, 1), date(2023, 12, 31)


def met(text: str, first: date | None = NEW_YEAR, last: date | None = LAST_DAY) -> bool:
    when = read_edtf(text)
    assert when is not None
    return meets(when, first, last)


def test_a_stretch_meets_a_period_if_they_share_a_day() -> None:
    assert met("2023-06-01")
    assert met("2022/2023-01-01")
    assert not met("2022-12-31")
    assert not met("2024")


def test_what_is_open_goes_on_and_a_period_that_is_open_takes_all_of_that_side() -> None:
    assert met("2019/..")
    assert met("../2023-05")
    assert not met("../2022")
    assert met("1950", first=None)
    assert met("2050", last=None)


def test_a_behaviour_bears_its_own_date_and_that_of_each_period() -> None:
    one = behaviour(when="2019", periods=(Period(when="2021", state="active"), Period(when="2023", state="stopped")))
    assert [when.earliest.year for when in happened(one) if when.earliest] == [2019, 2021, 2023]


def test_an_order_lasts_from_one_field_to_the_other_and_is_open_where_one_is_empty() -> None:
    assert [(each.earliest, each.latest) for each in happened(order(since="2022-02-01", until="2022-03-01"))] == [
        (date(2022, 2, 1), date(2022, 3, 1))
    ]
    (lasting,) = happened(order(since="2022-02-01"))
    assert meets(lasting, NEW_YEAR, LAST_DAY)
    assert happened(order()) == ()


def test_a_day_by_which_something_is_due_is_a_date_and_nothing_that_happened() -> None:
    action = Action(id="T1", title="asks the school", agency="School", by="2023-05-01")
    assert happened(action) == ()
    assert len(stretches(action)) == 1


def test_only_what_has_an_end_is_over() -> None:
    ended, lasting = read_edtf("2022"), read_edtf("2019/..")
    assert ended
    assert lasting
    assert is_over_before(ended, NEW_YEAR)
    assert not is_over_before(ended, date(2022, 12, 31))
    assert not is_over_before(lasting, NEW_YEAR)
