"""What part of a map is wanted: each question alone, several together, and a focus with its steps."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.casemap import CaseMap
from mapping.entries import (
    Action,
    Attendance,
    Behaviour,
    ChildPosition,
    Entry,
    Gap,
    Header,
    Note,
    Person,
    Response,
    Session,
    Source,
)
from mapping.lanes import is_card
from mapping.sight import Sight, seen, seen_arrows
from tests.bench.maps import big_case
from tests.cases import (
    PUBLISHED_NAMES,
    arrow,
    behaviour,
    case_of,
    cases,
    child_impact,
    cited,
    effort,
    family_impact,
    person,
    published,
    source,
    survivor_impact,
)


def case() -> CaseMap:
    """Two behaviours, one of which reaches a child over the home; what she does; what is decided and not known."""
    return case_of(
        person("p4", "child", label="Younger child", name="Tom"),
        source("s1", agency="Police"),
        source("s2", "school"),
        behaviour("B1", toward=("p2",), category="B07.3", when="2022/..", cites=cited("s1"), status="disputed"),
        behaviour("B2", by="p9", toward=("p4",), category="B02", when="2019"),
        person("p9", "co_perpetrator", label="Uncle"),
        family_impact("L1", cites=cited("s1", "s2")),
        survivor_impact("V1", status="inferred"),
        child_impact("I1", when="2024"),
        effort("E1", for_=("p3", "p4")),
        Response(id="R1", title="asked her to keep the doors locked", effect="harmful", agency="police"),
        Action(id="T1", title="asks for the record", agency="School", by="2024-03-01"),
        Gap(id="N1", title="who was there?"),
        Session(id="S1", when="2024-01-10", attended=(Attendance(agency="Police"),)),
        arrow("disrupts", "B1", "L1"),
        arrow("harms", "L1", "I1"),
        arrow("answers", "E1", "B1"),
        arrow("about", "N1", "p3"),
        arrow("decided_in", "T1", "S1"),
    )


ALL = frozenset({"B1", "B2", "L1", "V1", "I1", "E1", "R1", "T1", "N1"})


def test_the_empty_sight_wants_every_card_and_nothing_that_is_none() -> None:
    assert seen(case(), Sight()) == ALL
    assert Sight(dims=False, steps=3, undated=True).wants_everything


def test_notes_about_the_maps_own_words_are_no_cards() -> None:
    notes = Note(id="A1", account="as the team says it", category="pathway_words"), Note(id="A2", account="a thought")
    assert seen(case_of(*notes), Sight()) == {"A2"}


@pytest.mark.parametrize(
    ("sight", "wanted"),
    [
        (Sight(kinds=("behaviour",)), {"B1", "B2"}),
        (Sight(kinds=("behaviour", "gap")), {"B1", "B2", "N1"}),
        (Sight(people=("p9",)), {"B2"}),
        (Sight(people=("p2",)), {"B1", "V1", "E1"}),
        (Sight(people=("p3",)), {"I1", "E1", "N1"}),
        (Sight(children=("p3",)), {"B1", "L1", "I1", "E1", "N1"}),
        (Sight(children=("p4",)), {"B2", "E1"}),
        (Sight(categories=("B07",)), {"B1"}),
        (Sight(categories=("B02", "B07.3")), {"B1", "B2"}),
        (Sight(categories=("B0",)), set()),
        (Sight(since="2023"), {"B1", "I1", "T1"}),
        (Sight(until="2020"), {"B2"}),
        (Sight(since="2023", until="2023"), {"B1"}),
        (Sight(since="2023", undated=True), ALL - {"B2"}),
        (Sight(sources=("s2",)), {"L1"}),
        (Sight(sources=("",)), ALL - {"B1", "L1"}),
        (Sight(sources=("", "s2")), ALL - {"B1"}),
        (Sight(agencies=("POLICE",)), {"B1", "L1", "R1"}),
        (Sight(agencies=("School or nursery",)), {"L1"}),
        (Sight(agencies=("",)), set()),
        (Sight(statuses=("disputed", "inferred")), {"B1", "V1"}),
        (Sight(statuses=("",)), ALL - {"B1", "V1"}),
        (Sight(attendance=("police",)), {"T1"}),
        (Sight(attendance=("school",)), set()),
        (Sight(kinds=("behaviour",), since="2021"), {"B1"}),
        (Sight(people=("p2",), kinds=("protective_effort",)), {"E1"}),
    ],
)
def test_each_question_wants_its_cards(sight: Sight, wanted: set[str]) -> None:
    assert seen(case(), sight) == wanted


def test_a_child_who_was_near_a_behaviour_is_concerned_by_it() -> None:
    near = behaviour("B3", children=(ChildPosition(child="p3", position="heard"),))
    assert seen(case_of(near, behaviour("B4")), Sight(people=("p3",))) == {"B3"}


@pytest.mark.parametrize(
    ("focus", "steps", "wanted"),
    [
        ("I1", 0, {"I1"}),
        ("I1", 1, {"I1", "L1"}),
        ("I1", 2, {"I1", "L1", "B1"}),
        ("B1", 1, {"B1", "L1", "E1"}),
        ("p3", 1, {"I1", "L1", "N1"}),
        ("R1", 5, {"R1"}),
        ("gone", 5, set()),
    ],
)
def test_a_focus_shows_what_so_many_arrows_reach_either_way(focus: str, steps: int, wanted: set[str]) -> None:
    assert seen(case(), Sight(focus=focus, steps=steps)) == wanted


def test_no_way_leads_over_a_person_or_a_session_to_cards_that_have_nothing_else_in_common() -> None:
    both = (arrow("decided_in", "T1", "S1"), arrow("decided_in", "G1", "S1"), arrow("about", "N1", "p3"))
    things = (
        Action(id="T1", title="asks", agency="School"), Action(id="G1", title="calls", agency="School"),
        Session(id="S1", when="2024"), Gap(id="N1", title="who?"), Gap(id="N2", title="when?"),
        arrow("about", "N2", "p3"),
    )  # fmt: skip
    assert seen(case_of(*things, *both), Sight(focus="T1", steps=9)) == {"T1"}
    assert seen(case_of(*things, *both), Sight(focus="N1", steps=9)) == {"N1"}


def test_the_card_in_focus_stays_though_it_is_of_another_kind() -> None:
    assert seen(case(), Sight(focus="I1", steps=2, kinds=("behaviour",))) == {"I1", "B1"}


def test_arrows_follow_their_ends() -> None:
    whole = case()
    assert seen_arrows(whole, ALL) == whole.links.keys() - {"decided_in.T1.S1"}
    assert seen_arrows(whole, frozenset({"B1", "L1"})) == {"disrupts.B1.L1"}
    assert seen_arrows(whole, frozenset({"N1"})) == {"about.N1.p3"}
    assert seen_arrows(whole, frozenset()) == frozenset()


def test_a_sight_says_nothing_of_what_it_asks_for_when_printed() -> None:
    assert repr(Sight(agencies=("Jane Roe’s surgery",), since="2021")) == "Sight(since, agencies)"


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_in_the_published_cases_each_kind_shows_what_is_of_it_and_all_kinds_everything(name: str) -> None:
    whole = published(name)
    kinds = {entry.kind for entry in whole.entries.values() if is_card(entry)}
    parts = [seen(whole, Sight(kinds=(kind,))) for kind in kinds]
    assert sum(map(len, parts)) == len(seen(whole, Sight()))
    assert seen(whole, Sight(kinds=("behaviour",))) == {each.id for each in whole.of(Behaviour)}


def test_in_a_published_case_what_reaches_its_child_is_on_the_way_there() -> None:
    whole = published("open-01-after-prison")
    (impact,) = (each for each in whole.entries.values() if each.kind == "child_impact")
    found = seen(whole, Sight(children=(impact.child,)))  # type: ignore[attr-defined]
    assert impact.id in found
    assert {link.from_id for link in whole.links_to(impact.id)} <= found
    assert found < seen(whole, Sight())


def test_a_large_map_is_cut_down_by_every_question() -> None:
    whole = big_case(400)
    everything = seen(whole, Sight())
    asked = (
        Sight(kinds=("behaviour",)), Sight(people=("p6",)), Sight(children=("p3",)), Sight(categories=("B03",)),
        Sight(since="2025-11"), Sight(sources=("s2",)), Sight(agencies=("School",)), Sight(focus="B3", steps=2),
    )  # fmt: skip
    for sight in asked:
        assert frozenset() < seen(whole, sight) < everything


@given(cases(), st.data())
def test_more_questions_never_show_more_and_what_is_shown_is_on_the_map(whole: CaseMap, data: st.DataObject) -> None:
    ids = st.lists(st.sampled_from(["nobody", *sorted(whole.entries)]), max_size=2).map(tuple)
    one = Sight(
        kinds=data.draw(st.sampled_from([(), ("behaviour",), ("gap", "action")])),
        people=data.draw(ids), sources=data.draw(ids), since=data.draw(st.sampled_from(["", "2020"])),
    )  # fmt: skip
    more = replace(one, children=data.draw(ids), statuses=data.draw(st.sampled_from([(), ("", "disputed")])))
    assert seen(whole, more) <= seen(whole, one) <= {entry.id for entry in whole.entries.values() if is_card(entry)}
    assert seen_arrows(whole, seen(whole, one)) <= whole.links.keys()


def test_neither_head_nor_person_nor_source_is_ever_shown() -> None:
    shown: list[Entry | Header | None] = [case().thing(each) for each in seen(case(), Sight(people=("p1", "p3")))]  # type: ignore[misc]
    assert not any(isinstance(each, (Person, Source, Header)) for each in shown)
