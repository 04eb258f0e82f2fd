"""A team's profile: which parts of a report, in which order, with which note; and a faulty one is refused in words."""

import pytest

from exports.errors import ExportError
from exports.profile import Profile, parts, profile_from, profile_text
from mapping.audience import Reader
from tests.exports.full_case import full_case
from tests.exports.plain import outline_for, plain

MEETING = Reader("meeting")


def keys(profile: Profile | None, reader: Reader = MEETING) -> list[str]:
    """Return the parts of a report in the order in which they begin."""
    return list(dict.fromkeys(section.key for section in outline_for(full_case(), reader, profile=profile).sections))


def test_a_profile_reads_the_same_from_toml_and_json() -> None:
    toml = 'name = "Monday"\nsections = ["goals", "pattern"]\ncover_note = "For Monday."\ncontact = "the duty desk"\n'
    profile = profile_from(toml)
    assert profile == Profile("Monday", ("goals", "pattern"), "For Monday.", "the duty desk")
    assert profile_from(profile_text(profile)) == profile


def test_its_parts_stand_in_its_order_behind_the_front_page() -> None:
    assert keys(Profile(sections=("actions", "goals", "statement"))) == ["handling", "actions", "goals", "statement"]
    assert keys(Profile(name="all")) == keys(None)


def test_what_a_reader_is_not_granted_stays_out_whatever_a_profile_says() -> None:
    everything = Profile(sections=tuple(reversed(parts())))
    for audience in ("meeting", "marac", "programme", "survivor", "perpetrator_may_see"):
        reader = Reader(audience)
        assert set(keys(everything, reader)) <= set(keys(None, reader)), audience
    assert "safety" not in keys(Profile(sections=("safety", "goals")))


def test_pathways_can_stand_without_the_rest_of_the_childrens_pages() -> None:
    told = outline_for(full_case(), MEETING, profile=Profile(sections=("pathways",)))
    assert [section.key for section in told.sections if section.level == 1] == ["handling", "pathways"]
    told = outline_for(full_case(), MEETING, profile=Profile(sections=("children",)))
    assert "pathways" not in {section.key for section in told.sections}
    assert "What it does to the elder child" in {section.heading for section in told.sections}


def test_the_note_and_the_contact_stand_on_the_front_page() -> None:
    profile = Profile(cover_note="As agreed on Monday.\nRead the goals first.", contact="the duty desk, 555 0100")
    text = plain(outline_for(full_case(), MEETING, profile=profile))
    assert "As agreed on Monday.\nRead the goals first." in text
    assert "Tell the duty desk, 555 0100 at once" in text


def test_no_note_of_ours_goes_onto_his_page() -> None:
    with pytest.raises(ExportError, match="no note of ours"):
        outline_for(full_case(), Reader("perpetrator_may_see"), profile=Profile(cover_note="Mind the order."))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('colour = "red"', "A profile has no “colour”"),
        ('sections = ["goal"]', "There is no part “goal” in a report. The parts are: handling, statement"),
        ('sections = ["goals", "goals"]', "The part “goals” is named twice"),
        ('sections = "goals"', "“sections” of a profile is a list"),
        ("name = 5", "“name” of a profile is a text"),
        (f'cover_note = "{"x" * 2001}"', "has at most 2000 characters; this one has 2001"),
        ('name = "a"\nname = \n', "This profile is not sound TOML: look at "),
        ('{"name": "a",\n "sections": [}', "This profile is not sound JSON: look at line 2."),
    ],
)
def test_a_faulty_profile_is_refused_with_what_to_do(text: str, said: str) -> None:
    with pytest.raises(ExportError) as refused:
        profile_from(text)
    assert said in str(refused.value)
