"""Each pathway as a sentence: he is its subject, what is inferred says so, and the child is named."""

import dataclasses

import pytest
from hypothesis import given, settings

from mapping.casemap import CaseMap
from mapping.entries import Intersection, Order, Response
from mapping.naming import Naming
from mapping.pathways import Pathway, pathways, said_of, sentence
from tests.cases import (
    PUBLISHED_NAMES,
    answers,
    arrow,
    behaviour,
    case_of,
    cases,
    child_impact,
    family_impact,
    person,
    published,
    survivor_impact,
)


def read_aloud(*things: object, veiled: bool = False) -> list[str]:
    case = case_of(*things)
    return [sentence(case, each, Naming(case, veiled)) for each in pathways(case)]


def test_he_does_it_home_changes_and_so_the_child() -> None:
    things = (
        behaviour(), family_impact(), child_impact(),
        arrow("disrupts", "B1", "L1"), arrow("harms", "L1", "I1"),
    )  # fmt: skip
    assert read_aloud(*things) == [
        "Daniel took her wages. At home that means the rent is not paid. So Noor does not sleep."
    ]
    assert read_aloud(*things, veiled=True) == [
        "The father took her wages. At home that means the rent is not paid. So the elder child does not sleep."
    ]


def test_a_pathway_names_its_steps_its_child_and_the_catalogues_pathway() -> None:
    case = case_of(
        behaviour(), survivor_impact(), child_impact(),
        arrow("restricts", "B1", "V1", pathway="P1"), arrow("harms", "V1", "I1", pathway="P4.2"),
    )  # fmt: skip
    (found,) = pathways(case)
    assert found == Pathway("B1", ("V1",), "I1", "p3", "P4.2")
    assert found.steps == ("B1", "V1", "I1")


def test_the_last_arrow_that_names_a_pathway_of_the_catalogue_names_it_for_the_whole() -> None:
    case = case_of(
        behaviour(), survivor_impact(), child_impact(),
        arrow("restricts", "B1", "V1", pathway="P1"), arrow("harms", "V1", "I1"),
    )  # fmt: skip
    assert pathways(case)[0].pathway == "P1"


def test_a_behaviour_may_harm_a_child_directly() -> None:
    assert read_aloud(behaviour(), child_impact(), arrow("harms", "B1", "I1")) == [
        "Daniel took her wages. So Noor does not sleep."
    ]


def test_every_step_on_the_way_has_its_own_words() -> None:
    said = read_aloud(
        behaviour("B1", "told the worker that she drinks"),
        Response(id="R1", title="removed the child", agency="the court", effect="harmful"),
        survivor_impact("V1", "sees him once a week"),
        child_impact("I1", "asks for her"), child_impact("I2", "does not eat"),
        arrow("manipulates", "B1", "R1"), arrow("worsens", "R1", "V1"),
        arrow("harms", "V1", "I1"), arrow("leads_to", "I1", "I2"),
    )  # fmt: skip
    assert said[1] == (
        "Daniel told the worker that she drinks. It worked through the court, which removed the child."
        " Because of that Amira sees him once a week. Because of that Noor asks for her. So Noor does not eat."
    )


def test_a_circumstance_is_made_use_of_and_causes_nothing() -> None:
    said = read_aloud(
        behaviour("B1", "threatens to report her"),
        Intersection(id="X1", person="p2", category="waits for a permit"),
        survivor_impact(), child_impact(),
        arrow("exploits", "B1", "X1"), arrow("worsens", "X1", "V1"), arrow("harms", "V1", "I1"),
    )  # fmt: skip
    assert "He made use of a circumstance of Amira’s: waits for a permit." in said[0]


def test_a_service_without_a_name_and_an_order_have_words_too() -> None:
    said = read_aloud(
        behaviour(), child_impact(),
        Response(id="R1", title="closed the case", effect="harmful"), Order(id="O1", title="Contact order"),
        arrow("manipulates", "B1", "R1"), arrow("harms", "R1", "I1"),
        arrow("manipulates", "B1", "O1"), arrow("harms", "O1", "I1"),
    )  # fmt: skip
    assert "what a service did: closed the case." in said[1]
    assert "It worked through this: Contact order." in said[0]


# ---------------------------------------------------------------------------------------------- what is inferred


def test_an_arrow_that_is_inferred_says_so() -> None:
    for status in ("inferred", "hypothesis"):
        said = read_aloud(behaviour(), child_impact(), arrow("harms", "B1", "I1", status=status))
        assert said[0].endswith("(That the one led to the other is inferred.)")
    assert "inferred" not in read_aloud(behaviour(), child_impact(), arrow("harms", "B1", "I1", status="observed"))[0]


def test_a_step_that_is_inferred_says_so_in_the_catalogues_short_word() -> None:
    said = read_aloud(
        behaviour(), family_impact(status="inferred"), child_impact(status="hypothesis"),
        arrow("disrupts", "B1", "L1"), arrow("harms", "L1", "I1"),
    )  # fmt: skip
    assert "that means the rent is not paid (inferred). So Noor does not sleep (hypothesis)." in said[0]


def test_the_end_of_a_quotation_is_kept_when_a_step_is_inferred() -> None:
    impact = child_impact(title="says “it is my fault.”", status="inferred")
    said = read_aloud(behaviour(), impact, arrow("harms", "B1", "I1"))
    assert said[0].endswith("So Noor says “it is my fault.” (inferred).")


