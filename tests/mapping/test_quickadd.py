"""A typed line becomes what it says and no more; who did what is asked, never guessed."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.casemap import CaseMap
from mapping.entries import Behaviour, Header, Link, Person, Source
from mapping.errors import CaseError
from mapping.quickadd import QUICK_KINDS, Reading, command, completions, read_line
from mapping.vocabulary import load_vocabulary
from tests.mapping.small_case import AUNT, ELDER, FATHER, HEADER, MOTHER, OFFICER, TAKES, YOUNGER, case_of, family

TODAY = date(2026, 3, 12)
WORDS = load_vocabulary()


def read(text: str, kind: str | None = None, case: CaseMap | None = None) -> Reading:
    return read_line(case or family(), text, WORDS, TODAY, kind)


def added(text: str, kind: str | None = None, case: CaseMap | None = None) -> list:
    """What a line puts on the map."""
    case = case or family()
    return [change.after for change in command(case, read(text, kind, case))]


def label(family_name: str, words: str) -> str:
    return next(term.key for term in WORDS.family(family_name) if words in (term.short, term.label))


def test_the_line_of_the_picture_becomes_a_behaviour_with_its_source() -> None:
    entry = added("he cancels her bus pass @mother #money ~ Feb 2026 !housing officer")[0]
    assert entry == Behaviour(
        id="B2", title="cancels her bus pass", by="p1", toward=("p2",), category=label("behaviour", "Money"),
        when="2026-02", when_said="Feb 2026", cites=entry.cites,
    )  # fmt: skip
    assert [cite.source for cite in entry.cites] == ["s1"]


def test_a_source_that_is_not_on_the_map_is_added_with_the_line_in_one_act() -> None:
    changes = command(family(), read("takes her phone @mother !health visitor"))
    source, entry = (change.after for change in changes)
    assert (changes.act, source.type, source.who) == ("add", "health", "health visitor")
    assert [cite.source for cite in entry.cites] == [source.id]
    assert source.sensitivity == "source_protected"


def test_someone_on_the_map_who_says_so_becomes_a_source_that_names_that_person() -> None:
    source = added("takes her phone !mother")[0]
    assert (source.type, source.person, source.who) == ("survivor", "p2", "")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("takes her phone", "takes her phone"),
        ("he takes her phone", "takes her phone"),
        ("Daniel Hart takes her phone", "takes her phone"),
        ("the father takes her phone", "takes her phone"),
        ("@father takes her phone", "takes her phone"),
        ("tells @mother when to sleep", "tells the mother when to sleep"),
        ("hits @ania", "hits the mother"),
    ],
)
def test_a_behaviour_begins_with_its_verb_and_has_no_name_in_it(line: str, title: str) -> None:
    entry = added(line + " #violence")[0]
    assert (entry.kind, entry.title, entry.by) == ("behaviour", title, "p1")


@pytest.mark.parametrize(
    "line",
    [
        "she hits him",
        "she hits him #violence",
        "mother hits him #violence",
        "@mother hits him #violence",
        "hits @father #violence",
        "they fight #violence",
        "Mum is fine",
        "Tom hits his sister #violence",
        "hits @nobody #violence",
        "hits @m #violence",
    ],
)
def test_a_line_that_could_give_the_act_to_the_wrong_person_is_not_put_on_the_map(line: str) -> None:
    reading = read(line)
    assert reading.problem
    assert not reading.ready
    with pytest.raises(CaseError) as refused:
        command(family(), reading)
    assert "hits" not in str(refused.value)


def test_without_known_pronouns_he_is_asked_about_unless_the_other_one_is_named_or_the_kind_chosen() -> None:
    case = case_of(replace(FATHER, pronouns=""), replace(MOTHER, pronouns=""))
    assert "Who is “he”" in read("he takes her phone", case=case).problem
    assert read("he takes her phone @mother #money", case=case).title == "takes her phone"
    assert read("he takes her phone", "behaviour", case=case).title == "takes her phone"


def test_two_people_with_one_pronoun_are_not_told_apart_by_it() -> None:
    case = case_of(FATHER, replace(MOTHER, pronouns="he/him"))
    assert "Who is “he”" in read("he takes the keys #money", case=case).problem


def test_two_perpetrators_must_be_named() -> None:
    uncle = Person(id="p9", roles=("perpetrator",), label="Uncle")
    case = case_of(FATHER, MOTHER, uncle)
    assert read("takes her phone", case=case).problem == "Who does this? Name one person with @."
    assert read("takes her phone @uncle @mother", case=case).by == "p9"
    assert read("takes her phone @uncle @father", case=case).problem


def test_without_a_perpetrator_the_line_says_how_to_add_one() -> None:
    assert "#perpetrator" in read("takes her phone", case=case_of(MOTHER)).problem


def test_an_effect_on_a_child_needs_the_child_unless_there_is_only_one() -> None:
    assert read("cries at night", "child_impact").problem == "Which child? Name one child with @."
    assert read("cries at night @elder child #sleep").child == "p3"
    assert read("cries at night", "child_impact", case_of(FATHER, ELDER)).child == "p3"
    assert read("cry @elder child @younger child", "child_impact").problem


def test_the_category_decides_the_kind() -> None:
    assert read("rent unpaid #home").kind == "family_impact"
    assert read("rent unpaid #money and basics").kind == "family_impact"
    assert read("hid the keys #managing the father").kind == "protective_effort"
    assert read("cries at night #child @tom").kind == "child_impact"
    assert read("where is the car? #gap").kind == "gap"
    assert read("gap: where is the car?").title == "where is the car?"


def test_a_word_that_means_several_things_is_asked_about() -> None:
    assert "several things" in read("missed the clinic #health").problem


def test_a_word_that_fits_only_the_one_who_is_named_is_clear() -> None:
    assert read("wakes up screaming @tom #sleep").kind == "child_impact"


def test_a_word_of_the_team_is_kept_where_the_kind_is_known() -> None:
    assert added("locks the fridge #pantry rules", "behaviour")[0].category == "pantry"
    assert "called “pantry”" in read("locks the fridge #pantry").problem


def test_a_word_of_another_kind_than_the_one_chosen_is_refused() -> None:
    assert "belongs to another kind" in read("rent unpaid #money and basics", "behaviour").problem


def test_what_she_does_takes_her_and_the_children_it_is_for() -> None:
    entry = added("she sleeps in their room @tom @mia", "protective_effort")[0]
    assert (entry.by, entry.for_, entry.title) == ("p2", ("p3", "p4"), "sleeps in their room")
    assert entry.sensitivity == "survivor_private"
    assert added("@aunt jo takes them at weekends", "protective_effort")[0].by == "p5"


def test_someone_without_a_place_is_not_dropped_in_silence() -> None:
    assert read("rent unpaid @mother #home").problem == (
        "An effect on family life is not about one person. "
        "Take @Mother out, or choose what that does to the mother beside the line."
    )
    assert read("rent unpaid @father #home").problem == (
        "An effect on family life is not about one person. Take @Father out."
    )
    assert read("cries @tom @mother #sleep").problem == (
        "“Effect on a child” has no room for the mother as well. Take @Mother out."
    )


def test_a_question_is_linked_to_whom_it_is_about() -> None:
    gap, link = added("where is the car? @father #gap ~by April 2026")
    assert isinstance(link, Link)
    assert (link.kind, link.from_id, link.to_id) == ("about", gap.id, "p1")
    assert (gap.by, gap.when) == ("2026-04", "")


@pytest.mark.parametrize(
    ("line", "roles", "label_", "name"),
    [
        ("#child Elder child", ("child",), "Elder child", ""),
        ("#child Tom", ("child",), "Child 1", "Tom"),
        ("#father Daniel he/him", ("perpetrator",), "Father", "Daniel"),
        ("#perpetrator Daniel", ("perpetrator",), "Father", "Daniel"),
        ("#relative Aunt May", ("relative",), "Relative", "Aunt May"),
        ("#relative grandmother", ("relative",), "Grandmother", ""),
        ("@new child Unborn child", ("child",), "Unborn child", ""),
    ],
)
def test_a_person_is_added_and_a_name_never_becomes_a_label(line: str, roles: tuple, label_: str, name: str) -> None:
    person = added(line, case=case_of())[0]
    assert (person.roles, person.label, person.name) == (roles, label_, name)


def test_mother_may_be_either_where_the_case_does_not_say() -> None:
    empty = case_of(header=Header(id="c1", title="x"))
    assert "#perpetrator or #survivor" in read("#mother Anna", case=empty).problem
    person = added("#survivor #mother Anna ~1988", case=empty)[0]
    assert (person.roles, person.label, person.name, person.born) == (("survivor",), "Mother", "Anna", "1988")


def test_someone_new_can_be_named_within_a_line() -> None:
    person, entry = added("insults on the phone @new relative Aunt Bea #isolation")
    assert (person.label, person.name) == ("Relative", "Aunt Bea")
    assert entry.toward == (person.id,)


def test_the_reading_shows_each_part_where_it_stands() -> None:
    line = "he cancels her bus pass @mother #money ~ Feb 2026 !housing officer"
    parts = read(line).parts
    assert [part.sign for part in parts] == ["", "@", "#", "~", "!"]
    assert [line[part.start : part.end] for part in parts][1:3] == ["@mother", "#money"]
    assert [part.meaning for part in parts] == ["", "Anna Hart", "Money", "Feb 2026", ""]


def test_names_are_not_shown_while_they_are_hidden() -> None:
    reading = read_line(family(), "hits @anna hart #violence @dan", WORDS, TODAY, veiled=True)
    shown = [part.meaning for part in reading.parts] + [reading.problem]
    assert not any("Anna" in each or "Daniel" in each for each in shown)
    offered = completions(family(), "hits @", 6, WORDS, veiled=True)
    assert "@Mother " in [each.insert for each in offered]
    assert not any("Hart" in each.label + each.detail for each in offered)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("takes @mot", "@Anna Hart "),
        ("takes @ania", "@Anna Hart "),
        ("takes @elder", "@Tom "),
        ("takes #mon", "#Money "),
        ("takes #monney", "#Money "),
        ("takes #isolaton", "#Cutting off from others "),
        ("takes !hous", "!housing officer "),
        ("takes !polce", "!Police "),
    ],
)
def test_what_is_being_typed_is_completed_even_with_an_error_in_it(text: str, first: str) -> None:
    assert completions(family(), text, len(text), WORDS)[0].insert == first


def test_a_completion_replaces_just_its_mark_and_is_then_understood() -> None:
    text = "takes her wages #mon ~ Feb 2026"
    best = completions(family(), text, text.index("#mon") + 4, WORDS)[0]
    whole = text[: best.start] + best.insert + text[best.end :]
    assert read(whole).category == label("behaviour", "Money")


@pytest.mark.parametrize("typed", ["!", "!pol", "!police", "!hous"])
def test_a_source_on_the_map_and_a_kind_of_source_of_the_same_name_are_offered_once(typed: str) -> None:
    case = case_of(FATHER, OFFICER, Source(id="s2", type="police", who="police"))
    offered = [each.insert.casefold() for each in completions(case, f"takes {typed}", 6 + len(typed), WORDS)]
    assert len(offered) == len(set(offered))
    if "pol" in typed:
        assert completions(case, f"takes {typed}", 6 + len(typed), WORDS)[0].detail != "new source"


def test_the_line_of_the_readme_works_in_a_fresh_case_without_pronouns() -> None:
    fresh = case_of(
        Person(id="p1", roles=("perpetrator",), label="Father"),
        Person(id="p2", roles=("survivor",), label="Mother"),
        Person(id="p3", roles=("child",), label="Elder child"),
        header=Header(id="c1", title="x"),
    )
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    lines = re.findall(r"`([^`]+ #[^`]+ ![^`]+)`", readme)
    assert lines
    for line in lines:
        source, entry = added(line, case=fresh)
        assert (source.who, entry.kind, entry.by, entry.toward) == ("housing officer", "behaviour", "p1", ("p2",))
        assert (entry.when, entry.category) == ("2025-10/..", label("behaviour", "Money"))


@pytest.mark.parametrize(
    ("typed", "meaning", "exact"),
    [
        ("early 2026", "about Jan 2026 to about Apr 2026", "2026-01~/2026-04~"),
        ("in the 2010s", "", "201X"),
        ("2026-01~/2026-04~", "about Jan 2026 to about Apr 2026", "2026-01~/2026-04~"),
    ],
)
def test_a_date_is_read_back_in_words_beside_its_exact_form(typed: str, meaning: str, exact: str) -> None:
    part = read(f"takes her phone ~{typed}").parts[-1]
    assert (part.meaning, part.exact) == (meaning, exact)


def test_plain_words_are_not_completed() -> None:
    assert completions(family(), "takes her", 9, WORDS) == ()


@pytest.mark.parametrize("kind", QUICK_KINDS)
def test_every_kind_can_be_put_on_the_map_with_one_line(kind: str) -> None:
    lines = {
        "person": "#relative Uncle Ed", "view": "says no @tom", "intersection": "drinks @father",
        "child_impact": "cries @tom", "allegation": "@mother says he hit her @father", "safety_item": "dog",
        "action": "Housing: changes the locks", "change": "says he hit her #name",
        "sharing": "report #court ~9 Feb 2026", "relationship": "@father @mother #is the partner of",
        "session": "first mapping ~9 Feb 2026",
    }  # fmt: skip
    line = lines.get(kind, "does it")
    assert [thing.kind for thing in added(line, kind) if not isinstance(thing, Link)][-1] == kind


@given(st.text(max_size=60), st.sampled_from((None, *QUICK_KINDS)))
def test_whatever_is_typed_nothing_breaks(text: str, kind: str | None) -> None:
    check_line(text, kind)


MARKED = st.lists(
    st.sampled_from(
        [
            "he", "she", "hits", "@mother", "@father", "@new", "child", "#money", "#child", "#mother", "#", "@", "~",
            "!",             "~Feb 2026", "!police", "#gap", "gap:", "Tom", "@tom", "#survivor",
            "#is a parent of", "#relationship", "the",
        ]
    ),
    max_size=8,
).map(" ".join)  # fmt: skip


@given(MARKED, st.sampled_from((None, "behaviour", "child_impact", "protective_effort", "person", "relationship")))
def test_a_line_either_says_what_is_missing_or_can_be_added(text: str, kind: str | None) -> None:
    check_line(text, kind)


def check_line(text: str, kind: str | None) -> None:
    case = case_of(FATHER, MOTHER, ELDER, YOUNGER, AUNT, OFFICER, TAKES, header=HEADER)
    reading = read(text, kind, case)
    completions(case, text, len(text), WORDS, kind)
    assert all(text[part.start : part.end].strip() for part in reading.parts)
    if reading.ready:
        things = [change.after for change in command(case, reading)]
        assert things
        for behaviour in things:
            if isinstance(behaviour, Behaviour):
                assert "perpetrator" in (case.entries[behaviour.by]).roles
    elif text.strip():
        assert reading.problem


def test_a_source_is_found_again_by_what_it_is_called() -> None:
    case = family()
    assert read("takes her phone !housing officer", case=case).source == "s1"
    assert isinstance(case.entries["s1"], Source)


@pytest.mark.parametrize(
    "line", ["has stopped eating at nursery @Elder", "startles at voices @Elder", "is afraid @Elder"]
)
def test_how_a_child_is_is_asked_about_and_never_made_his_act_with_one_enter(line: str) -> None:
    reading = read(line)
    assert not reading.ready
    assert reading.open
    assert reading.problem.startswith("Is that how")
    (way,) = reading.ways
    assert way.kind == "child_impact"
    impact = added(line, "child_impact")[-1]
    assert (impact.kind, impact.child) == ("child_impact", ELDER.id)
    assert read_line(family(), line, WORDS, TODAY, as_typed=True).ready, "whoever wants it as it is may have it"


@pytest.mark.parametrize("line", ["shouts @Elder", "wakes @Elder at night", "stopped paying for nursery @Elder"])
def test_what_is_done_to_a_child_is_put_on_the_map_as_before(line: str) -> None:
    assert read(line).ready
    assert read(line).kind == "behaviour"
