"""What a conference reads, in its order: who is here, risk, five lines and five lines, what is new, who does what."""

from __future__ import annotations

from datetime import date

from mapping.casemap import CaseMap
from mapping.entries import Action, Session
from mapping.parts import Attendance
from mapping.present import MARAC, Frame, Terms, frames
from tests.cases import behaviour, case_of, child_impact, person

DAY = date(2026, 3, 12)
HERE = (Attendance(agency="Police", who="Sergeant Moss"), Attendance(agency="Housing"))


def conference(*more, session: str = "se2") -> tuple[Frame, ...]:
    return frames(held(*more), Terms(on=DAY, order=MARAC, session=session))


def held(*more) -> CaseMap:
    return case_of(
        behaviour("B1", "held her by the throat", high_risk=True, when="2026-03-10"),
        behaviour("B2", "took her wages"),
        child_impact("I1", "does not sleep"),
        Session(id="se1", when="2026-02-12"),
        Session(id="se2", when="2026-03-12", attended=HERE, confidentiality_read=True),
        *more,
    )


def stage(found: tuple[Frame, ...], name: str) -> Frame:
    return next(frame for frame in found if frame.stage == name)


def words(frame: Frame) -> str:
    return "\n".join(frame.texts)


def test_it_is_read_in_the_order_of_a_conference() -> None:
    order = ["opening", "risk", "pattern", "children", "new", "goals", "proposed", "not_for_him"]
    assert [frame.stage for frame in conference()] == order


def test_it_begins_with_the_agencies_that_are_here_and_what_was_read() -> None:
    said = words(stage(conference(), "opening"))
    assert "Police; Housing" in said
    assert "It was read." in said
    assert "Moss" not in said


def test_a_meeting_of_another_day_is_not_said_to_be_here() -> None:
    assert "opening" not in [frame.stage for frame in conference(session="se1")]


def test_the_result_of_a_risk_tool_is_asked_for_also_where_acts_carry_a_sign() -> None:
    risk = stage(conference(), "risk")
    assert "Whoever has it says it" in words(risk)
    assert [card.title for card in risk.cards] == ["Held her by the throat"]


def test_the_children_have_five_lines_between_them() -> None:
    brother = person("p4", "child", label="Younger child", name="Mika")
    many = (
        child_impact(f"I{number}", f"thing {number}", child="p3" if number % 2 else "p4") for number in range(10, 20)
    )
    children = stage(conference(brother, *many), "children")
    assert sorted(len(column.cards) for column in children.columns if column.cards) == [2, 3]
    assert "there is more on the map" in words(children)


def test_of_what_was_not_done_the_reason_is_asked() -> None:
    late = Action(id="a1", title="visit him", agency="Police", state="not_done", by="2026-03-01")
    assert "what stood in the way" in words(stage(conference(late), "agreed"))
    done = Action(id="a1", title="visit him", agency="Police", state="done", by="2026-03-01")
    assert "what stood in the way" not in words(stage(conference(done), "agreed"))


def test_who_harms_comes_first_in_what_is_proposed_even_where_nothing_is() -> None:
    about_her = Action(id="a1", title="change the locks", agency="Housing", about="p2")
    about_him = Action(id="a2", title="visit him", agency="Police", about="p1")
    alone = stage(conference(about_her), "proposed")
    assert alone.columns[0].heading == "About the father"
    assert alone.columns[0].empty == "No action about the father is proposed yet."
    both = stage(conference(about_her, about_him), "proposed")
    assert [column.heading for column in both.columns] == ["About the father", "About the mother"]
    assert [card.title for card in both.cards] == ["Visit him", "Change the locks"]
