"""What could still give something away in a reader's copy is shown with why, and what may be done."""

import dataclasses
from typing import Any

import pytest

from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.entries import Identifier
from mapping.giveaway import GiveAway, give_aways
from mapping.readers import audiences
from tests.cases import (
    PUBLISHED_NAMES,
    arrow,
    behaviour,
    case_of,
    child_impact,
    cited,
    family_impact,
    goal,
    order,
    person,
    programme,
    published,
    source,
)

HIS, COURT, MEETING, SCHOOL = (Reader(name) for name in ("perpetrator_may_see", "court", "meeting", "partner_agency"))
FOR_HIM = ("perpetrator_may_see",)


def found(case: CaseMap, reader: Reader) -> tuple[GiveAway, ...]:
    return give_aways(case, view(case, reader), reader)


def phrases(case: CaseMap, reader: Reader) -> list[tuple[str, str]]:
    return [(each.clue, each.phrase) for each in found(case, reader)]


def released(title: str, **values: Any) -> Any:
    """Something he did that somebody released to him."""
    return behaviour("B1", title, release_to=FOR_HIM, **values)


def test_the_day_of_a_hearing_is_asked_about_as_in_the_desk() -> None:
    case = case_of(goal(title="keeps to every term of the court’s order of 2 March", release_to=FOR_HIM))
    (one,) = found(case, HIS)
    assert (one.clue, one.phrase, one.original) == ("hearing", "of 2 March", "G1")
    assert one.why == "Only somebody who was part of it knows that day."
    assert [way.label for way in one.ways if way.answer] == ["he was there", "this reader knows it already"]
    assert "leave the date out" in [way.label for way in one.ways]


def test_the_day_of_an_order_that_he_has_is_no_secret() -> None:
    wanted = goal(title="keeps to every term of the court’s order of 2 March", release_to=FOR_HIM)
    assert phrases(case_of(wanted, order(when="2026-03-02")), HIS) == []
    assert phrases(case_of(wanted, order(when="2026-03-03")), HIS) == [("hearing", "of 2 March")]


def test_where_it_stands_is_right_to_the_letter_in_the_copy_he_gets() -> None:
    case = case_of(behaviour("B1"), behaviour("B2", "broke the door at 7.40 pm", release_to=FOR_HIM))
    copy = view(case, HIS)
    (one,) = give_aways(case, copy, HIS)
    text = getattr(copy.entry(one.entry), one.field)
    assert one.entry == "behaviour.1"
    assert one.original == "B2"
    assert text[one.start : one.end] == one.phrase == "at 7.40 pm"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("school", "the school or nursery"),
        ("child", "a child"),
        ("relative", "a relative, a neighbour or a friend"),
        ("survivor", "the mother"),
    ],
)
def test_what_one_party_alone_could_have_known_gives_that_party_away(kind: str, words: str) -> None:
    case = case_of(source("s1", kind), released("waits at the gate", cites=cited("s1")))
    (one,) = [each for each in found(case, HIS) if each.clue == "only_source"]
    assert one.why.startswith(f"Only {words} could have known this")
    assert one.phrase == "waits at the gate"


def test_two_parties_or_a_finding_or_police_give_nobody_away() -> None:
    two = (source("s1", "school"), source("s2", "survivor"))
    assert phrases(case_of(*two, released("waits at the gate", cites=cited("s1", "s2"))), HIS) == []
    proved = behaviour("B1", "waits at the gate", status="convicted", cites=cited("s1"))
    assert phrases(case_of(two[0], proved), HIS) == []
    assert phrases(case_of(source("s3", "police"), released("waits at the gate", cites=cited("s3"))), HIS) == []


def test_police_who_have_it_from_her_give_her_away() -> None:
    case = case_of(source("s1", "police", heard_from="p2"), released("waits at the gate", cites=cited("s1")))
    assert [each.why[:30] for each in found(case, HIS)] == ["Only the mother could have kno"]


def test_a_goal_that_answers_what_he_is_not_shown_tells_him_that_it_is_known() -> None:
    hidden = behaviour("B1", "searches her bag")
    case = case_of(hidden, goal(title="leaves her things alone", release_to=FOR_HIM), arrow("targets", "G1", "B1"))
    (one,) = found(case, HIS)
    assert (one.clue, one.phrase) == ("goal_behind", "leaves her things alone")
    assert "he can tell that it is known" in one.why
    shown = dataclasses.replace(hidden, status="admitted")
    assert phrases(case_of(shown, goal(title="leaves her things alone"), arrow("targets", "G1", "B1")), HIS) == []


@pytest.mark.parametrize(
    ("title", "clue", "phrase"),
    [
        ("held her down in the kitchen", "room", "in the kitchen"),
        ("told her “you will never see them again”", "words", "“you will never see them again”"),
        ("came the day after she moved", "next_to", "the day after she"),
        ("hit the boy, as the boy told the teacher", "told", "told the teacher"),
        ("followed her; on three occasions she called us", "count", "on three occasions"),
        ("waits outside Hillside Primary", "place", "Hillside Primary"),
        ("sat in Station Road", "street", "Station Road"),
        ("hit her in front of her friend Kelly", "stranger", "Kelly"),
        ("found the bag that was packed and hidden", "L105", "packed"),
        ("rang the refuge", "L106", "the refuge"),
    ],
)
def test_what_is_released_to_him_is_read_for_what_it_tells(title: str, clue: str, phrase: str) -> None:
    assert (clue, phrase) in phrases(case_of(released(title)), HIS)


