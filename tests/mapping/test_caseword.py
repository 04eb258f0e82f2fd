"""The words of a case that open nothing, because whoever is to be kept out knows them."""

import dataclasses

import pytest

from mapping.casemap import CaseMap
from mapping.caseword import guessable_words, hides_word, plain
from mapping.entries import Behaviour, Header, Identifier, Person, Response, Source

CASE = CaseMap(
    Header(id="c1", title="Bell-Öztürk, Rowan Street", reference="KX 4471"),
    {
        each.id: each
        for each in (
            Person(id="p1", roles=("perpetrator",), label="father", name="Aron O'Shea-Bell", aliases=("Buster",)),
            Person(
                id="p2",
                roles=("child",),
                label="elder child",
                name="Zoë",
                born="2016-05-03",
                identifiers=(
                    Identifier(type="school", value="hillside primary"),
                    Identifier(type="address", value="Rowan 14"),
                ),
            ),
            Behaviour(
                id="B1",
                title="takes the dog, Pickles, to his brother",
                by="p1",
                account="She told Mrs Adeyemi. It was cold.",
            ),
            Source(id="s1", type="school", who="Ruth Nair, teacher at Hillside", agency="Larkfield School"),
            Response(id="R1", title="Police came late", effect="harmful", agency="Harborough Police"),
        )
    },
    {},
)  # fmt: skip
WORDS = guessable_words(CASE)


@pytest.mark.parametrize(
    "word",
    [
        *("aron", "oshea", "shea", "bell", "buster", "zoe", "hillside", "primary", "rowan", "ozturk", "4471"),
        *("pickles", "adeyemi", "ruth", "nair", "larkfield", "harborough", "2016", "03052016", "160503"),
    ],
)  # fmt: skip
def test_names_places_schools_pets_and_birthdays_count(word: str) -> None:
    assert word in WORDS


EVERYDAY = ("father", "child", "police", "teacher", "she", "it", "told", "takes", "cold", "street", "")


@pytest.mark.parametrize("word", EVERYDAY)
def test_words_that_anyone_might_choose_do_not(word: str) -> None:
    assert word not in WORDS


@pytest.mark.parametrize(
    "passphrase",
    [
        *("nine tins of Buster", "PICKLES and seven tins", "p1ckle5 and seven tins", "tins-ziggurat-hillside-nine"),
        *("seven zoë tins", "Zoe7seven tins", "HillSideTinsAndNine", "ÖZTÜRK tins nine", "ozturktinsnine"),
        *("nine tins 03052016", "nine tins 2016", "tins_adeyem1_tins", "pickles"),
    ],
)  # fmt: skip
def test_a_word_of_the_case_is_found_however_it_is_dressed(passphrase: str) -> None:
    assert hides_word(passphrase, WORDS)


UNTOUCHED = ("nine tins of rain", "a doorbell of copper", "seven kettles hum", "a carton of ziggurats", "truthful tins")


@pytest.mark.parametrize("passphrase", UNTOUCHED)
def test_a_short_name_inside_another_word_is_no_word_of_the_case(passphrase: str) -> None:
    assert not hides_word(passphrase, WORDS)


def test_without_cases_nothing_is_found() -> None:
    assert not hides_word("nine tins of Buster", ())
    assert guessable_words(CaseMap(Header(id="c2", title="Case 2"), {}, {})) == frozenset()


def test_every_name_and_alias_of_every_person_is_among_the_words() -> None:
    person = dataclasses.replace(CASE.of(Person)[0], name="Jürgen van der Groß", aliases=("J. G.", "Big Man"))
    words = guessable_words(CaseMap(CASE.header, {"p1": person}, {}))
    assert {"jurgen", "van", "der", "gross", "big"} <= words


def test_words_are_compared_as_plain_letters() -> None:
    assert plain("Ö'Zt-ÜRK ﬁn ７") == "oztuerkfin7".replace("ue", "u")
