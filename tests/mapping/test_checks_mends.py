"""What mends a finding can really be done: the fields are there, the entries may be added, the arrows may be drawn."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from mapping import commands
from mapping.casemap import CaseMap
from mapping.checks import Finding, Mend, findings
from mapping.checks.roll import CHECKS
from mapping.checks.words import check_words
from mapping.entries import ENTRY_CLASSES, Action, Allegation, Gap, Goal, Incident, Intersection, Link, Relationship
from mapping.fields import fields_of
from mapping.parts import SENSITIVITIES
from mapping.vocabulary import load_vocabulary
from tests.cases import PUBLISHED_NAMES, behaviour, case_of, child_impact, effort, published

ACTS = ("open", "add", "gap", "answer")


def asking() -> CaseMap:
    """A case of which much is asked."""
    return case_of(
        *(behaviour(f"B{number}") for number in range(3)),
        child_impact(),
        child_impact("I2", other_explanations="none"),
        effort(show_in_room=True, sensitivity="survivor_private"),
        Incident(id="F1", account="He came."),
        Intersection(id="X1", person="p1"),
        Allegation(id="A1", title="says so", by="p1", about="p2"),
        Goal(id="G1", title="attends a course", person="p1"),
        Action(id="T1", title="moves", agency="Mother", about="p2"),
        Action(id="T2", title="moves again", agency="School", about="p2"),
        Relationship(id="k1", from_id="p1", to_id="p2", relation="former_partner"),
    )


CASES = {"asking": asking(), "bare": case_of(), **{name: published(name) for name in PUBLISHED_NAMES}}


def mends(act: str) -> Iterator[tuple[CaseMap, Finding, Mend]]:
    """Every mend of one act in all these cases."""
    for case in CASES.values():
        for finding in findings(case):
            yield from ((case, finding, mend) for mend in finding.mends if mend.act == act)


def test_the_words_are_those_of_the_checks_and_no_others() -> None:
    assert list(check_words()) == list(CHECKS), "and in the same order"


@pytest.mark.parametrize("key", list(check_words()))
def test_the_words_of_a_check_are_whole(key: str) -> None:
    words = check_words()[key]
    assert words.why.endswith(".")
    assert words.sensitivity in SENSITIVITIES
    assert all(name.split("_")[-1] in ("one", "many") for name in words.text)
    assert {name.replace("many", "one") for name in words.text} <= words.text.keys()
    assert words.mends
    for mend in words.mends:
        assert mend.act in ("open", "add")
        assert mend.label
        assert not mend.label.endswith(".")


def test_keys_of_the_catalogue_that_checks_look_for_are_in_it() -> None:
    vocabulary = load_vocabulary()
    families = {"B": "behaviour", "I": "child_impact", "V": "survivor_impact", "P": "pathway"}
    lists = (each for words in check_words().values() for each in (words.lists or {}).values())
    keys = [key for each in lists for key in each if key[:1] in families and key[1:].isdigit()]
    assert keys
    assert [key for key in keys if not vocabulary.term(families[key[0]], key).known] == []


def test_every_form_that_is_opened_has_the_fields() -> None:
    for case, finding, mend in mends("open"):
        entry = case.entries[mend.entry]
        assert mend.entry in finding.about
        assert set(mend.fields) <= {field.name for field in fields_of(type(entry))}, finding.check


def _needed(kind: str, mend: Mend) -> dict[str, Any]:
    """What a worker would still fill in."""
    needed: dict[str, Any] = {}
    for field in fields_of(ENTRY_CLASSES[kind]):
        if field.shape.required and field.name not in ("id", *dict(mend.values)):
            plain = {"line": "something", "prose": "something", "ref": "p1"}
            needed[field.name] = field.shape.choices[0] if field.shape.choices else plain[field.shape.form]
    return needed


def test_every_entry_that_is_offered_may_be_added_with_its_arrows() -> None:
    seen = set()
    for case, finding, mend in mends("add"):
        entry = commands.new_entry(case, mend.kind, **(_needed(mend.kind, mend) | dict(mend.values)))
        links = tuple(
            Link(id=f"new{number}", kind=kind, from_id=start or entry.id, to_id=end or entry.id)
            for number, (kind, start, end) in enumerate(mend.links)
        )
        after = case.apply(commands.add(case, entry, links=links))
        assert after.entry(entry.id)
        seen.add(finding.check)
    assert {"impact_without_behaviour", "incident_without_behaviour", "behaviour_unanswered"} <= seen


def test_what_is_added_where_a_question_arose_settles_it() -> None:
    case = case_of(child_impact(other_explanations="hearing tested"))
    (finding,) = (each for each in findings(case) if each.check == "impact_without_behaviour")
    mend = finding.mends[0]
    entry = commands.new_entry(case, mend.kind, title="shouts at night", **dict(mend.values))
    link = Link(id="harms.9", kind=mend.links[0][0], from_id=entry.id, to_id=mend.links[0][2])
    after = case.apply(commands.add(case, entry, links=(link,)))
    assert "impact_without_behaviour" not in {each.check for each in findings(after)}


def test_where_several_could_be_meant_nobody_is_put_in() -> None:
    twin = dataclasses.replace(case_of().entries["p1"], id="p9")
    case = case_of(twin, Incident(id="F1", account="He came."))
    (finding,) = (each for each in findings(case) if each.check == "incident_without_behaviour")
    assert finding.mends[0].values == ()


def test_every_question_can_be_answered_or_left_to_someone_unless_only_the_act_will_do() -> None:
    for case in CASES.values():
        for finding in findings(case):
            offered = {mend.act for mend in finding.mends}
            assert offered <= set(ACTS)
            assert ({"gap", "answer"} <= offered) is not check_words()[finding.check].fixed


def test_no_act_presses_anyone_to_write_down_a_secret() -> None:
    for _, _, mend in mends("answer"):
        assert "not to be written here" in mend.label


def test_a_map_without_open_questions_is_mended_by_asking_one() -> None:
    (finding,) = (each for each in findings(case_of()) if each.check == "no_gap_recorded")
    assert [mend.kind for mend in finding.mends] == ["gap"]
    after = case_of(Gap(id="N1", title="who saw it?"))
    assert "no_gap_recorded" not in {each.check for each in findings(after)}
