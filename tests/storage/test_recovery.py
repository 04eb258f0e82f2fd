"""The recovery code as people copy it: what was mistyped is found before the vault is asked, and the group is named."""

import random

import pytest

from storage import recovery
from storage.errors import CodeMistyped, GroupMistyped
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE

PRINTED_BEFORE = "SE8W-WDTV-S3XV-SFF5-R2CM-2S6R-76FQ-CZ25-7"
"""A code as it was printed when a single check character stood at its end."""


def test_a_code_is_160_random_bits_in_eight_groups_with_a_check_each() -> None:
    codes = {recovery.new_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert [len(group) for group in code.split("-")] == [5] * 8
        assert len(recovery.secret_of(code)) * 5 == 160


def test_one_wrong_character_or_an_exchange_of_neighbours_is_found_and_its_group_named() -> None:
    random.seed(7)
    code = recovery.new_code().replace("-", "")
    for place, right in enumerate(code):
        wrong = random.choice([each for each in recovery.ALPHABET if each != right])
        with pytest.raises(GroupMistyped, match=f"Group {place // 5 + 1} "):
            recovery.secret_of(code[:place] + wrong + code[place + 1 :])
    for place in range(len(code) - 1):
        first, second = code[place : place + 2]
        if first != second:
            with pytest.raises(GroupMistyped, match=f"Group {place // 5 + 1} "):
                recovery.secret_of(code[:place] + second + first + code[place + 2 :])


def test_groups_that_changed_places_are_found() -> None:
    groups = recovery.new_code().split("-")
    for place in range(7):
        if groups[place] != groups[place + 1]:
            changed = [*groups[:place], groups[place + 1], groups[place], *groups[place + 2 :]]
            with pytest.raises(GroupMistyped):
                recovery.secret_of("-".join(changed))


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 33, "U" * 40, "é" * 40, "0" * 32, "0" * 39, "0" * 41])
def test_what_cannot_be_a_code_is_called_mistyped(typed: str) -> None:
    with pytest.raises(CodeMistyped):
        recovery.secret_of(typed)


def test_hyphens_and_spaces_as_an_editor_makes_them_do_not_count() -> None:
    code = recovery.new_code()
    for dash in ("\u2010", "\u2011", "\u2013", "\u00a0", " ", "\n"):
        assert recovery.secret_of(code.replace("-", dash)) == recovery.secret_of(code)


def test_a_code_that_was_printed_with_one_check_at_its_end_still_counts() -> None:
    secret = recovery.secret_of(PRINTED_BEFORE)
    assert secret == PRINTED_BEFORE.replace("-", "")[:32].encode()
    with pytest.raises(CodeMistyped):
        recovery.secret_of(PRINTED_BEFORE.replace("T", "V", 1))


def test_a_code_may_be_on_paper_before_it_counts(vault: Vault) -> None:
    code = recovery.new_code()
    assert not vault.opens_with(code)
    assert vault.new_recovery_code(cost=CHEAP, code=code) == code
    assert vault.opens_with(code)
    assert vault.opens_with(PASSPHRASE)
    assert not vault.opens_with(PASSPHRASE + " ")
