"""Other roles at each meeting: the same at one, others at the next, and nothing that tells who is the elder."""

from datetime import date

from mapping.differing import Differing, letter_of, seed_of
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


def at(day: date, drawn: str = "lot") -> Differing:
    return Differing(CASE, PARTS, seed_of(drawn, day))


def test_the_same_meeting_always_gives_the_same_roles_and_another_gives_others() -> None:
    assert at(DAY).parts == at(DAY).parts
    assert at(DAY).parts != at(LATER).parts
    assert at(DAY).parts != at(DAY, "other lot").parts


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


def test_nobody_is_called_otherwise_because_somebody_came_during_the_meeting() -> None:
    for number in range(1, 20):
        seed = seed_of(f"lot {number}", DAY)
        new = person("c3", "child", name="Baby", label="Youngest child")
        more = case_of(*CASE.ordered_entries, new, people=False)
        before, after = Differing(CASE, PARTS, seed), Differing(more, {**PARTS, "c3": "Youngest child"}, seed)
        assert {each: after.parts[each] for each in PARTS} == before.parts
        assert after.parts["c3"] not in before.parts.values()


def test_there_is_a_letter_for_everybody() -> None:
    taken: list[str] = []
    for number in range(60):
        taken.append(letter_of("a seed", f"school {number}", taken))
    assert len(set(taken)) == 60
    assert {len(each) for each in taken[:24]} == {1}


def test_without_a_lot_there_are_no_letters() -> None:
    assert seed_of("", DAY) == ""


def test_over_many_meetings_the_elder_is_not_told_by_the_letter() -> None:
    days = [date(2026, 1, day) for day in range(1, 29)]
    first = [at(day).parts["c1"] < at(day).parts["c2"] for day in days]
    assert 6 < sum(first) < 22
