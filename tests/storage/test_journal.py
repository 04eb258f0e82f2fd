"""The journal shows whether anyone altered what was kept, and lets content be erased without breaking."""

from datetime import UTC, datetime

import pytest

from mapping.entries import Note
from storage.journal import Act
from storage.vault import Vault
from tests.storage.sample import Desk, put, remove, small_case


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """A vault with a few acts on two cases, one of them forgotten."""
    desk.vault.add(small_case("c2"), "worker")
    desk.edit("B1", title="hides the car")
    desk.do(put(Note(id="N1", account="said on the phone")))
    desk.do(remove(desk.case.links["L1"]))
    desk.undo()
    desk.vault.forget_case("c2", "worker")
    desk.edit("c1", title="Summer review")
    return desk


def tamper(vault: Vault, *statements: str) -> None:
    """Alter rows as someone could who holds the key."""
    raw = vault._opened.raw
    raw.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        raw.execute(statement)
    raw.execute("PRAGMA foreign_keys = ON")


def test_an_honest_journal_proves_what_the_vault_holds(busy: Desk) -> None:
    assert busy.vault.check() == ()
    busy.vault.reopen()
    assert busy.vault.check() == ()


CHAIN = {
    "who did it": "UPDATE journal SET who = 'someone else' WHERE seq = 3",
    "when": "UPDATE journal SET time = '2020-01-01T00:00:00.000+00:00' WHERE seq = 3",
    "the worker's clock": "UPDATE journal SET utc_offset = utc_offset + 60 WHERE seq = 3",
    "what was done": "UPDATE journal SET act = 'move' WHERE seq = 3",
    "how": "UPDATE journal SET how = 'redo' WHERE seq = 3",
    "its run": "UPDATE journal SET merge = 'B1.title' WHERE seq = 3",
    "its step": "UPDATE journal SET joined = 1 WHERE seq = 3",
    "its case": "UPDATE journal SET case_key = 7 WHERE seq = 3",
    "its hash": "UPDATE journal SET hash = zeroblob(32) WHERE seq = 3",
    "its digest": "UPDATE journal SET digest = zeroblob(32) WHERE seq = 3",
    "the hash before it": "UPDATE journal SET previous = zeroblob(32) WHERE seq = 3",
    "a ciphertext": "UPDATE journal_items SET sealed = randomblob(length(sealed)) WHERE seq = 3",
    "a nonce": "UPDATE journal_items SET nonce = randomblob(12) WHERE seq = 3",
    "which thing": "UPDATE journal_items SET thing = 'B2' WHERE seq = 3",
    "what was before": "UPDATE journal_items SET before_seq = NULL WHERE seq = 3",
    "an item left out": "DELETE FROM journal_items WHERE seq = 3",
    "an item put in": "INSERT INTO journal_items VALUES (3, 1, 'B2', 1, NULL, NULL)",
    "an act left out": "DELETE FROM journal WHERE seq = 3",
    "the first act left out": "DELETE FROM journal WHERE seq = 1",
    "an act numbered anew": "UPDATE journal SET seq = 30 WHERE seq = 3",
    "an item of no act": "INSERT INTO journal_items VALUES (99, 0, 'B1', 3, NULL, NULL)",
    "an item of the act of a forgotten case": "INSERT INTO journal_items VALUES (2, 0, 'B1', NULL, NULL, NULL)",
    "whose vault it is": "UPDATE meta SET value = 'other' WHERE name = 'vault'",
}


@pytest.mark.parametrize("statement", CHAIN.values(), ids=CHAIN)
def test_an_altered_journal_is_found(busy: Desk, statement: str) -> None:
    tamper(busy.vault, statement)
    assert any("journal was altered" in sentence or "points to" in sentence for sentence in busy.vault.check())


