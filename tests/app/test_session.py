"""One open case: checked, written, applied, recorded, announced; and when the disk says no, nothing has moved."""

from collections.abc import Iterator

import pytest

from app.session import Session
from mapping import commands
from mapping.casemap import CaseMap, Change, ChangeSet
from mapping.entries import Person
from mapping.errors import CaseError, StaleChange
from storage.errors import VaultClosed, VaultError
from tests.app.memory import MemoryStore
from tests.cases import arrow, behaviour, case_of, family_impact

FIRST = case_of(behaviour(), family_impact(), arrow("disrupts", "B1", "L1", "d1"))


class Ear:
    """Remembers what a session says, in order, and how the case stood when it was said."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.changes: list[tuple[ChangeSet, object]] = []
        self.cases: list[CaseMap] = []
        self.selections: list[tuple[tuple[str, ...], object]] = []
        self.veils: list[bool] = []
        self.refusals: list[tuple[str, tuple[str, ...]]] = []
        self.failures: list[str] = []
        session.changed.connect(self.hear)
        session.selection_changed.connect(lambda ids, origin: self.selections.append((ids, origin)))
        session.veil_changed.connect(self.veils.append)
        session.refused.connect(lambda text, offers: self.refusals.append((text, offers)))
        session.failed.connect(self.failures.append)

    def hear(self, changes: ChangeSet, origin: object) -> None:
        self.changes.append((changes, origin))
        self.cases.append(self.session.case)


class Bench:
    """A session over a store in memory, and an ear."""

    def __init__(self) -> None:
        self.store = MemoryStore(FIRST)
        self.ended = 0
        self.session = Session(self.store, "case-1", "worker", self.end)
        self.ear = Ear(self.session)

    def end(self) -> None:
        assert self.store.closed, "the file is let go of before the process ends"
        self.ended += 1

    def retitle(self, title: str, merge: str = "") -> bool:
        return self.session.attempt(commands.edit, "B1", merge, title=title)

    @property
    def title(self) -> str:
        return self.session.case.entries["B1"].title


@pytest.fixture
def bench() -> Iterator[Bench]:
    yield Bench()


# ------------------------------------------------------------------------------------------------- one act


def test_a_session_opens_with_the_case_as_it_is_in_the_file(bench: Bench) -> None:
    assert bench.session.case == FIRST
    assert bench.session.next_undo is None
    assert bench.session.next_redo is None


def test_an_act_is_written_then_applied_and_then_announced_with_whose_hand_it_was(bench: Bench) -> None:
    hand = object()
    assert bench.session.attempt(commands.edit, "B1", title="hid her keys", origin=hand)
    ((changes, origin),) = bench.ear.changes
    assert (changes.act, origin) == ("edit", hand)
    assert bench.ear.cases == [bench.session.case] == [bench.store.case]
    assert bench.title == "hid her keys"
    assert bench.session.next_undo == changes.inverse()


def test_when_it_is_written_nothing_has_been_applied_yet(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[CaseMap] = []
    write = bench.store.write

    def watched(*arguments: str, **more: object) -> int:
        seen.append(bench.session.case)
        return write(*arguments, **more)

    monkeypatch.setattr(bench.store, "write", watched)
    bench.retitle("hid her keys")
    assert seen == [FIRST]
    assert bench.ear.cases[0] != FIRST


def test_a_change_of_nothing_is_no_act(bench: Bench) -> None:
    assert bench.retitle("took her wages")
    assert not bench.store.acts
    assert not bench.ear.changes
    assert bench.session.next_undo is None


def test_a_change_against_a_case_that_has_moved_on_is_refused_before_it_is_written(bench: Bench) -> None:
    stale = commands.edit(bench.session.case, "B1", title="x")
    bench.retitle("hid her keys")
    with pytest.raises(StaleChange):
        bench.session.do(stale)
    assert len(bench.store.acts) == 1
    assert bench.title == "hid her keys"


def test_a_refusal_is_told_with_what_to_do_instead_and_is_no_failure(bench: Bench) -> None:
    assert not bench.session.attempt(commands.edit, "B1", by="p2")
    ((text, offers),) = bench.ear.refusals
    assert "The mother cannot be given a behaviour" in text
    assert len(offers) == 3
    assert (bench.ear.failures, bench.ear.changes, bench.store.acts) == ([], [], [])


def test_whoever_does_rather_than_attempts_is_told_by_an_exception(bench: Bench) -> None:
    bench.store.fails = True
    with pytest.raises(VaultError):
        bench.session.do(commands.remove(bench.session.case, "B1"))
    with pytest.raises(CaseError):
        bench.session.do(ChangeSet("edit", (Change(behaviour("B9"), None),)))


# --------------------------------------------------------------------------------------------- undo and redo


def test_a_step_is_taken_back_and_done_again_and_both_are_announced_and_written(bench: Bench) -> None:
    bench.session.attempt(commands.remove, "B1")
    assert bench.session.undo()
    assert bench.session.case == FIRST == bench.store.case
    assert bench.session.redo()
    assert "B1" not in bench.session.case.entries
    assert [origin for _, origin in bench.ear.changes] == [None, None, None]
    assert len(bench.store.acts) == 3
    assert bench.store.history("case-1").depth == (1, 0)


def test_where_there_is_nothing_to_undo_or_redo_nothing_happens(bench: Bench) -> None:
    assert not bench.session.undo()
    assert not bench.session.redo()
    assert not bench.store.acts
    assert not bench.ear.failures


def test_typing_in_one_field_is_taken_back_as_one(bench: Bench) -> None:
    for title in ("h", "hi", "hid"):
        bench.retitle(title, "B1.title")
    bench.session.undo()
    assert bench.session.case == FIRST
    assert bench.session.next_undo is None


def test_leaving_the_field_ends_the_run_of_typing_here_and_in_the_file(bench: Bench) -> None:
    bench.retitle("h", "B1.title")
    bench.session.seal()
    bench.retitle("hi", "B1.title")
    bench.session.undo()
    assert bench.title == "h"
    assert bench.store.sealed == 1
    assert bench.store.history("case-1").depth == (1, 1)


def test_undo_after_everything_has_been_undone_by_hand_brings_nothing_back_twice(bench: Bench) -> None:
    bench.retitle("hid her keys")
    bench.retitle("took her wages")
    bench.session.undo()
    bench.session.undo()
    assert bench.session.case == FIRST


# ------------------------------------------------------------------------------------- when the disk says no


def test_when_the_disk_refuses_nothing_has_moved(bench: Bench) -> None:
    bench.retitle("hid her keys")
    before, undo = bench.session.case, bench.session.next_undo
    bench.store.fails = True
    assert not bench.retitle("hid her bag")
    assert (bench.session.case, bench.session.next_undo) == (before, undo)
    assert len(bench.ear.changes) == 1
    assert bench.ear.failures == [str(VaultError())]


def test_what_was_refused_by_the_disk_can_be_done_once_it_works_again(bench: Bench) -> None:
    bench.store.fails = True
    bench.retitle("hid her bag")
    bench.store.fails = False
    assert bench.retitle("hid her bag")
    assert bench.title == "hid her bag"


@pytest.mark.parametrize("step", ["undo", "redo"])
def test_when_the_disk_refuses_an_undo_or_a_redo_it_can_still_be_done_later(bench: Bench, step: str) -> None:
    bench.retitle("hid her keys")
    bench.retitle("hid her bag")
    bench.session.undo()
    undo, redo = bench.session.next_undo, bench.session.next_redo
    bench.store.fails = True
    assert not getattr(bench.session, step)()
    assert bench.title == "hid her keys"
    assert (bench.session.next_undo, bench.session.next_redo) == (undo, redo)
    bench.store.fails = False
    assert getattr(bench.session, step)()


def test_an_act_that_is_in_the_file_although_the_disk_reported_trouble_is_shown_and_can_be_undone(bench: Bench) -> None:
    bench.store.fails_after = True
    assert not bench.retitle("hid her keys")
    assert bench.title == "hid her keys"
    assert bench.ear.failures
    ((changes, origin),) = bench.ear.changes
    assert (changes.changes[0].after, origin) == (bench.session.case.entries["B1"], None)
    bench.store.fails_after = False
    assert bench.session.undo()
    assert bench.session.case == FIRST


def test_an_undo_that_is_in_the_file_although_the_disk_reported_trouble_is_shown_as_undone(bench: Bench) -> None:
    bench.retitle("hid her keys")
    bench.store.fails_after = True
    assert not bench.session.undo()
    assert bench.session.case == FIRST
    assert bench.session.next_undo is None
    assert bench.session.next_redo is not None


def test_when_not_even_reading_works_what_is_shown_stays_as_it_was(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_case_id: str) -> CaseMap:
        raise VaultError

    bench.store.fails = True
    monkeypatch.setattr(bench.store, "load", closed)
    assert not bench.retitle("hid her keys")
    assert bench.session.case == FIRST
    assert bench.ear.failures


def test_a_file_that_trouble_has_closed_is_opened_once_more(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    load = bench.store.load

    def loaded(case_id: str) -> CaseMap:
        if bench.store.closed:
            raise VaultClosed
        return load(case_id)

    monkeypatch.setattr(bench.store, "load", loaded)
    bench.store.fails_after = bench.store.closed = True
    assert not bench.retitle("hid her keys")
    assert not bench.store.closed
    assert bench.title == "hid her keys", "what is found in the file is shown"


def test_trouble_with_the_disk_is_told_without_any_text_of_the_case(bench: Bench) -> None:
    bench.store.fails = True
    bench.retitle("hid Rosalind’s keys")
    assert "Rosalind" not in bench.ear.failures[0]


# --------------------------------------------------------------------------------------------- who may act when


def test_a_view_may_not_act_while_it_is_being_told_of_a_change(bench: Bench) -> None:
    caught: list[type[BaseException]] = []

    def meddle(_changes: ChangeSet, _origin: object) -> None:
        for act in (lambda: bench.session.do(commands.remove(bench.session.case, "L1")), bench.session.undo):
            try:
                act()
            except RuntimeError as error:
                caught.append(type(error))

    bench.session.changed.connect(meddle)
    bench.retitle("hid her keys")
    assert caught == [RuntimeError, RuntimeError]
    assert len(bench.store.acts) == 1
    bench.session.changed.disconnect(meddle)
    assert bench.session.undo(), "and afterwards everybody may act again"


# ------------------------------------------------------------------------------------- selection, veil, drafts


def test_selecting_is_announced_once_and_is_no_act(bench: Bench) -> None:
    hand = object()
    bench.session.select(("B1",), hand)
    bench.session.select(("B1",))
    assert bench.session.selection == ("B1",)
    assert bench.ear.selections == [(("B1",), hand)]
    assert not bench.store.acts


def test_what_is_removed_is_no_longer_selected(bench: Bench) -> None:
    bench.session.select(("B1", "L1", "d1"))
    bench.session.attempt(commands.remove, "B1")
    assert bench.session.selection == ("L1",)
    assert bench.ear.selections[-1] == (("L1",), None)
    bench.session.attempt(commands.edit, "L1", title="x")
    assert len(bench.ear.selections) == 2


def test_names_are_veiled_and_shown_again_and_each_is_announced_once(bench: Bench) -> None:
    for on in (True, True, False):
        bench.session.veil(on)
    assert bench.ear.veils == [True, False]
    assert not bench.session.veiled


def test_that_people_are_called_otherwise_is_said_before_anything_is_made_anew(bench: Bench) -> None:
    session, heard = bench.session, list[str]()
    session.renaming.connect(lambda: heard.append(f"renaming, veiled: {session.veiled}"))
    session.veil_changed.connect(lambda _on: heard.append("veil"))
    session.changed.connect(lambda _changes, _origin: heard.append("changed"))
    before = session.calling
    session.veil(True)
    assert heard == ["renaming, veiled: True", "veil"]
    assert session.calling != before


def test_an_act_that_hides_another_name_is_such_a_moment_and_no_other_act_is(bench: Bench) -> None:
    session, heard = bench.session, list[int]()
    session.renaming.connect(lambda: heard.append(len(session.case.entries)))
    session.attempt(commands.add, Person(id="p9", roles=("child",), label="Child", name="Noor"))
    assert heard == [], "names are shown"
    session.veil(True)
    heard.clear()
    bench.retitle("asks for receipts")
    session.attempt(commands.edit, "p9", born="2019")
    assert heard == []
    session.attempt(commands.edit, "p9", name="Nour")
    session.undo()
    session.attempt(commands.remove, "p9")
    assert len(heard) == 3


def test_an_unfinished_text_is_kept_beside_the_case_until_it_is_finished(bench: Bench) -> None:
    assert bench.session.draft("B1", "account") == ""
    bench.session.keep_draft("B1", "account", "He said he w")
    assert bench.session.draft("B1", "account") == "He said he w"
    assert bench.session.case == FIRST
    bench.session.drop_draft("B1", "account")
    assert bench.session.draft("B1", "account") == ""


def test_a_draft_that_cannot_be_kept_is_told(bench: Bench) -> None:
    bench.store.fails = True
    bench.session.keep_draft("B1", "account", "He said he w")
    assert bench.ear.failures == [str(VaultError())]


def test_a_draft_that_cannot_be_let_go_of_is_told(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: str) -> None:
        raise VaultError

    monkeypatch.setattr(bench.store, "drop_draft", fail)
    bench.session.drop_draft("B1", "account")
    assert bench.ear.failures == [str(VaultError())]


# --------------------------------------------------------------------------------------------------- locking


def test_before_it_locks_every_view_may_put_its_drafts_away(bench: Bench) -> None:
    def put_away() -> None:
        assert not bench.store.closed
        bench.session.keep_draft("B1", "account", "He said he w")

    bench.session.locking.connect(put_away)
    bench.session.lock()
    assert bench.store.begun == {("B1", "account"): "He said he w"}
    assert bench.store.closed
    assert bench.ended == 1


def test_the_process_ends_even_where_the_file_cannot_be_let_go_of(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        bench.store.closed = True
        raise VaultError

    monkeypatch.setattr(bench.store, "close", fail)
    with pytest.raises(VaultError):
        bench.session.lock()
    assert bench.ended == 1
