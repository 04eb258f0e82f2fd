"""The catalogue's words are made to fit the people of a case."""

from dataclasses import replace

from mapping.entries import Behaviour, Goal, Link, Relationship
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary
from mapping.wording import (
    first_line,
    fitted,
    is_inferred,
    kind_title,
    nothing_mapped,
    person_of,
    source_title,
    title_of,
)
from tests.mapping.small_case import EFFORT, FATHER, MOTHER, OFFICER, SLEEPS, TAKES, case_of, family

WORDS = load_vocabulary()


def test_what_stands_over_a_card_follows_its_person() -> None:
    naming = Naming(family(), veiled=False)
    assert kind_title("behaviour", naming, WORDS, TAKES) == "What he does"
    assert kind_title("protective_effort", naming, WORDS, EFFORT) == "What she does to keep the children safe"
    assert kind_title("child_impact", naming, WORDS, SLEEPS) == "What that does to Tom"


def test_without_pronouns_the_person_is_called_by_name_or_role() -> None:
    case = case_of(replace(FATHER, pronouns=""), MOTHER)
    assert kind_title("behaviour", Naming(case, False), WORDS) == "What Daniel Hart does"
    assert kind_title("behaviour", Naming(case, True), WORDS) == "What the father does"


def test_several_people_are_they() -> None:
    case = case_of(FATHER, replace(FATHER, id="p9"))
    assert kind_title("behaviour", Naming(case, False), WORDS) == "What they do"
    assert fitted("{their} pattern", Naming(case, False)) == "Their pattern"


def test_a_date_by_which_a_goal_is_due_is_nobody() -> None:
    assert person_of(Goal(id="G1", title="stops", person="p1", by="2026-04")) == "p1"
    assert person_of(Behaviour(id="B9", title="hits", by="p1")) == "p1"


def test_a_source_is_called_by_who_it_is_and_by_its_kind_when_names_are_hidden() -> None:
    case = family()
    assert source_title(OFFICER, Naming(case, False), WORDS) == "housing officer"
    assert source_title(OFFICER, Naming(case, True), WORDS) == "Housing"
    told = replace(OFFICER, person="p2", date="2026-03-03")
    assert source_title(told, Naming(case, False), WORDS) == "Anna Hart · 3 Mar 2026"
    assert source_title(told, Naming(case, True), WORDS) == "Mother · 3 Mar 2026"


def test_everything_has_a_title() -> None:
    case, naming = family(), Naming(family(), False)
    tie = Relationship(id="k1", from_id="p1", to_id="p2", relation="partner")
    assert title_of(tie, naming, WORDS) == "Daniel Hart is the partner of Anna Hart"
    assert title_of(Link(id="h1", kind="harms", from_id="B1", to_id="I1"), naming, WORDS) == "Harms a child"
    assert all(title_of(entry, naming, WORDS) for entry in case.entries.values())


def test_a_long_account_is_cut_at_a_word() -> None:
    cut = first_line("one two three " * 20)
    assert cut.endswith(" …")
    assert len(cut) <= 92


def test_only_what_was_concluded_is_inferred() -> None:
    found = {term.key for term in WORDS.family("status") if is_inferred(term.key)}
    assert found == {"inferred", "hypothesis"}
    assert not is_inferred("")
    assert not is_inferred("a word of our own")


def test_a_child_without_an_impact_is_a_question_about_whoever_does_it() -> None:
    asked = "Nothing mapped yet. What do we know of how {} behaviour reaches this child?"
    assert nothing_mapped(Naming(family(), veiled=False)) == asked.format("his")
    assert nothing_mapped(Naming(case_of(replace(FATHER, pronouns="")), veiled=True)) == asked.format("the father’s")
    assert nothing_mapped(Naming(case_of(FATHER, replace(FATHER, id="p9")), veiled=True)) == asked.format("their")
    assert nothing_mapped(Naming(case_of(MOTHER), veiled=True)) == asked.format("the")
