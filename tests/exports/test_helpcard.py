"""The cards of the help on paper."""

import pytest

from exports.errors import ExportError
from exports.helpcard import help_card
from mapping.guidance import load_guidance
from tests.exports.paper_reading import bare, opened, read


@pytest.mark.parametrize("key", load_guidance().cards)
def test_a_card_is_one_page_with_all_its_words(key: str) -> None:
    card = load_guidance().cards[key]
    pdf = help_card(key)
    assert len(opened(pdf).pages) == 1
    text = bare(read(pdf))
    for part in card.parts:
        assert bare(part.heading) in text
    assert bare(card.title) in text
    assert "{" not in text


def test_blanks_are_long_enough_to_write_in() -> None:
    assert "_______" in read(help_card("pivot"))


def test_the_same_card_gives_the_same_bytes() -> None:
    assert help_card("change") == help_card("change")


def test_a_card_says_what_it_is_in_its_structure() -> None:
    pdf = opened(help_card("answers"))
    assert str(pdf.docinfo["/Title"]) == "Four answers to a question"
    assert "/StructTreeRoot" in pdf.Root


def test_a_card_that_does_not_exist_is_refused_in_a_sentence() -> None:
    with pytest.raises(ExportError, match="no help card of this name"):
        help_card("nothing")
