"""What could give somebody away is found in a text, and fine sentences are left in peace."""

import pytest

from mapping.clues import clues, clues_for, rule_counts, rule_ways, rules_for, way
from mapping.language.rules import load_rules
from mapping.readers import audiences
from mapping.strangers import strangers_in

WITH_PATTERNS = [each for each in clues().values() if each.patterns]
HITS = [(each.key, sentence) for each in WITH_PATTERNS for sentence in each.hits]
MISSES = [(each.key, sentence) for each in WITH_PATTERNS for sentence in each.misses]
HIS = "perpetrator_may_see"

# What stands in copies for him and gives nothing away: titles of what he did, goals, terms, days as he knows them.
FINE = """
strangled the mother
struck her on 4 May
broke the bathroom lock
takes her wages and gives her twenty pounds a week
keeps the car keys
rang her 40 times in one day
came to the house after the order was served
returns the keys by Friday
keeps to every term of the order
uses no force and no threat towards anyone in the family
attends every session of the programme
speaks of the mother to the children with respect
pays the rent on the first of each month
lets the children sleep through the night
asks before he comes to the door
comes sober to every visit
says himself what he did
shouted at the children until they cried
threw a plate at the wall
sold the children’s bikes
told the children that their mother does not love them
told her family that she drinks
followed her car
drove at ninety with the children in the back
kept her awake until four
took her phone and read her messages
put drugs before his children
did not come to three visits
accused her of being unfaithful
got his son out of class by asking for a short private talk
denied any problem, explained injuries by a fight with his brother
In May 2026 he struck her.
He is not to contact the mother, by any means or through others.
He pays 40 a week from March.
Twenty-six weeks
behaviour change programme
""".strip().splitlines()


@pytest.mark.parametrize(("key", "sentence"), HITS)
def test_a_clue_is_found_in_what_it_is_for(key: str, sentence: str) -> None:
    assert list(clues()[key].found_in(sentence)), key


@pytest.mark.parametrize(("key", "sentence"), MISSES)
def test_a_clue_leaves_its_neighbours_in_peace(key: str, sentence: str) -> None:
    assert [sentence[start:end] for start, end in clues()[key].found_in(sentence)] == []


@pytest.mark.parametrize("sentence", FINE)
def test_a_fine_sentence_gives_nothing_away(sentence: str) -> None:
    for clue in WITH_PATTERNS:
        if clue.key != "day":  # a day as it was matters in the training copy alone, where no text keeps one
            assert [sentence[start:end] for start, end in clue.found_in(sentence)] == [], clue.key
    assert list(strangers_in(sentence, frozenset(), places=True)) == []


def test_every_clue_has_a_reason_ways_that_there_are_and_sentences_to_try_it_by() -> None:
    for clue in clues().values():
        assert clue.why.endswith(".")
        assert clue.ways and all(way(key).label for key in clue.ways)
        assert any(way(key).answer for key in clue.ways), f"nothing can be said to let {clue.key} stand"
        assert not clue.patterns or (len(clue.hits) > 1 and len(clue.misses) > 1 and clue.readers)
        assert clue.readers <= set(audiences())


def test_the_rules_of_language_that_count_are_those_of_disclosure() -> None:
    assert set(rules_for(HIS)) == {rule.key for rule in load_rules().all if rule.group == "disclosure"}
    for name in audiences():
        assert rules_for(name) <= rules_for(HIS)
        assert all(rule_ways(rule) for rule in rules_for(name))


def test_the_own_agency_has_no_clues_and_he_has_the_most() -> None:
    assert clues_for("own_agency") == ()
    assert {each.key for each in clues_for("court")} < {each.key for each in clues_for(HIS)}


def test_an_apostrophe_of_any_form_is_one_and_the_places_stay() -> None:
    clue = clues()["place"]
    for text in ("goes to St Mary’s now", "goes to St Mary's now"):
        assert [text[start:end] for start, end in clue.found_in(text)] == [text[8:17]]


def test_a_child_who_hides_has_no_plan_in_hiding() -> None:
    assert not rule_counts("L105", "hides when a man's voice is raised")
    assert rule_counts("L105", "a packed bag is hidden at the neighbour’s")
    assert rule_counts("L104", "hides when a man's voice is raised")


# ------------------------------------------------------------------------------------------------- strangers


def names(text: str, *, places: bool = False, known: str = "") -> list[str]:
    return [text[start:end] for start, end in strangers_in(text, frozenset(known.split()), places=places)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("her friend Kelly minds the boy", ["Kelly"]),
        ("Kelly rang the police", ["Kelly"]),
        ("the class teacher, Frau Größl, agreed", ["Frau Größl"]),
        ("Mr Khan saw the mark", ["Mr Khan"]),
        ("PC White came", ["PC White"]),
        ("took Jodie’s coat", ["Jodie’s"]),
        ("her aunt Mary Ann Fisher has a key", ["Mary Ann Fisher"]),
    ],
)
def test_a_name_that_nobody_on_the_map_has_is_found(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Police came on Monday and in May.",
        "The Grand Chamber found no violation.",
        "MARAC met; the IDVA and the GP were there.",
        "He rang her on WhatsApp at Christmas.",
        "Ms K and Mr D were seen.",
        "She speaks Polish and some English.",
        "He went to Leeds.",
        "Mother said so. Father did not.",
        "“Nobody will believe you,” he said.",
    ],
)
def test_other_capitals_name_nobody(text: str) -> None:
    assert names(text) == []


def test_the_name_of_a_place_counts_where_every_name_does() -> None:
    assert names("A court in Graz named it.", places=True) == ["Graz"]
    assert names("A court in St. Pölten named it.", places=True) == ["Pölten"]
    assert names("A court in Graz named it.") == []


def test_somebody_whom_the_copy_calls_so_is_no_stranger() -> None:
    assert names("her friend Kelly minds the boy", known="kelly") == []
