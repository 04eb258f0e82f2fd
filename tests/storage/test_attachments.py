"""Evidence is kept inside the vault, once, with its card, and goes when nothing has it any more."""

from pathlib import Path

import pytest

from mapping.audit import Titles
from mapping.casemap import ChangeSet
from mapping.commands import remove
from storage.attachments import LARGEST
from storage.errors import AttachmentRefused, NoSuchEntry
from storage.vault import Vault
from tests.storage.sample import PASSPHRASE, Desk, small_case


def all_of(vault: Vault) -> str:
    """Everything that the database says to whoever has its key."""
    raw = vault._opened.raw
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return "".join(repr(raw.execute(f'SELECT * FROM "{name}"').fetchall()) for name in names)


def test_what_is_attached_comes_back_whole_after_the_vault_was_closed(vault: Vault, folder: Path) -> None:
    digest = vault.attach("c1", "B1", b"%PDF-1.7 a letter", "application/pdf", "Letter of 3 May", "worker")
    vault.close()
    with Vault.unlock(folder, PASSPHRASE) as again:
        (found,) = again.attached("c1", "B1")
        assert (found.title, found.kind, found.size) == ("Letter of 3 May", "application/pdf", 17)
        assert again.attachment("c1", digest) == b"%PDF-1.7 a letter"
        assert again.check() == ()


def test_the_same_bytes_on_two_cards_are_kept_once_and_go_with_the_last(vault: Vault) -> None:
    first = vault.attach("c1", "B1", b"seen", "text/plain", "Note", "worker")
    second = vault.attach("c1", "B2", b"seen", "text/plain", "The same note", "worker")
    assert first == second
    vault.detach("c1", "B1", first, "worker")
    assert vault.attachment("c1", first) == b"seen"
    vault.detach("c1", "B2", first, "worker")
    assert vault.attachment("c1", first) is None
    assert vault.check() == ()


def test_no_other_case_is_given_an_attachment_even_under_its_digest(vault: Vault) -> None:
    vault.add(small_case("c2"), "worker")
    digest = vault.attach("c1", "B1", b"seen", "text/plain", "Note", "worker")
    assert vault.attachment("c2", digest) is None


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"", "text/plain"), (b"x" * (LARGEST + 1), "text/plain"), (b"<html>", "text/html")],
    ids=["empty", "too large", "of no kind that is kept"],
)
def test_what_is_not_kept_is_refused_and_leaves_nothing(vault: Vault, content: bytes, kind: str) -> None:
    before = vault.head()
    with pytest.raises(AttachmentRefused):
        vault.attach("c1", "B1", content, kind, "Thing", "worker")
    assert vault.head() == before
    assert vault.attached("c1") == ()


def test_nothing_is_attached_to_a_card_that_is_not_there(vault: Vault) -> None:
    with pytest.raises(NoSuchEntry):
        vault.attach("c1", "B99", b"seen", "text/plain", "Note", "worker")


def test_a_case_that_is_forgotten_takes_its_attachments_along(vault: Vault) -> None:
    vault.attach("c1", "B1", b"seen", "text/plain", "Note", "worker")
    vault.forget_case("c1", "worker")
    assert vault.check() == ()


def test_attaching_is_in_the_record_and_no_step_to_undo(vault: Vault) -> None:
    desk = Desk(vault)
    desk.edit("B1", title="takes the car keys")
    vault.attach("c1", "B1", b"seen", "text/plain", "Note", "worker")
    assert [record.act for record in vault.records("c1", most=2)] == ["attach", "edit"]
    assert vault.history("c1").depth == (1, 0)