# ------------------------------------------------------------------------------------------- titles as they are


def test_a_title_that_is_no_verb_is_read_in_a_frame_that_fits_anything() -> None:
    case = case_of(behaviour(title="financial abuse, not described further"))
    abuse = case.entries["B1"]
    assert said_of(abuse, Naming(case, veiled=True)) == (
        "The father’s conduct: financial abuse, not described further."
    )
    thomas = case_of(abuse, person("p1", name="Thomas"), people=False)
    assert said_of(abuse, Naming(thomas, veiled=False)).startswith("Thomas’ conduct: ")


def test_what_was_done_to_the_child_is_not_said_to_be_the_childs_act() -> None:
    said = read_aloud(behaviour(), child_impact(title="slapped or beaten"), arrow("harms", "B1", "I1"))
    assert said[0].endswith("So Noor was slapped or beaten.")


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("killed aged 7 or 8", "So Noor was killed aged 7 or 8."),
        ("told to keep it from her mother", "So Noor was told to keep it from her mother."),
        ("told his teacher", "So Noor told his teacher."),
        ("lost her friends", "So Noor lost her friends."),
        ("missed three weeks of school", "So Noor missed three weeks of school."),
        ("afraid of men", "So Noor was afraid of men."),
        ("angry outbursts at nursery", "For Noor that meant: angry outbursts at nursery."),
        ("bruised arm, seen 10 Feb", "For Noor that meant: bruised arm, seen 10 Feb."),
        ("two changes of school in a year", "For Noor that meant: two changes of school in a year."),
        ("her sleep is broken", "For Noor that means her sleep is broken."),
        ("Ümit’s place at school is gone", "For Noor that means Ümit’s place at school is gone."),
        ("The nights are short", "For Noor that means the nights are short."),
        ("stopped speaking", "So Noor stopped speaking."),
        ("has stopped speaking", "So Noor has stopped speaking."),
    ],
)
def test_an_effect_on_a_child_is_said_as_its_words_allow(title: str, said: str) -> None:
    assert read_aloud(behaviour(), child_impact(title=title), arrow("harms", "B1", "I1")) == [
        f"Daniel took her wages. {said}"
    ]


def test_what_goes_on_is_said_in_the_present() -> None:
    things = (
        behaviour(title="takes her wages"), family_impact(title="no plan for the week"),
        child_impact(title="afraid of the post"), arrow("disrupts", "B1", "L1"), arrow("harms", "L1", "I1"),
    )  # fmt: skip
    assert read_aloud(*things) == [
        "Daniel takes her wages. At home that means: no plan for the week. So Noor is afraid of the post."
    ]


def test_several_people_under_one_label_were_and_one_person_was() -> None:
    twins = person("p9", "child", label="Twins")
    said = read_aloud(twins, behaviour(), child_impact(title="left alone", child="p9"), arrow("harms", "B1", "I1"))
    assert said == ["Daniel took her wages. So the twins were left alone."]


def test_a_child_who_was_spoken_of_is_taken_up_by_the_pronoun_that_was_given() -> None:
    things = (
        behaviour(), child_impact("I1", "slapped"), child_impact("I2", "kept from school"),
        arrow("harms", "B1", "I1"), arrow("leads_to", "I1", "I2"),
    )  # fmt: skip
    assert read_aloud(*things)[1] == (
        "Daniel took her wages. Because of that Noor was slapped. So they were kept from school."
    )
    nobody_said = person("p3", "child", label="Elder child", name="Noor")
    assert "So Noor was kept" in read_aloud(nobody_said, *things)[1]


def test_his_own_circumstances_are_his_own() -> None:
    said = read_aloud(
        behaviour(), Intersection(id="X1", person="p1", category="drink"), survivor_impact(), child_impact(),
        arrow("exploits", "B1", "X1"), arrow("worsens", "X1", "V1"), arrow("harms", "V1", "I1"),
    )  # fmt: skip
    assert "He made use of a circumstance of his own: drink." in said[0]


def test_a_title_with_a_capital_or_a_full_stop_reads_like_any_other() -> None:
    said = read_aloud(behaviour(title="Took her wages."), child_impact(), arrow("harms", "B1", "I1"))
    assert said[0].startswith("Daniel took her wages. So")


# ------------------------------------------------------------------------------------------------ any case


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
@pytest.mark.parametrize("veiled", [False, True], ids=["by name", "veiled"])
def test_every_pathway_of_a_published_case_is_read_aloud_with_him_as_its_subject(name: str, veiled: bool) -> None:
    case = published(name)
    naming = Naming(case, veiled)
    found = pathways(case)
    assert len(found) == answers(name)["pathways"]
    for each in found:
        said = sentence(case, each, naming)
        assert said.startswith("The father" if veiled else case.entries["p1"].name)
        assert said.endswith((".", ")"))
        assert naming.inside(each.child) in said


@settings(max_examples=20)
@given(cases())
def test_every_pathway_of_any_case_can_be_read_aloud(case: CaseMap) -> None:
    for veiled in (False, True):
        naming = Naming(case, veiled)
        for each in pathways(case):
            assert sentence(case, each, naming)
            assert each.child in case.entries


def test_a_case_without_arrows_has_no_pathway() -> None:
    assert pathways(case_of(behaviour(), child_impact())) == ()
    assert pathways(dataclasses.replace(case_of(), entries={})) == ()
