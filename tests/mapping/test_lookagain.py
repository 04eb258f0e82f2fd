"""What a training copy may still tell is offered for a look, and ordinary sentences are left alone."""

from __future__ import annotations

import pytest

from mapping.entries import Incident, Source, View
from mapping.lookagain import still_there
from mapping.training import training_copy
from tests.cases import PUBLISHED_NAMES, behaviour, case_of, cited, published


def offered(text: str) -> list[tuple[str, str]]:
    case = case_of(Incident(id="F1", account=text))
    return [(each.word, each.why) for each in still_there(case, training_copy(case))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He took Buster and left.", [("Buster", "name")]),
        ("She waited at Bettys with Kerry", [("Bettys", "name"), ("Kerry", "name")]),
        ("He rang at 14:35 and paid 1200 twice", [("14:35", "number"), ("1200", "number")]),
    ],
)
def test_what_nothing_explains_is_offered(text: str, found: list[tuple[str, str]]) -> None:
    assert offered(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The police came. He left at once; Daniel said nothing to Amira.",
        "On Monday the GP wrote to Children's Services in 2019.",
        "She told Mum that I was right, and he paid £1500.",
        "He was taken to Leeds; Dr Patel saw the child.",
    ],
)
def test_ordinary_sentences_and_our_own_words_are_left_alone(text: str) -> None:
    assert offered(text) == []


def test_a_childs_own_words_are_offered_with_the_entry_and_the_place() -> None:
    case = case_of(
        Source(id="s1", type="child", who="to her teacher"),
        behaviour(cites=cited("s1", quote="he counts the crisps")),
        View(id="Y1", person="p3", account="Said “I keep my shoes on” twice."),
        View(id="Y2", person="p2", account="Said “I am tired”."),
    )
    found = [each for each in still_there(case, training_copy(case)) if each.why == "child"]
    assert [(each.entry, each.field, each.word) for each in found] == [
        ("B1", "cites.quote", "he counts the crisps"),
        ("Y1", "account", "I keep my shoes on"),
    ]
    assert "shoes" not in repr(found)


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_little_is_offered_of_the_published_cases(name: str) -> None:
    case = published(name)
    assert len(still_there(case, training_copy(case))) <= 3
