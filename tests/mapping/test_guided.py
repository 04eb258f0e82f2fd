"""The steps as data: whole, agreeing with the catalogue, strict about faults; and how a case stands towards each."""

from __future__ import annotations

import pytest

from mapping.checks import findings
from mapping.checks.words import check_words
from mapping.entries import ENTRY_CLASSES
from mapping.guided import FIRST, GuidedError, Progress, load_guided, progress_from, read_guided, standings
from mapping.naming import Naming
from tests.cases import behaviour, case_of, effort, person, published

WHOLE = """
drift = []
[[step]]
key = "one"
name = "One"
question = "What?"
ask = "Ask."
product = "Something."
clocks = ["alone"]
[[clock]]
key = "alone"
name = "Alone"
least = 1
most = 2
"""


def test_there_are_nineteen_steps_five_first_questions_nine_of_a_review_and_five_clocks() -> None:
    guided = load_guided()
    assert len(guided.steps_by("mapping")) == 19
    assert len(guided.steps_by(FIRST)) == 5
    assert len(guided.steps_by("review")) == 9
    assert {clock.key for clock in guided.clocks} == {"alone", "mapping", "marac", "review", FIRST}


def test_a_review_asks_what_he_did_and_offers_both_readings_of_pushback() -> None:
    naming = Naming(case_of(), veiled=True)
    asked = {step.key: step for step in load_guided().steps_by("review")}
    assert naming.fill(asked["review_done"].question).startswith("What has the father done since")
    assert {"goal", "change"} == set(asked["review_goals"].kinds)
    assert asked["review_her"].private
    said = asked["review_pushback"].ask
    assert "reached the right person" in said
    assert "more danger" in said


def test_every_question_with_a_clock_of_its_own_belongs_to_one() -> None:
    with pytest.raises(GuidedError, match="never is named"):
        read_guided(
            f'{WHOLE}\n[[prompt]]\nkey = "a"\nclock = "never"\nstep = "one"\nname = "A"\nquestion = "Q?"\nask = "A."\n'
        )


def test_every_kind_and_every_check_of_a_step_is_one_that_there_is() -> None:
    for step in load_guided().steps:
        assert set(step.kinds) <= set(ENTRY_CLASSES)
        assert {each.kind for each in step.adding} <= set(ENTRY_CLASSES)
        assert set(step.checks) <= set(check_words())


def test_every_check_of_the_practice_belongs_to_some_step() -> None:
    asked = {check for step in load_guided().steps for check in step.checks}
    assert set(check_words()) <= asked


def test_whoever_harms_is_in_every_question_of_what_was_done() -> None:
    naming = Naming(case_of(), veiled=True)
    for key in ("pattern", "towards_children", "outsiders"):
        assert "father" in naming.fill(load_guided().step(key).question)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('name = "One"', "", "name is missing"),
        ('ask = "Ask."', 'ask = "Ask."\ncolour = "red"', "colour is not known"),
        ('clocks = ["alone"]', 'clocks = ["nowhere"]', "nowhere is named"),
        ("drift = []", "drift = [", "session.toml"),
    ],
)
def test_a_fault_in_the_file_is_named(before: str, after: str, said: str) -> None:
    read_guided(WHOLE)
    with pytest.raises(GuidedError, match=said):
        read_guided(WHOLE.replace(before, after))


def test_a_behaviour_stands_in_the_step_of_its_category() -> None:
    case = case_of(behaviour("B1", "took her wages", category="B07"), behaviour("B2", "asks the child", category="B11"))
    held = {each.key: each.held for each in standings(case, load_guided().steps, ())}
    assert held["pattern"] == ("B1",)
    assert held["towards_children"] == ("B2",)


def test_a_question_about_a_behaviour_stands_where_the_behaviour_does() -> None:
    case = case_of(behaviour("B2", "asks the child", category="B11"))
    found = standings(case, load_guided().steps, findings(case))
    lacking = {each.key: {finding.check for finding in each.lacks} for each in found}
    assert "behaviour_without_source" in lacking["towards_children"]
    assert "behaviour_without_source" not in lacking["pattern"]


def test_a_question_about_a_child_stands_with_that_child_alone() -> None:
    case = case_of(person("p4", "child", name="Mika"), person("p5", "child", name="Ada"))
    found = {each.key: each for each in standings(case, load_guided().steps, findings(case))}
    for key in ("children:p4", "children:p5"):
        about = {identity for finding in found[key].lacks for identity in finding.about}
        assert about == {key.partition(":")[2]}


def test_a_case_without_children_still_has_the_step_of_the_children() -> None:
    case = published("open-01-after-prison")
    bare = case_of(effort("E1"))
    assert any(each.step.key == "children" for each in standings(bare, load_guided().steps, ()))
    assert any(each.child for each in standings(case, load_guided().steps, ()))


def test_progress_is_read_as_it_was_kept_and_nonsense_is_the_beginning() -> None:
    progress = Progress().go("home").finish("open").skip("people").by("alone").go("home")
    assert progress_from(progress.data()) == progress
    assert progress_from("nonsense") == Progress()
    assert progress_from({"at": 3, "done": "all", "clock": None}) == Progress()


def test_a_step_is_done_or_passed_over_and_never_both() -> None:
    progress = Progress().skip("home").finish("home")
    assert "home" in progress.done
    assert "home" not in progress.skipped
    assert "home" not in progress.reopen("home").done


def test_a_conference_is_gone_through_in_its_own_order() -> None:
    order = ["open", "risk", "pattern", "children", "actions", "not_for_him", "close"]
    assert [step.key for step in load_guided().steps_by("marac") if step.key in order] == order


def test_the_step_of_risk_holds_what_carries_a_danger_sign_and_nothing_else() -> None:
    case = case_of(behaviour("B1", "took her wages"), behaviour("B2", "held her by the throat", high_risk=True))
    held = {each.key: each.held for each in standings(case, load_guided().steps_by("marac"), ())}
    assert held["risk"] == ("B2",)
