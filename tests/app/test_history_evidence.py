"""The history of a card says what was attached to it and taken off, and forgets it with the card."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import theme
from app.entrylink import EntryLink
from app.history.whole import naming_things
from mapping.commands import remove
from mapping.entries import Person
from tests.app.history_desk import WHO, HistoryDesk, button, seen

CARD = "B1"


@pytest.fixture(scope="module", autouse=True)
def dressed(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Theme())


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryDesk]:
    made = HistoryDesk(qtbot, tmp_path / "vault")
    yield made
    made.close()


def attach(desk: HistoryDesk, title: str, card: str = CARD) -> None:
    desk.session.evidence.attach(card, b"what he wrote", "text/plain", title)


def take_off(desk: HistoryDesk, card: str = CARD) -> None:
    (found,) = desk.session.evidence.of(card)
    desk.session.evidence.detach(card, found.digest)


def said(desk: HistoryDesk, thing: str = "") -> list[str]:
    """The sentences of a record, without when."""
    return [each.partition("\n")[0].removeprefix(f"{WHO} ") for each in desk.open(thing).listing.sentences()]


def test_the_history_of_a_card_says_what_was_attached_renamed_and_taken_off(desk: HistoryDesk) -> None:
    attach(desk, "His letter")
    attach(desk, "His letter of 3 May")
    take_off(desk)
    assert said(desk, CARD)[:3] == [
        "took the evidence “His letter of 3 May” off this card",
        "gave the evidence “His letter” for this card the title “His letter of 3 May”",
        "attached “His letter” to this card as evidence",
    ]
    assert said(desk, "B2") == ["brought the case in from a file, and this with it"]


def test_the_history_of_the_case_says_to_which_card(desk: HistoryDesk) -> None:
    attach(desk, "His letter")
    assert said(desk)[0] == "attached “His letter” to “takes her wages” as evidence"
    assert "Nothing on the map was changed by it." in seen(desk.panel)
    panel = desk.panel
    assert panel is not None
    panel.detail.findChildren(EntryLink)[0].pressed.emit()
    assert "History of “takes her wages”" in seen(panel)


def test_another_title_stands_side_by_side_with_the_one_before(desk: HistoryDesk) -> None:
    attach(desk, "His letter")
    attach(desk, "His second letter")
    panel = desk.open(CARD)
    assert [(each.difference.before, each.difference.after) for each in panel.detail.sides] == [
        ("His letter", "His second letter")
    ]
    assert panel.detail.sides[0].buttons == {}


def test_a_card_that_is_off_the_map_is_still_named_with_its_evidence(desk: HistoryDesk) -> None:
    attach(desk, "His letter")
    assert desk.session.attempt(remove, CARD)
    assert "attached “His letter” to “takes her wages” as evidence" in said(desk)


def test_an_erased_card_takes_along_what_its_evidence_was_called(desk: HistoryDesk) -> None:
    attach(desk, "Quintessa at the door")
    take_off(desk)
    desk.session.erase([CARD], lambda case: remove(case, CARD))
    told = said(desk)
    assert "attached evidence to something that was erased; what it was called was erased" in told
    assert "took evidence off something that was erased; what it was called was erased" in told
    panel = desk.panel
    assert panel is not None
    for row in range(panel.listing.list.count()):
        panel.listing.list.setCurrentRow(row)
        assert "Quintessa" not in seen(panel)


def test_what_stood_before_on_a_card_that_stays_is_erased_with_the_titles(desk: HistoryDesk) -> None:
    attach(desk, "Quintessa at the door")
    attach(desk, "A photo")
    desk.session.erase([CARD])
    assert "attached evidence to “takes her wages”; what it was called was erased" in said(desk)
    assert "Quintessa" not in "".join(said(desk, CARD))
    assert [each.title for each in desk.session.evidence.of(CARD)] == ["A photo"]


def test_while_names_are_hidden_titles_hold_none(desk: HistoryDesk) -> None:
    attach(desk, "What Anna wrote")
    attach(desk, "What Anna wrote to Tom")
    desk.session.veil(True)
    panel = desk.open(CARD)
    desk.until(lambda: bool(panel.listing.sentences()))
    words = "\n".join((*panel.listing.sentences(), seen(panel)))
    assert "as evidence" in words
    assert "Anna" not in words
    assert all("Anna" not in each.difference.before + each.difference.after for each in panel.detail.sides)


def test_whoever_is_erased_is_looked_for_in_titles_that_were_given_up(desk: HistoryDesk) -> None:
    attach(desk, "Wilhelmine at the door", "B2")
    take_off(desk, "B2")
    person = Person(id="p9", roles=("relative",), label="Aunt", name="Wilhelmine")
    found = naming_things(
        lambda before: desk.session.records(before=before), desk.session.case, [person], frozenset(), ()
    )
    assert [(each.id, each.now) for each in found] == [("B2", False)]


def test_nothing_that_was_attached_is_offered_to_be_put_back(desk: HistoryDesk) -> None:
    attach(desk, "His letter")
    assert desk.session.attempt(remove, CARD)
    panel = desk.open(CARD)
    panel.listing.list.setCurrentRow(1)
    desk.until(lambda: "His letter" in seen(panel))
    with pytest.raises(StopIteration):
        button(panel, "Bring this back to the map as it was")
