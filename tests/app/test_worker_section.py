"""The name that stands beside each act can be changed on the page of care, and the record tells both names."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.session import Session
from app.vault.care.worker import WorkerSection
from app.worker import name_worker, who_works
from mapping.commands import rename
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, small_case


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    name_worker(made, "R. Okafor")
    made.add(small_case(), "R. Okafor")
    yield made
    made.close()


@pytest.fixture
def section(qtbot: QtBot, vault: Vault) -> WorkerSection:
    made = WorkerSection(vault)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_present_name_stands_there(section: WorkerSection) -> None:
    assert section.name.text() == "R. Okafor"
    assert section.name.accessibleName() == "Who works here?"


def test_what_is_done_next_bears_the_new_name_and_what_was_done_the_old(section: WorkerSection, vault: Vault) -> None:
    section.name.setText("  S.  Mbeki ")
    section.keep.click()
    assert who_works(vault) == "S. Mbeki"
    assert "under this name" in section.word.text()
    session = Session(vault, "c1", who_works(vault), lambda: None)
    assert session.attempt(rename, "Another")
    assert [act.who for act in vault.records("c1")] == ["S. Mbeki", "R. Okafor"]


def test_that_another_name_was_given_is_recorded_under_the_old_one(section: WorkerSection, vault: Vault) -> None:
    section.name.setText("S. Mbeki")
    section.keep.click()
    section.keep.click()
    assert [(act.act, act.who) for act in vault.records(None)] == [("worker", "R. Okafor")]


def test_a_name_is_needed(section: WorkerSection, vault: Vault) -> None:
    section.name.setText("   ")
    section.keep.click()
    assert "Write a name first" in section.word.text()
    assert who_works(vault) == "R. Okafor"


def test_a_vault_that_cannot_be_written_says_so(section: WorkerSection, vault: Vault) -> None:
    vault.close()
    section.name.setText("S. Mbeki")
    section.keep.click()
    assert section.word.isVisible()
    assert "under this name" not in section.word.text()
