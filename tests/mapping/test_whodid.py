"""Whom a title begins with: he is taken off and becomes the one who acts, anybody else is asked about."""

from dataclasses import replace

import pytest

from mapping.casemap import CaseMap
from mapping.entries import Behaviour, Person
from mapping.naming import Naming
from mapping.quickadd import BLANK, command, read_line
from mapping.quickadd.whodid import Setting, Turned, Unclear, hear
from mapping.rules import refusals_of_entry
from mapping.vocabulary import load_vocabulary
from tests.mapping.small_case import AUNT, ELDER, FATHER, HEADER, MOTHER, YOUNGER, case_of, family
from tests.mapping.test_quickadd import TODAY

WORDS = load_vocabulary()
UNCLE = Person(id="p9", roles=("co_perpetrator",), label="Uncle", name="Rob", pronouns="he/him")


def heard(title: str, case: CaseMap | None = None, by: str = "", *, sure: bool = True) -> Turned | Unclear | None:
    case = case or family()
    return hear(title, Setting(case, WORDS, Naming(case, veiled=True), by, sure=sure))


def why_not(person: str, case: CaseMap | None = None) -> str:
    """What the rules say of a behaviour of this person."""
    return str(next(iter(refusals_of_entry(case or family(), Behaviour(id="new", title="does it", by=person)))))


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("he took her phone", "took her phone"),
        ("He took her phone", "took her phone"),
        ("father took the keys", "took the keys"),
        ("The father took the keys", "took the keys"),
        ("dad shouted at her", "shouted at her"),
        ("Daniel Hart checks her post", "checks her post"),
        ("Daniel checks her post", "checks her post"),
        ("the perpetrator checks her post", "checks her post"),
        ("he's been checking her post", "has been checking her post"),
        ("he’s checking her post", "is checking her post"),
        ("he’d checked her post", "had checked her post"),
        ("he'll find her", "will find her"),
    ],
)
def test_he_is_taken_off_the_title_and_is_the_one_who_acts(typed: str, title: str) -> None:
    found = heard(typed)
    assert isinstance(found, Turned)
    assert (found.title, found.by) == (title, "p1")


@pytest.mark.parametrize(
    "typed",
    [
        "took her phone", "checks her phone", "parents' evening missed on his word", "both", "",
        "couple counselling used against her", "family home sold behind her back", "both her bank cards taken",
        "her wages were taken", "he", "financial abuse",
    ],
)  # fmt: skip
def test_a_title_that_begins_with_nobody_stays_as_it_is(typed: str) -> None:
    assert heard(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "they argued", "They fought about money", "the couple fight", "parents argue", "the parents have argued again",
        "both shout", "both parents drink", "he and she row", "mum and dad argued", "Daniel Hart and Anna Hart shouted",
        "the two of them fight", "Daniel and his mother threatened her",
    ],
)  # fmt: skip
def test_several_at_once_are_asked_about_and_who_did_what_is_left_blank(typed: str) -> None:
    found = heard(typed)
    assert isinstance(found, Unclear)
    assert "Who did what?" in found.question
    assert [way.title for way in found.ways if not way.kind] == [f"{BLANK} her"]


@pytest.mark.parametrize(
    "typed",
    [
        "there was violence", "There has been shouting", "there is violence at home", "domestic abuse",
        "domestic abuse between the parents", "violence in the home", "an argument broke out", "a bad row between them",
        "Arguments in the family home", "an incident occurred on Friday", "the fight escalated",
    ],
)  # fmt: skip
def test_what_only_happened_is_asked_about_and_never_blocks(typed: str) -> None:
    found = heard(typed)
    assert isinstance(found, Unclear)
    assert "not who did it. Who did what?" in found.question
    assert [way.title for way in found.ways if not way.kind] == [f"{BLANK} her"]
    assert not read_line(family(), typed, WORDS, TODAY).ready
    assert read_line(family(), typed, WORDS, TODAY, as_typed=True).ready


@pytest.mark.parametrize(
    "typed",
    [
        "threatens violence in the home", "starts arguments between the parents and Tom", "financial abuse of her pay",
        "fights the order in court", "denies abuse at handover", "abuse by text between 2019 and 2021",
    ],
)  # fmt: skip
def test_an_act_with_such_a_word_in_it_is_left_alone(typed: str) -> None:
    assert heard(typed) is None


def test_two_who_both_harm_are_not_asked_about_as_one() -> None:
    assert heard("Daniel and Rob followed her", case_of(FATHER, UNCLE, MOTHER)) is None


