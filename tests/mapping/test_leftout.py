"""What is left out, for the desk: by kind and reason, from the decisions by which the copy was made."""

import pytest
from hypothesis import given, settings

from mapping.audience import Reader, candidates, cut
from mapping.casemap import CaseMap
from mapping.entries import Entry, Gap, Identifier, Link, Note, Response, View
from mapping.leftout import EditedOut, LeftOut, edited_in, left_out, names_places_sources
from mapping.readers import audiences
from tests.cases import (
    PUBLISHED_NAMES,
    arrow,
    behaviour,
    case_of,
    cases,
    child_impact,
    cited,
    effort,
    goal,
    order,
    person,
    published,
    source,
)

HIM = Reader("perpetrator_may_see", "p1")
COURT, MEETING = Reader("court"), Reader("meeting")


def lines(reader: Reader, *things: Entry | Link) -> list[str]:
    """What the desk says is left out, people and sources aside."""
    found = left_out(case_of(*things), reader)
    return [f"{each.said} · {each.why}" for each in found if each.kind not in ("person", "source")]


def test_what_he_never_gets_is_said_by_kind_in_the_words_of_the_case() -> None:
    things = (effort("E1"), effort("E2"), child_impact(), Response(id="R1", title="came", effect="helpful"),
              Gap(id="Q1", title="Where does he live?"))  # fmt: skip
    assert lines(HIM, *things) == [
        "1 effect on the children · never for this reader",
        "2 things she does · never for this reader",
        "1 thing services did · never for this reader",
        "1 question we have · never for this reader",
    ]


def test_some_of_many_are_told_with_what_they_rest_on() -> None:
    acts = [behaviour(f"B{n}", f"hid her keys {n}", cites=cited("s1")) for n in range(1, 7)]
    goals = (goal("G1"), goal("G2"), arrow("targets", "G1", "B1"), arrow("targets", "G2", "B7"))
    said = lines(HIM, *acts, behaviour("B7", status="convicted"), source("s1", "survivor"), *goals)
    assert said == [
        "6 of 7 things he does · rests on what somebody else said, or is about something that does",
        "1 of 2 expectations · rests on what somebody else said, or is about something that does",
        "1 of 2 arrows · never for this reader",
    ]


@pytest.mark.parametrize(
    ("thing", "reader", "why", "for_good"),
    [
        (behaviour(withhold_from=("court",)), COURT, "withheld from this reader by name", True),
        (behaviour(withhold_from=("court",), reader_reason="it names the refuge"), COURT,
         "withheld from this reader by name: it names the refuge", True),
        (effort(), COURT, "the mother decides who hears of it; not released to this reader", False),
        (behaviour(cites=cited("c")), COURT, "rests on what a child said; not released to this reader", False),
        (behaviour(cites=cited("b")), COURT,
         "every source of it forbids to use it outside the session, or for more than safety; never for this reader",
         True),
        (behaviour(sensitivity="worker_only"), COURT, "for workers’ safety; never for this reader", True),
        (behaviour(show_in_room=False), MEETING, "not to be shown in the room", True),
        (View(id="V1", account="I stay.", person="p1", may_share_with=("marac",)), COURT,
         "whoever said it has not said that this reader may hear of it", False),
        (View(id="V1", account="I stay.", person="p1", may_attribute=False), COURT,
         "it may not be said whose view it is", True),
        (Note(id="Z1", account="Is it the drink?"), Reader("own_agency"), "private notes; they never leave", True),
        (child_impact(child="c2"), Reader("partner_agency", "p3"),
         "about somebody else than the person whom this copy is for", True),
        (behaviour(), HIM, "nobody is named who says so", False),
        (goal(), HIM, "not released, and about nothing that this person may see", False),
        (order(served=False), HIM, "not served yet", True),
        (behaviour(by="p4"), HIM, "not what this person does, or has to do", True),
        (behaviour(sensitivity="survivor_private", status="convicted"), HIM,
         "the mother decides who hears of it; not released to this reader", False),
    ],
)  # fmt: skip
def test_every_reason_is_a_sentence_that_says_whether_a_release_would_change_it(
    thing: Entry, reader: Reader, why: str, for_good: bool
) -> None:
    others = (person("c2", "child", label="Child 2"), person("p4", "co_perpetrator", label="Uncle"),
              source("c", "child"), source("b", attribution="session_only"))  # fmt: skip
    found = [each for each in left_out(case_of(*others, thing), reader) if thing.id in each.ids]
    assert [(each.why, each.for_good, each.gone) for each in found] == [(why, for_good, 1)]


def test_an_arrow_is_told_of_only_where_it_is_left_out_by_itself() -> None:
    things = (behaviour(), child_impact(), arrow("harms", "B1", "I1", withhold_from=("court",)))
    assert lines(COURT, *things) == ["1 arrow · withheld from this reader by name"]
    assert lines(COURT, behaviour(withhold_from=("court",)), *things[1:2], arrow("harms", "B1", "I1")) == [
        "1 thing he does · withheld from this reader by name"
    ]


def test_names_places_and_sources_are_counted() -> None:
    home = Identifier(type="address", value="9 Elm Row")
    case = case_of(person("p4", "relative", label="Aunt", name="Nadia", identifiers=(home, home)), source())
    assert names_places_sources(case, HIM) == (3, 2, 1)
    assert names_places_sources(case, COURT) == (0, 2, 0)
    assert names_places_sources(case, Reader("own_agency")) == (0, 0, 0)


def test_what_is_edited_is_counted_and_told_in_a_line() -> None:
    case = case_of(
        behaviour(when="2026-02-09", title="shouts at Amira", cites=cited("s1", quote="He did.")),
        person("p4", "child", label="Child 2", born="2014-01-01", name="Ida"), source(attribution="unattributed"),
    )  # fmt: skip
    assert edited_in(case, Reader("own_agency")) == EditedOut()
    assert edited_in(case, Reader("own_agency")).said == ""
    assert edited_in(case, MEETING) == EditedOut(to_year=1, texts=1, names=4, quotes=1, unnamed=1)
    marac = case_of(person("p4", "child", label="Child 2", died="2014-01-01", name="Ida", born="2013-02-02"))
    assert edited_in(marac, Reader("marac")).said == "2 dates to the year, 4 names to roles or initials"
    school = case_of(order(protects=("p3",), since="2026-01-05", terms="stays away from Amira"))
    assert edited_in(school, Reader("partner_agency")).said == (
        "3 names to roles or initials, 1 text with names replaced"
    )


@pytest.mark.parametrize("name", [*audiences()])
@settings(max_examples=10)
@given(case=cases())
def test_everything_is_either_in_the_copy_or_told_of(name: str, case: CaseMap) -> None:
    found = candidates(case, Reader(name))
    if audiences()[name].bound and not found:
        return
    reader = Reader(name, found[0].id if found else "")
    told: list[LeftOut] = list(left_out(case, reader))
    gone = [each for one in told if one.kind != "link" for each in one.ids]
    assert sorted([*gone, *cut(case, reader).copy.entries]) == sorted(case.entries)
    for each in told:
        assert 0 < each.gone == len(each.ids) <= each.whole
        assert each.why
        assert "{" not in each.said


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_nothing_of_a_published_case_is_left_out_for_our_own_agency(name: str) -> None:
    assert left_out(published(name), Reader("own_agency")) == ()


def test_what_is_left_out_shows_no_text_when_printed() -> None:
    (found,) = left_out(case_of(behaviour(withhold_from=("court",), reader_reason="the refuge")), COURT)
    assert repr(found) == "LeftOut(behaviour, 1 of 1)"
