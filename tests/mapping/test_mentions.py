"""Whoever is to be erased is found wherever the words of the case still give them away."""

import dataclasses

import pytest

from mapping.entries import Identifier
from mapping.mentions import mentions, names_of, naming_cards, says
from tests.mapping.small_case import MOTHER, TAKES, family

FOUND_BY = dataclasses.replace(MOTHER, identifiers=(Identifier(type="address", value="12 Mill Lane"),))
NAMES = names_of([FOUND_BY, dataclasses.replace(MOTHER, name="Anna-Sofie Quill")])


@pytest.mark.parametrize(
    "text",
    [
        "Anna Hart told us",
        "ANNA told us",
        "Ania’s letter",
        "she lives at 12 mill lane.",
        "near Mill Lane",
        "Ms Quill",
        "with Anna's pay",
    ],
)
def test_names_other_names_former_names_and_places_are_found(text: str) -> None:
    assert says(text, NAMES)


@pytest.mark.parametrize("text", ["Annabel told us", "mother told us", "a quilled letter", "the mill", "12", ""])
def test_other_words_are_not(text: str) -> None:
    assert not says(text, NAMES)


def test_words_for_kin_and_short_names_are_told_apart() -> None:
    assert names_of([dataclasses.replace(MOTHER, name="Mum", aliases=())]) == ()
    assert says("Öz said so", names_of([dataclasses.replace(MOTHER, name="Öz", aliases=())]))


def test_cards_are_found_by_any_of_their_texts_and_the_case_by_its_name() -> None:
    case = family()
    quoting = dataclasses.replace(TAKES, account="", cites=(dataclasses.replace(TAKES.cites[0], quote="Ania said no"),))
    assert mentions(quoting, NAMES)
    titled = dataclasses.replace(case, header=dataclasses.replace(case.header, title="Hart family"))
    assert naming_cards(titled, names_of([MOTHER]), but=[MOTHER.id]) == ("c1", "B1", "p1")
