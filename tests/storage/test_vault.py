"""What a worker keeps is there again: cases, acts, drafts and settings, each in its own case."""

import dataclasses
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mapping.casemap import CaseMap, Change, ChangeSet
from mapping.entries import Behaviour, Header, Link, Note, Person
from mapping.errors import StaleChange
from storage.errors import AlreadyThere, EmptyPassphrase, FolderTaken, NoSuchCase, VaultClosed, WriteFailed
from storage.vault import CaseLine, Vault
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, altered, contents, large_case, put, remove, small_case


def test_a_case_comes_back_as_it_was_put_in(vault: Vault) -> None:
    assert vault.load("c1") == small_case()
    vault.close()
    with Vault.unlock(vault.folder, PASSPHRASE) as again:
        assert again.load("c1") == small_case()


STRANGE = ("a\0b", "half \ud800 a character", "e\u0301 é", "\u202edesrever", "</script>'\";--", "𝔘 🧒🏽", "\r\n\t")


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_text_comes_back_as_it_came(desk: Desk, text: str) -> None:
    desk.edit("B1", account=text)
    desk.do(put(Note(id="N1", account=text)))
    desk.edit("c1", title=text)
    desk.vault.keep_draft("c1", "B1", "account", text)
    desk.vault.reopen()
    assert desk.vault.load("c1") == desk.case
    assert desk.vault.draft("c1", "B1", "account") == text
    assert desk.vault.cases()[0].title == text


def test_every_act_is_there_when_the_vault_is_opened_again(desk: Desk) -> None:
    desk.do(put(Person(id="p3", roles=("survivor",), label="mother")))
    desk.do(put(Link(id="L2", kind="harms", from_id="B2", to_id="I1")))
    desk.edit("B1", title="keeps both door keys")
    desk.do(remove(desk.case.links["L1"], desk.case.entries["B1"]))
    desk.edit("c1", title="Summer review", review_on="2026-12")
    desk.vault.close()
    with Vault.unlock(desk.vault.folder, PASSPHRASE) as again:
        assert again.load("c1") == desk.case
        assert "B1" not in again.load("c1").entries
        assert again.cases()[0].title == "Summer review"
        assert again.check() == ()


def test_acts_are_numbered_one_by_one_over_all_cases(vault: Vault) -> None:
    assert vault.add(small_case("c2"), "worker") == 2
    assert Desk(vault, "c1").edit("B2", title="hides her phone") == 3
    assert Desk(vault, "c2").edit("B2", title="hides her phone") == 4


def test_an_act_that_changes_nothing_is_no_act(vault: Vault) -> None:
    before = vault.cases()
    assert vault.write("c1", ChangeSet("edit", ()), "worker") == 1
    assert vault.cases() == before


def test_a_thing_may_be_touched_twice_in_one_act_and_change_its_kind(desk: Desk) -> None:
    first = desk.case.entries["B2"]
    second = dataclasses.replace(first, title="reads her letters")
    third = Note(id="B2", account="not a behaviour after all")
    desk.do(ChangeSet("edit", (Change(first, second), Change(second, None), Change(None, third))))
    desk.vault.reopen()
    assert desk.vault.load("c1") == desk.case
    desk.undo()
    assert desk.vault.load("c1").entries["B2"] == first
    assert desk.vault.check() == ()


def test_an_entry_that_becomes_a_link_of_the_same_id_is_kept(desk: Desk) -> None:
    old, new = desk.case.entries["B2"], Link(id="B2", kind="harms", from_id="B1", to_id="I1")
    desk.do(ChangeSet("edit", (Change(old, None), Change(None, new))))
    assert desk.vault.load("c1").links["B2"] == new
    assert "B2" not in desk.vault.load("c1").entries


def test_a_change_made_on_a_case_that_has_moved_on_is_refused_and_nothing_moves(desk: Desk) -> None:
    old = desk.case
    desk.edit("B1", title="keeps both door keys")
    behaviour = old.entries["B1"]
    stale = [
        altered(old, "B1", title="something else"),
        remove(behaviour),
        put(Behaviour(id="B1", title="again", by="p1")),
        altered(old.apply(put(Note(id="N9", account="x"))), "N9", account="y"),
    ]
    for changes in stale:
        with pytest.raises(StaleChange):
            desk.vault.write("c1", changes, "worker")
    assert desk.vault.load("c1") == desk.case
    assert desk.vault.check() == ()
    assert desk.edit("B1", title="goes on") == 3


@pytest.mark.parametrize("which", ["an end", "the head", "a second head"])
def test_an_act_that_would_leave_the_case_in_pieces_is_refused_whole(desk: Desk, which: str) -> None:
    note = Change(None, Note(id="N1", account="comes with it"))
    wrong = {
        "an end": Change(desk.case.entries["I1"], None),
        "the head": Change(desk.case.header, None),
        "a second head": Change(None, Header(id="other", title="Other")),
    }
    with pytest.raises(WriteFailed) as trouble:
        desk.vault.write("c1", ChangeSet("edit", (note, wrong[which])), "worker")
    assert trouble.value.in_file is False
    assert desk.vault.load("c1") == desk.case
    assert desk.vault.check() == ()


