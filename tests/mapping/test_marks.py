"""Formatting by rule: each mark is a fact about what is written, and the legend says what it means."""

from datetime import date

import pytest
from hypothesis import given

from mapping.casemap import CaseMap
from mapping.checks.survey import survey
from mapping.entries import Action, Behaviour, Entry, Gap, Link, Period
from mapping.marks import RULES, legend, marked, meaning
from mapping.naming import Naming
from tests.cases import (
    PUBLISHED_NAMES,
    arrow,
    behaviour,
    case_of,
    cases,
    child_impact,
    cited,
    family_impact,
    order,
    published,
    source,
)

TODAY = date(2026, 2, 9)


def bearing(rule: str, *things: Entry | Link, days: int = 90) -> frozenset[str]:
    return marked(case_of(*things), (rule,), on=TODAY, days=days, asked=frozenset()).ids[rule]


def test_recent_is_what_was_in_the_last_days_or_goes_on_and_nothing_later() -> None:
    things = (
        behaviour("B1", when="2026-01-20"), behaviour("B2", when="2025-06"), behaviour("B3", when="2019/.."),
        behaviour("B4"), behaviour("B5", when="2026-03"), order("O1", since="2025-01-01"),
        behaviour("B6", when="2019", periods=(Period(when="2026-02", state="active"),)),
        Action(id="T1", title="asks", agency="School", by="2026-02-01"),
    )  # fmt: skip
    assert bearing("recent", *things) == {"B1", "B3", "B6", "O1"}
    assert "B2" in bearing("recent", *things, days=365)
    assert marked(case_of(*things), ("recent",)).ids["recent"] == frozenset()
    assert "B2" in bearing("recent", *things, days=10_000_000)


def test_disputed_is_what_is_said_to_be_or_what_a_source_contradicts() -> None:
    things = (
        source(), behaviour("B1", status="disputed"), behaviour("B2"), behaviour("B3", status="admitted"),
        family_impact(), arrow("contradicts", "s1", "B2"), arrow("disrupts", "B3", "L1", "a1", status="disputed"),
    )  # fmt: skip
    assert bearing("disputed", *things) == {"B1", "B2", "a1"}


def test_one_source_is_exactly_one_however_often_it_is_named() -> None:
    things = (
        source("s1"), source("s2"), behaviour("B1", cites=cited("s1", "s1")), behaviour("B2", cites=cited("s1", "s2")),
        behaviour("B3"),
    )  # fmt: skip
    assert bearing("one_source", *things) == {"B1"}


def test_high_risk_is_what_a_worker_marked_or_the_catalogue_does_unless_the_worker_said_no() -> None:
    things = (
        behaviour("B1", high_risk=True), behaviour("B2", category="B02.2"), behaviour("B3", category="B02.1"),
        behaviour("B4", category="B02.2", high_risk=False), behaviour("B5", category="B02"),
        behaviour("B6", category="our own word"), child_impact(),
    )  # fmt: skip
    assert bearing("high_risk", *things) == {"B1", "B2"}


def test_inferred_are_cards_and_arrows_that_are_somebodys_reading() -> None:
    things = (
        behaviour("B1", status="inferred"), behaviour("B2", status="observed"),
        family_impact("L1", status="hypothesis"),
        arrow("disrupts", "B2", "L1", "a1", status="inferred"), arrow("disrupts", "B1", "L1", "a2"),
    )  # fmt: skip
    assert bearing("inferred", *things) == {"B1", "L1", "a1"}


def test_hollow_is_what_something_is_asked_about_with_or_without_the_answer_at_hand() -> None:
    whole = case_of(behaviour(), behaviour("B2", cites=cited("s1")), source(), Gap(id="N1", title="who saw it?"),
                    arrow("about", "N1", "B2"))  # fmt: skip
    found = marked(whole, ("hollow",), on=TODAY).ids["hollow"]
    assert {"B1", "B2"} <= found
    open_now = survey(whole, Naming(whole, veiled=True), TODAY).open
    assert marked(whole, ("hollow",), on=TODAY, asked=open_now).ids["hollow"] == found
    assert "p3" not in marked(whole, ("hollow",), asked=frozenset({"p3", "B1"})).ids["hollow"]


def test_the_marks_of_one_card_come_in_their_order() -> None:
    whole = case_of(source(), behaviour(status="disputed", high_risk=True, when="2026-02", cites=cited("s1")))
    found = marked(whole, on=TODAY, asked=frozenset())
    assert found.of("B1") == ("recent", "disputed", "one_source", "high_risk")
    assert found.of("p1") == ()


def test_the_legend_names_what_is_on_show_and_nothing_else() -> None:
    whole = case_of(behaviour(status="inferred", when="2026-02"))
    found = marked(whole, on=TODAY, days=30, asked=frozenset())
    assert legend(found) == (
        ("recent", "was, or still goes on, in the last 30 days"),
        ("inferred", "inferred: someone’s reading of what is known"),
    )
    assert legend(marked(case_of(), asked=frozenset())) == ()


@pytest.mark.parametrize("rule", RULES)
def test_every_mark_has_words_and_none_says_that_one_witness_is_less(rule: str) -> None:
    said = meaning(rule)
    assert said
    assert not [word for word in ("weak", "only", "unreliable", "merely") if word in said]
    assert "enough to be believed" in meaning("one_source")
    assert meaning("recent", 1).endswith("in the last day")


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_in_the_published_cases_what_is_inferred_and_what_one_source_says_is_marked(name: str) -> None:
    whole = published(name)
    found = marked(whole, on=TODAY).ids
    inferred = {each.id for each in whole.entries.values() if each.status == "inferred"}
    assert inferred
    assert found["inferred"] == inferred
    assert found["one_source"] == {each.id for each in whole.entries.values() if len(each.cites) == 1}
    assert found["hollow"]
    flagged = {each.id for each in whole.of(Behaviour) if each.high_risk}
    assert flagged
    assert found["high_risk"] == flagged


@given(cases())
def test_only_cards_and_arrows_bear_marks(whole: CaseMap) -> None:
    found = marked(whole, on=TODAY)
    assert tuple(found.ids) == RULES
    for ids in found.ids.values():
        assert not ids & {each.id for each in whole.entries.values() if each.kind in ("person", "source", "session")}
        assert ids <= whole.entries.keys() | whole.links.keys()
