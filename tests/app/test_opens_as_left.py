"""A case that is opened again stands as it was left, and its map is not laid out for that."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app import keptveil
from app.casepage import CasePage
from app.keptveil import hidden_today
from app.map import scene
from app.session import Session
from app.vault.cases import CasesRoom
from mapping import commands
from mapping.casemap import CaseMap
from storage.vault import Vault
from tests.app.inspecting import family
from tests.bench.cases import CHEAP


@pytest.fixture
def shelf(tmp_path) -> Iterator[Vault]:
    vault, _code = Vault.create(tmp_path / "v", "a long passphrase", cost=CHEAP)
    vault.add(family(), "worker")
    yield vault
    vault.close()


def opened(qtbot: QtBot, vault: Vault) -> CasePage:
    page = CasePage(Session(vault, "c1", "worker", lambda: None), vault)
    qtbot.addWidget(page)
    return page


def places(page: CasePage) -> dict[str, tuple[float, float]]:
    return {card.id: (card.x, card.y) for card in page.map.scene.cards.values()}


def add(page: CasePage, title: str) -> None:
    new = commands.new_entry(page.session.case, "behaviour", title=title, by="p1", category="B01")
    assert page.session.attempt(commands.add, new)


def never(*_args: object) -> CaseMap:
    raise AssertionError("the map was laid out")


def test_a_case_opens_as_it_was_left_and_is_not_laid_out(qtbot: QtBot, shelf: Vault, monkeypatch) -> None:
    page = opened(qtbot, shelf)
    for title in ("shouts", "hides the keys"):
        add(page, title)
    left = places(page)
    page.leave()
    monkeypatch.setattr(scene, "layout", never)
    assert places(opened(qtbot, shelf)) == left


def test_a_case_that_changed_since_is_laid_out_with_all_its_cards(qtbot: QtBot, shelf: Vault) -> None:
    page = opened(qtbot, shelf)
    page.leave()
    meanwhile = opened(qtbot, shelf)
    add(meanwhile, "shouts")
    assert places(opened(qtbot, shelf)).keys() == places(meanwhile).keys()


def test_of_a_map_that_shows_a_part_nothing_is_kept(qtbot: QtBot, shelf: Vault) -> None:
    page = opened(qtbot, shelf)
    page.map.show_only(frozenset({"B1"}))
    page.leave()
    again = opened(qtbot, shelf)
    assert again.map.scene.shown() and set(again.map.scene.layout.cards) == set(again.map.scene.cards)


def test_where_names_were_hidden_they_are_hidden_on_that_day_when_the_case_opens_again(
    qtbot: QtBot, shelf: Vault, monkeypatch
) -> None:
    """A lock in the middle of a meeting with one display: the room sees what opens then."""
    page = opened(qtbot, shelf)
    page.session.veil(True)
    page.put_away()
    assert opened(qtbot, shelf).session.veiled
    assert hidden_today(shelf)
    monkeypatch.setattr(keptveil, "today", lambda: date(2031, 1, 1))
    assert not opened(qtbot, shelf).session.veiled


def test_names_that_were_shown_again_are_shown_when_the_case_opens(qtbot: QtBot, shelf: Vault) -> None:
    page = opened(qtbot, shelf)
    for hidden in (True, False):
        page.session.veil(hidden)
        page.put_away()
    assert not opened(qtbot, shelf).session.veiled
    assert not hidden_today(shelf)


def test_after_such_a_lock_the_list_of_cases_holds_no_title_either(qtbot: QtBot, shelf: Vault) -> None:
    page = opened(qtbot, shelf)
    title = page.session.case.header.title
    for hidden in (False, True):
        page.session.veil(hidden)
        page.put_away()
        cases = CasesRoom(shelf, veiled=False)
        qtbot.addWidget(cases)
        assert cases.list.count() == 1
        assert (title in cases.list.item(0).text()) is not hidden