def test_only_what_was_done_undone_or_redone_is_an_act(desk: Desk) -> None:
    with pytest.raises(ValueError, match="redone"):
        desk.vault.write("c1", altered(desk.case, "B1", title="x"), "worker", "open")


def test_two_cases_with_the_same_ids_stay_apart(vault: Vault) -> None:
    vault.add(small_case("c2", "Another family"), "worker")
    one, two = Desk(vault, "c1"), Desk(vault, "c2")
    one.edit("B1", title="only in the first")
    two.do(remove(two.case.links["L1"]))
    two.edit("p1", label="stepfather")
    vault.keep_draft("c1", "B1", "account", "first draft")
    vault.keep_setting("folded", ["children"], "c1")
    vault.reopen()
    assert vault.load("c1") == one.case
    assert vault.load("c2") == two.case
    assert (vault.draft("c1", "B1", "account"), vault.draft("c2", "B1", "account")) == ("first draft", "")
    assert vault.setting("folded", "c2") is None
    assert vault.history("c1").depth == (1, 0)
    assert vault.history("c2").depth == (2, 0)
    assert vault.check() == ()


def test_the_list_of_cases_says_what_a_worker_needs_to_choose(vault: Vault) -> None:
    vault.add(CaseMap(Header(id="c2", title="Second", opened="2026-01")), "worker")
    Desk(vault, "c1").edit("B1", title="keeps both door keys")
    first, second = vault.cases()
    assert (first.id, first.title, first.reference, first.entries, first.seq) == ("c1", "Spring review", "R-7", 5, 3)
    assert (second.id, second.title, second.opened, second.seq) == ("c2", "Second", "2026-01", 2)
    assert timedelta(0) <= datetime.now(UTC) - first.changed < timedelta(minutes=5)
    assert first.changed >= second.changed


def test_the_line_of_a_case_does_not_show_its_title_when_printed(vault: Vault) -> None:
    (line,) = vault.cases()
    assert isinstance(line, CaseLine)
    assert "Spring" not in repr(line)


def test_a_case_is_not_put_in_twice(desk: Desk) -> None:
    desk.edit("B1", title="keeps both door keys")
    with pytest.raises(AlreadyThere):
        desk.vault.add(small_case(), "worker")
    assert desk.vault.load("c1") == desk.case


def test_a_case_that_is_not_there_is_said_not_to_be(vault: Vault) -> None:
    asked = [
        lambda: vault.load("c9"),
        lambda: vault.history("c9"),
        lambda: vault.drafts("c9"),
        lambda: vault.forget_case("c9"),
        lambda: vault.keep_draft("c9", "B1", "account", "x"),
        lambda: vault.setting("folded", "c9"),
        lambda: vault.write("c9", put(Note(id="N1", account="x")), "worker"),
    ]
    for ask in asked:
        with pytest.raises(NoSuchCase):
            ask()
    assert vault.check() == ()


def test_a_forgotten_case_is_gone_with_its_drafts_and_settings_and_the_other_stays(vault: Vault) -> None:
    vault.add(small_case("c2"), "worker")
    vault.keep_draft("c1", "B1", "account", "draft")
    vault.keep_setting("folded", True, "c1")
    vault.forget_case("c1", "worker")
    assert [line.id for line in vault.cases()] == ["c2"]
    assert vault.check() == ()
    items = "SELECT count(*) FROM journal_items JOIN journal USING (seq) WHERE case_key = 1"
    assert vault._opened.raw.execute(items).fetchone() == (0,)
    vault.add(small_case("c1", "Begun again"), "worker")
    assert vault.draft("c1", "B1", "account") == ""
    assert vault.setting("folded", "c1") is None
    assert vault.load("c2") == small_case("c2")
    vault.reopen()
    assert vault.check() == ()