STATE = {
    "an entry's words": ("UPDATE entries SET body = replace(body, 'hides', 'has') WHERE id = 'B1'", "B1"),
    "an entry taken out": ("DELETE FROM entries WHERE id = 'N1'", "N1"),
    "an entry put in": (
        "INSERT INTO entries VALUES (1, 'N2', 'note', '{\"id\":\"N2\",\"kind\":\"note\",\"account\":\"x\"}', 4)", "N2"
    ),
    "two entries exchanged": (
        "UPDATE entries SET body = (SELECT body FROM entries AS other WHERE other.id = 'N1') WHERE id = 'B2'", "B2"
    ),
    "a link taken out": ("DELETE FROM links WHERE id = 'L1'", "L1"),
    "a link turned round": ("UPDATE links SET body = replace(body, '\"B1\"', '\"B2\"') WHERE id = 'L1'", "L1"),
    "the head": ("UPDATE cases SET head = replace(head, 'Summer', 'Winter')", "c1"),
    "which act wrote it": ("UPDATE entries SET seq = 1 WHERE id = 'B1'", "B1"),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "thing"), STATE.values(), ids=STATE)
def test_a_case_altered_behind_the_journal_is_found_and_named(busy: Desk, statement: str, thing: str) -> None:
    tamper(busy.vault, statement)
    assert busy.vault.check() == (f"In case c1, {thing} is not as the journal has it.",)


def test_the_last_acts_cut_off_are_missed_by_what_they_wrote(busy: Desk) -> None:
    tamper(busy.vault, "DELETE FROM journal_items WHERE seq = 8", "DELETE FROM journal WHERE seq = 8")
    assert busy.vault.check() == ("In case c1, c1 is not as the journal has it.",)


def test_what_was_found_is_said_without_any_words_of_the_case(busy: Desk) -> None:
    tamper(busy.vault, *(STATE[which][0] for which in ("an entry's words", "a link taken out", "the head")))
    tamper(busy.vault, CHAIN["a ciphertext"])
    said = " ".join(busy.vault.check())
    assert said
    for word in ("Summer", "Winter", "hides", "door", "Bell"):
        assert word not in said


def test_erased_content_is_gone_and_the_chain_still_holds(busy: Desk) -> None:
    sealed = "SELECT nonce, sealed FROM journal_items WHERE thing = 'N1'"
    kept = busy.vault._opened.raw.execute(sealed).fetchone()
    tamper(busy.vault, "DELETE FROM thing_keys WHERE thing = 'N1'")
    assert busy.vault.check() == ()
    assert busy.vault._opened.raw.execute(sealed).fetchone() == kept
    assert busy.vault.history("c1").depth == (1, 0)


def test_a_new_thing_with_the_id_of_an_erased_one_has_a_key_of_its_own(busy: Desk) -> None:
    busy.do(remove(busy.case.entries["N1"]))
    tamper(busy.vault, "DELETE FROM thing_keys WHERE thing = 'N1'")
    busy.do(put(Note(id="N1", account="someone else's words")))
    busy.do(remove(busy.case.entries["N1"]))
    assert busy.vault.check() == ()
    assert busy.vault.history("c1").depth == (2, 0)


def test_nothing_of_the_case_stands_in_the_journal_without_its_key(busy: Desk) -> None:
    rows = busy.vault._opened.raw.execute("SELECT * FROM journal JOIN journal_items USING (seq)").fetchall()
    kept = repr(rows)
    for word in ("hides", "said on the phone", "Summer", "Bell"):
        assert word not in kept


def test_the_order_of_acts_is_by_number_even_when_the_clock_goes_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.edit("B1", title="first")
    long_ago = datetime(1999, 1, 1, tzinfo=UTC)
    monkeypatch.setattr("storage.store.Act", lambda *given: Act(*given, moment=long_ago))
    desk.edit("B1", title="second")
    assert desk.vault.cases()[0].changed.year == 1999
    assert desk.vault.load("c1").entries["B1"].title == "second"
    assert desk.vault.history("c1").next_undo == desk.history.next_undo
    assert desk.vault.check() == ()
