"""A sight in words, with how much of the map it shows."""

import pytest

from mapping.casemap import CaseMap
from mapping.naming import Naming
from mapping.sight import Sight
from mapping.sightwords import shown_words, words
from tests.cases import PUBLISHED_NAMES, behaviour, case_of, child_impact, cited, published, source


def case() -> CaseMap:
    return case_of(
        source("s1", who="Officer Daniel Roe", agency="Police"),
        behaviour("B1", when="2024", cites=cited("s1"), category="B07"),
        behaviour("B2", "told Noor that it was their fault", when="2020"),
        behaviour("B3"),
        child_impact("I1", when="2024"),
    )


def said(sight: Sight, veiled: bool = True) -> str:
    return words(case(), sight, Naming(case(), veiled=veiled))


def test_the_count_is_steady_and_says_by_what() -> None:
    naming = Naming(case(), veiled=True)
    assert shown_words(case(), Sight(), naming) == "4 of 4 shown"
    assert shown_words(case(), Sight(kinds=("behaviour",)), naming) == "3 of 4 shown: what he does"
    asked = Sight(kinds=("behaviour",), since="2023")
    assert shown_words(case(), asked, naming) == "1 of 4 shown: what he does, since 2023 (1 more has no date)"
    assert shown_words(case(), asked, naming, frozenset({"B1", "B3"})).startswith("2 of 4 shown")


@pytest.mark.parametrize(
    ("sight", "expected"),
    [
        (Sight(), ""),
        (Sight(dims=False, steps=4), ""),
        (Sight(people=("p1", "p2")), "about the father and the mother"),
        (Sight(children=("p3",)), "what reaches the elder child"),
        (Sight(categories=("B07",)), "under “Money”"),
        (Sight(categories=("our own word",)), "under “our own word”"),
        (Sight(since="2021", until="2023"), "2021 to 2023"),
        (Sight(until="2023", undated=True), "until 2023 or without a date"),
        (Sight(sources=("s1", "")), "said by Police or nobody who is named"),
        (Sight(agencies=("Police", "School")), "from Police or School"),
        (Sight(statuses=("disputed", "")), "disputed or with nothing said of how it is known"),
        (Sight(attendance=("School",)), "decided with School in the room"),
        (Sight(focus="B1"), "within one step of “took her wages”"),
        (Sight(focus="p3", steps=2), "within 2 steps of the elder child"),
        (Sight(focus="gone"), "within one step of a card that is not on this map"),
        (Sight(sources=("gone",)), "said by a source that is not on this map"),
        (Sight(people=("gone",)), "about someone not on the map"),
    ],
)
def test_every_question_has_its_words(sight: Sight, expected: str) -> None:
    assert said(sight) == expected


def test_names_stay_away_when_they_are_veiled_and_are_said_when_they_are_not() -> None:
    asked = Sight(
        kinds=("view",), people=("p1",), children=("p3",), sources=("s1",), agencies=("Amira’s firm",),
        categories=("what Noor saw",), focus="B2",
    )  # fmt: skip
    veiled = said(asked)
    assert not [name for name in ("Daniel", "Amira", "Noor") if name in veiled]
    assert [name for name in ("Daniel", "Amira", "Noor") if name in said(asked, veiled=False)] == [
        "Daniel", "Amira", "Noor",
    ]  # fmt: skip


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_the_published_cases_say_how_much_is_shown(name: str) -> None:
    whole = published(name)
    text = shown_words(whole, Sight(kinds=("behaviour",)), Naming(whole, veiled=True))
    assert text.endswith("shown: what the father does")
    assert text.split()[0] == str(sum(1 for each in whole.entries.values() if each.kind == "behaviour"))
