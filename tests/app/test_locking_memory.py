"""After the lock no process of the program holds a word of the case or the passphrase; seen in a real one."""

import os
import sys
from pathlib import Path

import pytest

from tests.app.remains import ask_to_lock, family, is_locked_window, left_in, make_vault, new_secrets, opened

NONE = {"canaries": 0, "passphrases": 0}

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks at memory as Linux shows it"),
    pytest.mark.skipif(
        sys.platform == "linux" and os.geteuid() != 0, reason="a hardened process is shown to root alone"
    ),
]


def test_after_the_lock_no_process_of_the_program_holds_a_word(qtbot, tmp_path: Path) -> None:
    known = new_secrets()
    make_vault(tmp_path / "vault", known)
    with opened(tmp_path / "vault", known) as program:
        before = left_in(family(program.pid), known)
        assert before["canaries"] > 50 and before["passphrases"] > 0, "what is looked for can be found"
        ask_to_lock(program, "sleep")
        qtbot.waitUntil(lambda: is_locked_window(program.pid), timeout=20_000)
        assert family(program.pid) == [program.pid]
        assert left_in([program.pid], known) == NONE


def test_a_process_that_only_closes_the_vault_still_holds_the_words(tmp_path: Path) -> None:
    known = new_secrets()
    make_vault(tmp_path / "vault", known)
    with opened(tmp_path / "vault", known, "stays") as program:
        ask_to_lock(program, "sleep")
        assert program.stdout is not None and program.stdout.readline() == "stayed\n"
        assert left_in([program.pid], known)["canaries"] > 0
