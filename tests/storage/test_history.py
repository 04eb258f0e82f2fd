"""What could be undone and redone before the program ended can be afterwards, step for step."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.casemap import Change, ChangeSet
from mapping.entries import Note
from mapping.history import STEPS_KEPT
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, altered, put, remove, small_case, steps_of


def again(desk: Desk) -> Desk:
    """The same case after the program ended and was started anew."""
    desk.vault.close()
    opened = Desk(Vault.unlock(desk.vault.folder, PASSPHRASE))
    opened.history = opened.vault.history("c1")
    return opened


def test_undo_survives_the_end_of_the_program(desk: Desk) -> None:
    desk.edit("B1", title="first")
    desk.do(put(Note(id="N1", account="second")))
    desk.do(remove(desk.case.links["L1"], desk.case.entries["B1"]))
    desk.edit("c1", title="fourth")
    opened = again(desk)
    assert steps_of(opened.history) == steps_of(desk.history)
    for _ in range(4):
        opened.undo()
    assert opened.case == small_case()
    assert opened.vault.load("c1") == small_case()
    opened.vault.close()


def test_what_was_undone_can_be_redone_after_the_program_ended(desk: Desk) -> None:
    for title in ("one", "two", "three", "four"):
        desk.edit("B1", title=title)
    desk.undo()
    desk.undo()
    desk.redo()
    opened = again(desk)
    assert opened.history.depth == (3, 1)
    assert steps_of(opened.history) == steps_of(desk.history)
    opened.redo()
    assert opened.vault.load("c1").entries["B1"].title == "four"
    opened.vault.close()


def test_a_run_of_typing_stays_one_step(desk: Desk) -> None:
    for text in ("H", "He", "He says"):
        desk.edit("B1", merge="B1.account", account=text)
    desk.edit("B2", merge="B2.account", account="other")
    opened = again(desk)
    assert opened.history.depth == (2, 0)
    assert steps_of(opened.history) == steps_of(desk.history)
    opened.undo()
    opened.undo()
    assert opened.case == small_case()
    opened.vault.close()


def test_a_run_that_was_ended_does_not_take_in_what_follows(desk: Desk) -> None:
    desk.edit("B1", merge="B1.account", account="H")
    desk.seal()
    desk.edit("B1", merge="B1.account", account="He")
    desk.edit("B1", merge="B1.account", account="He s")
    assert desk.history.depth == (2, 0)
    opened = again(desk)
    assert steps_of(opened.history) == steps_of(desk.history)
    opened.edit("B1", merge="B1.account", account="He says")
    assert opened.history.depth == (3, 0)
    last = again(opened)
    assert last.history.depth == (3, 0)
    last.vault.close()


def test_a_history_read_while_a_run_goes_on_lets_it_go_on(desk: Desk) -> None:
    desk.edit("B1", merge="B1.account", account="H")
    desk.history = desk.vault.history("c1")
    desk.edit("B1", merge="B1.account", account="He")
    assert desk.history.depth == (1, 0)
    assert desk.vault.history("c1").depth == (1, 0)


def test_a_new_act_after_an_undo_forgets_what_could_be_redone(desk: Desk) -> None:
    desk.edit("B1", title="one")
    desk.undo()
    desk.edit("B2", title="two")
    opened = again(desk)
    assert opened.history.depth == (1, 0)
    assert opened.history.next_redo is None
    opened.vault.close()


def test_a_case_that_was_put_in_cannot_be_undone_away(vault: Vault) -> None:
    assert vault.history("c1").depth == (0, 0)


def test_a_forgotten_case_leaves_no_steps_to_its_successor(desk: Desk) -> None:
    desk.edit("B1", title="one")
    desk.vault.forget_case("c1")
    desk.vault.add(small_case(), "worker")
    assert desk.vault.history("c1").depth == (0, 0)


def test_only_the_last_two_hundred_steps_are_kept(desk: Desk) -> None:
    for number in range(STEPS_KEPT + 7):
        desk.edit("B1", title=f"step {number}")
    rebuilt = desk.vault.history("c1")
    assert rebuilt.depth == (STEPS_KEPT, 0)
    assert steps_of(rebuilt) == steps_of(desk.history)


def test_a_thing_touched_twice_in_one_act_is_undone_to_what_it_was(desk: Desk) -> None:
    first = desk.case.entries["B2"]
    half = altered(desk.case, "B2", title="half way").changes[0].after
    desk.do(ChangeSet("edit", (Change(first, half), Change(half, None), Change(None, first))))
    assert steps_of(desk.vault.history("c1")) == steps_of(desk.history)


def test_steps_whose_content_was_erased_are_where_undo_ends(desk: Desk) -> None:
    desk.edit("B1", title="one")
    desk.do(put(Note(id="N1", account="to be erased")))
    desk.edit("B2", title="two")
    desk.edit("B1", title="three")
    desk.vault._opened.raw.execute("DELETE FROM thing_keys WHERE thing = 'N1'")
    assert desk.vault.history("c1").depth == (2, 0)


WORDS = st.sampled_from(["a", "b", "c"])
ACTS = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(["B1", "B2"]), WORDS),
    st.tuples(st.just("edit"), st.sampled_from(["B1", "B2", "c1"]), WORDS),
    st.tuples(st.sampled_from(["undo", "redo", "seal", "add", "remove", "reopen"]), st.just(""), st.just("")),
)


@given(acts=st.lists(ACTS, min_size=1, max_size=25))
def test_whatever_is_done_the_journal_gives_the_same_history(acts: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as place, Vault.create(Path(place, "v"), PASSPHRASE, cost=CHEAP)[0] as vault:
        vault.add(small_case(), "worker")
        desk = Desk(vault)
        for number, (act, thing, word) in enumerate(acts):
            play(desk, act, thing, f"{word}{number}")
        assert steps_of(vault.history("c1")) == steps_of(desk.history)
        assert vault.load("c1") == desk.case
        assert vault.check() == ()


def play(desk: Desk, act: str, thing: str, word: str) -> None:
    """Do one of the acts, if it can be done now."""
    undone, redone = desk.history.depth
    if act == "type":
        desk.edit(thing, merge=f"{thing}.title", title=word)
    elif act == "edit":
        desk.edit(thing, title=word)
    elif act == "undo" and undone:
        desk.undo()
    elif act == "redo" and redone:
        desk.redo()
    elif act == "seal":
        desk.seal()
    elif act == "add" and "N1" not in desk.case.entries:
        desk.do(put(Note(id="N1", account="note")))
    elif act == "remove" and "N1" in desk.case.entries:
        desk.do(remove(desk.case.entries["N1"]))
    elif act == "reopen":
        desk.vault.reopen()


@pytest.mark.parametrize("seed", range(6))
def test_however_much_was_done_and_taken_back_the_newest_acts_tell_which_steps_stand(
    seed: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kept in ("mapping.history.STEPS_KEPT", "storage.undo.STEPS_KEPT"):
        monkeypatch.setattr(kept, 5)
    monkeypatch.setattr("storage.undo._FIRST_LOOK", 2)
    chance = random.Random(seed)
    for number in range(90):
        done, undone = desk.history.depth
        match chance.choice(("edit", "edit", "type", "undo", "redo")):
            case "undo" if done:
                desk.undo()
            case "redo" if undone:
                desk.redo()
            case "type":
                desk.edit("B1", merge="B1.title", title=f"typed {number}")
            case _:
                desk.edit("B2", title=f"written {number}")
        assert steps_of(desk.vault.history("c1")) == steps_of(desk.history)
