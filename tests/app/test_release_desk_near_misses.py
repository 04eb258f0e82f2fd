"""Twenty ways of nearly releasing the wrong thing to the wrong person; each is refused with a sentence."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mapping import commands
from mapping.entries import Sharing
from tests.app.desk_hand import SECOND_MAN, DeskHand, case


@pytest.fixture
def hand(qtbot: QtBot) -> DeskHand:
    return DeskHand(qtbot)


def refused(hand: DeskHand, words: str) -> None:
    """The button says this, and nothing follows."""
    said = hand.press()
    assert words in said, said
    assert hand.nothing_happened()


# ---------------------------------------------------------------------------------------------------- the reader


def test_without_a_reader_nothing_is_shown_and_nothing_is_made(hand: DeskHand) -> None:
    hand.room.write()
    assert hand.room.word == "Choose who will read it first."
    assert hand.desk.pages.pages == 0
    assert not hand.desk.write.isVisible()
    assert not hand.desk.form.isVisible()


def test_of_two_perpetrators_one_must_be_named(qtbot: QtBot) -> None:
    hand = DeskHand(qtbot, case(SECOND_MAN))
    hand.choose("perpetrator_may_see")
    assert hand.desk.pages.pages == 0
    refused(hand, "Say which person")
    hand.pick("p1")
    assert hand.desk.pages.pages == 1


def test_of_two_children_one_must_be_named_and_the_agency_too(hand: DeskHand) -> None:
    hand.choose("partner_agency")
    refused(hand, "Say which person")
    hand.pick("p3")
    refused(hand, "which agency")
    assert hand.desk.pages.pages == 0


def test_another_child_than_before_clears_what_was_typed_for_the_first(hand: DeskHand) -> None:
    hand.choose("partner_agency")
    hand.desk.readers.agency.setText("Hill Primary")
    hand.pick("p3")
    hand.fill()
    hand.pick("p4")
    assert hand.desk.form.recipient.text() == ""
    refused(hand, "pages")


def test_switching_the_reader_after_the_preview_clears_recipient_and_passphrase(hand: DeskHand) -> None:
    hand.choose("court")
    hand.fill()
    hand.type(hand.desk.form.passphrase, "four words that sing")
    hand.page_through()
    hand.choose("perpetrator_may_see")
    assert hand.desk.form.recipient.text() == hand.desk.form.passphrase.text() == ""
    assert hand.desk.form.worse.toPlainText() == ""
    refused(hand, "Go through the pages")
    hand.choose("court")
    assert hand.desk.form.recipient.text() == ""
    hand.until(lambda: "0 of" in hand.press())
    assert hand.nothing_happened()


def test_the_person_whom_the_copy_was_for_is_taken_off_the_map(qtbot: QtBot) -> None:
    hand = DeskHand(qtbot, case(SECOND_MAN))
    hand.choose("perpetrator_may_see")
    hand.pick("p9")
    hand.session.attempt(commands.remove, "p9")
    hand.settle()
    assert hand.room.preview.reader is not None
    assert hand.room.preview.reader.whom == "p1"
    assert hand.desk.form.recipient.text() == ""


# ------------------------------------------------------------------------------------------------ who gets it


def test_nobody_to_get_it(hand: DeskHand) -> None:
    hand.choose("court")
    hand.fill(recipient="  ")
    hand.page_through()
    refused(hand, "who gets it")


def test_the_court_s_copy_into_his_hands(hand: DeskHand) -> None:
    hand.choose("court")
    hand.fill(recipient="daniel")
    hand.page_through()
    refused(hand, "the person who harms")


def test_his_copy_into_her_hands(hand: DeskHand) -> None:
    hand.release_for_him()
    hand.type(hand.desk.form.recipient, "Anna")
    refused(hand, "another person")


def test_a_solicitor_of_somebody_on_the_map_is_not_that_person(hand: DeskHand) -> None:
    hand.choose("court")
    hand.fill(recipient="Daniel’s probation officer")
    assert not [each for each in hand.points if "Who gets it" in each]


@pytest.mark.parametrize(("field", "words"), [("purpose", "what it is for"), ("hours", "hours after")])
def test_a_question_that_was_not_answered(hand: DeskHand, field: str, words: str) -> None:
    hand.choose("court")
    hand.fill(**{field: " "})
    hand.page_through()
    refused(hand, words)


# ------------------------------------------------------------------------------------------------ two releasers


def test_what_he_may_see_by_one_releaser(hand: DeskHand) -> None:
    hand.choose("perpetrator_may_see")
    hand.fill()
    hand.page_through()
    refused(hand, "released by two people")


@pytest.mark.parametrize("name", ["k. mensah", "K.  MENSAH ", "Ｋ Mensah"])
def test_the_second_releaser_is_the_first_in_other_letters(hand: DeskHand, name: str) -> None:
    hand.choose("perpetrator_may_see")
    hand.fill(second=name)
    hand.page_through()
    refused(hand, "is the first one")


def test_the_second_releaser_has_not_paged_through_it(hand: DeskHand) -> None:
    hand.choose("perpetrator_may_see")
    hand.page_through()
    hand.fill(second="R. Osei")
    refused(hand, "second releaser goes through every page")


def test_another_second_releaser_has_not_seen_what_the_one_before_saw(hand: DeskHand) -> None:
    hand.release_for_him()
    assert hand.points == []
    hand.type(hand.desk.form.second, "L. Brandt")
    refused(hand, "second releaser goes through every page")


# ---------------------------------------------------------------------------------------------------- the pages


def test_pages_that_nobody_looked_at(hand: DeskHand) -> None:
    hand.choose("court")
    hand.fill()
    refused(hand, "Go through the pages")


def test_an_old_preview_after_the_case_has_changed(hand: DeskHand) -> None:
    hand.release_for_him()
    hand.session.attempt(commands.edit, "B3", title="hit the door beside her")
    refused(hand, "being made")
    hand.settle()
    refused(hand, "0 of 1 page")


def test_the_case_changes_while_a_place_is_being_chosen(hand: DeskHand, tmp_path: Path) -> None:
    hand.release_for_him()
    hand.press()
    hand.until(lambda: hand.choosers() != [])
    hand.session.attempt(commands.edit, "B3", title="hit the door beside her")
    hand.write_to(tmp_path / "page.pdf")
    assert "from the case as it is now" in hand.room.word
    assert "Nothing was written" in hand.room.word
    assert list(tmp_path.iterdir()) == []
    assert hand.logged == ()


def test_another_reader_is_chosen_while_a_place_is_being_chosen(hand: DeskHand) -> None:
    hand.release_for_him()
    hand.press()
    hand.until(lambda: hand.choosers() != [])
    hand.desk.readers.choose(hand.room.preview.reader.__class__("court"))
    assert hand.choosers() == []
    hand.settle()
    assert hand.session.case.of(Sharing) == ()


def test_while_names_are_hidden_no_page_is_seen_and_none_leaves(hand: DeskHand) -> None:
    hand.release_for_him()
    hand.session.veil(True)
    assert hand.desk.pages.pages == 0
    refused(hand, "Names are hidden")


# ----------------------------------------------------------------------------------------------------- the file


def test_two_passphrases_that_differ(hand: DeskHand) -> None:
    hand.release_for_him()
    hand.type(hand.desk.form.passphrase, "harbour lentil outside mirror")
    hand.type(hand.desk.form.again, "harbour lentil outside mirrow")
    refused(hand, "not the same")


def test_a_passphrase_that_falls_in_a_day(hand: DeskHand) -> None:
    hand.release_for_him()
    for field in (hand.desk.form.passphrase, hand.desk.form.again):
        hand.type(field, "password1234")
    refused(hand, "tried early")


def test_a_name_of_the_file_that_tells_whose_it_is(hand: DeskHand, tmp_path: Path) -> None:
    hand.release_for_him()
    hand.press()
    hand.write_to(tmp_path / "about Anna and Tom.pdf")
    assert "name of the file" in hand.room.word
    assert list(tmp_path.iterdir()) == []
    assert hand.logged == ()


def test_where_nobody_is_chosen_the_desk_says_so_also_after_names_were_hidden(qtbot: QtBot) -> None:
    hand = DeskHand(qtbot)
    first = hand.desk.pages.word.text()
    assert first.startswith("Choose who will read it.")
    hand.session.veil(True)
    hand.session.veil(False)
    assert hand.desk.pages.word.text() == first
