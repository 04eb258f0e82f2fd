"""While names are hidden every name that the map knows is replaced in a text, and nothing else is."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.commands import edit
from mapping.entries import Person
from mapping.naming import Naming
from mapping.veil import hides_otherwise, veiled_text, veiled_title
from tests.mapping.small_case import ELDER, FATHER, MOTHER, case_of, family


def veil(text: str, *people: Person) -> str:
    return veiled_text(text, Naming(case_of(*people) if people else family(), veiled=True))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Anna Hart was told by Daniel", "Mother was told by Father"),
        ("Ania’s keys and ANNA's phone", "Mother’s keys and Mother's phone"),
        ("anna said so", "Mother said so"),
        ("annandale and the hearth", "annandale and the hearth"),
        ("Tom and Tomorrow", "Elder child and Tomorrow"),
    ],
)
def test_a_name_is_replaced_wherever_it_stands_as_a_word(text: str, shown: str) -> None:
    assert veil(text) == shown


def test_a_name_that_is_a_word_too_is_one_only_with_a_capital() -> None:
    grace = replace(MOTHER, name="Grace", aliases=())
    assert veil("Grace may fall from grace", grace) == "Mother may fall from grace"


def test_the_title_of_a_case_that_holds_a_name_is_no_longer_half_a_name() -> None:
    case = family()
    assert veiled_title("The Hart family (invented)", Naming(case, veiled=True)) == "This family"
    assert veiled_title("The Hart family (invented)", Naming(case, veiled=False)) == "The Hart family (invented)"
    assert veiled_title("Case 0417", Naming(case, veiled=True)) == "Case 0417"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC"])
@pytest.mark.parametrize(
    "written",
    [
        "Zoë Weiß", "ZOË WEISS", "zoë\u00a0weiß", "Zoë\nWeiß", "Ｚｏë Ｗｅｉß", "Z\u200boë W\u00adeiß",
        "Zo\u202eë\u202c Weiß", "Zo\u034fë We\u2066iß\u2069", "𝐙𝐨ë Weiß",
    ],
)  # fmt: skip
def test_a_name_is_found_however_its_letters_are_put_together(written: str, form: str) -> None:
    zoe = replace(MOTHER, name="Zoë Weiß", aliases=())
    said = unicodedata.normalize(form, f"… He told {written}, ﬁrst.")
    assert veil(said, zoe) == unicodedata.normalize(form, "… He told Mother, ﬁrst.")


def test_it_makes_no_difference_how_the_name_itself_was_written() -> None:
    for name in ("\u200bZoë", unicodedata.normalize("NFD", "Zoë"), "Ｚoë"):
        assert veil("Zoë came, and Zoe.", replace(MOTHER, name=name, aliases=())) == "Mother came, and Zoe."
    assert veil("he saw\u200bZoë\u200band", replace(MOTHER, name="Zoë", aliases=())) == "he saw\u200bMother\u200band"
    assert veil("O'Dea or O’Dea", replace(MOTHER, name="O’Dea", aliases=())) == "Mother or Mother"


def test_words_that_say_what_someone_is_are_no_names() -> None:
    officers = Person(id="p9", roles=("professional",), label="Worker 1", name="Police officers")
    assert veil("the police officers came", officers) == "the police officers came"


def test_a_family_name_goes_to_the_first_who_has_it_and_a_whole_name_to_its_own() -> None:
    assert veil("Hart", FATHER, MOTHER) == "Father"
    assert veil("Anna Hart", FATHER, MOTHER) == "Mother"


def test_with_names_shown_a_text_stays_as_it_is() -> None:
    assert veiled_text("Anna Hart", Naming(family(), veiled=False)) == "Anna Hart"


@given(
    st.lists(st.sampled_from(["Anna", "Hart", "Daniel", "Ania", "Tom", "Mia", "saw", "him", "and", "."]), max_size=9)
)
def test_no_name_is_left_in_any_text(words: list[str]) -> None:
    shown = veil(" ".join(words)).split()
    assert not {"Anna", "Hart", "Daniel", "Ania", "Tom", "Mia"} & set(shown)


def test_a_name_with_signs_of_its_own_is_found_as_it_is() -> None:
    assert veil("T. (Tommy) said", replace(ELDER, name="T. (Tommy)")) == "Elder child said"


@pytest.mark.parametrize(
    ("values", "otherwise"),
    [
        ({"name": "Anne"}, True),
        ({"name": ""}, True),
        ({"aliases": ("Ania", "Zofia")}, True),
        ({"born": "1990"}, False),
        ({"label": "Mum"}, False),
    ],
)
def test_an_act_hides_otherwise_only_where_somebody_has_other_names_after_it(
    values: dict[str, object], otherwise: bool
) -> None:
    assert hides_otherwise(edit(family(), MOTHER.id, **values)) is otherwise