def test_the_record_of_a_card_says_what_was_attached_renamed_and_taken_off(vault: Vault) -> None:
    digest = vault.attach("c1", "B1", b"seen", "text/plain", "Note", "worker")
    vault.attach("c1", "B1", b"seen", "text/plain", "Note of 3 May", "worker")
    vault.detach("c1", "B1", digest, "worker")
    acts = vault.records("c1", "B1", most=3)
    assert [(act.act, act.touched[0].titles) for act in acts] == [
        ("detach", Titles("Note of 3 May", "")),
        ("attach", Titles("Note", "Note of 3 May")),
        ("attach", Titles("", "Note")),
    ]
    card = small_case().entry("B1")
    assert all((each.before, each.after) == (card, card) for act in acts for each in act.touched)
    assert [act.act for act in vault.records("c1", "B2")] == ["open"]
    assert vault.check() == ()


def test_what_follows_on_a_card_knows_what_it_was_before_the_evidence_came(vault: Vault) -> None:
    desk = Desk(vault)
    desk.edit("B1", title="takes the car keys")
    vault.attach("c1", "B1", b"seen", "text/plain", "Note", "worker")
    desk.edit("B1", title="takes all the keys")
    (touched,) = vault.records("c1", "B1", most=1)[0].touched
    assert touched.before is not None
    assert touched.before.title == "takes the car keys"  # type: ignore[union-attr]
    assert vault.history("c1").depth == (2, 0)
    desk.undo()
    desk.undo()
    assert vault.load("c1").entry("B1") == small_case().entry("B1")
    assert vault.check() == ()


def test_evidence_of_a_card_that_is_off_the_map_can_be_taken_off_and_its_title_is_known(vault: Vault) -> None:
    desk = Desk(vault)
    digest = vault.attach("c1", "B1", b"seen", "text/plain", "Note", "worker")
    desk.do(remove(desk.case, "B1"))
    vault.detach("c1", "B1", digest, "worker")
    (touched,) = vault.records("c1", "B1", most=1)[0].touched
    assert (touched.titles, touched.after) == (Titles("Note", ""), None)
    desk.undo()
    assert vault.check() == ()


@pytest.mark.parametrize("whole", [True, False])
def test_who_erases_a_card_erases_what_its_evidence_was_called(vault: Vault, folder: Path, whole: bool) -> None:
    desk = Desk(vault)
    digest = vault.attach("c1", "B1", b"seen", "text/plain", "Quintessa at the door", "worker")
    vault.detach("c1", "B1", digest, "worker")
    changes = remove(desk.case, "B1") if whole else ChangeSet("edit", ())
    vault.erase("c1", ["B1"], changes, "worker")
    told = [each for act in vault.records("c1", "B1") for each in act.touched if act.act in ("attach", "detach")]
    assert [(each.titles, each.erased) for each in told] == [(None, True), (None, True)]
    assert vault.check() == ()
    assert "Quintessa" not in all_of(vault)


def test_what_the_evidence_is_called_stands_in_the_journal_under_the_key_of_its_card(vault: Vault) -> None:
    digest = vault.attach("c1", "B1", b"seen", "text/plain", "Quintessa at the door", "worker")
    vault.detach("c1", "B1", digest, "worker")
    assert "Quintessa" not in all_of(vault)
    vault._opened.raw.execute("UPDATE journal_items SET sealed = randomblob(length(sealed)) WHERE seq = 2")
    assert vault.check() != ()


def test_an_act_of_an_older_vault_that_tells_no_title_is_still_read(vault: Vault) -> None:
    vault.beside("c1", "attach", "worker", lambda *_given: None)
    (act,) = vault.records("c1", most=1)
    assert (act.act, act.touched) == ("attach", ())
    assert vault.check() == ()


def test_damage_to_an_attachment_and_one_that_no_card_has_are_both_found(vault: Vault) -> None:
    vault.attach("c1", "B1", b"seen", "text/plain", "Note", "worker")
    vault._opened.raw.execute("UPDATE attachments SET content = x'00'")
    assert any("attached" in sentence for sentence in vault.check())
    vault._opened.raw.execute("DELETE FROM attached")
    assert any("attached" in sentence for sentence in vault.check())