def test_what_he_said_himself_or_a_court_found_may_have_its_hours_and_words() -> None:
    title = "told her “you will never see them again” in the kitchen at 7.40 pm"
    for own in (source("s1", "perpetrator"), source("s1", "court", court_finding=True)):
        assert phrases(case_of(own, behaviour("B1", title, cites=cited("s1"))), HIS) == []
    handed_on = source("s1", "perpetrator", obtained_from="her sister")
    assert len(phrases(case_of(handed_on, released(title, cites=cited("s1"))), HIS)) == 3


def test_where_they_are_is_found_even_in_his_own_words() -> None:
    own = source("s1", "perpetrator")
    case = case_of(own, behaviour("B1", "waits outside Hillside Primary", cites=cited("s1")))
    assert ("place", "Hillside Primary") in phrases(case, HIS)


@pytest.mark.parametrize("reader", [COURT, MEETING, SCHOOL, Reader("marac"), Reader("programme"), Reader("survivor")])
def test_an_address_in_a_text_is_found_for_every_reader_outside(reader: Reader) -> None:
    case = case_of(
        person("p9", "relative", identifiers=(Identifier(type="address", value="12 Rose Lane, LS6 2AB"),)),
        behaviour("B1", "waits at 12 Rose Lane, LS6 2AB", toward=("p3",)),
        child_impact(),
        arrow("harms", "B1", "I1"),
    )
    assert {("postcode", "LS6 2AB"), ("street", "12 Rose Lane")} <= set(phrases(case, reader))


def test_our_own_agency_is_kept_from_nothing_and_asked_nothing() -> None:
    assert found(case_of(behaviour("B1", "waits at 12 Rose Lane, LS6 2AB")), Reader("own_agency")) == ()


@pytest.mark.parametrize("title", ["her friend Kelly no longer comes", "nobody rang Kelly any more"])
def test_a_name_that_is_not_on_the_map_counts_only_where_names_are_hidden(title: str) -> None:
    case = case_of(family_impact(title=title))
    assert phrases(case, MEETING) == [("stranger", "Kelly")]
    assert phrases(case, COURT) == []


def test_a_name_in_a_label_is_found_and_then_not_again_in_each_text() -> None:
    case = case_of(person("p9", "relative", label="Aunt Ann"), family_impact(title="her aunt Ann no longer comes"))
    assert phrases(case, MEETING) == [("stranger", "Ann")]


@pytest.mark.parametrize("label", ["Daniel", "Daniel Price", "Zoë’s dad", "Aunt Bev", "Anne-Marie"])
@pytest.mark.parametrize("audience", ["meeting", "marac", "programme"])
def test_a_name_typed_as_a_label_alone_is_told_for_every_reader_from_whom_names_are_hidden(
    label: str, audience: str
) -> None:
    case = case_of(person("p1", label=label), behaviour("B1", "shouted", by="p1"))
    (one,) = found(case, Reader(audience))
    assert (one.clue, one.field, one.original) == ("stranger", "label", "p1")
    assert one.phrase in ("Daniel", "Daniel Price", "Zoë", "Bev", "Anne-Marie")
    assert phrases(case, COURT) == []


@pytest.mark.parametrize(
    "label",
    [
        "Father",
        "Step-father",
        "Big brother",
        "Elder child",
        "Child 1",
        "Worker 2",
        "Police officers",
        "Person A",
        "Toddler",
    ],
)
def test_a_word_for_somebody_s_part_is_no_name(label: str) -> None:
    assert phrases(case_of(person("p1", label=label), behaviour("B1", "shouted", by="p1")), MEETING) == []


def test_what_rests_on_one_who_is_not_to_be_named_is_told_to_whoever_releases_it() -> None:
    unnamed = source("s1", "school", attribution="unattributed")
    case = case_of(unnamed, family_impact(cites=cited("s1")))
    assert phrases(case, MEETING) == [("only_unnamed", "the rent is not paid")]
    assert phrases(case_of(unnamed, source("s2"), family_impact(cites=cited("s1", "s2"))), MEETING) == []


def test_a_place_is_marked_once_however_many_clues_see_it() -> None:
    several = found(case_of(released("waits outside Hillside School at 7.40 pm")), HIS)
    spans = [(each.start, each.end) for each in several]
    assert all(end <= other for (_, end), (other, _) in zip(spans, sorted(spans)[1:], strict=False))


def test_the_terms_of_an_order_were_read_to_him() -> None:
    case = case_of(order(terms="He stays away from the school and the surgery."))
    assert phrases(case, HIS) == []


def test_answers_speak_of_the_person_as_they_are_spoken_of() -> None:
    they = person("p1", label="Parent", pronouns="they/them")
    case = case_of(
        they,
        person("p3", "child"),
        goal(title="keeps to the order of 2 March", release_to=FOR_HIM),
        people=False,
    )
    assert "they were there" in [way.label for way in found(case, HIS)[0].ways]


def test_nothing_of_the_case_stands_in_what_is_printed_of_a_give_away() -> None:
    (one, *_) = found(case_of(released("waits outside Hillside Primary")), HIS)
    assert "Hillside" not in repr(one)


@pytest.mark.parametrize("case", PUBLISHED_NAMES)
@pytest.mark.parametrize("name", [*audiences()])
def test_the_published_cases_give_nothing_away_that_was_found_on_reading_them(case: str, name: str) -> None:
    # Read through, reader by reader: no place to find anybody by, nothing that rests on one protected party alone.
    whole = published(case)
    reader = Reader(name, "p3" if name == "partner_agency" else "")
    assert phrases(whole, reader) == []


def test_a_programme_whose_place_is_named_is_asked_about() -> None:
    assert phrases(case_of(programme(title="Twenty-six weeks at Oakfield Community Centre")), HIS) == [
        ("place", "Oakfield Community Centre")
    ]
