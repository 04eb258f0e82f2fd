"""What the published cases are asked, every line of it read aloud: nothing silly, nothing twice, no blame."""

import pytest

from exports.interchange import read_file
from mapping.checks import findings
from tests.cases import PUBLISHED, PUBLISHED_NAMES, published
from tests.house.source import ROOT

AFTER_PRISON = [
    ("child_without_impact", "p4"),
    ("child_view_not_asked", "p3"),
    ("child_view_not_asked", "p4"),
    ("child_life_not_asked", "p3"),
    ("behaviour_unanswered", "B1 B2 B3 B4 B5 B6 B8 B10"),
    ("survivor_view_not_asked", "p2"),
    ("effort_without_purpose", "E2"),
    ("behaviour_from_him_alone", "B1 B2 B3 B4 B5 B6 B8"),
    ("title_not_verb_first", "B5 B6 B10"),
    ("one_pathway_only", "p3"),
    ("earlier_relationship_not_searched", "p1"),
    ("intersection_without_use", "X2 X4"),
    ("change_self_reported", "CH1 CH3 CH4 CH5 CH6 CH7"),
    ("action_without_owner_or_date", "G1 G4 G5"),
    ("no_gap_recorded", ""),
]
"""The caseworker's calls are on the map, so that is not asked; evidence away from change is left alone."""

SCHOOL_BASEMENT = [
    ("child_view_not_asked", "p4"),
    ("child_life_not_asked", "p4"),
    ("survivor_view_not_asked", "p2"),
    ("effort_without_purpose", "E5"),
    ("title_not_verb_first", "B4 B6 B8"),
    (
        "incident_without_behaviour",
        "F1 F2 F4 F9 F10 F12 F15 F16 F21 F22 F23 F24 F26 F30 F31 F32 F33 F34 F35 F36 F37",
    ),
    ("earlier_relationship_not_searched", "p1"),
    ("change_self_reported", "CH2"),
    ("action_without_owner_or_date", "G1 G2 G3"),
    ("no_gap_recorded", ""),
]
"""Nobody asks what the boy who was killed wants, or what his mother did about the day he was shot."""

SAMPLE = [
    ("child_without_impact", "p5"),
    ("child_view_not_asked", "p4"),
    ("child_life_not_asked", "p3"),
    ("child_life_not_asked", "p4"),
    ("behaviour_unanswered", "B2 B3 B5 B7"),
    ("earlier_relationship_not_searched", "p1"),
    ("change_self_reported", "C1"),
    ("action_without_owner_or_date", "T3"),
]


def asked(path: str) -> list[tuple[str, str]]:
    """The checks that ask something of a case file, and what each is about."""
    return [(each.check, " ".join(each.about)) for each in findings(read_file(ROOT / path))]


@pytest.mark.parametrize(
    ("name", "wanted"), [(PUBLISHED_NAMES[0], AFTER_PRISON), (PUBLISHED_NAMES[1], SCHOOL_BASEMENT)]
)
def test_a_published_case_is_asked_this_and_nothing_else(name: str, wanted: list[tuple[str, str]]) -> None:
    assert asked(str(PUBLISHED / f"{name}.case.json")) == wanted


def test_the_sample_is_asked_little_more_than_it_asks_itself() -> None:
    found = asked("resources/sample/hale.case.json")
    assert [each for each in found if each not in SAMPLE] == []


ALOUD = """
Child 2: nothing mapped yet. What do we know of how the father’s behaviour reaches this child?
Nothing is recorded of what Child 2 fears or wants, by words, play or other signs. Which adult has looked and listened?
For most sides of the life of Child 1 it is not written down whether anyone asked. Who sees this child from day to day?
The record does not say what the mother does about these to keep the children safe and well. Who has asked?
Nothing is recorded of what the mother fears and wants, or of what would make things worse. Who has asked, alone and \
safely?
What was this meant to prevent?
Only the father has told us of these. Who else would have seen them, or their traces?
These do not say what the father did. Begin each with the verb: took, shouted, hid …
All that reaches a child on this map goes one way: family life. By which other ways does what the father does reach a \
child?
It is not recorded whether anyone looked into earlier relationships of the father. Which records would say?
How does the father use these or gain by them, and whom do they shut out of help?
Nobody but the father or a programme is named for these. Who else has seen each, and for how long?
For these nobody is named, and no day. Who does each, and by when?
Nothing is written down as not known yet. What would we need to ask, and whom?
"""


def test_the_questions_can_be_read_aloud() -> None:
    said = {each.check: each.text for each in findings(published("open-01-after-prison"))}
    assert list(said.values()) == ALOUD.strip().splitlines()


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_no_question_is_asked_twice(name: str) -> None:
    said = [each.text for each in findings(published(name))]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_a_question_repeats_no_title_of_a_card(name: str) -> None:
    case = published(name)
    titles = [entry.title for entry in case.entries.values() if len(entry.title) > 12]
    assert not [title for each in findings(case) for title in titles if title in each.text + each.why]
