"""Of an act that touched very much the first things are told, with how many there were; what was erased is named."""

import pytest

from mapping.casemap import ChangeSet
from mapping.commands import remove
from storage import sealing
from storage.vault import Vault
from tests.storage.sample import Desk, altered


def test_of_a_wide_act_the_first_are_told_and_how_many_there_were(vault: Vault) -> None:
    (opening,) = vault.records("c1", widest=2)
    assert [touched.thing for touched in opening.touched] == ["c1", "B1"]
    assert opening.size == 7
    (whole,) = vault.records("c1")
    assert len(whole.touched) == whole.size == 7


def test_the_record_of_one_thing_tells_of_it_however_wide_the_act_was(vault: Vault) -> None:
    (opening,) = vault.records("c1", "L1", widest=2)
    assert [touched.thing for touched in opening.touched] == ["L1"]
    assert opening.size == 1


def test_what_stood_before_is_told_in_a_handful_that_begins_in_the_middle(vault: Vault) -> None:
    desk = Desk(vault)
    for number in range(4):
        desk.edit("B1", title=f"takes key {number}")
    (act,) = vault.records("c1", before=4, most=1, widest=1)
    (touched,) = act.touched
    assert (touched.before.title, touched.after.title) == ("takes key 0", "takes key 1")  # type: ignore[union-attr]


def test_an_act_that_touches_a_thing_twice_tells_both_turns(vault: Vault) -> None:
    desk = Desk(vault)
    first = altered(desk.case, "B1", title="takes one key")
    second = altered(desk.case.apply(first), "B1", title="takes two keys")
    desk.do(ChangeSet("edit", (*first, *second)))
    newest = vault.records("c1", most=1)[0]
    assert [(each.before.title, each.after.title) for each in newest.touched] == [  # type: ignore[union-attr]
        ("keeps the door key", "takes one key"),
        ("takes one key", "takes two keys"),
    ]


def test_an_erasure_names_what_it_took_and_the_record_of_each_tells_of_it(vault: Vault) -> None:
    desk = Desk(vault)
    changes = remove(desk.case, "p2")
    gone = [change.id for change in changes if change.after is None]
    vault.erase("c1", ["B1", *gone], changes, "worker")
    newest = vault.records("c1", most=1)[0]
    assert {(each.thing, each.after is None) for each in newest.touched} == {
        ("B1", False),
        *((one, True) for one in gone),
    }
    for one in gone:
        assert vault.records("c1", one)[0].act == "erase"
    assert vault.check() == ()


def test_no_more_is_opened_than_is_asked_for(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(vault)
    for number in range(30):
        desk.edit("B1", title=f"takes key {number}")
    opened: list[bytes] = []

    def unseal(key: bytes | None, nonce: bytes, sealed: bytes, place: bytes) -> str | None:
        opened.append(place)
        return kept(key, nonce, sealed, place)

    kept = sealing.unseal
    monkeypatch.setattr(sealing, "unseal", unseal)
    vault.records("c1", most=5, widest=2)
    # What five acts became, and what stood before the first of them.
    assert len(opened) == 6
    opened.clear()
    vault.records("c1", before=2, most=5, widest=2)
    assert len(opened) == 2
