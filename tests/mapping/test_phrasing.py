"""Whether a title can follow its subject; what cannot is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.entries import Behaviour
from mapping.phrasing import (
    Form,
    begins_with_finite_verb,
    begins_with_verb,
    ended,
    form_of,
    is_present,
    lowered,
    time_of_clause,
)
from mapping.vocabulary import load_vocabulary
from tests.cases import published

VERB_FIRST = (
    "took her phone", "Questions the elder child about where their mother went", "slapped him", "shot his son",
    "repeatedly tells her family that she is ill", "never lets her sleep", "calls her names", "does not pay",
    "threatens to take the children", "denied any problem", "Smashes the toys", "can’t be reached", "didn't come",
    "uses the car to follow her", "watches the house", "carries a knife", "beat her for years", "put drugs before them",
)  # fmt: skip
NOT_VERB_FIRST = (
    "financial abuse, not described further", "emotional and psychological abuse; days of yelling", "dangerous threats",
    "aggressive tone and body language", "threats to kill", "calls to the office", "unwanted visits", "rape",
    "red", "limits", "the rent is not paid", "He took her phone", "", "…", "17", "prolonged silence",
)  # fmt: skip


@pytest.mark.parametrize("title", VERB_FIRST)
def test_what_he_does_begins_with_a_verb(title: str) -> None:
    assert begins_with_verb(title)


@pytest.mark.parametrize("title", NOT_VERB_FIRST)
def test_a_word_for_acts_is_no_verb(title: str) -> None:
    assert not begins_with_verb(title)


def test_every_example_of_behaviour_in_the_catalogue_can_follow_its_subject() -> None:
    examples = [each for term in load_vocabulary().family("behaviour") for each in term.examples]
    unsure = [each.text.split()[0] for each in examples if not begins_with_verb(each.text)]
    assert set(unsure) <= {"alleged", "increased"}, "these two are as often said of a noun"


@pytest.mark.parametrize("title", ["does not sleep", "hides food", "was late", "did not speak", "has bad dreams"])
def test_what_can_only_be_the_childs_own_act_is_finite(title: str) -> None:
    assert begins_with_finite_verb(title)


@pytest.mark.parametrize("title", ["slapped or beaten", "killed aged 7", "taught to spy", "hurt", "bad dreams", ""])
def test_what_may_have_been_done_to_the_child_is_not_finite(title: str) -> None:
    assert not begins_with_finite_verb(title)


def test_a_title_inside_a_sentence_begins_small_unless_it_is_a_name_or_in_capitals() -> None:
    assert lowered("Took her phone") == "took her phone"
    assert lowered("took her phone") == "took her phone"
    assert lowered("PNC check refused") == "PNC check refused"
    assert lowered("Ümit’s money was gone") == "Ümit’s money was gone"
    assert lowered("A") == "A"
    assert lowered("") == ""


@pytest.mark.parametrize(
    ("sentence", "closed"),
    [("He took it", "He took it."), ("He took it.", "He took it."), ("Why?", "Why?"), ("Out!", "Out!"),
     ("He said “no.”", "He said “no.”"), ("He said “no”", "He said “no”."), ("He took it; ", "He took it."),
     ("and so on…", "and so on…")],
)  # fmt: skip
def test_a_sentence_ends_once(sentence: str, closed: str) -> None:
    assert ended(sentence) == closed


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("slapped or beaten", Form.DONE), ("taken into care", Form.DONE), ("moved without notice", Form.DONE),
        ("hurt", Form.DONE), ("taught to spy", Form.DONE), ("dismissed from her job", Form.DONE),
        ("does not sleep", Form.ACT), ("kept secrets", Form.ACT), ("stopped speaking at nursery", Form.ACT),
        ("refused to see her", Form.ACT), ("cried at the door", Form.ACT), ("wet the bed", Form.ACT),
        ("unable to sleep", Form.STATE), ("tired, late, absent", Form.STATE), ("on edge at home", Form.STATE),
        ("too frightened to sleep", Form.STATE), ("angry outbursts", Form.OTHER), ("bruised arm", Form.OTHER),
        ("growth restricted", Form.OTHER), ("injury", Form.OTHER), ("", Form.OTHER), ("…", Form.OTHER),
        ("she sleeps three hours", Form.CLAUSE), ("the rent is not paid", Form.CLAUSE),
        ("debts that she was left to pay", Form.OTHER), ("ill health", Form.OTHER),
    ],
)  # fmt: skip
def test_what_somebody_did_is_told_from_what_was_done_to_them(title: str, form: Form) -> None:
    assert form_of(title) is form


def test_the_time_of_a_title_is_that_of_its_verb() -> None:
    assert is_present("takes her wages")
    assert is_present("does not pay")
    assert not is_present("took her wages")
    assert not is_present("did not pay")
    assert not is_present("hit her")
    assert time_of_clause("the rent is not paid") == "present"
    assert time_of_clause("the rent was not paid") == "past"
    assert time_of_clause("rent unpaid") == ""


@given(st.text(max_size=60))
def test_any_title_can_be_asked_about(title: str) -> None:
    if begins_with_verb(title):
        assert lowered(title)[1:] == title[1:]
    begins_with_finite_verb(title)
    is_present(title)
    assert form_of(title) in Form
    assert ended(title)


def test_titles_of_real_files_that_are_no_verbs_are_told_from_those_that_are() -> None:
    behaviours = published("open-01-after-prison").of(Behaviour)
    assert [each.id for each in behaviours if not begins_with_verb(each.title)] == ["B5", "B6", "B10"]
