"""The reader knows who is who, whose words they are, and what is only another sense of a word."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.language import cast_of, read
from tests.cases import case_of, family, person

WORDS = [
    *"“”'’,;.—",
    "he",
    "she",
    "the",
    "mother",
    "father",
    "was",
    "hit",
    "by",
    "not",
    "fight",
    "argue",
    "and",
    "their",
    "’s",
]


def rules_in(text: str, **values: object) -> list[str]:
    return [found.rule for found in read(text, **values).findings]  # type: ignore[arg-type]


def test_a_finding_says_where_it_is_and_gives_a_reason_and_a_way_out() -> None:
    text = "On 4 May it rained.\nMother failed to protect the children."
    (found,) = read(text).findings
    assert text[found.start : found.end] == found.phrase
    assert found.phrase.startswith("Mother failed")
    assert "the father" in found.why
    assert any("___" in pivot for pivot in found.pivots)


@pytest.mark.parametrize(
    "text",
    [
        "the council failed to protect the children",
        "he failed to protect his daughter from the fire that he lit",
        "father says that she failed to protect the children",
        "the letter reads: “mother failed to protect the children”",
        "it is wrong to say that she failed to protect the children",
        "she did not fail to protect the children",
        "the twins were exposed to chickenpox",
        "the Domestic Violence Disclosure Scheme was explained",
        "he was convicted under the Domestic Abuse Act 2021",
        "the conflict of interest was declared",
        "she was hit by the father on 3 May",
        "nie chroniła dzieci przed ojcem",
        "майката не успя да защити децата",
        "methodd y fam ag amddiffyn y plant",
    ],
)
def test_other_senses_other_speakers_and_other_languages_are_left_alone(text: str) -> None:
    assert rules_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "mother has failed to protect the children",
        "Mother is failing to protect the children",
        "she failed, despite advice, to protect them",
        "her failure to protect the children",
        "She’s unable to protect them",
        "she didn't protect the children",
        "The day was dry. She had failed to protect the boys. We left at noon.",
        "it rained; mother failed to protect them",
    ],
)
def test_the_same_is_found_however_it_is_put(text: str) -> None:
    assert "L31" in rules_in(text)


def test_a_passive_is_found_without_by_and_not_with_it() -> None:
    assert rules_in("she was assaulted on 3 May") == ["L17"]
    assert rules_in("she was assaulted by him on 3 May") == []
    assert rules_in("she was, that night, assaulted") == ["L17"]


def test_a_quotation_with_a_speaker_is_marked_and_never_asked_to_change() -> None:
    text = "The neighbour said: “they are as bad as each other”."
    reading = read(text)
    assert reading.findings == ()
    (quoted,) = reading.quotations
    assert text[quoted.start : quoted.end] == "“they are as bad as each other”"


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "‘{}’", "'{}'"])
def test_quotation_marks_of_every_kind_are_known(marks: str) -> None:
    assert read("The neighbour said " + marks.format("they argue a lot")).quotations


def test_british_and_american_spelling_are_read_alike() -> None:
    assert rules_in("mother minimises the violence") == rules_in("mother minimizes the violence") != []


def test_names_labels_and_aliases_of_the_case_are_known() -> None:
    people = (
        person("p1", name="Daniel Ward", label="Father", pronouns="he/him", aliases=("Danny",)),
        person("p2", "survivor", name="Mia Cole", label="Mother", pronouns="she/her"),
        person("p3", "child", name="Robin", label="Elder child", pronouns="they/them"),
    )
    cast = cast_of(case_of(*people))
    assert rules_in("Mia failed to protect Robin", cast=cast) == ["L31"]
    assert rules_in("Danny failed to protect Robin", cast=cast) == []
    assert "Daniel" in read("Mia failed to protect Robin", cast).findings[0].why


def test_nobody_is_taken_to_be_a_man_or_a_woman() -> None:
    people = (
        person("p1", name="Anna", label="Mother", pronouns="she/her"),
        person("p2", "survivor", name="Tom", label="Father", pronouns="he/him"),
    )
    cast = cast_of(case_of(*people))
    assert rules_in("he failed to protect the baby", cast=cast) == ["L31"]
    assert rules_in("she failed to protect the baby", cast=cast) == []
    assert rules_in("father failed to protect the baby", cast=cast) == ["L31"]


def test_a_veiled_case_puts_no_name_into_a_reason() -> None:
    people = (
        person("p1", name="Daniel Ward", label="Father", pronouns="he/him"),
        person("p2", "survivor", name="Mia Cole", label="Mother", pronouns="she/her"),
    )
    (found,) = read("Mia failed to protect the baby", cast_of(case_of(*people), veiled=True)).findings
    assert "Daniel" not in found.why + "".join(found.pivots)


def test_a_title_that_begins_with_its_verb_is_read_with_its_subject() -> None:
    assert rules_in("engaged well with the service") == []
    assert rules_in("engaged well with the service", subject="P") == ["L87"]


def test_what_he_may_never_read_is_asked_about_only_in_a_copy_for_him() -> None:
    text = "the neighbour keeps a spare key"
    assert rules_in(text) == []
    assert rules_in(text, reader="perpetrator_may_see") != []


def test_one_line_says_nothing_of_the_next() -> None:
    assert rules_in("The boy came in.\nhe engaged well") == rules_in("he engaged well")


def test_a_case_without_people_reads_as_any_text() -> None:
    assert rules_in("mother failed to protect the children", cast=cast_of(case_of())) == ["L31"]
    assert rules_in("mother failed to protect the children", cast=cast_of(case_of(*family()))) == ["L31"]


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_every_place_is_in_it(text: str) -> None:
    reading = read(text)
    for found in (*reading.findings, *reading.quotations):
        assert 0 <= found.start < found.end <= len(text)
    for found in reading.findings:
        assert text[found.start : found.end] == found.phrase


@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=40,
    )
)
def test_any_words_can_be_read(words: list[str]) -> None:
    found = read(" ".join(words)).findings
    assert list(found) == sorted(found, key=lambda each: each.start)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_long_text_without_an_end_is_read_all_the_same() -> None:
    begun = time.process_time()
    read("he said and she said and " * 4000)
    assert time.process_time() - begun < 60, "reading must not hang on any text"
