"""The record of acts tells who did what when, what a card was and became, and where the clock was turned back."""

from datetime import UTC, datetime, timedelta

import pytest

from storage import journal
from storage.vault import Vault
from tests.storage.sample import Desk, small_case


def desk_of(vault: Vault) -> Desk:
    """The small case at work."""
    return Desk(vault)


def test_an_act_tells_what_a_card_was_before_and_became(vault: Vault) -> None:
    desk = desk_of(vault)
    desk.edit("B1", title="takes the car keys")
    (newest, *_rest) = vault.records("c1")
    (touched,) = newest.touched
    assert touched.thing == "B1"
    assert touched.before == small_case().entry("B1")
    assert touched.after == desk.case.entry("B1")


def test_the_record_of_one_card_leaves_out_what_was_done_to_others(vault: Vault) -> None:
    desk = desk_of(vault)
    desk.edit("B1", title="takes the car keys")
    desk.edit("B2", title="reads her letters")
    desk.edit("B1", title="takes the keys and the phone")
    acts = vault.records("c1", "B1")
    assert [act.seq for act in acts] == [4, 2, 1]
    assert {touched.thing for act in acts for touched in act.touched} == {"B1"}


def test_the_record_comes_newest_first_and_in_handfuls(vault: Vault) -> None:
    desk = desk_of(vault)
    for number in range(5):
        desk.edit("B1", title=f"takes key {number}")
    first = vault.records("c1", most=3)
    then = vault.records("c1", before=first[-1].seq, most=3)
    assert [act.seq for act in (*first, *then)] == [6, 5, 4, 3, 2, 1]


def test_an_undone_act_stays_in_the_record_as_undone(vault: Vault) -> None:
    desk = desk_of(vault)
    desk.edit("B1", title="takes the car keys")
    desk.undo()
    assert [(act.how, act.touched[0].after.title) for act in vault.records("c1", most=2)] == [  # type: ignore[union-attr]
        ("undo", small_case().entry("B1").title),  # type: ignore[union-attr]
        ("do", "takes the car keys"),
    ]


@pytest.mark.parametrize(("back", "told"), [(timedelta(days=365), True), (timedelta(seconds=30), False)])
def test_a_clock_that_was_turned_back_is_told_and_changes_no_order(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, back: timedelta, told: bool
) -> None:
    desk = desk_of(vault)
    desk.edit("B1", title="takes the car keys")

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) - back

    monkeypatch.setattr(journal, "datetime", Earlier)
    desk.edit("B1", title="takes the keys and the phone")
    newest, before = vault.records("c1", most=2)
    assert (newest.seq, newest.clock_back, before.clock_back) == (3, told, False)
    assert vault.check() == ()
