"""An answer about a give-away is remembered for its reader and its sentence, and edits elsewhere leave it."""

import pytest

from mapping.aside import is_aside
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.commands import edit
from mapping.entries import Link, Note
from mapping.errors import CaseError
from mapping.giveaway import GiveAway, give_aways
from mapping.language.wholecase import read_fields
from mapping.readers import audiences
from mapping.settled import answer, answered, ask_again, unanswered
from tests.cases import arrow, behaviour, case_of, child_impact, family_impact, goal

HIS, MEETING = Reader("perpetrator_may_see"), Reader("meeting")
TITLE = "keeps to every term of the court’s order of 2 March"


def case() -> CaseMap:
    return case_of(goal(title=TITLE, release_to=("perpetrator_may_see",)), behaviour("B7", status="convicted"))


def one(of: CaseMap, reader: Reader = HIS) -> GiveAway:
    (found,) = give_aways(of, view(of, reader), reader)
    return found


def settled(because: str = "he was there") -> CaseMap:
    return case().apply(answer(case(), one(case()), because, "2026-03-12"))


def test_what_is_not_answered_is_open() -> None:
    found = give_aways(case(), view(case(), HIS), HIS)
    assert answered(case(), found[0]) is None
    assert unanswered(case(), found) == found


def test_an_answer_is_remembered_with_its_reason_and_day() -> None:
    said = answered(settled(), one(settled()))
    assert said is not None
    assert (said.entry, said.reason, said.on) == ("G1", "he was there", "2026-03-12")
    assert unanswered(settled(), give_aways(settled(), view(settled(), HIS), HIS)) == ()


@pytest.mark.parametrize("because", ["", "  \n"])
def test_without_a_reason_it_stays_open(because: str) -> None:
    with pytest.raises(CaseError, match="why"):
        answer(case(), one(case()), because)


def test_edits_elsewhere_and_other_spacing_leave_an_answer() -> None:
    after = settled().apply(edit(settled(), "B7", title="struck her"))
    assert answered(after, one(after)) is not None
    spaced = after.apply(edit(after, "G1", title=TITLE.replace(" term", "  term")))
    assert answered(spaced, one(spaced)) is not None


def test_another_sentence_asks_again() -> None:
    other = settled().apply(edit(settled(), "G1", title="keeps to the court’s order of 5 March"))
    assert answered(other, one(other)) is None


def test_an_answer_for_one_reader_is_none_for_another() -> None:
    shared = case_of(family_impact(title="her friend Kelly no longer comes"))
    after = shared.apply(answer(shared, one(shared, MEETING), "they know her"))
    assert answered(after, one(after, MEETING)) is not None
    assert answered(after, one(after, Reader("marac"))) is None


def test_a_second_answer_takes_the_place_of_the_first() -> None:
    again = settled().apply(answer(settled(), one(settled()), "it stands in the order that he has"))
    assert len(again.of(Note)) == 1
    said = answered(again, one(again))
    assert said is not None
    assert said.reason == "it stands in the order that he has"


def test_an_answer_can_be_taken_away() -> None:
    said = answered(settled(), one(settled()))
    assert said is not None
    assert settled().apply(ask_again(settled(), said)) == case()


def test_wording_on_an_arrow_is_changed_and_not_answered() -> None:
    on_arrow = case_of(
        behaviour(), child_impact(), arrow("harms", "B1", "I1", note="her friend Kelly saw it")
    )  # fmt: skip
    with pytest.raises(CaseError, match="arrow"):
        answer(on_arrow, one(on_arrow, MEETING), "they know her")
    assert isinstance(on_arrow.thing(one(on_arrow, MEETING).original), Link)


def test_an_answer_is_no_card_is_not_read_and_is_in_no_copy() -> None:
    (note,) = settled().of(Note)
    assert is_aside(note)
    assert read_fields(note) == ()
    for name in audiences():
        whom = "p3" if name == "partner_agency" else ""
        assert view(settled(), Reader(name, whom)).of(Note) == ()
