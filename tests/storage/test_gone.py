"""A case that was deleted or handed back: who did it and when stays in the vault's own record, and nothing else."""

from storage.vault import Vault
from tests.storage.sample import Desk, small_case


def acts_on_vault(vault: Vault, **asked: int) -> list[tuple[str, str]]:
    """The acts on the vault itself: each with who did it."""
    return [(record.act, record.who) for record in vault.records(None, **asked)]


def test_that_a_case_is_gone_stands_in_the_record_of_the_vault_newest_first(vault: Vault) -> None:
    vault.add(small_case("c2"), "worker")
    vault.forget_case("c1", "Noor")
    vault.forget_case("c2", "K. L.", "hand_back")
    assert acts_on_vault(vault) == [("hand_back", "K. L."), ("forget", "Noor")]
    assert acts_on_vault(vault, most=1) == [("hand_back", "K. L.")]
    assert acts_on_vault(vault, before=vault.records(None)[0].seq) == [("forget", "Noor")]
    vault.reopen()
    assert len(acts_on_vault(vault)) == 2


def test_nothing_that_the_case_held_is_told_and_none_of_what_was_done_in_it(vault: Vault) -> None:
    Desk(vault).edit("B1", title="takes the car keys")
    vault.forget_case("c1", "Noor")
    (record,) = vault.records(None)
    assert (record.touched, record.size) == ((), 0)


def test_a_case_that_is_still_there_is_not_told_of(vault: Vault) -> None:
    assert acts_on_vault(vault) == []
    vault.forget_case("c1", "Noor")
    vault.add(small_case("c1"), "worker")
    Desk(vault).edit("B1", title="takes the car keys")
    assert acts_on_vault(vault) == [("forget", "Noor")]
    assert "forget" not in [record.act for record in vault.records("c1")]
