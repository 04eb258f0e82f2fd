"""The brief for the worker who will meet him: only what is cleared on its first page, the rest by topic behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from exports.blocks import Outline
from exports.sections.change import engagements
from exports.sections.engaging import engagement_brief
from exports.sections.telling import telling
from mapping.entries import (
    Engagement,
    Gap,
    Identifier,
    Incident,
    Order,
    Person,
    Response,
    SafetyItem,
    View,
)
from mapping.errors import CaseError
from mapping.unhinted import TOPICS, may_see, unhinted
from tests.cases import (
    PUBLISHED_NAMES,
    arrow,
    behaviour,
    case_of,
    child_impact,
    cited,
    effort,
    family,
    goal,
    order,
    person,
    published,
    source,
    survivor_impact,
)
from tests.exports.outline_reading import lines, section_lines, under

ON = date(2026, 4, 2)
FATHER, MOTHER, CHILD = family()
CASE = case_of(
    FATHER,
    replace(MOTHER, identifiers=(Identifier(type="address", value="14 Larkspur Rise"),)),
    CHILD,
    source("s1", "perpetrator", who="interview at the station", date="2026-03-05"),
    source("s2", "survivor", person="p2", who="the mother, seen alone"),
    source("s3", "court", who="judgment of March", court_finding=True),
    behaviour("B1", "called it a row", cites=cited("s1", quote="It was a row.")),
    behaviour("B2", "took her wages", cites=cited("s2", quote="He has both cards.")),
    behaviour("B3", "broke the door", status="convicted", cites=cited("s2")),
    behaviour("B4", "followed her", cites=cited("s3")),
    behaviour("B5", "rang at night", release_to=("perpetrator_may_see",), reader_reason="she agreed"),
    effort("E1", "keeps a bag packed"),
    child_impact("I1", "does not sleep"),
    survivor_impact("V1", "is afraid at night"),
    View(id="Y1", person="p3", account="I want it quiet"),
    Gap(id="N1", title="Where does he sleep?"),
    Response(id="R1", title="rang her", agency="Police", effect="helpful"),
    Incident(id="F1", account="He stood at the gate."),
    SafetyItem(id="W1", title="waits by the car", mitigation="Two workers."),
    Engagement(id="M1", title="first meeting", person="p1", when="2026-03-05", put_to_him=("B2",), reply="She lies.",
               survivor_warned="no"),
    order("O1", "Barring order", until="2026-03-01", terms="Stays away."),
    Order(id="O2", title="Order not served", binds=("p1",)),
    goal("G1", "rings nobody at night"),
    goal("G2", "returns the cards"),
    arrow("targets", "G1", "B5"),
    people=False,
)  # fmt: skip


def brief() -> Outline:
    return engagement_brief(CASE, "p1", ON)


def test_what_is_cleared_may_be_put_each_with_where_it_comes_from() -> None:
    text = "\n".join(under(brief(), "What may be put to him"))
    assert "Called it a row." in text and "He said so himself: interview at the station, 5 Mar 2026." in text
    assert "“It was a row.”" in text
    assert "Broke the door." in text and "He was convicted of it." in text
    assert "A court found it: judgment of March." in text
    assert "Released, so that it may be put to him: she agreed." in text


def test_what_somebody_else_said_is_not_among_it_nor_who_said_so() -> None:
    first_page = [section for section in brief().sections if section.heading != "What must not be hinted at"]
    before = first_page[: [s.heading for s in first_page].index("What is done to keep safe")]
    text = "\n".join(
        line for section in before for line in section_lines(section) if section.key in ("pattern", "goals")
    )
    assert "wages" not in text and "both cards" not in text and "seen alone" not in text
    assert "Rings nobody at night." in text and "Returns the cards" not in text


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("What is done to keep safe", "keeps a bag packed"),
        ("What Amira said, thinks, fears or lives with", "took her wages"),
        ("What a child said, shows or wants", "I want it quiet"),
        ("What we do not know", "Where does he sleep?"),
        ("What services did and will do", "Police: rang her"),
        ("What is meant for him, but not yet", "Order not served"),
        ("What else is recorded of him", "He stood at the gate."),
    ],
)
def test_everything_else_stands_under_its_topic_on_pages_of_its_own(heading: str, words: str) -> None:
    heading = heading.replace("Amira", "the mother")
    assert any(words in line for line in under(brief(), heading))
    headings = [section.heading for section in brief().sections]
    assert headings.index(heading) > headings.index("What must not be hinted at")
    assert next(s for s in brief().sections if s.heading == "What must not be hinted at").new_page


def test_where_somebody_can_be_found_is_named_by_its_kind_alone() -> None:
    text = "\n".join(lines(brief()))
    assert "The mother: address." in text and "Larkspur" not in text


def test_an_order_that_is_over_and_a_reply_and_a_danger_are_told_as_such() -> None:
    assert any("no longer in force" in line for line in under(brief(), "Orders that bind him"))
    said = "\n".join(under(brief(), "What he said before"))
    assert "She lies." in said and "does not clear it now" in said
    assert any("Waits by the car" in line for line in under(brief(), "Your own safety"))


def test_what_became_of_each_attempt_is_told_as_on_the_card() -> None:
    tried = (
        Engagement(id=f"M{at}", title=f"attempt {at}", person="p1", when=day, outcome="not_found")
        for at, day in ((2, "2026-01-05"), (3, "2026-02-07"))
    )
    case = case_of(*family(), *tried, people=False)
    said = "\n".join(under(engagement_brief(case, "p1", ON), "What he said before"))
    assert "not found: 2 attempts, the last 7 Feb 2026" in said
    report = "\n".join(line for section in engagements(telling(case, ON)) for line in section_lines(section))
    assert "Not found: 2 attempts, the last 7 Feb 2026 · 5 Jan 2026" in report


def test_the_three_questions_are_asked_with_what_was_last_recorded() -> None:
    text = "\n".join(under(brief(), "Before you go: three questions"))
    for words in ("would make it worse", "been warned", "hours after", "was the mother warned? no"):
        assert words in text


def test_it_is_marked_for_this_worker_alone() -> None:
    assert brief().marking.startswith("For this worker only")


def test_of_two_who_harm_it_must_be_said_whom_it_is_about() -> None:
    two = case_of(*family(), person("p9", "co_perpetrator", label="Uncle"), people=False)
    with pytest.raises(CaseError, match="more than one"):
        engagement_brief(two, "", ON)
    with pytest.raises(CaseError, match="not a perpetrator"):
        engagement_brief(two, "p2", ON)


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_every_entry_is_either_cleared_or_under_one_topic(name: str) -> None:
    case = published(name)
    topics = unhinted(case, "p1")
    placed = [entry.id for topic in TOPICS for entry in topics[topic]]
    assert len(placed) == len(set(placed)) and not may_see(case, "p1") & set(placed)
    told = {each.id for each in case.ordered_entries if each.kind in ("behaviour", "incident", "protective_effort")}
    assert told <= set(placed) | may_see(case, "p1")
    assert isinstance(case.entries["p1"], Person)
