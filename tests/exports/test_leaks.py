"""A few rich cases: their finished files hold what they may, and the seven planted leaks are caught."""

import pytest

from mapping.audience import Reader, view
from mapping.readers import PERPETRATOR
from tests import leaks
from tests.canaries import rich_case
from tests.disclosure import otherwise, reader_of
from tests.leaks import PLANTED_BY, false_alarms, forms_for, look_into, made, uncaught


@pytest.mark.parametrize("name", ["court", PERPETRATOR])
def test_the_seven_planted_leaks_are_caught(name: str) -> None:
    case = rich_case(1, 2)
    reader = reader_of(case, name, 1)
    assert len(PLANTED_BY) == 7
    assert (uncaught(case, reader, 1), false_alarms(case, reader)) == ([], [])


@pytest.mark.parametrize(("name", "place"), [("programme", 0), ("survivor", 1), ("court", 2)])
def test_a_finished_file_holds_nothing_forbidden_and_every_title_it_may(name: str, place: int) -> None:
    case = rich_case(2, 2)
    reader = reader_of(case, name, 1)
    found = look_into(case, reader, forms_for(reader)[place % len(forms_for(reader))])
    assert (found.forbidden, found.missing) == ((), ())
    assert found.permitted


def test_paper_is_the_same_to_the_byte_whatever_is_left_out() -> None:
    case = rich_case(3, 2)
    reader = reader_of(case, "programme", 0)
    assert otherwise(case, reader) != case
    assert made(otherwise(case, reader), reader) == made(case, reader)


def test_a_file_that_holds_the_whole_case_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    case = rich_case(2, 2)
    monkeypatch.setattr(leaks, "made", lambda of, _reader, form: made(of, Reader("own_agency"), form))
    assert look_into(case, reader_of(case, "programme", 1), "xlsx").forbidden
    monkeypatch.setattr(leaks, "made", lambda of, reader, form: made(of, Reader("marac"), form))
    assert look_into(case, reader_of(case, "court", 1), "xlsx").missing
    assert view(case, Reader("marac")) != case