@pytest.mark.parametrize(
    ("typed", "verb_first"),
    [
        ("she was hit", "hit her"),
        ("mother was slapped in the kitchen", "slapped her in the kitchen"),
        ("she’s been followed to work", "followed her to work"),
        ("she was beaten", "beat her"),
        ("Tom was pushed", "pushed the elder child"),
        ("mother was hit by father", "hit her"),
    ],
)
def test_what_was_done_to_somebody_can_be_said_with_the_verb_first(typed: str, verb_first: str) -> None:
    found = heard(typed)
    assert isinstance(found, Unclear)
    assert found.ways[0].title == verb_first
    assert found.ways[0].label == f"The father {verb_first}"


def test_an_act_of_the_survivor_is_refused_as_the_rules_do_with_what_to_do_instead() -> None:
    found = heard("she hid the car keys")
    assert isinstance(found, Unclear)
    assert found.question == why_not("p2")
    offered = {way.kind: (way.title, way.person) for way in found.ways}
    assert offered["protective_effort"] == ("hid the car keys", "p2")
    assert offered["allegation"][0] == "she hid the car keys"


def test_an_act_of_a_child_stands_with_what_was_done_to_the_child() -> None:
    found = heard("Tom hit his sister")
    assert isinstance(found, Unclear)
    assert found.question == why_not("p3")
    assert ("child_impact", "p3") in {(way.kind, way.person) for way in found.ways}


def test_a_claim_that_he_was_the_one_harmed_is_asked_about() -> None:
    found = heard("he was hit by her")
    assert isinstance(found, Unclear)
    assert [way.kind for way in found.ways] == ["allegation"]


def test_a_name_says_which_of_two_it_was_and_a_pronoun_asks() -> None:
    case = case_of(FATHER, UNCLE, MOTHER)
    found = heard("Rob took her phone", case)
    assert isinstance(found, Turned)
    assert found.by == "p9"
    assert heard("Rob took her phone", case, by="p1") == Turned("took her phone", "p9", "Rob")
    assert isinstance(heard("he took her phone", case, sure=False), Unclear)


def test_a_pronoun_that_nobody_gave_goes_by_the_word_for_the_person_and_is_asked_about_without_one() -> None:
    unsaid = case_of(replace(FATHER, pronouns=""), replace(MOTHER, pronouns=""))
    assert heard("he took her phone", unsaid, "p1") == Turned("took her phone", "p1", "he")
    hers = heard("she took the children out", unsaid, "p1")
    assert isinstance(hers, Unclear)
    assert hers.question == why_not("p2", unsaid)
    plain = CaseMap(
        replace(HEADER, labels=()),
        {
            "p1": replace(FATHER, pronouns="", label="Person A"),
            "p2": replace(MOTHER, pronouns="", label="Person B"),
        },
    )
    for word in ("he", "she"):
        found = heard(f"{word} took the children out", plain, "p1")
        assert isinstance(found, Unclear)
        assert found.question.startswith(f"Who is “{word}”?")
        assert found.ways[0].title == "took the children out"


def test_they_is_one_person_where_that_is_the_persons_own_pronoun() -> None:
    case = case_of(replace(FATHER, pronouns="they/them"), MOTHER, ELDER)
    assert heard("they took her phone", case) == Turned("took her phone", "p1", "they")


def test_a_relative_is_asked_about_and_may_have_made_an_effort() -> None:
    found = heard("Aunt Jo took the children in", case_of(FATHER, MOTHER, ELDER, YOUNGER, AUNT))
    assert isinstance(found, Unclear)
    assert ("protective_effort", "p5") in {(way.kind, way.person) for way in found.ways}


@pytest.mark.parametrize("typed", ["they argued", "she was hit", "the couple fight about money"])
def test_a_line_is_kept_as_typed_where_the_worker_insists(typed: str) -> None:
    case = family()
    asked = read_line(case, typed, WORDS, TODAY)
    assert not asked.ready
    assert asked.ways
    kept = read_line(case, typed, WORDS, TODAY, as_typed=True)
    assert kept.ready
    made = command(case, kept).changes[-1].after
    assert isinstance(made, Behaviour)
    assert (made.title, made.by) == (typed, "p1")


def test_a_line_shows_whom_it_took_off() -> None:
    reading = read_line(family(), "he took her phone", WORDS, TODAY)
    assert reading.turned is not None
    assert (reading.turned.text, reading.turned.meaning) == ("he", "Daniel Hart")
    assert read_line(family(), "he took her phone", WORDS, TODAY, as_typed=True).title == "he took her phone"
    assert read_line(family(), "takes her phone", WORDS, TODAY).turned is None


def test_what_the_rules_refuse_is_not_kept_however_it_was_typed() -> None:
    asked = read_line(family(), "she hid the keys", WORDS, TODAY, as_typed=True)
    assert not asked.ready
    assert asked.refused
    assert "protective_effort" in {way.kind for way in asked.ways}