def test_that_a_case_was_forgotten_and_by_whom_stays_known(vault: Vault) -> None:
    vault.forget_case("c1", "Noor")
    last = vault._opened.raw.execute("SELECT who, act FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    assert last == ("Noor", "forget")


def test_a_draft_is_overwritten_dropped_and_never_part_of_the_journal(vault: Vault) -> None:
    for text in ("He s", "He said that", ""):
        vault.keep_draft("c1", "B1", "account", text)
    vault.keep_draft("c1", "B2", "account", "other")
    assert vault.drafts("c1") == {("B1", "account"): "", ("B2", "account"): "other"}
    assert vault.cases()[0].seq == 1
    vault.drop_draft("c1", "B1", "account")
    vault.drop_draft("c1", "B1", "account")
    assert vault.drafts("c1") == {("B2", "account"): "other"}
    assert vault.load("c1") == small_case()


def test_a_draft_survives_the_end_of_the_program(vault: Vault) -> None:
    vault.keep_draft("c1", "not yet there", "title", "keeps the ca")
    vault.close()
    with Vault.unlock(vault.folder, PASSPHRASE) as again:
        assert again.draft("c1", "not yet there", "title") == "keeps the ca"


def test_a_draft_goes_with_the_act_that_finishes_it(desk: Desk) -> None:
    desk.vault.keep_draft("c1", "B1", "account", "He said that")
    desk.vault.keep_draft("c1", "B2", "account", "stays")
    changes = altered(desk.case, "B1", account="He said that she must ask.")
    desk.vault.write("c1", changes, "worker", finished=[("B1", "account")])
    assert desk.vault.drafts("c1") == {("B2", "account"): "stays"}


def test_settings_are_kept_for_the_vault_and_for_each_case(vault: Vault) -> None:
    vault.keep_setting("theme", "dark")
    vault.keep_setting("theme", {"name": "light", "text": 1.5}, "c1")
    vault.keep_setting("theme", None)
    vault.reopen()
    assert vault.setting("theme") is None
    assert vault.setting("theme", "c1") == {"name": "light", "text": 1.5}
    assert vault.setting("never kept") is None


def test_a_closed_vault_answers_nothing(vault: Vault) -> None:
    vault.close()
    vault.close()
    asked = [
        vault.cases,
        vault.check,
        vault.back_up,
        vault.reopen,
        lambda: vault.load("c1"),
        lambda: vault.add(small_case("c2"), "worker"),
        lambda: vault.keep_setting("a", 1),
        lambda: vault.keep_draft("c1", "B1", "account", "x"),
    ]
    for ask in asked:
        with pytest.raises(VaultClosed):
            ask()


def test_a_new_vault_takes_an_empty_folder_but_no_other(tmp_path: Path) -> None:
    empty, full, file = tmp_path / "empty", tmp_path / "full", tmp_path / "file"
    empty.mkdir()
    full.mkdir(mode=0o755)
    (full / "letter.txt").write_text("private")
    file.write_text("a file where a folder should be")
    Vault.create(empty, PASSPHRASE, cost=CHEAP)[0].close()
    for taken in (full, file, file / "below", empty):
        with pytest.raises(FolderTaken):
            Vault.create(taken, PASSPHRASE, cost=CHEAP)
    assert contents(full) == {"letter.txt": b"private"}
    assert full.stat().st_mode & 0o777 == 0o755
    Vault.unlock(empty, PASSPHRASE).close()


def test_a_making_that_was_cut_short_does_not_stand_in_the_way(folder: Path) -> None:
    folder.mkdir()
    for leftover in ("vault.lock", "vault.db.part", "keys.json.part"):
        (folder / leftover).write_bytes(b"half")
    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    vault.close()
    assert sorted(path.name for path in folder.iterdir()) == ["backups", "keys.json", "vault.db", "vault.lock"]


def test_the_vault_is_closed_when_its_block_ends_even_by_an_error(folder: Path) -> None:
    with pytest.raises(EmptyPassphrase), Vault.create(folder, PASSPHRASE, cost=CHEAP)[0] as vault:
        raise EmptyPassphrase
    assert not vault.is_open
    Vault.unlock(folder, PASSPHRASE).close()


def test_a_vault_used_while_an_act_is_under_way_is_a_fault_and_spoils_nothing(folder: Path) -> None:
    def meddle(point: str) -> None:
        if point == "rows" and vault.is_open:
            vault.cases()

    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP, fault=meddle)
    with pytest.raises(RuntimeError):
        vault.add(small_case(), "worker")
    assert vault.cases() == ()
    vault.close()


def test_a_vault_that_was_unlocked_beside_the_window_works_in_the_window(vault: Vault) -> None:
    vault.close()
    opened: list[Vault] = []
    beside = threading.Thread(target=lambda: opened.append(Vault.unlock(vault.folder, PASSPHRASE)))
    beside.start()
    beside.join()
    with opened[0] as unlocked:
        assert Desk(unlocked).edit("B1", title="hides the car") == 2
        assert unlocked.check() == ()


def test_a_large_case_comes_back_whole(vault: Vault) -> None:
    case = dataclasses.replace(large_case(1200, 2400), header=Header(id="big", title="Large"))
    vault.add(case, "worker")
    assert vault.load("big") == case
    moved = ChangeSet("move", tuple(Change(e, dataclasses.replace(e, when="2026")) for e in case.ordered_entries))
    vault.write("big", moved, "worker")
    assert vault.load("big") == case.apply(moved)
    assert vault.check() == ()
