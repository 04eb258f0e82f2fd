"""Other roles at each meeting: the same at one, others at the next, and nothing that tells who is the elder."""

from datetime import date

from mapping.present.differing import Differing, lettered, seed_of
from tests.cases import behaviour, case_of, person

CASE = case_of(
    person("p1", name="Daniel Hale", label="Father"),
    person("c1", "child", name="Noor Hale", label="Elder child"),
    person("c2", "child", name="Sami Hale", label="Younger child"),
    person("r1", "relative", label="Relative 1"), person("r2", "relative", label="Relative 2"),
    behaviour("B1"), people=False,
)  # fmt: skip
PARTS = {
    "p1": "Father", "c1": "Elder child", "c2": "Younger child", "r1": "Relative 1", "r2": "Relative 2",
}  # fmt: skip
DAY, LATER = date(2026, 3, 12), date(2026, 4, 2)


def at(day: date, session: str = "d1") -> Differing:
    return Differing(CASE, PARTS, seed_of(CASE, session, day))


def test_the_same_meeting_always_gives_the_same_roles_and_another_gives_others() -> None:
    assert at(DAY).parts == at(DAY).parts
    assert at(DAY).parts != at(LATER).parts
    assert at(DAY).parts != at(DAY, "d2").parts


def test_who_is_one_of_several_has_a_letter_and_who_is_the_only_one_keeps_the_role() -> None:
    parts = at(DAY).parts
    assert parts["p1"] == "Father"
    assert {parts["c1"][:6], parts["c2"][:6]} == {"Child "}
    assert parts["c1"] != parts["c2"]
    assert parts["r1"].startswith("Relative ")
    assert not parts["r1"][-1].isdigit()


def test_texts_call_them_so_too_within_a_sentence_and_at_its_beginning() -> None:
    told = at(DAY)
    child = told.parts["c1"]
    small = child[:1].lower() + child[1:]
    assert told.text("questions the elder child at night") == f"questions {small} at night"
    assert told.text("Elder child does not sleep. The elder child hides.") == f"{child} does not sleep. {child} hides."
    assert told.text("an elderly childminder") == "an elderly childminder"


def test_an_only_child_keeps_its_role() -> None:
    alone = case_of(person("c1", "child", label="Child"), people=False)
    told = Differing(alone, {"c1": "Child"}, "seed")
    assert told.parts == {"c1": "Child"}
    assert told.text("the child hides") == "the child hides"


def test_the_letters_hang_on_names_that_no_room_is_shown() -> None:
    other = case_of(*(each for each in CASE.ordered_entries if each.id != "c1"),
                    person("c1", "child", name="Another Name", label="Elder child"), people=False)  # fmt: skip
    assert seed_of(CASE, "d1", DAY) != seed_of(other, "d1", DAY)
    assert len(set(lettered("a seed", "school"))) == 24


def test_over_many_meetings_the_elder_is_not_told_by_the_letter() -> None:
    days = [date(2026, 1, day) for day in range(1, 29)]
    first = [at(day).parts["c1"] < at(day).parts["c2"] for day in days]
    assert 6 < sum(first) < 22
