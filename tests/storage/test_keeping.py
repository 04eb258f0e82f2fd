"""Until when a case is kept, and by whose word, stands beside it, and in the record of acts that it was set."""

from datetime import date

import pytest

from storage.errors import NoSuchCase
from storage.keeping import Keeping
from storage.vault import Vault

UNTIL = Keeping(date(2031, 5, 1), "Retention table of the county, row 12")


def test_nobody_has_said_until_when_a_new_case_is_kept(vault: Vault) -> None:
    assert vault.kept_until("c1") is None


def test_a_day_and_an_authority_are_kept_and_can_be_taken_back(vault: Vault) -> None:
    vault.keep_until("c1", UNTIL, "R. Okafor")
    vault.reopen()
    assert vault.kept_until("c1") == UNTIL
    assert [(act.act, act.who) for act in vault.records("c1", most=1)] == [("keeping", "R. Okafor")]
    vault.keep_until("c1", None, "R. Okafor")
    assert vault.kept_until("c1") is None
    assert vault.check() == ()


@pytest.mark.parametrize(("today", "due"), [(date(2031, 4, 30), False), (date(2031, 5, 1), True)])
def test_a_case_is_due_when_its_day_has_come(today: date, due: bool) -> None:
    assert UNTIL.is_due(today) is due


def test_a_case_that_is_not_there_is_kept_until_no_day(vault: Vault) -> None:
    with pytest.raises(NoSuchCase):
        vault.keep_until("c9", UNTIL, "R. Okafor")
